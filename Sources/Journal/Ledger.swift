internal import Casework
internal import Seal

/// The chain over the whole store, for its operators: every event, every line of the audit, every erasure.
struct Ledger: Sendable {
    /// What an entry stands for.
    enum Kind: Int64 {
        case event = 1
        case audit, erasure, grants
    }

    var entries: Int64
    var chain: [UInt8]

    /// Reads where the chain ends, and holds it until the transaction does.
    static func load(_ transaction: any SQLTransaction, _ dialect: SQLDialect) throws -> Ledger {
        let rows = try transaction.rows("SELECT entries, chain FROM head WHERE id = 1" + dialect.lock)
        guard let entries = rows.first?[0].integer, let chain = rows.first?[1].bytes else {
            throw StoreError.damaged("the head of the ledger is missing")
        }
        return Ledger(entries: entries, chain: chain)
    }

    /// Writes where the chain ends.
    func save(_ transaction: any SQLTransaction, _ key: SecretKey) throws {
        try transaction.run(
            "UPDATE head SET entries = ?, chain = ?, mac = ? WHERE id = 1",
            [.integer(entries), .bytes(chain), .bytes(mac(key))])
    }

    /// Proves where the chain ends.
    func mac(_ key: SecretKey) -> [UInt8] {
        Seal.digest(Array("\(entries)|".utf8) + chain, key: key.derived(for: "ledger").bytes)
    }

    /// The next link.
    static func link(_ chain: [UInt8], _ seq: Int64, _ kind: Int64, _ digest: [UInt8]) -> [UInt8] {
        Seal.sha256(chain + Array("\(seq)|\(kind)|".utf8) + digest)
    }

    mutating func add(_ kind: Kind, _ ref: String, _ digest: [UInt8], _ transaction: any SQLTransaction) throws {
        entries += 1
        chain = Ledger.link(chain, entries, kind.rawValue, digest)
        try transaction.run(
            "INSERT INTO ledger (seq, kind, ref, digest, chain) VALUES (?, ?, ?, ?, ?)",
            [.integer(entries), .integer(kind.rawValue), .text(ref), .bytes(digest), .bytes(chain)])
    }

    mutating func audit(
        _ line: Journal.AuditLine, file: String?, compartment: String?, _ transaction: any SQLTransaction
    ) throws {
        let seq = entries + 1
        let digest = Ledger.digest(line, seq, file, compartment)
        try add(.audit, "audit#\(seq)", digest, transaction)
        try transaction.run(
            "INSERT INTO audit (seq, at, account, action, file, compartment, digest) VALUES (?, ?, ?, ?, ?, ?, ?)",
            [
                .integer(seq), .integer(line.at), .text(line.account), .text(line.action),
                file.map { .text($0) } ?? .null, compartment.map { .text($0) } ?? .null, .bytes(digest),
            ])
    }

    static func digest(_ line: Journal.AuditLine, _ seq: Int64, _ file: String?, _ compartment: String?) -> [UInt8] {
        Seal.sha256(
            Array("\(seq)|\(line.at)|\(line.account)|\(line.action)|\(file ?? "")|\(compartment ?? "")".utf8))
    }
}

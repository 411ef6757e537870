public import Casework
internal import Seal

/// What the keepers of a store do with it: accounts, erasure, new master keys.
extension Journal {
    /// Somebody who may sign in.
    public struct Account: Hashable, Sendable {
        /// Its id: what the journal names an author by.
        public var id: String
        /// What it is for.
        public var role: Role
        /// The organisation; empty for the family itself.
        public var organisation: String
        /// What people call its holder.
        public var name: String
        /// When it was closed, in milliseconds since 1970.
        public var closed: Int64?

        /// Makes an account.
        public init(id: String, role: Role, organisation: String, name: String, closed: Int64? = nil) {
            self.id = id
            self.role = role
            self.organisation = organisation
            self.name = name
            self.closed = closed
        }

        /// Who asks, when its holder does.
        public var actor: Actor { Actor(account: id, role: role, organisation: organisation) }

        var context: [UInt8] {
            Array("account|\(id)|\(role.rawValue)|\(organisation)|\(closed.map { String($0) } ?? "")".utf8)
        }
    }

    /// Adds an account, or changes one.
    ///
    /// - Throws: `StoreError`.
    public func save(_ account: Account, _ audit: AuditLine) async throws {
        let sealed = storeKey.derived(for: "accounts").lock(Array(account.name.utf8), context: account.context)
        try await write { transaction, ledger in
            try transaction.run("DELETE FROM account WHERE id = ?", [.text(account.id)])
            try transaction.run(
                "INSERT INTO account (id, role, organisation, sealed, closed) VALUES (?, ?, ?, ?, ?)",
                [
                    .text(account.id), .text(account.role.rawValue), .text(account.organisation), .bytes(sealed),
                    account.closed.map { .integer($0) } ?? .null,
                ])
            try ledger.audit(audit, file: nil, compartment: nil, transaction)
        }
    }

    /// The accounts, by id.
    ///
    /// - Throws: `StoreError.damaged` when one was changed past the program.
    public func accounts() async throws -> [Account] {
        try await database.read { [self] transaction in
            try transaction.rows("SELECT id, role, organisation, sealed, closed FROM account ORDER BY id").map(account)
        }
    }

    /// An account; `nil` when there is none.
    public func account(_ id: String) async throws -> Account? {
        try await database.read { [self] transaction in
            try transaction.rows(
                "SELECT id, role, organisation, sealed, closed FROM account WHERE id = ?", [.text(id)]
            ).first.map(account)
        }
    }

    func account(_ row: [SQLValue]) throws -> Account {
        guard let id = row[0].text, let role = row[1].text.flatMap(Role.init), let organisation = row[2].text,
            let sealed = row[3].bytes
        else { throw StoreError.damaged("an account cannot be read") }
        var account = Account(id: id, role: role, organisation: organisation, name: "", closed: row[4].integer)
        guard let name = storeKey.derived(for: "accounts").open(sealed, context: account.context) else {
            throw StoreError.damaged("account \(id) was changed")
        }
        account.name = String(decoding: name, as: UTF8.self)
        return account
    }

    // MARK: Erasure

    /// What stays of what was erased: that it was, when, and how much of the ledger it had.
    public struct Erasure: Hashable, Sendable {
        /// The file.
        public var file: String
        /// The compartments that were destroyed.
        public var compartments: [String]
        /// When, in milliseconds since 1970.
        public var at: Int64
        /// How many entries of the ledger no longer stand for anything.
        public var entries: Int64

        /// Makes an erasure.
        public init(file: String, compartments: [String], at: Int64, entries: Int64) {
            self.file = file
            self.compartments = compartments
            self.at = at
            self.entries = entries
        }

        var proof: [UInt8] {
            Array("\(file)|\(compartments.joined(separator: ","))|\(at)|\(entries)".utf8)
        }

        /// As one line: file, compartments, moment.
        public var text: String { "\(file) \(compartments.joined(separator: ",")) \(at)" }
    }

    /// Destroys compartments of a file with their keys, and the file with the last of them.
    ///
    /// - Parameters:
    ///   - compartments: Which; `nil`: all.
    ///   - file: Of which file.
    ///   - account: Who does it.
    ///   - at: When, in milliseconds since 1970.
    /// - Returns: What stays.
    /// - Throws: `StoreError.notFound` when nothing of it is there.
    @discardableResult
    public func erase(
        _ compartments: [String]?, of file: String, by account: String, at: Int64
    ) async throws -> Erasure {
        let erasure = try await write { [storeKey] transaction, ledger in
            let all = try transaction.rows("SELECT id FROM compartment WHERE file = ? ORDER BY id", [.text(file)])
                .compactMap { $0[0].text }
            let gone = all.filter { compartments?.contains($0) ?? true }
            guard !gone.isEmpty else { throw StoreError.notFound }
            var entries: Int64 = 0
            for compartment in gone {
                let lines = try transaction.rows("SELECT seq FROM audit WHERE compartment = ?", [.text(compartment)])
                for line in lines {
                    entries += Int64(
                        try transaction.run(
                            "UPDATE ledger SET ref = NULL WHERE ref = ?", [.text("audit#\(line[0].integer ?? 0)")]))
                }
                entries += Int64(
                    try transaction.run(
                        "UPDATE ledger SET ref = NULL WHERE ref = ?", [.text("grants#" + compartment)]))
                entries += Int64(
                    try transaction.run(
                        "UPDATE ledger SET ref = NULL WHERE ref >= ? AND ref < ?",
                        [.text(compartment + "#"), .text(compartment + "$")]))
                for table in ["event", "access_grant", "listing", "attachment", "audit"] {
                    try transaction.run("DELETE FROM \(table) WHERE compartment = ?", [.text(compartment)])
                }
                try transaction.run("DELETE FROM compartment WHERE id = ?", [.text(compartment)])
            }
            if gone == all {
                try transaction.run("DELETE FROM name_token WHERE file = ?", [.text(file)])
                try transaction.run("DELETE FROM notice WHERE file = ?", [.text(file)])
                try transaction.run("DELETE FROM file WHERE id = ?", [.text(file)])
            }
            let erasure = Erasure(file: file, compartments: gone, at: at, entries: entries)
            try ledger.add(.erasure, "erasure#\(ledger.entries + 1)", Seal.sha256(erasure.proof), transaction)
            try transaction.run(
                "INSERT INTO erasure (seq, file, at, entries, proof) VALUES (?, ?, ?, ?, ?)",
                [
                    .integer(ledger.entries), .text(file), .integer(at), .integer(entries),
                    .bytes(Seal.digest(erasure.proof, key: storeKey.derived(for: "erasure").bytes) + erasure.proof),
                ])
            try ledger.audit(
                AuditLine(at: at, account: account, action: "erased"), file: nil, compartment: nil, transaction)
            return erasure
        }
        try await database.forget()
        return erasure
    }

    /// What was erased, in order.
    public func erasures() async throws -> [Erasure] {
        try await database.read { transaction in
            try transaction.rows("SELECT file, at, entries, proof FROM erasure ORDER BY seq").map(Journal.erasure)
        }
    }

    static func erasure(_ row: [SQLValue]) throws -> Erasure {
        guard let file = row[0].text, let at = row[1].integer, let entries = row[2].integer, let proof = row[3].bytes,
            proof.count > 32
        else { throw StoreError.damaged("an erasure cannot be read") }
        let parts = String(decoding: proof.dropFirst(32), as: UTF8.self).split(separator: "|").map(String.init)
        guard parts.count == 4 else { throw StoreError.damaged("an erasure cannot be read") }
        return Erasure(
            file: file, compartments: parts[1].split(separator: ",").map(String.init), at: at, entries: entries)
    }

    /// Erases again what a restored store still has.
    ///
    /// - Parameter erasures: What had been erased.
    /// - Returns: How many were erased again.
    /// - Throws: `StoreError`.
    public func replay(_ erasures: [Erasure]) async throws -> Int {
        var count = 0
        for erasure in erasures {
            let there = try await compartments(of: erasure.file).map(\.id)
            guard erasure.compartments.contains(where: there.contains) else { continue }
            try await erase(erasure.compartments, of: erasure.file, by: "restore", at: erasure.at)
            count += 1
        }
        return count
    }

    // MARK: Master keys

    /// Locks every key anew with the newest master key.
    ///
    /// Contents are not touched.
    ///
    /// - Returns: How many keys were locked anew.
    /// - Throws: `StoreError`.
    public func rotateKeys() async throws -> Int {
        try await write { [self] transaction, _ in
            let (master, wrapped) = vault.wrap(storeKey, of: "store")
            try transaction.run(
                "UPDATE meta SET value = ? WHERE name = 'store key'", [.text("\(master) \(Seal.hex(wrapped))")])
            let rows = try transaction.rows(
                "SELECT id, master, wrapped FROM compartment WHERE master <> ?", [.text(vault.newest)])
            for row in rows {
                guard let id = row[0].text else { continue }
                let (master, wrapped) = vault.wrap(try key(Array(row[1...]), id), of: id)
                try transaction.run(
                    "UPDATE compartment SET master = ?, wrapped = ? WHERE id = ?",
                    [.text(master), .bytes(wrapped), .text(id)])
            }
            return rows.count + 1
        }
    }
}

extension Journal {
    /// Leaves a notice for those whom a principal reaches.
    public func notify(_ principal: String, _ text: String, of file: String, _ audit: AuditLine) async throws {
        let sealed = storeKey.derived(for: "notices").lock(
            Array(text.utf8), context: Array("notice|\(principal)|\(audit.at)".utf8))
        try await write { transaction, ledger in
            try ledger.audit(audit, file: nil, compartment: nil, transaction)
            try transaction.run(
                "INSERT INTO notice (seq, principal, file, at, sealed) VALUES (?, ?, ?, ?, ?)",
                [.integer(ledger.entries), .text(principal), .text(file), .integer(audit.at), .bytes(sealed)])
        }
    }

    /// The notices for some principals, in order.
    public func notices(for principals: [String]) async throws -> [(at: Int64, text: String)] {
        guard !principals.isEmpty else { return [] }
        let places = principals.map { _ in "?" }.joined(separator: ", ")
        return try await database.read { [self] transaction in
            try transaction.rows(
                "SELECT at, principal, sealed FROM notice WHERE principal IN (\(places)) ORDER BY seq",
                principals.map { .text($0) }
            ).map { row in
                let (at, principal) = (row[0].integer ?? 0, row[1].text ?? "")
                let context = Array("notice|\(principal)|\(at)".utf8)
                guard let text = storeKey.derived(for: "notices").open(row[2].bytes ?? [], context: context) else {
                    throw StoreError.damaged("a notice was changed")
                }
                return (at, String(decoding: text, as: UTF8.self))
            }
        }
    }

    /// Says which organisation keeps a file from now on.
    public func move(_ file: String, to organisation: String) async throws {
        try await write { [storeKey] transaction, _ in
            try transaction.run("UPDATE file SET organisation = ? WHERE id = ?", [.text(organisation), .text(file)])
            try transaction.run(
                "UPDATE file SET mac = ? WHERE id = ?",
                [.bytes(try Journal.fileMAC(file, transaction, storeKey)), .text(file)])
        }
    }
}

extension Journal {
    /// Every file, by id.
    public func files() async throws -> [String] {
        try await database.read { try $0.rows("SELECT id FROM file ORDER BY id").compactMap { $0[0].text } }
    }

    /// Copies everything to an empty store, row for row: what was locked and chained stays so.
    ///
    /// - Parameters:
    ///   - source: The store to copy.
    ///   - target: The store to fill.
    /// - Throws: `StoreError.exists` when the target holds something.
    public static func copy(from source: any SQLDatabase, to target: any SQLDatabase) async throws {
        let dialect = target.dialect
        try await target.write { transaction in
            try Schema.migrate(transaction, dialect)
            guard try transaction.rows("SELECT id FROM head").isEmpty else { throw StoreError.exists }
        }
        for (table, columns, key) in Schema.tables {
            _ = try await target.write { try $0.run("DELETE FROM \(table)") }
            let names = columns.joined(separator: ", ")
            let places = columns.map { _ in "?" }.joined(separator: ", ")
            var offset: Int64 = 0
            while true {
                let from = offset
                let rows = try await source.read {
                    try $0.rows("SELECT \(names) FROM \(table) ORDER BY \(key) LIMIT 2000 OFFSET ?", [.integer(from)])
                }
                if rows.isEmpty { break }
                try await target.write { transaction in
                    for row in rows { try transaction.run("INSERT INTO \(table) (\(names)) VALUES (\(places))", row) }
                }
                offset += Int64(rows.count)
            }
        }
    }
}

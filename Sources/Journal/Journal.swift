public import Casework
internal import CivilTime
internal import Seal

/// The journal of every file: what was written stays, in order, locked and provable.
///
/// It knows nothing of who may do what; it keeps what it is told, and gives back what it is asked for.
public final class Journal: Sendable {
    let database: any SQLDatabase
    let vault: Vault
    /// Locks what belongs to no compartment, and proves the head of the ledger.
    let storeKey: SecretKey
    private let writer: GroupWriter

    /// Opens a journal, and makes or upgrades its tables.
    ///
    /// - Parameters:
    ///   - database: Where it is kept.
    ///   - vault: The master keys.
    /// - Throws: `StoreError`.
    public init(_ database: any SQLDatabase, _ vault: Vault) async throws {
        self.database = database
        self.vault = vault
        let dialect = database.dialect
        storeKey = try await database.write { transaction in
            try Schema.migrate(transaction, dialect)
            return try Journal.storeKey(transaction, vault)
        }
        writer = GroupWriter(database, storeKey)
    }

    /// Ends its connections.
    public func close() async { await database.close() }

    private static func storeKey(_ transaction: any SQLTransaction, _ vault: Vault) throws -> SecretKey {
        let rows = try transaction.rows("SELECT value FROM meta WHERE name = 'store key'")
        if let parts = rows.first?[0].text?.split(separator: " ").map(String.init), parts.count == 2,
            let wrapped = Seal.bytes(hex: parts[1])
        {
            return try vault.unwrap(wrapped, of: "store", master: parts[0])
        }
        let key = SecretKey()
        let (master, wrapped) = vault.wrap(key, of: "store")
        try transaction.run(
            "INSERT INTO meta (name, value) VALUES ('store key', ?)", [.text("\(master) \(Seal.hex(wrapped))")])
        let ledger = Ledger(entries: 0, chain: [UInt8](repeating: 0, count: 32))
        try transaction.run(
            "INSERT INTO head (id, entries, chain, mac) VALUES (1, 0, ?, ?)",
            [.bytes(ledger.chain), .bytes(ledger.mac(key))])
        return key
    }

    // MARK: Writing

    /// Somebody's line in the audit.
    public struct AuditLine: Hashable, Sendable {
        /// When, in milliseconds since 1970.
        public var at: Int64
        /// The account.
        public var account: String
        /// What it did.
        public var action: String

        /// Makes a line.
        public init(at: Int64, account: String, action: String) {
            self.at = at
            self.account = account
            self.action = action
        }
    }

    /// What the work list shows of a compartment.
    public struct WorkLine: Hashable, Sendable {
        /// By when something must be done.
        public var due: Int32
        /// What the family is called.
        public var label: String
        /// What must be done: the id of a deadline.
        public var reason: String

        /// Makes a line.
        public init(due: Int32, label: String, reason: String) {
            self.due = due
            self.label = label
            self.reason = reason
        }

        var bytes: [UInt8] { Array("\(due)\u{1F}\(reason)\u{1F}\(label)".utf8) }

        init?(_ bytes: [UInt8]) {
            let parts = String(decoding: bytes, as: UTF8.self).split(
                separator: "\u{1F}", maxSplits: 2, omittingEmptySubsequences: false)
            guard parts.count == 3, let due = Int32(parts[0]) else { return nil }
            self.init(due: due, label: String(parts[2]), reason: String(parts[1]))
        }
    }

    /// What is written in one go into one compartment.
    public struct Append: Sendable {
        /// The file.
        public var file: String
        /// The compartment.
        public var compartment: String
        /// How many events it has; anything else is a conflict.
        public var expected: Int
        /// What happened.
        public var events: [FileEvent]
        /// When it is new: what it is, and the organisation of a new file.
        public var creates: (kind: CompartmentKind, organisation: String)?
        /// Its grants from now on; `nil`: as they are.
        public var grants: [Grant]?
        /// The grants that they take the place of; others are a conflict.
        public var replacing: [Grant]?
        /// Its line on the work list from now on; `nil`: as it is.
        public var line: WorkLine?
        /// The search keys of the file's names from now on, for each organisation; `nil`: as they are.
        public var names: [String: Set<String>]?
        /// The attachment that belongs to it.
        public var attachment: (id: String, bytes: [UInt8])?
        /// The line of the audit.
        public var audit: AuditLine

        /// Makes an append.
        public init(
            file: String, compartment: String, expected: Int, events: [FileEvent], audit: AuditLine,
            creates: (kind: CompartmentKind, organisation: String)? = nil, grants: [Grant]? = nil,
            replacing: [Grant]? = nil,
            line: WorkLine? = nil, names: [String: Set<String>]? = nil,
            attachment: (id: String, bytes: [UInt8])? = nil
        ) {
            self.file = file
            self.compartment = compartment
            self.expected = expected
            self.events = events
            self.audit = audit
            self.creates = creates
            self.grants = grants
            self.replacing = replacing
            self.line = line
            self.names = names
            self.attachment = attachment
        }
    }

    /// Writes events; when it comes back, they are on the disk.
    ///
    /// - Parameter append: What is written.
    /// - Returns: The compartment's version.
    /// - Throws: `StoreError.versionConflict` when somebody else wrote first; nothing was written then.
    @discardableResult
    public func append(_ append: Append) async throws -> Int {
        let storeKey = storeKey
        let key: SecretKey
        let creation: Creation?
        if let creates = append.creates {
            key = SecretKey()
            let (master, wrapped) = vault.wrap(key, of: append.compartment)
            creation = Creation(
                kind: creates.kind, organisation: creates.organisation, master: master, wrapped: wrapped)
        } else {
            key = try await self.key(of: append.compartment)
            creation = nil
        }
        let sealed = append.events.enumerated().map { index, event in
            key.lock(
                EventCoding.encode(event),
                context: Journal.context(append.file, append.compartment, append.expected + index + 1))
        }
        let line = append.line.map { key.lock($0.bytes, context: Array("line|\(append.compartment)".utf8)) }
        let tokens: [(String, [Int64])]? = append.names?.map { organisation, keys in
            (organisation, keys.map { Journal.token($0, organisation, storeKey) })
        }
        let attachment = append.attachment.map {
            ($0.id, key.lock($0.bytes, context: Array("attachment|\(append.file)|\(append.compartment)|\($0.id)".utf8)))
        }
        let dialect = database.dialect
        return try await writer.write { transaction, ledger in
            let version = try Journal.claim(append, creation, transaction, dialect, storeKey)
            var head = version.head
            for (index, bytes) in sealed.enumerated() {
                let number = append.expected + index + 1
                head = Journal.link(head, append.file, append.compartment, number, bytes)
                try transaction.run(
                    "INSERT INTO event (compartment, number, sealed, hash) VALUES (?, ?, ?, ?)",
                    [.text(append.compartment), .integer(Int64(number)), .bytes(bytes), .bytes(head)])
                try ledger.add(.event, "\(append.compartment)#\(number)", head, transaction)
            }
            let count = append.expected + sealed.count
            try transaction.run(
                "UPDATE compartment SET version = ?, head = ? WHERE id = ?",
                [.integer(Int64(count)), .bytes(head), .text(append.compartment)])
            if let line, let due = append.line?.due {
                try transaction.run(
                    "UPDATE compartment SET due = ?, line = ? WHERE id = ?",
                    [.integer(Journal.shown(due, in: version.kind)), .bytes(line), .text(append.compartment)])
            }
            if let grants = append.grants ?? (creation == nil ? nil : []) {
                try Journal.set(
                    grants, of: append.compartment, version.kind, append.file, transaction, storeKey, &ledger)
            }
            if line != nil || append.grants != nil {
                try Journal.list(append.compartment, append.file, version.kind, transaction)
            }
            if let tokens = tokens ?? (version.isNewFile ? [] : nil) {
                try Journal.index(append.file, tokens, transaction, storeKey)
            }
            if let (id, bytes) = attachment {
                try transaction.run(
                    "INSERT INTO attachment (id, compartment, sealed, digest) VALUES (?, ?, ?, ?)",
                    [.text(id), .text(append.compartment), .bytes(bytes), .bytes(Seal.sha256(bytes))])
            }
            try ledger.audit(append.audit, file: append.file, compartment: append.compartment, transaction)
            return count
        }
    }

    private struct Creation: Sendable {
        var kind: CompartmentKind
        var organisation: String
        var master: String
        var wrapped: [UInt8]
    }

    /// Takes the right to write the next event of a compartment.
    private static func claim(
        _ append: Append, _ creation: Creation?, _ transaction: any SQLTransaction, _ dialect: SQLDialect,
        _ storeKey: SecretKey
    ) throws -> (kind: CompartmentKind, head: [UInt8], isNewFile: Bool) {
        let rows = try transaction.rows(
            "SELECT version, head, kind, grants_mac FROM compartment WHERE id = ? AND file = ?" + dialect.lock,
            [.text(append.compartment), .text(append.file)])
        if let creation {
            let same = try transaction.rows(
                "SELECT id FROM compartment WHERE file = ? AND kind = ?",
                [.text(append.file), .text(creation.kind.name)])
            guard rows.isEmpty, same.isEmpty else { throw StoreError.exists }
            let known = try transaction.rows("SELECT organisation FROM file WHERE id = ?", [.text(append.file)])
            if known.isEmpty {
                try transaction.run(
                    "INSERT INTO file (id, organisation, opened, mac) VALUES (?, ?, ?, ?)",
                    [.text(append.file), .text(creation.organisation), .integer(append.audit.at), .bytes([])])
            }
            let start = Seal.sha256(context(append.file, append.compartment, 0))
            try transaction.run(
                """
                INSERT INTO compartment (id, file, kind, version, head, master, wrapped, grants_mac)
                VALUES (?, ?, ?, 0, ?, ?, ?, ?)
                """,
                [
                    .text(append.compartment), .text(append.file), .text(creation.kind.name), .bytes(start),
                    .text(creation.master), .bytes(creation.wrapped), .bytes([]),
                ])
            return (creation.kind, start, known.isEmpty)
        }
        guard let row = rows.first, let version = row[0].integer, let head = row[1].bytes,
            let kind = row[2].text.flatMap(CompartmentKind.init)
        else { throw StoreError.notFound }
        guard version == append.expected else { throw StoreError.versionConflict(actual: Int(version)) }
        if let grants = append.replacing,
            row[3].bytes != mac(grants, append.compartment, kind, append.file, storeKey)
        {
            throw StoreError.versionConflict(actual: Int(version))
        }
        return (kind, head, false)
    }

    /// Writes a line in the audit, for what only read.
    public func audit(_ line: AuditLine, file: String, compartments: [String]) async throws {
        try await writer.write { transaction, ledger in
            for compartment in compartments {
                try ledger.audit(line, file: file, compartment: compartment, transaction)
            }
        }
    }

    /// Writes a line in the audit, for what was asked of many files at once.
    public func audit(_ line: AuditLine) async throws {
        try await writer.write { try $1.audit(line, file: nil, compartment: nil, $0) }
    }

    func write<Result: Sendable>(
        _ body: @Sendable @escaping (any SQLTransaction, inout Ledger) throws -> Result
    ) async throws -> Result { try await writer.write(body) }

    // MARK: Locks and chains

    /// What an event belongs to.
    static func context(_ file: String, _ compartment: String, _ number: Int) -> [UInt8] {
        Array("event|\(file)|\(compartment)|\(number)".utf8)
    }

    /// The next link of a compartment's chain: over what is stored, so that it holds without the key.
    static func link(
        _ head: [UInt8], _ file: String, _ compartment: String, _ number: Int, _ sealed: [UInt8]
    )
        -> [UInt8]
    {
        Seal.sha256(head + context(file, compartment, number) + sealed)
    }

    /// The day that stands on the work list in the clear: in a personal compartment only the month.
    static func shown(_ due: Int32, in kind: CompartmentKind) -> Int64 {
        guard case .personal = kind else { return Int64(due) }
        let (year, month, _) = Day(rawValue: due).components
        return Int64(Day(year: year, month: month, day: 1)?.rawValue ?? due)
    }

    /// The key of a compartment.
    func key(of compartment: String) async throws -> SecretKey {
        let rows = try await database.read {
            try $0.rows("SELECT master, wrapped FROM compartment WHERE id = ?", [.text(compartment)])
        }
        return try key(rows.first, compartment)
    }

    func key(_ row: [SQLValue]?, _ compartment: String) throws -> SecretKey {
        guard let master = row?[0].text, let wrapped = row?[1].bytes else { throw StoreError.notFound }
        return try vault.unwrap(wrapped, of: compartment, master: master)
    }
}

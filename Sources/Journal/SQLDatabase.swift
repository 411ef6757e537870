/// A value of a column.
public enum SQLValue: Hashable, Sendable {
    case null
    case integer(Int64)
    case text(String)
    case bytes([UInt8])

    /// The number, when it is one.
    public var integer: Int64? { if case .integer(let value) = self { value } else { nil } }
    /// The text, when it is one.
    public var text: String? { if case .text(let value) = self { value } else { nil } }
    /// The bytes, when it is some.
    public var bytes: [UInt8]? { if case .bytes(let value) = self { value } else { nil } }
}

/// What can be asked of a database inside one transaction.
///
/// Values stand in the statement as `?`.
public protocol SQLTransaction {
    /// Runs a statement.
    ///
    /// - Parameters:
    ///   - sql: One statement, in what SQLite and PostgreSQL share.
    ///   - values: For each `?` in order.
    /// - Returns: How many rows it changed.
    /// - Throws: `StoreError`.
    @discardableResult
    func run(_ sql: String, _ values: [SQLValue]) throws -> Int

    /// Runs a query.
    ///
    /// - Returns: The rows, each with the columns in order.
    /// - Throws: `StoreError`.
    func rows(_ sql: String, _ values: [SQLValue]) throws -> [[SQLValue]]
}

extension SQLTransaction {
    /// Runs a statement without values.
    @discardableResult
    public func run(_ sql: String) throws -> Int { try run(sql, []) }

    /// Runs a query without values.
    public func rows(_ sql: String) throws -> [[SQLValue]] { try rows(sql, []) }
}

/// Where the two databases differ.
public struct SQLDialect: Sendable {
    /// The type of a column of bytes.
    public var bytes: String
    /// The type of a column of whole numbers of 64 bits.
    public var integer: String
    /// What a table's definition ends with.
    public var tableSuffix: String
    /// What makes a query of a writing transaction hold its rows until the end.
    public var lock: String

    /// SQLite: one writer, so nothing to hold.
    public static let sqlite = SQLDialect(bytes: "BLOB", integer: "INTEGER", tableSuffix: " STRICT", lock: "")
    /// PostgreSQL.
    public static let postgres = SQLDialect(bytes: "BYTEA", integer: "BIGINT", tableSuffix: "", lock: " FOR UPDATE")
}

/// A database that keeps a journal: SQLite or PostgreSQL.
public protocol SQLDatabase: Sendable {
    /// Its dialect.
    var dialect: SQLDialect { get }

    /// Runs a reading transaction: it sees one state of the whole database.
    func read<Result: Sendable>(
        _ body: @Sendable @escaping (any SQLTransaction) throws -> Result
    ) async throws -> Result

    /// Runs a writing transaction; when it comes back, what was written survives a power cut.
    ///
    /// When `body` throws, nothing of it is kept.
    func write<Result: Sendable>(
        _ body: @Sendable @escaping (any SQLTransaction) throws -> Result
    ) async throws
        -> Result

    /// Lets go of what was deleted, where a copy of it may still stand.
    func forget() async throws

    /// Ends all connections.
    func close() async
}

extension SQLDatabase {
    /// PostgreSQL lets go in its own time: its log is the operator's.
    public func forget() async throws {}
}

/// Why a store cannot do what was asked.
public enum StoreError: Error, Hashable, Sendable {
    /// Somebody else wrote first: the compartment is at this version.
    case versionConflict(actual: Int)
    /// There is no such thing, or nothing that may be seen.
    case notFound
    /// No room on the disk; nothing was written.
    case full
    /// The database cannot be reached, or gave up.
    case unavailable(String)
    /// The content is not what was written.
    case damaged(String)
    /// The database holds a newer format than this program knows.
    case tooNew(Int)
    /// The same thing is there already.
    case exists
}

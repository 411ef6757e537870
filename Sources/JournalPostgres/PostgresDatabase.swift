public import Journal

/// A PostgreSQL database, over a few connections that are taken in turn.
///
/// A connection that broke is made anew at its next use, so a restart of the server needs no restart of the program.
///
/// Other than with SQLite, a transaction is lost as soon as one of its statements fails, also when the error is caught:
/// every later statement throws the same again, and so does the end. Where a row may be there already, say
/// `ON CONFLICT`.
///
/// No error holds a value of a statement, of a row or of the connection string.
public final class PostgresDatabase: SQLDatabase {
    private let pool: Pool

    /// PostgreSQL's.
    public var dialect: SQLDialect { .postgres }

    private init(pool: Pool) { self.pool = pool }

    /// Opens a database, and makes the first of its connections to see whether it is there.
    ///
    /// Encoding and `synchronous_commit` are set for each connection: the latter is `on`, unless the server asks for
    /// more. Connecting takes ten seconds at most, unless the connection string says otherwise.
    ///
    /// - Parameters:
    ///   - connectionString: What libpq takes: `host=… dbname=…` or `postgresql://…`.
    ///   - connections: How many transactions can run at the same time; at least 1.
    /// - Returns: The database.
    /// - Throws: `StoreError.unavailable` when it cannot be reached or the connection string cannot be read.
    public static func open(_ connectionString: String, connections: Int = 4) async throws -> PostgresDatabase {
        let all = (0..<max(1, connections)).map { _ in Connection(connectionString) }
        try await all[0].connect()
        return PostgresDatabase(pool: Pool(all))
    }

    /// Runs a reading transaction: it sees one state of the whole database.
    ///
    /// `body` runs again from the start when another transaction stood in its way, and once in a new session when the
    /// connection broke before anything came back, or when the old session would not do it.
    ///
    /// - Parameter body: What reads; it must not keep the transaction.
    /// - Returns: What `body` returns.
    /// - Throws: `StoreError`, or what `body` throws.
    public func read<Result: Sendable>(
        _ body: @Sendable @escaping (any SQLTransaction) throws -> Result
    ) async throws -> Result {
        try await transact(.read, body)
    }

    /// Runs a writing transaction; when it comes back, what was written survives a power cut.
    ///
    /// `body` runs again from the start, up to five times, when another transaction stood in its way, and once in a new
    /// session when the old one would not do it, because its server only reads by now or the tables changed.
    ///
    /// - Parameter body: What writes; when it throws, nothing is kept. It must not keep the transaction.
    /// - Returns: What `body` returns.
    /// - Throws: `StoreError`, or what `body` throws. When the connection breaks at the very end,
    ///   `StoreError.unavailable` says that it is not known whether the transaction was kept.
    public func write<Result: Sendable>(
        _ body: @Sendable @escaping (any SQLTransaction) throws -> Result
    ) async throws -> Result {
        try await transact(.write, body)
    }

    /// Ends all connections.
    ///
    /// Transactions that run are finished; those that wait, and later ones, are refused.
    public func close() async { await pool.close() }

    private func transact<Result: Sendable>(
        _ mode: Session.Mode, _ body: @Sendable @escaping (any SQLTransaction) throws -> Result
    ) async throws -> Result {
        let connection = try await pool.take()
        do {
            let result = try await connection.transact(mode, body)
            await pool.give(connection)
            return result
        } catch {
            await pool.give(connection)
            throw error
        }
    }
}

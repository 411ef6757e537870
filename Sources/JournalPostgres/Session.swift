internal import CPostgres
internal import Journal

/// A session with the server, and the transaction that runs in it.
final class Session: SQLTransaction {
    /// What a transaction does.
    enum Mode {
        case read
        case write
    }

    /// Why a transaction cannot go on.
    struct Failure {
        /// What can be done about it.
        enum Kind {
            /// Another transaction stood in the way.
            case conflict
            /// The server cannot be reached any more.
            case lost
            /// This session will not do it, but another may: its plan is stale, or its server only reads.
            case unfit
            case other
        }

        var kind: Kind
        var error: StoreError
    }

    /// A statement as the server knows it: the kinds of its values belong to it.
    private struct Statement: Hashable {
        var sql: String
        var types: [Oid]
    }

    /// How many statements the server keeps prepared.
    private static let capacity = 256

    /// What went wrong first in this transaction.
    private(set) var failure: Failure?
    /// Whether anything came back in this transaction.
    private(set) var hasAnswered = false
    private let connection: OpaquePointer
    private var prepared: [Statement: String] = [:]
    private var mode = Mode.read
    /// Whether the server warned that it keeps a transaction otherwise than it should.
    private var wasWarned = false

    /// Connects.
    init(_ connectionString: String) throws {
        // Here and not by PQconnectdbParams, whose complaint would quote the string, and maybe a password.
        guard let options = PQconninfoParse(connectionString, nil) else {
            throw StoreError.unavailable("the connection string of PostgreSQL cannot be read")
        }
        PQconninfoFree(options)
        // The last one wins: what comes before `dbname` is a default, and what comes after it is not to be changed.
        let parameters = [
            ("connect_timeout", "10"), ("fallback_application_name", "weerzien"), ("dbname", connectionString),
            ("client_encoding", "UTF8"),
        ]
        let connection = withCStrings(parameters.map(\.0)) { keywords in
            withCStrings(parameters.map(\.1)) { values in PQconnectdbParams(keywords, values, 1) }
        }
        guard let connection else { throw StoreError.unavailable("no memory for a connection") }
        self.connection = connection
        guard PQstatus(connection) == CONNECTION_OK else { throw unreachable("no connection").error }
        let context = Unmanaged.passUnretained(self).toOpaque()
        _ = PQsetNoticeReceiver(connection, { Session.notice($0, $1) }, context)
        // Set for the session in any case: so a change of the server's configuration cannot lower it later.
        try command(
            """
            SELECT set_config('synchronous_commit',
                CASE current_setting('synchronous_commit') WHEN 'remote_apply' THEN 'remote_apply' ELSE 'on' END, false)
            """)
    }

    deinit { PQfinish(connection) }

    /// Whether another transaction can begin.
    var isUsable: Bool { PQtransactionStatus(connection) == PQTRANS_IDLE && failure?.kind != .unfit }

    /// Begins a transaction.
    func begin(_ mode: Mode) throws {
        failure = nil
        hasAnswered = false
        wasWarned = false
        self.mode = mode
        switch mode {
        case .read: try command("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
        case .write: try command("BEGIN ISOLATION LEVEL READ COMMITTED READ WRITE")
        }
    }

    /// Ends the transaction and keeps it; throws when it is not kept, or when that is not known.
    func commit() throws {
        // Of a transaction that failed, the server would make a ROLLBACK without a complaint.
        if let failure { throw failure.error }
        do {
            try command("COMMIT")
        } catch  where failure?.kind == .lost {
            // Who only read has everything already.
            guard mode == .write else { return }
            throw StoreError.unavailable(
                "the connection was lost at the end of a transaction: it is not known whether it was kept")
        }
        guard !wasWarned else {
            throw StoreError.unavailable(
                "the server gave up waiting for its standby: it is not known whether the transaction was kept there")
        }
    }

    /// Ends the transaction and keeps nothing of it.
    func rollBack() {
        guard PQtransactionStatus(connection) != PQTRANS_IDLE else { return }
        PQclear(PQexec(connection, "ROLLBACK"))
    }

    func run(_ sql: String, _ values: [SQLValue]) throws -> Int {
        let result = try execute(sql, values)
        defer { PQclear(result) }
        return Int(String(cString: PQcmdTuples(result))) ?? 0
    }

    func rows(_ sql: String, _ values: [SQLValue]) throws -> [[SQLValue]] {
        let result = try execute(sql, values)
        defer { PQclear(result) }
        let columns = 0..<PQnfields(result)
        return try (0..<PQntuples(result)).map { row in
            try columns.map { column in
                guard let value = SQLValue(result, row: row, column: column) else {
                    throw failed(
                        .other, "a column has type \(PQftype(result, column)): cast it to BIGINT, TEXT or BYTEA")
                }
                return value
            }
        }
    }

    /// Runs a statement; the caller clears the result.
    private func execute(_ sql: String, _ values: [SQLValue]) throws -> OpaquePointer {
        // Back to a savepoint: what failed since is undone, and the transaction goes on.
        if failure?.kind == .other, sql.hasPrefix("ROLLBACK TO SAVEPOINT") {
            failure = nil
            return try check(PQexec(connection, sql))
        }
        if let failure { throw failure.error }
        let parameters = Parameters(values)
        let name = try prepare(Statement(sql: sql, types: parameters.types))
        let result = try check(
            parameters.withPointers { pointers in
                PQexecPrepared(
                    connection, name, Int32(values.count), pointers, parameters.lengths, parameters.formats, 1)
            })
        hasAnswered = true
        return result
    }

    /// The name of a statement that the server has prepared, now or earlier.
    private func prepare(_ statement: Statement) throws -> String {
        if let name = prepared[statement] { return name }
        if prepared.count == Session.capacity {
            try command("DEALLOCATE ALL")
            prepared = [:]
        }
        guard let sql = numbered(statement.sql, count: statement.types.count) else {
            throw failed(.other, "a statement does not have as many places as values")
        }
        let name = "s\(prepared.count)"
        PQclear(try check(PQprepare(connection, name, sql, Int32(statement.types.count), statement.types)))
        prepared[statement] = name
        return name
    }

    /// Runs something without values and without an answer.
    private func command(_ sql: String) throws { PQclear(try check(PQexec(connection, sql))) }

    /// A result that is one; otherwise clears it, remembers why, and throws.
    private func check(_ result: OpaquePointer?) throws -> OpaquePointer {
        let status = PQresultStatus(result)
        if let result, status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK { return result }
        defer { PQclear(result) }
        if PQstatus(connection) == CONNECTION_BAD {
            let failure = unreachable("the connection was lost, and nothing was written")
            self.failure = failure
            throw failure.error
        }
        let state = field(result, .state)
        let message = "SQLSTATE \(state): \(field(result, .message))"
        switch state {
        case "40001", "40P01": throw failed(.conflict, message)
        case "23505": throw failed(.other, .exists)
        case "53100": throw failed(.other, .full)
        case "0A000", "25006", "26000": throw failed(.unfit, message)
        case _ where state.hasPrefix("22"):
            // The server's own words would quote the value.
            throw failed(.other, "SQLSTATE \(state): a value cannot be kept as it is")
        default: throw failed(.other, message)
        }
    }

    private func failed(_ kind: Failure.Kind, _ message: String) -> StoreError { failed(kind, .unavailable(message)) }

    private func failed(_ kind: Failure.Kind, _ error: StoreError) -> StoreError {
        failure = Failure(kind: kind, error: error)
        return error
    }

    /// A connection that is not there, with what libpq says of it; its hints begin with a tab.
    private func unreachable(_ what: String) -> Failure {
        let reasons = String(cString: PQerrorMessage(connection)).split(separator: "\n").filter { $0.first != "\t" }
        return Failure(kind: .lost, error: .unavailable("\(what): \(reasons.joined(separator: "; "))"))
    }

    /// Takes what the server remarks; libpq would write it to standard error.
    ///
    /// A plain warning comes with a `COMMIT` when the server was told not to wait for its standby any longer.
    private static func notice(_ context: UnsafeMutableRawPointer?, _ result: OpaquePointer?) {
        guard let context, field(result, .state) == "01000" else { return }
        Unmanaged<Session>.fromOpaque(context).takeUnretainedValue().wasWarned = true
    }
}

/// What an error or a notice says; by the letters of the protocol, which Swift cannot import from libpq.
private enum Field: Unicode.Scalar {
    case state = "C"
    case message = "M"
}

private func field(_ result: OpaquePointer?, _ field: Field) -> String {
    PQresultErrorField(result, Int32(field.rawValue.value)).map { String(cString: $0) } ?? ""
}

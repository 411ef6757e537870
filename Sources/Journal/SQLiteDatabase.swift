internal import Foundation
internal import GRDB
internal import Glibc
internal import Synchronization

/// A journal in one file, by SQLite: one writer, many readers, every commit on the disk before it is acknowledged.
public final class SQLiteDatabase: SQLDatabase {
    private let pool: DatabasePool
    private let isClosed = Mutex(false)

    /// Its dialect.
    public let dialect = SQLDialect.sqlite

    /// Opens a journal, and makes it when there is none.
    ///
    /// - Parameter path: The file.
    /// - Throws: `StoreError`.
    public init(_ path: String) throws {
        var configuration = Configuration()
        configuration.prepareDatabase { db in
            try db.execute(sql: "PRAGMA secure_delete = ON")
        }
        configuration.busyMode = .timeout(30)
        configuration.maximumReaderCount = 4
        // Only its owner may look: what the work list sorts by stands there in the clear.
        let descriptor = Glibc.open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else {
            throw StoreError.unavailable("\(path): \(String(cString: strerror(errno)))")
        }
        Glibc.close(descriptor)
        do {
            pool = try DatabasePool(path: path, configuration: configuration)
            // The pool itself sets NORMAL when it turns the write-ahead log on, and NORMAL may lose what was acknowledged.
            try pool.writeWithoutTransaction { try $0.execute(sql: "PRAGMA synchronous = FULL") }
        } catch {
            throw SQLiteDatabase.storeError(error)
        }
    }

    /// Runs a reading transaction on one of the readers.
    public func read<Result: Sendable>(
        _ body: @Sendable @escaping (any SQLTransaction) throws -> Result
    ) async throws -> Result {
        do {
            try refuseClosed()
            return try await pool.read { try body(Transaction(db: $0)) }
        } catch {
            throw SQLiteDatabase.storeError(error)
        }
    }

    /// Runs a writing transaction on the one writer.
    public func write<Result: Sendable>(
        _ body: @Sendable @escaping (any SQLTransaction) throws -> Result
    ) async throws -> Result {
        do {
            try refuseClosed()
            return try await pool.write { try body(Transaction(db: $0)) }
        } catch {
            throw SQLiteDatabase.storeError(error)
        }
    }

    /// Ends all connections, and leaves everything in the one file.
    public func close() async {
        // Once: what is closed must not be asked again.
        let wasClosed = isClosed.withLock { isClosed in
            defer { isClosed = true }
            return isClosed
        }
        guard !wasClosed else { return }
        // Everything into the one file, so that the file alone is the store.
        _ = try? await pool.writeWithoutTransaction { try $0.checkpoint(.truncate) }
        try? pool.close()
    }

    /// Empties the write-ahead log, where a copy of what was deleted may stand.
    public func forget() async throws {
        _ = try await pool.writeWithoutTransaction { try $0.checkpoint(.truncate) }
    }

    private func refuseClosed() throws {
        guard isClosed.withLock({ !$0 }) else { throw StoreError.unavailable("the store was closed") }
    }

    /// Writes what is in the database now to another file, while it goes on being used.
    ///
    /// - Parameter path: The file; it must not exist.
    /// - Throws: `StoreError`.
    public func backup(to path: String) async throws {
        do {
            let target = try DatabaseQueue(path: path)
            try pool.backup(to: target)
            try await target.writeWithoutTransaction { try $0.execute(sql: "PRAGMA journal_mode = DELETE") }
            try target.close()
        } catch {
            throw SQLiteDatabase.storeError(error)
        }
    }

    private struct Transaction: SQLTransaction {
        let db: Database

        func run(_ sql: String, _ values: [SQLValue]) throws -> Int {
            do {
                let statement = try db.cachedStatement(sql: sql)
                try statement.execute(arguments: StatementArguments(values.map(SQLiteDatabase.value)))
                return db.changesCount
            } catch {
                throw SQLiteDatabase.storeError(error)
            }
        }

        func rows(_ sql: String, _ values: [SQLValue]) throws -> [[SQLValue]] {
            do {
                let statement = try db.cachedStatement(sql: sql)
                let cursor = try Row.fetchCursor(
                    statement, arguments: StatementArguments(values.map(SQLiteDatabase.value)))
                var rows: [[SQLValue]] = []
                while let row = try cursor.next() {
                    var columns: [SQLValue] = []
                    columns.reserveCapacity(row.count)
                    for index in 0..<row.count {
                        columns.append(SQLiteDatabase.value(row, index))
                    }
                    rows.append(columns)
                }
                return rows
            } catch {
                throw SQLiteDatabase.storeError(error)
            }
        }
    }

    private static func value(_ value: SQLValue) -> (any DatabaseValueConvertible)? {
        switch value {
        case .null: nil
        case .integer(let number): number
        case .text(let text): text
        case .bytes(let bytes): Data(bytes)
        }
    }

    private static func value(_ row: Row, _ index: Int) -> SQLValue {
        let value: DatabaseValue = row[index]
        switch value.storage {
        case .null: return .null
        case .int64(let number): return .integer(number)
        case .double(let number): return .integer(Int64(number))
        case .string(let text): return .text(text)
        case .blob(let data): return .bytes([UInt8](data))
        }
    }

    private static func storeError(_ error: any Error) -> any Error {
        guard let error = error as? DatabaseError else { return error }
        switch error.resultCode {
        case .SQLITE_FULL: return StoreError.full
        case .SQLITE_CONSTRAINT: return StoreError.exists
        case .SQLITE_CORRUPT, .SQLITE_NOTADB: return StoreError.damaged(error.message ?? "\(error.resultCode)")
        // A disk without room can also show as a failed write.
        case .SQLITE_IOERR where error.extendedResultCode == .SQLITE_IOERR_WRITE: return StoreError.full
        default: return StoreError.unavailable(error.message ?? "\(error.resultCode)")
        }
    }
}

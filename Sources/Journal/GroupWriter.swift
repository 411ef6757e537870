internal import Seal
internal import Synchronization

/// Puts what many write at the same moment into one transaction, so that one wait for the disk serves them all.
///
/// Each keeps its own savepoint: what one of them must take back takes nothing back of the others.
actor GroupWriter {
    private struct Job: Sendable {
        var body: @Sendable (any SQLTransaction, inout Ledger) throws -> Void
        var done: CheckedContinuation<Void, any Error>
    }

    /// How many go into one transaction at most.
    private static let limit = 256

    private let database: any SQLDatabase
    private let key: SecretKey
    private var waiting: [Job] = []
    private var isRunning = false

    init(_ database: any SQLDatabase, _ key: SecretKey) {
        self.database = database
        self.key = key
    }

    /// Runs a body in a transaction, perhaps with others; when it comes back, what it wrote is on the disk.
    func write<Result: Sendable>(
        _ body: @Sendable @escaping (any SQLTransaction, inout Ledger) throws -> Result
    ) async throws -> Result {
        let result = Kept<Result>()
        try await withCheckedThrowingContinuation { done in
            waiting.append(Job(body: { result.value = try body($0, &$1) }, done: done))
            guard !isRunning else { return }
            isRunning = true
            Task { await drain() }
        }
        guard let value = result.value else { throw StoreError.unavailable("nothing came back") }
        return value
    }

    private func drain() async {
        while !waiting.isEmpty {
            let jobs = Array(waiting.prefix(GroupWriter.limit))
            waiting.removeFirst(jobs.count)
            let bodies = jobs.map(\.body)
            do {
                let failures = try await database.write { [key, dialect = database.dialect] transaction in
                    var ledger = try Ledger.load(transaction, dialect)
                    let failures = try bodies.map { try GroupWriter.run($0, transaction, &ledger) }
                    try ledger.save(transaction, key)
                    return failures
                }
                for (job, failure) in zip(jobs, failures) {
                    if let failure { job.done.resume(throwing: failure) } else { job.done.resume() }
                }
            } catch {
                for job in jobs { job.done.resume(throwing: error) }
            }
        }
        isRunning = false
    }

    /// Runs one body; what it throws is its own, unless the store itself fails.
    private static func run(
        _ body: @Sendable (any SQLTransaction, inout Ledger) throws -> Void, _ transaction: any SQLTransaction,
        _ ledger: inout Ledger
    ) throws -> (any Error)? {
        let before = ledger
        try transaction.run("SAVEPOINT one")
        do {
            try body(transaction, &ledger)
            try transaction.run("RELEASE SAVEPOINT one")
            return nil
        } catch {
            if case .some(let failure) = error as? StoreError, failure == .full { throw failure }
            ledger = before
            try transaction.run("ROLLBACK TO SAVEPOINT one")
            try transaction.run("RELEASE SAVEPOINT one")
            return error
        }
    }

    /// What a body gave back, until its transaction is on the disk.
    private final class Kept<Value: Sendable>: Sendable {
        private let mutex = Mutex<Value?>(nil)
        var value: Value? {
            get { mutex.withLock { $0 } }
            set { mutex.withLock { $0 = newValue } }
        }
    }
}

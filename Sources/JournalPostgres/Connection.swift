internal import Dispatch
internal import Journal

/// One place in the pool: a session with the server, made when it is needed and made anew when it broke.
///
/// It runs on a thread of its own, because libpq blocks.
actor Connection {
    /// What is thrown after `close()`.
    static let closed = StoreError.unavailable("the database is closed")
    /// How often a transaction that stood in the way of another one runs again.
    private static let repetitions = 5

    private let thread = BlockingThread()
    private let connectionString: String
    private var session: Session?
    private var isClosed = false

    nonisolated var unownedExecutor: UnownedSerialExecutor { thread.asUnownedSerialExecutor() }

    init(_ connectionString: String) { self.connectionString = connectionString }

    /// Makes the session.
    func connect() throws { session = try Session(connectionString) }

    /// Ends the session, for good.
    func close() {
        isClosed = true
        session = nil
    }

    /// Runs a transaction.
    func transact<Result: Sendable>(
        _ mode: Session.Mode, _ body: (any SQLTransaction) throws -> Result
    ) throws -> Result {
        var conflicts = 0
        var isSecondSession = false
        while true {
            let session = try begin(mode)
            defer { if !session.isUsable { self.session = nil } }
            do {
                let result = try body(session)
                try session.commit()
                return result
            } catch {
                session.rollBack()
                switch session.failure?.kind {
                case .conflict where conflicts < Connection.repetitions: conflicts += 1
                case .lost where mode == .read && !session.hasAnswered && !isSecondSession,
                    .unfit where !isSecondSession:
                    isSecondSession = true
                default: throw error
                }
            }
        }
    }

    /// Begins a transaction; in a new session where the one from before is of no use any more.
    private func begin(_ mode: Session.Mode) throws -> Session {
        guard !isClosed else { throw Connection.closed }
        if let session, (try? session.begin(mode)) != nil { return session }
        session = nil
        let fresh = try Session(connectionString)
        try fresh.begin(mode)
        session = fresh
        return fresh
    }
}

/// A thread that may block.
private final class BlockingThread: SerialExecutor {
    /// A serial queue gets a thread whenever it has work, however many others are blocked.
    private let queue = DispatchQueue(label: "journal.postgres")

    func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        queue.async { job.runSynchronously(on: self.asUnownedSerialExecutor()) }
    }
}

internal import Journal

/// Hands out connections: who waits longest is served first.
actor Pool {
    private let all: [Connection]
    private var free: [Connection]
    private var waiting: [CheckedContinuation<Connection, any Error>] = []
    private var isClosed = false

    init(_ connections: [Connection]) {
        all = connections
        // The first one, which is connected, lies on top.
        free = connections.reversed()
    }

    /// Takes a connection, waiting for one when all are in use.
    func take() async throws -> Connection {
        guard !isClosed else { throw Connection.closed }
        if let connection = free.popLast() { return connection }
        return try await withCheckedThrowingContinuation { waiting.append($0) }
    }

    /// Takes a connection back.
    func give(_ connection: Connection) {
        if waiting.isEmpty {
            free.append(connection)
        } else {
            waiting.removeFirst().resume(returning: connection)
        }
    }

    /// Refuses everybody who waits, and ends each connection after its transaction.
    func close() async {
        isClosed = true
        for continuation in waiting { continuation.resume(throwing: Connection.closed) }
        waiting = []
        for connection in all { await connection.close() }
    }
}

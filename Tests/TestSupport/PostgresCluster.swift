internal import Foundation
internal import Synchronization

/// A PostgreSQL server of its own, for tests: reached only through a socket in its folder, and gone when nobody holds it
/// any more.
///
/// Where these tests run as root, the server runs as the user `postgres`, for whom the temporary folder must be open.
/// When the process of the tests is killed, the kernel ends the server; only the folder stays behind.
package final class PostgresCluster: Sendable {
    /// A server that runs.
    private struct Server: Sendable {
        var process: pid_t
        var end: DispatchSemaphore
    }

    private static let programs = "/usr/lib/postgresql/15/bin/"
    private static let setpriv = "/usr/bin/setpriv"

    private let folder: TemporaryFolder
    /// What its configuration says otherwise than usual, as `name=value`.
    private let options: [String]
    private let server = Mutex<Server?>(nil)

    private var data: String { folder.path + "/data" }

    /// How to connect to the database `postgres`.
    package var connectionString: String { connectionString("postgres") }

    private func connectionString(_ database: String) -> String {
        "host='\(folder.path)' port=5432 user=postgres dbname=\(database)"
    }

    private init(options: [String]) throws {
        folder = try TemporaryFolder()
        self.options = options
        if geteuid() == 0 {
            guard let user = getpwnam("postgres")?.pointee else { throw PostgresCluster.missing }
            chown(folder.path, user.pw_uid, user.pw_gid)
        }
        chmod(folder.path, 0o700)
    }

    deinit { stop() }

    /// Makes a new cluster and starts it.
    ///
    /// - Parameter options: What its configuration says otherwise than usual, as `name=value`. Writes are durable unless
    ///   `fsync=off` is among them.
    /// - Returns: The cluster, which takes connections.
    /// - Throws: `Program.Missing` when PostgreSQL is not installed or does not start.
    package static func start(options: [String] = []) async throws -> PostgresCluster {
        let cluster = try PostgresCluster(options: options)
        try await cluster.run(
            "initdb", ["-D", cluster.data, "-A", "trust", "-E", "UTF8", "--no-locale", "-N", "-U", "postgres"])
        try await cluster.startServer()
        return cluster
    }

    /// Makes an empty database.
    ///
    /// - Parameter name: Its name: lower-case letters, digits and `_`.
    /// - Returns: How to connect to it.
    /// - Throws: `Program.Missing` when it cannot be made.
    package func createDatabase(_ name: String) async throws -> String {
        try await sql("CREATE DATABASE \(name)")
        return connectionString(name)
    }

    /// Ends the server and starts it again.
    ///
    /// - Parameter immediate: As after a crash: without a word to its clients, and with a recovery afterwards.
    /// - Throws: `Program.Missing` when it does not start again.
    package func restart(immediate: Bool) async throws {
        stopServer(immediate: immediate)
        try await startServer()
    }

    /// Ends the server, if it runs, and removes the folder.
    package func stop() {
        stopServer(immediate: true)
        try? FileManager.default.removeItem(atPath: folder.path)
    }

    /// Makes a standby that follows this server, through a replication slot of its name.
    ///
    /// - Parameter name: What the standby is called: lower-case letters, digits and `_`.
    /// - Returns: The standby, which takes reading transactions.
    /// - Throws: `Program.Missing` when it cannot be made.
    package func standby(_ name: String = "standby") async throws -> PostgresCluster {
        let standby = try PostgresCluster(options: options)
        let primary = connectionString + " application_name=\(name)"
        try await standby.run(
            "pg_basebackup",
            ["-D", standby.data, "-d", primary, "-R", "-C", "-S", name, "-X", "stream", "-c", "fast", "--no-sync"])
        try await standby.startServer()
        return standby
    }

    /// Makes every writing transaction wait for a standby, and waits until that is so.
    ///
    /// - Parameter name: What the standby is called.
    /// - Throws: `Program.Missing` when the standby does not follow.
    package func makeSynchronous(_ name: String = "standby") async throws {
        try await sql("ALTER SYSTEM SET synchronous_standby_names = '\(name)'")
        try await sql("SELECT pg_reload_conf()")
        let state = "SELECT sync_state FROM pg_stat_replication WHERE application_name = '\(name)'"
        try await wait(for: "the standby \(name)") { try await self.sql(state) == "sync" }
    }

    /// Makes a standby a server that writes, and waits until it does.
    ///
    /// - Throws: `Program.Missing` when it cannot.
    package func promote() async throws {
        guard try await sql("SELECT pg_promote()") == "t" else { throw problem("is not promoted") }
    }

    /// Ends the server, if it runs, and keeps its folder.
    ///
    /// - Parameter immediate: As in a crash.
    package func stopServer(immediate: Bool) {
        guard let server = server.withLock({ $0.take() }) else { return }
        guard server.end.wait(timeout: .now()) == .timedOut else { return }
        kill(server.process, immediate ? SIGQUIT : SIGINT)
        server.end.wait()
    }

    /// Starts the server, which does not run, and waits until it takes connections.
    ///
    /// - Throws: `Program.Missing` when it does not start; with the end of what it logged.
    package func startServer() async throws {
        try folder.write([], to: "log")
        let log = try FileHandle(forWritingTo: URL(filePath: folder.path + "/log"))
        var arguments = ["-D", data, "-k", folder.path, "-p", "5432", "-c", "listen_addresses="]
        for option in options { arguments += ["-c", option] }
        let process = Process()
        process.executableURL = URL(filePath: PostgresCluster.setpriv)
        process.arguments = ["--pdeathsig", "QUIT"] + command("postgres", arguments)
        process.currentDirectoryURL = URL(filePath: folder.path)
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = log
        process.standardError = log
        let end = DispatchSemaphore(value: 0)
        let identifier = try await withCheckedThrowingContinuation {
            (continuation: CheckedContinuation<pid_t, any Error>) in
            // A thread of its own, which stays: the server ends with the thread that started it, not with the process.
            Thread.detachNewThread {
                do { try process.run() } catch { return continuation.resume(throwing: error) }
                continuation.resume(returning: process.processIdentifier)
                process.waitUntilExit()
                end.signal()
            }
        }
        server.withLock { $0 = Server(process: identifier, end: end) }
        try await wait(for: "the server") {
            guard kill(identifier, 0) == 0 else { throw self.problem("does not start") }
            let arguments = self.command("pg_isready", ["-q", "-d", self.connectionString])
            return try await Program.run(PostgresCluster.setpriv, arguments, in: self.folder.path).status == 0
        }
    }

    /// Runs a statement in the database `postgres`, and gives the first row.
    @discardableResult
    private func sql(_ statement: String) async throws -> String {
        try await run(
            "psql", ["-d", connectionString, "-X", "-q", "-A", "-t", "-v", "ON_ERROR_STOP=1", "-c", statement])
    }

    /// Runs one of PostgreSQL's programs to its end, and gives its output.
    @discardableResult
    private func run(_ program: String, _ arguments: [String]) async throws -> String {
        guard FileManager.default.isExecutableFile(atPath: PostgresCluster.programs + program) else {
            throw PostgresCluster.missing
        }
        let outcome = try await Program.run(
            PostgresCluster.setpriv, command(program, arguments), in: folder.path)
        guard outcome.status == 0 else { throw problem("\(program) failed: \(outcome.errors)") }
        return outcome.output.trimmingCharacters(in: .whitespacesAndNewlines)
    }

    /// What `setpriv` is to do, so that a program runs as somebody who may run a server.
    private func command(_ program: String, _ arguments: [String]) -> [String] {
        let user = geteuid() == 0 ? ["--reuid=postgres", "--regid=postgres", "--init-groups"] : []
        return user + ["env", "LC_ALL=C", PostgresCluster.programs + program] + arguments
    }

    /// Waits until something holds.
    private func wait(for what: String, _ holds: () async throws -> Bool) async throws {
        let deadline = ContinuousClock.now + .seconds(60)
        while try await !holds() {
            guard .now < deadline else { throw problem("waited in vain for \(what)") }
            try await Task.sleep(for: .milliseconds(20))
        }
    }

    private func problem(_ what: String) -> Program.Missing {
        let log = ((try? folder.text("log")) ?? "").split(separator: "\n").suffix(20).joined(separator: "\n")
        return Program.Missing(description: "PostgreSQL: \(what)\n\(log)")
    }

    private static let missing = Program.Missing(
        description: "PostgreSQL 15 is not installed: install the package postgresql")
}

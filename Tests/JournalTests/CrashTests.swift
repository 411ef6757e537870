import Casework
import Foundation
import Journal
import JournalPostgres
import Seal
import Synchronization
import TestSupport
import Testing

/// Power is cut, a server dies, a disk is full: nothing that was acknowledged is lost, and nothing is half there.
@Suite(.serialized, .timeLimit(.minutes(120)))
struct CrashTests {
    private static let isLong = ProcessInfo.processInfo.environment["WEERZIEN_LONG"] == "1"

    private static let program = PackageFolder.path + "/.build/release/journal-writer"

    /// A writer in a process of its own, and what it said was kept.
    private final class Writer: Sendable {
        private let process = Mutex<Process?>(nil)
        private let text = SharedText()

        init(_ place: String, _ key: SecretKey) throws {
            let process = Process()
            process.executableURL = URL(filePath: CrashTests.program)
            process.arguments = [place, Seal.hex(key.bytes), "4"]
            let pipe = Pipe()
            process.standardOutput = pipe
            process.standardError = FileHandle.nullDevice
            pipe.fileHandleForReading.readabilityHandler = { [text] in text.add($0.availableData) }
            try process.run()
            self.process.withLock { $0 = process }
        }

        /// What was acknowledged: of each compartment the last number.
        var kept: [String: Int] { text.kept }
        var isReady: Bool { text.isReady }

        func kill() {
            process.withLock { process in
                guard let process else { return }
                Foundation.kill(process.processIdentifier, SIGKILL)
                process.waitUntilExit()
            }
        }
    }

    /// Lines as they come from another process.
    private final class SharedText: Sendable {
        private struct State {
            var rest = ""
            var kept: [String: Int] = [:]
            var isReady = false
        }
        private let state = Mutex(State())

        func add(_ data: Data) {
            state.withLock { state in
                state.rest += String(decoding: data, as: UTF8.self)
                while let end = state.rest.firstIndex(of: "\n") {
                    let words = state.rest[..<end].split(separator: " ").map(String.init)
                    state.rest = String(state.rest[state.rest.index(after: end)...])
                    if words.first == "ready" { state.isReady = true }
                    if words.count == 2, let number = Int(words[1]) { state.kept[words[0]] = number }
                }
            }
        }

        var kept: [String: Int] { state.withLock { $0.kept } }
        var isReady: Bool { state.withLock { $0.isReady } }
    }

    /// Waits until something holds.
    private func until(_ what: String, _ condition: () -> Bool) async throws {
        let end = ContinuousClock.now + .seconds(60)
        while !condition() {
            guard ContinuousClock.now < end else { throw StoreError.unavailable("\(what) did not come") }
            await Task.yield()
            usleep(200)
        }
    }

    /// Whether everything acknowledged is in the store, and the store is whole.
    private func check(_ kept: [String: Int], _ journal: Journal, _ label: String) async throws {
        for (compartment, number) in kept {
            let file = "f" + compartment.dropFirst()
            let opened = try await journal.open(file) { _ in true }
            #expect((opened.first?.version ?? 0) >= number, "\(label): \(compartment) had \(number)")
        }
        #expect(try await journal.verify().isEmpty, "\(label)")
    }

    @Test func `a process that is killed at any moment loses nothing that it acknowledged`() async throws {
        var dice = Dice(seed: 31)
        let rounds = CrashTests.isLong ? 1_000 : 12
        var world = try await JournalWorld(.sqlite)
        var total = 0
        for round in 0..<rounds {
            // A fresh store now and then, so that looking at all of it stays quick.
            if round % 20 == 0 { world = try await JournalWorld(.sqlite) }
            await world.journal.close()
            let writer = try Writer(world.place, world.key)
            let wanted = dice.pick([0, 1, 2, 3, 5, 9, 20, 60])
            try await until("the writer") { writer.isReady && writer.kept.values.reduce(0, +) >= wanted }
            usleep(UInt32(dice.pick([0, 50, 100, 300, 700, 1_500])))
            writer.kill()
            let journal = try await Journal(JournalWorld.database(world.place), JournalWorld.vault(world.key))
            total += writer.kept.values.reduce(0, +)
            try await check(writer.kept, journal, "round \(round)")
            await journal.close()
        }
        #expect(total > rounds)
    }

    @Test(arguments: StoreKind.allCases) func `two programs that write to one store at once lose nothing`(
        kind: StoreKind
    ) async throws {
        let world = try await JournalWorld(kind)
        await world.journal.close()
        let writers = [try Writer(world.place, world.key), try Writer(world.place, world.key)]
        for writer in writers {
            try await until("a writer") { writer.isReady && writer.kept.values.reduce(0, +) >= 200 }
        }
        for writer in writers { writer.kill() }
        let journal = try await Journal(JournalWorld.database(world.place), JournalWorld.vault(world.key))
        for writer in writers { try await check(writer.kept, journal, "\(kind)") }
        await journal.close()
    }

    @Test func `a PostgreSQL that is restarted and killed under load loses nothing that it acknowledged`() async throws
    {
        let cluster = try await PostgresCluster.start()
        let place = try await cluster.createDatabase("crash")
        let key = SecretKey()
        let rounds = CrashTests.isLong ? 100 : 3
        for round in 0..<rounds {
            let writer = try Writer(place, key)
            try await until("the writer") { writer.isReady && writer.kept.values.reduce(0, +) >= 40 }
            try await cluster.restart(immediate: round % 3 != 2)
            let before = writer.kept.values.reduce(0, +)
            // It goes on by itself when the server is there again.
            try await until("the writer after the restart") { writer.kept.values.reduce(0, +) > before + 20 }
            writer.kill()
            let journal = try await Journal(PostgresDatabase.open(place), JournalWorld.vault(key))
            try await check(writer.kept, journal, "round \(round)")
            await journal.close()
        }
        cluster.stop()
    }

    @Test func `a synchronous standby that is promoted has everything that was acknowledged`() async throws {
        let key = SecretKey()
        for round in 0..<(CrashTests.isLong ? 20 : 1) {
            let primary = try await PostgresCluster.start()
            let place = try await primary.createDatabase("crash")
            let standby = try await primary.standby()
            try await primary.makeSynchronous()
            let writer = try Writer(place, key)
            try await until("the writer") { writer.isReady && writer.kept.values.reduce(0, +) >= 40 + round }
            primary.stopServer(immediate: true)
            let kept = writer.kept
            writer.kill()
            try await standby.promote()
            let there = standby.connectionString.replacing("dbname=postgres", with: "dbname=crash")
            let journal = try await Journal(PostgresDatabase.open(there), JournalWorld.vault(key))
            try await check(kept, journal, "round \(round)")
            await journal.close()
            standby.stop()
            primary.stop()
        }
    }

    @Test func `a full disk is said, harms nothing, and is forgotten when there is room`() async throws {
        // A small disk of its own, in a name space of its own.
        let folder = try TemporaryFolder()
        let program = CrashTests.program
        let key = Seal.hex(SecretKey().bytes)
        let script = """
            set -e
            mount -t tmpfs -o size=1500k tmpfs \(folder.path)
            ( \(program) \(folder.path)/s.db \(key) 2 100000 > /dev/shm/weerzien-full-$$ & echo $! > /dev/shm/weerzien-pid-$$
              for i in $(seq 1 600); do grep -q 'error full' /dev/shm/weerzien-full-$$ && break; sleep 0.1; done
              cp /dev/shm/weerzien-full-$$ /dev/shm/weerzien-before-$$
              mount -o remount,size=64m \(folder.path)
              before=$(grep -c '^c-' /dev/shm/weerzien-before-$$)
              for i in $(seq 1 600); do
                  [ "$(grep -c '^c-' /dev/shm/weerzien-full-$$)" -gt "$((before + 50))" ] && break; sleep 0.1; done
              kill -9 $(cat /dev/shm/weerzien-pid-$$) )
            grep -c 'error full' /dev/shm/weerzien-full-$$
            awk '/^c-/ {last[$1] = $2} END {for (c in last) print c, last[c]}' /dev/shm/weerzien-full-$$
            echo "more $(( $(grep -c '^c-' /dev/shm/weerzien-full-$$) - $(grep -c '^c-' /dev/shm/weerzien-before-$$) ))"
            cp \(folder.path)/s.db* /dev/shm/ 2>/dev/null || true
            mkdir -p /dev/shm/weerzien-store-$$ && mv /dev/shm/s.db* /dev/shm/weerzien-store-$$/
            echo "store /dev/shm/weerzien-store-$$"
            rm -f /dev/shm/weerzien-full-$$ /dev/shm/weerzien-pid-$$ /dev/shm/weerzien-before-$$
            """
        let isRoot = getuid() == 0
        let outcome = try await Program.run(
            "/usr/bin/unshare", (isRoot ? ["-m"] : ["-r", "-m"]) + ["bash", "-c", script])
        #expect(outcome.status == 0, "\(outcome.output)\(outcome.errors)")
        let lines = outcome.output.split(separator: "\n").map { $0.split(separator: " ").map(String.init) }
        #expect((lines.first?.first.flatMap { Int($0) } ?? 0) > 0, "nothing said that the disk was full")
        let more = lines.first { $0.first == "more" }?.last.flatMap { Int($0) } ?? 0
        #expect(more > 20, "it did not go on when there was room: \(outcome.output)")
        let store = try #require(lines.first { $0.first == "store" }?.last)
        defer { try? FileManager.default.removeItem(atPath: store) }
        let secret = try #require(Seal.bytes(hex: key).flatMap(SecretKey.init))
        let journal = try await Journal(SQLiteDatabase(store + "/s.db"), JournalWorld.vault(secret))
        let kept = Dictionary(
            uniqueKeysWithValues: lines.filter { $0.first?.hasPrefix("c-") == true }.compactMap { words in
                words.last.flatMap { Int($0) }.map { (words[0], $0) }
            })
        try await check(kept, journal, "full disk")
        await journal.close()
    }
}

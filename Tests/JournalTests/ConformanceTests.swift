import Casework
import CivilTime
import Desk
import Foundation
import Journal
import Seal
import TestSupport
import Testing

/// What a store promises, on each kind of store.
@Suite(.timeLimit(.minutes(10)))
struct ConformanceTests {
    private func line(_ action: String = "test") -> Journal.AuditLine {
        Journal.AuditLine(at: 5, account: "somebody", action: action)
    }

    private func note(_ text: String, seen: Int = 0, at: Int64 = 1) -> FileEvent {
        FileEvent(.noteWritten, author: "somebody", at: at, seen: seen, details: ["text": text])
    }

    private func create(
        _ journal: Journal, _ file: String, _ compartment: String, kind: CompartmentKind = .family,
        grants: [Grant] = [Grant(principal: "a:somebody", kind: .worker)], due: Int32? = 20_000, label: String = "label"
    ) async throws {
        try await journal.append(
            Journal.Append(
                file: file, compartment: compartment, expected: 0, events: [note("first")], audit: line(),
                creates: (kind, "org"), grants: grants,
                line: due.map { Journal.WorkLine(due: $0, label: label, reason: "why") }))
    }

    @Test(arguments: StoreKind.allCases) func `what was written is read again, whatever the words`(
        kind: StoreKind
    ) async throws {
        let world = try await JournalWorld(kind)
        let texts = [
            "plain", "", "é ü ß", "محمد", "ተስፋዬ", "👩‍👧", "'; DROP TABLE event; --", "a\u{1F}b\nc\"d\\",
            String(repeating: "x", count: 100_000),
        ]
        try await create(world.journal, "f", "c")
        try await world.journal.append(
            Journal.Append(file: "f", compartment: "c", expected: 1, events: texts.map { note($0) }, audit: line()))
        let opened = try await world.journal.open("f") { _ in true }
        #expect(opened.count == 1 && opened[0].version == texts.count + 1)
        #expect(opened[0].events.dropFirst().compactMap { $0["text"] } == texts)
        #expect(try await world.journal.verify().isEmpty)
        #expect(try await world.journal.open("g") { _ in true }.isEmpty)
    }

    @Test(arguments: StoreKind.allCases)
    func `of two who write at the same version one is told, and nothing of his is kept`(
        kind: StoreKind
    ) async throws {
        let world = try await JournalWorld(kind)
        try await create(world.journal, "f", "c")
        try await world.journal.append(
            Journal.Append(file: "f", compartment: "c", expected: 1, events: [note("mine")], audit: line()))
        await #expect(throws: StoreError.versionConflict(actual: 2)) {
            try await world.journal.append(
                Journal.Append(
                    file: "f", compartment: "c", expected: 1, events: [note("other")], audit: line("lost"),
                    grants: [], line: Journal.WorkLine(due: 1, label: "lost", reason: "")))
        }
        let opened = try await world.journal.open("f") { _ in true }
        #expect(opened[0].events.compactMap { $0["text"] } == ["first", "mine"])
        #expect(opened[0].compartment.grants.count == 1)
        #expect(try await !world.journal.audit(of: ["c"]).contains { $0.action == "lost" })
        await #expect(throws: StoreError.exists) { try await create(world.journal, "f", "c") }
        await #expect(throws: StoreError.notFound) {
            try await world.journal.append(
                Journal.Append(file: "f", compartment: "none", expected: 0, events: [note("x")], audit: line()))
        }
        #expect(try await world.journal.verify().isEmpty)
    }

    @Test(arguments: StoreKind.allCases) func `many who write at once lose nothing and overwrite nothing`(
        kind: StoreKind
    ) async throws {
        let world = try await JournalWorld(kind)
        try await world.addAccounts()
        let file = try await world.open()
        let worker = world.actor(.supportWorker)
        try await withThrowingTaskGroup(of: Void.self) { group in
            for writer in 0..<8 {
                group.addTask {
                    for number in 0..<12 {
                        try await world.desk.record(
                            Draft(.noteWritten, ["text": "\(writer)-\(number)"]), in: .family, of: file, by: worker,
                            at: JournalWorld.moment(Int64(number)))
                    }
                }
            }
            try await group.waitForAll()
        }
        let opened = try await world.journal.open(file) { $0.kind == .family }
        let texts = opened[0].events.compactMap { $0["text"] }
        #expect(Set(texts).count == 96 && texts.count == 96)
        #expect(try await world.journal.verify().isEmpty)
    }

    @Test(arguments: StoreKind.allCases)
    func `the work list is in order, page by page, each file once, and only what is granted`(
        kind: StoreKind
    ) async throws {
        let world = try await JournalWorld(kind)
        var dice = Dice(seed: 77)
        var wanted: [(due: Int32, file: String)] = []
        for number in 0..<130 {
            let file = "f\(String(format: "%03d", number))"
            // Many have the same day: ties are broken by the file.
            let due = Int32(20_000 + dice.pick([0, 1, 2, 3, 4, 5, 6]))
            let mine = dice.chance(60)
            let ended = dice.chance(20)
            let grants = [
                Grant(
                    principal: mine ? "a:me" : "a:other", kind: .worker,
                    lastDay: ended ? Day(rawValue: 19_999) : dice.chance(50) ? Day(rawValue: 20_000) : nil),
                Grant(principal: "o:org", kind: .owner),
            ]
            try await create(world.journal, file, "a" + file, grants: grants, due: due, label: "l\(number)")
            if dice.chance(30) {
                try await create(world.journal, file, "b" + file, kind: .professionals, grants: grants, due: due - 3)
                if mine && !ended { wanted.append((due - 3, file)) }
            } else if mine && !ended {
                wanted.append((due, file))
            }
        }
        wanted.sort { ($0.due, $0.file) < ($1.due, $1.file) }
        let today = Moment(at: 1, day: Day(rawValue: 20_000))
        for limit in [1, 7, 50, 200] {
            var (found, cursor): ([Journal.WorkItem], Journal.Cursor?) = ([], nil)
            while true {
                let page = try await world.journal.workList(for: ["a:me", "s:org"], today, after: cursor, limit: limit)
                found += page
                cursor = page.last?.cursor
                if page.count < limit { break }
            }
            #expect(found.map(\.file) == wanted.map(\.file))
            #expect(found.map(\.line.due) == wanted.map(\.due))
        }
        let all = try await world.journal.workList(for: ["o:org", "a:me"], today, limit: 200)
        #expect(all.count == 130)
        #expect(try await world.journal.workList(for: [], today).isEmpty)
        let tomorrow = Moment(at: 1, day: Day(rawValue: 20_001))
        #expect(try await world.journal.workList(for: ["a:me"], tomorrow, limit: 200).count < wanted.count)
    }

    @Test(arguments: StoreKind.allCases) func `attachments, accounts and notices come back as they were`(
        kind: StoreKind
    ) async throws {
        let world = try await JournalWorld(kind)
        try await world.addAccounts()
        let file = try await world.open()
        let worker = world.actor(.supportWorker)
        let bytes = (0..<300_000).map { UInt8(truncatingIfNeeded: $0 &* 31) }
        let id = try await world.desk.attach(
            bytes, name: "scan.pdf", sha256: Seal.hex(Seal.sha256(bytes)), in: .family, of: file, by: worker,
            at: JournalWorld.moment(1))
        #expect(try await world.desk.answer(.attachment(file, id: id), to: worker, at: JournalWorld.moment(2)) == bytes)
        let empty = try await world.desk.attach(
            [], name: "empty", sha256: Seal.hex(Seal.sha256([])), in: .family, of: file, by: worker,
            at: JournalWorld.moment(3))
        #expect(try await world.desk.answer(.attachment(file, id: empty), to: worker, at: JournalWorld.moment(4)) == [])
        #expect(try await world.journal.accounts().count == 3 * Role.allCases.count)
        try await world.journal.notify("o:one", "étonnant", of: file, line())
        #expect(try await world.journal.notices(for: ["o:one"]).map(\.text) == ["étonnant"])
        #expect(try await world.journal.notices(for: ["o:two"]).isEmpty)
        #expect(try await world.journal.verify().isEmpty)
    }

    @Test(arguments: StoreKind.allCases)
    func `what is erased is gone, its proof stays, and a restored store erases it again`(
        kind: StoreKind
    ) async throws {
        let world = try await JournalWorld(kind)
        try await world.addAccounts()
        let (file, kept) = (try await world.open(), try await world.open())
        let database = try await JournalWorld.database(world.place)
        let secrets = try await database.read { transaction in
            let keys = try transaction.rows("SELECT wrapped FROM compartment WHERE file = ?", [.text(file)])
            let events = try transaction.rows(
                "SELECT sealed FROM event e JOIN compartment c ON c.id = e.compartment WHERE c.file = ?", [.text(file)])
            return (keys + events).compactMap { $0[0].bytes }
        }
        let erasure = try await world.desk.erase(file, by: world.actor(.coordinator), at: JournalWorld.moment(9))
        #expect(try await world.journal.verify().isEmpty)
        for (table, column) in [
            ("file", "id"), ("compartment", "file"), ("listing", "file"), ("name_token", "file"), ("audit", "file"),
        ] {
            let rows = try await database.read {
                try $0.rows("SELECT COUNT(*) FROM \(table) WHERE \(column) = ?", [.text(file)])
            }
            #expect(rows.first?[0] == .integer(0), "\(table) still knows it")
        }
        await #expect(throws: DeskError.notFound) {
            try await world.desk.answer(.file(file), to: world.actor(.coordinator), at: JournalWorld.moment(10))
        }
        #expect(try await world.journal.erasures() == [erasure] && erasure.entries > 0)
        // Nor can its key or a sealed event be found in the files of SQLite, not even as a leftover.
        if kind == .sqlite {
            #expect(!secrets.isEmpty)
            let raw = try ["", "-wal"].reduce(into: Data()) { raw, end in
                let path = world.place + end
                if FileManager.default.fileExists(atPath: path) { raw += try Data(contentsOf: URL(filePath: path)) }
            }
            for secret in secrets { #expect(raw.range(of: Data(secret)) == nil) }
            #expect(raw.range(of: Data(kept.utf8)) != nil)
        }
        let again = Journal.Erasure(
            file: kept, compartments: try await world.journal.compartments(of: kept).map(\.id), at: 1, entries: 0)
        #expect(try await world.journal.replay([erasure, again]) == 1)
        #expect(try await world.journal.files().isEmpty)
        #expect(try await world.journal.verify().isEmpty)
    }

    @Test(arguments: StoreKind.allCases) func `a new master key opens everything, and then the old one nothing`(
        kind: StoreKind
    ) async throws {
        let world = try await JournalWorld(kind)
        try await world.addAccounts()
        let file = try await world.open()
        let sealedBefore = try await sealed(world.place)
        let fresh = SecretKey()
        let rotating = try await Journal(JournalWorld.database(world.place), JournalWorld.vault(fresh, world.key))
        #expect(try await rotating.rotateKeys() == 3)
        #expect(try await sealed(world.place) == sealedBefore)
        let after = try await Journal(JournalWorld.database(world.place), JournalWorld.vault(fresh))
        #expect(try await after.open(file) { _ in true }.count == 2)
        #expect(try await after.verify().isEmpty)
        await #expect(throws: StoreError.self) {
            try await Journal(JournalWorld.database(world.place), JournalWorld.vault(world.key))
        }
    }

    private func sealed(_ place: String) async throws -> [[SQLValue]] {
        let database = try await JournalWorld.database(place)
        let rows = try await database.read { try $0.rows("SELECT sealed FROM event ORDER BY compartment, number") }
        await database.close()
        return rows
    }

    @Test(arguments: StoreKind.allCases) func `a closed store refuses, and can be closed again`(
        kind: StoreKind
    ) async throws {
        let world = try await JournalWorld(kind)
        try await create(world.journal, "f", "c")
        await world.journal.close()
        await world.journal.close()
        await #expect(throws: StoreError.self) { try await world.journal.files() }
        await #expect(throws: StoreError.self) { try await create(world.journal, "g", "d") }
        let again = try await Journal(JournalWorld.database(world.place), JournalWorld.vault(world.key))
        #expect(try await again.files() == ["f"])
    }

    @Test(arguments: StoreKind.allCases)
    func `what the database refuses to one is not lost to those who wrote beside him`(
        kind: StoreKind
    ) async throws {
        let world = try await JournalWorld(kind)
        try await create(world.journal, "f", "c")
        try await withThrowingTaskGroup(of: Void.self) { group in
            for number in 0..<40 {
                group.addTask {
                    // The same grant twice is refused by the table itself, in the middle of a transaction of many.
                    let grant = Grant(principal: "a:x", kind: .worker)
                    let bad = number % 4 == 0
                    let append = Journal.Append(
                        file: "g\(number)", compartment: "d\(number)", expected: 0, events: [note("x")], audit: line(),
                        creates: (.family, "org"), grants: bad ? [grant, grant] : [grant],
                        line: Journal.WorkLine(due: 1, label: "l", reason: ""))
                    if bad {
                        await #expect(throws: StoreError.exists) { try await world.journal.append(append) }
                    } else {
                        try await world.journal.append(append)
                    }
                }
            }
            try await group.waitForAll()
        }
        #expect(try await world.journal.files().count == 31)
        #expect(try await world.journal.verify().isEmpty)
    }

    @Test func `SQLite waits for the disk at every commit`() async throws {
        let world = try await JournalWorld(.sqlite)
        let database = try await JournalWorld.database(world.place)
        let mode = try await database.write { try $0.rows("PRAGMA synchronous") }
        #expect(mode == [[.integer(2)]])
        #expect(try await database.read { try $0.rows("PRAGMA journal_mode") } == [[.text("wal")]])
    }

    @Test(arguments: StoreKind.allCases) func `a store of a later version is not touched`(kind: StoreKind) async throws
    {
        let world = try await JournalWorld(kind)
        let database = try await JournalWorld.database(world.place)
        try await database.write { _ = try $0.run("UPDATE meta SET value = '99' WHERE name = 'schema'") }
        await #expect(throws: StoreError.tooNew(99)) { try await Journal(database, JournalWorld.vault(world.key)) }
    }

    @Test(arguments: [(StoreKind.sqlite, StoreKind.postgres), (.postgres, .sqlite), (.sqlite, .sqlite)])
    func `a store is copied to the other kind, whole and still provable`(from: StoreKind, to: StoreKind) async throws {
        let world = try await JournalWorld(from)
        try await world.addAccounts()
        let file = try await world.open()
        _ = try await world.desk.erase(
            try await world.open(), by: world.actor(.coordinator), at: JournalWorld.moment(1))
        let folder = try TemporaryFolder()
        let place = to == .sqlite ? folder.path + "/copy.db" : try await SharedCluster.shared.newDatabase()
        let target = try await JournalWorld.database(place)
        try await Journal.copy(from: JournalWorld.database(world.place), to: target)
        let copy = try await Journal(target, JournalWorld.vault(world.key))
        #expect(try await copy.verify().isEmpty)
        let old = try await world.journal.open(file) { _ in true }
        #expect(try await copy.open(file) { _ in true } == old)
        await #expect(throws: StoreError.exists) {
            try await Journal.copy(from: JournalWorld.database(world.place), to: target)
        }
    }
}

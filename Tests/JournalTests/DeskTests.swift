import Casework
import CivilTime
import Desk
import Documents
import Foundation
import Journal
import Law
import TestSupport
import Testing

/// What people do with files, and what they are refused.
@Suite(.timeLimit(.minutes(5)))
struct DeskTests {
    private func read(
        _ world: JournalWorld, _ request: ReadRequest, _ actor: Actor, _ seconds: Int64
    ) async throws -> String {
        String(
            decoding: try await world.desk.answer(request, to: actor, at: JournalWorld.moment(seconds)), as: UTF8.self)
    }

    @Test func `a share needs a consent that covers it, and ends with the consent`() async throws {
        let world = try await JournalWorld(.sqlite)
        try await world.addAccounts()
        let file = try await world.open()
        let (worker, other) = (world.actor(.supportWorker), world.actor(.supportWorker, "two"))
        let until = JournalWorld.start.day.adding(days: 30)
        func share() async throws {
            _ = try await world.desk.share(
                file, with: "two", scope: [.family], purpose: "housing", until: until, consent: "k", by: worker,
                at: JournalWorld.moment(2))
        }
        await #expect(throws: DeskError.self) { try await share() }
        let consent = [
            "consent": "k", "person": "wife", "purpose": "housing", "recipient": "two", "scope": "family",
            "until": "\(until)",
        ]
        try await world.desk.record(
            Draft(.consentGiven, consent), in: .family, of: file, by: worker, at: JournalWorld.moment(1))
        await #expect(throws: DeskError.notFound) { try await read(world, .file(file), other, 2) }
        try await share()
        #expect(try await read(world, .file(file), other, 3).contains("Darwish"))
        #expect(try await read(world, .search("Khaled"), other, 3).contains(file))
        // The last day still counts, the next does not.
        let last = Moment(at: BrusselsTime.milliseconds(atStartOf: until), day: until)
        _ = try await world.desk.answer(.file(file), to: other, at: last)
        let after = Moment(at: BrusselsTime.milliseconds(atStartOf: until.adding(days: 1)), day: until.adding(days: 1))
        await #expect(throws: DeskError.notFound) { try await world.desk.answer(.file(file), to: other, at: after) }
        // Nor the helpers' own compartment.
        await #expect(throws: DeskError.notFound) {
            try await world.desk.record(
                Draft(.noteWritten, ["text": "x"]), in: .professionals, of: file, by: other, at: JournalWorld.moment(4))
        }
        try await world.desk.withdrawConsent("k", of: file, by: worker, at: JournalWorld.moment(5))
        await #expect(throws: DeskError.notFound) { try await read(world, .file(file), other, 5) }
        #expect(try await !read(world, .search("Khaled"), other, 5).contains(file))
        #expect(try await read(world, .workList(after: nil, limit: 50), other, 5).contains("Darwish") == false)
    }

    @Test func `an emergency opens one compartment for three hours, and its owner and the supervisor see it`()
        async throws
    {
        let world = try await JournalWorld(.sqlite)
        try await world.addAccounts()
        let file = try await world.open()
        let (worker, wife) = (world.actor(.supportWorker), world.actor(.familyMember))
        try await world.desk.join(wife.account, as: "wife", of: file, by: worker, at: JournalWorld.moment(1))
        try await world.desk.record(
            Draft(.noteWritten, ["text": "what she confides"]), in: .personal(member: "wife"), of: file, by: wife,
            at: JournalWorld.moment(2))
        #expect(try await !read(world, .history(file), worker, 3).contains("confides"))
        await #expect(throws: DeskError.self) {
            try await world.desk.breakGlass("wife", of: file, reason: "", by: worker, at: JournalWorld.moment(3))
        }
        try await world.desk.breakGlass(
            "wife", of: file, reason: "no answer for three days", by: worker, at: JournalWorld.moment(3))
        #expect(try await read(world, .history(file), worker, 4).contains("confides"))
        #expect(try await read(world, .history(file), worker, 3 + 3 * 3_600).contains("confides"))
        #expect(try await !read(world, .history(file), worker, 4 + 3 * 3_600).contains("confides"))
        #expect(try await read(world, .history(file), wife, 5).contains("no answer for three days"))
        #expect(try await read(world, .audit(file), wife, 6).contains(worker.account))
        #expect(try await read(world, .notices, world.actor(.coordinator), 6).contains("no answer for three days"))
        #expect(try await !read(world, .notices, worker, 6).contains("no answer"))
        // It lets read, and not write.
        await #expect(throws: DeskError.notAllowed(.record)) {
            try await world.desk.record(
                Draft(.factsRecorded, facts: [FileEvent.Fact(path: "members.wife.married", value: "true")]),
                in: .personal(member: "wife"), of: file, by: worker, at: JournalWorld.moment(7))
        }
    }

    @Test(arguments: [(0, "2026-06-01"), (6, "2026-12-01")])
    func `a guardian's access ends when a parent arrives, as the law says or six months later where that is chosen`(
        months: Int, last: String
    ) async throws {
        let world = try await JournalWorld(.sqlite)
        try await world.addAccounts()
        var desk = world.desk
        desk.guardianMonthsAfter = months
        let guardian = world.actor(.guardian)
        let facts = [
            FileEvent.Fact(path: "sponsor.birth_date", value: "\"2010-02-03\""),
            FileEvent.Fact(path: "members.mother.relation", value: "\"parent\""),
        ]
        let file = try await desk.open(label: nil, facts: facts, by: guardian, at: JournalWorld.start)
        let arrived = JournalWorld.start.day.adding(days: 60)
        for draft in [
            Draft(.lodged, ["member": "mother", "on": "2026-03-01"]),
            Draft(.decided, ["member": "mother", "on": "2026-04-01", "outcome": "granted"]),
            Draft(.arrived, ["member": "mother", "on": "2026-06-01"]),
        ] {
            try await desk.record(
                draft, in: .family, of: file, by: guardian, at: Moment(at: JournalWorld.start.at + 1, day: arrived))
        }
        let end = try #require(Day(last))
        for (day, isOpen) in [(end, true), (end.adding(days: 1), false)] {
            let moment = Moment(at: BrusselsTime.milliseconds(atStartOf: day), day: day)
            let answer = try? await desk.answer(.file(file), to: guardian, at: moment)
            #expect((answer != nil) == isOpen, "\(day)")
        }
    }

    @Test func `a guardian's access ends in every compartment when the minor comes of age`() async throws {
        let world = try await JournalWorld(.sqlite)
        try await world.addAccounts()
        let guardian = world.actor(.guardian)
        let born = JournalWorld.start.day.adding(years: -17)
        let file = try await world.desk.open(
            label: nil, facts: [FileEvent.Fact(path: "sponsor.birth_date", value: "\"\(born)\"")], by: guardian,
            at: JournalWorld.start)
        let end = born.adding(years: 18)
        for (day, isOpen) in [(end, true), (end.adding(days: 1), false)] {
            let moment = Moment(at: BrusselsTime.milliseconds(atStartOf: day), day: day)
            let answer = try? await world.desk.answer(.history(file), to: guardian, at: moment)
            #expect((answer != nil) == isOpen, "\(day)")
        }
    }

    @Test func `an auditor sees who did what, and no family on a work list or in a search`() async throws {
        let world = try await JournalWorld(.sqlite)
        try await world.addAccounts()
        let file = try await world.open()
        let auditor = world.actor(.auditor)
        #expect(try await read(world, .audit(file), auditor, 1).contains("opened"))
        #expect(try await !read(world, .workList(after: nil, limit: 50), auditor, 1).contains(file))
        #expect(try await !read(world, .search("Darwish"), auditor, 1).contains(file))
    }

    @Test func `nobody makes a deadline disappear by disagreeing`() async throws {
        let world = try await JournalWorld(.sqlite)
        try await world.addAccounts()
        let file = try await world.open()
        let (worker, husband) = (world.actor(.supportWorker), world.actor(.familyMember))
        try await world.desk.join(husband.account, as: "wife", of: file, by: worker, at: JournalWorld.moment(1))
        func fact(_ path: String, _ value: String) -> [FileEvent.Fact] { [FileEvent.Fact(path: path, value: value)] }
        try await world.desk.record(
            Draft(.factsRecorded, facts: fact("sponsor.region", "\"brussels\""), seen: 1), in: .family, of: file,
            by: worker, at: JournalWorld.moment(2))
        let rival = try await world.desk.record(
            Draft(.factsRecorded, facts: fact("sponsor.region", "\"flanders\""), seen: 1), in: .family, of: file,
            by: husband, at: JournalWorld.moment(3))
        #expect(rival.conflicts == ["facts/sponsor.region"])
        for wrong in [fact("sponsor.shoe_size", "41"), fact("sponsor.birth_date", "\"soon\"")] {
            await #expect(throws: DeskError.self) {
                try await world.desk.record(
                    Draft(.factsRecorded, facts: wrong), in: .family, of: file, by: husband, at: JournalWorld.moment(4))
            }
        }
        for wrong in [
            ["what": "state", "value": "closed"],
            ["what": "facts/" + String(repeating: "a.", count: 9_000) + "a", "value": "1"],
        ] {
            await #expect(throws: DeskError.self) {
                try await world.desk.record(
                    Draft(.conflictDecided, wrong), in: .family, of: file, by: husband, at: JournalWorld.moment(5))
            }
        }
        await #expect(throws: DeskError.notAllowed(.assign)) {
            try await world.desk.record(
                Draft(.closed, ["reason": "x"]), in: .family, of: file, by: husband, at: JournalWorld.moment(6))
        }
        // Facts that cannot be true together: the file comes to the top, and says so.
        try await world.desk.record(
            Draft(.factsRecorded, facts: fact("sponsor.protection_granted_on", "\"1950-01-01\""), seen: 1), in: .family,
            of: file, by: husband, at: JournalWorld.moment(7))
        #expect(try await read(world, .workList(after: nil, limit: 50), worker, 8).contains("\"due\": \"20"))
    }

    @Test func `what a helper sees is what has to be done, and nothing else`() async throws {
        let world = try await JournalWorld(.sqlite)
        try await world.addAccounts()
        let file = try await world.open()
        let (worker, volunteer) = (world.actor(.supportWorker), world.actor(.volunteer))
        await #expect(throws: DeskError.notFound) { try await read(world, .tasks(file), volunteer, 1) }
        try await world.desk.assign(volunteer.account, to: file, by: worker, at: JournalWorld.moment(1))
        let tasks = try await read(world, .tasks(file), volunteer, 2)
        #expect(tasks.contains("lodge") && !tasks.contains("Darwish") && !tasks.contains("1990"))
        for request in [
            ReadRequest.file(file), .history(file), .plan(file), .page(file, .nl), .export(file), .audit(file),
        ] {
            await #expect(throws: DeskError.notFound) { try await read(world, request, volunteer, 3) }
        }
        try await world.desk.record(
            Draft(.stepDone, ["step": "translate", "on": "2026-03-01"]), in: .family, of: file, by: volunteer,
            at: JournalWorld.moment(4))
        await #expect(throws: DeskError.notAllowed(.record)) {
            try await world.desk.record(
                Draft(.factsRecorded, facts: [FileEvent.Fact(path: "sponsor.married", value: "true")]), in: .family,
                of: file, by: volunteer, at: JournalWorld.moment(5))
        }
        try await world.desk.endAssignment(volunteer.account, to: file, by: worker, at: JournalWorld.moment(6))
        await #expect(throws: DeskError.notFound) { try await read(world, .tasks(file), volunteer, 7) }
    }

    @Test func `a person takes along what is hers, and nothing shows what was left out`() async throws {
        let world = try await JournalWorld(.sqlite)
        try await world.addAccounts()
        let file = try await world.open()
        let (worker, wife) = (world.actor(.supportWorker), world.actor(.familyMember))
        try await world.desk.join(wife.account, as: "wife", of: file, by: worker, at: JournalWorld.moment(1))
        for (member, note) in [("wife", "passport of the wife"), ("son", "passport of the son")] {
            try await world.desk.record(
                Draft(
                    .paperMoved,
                    ["member": member, "paper": "passport", "stage": "asked", "on": "2026-03-01", "note": note]),
                in: .family, of: file, by: worker, at: JournalWorld.moment(2))
        }
        let export = try await read(world, .export(file), wife, 3)
        #expect(export.contains("passport of the wife") && export.contains("1992-04-05"))
        #expect(
            !export.contains("\"son\"") && !export.contains("members.son") && !export.contains("2017-08-09")
                && !export.contains("Khaled"))
        let page = try await read(world, .exportPage(file, .nl), wife, 4)
        #expect(page.contains("passport of the wife") && !page.contains("of the son") && !page.contains("Khaled"))
        #expect(try await read(world, .export(file), worker, 5).contains("passport of the son"))
    }

    @Test func `what is wrong is refused with what to do, and nothing is written`() async throws {
        let world = try await JournalWorld(.sqlite)
        try await world.addAccounts()
        let file = try await world.open()
        let worker = world.actor(.supportWorker)
        let wrong: [(Draft, String)] = [
            (Draft(.noteWritten), "needs ‘text’"), (Draft(.noteWritten, ["words": "x"]), "it has text"),
            (Draft(.lodged, ["member": "nobody", "on": "2026-03-01"]), "the file has wife, son"),
            (Draft(.lodged, ["member": "wife", "on": "yesterday"]), "a day such as"),
            (Draft(.lodged, ["member": "wife", "on": "2026-03-01", "channel": "pigeon"]), "one of in_person"),
            (Draft(.costPaid, ["item": "passport", "euro": "a lot"]), "an amount such as"),
            (Draft(.factsRecorded), "needs a fact"),
            (Draft(.factsRecorded, facts: [FileEvent.Fact(path: "sponsor.shoe_size", value: "41")]), "unknown key"),
            (
                Draft(
                    .factsRecorded, facts: [FileEvent.Fact(path: "members.wife.birth_date", value: "\"1992-13-01\"")]),
                "day"
            ),
            (Draft(.factsRecorded, facts: [FileEvent.Fact(path: "wife", value: "1")]), "no place of a facts document"),
            (Draft(.factsRecorded, facts: [FileEvent.Fact(path: "sponsor.name", value: "Khaled")]), "not JSON"),
            (Draft(.shared, ["share": "s"]), "a command of its own"),
            (Draft(.noteWritten, ["text": String(repeating: "x", count: 300_000)]), "256 KB"),
        ]
        for (draft, help) in wrong {
            do {
                try await world.desk.record(draft, in: .family, of: file, by: worker, at: JournalWorld.moment(1))
                Issue.record("\(draft.verb) was not refused")
            } catch DeskError.wrong(let problem) {
                #expect(problem.contains(help), "\(problem)")
            }
        }
        #expect(try await world.journal.open(file) { $0.kind == .family }.first?.version == 1)
    }

    @Test func `a file handed over is seen by those who took it, and no longer by those who gave it`() async throws {
        let world = try await JournalWorld(.sqlite)
        try await world.addAccounts()
        let file = try await world.open()
        let (worker, next) = (world.actor(.supportWorker), world.actor(.coordinator, "two"))
        try await world.desk.record(
            Draft(
                .consentGiven,
                [
                    "consent": "k", "person": "wife", "purpose": "move", "recipient": "two",
                    "scope": "family,professionals", "until": "2027-01-01",
                ]),
            in: .family, of: file, by: worker, at: JournalWorld.moment(1))
        try await world.desk.handOver(
            file, to: "two", purpose: "move", consent: "k", by: worker, at: JournalWorld.moment(2))
        await #expect(throws: DeskError.notFound) { try await read(world, .file(file), worker, 3) }
        await #expect(throws: DeskError.notFound) { try await read(world, .file(file), world.actor(.coordinator), 3) }
        #expect(try await read(world, .file(file), next, 3).contains("Darwish"))
        #expect(try await read(world, .search("Rasha"), next, 3).contains(file))
        #expect(try await world.journal.verify().isEmpty)
    }

    @Test func `what changed for the family between two days is told in facts and in answers`() async throws {
        let world = try await JournalWorld(.sqlite)
        try await world.addAccounts()
        let file = try await world.open()
        let worker = world.actor(.supportWorker)
        let later = JournalWorld.start.day.adding(days: 10)
        let moment = Moment(at: BrusselsTime.milliseconds(atStartOf: later) + 1_000, day: later)
        try await world.desk.record(
            Draft(
                .factsCorrected, ["evidence": "letter of the CGRS"],
                facts: [FileEvent.Fact(path: "sponsor.protection_granted_on", value: "\"2026-02-10\"")]),
            in: .family, of: file, by: worker, at: moment)
        let changes = String(
            decoding: try await world.desk.answer(
                .changes(file, from: JournalWorld.start.day, to: later), to: worker, at: moment), as: UTF8.self)
        #expect(changes.contains("sponsor.protection_granted_on") && changes.contains("2026-01-20"))
        #expect(changes.contains("wife.lodge_within_window"))
        let before = String(
            decoding: try await world.desk.answer(.asOf(file, JournalWorld.start.day), to: worker, at: moment),
            as: UTF8.self)
        #expect(before.contains("2026-01-20") && !before.contains("2026-02-10"))
    }
}

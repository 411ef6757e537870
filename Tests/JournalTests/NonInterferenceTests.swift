import Casework
import CivilTime
import Desk
import Foundation
import Journal
import Law
import Synchronization
import TestSupport
import Testing

/// Two worlds: in one, things happen in compartments that are closed to somebody.
///
/// Whatever he asks, the answers are the same
/// to the byte.
@Suite(.timeLimit(.minutes(30)))
struct NonInterferenceTests {
    /// Somebody who asks, and what is closed to him.
    struct Observer: Sendable, CustomTestStringConvertible {
        var role: Role
        var organisation = "one"
        var closed: [CompartmentKind]
        var testDescription: String { "\(role.rawValue) of \(organisation)" }
    }

    static let personal: [CompartmentKind] = [.personal(member: "wife")]
    static let observers = [
        Observer(role: .supportWorker, closed: personal),
        Observer(role: .coordinator, closed: personal),
        Observer(role: .guardian, closed: personal),
        Observer(role: .volunteer, closed: [.professionals] + personal),
        Observer(role: .interpreter, closed: [.professionals] + personal),
        Observer(role: .minorSponsor, closed: [.professionals] + personal),
        Observer(role: .auditor, closed: personal),
        Observer(role: .analyst, closed: [.professionals] + personal),
        Observer(role: .administrator, closed: [.family, .professionals] + personal),
        // The husband: he joined as a member of the family, and what his wife confides is closed to him.
        Observer(role: .familyMember, organisation: "two", closed: [.professionals] + personal),
        // Another organisation, with which the family compartment is shared.
        Observer(role: .supportWorker, organisation: "two", closed: [.professionals] + personal),
        // Another organisation that has nothing to do with the file.
        Observer(role: .coordinator, organisation: "two", closed: [.professionals] + personal),
    ]

    /// A world, and what happens in it.
    private struct Stage {
        var world: JournalWorld
        var file = ""
        var attachments: [String] = []

        /// A desk whose ids follow from what is done, so that both worlds have the same.
        func desk(_ label: String) -> Desk {
            let count = Counter()
            var desk = world.desk
            desk.identifiers = { "\(label)-\(count.next())" }
            return desk
        }

        final class Counter: Sendable {
            private let value = Mutex(0)
            func next() -> Int {
                value.withLock {
                    $0 += 1
                    return $0
                }
            }
        }

        mutating func open() async throws {
            try await world.addAccounts()
            let worker = world.actor(.supportWorker)
            file = try await desk("file").open(
                label: "Darwish", facts: JournalWorld.facts, by: worker, at: JournalWorld.moment(0))
            let husband = FileEvent.Fact(path: "members.husband.relation", value: "\"parent\"")
            let desk = desk("set-up")
            try await desk.record(
                Draft(.factsRecorded, facts: [husband]), in: .family, of: file, by: worker, at: JournalWorld.moment(1))
            for role in [Role.guardian, .volunteer, .interpreter] {
                try await desk.assign("\(role.rawValue)-one", to: file, by: worker, at: JournalWorld.moment(2))
            }
            try await desk.join("family_member-one", as: "wife", of: file, by: worker, at: JournalWorld.moment(3))
            try await desk.join("family_member-two", as: "husband", of: file, by: worker, at: JournalWorld.moment(4))
            try await desk.join("minor_sponsor-one", as: "son", of: file, by: worker, at: JournalWorld.moment(5))
            let until = JournalWorld.start.day.adding(days: 90)
            try await desk.record(
                Draft(
                    .consentGiven,
                    [
                        "consent": "k1", "person": "wife", "purpose": "housing", "recipient": "two", "scope": "family",
                        "until": "\(until)",
                    ]), in: .family, of: file, by: worker, at: JournalWorld.moment(6))
            _ = try await desk.share(
                file, with: "two", scope: [.family], purpose: "housing", until: until, consent: "k1", by: worker,
                at: JournalWorld.moment(7))
        }

        /// Something that everybody who sees the family's compartment may see.
        func happens(_ step: Int, _ dice: inout Dice) async throws {
            let worker = world.actor(.supportWorker)
            let moment = JournalWorld.moment(Int64(100 + step * 10))
            let day = "\(moment.day)"
            let drafts = [
                Draft(.noteWritten, ["text": "note \(step)"]),
                Draft(.appointmentSought, ["on": day, "by": "call", "to": "post", "outcome": "no_slot"]),
                Draft(.paperMoved, ["member": "wife", "paper": "passport", "stage": "asked", "on": day]),
                Draft(.factsCorrected, facts: [FileEvent.Fact(path: "members.wife.nationality", value: "\"SY\"")]),
                Draft(.costPaid, ["item": "passport", "member": "wife", "euro": "\(dice.pick([80, 90, 100]))"]),
            ]
            try await desk("open-\(step)").record(dice.pick(drafts), in: .family, of: file, by: worker, at: moment)
        }

        /// Something in a compartment that is closed to the observer.
        mutating func happensBehind(
            _ closed: [CompartmentKind], _ step: Int, _ dice: inout Dice
        ) async throws {
            let choices = closed.filter { $0 != .family }
            guard !choices.isEmpty else { return }
            let kind = dice.pick(choices)
            let author = kind == .professionals ? world.actor(.supportWorker) : world.actor(.familyMember)
            let moment = JournalWorld.moment(Int64(101 + step * 10))
            let (desk, day) = (desk("closed-\(step)"), "\(moment.day)")
            switch dice.pick([0, 1, 2, 3, 4]) {
            case 0:
                try await desk.record(
                    Draft(.noteWritten, ["text": String(repeating: "secret ", count: dice.pick([1, 9, 400]))]),
                    in: kind, of: file, by: author, at: moment)
            case 1:
                try await desk.record(
                    Draft(
                        .factsRecorded,
                        facts: [
                            FileEvent.Fact(path: "members.wife.violence_reported", value: "true"),
                            FileEvent.Fact(path: "members.wife.name", value: "\"Hidden Name\""),
                            FileEvent.Fact(path: "members.secret\(step).relation", value: "\"child\""),
                        ]), in: kind, of: file, by: author, at: moment)
            case 2:
                attachments.append(
                    try await desk.attach(
                        [UInt8](repeating: 7, count: dice.pick([0, 10, 5_000])), name: "proof", sha256: "00", in: kind,
                        of: file, by: author, at: moment))
            case 3:
                try await desk.record(
                    Draft(.obstacleMet, ["member": "wife", "kind": "cannot_travel", "from": day]), in: kind, of: file,
                    by: author, at: moment)
            default:
                if case .personal = kind {
                    try await desk.name("coordinator-three", for: "wife", of: file, by: author, at: moment)
                } else {
                    try await desk.record(
                        Draft(.concernRaised, ["text": "concern", "about": "wife"]), in: kind, of: file, by: author,
                        at: moment)
                }
            }
        }

        /// Everything that an actor can obtain, and everything that he is refused.
        func obtained(_ actor: Actor, attachments: [String]) async -> [String] {
            let desk = desk("read")
            let today = JournalWorld.start.day
            func requests(_ kind: ReadRequest.Kind) -> [ReadRequest] {
                switch kind {
                case .workList: [.workList(after: nil, limit: 1), .workList(after: nil, limit: 50)]
                case .search: ["Darwish", "Rasha", "Hidden", "Hidden Name", "x"].map { .search($0) }
                case .file: [.file(file), .file("none")]
                case .history: [.history(file)]
                case .asOf:
                    [.asOf(file, today), .asOf(file, today.adding(days: -1)), .asOf(file, today.adding(days: 9))]
                case .changes: [.changes(file, from: today.adding(days: -1), to: today.adding(days: 1))]
                case .tasks: [.tasks(file)]
                case .plan: [.plan(file)]
                case .page: [.page(file, .nl), .page(file, .ar)]
                case .calendar: [.calendar(file, .fr)]
                case .attachment: attachments.map { .attachment(file, id: $0) } + [.attachment(file, id: "none")]
                case .audit: [.audit(file)]
                case .export: [.export(file)]
                case .exportPage: [.exportPage(file, .nl)]
                case .sums: [.sums]
                case .notices: [.notices]
                }
            }
            var all: [String] = []
            for (number, request) in ReadRequest.Kind.allCases.flatMap(requests).enumerated() {
                do {
                    let bytes = try await desk.answer(
                        request, to: actor, at: JournalWorld.moment(Int64(9_000 + number)))
                    all.append("\(request): " + String(decoding: bytes, as: UTF8.self))
                } catch {
                    all.append("\(request): refused: \(error)")
                }
            }
            // What he cannot write tells him nothing either.
            for kind in [CompartmentKind.professionals, .personal(member: "wife"), .personal(member: "secret1")] {
                do {
                    let done = try await desk.record(
                        Draft(.noteWritten, ["text": "try"]), in: kind, of: file, by: actor,
                        at: JournalWorld.moment(9_900))
                    all.append("\(kind): written as \(done.number)")
                } catch {
                    all.append("\(kind): refused: \(error)")
                }
            }
            return all
        }
    }

    @Test func `a door that is open is not mistaken for a closed one`() async throws {
        // The same two worlds, for somebody who may see what differs: the test must notice.
        var (quiet, busy) = (
            Stage(world: try await JournalWorld(.sqlite)), Stage(world: try await JournalWorld(.sqlite))
        )
        try await quiet.open()
        try await busy.open()
        var hidden = Dice(seed: 5)
        for step in 0..<6 { try await busy.happensBehind([.professionals], step, &hidden) }
        let worker = busy.world.actor(.coordinator)
        let (one, two) = (await quiet.obtained(worker, attachments: []), await busy.obtained(worker, attachments: []))
        for request in ["file(", "history(", "audit(", "export(", "exportPage("] {
            #expect(zip(one, two).contains { $0 != $1 && $0.hasPrefix(request) }, "\(request)")
        }
    }

    @Test(arguments: observers, StoreKind.allCases)
    func `what happens behind a closed door changes nothing for who stands before it`(
        observer: Observer, kind: StoreKind
    ) async throws {
        let isLong = ProcessInfo.processInfo.environment["WEERZIEN_LONG"] == "1"
        for seed in 0..<(isLong ? 25 : kind == .sqlite ? 2 : 1) {
            var (quiet, busy) = (
                Stage(world: try await JournalWorld(kind)), Stage(world: try await JournalWorld(kind))
            )
            try await quiet.open()
            try await busy.open()
            var dice = Dice(seed: UInt64(seed) &+ 4_242)
            var other = dice
            var hidden = Dice(seed: UInt64(seed) &+ 99)
            var happened = 0
            for step in 0..<8 {
                try await quiet.happens(step, &dice)
                try await busy.happens(step, &other)
                guard hidden.chance(70) else { continue }
                try await busy.happensBehind(observer.closed, step, &hidden)
                happened += 1
            }
            #expect(happened > 0)
            // The husband and the observers of organisation two are other accounts than those who act.
            let actor = busy.world.actor(observer.role, observer.organisation)
            let ids = busy.attachments
            let (one, two) = (
                await quiet.obtained(actor, attachments: ids), await busy.obtained(actor, attachments: ids)
            )
            #expect(one.count == two.count)
            for (first, second) in zip(one, two) {
                #expect(first == second, "\(observer.testDescription), seed \(seed)")
            }
            #expect(try await busy.world.journal.verify().isEmpty)
        }
    }
}

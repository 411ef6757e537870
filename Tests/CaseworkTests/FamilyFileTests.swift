import Casework
import CivilTime
import Documents
import FactFiles
import Reunification
import TestSupport
import Testing

/// The fold of events, and what it does when two people write at once.
struct FamilyFileTests {
    private func fact(
        _ path: String, _ value: String, seen: Int, by author: String = "a", verb: FileVerb = .factsRecorded,
        at: Int64 = 0
    ) -> FileEvent {
        FileEvent(
            verb, author: author, at: at, seen: seen, facts: [FileEvent.Fact(path: path, value: value)])
    }

    @Test func `what two people wrote without knowing of each other is kept twice, until somebody decides`() throws {
        var events = [
            fact("sponsor.birth_date", "\"1990-01-01\"", seen: 0),
            fact("sponsor.birth_date", "\"1990-01-02\"", seen: 1, by: "b"),
        ]
        #expect(FamilyFile([.family: events]).conflicts.isEmpty)
        events.append(fact("sponsor.birth_date", "\"1991-01-01\"", seen: 1, by: "c"))
        let place = try #require(FamilyFile([.family: events]).places["facts/sponsor.birth_date"])
        #expect(place.settled.value == "\"1990-01-02\"" && place.settled.author == "b")
        #expect(place.rivals.map(\.value) == ["\"1991-01-01\""] && place.rivals.map(\.author) == ["c"])
        events.append(
            FileEvent(
                .conflictDecided, author: "d", at: 0, seen: 3,
                details: ["what": "facts/sponsor.birth_date", "value": "\"1991-01-01\""]))
        let decided = FamilyFile([.family: events])
        #expect(decided.conflicts.isEmpty)
        #expect(decided.places["facts/sponsor.birth_date"]?.settled.value == "\"1991-01-01\"")
    }

    @Test func `what does not touch the same place is merged, and the same value is no conflict`() {
        let events = [
            fact("sponsor.birth_date", "\"1990-01-01\"", seen: 0),
            fact("sponsor.region", "\"flanders\"", seen: 0, by: "b"),
            fact("sponsor.birth_date", "\"1990-01-01\"", seen: 0, by: "c"),
        ]
        let file = FamilyFile([.family: events])
        #expect(file.conflicts.isEmpty && file.places.count == 2)
    }

    @Test func `no value that somebody wrote without seeing another is ever lost`() {
        // Random writers of few places, each having seen some prefix: whatever nobody replaced knowingly is still shown.
        var dice = Dice(seed: 808)
        for _ in 0..<500 {
            var events: [FileEvent] = []
            for number in 0..<dice.pick([1, 3, 8, 20]) {
                let seen = dice.pick(Array(0...number))
                events.append(
                    fact(
                        dice.pick(["sponsor.a", "sponsor.b"]), "\(dice.pick([1, 2, 3]))", seen: seen, by: "w\(number)"))
            }
            let file = FamilyFile([.family: events])
            for path in ["sponsor.a", "sponsor.b"] {
                let written = events.enumerated().filter { $0.element.facts[0].path == path }
                // By brute force: a value stands unless somebody who had seen it wrote after it.
                let standing = written.filter { index, _ in
                    !written.contains { later, event in later > index && event.seen > index }
                }
                let shown = file.places["facts/" + path].map { Set(([$0.settled] + $0.rivals).map(\.value)) } ?? []
                #expect(Set(standing.map(\.element.facts[0].value)).isSubset(of: shown))
                #expect(shown.isSubset(of: Set(written.map(\.element.facts[0].value))))
            }
        }
    }

    @Test func `a compartment is folded by itself, and the more closed one goes before`() {
        let family = [fact("members.wife.married", "true", seen: 0), fact("members.wife.name", "\"A\"", seen: 1)]
        let personal = [fact("members.wife.married", "false", seen: 0)]
        let open = FamilyFile([.family: family])
        let own = FamilyFile([.family: family, .personal(member: "wife"): personal])
        #expect(open.places["facts/members.wife.married"]?.settled.value == "true")
        #expect(own.places["facts/members.wife.married"]?.settled.value == "false")
        #expect(
            own.conflicts.isEmpty && own.places["facts/members.wife.name"] == open.places["facts/members.wife.name"])
    }

    @Test func `the facts of the file are the facts that the law takes`() throws {
        let events = [
            fact("sponsor.protection", "\"refugee\"", seen: 0), fact("members.wife.relation", "\"spouse\"", seen: 1),
            FileEvent(
                .lodged, author: "a", at: 1, seen: 2,
                details: ["member": "wife", "on": "2026-03-04", "channel": "email"]),
            FileEvent(
                .decided, author: "a", at: 2, seen: 3,
                details: ["member": "wife", "on": "2026-09-01", "outcome": "granted"]),
            FileEvent(
                .obstacleMet, author: "a", at: 3, seen: 4,
                details: ["member": "wife", "kind": "post_closed", "from": "2026-01-01", "documented": "true"]),
            FileEvent(
                .appointmentSought, author: "a", at: 4, seen: 5,
                details: ["on": "2026-02-02", "by": "portal", "to": "TLScontact", "outcome": "no_slot"]),
        ]
        let day = try #require(Day("2026-10-01"))
        let document = try FactsDocument(FamilyFile([.family: events]).factsDocument(asOf: day), today: day)
        #expect(document.facts.members == ["wife"] && document.facts.hasApplication == [true])
        #expect(document.facts.obstacleCounts == [1] && document.family.attempts.count == 1)
        #expect(document.family.attempts[0].outcome == .noSlot && document.family.attempts[0].to == "TLScontact")
    }

    @Test func `events come back from their bytes, and nothing else does`() throws {
        var dice = Dice(seed: 4)
        for verb in FileVerb.allCases {
            for _ in 0..<20 {
                let words = ["", "x", "é محمد ተስፋዬ", "a\u{0}b", String(repeating: "y", count: 300)]
                let event = FileEvent(
                    verb, author: dice.pick(words), at: dice.pick([0, -1, 1_772_000_000_000, .max, .min]),
                    seen: dice.pick([0, 1, 200, 1 << 40]),
                    details: Dictionary(dice.pick([[], ["a"], ["a", "b", "c"]]).map { ($0, dice.pick(words)) }) { $1 },
                    facts: (0..<dice.pick([0, 1, 3])).map { FileEvent.Fact(path: "p\($0)", value: dice.pick(words)) })
                let bytes = EventCoding.encode(event)
                #expect(try EventCoding.decode(bytes) == event)
                #expect(throws: EventCoding.Failure.self) { try EventCoding.decode(bytes + [0]) }
                #expect(throws: EventCoding.Failure.self) { try EventCoding.decode(Array(bytes.dropLast())) }
                // Whatever the bytes are, reading ends, with an event or a reason.
                var damaged = bytes
                damaged[dice.pick(Array(bytes.indices))] = UInt8(dice.pick([0, 1, 127, 128, 255]))
                _ = try? EventCoding.decode(damaged)
            }
        }
        #expect(throws: EventCoding.Failure.tooNew(9)) { try EventCoding.decode([9]) }
        #expect(throws: EventCoding.Failure.malformed) { try EventCoding.decode([]) }
        #expect(throws: EventCoding.Failure.malformed) { try EventCoding.decode([1, 0xFF, 0xFF, 0xFF, 0xFF, 0x0F]) }
    }
}

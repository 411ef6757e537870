import BuiltInLaw
import Casework
import CivilTime
import Documents
import FactFiles
import Foundation
import Law
import Reunification
import TestSupport
import Testing

/// Changes every number, date and status of the law, and every comparison of the rulebook, one at a time.
///
/// The tables run against each change. `make law-mutate` runs this; it is too long for every build.
@Suite(.enabled(if: ProcessInfo.processInfo.environment["WEERZIEN_MUTATE"] == "1", "make law-mutate"))
struct LawMutationTests {
    /// A table row, read once.
    private struct Prepared {
        var facts: Facts
        var lodgeOn: Day?
        var expected: [(path: String, value: String)]
    }

    private static let entries = try? DoubleEntry()

    private static let prepared: [Prepared] = LegalCase.all.compactMap { row in
        guard let document = try? FactsDocument(row.facts, today: days("2026-03-01")) else { return nil }
        return Prepared(
            facts: document.facts, lodgeOn: row.lodgeOn, expected: row.expected.map { ($0.key, $0.value.comparable) })
    }

    /// Whether every case still holds.
    private static func casesHold(_ rulebook: Rulebook) -> Bool {
        prepared.allSatisfy { row in
            guard let plan = try? Plan(row.facts, lodgeOn: row.lodgeOn, rulebook) else { return false }
            var writer = JSONWriter(pretty: false)
            plan.write(&writer, nil)
            guard let json = try? JSONReader.read(writer.bytes) else { return false }
            return row.expected.allSatisfy { json.at($0.path)?.comparable == $0.value }
        }
    }

    /// What no facts document can express, with the digest's figures.
    private static func provisionsHold(_ rulebook: Rulebook) -> Bool {
        let disappeared = rulebook.guardianship(after: .disappeared, on: days("2025-10-31"))
        let resigned = rulebook.guardianship(after: .guardianResigns, on: days("2025-12-31"))
        func value(_ parameter: Parameter) -> Int32? { rulebook.book[parameter].row(on: days("2025-02-01"))?.value }
        return disappeared.endsOn == days("2026-02-28") && disappeared.finalReportBy == days("2026-03-15")
            && resigned.resignationTakesEffectOn == days("2026-02-28")
            && rulebook.firstGuardianReport(appointedOn: days("2026-01-05")) == days("2026-01-20")
            && value(.guardianshipReportsPerYear) == 2 && value(.criminalRecordMaximumAge) == 6
            && value(.passportMinimumValidity) == 12 && value(.nareisTerm) == 3
    }

    private static func survives(_ book: LawBook) -> Bool {
        guard book.parameters.allSatisfy({ entries?.agrees(with: $0) == true }),
            book.provisions.allSatisfy({ entries?.agrees(with: $0) == true }), RegimeTable.holds(book)
        else { return false }
        let rulebook = Rulebook(book)
        return provisionsHold(rulebook) && casesHold(rulebook)
    }

    @Test func `the unchanged law passes`() {
        #expect(LawMutationTests.prepared.count == LegalCase.all.count)
        #expect(LawMutationTests.survives(BuiltInLaw.book))
    }

    @Test func `a changed number, date or status of the law breaks a case`() async {
        let mutants = LawMutant.all(of: BuiltInLaw.book)
        let survivors = await parallel(mutants) { LawMutationTests.survives($0.book) ? $0.name : nil }
        report("law", survivors, of: mutants.count)
    }

    @Test func `a changed comparison of the rulebook breaks a case`() async throws {
        let mutations = try Mutation.all(in: LawMutationTests.prepared.map(\.facts), rulebook)
        let survivors = await parallel(mutations) { mutation in
            var mutant = rulebook
            mutant.mutation = mutation
            return LawMutationTests.casesHold(mutant) ? "\(mutation)" : nil
        }
        report("rulebook", survivors, of: mutations.count)
    }

    private func report(_ what: String, _ survivors: [String], of count: Int) {
        let unexplained = survivors.filter { LawMutant.explained($0) == nil }
        print(
            "\(what): \(count) mutants, \(count - survivors.count) found, \(survivors.count) survive, \(unexplained.count) unexplained"
        )
        for survivor in survivors {
            print("  survives: \(survivor)" + (LawMutant.explained(survivor).map { " (\($0))" } ?? ""))
        }
        #expect(unexplained.isEmpty)
    }

    private func parallel<Item: Sendable>(
        _ items: [Item], _ work: @escaping @Sendable (Item) -> String?
    ) async -> [String] {
        await withTaskGroup(of: [String].self) { group in
            for half in 0..<2 {
                group.addTask {
                    stride(from: half, to: items.count, by: 2).compactMap { work(items[$0]) }
                }
            }
            var all: [String] = []
            for await some in group { all += some }
            return all.sorted()
        }
    }
}

/// The law with one thing changed.
struct LawMutant: Sendable {
    var name: String
    var book: LawBook

    /// Every mutant: numbers up and down, dates a day earlier and later, statuses turned, resolver rows moved.
    static func all(of book: LawBook) -> [LawMutant] {
        var mutants: [LawMutant] = []
        func add(_ name: String, _ change: (inout LawBook) -> Void) {
            var mutant = book
            change(&mutant)
            mutants.append(LawMutant(name: name, book: mutant))
        }
        for (index, record) in book.provisions.enumerated() {
            let name = record.provision.id
            for shift in [-1, 1] {
                add("\(name): checked \(shift) day") {
                    $0.provisions[index].checkedUntil = record.checkedUntil.adding(days: shift)
                }
            }
            add("\(name): the other kind") { $0.provisions[index].kind = record.kind == .rule ? .knowledge : .rule }
            for confidence in Confidence.allCases where confidence != record.confidence {
                add("\(name): \(confidence.rawValue)") { $0.provisions[index].confidence = confidence }
            }
            for (sentence, own) in record.confidenceOf.sorted(by: { $0.key < $1.key }) {
                for confidence in Confidence.allCases where confidence != own {
                    add("\(name), \(sentence): \(confidence.rawValue)") {
                        $0.provisions[index].confidenceOf[sentence] = confidence
                    }
                }
                add("\(name), \(sentence): left out") { $0.provisions[index].confidenceOf[sentence] = nil }
            }
        }
        for (index, record) in book.parameters.enumerated() {
            for shift in [-1, 1] {
                add("\(record.parameter.id): checked \(shift) day") {
                    $0.parameters[index].checkedUntil = record.checkedUntil.adding(days: shift)
                }
            }
            add("\(record.parameter.id): read on the other day") {
                $0.parameters[index].readOn = record.readOn == .day ? .text : .day
            }
            if let months = record.indexedEveryMonths {
                for other in [months - 1, months + 1, nil] {
                    add("\(record.parameter.id): indexed \(other.map { "every \($0) months" } ?? "never")") {
                        $0.parameters[index].indexedEveryMonths = other
                    }
                }
            } else {
                add("\(record.parameter.id): indexed") { $0.parameters[index].indexedEveryMonths = 12 }
            }
            for (row, value) in record.values.enumerated() {
                let name = "\(record.parameter.id) from \(value.from)"
                if let number = value.value {
                    if record.unit == .yesNo {
                        add("\(name): \(1 - number)") { $0.parameters[index].values[row].value = 1 - number }
                    } else {
                        add("\(name): \(number) + 1") { $0.parameters[index].values[row].value = number + 1 }
                        if number > 0 {
                            add("\(name): \(number) - 1") { $0.parameters[index].values[row].value = number - 1 }
                        }
                    }
                    add("\(name): none") { $0.parameters[index].values[row].value = nil }
                } else {
                    add("\(name): 1 instead of none") { $0.parameters[index].values[row].value = 1 }
                }
                for shift in [-1, 1] {
                    add("\(name): moved \(shift) day") {
                        $0.parameters[index].values[row].from = value.from.adding(days: shift)
                    }
                    guard let end = value.assuredThrough else { continue }
                    add("\(name): assured \(shift) day") {
                        $0.parameters[index].values[row].assuredThrough = end.adding(days: shift)
                    }
                }
                let status: ValueStatus = value.status == .unverified ? .sourced : .unverified
                add("\(name): \(status.rawValue)") { $0.parameters[index].values[row].status = status }
            }
        }
        for (index, regime) in book.regimes.enumerated() {
            for status in Regime.Status.allCases where status != regime.status {
                add("\(regime.id): \(status.rawValue)") { $0.regimes[index].status = status }
            }
            for other in regime.readings.indices where other != regime.windowReading {
                add("\(regime.id): window of reading \(other)") { $0.regimes[index].windowReading = other }
            }
            for (number, reading) in regime.readings.enumerated() {
                let name = "\(regime.id), reading \(reading.id)"
                for shift in [-1, 1] {
                    add("\(name): text \(shift) day") {
                        $0.regimes[index].readings[number].textOf = reading.textOf.adding(days: shift)
                    }
                }
                for (place, change) in reading.changes.enumerated() {
                    add("\(name): \(change.parameter.id) changed") {
                        $0.regimes[index].readings[number].changes[place].value = (change.value ?? 0) + 1
                    }
                    add("\(name): \(change.parameter.id) left out") {
                        $0.regimes[index].readings[number].changes.remove(at: place)
                    }
                    let status: ValueStatus = change.status == .unverified ? .sourced : .unverified
                    add("\(name): \(change.parameter.id) \(status.rawValue)") {
                        $0.regimes[index].readings[number].changes[place].status = status
                    }
                }
            }
        }
        for (index, post) in book.referencePosts.enumerated() {
            for shift in [-1, 1] {
                add("post for \(post.nationality) \(shift) day") {
                    $0.referencePosts[index].from = post.from.adding(days: shift)
                }
            }
        }
        for (index, row) in book.resolver.enumerated() {
            let name = "resolver row \(index + 1)"
            for shift in [-1, 1] {
                if row.lodgedThrough != .distantFuture {
                    add("\(name): lodged \(shift) day") {
                        $0.resolver[index].lodgedThrough = row.lodgedThrough.adding(days: shift)
                    }
                }
                if let day = row.residenceDecidedThrough {
                    add("\(name): residence \(shift) day") {
                        $0.resolver[index].residenceDecidedThrough = day.adding(days: shift)
                    }
                }
                if let day = row.assessedFrom {
                    add("\(name): assessed \(shift) day") { $0.resolver[index].assessedFrom = day.adding(days: shift) }
                }
            }
            if row.sponsor != nil { add("\(name): any sponsor") { $0.resolver[index].sponsor = nil } }
            if row.onlyJoining { add("\(name): also accompanying") { $0.resolver[index].onlyJoining = false } }
        }
        return mutants
    }

    /// Why a mutant may survive: what it changes is not something that an answer can show.
    ///
    /// Comparisons are known by the line of the rulebook on which they stand.
    static func explained(_ name: String) -> String? {
        let parts = name.split(separator: ":")
        guard parts.count == 3, let file = parts[0].split(separator: "/").last, let number = Int(parts[1]) else {
            return nil
        }
        let path = packageFolder.appending(path: "Sources/Reunification/Provisions/\(file)")
        guard let text = try? String(contentsOf: path, encoding: .utf8) else { return nil }
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        guard lines.indices.contains(number - 1) else { return nil }
        return explanations.first {
            lines[number - 1].contains($0.line) && ($0.change.isEmpty || name.hasSuffix($0.change))
        }?.reason
    }

    private static let packageFolder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    private static let explanations: [(line: String, change: String, reason: String)] = [
        (
            "total(counted, reaches: reference.low)", "",
            "tells two sentences apart; the verdict is uncertain with either"
        ),
        (
            "onOrBefore(majority(of: .sponsorBirth, 0, text), day(.arrived))", "boundary",
            "of age on the day of arrival: the asylum application then shows the same"
        ),
        ("onOrBefore(own, sponsors) ? sponsors : own", "boundary", "the later of two equal days is either"),
        ("onOrBefore(on, start) { on = start }", "boundary", "the later of two equal days is either"),
        (
            "onOrBefore(on, lodged)", "boundary",
            "a first day that is the day of lodging is under its own regime already"
        ),
        ("before(moment(end), lodged)", "boundary", "the last day of a regime is governed by that regime"),
        ("onOrBefore(asOf, lodged) ? lodged : asOf", "boundary", "the later of two equal days is either"),
    ]
}

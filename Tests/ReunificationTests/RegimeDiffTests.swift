import BuiltInLaw
import CivilTime
import Law
import Reunification
import TestSupport
import Testing

@Suite struct RegimeDiffTests {
    static let pairs = [
        ("be_before_2024_09", "be_2024"), ("be_2024", "be_2025"), ("be_2025", "be_2025_suspended"),
        ("be_2024", "arizona_2025"),
    ]

    private func index(_ id: String) throws -> Int { try #require(rulebook.book.regimeIndex(id: id)) }

    /// A quarter of a million random families for each of four pairs of regimes: every difference lies in a region; of
    /// twenty thousand for the very reasons that make the region.
    @Test(arguments: pairs) func `no differing family lies outside the regions`(before: String, after: String) throws {
        let (first, second) = (try index(before), try index(after))
        var budget = WorkBudget.ofOneDiff
        let regions = try RegimeDiff.between(first, second, rulebook, budget: &budget)
        let keys = Set(regions.map(\.key))
        var dice = Dice(seed: UInt64(first * 100 + second))
        var differing = 0
        for batch in 0..<50 {
            let families = (0..<5_000).map { _ in RandomFamily.complete(&dice) }
            let columns = try #require(Columns(families))
            var (old, new): ([MemberOutcome], [MemberOutcome]) = ([], [])
            columns.assess(0..<families.count, rulebook, under: first) { old.append($1) }
            columns.assess(0..<families.count, rulebook, under: second) { new.append($1) }
            var row = 0
            for facts in families {
                for member in facts.members.indices {
                    defer { row += 1 }
                    if batch < 4 {
                        for key in try RegimeDiff.differences(of: member, in: facts, first, second, rulebook) {
                            if !keys.contains(key) {
                                Issue.record(
                                    "\(before) → \(after): \(key.question) \(key.before) \(key.groundBefore?.sentence ?? "-") → \(key.after) \(key.groundAfter?.sentence ?? "-")"
                                )
                            }
                        }
                    }
                    for (question, one, other) in differences(old[row], new[row]) {
                        differing += 1
                        guard case .value(let status) = facts[Fact(.protection)],
                            case .value(let kin) = facts[Fact(.relation, member: member)],
                            let protection = Protection(rawValue: status), let relation = Relation(rawValue: kin)
                        else { continue }
                        let isCovered = regions.contains { region in
                            region.key.question == question && region.key.before == one && region.key.after == other
                                && region.protections.contains(protection) && region.relations.contains(relation)
                        }
                        if !isCovered {
                            Issue.record(
                                "\(before) → \(after): \(question) \(one) → \(other), \(protection), \(relation)")
                        }
                    }
                }
            }
        }
        #expect(differing > 1000)
    }

    private func differences(_ old: MemberOutcome, _ new: MemberOutcome) -> [(Question, Verdict, Verdict)] {
        var found: [(Question, Verdict, Verdict)] = []
        func add(_ question: Question, _ one: Verdict, _ other: Verdict, _ same: Bool) {
            if one != other || !same { found.append((question, one, other)) }
        }
        add(.entitlement, old.entitlement, new.entitlement, true)
        add(.admission, old.mayLodge, new.mayLodge, old.mayLodgeOn == new.mayLodgeOn)
        add(.exemption, old.exemption, new.exemption, old.windowLast == new.windowLast)
        add(.contribution, old.contribution, new.contribution, true)
        add(.visaHandling, old.visaHandling, new.visaHandling, true)
        if old.exemption == .no, new.exemption == .no {
            add(.income, old.income, new.income, true)
            add(.housing, old.housing, new.housing, true)
            add(.insurance, old.insurance, new.insurance, true)
        }
        return found
    }

    /// Whatever the facts left out of an example may be, the two regimes differ as the region says.
    @Test(arguments: pairs) func `every example family differs as its region says`(before: String, after: String) throws
    {
        let (first, second) = (try index(before), try index(after))
        var budget = WorkBudget.ofOneDiff
        for region in try RegimeDiff.between(first, second, rulebook, budget: &budget)
        where ![.income, .housing, .insurance].contains(region.key.question) {
            var budget = WorkBudget.ofOnePlan
            let touches = try RegimeDiff.touches(region.example, first, second, rulebook, budget: &budget)
            let change = touches[0].first { $0.question == region.key.question }
            #expect(change?.before == region.key.before && change?.after == region.key.after, "\(region.key)")
        }
    }
}

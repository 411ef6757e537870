import BuiltInLaw
import CivilTime
import Law
import Reunification
import TestSupport
import Testing

let rulebook = Rulebook(BuiltInLaw.book)

@Suite struct OutlookTests {
    /// Every day of ten years, for every family, run silently: a second way through the same rules.
    @Test(arguments: 0..<20) func `the outlook equals brute force over every day of ten years`(batch: Int) throws {
        var dice = Dice(seed: 2026_11 &+ UInt64(batch))
        for number in 0..<100 {
            let facts = RandomFamily.complete(&dice, lodged: 20)
            var budget = WorkBudget.ofOnePlan
            let outlooks = try Outlook.of(facts, rulebook, budget: &budget)
            let columns = try #require(Columns([facts]))
            var cursor = facts.members.map { _ in 0 }
            var firstDays = facts.members.map { _ in FirstDays() }
            for offset in 0..<3653 {
                let day = facts.asOf.adding(days: offset)
                columns.setAsOf(facts.asOf, lodging: day, of: 0)
                columns.assess(0..<1, rulebook) { member, outcome in
                    guard !facts.hasApplication[member] else { return }
                    while let end = outlooks[member][cursor[member]].through, end < day { cursor[member] += 1 }
                    let interval = outlooks[member][cursor[member]]
                    let agrees =
                        interval.from <= day && interval.regime == Int(outcome.regime)
                        && interval.entitlement == outcome.entitlement && interval.mayLodge == outcome.mayLodge
                        && interval.exemption == outcome.exemption
                    firstDays[member].append(day, outcome)
                    if !agrees {
                        Issue.record(
                            "batch \(batch) family \(number) member \(member) on \(day): \(interval) against \(outcome)"
                        )
                    }
                }
            }
            for (member, days) in firstDays.enumerated() {
                let wrong = days.wrong(through: facts.asOf.adding(days: 3652))
                #expect(wrong.isEmpty, "batch \(batch) family \(number) member \(member): \(wrong)")
            }
            for outlook in outlooks where !outlook.isEmpty {
                #expect(outlook.first?.from == facts.asOf)
                #expect(outlook.last?.through == nil)
                for (now, next) in zip(outlook, outlook.dropFirst()) {
                    #expect(now.through?.adding(days: 1) == next.from)
                }
            }
        }
    }

    /// The first admissible day that each day of lodging names, against the days that are admissible.
    private struct FirstDays {
        /// Stretches of days with the same answer.
        private var stretches: [(from: Day, through: Day, isAdmissible: Bool, on: Day)] = []

        mutating func append(_ day: Day, _ outcome: MemberOutcome) {
            let isAdmissible = outcome.mayLodge == .yes
            if let last = stretches.last, last.isAdmissible == isAdmissible, last.on == outcome.mayLodgeOn {
                stretches[stretches.count - 1].through = day
            } else {
                stretches.append((day, day, isAdmissible, outcome.mayLodgeOn))
            }
        }

        /// Where the named day is not the first of the admissible days around or after it.
        func wrong(through end: Day) -> [String] {
            var wrong: [String] = []
            for (index, stretch) in stretches.enumerated() {
                let isRight: Bool
                if stretch.isAdmissible {
                    let began = stretches[...index].last { !$0.isAdmissible }?.through.adding(days: 1)
                    isRight = began.map { $0 == stretch.on } ?? (stretch.on <= stretch.from)
                } else {
                    let begins = stretches[index...].first(where: \.isAdmissible)?.from
                    isRight = begins.map { $0 == stretch.on } ?? (stretch.on > end)
                }
                if !isRight { wrong.append("\(stretch)") }
            }
            return wrong
        }
    }

    @Test func `a silent run and an explaining run give the same answers`() throws {
        var dice = Dice(seed: 7)
        let families = (0..<2000).map { _ in RandomFamily.complete(&dice) }
        let columns = try #require(Columns(families))
        var silent: [MemberOutcome] = []
        columns.assess(0..<families.count, rulebook) { _, outcome in silent.append(outcome) }
        var row = 0
        for (number, facts) in families.enumerated() {
            var budget = WorkBudget.ofOnePlan
            let assessment = try Assessment(facts, rulebook, budget: &budget)
            for member in facts.members.indices {
                let outcome = silent[row]
                row += 1
                func same(_ verdict: Verdict, _ question: Question) {
                    #expect(
                        assessment[member, question].verdict == verdict, "family \(number) member \(member) \(question)"
                    )
                }
                same(outcome.entitlement, .entitlement)
                same(outcome.mayLodge, .admission)
                same(outcome.exemption, .exemption)
                same(outcome.income, .income)
                same(outcome.housing, .housing)
                same(outcome.insurance, .insurance)
                same(outcome.contribution, .contribution)
                same(outcome.visaHandling, .visaHandling)
                #expect(assessment[member, .regime].values[.main] == .number(Int64(outcome.regime)))
                #expect(assessment[member, .admission].values[.main] == .day(outcome.mayLodgeOn.rawValue))
                #expect(assessment[member, .income].values[.fifth] == .number(outcome.counted))
            }
        }
    }
}

import BuiltInLaw
import CivilTime
import Law
import Reunification
import TestSupport
import Testing

@Suite struct RepairTests {
    /// The facts after some changes, lodging on `day` where nobody lodged yet.
    private func facts(_ facts: Facts, after changes: [FactChange], lodging day: Day? = nil) -> Facts {
        var changed = facts
        for change in changes {
            if change.fact.key == .unknownIncome {
                changed.extraIncome = change.value
            } else {
                changed[change.fact] = .value(change.value)
            }
        }
        return day.map(changed.lodging(on:)) ?? changed
    }

    private func verdict(_ facts: Facts, _ member: Int, _ question: Question) throws -> Verdict {
        var budget = WorkBudget.ofOnePlan
        return try Assessment(facts, rulebook, budget: &budget)[member, question].verdict
    }

    @Test(arguments: 0..<20) func `every repair works, is minimal, and works through its last day and no longer`(
        batch: Int
    ) throws {
        var dice = Dice(seed: 9_000 &+ UInt64(batch))
        var seen = 0
        for number in 0..<100 {
            let start =
                number % 3 == 0 ? RandomFamily.partial(&dice, unknown: 2) : RandomFamily.complete(&dice, lodged: 30)
            let facts = start.lodging(on: start.asOf.adding(days: Int(dice.next() % 500)))
            var budget = WorkBudget.ofOnePlan
            guard let assessment = try? Assessment(facts, rulebook, budget: &budget) else { continue }
            let repairs = try Repair.all(for: assessment, of: facts, rulebook, budget: &budget)
            for repair in repairs {
                seen += 1
                let label = "batch \(batch) family \(number) \(repair.question) \(repair.changes)"
                #expect(assessment[repair.member, repair.question].verdict != .yes, "\(label)")
                #expect(
                    try verdict(self.facts(facts, after: repair.changes), repair.member, repair.question) == .yes,
                    "\(label)")
                for part in 0..<(1 << repair.changes.count) - 1 {
                    let some = repair.changes.indices.filter { part & (1 << $0) != 0 }.map { repair.changes[$0] }
                    #expect(
                        try verdict(self.facts(facts, after: some), repair.member, repair.question) != .yes,
                        "\(label): a part suffices")
                }
                guard !facts.hasApplication[repair.member] else {
                    #expect(repair.lastDay == nil, "\(label)")
                    continue
                }
                guard let last = repair.lastDay else { continue }
                #expect(
                    try verdict(self.facts(facts, after: repair.changes, lodging: last), repair.member, repair.question)
                        == .yes, "\(label) on \(last)")
                let next = last.adding(days: 1)
                #expect(
                    try verdict(self.facts(facts, after: repair.changes, lodging: next), repair.member, repair.question)
                        != .yes, "\(label) after \(last)")
            }
        }
        #expect(seen > 50)
    }

    /// Every way to change housing facts, tried: the repairs are those that change least.
    @Test func `housing repairs are exactly the smallest sets of changes`() throws {
        let keys: [FactKey] = [.housingKind, .titleDeed, .leaseRegistered, .registrationProof, .declaredUnfit]
        var dice = Dice(seed: 77)
        for _ in 0..<150 {
            let facts = RandomFamily.complete(&dice, lodged: 100)
            var budget = WorkBudget.ofOnePlan
            let assessment = try Assessment(facts, rulebook, budget: &budget)
            let repairs = try Repair.all(for: assessment, of: facts, rulebook, budget: &budget).filter {
                $0.question == .housing && $0.member == 0
            }
            guard assessment[0, .housing].verdict != .yes else { continue }
            var sets: Set<Set<FactKey>> = []
            for number in 0..<80 {
                let values = [
                    Int32(number % 5), Int32(number / 5 & 1), Int32(number / 10 & 1), Int32(number / 20 & 1),
                    Int32(number / 40 & 1),
                ]
                var changed = facts
                var touched: Set<FactKey> = []
                for (key, value) in zip(keys, values) where changed[Fact(key)] != .value(value) {
                    changed[Fact(key)] = .value(value)
                    touched.insert(key)
                }
                if try verdict(changed, 0, .housing) == .yes { sets.insert(touched) }
            }
            let smallest = sets.filter { set in !sets.contains { $0.isStrictSubset(of: set) } }
            #expect(Set(repairs.map { Set($0.changes.map(\.fact.key)) }) == smallest)
        }
    }
}

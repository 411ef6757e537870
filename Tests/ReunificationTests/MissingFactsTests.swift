import BuiltInLaw
import CivilTime
import Law
import Reunification
import Testing

/// Every way to fill in what is missing, tried one by one.
struct Completions {
    let unknown: [Fact]
    var families: [Facts] = []
    var choices: [[Int32]] = []

    /// - Returns: `nil` when there are too many to try.
    init?(of facts: Facts, limit: Int) {
        unknown = facts.slots.indices.filter { slot in
            switch facts.slots[slot] {
            case .within: true
            case .unknown: ![FactKey.unknownIncome, .incomes, .obstacles].contains(facts.fact(at: slot).key)
            case .value, .defaulted: false
            }
        }.map(facts.fact(at:))
        let domains = unknown.map { Completions.domain($0, facts[$0]) }
        guard domains.reduce(1, { $0 * ($1.count) }) <= limit else { return nil }
        extend(facts, domains, 0, [])
    }

    private static func domain(_ fact: Fact, _ known: Known) -> [Int32] {
        if case .within(let first, let last) = known { return Array(first...last) }
        switch fact.key.kind {
        case .yesNo: return [0, 1]
        case .choice(let count): return Array(0..<count)
        case .number:
            switch fact.key {
            case .netMonthly: return [0, 100_000, 208_955, 213_128, 255_539, 278_770, 999_999, Money.limit]
            case .travelCoverAmount: return [0, 2_999_999, 3_000_000, 9_000_000]
            case .otherResidents: return [0, 1, 2, 5, 98]
            default: return [0, 1, 2, 3, 11, 12, 13, 40]
            }
        case .day, .list: return []
        }
    }

    private mutating func extend(_ facts: Facts, _ domains: [[Int32]], _ index: Int, _ chosen: [Int32]) {
        guard index < unknown.count else {
            let isConsistent = facts.chronology.allSatisfy { order in
                guard case .value(let first) = facts[order.earlier], case .value(let second) = facts[order.later] else {
                    return true
                }
                return first <= second
            }
            guard isConsistent else { return }
            families.append(facts)
            choices.append(chosen)
            return
        }
        var facts = facts
        for value in domains[index] {
            facts[unknown[index]] = .value(value)
            extend(facts, domains, index + 1, chosen + [value])
        }
    }

    /// Facts for which two completions that differ in nothing else have different values.
    func deciding<Value: Hashable>(_ values: [Value]) -> Set<Fact> {
        var deciding: Set<Fact> = []
        for (index, fact) in unknown.enumerated() {
            var groups: [[Int32]: Value] = [:]
            for (choice, value) in zip(choices, values) {
                var rest = choice
                rest.remove(at: index)
                if let other = groups[rest], other != value { deciding.insert(fact) }
                groups[rest] = value
            }
        }
        return deciding
    }
}

@Suite struct MissingFactsTests {
    static let questions: [(Question, any KeyPath<MemberOutcome, Verdict> & Sendable)] = [
        (.entitlement, \.entitlement), (.admission, \.mayLodge), (.exemption, \.exemption), (.income, \.income),
        (.housing, \.housing), (.insurance, \.insurance), (.contribution, \.contribution),
        (.visaHandling, \.visaHandling),
    ]

    @Test(arguments: 0..<20) func `missing facts equal the enumeration of completions`(batch: Int) throws {
        var dice = Dice(seed: 400 &+ UInt64(batch))
        var tried = 0
        while tried < 100 {
            let facts = RandomFamily.partial(&dice, unknown: dice.pick([1, 2, 2, 3, 3, 4]))
            guard let completions = Completions(of: facts, limit: 4000), !completions.unknown.isEmpty,
                !completions.families.isEmpty
            else { continue }
            // A relation filled in may ask for a tie that the document does not have.
            guard let columns = Columns(completions.families) else { continue }
            tried += 1
            let count = facts.members.count
            var outcomes: [MemberOutcome] = []
            columns.assess(0..<completions.families.count, rulebook) { _, outcome in outcomes.append(outcome) }
            var budget = WorkBudget.ofOnePlan
            let assessment = try Assessment(facts, rulebook, budget: &budget)
            for member in 0..<count {
                let own = stride(from: member, to: outcomes.count, by: count).map { outcomes[$0] }
                for (question, path) in MissingFactsTests.questions {
                    check(
                        assessment[member, question], own.map { $0[keyPath: path] }, completions, facts,
                        "batch \(batch) try \(tried) member \(member) \(question)")
                }
                let days = Set(own.map(\.mayLodgeOn))
                let day = assessment[member, .admission].values[.main]
                #expect(
                    days.count == 1 ? day == .day(own[0].mayLodgeOn.rawValue) : day.isOpen,
                    "batch \(batch) try \(tried) member \(member)")
                let regimes = Set(own.map(\.regime))
                let regime = assessment[member, .regime].values[.main]
                #expect(regimes.count == 1 ? regime == .number(Int64(own[0].regime)) : regime.isOpen)
            }
        }
    }

    private func check(
        _ settled: Settled, _ verdicts: [Verdict], _ completions: Completions, _ facts: Facts, _ label: String
    ) {
        let all = Set(verdicts)
        if all.count == 1 {
            #expect(
                settled.verdict == verdicts[0], "\(label): \(settled.verdict) but every completion is \(verdicts[0])")
            #expect(settled.missing.isEmpty, "\(label)")
        } else {
            #expect(settled.verdict == .needsFacts, "\(label): \(settled.verdict) but completions differ: \(all)")
            #expect(Set(settled.possible) == all, "\(label)")
            let missing = Set(settled.missing.map { facts.path(facts.fact(at: $0)) })
            let expected = Set(completions.deciding(verdicts).map { facts.path($0) })
            #expect(missing == expected, "\(label): missing")
        }
    }
}

extension AnswerValue {
    var isOpen: Bool { if case .open = self { true } else { false } }
}

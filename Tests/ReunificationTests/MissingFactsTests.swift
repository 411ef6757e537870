import BuiltInLaw
import CivilTime
import Law
import Reunification
import TestSupport
import Testing

@Suite struct MissingFactsTests {
    static let questions: [(Question, any KeyPath<MemberOutcome, Verdict> & Sendable)] = [
        (.entitlement, \.entitlement), (.admission, \.mayLodge), (.exemption, \.exemption), (.income, \.income),
        (.housing, \.housing), (.insurance, \.insurance), (.contribution, \.contribution),
        (.visaHandling, \.visaHandling),
    ]

    @Test(arguments: 0..<20) func `missing facts equal the enumeration of completions`(batch: Int) throws {
        var dice = Dice(seed: 400 &+ UInt64(batch))
        var (tried, open) = (0, 0)
        while tried < 100 {
            let facts = RandomFamily.partial(&dice, unknown: dice.pick([1, 2, 2, 3, 3, 4]))
            guard let completions = Completions(of: facts, limit: 4000) else { continue }
            tried += 1
            open += try compare(facts, completions, "batch \(batch) try \(tried)")
        }
        #expect(open > 30, "only \(open) answers were open")
    }

    /// A day of which nothing at all is known, for each of the three centuries' days that a document may hold.
    @Test(arguments: 0..<4) func `a day that is not known at all equals the enumeration of every day`(
        batch: Int
    ) throws {
        var dice = Dice(seed: 900 &+ UInt64(batch))
        var (tried, open) = (0, 0)
        while tried < 15 {
            var facts = RandomFamily.partial(&dice, unknown: dice.pick([0, 0, 1]))
            let days = facts.slots.indices.map(facts.fact(at:)).filter { fact in
                guard fact.key.kind == .day, fact.key != .assumedLodging, case .value = facts[fact] else {
                    return false
                }
                return true
            }
            facts[dice.pick(days)] = .unknown
            guard let completions = Completions(of: facts, limit: 450_000) else { continue }
            tried += 1
            open += try compare(facts, completions, "batch \(batch) try \(tried)")
        }
        #expect(open > 0, "no answer was open")
    }

    /// - Returns: How many answers were open.
    private func compare(_ facts: Facts, _ completions: Completions, _ label: String) throws -> Int {
        var open = 0
        var budget = WorkBudget.ofOnePlan
        let assessment = try Assessment(facts, rulebook, budget: &budget)
        for member in facts.members.indices {
            let label = "\(label) member \(member)"
            for (question, path) in MissingFactsTests.questions {
                let verdicts = completions.values(of: member) { $0[keyPath: path] }
                if assessment[member, question].verdict == .needsFacts { open += 1 }
                let missing = Set(completions.deciding(verdicts).map { facts.path($0) })
                check(
                    assessment[member, question], Set(verdicts.compactMap(\.self)), missing, facts,
                    "\(label) \(question)")
            }
            let days = Set(completions.values(of: member, \.mayLodgeOn).compactMap(\.self))
            let day = assessment[member, .admission].values[.main]
            #expect(days.count == 1 ? day == days.first.map { .day($0.rawValue) } : day.isOpen, "\(label)")
            let regimes = Set(completions.values(of: member, \.regime).compactMap(\.self))
            let regime = assessment[member, .regime].values[.main]
            #expect(regimes.count == 1 ? regime == regimes.first.map { .number(Int64($0)) } : regime.isOpen, "\(label)")
        }
        return open
    }

    private func check(
        _ settled: Settled, _ verdicts: Set<Verdict>, _ expected: Set<String>, _ facts: Facts, _ label: String
    ) {
        if verdicts.count == 1 {
            #expect(
                settled.verdict == verdicts.first, "\(label): \(settled.verdict) but every completion is \(verdicts)")
            #expect(settled.missing.isEmpty, "\(label)")
        } else {
            #expect(settled.verdict == .needsFacts, "\(label): \(settled.verdict) but completions differ: \(verdicts)")
            #expect(Set(settled.possible) == verdicts, "\(label)")
            let missing = Set(settled.missing.map { facts.path(facts.fact(at: $0)) })
            #expect(missing == expected, "\(label): missing")
        }
    }

    /// Lists of which nothing is known, against lists with no, one or two elements of every kind.
    @Test(arguments: 0..<10) func `unknown lists equal the enumeration of lists`(batch: Int) throws {
        var dice = Dice(seed: 1300 &+ UInt64(batch))
        var open = 0
        for tried in 0..<20 {
            let complete = RandomFamily.complete(&dice)
            let member = Int.random(in: complete.members.indices, using: &dice)
            let (losesIncome, losesObstacles) = dice.pick([(true, false), (false, true), (true, true)])
            let partial = complete.listing(
                incomes: losesIncome ? nil : complete.incomeCount,
                obstacles: losesObstacles ? nil : complete.obstacleCounts[member], of: member)
            let incomes = losesIncome ? Lists.incomes : [nil]
            let obstacles = losesObstacles ? Lists.obstacles(complete, of: member) : [nil]
            let families = incomes.flatMap { income in
                obstacles.map { Lists.fill(complete, income, $0, of: member) }
            }
            let columns = try #require(Columns(families))
            var outcomes: [MemberOutcome] = []
            columns.assess(0..<families.count, rulebook) { outcomes.append($1) }
            var budget = WorkBudget.ofOnePlan
            let assessment = try Assessment(partial, rulebook, budget: &budget)
            let count = partial.members.count
            for other in partial.members.indices {
                for (question, path) in MissingFactsTests.questions {
                    let verdicts = stride(from: other, to: outcomes.count, by: count).map {
                        outcomes[$0][keyPath: path]
                    }
                    var missing: Set<String> = []
                    let rows = stride(from: 0, to: verdicts.count, by: obstacles.count).map {
                        Array(verdicts[$0..<($0 + obstacles.count)])
                    }
                    if losesObstacles, rows.contains(where: { Set($0).count > 1 }) {
                        missing.insert("members[\(partial.members[member])].obstacles")
                    }
                    if losesIncome,
                        obstacles.indices.contains(where: { column in Set(rows.map { $0[column] }).count > 1 })
                    {
                        missing.insert("sponsor.income")
                    }
                    if assessment[other, question].verdict == .needsFacts { open += 1 }
                    check(
                        assessment[other, question], Set(verdicts), missing, partial,
                        "batch \(batch) try \(tried) member \(other) \(question)")
                }
            }
        }
        #expect(open > 0, "no answer was open")
    }
}

/// Lists to try in the place of one that is not known.
private enum Lists {
    typealias Income = (kind: Int32, amount: Int32, searching: Int32)
    typealias Obstacle = (from: Int32, until: Int32, documented: Int32)

    /// No income; one of every kind and size; two.
    static let incomes: [[Income]?] = {
        var lists: [[Income]?] = [[]]
        for kind in IncomeKind.allCases {
            for amount in [Int32(0), 100_000, 213_128, 255_539, 600_000, Money.limit] {
                for searching in [Int32(0), 1] {
                    lists.append([(kind.rawValue, amount, searching)])
                    lists.append([(kind.rawValue, amount, searching), (0, 120_000, 0)])
                }
            }
        }
        return lists
    }()

    /// No obstacle; one of several lengths that starts on any of many days around the grant; two.
    static func obstacles(_ facts: Facts, of member: Int) -> [[Obstacle]?] {
        guard case .value(let granted) = facts[Fact(.granted)] else { return [] }
        var lists: [[Obstacle]?] = [[]]
        for start in stride(from: granted - 200, through: granted + 900, by: 20) {
            for length in [Int32(0), 30, 400] {
                for documented in [Int32(0), 1] {
                    lists.append([(start, start + length, documented)])
                }
            }
            lists.append([(start, start + 10, 0), (granted, granted + 300, 1)])
        }
        return lists
    }

    static func fill(_ facts: Facts, _ incomes: [Income]?, _ obstacles: [Obstacle]?, of member: Int) -> Facts {
        var filled = facts.listing(
            incomes: incomes?.count ?? facts.incomeCount, obstacles: obstacles?.count ?? facts.obstacleCounts[member],
            of: member)
        for (item, income) in (incomes ?? []).enumerated() {
            filled[Fact(.incomeKind, item: item)] = .value(income.kind)
            filled[Fact(.netMonthly, item: item)] = .value(income.amount)
            filled[Fact(.searchingForWork, item: item)] = .value(income.searching)
        }
        for (item, obstacle) in (obstacles ?? []).enumerated() {
            filled[Fact(.obstacleFrom, member: member, item: item)] = .value(obstacle.from)
            filled[Fact(.obstacleUntil, member: member, item: item)] = .value(obstacle.until)
            filled[Fact(.obstacleDocumented, member: member, item: item)] = .value(obstacle.documented)
        }
        return filled
    }
}

extension AnswerValue {
    var isOpen: Bool { if case .open = self { true } else { false } }
}

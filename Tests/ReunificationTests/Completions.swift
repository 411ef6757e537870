import CivilTime
import Law
import Reunification

/// Every way to fill in what is missing, tried one by one.
struct Completions {
    /// What is missing; one axis each.
    let unknown: [Fact]
    /// The values of each axis; `absent` stands for an event that did not happen.
    private let domains: [[Int32]]
    /// How far apart two neighbours on each axis lie.
    private let strides: [Int]
    private let memberCount: Int
    /// The outcome of each member, for each completion; `nil` for one that contradicts itself.
    private var outcomes: [MemberOutcome?] = []

    private static let absent = Int32.min

    /// - Returns: `nil` when there are too many to try, or none.
    init?(of facts: Facts, limit: Int) {
        unknown = facts.slots.indices.filter { slot in
            switch facts.slots[slot] {
            case .within: true
            case .unknown: ![FactKey.unknownIncome, .incomes, .obstacles].contains(facts.fact(at: slot).key)
            case .value, .defaulted: false
            }
        }.map(facts.fact(at:))
        domains = unknown.map { Completions.domain($0, facts[$0]) }
        memberCount = facts.members.count
        var (strides, count) = ([Int](), 1)
        for domain in domains {
            strides.append(count)
            count *= domain.count
            if count > limit { return nil }
        }
        self.strides = strides
        guard !unknown.isEmpty, run(facts, count), outcomes.contains(where: { $0 != nil }) else { return nil }
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
        case .day:
            let all = Array(Facts.days.lowerBound.rawValue...Facts.days.upperBound.rawValue)
            return fact.key.defaultValue == .nothing ? [absent] + all : all
        case .list: return []
        }
    }

    /// Runs every completion, some thousands at a time.
    ///
    /// - Returns: `false` where a relation filled in may ask for a tie that the document does not have.
    private mutating func run(_ facts: Facts, _ count: Int) -> Bool {
        var sample = facts
        for (fact, domain) in zip(unknown, domains) { sample[fact] = .value(domain[domain.count - 1]) }
        let chunk = min(count, 4096)
        guard let columns = Columns(Array(repeating: sample, count: chunk)) else { return false }
        let axis = Dictionary(uniqueKeysWithValues: unknown.enumerated().map { ($1, $0) })
        let orders = facts.chronology.filter { axis[$0.earlier] != nil || axis[$0.later] != nil }
        let rows = unknown.map { Completions.row($0, facts) }
        outcomes = Array(repeating: nil, count: count * memberCount)
        var values = domains.map { $0[0] }
        for start in stride(from: 0, to: count, by: chunk) {
            let end = min(start + chunk, count)
            var isValid: [Bool] = []
            for index in start..<end {
                for place in unknown.indices {
                    values[place] = domains[place][index / strides[place] % domains[place].count]
                    columns.set(
                        unknown[place].key, (index - start) * rows[place].perFamily + rows[place].offset, values[place])
                }
                isValid.append(
                    orders.allSatisfy { order in
                        func day(_ fact: Fact) -> Int32? {
                            if let place = axis[fact] {
                                return values[place] == Completions.absent ? nil : values[place]
                            }
                            if case .value(let value) = facts[fact] { return value }
                            return nil
                        }
                        guard let first = day(order.earlier), let second = day(order.later) else { return true }
                        return first <= second
                    })
            }
            columns.assess(0..<(end - start), rulebook) { row, outcome in
                if isValid[row / memberCount] { outcomes[start * memberCount + row] = outcome }
            }
        }
        return true
    }

    /// Where a fact stands in columns of families of one shape.
    private static func row(_ fact: Fact, _ facts: Facts) -> (perFamily: Int, offset: Int) {
        switch fact.key {
        case .incomeKind, .netMonthly, .searchingForWork: return (facts.incomeCount ?? 0, fact.item)
        case .obstacleFrom, .obstacleUntil, .obstacleDocumented:
            let counts = facts.obstacleCounts.map { $0 ?? 0 }
            return (counts.reduce(0, +), counts[..<fact.member].reduce(0, +) + fact.item)
        case let key where FactKey.allCases.prefix { $0 != .relation }.contains(key): return (1, 0)
        default: return (facts.members.count, fact.member)
        }
    }

    /// What the completions say of a member; `nil` for one that contradicts itself.
    func values<Value>(of member: Int, _ value: (MemberOutcome) -> Value) -> [Value?] {
        stride(from: member, to: outcomes.count, by: memberCount).map { outcomes[$0].map(value) }
    }

    /// Facts for which two completions that differ in nothing else have different values.
    func deciding<Value: Equatable>(_ values: [Value?]) -> Set<Fact> {
        var deciding: Set<Fact> = []
        for (place, fact) in unknown.enumerated() {
            let size = domains[place].count
            lines: for start in values.indices where start / strides[place] % size == 0 {
                var seen: Value?
                for step in 0..<size {
                    guard let value = values[start + step * strides[place]] else { continue }
                    if let seen, seen != value {
                        deciding.insert(fact)
                        break lines
                    }
                    seen = value
                }
            }
        }
        return deciding
    }
}

extension Facts {
    /// The same family with other lists: incomes, and the obstacles of one member.
    func listing(incomes: Int?, obstacles: Int?, of member: Int) -> Facts {
        var counts = obstacleCounts
        counts[member] = obstacles
        var facts = Facts(
            asOf: asOf, members: members, hasApplication: hasApplication, incomeCount: incomes, obstacleCounts: counts)
        for slot in slots.indices {
            let fact = fact(at: slot)
            switch fact.key {
            case .incomeKind, .netMonthly, .searchingForWork: if fact.item < incomes ?? 0 { facts[fact] = self[fact] }
            case .obstacleFrom, .obstacleUntil, .obstacleDocumented:
                if fact.item < counts[fact.member] ?? 0 { facts[fact] = self[fact] }
            default: facts[fact] = self[fact]
            }
        }
        return facts
    }
}

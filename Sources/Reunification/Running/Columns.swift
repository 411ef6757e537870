public import CivilTime

/// Complete facts of many families, one array for each fact, so that a run over them touches nothing else.
///
/// Filled once, then only read; so that many cores can share it.
public final class Columns: @unchecked Sendable {
    /// The value of an absent fact.
    @usableFromInline static let absent = Int32.min

    /// How many families.
    public let families: Int
    /// How many members in all.
    public let members: Int
    let values: UnsafeMutablePointer<UnsafeMutablePointer<Int32>>
    let memberStart: UnsafeMutablePointer<Int32>
    let incomeStart: UnsafeMutablePointer<Int32>
    let obstacleStart: UnsafeMutablePointer<Int32>
    let asOf: UnsafeMutablePointer<Int32>
    let applied: UnsafeMutablePointer<Bool>

    /// Lays out columns for families with so many members and incomes, and members with so many obstacles.
    public init(memberCounts: [Int], incomeCounts: [Int], obstacleCounts: [Int]) {
        families = memberCounts.count
        members = obstacleCounts.count
        func starts(_ counts: [Int]) -> UnsafeMutablePointer<Int32> {
            let starts = UnsafeMutablePointer<Int32>.allocate(capacity: counts.count + 1)
            starts[0] = 0
            for (index, count) in counts.enumerated() { starts[index + 1] = starts[index] + Int32(count) }
            return starts
        }
        memberStart = starts(memberCounts)
        incomeStart = starts(incomeCounts)
        obstacleStart = starts(obstacleCounts)
        asOf = .allocate(capacity: families)
        asOf.initialize(repeating: 0, count: families)
        applied = .allocate(capacity: members)
        applied.initialize(repeating: false, count: members)
        values = .allocate(capacity: FactKey.allCases.count)
        for key in FactKey.allCases {
            let rows: Int
            switch key.rawValue {
            case ..<FactKey.firstOfMember: rows = families
            case ..<FactKey.firstOfIncome: rows = members
            case ..<FactKey.firstOfObstacle: rows = Int(incomeStart[families])
            default: rows = Int(obstacleStart[members])
            }
            let column = UnsafeMutablePointer<Int32>.allocate(capacity: max(rows, 1))
            let fill: Int32
            if case .number(let value)? = key.defaultValue { fill = value } else { fill = Columns.absent }
            column.initialize(repeating: fill, count: max(rows, 1))
            values[Int(key.rawValue)] = column
        }
    }

    deinit {
        for key in FactKey.allCases { values[Int(key.rawValue)].deallocate() }
        values.deallocate()
        for starts in [memberStart, incomeStart, obstacleStart, asOf] { starts.deallocate() }
        applied.deallocate()
    }

    /// The members of a family, as rows.
    public func members(of family: Int) -> Range<Int> {
        Int(memberStart[family])..<Int(memberStart[family + 1])
    }

    /// The incomes of a family, as rows.
    public func incomes(of family: Int) -> Range<Int> {
        Int(incomeStart[family])..<Int(incomeStart[family + 1])
    }

    /// Sets the day on which a family's facts are looked at, and on which it would lodge.
    public func setAsOf(_ day: Day, lodging: Day, of family: Int) {
        asOf[family] = day.rawValue
        values[Int(FactKey.assumedLodging.rawValue)][family] = lodging.rawValue
    }

    /// Sets a fact in the row of its family, member, income or obstacle.
    public func set(_ key: FactKey, _ row: Int, _ value: Int32) {
        values[Int(key.rawValue)][row] = value
    }

    /// Says that a member has lodged.
    public func setApplied(_ member: Int) {
        applied[member] = true
    }
}

extension Columns {
    /// Columns with the given families.
    ///
    /// - Returns: `nil` when a fact of one of them is not known.
    public convenience init?(_ all: [Facts]) {
        guard all.allSatisfy(\.isComplete) else { return nil }
        self.init(
            memberCounts: all.map(\.members.count), incomeCounts: all.map { $0.incomeCount ?? 0 },
            obstacleCounts: all.flatMap { $0.obstacleCounts.map { $0 ?? 0 } })
        for (family, facts) in all.enumerated() {
            for (slot, known) in facts.slots.enumerated() {
                guard case .value(let value) = known else { continue }
                let fact = facts.fact(at: slot)
                let row: Int
                switch fact.key.rawValue {
                case ..<FactKey.firstOfMember: row = family
                case ..<FactKey.firstOfIncome: row = Int(memberStart[family]) + fact.member
                case ..<FactKey.firstOfObstacle: row = Int(incomeStart[family]) + fact.item
                default: row = Int(obstacleStart[Int(memberStart[family]) + fact.member]) + fact.item
                }
                set(fact.key, row, value)
            }
            asOf[family] = facts.asOf.rawValue
            for member in facts.members.indices where facts.hasApplication[member] {
                setApplied(Int(memberStart[family]) + member)
            }
        }
    }
}

extension Facts {
    /// Whether no rule can ask for something that is not known.
    public var isComplete: Bool {
        guard incomeCount != nil, obstacleCounts.allSatisfy({ $0 != nil }) else { return false }
        return slots.indices.allSatisfy { slot in
            let fact = fact(at: slot)
            switch slots[slot] {
            case .value: return true
            case .within: return false
            case .defaulted:
                return fact.key != .tieSince && fact.key != .unaccompaniedMinor || !needsVariable(slot)
                    || settlesItself(fact)
            case .unknown: return fact.key == .unknownIncome || fact.key == .incomes || fact.key == .obstacles
            }
        }
    }

    /// Whether the absence of `unaccompanied_minor` is settled by the sponsor's age on arrival.
    private func settlesItself(_ fact: Fact) -> Bool {
        guard fact.key == .unaccompaniedMinor, case .value(let birth) = self[Fact(.sponsorBirth)],
            case .value(let arrived) = self[Fact(.arrived)]
        else { return false }
        return Day(rawValue: birth).age(on: Day(rawValue: arrived)) >= 18
    }
}

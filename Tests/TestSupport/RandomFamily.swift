public import CivilTime
internal import Law
public import Reunification

/// A repeatable source of random numbers (SplitMix64).
public struct Dice: RandomNumberGenerator {
    private var state: UInt64

    /// Starts at a seed.
    public init(seed: UInt64) { state = seed }

    /// The next number.
    public mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }

    /// True so many times in a hundred.
    public mutating func chance(_ percent: Int) -> Bool { Int.random(in: 0..<100, using: &self) < percent }
    /// A day between two.
    public mutating func day(_ first: String, _ last: String) -> Int32 {
        Int32.random(in: days(first).rawValue...days(last).rawValue, using: &self)
    }
    /// One of some elements.
    public mutating func pick<Element>(_ elements: [Element]) -> Element {
        elements[Int.random(in: 0..<elements.count, using: &self)]
    }
}

/// The day that a text names.
public func days(_ text: String) -> Day {
    guard let day = Day(text) else { preconditionFailure("no day: \(text)") }
    return day
}

/// Complete families whose days lie close to where the law changes.
public struct RandomFamily {
    /// Makes a family whose facts contradict each other nowhere.
    public static func complete(_ dice: inout Dice, lodged: Int = 35) -> Facts {
        while true {
            let facts = draft(&dice, lodged: lodged)
            let isConsistent = facts.chronology.allSatisfy { order in
                guard case .value(let first) = facts[order.earlier], case .value(let second) = facts[order.later] else {
                    return true
                }
                return first <= second
            }
            if isConsistent { return facts }
        }
    }

    private static func draft(_ dice: inout Dice, lodged: Int) -> Facts {
        let count = dice.pick([1, 1, 2, 3, 3, 4, 5])
        let asOf = Day(rawValue: dice.day("2024-03-01", "2027-12-31"))
        let applied = (0..<count).map { _ in dice.chance(lodged) }
        let obstacles: [Int?] = (0..<count).map { _ in dice.pick([0, 0, 0, 1, 2]) }
        let incomes = dice.pick([0, 1, 1, 2, 3])
        var facts = Facts(
            asOf: asOf, members: (0..<count).map { "m\($0)" }, hasApplication: applied, incomeCount: incomes,
            obstacleCounts: obstacles)
        func set(_ key: FactKey, _ value: Int32, member: Int = 0, item: Int = 0) {
            facts[Fact(key, member: member, item: item)] = .value(value)
        }
        let isMinor = dice.chance(35)
        let granted = dice.day("2023-01-01", "2027-06-30")
        let asked = granted - Int32.random(in: 0...900, using: &dice)
        let arrived = asked - Int32.random(in: -5...200, using: &dice)
        set(.granted, granted)
        set(.asylumApplied, asked)
        set(.arrived, arrived)
        set(
            .sponsorBirth,
            asked
                - (isMinor
                    ? Int32.random(in: 5600...6800, using: &dice) : Int32.random(in: 6400...16_000, using: &dice)))
        facts[Fact(.residenceDecided)] =
            dice.chance(70) ? .defaulted : .value(granted - Int32.random(in: 0...1200, using: &dice))
        facts[Fact(.unlimitedStaySince)] =
            dice.chance(80) ? .defaulted : .value(granted + Int32.random(in: -400...800, using: &dice))
        set(.protection, dice.pick([0, 0, 0, 1, 1, 1, 2, 3]))
        set(.unaccompaniedMinor, isMinor && dice.chance(70) ? 1 : 0)
        set(.otherSpouseInBelgium, dice.chance(6) ? 1 : 0)
        set(.sponsorMarried, dice.chance(15) ? 1 : 0)
        set(.otherResidents, dice.pick([0, 0, 1, 2]))
        set(.housingKind, dice.pick([0, 1, 1, 1, 2, 3, 4]))
        for key in [FactKey.titleDeed, .leaseRegistered, .registrationProof] { set(key, dice.chance(70) ? 1 : 0) }
        set(.declaredUnfit, dice.chance(10) ? 1 : 0)
        set(.mutualFundConfirms, dice.chance(60) ? 1 : 0)
        set(.travelCoverAmount, dice.pick([0, 2_999_999, 3_000_000, 5_000_000]))
        set(.travelCoverMonths, dice.pick([0, 2, 3, 12]))
        for item in 0..<incomes {
            set(.incomeKind, Int32.random(in: 0..<14, using: &dice), item: item)
            set(
                .netMonthly, dice.pick([0, 90_000, 213_127, 213_128, 232_308, 253_427, 255_538, 300_000, 400_000]),
                item: item)
            set(.searchingForWork, dice.chance(50) ? 1 : 0, item: item)
        }
        for member in 0..<count { fill(&facts, member, granted: granted, arrived: arrived, &dice) }
        return facts
    }

    private static func fill(_ facts: inout Facts, _ member: Int, granted: Int32, arrived: Int32, _ dice: inout Dice) {
        func set(_ key: FactKey, _ value: Int32, item: Int = 0) {
            facts[Fact(key, member: member, item: item)] = .value(value)
        }
        let relation = dice.pick([
            Relation.spouse, .spouse, .equivalentPartner, .registeredPartner, .child, .child, .child, .partnerChild,
            .adultDisabledChild, .parent, .parent, .sibling, .grandparent, .other,
        ])
        set(.relation, relation.rawValue)
        let age: ClosedRange<Int32>
        switch relation {
        case .child, .partnerChild, .sibling: age = 0...7600
        case .spouse, .equivalentPartner, .registeredPartner: age = 6300...12_000
        case .adultDisabledChild: age = 6000...11_000
        default: age = 12_000...20_000
        }
        let birth = granted - Int32.random(in: age, using: &dice) + (dice.chance(10) ? 400 : 0)
        set(.birth, birth)
        if relation.isDescent, dice.chance(80) {
            facts[Fact(.tieSince, member: member)] = .defaulted
        } else {
            guard case .value(let sponsor) = facts[Fact(.sponsorBirth)] else { return }
            set(.tieSince, max(birth, sponsor, arrived + Int32.random(in: -2000...500, using: &dice)))
        }
        set(.married, dice.chance(6) ? 1 : 0)
        set(.custody, Int32.random(in: 0..<4, using: &dice))
        set(.sharedChild, dice.chance(60) ? 1 : 0)
        set(.cohabitedMonths, dice.pick([0, 11, 12, 30]))
        set(.relationshipProof, Int32.random(in: 0..<4, using: &dice))
        set(.travelledWithSponsor, dice.chance(15) ? 1 : 0)
        set(.ownProtectionRefused, dice.chance(50) ? 1 : 0)
        set(.dependsTotally, dice.chance(30) ? 1 : 0)
        set(.otherParentInBelgium, dice.chance(30) ? 1 : 0)
        set(.violenceReported, dice.chance(10) ? 1 : 0)
        let count = facts.obstacleCounts[member] ?? 0
        facts[Fact(.obstacles, member: member)] = .value(0)
        for item in 0..<count {
            let from = granted + Int32.random(in: -100...500, using: &dice)
            set(.obstacleFrom, from, item: item)
            set(.obstacleUntil, from + Int32.random(in: 0...200, using: &dice), item: item)
            set(.obstacleDocumented, dice.chance(60) ? 1 : 0, item: item)
        }
        guard facts.hasApplication[member] else { return }
        let lodged = granted + Int32.random(in: -30...900, using: &dice)
        set(.lodgedOn, lodged)
        func maybe(_ key: FactKey, _ percent: Int, _ value: Int32) {
            facts[Fact(key, member: member)] = dice.chance(percent) ? .value(value) : .defaulted
        }
        maybe(.channel, 80, Int32.random(in: 0..<4, using: &dice))
        maybe(.completeOn, 70, lodged + Int32.random(in: 0...400, using: &dice))
        maybe(.receiptOn, 70, lodged + Int32.random(in: 0...60, using: &dice))
        maybe(.extensions, 50, Int32.random(in: 0...2, using: &dice))
        let decided = lodged + Int32.random(in: 60...500, using: &dice)
        maybe(.decidedOn, 50, decided)
        maybe(.outcome, 50, Int32.random(in: 0...1, using: &dice))
        let came = decided + Int32.random(in: 5...200, using: &dice)
        maybe(.arrivedOn, 40, came)
        maybe(.registeredOn, 40, came + Int32.random(in: 0...20, using: &dice))
        maybe(.cardExpiresOn, 40, came + 400)
    }

    /// A family with some facts taken away or made vague; the complete one it came from fits it.
    public static func partial(_ dice: inout Dice, unknown: Int) -> Facts {
        var facts = complete(&dice)
        let candidates = facts.slots.indices.filter { slot in
            guard case .value = facts.slots[slot] else { return false }
            let key = facts.fact(at: slot).key
            return key != .assumedLodging && key != .obstacles && key != .extensions
        }
        for _ in 0..<unknown {
            let fact = facts.fact(at: dice.pick(candidates))
            guard case .value(let value) = facts[fact] else { continue }
            switch fact.key.kind {
            case .day:
                let day = Day(rawValue: value).components
                guard let month = Day(year: day.year, month: day.month, day: 1) else { continue }
                facts[fact] = .within(month.rawValue, month.adding(months: 1).rawValue - 1)
            default: facts[fact] = .unknown
            }
        }
        return facts
    }
}

extension Relation {
    fileprivate var isDescent: Bool {
        switch self {
        case .child, .adultDisabledChild, .parent, .sibling, .grandparent: true
        default: false
        }
    }
}

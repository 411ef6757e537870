internal import CivilTime
internal import Law
internal import Reunification

/// Complete families for timing, the same for the same seed; 3.5 members on average.
enum Population {
    static func columns(families: Int, seed: UInt64) -> Columns {
        var dice = Dice(state: seed)
        let counts = (0..<families).map { _ in 1 + dice.below(6) }
        let obstacles = (0..<counts.reduce(0, +)).map { _ in dice.below(5) == 0 ? 1 : 0 }
        let columns = Columns(memberCounts: counts, incomeCounts: counts.map { _ in 1 }, obstacleCounts: obstacles)
        let day = { (text: String) in Day(text)?.rawValue ?? 0 }
        let (first, last) = (day("2024-01-01"), day("2026-09-01"))
        var obstacle = 0
        for family in 0..<families {
            let granted = first + Int32(dice.below(Int(last - first)))
            let asked = granted - 90 - Int32(dice.below(700))
            let arrived = asked - Int32(dice.below(60))
            let asOf = granted + Int32(dice.below(700))
            columns.setAsOf(Day(rawValue: asOf), lodging: Day(rawValue: asOf), of: family)
            columns.set(.protection, family, dice.below(4) == 0 ? 1 : 0)
            columns.set(.granted, family, granted)
            columns.set(.asylumApplied, family, asked)
            columns.set(.arrived, family, arrived)
            let isMinor = dice.below(10) == 0
            columns.set(
                .sponsorBirth, family, asked - Int32(isMinor ? 5200 + dice.below(1300) : 7000 + dice.below(10_000)))
            columns.set(.unaccompaniedMinor, family, isMinor ? 1 : 0)
            columns.set(.otherResidents, family, Int32(dice.below(3) / 2))
            columns.set(.housingKind, family, Int32(dice.below(4)))
            for key in [FactKey.titleDeed, .leaseRegistered, .registrationProof, .mutualFundConfirms] {
                columns.set(key, family, dice.below(10) < 7 ? 1 : 0)
            }
            columns.set(.travelCoverAmount, family, 0)
            columns.set(.travelCoverMonths, family, 0)
            columns.set(.incomeKind, family, Int32(dice.below(3)))
            columns.set(.netMonthly, family, Int32(90_000 + dice.below(250_000)))
            columns.set(.searchingForWork, family, 1)
            for (position, member) in columns.members(of: family).enumerated() {
                fill(columns, member, position, granted: granted, arrived: arrived, isMinor: isMinor, &dice)
                if obstacles[member] == 1 {
                    columns.set(.obstacleFrom, obstacle, granted + Int32(dice.below(300)))
                    columns.set(.obstacleUntil, obstacle, granted + 300 + Int32(dice.below(300)))
                    columns.set(.obstacleDocumented, obstacle, Int32(dice.below(2)))
                    obstacle += 1
                }
            }
        }
        return columns
    }

    private static func fill(
        _ columns: Columns, _ member: Int, _ position: Int, granted: Int32, arrived: Int32, isMinor: Bool,
        _ dice: inout Dice
    ) {
        let relation: Relation = isMinor ? (position < 2 ? .parent : .sibling) : position == 0 ? .spouse : .child
        columns.set(.relation, member, relation.rawValue)
        let age =
            relation == .child || relation == .sibling
            ? dice.below(7200) : relation == .spouse ? 7000 + dice.below(8000) : 14_000
        columns.set(.birth, member, granted - Int32(age))
        if relation == .spouse { columns.set(.tieSince, member, arrived + Int32(dice.below(3000)) - 2500) }
        columns.set(.married, member, dice.below(30) == 0 ? 1 : 0)
        columns.set(.sharedChild, member, dice.below(4) == 0 ? 0 : 1)
        columns.set(.custody, member, Int32(dice.below(4)))
        columns.set(.relationshipProof, member, Int32(dice.below(4)))
        columns.set(.otherParentInBelgium, member, 0)
        guard dice.below(2) == 0 else { return }
        columns.setApplied(member)
        let lodged = granted + Int32(dice.below(500))
        columns.set(.lodgedOn, member, lodged)
        columns.set(.channel, member, 0)
        if dice.below(2) == 0 { columns.set(.completeOn, member, lodged + Int32(dice.below(200))) }
        if dice.below(2) == 0 { columns.set(.receiptOn, member, lodged + Int32(dice.below(40))) }
        guard dice.below(4) == 0 else { return }
        columns.set(.decidedOn, member, lodged + 250)
        columns.set(.outcome, member, Int32(dice.below(2)))
    }
}

/// Repeatable random numbers (SplitMix64).
struct Dice {
    var state: UInt64

    mutating func below(_ bound: Int) -> Int {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return Int((z ^ (z >> 31)) % UInt64(bound))
    }
}

extension Facts {
    /// Two events of which the first cannot come after the second.
    public struct Order: Sendable {
        /// The event that comes first.
        public var earlier: Fact
        /// The event that comes later, or on the same day.
        public var later: Fact
    }

    /// Every pair of days whose order is fixed by what they are; a document that turns one round contradicts itself.
    public var chronology: [Order] {
        func sponsor(_ earlier: FactKey, _ later: FactKey) -> Order {
            Order(earlier: Fact(earlier), later: Fact(later))
        }
        var orders = [
            sponsor(.sponsorBirth, .asylumApplied), sponsor(.sponsorBirth, .granted),
            sponsor(.sponsorBirth, .residenceDecided), sponsor(.sponsorBirth, .arrived),
            sponsor(.sponsorBirth, .unlimitedStaySince), sponsor(.asylumApplied, .granted),
            sponsor(.residenceDecided, .granted),
        ]
        for member in members.indices {
            func own(_ earlier: FactKey, _ later: FactKey) -> Order {
                Order(earlier: Fact(earlier, member: member), later: Fact(later, member: member))
            }
            orders.append(Order(earlier: Fact(.sponsorBirth), later: Fact(.tieSince, member: member)))
            orders += [own(.birth, .tieSince)]
            if hasApplication[member] {
                orders += [
                    own(.birth, .lodgedOn), own(.lodgedOn, .receiptOn), own(.lodgedOn, .decidedOn),
                    own(.birth, .arrivedOn), own(.arrivedOn, .registeredOn), own(.arrivedOn, .cardExpiresOn),
                ]
            }
            for item in 0..<(obstacleCounts[member] ?? 1) {
                orders.append(
                    Order(
                        earlier: Fact(.obstacleFrom, member: member, item: item),
                        later: Fact(.obstacleUntil, member: member, item: item)))
            }
        }
        return orders
    }
}

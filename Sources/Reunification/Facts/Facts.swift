public import CivilTime

/// A person of a family, by position.
public enum Person: Hashable, Sendable {
    /// The one who lives in Belgium with protection.
    case sponsor
    /// A member who joins, counted from 0.
    case member(Int)
}

/// What a document says about one fact.
public enum Known: Hashable, Sendable {
    /// Its value: days since 1970-01-01, cents, 0 and 1, or the position in a list of choices.
    case value(Int32)
    /// Some day from the first through the second.
    case within(Int32, Int32)
    /// The key is absent and its absence has a meaning.
    case defaulted
    /// Not known.
    case unknown
}

/// The address of one fact of a family.
public struct Fact: Hashable, Sendable {
    /// What is asked.
    public var key: FactKey
    /// Position of the member for a member's facts; 0 otherwise.
    public var member: Int
    /// Position in the list for facts of an income or obstacle; 0 otherwise.
    public var item: Int

    /// Makes an address.
    public init(_ key: FactKey, member: Int = 0, item: Int = 0) {
        self.key = key
        self.member = member
        self.item = item
    }
}

/// The facts of one family on one day, complete or not, in one flat table.
public struct Facts: Sendable {
    /// The first and the last day that a document may hold.
    public static let days = Day(rawValue: -25_567)...Day(rawValue: 84_005)  // 1900-01-01...2199-12-31
    /// At most so many members.
    public static let memberLimit = 50

    /// The day on which the facts are looked at.
    public var asOf: Day
    /// Stable identity of the family; `nil` when none was given.
    public var family: String?
    /// Identifiers of the members, in order.
    public private(set) var members: [String]
    /// Which members have an application.
    public private(set) var hasApplication: [Bool]
    /// How many incomes are listed; `nil` when the list is not known.
    public private(set) var incomeCount: Int?
    /// How many obstacles each member has; `nil` when the list is not known.
    public private(set) var obstacleCounts: [Int?]
    /// Whether further income of any amount may come on top, to see how much would be needed.
    var incomeMayGrow = false
    /// Further income that is supposed to come on top, in cents.
    package var extraIncome: Int32 = 0
    private var incomeStart: Int
    private var obstacleStarts: [Int]
    /// What is known of every fact, by slot.
    public private(set) var slots: [Known]

    /// Makes a table in which nothing is known but the shape of the family.
    ///
    /// - Parameters:
    ///   - asOf: The day on which the facts are looked at.
    ///   - family: Stable identity of the family; `nil` when none was given.
    ///   - members: Identifiers, in order.
    ///   - hasApplication: Which members have lodged.
    ///   - incomeCount: Number of incomes; `nil` when not known.
    ///   - obstacleCounts: Number of obstacles of each member; `nil` when not known.
    public init(
        asOf: Day,
        family: String? = nil,
        members: [String],
        hasApplication: [Bool],
        incomeCount: Int?,
        obstacleCounts: [Int?]
    ) {
        self.asOf = asOf
        self.family = family
        self.members = members
        self.hasApplication = hasApplication
        self.incomeCount = incomeCount
        self.obstacleCounts = obstacleCounts
        incomeStart = FactKey.perSponsor + members.count * FactKey.perMember
        var next = incomeStart + (incomeCount ?? 0) * FactKey.perIncome
        obstacleStarts = []
        for count in obstacleCounts {
            obstacleStarts.append(next)
            next += (count ?? 1) * FactKey.perObstacle
        }
        slots = Array(repeating: .unknown, count: next)
        self[Fact(.assumedLodging)] = .value(asOf.rawValue)
        // Unlodged members have no application at all, so nothing of one is missing.
        for member in members.indices where !hasApplication[member] {
            for key in FactKey.ofApplication { self[Fact(key, member: member)] = .defaulted }
        }
    }

    /// Position of a fact in the table.
    @inlinable
    public func slot(_ fact: Fact) -> Int {
        slot(fact.key, member: fact.member, item: fact.item)
    }

    @usableFromInline
    func slot(_ key: FactKey, member: Int, item: Int) -> Int {
        let raw = Int(key.rawValue)
        if raw < FactKey.perSponsor { return raw }
        if key.rawValue < FactKey.firstOfIncome {
            return FactKey.perSponsor + member * FactKey.perMember + raw - Int(FactKey.firstOfMember)
        }
        if key.rawValue < FactKey.firstOfObstacle {
            return incomeStart + item * FactKey.perIncome + raw - Int(FactKey.firstOfIncome)
        }
        return obstacleStarts[member] + item * FactKey.perObstacle + raw - Int(FactKey.firstOfObstacle)
    }

    /// The fact at a position of the table.
    public func fact(at slot: Int) -> Fact {
        if slot < FactKey.perSponsor { return Fact(Facts.key(slot)) }
        if slot < incomeStart {
            let (member, key) = (slot - FactKey.perSponsor).quotientAndRemainder(dividingBy: FactKey.perMember)
            return Fact(Facts.key(key + Int(FactKey.firstOfMember)), member: member)
        }
        let firstObstacle = obstacleStarts.first ?? slots.count
        if slot < firstObstacle {
            let (item, key) = (slot - incomeStart).quotientAndRemainder(dividingBy: FactKey.perIncome)
            return Fact(Facts.key(key + Int(FactKey.firstOfIncome)), item: item)
        }
        let member = (obstacleStarts.lastIndex { $0 <= slot }) ?? 0
        let (item, key) = (slot - obstacleStarts[member]).quotientAndRemainder(dividingBy: FactKey.perObstacle)
        return Fact(Facts.key(key + Int(FactKey.firstOfObstacle)), member: member, item: item)
    }

    private static func key(_ raw: Int) -> FactKey {
        FactKey(rawValue: UInt8(raw)) ?? .assumedLodging
    }

    /// What is known of a fact.
    public subscript(fact: Fact) -> Known {
        get { slots[slot(fact)] }
        set { slots[slot(fact)] = newValue }
    }

    /// The path of a fact as documents and plans write it, such as `members[husband].tie_since`.
    public func path(_ fact: Fact) -> String {
        let raw = fact.key.rawValue
        if raw < FactKey.firstOfMember { return "sponsor." + fact.key.path }
        if raw >= FactKey.firstOfIncome, raw < FactKey.firstOfObstacle {
            return "sponsor.income[\(fact.item)]." + fact.key.path
        }
        let member = "members[\(members[fact.member])]."
        if raw < FactKey.firstOfIncome { return member + fact.key.path }
        guard obstacleCounts[fact.member] != nil else { return member + "obstacles" }
        return member + "obstacles[\(fact.item)]." + fact.key.path
    }

    /// Whether an absent key may still be asked for as a fact that is not known: a tie that is not one by descent.
    func needsVariable(_ slot: Int) -> Bool {
        let fact = fact(at: slot)
        guard fact.key == .tieSince else { return fact.key == .unaccompaniedMinor }
        guard case .value(let relation) = self[Fact(.relation, member: fact.member)] else { return true }
        return Relation(rawValue: relation)?.isByDescent != true
    }
}

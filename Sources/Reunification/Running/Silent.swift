internal import CivilTime
internal import Law

/// Runs the rules over complete facts in columns and leaves nothing but answers: no findings, no allocation.
struct Silent: Recorder {
    typealias Moment = Day
    typealias Quantity = Int32
    typealias Total = Int64

    private let values: UnsafePointer<UnsafeMutablePointer<Int32>>
    private let columns: UnsafeTable
    private let law: UnsafeLaw
    /// The regime that everything is run under; -1: the one that the resolver gives.
    private let forced: Int
    private let table = CalendarTable.shared
    private var family = 0
    private var firstMember = 0
    private(set) var memberCount = 0
    private var regimes = InlineArray<50, Int16>(repeating: -1)
    private var joinings = InlineArray<50, Int8>(repeating: -1)

    /// Plain pointers into columns that outlive the run.
    struct UnsafeTable {
        let memberStart, incomeStart, obstacleStart, asOf: UnsafePointer<Int32>
        let applied: UnsafePointer<Bool>
    }

    /// Plain pointers into a rulebook that outlives the run.
    struct UnsafeLaw {
        /// `LawText.termCount` for each text.
        let terms: UnsafePointer<Term>
        /// For each text and dated parameter the bounds of its steps.
        let steps: UnsafePointer<Range<Int32>>
        let amounts: UnsafePointer<LawText.Step>
        // As plain members, so that reading them does not pass through lazy globals.
        let termCount = LawText.termCount
        let seriesStart = LawText.seriesStart
        let ranges: UnsafePointer<Range<Int>>
        let windows: UnsafePointer<Int>
        let resolver: UnsafeBufferPointer<ResolverRow>
    }

    /// - Parameters:
    ///   - columns: Must outlive the run.
    ///   - law: Must outlive the run.
    ///   - regime: Position of the regime to run under; `nil`: the one that the resolver gives.
    init(_ columns: Columns, _ law: UnsafeLaw, regime: Int?) {
        values = UnsafePointer(columns.values)
        self.columns = UnsafeTable(
            memberStart: columns.memberStart, incomeStart: columns.incomeStart, obstacleStart: columns.obstacleStart,
            asOf: columns.asOf, applied: columns.applied)
        self.law = law
        forced = regime ?? -1
    }

    /// Turns to a family.
    mutating func begin(_ family: Int) {
        self.family = family
        firstMember = Int(columns.memberStart[family])
        memberCount = Int(columns.memberStart[family + 1]) - firstMember
        for member in 0..<memberCount {
            regimes[member] = Int16(forced)
            joinings[member] = -1
        }
    }

    @inline(__always)
    private func read(_ key: FactKey, _ member: Int, _ item: Int) -> Int32 {
        let column = values[Int(key.rawValue)]
        if key.rawValue < FactKey.firstOfMember { return column[family] }
        if key.rawValue < FactKey.firstOfIncome { return column[firstMember + member] }
        if key.rawValue < FactKey.firstOfObstacle { return column[Int(columns.incomeStart[family]) + item] }
        return column[Int(columns.obstacleStart[firstMember + member]) + item]
    }

    var asOf: Day { Day(rawValue: columns.asOf[family]) }
    func hasApplication(_ member: Int) -> Bool { columns.applied[firstMember + member] }

    mutating func incomeCount() -> Int { Int(columns.incomeStart[family + 1] - columns.incomeStart[family]) }

    mutating func obstacleCount(of member: Int) -> Int {
        Int(columns.obstacleStart[firstMember + member + 1] - columns.obstacleStart[firstMember + member])
    }

    @inline(__always)
    mutating func day(_ key: FactKey, _ member: Int, _ item: Int) -> Day { Day(rawValue: read(key, member, item)) }

    @inline(__always)
    mutating func dayIfAny(_ key: FactKey, _ member: Int) -> Day? {
        let value = read(key, member, 0)
        return value == Columns.absent ? nil : Day(rawValue: value)
    }

    @inline(__always)
    mutating func isDefaulted(_ key: FactKey, _ member: Int) -> Bool { read(key, member, 0) == Columns.absent }

    @inline(__always)
    mutating func isTrue(_ key: FactKey, _ member: Int, _ item: Int) -> Bool { read(key, member, item) == 1 }

    @inline(__always)
    mutating func choice(_ key: FactKey, _ member: Int, _ item: Int) -> Int32? {
        let value = read(key, member, item)
        return value == Columns.absent ? nil : value
    }

    @inline(__always)
    mutating func quantity(_ key: FactKey, _ member: Int) -> Int32 { max(0, read(key, member, 0)) }

    @inline(__always)
    mutating func count(_ key: FactKey, _ member: Int) -> Int { Int(max(0, read(key, member, 0))) }

    func moment(_ day: Day) -> Day { day }
    @inline(__always)
    func adding(months: Int, to moment: Day) -> Day { table.adding(months: months, to: moment) }
    func adding(days: Int, to moment: Day) -> Day { moment.adding(days: days) }
    func adding(workingDays: Int, to moment: Day) -> Day { table.adding(workingDays: workingDays, to: moment) }
    @inline(__always)
    func rolledOver(_ moment: Day) -> Day { table.rolledOver(moment) }

    @inline(__always)
    mutating func isOnOrBefore(_ earlier: Day, _ later: Day, file: StaticString, line: UInt32, column: UInt32) -> Bool {
        earlier.rawValue <= later.rawValue
    }

    @inline(__always)
    mutating func isAtLeast(_ quantity: Int32, _ bound: Int32, file: StaticString, line: UInt32, column: UInt32) -> Bool
    {
        quantity >= bound
    }

    @inline(__always)
    mutating func reaches(_ total: Int64, _ bound: Int64, file: StaticString, line: UInt32, column: UInt32) -> Bool {
        total >= bound
    }

    var nothing: Int64 { 0 }
    mutating func adding(income item: Int, to total: Int64) -> Int64 { total + Int64(read(.netMonthly, 0, item)) }
    mutating func addingUnknownIncome(to total: Int64) -> Int64 { total }

    var regimeIsGiven: Bool { forced >= 0 }
    var resolverCount: Int { law.resolver.count }
    func resolverRow(_ index: Int) -> ResolverRow { law.resolver[index] }
    func texts(of regime: Int) -> Range<Int> { law.ranges[regime] }
    func windowText(of regime: Int) -> Int { law.windows[regime] }

    @inline(__always)
    mutating func term(_ parameter: Parameter, _ text: Int) -> Term {
        law.terms[text &* law.termCount &+ parameter.rawValue]
    }

    @inline(__always)
    mutating func amount(_ parameter: Parameter, _ text: Int, on day: Day) -> Amount {
        let range = law.steps[text &* (law.termCount &- law.seriesStart) &+ parameter.rawValue &- law.seriesStart]
        var step = Int(range.upperBound) - 1
        while step >= Int(range.lowerBound), law.amounts[step].from > day.rawValue { step -= 1 }
        guard step >= Int(range.lowerBound) else { return .none }
        let found = law.amounts[step]
        return Amount(
            value: found.value, exists: true, isAssured: day.rawValue <= found.assuredThrough,
            assuredThrough: Day(rawValue: found.assuredThrough), from: Day(rawValue: found.from))
    }

    @inline(__always) mutating func open(_ provision: Provision, _ member: Int) {}
    @inline(__always) mutating func close(_ verdict: Verdict, _ ground: Ground) {}
    @inline(__always) mutating func use(_ moment: Day) {}
    @inline(__always) mutating func show(_ name: ValueName, _ moment: Day) {}
    @inline(__always) mutating func show(_ name: ValueName, number: Int64) {}
    @inline(__always) mutating func reading(_ holds: Verdict, _ ground: Ground) {}
    @inline(__always) mutating func reading(_ holds: Verdict, text: Int) {}
    @inline(__always) mutating func mute() {}
    @inline(__always) mutating func unmute() {}

    mutating func remembered(regimeOf member: Int) -> Int? {
        regimes[member] < 0 ? nil : Int(regimes[member])
    }

    mutating func remember(regime: Int, of member: Int) { regimes[member] = Int16(regime) }

    mutating func remembered(joining member: Int) -> Joining? {
        joinings[member] < 0 ? nil : Joining(rawValue: UInt8(joinings[member]))
    }

    mutating func remember(joining: Joining, of member: Int) { joinings[member] = Int8(joining.rawValue) }
}

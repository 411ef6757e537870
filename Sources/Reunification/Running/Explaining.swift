internal import CivilTime
internal import Law

/// Runs the rules over facts that may be incomplete, along one path at a time, and leaves findings.
///
/// Where a comparison or a choice depends on an unknown fact, the path takes one branch; `Explorer` takes the others.
/// Only branches that some valid completion of the facts would take exist.
struct Explaining: Recorder {
    typealias Moment = Instant
    typealias Quantity = Instant

    /// A sum of income: what is known, and whether unknown amounts belong to it.
    struct Total {
        var cents: Int64
        var hasUnknown: Bool
    }

    /// A branch taken.
    struct Branch {
        var taken: Int32
        var count: Int32
    }

    let rulebook: Rulebook
    let facts: Facts
    /// Variable of every slot; -1 for known facts.
    private(set) var variables: [Int32]
    /// Slot of every variable.
    private(set) var slots: [Int]
    private var start: Region
    private var chronology: [Facts.Order] = []
    private(set) var region: Region
    /// Position of the choice made for every slot on this path; -1 while none was.
    private(set) var choices: [Int32]
    /// Slots whose choice was made on this path, in order.
    private(set) var chosen: [Int32] = []
    var branches: [Branch] = []
    private var cursor = 0
    /// For every branch of this path: how many constraints and choices there were before it.
    private(set) var trail: [(constraints: Int, choices: Int)] = []

    /// Whether findings are wanted.
    var isRecording = true
    private(set) var findings = Findings()
    private var opened:
        [(provision: Provision, member: Int32, facts: Int32, uses: Int32, values: Int32, readings: Int32, isKept: Bool)] =
            []
    private var muted = 0
    /// Slots whose default, or whose day after `as_of`, some rule read; over all paths.
    private(set) var assumed: [Bool]
    private var regimes: [Int32]
    private(set) var regimeIsGiven = false
    private var joinings: [(joining: Joining, facts: Range<Int>)?]
    private let mutation: Mutation?
    /// The comparisons that were reached, when wanted.
    var visited: Set<Site>?

    /// - Throws: `contradiction` when no values of the unknown facts fit the known ones.
    init(_ facts: Facts, _ rulebook: Rulebook) throws(AssessmentFailure) {
        self.facts = facts
        self.rulebook = rulebook
        mutation = rulebook.mutation
        var low: [Int32] = []
        var high: [Int32] = []
        var slots: [Int] = []
        var variables = [Int32](repeating: -1, count: facts.slots.count)
        for (slot, known) in facts.slots.enumerated() {
            let key = facts.fact(at: slot).key
            let bounds: (Int32, Int32)
            switch (key.kind, known) {
            case (_, .value), (.yesNo, _), (.choice, _), (.list, _): continue
            case (_, .defaulted) where key.defaultValue != nil || !facts.needsVariable(slot): continue
            case (.day, .within(let first, let last)): bounds = (first, last)
            case (.day, _): bounds = (Facts.days.lowerBound.rawValue, Facts.days.upperBound.rawValue)
            case (.number(let limit), .within(let first, let last)): bounds = (first, min(last, limit))
            case (.number(let limit), _): bounds = (0, limit)
            }
            variables[slot] = Int32(slots.count)
            slots.append(slot)
            low.append(bounds.0)
            high.append(bounds.1)
        }
        self.variables = variables
        self.slots = slots
        start = Region(low: low, high: high, constraints: [])
        region = start
        choices = Array(repeating: -1, count: facts.slots.count)
        assumed = Array(repeating: false, count: facts.slots.count)
        regimes = Array(repeating: -1, count: facts.members.count)
        joinings = Array(repeating: nil, count: facts.members.count)
        guard !slots.isEmpty else { return }
        chronology = facts.chronology
        for order in chronology {
            guard let earlier = settled(order.earlier), let later = settled(order.later) else { continue }
            guard earlier.variable >= 0 || later.variable >= 0 else { continue }
            start.constraints.append(Region.Constraint(earlier: earlier, later: later))
        }
        guard start.propagate() else { throw .contradiction }
        region = start
    }

    /// How many constraints hold on every path.
    var baseConstraintCount: Int { start.constraints.count }
    /// What is known before any path is taken.
    var startRegion: Region { start }
    func startLow(_ variable: Int32) -> Int32 { start.low[Int(variable)] }
    func startHigh(_ variable: Int32) -> Int32 { start.high[Int(variable)] }

    /// A day that surely exists, known or not.
    private func settled(_ fact: Fact) -> Instant? {
        let slot = facts.slot(fact)
        switch facts.slots[slot] {
        case .value(let value): return Instant(known: value, source: Int32(slot))
        case .defaulted: return nil
        case .within: return Instant(variable: variables[slot], source: Int32(slot))
        case .unknown:
            guard fact.key.defaultValue != .nothing else { return nil }
            return Instant(variable: variables[slot], source: Int32(slot))
        }
    }

    /// Goes back to the start of a path that will take `branches` as far as they go.
    mutating func rewind() {
        region = start
        for slot in chosen { choices[Int(slot)] = -1 }
        chosen.removeAll(keepingCapacity: true)
        cursor = 0
        trail.removeAll(keepingCapacity: true)
        findings.removeAll()
        opened.removeAll(keepingCapacity: true)
        muted = 0
        regimeIsGiven = false
        for member in regimes.indices {
            regimes[member] = -1
            joinings[member] = nil
        }
    }

    /// Prepares the branches of the next path.
    ///
    /// - Returns: `false` when every path was taken.
    mutating func advance() -> Bool {
        while let last = branches.last {
            if last.taken + 1 < last.count {
                branches[branches.count - 1].taken += 1
                return true
            }
            branches.removeLast()
        }
        return false
    }

    // MARK: Branching

    /// Takes one of `count` branches.
    private mutating func branch(_ count: Int32) -> Int32 {
        defer { cursor += 1 }
        trail.append((region.constraints.count, chosen.count))
        if cursor < branches.count { return branches[cursor].taken }
        branches.append(Branch(taken: 0, count: count))
        return 0
    }

    /// The choice for a slot on this path, made once.
    private mutating func chooseBranch(_ slot: Int, _ count: Int32) -> Int32 {
        if choices[slot] >= 0 { return choices[slot] }
        let taken = branch(count)
        choices[slot] = taken
        chosen.append(Int32(slot))
        return taken
    }

    /// Whether `earlier` is at most `later`, where the intervals leave both possible.
    private mutating func split(_ earlier: Instant, _ later: Instant) -> Bool {
        for constraint in region.constraints {
            if constraint.earlier == earlier, constraint.later == later { return true }
            if constraint.earlier == later.applying(.days, 1), constraint.later == earlier { return false }
        }
        trail.append((region.constraints.count, chosen.count))
        if cursor < branches.count {
            let holds = branches[cursor].taken == 0
            cursor += 1
            _ = holds ? region.add(earlier, atMost: later) : region.add(later.applying(.days, 1), atMost: earlier)
            return holds
        }
        var whereTrue = region
        var whereFalse = region
        let canHold = whereTrue.add(earlier, atMost: later)
        let canFail = whereFalse.add(later.applying(.days, 1), atMost: earlier)
        cursor += 1
        if canHold {
            branches.append(Branch(taken: 0, count: canFail ? 2 : 1))
            region = whereTrue
        } else {
            branches.append(Branch(taken: 1, count: 2))
            region = whereFalse
        }
        return canHold
    }

    private mutating func atMost(_ earlier: Instant, _ later: Instant) -> Bool {
        if earlier.variable < 0, later.variable < 0 { return earlier.base <= later.base }
        if earlier.variable == later.variable {
            let low = region.low[Int(earlier.variable)]
            return earlier.value(at: low) <= later.value(at: low)
        }
        if region.highest(earlier) <= region.lowest(later) { return true }
        if region.lowest(earlier) > region.highest(later) { return false }
        return split(earlier, later)
    }

    private mutating func compare(
        _ earlier: Instant, _ later: Instant, _ file: StaticString, _ line: UInt32, _ column: UInt32
    ) -> Bool {
        if isRecording {
            if earlier.source >= 0 { findings.facts.append(earlier.source) }
            if later.source >= 0 { findings.facts.append(later.source) }
        }
        guard mutation != nil || visited != nil else { return atMost(earlier, later) }
        let site = Site(file: "\(file)", line: line, column: column)
        visited?.insert(site)
        guard let mutation, mutation.site == site else { return atMost(earlier, later) }
        switch mutation.change {
        case .boundary: return atMost(earlier.applying(.days, 1), later)
        case .reversed: return !atMost(earlier, later)
        }
    }

    mutating func isOnOrBefore(
        _ earlier: Instant, _ later: Instant, file: StaticString, line: UInt32, column: UInt32
    ) -> Bool {
        compare(earlier, later, file, line, column)
    }

    mutating func isAtLeast(
        _ quantity: Instant, _ bound: Int32, file: StaticString, line: UInt32, column: UInt32
    ) -> Bool {
        compare(Instant(known: bound), quantity, file, line, column)
    }

    mutating func reaches(_ total: Total, _ bound: Int64, file: StaticString, line: UInt32, column: UInt32) -> Bool {
        let missing = Int32(clamping: bound - total.cents)
        let slot = facts.slot(Fact(.unknownIncome))
        guard total.hasUnknown, variables[slot] >= 0 else {
            return compare(Instant(known: missing), Instant(known: 0), file, line, column)
        }
        return compare(
            Instant(known: missing), Instant(variable: variables[slot], source: Int32(slot)), file, line, column)
    }

    // MARK: Facts

    var memberCount: Int { facts.members.count }
    var asOf: Instant { Instant(known: facts.asOf.rawValue) }
    func hasApplication(_ member: Int) -> Bool { facts.hasApplication[member] }

    mutating func incomeCount() -> Int { facts.incomeCount ?? 0 }

    mutating func obstacleCount(of member: Int) -> Int {
        let slot = facts.slot(.obstacles, member: member, item: 0)
        use(slot)
        guard let count = facts.obstacleCounts[member] else { return Int(chooseBranch(slot, 2)) }
        if facts.slots[slot] == .defaulted { assumed[slot] = true }
        return count
    }

    mutating func day(_ key: FactKey, _ member: Int, _ item: Int) -> Instant {
        let slot = facts.slot(key, member: member, item: item)
        if case .value(let value) = facts.slots[slot] {
            noteFuture(slot, value)
            return Instant(known: value, source: Int32(slot))
        }
        return Instant(variable: variables[slot], source: Int32(slot))
    }

    mutating func dayIfAny(_ key: FactKey, _ member: Int) -> Instant? {
        let slot = facts.slot(key, member: member, item: 0)
        use(slot)
        switch facts.slots[slot] {
        case .value(let value):
            noteFuture(slot, value)
            return Instant(known: value, source: Int32(slot))
        case .within:
            return Instant(variable: variables[slot], source: Int32(slot))
        case .defaulted:
            assumed[slot] = true
            return nil
        case .unknown:
            // A residence decision always exists; only its day is unknown.
            guard key.defaultValue == .nothing else { return Instant(variable: variables[slot], source: Int32(slot)) }
            let isNew = choices[slot] < 0
            guard chooseBranch(slot, 2) == 1 else { return nil }
            let instant = Instant(variable: variables[slot], source: Int32(slot))
            if isNew { appear(slot) }
            return instant
        }
    }

    /// A day that may not exist does on this path: now its place in the order of events counts.
    private mutating func appear(_ slot: Int) {
        for order in chronology {
            let (first, second) = (facts.slot(order.earlier), facts.slot(order.later))
            guard first == slot || second == slot else { continue }
            guard let earlier = existing(order.earlier), let later = existing(order.later) else { continue }
            _ = region.add(earlier, atMost: later)
        }
    }

    private func existing(_ fact: Fact) -> Instant? {
        if let instant = settled(fact) { return instant }
        let slot = facts.slot(fact)
        return choices[slot] == 1 ? Instant(variable: variables[slot], source: Int32(slot)) : nil
    }

    mutating func isDefaulted(_ key: FactKey, _ member: Int) -> Bool {
        let slot = facts.slot(key, member: member, item: 0)
        guard facts.slots[slot] == .defaulted else { return false }
        assumed[slot] = true
        return true
    }

    mutating func isTrue(_ key: FactKey, _ member: Int, _ item: Int) -> Bool {
        let slot = facts.slot(key, member: member, item: item)
        use(slot)
        switch facts.slots[slot] {
        case .value(let value): return value != 0
        case .defaulted:
            guard case .number(let value)? = key.defaultValue else { break }
            assumed[slot] = true
            return value != 0
        case .unknown, .within: break
        }
        return chooseBranch(slot, 2) == 1
    }

    mutating func choice(_ key: FactKey, _ member: Int, _ item: Int) -> Int32? {
        let slot = facts.slot(key, member: member, item: item)
        use(slot)
        switch facts.slots[slot] {
        case .value(let value): return value
        case .defaulted:
            assumed[slot] = true
            return nil
        case .unknown, .within:
            guard case .choice(let count) = key.kind else { return nil }
            guard key.defaultValue == .nothing else { return chooseBranch(slot, count) }
            let taken = chooseBranch(slot, count + 1)
            return taken == count ? nil : taken
        }
    }

    mutating func quantity(_ key: FactKey, _ member: Int) -> Instant {
        let slot = facts.slot(key, member: member, item: 0)
        switch facts.slots[slot] {
        case .value(let value): return Instant(known: value, source: Int32(slot))
        case .defaulted:
            guard case .number(let value)? = key.defaultValue else { break }
            assumed[slot] = true
            return Instant(known: value, source: Int32(slot))
        case .unknown, .within: break
        }
        return Instant(variable: variables[slot], source: Int32(slot))
    }

    mutating func count(_ key: FactKey, _ member: Int) -> Int {
        let slot = facts.slot(key, member: member, item: 0)
        use(slot)
        switch facts.slots[slot] {
        case .value(let value): return Int(value)
        case .defaulted:
            assumed[slot] = true
            return 0
        case .unknown, .within:
            guard case .number(let limit) = key.kind else { return 0 }
            // Nobody's answer moves back and forth as the number grows, so where it is large its ends stand for all.
            if limit > 2 { return chooseBranch(slot, 2) == 0 ? 0 : Int(limit) }
            return Int(chooseBranch(slot, limit + 1))
        }
    }

    private mutating func use(_ slot: Int) {
        if isRecording { findings.facts.append(Int32(slot)) }
    }

    private mutating func noteFuture(_ slot: Int, _ value: Int32) {
        if value > facts.asOf.rawValue, slot != Int(FactKey.assumedLodging.rawValue) { assumed[slot] = true }
    }

    // MARK: Time

    func moment(_ day: Day) -> Instant { Instant(known: day.rawValue) }
    func adding(months: Int, to moment: Instant) -> Instant { moment.applying(.months, months) }
    func adding(days: Int, to moment: Instant) -> Instant { moment.applying(.days, days) }
    func adding(workingDays: Int, to moment: Instant) -> Instant { moment.applying(.workingDays, workingDays) }
    func rolledOver(_ moment: Instant) -> Instant { moment.applying(.rolledOver, 0) }

    // MARK: Money

    var nothing: Total { Total(cents: 0, hasUnknown: false) }

    mutating func adding(income item: Int, to total: Total) -> Total {
        let slot = facts.slot(.netMonthly, member: 0, item: item)
        use(slot)
        var total = total
        if case .value(let cents) = facts.slots[slot] {
            total.cents += Int64(cents)
        } else {
            total.hasUnknown = true
        }
        return total
    }

    mutating func addingUnknownIncome(to total: Total) -> Total {
        guard facts.incomeCount == nil || facts.incomeMayGrow else {
            return Total(cents: total.cents + Int64(facts.extraIncome), hasUnknown: total.hasUnknown)
        }
        use(facts.slot(Fact(.unknownIncome)))
        return Total(cents: total.cents + Int64(facts.extraIncome), hasUnknown: true)
    }

    // MARK: The law

    var resolverCount: Int { rulebook.book.resolver.count }
    func resolverRow(_ index: Int) -> ResolverRow { rulebook.book.resolver[index] }
    func texts(of regime: Int) -> Range<Int> { rulebook.textRanges[regime] }
    func windowText(of regime: Int) -> Int { rulebook.windowTexts[regime] }

    mutating func term(_ parameter: Parameter, _ text: Int) -> Term {
        if isRecording { findings.uses.append(Findings.Use(parameter: parameter, text: Int32(text), step: -1)) }
        return rulebook.texts[text].term(parameter)
    }

    mutating func amount(_ parameter: Parameter, _ text: Int, on day: Instant) -> Amount {
        let steps = rulebook.texts[text].steps(parameter)
        var step = steps.count - 1
        while step >= 0, steps[step].from != .min, !atMost(Instant(known: steps[step].from), day) { step -= 1 }
        if isRecording, day.source >= 0 { findings.facts.append(day.source) }
        guard step >= 0 else { return .none }
        if isRecording {
            findings.uses.append(Findings.Use(parameter: parameter, text: Int32(text), step: Int32(step)))
        }
        let found = steps[step]
        let isAssured = found.assuredThrough == .max || atMost(day, Instant(known: found.assuredThrough))
        return Amount(
            value: found.value, exists: true, isAssured: isAssured, assuredThrough: Day(rawValue: found.assuredThrough),
            from: Day(rawValue: found.from))
    }

    // MARK: Recording

    mutating func open(_ provision: Provision, _ member: Int) {
        guard isRecording else { return }
        opened.append(
            (
                provision, Int32(member), Int32(findings.facts.count), Int32(findings.uses.count),
                Int32(findings.values.count), Int32(findings.readings.count), muted == 0
            ))
    }

    mutating func close(_ verdict: Verdict, _ ground: Ground) {
        guard isRecording, let open = opened.popLast(), open.isKept else { return }
        findings.records.append(
            Findings.Record(
                provision: open.provision, member: open.member, verdict: verdict, ground: ground,
                facts: open.facts..<Int32(findings.facts.count),
                parameters: open.uses..<Int32(findings.uses.count),
                values: open.values..<Int32(findings.values.count),
                readings: open.readings..<Int32(findings.readings.count)))
    }

    mutating func use(_ moment: Instant) {
        if isRecording, moment.source >= 0 { findings.facts.append(moment.source) }
    }

    mutating func show(_ name: ValueName, _ moment: Instant) {
        guard isRecording, muted == 0 else { return }
        let (low, high) = (region.lowest(moment), region.highest(moment))
        findings.values.append(Findings.Value(name: name, content: low == high ? .day(low) : .open))
    }

    mutating func show(_ name: ValueName, number: Int64) {
        guard isRecording, muted == 0 else { return }
        findings.values.append(Findings.Value(name: name, content: .number(number)))
    }

    mutating func reading(_ holds: Verdict, _ ground: Ground) {
        guard isRecording, muted == 0 else { return }
        findings.readings.append(Findings.Reading(holds: holds, ground: ground, text: -1))
    }

    mutating func reading(_ holds: Verdict, text: Int) {
        guard isRecording, muted == 0 else { return }
        findings.readings.append(Findings.Reading(holds: holds, ground: nil, text: Int32(text)))
    }

    mutating func mute() { muted += 1 }
    mutating func unmute() { muted -= 1 }

    // MARK: Answers needed again

    /// Drops the findings of this path so far.
    mutating func forgetFindings() { findings.removeAll() }

    /// Runs what follows on this path under one regime, whatever the resolver says.
    mutating func force(regime: Int) {
        regimeIsGiven = true
        for member in regimes.indices {
            regimes[member] = Int32(regime)
            joinings[member] = nil
        }
    }

    mutating func remembered(regimeOf member: Int) -> Int? {
        regimes[member] < 0 ? nil : Int(regimes[member])
    }

    mutating func remember(regime: Int, of member: Int) {
        regimes[member] = Int32(regime)
    }

    mutating func remembered(joining member: Int) -> Joining? {
        guard let known = joinings[member] else {
            joiningStart = findings.facts.count
            return nil
        }
        if isRecording { for index in known.facts { findings.facts.append(findings.facts[index]) } }
        return known.joining
    }

    mutating func remember(joining: Joining, of member: Int) {
        joinings[member] = (joining, joiningStart..<findings.facts.count)
    }

    private var joiningStart = 0
}

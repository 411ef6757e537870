internal import Law

/// How much work an answer may still take.
public struct WorkBudget: Sendable {
    /// Paths that may still be walked.
    public var paths: Int
    /// Pairs of paths that may still be compared.
    public var comparisons: Int

    /// The budget of one plan.
    public static let ofOnePlan = WorkBudget(paths: 800_000, comparisons: 3_000_000)

    /// The budget of the difference of two regimes.
    public static let ofOneDiff = WorkBudget(paths: 24_000_000, comparisons: 0)

    /// Pays for one path; one that keeps its findings costs more.
    mutating func spendPath(isRecording: Bool = false) throws(AssessmentFailure) {
        paths -= isRecording ? 8 : 1
        if paths < 0 { throw .tooMuchWork }
    }

    mutating func spendComparison() throws(AssessmentFailure) {
        comparisons -= 1
        if comparisons < 0 { throw .tooMuchWork }
    }
}

/// One path to its end: the completions that take it, and what it led to.
struct Leaf<Result> {
    var choices: [(slot: Int, taken: Int32)]
    var region: Region
    var result: Result
    /// The branch taken at every fork, with how many constraints and choices there were before it.
    var turns: [(taken: Int32, constraints: Int, choices: Int)] = []
}

/// Walks every path that some valid completion of the facts takes.
///
/// The single mechanism behind missing facts, the outlook, the repairs and the diff of two regimes.
enum Explorer {
    /// Every path of a computation.
    static func explore<Result>(
        _ run: inout Explaining, _ budget: inout WorkBudget, _ compute: (inout Explaining) -> Result
    ) throws(AssessmentFailure) -> [Leaf<Result>] {
        var leaves: [Leaf<Result>] = []
        run.branches.removeAll()
        repeat {
            try budget.spendPath(isRecording: run.isRecording)
            run.rewind()
            let result = compute(&run)
            let choices = run.chosen.map { (slot: Int($0), taken: run.choices[Int($0)]) }
            let turns = zip(run.branches, run.trail).map {
                (taken: $0.taken, constraints: $1.constraints, choices: $1.choices)
            }
            leaves.append(Leaf(choices: choices, region: run.region, result: result, turns: turns))
        } while run.advance()
        return leaves
    }

    /// The unknown facts that can change a value, all others being equal.
    ///
    /// A fact can if two completions that differ in nothing else lead to different values: two paths with different values
    /// whose conditions hold together when only that fact has two values. Two paths part at one fork, so only the facts
    /// that this fork looked at can be the one in which such completions differ.
    ///
    /// - Returns: Slots, in ascending order.
    static func deciding<Result, Value: Hashable>(
        _ leaves: [Leaf<Result>], of run: Explaining, _ budget: inout WorkBudget, _ value: (Result) -> Value?
    ) throws(AssessmentFailure) -> [Int] {
        let values = leaves.map { value($0.result) }
        guard Set(values.compactMap(\.self)).count > 1 else { return [] }
        var search = DecidingSearch(leaves: leaves, values: values, run: run)
        _ = try search.visit(leaves.indices, depth: 0, &budget)
        return search.found.sorted()
    }

    /// One search for the facts that can change a value.
    private struct DecidingSearch<Result, Value: Hashable> {
        let leaves: [Leaf<Result>]
        let values: [Value?]
        let run: Explaining
        var found: Set<Int> = []

        /// Paths put together that lead to the same value whatever happens after a fork: only what came before it counts.
        typealias Whole = [(leaf: Leaf<Result>, value: Value?)]

        /// Looks at the paths of a range, which agree up to `depth`, and gives them back put together.
        mutating func visit(
            _ range: Range<Int>, depth: Int, _ budget: inout WorkBudget
        ) throws(AssessmentFailure) -> Whole {
            let first = leaves[range.lowerBound]
            if range.count == 1 { return [(first, values[range.lowerBound])] }
            if values[range].allSatisfy({ $0 == values[range.lowerBound] }) {
                return [(first.cut(at: depth, run), values[range.lowerBound])]
            }
            var sides: [Whole] = []
            var start = range.lowerBound
            for index in range.dropFirst() where leaves[index].turns[depth].taken != leaves[start].turns[depth].taken {
                sides.append(try visit(start..<index, depth: depth + 1, &budget))
                start = index
            }
            sides.append(try visit(start..<range.upperBound, depth: depth + 1, &budget))
            for slot in first.facts(at: depth, run) where !found.contains(slot) {
                if try partsOn(slot, sides, &budget) { found.insert(slot) }
            }
            return Array(sides.joined())
        }

        /// Whether completions that differ only in one fact reach different values on different sides of a fork.
        private func partsOn(
            _ slot: Int, _ sides: [Whole], _ budget: inout WorkBudget
        ) throws(AssessmentFailure) -> Bool {
            for (index, side) in sides.enumerated() {
                for left in side {
                    for right in sides[(index + 1)...].joined() {
                        guard let one = left.value, let other = right.value, one != other else { continue }
                        try budget.spendComparison()
                        if Explorer.meet(left.leaf, right.leaf, except: slot, run) { return true }
                    }
                }
            }
            return false
        }
    }

    /// Whether two paths can be taken by completions that differ in nothing but one fact.
    fileprivate static func meet<Result>(
        _ left: Leaf<Result>, _ right: Leaf<Result>, except slot: Int, _ run: Explaining
    ) -> Bool {
        for choice in left.choices where choice.slot != slot {
            if let other = right.choices.first(where: { $0.slot == choice.slot }), other.taken != choice.taken {
                return false
            }
        }
        var region = left.region
        let variable = run.variables[slot]
        let copy = Int32(region.low.count)
        if variable >= 0 {
            region.low.append(run.startLow(variable))
            region.high.append(run.startHigh(variable))
        }
        func renamed(_ instant: Instant) -> Instant {
            guard instant.variable >= 0, instant.variable == variable else { return instant }
            var instant = instant
            instant.variable = copy
            return instant
        }
        let common = left.region.constraints.count
        for constraint in right.region.constraints {
            let constraint = Region.Constraint(earlier: renamed(constraint.earlier), later: renamed(constraint.later))
            if region.constraints[..<common].contains(where: { $0.excludes(constraint) }) { return false }
            region.constraints.append(constraint)
        }
        return region.propagate()
    }
}

extension Leaf {
    /// The facts that the fork at `depth` looked at: the one chosen, or those compared.
    func facts(at depth: Int, _ run: Explaining) -> [Int] {
        let turn = turns[depth]
        let choicesAfter = depth + 1 < turns.count ? turns[depth + 1].choices : choices.count
        if choicesAfter > turn.choices { return [choices[turn.choices].slot] }
        let constraint = region.constraints[turn.constraints]
        return [constraint.earlier, constraint.later].compactMap { $0.variable < 0 ? nil : run.slots[Int($0.variable)] }
    }

    /// The start of the path, up to the fork at `depth`.
    func cut(at depth: Int, _ run: Explaining) -> Leaf {
        guard depth < turns.count else { return self }
        var start = run.startRegion
        start.constraints = Array(region.constraints.prefix(turns[depth].constraints))
        _ = start.propagate()
        return Leaf(
            choices: Array(choices.prefix(turns[depth].choices)), region: start, result: result,
            turns: Array(turns.prefix(depth)))
    }
}

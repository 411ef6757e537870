internal import Law

/// How much work an answer may still take.
public struct WorkBudget: Sendable {
    /// Paths that may still be walked.
    public var paths: Int
    /// Pairs of paths that may still be compared.
    public var comparisons: Int

    /// The budget of one plan.
    public static let ofOnePlan = WorkBudget(paths: 400_000, comparisons: 2_000_000)

    /// The budget of the difference of two regimes.
    public static let ofOneDiff = WorkBudget(paths: 3_000_000, comparisons: 0)

    mutating func spendPath() throws(AssessmentFailure) {
        paths -= 1
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
            try budget.spendPath()
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
    /// whose conditions hold together when only that fact has two values.
    ///
    /// - Returns: Slots, in ascending order.
    static func deciding<Result, Value: Hashable>(
        _ leaves: [Leaf<Result>], of run: Explaining, _ budget: inout WorkBudget, _ value: (Result) -> Value?
    ) throws(AssessmentFailure) -> [Int] {
        let values = leaves.map { value($0.result) }
        guard Set(values.compactMap(\.self)).count > 1 else { return [] }
        var whole: [(Leaf<Result>, Value?)] = []
        gather(leaves, values, leaves.indices, depth: 0, run, into: &whole)
        let valued = whole.compactMap { leaf, value in value.map { (leaf, $0) } }
        let mentions = valued.map { mentioned($0.0, run) }
        var deciding: [Int] = []
        for slot in Set(mentions.joined()).sorted() {
            search: for left in valued.indices {
                for right in valued.indices.dropFirst(left + 1) where valued[left].1 != valued[right].1 {
                    guard mentions[left].contains(slot) || mentions[right].contains(slot) else { continue }
                    try budget.spendComparison()
                    if meet(valued[left].0, valued[right].0, except: slot, run) {
                        deciding.append(slot)
                        break search
                    }
                }
            }
        }
        return deciding
    }

    /// Puts paths together that lead to the same value whatever happens after a fork: only what came before it counts.
    private static func gather<Result, Value: Hashable>(
        _ leaves: [Leaf<Result>], _ values: [Value?], _ range: Range<Int>, depth: Int, _ run: Explaining,
        into whole: inout [(Leaf<Result>, Value?)]
    ) {
        let first = leaves[range.lowerBound]
        if range.count == 1 || values[range].allSatisfy({ $0 == values[range.lowerBound] }) {
            whole.append((range.count == 1 ? first : first.cut(at: depth, run), values[range.lowerBound]))
            return
        }
        var start = range.lowerBound
        for index in range.dropFirst() where leaves[index].turns[depth].taken != leaves[start].turns[depth].taken {
            gather(leaves, values, start..<index, depth: depth + 1, run, into: &whole)
            start = index
        }
        gather(leaves, values, start..<range.upperBound, depth: depth + 1, run, into: &whole)
    }

    /// Slots of the facts on which a path depends.
    private static func mentioned<Result>(_ leaf: Leaf<Result>, _ run: Explaining) -> Set<Int> {
        var slots = Set(leaf.choices.map(\.slot))
        for constraint in leaf.region.constraints.dropFirst(run.baseConstraintCount) {
            for instant in [constraint.earlier, constraint.later] where instant.variable >= 0 {
                slots.insert(run.slots[Int(instant.variable)])
            }
        }
        return slots
    }

    /// Whether two paths can be taken by completions that differ in nothing but one fact.
    private static func meet<Result>(
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

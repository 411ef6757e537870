internal import CivilTime

/// A whole number that is known, or a function of one unknown fact: a day, a count or an amount.
///
/// Functions are monotone: months, days and working days added, and the move to a working day. So a comparison splits
/// the values of an unknown fact into two intervals, and bounds can be pushed through it in both directions.
public struct Instant: Hashable, Sendable {
    /// The value when nothing is unknown.
    var base: Int32
    /// The variable on which it depends; -1 when it is known.
    var variable: Int32
    /// Up to four steps from the variable to the value, 16 bits each.
    var steps: UInt64
    /// The slot of the fact it comes from; -1 for a day of the law.
    var source: Int32

    init(known value: Int32, source: Int32 = -1) {
        base = value
        variable = -1
        steps = 0
        self.source = source
    }

    init(variable: Int32, source: Int32) {
        base = 0
        self.variable = variable
        steps = 0
        self.source = source
    }

    enum Step: UInt64 {
        case months = 1
        case days
        case workingDays
        case rolledOver
    }

    /// The instant after one more step.
    func applying(_ step: Step, _ count: Int) -> Instant {
        var result = self
        guard variable >= 0 else {
            result.base = Instant.apply(step, count, to: base)
            return result
        }
        if count == 0, step != .rolledOver { return self }
        var lane: UInt64 = 0
        while lane < 64, (steps >> lane) & 7 != 0 { lane += 16 }
        precondition(lane < 64 && abs(count) < 4096, "an instant takes at most four steps of less than 4096")
        result.steps |= (step.rawValue | (UInt64(bitPattern: Int64(count)) & 0x1FFF) << 3) << lane
        return result
    }

    /// The least and the most days that the steps can add, whatever the value of the variable.
    var shift: ClosedRange<Int32> {
        var (least, most): (Int32, Int32) = (0, 0)
        var rest = steps
        while rest != 0 {
            let bits = (rest >> 3) & 0x1FFF
            let count = Int32(bits >= 0x1000 ? Int(bits) - 0x2000 : Int(bits))
            switch Step(rawValue: rest & 7) {
            case .months:
                // A month has 30.4368 days on average; clamping and leap years move the sum by less than four days.
                let days = Int32((Double(count) * 30.436_875).rounded())
                (least, most) = (least + days - 4, most + days + 4)
            case .days: (least, most) = (least + count, most + count)
            case .workingDays: (least, most) = (least + count, most + 3 * count + 12)
            case .rolledOver: most += 12
            case nil: break
            }
            rest >>= 16
        }
        return least...most
    }

    /// The value for one value of the variable.
    func value(at start: Int32) -> Int32 {
        guard variable >= 0 else { return base }
        var value = start
        var rest = steps
        while rest != 0 {
            let bits = (rest >> 3) & 0x1FFF
            let count = bits >= 0x1000 ? Int(bits) - 0x2000 : Int(bits)
            if let step = Step(rawValue: rest & 7) { value = Instant.apply(step, count, to: value) }
            rest >>= 16
        }
        return value
    }

    private static func apply(_ step: Step, _ count: Int, to value: Int32) -> Int32 {
        switch step {
        case .months: Day(rawValue: value).adding(months: count).rawValue
        case .days: value + Int32(count)
        case .workingDays: Day(rawValue: value).adding(workingDays: count).rawValue
        case .rolledOver: Day(rawValue: value).rolledOver.rawValue
        }
    }
}

/// What is known of the unknown facts on one path: an interval each, and the comparisons that were decided.
///
/// Each constraint says that one monotone function of one fact is at most another of another. For such constraints
/// pushing bounds to a fixpoint decides exactly whether values exist: every fact at its lower bound satisfies them all.
struct Region {
    /// `earlier` is at most `later`.
    struct Constraint {
        var earlier: Instant
        var later: Instant

        /// Whether two constraints on the same two facts plainly contradict each other.
        ///
        /// Narrowing would find that out as well, but a day at a time.
        func excludes(_ other: Constraint) -> Bool {
            guard earlier.variable >= 0, later.variable >= 0, earlier.variable == other.later.variable,
                later.variable == other.earlier.variable
            else { return false }
            if other.earlier == later.applying(.days, 1), other.later == earlier { return true }
            if earlier == other.later.applying(.days, 1), other.earlier == later { return true }
            let least = earlier.shift.lowerBound - later.shift.upperBound
            let most = other.later.shift.upperBound - other.earlier.shift.lowerBound
            return least > most
        }
    }

    var low: [Int32]
    var high: [Int32]
    var constraints: [Constraint]

    func lowest(_ instant: Instant) -> Int32 {
        instant.variable < 0 ? instant.base : instant.value(at: low[Int(instant.variable)])
    }

    func highest(_ instant: Instant) -> Int32 {
        instant.variable < 0 ? instant.base : instant.value(at: high[Int(instant.variable)])
    }

    /// Adds a constraint and narrows the intervals.
    ///
    /// - Returns: `false` when no values are left.
    mutating func add(_ earlier: Instant, atMost later: Instant) -> Bool {
        let constraint = Constraint(earlier: earlier, later: later)
        if constraints.contains(where: { $0.excludes(constraint) }) { return false }
        constraints.append(constraint)
        switch narrow(constraint) {
        case .impossible: return false
        case .unchanged: return true
        case .narrowed: return propagate()
        }
    }

    /// Narrows until nothing changes.
    ///
    /// Constraints that go round in a circle may narrow a few days at a time. The calendar repeats itself after 28 years as
    /// far as months, leap years and weekdays go, so what has not come to rest by then never will.
    mutating func propagate() -> Bool {
        var changed = true
        var rounds = 0
        while changed {
            rounds += 1
            if rounds > 28 * 366 { return false }
            changed = false
            for constraint in constraints {
                switch narrow(constraint) {
                case .impossible: return false
                case .narrowed: changed = true
                case .unchanged: break
                }
            }
        }
        return true
    }

    private enum Narrowing { case impossible, narrowed, unchanged }

    private mutating func narrow(_ constraint: Constraint) -> Narrowing {
        let (floor, ceiling) = (lowest(constraint.earlier), highest(constraint.later))
        if floor > ceiling { return .impossible }
        var narrowed = false
        if constraint.earlier.variable >= 0, highest(constraint.earlier) > ceiling {
            let variable = Int(constraint.earlier.variable)
            high[variable] = last(in: low[variable], high[variable]) { constraint.earlier.value(at: $0) <= ceiling }
            narrowed = true
        }
        if constraint.later.variable >= 0, lowest(constraint.later) < floor {
            let variable = Int(constraint.later.variable)
            low[variable] = last(in: low[variable], high[variable]) { constraint.later.value(at: $0) < floor } + 1
            narrowed = true
        }
        return narrowed ? .narrowed : .unchanged
    }

    /// The last value of an interval for which a property holds that holds at its start and, once lost, stays lost.
    private func last(in low: Int32, _ high: Int32, where holds: (Int32) -> Bool) -> Int32 {
        var (yes, no) = (low, high)
        while yes + 1 < no {
            let middle = yes + (no - yes) / 2
            if holds(middle) { yes = middle } else { no = middle }
        }
        return no > yes && holds(no) ? no : yes
    }
}

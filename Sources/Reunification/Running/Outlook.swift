public import CivilTime
public import Law

/// What would hold for every day of lodging from `as_of` on, until the next day on which something changes.
public struct OutlookInterval: Hashable, Sendable {
    /// First day.
    public var from: Day
    /// Last day; `nil` when nothing changes any more.
    public var through: Day?
    /// Position of the regime; `nil` while facts leave it open.
    public var regime: Int?
    /// Whether the member belongs to a category with a right.
    public var entitlement: Verdict
    /// Whether lodging is admissible.
    public var mayLodge: Verdict
    /// Whether the family escapes the material conditions.
    public var exemption: Verdict
}

/// The answer to "what if we lodge on day X?", for every X.
public enum Outlook {
    static let questions: [Question] = [.regime, .entitlement, .admission, .exemption]

    /// The outlook of every member; empty for one whose application is lodged.
    ///
    /// One exploration in which the day of lodging is unknown: its branches are the days on which something changes.
    public static func of(
        _ facts: Facts, _ rulebook: Rulebook, budget: inout WorkBudget
    ) throws(AssessmentFailure) -> [[OutlookInterval]] {
        var run = try Explaining(facts.withOpenLodging, rulebook)
        run.isRecording = false
        var outlooks: [[OutlookInterval]] = []
        for member in facts.members.indices {
            outlooks.append(facts.hasApplication[member] ? [] : try intervals(&run, member, &budget))
        }
        return outlooks
    }

    private static func intervals(
        _ run: inout Explaining, _ member: Int, _ budget: inout WorkBudget
    ) throws(AssessmentFailure) -> [OutlookInterval] {
        var stretches: [[Stretch]] = []
        for question in questions {
            let lodging = Int(run.variables[run.facts.slot(Fact(.assumedLodging))])
            let leaves = try Explorer.explore(&run, &budget) { run in
                let answer = run.answer(question, of: member)
                return question == .regime ? Value.regime(answer.values.first) : Value.verdict(answer.verdict)
            }
            stretches.append(Stretch.of(leaves, variable: lodging))
        }
        var intervals: [OutlookInterval] = []
        let starts = Set(stretches.joined().map(\.first)).sorted()
        for (index, start) in starts.enumerated() {
            let values = stretches.map { question in question.last { $0.first <= start }?.values ?? [] }
            var interval = OutlookInterval(
                from: Day(rawValue: start),
                through: index + 1 < starts.count ? Day(rawValue: starts[index + 1] - 1) : nil,
                regime: regime(values[0]), entitlement: verdict(values[1]), mayLodge: verdict(values[2]),
                exemption: verdict(values[3]))
            if let last = intervals.last, last.saysTheSame(as: interval) {
                interval.from = last.from
                intervals.removeLast()
            }
            intervals.append(interval)
        }
        return intervals
    }

    enum Value: Hashable {
        case regime(AnswerValue)
        case verdict(Verdict)
    }

    /// Days of lodging with the same possible answers.
    struct Stretch {
        var first: Int32
        var values: Set<Value>

        /// Cuts the days wherever a path begins or ends.
        static func of(_ leaves: [Leaf<Value>], variable: Int) -> [Stretch] {
            var starts: Set<Int32> = []
            let end = leaves.map { $0.region.high[variable] }.max() ?? 0
            for leaf in leaves {
                starts.insert(leaf.region.low[variable])
                if leaf.region.high[variable] < end { starts.insert(leaf.region.high[variable] + 1) }
            }
            return starts.sorted().map { start in
                let here = leaves.filter { $0.region.low[variable] <= start && start <= $0.region.high[variable] }
                return Stretch(first: start, values: Set(here.map(\.result)))
            }
        }
    }

    private static func regime(_ values: Set<Value>) -> Int? {
        guard values.count == 1, case .regime(.number(let position))? = values.first else { return nil }
        return Int(position)
    }

    private static func verdict(_ values: Set<Value>) -> Verdict {
        guard values.count == 1, case .verdict(let verdict)? = values.first else { return .needsFacts }
        return verdict
    }
}

extension OutlookInterval {
    func saysTheSame(as other: OutlookInterval) -> Bool {
        regime == other.regime && entitlement == other.entitlement && mayLodge == other.mayLodge
            && exemption == other.exemption
    }
}

extension Facts {
    /// The same facts with the day of lodging of everybody who has not lodged open, from `as_of` on.
    var withOpenLodging: Facts {
        var facts = self
        facts[Fact(.assumedLodging)] = .within(asOf.rawValue, Facts.days.upperBound.rawValue)
        return facts
    }

    /// The same facts, with everybody who has not lodged lodging on `day`.
    public func lodging(on day: Day) -> Facts {
        var facts = self
        facts[Fact(.assumedLodging)] = .value(day.rawValue)
        return facts
    }
}

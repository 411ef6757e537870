/// When tasks can be done so that all of them are ready on the day of use.
///
/// Whole days. A task starts when those before it have ended; all end by the day of use. What a task makes may be too old by
/// then: it may not end more than its validity before the day of use. These are difference constraints on a graph without
/// cycles, so longest paths decide them exactly.
public struct Schedule: Sendable {
    /// One task.
    public struct Task: Sendable {
        /// How many days it takes.
        public var days: Int
        /// Positions of the tasks that come before it, each lower than its own.
        public var after: [Int]
        /// For how many days what it makes may be used; `nil`: for ever.
        public var validity: Int?

        /// Makes a task.
        public init(days: Int, after: [Int], validity: Int? = nil) {
            self.days = days
            self.after = after
            self.validity = validity
        }
    }

    private let tasks: [Task]
    private let from: Int
    /// From the start of each task to the day of use, at least.
    private let tail: [Int]

    /// Prepares tasks of which none can start before `from`.
    ///
    /// - Parameters:
    ///   - tasks: In an order in which each comes after those that it waits for.
    ///   - from: The first day.
    public init(_ tasks: [Task], from: Int) {
        self.tasks = tasks
        self.from = from
        var tail = tasks.map(\.days)
        for index in tasks.indices.reversed() {
            for before in tasks[index].after { tail[before] = max(tail[before], tasks[before].days + tail[index]) }
        }
        self.tail = tail
    }

    /// The first day of use by which everything can be done; `nil` when something is always too old by then.
    public var earliestUse: Int? {
        for (task, tail) in zip(tasks, tail) {
            if let validity = task.validity, tail - task.days > validity { return nil }
        }
        var ends: [Int] = []
        for task in tasks { ends.append((task.after.map { ends[$0] }.max() ?? from) + task.days) }
        return ends.max() ?? from
    }

    /// The first and the last day on which each task can start for a day of use; `nil` when it cannot be met.
    public func starts(use: Int) -> [ClosedRange<Int>]? {
        var ranges: [ClosedRange<Int>] = []
        for (index, task) in tasks.enumerated() {
            var first = task.after.map { ranges[$0].lowerBound + tasks[$0].days }.max() ?? from
            if let validity = task.validity { first = max(first, use - validity - task.days) }
            let last = use - tail[index]
            guard first <= last else { return nil }
            ranges.append(first...last)
        }
        return ranges
    }
}

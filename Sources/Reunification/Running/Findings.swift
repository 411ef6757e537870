public import Law

/// What a run left behind: findings that share a few flat buffers.
public struct Findings: Sendable {
    /// One application of one provision.
    public struct Record: Sendable {
        /// Which provision.
        public var provision: Provision
        /// Position of the member.
        public var member: Int32
        /// What it says.
        public var verdict: Verdict
        /// Why.
        public var ground: Ground
        var facts: Range<Int32>
        var parameters: Range<Int32>
        var values: Range<Int32>
        var readings: Range<Int32>
    }

    /// A value for the finding's sentence.
    public struct Value: Sendable {
        /// Its name in the sentence.
        public var name: ValueName
        /// A day that does not depend on unknown facts, a number, or nothing that can be shown.
        public var content: Content

        /// What a value holds.
        public enum Content: Sendable, Hashable {
            /// A day, in days since 1970-01-01.
            case day(Int32)
            /// A number or an amount in cents.
            case number(Int64)
            /// A day that is not settled.
            case open
        }
    }

    /// A use of a parameter.
    public struct Use: Hashable, Sendable {
        /// Which parameter.
        public var parameter: Parameter
        /// Which text it was read in.
        public var text: Int32
        /// The step of a dated parameter; -1 for one of the text.
        public var step: Int32
    }

    /// A way to read the law.
    public struct Reading: Hashable, Sendable {
        /// What would hold.
        public var holds: Verdict
        /// Why; `nil` where a text stands for it.
        public var ground: Ground?
        /// The text that stands for it; -1 where a ground does.
        public var text: Int32
    }

    /// In the order in which they were reached.
    public var records: [Record] = []
    var facts: [Int32] = []
    var uses: [Use] = []
    var values: [Value] = []
    var readings: [Reading] = []

    /// Slots of the facts that a finding used, without repetition, in order of first use.
    public func facts(of record: Record) -> [Int] {
        // A finding looks at a handful of facts: looking through them again is quicker than a set.
        var slots: [Int] = []
        for slot in facts[Findings.bounds(record.facts)] where !slots.contains(Int(slot)) { slots.append(Int(slot)) }
        return slots
    }

    /// Parameters that a finding used, without repetition.
    public func parameters(of record: Record) -> [Use] {
        var distinct: [Use] = []
        for use in uses[Findings.bounds(record.parameters)] where !distinct.contains(use) { distinct.append(use) }
        return distinct
    }

    /// Values for a finding's sentence; a later one of the same name replaces an earlier one.
    public func values(of record: Record) -> ArraySlice<Value> {
        values[Findings.bounds(record.values)]
    }

    /// The ways to read the law that a finding names.
    public func readings(of record: Record) -> ArraySlice<Reading> {
        readings[Findings.bounds(record.readings)]
    }

    private static func bounds(_ range: Range<Int32>) -> Range<Int> {
        Int(range.lowerBound)..<Int(range.upperBound)
    }

    mutating func removeAll() {
        records.removeAll(keepingCapacity: true)
        facts.removeAll(keepingCapacity: true)
        uses.removeAll(keepingCapacity: true)
        values.removeAll(keepingCapacity: true)
        readings.removeAll(keepingCapacity: true)
    }
}

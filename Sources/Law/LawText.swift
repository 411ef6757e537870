public import CivilTime

/// One number of a text, ready for the rules.
public struct Term: Hashable, Sendable {
    /// The number in the parameter's unit; 0 where the law gives none.
    public var value: Int32
    /// Whether the law gives one.
    public var exists: Bool
    /// Whether something firm may hang on it.
    public var isFirm: Bool

    /// Makes a term.
    public init(value: Int32, exists: Bool, isFirm: Bool) {
        self.value = value
        self.exists = exists
        self.isFirm = isFirm
    }

    /// A `yes_no` parameter that says yes.
    @inlinable
    public var isTrue: Bool { exists && value != 0 }
}

/// A dated number as it stands on one day.
public struct Amount: Hashable, Sendable {
    /// The last sourced number on that day (money in cents); 0 when there is none.
    public var value: Int32
    /// Whether there is one.
    public var exists: Bool
    /// Whether it is vouched for on that day.
    public var isAssured: Bool
    /// The last day for which it is vouched for.
    public var assuredThrough: Day
    /// First day of the row.
    public var from: Day

    /// Makes an amount.
    @inlinable
    public init(value: Int32, exists: Bool, isAssured: Bool, assuredThrough: Day, from: Day) {
        self.value = value
        self.exists = exists
        self.isAssured = isAssured
        self.assuredThrough = assuredThrough
        self.from = from
    }

    /// No number on that day.
    public static let none = Amount(
        value: 0, exists: false, isAssured: false, assuredThrough: Day(rawValue: .min), from: Day(rawValue: .min))
}

/// What one reading of the law says, resolved into plain numbers.
public struct LawText: Sendable {
    /// A stretch of days with one sourced number.
    public struct Step: Sendable {
        /// First day, in days since 1970-01-01.
        public var from: Int32
        /// The number (money in cents).
        public var value: Int32
        /// Last day for which it is vouched for.
        public var assuredThrough: Int32
    }

    /// How many numbers a text has.
    public static let termCount = Parameter.allCases.count
    /// Position of the first dated parameter.
    public static let seriesStart = Parameter.decisionTerm.rawValue
    /// How many dated parameters there are.
    public static let seriesCount = Parameter.allCases.count - Parameter.decisionTerm.rawValue

    private var terms: [Term]
    private var series: [[Step]]

    /// Resolves a reading.
    public init(_ reading: Regime.Reading, of book: LawBook) {
        terms = Parameter.allCases.map { parameter in
            guard book[parameter].readOn == .text, let (row, _) = book.value(of: parameter, in: reading) else {
                return Term(value: 0, exists: false, isFirm: true)
            }
            return Term(value: row.value ?? 0, exists: row.value != nil, isFirm: row.status != .unverified)
        }
        series = Parameter.allCases.dropFirst(LawText.seriesStart).map { parameter in
            LawText.steps(of: book[parameter], changedBy: reading)
        }
    }

    private static func steps(of record: ParameterRecord, changedBy reading: Regime.Reading) -> [Step] {
        if let change = reading.changes.first(where: { $0.parameter == record.parameter }) {
            return change.value.map { [Step(from: .min, value: $0, assuredThrough: .max)] } ?? []
        }
        return record.values.enumerated().compactMap { index, row in
            guard row.status != .unverified, let value = row.value else { return nil }
            let end = record.assuredThrough(rowAt: index)?.rawValue ?? .max
            return Step(from: row.from.rawValue, value: value, assuredThrough: end)
        }
    }

    /// The number of a `text` parameter.
    public func term(_ parameter: Parameter) -> Term {
        terms[parameter.rawValue]
    }

    /// The sourced numbers of a dated parameter, in order.
    public func steps(_ parameter: Parameter) -> [Step] {
        series[parameter.rawValue - LawText.seriesStart]
    }

    /// Appends everything to flat lists: the terms, and for each dated parameter the bounds of its steps.
    public func flatten(_ terms: inout [Term], _ bounds: inout [Range<Int32>], _ steps: inout [Step]) {
        terms += self.terms
        for own in series {
            bounds.append(Int32(steps.count)..<Int32(steps.count + own.count))
            steps += own
        }
    }
}

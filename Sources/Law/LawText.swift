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
    @inlinable
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
}

/// What one reading of the law says, resolved into plain numbers: no references, so that many cores can share it.
public struct LawText: Sendable {
    /// A stretch of days with one sourced number.
    @usableFromInline
    struct Step: Sendable {
        @usableFromInline var from: Int32
        @usableFromInline var value: Int32
        @usableFromInline var assuredThrough: Int32
    }

    /// The numbers of a dated parameter, in order.
    @usableFromInline
    struct Series: Sendable {
        @usableFromInline var steps = InlineArray<24, Step>(repeating: Step(from: 0, value: 0, assuredThrough: 0))
        @usableFromInline var count = 0
    }

    @usableFromInline static let seriesStart = Parameter.decisionTerm.rawValue
    @usableFromInline var terms = InlineArray<64, Term>(repeating: Term(value: 0, exists: false, isFirm: true))
    @usableFromInline var series = InlineArray<12, Series>(repeating: Series())

    /// Resolves a reading.
    public init(_ reading: Regime.Reading, of book: LawBook) {
        for parameter in Parameter.allCases {
            let record = book[parameter]
            if record.readOn == .text {
                guard let (row, _) = book.value(of: parameter, in: reading) else { continue }
                terms[parameter.rawValue] = Term(
                    value: row.value ?? 0, exists: row.value != nil, isFirm: row.status != .unverified)
            } else {
                series[parameter.rawValue - LawText.seriesStart] = LawText.series(of: record, changedBy: reading)
            }
        }
    }

    private static func series(of record: ParameterRecord, changedBy reading: Regime.Reading) -> Series {
        var series = Series()
        func append(_ step: Step) {
            precondition(series.count < 24, "\(record.parameter.id) has more than 24 sourced values")
            series.steps[series.count] = step
            series.count += 1
        }
        if let change = reading.changes.first(where: { $0.parameter == record.parameter }), let value = change.value {
            append(Step(from: .min, value: value, assuredThrough: .max))
            return series
        }
        for (index, row) in record.values.enumerated() {
            guard row.status != .unverified, let value = row.value else { continue }
            let end = record.assuredThrough(rowAt: index)?.rawValue ?? .max
            append(Step(from: row.from.rawValue, value: value, assuredThrough: end))
        }
        return series
    }

    /// The number of a `text` parameter.
    @inlinable
    public func term(_ parameter: Parameter) -> Term {
        terms[parameter.rawValue]
    }

    /// How many sourced values a dated parameter has.
    @inlinable
    public func stepCount(_ parameter: Parameter) -> Int {
        series[parameter.rawValue - LawText.seriesStart].count
    }

    /// First day of a sourced value of a dated parameter.
    @inlinable
    public func stepStart(_ parameter: Parameter, _ step: Int) -> Day {
        Day(rawValue: series[parameter.rawValue - LawText.seriesStart].steps[step].from)
    }

    /// The number of a dated parameter from its `step`th sourced value on.
    @inlinable
    public func amount(_ parameter: Parameter, step: Int, isAssured: Bool) -> Amount {
        let step = series[parameter.rawValue - LawText.seriesStart].steps[step]
        return Amount(
            value: step.value, exists: true, isAssured: isAssured,
            assuredThrough: Day(rawValue: step.assuredThrough), from: Day(rawValue: step.from))
    }

    /// Last assured day of a step.
    @inlinable
    public func assuredThrough(_ parameter: Parameter, _ step: Int) -> Day {
        Day(rawValue: series[parameter.rawValue - LawText.seriesStart].steps[step].assuredThrough)
    }
}

extension Amount {
    /// No number on that day.
    public static let none = Amount(
        value: 0, exists: false, isAssured: false, assuredThrough: Day(rawValue: .min), from: Day(rawValue: .min))
}

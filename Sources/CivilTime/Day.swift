/// One day of the proleptic Gregorian calendar, without a time or a place.
///
/// Kept as the number of days since 1970-01-01, so that comparing and counting are integer work.
public struct Day: RawRepresentable, Hashable, Comparable, Sendable {
    /// Days since 1970-01-01; negative before.
    public var rawValue: Int32

    /// Makes the day that lies `rawValue` days after 1970-01-01.
    @inlinable
    public init(rawValue: Int32) {
        self.rawValue = rawValue
    }

    /// Makes the day from its year, month and day of the month.
    ///
    /// - Returns: `nil` when there is no such day, such as 31 June.
    @inlinable
    public init?(year: Int, month: Int, day: Int) {
        guard (-99_999...99_999).contains(year), (1...12).contains(month), day >= 1 else { return nil }
        guard day <= Day.lengthOfMonth(year: year, month: month) else { return nil }
        self.init(monthIndex: Int32(year * 12 + month - 1), day: Int32(day))
    }

    /// Makes a day from a count of months since year 0 and a day that is known to exist in that month.
    @inlinable
    init(monthIndex: Int32, day: Int32) {
        rawValue = Day.firstDay(ofMonth: monthIndex) + day - 1
    }

    /// Compares two days: earlier is less.
    @inlinable
    public static func < (earlier: Day, later: Day) -> Bool {
        earlier.rawValue < later.rawValue
    }

    /// Year, month (1...12) and day of the month.
    ///
    /// The era/day-of-era computation by Howard Hinnant, "chrono-compatible low-level date algorithms".
    @inlinable
    public var components: (year: Int, month: Int, day: Int) {
        let (month, day) = monthIndexAndDay
        let year = Day.floorDivide(month, 12)
        return (Int(year), Int(month - year * 12) + 1, Int(day))
    }

    /// Months since year 0 and the day of the month.
    @inlinable
    var monthIndexAndDay: (month: Int32, day: Int32) {
        let shifted = rawValue + 719_468
        let era = Day.floorDivide(shifted, 146_097)
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let marchMonth = (5 * dayOfYear + 2) / 153
        let day = dayOfYear - (153 * marchMonth + 2) / 5 + 1
        // March is month 0 of the shifted year; January and February belong to the next one.
        return ((yearOfEra + era * 400) * 12 + marchMonth + 2, day)
    }

    /// Day number of the first of the month that lies `month` months after January of year 0.
    @inlinable
    static func firstDay(ofMonth month: Int32) -> Int32 {
        let shifted = month - 2
        let year = floorDivide(shifted, 12)
        let marchMonth = shifted - year * 12
        let era = floorDivide(year, 400)
        let yearOfEra = year - era * 400
        let dayOfYear = (153 * marchMonth + 2) / 5
        let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
        return era * 146_097 + dayOfEra - 719_468
    }

    /// How many days the month has.
    @inlinable
    static func lengthOfMonth(year: Int, month: Int) -> Int {
        let index = Int32(year * 12 + month - 1)
        return Int(firstDay(ofMonth: index + 1) - firstDay(ofMonth: index))
    }

    /// Quotient rounded towards minus infinity, for a positive divisor.
    @inlinable
    static func floorDivide(_ number: Int32, _ divisor: Int32) -> Int32 {
        number >= 0 ? number / divisor : (number - divisor + 1) / divisor
    }
}

extension Day {
    /// The day `count` days later; earlier when negative.
    @inlinable
    public func adding(days count: Int) -> Day {
        Day(rawValue: rawValue + Int32(count))
    }

    /// The same day of the month `count` months later, or the last day of a shorter month.
    ///
    /// This is how a term in months runs "from date to the same date".
    ///
    /// - Source: Judicial Code art. 54; BE-DEADLINE-COMPUTATION.
    @inlinable
    public func adding(months count: Int) -> Day {
        let (month, day) = monthIndexAndDay
        let first = Day.firstDay(ofMonth: month + Int32(count))
        let next = Day.firstDay(ofMonth: month + Int32(count) + 1)
        return Day(rawValue: min(first + day - 1, next - 1))
    }

    /// The same date `count` years later; 29 February becomes 28 February in a common year.
    @inlinable
    public func adding(years count: Int) -> Day {
        adding(months: count * 12)
    }

    /// Whole years from a birth on this day to `day`.
    ///
    /// Somebody born on 29 February completes a year on 28 February of a common year.
    public func age(on day: Day) -> Int {
        let years = day.components.year - components.year
        return adding(years: years) <= day ? years : years - 1
    }
}

extension Day: CustomStringConvertible, LosslessStringConvertible {
    /// The ISO 8601 calendar date, such as `2026-03-20`.
    public var description: String {
        let (year, month, day) = components
        return Day.padded(year, to: 4) + "-" + Day.padded(month, to: 2) + "-" + Day.padded(day, to: 2)
    }

    /// Reads an ISO 8601 calendar date with exactly four, two and two digits.
    ///
    /// - Returns: `nil` for any other text and for a day that does not exist.
    public init?(_ text: String) {
        let parts = text.utf8.split(separator: UInt8(ascii: "-"), omittingEmptySubsequences: false)
        guard parts.count == 3, parts[0].count == 4, parts[1].count == 2, parts[2].count == 2 else { return nil }
        var numbers: [Int] = []
        for part in parts {
            guard part.allSatisfy({ (48...57).contains($0) }) else { return nil }
            numbers.append(part.reduce(0) { $0 * 10 + Int($1) - 48 })
        }
        self.init(year: numbers[0], month: numbers[1], day: numbers[2])
    }

    private static func padded(_ number: Int, to width: Int) -> String {
        let digits = String(number)
        return String(repeating: "0", count: max(0, width - digits.utf8.count)) + digits
    }
}

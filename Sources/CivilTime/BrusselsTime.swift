/// The day that it is in Brussels, without a table of time zones: since 1996 summer time runs from the last Sunday of March to
/// the last Sunday of October, at 01:00 UTC.
///
/// - Source: Directive 2000/84/EC.
public enum BrusselsTime {
    private static let hour: Int64 = 3_600_000

    /// The first millisecond of a day, counted from 1970 in UTC.
    public static func milliseconds(atStartOf day: Day) -> Int64 {
        let midnight = Int64(day.rawValue) * 24 * hour
        // Midnight comes before the change of its own day.
        return midnight - (isSummer(midnight - hour) ? 2 : 1) * hour
    }

    /// The day of a moment.
    ///
    /// - Parameter milliseconds: Since 1970, in UTC.
    /// - Returns: The day in Brussels.
    public static func day(of milliseconds: Int64) -> Day {
        let local = milliseconds + (isSummer(milliseconds) ? 2 : 1) * hour
        return Day(rawValue: Int32(local >= 0 ? local / (24 * hour) : (local - 24 * hour + 1) / (24 * hour)))
    }

    private static func isSummer(_ milliseconds: Int64) -> Bool {
        let day = Day(rawValue: Int32(clamping: milliseconds >= 0 ? milliseconds / (24 * hour) : -1))
        let year = day.components.year
        guard let march = lastSunday(year, 3), let october = lastSunday(year, 10) else { return false }
        let (start, end) = (Int64(march.rawValue) * 24 * hour + hour, Int64(october.rawValue) * 24 * hour + hour)
        return milliseconds >= start && milliseconds < end
    }

    private static func lastSunday(_ year: Int, _ month: Int) -> Day? {
        // 1970-01-01 was a Thursday: day 3 was a Sunday.
        guard let last = Day(year: year, month: month, day: 31) else { return nil }
        return last.adding(days: -Int((last.rawValue - 3) % 7))
    }
}

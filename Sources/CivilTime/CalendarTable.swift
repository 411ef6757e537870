/// Months and working days by looking up instead of computing, for runs over millions of families.
///
/// Covers 1850 to 2250; outside it computes as `Day` does.
public struct CalendarTable: @unchecked Sendable {
    // Written once, below, before anybody can see them; never freed, since there is one table for the whole process.
    @usableFromInline let monthAndDay: UnsafePointer<Int32>
    @usableFromInline let monthStart: UnsafePointer<Int32>
    @usableFromInline let daysToWorkingDay: UnsafePointer<UInt8>
    // Bounds as plain members, so that looking up does not pass through lazy globals.
    @usableFromInline let low: Int32
    @usableFromInline let high: Int32
    @usableFromInline let months: Int32

    /// The table of the process.
    public static let shared = CalendarTable(years: 1850..<2250)

    private init(years: Range<Int32>) {
        let (first, last) = (years.lowerBound * 12, years.upperBound * 12)
        low = Day.firstDay(ofMonth: first)
        high = Day.firstDay(ofMonth: last)
        months = last - first
        let starts = UnsafeMutablePointer<Int32>.allocate(capacity: Int(months) + 2)
        for month in first...last + 1 { starts[Int(month - first)] = Day.firstDay(ofMonth: month) }
        let days = UnsafeMutablePointer<Int32>.allocate(capacity: Int(high - low))
        let rolls = UnsafeMutablePointer<UInt8>.allocate(capacity: Int(high - low))
        for day in low..<high {
            let (month, number) = Day(rawValue: day).monthIndexAndDay
            days[Int(day - low)] = (month - first) << 5 | number
            rolls[Int(day - low)] = UInt8(Day(rawValue: day).rolledOver.rawValue - day)
        }
        monthAndDay = UnsafePointer(days)
        monthStart = UnsafePointer(starts)
        daysToWorkingDay = UnsafePointer(rolls)
    }

    /// The same as `Day.adding(months:)`.
    @inlinable
    @inline(__always)
    public func adding(months count: Int, to day: Day) -> Day {
        guard day.rawValue >= low, day.rawValue < high else { return day.adding(months: count) }
        let packed = monthAndDay[Int(day.rawValue &- low)]
        let month = packed >> 5 &+ Int32(truncatingIfNeeded: count)
        guard month >= 0, month <= months else { return day.adding(months: count) }
        return Day(rawValue: min(monthStart[Int(month)] &+ (packed & 31), monthStart[Int(month) &+ 1]) &- 1)
    }

    /// The same as `Day.rolledOver`.
    @inlinable
    @inline(__always)
    public func rolledOver(_ day: Day) -> Day {
        guard day.rawValue >= low, day.rawValue < high else { return day.rolledOver }
        return Day(rawValue: day.rawValue &+ Int32(daysToWorkingDay[Int(day.rawValue &- low)]))
    }

    /// The same as `Day.adding(workingDays:)`.
    @inlinable
    public func adding(workingDays count: Int, to day: Day) -> Day {
        var day = day
        for _ in 0..<max(0, count) { day = rolledOver(day.adding(days: 1)) }
        return day
    }
}

/// Month arithmetic by looking up instead of computing, for runs over millions of families.
///
/// Covers 1850 to 2250; outside it computes as `Day` does.
public struct MonthTable: @unchecked Sendable {
    // Written once, below, before anybody can see it; never freed, since there is one for the whole process.
    @usableFromInline let monthAndDay: UnsafePointer<Int32>
    @usableFromInline let monthStart: UnsafePointer<Int32>
    // Bounds as plain members, so that looking up does not pass through lazy globals.
    @usableFromInline let low: Int32
    @usableFromInline let high: Int32
    @usableFromInline let months: Int32

    private static let firstMonth: Int32 = 1850 * 12
    private static let lastMonth: Int32 = 2250 * 12
    private static let firstDay = Day.firstDay(ofMonth: firstMonth)
    private static let lastDay = Day.firstDay(ofMonth: lastMonth)

    /// The table of the process.
    public static let shared = MonthTable()

    private init() {
        let starts = UnsafeMutablePointer<Int32>.allocate(capacity: Int(MonthTable.lastMonth - MonthTable.firstMonth) + 2)
        for month in MonthTable.firstMonth...MonthTable.lastMonth + 1 {
            starts[Int(month - MonthTable.firstMonth)] = Day.firstDay(ofMonth: month)
        }
        let days = UnsafeMutablePointer<Int32>.allocate(capacity: Int(MonthTable.lastDay - MonthTable.firstDay))
        for day in MonthTable.firstDay..<MonthTable.lastDay {
            let (month, number) = Day(rawValue: day).monthIndexAndDay
            days[Int(day - MonthTable.firstDay)] = (month - MonthTable.firstMonth) << 5 | number
        }
        monthAndDay = UnsafePointer(days)
        monthStart = UnsafePointer(starts)
        low = MonthTable.firstDay
        high = MonthTable.lastDay
        months = MonthTable.lastMonth - MonthTable.firstMonth
    }

    /// The same as `Day.adding(months:)`.
    @inlinable
    public func adding(months count: Int, to day: Day) -> Day {
        guard day.rawValue >= low, day.rawValue < high else { return day.adding(months: count) }
        let packed = monthAndDay[Int(day.rawValue - low)]
        let month = packed >> 5 + Int32(truncatingIfNeeded: count)
        guard month >= 0, month <= months else { return day.adding(months: count) }
        return Day(rawValue: min(monthStart[Int(month)] + (packed & 31), monthStart[Int(month) + 1]) - 1)
    }
}

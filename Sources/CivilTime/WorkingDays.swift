extension Day {
    /// Days of the week, Monday first as in ISO 8601.
    public enum Weekday: Int, Sendable {
        /// Monday.
        case monday = 1
        /// Tuesday.
        case tuesday
        /// Wednesday.
        case wednesday
        /// Thursday.
        case thursday
        /// Friday.
        case friday
        /// Saturday: no working day for terms.
        case saturday
        /// Sunday.
        case sunday
    }

    /// The day of the week.
    public var weekday: Weekday {
        // 1970-01-01 was a Thursday.
        let number = rawValue + 3
        let sinceMonday = number - Day.floorDivide(number, 7) * 7
        return Weekday(rawValue: Int(sinceMonday) + 1) ?? .monday
    }

    /// Whether terms may end on this day: no Saturday, Sunday or Belgian public holiday.
    ///
    /// - Source: Judicial Code arts 52–54; BE-DEADLINE-COMPUTATION.
    public var isWorkingDay: Bool {
        weekday != .saturday && weekday != .sunday && !isBelgianPublicHoliday
    }

    /// This day when it is a working day, else the next working day.
    public var rolledOver: Day {
        var day = self
        while !day.isWorkingDay { day = day.adding(days: 1) }
        return day
    }

    /// The last working day before this day; `nil` when it is a working day itself.
    public var lastWorkingDayBefore: Day? {
        guard !isWorkingDay else { return nil }
        var day = self
        while !day.isWorkingDay { day = day.adding(days: -1) }
        return day
    }

    /// The last day of a term of `count` working days; the day of the event is not counted.
    public func adding(workingDays count: Int) -> Day {
        var day = self
        var left = count
        while left > 0 {
            day = day.adding(days: 1)
            if day.isWorkingDay { left -= 1 }
        }
        return day
    }
}

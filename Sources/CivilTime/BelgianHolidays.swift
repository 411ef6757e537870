extension Day {
    /// Easter Sunday of a year in the Gregorian calendar.
    ///
    /// The anonymous algorithm ("Meeus/Jones/Butcher").
    public static func easter(year: Int) -> Day {
        let a = year % 19
        let (b, c) = (year / 100, year % 100)
        let (d, e) = (b / 4, b % 4)
        let g = (b - (b + 8) / 25 + 1) / 3
        let h = (19 * a + b - d - g + 15) % 30
        let (i, k) = (c / 4, c % 4)
        let l = (32 + 2 * e + 2 * i - h - k) % 7
        let m = (a + 11 * h + 22 * l) / 451
        let sum = h + l - 7 * m + 114
        return Day(monthIndex: Int32(year * 12 + sum / 31 - 1), day: Int32(sum % 31 + 1))
    }

    /// Whether this day is one of Belgium's ten legal public holidays.
    ///
    /// - Source: Royal Decree of 18 April 1974 on public holidays, art. 1.
    public var isBelgianPublicHoliday: Bool {
        let (year, month, day) = components
        switch (month, day) {
        case (1, 1), (5, 1), (7, 21), (8, 15), (11, 1), (11, 11), (12, 25): return true
        case (3...6, _):
            let easterMonday = Day.easter(year: year).adding(days: 1)
            // Easter Monday, Ascension Day (39 days after Easter) and Whit Monday (50 days after).
            return self == easterMonday || self == easterMonday.adding(days: 38)
                || self == easterMonday.adding(days: 49)
        default: return false
        }
    }
}

import CivilTime
import Testing

/// Days as text and as numbers.
struct DayTests {
    @Test(arguments: [
        "", " ", "2026", "2026-03", "20260320", "2026-3-20", "2026-03-2", "26-03-20", "02026-03-20", "2026-03-020",
        "2026/03/20",
        "20-03-2026", " 2026-03-20", "2026-03-20 ", "2026-03-20\n", "2026-03-20T00:00", "2026-03-20-", "-2026-03-20",
        "-026-03-20",
        "+026-03-20", "2026--3-20", "2026-03--2", "2026-+3-20", "2026-0a-20", "２０２６-03-20", "2026-٠٣-20", "2026–03–20",
        "2026-03",
        "2026-00-10", "2026-13-10", "2026-01-00", "2026-01-32", "2026-02-29", "2026-02-30", "2026-04-31", "2026-06-31",
        "2026-09-31", "2026-11-31", "1900-02-29", "2100-02-29", "2200-02-29", "2024-02-30",
    ])
    func `text that is no day is refused`(text: String) {
        #expect(Day(text) == nil)
    }

    @Test(arguments: [
        ("1970-01-01", 0), ("1969-12-31", -1), ("1970-03-01", 59), ("2000-02-29", 11_016), ("2000-03-01", 11_017),
        ("2026-03-20", 20_532), ("1900-01-01", -25_567), ("2199-12-31", 84_005), ("9999-12-31", 2_932_896),
        ("0000-03-01", -719_468),
    ])
    func `a day has its number and its text`(text: String, number: Int32) {
        #expect(Day(text)?.rawValue == number)
        #expect(Day(rawValue: number).description == text)
    }

    @Test func `every day from 1900 to 2199 follows the one before in number, text, parts and weekday`() throws {
        let lengths = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
        var number: Int32 = -25_567
        var weekday = 1  // 1 January 1900 was a Monday.
        for year in 1900...2199 {
            let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
            for month in 1...12 {
                let length = lengths[month - 1] + (month == 2 && isLeap ? 1 : 0)
                for date in 1...length {
                    let day = try #require(Day(year: year, month: month, day: date))
                    try #require(day.rawValue == number, "\(year)-\(month)-\(date)")
                    try #require(day.components == (year, month, date))
                    try #require(day.weekday.rawValue == weekday)
                    try #require(Day(day.description) == day)
                    number += 1
                    weekday = weekday % 7 + 1
                }
                try #require(Day(year: year, month: month, day: length + 1) == nil)
                try #require(Day(year: year, month: month, day: 0) == nil)
            }
        }
        #expect(number == 84_006)
    }

    @Test(arguments: [
        (2026, 0, 1), (2026, 13, 1), (2026, -1, 1), (2026, 1, 0), (2026, 1, -1), (2026, 2, 29), (100_000, 1, 1),
        (-100_000, 1, 1),
        (Int.max, 1, 1), (2026, Int.max, 1), (2026, 1, Int.max), (Int.min, Int.min, Int.min),
    ])
    func `parts that make no day are refused`(year: Int, month: Int, day: Int) {
        #expect(Day(year: year, month: month, day: day) == nil)
    }

    @Test func `earlier days are less`() throws {
        let days = try ["1899-12-31", "1969-12-31", "1970-01-01", "2024-02-29", "2024-03-01", "2025-01-01"].map {
            try day($0)
        }
        #expect(days.sorted() == days)
        for (first, second) in zip(days, days.dropFirst()) {
            #expect(first < second && !(second < first) && first != second)
        }
    }

    @Test func `days are added and taken off`() throws {
        #expect(try day("2024-02-28").adding(days: 1) == day("2024-02-29"))
        #expect(try day("2025-02-28").adding(days: 1) == day("2025-03-01"))
        #expect(try day("2026-01-01").adding(days: -1) == day("2025-12-31"))
        #expect(try day("2026-01-01").adding(days: 0) == day("2026-01-01"))
        #expect(try day("2026-01-01").adding(days: 365) == day("2027-01-01"))
    }
}

func day(_ text: String) throws -> Day {
    try #require(Day(text), "no day: \(text)")
}

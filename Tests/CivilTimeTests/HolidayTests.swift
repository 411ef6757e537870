import CivilTime
import Testing

/// Easter and the ten legal public holidays.
struct HolidayTests {
    @Test(arguments: [
        "1818-03-22", "1943-04-25", "1954-04-18", "1981-04-19", "2000-04-23", "2008-03-23", "2019-04-21", "2020-04-12",
        "2021-04-04", "2022-04-17", "2023-04-09", "2024-03-31", "2025-04-20", "2026-04-05", "2027-03-28", "2028-04-16",
        "2029-04-01",
        "2030-04-21", "2038-04-25", "2049-04-18", "2076-04-19", "2285-03-22",
    ])
    func `Easter Sunday is where the tables put it`(sunday: String) throws {
        let year = try #require(Int(sunday.prefix(4)))
        #expect(Day.easter(year: year).description == sunday)
    }

    @Test(arguments: [
        (
            2026,
            [
                "2026-01-01", "2026-04-06", "2026-05-01", "2026-05-14", "2026-05-25", "2026-07-21", "2026-08-15",
                "2026-11-01",
                "2026-11-11", "2026-12-25",
            ]
        ),
        (
            2024,
            [
                "2024-01-01", "2024-04-01", "2024-05-01", "2024-05-09", "2024-05-20", "2024-07-21", "2024-08-15",
                "2024-11-01",
                "2024-11-11", "2024-12-25",
            ]
        ),
        // Ascension Day fell on Labour Day.
        (
            2008,
            [
                "2008-01-01", "2008-03-24", "2008-05-01", "2008-05-12", "2008-07-21", "2008-08-15", "2008-11-01",
                "2008-11-11",
                "2008-12-25",
            ]
        ),
    ])
    func `a year has these public holidays and no other`(year: Int, expected: [String]) throws {
        let first = try #require(Day(year: year, month: 1, day: 1))
        let holidays = (0..<366).map { first.adding(days: $0) }
            .filter { $0.components.year == year && $0.isBelgianPublicHoliday }
        #expect(holidays.map(\.description) == expected)
    }
}

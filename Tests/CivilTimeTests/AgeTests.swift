import CivilTime
import Testing

/// Ages in whole years.
struct AgeTests {
    @Test(arguments: [
        // The birthday itself, the day before and after.
        ("2008-09-03", "2026-09-02", 17), ("2008-09-03", "2026-09-03", 18), ("2008-09-03", "2026-09-04", 18),
        ("2008-01-01", "2025-12-31", 17), ("2008-01-01", "2026-01-01", 18),
        ("2007-12-31", "2025-12-30", 17), ("2007-12-31", "2025-12-31", 18),
        // Born today, and during the first year.
        ("2026-03-01", "2026-03-01", 0), ("2026-03-01", "2027-02-28", 0), ("2026-03-01", "2027-03-01", 1),
        // Born on 29 February: a year older on 28 February of a common year, on the day itself in a leap year.
        ("2008-02-29", "2026-02-27", 17), ("2008-02-29", "2026-02-28", 18), ("2008-02-29", "2026-03-01", 18),
        ("2008-02-29", "2028-02-28", 19), ("2008-02-29", "2028-02-29", 20), ("2004-02-29", "2005-02-28", 1),
        ("2000-02-29", "2100-02-28", 100), ("2000-02-29", "2100-02-27", 99),
        // Born on 28 February and 1 March.
        ("2008-02-28", "2026-02-27", 17), ("2008-02-28", "2026-02-28", 18), ("2008-03-01", "2026-02-28", 17),
        ("2008-03-01", "2026-03-01", 18), ("2008-03-01", "2028-02-29", 19), ("2008-03-01", "2028-03-01", 20),
        // Somebody who is very old.
        ("1900-01-01", "2026-03-20", 126),
    ])
    func `a year is completed on the birthday`(birth: String, on: String, years: Int) throws {
        #expect(try day(birth).age(on: day(on)) == years)
    }

    @Test(arguments: [
        ("2024-02-29", 1, "2025-02-28"), ("2024-02-29", 4, "2028-02-29"), ("2024-02-29", -1, "2023-02-28"),
        ("2024-02-29", 76, "2100-02-28"), ("2025-02-28", 3, "2028-02-28"), ("2026-03-20", 0, "2026-03-20"),
    ])
    func `29 February becomes 28 February in a common year`(from: String, years: Int, expected: String) throws {
        #expect(try day(from).adding(years: years).description == expected)
    }
}

import CivilTime
import Testing

/// Terms: the day of the event is not counted, the last day is included, from date to the same date.
///
/// - Source: Judicial Code arts 52–54; BE-DEADLINE-COMPUTATION.
struct TermTests {
    struct Row: CustomTestStringConvertible, Sendable {
        var event: String
        var months: Int
        var last: String
        var rolledOver: String
        var testDescription: String { "\(event) + \(months) months" }
    }

    static let rows: [Row] = [
        // The two examples of BE-DEADLINE-COMPUTATION; 28 February 2027 is a Sunday.
        Row(event: "2026-01-15", months: 6, last: "2026-07-15", rolledOver: "2026-07-15"),
        Row(event: "2026-08-31", months: 6, last: "2027-02-28", rolledOver: "2027-03-01"),
        // The example family: Easter Monday.
        Row(event: "2025-10-06", months: 6, last: "2026-04-06", rolledOver: "2026-04-07"),
        // Months of other lengths.
        Row(event: "2025-11-30", months: 3, last: "2026-02-28", rolledOver: "2026-03-02"),
        Row(event: "2027-11-30", months: 3, last: "2028-02-29", rolledOver: "2028-02-29"),
        Row(event: "2026-03-31", months: 1, last: "2026-04-30", rolledOver: "2026-04-30"),
        Row(event: "2026-04-30", months: 1, last: "2026-05-30", rolledOver: "2026-06-01"),
        Row(event: "2028-02-29", months: 12, last: "2029-02-28", rolledOver: "2029-02-28"),
        Row(event: "2028-02-29", months: 48, last: "2032-02-29", rolledOver: "2032-03-01"),
        Row(event: "2026-02-28", months: 6, last: "2026-08-28", rolledOver: "2026-08-28"),
        // Across the turn of the year.
        Row(event: "2025-12-31", months: 2, last: "2026-02-28", rolledOver: "2026-03-02"),
        Row(event: "2025-07-25", months: 5, last: "2025-12-25", rolledOver: "2025-12-26"),
        Row(event: "2025-08-18", months: 24, last: "2027-08-18", rolledOver: "2027-08-18"),
        Row(event: "2025-08-17", months: 24, last: "2027-08-17", rolledOver: "2027-08-17"),
        Row(event: "2025-10-06", months: 10, last: "2026-08-06", rolledOver: "2026-08-06"),
        Row(event: "2026-05-01", months: 0, last: "2026-05-01", rolledOver: "2026-05-04"),
        // Backwards.
        Row(event: "2026-03-31", months: -1, last: "2026-02-28", rolledOver: "2026-03-02"),
        Row(event: "2026-01-15", months: -13, last: "2024-12-15", rolledOver: "2024-12-16"),
    ]

    @Test(arguments: rows)
    func `a term in months ends on the same date, or on the last day of a shorter month`(row: Row) throws {
        let last = try day(row.event).adding(months: row.months)
        #expect(last.description == row.last)
        #expect(last.rolledOver.description == row.rolledOver)
    }

    @Test(arguments: [
        ("2026-04-03", "2026-04-03"),  // Good Friday is a working day in Belgium.
        ("2026-04-04", "2026-04-07"),  // Saturday, Easter and Easter Monday.
        ("2026-04-05", "2026-04-07"), ("2026-04-06", "2026-04-07"), ("2026-04-07", "2026-04-07"),
        ("2026-05-14", "2026-05-15"),  // Ascension Day
        ("2026-05-25", "2026-05-26"),  // Whit Monday
        ("2026-12-25", "2026-12-28"),  // Christmas on a Friday
        ("2026-07-21", "2026-07-22"), ("2026-08-15", "2026-08-17"), ("2026-11-11", "2026-11-12"),
        ("2027-01-01", "2027-01-04"),
    ])
    func `a term that ends on a closed day moves to the next working day`(last: String, moved: String) throws {
        #expect(try day(last).rolledOver.description == moved)
        #expect(try day(last).isWorkingDay == (last == moved))
    }

    @Test(arguments: [
        ("2026-04-02", 0, "2026-04-02"), ("2026-04-02", 1, "2026-04-03"), ("2026-04-02", 2, "2026-04-07"),
        ("2026-04-04", 0, "2026-04-04"), ("2026-04-04", 1, "2026-04-07"), ("2026-12-23", 2, "2026-12-28"),
        ("2026-10-30", 5, "2026-11-06"), ("2026-11-06", 3, "2026-11-12"),
    ])
    func `working days are counted without the day of the event`(event: String, count: Int, last: String) throws {
        #expect(try day(event).adding(workingDays: count).description == last)
    }
}

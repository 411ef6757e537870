import Documents
import FactFiles
import Reunification
import Testing

/// Dates of which only the month or the year is known.
struct PartialDateTests {
    @Test(arguments: [
        ("1990-05", "1990-05-01", "1990-05-31"), ("1990-02", "1990-02-01", "1990-02-28"),
        ("1992-02", "1992-02-01", "1992-02-29"),
        ("1900-02", "1900-02-01", "1900-02-28"), ("2000-02", "2000-02-01", "2000-02-29"),
        ("1990-12", "1990-12-01", "1990-12-31"),
        ("1990", "1990-01-01", "1990-12-31"), ("1992", "1992-01-01", "1992-12-31"),
        ("1900", "1900-01-01", "1900-12-31"),
        ("2199", "2199-01-01", "2199-12-31"), ("2199-12", "2199-12-01", "2199-12-31"),
    ])
    func `a month or a year is some day within it`(text: String, first: String, last: String) throws {
        let expected = Known.within(try day(first), try day(last))
        for written in [text, "\"\(text)\"", "'\(text)'"] {
            #expect(try facts(sponsor: "birth_date: \(written)")[Fact(.sponsorBirth)] == expected, "\(written)")
        }
        #expect(try facts(member: "tie_since: \(text)")[Fact(.tieSince, member: 0)] == expected)
        #expect(try facts(member: "application: {lodged_on: \(text)}")[Fact(.lodgedOn, member: 0)] == expected)
        let json = "{\"weerzien\": 1, \"sponsor\": {\"birth_date\": \"\(text)\"}}"
        #expect(try document(json).facts[Fact(.sponsorBirth)] == expected)
    }

    @Test(arguments: ["1900-01-01", "1992-02-29", "2026-03-20", "2199-12-31"])
    func `a whole date is one day`(text: String) throws {
        let expected = Known.value(try day(text))
        #expect(try facts(sponsor: "birth_date: \(text)")[Fact(.sponsorBirth)] == expected)
        #expect(try facts(sponsor: "birth_date: '\(text)'")[Fact(.sponsorBirth)] == expected)
    }

    @Test(arguments: [
        // The same month or year on both sides leaves an order that is possible.
        "birth_date: 1991, asylum_applied_on: 1991", "birth_date: 1991-05, protection_granted_on: 1991-05",
        "birth_date: 1991, protection_granted_on: 1991-01-01",
        "asylum_applied_on: 2025-10-06, protection_granted_on: 2025-10-06",
        "asylum_applied_on: 2025-10-31, protection_granted_on: 2025-10",
        "residence_decided_on: 2025-10-06, protection_granted_on: 2025-10-06",
    ])
    func `dates that can still be in order do not contradict each other`(keys: String) throws {
        _ = try facts(sponsor: keys)
    }

    @Test func `every other order of days is the family's own affair`() throws {
        // Arriving after the application, marrying after the grant, days after as_of.
        _ = try facts(
            sponsor:
                "birth_date: 1991-04-12, asylum_applied_on: 2024-02-01, arrived_in_belgium_on: 2024-05-01, protection_granted_on: 2030-01-01",
            member:
                "birth_date: 1989-11-02, tie_since: 2031-01-01, application: {lodged_on: 2027-01-01, complete_on: 2026-01-01}"
        )
    }
}

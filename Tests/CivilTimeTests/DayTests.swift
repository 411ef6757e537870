import CivilTime
import Testing
@Test func day() { #expect(Day("2026-03-20")?.description == "2026-03-20") }

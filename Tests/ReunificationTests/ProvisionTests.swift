import BuiltInLaw
import CivilTime
import Law
import Reunification
import TestSupport
import Testing

/// Worked examples of the digest that no facts document can express, at the level of their provision.
@Suite struct ProvisionTests {
    /// EX-26, FPS Justice: a parent arrives and resumes parental authority.
    @Test func `guardianship ends when a parent arrives, with a report within fifteen days`() {
        let outlook = rulebook.guardianship(after: .entrustedToParent, on: days("2026-03-10"))
        #expect(outlook.endsOn == days("2026-03-10"))
        #expect(outlook.finalReportBy == days("2026-03-25"))
    }

    /// EX-27, FPS Justice: no news for four months.
    @Test func `guardianship ends after four months without news`() {
        let outlook = rulebook.guardianship(after: .disappeared, on: days("2025-10-31"))
        #expect(outlook.endsOn == days("2026-02-28"))
        #expect(outlook.finalReportBy == days("2026-03-15"))
    }

    @Test(arguments: [
        GuardianshipEvent.cameOfAge, .changeOfCivilStatus, .europeanNationality, .removed, .unlimitedStay,
    ])
    func `guardianship ends on the day of the event`(event: GuardianshipEvent) {
        #expect(rulebook.guardianship(after: event, on: days("2026-05-04")).endsOn == days("2026-05-04"))
    }

    /// Programme Act of 24 December 2002: two months' notice; a first report within fifteen days; two reports a year.
    @Test func `a guardian who resigns gives two months' notice, and reports on fixed days`() {
        let outlook = rulebook.guardianship(after: .guardianResigns, on: days("2025-12-31"))
        #expect(outlook.endsOn == nil && outlook.finalReportBy == nil)
        #expect(outlook.resignationTakesEffectOn == days("2026-02-28"))
        #expect(rulebook.firstGuardianReport(appointedOn: days("2026-01-05")) == days("2026-01-20"))
        #expect(rulebook.book[.guardianshipReportsPerYear].row(on: days("2026-01-05"))?.value == 2)
    }

    /// EX-28, Myria guide, chapter 2: Somali applicants of 2020 must go to Nairobi, before 2019 they could choose.
    @Test func `Somali families lodge in Nairobi since 2019, others choose`() {
        #expect(rulebook.book.referencePost(for: "SO", on: days("2020-06-01"))?.post == "nairobi")
        #expect(rulebook.book.referencePost(for: "SO", on: days("2019-01-01"))?.country == "KE")
        #expect(rulebook.book.referencePost(for: "SO", on: days("2018-12-31")) == nil)
        #expect(rulebook.book.referencePost(for: "ER", on: days("2020-06-01")) == nil)
    }

    /// EX-29, IND: permit on 1 February, application on 20 April: within three months.
    @Test func `the Dutch comparator gives three months from the permit`() throws {
        let months = try #require(rulebook.book[.nareisTerm].row(on: days("2025-02-01"))?.value)
        #expect(days("2025-04-20") <= days("2025-02-01").adding(months: Int(months)))
        #expect(days("2025-02-01").adding(months: Int(months)) == days("2025-05-01"))
    }

    /// Digest, documents: extract at most six months old, passport valid for at least twelve months.
    @Test func `papers have the ages that the digest gives`() {
        #expect(rulebook.book[.criminalRecordMaximumAge].row(on: days("2026-01-01"))?.value == 6)
        #expect(rulebook.book[.passportMinimumValidity].row(on: days("2026-01-01"))?.value == 12)
    }
}

import BuiltInLaw
import CivilTime
import Law
import Reunification
import Testing

/// What the digest, the court's suspension and the brief say of the regimes and reforms, written down a second time.
struct RegimeTable {
    /// Regime: its status, the days whose texts it reads, and what it changes in each of them.
    static let rows: [String: (status: Regime.Status, texts: [String], changes: [[String]])] = [
        "be_before_2024_09": (.inForce, ["2024-08-31"], [[]]),
        "be_2024": (.inForce, ["2025-08-17"], [[]]),
        "be_2025": (.inForce, ["2025-08-18"], [[]]),
        // BE-2026-SUSPENSION-SP: as enacted, the earlier rules revive, no material conditions at all.
        "be_2025_suspended": (
            .suspended, ["2025-08-18", "2025-08-17", "2025-08-17"],
            [[], [], ["be.material_conditions.in_force 0 unverified"]]
        ),
        // The brief: six months for refugees, none and two years for subsidiary protection, 110 % of the GGMMI with 10 % more.
        "arizona_2025": (
            .announced, ["2025-08-17"],
            [
                [
                    "be.exemption_window.refugee 6 sourced", "be.exemption_window.subsidiary_protection none sourced",
                    "be.waiting_period.subsidiary_protection 24 sourced", "be.means.leefloon_share none derived",
                    "be.means.ggmmi_share 110 sourced", "be.means.step_low 10 sourced", "be.means.step_high 10 sourced",
                ]
            ]
        ),
        // The brief's recommendations to the federal level that change a rule.
        "apply_in_belgium": (.recommended, ["2025-08-18"], [["be.application_in_belgium.in_force 1 sourced"]]),
        "no_five_year_duty": (.recommended, ["2025-08-18"], [["be.stay.conditional none derived"]]),
    ]

    /// Whether a law book's regimes, reforms and reference posts are as written here.
    static func holds(_ book: LawBook) -> Bool {
        guard Set(book.regimes.map(\.id)) == Set(rows.keys) else { return false }
        let regimesHold = book.regimes.allSatisfy { regime in
            guard let row = rows[regime.id] else { return false }
            let changes = regime.readings.map { reading in
                reading.changes.map { change in
                    "\(change.parameter.id) \(change.value.map { "\($0)" } ?? "none") \(change.status.rawValue)"
                }
            }
            return regime.status == row.status && regime.readings.map(\.textOf.description) == row.texts
                && changes == row.changes && regime.windowReading == (regime.readings.count > 1 ? 1 : 0)
        }
        // Myria guide, chapter 2: Nairobi for Somali nationals since 1 January 2019.
        let posts = book.referencePosts.map { "\($0.nationality) \($0.country) \($0.post) \($0.from)" }
        return regimesHold && posts == ["SO KE nairobi 2019-01-01"]
    }
}

@Suite struct RegimeTableTests {
    @Test func `regimes, reforms and reference posts are as their sources say`() {
        #expect(RegimeTable.holds(BuiltInLaw.book))
    }
}

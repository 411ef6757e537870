import BuiltInLaw
import Casework
import CivilTime
import Documents
import FactFiles
import Guide
import Law
import Reunification
import TestSupport
import Testing

private let rulebook = Rulebook(BuiltInLaw.book)
private let guide = BuiltInLaw.guide

/// What the page of a plan says of families written by hand.
@Suite struct PlanWordsTests {
    private func plan(asOf: String, members: [String]) throws -> Plan {
        let yaml = """
            weerzien: 1
            as_of: \(asOf)
            sponsor:
              birth_date: 1991-04-12
              nationality: SY
              protection: refugee
              asylum_applied_on: 2024-02-01
              protection_granted_on: 2025-10-06
              arrived_in_belgium_on: 2024-01-20
            members:
            \(members.map { "  - {nationality: SY, " + $0 + "}" }.joined(separator: "\n"))
            """
        let document = try FactsDocument(try YAMLReader.read(Array(yaml.utf8)), today: days(asOf))
        return try Plan(document.facts, lodgeOn: nil, rulebook, family: document.family, guide: guide)
    }

    private func page(_ plan: Plan, _ language: Language = .nl) -> String {
        String(decoding: PlanPage(plan, Wording(BuiltInLaw.words), language, style: "").bytes, as: UTF8.self)
    }

    private let spouse =
        "id: spouse, relation: spouse, birth_date: 1989-11-02, stays_in: LB, tie_since: 2013-06-01"

    @Test func `a letter names the first day on which anybody in it loses a right`() throws {
        let child =
            "id: c, relation: child, birth_date: 2008-03-20, stays_in: LB, married: false, shared_child: true"
        let plan = try plan(asOf: "2025-11-03", members: [spouse, child])
        let first = try #require(plan.deadlines.first { $0.id == .lodgeWhileEntitled })
        #expect(first.member == 1 && first.on == days("2026-03-19"))
        let page = page(plan)
        #expect(page.contains("Volgens onze berekening is 19 maart 2026 de laatste dag om in te dienen"))
        #expect(!page.contains("Volgens onze berekening is 6 april 2026"))
    }

    @Test func `a letter of somebody whose window is over names no last day`() throws {
        let plan = try plan(asOf: "2026-05-04", members: [spouse])
        let page = page(plan)
        #expect(page.contains("Het gezin moet de aanvraag zo snel mogelijk indienen: elke dag telt."))
        #expect(page.contains("Ik vraag u om een afspraak, zo snel mogelijk."))
        #expect(!page.contains("de laatste dag om in te dienen"))
    }

    @Test func `a letter about an email that was sent names its day`() throws {
        let sent =
            ", obstacles: [{kind: border_closed, from: 2025-12-01, documented: true}]"
            + ", application: {lodged_on: 2026-02-20, channel: email}"
        let plan = try plan(asOf: "2026-03-01", members: [spouse + sent])
        let page = page(plan)
        #expect(page.contains("Noteer 20 februari 2026 als dag van indiening."))
        #expect(!page.contains("Noteer de dag van deze e-mail"))
        #expect(page.contains("Laat bevestigen dat uw e-mail telt"))
    }

    @Test func `without a right nothing is said of conditions`() throws {
        let plan = try plan(
            asOf: "2026-03-01", members: ["id: g, relation: grandparent, birth_date: 1950-11-02, stays_in: LB"])
        let page = page(plan)
        #expect(page.contains("Recht op gezinshereniging"))
        for row in ["Inkomen", "Huisvesting", "Ziekteverzekering", "Wat het antwoord kan veranderen"] {
            #expect(!page.contains(">" + row + "<"), "\(row)")
        }
    }

    @Test func `a right that ends on a day off says by which working day to act`() throws {
        // 4 April 2026 is a Saturday.
        let child =
            "id: c, relation: child, birth_date: 2008-04-05, stays_in: LB, married: false, shared_child: true"
        let page = page(try plan(asOf: "2025-11-03", members: [child]))
        #expect(page.contains("Dat is geen werkdag. Doe het ten laatste op 3 april 2026."))
    }

    @Test func `in Arabic the repairs are Arabic`() throws {
        let plan = try plan(asOf: "2026-05-04", members: [spouse])
        #expect(!plan.repairs.isEmpty)
        #expect(!page(plan, .ar).contains("Lodge"))
    }
}

import Casework
import CivilTime
import Documents
import FactFiles
import Reunification
import TestSupport
import Testing

/// Documents that are read, and what is read from them.
struct GoodDocumentTests {
    @Test func `the example family is read as it is written`() throws {
        let document = try document(try PackageFolder.bytes("examples/example-family.yaml"))
        let facts = document.facts
        #expect(facts.asOf.description == "2026-03-01")
        #expect(facts.members == ["husband", "son", "daughter"])
        #expect(facts.hasApplication == [false, false, false])
        #expect(facts.incomeCount == 2)
        #expect(document.family.members.map(\.staysIn) == ["KE", "KE", "KE"])
        #expect(document.family.sponsor.name == nil)
        #expect(facts[Fact(.sponsorBirth)] == .value(try day("1991-04-12")))
        #expect(facts[Fact(.granted)] == .value(try day("2025-10-06")))
        #expect(facts[Fact(.protection)] == .value(0))
        #expect(facts[Fact(.unaccompaniedMinor)] == .value(0))
        #expect(facts[Fact(.otherResidents)] == .value(0))
        #expect(facts[Fact(.housingKind)] == .value(HousingKind.lease.rawValue))
        #expect(facts[Fact(.leaseRegistered)] == .value(1))
        #expect(facts[Fact(.declaredUnfit)] == .value(0))
        #expect(facts[Fact(.mutualFundConfirms)] == .value(1))
        #expect(facts[Fact(.netMonthly, item: 0)] == .value(190_000))
        #expect(facts[Fact(.incomeKind, item: 1)] == .value(IncomeKind.familyAllowance.rawValue))
        #expect(facts[Fact(.relation, member: 1)] == .value(Relation.child.rawValue))
        #expect(facts[Fact(.sharedChild, member: 2)] == .value(1))
        #expect(facts[Fact(.tieSince, member: 0)] == .value(try day("2013-06-01")))
    }

    @Test func `the contract's own example is read`() throws {
        let text = """
            weerzien: 1                         # format version
            family: F-2026-0031
            as_of: 2026-03-01
            attempts:
              - {on: 2025-12-03, kind: mail, to: Belgian embassy Nairobi, outcome: no_slot, note: "…", attachments: [{name: reply.eml, sha256: "\(String(repeating: "aF", count: 32))"}]}
            sponsor:
              name: Amina W.
              birth_date: 1991-04-12
              nationality: SO
              protection: refugee
              asylum_applied_on: 2024-02-01
              protection_granted_on: 2025-10-06
              residence_decided_on: 2025-10-06
              arrived_in_belgium_on: 2024-01-20
              unaccompanied_minor: false
              region: flanders
              municipality: Lier
              other_residents: 0
              other_spouse_in_belgium: false
              married: false
              unlimited_stay_since: 2031-02-01
              income:
                - {kind: wage, net_monthly: 1900.00, contract: permanent, months_paid: 14}
              housing: {kind: lease, lease_registered: true, registration_proof: true, declared_unfit: false}
              insurance: {travel_cover_amount: 30000, travel_cover_months: 3}
            members:
              - id: husband
                name: Yusuf
                relation: spouse
                birth_date: 1989-11-02
                nationality: SO
                stays_in: KE
                tie_since: 2013-06-01
                married: false
                custody: joint
                shared_child: true
                cohabited_months_before_arrival: 0
                relationship_proof: none
                travelled_with_sponsor: false
                own_protection_refused: false
                depends_totally_on_parents: false
                other_parent_in_belgium: false
                violence_reported: false
                obstacles:
                  - {kind: post_closed, from: 2025-12-01, until: 2026-02-15, documented: true}
                application:
                  lodged_on: 2026-02-10
                  channel: in_person
                  complete_on: 2026-02-10
                  receipt_on: 2026-02-24
                  extensions: 0
                  decided_on: 2026-09-01
                  outcome: granted
                  arrived_on: 2026-10-04
                  registered_on: 2026-10-09
                  card_expires_on: 2027-10-08
            """
        let document = try document(text)
        let facts = document.facts
        #expect(facts.family == "F-2026-0031")
        #expect(document.family.sponsor.name == "Amina W.")
        #expect(document.family.members.first?.name == "Yusuf")
        // Everything is said, so nothing is unknown but what this income and its obstacle have no use for.
        let open = facts.slots.indices.filter { facts.slots[$0] == .unknown }.map { facts.path(facts.fact(at: $0)) }
        #expect(
            Set(open) == [
                "sponsor.housing.title_deed", "sponsor.insurance.mutual_fund_confirms", "sponsor.income",
                "sponsor.income[0].searching_for_work",
            ]
        )
        #expect(facts[Fact(.travelCoverAmount)] == .value(3_000_000))
        #expect(facts[Fact(.custody, member: 0)] == .value(Custody.joint.rawValue))
        #expect(facts[Fact(.relationshipProof, member: 0)] == .value(RelationshipProof.none.rawValue))
        #expect(facts[Fact(.channel, member: 0)] == .value(Channel.inPerson.rawValue))
        #expect(facts[Fact(.outcome, member: 0)] == .value(ApplicationOutcome.granted.rawValue))
        #expect(facts[Fact(.cardExpiresOn, member: 0)] == .value(try day("2027-10-08")))
    }

    @Test(arguments: ["NO", "BE", "SO", "KE"])
    func `a country is a country, also Norway`(code: String) throws {
        let document = try document(
            "weerzien: 1\nsponsor: {nationality: \(code)}\nmembers: [{id: m, stays_in: \(code), nationality: \(code)}]\n"
        )
        #expect(document.family.members.first?.staysIn == code)
    }

    @Test func `every value of every list is read by its position`() throws {
        func check<Choice: CaseIterable & RawRepresentable>(
            _ type: Choice.Type,
            _ fact: Fact,
            _ keys: (String) -> (sponsor: String, member: String)
        ) throws where Choice.RawValue == Int32 {
            for choice in Choice.allCases {
                let (sponsor, member) = keys(choice.documentName)
                #expect(
                    try facts(sponsor: sponsor, member: member)[fact] == .value(choice.rawValue),
                    "\(choice.documentName)"
                )
            }
        }
        try check(Relation.self, Fact(.relation, member: 0)) { ("", "relation: \($0)") }
        try check(Custody.self, Fact(.custody, member: 0)) { ("", "custody: \($0)") }
        try check(RelationshipProof.self, Fact(.relationshipProof, member: 0)) { ("", "relationship_proof: \($0)") }
        try check(Channel.self, Fact(.channel, member: 0)) { ("", "application: {channel: \($0)}") }
        try check(ApplicationOutcome.self, Fact(.outcome, member: 0)) { ("", "application: {outcome: \($0)}") }
        try check(HousingKind.self, Fact(.housingKind)) { ("housing: {kind: \($0)}", "") }
        try check(IncomeKind.self, Fact(.incomeKind, item: 0)) { ("income: [{kind: \($0)}]", "") }
        for (position, name) in ["refugee", "subsidiary_protection", "stateless", "temporary_protection"].enumerated() {
            #expect(try facts(sponsor: "protection: \(name)")[Fact(.protection)] == .value(Int32(position)))
        }
    }

    @Test func `the limits themselves are accepted`() throws {
        let members = (1...50).map { "  - {id: m\($0)}\n" }.joined()
        #expect(try document("weerzien: 1\nmembers:\n" + members).facts.members.count == 50)
        let id = String(repeating: "aZ0_-9bY", count: 8)
        #expect(try document("weerzien: 1\nmembers: [{id: \(id)}]\n").facts.members == [id])
        let items = Array(repeating: "{}", count: 100).joined(separator: ", ")
        #expect(try facts(sponsor: "income: [\(items)]").incomeCount == 100)
        #expect(
            try facts(sponsor: "income: [{net_monthly: 10000000}]")[Fact(.netMonthly, item: 0)] == .value(1_000_000_000)
        )
        #expect(try facts(sponsor: "income: [{net_monthly: 0}]")[Fact(.netMonthly, item: 0)] == .value(0))
        #expect(try facts(sponsor: "income: [{net_monthly: 1900.5}]")[Fact(.netMonthly, item: 0)] == .value(190_050))
        #expect(try facts(sponsor: "other_residents: 98")[Fact(.otherResidents)] == .value(98))
        #expect(try facts(member: "application: {extensions: 2}")[Fact(.extensions, member: 0)] == .value(2))
    }

    @Test func `a family without anybody is read`() throws {
        for text in [
            "weerzien: 1\n", "weerzien: 1\nmembers: []\nsponsor: null\n", "{\"weerzien\": 1, \"members\": null}",
        ] {
            #expect(try document(text).facts.members.isEmpty)
        }
    }
}

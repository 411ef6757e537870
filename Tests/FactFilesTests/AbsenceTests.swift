import CivilTime
import Documents
import FactFiles
import Reunification
import Testing

/// What an absent key means, and what null means.
struct AbsenceTests {
    /// A key of the document with the fact that it gives.
    struct Key: CustomTestStringConvertible, Sendable {
        var path: String
        var fact: Fact
        var testDescription: String { path }

        /// A document in which the key is absent, or null.
        func facts(isNull: Bool) throws -> Facts {
            var parts = path.split(separator: ".").map(String.init)
            let owner = parts.removeFirst()
            var inner = isNull ? (parts.last ?? "") + ": null" : ""
            for group in parts.dropLast().reversed() { inner = "\(group): {\(inner)}" }
            let text =
                "weerzien: 1\nsponsor: {\(owner == "sponsor" ? inner : "")}\nmembers: [{id: m, \(owner == "member" ? inner : "")}]\n"
            return try document(text).facts
        }
    }

    /// The keys whose absence has a meaning, as the contract lists them.
    static let defaulted: [Key] = [
        Key(path: "sponsor.residence_decided_on", fact: Fact(.residenceDecided)),
        Key(path: "sponsor.other_spouse_in_belgium", fact: Fact(.otherSpouseInBelgium)),
        Key(path: "sponsor.married", fact: Fact(.sponsorMarried)),
        Key(path: "sponsor.unlimited_stay_since", fact: Fact(.unlimitedStaySince)),
        Key(path: "sponsor.unaccompanied_minor", fact: Fact(.unaccompaniedMinor)),
        Key(path: "sponsor.housing.declared_unfit", fact: Fact(.declaredUnfit)),
        Key(path: "member.tie_since", fact: Fact(.tieSince, member: 0)),
        Key(path: "member.travelled_with_sponsor", fact: Fact(.travelledWithSponsor, member: 0)),
        Key(path: "member.own_protection_refused", fact: Fact(.ownProtectionRefused, member: 0)),
        Key(path: "member.depends_totally_on_parents", fact: Fact(.dependsTotally, member: 0)),
        Key(path: "member.violence_reported", fact: Fact(.violenceReported, member: 0)),
        Key(path: "member.cohabited_months_before_arrival", fact: Fact(.cohabitedMonths, member: 0)),
        Key(path: "member.obstacles", fact: Fact(.obstacles, member: 0)),
        Key(path: "member.application.complete_on", fact: Fact(.completeOn, member: 0)),
        Key(path: "member.application.receipt_on", fact: Fact(.receiptOn, member: 0)),
        Key(path: "member.application.extensions", fact: Fact(.extensions, member: 0)),
        Key(path: "member.application.decided_on", fact: Fact(.decidedOn, member: 0)),
        Key(path: "member.application.arrived_on", fact: Fact(.arrivedOn, member: 0)),
        Key(path: "member.application.registered_on", fact: Fact(.registeredOn, member: 0)),
        Key(path: "member.application.card_expires_on", fact: Fact(.cardExpiresOn, member: 0)),
    ]

    /// Keys that are simply not known when they are absent.
    static let unknown: [Key] = [
        Key(path: "sponsor.birth_date", fact: Fact(.sponsorBirth)),
        Key(path: "sponsor.protection", fact: Fact(.protection)),
        Key(path: "sponsor.asylum_applied_on", fact: Fact(.asylumApplied)),
        Key(path: "sponsor.protection_granted_on", fact: Fact(.granted)),
        Key(path: "sponsor.arrived_in_belgium_on", fact: Fact(.arrived)),
        Key(path: "sponsor.other_residents", fact: Fact(.otherResidents)),
        Key(path: "sponsor.housing.kind", fact: Fact(.housingKind)),
        Key(path: "sponsor.housing.title_deed", fact: Fact(.titleDeed)),
        Key(path: "sponsor.housing.lease_registered", fact: Fact(.leaseRegistered)),
        Key(path: "sponsor.housing.registration_proof", fact: Fact(.registrationProof)),
        Key(path: "sponsor.insurance.mutual_fund_confirms", fact: Fact(.mutualFundConfirms)),
        Key(path: "sponsor.insurance.travel_cover_amount", fact: Fact(.travelCoverAmount)),
        Key(path: "sponsor.insurance.travel_cover_months", fact: Fact(.travelCoverMonths)),
        Key(path: "member.relation", fact: Fact(.relation, member: 0)),
        Key(path: "member.birth_date", fact: Fact(.birth, member: 0)),
        Key(path: "member.married", fact: Fact(.married, member: 0)),
        Key(path: "member.custody", fact: Fact(.custody, member: 0)),
        Key(path: "member.shared_child", fact: Fact(.sharedChild, member: 0)),
        Key(path: "member.relationship_proof", fact: Fact(.relationshipProof, member: 0)),
        Key(path: "member.other_parent_in_belgium", fact: Fact(.otherParentInBelgium, member: 0)),
        Key(path: "member.application.lodged_on", fact: Fact(.lodgedOn, member: 0)),
    ]

    @Test(arguments: defaulted)
    func `these absent keys mean something, and null says that it is not known`(key: Key) throws {
        let absent = try key.facts(isNull: false)
        #expect(absent[key.fact] == .defaulted)
        let null = try key.facts(isNull: true)
        #expect(null[key.fact] == .unknown)
    }

    @Test(arguments: unknown)
    func `any other key is not known when it is absent or null`(key: Key) throws {
        let absent = try key.facts(isNull: false)
        #expect(absent[key.fact] == .unknown)
        let null = try key.facts(isNull: true)
        #expect(null[key.fact] == .unknown)
    }

    @Test func `without a sponsor, a housing or an insurance the same holds`() throws {
        let facts = try document("weerzien: 1\nmembers: [{id: m}]\n").facts
        for key in AbsenceTests.defaulted where key.fact.key.rawValue < FactKey.relation.rawValue {
            #expect(facts[key.fact] == .defaulted, "\(key.path)")
        }
        for key in AbsenceTests.unknown where key.fact.key.rawValue < FactKey.relation.rawValue {
            #expect(facts[key.fact] == .unknown, "\(key.path)")
        }
        #expect(facts.incomeCount == nil)
    }

    @Test func `lists are not known, empty or given`() throws {
        #expect(try facts(sponsor: "").incomeCount == nil)
        #expect(try facts(sponsor: "income: null").incomeCount == nil)
        #expect(try facts(sponsor: "income: []").incomeCount == 0)
        #expect(
            try facts(sponsor: "income: [{}, {kind: wage, net_monthly: 12.5, searching_for_work: true}]").incomeCount
                == 2
        )
        #expect(try facts(member: "obstacles: null").obstacleCounts == [nil])
        #expect(try facts(member: "").obstacleCounts == [0])
        let none = try facts(member: "obstacles: []")
        #expect(none.obstacleCounts == [0])
        #expect(none[Fact(.obstacles, member: 0)] == .value(0))
        #expect(try facts(member: "obstacles: [{}, {documented: true}]").obstacleCounts == [2])
    }

    @Test func `the items of a list have their own facts`() throws {
        let given = try facts(
            sponsor: "income: [{}, {kind: pension, net_monthly: 12.5, searching_for_work: true}]",
            member: "obstacles: [{}, {kind: illness, from: 2025-12, documented: false}]"
        )
        #expect(given[Fact(.incomeKind, item: 0)] == .unknown)
        #expect(given[Fact(.netMonthly, item: 0)] == .unknown)
        #expect(given[Fact(.incomeKind, item: 1)] == .value(IncomeKind.pension.rawValue))
        #expect(given[Fact(.netMonthly, item: 1)] == .value(1250))
        #expect(given[Fact(.searchingForWork, item: 1)] == .value(1))
        #expect(given[Fact(.obstacleFrom, member: 0, item: 0)] == .unknown)
        #expect(given[Fact(.obstacleFrom, member: 0, item: 1)] == .within(try day("2025-12-01"), try day("2025-12-31")))
        #expect(given[Fact(.obstacleUntil, member: 0, item: 1)] == .unknown)
        #expect(given[Fact(.obstacleDocumented, member: 0, item: 1)] == .value(0))
    }

    @Test func `an application that is absent or null is not lodged`() throws {
        for keys in ["", "application: null"] {
            let facts = try facts(member: keys)
            #expect(facts.hasApplication == [false])
            for key in FactKey.ofApplicationForTests { #expect(facts[Fact(key, member: 0)] == .defaulted) }
        }
        #expect(try facts(member: "application: {}").hasApplication == [true])
    }

    @Test func `as_of is the document's, else today's`() throws {
        #expect(try facts().asOf.description == "2026-03-01")
        #expect(try facts(more: "as_of: null\n").asOf.description == "2026-03-01")
        #expect(try facts(more: "as_of: 2027-01-31\n").asOf.description == "2027-01-31")
        #expect(try facts(more: "as_of: 1900-01-01\n").asOf.description == "1900-01-01")
        #expect(try facts(more: "as_of: 2199-12-31\n").asOf.description == "2199-12-31")
    }
}

extension FactKey {
    static let ofApplicationForTests: [FactKey] = [
        .lodgedOn, .channel, .completeOn, .receiptOn, .extensions, .decidedOn, .outcome, .arrivedOn, .registeredOn,
        .cardExpiresOn,
    ]
}

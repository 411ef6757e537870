import Documents
import FactFiles
import Testing

/// Documents that are refused, each with the key and a part of the message.
struct BadDocumentTests {
    struct Bad: CustomTestStringConvertible, Sendable {
        var text: String
        var key: String
        var line: Int?
        var problem: String
        var testDescription: String { "\(key): \(problem)" }

        init(_ text: String, _ key: String, line: Int? = nil, _ problem: String) {
            self.text = text
            self.key = key
            self.line = line
            self.problem = problem
        }

        /// A document whose sponsor has these keys.
        static func sponsor(_ keys: String, _ key: String, _ problem: String) -> Bad {
            Bad("weerzien: 1\nsponsor:\n  {\(keys)}\n", "sponsor." + key, line: 3, problem)
        }

        /// A document whose only member, `m`, has these keys too.
        static func member(_ keys: String, _ key: String, _ problem: String) -> Bad {
            Bad("weerzien: 1\nmembers:\n  - {id: m, \(keys)}\n", "members[m]." + key, line: 3, problem)
        }
    }

    static let all: [Bad] = wholes + keys + ids + types + choices + days + contradictions + money + texts

    // MARK: The document

    static let wholes: [Bad] = [
        Bad("as_of: 2026-03-01\n", "weerzien", line: 1, "starts with weerzien: 1"),
        Bad("{}", "weerzien", line: 1, "starts with weerzien: 1"),
        Bad("weerzien:\nas_of: 2026-03-01\n", "weerzien", "starts with weerzien: 1"),
        Bad("as_of: 2026-03-01\nweerzien: 2\n", "weerzien", line: 2, "only format version 1"),
        Bad("weerzien: \"1\"\n", "weerzien", line: 1, "only format version 1"),
        Bad("weerzien: one\n", "weerzien", line: 1, "only format version 1"),
        Bad("- weerzien: 1\n", "", line: 1, "a group of keys is expected: weerzien"),
        Bad("weerzien\n", "", line: 1, "a group of keys is expected"),
        Bad("", "", line: 1, "empty"),
        Bad("weerzien: 1\n---\nweerzien: 1\n", "", line: 2, "one document is expected"),
        Bad("{\"weerzien\": 1,\n\"weerzien\": 1}", "weerzien", line: 2, "stands twice"),
        Bad("{weerzien: 1, weerzien: 1}", "", line: 1, "a key in double quotes"),
        Bad("weerzien: 1\nsponsor: &s {}\n", "", line: 2, "anchors"),
    ]

    // MARK: Keys

    static let keys: [Bad] = [
        Bad("weerzien: 1\nsponser: {}\n", "sponser", line: 2, "unknown key; did you mean ‘sponsor’?"),
        Bad("weerzien: 1\nMembers: []\n", "Members", line: 2, "did you mean ‘members’?"),
        Bad(
            "weerzien: 1\nlodge_on: 2026-03-01\n",
            "lodge_on",
            line: 2,
            "(allowed: weerzien, family, as_of, attempts, sponsor, members)"
        ),
        .sponsor("birthdate: 1991-04-12", "birthdate", "did you mean ‘birth_date’?"),
        .sponsor("granted_on: 2025-10-06", "granted_on", "unknown key"),
        .sponsor("housing: {king: lease}", "housing.king", "did you mean ‘kind’?"),
        .sponsor("housing: {kind: lease, rent: 800}", "housing.rent", "allowed: kind, title_deed, lease_registered"),
        .sponsor("insurance: {mutual_fund: true}", "insurance.mutual_fund", "unknown key"),
        .sponsor("income: [{kind: wage}, {kind: wage, monthly: 1}]", "income[1].monthly", "unknown key"),
        Bad(
            "weerzien: 1\nmembers:\n  - {id: m, relatoin: child}\n",
            "members[0].relatoin",
            line: 3,
            "did you mean ‘relation’?"
        ),
        .member("application: {lodged: 2026-02-10}", "application.lodged", "unknown key (allowed: lodged_on, channel"),
        .member("obstacles: [{kind: illness, since: 2026-01-01}]", "obstacles[0].since", "unknown key"),
        Bad("weerzien: 1\nattempts:\n  - {on: 2026-01-01, by: phone}\n", "attempts[0].by", line: 3, "unknown key"),
        Bad(
            "weerzien: 1\nattempts: [{attachments: [{name: a, size: 3}]}]\n",
            "attempts[0].attachments[0].size",
            line: 2,
            "unknown key"
        ),
    ]

    // MARK: Identifiers and numbers of members

    static let ids: [Bad] = [
        Bad("weerzien: 1\nmembers:\n  - {relation: child}\n", "members[0].id", line: 3, "every member needs an id"),
        Bad(
            "weerzien: 1\nmembers:\n  - {id: a}\n  - {id: null}\n",
            "members[1].id",
            line: 4,
            "every member needs an id"
        ),
        Bad(
            "weerzien: 1\nmembers:\n  - {id: a}\n  - {id: b}\n  - {id: a}\n",
            "members[2].id",
            line: 5,
            "‘a’ stands twice"
        ),
        Bad("weerzien: 1\nmembers: [{id: \"\"}]\n", "members[0].id", "1 to 64 of A-Z a-z 0-9 _ -"),
        Bad("weerzien: 1\nmembers: [{id: \"a b\"}]\n", "members[0].id", "1 to 64 of A-Z a-z 0-9 _ -"),
        Bad("weerzien: 1\nmembers: [{id: zoë}]\n", "members[0].id", "1 to 64 of A-Z a-z 0-9 _ -"),
        Bad("weerzien: 1\nmembers: [{id: a.b}]\n", "members[0].id", "1 to 64 of A-Z a-z 0-9 _ -"),
        Bad("weerzien: 1\nmembers: [{id: \"a]\"}]\n", "members[0].id", "1 to 64 of A-Z a-z 0-9 _ -"),
        Bad("weerzien: 1\nmembers: [{id: \(String(repeating: "x", count: 65))}]\n", "members[0].id", "1 to 64"),
        Bad("weerzien: 1\nmembers: [{id: [a]}]\n", "members[0].id", "text is expected"),
        Bad("weerzien: 1\nmembers: [m]\n", "members[0]", "a group of keys is expected"),
        Bad("weerzien: 1\nmembers: [null]\n", "members[0]", "a group of keys is expected"),
        Bad(
            "weerzien: 1\nmembers:\n" + (1...51).map { "  - {id: m\($0)}\n" }.joined(),
            "members",
            line: 3,
            "at most 50 members"
        ),
        Bad(
            "weerzien: 1\nsponsor: {income: [\(Array(repeating: "{}", count: 101).joined(separator: ", "))]}\n",
            "income",
            "at most 100 items"
        ),
    ]

    // MARK: Types

    static let types: [Bad] = [
        Bad("weerzien: 1\nmembers: {id: m}\n", "members", line: 2, "a list is expected"),
        Bad("weerzien: 1\nsponsor: [1]\n", "sponsor", line: 2, "a group of keys is expected"),
        Bad("weerzien: 1\nsponsor: Amina\n", "sponsor", line: 2, "a group of keys is expected"),
        Bad("weerzien: 1\nfamily: [F-1]\n", "family", line: 2, "text is expected"),
        Bad("weerzien: 1\nattempts: none\n", "attempts", line: 2, "a list is expected"),
        .sponsor("married: 1", "married", "true or false is expected"),
        .sponsor("married: \"true\"", "married", "true or false is expected"),
        .sponsor("unaccompanied_minor: yes", "unaccompanied_minor", "true or false is expected"),
        .sponsor("other_residents: many", "other_residents", "a whole number from 0 to 98"),
        .sponsor("other_residents: 99", "other_residents", "a whole number from 0 to 98"),
        .sponsor("other_residents: -1", "other_residents", "a whole number from 0 to 98"),
        .sponsor("other_residents: 1.5", "other_residents", "a whole number from 0 to 98"),
        .sponsor("housing: lease", "housing", "a group of keys is expected"),
        .sponsor("income: 1900", "income", "a list is expected"),
        .sponsor("income: [1900]", "income[0]", "a group of keys is expected"),
        .sponsor("insurance: {travel_cover_months: 1201}", "insurance.travel_cover_months", "from 0 to 1200"),
        .member("obstacles: {}", "obstacles", "a list is expected"),
        .member("obstacles: [x]", "obstacles[0]", "a group of keys is expected"),
        .member("application: 2026-02-10", "application", "a group of keys is expected"),
        .member("application: {extensions: 3}", "application.extensions", "a whole number from 0 to 2"),
        .member("cohabited_months_before_arrival: -1", "cohabited_months_before_arrival", "from 0 to 1200"),
        .member("name: {first: x}", "name", "text is expected"),
    ]

    // MARK: Lists of values

    static let choices: [Bad] = [
        .sponsor(
            "protection: asylum",
            "protection",
            "(allowed: refugee, subsidiary_protection, stateless, temporary_protection)"
        ),
        .sponsor("protection: refugees", "protection", "did you mean ‘refugee’?"),
        .sponsor("protection: 0", "protection", "‘0’ is not allowed"),
        .sponsor("region: Flanders", "region", "did you mean ‘flanders’?"),
        .sponsor("housing: {kind: rented}", "housing.kind", "(allowed: owned, lease, reception, with_friends, none)"),
        .sponsor("income: [{kind: wages}]", "income[0].kind", "did you mean ‘wage’?"),
        .sponsor(
            "income: [{contract: forever}]",
            "income[0].contract",
            "(allowed: permanent, fixed_term, interim, other)"
        ),
        .member(
            "relation: cousin",
            "relation",
            "(allowed: spouse, equivalent_partner, registered_partner, child, partner_child, "
        ),
        .member("relation: [child]", "relation", "is not allowed"),
        .member("custody: shared", "custody", "(allowed: sole, joint_with_consent, joint, none)"),
        .member(
            "relationship_proof: photos",
            "relationship_proof",
            "(allowed: cohabited_one_year, known_two_years, common_child, none)"
        ),
        .member("obstacles: [{kind: laziness}]", "obstacles[0].kind", "post_closed, no_appointment, border_closed"),
        .member(
            "application: {channel: phone}",
            "application.channel",
            "(allowed: in_person, visa_centre, email, municipality)"
        ),
        .member("application: {outcome: yes}", "application.outcome", "(allowed: granted, refused)"),
        Bad(
            "weerzien: 1\nattempts: [{kind: fax}]\n",
            "attempts[0].kind",
            line: 2,
            "(allowed: call, mail, portal, visit, letter)"
        ),
        Bad("weerzien: 1\nattempts: [{outcome: no}]\n", "attempts[0].outcome", line: 2, "no_answer, no_slot"),
        .member("nationality: Somalia", "nationality", "two capital letters (ISO 3166-1)"),
        .member("stays_in: ke", "stays_in", "two capital letters (ISO 3166-1)"),
        .member("stays_in: KEN", "stays_in", "two capital letters (ISO 3166-1)"),
        .member("stays_in: \"K1\"", "stays_in", "two capital letters (ISO 3166-1)"),
        .sponsor("nationality: É", "nationality", "two capital letters (ISO 3166-1)"),
        .sponsor("nationality: 50", "nationality", "two capital letters (ISO 3166-1)"),
    ]

    // MARK: Days

    static let days: [Bad] = [
        .sponsor("birth_date: 1991-06-31", "birth_date", "‘1991-06-31’ is no day of the calendar"),
        .sponsor("birth_date: 2025-02-29", "birth_date", "is no day of the calendar"),
        .sponsor("birth_date: 12/04/1991", "birth_date", "is no day of the calendar"),
        .sponsor("birth_date: 1991-13", "birth_date", "a month such as 2026-03 or a year"),
        .sponsor("birth_date: 1991-00", "birth_date", "a month such as 2026-03 or a year"),
        .sponsor("birth_date: 1991-4-12", "birth_date", "a day such as 2026-03-20"),
        .sponsor("birth_date: 91", "birth_date", "a day such as 2026-03-20"),
        .sponsor("birth_date: 1899-12-31", "birth_date", "from 1900 to 2199"),
        .sponsor("birth_date: 2200-01-01", "birth_date", "from 1900 to 2199"),
        .sponsor("birth_date: 1899", "birth_date", "from 1900 to 2199"),
        .sponsor("birth_date: 2200-01", "birth_date", "from 1900 to 2199"),
        .sponsor("birth_date: -990", "birth_date", "a day such as 2026-03-20"),
        .sponsor("birth_date: in May", "birth_date", "a day such as 2026-03-20"),
        .sponsor("birth_date: true", "birth_date", "a day such as 2026-03-20"),
        .sponsor("birth_date: [1991, 4, 12]", "birth_date", "text is expected"),
        .sponsor("birth_date: 1991-04-12T00:00:00Z", "birth_date", "a day such as 2026-03-20"),
        .member("tie_since: 2013-06-00", "tie_since", "is no day of the calendar"),
        .member("application: {lodged_on: 2026-02-30}", "application.lodged_on", "is no day of the calendar"),
        .member("obstacles: [{from: yesterday}]", "obstacles[0].from", "a day such as 2026-03-20"),
        Bad("weerzien: 1\nas_of: 2026-03\n", "as_of", line: 2, "a day such as 2026-03-20 is expected"),
        Bad("weerzien: 1\nas_of: 2026\n", "as_of", line: 2, "a day such as 2026-03-20 is expected"),
        Bad("weerzien: 1\nas_of: 2026-06-31\n", "as_of", line: 2, "a day such as 2026-03-20 is expected"),
        Bad("weerzien: 1\nas_of: 1899-12-31\n", "as_of", line: 2, "a day such as 2026-03-20 is expected"),
        Bad(
            "weerzien: 1\nattempts: [{on: 2025-12}]\n",
            "attempts[0].on",
            line: 2,
            "a day such as 2026-03-20 is expected"
        ),
    ]

    // MARK: Days that contradict each other

    static let contradictions: [Bad] = [
        .sponsor(
            "birth_date: 1991-04-12, protection_granted_on: 1991-04-11",
            "protection_granted_on",
            "contradicts sponsor.birth_date"
        ),
        .sponsor(
            "birth_date: 1991-04-12, asylum_applied_on: 1990-01-01",
            "asylum_applied_on",
            "contradicts sponsor.birth_date"
        ),
        .sponsor(
            "birth_date: 1991-04-12, arrived_in_belgium_on: 1990-01-01",
            "arrived_in_belgium_on",
            "contradicts sponsor.birth_date"
        ),
        .sponsor(
            "birth_date: 1991, protection_granted_on: 1990-12-31",
            "protection_granted_on",
            "contradicts sponsor.birth_date"
        ),
        .sponsor(
            "birth_date: 1991-05, protection_granted_on: 1991-04",
            "protection_granted_on",
            "contradicts sponsor.birth_date"
        ),
        .sponsor(
            "asylum_applied_on: 2025-10-07, protection_granted_on: 2025-10-06",
            "protection_granted_on",
            "contradicts sponsor.asylum_applied_on"
        ),
        .sponsor(
            "residence_decided_on: 2025-10-07, protection_granted_on: 2025-10-06",
            "protection_granted_on",
            "contradicts sponsor.residence_decided_on"
        ),
        .member("birth_date: 1989-11-02, tie_since: 1989-11-01", "tie_since", "contradicts members[m].birth_date"),
        .member(
            "birth_date: 2026-02-11, application: {lodged_on: 2026-02-10}",
            "application.lodged_on",
            "contradicts members[m].birth_date"
        ),
        .member(
            "application: {lodged_on: 2026-02-10, decided_on: 2026-02-09}",
            "application.decided_on",
            "contradicts members[m].application.lodged_on"
        ),
        .member(
            "application: {lodged_on: 2026-02-10, receipt_on: 2026-02-09}",
            "application.receipt_on",
            "contradicts members[m].application.lodged_on"
        ),
        .member(
            "application: {lodged_on: 2026-02-10, arrived_on: 2026-10-04, registered_on: 2026-10-03}",
            "application.registered_on",
            "contradicts members[m].application.arrived_on"
        ),
        .member(
            "obstacles: [{kind: illness}, {from: 2025-12-02, until: 2025-12-01}]",
            "obstacles[1].until",
            "contradicts members[m].obstacles[1].from"
        ),
        Bad(
            "weerzien: 1\nsponsor: {birth_date: 1991-04-12}\nmembers:\n  - {id: m, tie_since: 1991-04-11}\n",
            "members[m].tie_since",
            line: 4,
            "contradicts sponsor.birth_date"
        ),
    ]

    // MARK: Money

    static let money: [Bad] = [
        .sponsor("income: [{net_monthly: 1900.005}]", "income[0].net_monthly", "at most two decimals"),
        .sponsor("income: [{net_monthly: 1.234}]", "income[0].net_monthly", "at most two decimals"),
        .sponsor("income: [{net_monthly: -0.01}]", "income[0].net_monthly", "from 0"),
        .sponsor("income: [{net_monthly: -1900}]", "income[0].net_monthly", "from 0"),
        .sponsor("income: [{net_monthly: \"1900\"}]", "income[0].net_monthly", "an amount in euro"),
        .sponsor("income: [{net_monthly: 1e400}]", "income[0].net_monthly", "an amount in euro"),
        .sponsor("income: [{net_monthly: € 1900}]", "income[0].net_monthly", "an amount in euro"),
        .sponsor("income: [{net_monthly: 10000000.01}]", "income[0].net_monthly", "an amount in euro"),
        .sponsor("income: [{net_monthly: .nan}]", "income[0].net_monthly", "an amount in euro"),
        .sponsor("income: [{net_monthly: [1900]}]", "income[0].net_monthly", "an amount in euro"),
        .sponsor("income: [{}, {net_monthly: \"1.900,00\"}]", "income[1].net_monthly", "an amount in euro"),
        .sponsor("insurance: {travel_cover_amount: -1}", "insurance.travel_cover_amount", "from 0"),
        Bad(
            "{\"weerzien\": 1, \"sponsor\": {\"income\": [{\"net_monthly\": 1E2}]}}",
            "sponsor.income[0].net_monthly",
            line: 1,
            "an amount in euro"
        ),
    ]

    // MARK: Text

    static let texts: [Bad] = [
        .sponsor("name: \"A\\x1bB\"", "name", "no control characters"),
        .sponsor("name: \"A\\nB\"", "name", "no control characters"),
        .sponsor("municipality: \"Li\\ter\"", "municipality", "no control characters"),
        .member("name: \"\\u0085\"", "name", "no control characters"),
        Bad("{\"weerzien\": 1, \"family\": \"a\\u0000b\"}", "family", line: 1, "no control characters"),
        Bad("{\"weerzien\": 1, \"family\": \"a\u{7F}b\"}", "family", line: 1, "no control characters"),
        Bad("weerzien: 1\nattempts: [{note: \"a\\tb\"}]\n", "attempts[0].note", line: 2, "no control characters"),
        Bad(
            "weerzien: 1\nattempts: [{attachments: [{sha256: abc}]}]\n",
            "attempts[0].attachments[0].sha256",
            line: 2,
            "64 hexadecimal"
        ),
        Bad(
            "weerzien: 1\nattempts: [{attachments: [{sha256: \(String(repeating: "g", count: 64))}]}]\n",
            "attempts[0].attachments[0].sha256",
            line: 2,
            "64 hexadecimal"
        ),
    ]

    @Test(arguments: all)
    func `a bad document is refused with its key and the reason`(bad: Bad) throws {
        let error = #expect(throws: DocumentError.self) { _ = try document(bad.text) }
        #expect(error?.key == bad.key)
        #expect(error?.problem.contains(bad.problem) == true, "\(error?.problem ?? "it was read")")
        if let line = bad.line { #expect(error?.line == line) }
    }

    @Test func `the table is as long as it claims`() {
        #expect(BadDocumentTests.all.count >= 120)
        #expect(Set(BadDocumentTests.all.map(\.text)).count == BadDocumentTests.all.count)
    }
}

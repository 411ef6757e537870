import TestSupport
import Testing

/// What the program reads and writes fits the published schemas, says Python's jsonschema.
@Suite(.timeLimit(.minutes(5)))
struct SchemaTests {
    private func validate(_ files: [String], against schema: String) async throws -> Program.Outcome {
        let script = PackageFolder.path + "/Tests/Oracle/validate_schema.py"
        return try await Program.run(
            Program.oraclePython(),
            [script, PackageFolder.path + "/schemas/" + schema + ".schema.json"] + files
        )
    }

    @Test func `the examples fit the schema of facts`() async throws {
        let files = try PackageFolder.files(in: "examples", ending: ".yaml")
        try #require(!files.isEmpty)
        let outcome = try await validate(files, against: "facts")
        #expect(outcome.status == 0, "\(outcome.output)\(outcome.errors)")
        #expect(outcome.errors == "\(files.count) documents, 0 with errors\n")
    }

    @Test(arguments: [
        [], ["--lodge-on", "2026-04-07"], ["--lodge-on", "2026-04-08"], ["--lodge-on", "2027-08-18"],
        ["--as-of", "2026-05-01"],
        ["--lang", "fr"],
    ])
    func `the plans of the examples are one JSON document that fits the schema of plans`(options: [String]) async throws
    {
        let files = try PackageFolder.files(in: "examples", ending: ".yaml")
        try #require(!files.isEmpty)
        let folder = try TemporaryFolder()
        var plans: [String] = []
        for (index, file) in files.enumerated() {
            let outcome = try await PlanCommandTests.weerzien(["plan", file, "--format", "json"] + options)
            #expect(outcome.status == 0 && outcome.errors.isEmpty, "\(file): \(outcome.errors)")
            #expect(outcome.output.hasPrefix("{") && outcome.output.hasSuffix("}\n"))
            try folder.write(outcome.output, to: "plan-\(index).json")
            plans.append(folder.path + "/plan-\(index).json")
        }
        let outcome = try await validate(plans, against: "plan")
        #expect(outcome.status == 0, "\(outcome.output)\(outcome.errors)")
    }

    /// Families of which little is known, or much has happened.
    static let families: [String] = [
        "weerzien: 1\nas_of: 2026-03-01\n",
        """
        weerzien: 1
        as_of: 2026-03-01
        sponsor:
          {protection: refugee, birth_date: 1990, asylum_applied_on: 2024-02-01, protection_granted_on: 2025-10-06,
           arrived_in_belgium_on: 2024-01-20}
        members: [{id: m, relation: spouse, birth_date: 1990-05, tie_since: 2013}]
        """,
        """
        weerzien: 1
        as_of: 2026-03-10
        sponsor:
          {protection: subsidiary_protection, birth_date: 1990-01-01, asylum_applied_on: 2024-01-01, protection_granted_on: 2025-09-01,
           arrived_in_belgium_on: 2024-01-01, income: [], other_residents: 2}
        members:
          - {id: partner, relation: registered_partner, birth_date: 1992-02-29, tie_since: 2019-01-01, relationship_proof: known_two_years}
          - {id: child, relation: partner_child, birth_date: 2010, custody: joint, married: null}
          - {id: mother, relation: parent, birth_date: 1960-01-01}
        """,
        """
        weerzien: 1
        as_of: 2027-01-15
        sponsor:
          {protection: refugee, birth_date: 1991-04-12, asylum_applied_on: 2024-02-01, protection_granted_on: 2025-10-06,
           arrived_in_belgium_on: 2024-01-20, other_residents: 0, income: [{kind: wage, net_monthly: 2900}],
           housing: {kind: owned, title_deed: true}, insurance: {travel_cover_amount: 30000, travel_cover_months: 3}}
        members:
          - id: husband
            relation: spouse
            birth_date: 1989-11-02
            tie_since: 2013-06-01
            obstacles: [{kind: post_closed, from: 2025-12-01, until: 2026-02-15, documented: true}]
            application: {lodged_on: 2026-02-10, channel: email, complete_on: 2026-02-10, receipt_on: 2026-02-24, extensions: 1,
              decided_on: 2026-09-01, outcome: granted, arrived_on: 2026-10-04, registered_on: 2026-10-09, card_expires_on: 2027-10-08}
        """,
    ]

    @Test(arguments: families.indices)
    func `a plan fits its schema whatever is known`(index: Int) async throws {
        let family = SchemaTests.families[index]
        let folder = try TemporaryFolder()
        try folder.write(family, to: "facts.yaml")
        let facts = try await validate([folder.path + "/facts.yaml"], against: "facts")
        try #require(facts.status == 0, "\(facts.output)")
        let plan = try await PlanCommandTests.weerzien(["plan", "-", "--format", "json"], input: Array(family.utf8))
        #expect(plan.status == 0, "\(plan.errors)")
        try folder.write(plan.output, to: "plan.json")
        let outcome = try await validate([folder.path + "/plan.json"], against: "plan")
        #expect(outcome.status == 0, "\(outcome.output)\(outcome.errors)")
    }

    @Test func `a document that does not fit is noticed`() async throws {
        let folder = try TemporaryFolder()
        try folder.write("weerzien: 1\nsponser: {}\n", to: "facts.yaml")
        let facts = try await validate([folder.path + "/facts.yaml"], against: "facts")
        #expect(facts.status == 1)
        #expect(facts.output.contains("sponser"))
        try folder.write("{\"weerzien\": 1}", to: "plan.json")
        let plan = try await validate([folder.path + "/plan.json"], against: "plan")
        #expect(plan.status == 1)
    }
}

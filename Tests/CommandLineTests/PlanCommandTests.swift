import TestSupport
import Testing

/// `weerzien plan` as somebody runs it: exit statuses, messages, and where output goes.
@Suite(.timeLimit(.minutes(5)))
struct PlanCommandTests {
    static let example = PackageFolder.path + "/examples/example-family.yaml"

    /// Runs the built program.
    static func weerzien(
        _ arguments: [String],
        input: [UInt8] = [],
        environment: [String: String] = [:],
        in folder: String = PackageFolder.path
    ) async throws -> Program.Outcome {
        try await Program.run(Program.weerzien(), arguments, input: input, environment: environment, in: folder)
    }

    // MARK: What is wrong

    struct Wrong: CustomTestStringConvertible, Sendable {
        var arguments: [String]
        var input = ""
        var status: Int32 = 2
        var says: [String]
        var testDescription: String { arguments.joined(separator: " ") }
    }

    static let wrong: [Wrong] = [
        Wrong(arguments: ["plan"], says: ["<facts>", "Usage: weerzien plan"]),
        Wrong(arguments: ["plan", "nobody.yaml"], says: ["nobody.yaml: No such file or directory"]),
        Wrong(arguments: ["plan", "examples"], says: ["examples: Is a directory"]),
        Wrong(arguments: ["plan", example, "extra.yaml"], says: ["extra.yaml"]),
        Wrong(arguments: ["plan", example, "--verbose"], says: ["--verbose", "Usage: weerzien plan"]),
        Wrong(arguments: ["plan", example, "--as-of"], says: ["--as-of"]),
        Wrong(arguments: ["plan", example, "--as-of", "2026-02-30"], says: ["2026-02-30", "--as-of"]),
        Wrong(arguments: ["plan", example, "--as-of", "2026-03"], says: ["2026-03", "--as-of"]),
        Wrong(arguments: ["plan", example, "--as-of", "today"], says: ["today", "--as-of"]),
        Wrong(arguments: ["plan", example, "--lodge-on", "20-03-2026"], says: ["20-03-2026", "--lodge-on"]),
        Wrong(arguments: ["plan", example, "--lodge-on", "1899-12-31"], says: ["--lodge-on", "from 1900 to 2199"]),
        Wrong(arguments: ["plan", example, "--lodge-on", "2200-01-01"], says: ["--lodge-on", "from 1900 to 2199"]),
        Wrong(arguments: ["plan", example, "--lang", "de"], says: ["de", "'nl', 'fr', 'en' or 'ar'"]),
        Wrong(arguments: ["plan", example, "--format", "xml"], says: ["xml", "text", "json"]),
        Wrong(arguments: ["plan", example, "--format", "docx"], says: ["docx", "pdf"]),
        Wrong(
            arguments: ["plan", example, "--law", "/nowhere"],
            says: ["/nowhere/units.yaml: the file cannot be read"]
        ),
        Wrong(arguments: ["paln", example], says: ["paln"]),
        Wrong(arguments: ["plan", "-"], says: ["-:1: the document is empty"]),
        Wrong(
            arguments: ["plan", "-"],
            input: "weerzien: 1\nsponser: {}\n",
            says: ["-:2: sponser: unknown key; did you mean ‘sponsor’?"]
        ),
        Wrong(
            arguments: ["plan", "-"],
            input: "{\"weerzien\": 1,\n \"as_of\": \"2026-06-31\"}",
            says: ["-:2: as_of: a day such as"]
        ),
        Wrong(
            arguments: ["plan", "-"],
            input: "weerzien: 1\nmembers:\n  - {id: a}\n  - {id: a}\n",
            says: ["-:4: members[1].id: ‘a’ stands twice"]
        ),
        Wrong(arguments: ["plan", "-"], input: "\u{0}\u{1}\u{2}", says: ["-: ", "no control characters"]),
        Wrong(
            arguments: ["plan", "-"],
            input: String(repeating: "[", count: 100_000),
            says: ["nested deeper than 32 levels"]
        ),
        Wrong(
            arguments: ["plan", example, "-o", "/nowhere/plan.txt"],
            status: 1,
            says: ["/nowhere/plan.txt: No such file or directory"]
        ),
        Wrong(arguments: ["plan", example, "-o", "/"], status: 1, says: ["/: "]),
    ]

    @Test(arguments: wrong)
    func `what is wrong ends with its status, a message, and no output`(wrong: Wrong) async throws {
        let outcome = try await PlanCommandTests.weerzien(wrong.arguments, input: Array(wrong.input.utf8))
        #expect(outcome.status == wrong.status, "\(outcome.errors)")
        #expect(outcome.output.isEmpty)
        for text in wrong.says { #expect(outcome.errors.contains(text), "\(outcome.errors)") }
    }

    @Test func `a document of 17 MiB is refused`() async throws {
        let folder = try TemporaryFolder()
        try folder.write([UInt8](repeating: 0x20, count: 17 << 20), to: "large.yaml")
        let outcome = try await PlanCommandTests.weerzien(["plan", folder.path + "/large.yaml"])
        #expect(outcome.status == 2)
        #expect(
            outcome.errors == folder.path
                + "/large.yaml: the document is larger than 16 MiB; a facts document has a few kilobytes\n"
        )
    }

    // MARK: What is right

    @Test(arguments: [[], ["--help"], ["-h"], ["plan", "--help"], ["help", "plan"]])
    func `help is data and no error`(arguments: [String]) async throws {
        let outcome = try await PlanCommandTests.weerzien(arguments)
        #expect(outcome.status == 0)
        #expect(outcome.output.contains("weerzien"))
        #expect(outcome.errors.isEmpty)
    }

    @Test(arguments: [("text", []), ("json", ["--format", "json"])])
    func `standard input gives the plan that the file gives`(name: String, format: [String]) async throws {
        let fromFile = try await PlanCommandTests.weerzien(["plan", PlanCommandTests.example] + format)
        let bytes = try PackageFolder.bytes("examples/example-family.yaml")
        let fromInput = try await PlanCommandTests.weerzien(["plan", "-"] + format, input: bytes)
        #expect(fromFile.status == 0 && fromInput.status == 0)
        #expect(fromFile.output == fromInput.output)
        #expect(!fromFile.output.isEmpty)
        #expect(fromFile.errors.isEmpty && fromInput.errors.isEmpty)
    }

    @Test func `the same question gets the same answer, byte for byte`() async throws {
        for format in ["text", "json"] {
            let first = try await PlanCommandTests.weerzien(["plan", PlanCommandTests.example, "--format", format])
            let second = try await PlanCommandTests.weerzien(["plan", PlanCommandTests.example, "--format", format])
            #expect(first.output == second.output)
        }
    }

    @Test func `three languages give three texts, and Dutch is the first`() async throws {
        var texts: [String: String] = [:]
        for language in ["nl", "fr", "en"] {
            let outcome = try await PlanCommandTests.weerzien(["plan", PlanCommandTests.example, "--lang", language])
            #expect(outcome.status == 0)
            texts[language] = outcome.output
        }
        #expect(Set(texts.values).count == 3)
        #expect(
            texts["nl"]?.contains("Plan voor gezinshereniging") == true && texts["nl"]?.contains("echtgenoot") == true
        )
        #expect(
            texts["fr"]?.contains("Plan de regroupement familial") == true && texts["fr"]?.contains("conjoint") == true
        )
        #expect(texts["en"]?.contains("Family reunification plan") == true && texts["en"]?.contains("spouse") == true)
        // The last day of the window stands in each of them, in words.
        #expect(texts["nl"]?.contains("6 april 2026") == true)
        #expect(texts["fr"]?.contains("6 avril 2026") == true)
        #expect(texts["en"]?.contains("6 April 2026") == true)
        let plain = try await PlanCommandTests.weerzien(["plan", PlanCommandTests.example])
        #expect(plain.output == texts["nl"])
    }

    @Test func `a file has no colours unless they are asked for`() async throws {
        let plain = try await PlanCommandTests.weerzien(["plan", PlanCommandTests.example])
        #expect(!plain.output.contains("\u{1B}"))
        let coloured = try await PlanCommandTests.weerzien(["plan", PlanCommandTests.example, "--color"])
        #expect(coloured.output.contains("\u{1B}["))
    }

    @Test func `a folder of law stands in for the built-in one`() async throws {
        let copy = try TemporaryFolder(copyOf: "law")
        let own = try await PlanCommandTests.weerzien(["plan", PlanCommandTests.example, "--format", "json"])
        let same = try await PlanCommandTests.weerzien([
            "plan", PlanCommandTests.example, "--format", "json", "--law", copy.path,
        ])
        #expect(same.output == own.output)
        let name = "parameters/be/exemption_window/refugee.yaml"
        try copy.write(try copy.text(name).replacing("value: 6\n", with: "value: 7\n"), to: name)
        let other = try await PlanCommandTests.weerzien([
            "plan", PlanCommandTests.example, "--format", "json", "--law", copy.path,
        ])
        #expect(other.status == 0)
        #expect(other.output.contains("\"2026-05-06\"") && !own.output.contains("\"2026-05-06\""))
        try copy.write(try copy.text(name).replacing("unit: months", with: "unit: moons"), to: name)
        let broken = try await PlanCommandTests.weerzien(["plan", PlanCommandTests.example, "--law", copy.path])
        #expect(broken.status == 2 && broken.output.isEmpty)
        #expect(broken.errors.contains(copy.path + "/" + name + ":4: unit: ‘moons’ is not allowed"), "\(broken.errors)")
    }
}

import TestSupport
import Testing

/// `-o FILE`: the whole plan or no file at all.
@Suite(.timeLimit(.minutes(5)))
struct OutputFileTests {
    private func plan(
        _ arguments: [String],
        input: String = "",
        in folder: TemporaryFolder
    ) async throws -> Program.Outcome {
        try await PlanCommandTests.weerzien(["plan"] + arguments, input: Array(input.utf8), in: folder.path)
    }

    @Test(arguments: ["text", "json"])
    func `a file gets what standard output would get`(format: String) async throws {
        let folder = try TemporaryFolder()
        let shown = try await plan([PlanCommandTests.example, "--format", format], in: folder)
        let written = try await plan([PlanCommandTests.example, "--format", format, "-o", "plan.out"], in: folder)
        #expect(written.status == 0)
        #expect(written.output.isEmpty && written.errors.isEmpty)
        #expect(folder.contents == ["plan.out"], "no neighbour is left")
        #expect(try folder.text("plan.out") == shown.output)
    }

    @Test func `a file that is there is replaced`() async throws {
        let folder = try TemporaryFolder()
        try folder.write(String(repeating: "old ", count: 50_000), to: "plan.txt")
        let outcome = try await plan([PlanCommandTests.example, "--output", "plan.txt", "--lang", "en"], in: folder)
        #expect(outcome.status == 0)
        #expect(try folder.text("plan.txt").contains("Family reunification plan"))
        #expect(try !folder.text("plan.txt").contains("old old"))
        #expect(folder.contents == ["plan.txt"])
    }

    @Test(arguments: [
        ["-", "-o", "plan.txt"], ["missing.yaml", "-o", "plan.txt"], ["-", "--format", "html", "-o", "plan.txt"],
        ["-", "--lang", "de", "-o", "plan.txt"], ["-", "--as-of", "2026-06-31", "-o", "plan.txt"],
        ["-", "--law", "nowhere", "-o", "plan.txt"],
    ])
    func `what is wrong leaves the old file as it was and no part of a new one`(arguments: [String]) async throws {
        let folder = try TemporaryFolder()
        try folder.write("keep me", to: "plan.txt")
        let outcome = try await plan(arguments, input: "weerzien: 1\nsponser: {}\n", in: folder)
        #expect(outcome.status == 2)
        #expect(folder.contents == ["plan.txt"])
        #expect(try folder.text("plan.txt") == "keep me")
    }

    @Test func `a folder in the way is left alone, with status 1 and no part beside it`() async throws {
        let folder = try TemporaryFolder(copyOf: "examples")
        let before = folder.contents
        let outer = try await plan([PlanCommandTests.example, "-o", folder.path], in: folder)
        #expect(outer.status == 1)
        #expect(outer.errors.contains("Is a directory"))
        #expect(folder.contents == before)
        let missing = try await plan([PlanCommandTests.example, "-o", "none/plan.txt"], in: folder)
        #expect(missing.status == 1)
        #expect(missing.errors.contains("none/plan.txt: No such file or directory"))
        #expect(folder.contents == before)
    }
}

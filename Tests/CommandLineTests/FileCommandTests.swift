import Foundation
import TestSupport
import Testing

/// Families' files at the command line.
@Suite(.timeLimit(.minutes(5)))
struct FileCommandTests {
    private let folder: TemporaryFolder
    private let environment: [String: String]

    init() throws {
        folder = try TemporaryFolder()
        environment = ["WEERZIEN_STORE": folder.path + "/store.db", "WEERZIEN_ACCOUNT": "worker"]
    }

    @discardableResult
    private func run(_ words: String..., status: Int32 = 0) async throws -> Program.Outcome {
        let outcome = try await PlanCommandTests.weerzien(words, environment: environment)
        #expect(outcome.status == status, "\(words.joined(separator: " ")): \(outcome.output)\(outcome.errors)")
        return outcome
    }

    private func opened() async throws -> String {
        try await run("demo", "seed", "--files", "1")
        let outcome = try await run("file", "open", "--label", "Example", "--facts", "examples/example-family.yaml")
        return outcome.output.trimmingCharacters(in: .whitespacesAndNewlines)
    }

    @Test func `a file is opened from a facts document and gives the plan of that document`() async throws {
        let file = try await opened()
        let shown = try await run("file", "show", file, "--at", "2026-03-01").output
        #expect(shown.contains("\"lodge_within_window\"") && shown.contains("2026-04-06"))
        let plan = try await run("file", "plan", file, "--at", "2026-03-01").output
        let direct = try await PlanCommandTests.weerzien([
            "plan", "examples/example-family.yaml", "--format", "json",
        ]).output
        func deadlines(_ text: String) throws -> String {
            let object = try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any]
            let days = (object?["deadlines"] as? [[String: Any]])?.map {
                "\($0["id"] ?? "") \($0["member"] ?? "") \($0["on"] ?? "")"
            }
            return (days ?? []).joined(separator: "\n")
        }
        #expect(try deadlines(plan) == deadlines(direct) && !deadlines(plan).isEmpty)
    }

    @Test func `what a facts document says was tried is in the file, with what shows it`() async throws {
        try await run("demo", "seed", "--files", "1")
        let document = "examples/window-missed-with-obstacles.yaml"
        let file = try await run("file", "open", "--facts", document).output
            .trimmingCharacters(in: .whitespacesAndNewlines)
        let history = try await run("file", "history", file).output
        let text = try PackageFolder.text(document)
        for word in [
            "no_slot", "appointment_offered", "appointment_lost", "refused", "statement-border-2026-04-15.pdf",
        ] {
            #expect(history.contains(word), "\(word)")
        }
        #expect(
            history.components(separatedBy: "\"appointment_").count - 1 == text.components(separatedBy: "    outcome:")
                .count - 1)
        #expect(history.contains("34cae7a21bca57e9f1d87b04e06480a85ddfa4d5c11ae77b9fdafb9d44039acc"))
    }

    @Test func `everyday events are written down and read again`() async throws {
        let file = try await opened()
        try await run("file", "record", file, "note_written", "text=gebeld met de post")
        try await run(
            "file", "record", file, "facts_corrected", "members.husband.birth_date=1989-11-03", "evidence=passport")
        try await run("file", "record", file, "lodged", "member=husband", "on=2026-03-02", "channel=email")
        let history = try await run("file", "history", file).output
        for word in ["gebeld met de post", "1989-11-03", "passport", "email"] { #expect(history.contains(word)) }
        #expect(try await run("file", "show", file).output.contains("members.husband.application.lodged_on"))
        #expect(try await run("file", "audit", file).output.contains("note_written"))
        #expect(try await run("store", "verify").output.contains("as the program left it"))
    }

    @Test func `two who write at once are told, and both values stay until one is chosen`() async throws {
        let file = try await opened()
        try await run("file", "record", file, "facts_recorded", "sponsor.region=brussels")
        let late = try await run("file", "record", file, "facts_recorded", "sponsor.region=wallonia", "--seen", "1")
        #expect(late.errors.contains("facts/sponsor.region"))
        let shown = try await run("file", "show", file).output
        #expect(shown.contains("brussels") && shown.contains("wallonia"))
        try await run(
            "file", "record", file, "conflict_decided", "what=facts/sponsor.region", "value=\"brussels\"")
        #expect(try await !run("file", "show", file).output.contains("wallonia"))
    }

    @Test func `what is not there and what may not be seen look the same`() async throws {
        let file = try await opened()
        let closed = try await run("file", "show", file, "--as", "volunteer", status: 2)
        let missing = try await run("file", "show", "f0000000000000000", "--as", "volunteer", status: 2)
        #expect(closed.errors == missing.errors && closed.output == missing.output)
    }

    @Test func `bad words are refused with what to do`() async throws {
        let file = try await opened()
        #expect(try await run("file", "record", file, "danced", status: 2).errors.contains("--help lists them"))
        #expect(
            try await run("file", "record", file, "lodged", "member=husband", status: 2).errors.contains("needs ‘on’"))
        #expect(try await run("file", "show", file, "--as", "nobody", status: 2).errors.contains("no open account"))
        #expect(try await run("file", "erase", file, status: 2).errors.contains("--yes"))
        #expect(
            try await run("user", "add", "x", "--role", "king", "--name", "X", status: 2).errors.contains(
                "support_worker"))
        let elsewhere = try await PlanCommandTests.weerzien(["work-list", "--as", "worker"])
        #expect(elsewhere.status == 2 && elsewhere.errors.contains("WEERZIEN_STORE"))
        let wrongKey = try await PlanCommandTests.weerzien(
            ["work-list", "--as", "worker"],
            environment: environment.merging(["WEERZIEN_MASTER_KEY": String(repeating: "ab", count: 32)]) { $1 })
        #expect(wrongKey.status == 1 && wrongKey.errors.contains("master key"))
    }

    @Test func `store and key can be read by their owner alone`() async throws {
        _ = try await opened()
        for name in ["store.db", "store.db.key"] {
            let attributes = try FileManager.default.attributesOfItem(atPath: folder.path + "/" + name)
            #expect((attributes[.posixPermissions] as? Int ?? 0) & 0o077 == 0, "\(name)")
        }
    }

    @Test func `a new master key is put in place step by step`() async throws {
        let file = try await opened()
        let key = folder.path + "/store.db.key"
        let old = try String(contentsOfFile: key, encoding: .utf8)
        let fresh = try await run("keys", "new").output
        try (fresh + old).write(toFile: key, atomically: false, encoding: .utf8)
        try await run("keys", "rotate")
        try fresh.write(toFile: key, atomically: false, encoding: .utf8)
        #expect(try await run("file", "show", file).output.contains("Example"))
        try old.write(toFile: key, atomically: false, encoding: .utf8)
        try await run("file", "show", file, status: 1)
    }

    @Test func `what was erased since a backup is erased again when it is restored`() async throws {
        let file = try await opened()
        try await run("store", "backup", folder.path + "/backup.db")
        try await run("store", "backup", folder.path + "/backup.db", status: 2)
        try await run("file", "erase", file, "--yes", "--as", "coordinator")
        let erasures = try await run("store", "erasures").output
        try folder.write(erasures, to: "erasures.txt")
        #expect(try await run("store", "restore", folder.path + "/backup.db").output.contains("Erased again: 1"))
        try await run("file", "show", file, status: 2)
        // The store itself is lost: the list that was kept apart does it.
        for name in ["store.db", "store.db-wal", "store.db-shm"] {
            try? FileManager.default.removeItem(atPath: folder.path + "/" + name)
        }
        let restored = try await run(
            "store", "restore", folder.path + "/backup.db", "--erasures", folder.path + "/erasures.txt")
        #expect(restored.output.contains("Erased again: 1"))
        try await run("file", "show", file, status: 2)
        try await run("store", "verify")
    }
}

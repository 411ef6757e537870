import Foundation
import TestSupport
import Testing

/// The plan as page, PDF and calendar, and the dossier, checked by other people's programs.
@Suite(.timeLimit(.minutes(10)))
struct FormatTests {
    private func examples() throws -> [String] { try PackageFolder.files(in: "examples", ending: ".yaml") }

    private func oracle(_ script: String, _ arguments: [String]) async throws -> Program.Outcome {
        try await Program.run(Program.oraclePython(), [PackageFolder.path + "/Tests/Oracle/" + script] + arguments)
    }

    @Test func `the examples show at least eleven families`() throws {
        #expect(try examples().count >= 11)
    }

    @Test func `every page is valid, accessible, fits a phone, and fetches nothing`() async throws {
        let folder = try TemporaryFolder()
        var pages: [String] = []
        let isLong = ProcessInfo.processInfo.environment["WEERZIEN_LONG"] == "1"
        for (place, file) in try examples().enumerated() {
            // Every page in every language takes minutes: `make test-long`. Else each language twice, over the families.
            let languages = ["nl", "fr", "en", "ar"]
            for (index, language) in languages.enumerated() where isLong || place < 8 && index == place % 4 {
                let path = folder.path + "/page-\(place)-\(language).html"
                let outcome = try await PlanCommandTests.weerzien([
                    "plan", file, "--format", "html", "--lang", language, "-o", path,
                ])
                #expect(outcome.status == 0, "\(file): \(outcome.errors)")
                pages.append(path)
            }
        }
        let key = folder.path + "/key"
        let outcome = try await PlanCommandTests.weerzien([
            "dossier", "examples/window-missed-with-obstacles.yaml", "--key", key, "--no-pdf", "-o", folder.path + "/d",
        ])
        #expect(outcome.status == 0, "\(outcome.errors)")
        let checked = try await oracle("check_page.py", pages + [folder.path + "/d/dossier.html"])
        #expect(checked.status == 0, "\(checked.output.suffix(3000))\(checked.errors.suffix(3000))")
    }

    @Test(arguments: ["nl", "fr", "en", "ar"])
    func `a PDF is tagged, and every word of the page can be taken out again`(language: String) async throws {
        try await print(language, by: "/usr/bin/chromium")
    }

    @Test(arguments: ["nl", "ar"]) func `WeasyPrint prints the same words`(language: String) async throws {
        let python = try URL(filePath: Program.oraclePython())
        try await print(language, by: python.deletingLastPathComponent().appending(path: "weasyprint").path)
    }

    private func print(_ language: String, by printer: String) async throws {
        let folder = try TemporaryFolder()
        for format in ["html", "pdf"] {
            let outcome = try await PlanCommandTests.weerzien(
                [
                    "plan", "examples/syria-via-beirut.yaml", "--format", format, "--lang", language, "-o",
                    folder.path + "/plan.\(format)",
                ], environment: ["WEERZIEN_PDF": printer])
            #expect(outcome.status == 0, "\(outcome.errors)")
        }
        let checked = try await oracle("check_pdf.py", [folder.path + "/plan.pdf", folder.path + "/plan.html"])
        #expect(checked.status == 0, "\(checked.output.suffix(3000))\(checked.errors)")
    }

    @Test func `a calendar is read without loss, and a later one moves the days instead of doubling them`() async throws
    {
        let folder = try TemporaryFolder()
        for file in try examples() {
            for (name, options) in [("first", [String]()), ("later", ["--as-of", "2026-12-01", "--reasons"])] {
                let outcome = try await PlanCommandTests.weerzien(
                    ["plan", file, "--format", "ics", "-o", folder.path + "/\(name).ics"] + options)
                #expect(outcome.status == 0, "\(file): \(outcome.errors)")
            }
            let checked = try await oracle(
                "check_calendar.py", [folder.path + "/first.ics", folder.path + "/later.ics"])
            #expect(checked.status == 0, "\(file): \(checked.output)\(checked.errors)")
        }
    }

    @Test func `titles of a calendar are neutral unless reasons are asked for`() async throws {
        let file = "examples/example-family.yaml"
        let neutral = try await PlanCommandTests.weerzien(["plan", file, "--format", "ics"]).output
        let frank = try await PlanCommandTests.weerzien(["plan", file, "--format", "ics", "--reasons"]).output
        #expect(!neutral.contains("aanvraag") && !neutral.contains("gezin") && !neutral.contains("husband"))
        #expect(frank.contains("aanvraag"))
        func ids(_ calendar: String) -> [Substring] {
            calendar.split(separator: "\r\n").filter { $0.hasPrefix("UID:") }
        }
        #expect(ids(neutral) == ids(frank) && !ids(neutral).isEmpty)
    }

    @Test func `ten thousand tampered dossiers are all found out`() async throws {
        let folder = try TemporaryFolder()
        let outcome = try await PlanCommandTests.weerzien([
            "dossier", "examples/window-missed-with-obstacles.yaml", "--key", folder.path + "/key", "--no-pdf", "-o",
            folder.path + "/d",
        ])
        #expect(outcome.status == 0, "\(outcome.errors)")
        let path = folder.path + "/d/dossier.json"
        let verified = try await Program.run(
            Program.oraclePython(), [PackageFolder.path + "/tools/verify_dossier.py", path])
        #expect(verified.status == 0, "\(verified.output)\(verified.errors)")
        let tampered = try await oracle("tamper_dossier.py", [path, "10000", "20261123"])
        #expect(tampered.status == 0, "\(tampered.output.suffix(2000))\(tampered.errors.suffix(2000))")
        let schema = try await oracle(
            "validate_schema.py", [PackageFolder.path + "/schemas/dossier.schema.json", path])
        #expect(schema.status == 0, "\(schema.output)\(schema.errors)")
    }

    @Test func `the same facts and key give the same dossier to the byte`() async throws {
        let folder = try TemporaryFolder()
        for name in ["one", "two"] {
            let outcome = try await PlanCommandTests.weerzien([
                "dossier", "examples/gaza.yaml", "--key", folder.path + "/key", "--no-pdf", "-o",
                folder.path + "/" + name,
            ])
            #expect(outcome.status == 0, "\(outcome.errors)")
        }
        #expect(try folder.bytes("one/dossier.json") == folder.bytes("two/dossier.json"))
    }

    @Test func `without a key a dossier is sealed all the same, and says what that lacks`() async throws {
        let folder = try TemporaryFolder()
        let outcome = try await PlanCommandTests.weerzien([
            "dossier", "examples/gaza.yaml", "--no-pdf", "-o", folder.path + "/d",
        ])
        #expect(outcome.status == 0 && outcome.errors.contains("nobody can tell by it who sealed it"))
        let verified = try await Program.run(
            Program.oraclePython(),
            [PackageFolder.path + "/tools/verify_dossier.py", folder.path + "/d/dossier.json"])
        #expect(verified.status == 0, "\(verified.output)\(verified.errors)")
    }

    @Test func `a key that others can read is refused, and nothing is written`() async throws {
        let folder = try TemporaryFolder()
        try folder.write(String(repeating: "0", count: 64) + "\n", to: "key")
        let outcome = try await PlanCommandTests.weerzien([
            "dossier", "examples/gaza.yaml", "--key", folder.path + "/key", "--no-pdf", "-o", folder.path + "/d",
        ])
        #expect(outcome.status == 2 && outcome.errors.contains("readable by its owner alone"))
        #expect(folder.contents == ["key"])
    }

    /// A stand-in for the browser that writes down what it may do.
    @Test func `the browser that prints has no rights, no network and no script`() async throws {
        let folder = try TemporaryFolder()
        try folder.write(
            """
            #!/bin/sh
            for word in "$@"; do case "$word" in --print-to-pdf=*) target="${word#--print-to-pdf=}";; esac; done
            { id -u; grep CapEff /proc/self/status; echo networks
              tail -n +3 /proc/net/dev | cut -d: -f1; echo words; cat "$HOME/profile/Default/Preferences"; } > "$target"
            """, to: "chromium")
        try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: folder.path + "/chromium")
        try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: folder.path)
        let outcome = try await Program.run(
            "/usr/bin/env",
            [
                "WEERZIEN_PDF=" + folder.path + "/chromium", try Program.weerzien(), "plan", "examples/gaza.yaml",
                "--format", "pdf",
            ])
        #expect(outcome.status == 0, "\(outcome.errors)")
        let lines = outcome.output.split(separator: "\n").map(String.init)
        #expect(lines.first != "0", "it runs as root")
        #expect(lines.contains { $0.hasPrefix("CapEff") && $0.hasSuffix("0000000000000000") }, "\(lines.prefix(3))")
        #expect(lines.contains { $0.contains("\"javascript\":2") }, "scripts are not turned off")
        // A network of its own holds nothing but a loopback that is down.
        let start = try #require(lines.firstIndex { $0 == "networks" })
        let end = try #require(lines.firstIndex { $0 == "words" })
        #expect(lines[(start + 1)..<end].map { $0.trimmingCharacters(in: .whitespaces) } == ["lo"])
    }

    @Test func `a script in a page would not run`() async throws {
        let folder = try TemporaryFolder()
        try folder.write(
            """
            #!/bin/sh
            grep -v Content-Security-Policy "$HOME/page.html" | sed 's#</h1>#</h1><p id="probe">STILL</p>#' > "$HOME/new.html"
            echo '<script>document.getElementById("probe").textContent = "CHANGED"</script>' >> "$HOME/new.html"
            cat "$HOME/new.html" > "$HOME/page.html"
            exec chromium "$@"
            """, to: "chromium")
        for path in ["/chromium", ""] {
            try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: folder.path + path)
        }
        let outcome = try await Program.run(
            "/usr/bin/env",
            [
                "WEERZIEN_PDF=" + folder.path + "/chromium", try Program.weerzien(), "plan", "examples/gaza.yaml",
                "--format", "pdf", "-o", folder.path + "/plan.pdf",
            ])
        #expect(outcome.status == 0, "\(outcome.errors)")
        let text = try await Program.run("/usr/bin/env", ["pdftotext", folder.path + "/plan.pdf", "-"]).output
        #expect(text.contains("STILL") && !text.contains("CHANGED"))
    }

    @Test func `without a program that prints the message says which to install`() async throws {
        let outcome = try await Program.run(
            "/usr/bin/env",
            ["-i", "PATH=/nonexistent", try Program.weerzien(), "plan", "examples/gaza.yaml", "--format", "pdf"])
        #expect(outcome.status == 1 && outcome.output.isEmpty)
        #expect(outcome.errors.contains("apt-get install chromium"), "\(outcome.errors)")
    }
}

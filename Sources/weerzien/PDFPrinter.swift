internal import FoundationEssentials
internal import Glibc
internal import Subprocess
internal import SystemPackage

/// Prints a page to PDF with what the machine has: Chromium, or a current WeasyPrint.
///
/// The browser runs without network, without script, and as nobody where the program runs as root.
enum PDFPrinter {
    /// What can print.
    enum Tool: Sendable {
        case chromium(String)
        case weasyprint(String)
    }

    /// The oldest WeasyPrint that keeps Arabic text in order.
    private static let oldestWeasyPrint = 60

    /// The setting by which the browser runs no script of any page.
    private static let noScript = #"{"profile":{"default_content_setting_values":{"javascript":2}}}"#

    /// The PDF of a page.
    ///
    /// - Throws: `Failure.workFailed` when nothing can print, or the printing fails.
    static func print(_ page: [UInt8]) async throws -> [UInt8] {
        guard let tool = await find() else {
            throw Failure.workFailed(
                "no program that prints PDF was found; install one of them: apt-get install chromium, or WeasyPrint "
                    + "\(oldestWeasyPrint) or later (pip install weasyprint); --format html gives the same page for any browser"
            )
        }
        let folder = FileManager.default.temporaryDirectory.appending(path: "weerzien-\(UUID().uuidString)")
        // Nobody but the one who prints may look inside, from the first moment.
        guard mkdir(folder.path(), 0o700) == 0 else {
            throw Failure.workFailed("\(folder.path()): \(String(cString: strerror(errno)))")
        }
        defer { try? FileManager.default.removeItem(at: folder) }
        let source = folder.appending(path: "page.html")
        let target = folder.appending(path: "page.pdf")
        let isChromium = if case .chromium = tool { true } else { false }
        try Data(ExtractableText.prepared(page, joinsElements: isChromium)).write(to: source)
        let profile = folder.appending(path: "profile/Default")
        try FileManager.default.createDirectory(at: profile, withIntermediateDirectories: true)
        try Data(noScript.utf8).write(to: profile.appending(path: "Preferences"))
        // WeasyPrint knows no script, and may stand where only its owner can read.
        let becomesNobody = isChromium && geteuid() == 0
        if becomesNobody, let nobody = getpwnam("nobody") {
            for name in ["page.html", "profile", "profile/Default", "profile/Default/Preferences", ""] {
                chown(folder.path() + "/" + name, nobody.pointee.pw_uid, nobody.pointee.pw_gid)
            }
        }
        let (program, arguments) = command(
            tool, source.path(), target.path(), folder.path(), becomesNobody: becomesNobody)
        let result = try await run(
            .path(FilePath(program)), arguments: Arguments(arguments),
            environment: .custom(["HOME": folder.path(), "PATH": "/usr/local/bin:/usr/bin:/bin", "LANG": "C.UTF-8"]),
            output: .discarded, error: .string(limit: 1 << 16))
        guard result.terminationStatus.isSuccess, let printed = try? plainFile(target.path()), !printed.isEmpty else {
            let reason = result.standardError.split(separator: "\n").last.map(String.init) ?? "no reason given"
            throw Failure.workFailed("printing failed: \(reason); --format html gives the same page for any browser")
        }
        return printed
    }

    /// The bytes of a file that the browser wrote: a plain file, never a link to something it may not read.
    private static func plainFile(_ path: String) throws -> [UInt8] {
        let descriptor = open(path, O_RDONLY | O_NOFOLLOW | O_CLOEXEC)
        guard descriptor >= 0 else { throw Failure.workFailed("\(path): \(String(cString: strerror(errno)))") }
        defer { close(descriptor) }
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let count = Glibc.read(descriptor, &buffer, buffer.count)
            guard count > 0 else { return bytes }
            bytes.append(contentsOf: buffer[..<count])
        }
    }

    /// The first program that can print.
    private static func find() async -> Tool? {
        if let chosen = getenv("WEERZIEN_PDF").map({ String(cString: $0) }) {
            return chosen.contains("weasyprint") ? await weasyprint(chosen) : .chromium(chosen)
        }
        for name in ["chromium", "chromium-browser", "google-chrome"] {
            if let path = path(of: name) { return .chromium(path) }
        }
        guard let path = path(of: "weasyprint") else { return nil }
        return await weasyprint(path)
    }

    /// WeasyPrint, when it is new enough.
    private static func weasyprint(_ path: String) async -> Tool? {
        guard
            let result = try? await run(
                .path(FilePath(path)), arguments: ["--version"], output: .string(limit: 200), error: .discarded),
            let version = result.standardOutput.split(whereSeparator: { !$0.isNumber }).first.flatMap({ Int($0) }),
            version >= oldestWeasyPrint
        else { return nil }
        return .weasyprint(path)
    }

    private static func path(of program: String) -> String? {
        let folders = getenv("PATH").map { String(cString: $0) } ?? "/usr/bin:/bin"
        return folders.split(separator: ":").map { "\($0)/\(program)" }.first { access($0, X_OK) == 0 }
    }

    /// The command that prints, wrapped in what takes network and rights away.
    private static func command(
        _ tool: Tool, _ source: String, _ target: String, _ folder: String, becomesNobody: Bool
    ) -> (String, [String]) {
        var words: [String]
        switch tool {
        case .chromium(let program):
            words = [
                program, "--headless=new", "--disable-gpu", "--no-first-run", "--disable-extensions",
                "--disable-background-networking", "--disable-sync", "--disable-dev-shm-usage",
                "--host-resolver-rules=MAP * ~NOTFOUND",
                "--user-data-dir=\(folder)/profile", "--no-pdf-header-footer", "--generate-pdf-document-outline",
                "--print-to-pdf=\(target)", "file://\(source)",
            ]
            // The wrapper below is the sandbox where user namespaces are closed to nobody.
            if becomesNobody { words.insert("--no-sandbox", at: 1) }
        case .weasyprint(let program):
            words = [program, "--pdf-variant", "pdf/ua-1", source, target]
        }
        if becomesNobody {
            words =
                [
                    "timeout", "120", "setpriv", "--reuid=nobody", "--regid=nogroup", "--clear-groups",
                    "--no-new-privs", "--",
                ] + words
            words = ["--net"] + words
        } else {
            words = (geteuid() == 0 ? ["--net"] : ["--net", "--map-current-user"]) + ["timeout", "120"] + words
        }
        return ("/usr/bin/unshare", words)
    }
}

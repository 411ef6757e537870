internal import ArgumentParser
internal import BuiltInLaw
internal import Casework
internal import CivilTime
internal import Documents
internal import FactFiles
internal import FoundationEssentials
internal import Glibc
internal import Law
internal import Reunification
internal import Seal

/// `weerzien dossier`: what a family did to lodge in time, and what stopped it, sealed for a lawyer or a court.
struct DossierCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "dossier",
        abstract: "What was tried to lodge in time, and what stopped it, sealed for a lawyer or a court.",
        discussion: "Writes dossier.json, dossier.html and, where the machine can print, dossier.pdf into a folder. "
            + "Check dossier.json anywhere with tools/verify_dossier.py.")

    @Argument(help: "Facts document in YAML or JSON; - is standard input.")
    var facts: String

    @OptionGroup var law: LawOptions

    @Option(
        help: ArgumentHelp(
            "File with the secret key, 64 hexadecimal digits; it is made, for its owner alone, when it does not exist. "
                + "Without it the key is made for this dossier and thrown away.",
            valueName: "file"))
    var key: String?

    @Option(help: ArgumentHelp("The day on which the facts are looked at.", valueName: "day"))
    var asOf: Day?

    @Option(help: "Language of the page: nl, fr, en or ar.")
    var lang: Language = .nl

    @Option(name: .shortAndLong, help: ArgumentHelp("Folder to write into.", valueName: "folder"))
    var output = "dossier"

    @Flag(inversion: .prefixedNo, help: "Print the page to PDF as well; without either, where the machine can.")
    var pdf: Bool?

    func run() async throws {
        if let asOf, !Facts.days.contains(asOf) {
            throw Failure.wrongInput("--as-of: a day from 1900 to 2199 is expected")
        }
        let document = try Files.facts(facts, asOf: asOf)
        let plan = try planOrFailure(document, lodgeOn: nil, Rulebook(try law.book()), nil, path: facts)
        let dossier = Dossier(plan, Wording(BuiltInLaw.words))
        let sealed = dossier.sealed(try signingKey())
        let page = dossier.page(sealed, lang, style: BuiltInLaw.style)
        // Printing may fail, so it comes before anything is written.
        let printed = try await printed(page)
        guard mkdir(output, 0o700) == 0 || errno == EEXIST else {
            throw Failure.workFailed("\(output): \(String(cString: strerror(errno)))")
        }
        try Files.write(page, to: output + "/dossier.html")
        if let printed { try Files.write(printed, to: output + "/dossier.pdf") }
        try Files.write(sealed.bytes, to: output + "/dossier.json")
        let summary =
            "\(output): \(sealed.count) records, last link \(sealed.head.prefix(16))…, public key \(sealed.publicKey), its fingerprint \(sealed.fingerprint)\n"
        try Files.write(Array(summary.utf8), to: nil)
    }

    private func signingKey() throws -> Seal.SigningKey {
        if let key { return try KeyFile.signingKey(key) }
        StandardError.write(
            "no --key: sealed with a key made for this dossier alone; changes show, but nobody can tell by it who sealed it"
        )
        return try KeyFile.fresh()
    }

    /// The page as PDF; `nil` where it is not wanted, or not possible and not insisted on.
    private func printed(_ page: [UInt8]) async throws -> [UInt8]? {
        guard pdf != false else { return nil }
        do {
            return try await PDFPrinter.print(page)
        } catch let failure as Failure where pdf == nil {
            StandardError.write("no dossier.pdf: " + failure.message)
            return nil
        }
    }
}

/// The file that holds a signing key.
enum KeyFile {
    /// The key of a file; a new one where there is no file yet.
    static func signingKey(_ path: String) throws -> Seal.SigningKey {
        do throws(Seal.Failure) {
            guard access(path, F_OK) == 0 else {
                let key = try Seal.SigningKey()
                try store(key, path)
                return key
            }
            return try Seal.SigningKey(seed: read(path))
        } catch {
            switch error {
            case .unavailable: throw Failure.workFailed("libsodium cannot start on this machine")
            case .badKey:
                throw Failure.wrongInput(
                    "\(path): a key file holds 64 hexadecimal digits in lower case, readable by its owner alone")
            }
        }
    }

    /// A key of which nothing is kept.
    static func fresh() throws -> Seal.SigningKey {
        do throws(Seal.Failure) {
            return try Seal.SigningKey()
        } catch {
            throw Failure.workFailed("libsodium cannot start on this machine")
        }
    }

    private static func read(_ path: String) throws(Seal.Failure) -> [UInt8] {
        var status = stat()
        guard stat(path, &status) == 0, status.st_size <= 128, status.st_mode & 0o077 == 0,
            let data = FileManager.default.contents(atPath: path),
            let seed = Seal.bytes(hex: String(decoding: data, as: UTF8.self).filter { $0 != "\n" })
        else { throw .badKey }
        return seed
    }

    private static func store(_ key: Seal.SigningKey, _ path: String) throws(Seal.Failure) {
        let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw .badKey }
        defer { close(descriptor) }
        let text = Array((Seal.hex(key.seed) + "\n").utf8)
        guard write(descriptor, text, text.count) == text.count else { throw .badKey }
    }
}

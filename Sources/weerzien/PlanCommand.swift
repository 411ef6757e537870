internal import ArgumentParser
internal import BuiltInLaw
internal import Casework
internal import CivilTime
internal import Documents
internal import FactFiles
internal import Guide
internal import Law
internal import LawFiles
internal import Reunification

/// `weerzien plan`: from the facts of one family to its plan.
struct PlanCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "plan", abstract: "What one family may apply for, by whom, until when, and on which conditions.")

    @Argument(help: "Facts document in YAML or JSON; - is standard input.")
    var facts: String

    @OptionGroup var law: LawOptions

    @OptionGroup var guide: GuideOptions

    @Option(help: ArgumentHelp("The day on which the facts are looked at.", valueName: "day"))
    var asOf: Day?

    @Option(
        help: ArgumentHelp(
            "What if the applications that are not lodged yet were lodged on that day?", valueName: "day"))
    var lodgeOn: Day?

    @Option(help: "Language: nl, fr, en or ar.")
    var lang: Language = .nl

    @Option(help: "text, json, html, pdf or ics.")
    var format: PlanFormat = .text

    @Flag(help: "Let calendar entries say what they are for; without it their titles are neutral.")
    var reasons = false

    @Option(name: .shortAndLong, help: ArgumentHelp("File to write instead of standard output.", valueName: "file"))
    var output: String?

    @Flag(inversion: .prefixedNo, help: "Colours in a terminal.")
    var color: Bool?

    func run() async throws {
        if let asOf, !Facts.days.contains(asOf) {
            throw Failure.wrongInput("--as-of: a day from 1900 to 2199 is expected")
        }
        if let lodgeOn, !Facts.days.contains(lodgeOn) {
            throw Failure.wrongInput("--lodge-on: a day from 1900 to 2199 is expected")
        }
        let document = try Files.facts(facts, asOf: asOf)
        let plan = try planOrFailure(
            document, lodgeOn: lodgeOn, Rulebook(try law.book()), try guide.read(), path: facts)
        let wording = Wording(BuiltInLaw.words)
        var bytes: [UInt8]
        switch format {
        case .json:
            var writer = JSONWriter(pretty: true)
            plan.write(&writer, wording)
            bytes = writer.bytes + [0x0A]
        case .html: bytes = PlanPage(plan, wording, lang, style: BuiltInLaw.style).bytes
        case .pdf: bytes = try await PDFPrinter.print(PlanPage(plan, wording, lang, style: BuiltInLaw.style).bytes)
        case .ics: bytes = PlanCalendar(plan, wording, lang, saysWhy: reasons).bytes
        case .text:
            let style = Terminal.style(isFile: output != nil, wanted: color)
            bytes = Array(PlanText(plan, wording, lang, style).text.utf8)
        }
        try Files.write(bytes, to: output)
    }
}

/// Makes a plan; what cannot be planned becomes a message that says what to do.
func planOrFailure(
    _ document: FactsDocument, lodgeOn: Day?, _ rulebook: Rulebook, _ guide: Guide?, path: String,
    scope: Plan.Scope = .whole
) throws -> Plan {
    do throws(AssessmentFailure) {
        return try Plan(
            document.facts, lodgeOn: lodgeOn, rulebook, family: document.family, guide: guide, scope: scope)
    } catch {
        switch error {
        case .contradiction:
            throw Failure.wrongInput("\(path): the facts contradict each other: no days fit them all; check the dates")
        case .tooMuchWork:
            throw Failure.wrongInput(
                "\(path): too much is not known to work out every possibility; fill in the sponsor's dates and protection first, "
                    + "then each member's relation, birth_date and tie_since")
        }
    }
}

/// Formats of a plan.
enum PlanFormat: String, ExpressibleByArgument, CaseIterable {
    case text, json, html, ics, pdf
}

/// Which practice is used.
struct GuideOptions: ParsableArguments {
    @Option(
        name: .customLong("guide"),
        help: ArgumentHelp("Folder with another guide than the built-in one.", valueName: "folder"))
    var folder: String?

    func read() throws -> Guide {
        guard let folder else { return BuiltInLaw.guide }
        var locales: Locales?
        do throws(LawFolder.Faults) {
            return try GuideFolder.read(folder, &locales)
        } catch {
            throw Failure.wrongInput(error.description)
        }
    }
}

/// Which law is used.
struct LawOptions: ParsableArguments {
    @Option(help: ArgumentHelp("Folder with another law than the built-in one.", valueName: "folder"))
    var law: String?

    func book() throws -> LawBook {
        guard let law else { return BuiltInLaw.book }
        do throws(LawFolder.Faults) {
            return try LawFolder.read(law, sentences: Sentence.allKeys)
        } catch {
            throw Failure.wrongInput(error.description)
        }
    }
}

internal import ArgumentParser
internal import BuiltInLaw
internal import Casework
internal import CivilTime
internal import Documents
internal import FactFiles
internal import Reunification

/// `weerzien assess`: the same answers for many families.
struct AssessCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "assess",
        abstract: "The same answers as plan, for many families.",
        discussion:
            "A wrong line is reported on standard error and does not stop the others; the exit status is then 2."
    )

    @Option(
        help: ArgumentHelp(
            "Facts documents, one a line, or the table of `schema batch`; - is standard input.",
            valueName: "file"
        )
    )
    var batch: String

    @OptionGroup var law: LawOptions

    @OptionGroup var guide: GuideOptions

    @Option(help: ArgumentHelp("The day on which the facts are looked at.", valueName: "day"))
    var asOf: Day?

    @Option(
        help: ArgumentHelp(
            "What if the applications that are not lodged yet were lodged on that day?",
            valueName: "day"
        )
    )
    var lodgeOn: Day?

    @Option(help: "jsonl: one plan document a line; csv: one row for each member, with verdicts, days and amounts.")
    var format: BatchFormat = .jsonl

    @Option(name: .shortAndLong, help: ArgumentHelp("File to write instead of standard output.", valueName: "file"))
    var output: String?

    @Flag(help: "Texts in every language as well (jsonl).")
    var full = false

    func validate() throws {
        for (option, day) in [("--as-of", asOf), ("--lodge-on", lodgeOn)] {
            if let day, !Facts.days.contains(day) {
                throw ValidationError("\(option): a day from 1900 to 2199 is expected")
            }
        }
        if full, format == .csv { throw ValidationError("--full: a table holds no texts; use --format jsonl") }
    }

    func run() throws {
        let assessor = BatchAssessor(
            path: batch,
            rulebook: Rulebook(try law.book()),
            guide: try guide.read(),
            wording: full ? Wording(BuiltInLaw.words) : nil,
            format: format,
            asOf: asOf,
            lodgeOn: lodgeOn,
            today: Files.today
        )
        var input = try BatchInput(batch)
        let file = try OutputFile(output)
        var totals = BatchTotals()
        do {
            if format == .csv { try file.write(Array(CSVWriter.row(FlatPlan.header).utf8)) }
            while case let items = try totals.reading({ try input.block() }), !items.isEmpty {
                let outcomes = inParallel(items, assessor.assess)
                try totals.writing { try file.write(outcomes.flatMap(\.output)) }
                for outcome in outcomes { totals.add(outcome) }
            }
            try file.finish()
        } catch {
            file.abandon()
            throw (error as? DocumentError).map { Files.named(batch, $0) } ?? error
        }
        if totals.faults > 0 { throw Failure.wrongInput(totals.summary) }
        StandardError.write(totals.summary)
    }
}

/// Formats of a batch's answers.
enum BatchFormat: String, ExpressibleByArgument, CaseIterable {
    case jsonl, csv
}

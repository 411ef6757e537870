internal import ArgumentParser
internal import BuiltInLaw
internal import Casework
internal import Documents
internal import FactFiles
internal import Law
internal import Reunification

/// `weerzien law diff`: for whom two regimes differ.
struct LawDiffCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "diff", abstract: "Where two regimes or reforms differ, and which families are touched.")

    @Argument(help: "Id of a regime or reform, such as be_2024.")
    var before: String

    @Argument(help: "Id of another one.")
    var after: String

    @Option(
        parsing: .upToNextOption,
        help: ArgumentHelp("Facts documents: which of these families are touched?", valueName: "file"))
    var facts: [String] = []

    @OptionGroup var law: LawOptions

    @Option(help: "Language: nl, fr or en.")
    var lang: Language = .nl

    func run() throws {
        let rulebook = Rulebook(try law.book())
        let (first, second) = (try regime(before, rulebook.book), try regime(after, rulebook.book))
        var text = ""
        let wording = Wording(BuiltInLaw.words)
        if facts.isEmpty {
            text = DiffText(rulebook, wording, lang).text(of: try differences(first, second, rulebook), first, second)
        } else {
            for path in facts {
                let document = try Files.facts(path, asOf: nil)
                text += try touched(document, path, first, second, rulebook, wording)
            }
        }
        try Files.write(Array(text.utf8), to: nil)
    }

    private func regime(_ id: String, _ book: LawBook) throws -> Int {
        if let index = book.regimeIndex(id: id) { return index }
        let ids = book.regimes.map(\.id)
        throw Failure.wrongInput(
            "‘\(id)’ is no regime or reform" + Suggestion.didYouMean(id, among: ids) + " (there are: "
                + ids.joined(separator: ", ") + ")")
    }

    private func differences(_ first: Int, _ second: Int, _ rulebook: Rulebook) throws -> [RegimeDifference] {
        do throws(AssessmentFailure) {
            var budget = WorkBudget.ofOneDiff
            return try RegimeDiff.between(first, second, rulebook, budget: &budget)
        } catch {
            throw Failure.workFailed("the difference of these two takes more work than the budget allows")
        }
    }

    private func touched(
        _ document: FactsDocument, _ path: String, _ first: Int, _ second: Int, _ rulebook: Rulebook, _ wording: Wording
    ) throws -> String {
        do throws(AssessmentFailure) {
            var budget = WorkBudget.ofOnePlan
            let touches = try RegimeDiff.touches(document.facts, first, second, rulebook, budget: &budget)
            return DiffText(rulebook, wording, lang).text(of: touches, members: document.facts.members, path)
        } catch {
            throw Failure.wrongInput("\(path): too much is not known to compare, or the facts contradict each other")
        }
    }
}

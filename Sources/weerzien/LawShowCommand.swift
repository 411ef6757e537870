internal import ArgumentParser
internal import BuiltInLaw
internal import Casework
internal import Documents
internal import Law

/// `weerzien law show`: one entry of the law with its values, sources and limits.
struct LawShowCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract: "A provision, parameter, regime or reform: words, values, sources, confidence, limits."
    )

    @Argument(help: "Such as BE-MEANS-110, be.ggmmi or be_2025.")
    var id: String

    @OptionGroup var law: LawOptions

    @Option(help: "Language: nl, fr or en.")
    var lang: Language = .nl

    @Flag(inversion: .prefixedNo, help: "Colours in a terminal.")
    var color: Bool?

    func run() throws {
        let style = Terminal.style(isFile: false, wanted: color)
        let sheet = LawSheet(try law.book(), Wording(BuiltInLaw.words), lang, style)
        guard let text = sheet.text(of: id) else {
            throw Failure.wrongInput(
                "law show: nothing in the law is called ‘\(id)’" + Suggestion.didYouMean(id, among: sheet.ids)
                    + "; `weerzien law list` lists the regimes, findings of a plan name provisions and parameters"
            )
        }
        try Files.write(Array(text.utf8), to: nil)
    }
}

internal import ArgumentParser
internal import BuiltInLaw
internal import Documents

/// `weerzien schema`: what a document must look like.
struct SchemaCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "schema",
        abstract: "The JSON Schema of a document, or the header of a table."
    )

    /// Every name of the command-line contract, in its order; some do not exist yet.
    static let names = [
        "facts", "plan", "dossier", "batch", "homes", "households", "placement", "scenario", "lab_result",
    ]

    @Argument(help: "facts, plan, dossier or batch (the header of the CSV that assess --batch reads).")
    var name: String

    func run() throws {
        let text = try SchemaCommand.text(of: name)
        try Files.write(Array(text.utf8), to: nil)
    }

    /// The columns of the table that `assess --batch` reads.
    static var columns: [String] {
        get throws { try text(of: "batch").split { $0 == "," || $0.isNewline }.map(String.init) }
    }

    /// The text of a schema.
    static func text(of name: String) throws -> String {
        if let schema = BuiltInLaw.schemas.first(where: { $0.name == name }) { return schema.text }
        let available = names.filter { name in BuiltInLaw.schemas.contains { $0.name == name } }
        let problem =
            names.contains(name)
            ? "schema ‘\(name)’ does not exist yet"
            : "no such schema ‘\(name)’" + Suggestion.didYouMean(name, among: available)
        throw Failure.wrongInput(problem + "; available: " + available.joined(separator: ", "))
    }
}

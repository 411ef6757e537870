internal import ArgumentParser
internal import BuiltInLaw
internal import CivilTime
internal import Law

/// `weerzien law list`: the regimes and reforms with the days whose text they read.
struct LawListCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "The regimes and reforms, with their dates."
    )

    @OptionGroup var law: LawOptions

    @Option(help: "Language: nl, fr or en.")
    var lang: Language = .nl

    func run() throws {
        let words = BuiltInLaw.words
        let rows = try law.book().regimes.map { regime in
            let days = regime.readings.map(\.textOf.description)
            let distinct = days.enumerated().filter { !days[..<$0.offset].contains($0.element) }.map(\.element)
            let status = words["law_status_\(regime.status.rawValue)"][lang]
            return [regime.id, status, distinct.joined(separator: ", "), regime.title[lang]]
        }
        let header = ["law_id", "law_status", "law_text_of", "law_title"].map { words[$0][lang] }
        try Files.write(Array(Table.text([header] + rows).utf8), to: nil)
    }
}

/// Text in columns.
enum Table {
    /// Rows with every column as wide as its widest cell, two blanks apart.
    static func text(_ rows: [[String]]) -> String {
        let count = rows.map(\.count).max() ?? 0
        let widths = (0..<count).map { column in rows.map { column < $0.count ? $0[column].count : 0 }.max() ?? 0 }
        return rows.map { row in
            row.enumerated().map { column, cell in
                column + 1 == row.count ? cell : cell + String(repeating: " ", count: widths[column] + 2 - cell.count)
            }.joined() + "\n"
        }.joined()
    }
}

internal import Documents
internal import FoundationEssentials
internal import Glibc
internal import Guide
internal import Law
internal import LawFiles
internal import Reunification

// usage: law-pack PACKAGE_FOLDER OUTPUT.swift — checks law/, guide/ and locales/ and writes them, with schemas/ and web/, as Swift
// literals.
let arguments = CommandLine.arguments
guard arguments.count == 3 else {
    StandardError.write("usage: law-pack PACKAGE_FOLDER OUTPUT.swift")
    exit(2)
}

func literal(_ text: String) -> String {
    var literal = ""
    for scalar in text.unicodeScalars {
        switch scalar {
        case "\\", "\"": literal += "\\" + String(scalar)
        case _ where scalar.value < 0x20: literal += "\\u{\(String(scalar.value, radix: 16))}"
        default: literal.unicodeScalars.append(scalar)
        }
    }
    return "\"\(literal)\""
}

/// The schemas by name: `facts.schema.json` is `facts`, `batch.header.csv` is `batch`.
func schemas(in folder: String) throws -> [(name: Substring, text: String)] {
    try FileManager.default.contentsOfDirectory(atPath: folder).sorted().compactMap { file in
        guard let name = file.split(separator: ".").first, !file.hasPrefix(".") else { return nil }
        let data = try Data(contentsOf: URL(filePath: folder).appending(path: file))
        return (name, String(decoding: data, as: UTF8.self))
    }
}

do {
    let folder = arguments[1]
    var locales: Locales? = Locales(folder + "/locales")
    var book = try LawFolder.read(folder + "/law", sentences: Sentence.allKeys)
    if let translated = locales?.translate(book) { book = translated }
    let guide = try GuideFolder.read(folder + "/guide", &locales)
    locales?.checkUnused()
    if let faults = locales?.faults, !faults.isEmpty { throw LawFolder.Faults(faults: faults) }
    let reviews = Language.allCases.map { "    (\(literal($0.rawValue)), \(locales?.needsReview[$0] ?? 0))," }
    let words = locales?.catalogue ?? Catalogue([:])
    let style = try String(contentsOf: URL(filePath: folder).appending(path: "web/plan.css"), encoding: .utf8)
    let entries = try schemas(in: folder + "/schemas").map { "    (\(literal(String($0.name))), \(literal($0.text)))," }
    let source = """
        // Packed from law/, guide/, locales/, schemas/ and web/ by law-pack.

        let packedLaw: StaticString = \(literal(book.packed))

        let packedGuide: StaticString = \(literal(guide.packed))

        let packedWords: StaticString = \(literal(words.packed))

        let packedReviews: [(language: String, count: Int)] = [
        \(reviews.joined(separator: "\n"))
        ]

        let packedStyle: StaticString = \(literal(style))

        let packedSchemas: [(name: String, text: String)] = [
        \(entries.joined(separator: "\n"))
        ]

        """
    try Data(source.utf8).write(to: URL(filePath: arguments[2]), options: .atomic)
} catch {
    StandardError.write("\(error)")
    exit(1)
}

internal import Documents
internal import FoundationEssentials
internal import Glibc
internal import Law
internal import LawFiles
internal import Reunification

// usage: law-pack LAW_FOLDER WORDS.yaml SCHEMA_FOLDER OUTPUT.swift — checks the law and the words and writes them,
// with the schemas, as Swift literals.
let arguments = CommandLine.arguments
guard arguments.count == 5 else {
    StandardError.write("usage: law-pack LAW_FOLDER WORDS.yaml SCHEMA_FOLDER OUTPUT.swift")
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
    let book = try LawFolder.read(arguments[1], sentences: Sentence.allKeys)
    let words = try CatalogueFile.read(arguments[2])
    let entries = try schemas(in: arguments[3]).map { "    (\(literal(String($0.name))), \(literal($0.text)))," }
    let source = """
        // Packed from law/, locales/ and schemas/ by law-pack.

        let packedLaw: StaticString = \(literal(book.packed))

        let packedWords: StaticString = \(literal(words.packed))

        let packedSchemas: [(name: String, text: String)] = [
        \(entries.joined(separator: "\n"))
        ]

        """
    try Data(source.utf8).write(to: URL(filePath: arguments[4]), options: .atomic)
} catch {
    StandardError.write("\(error)")
    exit(1)
}

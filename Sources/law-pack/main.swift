internal import Documents
internal import FoundationEssentials
internal import Glibc
internal import Law
internal import LawFiles
internal import Reunification

// usage: law-pack LAW_FOLDER WORDS.yaml OUTPUT.swift — checks the law and the words and writes them as Swift literals.
let arguments = CommandLine.arguments
guard arguments.count == 4 else {
    StandardError.write("usage: law-pack LAW_FOLDER WORDS.yaml OUTPUT.swift")
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

do {
    let book = try LawFolder.read(arguments[1], sentences: Sentence.allKeys)
    let words = try CatalogueFile.read(arguments[2])
    let source = """
        // Packed from law/ and locales/ by law-pack.

        let packedLaw: StaticString = \(literal(book.packed))

        let packedWords: StaticString = \(literal(words.packed))

        """
    try Data(source.utf8).write(to: URL(filePath: arguments[3]), options: .atomic)
} catch {
    StandardError.write("\(error)")
    exit(1)
}

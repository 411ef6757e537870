public import Documents
internal import FoundationEssentials
public import Law

/// Reads a catalogue of words.
public enum CatalogueFile {
    /// Reads `terminal.yaml`: a map of keys to the three languages, and the names of the months.
    ///
    /// - Throws: `DocumentError` for a missing language or differing placeholders.
    public static func read(_ path: String) throws(DocumentError) -> Catalogue {
        do throws(DocumentError) {
            guard let data = FileManager.default.contents(atPath: path) else {
                throw DocumentError(line: 0, key: "", problem: "the file cannot be read")
            }
            guard case .map(let nodes) = try YAMLReader.read(Array(data)).content else {
                throw DocumentError(line: 1, key: "", problem: "a map of keys is expected")
            }
            var entries: [String: Words] = [:]
            for node in nodes {
                if node.key == "months" {
                    try months(node.value, into: &entries)
                } else {
                    let words = try MapReader.words(node.value, path: node.key)
                    let names = LawFolderReader.placeholders(words.nl)
                    guard names == LawFolderReader.placeholders(words.fr),
                        names == LawFolderReader.placeholders(words.en)
                    else {
                        throw DocumentError(
                            line: node.line, key: node.key,
                            problem: "the three languages must have the same {placeholders}")
                    }
                    entries[node.key] = words
                }
            }
            return Catalogue(entries)
        } catch {
            var error = error
            error.file = path
            throw error
        }
    }

    private static func months(_ node: Node, into entries: inout [String: Words]) throws(DocumentError) {
        let map = try MapReader(node, path: "months", allowed: Language.allCases.map(\.rawValue))
        func names(_ language: Language) throws(DocumentError) -> [String] {
            let names = try map.list(language.rawValue)?.compactMap(\.text) ?? []
            guard names.count == 12 else { throw map.error(language.rawValue, "twelve names are expected") }
            return names
        }
        let (nl, fr, en) = (try names(.nl), try names(.fr), try names(.en))
        for month in 0..<12 { entries["month_\(month + 1)"] = Words(nl: nl[month], fr: fr[month], en: en[month]) }
    }
}

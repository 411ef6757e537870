public import Documents
internal import FoundationEssentials
public import Law

/// The words of every language, as the gettext catalogues of `locales/` hold them.
public struct Locales: Sendable {
    /// Words of the surfaces.
    public private(set) var catalogue = Catalogue([:])
    /// Arabic for law and guide: context and key, joined by U+0004, with the text.
    public private(set) var translations: [String: String] = [:]
    /// For each language how many texts still need a native reader.
    public private(set) var needsReview: [Language: Int] = [:]
    /// The contexts and keys of `translations` that were asked for.
    private var used: Set<String> = []
    /// What is wrong.
    public private(set) var faults: [DocumentError] = []

    /// The comment by which a translator says that a native reader must still look at a text.
    public static let reviewMark = "review: needs native review"

    /// Reads `nl.po`, `fr.po`, `en.po` and `ar.po`.
    ///
    /// Every language has the same keys with the same `{placeholders}`, and states its own plural rule. A translated text says
    /// whether it was reviewed: `review: needs native review`, or `review: ` with who did it and when.
    public init(_ folder: String) {
        var texts: [Language: [String: POEntry]] = [:]
        for language in Language.allCases { texts[language] = read(folder + "/\(language.rawValue).po", language) }
        guard faults.isEmpty, let dutch = texts[.nl] else { return }
        var (entries, counted): ([String: Words], [String: [Language: [String]]]) = ([:], [:])
        for (key, entry) in dutch {
            let all = Language.allCases.compactMap { language in texts[language]?[key].map { (language, $0) } }
            guard all.count == Language.allCases.count else {
                let missing = Language.allCases.filter { texts[$0]?[key] == nil }
                for language in missing { fault(folder, language, 0, key, "the text is missing") }
                continue
            }
            let names = Locales.placeholders(entry.texts)
            for (language, other) in all where other.isPlural != entry.isPlural {
                fault(folder, language, other.line, key, "it counts in one language and not in the other")
            }
            guard all.allSatisfy({ $0.1.isPlural == entry.isPlural }) else { continue }
            for (language, other) in all where other.texts.contains(where: { Locales.placeholders([$0]) != names }) {
                fault(folder, language, other.line, key, "the {placeholders} differ from the Dutch ones: \(names)")
            }
            if entry.isPlural {
                counted[key] = Dictionary(uniqueKeysWithValues: all.map { ($0, $1.texts) })
            } else {
                let text = Dictionary(uniqueKeysWithValues: all.map { ($0, $1.texts[0]) })
                entries[key] = Words(
                    nl: text[.nl] ?? "", fr: text[.fr] ?? "", en: text[.en] ?? "", ar: text[.ar] ?? "")
            }
        }
        for language in Language.allCases where language != .nl {
            for (key, entry) in texts[language] ?? [:] where dutch[key] == nil {
                fault(folder, language, entry.line, key, "no such key in Dutch")
            }
        }
        catalogue = Catalogue(entries, counted: counted)
    }

    private mutating func fault(_ folder: String, _ language: Language, _ line: Int, _ key: String, _ problem: String) {
        faults.append(DocumentError(file: "\(folder)/\(language.rawValue).po", line: line, key: key, problem: problem))
    }

    /// The entries of the surfaces; those of law and guide go to `translations`.
    private mutating func read(_ path: String, _ language: Language) -> [String: POEntry] {
        do throws(DocumentError) {
            guard let data = FileManager.default.contents(atPath: path) else {
                throw DocumentError(line: 0, key: "", problem: "the file cannot be read")
            }
            var surface: [String: POEntry] = [:]
            var hasHeader = false
            for entry in try POReader.read(Array(data)) {
                if entry.id.isEmpty {
                    guard entry.texts.contains(where: { $0.contains("Plural-Forms: \(language.pluralRule)\n") }) else {
                        throw DocumentError(
                            line: entry.line, key: "Plural-Forms",
                            problem: "the header must say: Plural-Forms: \(language.pluralRule)")
                    }
                    hasHeader = true
                    continue
                }
                try check(entry, language)
                if entry.context.isEmpty {
                    surface[entry.id] = entry
                } else {
                    translations[entry.context + "\u{4}" + entry.id] = entry.texts[0]
                }
            }
            guard hasHeader else {
                throw DocumentError(line: 1, key: "Plural-Forms", problem: "the header is missing")
            }
            return surface
        } catch {
            var error = error
            error.file = path
            faults.append(error)
            return [:]
        }
    }

    private mutating func check(_ entry: POEntry, _ language: Language) throws(DocumentError) {
        func problem(_ text: String) -> DocumentError { DocumentError(line: entry.line, key: entry.id, problem: text) }
        guard !entry.flags.contains("fuzzy") else { throw problem("a fuzzy text is not used; review it or mark it") }
        guard entry.texts.allSatisfy({ !$0.isEmpty }) else { throw problem("the text is empty") }
        guard entry.texts.count == (entry.isPlural ? language.pluralForms : 1) else {
            throw problem("\(language.pluralForms) plural forms are expected")
        }
        guard entry.context.isEmpty || language == .ar else {
            throw problem("law and guide hold their own words in this language")
        }
        guard entry.context.isEmpty || !entry.isPlural else { throw problem("law and guide count nothing") }
        guard language == .ar else { return }
        guard entry.texts.allSatisfy({ !$0.unicodeScalars.contains { (0x64B...0x652).contains($0.value) } }) else {
            throw problem(
                "write Arabic without vowel marks: readers of a PDF move them, and then no word is found again")
        }
        guard let review = entry.comments.last(where: { $0.hasPrefix("review: ") }) else {
            throw problem("a comment must say ‘\(Locales.reviewMark)’, or who reviewed it and when")
        }
        if review == Locales.reviewMark {
            needsReview[language, default: 0] += 1
        } else if (try? #/review: .*\p{L}.*, \d{4}-\d{2}-\d{2}/#.wholeMatch(in: review)) == nil {
            throw problem("a review comment names the reader and the day: ‘review: A. Reader, 2026-02-26’")
        }
    }

    /// The names in braces of all forms, each once.
    private static func placeholders(_ texts: [String]) -> [String] {
        Set(texts.flatMap(LawFolderReader.placeholders).map(String.init)).subtracting(["count"]).sorted()
    }

    /// Adds the translation of a text of law or guide.
    ///
    /// - Parameters:
    ///   - words: The authored text.
    ///   - context: `law`, `unit` or `guide`.
    ///   - key: The key within it.
    /// - Returns: The text with its translation; as it was where there is none.
    public mutating func translate(_ words: Words, _ context: String, _ key: String) -> Words {
        let name = context + "\u{4}" + key
        guard let text = translations[name] else {
            faults.append(
                DocumentError(file: "ar.po", line: 0, key: key, problem: "no Arabic text (msgctxt \"\(context)\")"))
            return words
        }
        used.insert(name)
        if LawFolderReader.placeholders(text) != LawFolderReader.placeholders(words.nl) {
            faults.append(
                DocumentError(
                    file: "ar.po", line: 0, key: key, problem: "the {placeholders} differ from the Dutch ones"))
        }
        var words = words
        words.ar = text
        return words
    }

    /// The same law with its sentences and titles in every language.
    public mutating func translate(_ book: LawBook) -> LawBook {
        var book = book
        for (key, words) in book.sentences.sorted(by: { $0.key < $1.key }) {
            book.sentences[key] = translate(words, "law", key)
        }
        for index in book.provisions.indices {
            let id = book.provisions[index].provision.id
            book.provisions[index].title = translate(book.provisions[index].title, "law", "provision.\(id).title")
        }
        for index in book.regimes.indices {
            let id = book.regimes[index].id
            book.regimes[index].title = translate(book.regimes[index].title, "law", "regime.\(id).title")
            for (place, reading) in book.regimes[index].readings.enumerated() where !reading.because.nl.isEmpty {
                book.regimes[index].readings[place].because = translate(
                    reading.because, "law", "regime.\(id).reading.\(reading.id)")
            }
        }
        for (unit, words) in book.unitWords { book.unitWords[unit] = translate(words, "unit", unit.rawValue) }
        return book
    }

    /// Complains about translations that nothing asked for.
    public mutating func checkUnused() {
        for name in translations.keys.sorted() where !used.contains(name) {
            let parts = name.split(separator: "\u{4}")
            faults.append(
                DocumentError(
                    file: "ar.po", line: 0, key: String(parts.last ?? ""),
                    problem: "nothing asks for this text (msgctxt \"\(parts.first ?? "")\")"))
        }
    }
}

import Law
import TestSupport
import Testing

/// The forms of counted words, against the rules of CLDR.
struct PluralTests {
    /// The categories that whole numbers reach, in the order of the gettext forms.
    ///
    /// - Source: Unicode CLDR, "Language Plural Rules", cardinals.
    private static func categories(_ language: Language) -> [String] {
        switch language {
        case .nl, .fr, .en: ["one", "other"]
        case .ar: ["zero", "one", "two", "few", "many", "other"]
        }
    }

    /// The category of a number.
    private static func category(_ number: Int, _ language: Language) -> String {
        let hundreds = number % 100
        let rules: [(name: String, holds: Bool)] =
            switch language {
            case .nl, .en: [("one", number == 1)]
            case .fr: [("one", number == 0 || number == 1)]
            case .ar:
                [
                    ("zero", number == 0), ("one", number == 1), ("two", number == 2),
                    ("few", (3...10).contains(hundreds)), ("many", (11...99).contains(hundreds)),
                ]
            }
        return rules.first { $0.holds }?.name ?? "other"
    }

    @Test(arguments: Language.allCases)
    func `the form of a count is the category of CLDR`(language: Language) {
        let categories = PluralTests.categories(language)
        #expect(language.pluralForms == categories.count)
        for number in 0...200 {
            let form = language.pluralForm(number)
            #expect(categories.indices.contains(form), "\(number) in \(language)")
            guard categories.indices.contains(form) else { continue }
            #expect(categories[form] == PluralTests.category(number, language), "\(number) in \(language)")
        }
        #expect(Set((0...200).map(language.pluralForm)) == Set(categories.indices), "every form is used")
    }

    @Test(arguments: [
        (0, [1, 0, 1, 0]), (1, [0, 0, 0, 1]), (2, [1, 1, 1, 2]), (3, [1, 1, 1, 3]), (10, [1, 1, 1, 3]),
        (11, [1, 1, 1, 4]), (21, [1, 1, 1, 4]), (99, [1, 1, 1, 4]), (100, [1, 1, 1, 5]), (101, [1, 1, 1, 5]),
        (102, [1, 1, 1, 5]), (103, [1, 1, 1, 3]), (111, [1, 1, 1, 4]), (200, [1, 1, 1, 5]),
    ])
    func `these counts have these forms in Dutch, French, English and Arabic`(count: Int, forms: [Int]) {
        #expect(Language.allCases.map { $0.pluralForm(count) } == forms)
    }

    @Test(arguments: Language.allCases)
    func `the header of a catalogue states the same rule to gettext`(language: Language) async throws {
        let rule = language.pluralRule
        #expect(rule.hasPrefix("nplurals=\(language.pluralForms); plural="))
        #expect(rule.hasSuffix(";"))
        let start = try #require(rule.firstRange(of: "plural=")).upperBound
        let program = """
            import gettext, sys
            form = gettext.c2py(sys.argv[1])
            print(*[form(number) for number in range(201)])
            """
        let outcome = try await Program.run(
            Program.oraclePython(), ["-c", program, String(rule[start...].dropLast())])
        #expect(outcome.status == 0, "\(outcome.errors)")
        let forms = outcome.output.split { $0 == " " || $0 == "\n" }.compactMap { Int($0) }
        #expect(forms == (0...200).map(language.pluralForm))
    }

    private static let counted: [String: [Language: [String]]] = [
        "days": [
            .nl: ["{count} dag", "{count} dagen"],
            .fr: ["{count} jour", "{count} jours"],
            .en: ["one day", "{count} days, {count} in all"],
            .ar: ["لا أيام", "يوم", "يومان", "{count} أيام", "{count} يومًا", "{count} يوم"],
        ]
    ]

    @Test(arguments: [
        (0, Words(nl: "0 dagen", fr: "0 jour", en: "0 days, 0 in all", ar: "لا أيام")),
        (1, Words(nl: "1 dag", fr: "1 jour", en: "one day", ar: "يوم")),
        (2, Words(nl: "2 dagen", fr: "2 jours", en: "2 days, 2 in all", ar: "يومان")),
        (7, Words(nl: "7 dagen", fr: "7 jours", en: "7 days, 7 in all", ar: "7 أيام")),
        (30, Words(nl: "30 dagen", fr: "30 jours", en: "30 days, 30 in all", ar: "30 يومًا")),
        (100, Words(nl: "100 dagen", fr: "100 jours", en: "100 days, 100 in all", ar: "100 يوم")),
        (1000, Words(nl: "1000 dagen", fr: "1000 jours", en: "1000 days, 1000 in all", ar: "1000 يوم")),
    ])
    func `a catalogue counts in every language`(count: Int, words: Words) throws {
        let catalogue = Catalogue([:], counted: PluralTests.counted)
        #expect(catalogue["days", count] == words)
        let packed = Array(catalogue.packed.utf8)
        let unpacked = try #require(packed.withUnsafeBufferPointer(Catalogue.init(packed:)))
        #expect(unpacked["days", count] == words)
    }

    @Test func `a gap in a catalogue shows its key`() {
        let catalogue = Catalogue(["name": Words(nl: "a", fr: "b", en: "c", ar: "d")], counted: PluralTests.counted)
        #expect(catalogue.has("name") && catalogue.has("days") && !catalogue.has("weeks"))
        #expect(catalogue["weeks", 2] == Words(nl: "weeks", fr: "weeks", en: "weeks", ar: "weeks"))
        #expect(catalogue["name", 2] == Words(nl: "name", fr: "name", en: "name", ar: "name"))
        #expect(catalogue["days"] == Words(nl: "days", fr: "days", en: "days", ar: "days"))
        #expect(catalogue["name"].ar == "d")
    }
}

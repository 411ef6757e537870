import BuiltInLaw
import Documents
import Law
import LawFiles
import Reunification
import TestSupport
import Testing

/// The gettext catalogues: read whole, or refused with every fault named.
struct LocalesTests {
    @Test func `the real catalogues have no faults and are the built-in words`() {
        let locales = Locales(PackageFolder.path + "/locales")
        #expect(locales.faults.isEmpty, "\(locales.faults.map(\.description))")
        #expect(locales.catalogue.packed == BuiltInLaw.words.packed)
        #expect(locales.catalogue.has("sponsor") && !locales.catalogue.has("no_such_key"))
        let words = locales.catalogue["paper_age_months", 6]
        for language in Language.allCases { #expect(words[language].contains("6"), "\(language)") }
    }

    @Test func `an untouched copy has no faults`() throws {
        let copy = try TemporaryFolder(copyOf: "locales")
        #expect(Locales(copy.path).faults.isEmpty)
    }

    @Test func `law and units have the translations that they ask for and no others`() throws {
        var locales = Locales(PackageFolder.path + "/locales")
        let book = locales.translate(
            try LawFolder.read(PackageFolder.path + "/law", sentences: Sentence.allKeys))
        #expect(locales.faults.isEmpty, "\(locales.faults.map(\.description))")
        #expect(book.sentences.values.allSatisfy { !$0.ar.isEmpty })
        #expect(book.unitWords.values.allSatisfy { !$0.ar.isEmpty })
        locales.checkUnused()
        let unused = locales.faults.filter { !$0.problem.contains("\"guide\"") }
        #expect(unused.isEmpty, "\(unused.map(\.description))")
    }

    // MARK: Damage

    @Test(arguments: headers + texts + keys)
    func `one thing wrong is named with file, line, key and reason`(breakage: Breakage) throws {
        let copy = try TemporaryFolder(copyOf: "locales")
        let line = try breakage.apply(to: copy)
        let faults = Locales(copy.path).faults
        let file = copy.path + "/" + (breakage.blames ?? breakage.file)
        let isNamed = faults.contains {
            $0.file == file && $0.key == breakage.key && $0.problem.contains(breakage.reason) && $0.line == line
        }
        #expect(
            isNamed,
            "line \(line), key ‘\(breakage.key)’ and ‘\(breakage.reason)’ are expected:\n\(faults.map(\.description))"
        )
    }

    static let headers: [Breakage] = [
        Breakage(
            name: "the plural rule of another language",
            file: "fr.po",
            damage: .replace("plural=(n > 1);", "plural=(n != 1);"),
            at: "msgid \"\"",
            key: "Plural-Forms",
            reason: "nplurals=2; plural=(n > 1);"
        ),
        Breakage(
            name: "too few forms in the header",
            file: "ar.po",
            damage: .replace("nplurals=6", "nplurals=5"),
            at: "msgid \"\"",
            key: "Plural-Forms",
            reason: "nplurals=6"
        ),
        Breakage(
            name: "a header without a plural rule",
            file: "nl.po",
            damage: .replace("\"Plural-Forms: nplurals=2; plural=(n != 1);\\n\"\n", ""),
            at: "msgid \"\"",
            key: "Plural-Forms",
            reason: "the header must say"
        ),
        Breakage(
            name: "no file",
            file: "ar.po",
            damage: .remove,
            key: "",
            reason: "cannot be read"
        ),
    ]

    static let texts: [Breakage] = [
        Breakage(
            name: "a placeholder of another name in French",
            file: "fr.po",
            damage: .replace("{day}", "{date}"),
            at: "msgid \"as_of\"",
            key: "as_of",
            reason: "{placeholders}"
        ),
        Breakage(
            name: "a placeholder that is not there in Arabic",
            file: "ar.po",
            damage: .replace("{day}", ""),
            at: "msgid \"as_of\"",
            key: "as_of",
            reason: "{placeholders}"
        ),
        Breakage(
            name: "a placeholder more in English",
            file: "en.po",
            damage: .replace("{day}", "{day} {name}"),
            at: "msgid \"as_of\"",
            key: "as_of",
            reason: "{placeholders}"
        ),
        Breakage(
            name: "an empty text",
            file: "en.po",
            damage: .replace("msgid \"sponsor\"\nmsgstr \"sponsor\"", "msgid \"sponsor\"\nmsgstr \"\""),
            at: "msgid \"sponsor\"",
            key: "sponsor",
            reason: "the text is empty"
        ),
        Breakage(
            name: "an empty form",
            file: "nl.po",
            damage: .append("\nmsgid \"brand_new\"\nmsgid_plural \"brand_new\"\nmsgstr[0] \"x\"\nmsgstr[1] \"\"\n"),
            at: "msgid \"brand_new\"",
            key: "brand_new",
            reason: "the text is empty"
        ),
        Breakage(
            name: "a fuzzy text",
            file: "fr.po",
            damage: .replace("msgid \"sponsor\"", "#, fuzzy\nmsgid \"sponsor\""),
            at: "msgid \"sponsor\"",
            key: "sponsor",
            reason: "fuzzy"
        ),
        Breakage(
            name: "a fuzzy text with another flag",
            file: "nl.po",
            damage: .replace("msgid \"sponsor\"", "#, no-wrap, fuzzy\nmsgid \"sponsor\""),
            at: "msgid \"sponsor\"",
            key: "sponsor",
            reason: "fuzzy"
        ),
        Breakage(
            name: "too few forms in Arabic",
            file: "ar.po",
            damage: .append(
                "\n# review: needs native review\nmsgid \"brand_new\"\nmsgid_plural \"brand_new\"\n"
                    + "msgstr[0] \"x\"\nmsgstr[1] \"{count} x\"\n"),
            at: "msgid \"brand_new\"",
            key: "brand_new",
            reason: "6 plural forms"
        ),
        Breakage(
            name: "too few forms in Dutch",
            file: "nl.po",
            damage: .append("\nmsgid \"brand_new\"\nmsgid_plural \"brand_new\"\nmsgstr[0] \"x\"\n"),
            at: "msgid \"brand_new\"",
            key: "brand_new",
            reason: "2 plural forms"
        ),
        Breakage(
            name: "too many forms in English",
            file: "en.po",
            damage: .append(
                "\nmsgid \"brand_new\"\nmsgid_plural \"brand_new\"\nmsgstr[0] \"x\"\nmsgstr[1] \"y\"\nmsgstr[2] \"z\"\n"
            ),
            at: "msgid \"brand_new\"",
            key: "brand_new",
            reason: "2 plural forms"
        ),
        Breakage(
            name: "nothing about a review in Arabic",
            file: "ar.po",
            damage: .replace("# review: needs native review\nmsgid \"sponsor\"", "msgid \"sponsor\""),
            at: "msgid \"sponsor\"",
            key: "sponsor",
            reason: Locales.reviewMark
        ),
        Breakage(
            name: "a review by nobody",
            file: "ar.po",
            damage: .replace(
                "# review: needs native review\nmsgid \"sponsor\"", "# review: looks good\nmsgid \"sponsor\""),
            at: "msgid \"sponsor\"",
            key: "sponsor",
            reason: "names the reader and the day"
        ),
        Breakage(
            name: "vowel marks, which readers of a PDF move",
            file: "ar.po",
            damage: .append("\n# review: needs native review\nmsgid \"brand_new\"\nmsgstr \"\u{644}\u{645}\u{651}\"\n"),
            at: "msgid \"brand_new\"",
            key: "brand_new",
            reason: "without vowel marks"
        ),
        Breakage(
            name: "nothing about a review of a text of the law",
            file: "ar.po",
            damage: .append("\n# by a machine\nmsgctxt \"law\"\nmsgid \"brand_new\"\nmsgstr \"x\"\n"),
            at: "msgid \"brand_new\"",
            key: "brand_new",
            reason: Locales.reviewMark
        ),
    ]

    static let keys: [Breakage] = [
        Breakage(
            name: "a key that English lacks",
            file: "en.po",
            damage: .replace("msgid \"sponsor\"\nmsgstr \"sponsor\"\n\n", ""),
            key: "sponsor",
            reason: "the text is missing"
        ),
        Breakage(
            name: "a key that only Dutch has",
            file: "nl.po",
            damage: .append("\nmsgid \"brand_new\"\nmsgstr \"x\"\n"),
            blames: "ar.po",
            key: "brand_new",
            reason: "the text is missing"
        ),
        Breakage(
            name: "a key that Dutch lacks",
            file: "en.po",
            damage: .append("\nmsgid \"brand_new\"\nmsgstr \"x\"\n"),
            at: "msgid \"brand_new\"",
            key: "brand_new",
            reason: "no such key in Dutch"
        ),
        Breakage(
            name: "a counted key that Dutch lacks",
            file: "fr.po",
            damage: .append("\nmsgid \"brand_new\"\nmsgid_plural \"brand_new\"\nmsgstr[0] \"x\"\nmsgstr[1] \"y\"\n"),
            at: "msgid \"brand_new\"",
            key: "brand_new",
            reason: "no such key in Dutch"
        ),
        Breakage(
            name: "the law in the Dutch catalogue",
            file: "nl.po",
            damage: .append("\nmsgctxt \"law\"\nmsgid \"brand_new\"\nmsgstr \"x\"\n"),
            at: "msgid \"brand_new\"",
            key: "brand_new",
            reason: "law and guide hold their own words"
        ),
        Breakage(
            name: "the guide in the French catalogue",
            file: "fr.po",
            damage: .append("\nmsgctxt \"guide\"\nmsgid \"brand_new\"\nmsgstr \"x\"\n"),
            at: "msgid \"brand_new\"",
            key: "brand_new",
            reason: "law and guide hold their own words"
        ),
        Breakage(
            name: "a key twice",
            file: "en.po",
            damage: .append("\n  msgid \"sponsor\"\nmsgstr \"x\"\n"),
            at: "  msgid",
            key: "sponsor",
            reason: "stands twice"
        ),
        Breakage(
            name: "a text without its closing quote",
            file: "fr.po",
            damage: .append("\nmsgid \"brand_new\"\nmsgstr \"never closed\n"),
            at: "\"never closed",
            key: "",
            reason: "the closing quote is missing"
        ),
    ]

    @Test func `the breakages have names of their own`() {
        let all = LocalesTests.headers + LocalesTests.texts + LocalesTests.keys
        #expect(Set(all.map(\.name)).count == all.count)
        #expect(all.allSatisfy { !$0.reason.isEmpty })
    }

    @Test func `placeholders may stand in any order and more than once`() throws {
        let copy = try TemporaryFolder(copyOf: "locales")
        try copy.write(try copy.text("nl.po") + "\nmsgid \"brand_new\"\nmsgstr \"{a} {b}\"\n", to: "nl.po")
        for name in ["fr.po", "en.po"] {
            try copy.write(try copy.text(name) + "\nmsgid \"brand_new\"\nmsgstr \"{b} {a} {a}\"\n", to: name)
        }
        let arabic = "\n# \(Locales.reviewMark)\nmsgid \"brand_new\"\nmsgstr \"{a} {c}\"\n"
        try copy.write(try copy.text("ar.po") + arabic, to: "ar.po")
        let faults = Locales(copy.path).faults
        #expect(faults.map(\.file) == [copy.path + "/ar.po"])
        #expect(faults.map(\.key) == ["brand_new"])
    }

    @Test func `a text that counts in some languages only is a fault`() throws {
        let forms = "\nmsgid \"days\"\nmsgid_plural \"days\"\nmsgstr[0] \"{count} x\"\nmsgstr[1] \"{count} y\"\n"
        let arabic =
            "\n# \(Locales.reviewMark)\nmsgid \"days\"\nmsgid_plural \"days\"\n"
            + (0..<6).map { "msgstr[\($0)] \"x\"\n" }.joined()
        let plain = "\nmsgid \"days\"\nmsgstr \"{count} x\"\n"
        for (dutch, french) in [(forms, plain), (plain, forms)] {
            let folder = try SmallLocales.folder([.nl: dutch, .fr: french, .en: dutch, .ar: arabic])
            let faults = Locales(folder.path).faults
            #expect(faults.contains { $0.file == folder.path + "/fr.po" && $0.key == "days" })
        }
    }

    // MARK: Translations

    @Test func `a text is found in every language`() throws {
        let folder = try SmallLocales.folder()
        let locales = Locales(folder.path)
        #expect(locales.faults.isEmpty)
        #expect(locales.catalogue["hello"] == Words(nl: "nl {name}", fr: "fr {name}", en: "en {name}", ar: "ar {name}"))
        #expect(locales.translations.isEmpty)
    }

    @Test func `texts that need a native reader are counted`() throws {
        let more = """

            # \(Locales.reviewMark)
            msgctxt "law"
            msgid "one"
            msgstr "x"

            # review: A. Reader, 2026-02-26
            msgctxt "law"
            msgid "two"
            msgstr "y"

            # review: A. Reader, 2026-02-26
            # \(Locales.reviewMark)
            msgctxt "guide"
            msgid "two"
            msgstr "z"

            """
        let folder = try SmallLocales.folder([.ar: more])
        let locales = Locales(folder.path)
        #expect(locales.faults.isEmpty, "\(locales.faults.map(\.description))")
        #expect(locales.needsReview == [.ar: 3])
        #expect(locales.translations == ["law\u{4}one": "x", "law\u{4}two": "y", "guide\u{4}two": "z"])
    }

    @Test func `a translation is put in, and a gap, another placeholder and an unused text are named`() throws {
        var more = ""
        for (key, text) in [("good", "x {a}"), ("other", "x {b}"), ("unused", "x")] {
            more += "\n# \(Locales.reviewMark)\nmsgctxt \"guide\"\nmsgid \"\(key)\"\nmsgstr \"\(text)\"\n"
        }
        let folder = try SmallLocales.folder([.ar: more])
        var locales = Locales(folder.path)
        let words = Words(nl: "nl {a}", fr: "fr {a}", en: "en {a}")
        var translated = words
        translated.ar = "x {a}"
        let good = locales.translate(words, "guide", "good")
        #expect(good == translated)
        #expect(locales.faults.isEmpty)
        let elsewhere = locales.translate(words, "law", "good")
        let none = locales.translate(words, "guide", "none")
        let other = locales.translate(words, "guide", "other")
        #expect(elsewhere == words && none == words)
        #expect(other.ar == "x {b}")
        locales.checkUnused()
        let expected = [
            ("good", "no Arabic text (msgctxt \"law\")"), ("none", "no Arabic text (msgctxt \"guide\")"),
            ("other", "{placeholders}"), ("unused", "nothing asks for this text (msgctxt \"guide\")"),
        ]
        #expect(locales.faults.map(\.key) == expected.map { $0.0 })
        #expect(locales.faults.allSatisfy { $0.file == "ar.po" })
        for (fault, (_, reason)) in zip(locales.faults, expected) {
            #expect(fault.problem.contains(reason), "\(fault.description)")
        }
    }

    @Test func `a translation of the guide that nothing asks for is named`() throws {
        let copy = try TemporaryFolder(copyOf: "locales")
        let more = "\n# \(Locales.reviewMark)\nmsgctxt \"guide\"\nmsgid \"posts.atlantis.place\"\nmsgstr \"x\"\n"
        try copy.write(try copy.text("ar.po") + more, to: "ar.po")
        var locales: Locales? = Locales(copy.path)
        #expect(locales?.faults.isEmpty == true)
        _ = try GuideFolder.read(PackageFolder.path + "/guide", &locales)
        locales?.checkUnused()
        let fault = try #require(locales?.faults.first { $0.key == "posts.atlantis.place" })
        #expect(fault.file == "ar.po")
        #expect(fault.problem.contains("nothing asks for this text (msgctxt \"guide\")"))
    }
}

/// Catalogues with one text, to which a test adds what it needs.
enum SmallLocales {
    /// A folder with a catalogue for every language.
    static func folder(_ more: [Language: String] = [:]) throws -> TemporaryFolder {
        let folder = try TemporaryFolder()
        for language in Language.allCases {
            let text = """
                msgid ""
                msgstr "Plural-Forms: \(language.pluralRule)\\n"

                # \(Locales.reviewMark)
                msgid "hello"
                msgstr "\(language.rawValue) {name}"

                """
            try folder.write(text + (more[language] ?? ""), to: "\(language.rawValue).po")
        }
        return folder
    }
}

import Documents
import TestSupport
import Testing

/// Gettext catalogues: the entries with their lines, and refusals that say where and what.
struct POReaderTests {
    /// An entry that can be compared.
    struct Entry: Equatable, Sendable {
        var context = ""
        var id: String
        var texts: [String]
        var isPlural = false
        var comments: [String] = []
        var flags: [String] = []
        var line: Int
    }

    // MARK: Good catalogues

    struct Good: CustomTestStringConvertible, Sendable {
        var name: String
        var text: String
        var entries: [Entry]
        var testDescription: String { name }
    }

    static let plainOnes: [Good] = [
        Good(name: "nothing", text: "", entries: []),
        Good(name: "empty lines", text: "\n \n\t\n", entries: []),
        Good(name: "only comments", text: "# one\n\n#, fuzzy\n#~ msgid \"old\"\n", entries: []),
        Good(
            name: "one entry",
            text: "msgid \"a\"\nmsgstr \"b\"\n",
            entries: [Entry(id: "a", texts: ["b"], line: 1)]
        ),
        Good(
            name: "no new line at the end",
            text: "msgid \"a\"\nmsgstr \"b\"",
            entries: [Entry(id: "a", texts: ["b"], line: 1)]
        ),
        Good(
            name: "an empty text",
            text: "msgid \"a\"\nmsgstr \"\"\n",
            entries: [Entry(id: "a", texts: [""], line: 1)]
        ),
        Good(
            name: "a header",
            text: #"""
                msgid ""
                msgstr ""
                "Language: nl\n"
                "Plural-Forms: nplurals=2; plural=(n != 1);\n"

                msgid "a"
                msgstr "b"
                """#,
            entries: [
                Entry(id: "", texts: ["Language: nl\nPlural-Forms: nplurals=2; plural=(n != 1);\n"], line: 1),
                Entry(id: "a", texts: ["b"], line: 6),
            ]
        ),
        Good(
            name: "entries without an empty line between them",
            text: "msgid \"a\"\nmsgstr \"1\"\nmsgid \"b\"\nmsgstr \"2\"\nmsgctxt \"x\"\nmsgid \"c\"\nmsgstr \"3\"\n",
            entries: [
                Entry(id: "a", texts: ["1"], line: 1), Entry(id: "b", texts: ["2"], line: 3),
                Entry(context: "x", id: "c", texts: ["3"], line: 6),
            ]
        ),
        Good(
            name: "an empty line within an entry",
            text: "msgid \"a\"\n\nmsgstr \"b\"\n\n\"c\"\n",
            entries: [Entry(id: "a", texts: ["bc"], line: 1)]
        ),
        Good(
            name: "spaces and tabs",
            text: "  msgid\t \"a\"  \n\tmsgstr   \"b\"\t\n \t\"c\" \n",
            entries: [Entry(id: "a", texts: ["bc"], line: 1)]
        ),
        Good(
            name: "the same key in three contexts",
            text: """
                msgctxt "law"
                msgid "a"
                msgstr "1"

                msgctxt "guide"
                msgid "a"
                msgstr "2"

                msgid "a"
                msgstr "3"
                """,
            entries: [
                Entry(context: "law", id: "a", texts: ["1"], line: 2),
                Entry(context: "guide", id: "a", texts: ["2"], line: 6),
                Entry(id: "a", texts: ["3"], line: 9),
            ]
        ),
        Good(
            name: "continued lines of every part",
            text: """
                msgctxt ""
                "la"
                "w"
                msgid "a"
                "b"
                msgstr "one "
                "two"
                " three"
                """,
            entries: [Entry(context: "law", id: "ab", texts: ["one two three"], line: 4)]
        ),
        Good(
            name: "lines that end as on Windows",
            text: "msgid \"a\"\r\nmsgstr \"b\"\r\n\"c\"\r\n\r\n# note\r\n#, fuzzy\r\nmsgid \"d\"\r\nmsgstr \"e\"\r\n",
            entries: [
                Entry(id: "a", texts: ["bc"], line: 1),
                Entry(id: "d", texts: ["e"], comments: ["note"], flags: ["fuzzy"], line: 7),
            ]
        ),
        Good(
            name: "lines that end as on Windows after a comment",
            text: "# note\r\nmsgid \"a\"\r\nmsgstr \"b\"\r\n",
            entries: [Entry(id: "a", texts: ["b"], comments: ["note"], line: 2)]
        ),
    ]

    static let others: [Good] = [
        Good(
            name: "two plural forms",
            text: """
                msgid "days"
                msgid_plural "days "
                "of them"
                msgstr[0] "one"
                msgstr[1] "m"
                "ore"

                msgid "a"
                msgstr "b"
                """,
            entries: [
                Entry(id: "days", texts: ["one", "more"], isPlural: true, line: 1),
                Entry(id: "a", texts: ["b"], line: 8),
            ]
        ),
        Good(
            name: "one plural form",
            text: "msgctxt \"x\"\nmsgid \"days\"\nmsgid_plural \"days\"\nmsgstr[0] \"any\"\n",
            entries: [Entry(context: "x", id: "days", texts: ["any"], isPlural: true, line: 2)]
        ),
        Good(
            name: "ten plural forms",
            text: POReaderTests.plural(forms: 10),
            entries: [Entry(id: "n", texts: (0..<10).map { "form \($0)" }, isPlural: true, line: 1)]
        ),
        Good(
            name: "comments and flags, each with its entry",
            text: """
                # by hand
                #no space
                #
                #. extracted
                #: Sources/A.swift:3
                #, fuzzy, c-format
                #,no-wrap
                msgid "a"
                msgstr "b"
                # of c
                msgid "c"
                msgstr "d"

                msgid "e"
                msgstr "f"
                # of nothing
                """,
            entries: [
                Entry(
                    id: "a", texts: ["b"],
                    comments: ["by hand", "no space", "", ". extracted", ": Sources/A.swift:3"],
                    flags: ["fuzzy", "c-format", "no-wrap"], line: 8),
                Entry(id: "c", texts: ["d"], comments: ["of c"], line: 11),
                Entry(id: "e", texts: ["f"], line: 14),
            ]
        ),
        Good(
            name: "a comment within an entry",
            text: "msgid \"a\"\n# note\nmsgstr \"b\"\n",
            entries: [Entry(id: "a", texts: ["b"], comments: ["note"], line: 1)]
        ),
        Good(
            name: "obsolete entries",
            text: """
                msgid "a"
                msgstr "b"

                #~ msgid "a"
                #~ msgstr "old"
                #~ "anything, in any state

                msgid "c"
                msgstr "d"
                #~ msgid "c"
                """,
            entries: [Entry(id: "a", texts: ["b"], line: 1), Entry(id: "c", texts: ["d"], line: 8)]
        ),
        Good(
            name: "escapes",
            text: #"""
                msgctxt "\"x\""
                msgid "a\\n"
                msgstr "\"b\"\n\tc\\"
                "\\d\n"
                """#,
            entries: [Entry(context: "\"x\"", id: "a\\n", texts: ["\"b\"\n\tc\\\\d\n"], line: 2)]
        ),
        Good(
            name: "signs of comments and keywords within a text",
            text: "msgid \"#~ a\"\nmsgstr \"# msgid [0], ~\"\n",
            entries: [Entry(id: "#~ a", texts: ["# msgid [0], ~"], line: 1)]
        ),
        Good(
            name: "other scripts",
            text: "# été\nmsgid \"é\"\nmsgstr \"خطة لمّ الشمل 🇧🇪 \u{301}\"\n",
            entries: [Entry(id: "é", texts: ["خطة لمّ الشمل 🇧🇪 \u{301}"], comments: ["été"], line: 2)]
        ),
    ]

    @Test(arguments: plainOnes + others)
    func `a catalogue is read with contexts, texts, comments, flags and lines`(good: Good) throws {
        let entries = try POReader.read(Array(good.text.utf8)).map { entry in
            Entry(
                context: entry.context, id: entry.id, texts: entry.texts, isPlural: entry.isPlural,
                comments: entry.comments, flags: entry.flags, line: entry.line)
        }
        #expect(entries == good.entries)
    }

    // MARK: Bad catalogues

    struct Bad: CustomTestStringConvertible, Sendable {
        var text: String
        var line: Int
        var problem: String
        var testDescription: String { text.debugDescription }
    }

    static let badEntries: [Bad] = [
        Bad(text: "msgid \"a\"", line: 1, problem: "no msgstr"),
        Bad(text: "msgid \"a\"\nmsgid_plural \"b\"", line: 2, problem: "no msgstr"),
        Bad(text: "msgid \"a\"\nmsgid \"b\"\nmsgstr \"c\"\n", line: 2, problem: "‘msgid’ is not expected here"),
        Bad(text: "msgid \"a\"\n\nmsgctxt \"b\"\n", line: 3, problem: "‘msgctxt’ is not expected here"),
        Bad(text: "msgctxt \"a\"", line: 1, problem: "no msgid"),
        Bad(text: "msgctxt \"a\"\nmsgstr \"b\"\n", line: 2, problem: "‘msgstr’ is not expected here"),
        Bad(text: "msgctxt \"a\"\nmsgctxt \"b\"\n", line: 2, problem: "‘msgctxt’ is not expected here"),
        Bad(text: "# note\nmsgstr \"b\"\n", line: 2, problem: "‘msgstr’ is not expected here"),
        Bad(text: "msgid \"a\"\nmsgstr \"b\"\nmsgstr \"c\"\n", line: 3, problem: "‘msgstr’ is not expected here"),
        Bad(
            text: "msgid \"a\"\nmsgstr \"b\"\n\n# note\nmsgid \"a\"\nmsgstr \"c\"\n", line: 5,
            problem: "the entry stands twice"),
        Bad(
            text: "msgctxt \"x\"\nmsgid \"a\"\nmsgstr \"b\"\nmsgctxt \"x\"\nmsgid \"\"\n\"a\"\nmsgstr \"c\"\n", line: 5,
            problem: "the entry stands twice"),
        Bad(text: "msgid \"\"\nmsgstr \"\"\n\nmsgid \"\"\nmsgstr \"\"\n", line: 4, problem: "the entry stands twice"),
        // Plural forms.
        Bad(
            text: "msgid \"a\"\nmsgid_plural \"b\"\nmsgstr \"c\"\n", line: 3, problem: "‘msgstr’ is not expected here"),
        Bad(
            text: "msgid \"a\"\nmsgid_plural \"b\"\nmsgstr[1] \"c\"\nmsgstr[0] \"d\"\n", line: 3,
            problem: "‘msgstr[1]’ is not expected here"),
        Bad(
            text: "msgid \"a\"\nmsgid_plural \"b\"\nmsgstr[0] \"c\"\nmsgstr[0] \"d\"\n", line: 4,
            problem: "‘msgstr[0]’ is not expected here"),
        Bad(
            text: "msgid \"a\"\nmsgid_plural \"b\"\nmsgstr[0] \"c\"\nmsgstr[2] \"d\"\n", line: 4,
            problem: "‘msgstr[2]’ is not expected here"),
        Bad(
            text: "msgid \"a\"\nmsgid_plural \"b\"\nmsgstr[00] \"c\"\n", line: 3,
            problem: "‘msgstr[00]’ is not expected here"),
        Bad(text: "msgid \"a\"\nmsgstr[0] \"b\"\n", line: 2, problem: "‘msgstr[0]’ is not expected here"),
        Bad(
            text: "msgid \"a\"\nmsgstr \"b\"\nmsgid_plural \"c\"\n", line: 3,
            problem: "‘msgid_plural’ is not expected here"),
        Bad(text: POReaderTests.plural(forms: 11), line: 13, problem: "‘msgstr[10]’ is not expected here"),
    ]

    static let badLines: [Bad] = [
        Bad(text: "message \"a\"\n", line: 1, problem: "‘message’ is not expected here"),
        Bad(text: "\n\nMSGID \"a\"\n", line: 3, problem: "‘MSGID’ is not expected here"),
        Bad(text: "domain \"a\"\n", line: 1, problem: "‘domain’ is not expected here"),
        Bad(text: "hello\n", line: 1, problem: "a keyword with a text in quotes is expected"),
        Bad(text: "msgid \"a\"\nmsgstr\n", line: 2, problem: "a keyword with a text in quotes is expected"),
        Bad(text: "msgid \"a\"\nmsgstr\"b\"\n", line: 2, problem: "a keyword with a text in quotes is expected"),
        Bad(text: "# note\n\"a\"\n", line: 2, problem: "a text stands alone"),
        Bad(text: "msgid \"a\"\nmsgstr \"b\"\n#~ msgid \"c\"\n\"d\"\n", line: 4, problem: "a text stands alone"),
        // Escapes.
        Bad(text: "msgid \"a\"\nmsgstr \"\\q\"\n", line: 2, problem: "an unknown escape"),
        Bad(text: "msgid \"a\"\nmsgstr \"b\"\n\"\\r\"\n", line: 3, problem: "an unknown escape"),
        Bad(text: "msgid \"\\x41\"\n", line: 1, problem: "an unknown escape"),
        Bad(text: "msgid \"\\101\"\n", line: 1, problem: "an unknown escape"),
        Bad(text: "msgid \"\\é\"\n", line: 1, problem: "an unknown escape"),
        Bad(text: "msgid \"a\\", line: 1, problem: "an unknown escape"),
        Bad(text: "msgid \"a\\\nb\"\n", line: 1, problem: "an unknown escape"),
        // Quotes.
        Bad(text: "msgid \"a\"\nmsgstr \"b\n", line: 2, problem: "the closing quote is missing"),
        Bad(text: "msgid \"a\"\nmsgstr \"b\nc\"\n", line: 2, problem: "the closing quote is missing"),
        Bad(text: "msgid \"a\"\nmsgstr \"b\\\"\n", line: 2, problem: "the closing quote is missing"),
        Bad(text: "msgid \"a\"\nmsgstr \"b\"\n\"\n", line: 3, problem: "the closing quote is missing"),
        Bad(text: "msgid \"a\"\nmsgstr b\"\n", line: 2, problem: "a text in quotes is expected"),
        Bad(text: "msgid 'a'\n", line: 1, problem: "a text in quotes is expected"),
        Bad(text: "msgid “a”\n", line: 1, problem: "a text in quotes is expected"),
        Bad(text: "msgid \"a\" b\n", line: 1, problem: "nothing may follow the closing quote"),
        Bad(text: "msgid \"a\"\nmsgstr \"b\" \"c\"\n", line: 2, problem: "nothing may follow the closing quote"),
        Bad(text: "msgid \"a\" # note\n", line: 1, problem: "nothing may follow the closing quote"),
        Bad(text: "msgid \"a\"\nmsgstr \"b\"c\"\n", line: 2, problem: "nothing may follow the closing quote"),
        // Lines that end as on Windows are counted as well.
        Bad(text: "# note\r\nmsgid \"a\"\r\nmsgstr b\r\n", line: 3, problem: "a text in quotes is expected"),
    ]

    @Test(arguments: badEntries + badLines)
    func `what is no catalogue is refused with line and reason`(bad: Bad) {
        let error = refusal(of: Array(bad.text.utf8))
        #expect(error?.line == bad.line)
        #expect(error?.problem.contains(bad.problem) == true, "\(error?.description ?? "entries")")
    }

    @Test(
        arguments: [
            [0xFF], [0xC3], [0xC3, 0x28], [0xE2, 0x82], [0xED, 0xA0, 0x80], [0xC0, 0xAF], [0xF4, 0x90, 0x80, 0x80],
        ] as [[UInt8]]
    )
    func `a catalogue that is not UTF-8 is refused`(bytes: [UInt8]) {
        for place in ["msgid \"a\"\nmsgstr \"b", "# "] {
            let error = refusal(of: Array(place.utf8) + bytes + Array("\"\n".utf8))
            #expect(error?.problem.contains("not UTF-8") == true)
        }
    }

    @Test func `an unknown keyword of any length is named in part`() {
        let error = refusal(of: Array((String(repeating: "k", count: 100_000) + " \"a\"").utf8))
        #expect(error?.line == 1)
        #expect((error?.problem.count ?? .max) < 100)
    }

    @Test(.timeLimit(.minutes(1)))
    func `a catalogue has at most twenty thousand entries and 16 MiB`() throws {
        func catalogue(_ count: Int) -> [UInt8] {
            Array((1...count).map { "msgid \"\($0)\"\nmsgstr \"x\"" }.joined(separator: "\n").utf8)
        }
        #expect(try POReader.read(catalogue(POReader.limit)).count == 20_000)
        let error = refusal(of: catalogue(POReader.limit + 1))
        #expect(error?.line == 40_002)
        #expect(error?.problem.contains("at most 20000 entries") == true)
        let large = [UInt8](repeating: UInt8(ascii: "#"), count: DocumentLimit.bytes + 1)
        #expect(refusal(of: large) == JSONReader.tooLarge)
    }

    // MARK: Damage

    private static let count = 20_000
    private static let seed: UInt64 = 20_260_226
    private static let original = #"""
        # The words of a page that shows what a family must do, and by which day it must be done.
        msgid ""
        msgstr ""
        "Language: en\n"
        "Plural-Forms: nplurals=2; plural=(n != 1);\n"

        # review: a reader of the language looked at this text, and found nothing to change in it.
        #, no-wrap
        msgid "a_key_that_is_quite_long_so_that_damage_often_hits_a_text"
        msgstr "A text in which a {placeholder} stands, and which goes on for some time after that;\n"
        "the second line of the same text is continued here, with é, خطة and a \"quote\" in it"

        msgctxt "law"
        msgid "counted_days"
        msgid_plural "counted_days"
        msgstr[0] "{count} day, and then a number of other words that fill the line"
        msgstr[1] "{count} days, and then a number of other words that fill the line"

        #~ msgid "obsolete"
        #~ msgstr "This text was used in the past and nobody asks for it any more"

        msgid "last"
        msgstr "The last text of this catalogue has a tab\tand a backslash \\ in it, and then it ends"

        """#

    @Test(.timeLimit(.minutes(5)))
    func `twenty thousand damaged catalogues end well`() {
        let original = Array(POReaderTests.original.utf8)
        check(Mutations(of: original, count: POReaderTests.count, seed: POReaderTests.seed))
    }

    @Test(.timeLimit(.minutes(5)))
    func `twenty thousand catalogues with lines out of place end well`() {
        var dice = SeededNumbers(seed: POReaderTests.seed)
        let original = POReaderTests.original.split(separator: "\n", omittingEmptySubsequences: false)
        var documents: [[UInt8]] = []
        for _ in 0..<POReaderTests.count {
            var lines = original
            for _ in 0..<Int.random(in: 1...3, using: &dice) {
                let place = Int.random(in: 0..<lines.count, using: &dice)
                switch Int.random(in: 0..<3, using: &dice) {
                case 0: lines.remove(at: place)
                case 1: lines.insert(lines[place], at: Int.random(in: 0...lines.count, using: &dice))
                default: lines.swapAt(place, Int.random(in: 0..<lines.count, using: &dice))
                }
            }
            documents.append(Array(lines.joined(separator: "\n").utf8))
        }
        check(documents)
    }

    private func check(_ documents: some Sequence<[UInt8]>) {
        var (catalogues, errors) = (0, 0)
        for bytes in documents {
            let lines = bytes.count { $0 == 0x0A } + 1
            do throws(DocumentError) {
                let entries = try POReader.read(bytes)
                catalogues += 1
                if !POReaderTests.isWhole(entries, lines: lines) { record("entries that are not whole", bytes) }
            } catch {
                errors += 1
                if error.problem.isEmpty || !(1...lines).contains(error.line) { record(error.description, bytes) }
            }
        }
        let least = POReaderTests.count / 50
        #expect(catalogues + errors == POReaderTests.count)
        #expect(catalogues > least && errors > least, "\(catalogues) catalogues and \(errors) errors")
    }

    private func record(_ what: String, _ bytes: [UInt8]) {
        let text = String(decoding: bytes, as: UTF8.self).debugDescription
        Issue.record("seed \(POReaderTests.seed): \(what) for \(text)")
    }

    /// What holds of the entries of every catalogue.
    private static func isWhole(_ entries: [POEntry], lines: Int) -> Bool {
        let keys = Set(entries.map { [$0.context, $0.id] })
        let areWhole = entries.allSatisfy {
            (1...lines).contains($0.line) && ($0.isPlural ? (1...10).contains($0.texts.count) : $0.texts.count == 1)
        }
        return areWhole && keys.count == entries.count
            && zip(entries, entries.dropFirst()).allSatisfy { $0.line < $1.line }
    }

    // MARK: Help

    /// An entry that counts, with so many forms.
    private static func plural(forms: Int) -> String {
        "msgid \"n\"\nmsgid_plural \"n\"\n" + (0..<forms).map { "msgstr[\($0)] \"form \($0)\"\n" }.joined()
    }

    /// The error that reading throws; `nil` when it gives entries.
    private func refusal(of bytes: [UInt8]) -> DocumentError? {
        do throws(DocumentError) {
            _ = try POReader.read(bytes)
            return nil
        } catch {
            return error
        }
    }
}

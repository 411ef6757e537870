import Documents
import Guide
import Law
import LawFiles
import TestSupport
import Testing

/// A folder of practice is read whole, or refused with every fault named.
struct GuideFolderTests {
    @Test func `the real guide has every kind, each once and in order`() throws {
        var locales: Locales?
        let guide = try GuideFolder.read(PackageFolder.path + "/guide", &locales)
        #expect(guide.papers.map(\.kind) == Paper.Kind.allCases)
        #expect(guide.leadTimes.map(\.kind) == LeadTime.Kind.allCases)
        #expect(guide.rules.map(\.kind) == GeneralRule.Kind.allCases)
        #expect(guide.costs.map(\.kind) == Cost.Kind.allCases)
        #expect(guide.evidence.map(\.kind) == Evidence.Kind.allCases)
        #expect(guide.evidence.map(\.rank) == Array(1...Evidence.Kind.allCases.count))
        #expect(guide.letters.map(\.kind) == Letter.Kind.allCases)
        #expect(!guide.support.isEmpty && Set(guide.support.map(\.id)).count == guide.support.count)
        #expect(!guide.posts.isEmpty && Set(guide.posts.map(\.id)).count == guide.posts.count)
    }

    @Test func `the real guide has a country for every file, and a post for every name`() throws {
        var locales: Locales?
        let guide = try GuideFolder.read(PackageFolder.path + "/guide", &locales)
        let files = try PackageFolder.files(in: "guide/countries", ending: ".yaml")
        #expect(guide.countries.map { "guide/countries/\($0.iso).yaml" } == files)
        for country in guide.countries {
            for id in country.posts { #expect(guide.post(id) != nil, "\(id) of \(country.iso)") }
        }
        for letter in guide.letters {
            #expect(letter.body.nl.contains("\n\n"), "\(letter.kind) has paragraphs")
        }
    }

    @Test func `an untouched copy has no faults`() throws {
        let copy = try TemporaryFolder(copyOf: "guide")
        let faults = GuideFolderTests.faults(of: copy)
        #expect(faults.isEmpty, "\(faults.map(\.description))")
    }

    // MARK: Damage

    @Test(arguments: files + values + references)
    func `one thing wrong is named with file, line, key and reason`(breakage: Breakage) throws {
        let copy = try TemporaryFolder(copyOf: "guide")
        let line = try breakage.apply(to: copy)
        let faults = GuideFolderTests.faults(of: copy)
        let file = copy.path + "/" + (breakage.blames ?? breakage.file)
        let isNamed = faults.contains {
            $0.file == file && $0.key == breakage.key && $0.problem.contains(breakage.reason)
                && (breakage.at == nil || $0.line == line)
        }
        #expect(
            isNamed,
            "line \(line), key ‘\(breakage.key)’ and ‘\(breakage.reason)’ are expected:\n\(faults.map(\.description))"
        )
    }

    static let files: [Breakage] = [
        Breakage(
            name: "an unknown key at the top",
            file: "costs.yaml",
            damage: .append("more: true\n"),
            at: "more: true",
            key: "more",
            reason: "unknown key"
        ),
        Breakage(
            name: "a mistyped key of a post",
            file: "posts.yaml",
            damage: .replace("    channel: ", "    chanel: "),
            at: "chanel:",
            key: "posts[0].chanel",
            reason: "did you mean ‘channel’"
        ),
        Breakage(
            name: "an unknown key of a paper",
            file: "papers.yaml",
            damage: .replace("    plain:\n", "    colour: blue\n    plain:\n"),
            at: "colour:",
            key: "papers[0].colour",
            reason: "unknown key"
        ),
        Breakage(
            name: "an unknown key of a country",
            file: "countries/SO.yaml",
            damage: .append("colour: blue\n"),
            at: "colour:",
            key: "colour",
            reason: "unknown key"
        ),
        Breakage(
            name: "a post without a channel",
            file: "posts.yaml",
            damage: .replace("    channel: tlscontact\n", ""),
            at: "- id: beirut",
            key: "posts[0].channel",
            reason: "missing"
        ),
        Breakage(
            name: "a country under another name",
            file: "countries/XX.yaml",
            damage: .add("iso: SO\n"),
            at: "iso:",
            key: "iso",
            reason: "the file must be named after the code"
        ),
        Breakage(
            name: "a country with another code",
            file: "countries/SO.yaml",
            damage: .replace("iso: SO", "iso: SX"),
            at: "iso: SX",
            key: "iso",
            reason: "the file must be named after the code"
        ),
        Breakage(
            name: "a file of another kind",
            file: "countries/notes.txt",
            damage: .add("remember\n"),
            key: "",
            reason: "only .yaml files belong here"
        ),
        Breakage(
            name: "no countries",
            file: "countries",
            damage: .remove,
            key: "",
            reason: "the folder is missing"
        ),
        Breakage(
            name: "no posts",
            file: "posts.yaml",
            damage: .remove,
            key: "",
            reason: "cannot be read"
        ),
        Breakage(
            name: "no letters",
            file: "letters.yaml",
            damage: .remove,
            key: "",
            reason: "cannot be read"
        ),
    ]

    static let values: [Breakage] = [
        Breakage(
            name: "a source with a strange address",
            file: "posts.yaml",
            damage: .replace("url: \"https://", "url: \""),
            at: "url: \"lebanon",
            key: "posts[0].sources[0].url",
            reason: "http"
        ),
        Breakage(
            name: "a last day of review that does not exist",
            file: "support.yaml",
            damage: .replace("review_by: 2027-11-23", "review_by: 2027-11-31"),
            at: "review_by: 2027-11-31",
            key: "support[0].review_by",
            reason: "a day such as"
        ),
        Breakage(
            name: "a review that is a word",
            file: "countries/SO.yaml",
            damage: .replace("review_by: ", "review_by: never # "),
            at: "review_by: never",
            key: "review_by",
            reason: "a day such as"
        ),
        Breakage(
            name: "no day of review",
            file: "evidence.yaml",
            damage: .replace("    review_by: ", "    # "),
            at: "- id: official_record",
            key: "evidence[0].review_by",
            reason: "missing"
        ),
        Breakage(
            name: "a confidence that does not exist",
            file: "countries/SO.yaml",
            damage: .replace("confidence: ", "confidence: very "),
            at: "confidence: very",
            key: "confidence",
            reason: "allowed: high, medium, low"
        ),
        Breakage(
            name: "a year that is a number",
            file: "countries/SO.yaml",
            damage: .replace("as_of: \"2024\"", "as_of: 2024"),
            at: "as_of: 2024",
            key: "as_of",
            reason: "put it in quotes"
        ),
        Breakage(
            name: "a lead time that ends before it starts",
            file: "papers.yaml",
            damage: .replace("{low: 14, high: 60}", "{low: 60, high: 14}"),
            at: "{low: 60, high: 14}",
            key: "lead_times[0].days.high",
            reason: "from 60 to 3650"
        ),
        Breakage(
            name: "a lead time without an end",
            file: "papers.yaml",
            damage: .replace("{low: 14, high: 60}", "{low: 14}"),
            at: "{low: 14}",
            key: "lead_times[0].days",
            reason: "low and high are expected"
        ),
        Breakage(
            name: "a lead time below zero",
            file: "papers.yaml",
            damage: .replace("{low: 14, high: 60}", "{low: -1, high: 60}"),
            at: "{low: -1",
            key: "lead_times[0].days.low",
            reason: "from 0 to 3650"
        ),
        Breakage(
            name: "a rank that does not exist",
            file: "evidence.yaml",
            damage: .replace("rank: 1", "rank: 5"),
            at: "rank: 5",
            key: "evidence[0].rank",
            reason: "from 1 to 4"
        ),
        Breakage(
            name: "a channel that does not exist",
            file: "posts.yaml",
            damage: .replace("channel: tlscontact", "channel: tlscontract"),
            at: "tlscontract",
            key: "posts[0].channel",
            reason: "did you mean ‘tlscontact’"
        ),
        Breakage(
            name: "a resident of a country without a code",
            file: "posts.yaml",
            damage: .replace("residents: [LB, SY]", "residents: [LB, sy]"),
            at: "[LB, sy]",
            key: "posts[0].residents",
            reason: "codes of two capital letters"
        ),
        Breakage(
            name: "a route that is sure",
            file: "countries/SO.yaml",
            damage: .replace("status: confirmed", "status: sure"),
            at: "status: sure",
            key: "legalisation.status",
            reason: "allowed: confirmed, to_check"
        ),
        Breakage(
            name: "records that may exist",
            file: "countries/SO.yaml",
            damage: .replace("exist: \"no\"", "exist: maybe"),
            at: "exist: maybe",
            key: "records.exist",
            reason: "allowed: yes, partly, no, unknown"
        ),
        Breakage(
            name: "an empty name",
            file: "countries/SO.yaml",
            damage: .replace("en: \"Somalia\"", "en: \"\""),
            at: "Somalie",
            key: "name.en",
            reason: "text is expected"
        ),
        Breakage(
            name: "a letter with an unknown placeholder",
            file: "letters.yaml",
            damage: .replace("{protection_day}", "{protection_days}"),
            key: "letters[0].body",
            reason: "unknown placeholder {protection_days}"
        ),
    ]

    static let references: [Breakage] = [
        Breakage(
            name: "a country with an unknown post",
            file: "countries/SO.yaml",
            damage: .replace("posts: [nairobi]", "posts: [nairobi, atlantis]"),
            key: "posts",
            reason: "no such post: ‘atlantis’"
        ),
        Breakage(
            name: "a country with one post",
            file: "countries/SO.yaml",
            damage: .replace("posts: [nairobi]", "posts: nairobi"),
            at: "posts: nairobi",
            key: "posts",
            reason: "a list is expected"
        ),
        Breakage(
            name: "a post that a country names and that is gone",
            file: "posts.yaml",
            damage: .replace("  - id: nairobi", "  - id: mombasa"),
            blames: "countries/SO.yaml",
            key: "posts",
            reason: "no such post: ‘nairobi’"
        ),
        Breakage(
            name: "a post twice",
            file: "posts.yaml",
            damage: .replace("  - id: jerusalem", "  - id: beirut"),
            key: "id",
            reason: "‘beirut’ stands twice"
        ),
        Breakage(
            name: "support twice",
            file: "support.yaml",
            damage: .replace("  - id: donated_miles", "  - id: solidarity_funds"),
            key: "id",
            reason: "‘solidarity_funds’ stands twice"
        ),
        Breakage(
            name: "an unknown paper",
            file: "papers.yaml",
            damage: .replace("  - id: photos", "  - id: photo"),
            at: "- id: photo",
            key: "papers[2].id",
            reason: "did you mean ‘photos’"
        ),
    ]

    @Test func `the breakages have names of their own`() {
        let all = GuideFolderTests.files + GuideFolderTests.values + GuideFolderTests.references
        #expect(Set(all.map(\.name)).count == all.count)
        #expect(all.allSatisfy { !$0.reason.isEmpty })
    }

    @Test(arguments: ["posts.yaml", "papers.yaml", "costs.yaml", "support.yaml", "evidence.yaml", "letters.yaml"])
    func `practice without a source is refused`(file: String) throws {
        let copy = try TemporaryFolder(copyOf: "guide")
        let text = try copy.text(file)
        let start = try #require(text.firstRange(of: "    sources:\n"))
        let rest = text[start.upperBound...]
        let end = try #require(rest.firstRange(of: "\n  - id: "))
        try copy.write("\(text[..<start.lowerBound])    sources: []\n\(rest[end.lowerBound...])", to: file)
        let list = file.dropLast(".yaml".count)
        let faults = GuideFolderTests.faults(of: copy)
        let isNamed = faults.contains {
            $0.file == copy.path + "/" + file && $0.key == "\(list)[0].sources"
                && $0.problem.contains("at least one source")
        }
        #expect(isNamed, "\(faults.map(\.description))")
    }

    @Test func `a country without a source is refused`() throws {
        let copy = try TemporaryFolder(copyOf: "guide")
        let text = try copy.text("countries/SO.yaml")
        let start = try #require(text.firstRange(of: "\nsources:\n")).lowerBound
        try copy.write(String(text[..<start]) + "\n", to: "countries/SO.yaml")
        let faults = GuideFolderTests.faults(of: copy)
        #expect(
            faults == [
                DocumentError(
                    file: copy.path + "/countries/SO.yaml", line: 1, key: "sources",
                    problem: "at least one source is needed")
            ])
    }

    // MARK: Lists that are closed

    static let closed = [
        ("papers.yaml", "photos"), ("papers.yaml", "apostille"), ("papers.yaml", "cascade"), ("costs.yaml", "flights"),
        ("evidence.yaml", "interview"), ("letters.yaml", "late_lodging"),
    ]

    @Test(arguments: closed)
    func `a kind that is missing is named`(file: String, id: String) throws {
        let copy = try TemporaryFolder(copyOf: "guide")
        let text = try copy.text(file)
        let place = try GuideFolderTests.item(id, of: text)
        try copy.write(String(text[..<place.lowerBound]) + String(text[place.upperBound...]), to: file)
        let faults = GuideFolderTests.faults(of: copy)
        #expect(faults.map(\.file) == [copy.path + "/" + file])
        #expect(faults.first?.problem.contains("‘\(id)’") == true, "\(faults.map(\.description))")
    }

    @Test(arguments: closed)
    func `a kind that stands twice is named`(file: String, id: String) throws {
        let copy = try TemporaryFolder(copyOf: "guide")
        let text = try copy.text(file)
        let place = try GuideFolderTests.item(id, of: text)
        try copy.write(String(text[..<place.upperBound]) + String(text[place.lowerBound...]), to: file)
        let faults = GuideFolderTests.faults(of: copy)
        #expect(faults.map(\.file) == [copy.path + "/" + file])
        #expect(faults.map(\.key) == ["id"])
        #expect(faults.first?.problem.contains("‘\(id)’") == true, "\(faults.map(\.description))")
    }

    /// An item of a list that is not the last one, up to the next one.
    private static func item(_ id: String, of text: String) throws -> Range<String.Index> {
        let start = try #require(text.firstRange(of: "  - id: \(id)\n"), "there is no \(id)")
        let next = try #require(text[start.upperBound...].firstRange(of: "\n  - id: "), "\(id) is the last one")
        return start.lowerBound..<text.index(after: next.lowerBound)
    }

    // MARK: Amounts and dates

    @Test(arguments: [
        ("{low: 21, high: 20}", "costs[0].amount", "low and high in euro"),
        ("{low: -20, high: 20}", "costs[0].amount", "low and high in euro"),
        ("{low: 20.125, high: 21}", "costs[0].amount", "low and high in euro"),
        ("{low: \"20\", high: 20}", "costs[0].amount", "low and high in euro"),
        ("{low: 20, high: 1000000.01}", "costs[0].amount", "low and high in euro"),
        ("{low: 20}", "costs[0].amount.high", "missing"),
        ("{low: 20, high: 20, most: 30}", "costs[0].amount.most", "unknown key"),
        ("20", "costs[0].amount", "a group of keys"), ("free", "costs[0].amount", "a group of keys"),
        ("null", "costs[0].amount", "missing"),
    ])
    func `what is no amount is refused`(amount: String, key: String, reason: String) throws {
        let breakage = Breakage(
            name: amount, file: "costs.yaml", damage: .replace("{low: 20, high: 20}", amount), key: key, reason: reason)
        let copy = try TemporaryFolder(copyOf: "guide")
        _ = try breakage.apply(to: copy)
        let faults = GuideFolderTests.faults(of: copy)
        let isNamed = faults.contains {
            $0.file == copy.path + "/costs.yaml" && $0.key == key && $0.problem.contains(reason)
        }
        #expect(isNamed, "\(faults.map(\.description))")
    }

    @Test(
        arguments: [
            ("{low: 20, high: 20}", 2000...2000), ("{low: 0, high: 0.5}", 0...50),
            ("{low: 19.99, high: 20}", 1999...2000),
            ("{low: 0, high: 1000000}", 0...100_000_000), ("unknown", nil),
        ] as [(String, ClosedRange<Int64>?)])
    func `an amount is read in cents`(amount: String, cents: ClosedRange<Int64>?) throws {
        let copy = try TemporaryFolder(copyOf: "guide")
        let breakage = Breakage(
            name: amount, file: "costs.yaml", damage: .replace("{low: 20, high: 20}", amount), key: "", reason: "none")
        _ = try breakage.apply(to: copy)
        var locales: Locales?
        let guide = try GuideFolder.read(copy.path, &locales)
        #expect(guide[Cost.Kind.legalisationByPost].amount == cents)
    }

    @Test(arguments: ["2024", "2024-07", "2024-07-31", "2024-02-29", "undated"])
    func `a source is dated as far as is known`(date: String) throws {
        var locales: Locales?
        let copy = try GuideFolderTests.dated(date)
        let guide = try GuideFolder.read(copy.path, &locales)
        #expect(guide.costs.first?.standing.asOf == date)
    }

    @Test(arguments: ["2024-13", "2024-7", "2024-07-32", "2023-02-29", "24", "soon", "Undated", "2024-07-", "-01", ""])
    func `another date of a source is refused`(date: String) throws {
        let copy = try GuideFolderTests.dated(date)
        let faults = GuideFolderTests.faults(of: copy)
        let isNamed = faults.contains {
            $0.file == copy.path + "/costs.yaml" && $0.key == "costs[0].as_of" && $0.problem.contains("‘undated’")
        }
        #expect(isNamed, "\(faults.map(\.description))")
    }

    /// A copy of the guide whose first cost has this date.
    private static func dated(_ date: String) throws -> TemporaryFolder {
        let copy = try TemporaryFolder(copyOf: "guide")
        let breakage = Breakage(
            name: date, file: "costs.yaml", damage: .replace("as_of: \"2019-09\"", "as_of: \"\(date)\""), key: "",
            reason: "none")
        _ = try breakage.apply(to: copy)
        return copy
    }

    // MARK: Translations

    @Test func `translations are put in, and what has none is named`() throws {
        var more = ""
        for (key, text) in [
            ("posts.beirut.place", "بيروت"), ("countries.SO.name", "الصومال"), ("papers.photos.name", "{x}"),
            ("posts.atlantis.place", "x"),
        ] {
            more += "\n# \(Locales.reviewMark)\nmsgctxt \"guide\"\nmsgid \"\(key)\"\nmsgstr \"\(text)\"\n"
        }
        let folder = try SmallLocales.folder([.ar: more])
        var locales: Locales? = Locales(folder.path)
        #expect(locales?.faults.isEmpty == true)
        let guide = try GuideFolder.read(PackageFolder.path + "/guide", &locales)
        var untranslated: Locales?
        let plain = try GuideFolder.read(PackageFolder.path + "/guide", &untranslated)
        #expect(guide.post("beirut")?.place.ar == "بيروت")
        #expect(guide.post("beirut")?.place.nl == plain.post("beirut")?.place.nl)
        #expect(plain.post("beirut")?.place.ar.isEmpty == true)
        #expect(guide.country("SO")?.name.ar == "الصومال")
        #expect(guide.post("nairobi")?.place == plain.post("nairobi")?.place)
        locales?.checkUnused()
        func problems(_ key: String) -> [String] { (locales?.faults ?? []).filter { $0.key == key }.map(\.problem) }
        #expect(problems("posts.beirut.place").isEmpty && problems("countries.SO.name").isEmpty)
        #expect(problems("posts.nairobi.place") == ["no Arabic text (msgctxt \"guide\")"])
        #expect(problems("papers.photos.name").first?.contains("{placeholders}") == true)
        #expect(problems("posts.atlantis.place").first?.contains("nothing asks") == true)
    }

    // MARK: Help

    private static func faults(of folder: TemporaryFolder) -> [DocumentError] {
        var locales: Locales?
        do throws(LawFolder.Faults) {
            _ = try GuideFolder.read(folder.path, &locales)
            return []
        } catch {
            return error.faults
        }
    }
}

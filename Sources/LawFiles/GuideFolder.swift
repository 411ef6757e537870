internal import CivilTime
internal import Documents
internal import FoundationEssentials
public import Guide
internal import Law

/// Reads the reviewed practice from its folder.
public enum GuideFolder {
    /// Reads `posts.yaml`, `countries/`, `papers.yaml`, `costs.yaml`, `support.yaml`, `evidence.yaml` and `letters.yaml`.
    ///
    /// - Parameters:
    ///   - folder: Path of the folder.
    ///   - locales: Gives the translations; `nil` leaves the authored languages.
    /// - Returns: The guide, whole and checked.
    /// - Throws: `LawFolder.Faults` with file, line, key and reason.
    public static func read(_ folder: String, _ locales: inout Locales?) throws(LawFolder.Faults) -> Guide {
        var reader = GuideReader(files: LawFolderReader(folder: folder, sentenceKeys: []), locales: locales)
        let guide = reader.guide()
        locales = reader.locales
        guard reader.files.faults.isEmpty else { throw LawFolder.Faults(faults: reader.files.faults) }
        return guide
    }
}

private struct GuideReader {
    var files: LawFolderReader
    var locales: Locales?

    mutating func guide() -> Guide {
        let posts = items("posts.yaml", "posts", Self.post)
        let countries = files.files("countries").compactMap { file in
            reading(file) { (me, node) throws(DocumentError) in
                let map = try MapReader(node, path: "", allowed: Self.countryKeys)
                guard file == "countries/\(try map.requiredText("iso")).yaml" else {
                    throw map.error("iso", "the file must be named after the code")
                }
                return try me.country(map)
            }
        }
        let guide = Guide(
            posts: posts, countries: countries,
            papers: ordered(items("papers.yaml", "papers", Self.paper), Paper.Kind.allCases, \.kind, "papers.yaml"),
            leadTimes: ordered(
                items("papers.yaml", "lead_times", Self.leadTime), LeadTime.Kind.allCases, \.kind, "papers.yaml"),
            rules: ordered(
                items("papers.yaml", "general", Self.rule), GeneralRule.Kind.allCases, \.kind, "papers.yaml"),
            costs: ordered(items("costs.yaml", "costs", Self.cost), Cost.Kind.allCases, \.kind, "costs.yaml"),
            support: items("support.yaml", "support", Self.support),
            evidence: ordered(
                items("evidence.yaml", "evidence", Self.evidence), Evidence.Kind.allCases, \.kind, "evidence.yaml"),
            letters: ordered(
                items("letters.yaml", "letters", Self.letter), Letter.Kind.allCases, \.kind, "letters.yaml"))
        checkReferences(guide)
        return guide
    }

    /// Every post that a country names exists, and no id stands twice.
    private mutating func checkReferences(_ guide: Guide) {
        for country in guide.countries {
            for id in country.posts where guide.post(id) == nil {
                files.fault("countries/\(country.iso).yaml", 0, "posts", "no such post: ‘\(id)’")
            }
        }
        for (file, ids) in [("posts.yaml", guide.posts.map(\.id)), ("support.yaml", guide.support.map(\.id))] {
            for id in Set(ids) where ids.filter({ $0 == id }).count > 1 {
                files.fault(file, 0, "id", "‘\(id)’ stands twice")
            }
        }
    }

    // MARK: Files and lists

    private mutating func reading<Result>(
        _ file: String, _ use: (inout GuideReader, Node) throws(DocumentError) -> Result
    ) -> Result? {
        var copy = self
        let result = files.reading(file) { (_, node) throws(DocumentError) in try use(&copy, node) }
        locales = copy.locales
        return result
    }

    private mutating func items<Item>(
        _ file: String, _ key: String, _ read: (inout GuideReader, MapReader) throws(DocumentError) -> Item
    ) -> [Item] {
        reading(file) { (me, node) throws(DocumentError) in
            let all = file == "papers.yaml" ? ["papers", "lead_times", "general"] : [key]
            let root = try MapReader(node, path: "", allowed: all)
            var items: [Item] = []
            for (index, node) in (try root.list(key) ?? []).enumerated() {
                items.append(
                    try read(&me, try MapReader(node, path: "\(key)[\(index)]", allowed: Self.itemKeys[key] ?? [])))
            }
            return items
        } ?? []
    }

    private mutating func ordered<Item, Kind: Hashable & RawRepresentable>(
        _ items: [Item], _ all: [Kind], _ kind: (Item) -> Kind, _ file: String
    ) -> [Item] where Kind.RawValue == String {
        files.ordered(items.map { (key: kind($0), file: file, record: $0) }, of: all, named: \.rawValue, file)
    }

    private static let standingKeys = ["as_of", "review_by", "confidence", "sources"]
    private static let countryKeys =
        ["iso", "name", "posts", "legalisation", "records", "translation", "difficulties", "alternatives"]
        + standingKeys
    private static let itemKeys: [String: [String]] = [
        "posts": ["id", "place", "country", "channel", "fees", "residents", "nationals", "appointment", "note"]
            + standingKeys,
        "papers": ["id", "name", "plain"] + standingKeys,
        "lead_times": ["id", "name", "days", "status", "note"],
        "general": ["id", "text"] + standingKeys,
        "costs": ["id", "name", "per", "amount", "due", "note"] + standingKeys,
        "support": ["id", "name", "text"] + standingKeys,
        "evidence": ["id", "rank", "name", "examples"] + standingKeys,
        "letters": ["id", "title", "when", "body"] + standingKeys,
    ]

    // MARK: Values

    /// Words with their translation; `name` is their place in the guide, such as `posts.nairobi.appointment`.
    private mutating func words(_ map: MapReader, _ key: String, _ name: String) throws(DocumentError) -> Words {
        translated(try map.words(key), "\(name).\(key)")
    }

    private mutating func optionalWords(_ map: MapReader, _ key: String, _ name: String) throws(DocumentError) -> Words?
    {
        map.has(key) ? try words(map, key, name) : nil
    }

    private mutating func translated(_ words: Words, _ name: String) -> Words {
        locales?.translate(words, "guide", name) ?? words
    }

    private func standing(_ map: MapReader) throws(DocumentError) -> Standing {
        let asOf = try map.requiredText("as_of")
        let isDate =
            asOf == "undated" || Day(asOf) != nil || Day(asOf + "-01") != nil || Day(asOf + "-01-01") != nil
        guard isDate else { throw map.error("as_of", "a year, a month, a day or ‘undated’ is expected") }
        return Standing(
            asOf: asOf, reviewBy: try map.requiredDay("review_by"),
            confidence: try map.requiredChoice("confidence", Confidence.self),
            sources: try map.sources("sources", mayBeEmpty: false))
    }

    private func code(_ map: MapReader, _ key: String) throws(DocumentError) -> String {
        let code = try map.requiredText(key)
        guard code.utf8.count == 2, code.utf8.allSatisfy({ (65...90).contains($0) }) else {
            throw map.error(key, "a code of two capital letters is expected")
        }
        return code
    }

    private func codes(_ map: MapReader, _ key: String) throws(DocumentError) -> [String] {
        var codes: [String] = []
        for node in try map.list(key) ?? [] {
            guard let code = node.text, code.utf8.count == 2, code.utf8.allSatisfy({ (65...90).contains($0) }) else {
                throw map.error(key, "codes of two capital letters are expected")
            }
            codes.append(code)
        }
        return codes
    }

    private static func fees(_ map: MapReader) throws(DocumentError) -> [Cost.Kind] {
        var fees: [Cost.Kind] = []
        for node in try map.list("fees") ?? [] {
            guard let fee = node.text.flatMap(Cost.Kind.init) else {
                throw map.error("fees", "ids of costs.yaml are expected")
            }
            fees.append(fee)
        }
        return fees
    }

    private static func post(_ me: inout GuideReader, _ map: MapReader) throws(DocumentError) -> Post {
        let id = try map.requiredText("id")
        let name = "posts.\(id)"
        return Post(
            id: id, place: try me.words(map, "place", name), country: try me.code(map, "country"),
            channel: try map.requiredChoice("channel", Post.Channel.self), fees: try fees(map),
            residents: try me.codes(map, "residents"),
            nationals: try me.codes(map, "nationals"), appointment: try me.words(map, "appointment", name),
            note: try me.optionalWords(map, "note", name), standing: try me.standing(map))
    }

    private mutating func country(_ map: MapReader) throws(DocumentError) -> Country {
        let iso = try map.requiredText("iso")
        let name = "countries.\(iso)"
        let route = try MapReader(
            try map.required("legalisation"), path: "legalisation", allowed: ["route", "status", "by"])
        let records = try MapReader(try map.required("records"), path: "records", allowed: ["exist", "note"])
        guard let status = try route.choice("status", among: ["confirmed", "to_check"]) else {
            throw route.error("status", "confirmed or to_check is expected")
        }
        guard let exist = try records.choice("exist", among: Country.Records.allCases.map(\.rawValue)) else {
            throw records.error("exist", "a value is expected")
        }
        var posts: [String] = []
        for node in try map.list("posts") ?? [] { posts.append(node.text ?? "") }
        var difficulties: [Words] = []
        for (index, words) in (try map.wordsList("difficulties")).enumerated() {
            difficulties.append(translated(words, "\(name).difficulties.\(index + 1)"))
        }
        return Country(
            iso: iso, name: try words(map, "name", name), posts: posts,
            route: try route.requiredChoice("route", Country.Route.self), routeIsToCheck: status == 1,
            routeBy: try words(route, "by", "\(name).legalisation"), records: Country.Records.allCases[exist],
            recordsNote: try words(records, "note", "\(name).records"),
            translation: try optionalWords(map, "translation", name), difficulties: difficulties,
            alternatives: try words(map, "alternatives", name), standing: try standing(map))
    }

    private static func paper(_ me: inout GuideReader, _ map: MapReader) throws(DocumentError) -> Paper {
        let kind = try map.requiredChoice("id", Paper.Kind.self)
        let name = "papers.\(kind.rawValue)"
        return Paper(
            kind: kind, name: try me.words(map, "name", name), plain: try me.words(map, "plain", name),
            standing: try me.standing(map))
    }

    private static func leadTime(_ me: inout GuideReader, _ map: MapReader) throws(DocumentError) -> LeadTime {
        let kind = try map.requiredChoice("id", LeadTime.Kind.self)
        let days = try MapReader(try map.required("days"), path: map.child("days"), allowed: ["low", "high"])
        guard let low = try days.integer("low", in: 0...3650), let high = try days.integer("high", in: low...3650)
        else {
            throw map.error("days", "low and high are expected, in calendar days")
        }
        let name = "lead_times.\(kind.rawValue)"
        return LeadTime(
            kind: kind, name: try me.words(map, "name", name), days: low...high,
            status: try map.requiredChoice("status", ValueStatus.self), note: try me.words(map, "note", name))
    }

    private static func rule(_ me: inout GuideReader, _ map: MapReader) throws(DocumentError) -> GeneralRule {
        let kind = try map.requiredChoice("id", GeneralRule.Kind.self)
        return GeneralRule(
            kind: kind, text: try me.words(map, "text", "general.\(kind.rawValue)"), standing: try me.standing(map))
    }

    private static func cost(_ me: inout GuideReader, _ map: MapReader) throws(DocumentError) -> Cost {
        let kind = try map.requiredChoice("id", Cost.Kind.self)
        let name = "costs.\(kind.rawValue)"
        var amount: ClosedRange<Int64>?
        if try map.required("amount").text != "unknown" {
            let range = try MapReader(try map.required("amount"), path: map.child("amount"), allowed: ["low", "high"])
            guard let low = try range.required("low").hundredths, let high = try range.required("high").hundredths,
                low >= 0, high >= low, high <= 100_000_000
            else { throw map.error("amount", "low and high in euro are expected, or unknown") }
            amount = low...high
        }
        return Cost(
            kind: kind, name: try me.words(map, "name", name), per: try map.requiredChoice("per", Cost.Per.self),
            amount: amount, due: try map.requiredChoice("due", Cost.Due.self), note: try me.words(map, "note", name),
            standing: try me.standing(map))
    }

    private static func support(_ me: inout GuideReader, _ map: MapReader) throws(DocumentError) -> Support {
        let id = try map.requiredText("id")
        return Support(
            id: id, name: try me.words(map, "name", "support.\(id)"), text: try me.words(map, "text", "support.\(id)"),
            standing: try me.standing(map))
    }

    private static func evidence(_ me: inout GuideReader, _ map: MapReader) throws(DocumentError) -> Evidence {
        let kind = try map.requiredChoice("id", Evidence.Kind.self)
        guard let rank = try map.integer("rank", in: 1...4) else { throw map.error("rank", "a rank is expected") }
        let name = "evidence.\(kind.rawValue)"
        return Evidence(
            kind: kind, rank: rank, name: try me.words(map, "name", name),
            examples: try me.words(map, "examples", name),
            standing: try me.standing(map))
    }

    private static func letter(_ me: inout GuideReader, _ map: MapReader) throws(DocumentError) -> Letter {
        let kind = try map.requiredChoice("id", Letter.Kind.self)
        let name = "letters.\(kind.rawValue)"
        let body = me.translated(try map.paragraphs("body"), "\(name).body")
        let names = LawFolderReader.placeholders(body.nl)
        for name in names where !Letter.placeholders.contains(String(name)) {
            throw map.error("body", "unknown placeholder {\(name)}; allowed: \(Letter.placeholders)")
        }
        for language in Language.authored where LawFolderReader.placeholders(body[language]) != names {
            throw map.error("body", "the three languages must have the same {placeholders}")
        }
        return Letter(
            kind: kind, title: try me.words(map, "title", name), when: try me.words(map, "when", name), body: body,
            standing: try me.standing(map))
    }
}

extension MapReader {
    /// Words whose paragraphs stay apart.
    fileprivate func paragraphs(_ key: String) throws(DocumentError) -> Words {
        let map = try MapReader(try required(key), path: child(key), allowed: Language.authored.map(\.rawValue))
        func text(_ language: Language) throws(DocumentError) -> String {
            guard let text = try map.required(language.rawValue).text, !text.isEmpty else {
                throw map.error(language.rawValue, "text is expected")
            }
            var paragraphs: [String] = [""]
            for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
                if line.allSatisfy({ $0 == " " }) {
                    if paragraphs.last != "" { paragraphs.append("") }
                } else {
                    paragraphs[paragraphs.count - 1] += (paragraphs.last == "" ? "" : " ") + line
                }
            }
            return paragraphs.filter { !$0.isEmpty }.joined(separator: "\n\n")
        }
        return Words(nl: try text(.nl), fr: try text(.fr), en: try text(.en))
    }
}

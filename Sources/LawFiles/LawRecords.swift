internal import CivilTime
internal import Documents
internal import Law

extension LawFolderReader {
    mutating func readUnits() -> [Unit: Words] {
        reading("units.yaml") { reader, node throws(DocumentError) in
            let map = try MapReader(node, path: "", allowed: ["units"])
            var words: [Unit: Words] = [:]
            for (index, node) in (try map.list("units") ?? []).enumerated() {
                let unit = try MapReader(node, path: "units[\(index)]", allowed: ["id", "nl", "fr", "en"])
                let id = try unit.requiredChoice("id", Unit.self)
                let text = Words(
                    nl: try unit.requiredText("nl"), fr: try unit.requiredText("fr"), en: try unit.requiredText("en"))
                if words.updateValue(text, forKey: id) != nil { throw unit.error("id", "the unit stands twice") }
            }
            for unit in Unit.allCases where words[unit] == nil {
                throw DocumentError(line: map.line, key: "units", problem: "no words for ‘\(unit.rawValue)’")
            }
            return words
        } ?? [:]
    }

    mutating func provisions() -> [ProvisionRecord] {
        var records: [(key: Provision, file: String, record: ProvisionRecord)] = []
        for file in files("provisions") {
            let record = reading(file) { reader, node throws(DocumentError) -> ProvisionRecord in
                let map = try MapReader(
                    node, path: "",
                    allowed: [
                        "id", "kind", "title", "plain", "not_modelled", "confidence", "confidence_of", "checked",
                        "sources",
                    ])
                let id = try map.requiredText("id")
                guard let provision = Provision(id: id) else {
                    throw map.error(
                        "id", "no such provision" + Suggestion.didYouMean(id, among: Provision.allCases.map(\.id)))
                }
                guard file == "provisions/\(id).yaml" else {
                    throw map.error("id", "the file must be named \(id).yaml")
                }
                var confidenceOf: [String: Confidence] = [:]
                if let node = map["confidence_of"] {
                    let own = try MapReader(node, path: "confidence_of", allowed: reader.sentenceKeys)
                    for key in reader.sentenceKeys where own.has(key) {
                        confidenceOf[key] = try own.requiredChoice(key, Confidence.self)
                    }
                }
                let checked = try MapReader(try map.required("checked"), path: "checked", allowed: ["until", "by"])
                return ProvisionRecord(
                    provision: provision,
                    kind: try map.requiredChoice("kind", ProvisionRecord.Kind.self),
                    title: try map.words("title"),
                    plain: try map.words("plain"),
                    notModelled: try map.wordsList("not_modelled"),
                    confidence: try map.requiredChoice("confidence", Confidence.self),
                    confidenceOf: confidenceOf,
                    checkedUntil: try checked.requiredDay("until"),
                    checkedBy: try checked.requiredText("by"),
                    sources: try map.sources("sources", mayBeEmpty: false))
            }
            if let record { records.append((record.provision, file, record)) }
        }
        return ordered(records, of: Provision.allCases, named: \.id, "provisions")
    }

    mutating func parameters() -> [ParameterRecord] {
        var records: [(key: Parameter, file: String, record: ParameterRecord)] = []
        for file in files("parameters") {
            let record = reading(file) { reader, node throws(DocumentError) -> ParameterRecord in
                try reader.parameter(node, file)
            }
            if let record { records.append((record.parameter, file, record)) }
        }
        return ordered(records, of: Parameter.allCases, named: \.id, "parameters")
    }

    private func parameter(_ node: Node, _ file: String) throws(DocumentError) -> ParameterRecord {
        let map = try MapReader(
            node, path: "",
            allowed: [
                "id", "title", "provision", "unit", "read_on", "indexed_every_months", "checked_until", "note",
                "values",
            ])
        let id = try map.requiredText("id")
        guard let parameter = Parameter(id: id) else {
            throw map.error(
                "id", "no rule asks for this" + Suggestion.didYouMean(id, among: Parameter.allCases.map(\.id)))
        }
        guard file == "parameters/" + id.split(separator: ".").joined(separator: "/") + ".yaml" else {
            throw map.error("id", "the path of the file must be the id")
        }
        let provisionID = try map.requiredText("provision")
        guard let provision = Provision(id: provisionID) else {
            throw map.error(
                "provision",
                "no such provision" + Suggestion.didYouMean(provisionID, among: Provision.allCases.map(\.id)))
        }
        let unit = try map.requiredChoice("unit", Unit.self)
        let readOn = try map.requiredChoice("read_on", ReadOn.self)
        guard (readOn == .day) == (parameter.rawValue >= Parameter.decisionTerm.rawValue) else {
            throw map.error(
                "read_on", readOn == .day ? "the rules read this on the text's day" : "the rules read this by day")
        }
        var values: [DatedValue] = []
        for (index, node) in (try map.list("values") ?? []).enumerated() {
            let row = try MapReader(
                node, path: "values[\(index)]",
                allowed: ["from", "value", "status", "assured_through", "note", "sources"])
            let status = try row.requiredChoice("status", ValueStatus.self)
            let from = try row.requiredDay("from")
            if let last = values.last, from <= last.from {
                throw row.error("from", "rows ascend; this one overlaps the one before")
            }
            let assured = try row.day("assured_through")
            if let assured, assured < from { throw row.error("assured_through", "ends before the row starts") }
            values.append(
                DatedValue(
                    from: from, value: try row.value("value", unit: unit), status: status, assuredThrough: assured,
                    note: try row.text("note") ?? "",
                    sources: try row.sources("sources", mayBeEmpty: status == .derived)))
        }
        guard !values.isEmpty else { throw map.error("values", "at least one value is needed") }
        return ParameterRecord(
            parameter: parameter, title: try map.words("title"), provision: provision, unit: unit, readOn: readOn,
            indexedEveryMonths: try map.integer("indexed_every_months", in: 1...120),
            checkedUntil: try map.requiredDay("checked_until"), note: try map.text("note") ?? "", values: values)
    }

    mutating func sentences(_ keys: [String]) -> [String: Words] {
        reading("sentences.yaml") { reader, node throws(DocumentError) in
            let map = try MapReader(node, path: "", allowed: keys)
            var sentences: [String: Words] = [:]
            for key in keys {
                let words = try map.words(key)
                let names = LawFolderReader.placeholders(words.nl)
                guard names == LawFolderReader.placeholders(words.fr), names == LawFolderReader.placeholders(words.en)
                else {
                    throw map.error(key, "the three languages must have the same {placeholders}")
                }
                sentences[key] = words
            }
            return sentences
        } ?? [:]
    }

    static func placeholders(_ text: String) -> Set<Substring> {
        var names: Set<Substring> = []
        var rest = text[...]
        while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
            names.insert(rest[rest.index(after: open)..<close])
            rest = rest[rest.index(after: close)...]
        }
        return names
    }
}

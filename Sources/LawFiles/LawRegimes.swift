internal import CivilTime
internal import Documents
internal import Law

extension LawFolderReader {
    /// The regimes in the order of their text days; the suspended one last.
    mutating func regimes() -> [Regime] {
        var regimes: [Regime] = []
        for file in files("regimes") {
            let regime = reading(file) { reader, node throws(DocumentError) -> Regime in
                let map = try MapReader(
                    node, path: "",
                    allowed: [
                        "id", "title", "status", "plain", "readings", "window_reading", "not_modelled", "sources",
                    ])
                let id = try map.requiredText("id")
                guard file == "regimes/\(id).yaml" else { throw map.error("id", "the file must be named \(id).yaml") }
                var readings: [Regime.Reading] = []
                let nodes = try map.list("readings") ?? []
                for (index, node) in nodes.enumerated() {
                    readings.append(try reader.reading(node, "readings[\(index)]", isOnly: nodes.count == 1))
                }
                guard (1...4).contains(readings.count) else {
                    throw map.error("readings", "one to four readings are needed")
                }
                let window = try map.choice("window_reading", among: readings.map(\.id)) ?? 0
                return Regime(
                    id: id, title: try map.words("title"), status: try map.requiredChoice("status", Regime.Status.self),
                    plain: try map.words("plain"), readings: readings, windowReading: window,
                    notModelled: try map.wordsList("not_modelled"),
                    sources: try map.sources("sources", mayBeEmpty: false))
            }
            if let regime { regimes.append(regime) }
        }
        return regimes.sorted {
            ($0.readings.count, $0.readings[0].textOf) < ($1.readings.count, $1.readings[0].textOf)
        }
    }

    private func reading(_ node: Node, _ path: String, isOnly: Bool) throws(DocumentError) -> Regime.Reading {
        let map = try MapReader(node, path: path, allowed: ["id", "text_of", "changes", "because", "sources"])
        let isPlain = isOnly && map["because"] == nil
        return Regime.Reading(
            id: try map.requiredText("id"), textOf: try map.requiredDay("text_of"), changes: try changes(map),
            because: isPlain ? Words(nl: "", fr: "", en: "") : try map.words("because"),
            sources: try map.sources("sources", mayBeEmpty: isPlain))
    }

    private func changes(_ map: MapReader) throws(DocumentError) -> [Regime.Change] {
        var changes: [Regime.Change] = []
        for (index, node) in (try map.list("changes") ?? []).enumerated() {
            let change = try MapReader(
                node, path: "\(map.child("changes"))[\(index)]", allowed: ["parameter", "value", "status", "note"])
            let id = try change.requiredText("parameter")
            guard let parameter = Parameter(id: id) else {
                throw change.error(
                    "parameter", "no such parameter" + Suggestion.didYouMean(id, among: Parameter.allCases.map(\.id)))
            }
            guard !changes.contains(where: { $0.parameter == parameter }) else {
                throw change.error("parameter", "is changed twice")
            }
            changes.append(
                Regime.Change(
                    parameter: parameter, value: try change.value("value", unit: units[parameter] ?? .count),
                    status: try change.requiredChoice("status", ValueStatus.self), note: try change.text("note") ?? ""))
        }
        return changes
    }

    mutating func resolver(_ regimes: [Regime]) -> [ResolverRow] {
        reading("resolver.yaml") { reader, node throws(DocumentError) in
            let map = try MapReader(node, path: "", allowed: ["rows"])
            var rows: [ResolverRow] = []
            for (index, node) in (try map.list("rows") ?? []).enumerated() {
                let row = try MapReader(
                    node, path: "rows[\(index)]",
                    allowed: [
                        "regime", "lodged_through", "residence_decided_through", "sponsor", "only_joining",
                        "assessed_from",
                    ])
                _ = try row.required("regime")
                let regime = try row.choice("regime", among: regimes.map(\.id)) ?? 0
                let names = ["refugee", "subsidiary_protection", "stateless", "temporary_protection"]
                let sponsor = try row.choice("sponsor", among: names).flatMap { Protection(rawValue: Int32($0)) }
                rows.append(
                    ResolverRow(
                        regime: regime, lodgedThrough: try row.day("lodged_through") ?? .distantFuture,
                        residenceDecidedThrough: try row.day("residence_decided_through"), sponsor: sponsor,
                        onlyJoining: try row.bool("only_joining") ?? false, assessedFrom: try row.day("assessed_from")))
            }
            guard let last = rows.last, last == ResolverRow.everything(regime: last.regime) else {
                throw map.error("rows", "the last row must fit everything, so that exactly one regime applies")
            }
            return rows
        } ?? []
    }

    mutating func referencePosts() -> [ReferencePost] {
        reading("reference_posts.yaml") { reader, node throws(DocumentError) in
            let map = try MapReader(node, path: "", allowed: ["posts"])
            var posts: [ReferencePost] = []
            for (index, node) in (try map.list("posts") ?? []).enumerated() {
                let post = try MapReader(
                    node, path: "posts[\(index)]", allowed: ["nationality", "country", "post", "from", "sources"])
                let from = try post.requiredDay("from")
                if let last = posts.last, from < last.from { throw post.error("from", "rows ascend") }
                posts.append(
                    ReferencePost(
                        nationality: try post.requiredText("nationality"), country: try post.requiredText("country"),
                        post: try post.requiredText("post"), from: from,
                        sources: try post.sources("sources", mayBeEmpty: false)))
            }
            return posts
        } ?? []
    }

    /// Reforms: regimes that change some parameters of another one.
    mutating func reforms(on regimes: [Regime]) -> [Regime] {
        var reforms: [Regime] = []
        for file in files("reforms") {
            let reform = reading(file) { reader, node throws(DocumentError) -> Regime in
                let map = try MapReader(
                    node, path: "",
                    allowed: ["id", "title", "kind", "based_on", "plain", "sources", "changes", "not_modelled"])
                let id = try map.requiredText("id")
                guard file == "reforms/\(id).yaml" else { throw map.error("id", "the file must be named \(id).yaml") }
                guard !regimes.contains(where: { $0.id == id }) else { throw map.error("id", "a regime has this name") }
                _ = try map.required("based_on")
                let base = regimes[try map.choice("based_on", among: regimes.map(\.id)) ?? 0]
                let changes = try reader.changes(map)
                guard !changes.isEmpty else { throw map.error("changes", "a reform changes something") }
                var readings = base.readings
                for index in readings.indices {
                    readings[index].changes.removeAll { old in changes.contains { $0.parameter == old.parameter } }
                    readings[index].changes += changes
                }
                return Regime(
                    id: id, title: try map.words("title"), status: try map.requiredChoice("kind", Regime.Status.self),
                    plain: try map.words("plain"), readings: readings, windowReading: base.windowReading,
                    notModelled: try map.wordsList("not_modelled"),
                    sources: try map.sources("sources", mayBeEmpty: false))
            }
            if let reform { reforms.append(reform) }
        }
        return reforms
    }
}

extension ResolverRow {
    static func everything(regime: Int) -> ResolverRow {
        ResolverRow(
            regime: regime, lodgedThrough: .distantFuture, residenceDecidedThrough: nil, sponsor: nil,
            onlyJoining: false,
            assessedFrom: nil)
    }
}

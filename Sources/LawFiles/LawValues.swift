internal import CivilTime
internal import Documents
internal import Law

extension MapReader {
    func words(_ key: String) throws(DocumentError) -> Words {
        try MapReader.words(try required(key), path: child(key))
    }

    static func words(_ node: Node, path: String) throws(DocumentError) -> Words {
        let map = try MapReader(node, path: path, allowed: Language.authored.map(\.rawValue))
        func text(_ language: Language) throws(DocumentError) -> String {
            let node = try map.required(language.rawValue)
            guard let text = try map.text(language.rawValue), !text.isEmpty else {
                throw DocumentError(line: node.line, key: map.child(language.rawValue), problem: "text is expected")
            }
            return text.split(separator: "\n").joined(separator: " ")
        }
        return Words(nl: try text(.nl), fr: try text(.fr), en: try text(.en))
    }

    func wordsList(_ key: String) throws(DocumentError) -> [Words] {
        var list: [Words] = []
        for (index, node) in (try self.list(key) ?? []).enumerated() {
            list.append(try MapReader.words(node, path: "\(child(key))[\(index)]"))
        }
        return list
    }

    func requiredText(_ key: String) throws(DocumentError) -> String {
        _ = try required(key)
        return try text(key) ?? ""
    }

    func day(_ key: String) throws(DocumentError) -> Day? {
        guard let text = try text(key) else { return nil }
        guard let day = Day(text) else { throw error(key, "a day such as 2025-08-18 is expected") }
        return day
    }

    func requiredDay(_ key: String) throws(DocumentError) -> Day {
        _ = try required(key)
        guard let day = try day(key) else { throw error(key, "a day is expected") }
        return day
    }

    func requiredChoice<Choice: CaseIterable & RawRepresentable>(
        _ key: String, _ type: Choice.Type
    ) throws(DocumentError) -> Choice where Choice.RawValue == String {
        _ = try required(key)
        let all = Array(Choice.allCases)
        guard let index = try choice(key, among: all.map(\.rawValue)) else { throw error(key, "a value is expected") }
        return all[index]
    }

    func sources(_ key: String, mayBeEmpty: Bool) throws(DocumentError) -> [Source] {
        var sources: [Source] = []
        for (index, node) in (try list(key) ?? []).enumerated() {
            let map = try MapReader(node, path: "\(child(key))[\(index)]", allowed: ["title", "url"])
            let url = try map.text("url")
            if let url, !url.hasPrefix("http://"), !url.hasPrefix("https://") {
                throw map.error("url", "an address that starts with http:// or https:// is expected")
            }
            sources.append(Source(title: try map.requiredText("title"), url: url))
        }
        guard mayBeEmpty || !sources.isEmpty else { throw error(key, "at least one source is needed") }
        return sources
    }

    /// The value of a parameter: a number in its unit, true or false, or `none`.
    func value(_ key: String, unit: Unit) throws(DocumentError) -> Int32? {
        let node = try required(key)
        if node.text == "none" { return nil }
        switch unit {
        case .yesNo:
            guard let bool = node.bool else { throw error(key, "true, false or none is expected") }
            return bool ? 1 : 0
        case .eur, .eurPerMonth:
            guard let cents = node.hundredths, (0...1_000_000_000).contains(cents) else {
                throw error(key, "an amount in euro with at most two decimals, or none, is expected")
            }
            return Int32(cents)
        default:
            guard let integer = node.integer, (0...1_000_000).contains(integer) else {
                throw error(key, "a whole number or none is expected")
            }
            return Int32(integer)
        }
    }
}

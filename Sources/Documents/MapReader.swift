/// Reads the keys of a map one by one and complains about what is left.
public struct MapReader {
    /// The path of the map.
    public let path: String
    /// The line of the map.
    public let line: Int
    private let entries: [Node.Entry]

    /// Starts on a map whose keys must be among those allowed.
    ///
    /// - Throws: `DocumentError` for another kind of value or an unknown key.
    public init(_ node: Node, path: String, allowed: [String]) throws(DocumentError) {
        guard case .map(let entries) = node.content else {
            throw DocumentError(
                line: node.line, key: path, problem: "a group of keys is expected: " + allowed.joined(separator: ", "))
        }
        self.path = path
        self.entries = entries
        line = node.line
        for entry in entries where !allowed.contains(entry.key) {
            throw DocumentError(
                line: entry.line, key: child(entry.key),
                problem: "unknown key" + Suggestion.didYouMean(entry.key, among: allowed)
                    + " (allowed: " + allowed.joined(separator: ", ") + ")")
        }
    }

    /// The path of a key.
    public func child(_ key: String) -> String {
        path.isEmpty ? key : path + "." + key
    }

    /// Whether the key is present, null or not.
    public func has(_ key: String) -> Bool {
        entries.contains { $0.key == key }
    }

    /// The value of a key; `nil` when it is absent or null.
    public subscript(key: String) -> Node? {
        guard let node = entries.first(where: { $0.key == key })?.value, !node.isNull else { return nil }
        return node
    }

    /// The value of a key that must be there.
    public func required(_ key: String) throws(DocumentError) -> Node {
        guard let node = self[key] else {
            throw DocumentError(line: line, key: child(key), problem: "the key is missing")
        }
        return node
    }

    /// An error about a key.
    public func error(_ key: String, _ problem: String) -> DocumentError {
        DocumentError(line: entries.first { $0.key == key }?.value.line ?? line, key: child(key), problem: problem)
    }

    /// The text of a key.
    public func text(_ key: String) throws(DocumentError) -> String? {
        guard let node = self[key] else { return nil }
        guard let text = node.text, node.bool == nil, node.hundredths == nil else {
            throw error(key, "text is expected; put it in quotes if it looks like a number")
        }
        guard !text.unicodeScalars.contains(where: { $0.properties.generalCategory == .control }) else {
            throw error(key, "text holds no control characters")
        }
        return text
    }

    /// The position of a word among those allowed.
    public func choice(_ key: String, among allowed: [String]) throws(DocumentError) -> Int? {
        guard let node = self[key] else { return nil }
        guard let text = node.text, let index = allowed.firstIndex(of: text) else {
            throw error(
                key,
                "‘\((node.text ?? "…").prefix(60))’ is not allowed"
                    + Suggestion.didYouMean(node.text ?? "", among: allowed)
                    + " (allowed: " + allowed.joined(separator: ", ") + ")")
        }
        return index
    }

    /// The truth of a key.
    public func bool(_ key: String) throws(DocumentError) -> Bool? {
        guard let node = self[key] else { return nil }
        guard let bool = node.bool else { throw error(key, "true or false is expected") }
        return bool
    }

    /// A whole number within a range.
    public func integer(_ key: String, in range: ClosedRange<Int>) throws(DocumentError) -> Int? {
        guard let node = self[key] else { return nil }
        guard let integer = node.integer, range.contains(integer) else {
            throw error(key, "a whole number from \(range.lowerBound) to \(range.upperBound) is expected")
        }
        return integer
    }

    /// The items of a list.
    public func list(_ key: String) throws(DocumentError) -> [Node]? {
        guard let node = self[key] else { return nil }
        guard case .list(let items) = node.content else { throw error(key, "a list is expected") }
        return items
    }
}

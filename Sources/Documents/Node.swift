/// A value of a document, whatever its format, with the line on which it stands.
///
/// Scalars keep their text; whoever reads a document knows which type it expects, so `NO` stays a country.
public struct Node: Sendable {
    /// What a node holds.
    public enum Content: Sendable {
        /// A scalar; plain ones may be numbers, true, false or null.
        case scalar(String, isPlain: Bool)
        /// A list.
        case list([Node])
        /// Keys with their values, in the order of the document.
        case map([Entry])
    }

    /// One key with its value.
    public struct Entry: Sendable {
        /// The key.
        public var key: String
        /// The line of the key.
        public var line: Int
        /// The value.
        public var value: Node

        /// Makes an entry.
        public init(key: String, line: Int, value: Node) {
            self.key = key
            self.line = line
            self.value = value
        }
    }

    /// What it holds.
    public var content: Content
    /// The line on which it starts, from 1.
    public var line: Int

    /// Makes a node.
    public init(_ content: Content, line: Int) {
        self.content = content
        self.line = line
    }

    /// Whether the value is absent: null or nothing.
    public var isNull: Bool {
        guard case .scalar(let text, isPlain: true) = content else { return false }
        return text.isEmpty || text == "null" || text == "~" || text == "Null" || text == "NULL"
    }

    /// The text of a scalar that is not null.
    public var text: String? {
        guard case .scalar(let text, _) = content, !isNull else { return nil }
        return text
    }

    /// The value of a plain `true` or `false`.
    public var bool: Bool? {
        guard case .scalar(let text, isPlain: true) = content else { return nil }
        switch text {
        case "true", "True", "TRUE": return true
        case "false", "False", "FALSE": return false
        default: return nil
        }
    }

    /// The value of a plain whole number.
    public var integer: Int? {
        guard case .scalar(let text, isPlain: true) = content else { return nil }
        return Int(text)
    }

    /// A plain number with at most two decimals, in hundredths.
    public var hundredths: Int64? {
        guard case .scalar(let text, isPlain: true) = content else { return nil }
        let isNegative = text.hasPrefix("-")
        let parts = text.dropFirst(isNegative ? 1 : 0).split(separator: ".", omittingEmptySubsequences: false)
        guard (1...2).contains(parts.count), let whole = parts.first, (1...12).contains(whole.utf8.count) else {
            return nil
        }
        var decimals = parts.count == 2 ? parts[1] : "0"
        while decimals.hasSuffix("0"), decimals.utf8.count > 2 { decimals.removeLast() }
        guard (1...2).contains(decimals.utf8.count), (whole + decimals).utf8.allSatisfy({ (48...57).contains($0) })
        else { return nil }
        guard let units = Int64(whole), let rest = Int64(decimals) else { return nil }
        let hundredths = units * 100 + (decimals.utf8.count == 1 ? rest * 10 : rest)
        return isNegative ? -hundredths : hundredths
    }
}

/// Something in a document is wrong: where, and what is allowed.
public struct DocumentError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The file, or `-` for standard input.
    public var file: String
    /// The line, from 1; 0 when it concerns the whole file.
    public var line: Int
    /// The key, as a path; empty when it concerns the whole file.
    public var key: String
    /// What is wrong and what to do.
    public var problem: String

    /// Makes an error.
    public init(file: String = "", line: Int, key: String, problem: String) {
        self.file = file
        self.line = line
        self.key = key
        self.problem = problem
    }

    /// `file:line: key: problem`.
    public var description: String {
        var text = file.isEmpty ? "" : file
        if line > 0 { text += text.isEmpty ? "line \(line)" : ":\(line)" }
        if !text.isEmpty { text += ": " }
        if !key.isEmpty { text += key + ": " }
        // What a document holds must not steer the terminal on which the complaint appears.
        let shown = (text + problem).unicodeScalars.map { scalar in
            scalar.properties.generalCategory == .control && scalar != "\n" ? "\u{FFFD}" : Character(scalar)
        }
        return String(shown)
    }
}

/// Limits on documents, so that none can eat the machine.
public enum DocumentLimit {
    /// Largest document, in bytes.
    public static let bytes = 16 << 20
    /// Deepest nesting.
    public static let depth = 32
}

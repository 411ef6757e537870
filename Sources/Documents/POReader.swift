/// One entry of a gettext catalogue.
public struct POEntry: Sendable {
    /// The part of the product that the entry belongs to (`msgctxt`); empty for the surfaces.
    public var context: String
    /// The key (`msgid`).
    public var id: String
    /// The text, or one text for each plural form.
    public var texts: [String]
    /// Whether the entry counts something (`msgid_plural`).
    public var isPlural: Bool
    /// The comments, each without its `#`; those of programs keep their sign, such as `.` or `:`.
    public var comments: [String]
    /// The flags, such as `fuzzy`.
    public var flags: [String]
    /// The line of the key.
    public var line: Int
}

/// Reads gettext catalogues (PO files).
///
/// - Source: GNU gettext manual, "The Format of PO Files".
public enum POReader {
    /// The most entries that a catalogue may have.
    public static let limit = 20_000

    /// Reads a catalogue.
    ///
    /// - Returns: Its entries; the header is the one without a key.
    /// - Throws: `DocumentError` with the line for anything that is not a catalogue, and for keys that stand twice.
    public static func read(_ bytes: [UInt8]) throws(DocumentError) -> [POEntry] {
        guard bytes.count <= DocumentLimit.bytes else { throw JSONReader.tooLarge }
        guard String(validating: bytes, as: UTF8.self) != nil else {
            throw DocumentError(line: 1, key: "", problem: "the text is not UTF-8")
        }
        var parser = Parser()
        var line = 0
        // Bytes and not characters: a line feed after a carriage return, or a sign before a combining mark, is one character.
        for row in bytes.split(separator: 0x0A, omittingEmptySubsequences: false) {
            line += 1
            try parser.take(row.last == 0x0D ? row.dropLast() : row, line)
        }
        try parser.finish(line)
        return parser.entries
    }

    private struct Parser {
        var entries: [POEntry] = []
        private var current = POEntry(
            context: "", id: "", texts: [], isPlural: false, comments: [], flags: [], line: 0)
        /// What a continued text belongs to.
        private var field = Field.none
        private var hasID = false
        private var keys: Set<String> = []

        private enum Field { case none, context, id, plural, text }

        mutating func take(_ row: ArraySlice<UInt8>, _ line: Int) throws(DocumentError) {
            let row = row.drop(while: POReader.isBlank)
            guard let first = row.first else { return }
            if first == UInt8(ascii: "#") {
                if field == .text { try finish(line) }
                comment(row.dropFirst())
                return
            }
            if first == UInt8(ascii: "\"") {
                try append(try POReader.text(row, line), line)
                return
            }
            guard let space = row.firstIndex(where: POReader.isBlank) else {
                throw DocumentError(line: line, key: current.id, problem: "a keyword with a text in quotes is expected")
            }
            let value = try POReader.text(row[space...].drop(while: POReader.isBlank), line)
            try begin(String(decoding: row[..<space], as: UTF8.self), value, line)
        }

        /// A line that starts with a number sign: flags, an entry that is no longer used, or a comment.
        private mutating func comment(_ rest: ArraySlice<UInt8>) {
            switch rest.first {
            case UInt8(ascii: ","):
                for flag in rest.dropFirst().split(separator: UInt8(ascii: ",")) {
                    let words = flag.split(whereSeparator: POReader.isBlank)
                    if let word = words.first { current.flags.append(String(decoding: word, as: UTF8.self)) }
                }
            case UInt8(ascii: "~"):
                // What was said before it was said of it.
                current.comments = []
                current.flags = []
            default:
                current.comments.append(String(decoding: rest.drop(while: POReader.isBlank), as: UTF8.self))
            }
        }

        private mutating func begin(_ keyword: String, _ value: String, _ line: Int) throws(DocumentError) {
            if field == .text, keyword == "msgctxt" || keyword == "msgid" { try finish(line) }
            switch keyword {
            case "msgctxt" where field == .none:
                current.context = value
                field = .context
            case "msgid" where field == .none || field == .context:
                current.id = value
                current.line = line
                hasID = true
                field = .id
            case "msgid_plural" where field == .id:
                current.isPlural = true
                field = .plural
            case "msgstr" where field == .id:
                current.texts = [value]
                field = .text
            case _ where keyword == "msgstr[\(current.texts.count)]" && current.isPlural && hasID:
                guard current.texts.count < 10 else { fallthrough }
                current.texts.append(value)
                field = .text
            default:
                throw DocumentError(
                    line: line, key: current.id, problem: "‘\(keyword.prefix(40))’ is not expected here")
            }
        }

        private mutating func append(_ value: String, _ line: Int) throws(DocumentError) {
            switch field {
            case .context: current.context += value
            case .id: current.id += value
            case .text: current.texts[current.texts.count - 1] += value
            case .plural: break
            case .none: throw DocumentError(line: line, key: "", problem: "a text stands alone")
            }
        }

        mutating func finish(_ line: Int) throws(DocumentError) {
            guard hasID else {
                guard field == .none else {
                    throw DocumentError(line: line, key: "", problem: "an entry has no msgid")
                }
                return
            }
            guard field == .text else {
                throw DocumentError(line: line, key: current.id, problem: "an entry has no msgstr")
            }
            guard keys.insert(current.context + "\u{4}" + current.id).inserted else {
                throw DocumentError(line: current.line, key: current.id, problem: "the entry stands twice")
            }
            guard entries.count < POReader.limit else {
                throw DocumentError(line: line, key: "", problem: "at most \(POReader.limit) entries")
            }
            entries.append(current)
            current = POEntry(context: "", id: "", texts: [], isPlural: false, comments: [], flags: [], line: 0)
            field = .none
            hasID = false
        }
    }

    private static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 }

    /// A text between quotes, with its escapes taken out.
    private static func text(_ row: ArraySlice<UInt8>, _ line: Int) throws(DocumentError) -> String {
        var bytes: [UInt8] = []
        var rest = row.makeIterator()
        guard rest.next() == UInt8(ascii: "\"") else {
            throw DocumentError(line: line, key: "", problem: "a text in quotes is expected")
        }
        while let byte = rest.next() {
            switch byte {
            case UInt8(ascii: "\""):
                while let after = rest.next() {
                    guard isBlank(after) else {
                        throw DocumentError(line: line, key: "", problem: "nothing may follow the closing quote")
                    }
                }
                return String(decoding: bytes, as: UTF8.self)
            case UInt8(ascii: "\\"):
                switch rest.next() {
                case UInt8(ascii: "n"): bytes.append(0x0A)
                case UInt8(ascii: "t"): bytes.append(0x09)
                case UInt8(ascii: "\""): bytes.append(UInt8(ascii: "\""))
                case UInt8(ascii: "\\"): bytes.append(UInt8(ascii: "\\"))
                default:
                    throw DocumentError(line: line, key: "", problem: "an unknown escape; \\n \\t \\\" \\\\ are known")
                }
            default: bytes.append(byte)
            }
        }
        throw DocumentError(line: line, key: "", problem: "the closing quote is missing")
    }
}

/// Reads JSON (RFC 8259) into nodes with line numbers.
///
/// Own code, because the reader must name the line and key of every mistake, refuse duplicate keys and absurd nesting,
/// and read many lines a second.
public struct JSONReader {
    private let bytes: UnsafeBufferPointer<UInt8>
    private var position = 0
    private var line: Int
    private var depth = 0

    /// Reads one document.
    ///
    /// - Parameters:
    ///   - bytes: UTF-8.
    ///   - firstLine: Number of the first line.
    /// - Returns: The root of the document.
    /// - Throws: `DocumentError` for anything that is not one JSON document.
    public static func read(_ bytes: [UInt8], firstLine: Int = 1) throws(DocumentError) -> Node {
        guard bytes.count <= DocumentLimit.bytes else { throw tooLarge }
        let result: Result<Node, DocumentError> = bytes.withUnsafeBufferPointer { buffer in
            var reader = JSONReader(bytes: buffer, line: firstLine)
            do throws(DocumentError) {
                let node = try reader.value("")
                reader.skipSpace()
                guard reader.position == buffer.count else {
                    throw reader.error("", "one document is expected, but more text follows")
                }
                return .success(node)
            } catch {
                return .failure(error)
            }
        }
        return try result.get()
    }

    /// The error for a document that is too large.
    public static let tooLarge = DocumentError(
        line: 0, key: "", problem: "the document is larger than 16 MiB; a facts document has a few kilobytes")

    private init(bytes: UnsafeBufferPointer<UInt8>, line: Int) {
        self.bytes = bytes
        self.line = line
    }

    private func error(_ key: String, _ problem: String) -> DocumentError {
        DocumentError(line: line, key: key, problem: problem)
    }

    private var byte: UInt8? { position < bytes.count ? bytes[position] : nil }

    private mutating func skipSpace() {
        while let byte, byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 {
            if byte == 0x0A { line += 1 }
            position += 1
        }
    }

    private mutating func value(_ key: String) throws(DocumentError) -> Node {
        skipSpace()
        let start = line
        switch byte {
        case UInt8(ascii: "{"):
            return Node(.map(try entries(key)), line: start)
        case UInt8(ascii: "["):
            return Node(.list(try items(key)), line: start)
        case UInt8(ascii: "\""):
            return Node(.scalar(try string(key), isPlain: false), line: start)
        case nil:
            throw error(key, "a value is expected, but the text ends")
        default:
            return Node(.scalar(try plain(key), isPlain: true), line: start)
        }
    }

    private mutating func enter(_ key: String) throws(DocumentError) {
        depth += 1
        position += 1
        if depth > DocumentLimit.depth { throw error(key, "nested deeper than \(DocumentLimit.depth) levels") }
    }

    private mutating func entries(_ path: String) throws(DocumentError) -> [Node.Entry] {
        try enter(path)
        defer { depth -= 1 }
        var entries: [Node.Entry] = []
        var seen: Set<String> = []
        skipSpace()
        if byte == UInt8(ascii: "}") {
            position += 1
            return entries
        }
        while true {
            skipSpace()
            guard byte == UInt8(ascii: "\"") else { throw error(path, "a key in double quotes is expected") }
            let keyLine = line
            let key = try string(path)
            let full = path.isEmpty ? key : path + "." + key
            guard seen.insert(key).inserted else { throw error(full, "the key stands twice") }
            skipSpace()
            guard byte == UInt8(ascii: ":") else { throw error(full, "a colon is expected after the key") }
            position += 1
            entries.append(Node.Entry(key: key, line: keyLine, value: try value(full)))
            skipSpace()
            switch byte {
            case UInt8(ascii: ","): position += 1
            case UInt8(ascii: "}"):
                position += 1
                return entries
            default: throw error(full, "a comma or } is expected")
            }
        }
    }

    private mutating func items(_ path: String) throws(DocumentError) -> [Node] {
        try enter(path)
        defer { depth -= 1 }
        var items: [Node] = []
        skipSpace()
        if byte == UInt8(ascii: "]") {
            position += 1
            return items
        }
        while true {
            items.append(try value("\(path)[\(items.count)]"))
            skipSpace()
            switch byte {
            case UInt8(ascii: ","): position += 1
            case UInt8(ascii: "]"):
                position += 1
                return items
            default: throw error(path, "a comma or ] is expected")
            }
        }
    }

    private mutating func plain(_ key: String) throws(DocumentError) -> String {
        let start = position
        while let byte, byte > 0x20, !"{}[],:\"".utf8.contains(byte) { position += 1 }
        let text = String(decoding: bytes[start..<position], as: UTF8.self)
        guard text == "true" || text == "false" || text == "null" || JSONReader.isNumber(text) else {
            throw error(key, "‘\(text.prefix(40))’ is no JSON value; text stands in double quotes")
        }
        return text
    }

    private static func isNumber(_ text: String) -> Bool {
        var rest = text.utf8[...]
        if rest.first == UInt8(ascii: "-") { rest.removeFirst() }
        func digits() -> Int {
            var count = 0
            while let byte = rest.first, (48...57).contains(byte) {
                rest.removeFirst()
                count += 1
            }
            return count
        }
        let leading = rest.first
        let whole = digits()
        guard whole > 0, leading != UInt8(ascii: "0") || whole == 1 else { return false }
        if rest.first == UInt8(ascii: ".") {
            rest.removeFirst()
            guard digits() > 0 else { return false }
        }
        if rest.first == UInt8(ascii: "e") || rest.first == UInt8(ascii: "E") {
            rest.removeFirst()
            if rest.first == UInt8(ascii: "+") || rest.first == UInt8(ascii: "-") { rest.removeFirst() }
            guard digits() > 0 else { return false }
        }
        return rest.isEmpty
    }

    private mutating func string(_ key: String) throws(DocumentError) -> String {
        position += 1
        var run: [UInt8] = []
        while true {
            guard let byte else { throw error(key, "the text has no closing quote") }
            switch byte {
            case UInt8(ascii: "\""):
                position += 1
                guard let text = String(validating: run, as: UTF8.self) else {
                    throw error(key, "the text is not valid UTF-8")
                }
                return text
            case UInt8(ascii: "\\"):
                position += 1
                try escape(key, into: &run)
            case 0..<0x20:
                throw error(key, "text holds no control characters")
            default:
                run.append(byte)
                position += 1
            }
        }
    }

    private mutating func escape(_ key: String, into run: inout [UInt8]) throws(DocumentError) {
        guard let byte else { throw error(key, "the text has no closing quote") }
        position += 1
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): run.append(byte)
        case UInt8(ascii: "b"): run.append(0x08)
        case UInt8(ascii: "f"): run.append(0x0C)
        case UInt8(ascii: "n"): run.append(0x0A)
        case UInt8(ascii: "r"): run.append(0x0D)
        case UInt8(ascii: "t"): run.append(0x09)
        case UInt8(ascii: "u"):
            var code = try hexadecimal(key)
            if (0xD800..<0xDC00).contains(code) {
                guard peek(0) == UInt8(ascii: "\\"), peek(1) == UInt8(ascii: "u") else {
                    throw error(key, "half of a surrogate pair")
                }
                position += 2
                let low = try hexadecimal(key)
                guard (0xDC00..<0xE000).contains(low) else { throw error(key, "half of a surrogate pair") }
                code = 0x10000 + (code - 0xD800) << 10 + (low - 0xDC00)
            }
            guard let scalar = Unicode.Scalar(code) else { throw error(key, "half of a surrogate pair") }
            run.append(contentsOf: Array(String(Character(scalar)).utf8))
        default:
            throw error(key, "an escape that JSON does not have")
        }
    }

    private func peek(_ offset: Int) -> UInt8? {
        position + offset < bytes.count ? bytes[position + offset] : nil
    }

    private mutating func hexadecimal(_ key: String) throws(DocumentError) -> UInt32 {
        guard position + 4 <= bytes.count,
            bytes[position..<position + 4].allSatisfy({ Character(Unicode.Scalar($0)).isHexDigit }),
            let code = UInt32(String(decoding: bytes[position..<position + 4], as: UTF8.self), radix: 16)
        else { throw error(key, "\\u is followed by four hexadecimal digits") }
        position += 4
        return code
    }
}

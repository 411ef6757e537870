internal import Yams

/// Reads YAML into nodes with line numbers.
public enum YAMLReader {
    /// Reads one document.
    ///
    /// - Parameter bytes: UTF-8.
    /// - Throws: `DocumentError` for anything that is not one YAML document without anchors, aliases or tags.
    public static func read(_ bytes: [UInt8]) throws(DocumentError) -> Node {
        guard bytes.count <= DocumentLimit.bytes else { throw JSONReader.tooLarge }
        guard let text = String(validating: bytes, as: UTF8.self) else {
            throw DocumentError(line: 0, key: "", problem: "the document is not valid UTF-8")
        }
        try refuseBombs(bytes)
        let root: Yams.Node?
        do {
            root = try Yams.compose(yaml: text)
        } catch let error as YamlError {
            throw translate(error)
        } catch {
            throw DocumentError(line: 0, key: "", problem: "\(error)")
        }
        guard let root else { throw DocumentError(line: 1, key: "", problem: "the document is empty") }
        return try node(root, "", depth: 0)
    }

    /// Reads a document that is JSON when it starts with `{` or `[`, else YAML.
    public static func readEither(_ bytes: [UInt8]) throws(DocumentError) -> Node {
        var start = bytes[...]
        if start.starts(with: [0xEF, 0xBB, 0xBF]) { start = start.dropFirst(3) }
        let first = start.first { !" \n\r\t".utf8.contains($0) }
        if first == UInt8(ascii: "{") || first == UInt8(ascii: "[") {
            do throws(DocumentError) {
                return try JSONReader.read(Array(start))
            } catch let json {
                // A YAML document may start with a brace as well.
                guard let node = try? read(Array(start)) else { throw json }
                return node
            }
        }
        return try read(Array(start))
    }

    /// Refuses what would take much work before any of it is done: anchors and aliases, and deep nesting.
    private static func refuseBombs(_ bytes: [UInt8]) throws(DocumentError) {
        var (line, depth, dashes, indent) = (1, 0, 0, 0)
        var (quote, isComment, atStart): (UInt8?, Bool, Bool) = (nil, false, true)
        var previous = UInt8(ascii: " ")
        for (index, byte) in bytes.enumerated() {
            defer { previous = byte }
            if byte == 0x0A {
                (line, dashes, indent, isComment, atStart) = (line + 1, 0, 0, false, true)
                continue
            }
            if isComment { continue }
            if let open = quote {
                if byte == open, open != UInt8(ascii: "\"") || previous != UInt8(ascii: "\\") { quote = nil }
                continue
            }
            let isFree = " \t\n[{,:-?".utf8.contains(previous) || index == 0
            switch byte {
            case UInt8(ascii: " "):
                if atStart { indent += 1 }
                continue
            case UInt8(ascii: "-") where atStart: dashes += 1
            case UInt8(ascii: "#") where previous == UInt8(ascii: " ") || previous == 0x0A || index == 0: isComment = true
            case UInt8(ascii: "\""), UInt8(ascii: "'"): if isFree { quote = byte }
            case UInt8(ascii: "["), UInt8(ascii: "{"): depth += 1
            case UInt8(ascii: "]"), UInt8(ascii: "}"): depth = max(0, depth - 1)
            case UInt8(ascii: "&"), UInt8(ascii: "*"):
                let next = index + 1 < bytes.count ? bytes[index + 1] : 0x20
                if isFree, next > 0x20 {
                    throw DocumentError(
                        line: line, key: "",
                        problem: "anchors (&) and aliases (*) are not accepted; write the value out, or put text in quotes")
                }
            default: break
            }
            if byte != UInt8(ascii: "-") { atStart = false }
            if depth > DocumentLimit.depth || dashes > DocumentLimit.depth || indent > 400 {
                throw DocumentError(line: line, key: "", problem: "nested deeper than \(DocumentLimit.depth) levels")
            }
        }
    }

    private static func node(_ node: Yams.Node, _ path: String, depth: Int) throws(DocumentError) -> Node {
        let line = node.mark?.line ?? 0
        guard depth <= DocumentLimit.depth else {
            throw DocumentError(line: line, key: path, problem: "nested deeper than \(DocumentLimit.depth) levels")
        }
        switch node {
        case .scalar(let scalar):
            return Node(.scalar(scalar.string, isPlain: scalar.style == .plain || scalar.style == .any), line: line)
        case .sequence(let sequence):
            var items: [Node] = []
            for (index, item) in sequence.enumerated() {
                items.append(try self.node(item, "\(path)[\(index)]", depth: depth + 1))
            }
            return Node(.list(items), line: line)
        case .mapping(let mapping):
            var entries: [Node.Entry] = []
            for (key, value) in mapping {
                guard case .scalar(let name) = key else {
                    throw DocumentError(line: key.mark?.line ?? line, key: path, problem: "a key is text")
                }
                let full = path.isEmpty ? name.string : path + "." + name.string
                let entry = try self.node(value, full, depth: depth + 1)
                entries.append(Node.Entry(key: name.string, line: key.mark?.line ?? line, value: entry))
            }
            return Node(.map(entries), line: line)
        case .alias:
            throw DocumentError(line: line, key: path, problem: "aliases are not accepted; write the value out")
        }
    }

    private static func translate(_ error: YamlError) -> DocumentError {
        switch error {
        case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
            .composer(_, let problem, let mark, _):
            let plain =
                problem == "but found another document" ? "one document is expected, but another one follows" : problem
            return DocumentError(line: mark.line, key: "", problem: "not valid YAML: " + plain)
        case .reader(let problem, _, _, _):
            return DocumentError(line: 0, key: "", problem: "not valid YAML: " + problem + " (text holds no control characters)")
        case .duplicatedKeysInMapping(let duplicates, let context):
            return DocumentError(line: context.mark.line, key: duplicates.first ?? "", problem: "the key stands twice")
        default:
            return DocumentError(line: 0, key: "", problem: "not valid YAML: \(error)")
        }
    }
}

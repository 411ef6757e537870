internal import Yams

/// Reads YAML into nodes with line numbers.
public enum YAMLReader {
    /// Reads one document.
    ///
    /// - Parameter bytes: UTF-8.
    /// - Returns: The root of the document.
    /// - Throws: `DocumentError` for anything that is not one YAML document without anchors and aliases.
    public static func read(_ bytes: [UInt8]) throws(DocumentError) -> Node {
        guard bytes.count <= DocumentLimit.bytes else { throw JSONReader.tooLarge }
        guard let text = String(validating: bytes, as: UTF8.self) else {
            throw DocumentError(line: 0, key: "", problem: "the document is not valid UTF-8")
        }
        try refuseBombs(bytes)
        let parser: Parser
        let root: Yams.Node?
        do {
            parser = try Parser(yaml: text)
            root = try parser.singleRoot()
        } catch let error as YamlError {
            throw translate(error)
        } catch {
            throw DocumentError(line: 0, key: "", problem: "\(error)")
        }
        guard let root else { throw DocumentError(line: 1, key: "", problem: "the document is empty") }
        // Nodes only point weakly at their anchors; the parser keeps them.
        defer { withExtendedLifetime(parser) {} }
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

    private static let noAliases = "anchors (&) and aliases (*) are not accepted; write the value out"

    /// Refuses aliases as keys before the text is parsed: comparing keys would take any amount of work.
    ///
    /// Other aliases cost nothing until somebody walks through them, and the walk below stops at the first anchor.
    private static func refuseBombs(_ bytes: [UInt8]) throws(DocumentError) {
        guard bytes.contains(UInt8(ascii: "&")) else { return }
        var line = 1
        var index = 0
        while index < bytes.count {
            defer { index += 1 }
            if bytes[index] == 0x0A { line += 1 }
            guard bytes[index] == UInt8(ascii: "*") else { continue }
            var end = index + 1
            while end < bytes.count, bytes[end] > 0x20, !",[]{}:".utf8.contains(bytes[end]) { end += 1 }
            guard end > index + 1 else { continue }
            while end < bytes.count, bytes[end] == 0x20 || bytes[end] == 0x09 { end += 1 }
            let isAsked = index >= 2 && bytes[index - 1] == 0x20 && bytes[index - 2] == UInt8(ascii: "?")
            guard isAsked || end < bytes.count && bytes[end] == UInt8(ascii: ":") else { continue }
            throw DocumentError(line: line, key: "", problem: noAliases)
        }
    }

    private static func node(_ node: Yams.Node, _ path: String, depth: Int) throws(DocumentError) -> Node {
        let line = node.mark?.line ?? 0
        guard node.anchor == nil else { throw DocumentError(line: line, key: "", problem: noAliases) }
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
            var seen: Set<String> = []
            for (key, value) in mapping {
                guard key.anchor == nil else {
                    throw DocumentError(line: key.mark?.line ?? line, key: "", problem: noAliases)
                }
                guard case .scalar(let name) = key else {
                    throw DocumentError(line: key.mark?.line ?? line, key: path, problem: "a key is text")
                }
                let full = path.isEmpty ? name.string : path + "." + name.string
                guard seen.insert(name.string).inserted else {
                    throw DocumentError(line: key.mark?.line ?? line, key: full, problem: "the key stands twice")
                }
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
            let plain: String
            switch problem {
            case "but found another document":
                plain = "not valid YAML: one document is expected, but another one follows"
            case "found undefined alias": plain = noAliases
            case _ where problem.hasPrefix("Maximum nesting level"):
                plain = "nested deeper than \(DocumentLimit.depth) levels"
            default: plain = "not valid YAML: " + problem
            }
            return DocumentError(line: mark.line, key: "", problem: plain)
        case .reader(let problem, _, _, _):
            return DocumentError(
                line: 0, key: "", problem: "not valid YAML: " + problem + " (text holds no control characters)")
        case .duplicatedKeysInMapping(let duplicates, let context):
            return DocumentError(line: context.mark.line, key: duplicates.first ?? "", problem: "the key stands twice")
        default:
            return DocumentError(line: 0, key: "", problem: "not valid YAML: \(error)")
        }
    }
}

import Documents
import TestSupport
import Testing

/// The same document in JSON and in YAML is the same value.
struct BothFormatsTests {
    struct Pair: CustomTestStringConvertible, Sendable {
        var json: String
        var yaml: String
        var testDescription: String { json }
    }

    static let pairs: [Pair] = [
        Pair(json: #"{"a": 1}"#, yaml: "a: 1\n"),
        Pair(json: #"{"a": 1, "b": [true, false, null]}"#, yaml: "a: 1\nb:\n  - true\n  - false\n  - null\n"),
        Pair(json: #"{"a": {"b": {"c": "d"}}}"#, yaml: "a:\n  b:\n    c: d\n"),
        Pair(json: #"{"a": {"b": {"c": "d"}}}"#, yaml: "a: {b: {c: d}}\n"),
        Pair(json: #"{"money": 1900.00, "less": -0.5}"#, yaml: "money: 1900.00\nless: -0.5\n"),
        Pair(json: #"{"day": "2026-03-01"}"#, yaml: "day: 2026-03-01\n"),
        Pair(json: #"{"text": "a \"b\" \\ c / d"}"#, yaml: "text: 'a \"b\" \\ c / d'\n"),
        Pair(json: #"{"text": "é € 🙂"}"#, yaml: "text: é € 🙂\n"),
        Pair(json: #"{"text": "\u00e9 \u20ac \ud83d\ude42"}"#, yaml: "text: \"\\u00e9 \\u20ac \\U0001F642\"\n"),
        Pair(json: #"{"text": "two words"}"#, yaml: "text: >-\n  two\n  words\n"),
        Pair(json: #"{"text": "true", "number": "1"}"#, yaml: "text: \"true\"\nnumber: '1'\n"),
        Pair(json: ##"{"text": "# no comment"}"##, yaml: "text: '# no comment' # a comment\n"),
        Pair(json: #"{"list": [], "map": {}}"#, yaml: "list: []\nmap: {}\n"),
        Pair(json: #"[1, [2, [3]]]"#, yaml: "- 1\n- - 2\n  - - 3\n"),
        Pair(json: #""alone""#, yaml: "alone\n"),
        Pair(json: "\r\n {\t\"a\" :\r\n1 } \n", yaml: "\n\na:   1   \n\n"),
        Pair(json: #"{"": 1, "a b": 2, "é": 3}"#, yaml: "'': 1\na b: 2\né: 3\n"),
        Pair(json: #"{"1": 1, "true": 2}"#, yaml: "1: 1\ntrue: 2\n"),
        Pair(json: #"{"a": "x&y * z"}"#, yaml: "a: x&y * z\n"),
        Pair(json: #"{"a": "O'Neill", "b": "l'\u00e9cole"}"#, yaml: "a: O'Neill\nb: l'école\n"),
    ]

    @Test(arguments: pairs)
    func `a document is the same value in both formats`(pair: Pair) throws {
        let expected = try json(pair.json).plainly
        #expect(try yaml(pair.yaml).plainly == expected)
        #expect(try YAMLReader.readEither(Array(pair.json.utf8)).plainly == expected)
        #expect(try YAMLReader.readEither(Array(pair.yaml.utf8)).plainly == expected)
    }

    @Test(arguments: pairs)
    func `JSON is read as YAML with the same value`(pair: Pair) throws {
        // A tab may separate in JSON; that surrogates are spelled out is JSON's own.
        guard !pair.json.contains("\\ud83d"), !pair.json.contains("\t") else { return }
        #expect(try yaml(pair.json).plainly == json(pair.json).plainly)
    }

    @Test func `the example families keep their value in JSON`() throws {
        let files = try PackageFolder.files(in: "examples", ending: ".yaml")
        #expect(!files.isEmpty)
        for file in files {
            let node = try YAMLReader.read(try PackageFolder.bytes(file))
            #expect(try JSONReader.read(jsonBytes(of: node)).plainly == node.plainly, "\(file)")
        }
    }

    @Test func `a byte order mark is no part of the document`() throws {
        let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
        for text in ["{\"a\": 1}", "a: 1\n", " {a: 1}"] {
            #expect(try YAMLReader.readEither(mark + Array(text.utf8)).plainly == "{a: 100/100}", "\(text)")
        }
        #expect(try YAMLReader.read(mark + Array("a: 1\n".utf8)).plainly == "{a: 100/100}")
        #expect(
            failure { () throws(DocumentError) in try YAMLReader.readEither(mark) }?.problem.contains("empty") == true
        )
    }

    @Test func `a document that starts with a brace may be YAML`() throws {
        #expect(try YAMLReader.readEither(Array("{a: 1, b: NO}".utf8)).plainly == "{a: 100/100, b: text NO}")
        // What is neither gets the message of JSON.
        let error = failure { () throws(DocumentError) in try YAMLReader.readEither(Array("{\"a\": 1".utf8)) }
        #expect(error?.problem == "a comma or } is expected")
    }

    @Test func `every value knows its line`() throws {
        let jsonNode = try json("{\n\"a\": [\n1,\n\n{\"b\":\n\"x\"}],\n\n\"c\": 2}")
        let yamlNode = try yaml("# first\na:\n  - 1\n\n  - b:\n      x\n\nc: 2\n")
        #expect(
            try [
                jsonNode.at("a"), jsonNode.at("a", "0"), jsonNode.at("a", "1"), jsonNode.at("a", "1", "b"),
                jsonNode.at("c"),
            ].map(\.line) == [2, 3, 5, 6, 8]
        )
        #expect(
            try [
                yamlNode.at("a"), yamlNode.at("a", "0"), yamlNode.at("a", "1"), yamlNode.at("a", "1", "b"),
                yamlNode.at("c"),
            ].map(\.line) == [3, 3, 5, 6, 8]
        )
        guard case .map(let entries) = jsonNode.content, case .map(let others) = yamlNode.content else {
            Issue.record("a map is expected")
            return
        }
        #expect(entries.map(\.line) == [2, 8])
        #expect(others.map(\.line) == [2, 8])
        #expect(try JSONReader.read(Array("{\"a\": 1}".utf8), firstLine: 41).line == 41)
    }
}

/// A node as JSON, by the writer of the product.
func jsonBytes(of node: Node) -> [UInt8] {
    var writer = JSONWriter(pretty: true)
    write(node, to: &writer)
    return writer.bytes
}

private func write(_ node: Node, to writer: inout JSONWriter) {
    switch node.content {
    case .map(let entries):
        writer.object { writer in
            for entry in entries { writer.key(entry.key) { write(entry.value, to: &$0) } }
        }
    case .list(let items):
        writer.list { writer in
            for item in items { writer.item { write(item, to: &$0) } }
        }
    case .scalar(let text, isPlain: _):
        if node.isNull { return writer.null() }
        if let bool = node.bool { return writer.bool(bool) }
        if let cents = node.hundredths, text.contains(".") { return writer.euro(cents) }
        if let integer = node.integer { return writer.integer(integer) }
        writer.string(text)
    }
}

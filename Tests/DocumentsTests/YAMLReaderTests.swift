import Documents
import Testing

/// YAML without what makes it dangerous, with the line of every mistake.
struct YAMLReaderTests {
    struct Bad: CustomTestStringConvertible, Sendable {
        var text: String
        var line: Int
        var key = ""
        var problem: String
        var testDescription: String { text.prefix(60).debugDescription }
    }

    static let bad: [Bad] = [
        Bad(text: "", line: 1, problem: "the document is empty"),
        Bad(text: "\n\n", line: 1, problem: "the document is empty"),
        Bad(text: "# only a comment\n", line: 1, problem: "the document is empty"),
        Bad(text: "a: 1\n---\nb: 2\n", line: 2, problem: "another one follows"),
        Bad(text: "a: 1\n...\n---\nb: 2\n", line: 3, problem: "another one follows"),
        Bad(text: "{a: 1, a: 2}\n", line: 1, key: "a", problem: "stands twice"),
        Bad(text: "a: &x 1\nb: 2\n", line: 1, problem: "anchors (&) and aliases (*) are not accepted"),
        Bad(text: "a: 1\nb: *x\n", line: 2, problem: "anchors (&) and aliases (*) are not accepted"),
        Bad(text: "a: 1\nb:\n  - &x 1\n", line: 3, problem: "anchors"),
        Bad(text: "a: [1, *x]\n", line: 1, problem: "anchors"),
        Bad(text: "a: {b: &x 1}\n", line: 1, problem: "anchors"),
        Bad(text: "&x a: 1\n", line: 1, problem: "anchors"),
        Bad(text: "a: 1\n<<: *x\n", line: 2, problem: "anchors"),
        Bad(text: "a: 'it''s' \nb: *x\n", line: 2, problem: "anchors"),
        Bad(text: "a: \"say \\\"x\\\"\"\nb: *x\n", line: 2, problem: "anchors"),
        Bad(text: "a: 1 # it's\nb: *x\n", line: 2, problem: "anchors"),
        Bad(text: "a: [1\nb: 2\n", line: 2, problem: "not valid YAML"),
        Bad(text: "a: 1\n b: 2\n", line: 2, problem: "not valid YAML"),
        Bad(text: "a: 1\n\tb: 2\n", line: 2, problem: "not valid YAML"),
        Bad(text: "a: \"x\n", line: 2, problem: "not valid YAML"),
        Bad(text: "a: 'x\n", line: 2, problem: "not valid YAML"),
        Bad(text: "a: b: c\n", line: 1, problem: "not valid YAML"),
        Bad(text: "a: \"\\q\"\n", line: 1, problem: "not valid YAML"),
        Bad(text: "? [1, 2]\n: 3\n", line: 1, problem: "a key is text"),
        Bad(text: "a:\n  ? {b: c}\n  : 3\n", line: 2, key: "a", problem: "a key is text"),
        Bad(text: "a: x\u{0}y\n", line: 0, problem: "no control characters"),
        Bad(text: "a: \"x\u{1B}y\"\n", line: 0, problem: "no control characters"),
        Bad(text: "a: x\u{7F}y\n", line: 0, problem: "no control characters"),
    ]

    @Test(arguments: bad)
    func `what is no plain YAML is refused with line and reason`(bad: Bad) {
        let error = failure { () throws(DocumentError) in try yaml(bad.text) }
        #expect(error?.line == bad.line)
        #expect(error?.key == bad.key)
        #expect(error?.problem.contains(bad.problem) == true, "\(error?.description ?? "a value")")
    }

    @Test(arguments: [
        "a: 1\nb: 2\na: 3\n", "a: 1\n\"a\": 3\n", "'a': 1\n\"\\x61\": 3\n", "x:\n  a: 1\n  a: 1\n",
        "- {b: 1}\n- {a: 1, a: 1}\n",
        "{\"a\": 1, \"b\": {\"a\": 1}, \"a\": 2}",
    ])
    func `the same key twice is refused by its name`(text: String) {
        let error = failure { () throws(DocumentError) in try yaml(text) }
        #expect(error?.problem == "the key stands twice")
        #expect(error?.key.hasSuffix("a") == true)
    }

    @Test(
        arguments: [
            [0x61, 0x3A, 0x20, 0xFF], [0xC3, 0x28], [0xED, 0xA0, 0x80], [0xFF, 0xFE, 0x61, 0x00],
            [0xF4, 0x90, 0x80, 0x80],
        ] as [[UInt8]]
    )
    func `bytes that are not valid UTF-8 are refused`(bytes: [UInt8]) {
        let error = failure { () throws(DocumentError) in try YAMLReader.read(bytes) }
        #expect(error == DocumentError(line: 0, key: "", problem: "the document is not valid UTF-8"))
    }

    @Test(arguments: ["NO", "no", "Yes", "on", "OFF", "y", "N", "SO", "BE"])
    func `a word stays a word`(text: String) throws {
        let node = try yaml("nationality: \(text)\n").at("nationality")
        #expect(node.text == text)
        #expect(node.bool == nil)
        #expect(!node.isNull)
    }

    @Test(arguments: ["null", "Null", "NULL", "~", ""])
    func `null is the absence of a value, and in quotes it is text`(text: String) throws {
        #expect(try yaml("a: \(text)\n").at("a").isNull)
        #expect(try yaml("a: \(text)\n").at("a").text == nil)
        #expect(try !yaml("a: \"\(text)\"\n").at("a").isNull)
        #expect(try yaml("a: '\(text)'\n").at("a").text == text)
    }

    @Test(arguments: [
        ("true", true), ("True", true), ("TRUE", true), ("false", false), ("False", false), ("FALSE", false),
    ])
    func `true and false are truths unless they stand in quotes`(text: String, value: Bool) throws {
        #expect(try yaml("a: \(text)\n").at("a").bool == value)
        #expect(try yaml("a: '\(text)'\n").at("a").bool == nil)
    }

    @Test func `signs that open nothing are text`() throws {
        let node = try yaml("a: R&D\nb: 3 * 4\nc: x & y\nd: '*bold*'\ne: \"&x\"\n# *not* &this\nf: a*b\n")
        #expect(
            try ["a", "b", "c", "d", "e", "f"].map { try node.at($0).text } == [
                "R&D", "3 * 4", "x & y", "*bold*", "&x", "a*b",
            ]
        )
    }

    @Test func `a document may have a start and an end`() throws {
        #expect(try yaml("---\na: 1\n...\n").plainly == "{a: 100/100}")
        #expect(try yaml("%YAML 1.2\n---\na: 1\n").plainly == "{a: 100/100}")
    }
}

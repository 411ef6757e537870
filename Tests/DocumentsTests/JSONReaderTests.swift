import Documents
import Testing

/// JSON as RFC 8259 has it, with the line and key of every mistake.
struct JSONReaderTests {
    struct Bad: CustomTestStringConvertible, Sendable {
        var text: String
        var line = 1
        var key = ""
        var problem: String
        var testDescription: String { text.prefix(60).debugDescription }
    }

    static let bad: [Bad] = [
        Bad(text: "", problem: "the text ends"),
        Bad(text: " \n\n ", line: 3, problem: "the text ends"),
        Bad(text: "{", problem: "a key in double quotes"),
        Bad(text: "{\"a\"", key: "a", problem: "a colon"),
        Bad(text: "{\"a\":", key: "a", problem: "the text ends"),
        Bad(text: "{\"a\":1", key: "a", problem: "a comma or }"),
        Bad(text: "{\"a\":1,", problem: "a key in double quotes"),
        Bad(text: "{\"a\":1,}", problem: "a key in double quotes"),
        Bad(text: "{\"a\" 1}", key: "a", problem: "a colon"),
        Bad(text: "{a: 1}", problem: "a key in double quotes"),
        Bad(text: "{'a': 1}", problem: "a key in double quotes"),
        Bad(text: "{1: 1}", problem: "a key in double quotes"),
        Bad(text: "[", key: "[0]", problem: "the text ends"),
        Bad(text: "[1", problem: "a comma or ]"),
        Bad(text: "[1,]", key: "[1]", problem: "no JSON value"),
        Bad(text: "[1 2]", problem: "a comma or ]"),
        Bad(text: "{\"a\":[{\"b\":[1,\n2 3]}]}", line: 2, key: "a[0].b", problem: "a comma or ]"),
        Bad(text: "]", problem: "no JSON value"),
        Bad(text: "1 2", problem: "one document is expected"),
        Bad(text: "{}\n{}", line: 2, problem: "one document is expected"),
        Bad(text: "{} // no comments", problem: "one document is expected"),
        // The same key twice, at any depth and however it is written.
        Bad(text: "{\"a\":1,\n\"a\":1}", line: 2, key: "a", problem: "the key stands twice"),
        Bad(text: "{\"a\":1,\"b\":2,\"\\u0061\":3}", key: "a", problem: "the key stands twice"),
        Bad(
            text: "{\"m\":[{},\n{\"x\":{\"k\":1,\"l\":2,\n\"k\":1}}]}",
            line: 3,
            key: "m[1].x.k",
            problem: "the key stands twice"
        ),
        Bad(text: "{\"\":1,\"\":2}", problem: "the key stands twice"),
        // Words and numbers that JSON does not have.
        Bad(text: "{\"a\":True}", key: "a", problem: "‘True’ is no JSON value"),
        Bad(text: "{\"a\":NO}", key: "a", problem: "‘NO’ is no JSON value"),
        Bad(text: "{\"a\":nil}", key: "a", problem: "‘nil’ is no JSON value"),
        Bad(text: "{\"a\":truely}", key: "a", problem: "no JSON value"),
        Bad(text: "{\"a\":NaN}", key: "a", problem: "no JSON value"),
        Bad(text: "{\"a\":-Infinity}", key: "a", problem: "no JSON value"),
        Bad(text: "{\"a\":00}", key: "a", problem: "no JSON value"),
        Bad(text: "{\"a\":01}", key: "a", problem: "no JSON value"),
        Bad(text: "{\"a\":-01}", key: "a", problem: "no JSON value"),
        Bad(text: "{\"a\":+1}", key: "a", problem: "no JSON value"),
        Bad(text: "{\"a\":.5}", key: "a", problem: "no JSON value"),
        Bad(text: "{\"a\":5.}", key: "a", problem: "no JSON value"),
        Bad(text: "{\"a\":-}", key: "a", problem: "no JSON value"),
        Bad(text: "{\"a\":1e}", key: "a", problem: "no JSON value"),
        Bad(text: "{\"a\":1e+}", key: "a", problem: "no JSON value"),
        Bad(text: "{\"a\":0x10}", key: "a", problem: "no JSON value"),
        Bad(text: "{\"a\":1_000}", key: "a", problem: "no JSON value"),
        Bad(text: "{\"a\":2026-03-01}", key: "a", problem: "text stands in double quotes"),
        Bad(text: "{\"a\":１}", key: "a", problem: "no JSON value"),
        // Text.
        Bad(text: "{\"a\":\"x", key: "a", problem: "no closing quote"),
        Bad(text: "{\"a\":\"x\\", key: "a", problem: "no closing quote"),
        Bad(text: "{\"a\":\"x\\\"}", key: "a", problem: "no closing quote"),
        Bad(text: "{\"a\":\"x\ny\"}", key: "a", problem: "no control characters"),
        Bad(text: "{\"a\":\"x\ty\"}", key: "a", problem: "no control characters"),
        Bad(text: "{\"a\":\"x\u{0}y\"}", key: "a", problem: "no control characters"),
        Bad(text: "{\"a\":\"x\u{1F}y\"}", key: "a", problem: "no control characters"),
        Bad(text: "{\"a\u{1B}\":1}", problem: "no control characters"),
        Bad(text: "{\"a\":\"\\x41\"}", key: "a", problem: "an escape that JSON does not have"),
        Bad(text: "{\"a\":\"\\'\"}", key: "a", problem: "an escape that JSON does not have"),
        Bad(text: "{\"a\":\"\\U0041\"}", key: "a", problem: "an escape that JSON does not have"),
        Bad(text: "{\"a\":\"\\u12\"}", key: "a", problem: "four hexadecimal digits"),
        Bad(text: "{\"a\":\"\\u12", key: "a", problem: "four hexadecimal digits"),
        Bad(text: "{\"a\":\"\\u00g0\"}", key: "a", problem: "four hexadecimal digits"),
        Bad(text: "{\"a\":\"\\ud83d\"}", key: "a", problem: "half of a surrogate pair"),
        Bad(text: "{\"a\":\"\\ud83dx\"}", key: "a", problem: "half of a surrogate pair"),
        Bad(text: "{\"a\":\"\\ud83d\\n\"}", key: "a", problem: "half of a surrogate pair"),
        Bad(text: "{\"a\":\"\\ud83d\\ud83d\"}", key: "a", problem: "half of a surrogate pair"),
        Bad(text: "{\"a\":\"\\ud83d\\u0041\"}", key: "a", problem: "half of a surrogate pair"),
        Bad(text: "{\"a\":\"\\ude42\"}", key: "a", problem: "half of a surrogate pair"),
        Bad(text: "\u{FEFF}{}", problem: "no JSON value"),
    ]

    @Test(arguments: bad)
    func `what is no JSON is refused with line, key and reason`(bad: Bad) {
        let error = failure { () throws(DocumentError) in try json(bad.text) }
        #expect(error?.line == bad.line)
        #expect(error?.key == bad.key)
        #expect(error?.problem.contains(bad.problem) == true, "\(error?.description ?? "a value")")
    }

    @Test(arguments: [
        ("\"\\u0041\"", "A"), ("\"\\u00e9\"", "é"), ("\"\\u20AC\"", "€"), ("\"\\ud83d\\ude42\"", "🙂"),
        ("\"\\uD83D\\uDE42\"", "🙂"),
        ("\"\\ud800\\udc00\"", "\u{10000}"), ("\"\\udbff\\udfff\"", "\u{10FFFF}"),
        ("\"\\ud7ff\\ue000\"", "\u{D7FF}\u{E000}"),
        ("\"\\\"\\\\\\/\\b\\f\\n\\r\\t\"", "\"\\/\u{8}\u{C}\n\r\t"), ("\"\\u0000\"", "\u{0}"),
        ("\"\u{7F}\u{2028}\"", "\u{7F}\u{2028}"),
        ("\"e\\u0301\"", "e\u{301}"), ("\"\"", ""),
    ])
    func `escapes become what they stand for`(text: String, expected: String) throws {
        let read = try #require(try json(text).text)
        #expect(Array(read.unicodeScalars) == Array(expected.unicodeScalars))
    }

    @Test(arguments: [
        "0", "-0", "1", "-1", "10", "0.5", "-0.5", "1e3", "1E+3", "1.5e-3", "1e400", "123456789012345678901234567890",
    ])
    func `a number of JSON keeps its text`(text: String) throws {
        guard case .scalar(let read, isPlain: true) = try json("[" + text + "]").at("0").content else {
            Issue.record("a plain scalar is expected")
            return
        }
        #expect(read == text)
    }

    @Test(
        arguments: [
            [0xFF], [0xC3], [0xC3, 0x28], [0xE2, 0x82], [0xED, 0xA0, 0x80], [0xC0, 0xAF], [0xF5, 0x80, 0x80, 0x80],
            [0xF4, 0x90, 0x80, 0x80],
        ] as [[UInt8]]
    )
    func `text that is not valid UTF-8 is refused`(bytes: [UInt8]) {
        let document = Array("{\"a\":\n\"x".utf8) + bytes + Array("\"}".utf8)
        let error = failure { () throws(DocumentError) in try JSONReader.read(document) }
        #expect(error == DocumentError(line: 2, key: "a", problem: "the text is not valid UTF-8"))
        let outside = failure { () throws(DocumentError) in try JSONReader.read(bytes) }
        #expect(outside?.problem.contains("no JSON value") == true)
    }
}

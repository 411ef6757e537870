import Documents
import Testing

/// What the writer writes, the reader reads.
struct WriterTests {
    @Test(arguments: [
        "", "a", "\"", "\\", "\n\r\t\u{0}\u{1F}\u{7F}", "é €", "🙂 e\u{301}", "</script>", "\u{2028}", "\\u0041",
    ])
    func `text is written and read back`(text: String) throws {
        var writer = JSONWriter(pretty: false)
        writer.string(text)
        let read = try #require(try JSONReader.read(writer.bytes).text)
        #expect(Array(read.unicodeScalars) == Array(text.unicodeScalars))
        #expect(!writer.bytes.contains { $0 < 0x20 })
    }

    @Test(arguments: [true, false])
    func `a document is one value, pretty or not`(pretty: Bool) throws {
        var writer = JSONWriter(pretty: pretty)
        writer.object { writer in
            writer.text("name", "x")
            writer.text("none", nil)
            writer.texts("words", ["a", "b"])
            writer.texts("nothing", [])
            writer.object("inner") { writer in
                writer.key("yes") { $0.bool(true) }
                writer.key("number") { $0.integer(-3) }
                writer.object("empty") { _ in }
            }
            writer.list("rows", [1, 2]) { writer, number in
                writer.object { writer in writer.key("n") { $0.integer(number) } }
            }
        }
        let text = try JSONReader.read(writer.bytes).plainly
        #expect(
            text == "{name: text x, none: plain null, words: [text a, text b], nothing: [], "
                + "inner: {yes: plain true, number: -300/100, empty: {}}, rows: [{n: 100/100}, {n: 200/100}]}"
        )
        #expect(writer.bytes.contains(0x0A) == pretty)
    }
}

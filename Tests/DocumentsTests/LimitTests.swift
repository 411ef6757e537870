import Documents
import Testing

/// Documents that would eat the machine are refused before they do.
struct LimitTests {
    static let levels = 100_000

    @Test(.timeLimit(.minutes(1)), arguments: ["[", "{\"a\":", "[{\"a\":[", "{\"a\":[{\"b\":"])
    func `a hundred thousand levels of JSON are refused`(open: String) {
        let text = String(repeating: open, count: LimitTests.levels)
        let error = failure { () throws(DocumentError) in try json(text) }
        #expect(error?.problem == "nested deeper than 32 levels")
        let either = failure { () throws(DocumentError) in try YAMLReader.readEither(Array(text.utf8)) }
        #expect(either?.problem == "nested deeper than 32 levels")
    }

    @Test(.timeLimit(.minutes(1)), arguments: ["[", "{a: ", "- ", "a: [", "- [", "[\n", "{a: \n"])
    func `a hundred thousand levels of YAML are refused`(open: String) {
        let error = failure { () throws(DocumentError) in try yaml(String(repeating: open, count: LimitTests.levels)) }
        #expect(error != nil)
    }

    @Test(.timeLimit(.minutes(1)))
    func `levels by indentation are refused`() {
        let keys = (0..<2000).map { String(repeating: " ", count: $0) + "a:" }.joined(separator: "\n")
        #expect(failure { () throws(DocumentError) in try yaml(keys) }?.problem == "nested deeper than 32 levels")
        let questions = String(repeating: "? ", count: LimitTests.levels)
        #expect(failure { () throws(DocumentError) in try yaml(questions) } != nil)
    }

    @Test func `thirty-two levels are accepted and thirty-three are not`() throws {
        for (open, close) in [("[", "]"), ("{\"a\":", "}")] {
            func nested(_ levels: Int) -> String {
                String(repeating: open, count: levels) + "1" + String(repeating: close, count: levels)
            }
            _ = try json(nested(32))
            _ = try yaml(nested(32))
            #expect(
                failure { () throws(DocumentError) in try json(nested(33)) }?.problem == "nested deeper than 32 levels"
            )
            #expect(
                failure { () throws(DocumentError) in try yaml(nested(33)) }?.problem == "nested deeper than 32 levels"
            )
        }
    }

    @Test func `brackets in text and in comments are no levels`() throws {
        let brackets = String(repeating: "[{", count: 500)
        #expect(try json("{\"a\": \"\(brackets)\"}").at("a").text == brackets)
        #expect(try yaml("a: \"\(brackets)\"\n# \(brackets)\nb: '\(brackets)'\n").at("b").text == brackets)
    }

    @Test(.timeLimit(.minutes(1)))
    func `a document of 17 MiB is refused`() {
        let large = [UInt8](repeating: UInt8(ascii: "1"), count: 17 << 20)
        let refusals = [
            failure { () throws(DocumentError) in try JSONReader.read(large) },
            failure { () throws(DocumentError) in try YAMLReader.read(large) },
            failure { () throws(DocumentError) in try YAMLReader.readEither(large) },
        ]
        for error in refusals { #expect(error?.problem.hasPrefix("the document is larger than 16 MiB") == true) }
        let over = [UInt8](repeating: UInt8(ascii: "1"), count: (16 << 20) + 1)
        #expect(failure { () throws(DocumentError) in try JSONReader.read(over) } == JSONReader.tooLarge)
    }

    @Test(.timeLimit(.minutes(1)))
    func `an alias bomb is refused before it is built`() {
        var bomb = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n"
        for level in 1...40 {
            let aliases = Array(repeating: "*a\(level - 1)", count: 10).joined(separator: ", ")
            bomb += "a\(level): &a\(level) [\(aliases)]\n"
        }
        let error = failure { () throws(DocumentError) in try yaml(bomb) }
        #expect(error?.line == 1)
        #expect(error?.problem.hasPrefix("anchors (&) and aliases (*) are not accepted") == true)
        let later = failure { () throws(DocumentError) in try yaml("weerzien: 1\nnote: \"it's\"\n\n" + bomb) }
        #expect(later?.line == 4)
    }
}

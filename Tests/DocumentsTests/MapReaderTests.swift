import Documents
import Testing

/// Reading the keys of a map, each with the type that is expected.
struct MapReaderTests {
    private func map(_ text: String) throws -> MapReader {
        try MapReader(try yaml(text), path: "p", allowed: ["a", "b", "c"])
    }

    @Test func `values are read by their types`() throws {
        let map = try map("a: yes\nb: true\nc: [1, 2]\n")
        #expect(try map.text("a") == "yes")
        #expect(try map.bool("b") == true)
        #expect(try map.list("c")?.count == 2)
        #expect(try map.choice("a", among: ["no", "yes"]) == 1)
        #expect(map.child("a") == "p.a")
    }

    @Test func `absent and null are no value, but only null is there`() throws {
        let map = try map("a: null\nb:\n")
        #expect(map.has("a") && map.has("b") && !map.has("c"))
        for key in ["a", "b", "c"] {
            #expect(map[key] == nil)
            #expect(try map.text(key) == nil && map.bool(key) == nil && map.list(key) == nil)
            #expect(try map.integer(key, in: 0...1) == nil && map.choice(key, among: ["x"]) == nil)
            #expect(throws: DocumentError.self) { _ = try map.required(key) }
        }
    }

    struct Bad: CustomTestStringConvertible, Sendable {
        var text: String
        var line: Int
        var key: String
        var problem: String
        var read: @Sendable (MapReader) throws -> Void
        var testDescription: String { text.debugDescription + " " + problem }
    }

    static let bad: [Bad] = [
        Bad(text: "a: 1\nb: yes\n", line: 2, key: "p.b", problem: "true or false is expected") { _ = try $0.bool("b") },
        Bad(text: "a: 'true'\n", line: 1, key: "p.a", problem: "true or false is expected") { _ = try $0.bool("a") },
        Bad(text: "a: 0\n", line: 1, key: "p.a", problem: "true or false is expected") { _ = try $0.bool("a") },
        Bad(text: "a: 1\nb: [x]\n", line: 2, key: "p.b", problem: "text is expected") { _ = try $0.text("b") },
        Bad(text: "a: {b: x}\n", line: 1, key: "p.a", problem: "text is expected") { _ = try $0.text("a") },
        Bad(text: "a: \"x\\x1by\"\n", line: 1, key: "p.a", problem: "no control characters") { _ = try $0.text("a") },
        Bad(text: "a: \"x\\ny\"\n", line: 1, key: "p.a", problem: "no control characters") { _ = try $0.text("a") },
        Bad(text: "a: \"x\\x7fy\"\n", line: 1, key: "p.a", problem: "no control characters") { _ = try $0.text("a") },
        Bad(text: "a: \"x\\u0085y\"\n", line: 1, key: "p.a", problem: "no control characters") { _ = try $0.text("a") },
        Bad(text: "a: x\n", line: 1, key: "p.a", problem: "a list is expected") { _ = try $0.list("a") },
        Bad(text: "a: 3\n", line: 1, key: "p.a", problem: "from 0 to 2") { _ = try $0.integer("a", in: 0...2) },
        Bad(text: "a: -1\n", line: 1, key: "p.a", problem: "from 0 to 2") { _ = try $0.integer("a", in: 0...2) },
        Bad(text: "a: 1.0\n", line: 1, key: "p.a", problem: "from 0 to 2") { _ = try $0.integer("a", in: 0...2) },
        Bad(text: "a: '1'\n", line: 1, key: "p.a", problem: "from 0 to 2") { _ = try $0.integer("a", in: 0...2) },
        Bad(text: "a: Red\n", line: 1, key: "p.a", problem: "did you mean ‘red’? (allowed: red, green)") {
            _ = try $0.choice("a", among: ["red", "green"])
        },
        Bad(text: "a: [red]\n", line: 1, key: "p.a", problem: "(allowed: red, green)") {
            _ = try $0.choice("a", among: ["red", "green"])
        },
        Bad(text: "a: 1\nb: 2\n", line: 1, key: "p.c", problem: "the key is missing") { _ = try $0.required("c") },
    ]

    @Test(arguments: bad)
    func `a value of another type is refused with its line and key`(bad: Bad) throws {
        let map = try map(bad.text)
        let error = #expect(throws: DocumentError.self) { try bad.read(map) }
        #expect(error?.line == bad.line)
        #expect(error?.key == bad.key)
        #expect(error?.problem.contains(bad.problem) == true, "\(error?.problem ?? "")")
    }

    @Test func `an unknown key and another kind of value are refused`() {
        let unknown = #expect(throws: DocumentError.self) { _ = try map("a: 1\nbb: 2\n") }
        #expect(
            unknown == DocumentError(line: 2, key: "p.bb", problem: "unknown key; did you mean ‘b’? (allowed: a, b, c)")
        )
        let list = #expect(throws: DocumentError.self) { _ = try map("- a\n") }
        #expect(list == DocumentError(line: 1, key: "p", problem: "a group of keys is expected: a, b, c"))
    }
}

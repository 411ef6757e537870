import Documents
import TestSupport
import Testing

/// Damaged documents end in a value or in an error that says what is wrong, never in a crash.
struct FuzzTests {
    static let count = 20_000
    static let seed: UInt64 = 20_260_226

    @Test(.timeLimit(.minutes(5)))
    func `twenty thousand damaged YAML documents end well`() throws {
        try check(try PackageFolder.bytes("examples/example-family.yaml"), YAMLReader.read)
    }

    @Test(.timeLimit(.minutes(5)))
    func `twenty thousand damaged JSON documents end well`() throws {
        let node = try YAMLReader.read(try PackageFolder.bytes("examples/example-family.yaml"))
        try check(jsonBytes(of: node)) { bytes throws(DocumentError) in try JSONReader.read(bytes) }
    }

    @Test(.timeLimit(.minutes(5)))
    func `twenty thousand damaged tables end well`() throws {
        let table = Array("family,id,relation\nF1,a,\"spouse\"\nF1,b,\"child, \"\"x\"\"\"\n".utf8)
        var (whole, refused) = (0, 0)
        for bytes in Mutations(of: table, count: FuzzTests.count, seed: FuzzTests.seed) {
            var reader = CSVRowReader()
            do throws(DocumentError) {
                for line in bytes.split(separator: 0x0A, omittingEmptySubsequences: false) {
                    _ = try reader.read(Array(line))
                }
                whole += 1
            } catch {
                refused += 1
                #expect(!error.problem.isEmpty)
            }
        }
        #expect(
            whole + refused == FuzzTests.count && whole > 100 && refused > 100, "\(whole) whole, \(refused) refused")
    }

    private func check(_ original: [UInt8], _ read: ([UInt8]) throws(DocumentError) -> Node) throws {
        var values = 0
        var errors = 0
        for bytes in Mutations(of: original, count: FuzzTests.count, seed: FuzzTests.seed) {
            do throws(DocumentError) {
                _ = try read(bytes)
                values += 1
            } catch {
                errors += 1
                // The last bytes of every line break that YAML knows.
                let lines = bytes.count { [0x0A, 0x0D, 0x85, 0xA8, 0xA9].contains($0) } + 2
                if error.problem.isEmpty || !(0...lines).contains(error.line) {
                    Issue.record(
                        "seed \(FuzzTests.seed): \(error) for \(String(decoding: bytes, as: UTF8.self).debugDescription)"
                    )
                }
            }
        }
        #expect(values + errors == FuzzTests.count)
        #expect(values > FuzzTests.count / 50 && errors > FuzzTests.count / 50, "\(values) values and \(errors) errors")
    }
}

import Documents
import Foundation
import TestSupport
import Testing

private let fuzzSeconds = ProcessInfo.processInfo.environment["WEERZIEN_FUZZ_SECONDS"].flatMap(Int.init)

/// The readers of everything that people write, on damaged documents, for as long as `make test-long` asks.
///
/// Each round takes another seed, so that ten minutes go further than the sample of every build.
@Suite(.enabled(if: fuzzSeconds != nil, "make test-long"))
struct LongFuzzTests {
    /// The most memory that the readers may take, in kilobytes.
    static let memory = 500_000

    @Test func `no damaged document crashes, hangs or fills the memory`() throws {
        let end = ContinuousClock.now + .seconds(fuzzSeconds ?? 0)
        let yaml = try PackageFolder.bytes("examples/large-family.yaml")
        let json = jsonBytes(of: try YAMLReader.read(yaml))
        let table = Array("family,id,relation\nF1,a,\"spouse\"\nF1,b,\"child, \"\"x\"\"\"\n".utf8)
        let catalogue = try PackageFolder.bytes("locales/ar.po")
        var (documents, slowest, round) = (0, Duration.zero, UInt64(0))
        while ContinuousClock.now < end {
            round += 1
            for (original, kind) in [(yaml, 0), (json, 1), (table, 2), (Array(catalogue.prefix(4_000)), 3)] {
                for bytes in Mutations(of: original, count: 500, seed: 20_261_123 &+ round) {
                    let start = ContinuousClock.now
                    LongFuzzTests.read(bytes, kind)
                    slowest = max(slowest, ContinuousClock.now - start)
                    documents += 1
                }
            }
        }
        print("\(documents) damaged documents, the slowest \(slowest), at most \(LongFuzzTests.peak / 1000) MB")
        #expect(slowest < .seconds(5), "a document that takes so long is a way to stop the program")
        #expect(LongFuzzTests.peak < LongFuzzTests.memory)
        #expect(documents > 1_000)
    }

    private static func read(_ bytes: [UInt8], _ kind: Int) {
        switch kind {
        case 0: _ = try? YAMLReader.read(bytes)
        case 1: _ = try? JSONReader.read(bytes)
        case 2:
            var reader = CSVRowReader()
            for line in bytes.split(separator: 0x0A, omittingEmptySubsequences: false) {
                guard (try? reader.read(Array(line))) != nil else { return }
            }
        default: _ = try? POReader.read(bytes)
        }
    }

    /// The most memory that the program has held, in kilobytes.
    private static var peak: Int {
        var usage = rusage()
        getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
        return usage.ru_maxrss
    }
}

import Documents
import FactFiles
import Reunification
import TestSupport
import Testing

/// Damaged facts documents end in facts or in an error with a key or a reason, never in a crash.
struct DamagedDocumentTests {
    static let count = 10_000
    static let seed: UInt64 = 311_2026

    @Test(.timeLimit(.minutes(5)))
    func `ten thousand damaged families end well`() throws {
        var families = 0
        for bytes in Mutations(
            of: try PackageFolder.bytes("examples/example-family.yaml"),
            count: DamagedDocumentTests.count,
            seed: DamagedDocumentTests.seed
        ) {
            do throws(DocumentError) {
                let facts = try document(bytes).facts
                families += 1
                if facts.members.count != facts.hasApplication.count
                    || facts.members.count != facts.obstacleCounts.count
                {
                    Issue.record(
                        "seed \(DamagedDocumentTests.seed): \(String(decoding: bytes, as: UTF8.self).debugDescription)"
                    )
                }
            } catch {
                if error.problem.isEmpty {
                    Issue.record(
                        "seed \(DamagedDocumentTests.seed): \(String(decoding: bytes, as: UTF8.self).debugDescription)"
                    )
                }
            }
        }
        #expect(
            (DamagedDocumentTests.count / 50..<DamagedDocumentTests.count).contains(families),
            "\(families) were read"
        )
    }
}

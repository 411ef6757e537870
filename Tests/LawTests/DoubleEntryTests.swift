import BuiltInLaw
import CivilTime
import Documents
import Foundation
import Law
import Testing

/// The numbers of `law/` against a second transcription of the digest, made on its own: double-entry bookkeeping.
@Suite struct DoubleEntryTests {
    private static func table() throws -> [String: Node] {
        let file = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Cases/digest_parameters.yaml")
        guard case .list(let nodes) = try YAMLReader.read([UInt8](Data(contentsOf: file))).content else { return [:] }
        var table: [String: Node] = [:]
        for node in nodes {
            table[try MapReader(node, path: "", allowed: ["id", "unit", "values"]).text("id") ?? ""] = node
        }
        return table
    }

    /// A row as the table writes it.
    private static func row(_ value: DatedValue, _ unit: Law.Unit) -> String {
        let number: String
        if let raw = value.value {
            number = unit == .yesNo ? (raw == 1 ? "true" : "false") : "\(unit.isMoney ? Int(raw) : Int(raw) * 100)"
        } else {
            number = "none"
        }
        return "\(value.from) \(number) \(value.status.rawValue) \(value.assuredThrough?.description ?? "-")"
    }

    private static func row(_ node: Node) throws -> String {
        let map = try MapReader(node, path: "", allowed: ["from", "value", "status", "assured_through"])
        let value = try map.required("value")
        let number = value.hundredths.map { "\($0)" } ?? value.bool.map { "\($0)" } ?? value.text ?? ""
        return
            "\(try map.text("from") ?? "") \(number) \(try map.text("status") ?? "") \(try map.text("assured_through") ?? "-")"
    }

    @Test(arguments: Parameter.allCases) func `a parameter has the digest's numbers, days and statuses`(
        parameter: Parameter
    ) throws {
        let record = BuiltInLaw.book[parameter]
        let node = try #require(try DoubleEntryTests.table()[parameter.id], "not in the table")
        let map = try MapReader(node, path: parameter.id, allowed: ["id", "unit", "values"])
        #expect(try map.text("unit") == record.unit.rawValue)
        let expected = try (map.list("values") ?? []).map(DoubleEntryTests.row)
        #expect(record.values.map { DoubleEntryTests.row($0, record.unit) } == expected)
    }
}

internal import CivilTime
internal import Documents
internal import Foundation
public import Law

/// The numbers of `law/` against a second transcription of the digest, made on its own: double-entry bookkeeping.
public struct DoubleEntry: Sendable {
    private let table: [String: [String]]

    /// Reads the second transcription, `digest_parameters.yaml` beside this file.
    ///
    /// - Throws: `DocumentError` or a file error where it cannot be read.
    public init() throws {
        let file = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "digest_parameters.yaml")
        guard case .list(let nodes) = try YAMLReader.read([UInt8](Data(contentsOf: file))).content else {
            throw DocumentError(file: file.path(), line: 1, key: "", problem: "a list is expected")
        }
        var table: [String: [String]] = [:]
        for node in nodes {
            let map = try MapReader(node, path: "", allowed: ["id", "unit", "values"])
            let rows = try (map.list("values") ?? []).map(DoubleEntry.row)
            table[try map.text("id") ?? ""] = [try map.text("unit") ?? ""] + rows
        }
        self.table = table
    }

    /// Whether a record says what the second transcription says: unit, days, numbers, statuses, assured days.
    public func agrees(with record: ParameterRecord) -> Bool {
        table[record.parameter.id] == [record.unit.rawValue] + record.values.map { DoubleEntry.row($0, record.unit) }
    }

    private static func row(_ value: DatedValue, _ unit: Law.Unit) -> String {
        var number = "none"
        if let raw = value.value {
            number = unit == .yesNo ? (raw == 1 ? "true" : "false") : "\(unit.isMoney ? Int(raw) : Int(raw) * 100)"
        }
        return "\(value.from) \(number) \(value.status.rawValue) \(value.assuredThrough?.description ?? "-")"
    }

    private static func row(_ node: Node) throws -> String {
        let map = try MapReader(node, path: "", allowed: ["from", "value", "status", "assured_through"])
        let value = try map.required("value")
        let number = value.hundredths.map { "\($0)" } ?? value.bool.map { "\($0)" } ?? value.text ?? ""
        let (from, status) = (try map.text("from") ?? "", try map.text("status") ?? "")
        return "\(from) \(number) \(status) \(try map.text("assured_through") ?? "-")"
    }
}

internal import CivilTime
internal import Documents
internal import Foundation
public import Law

/// The numbers, days and statuses of `law/` against a second transcription of the digest, made on its own: double-entry
/// bookkeeping.
public struct DoubleEntry: Sendable {
    /// Parameter: what its record must say.
    private let parameters: [String: [String]]
    /// Provision: what its record must say.
    private let provisions: [String: String]

    /// Reads the second transcription, `digest_parameters.yaml` and `digest_provisions.yaml` beside this file.
    ///
    /// - Throws: `DocumentError` or a file error where it cannot be read.
    public init() throws {
        var parameters: [String: [String]] = [:]
        for node in try DoubleEntry.list("digest_parameters.yaml") {
            let map = try MapReader(
                node, path: "", allowed: ["id", "unit", "read_on", "checked_until", "indexed_every_months", "values"])
            let rhythm = try map.integer("indexed_every_months", in: 1...120)
            let head = [
                try map.text("unit") ?? "", try map.text("read_on") ?? "text",
                try map.text("checked_until") ?? DoubleEntry.lastChecked,
                rhythm.map { "every \($0) months" } ?? "-",
            ]
            parameters[try map.text("id") ?? ""] = head + (try (map.list("values") ?? []).map(DoubleEntry.row))
        }
        var provisions: [String: String] = [:]
        for node in try DoubleEntry.list("digest_provisions.yaml") {
            let map = try MapReader(node, path: "", allowed: ["id", "kind", "confidence", "apart", "checked"])
            var apart: [String: String] = [:]
            if case .map(let entries)? = map["apart"]?.content {
                for entry in entries { apart[entry.key] = entry.value.text }
            }
            provisions[try map.text("id") ?? ""] = DoubleEntry.line(
                try map.text("kind") ?? "", try map.text("confidence") ?? "", apart,
                try map.text("checked") ?? DoubleEntry.lastChecked)
        }
        self.parameters = parameters
        self.provisions = provisions
    }

    /// The day of the judgment through which the digest was checked.
    private static let lastChecked = "2026-02-26"

    private static func list(_ name: String) throws -> [Node] {
        let file = URL(filePath: #filePath).deletingLastPathComponent().appending(path: name)
        guard case .list(let nodes) = try YAMLReader.read([UInt8](Data(contentsOf: file))).content else {
            throw DocumentError(file: file.path(), line: 1, key: "", problem: "a list is expected")
        }
        return nodes
    }

    /// Whether a record says what the second transcription says: unit, days, numbers, statuses, assured days, rhythm.
    public func agrees(with record: ParameterRecord) -> Bool {
        let head = [
            record.unit.rawValue, record.readOn.rawValue, record.checkedUntil.description,
            record.indexedEveryMonths.map { "every \($0) months" } ?? "-",
        ]
        return parameters[record.parameter.id] == head + record.values.map { DoubleEntry.row($0, record.unit) }
    }

    /// Whether a record says what the second transcription says: kind, confidence, and the day of the check.
    public func agrees(with record: ProvisionRecord) -> Bool {
        provisions[record.provision.id]
            == DoubleEntry.line(
                record.kind.rawValue, record.confidence.rawValue, record.confidenceOf.mapValues(\.rawValue),
                record.checkedUntil.description)
    }

    private static func line(
        _ kind: String, _ confidence: String, _ apart: [String: String], _ checked: String
    )
        -> String
    {
        let sentences = apart.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }
        return ([kind, confidence, checked] + sentences).joined(separator: " ")
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

import BuiltInLaw
import Casework
import CivilTime
import Documents
import FactFiles
import Foundation
import Law
import Reunification
import TestSupport
import Testing

/// One row of a table that a lawyer can read.
struct LegalCase: CustomTestStringConvertible, Sendable {
    var file: String
    var name: String
    var facts: Node
    var lodgeOn: Day?
    var expected: [Node.Entry]

    var testDescription: String { "\(file): \(name)" }

    /// Every case of every table below `Cases/`.
    static let all: [LegalCase] = {
        let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Cases")
        let files =
            FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil)?.allObjects as? [URL] ?? []
        return files.filter { $0.pathExtension == "yaml" }.sorted { $0.path() < $1.path() }.flatMap(read)
    }()

    private static func read(_ file: URL) -> [LegalCase] {
        do {
            guard case .list(let nodes) = try YAMLReader.read([UInt8](Data(contentsOf: file))).content else {
                return []
            }
            return try nodes.map { node in
                let map = try MapReader(
                    node, path: "", allowed: ["name", "source", "note", "lodge_on", "facts", "expect"])
                guard try map.text("source")?.isEmpty == false else { throw map.error("source", "a case has a source") }
                guard case .map(let expected) = try map.required("expect").content else {
                    throw map.error("expect", "a map")
                }
                return LegalCase(
                    file: file.lastPathComponent, name: try map.text("name") ?? "", facts: try map.required("facts"),
                    lodgeOn: try map.text("lodge_on").flatMap(Day.init), expected: expected)
            }
        } catch {
            preconditionFailure("\(file.lastPathComponent): \(error)")
        }
    }
}

@Suite struct CaseTableTests {
    @Test func `the tables hold the worked examples and at least 150 boundary cases`() {
        #expect(LegalCase.all.filter { $0.file == "worked_examples.yaml" }.count >= 26)
        #expect(LegalCase.all.filter { $0.file != "worked_examples.yaml" }.count >= 150)
    }

    @Test(arguments: LegalCase.all) func `the plan says what the case expects`(row: LegalCase) throws {
        let document = try FactsDocument(row.facts, today: days("2026-03-01"))
        let plan = try Plan(document.facts, lodgeOn: row.lodgeOn, rulebook)
        var writer = JSONWriter(pretty: false)
        plan.write(&writer, nil)
        let json = try JSONReader.read(writer.bytes)
        for entry in row.expected {
            let found = json.at(entry.key)
            #expect(found?.comparable == entry.value.comparable, "\(row.name): \(entry.key)")
        }
    }
}

extension Node {
    /// The value at a path such as `members[husband].exemption.verdict`.
    func at(_ path: String) -> Node? {
        var node = self
        for part in path.split(separator: ".") {
            let name = part.prefix { $0 != "[" }
            guard case .map(let entries) = node.content, let next = entries.first(where: { $0.key == name })?.value
            else { return nil }
            node = next
            guard part.hasSuffix("]") else { continue }
            let index = part.dropFirst(name.count + 1).dropLast()
            guard case .list(let items) = node.content else { return nil }
            let byID = items.first { item in
                guard case .map(let entries) = item.content else { return false }
                return entries.contains { $0.key == "id" && $0.value.text == String(index) }
            }
            guard let found = byID ?? Int(index).flatMap({ items.indices.contains($0) ? items[$0] : nil }) else {
                return nil
            }
            node = found
        }
        return node
    }

    /// A scalar in a form that does not depend on how it is written.
    var comparable: String {
        if isNull { return "null" }
        if let hundredths { return "\(hundredths)" }
        switch content {
        case .scalar(let text, _): return text
        case .list(let items): return "[" + items.map(\.comparable).joined(separator: ",") + "]"
        case .map(let entries):
            return "{" + entries.map { $0.key + ":" + $0.value.comparable }.joined(separator: ",") + "}"
        }
    }
}

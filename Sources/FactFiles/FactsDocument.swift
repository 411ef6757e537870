public import Casework
public import CivilTime
public import Documents
internal import Law
public import Reunification

/// A facts document: what the rules read, and what only people read.
public struct FactsDocument: Sendable {
    /// What the rules read.
    public var facts: Facts
    /// What only people read.
    public var family: Family

    /// Reads a document.
    ///
    /// - Parameters:
    ///   - node: The document.
    ///   - today: Stands in for an absent `as_of`.
    /// - Throws: `DocumentError` for anything that is not a facts document, and for facts that contradict each other.
    public init(_ node: Node, today: Day) throws(DocumentError) {
        var reader = try FactsReader(node, today: today)
        try reader.readAll()
        facts = reader.facts
        family = reader.family
    }
}

public import CivilTime
public import Documents
internal import Law
public import Reunification

/// A facts document: what the rules read, and what only people read.
public struct FactsDocument: Sendable {
    /// What the rules read.
    public var facts: Facts
    /// What only people read of each member, in order.
    public var members: [Person]
    /// The sponsor's name, when given.
    public var sponsorName: String?

    /// What only people read of a person.
    public struct Person: Sendable {
        /// The name, when given.
        public var name: String?
        /// ISO code of the country where the person stays, when given.
        public var staysIn: String?
    }

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
        members = reader.people
        sponsorName = reader.sponsorName
    }
}

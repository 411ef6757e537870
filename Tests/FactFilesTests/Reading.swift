import CivilTime
import Documents
import FactFiles
import Reunification
import Testing

/// A document as the program reads it; an absent `as_of` is 1 March 2026.
func document(_ text: String) throws(DocumentError) -> FactsDocument {
    try document(Array(text.utf8))
}

func document(_ bytes: [UInt8]) throws(DocumentError) -> FactsDocument {
    try FactsDocument(try YAMLReader.readEither(bytes), today: Day("2026-03-01") ?? .distantPast)
}

/// The facts of a sponsor with these keys and one member with these.
func facts(sponsor: String = "", member: String = "", more: String = "") throws -> Facts {
    let keys = sponsor.isEmpty ? "{}" : "{\(sponsor)}"
    return try document(
        "weerzien: 1\nsponsor: \(keys)\nmembers: [{id: m\(member.isEmpty ? "" : ", " + member)}]\n\(more)"
    ).facts
}

/// The day number of an ISO day.
func day(_ text: String) throws -> Int32 {
    try #require(Day(text), "no day: \(text)").rawValue
}

extension Day {
    fileprivate static let distantPast = Day(rawValue: 0)
}

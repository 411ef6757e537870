public import CivilTime

/// A post at which family of some nationality must lodge.
///
/// - Source: BE-APPLICATION-DATE.
public struct ReferencePost: Hashable, Sendable {
    /// ISO 3166-1 code of the nationality.
    public var nationality: String
    /// ISO 3166-1 code of the country in which the post is.
    public var country: String
    /// The id of the post in the guide.
    public var post: String
    /// First day on which it is the reference post.
    public var from: Day
    /// Who says so.
    public var sources: [Source]

    /// Makes a reference post.
    public init(nationality: String, country: String, post: String, from: Day, sources: [Source]) {
        self.nationality = nationality
        self.country = country
        self.post = post
        self.from = from
        self.sources = sources
    }
}

extension LawBook {
    /// The post at which people of a nationality must lodge on a day; `nil` where they may choose.
    public func referencePost(for nationality: String, on day: Day) -> ReferencePost? {
        referencePosts.last { $0.nationality == nationality && $0.from <= day }
    }
}

extension ReferencePost {
    static func unpack(_ unpacker: inout Unpacker) throws(Unpacker.Damage) -> ReferencePost {
        ReferencePost(
            nationality: try unpacker.string(), country: try unpacker.string(), post: try unpacker.string(),
            from: try unpacker.requiredDay(),
            sources: try unpacker.list { (unpacker) throws(Unpacker.Damage) in try unpacker.source() })
    }
}

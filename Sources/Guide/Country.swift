public import Law

/// What is known of papers from one country.
public struct Country: Hashable, Sendable {
    /// How a foreign deed becomes valid in Belgium.
    public enum Route: String, Sendable, CaseIterable {
        /// Legalised by the country, then by the Belgian post.
        case legalise
        /// One apostille.
        case apostille
        /// Belgium does not legalise them.
        case impossible
        /// Not known.
        case unknown
    }

    /// Whether official records exist.
    public enum Records: String, Sendable, CaseIterable {
        case yes, partly, no, unknown
    }

    /// ISO 3166-1 alpha-2 code.
    public var iso: String
    /// Its name.
    public var name: Words
    /// Posts that its nationals or residents use, the most usual first.
    public var posts: [String]
    /// How a deed becomes valid.
    public var route: Route
    /// Whether somebody must still check the route.
    public var routeIsToCheck: Bool
    /// Who does it, in order.
    public var routeBy: Words
    /// Whether official records exist.
    public var records: Records
    /// What is known of them.
    public var recordsNote: Words
    /// A special rule on translations.
    public var translation: Words?
    /// Known obstacles.
    public var difficulties: [Words]
    /// What proves the tie where no official record does.
    public var alternatives: Words
    /// How far this can be relied on.
    public var standing: Standing

    /// Makes a country.
    public init(
        iso: String, name: Words, posts: [String], route: Route, routeIsToCheck: Bool, routeBy: Words,
        records: Records, recordsNote: Words, translation: Words?, difficulties: [Words], alternatives: Words,
        standing: Standing
    ) {
        self.iso = iso
        self.name = name
        self.posts = posts
        self.route = route
        self.routeIsToCheck = routeIsToCheck
        self.routeBy = routeBy
        self.records = records
        self.recordsNote = recordsNote
        self.translation = translation
        self.difficulties = difficulties
        self.alternatives = alternatives
        self.standing = standing
    }
}

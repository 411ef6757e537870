/// The reviewed practice: posts, countries, papers, costs, proof and letters, as read from `guide/` and packed into the program.
public struct Guide: Hashable, Sendable {
    /// Every post.
    public var posts: [Post]
    /// Every country that was looked at.
    public var countries: [Country]
    /// Every kind of paper, in the order of `Paper.Kind`.
    public var papers: [Paper]
    /// Every lead time, in the order of `LeadTime.Kind`.
    public var leadTimes: [LeadTime]
    /// Every rule, in the order of `GeneralRule.Kind`.
    public var rules: [GeneralRule]
    /// Every cost, in the order of `Cost.Kind`.
    public var costs: [Cost]
    /// Ways to have costs paid.
    public var support: [Support]
    /// Kinds of proof, the strongest first.
    public var evidence: [Evidence]
    /// Letters, in the order of `Letter.Kind`.
    public var letters: [Letter]

    /// Makes a guide.
    public init(
        posts: [Post], countries: [Country], papers: [Paper], leadTimes: [LeadTime], rules: [GeneralRule],
        costs: [Cost], support: [Support], evidence: [Evidence], letters: [Letter]
    ) {
        self.posts = posts
        self.countries = countries
        self.papers = papers
        self.leadTimes = leadTimes
        self.rules = rules
        self.costs = costs
        self.support = support
        self.evidence = evidence
        self.letters = letters
    }

    /// A post by its id.
    public func post(_ id: String) -> Post? { posts.first { $0.id == id } }
    /// A country by its code; `nil` when practice there is not known.
    public func country(_ iso: String) -> Country? { countries.first { $0.iso == iso } }

    /// A kind of paper.
    public subscript(kind: Paper.Kind) -> Paper { Guide.find(papers, kind, \.kind) }
    /// A lead time.
    public subscript(kind: LeadTime.Kind) -> LeadTime { Guide.find(leadTimes, kind, \.kind) }
    /// A rule.
    public subscript(kind: GeneralRule.Kind) -> GeneralRule { Guide.find(rules, kind, \.kind) }
    /// A cost.
    public subscript(kind: Cost.Kind) -> Cost { Guide.find(costs, kind, \.kind) }
    /// A letter.
    public subscript(kind: Letter.Kind) -> Letter { Guide.find(letters, kind, \.kind) }

    /// Every item that rests on sources, with its id.
    public var standings: [(id: String, standing: Standing)] {
        posts.map { ("posts.\($0.id)", $0.standing) } + countries.map { ("countries.\($0.iso)", $0.standing) }
            + papers.map { ("papers.\($0.kind.rawValue)", $0.standing) }
            + rules.map { ("general.\($0.kind.rawValue)", $0.standing) }
            + costs.map { ("costs.\($0.kind.rawValue)", $0.standing) }
            + support.map { ("support.\($0.id)", $0.standing) }
            + evidence.map { ("evidence.\($0.kind.rawValue)", $0.standing) }
            + letters.map { ("letters.\($0.kind.rawValue)", $0.standing) }
    }

    private static func find<Item, Kind: Equatable>(_ items: [Item], _ kind: Kind, _ path: KeyPath<Item, Kind>) -> Item
    {
        guard let item = items.first(where: { $0[keyPath: path] == kind }) else {
            preconditionFailure("a guide has every \(kind)")
        }
        return item
    }
}

public import CivilTime
public import Law

/// How far a piece of practice can be relied on: since when it stands, how sure it is, and when it must be looked at again.
public struct Standing: Hashable, Sendable {
    /// The date of the source, as far as it is known: `2024`, `2024-07`, `2024-07-31` or `undated`.
    public var asOf: String
    /// The last day on which it may be shown without a warning that it is old.
    public var reviewBy: Day
    /// How far the sources bear it.
    public var confidence: Confidence
    /// Where it comes from.
    public var sources: [Source]

    /// Makes a standing.
    public init(asOf: String, reviewBy: Day, confidence: Confidence, sources: [Source]) {
        self.asOf = asOf
        self.reviewBy = reviewBy
        self.confidence = confidence
        self.sources = sources
    }

    /// Whether it should have been looked at again before `day`.
    public func isOverdue(on day: Day) -> Bool { reviewBy < day }
}

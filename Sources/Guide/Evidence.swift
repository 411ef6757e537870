public import Law

/// A kind of proof of a family tie, by its rank in the cascade.
public struct Evidence: Hashable, Sendable {
    /// The ranks, the strongest first.
    public enum Kind: String, Sendable, CaseIterable {
        case officialRecord = "official_record"
        case otherValidProof = "other_valid_proof"
        case interview
        case additionalAnalysis = "additional_analysis"
    }

    /// Which.
    public var kind: Kind
    /// Its rank, from 1.
    public var rank: Int
    /// Its name.
    public var name: Words
    /// Examples.
    public var examples: Words
    /// How far this can be relied on.
    public var standing: Standing

    /// Makes a kind of proof.
    public init(kind: Kind, rank: Int, name: Words, examples: Words, standing: Standing) {
        self.kind = kind
        self.rank = rank
        self.name = name
        self.examples = examples
        self.standing = standing
    }
}

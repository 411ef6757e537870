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

/// A rule of practice that holds everywhere.
public struct GeneralRule: Hashable, Sendable {
    /// The rules that a plan may show.
    public enum Kind: String, Sendable, CaseIterable {
        case anyPost = "any_post"
        case inPerson = "in_person"
        case remoteLodging = "remote_lodging"
        case incompleteFile = "incomplete_file"
        case cascade
        case otherProof = "other_proof"
        case dna
        case translationLanguages = "translation_languages"
        case reviewRequest = "review_request"
        case municipalRecheck = "municipal_recheck"
        case parentalConsent = "parental_consent"
        case appointmentEvidence = "appointment_evidence"
    }

    /// Which.
    public var kind: Kind
    /// What it says.
    public var text: Words
    /// How far this can be relied on.
    public var standing: Standing

    /// Makes a rule.
    public init(kind: Kind, text: Words, standing: Standing) {
        self.kind = kind
        self.text = text
        self.standing = standing
    }
}

/// A letter that a family or its worker can send.
public struct Letter: Hashable, Sendable {
    /// The letters that a plan may offer.
    public enum Kind: String, Sendable, CaseIterable {
        case remoteLodging = "remote_lodging"
        case lateLodging = "late_lodging"
        case incompleteFile = "incomplete_file"
        case missingRecord = "missing_record"
        case appointmentRequest = "appointment_request"
    }

    /// The placeholders that a body may have.
    public static let placeholders = [
        "sponsor", "applicants", "post", "last_day", "protection_day", "obstacles", "attempts", "today",
    ]

    /// Which.
    public var kind: Kind
    /// Its title.
    public var title: Words
    /// When to use it.
    public var when: Words
    /// The letter; paragraphs are separated by an empty line.
    public var body: Words
    /// How far this can be relied on.
    public var standing: Standing

    /// Makes a letter.
    public init(kind: Kind, title: Words, when: Words, body: Words, standing: Standing) {
        self.kind = kind
        self.title = title
        self.when = when
        self.body = body
        self.standing = standing
    }
}

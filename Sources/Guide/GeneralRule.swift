public import Law

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

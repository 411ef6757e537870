public import Law

/// A kind of paper that is handed in with an application.
public struct Paper: Hashable, Sendable {
    /// The papers that the rules ask for.
    public enum Kind: String, Sendable, CaseIterable {
        case applicationForms = "application_forms"
        case passport, photos
        case criminalRecord = "criminal_record"
        case medicalCertificate = "medical_certificate"
        case marriageCertificate = "marriage_certificate"
        case partnershipCertificate = "partnership_certificate"
        case relationshipProof = "relationship_proof"
        case birthCertificate = "birth_certificate"
        case sponsorBirthCertificate = "sponsor_birth_certificate"
        case custodyJudgment = "custody_judgment"
        case parentalConsent = "parental_consent"
        case disabilityCertificate = "disability_certificate"
        case dependenceProof = "dependence_proof"
        case sponsorStatus = "sponsor_status"
        case ownAsylumDecision = "own_asylum_decision"
        case meansProof = "means_proof"
        case housingProof = "housing_proof"
        case insuranceProof = "insurance_proof"
        case feePayment = "fee_payment"

        /// Whether a civil register issues it.
        public var isOfCivilStatus: Bool {
            switch self {
            case .marriageCertificate, .partnershipCertificate, .birthCertificate, .sponsorBirthCertificate: true
            default: false
            }
        }
    }

    /// Which.
    public var kind: Kind
    /// Its name.
    public var name: Words
    /// What it is and what to look at.
    public var plain: Words
    /// How far this can be relied on.
    public var standing: Standing

    /// Makes a paper.
    public init(kind: Kind, name: Words, plain: Words, standing: Standing) {
        self.kind = kind
        self.name = name
        self.plain = plain
        self.standing = standing
    }
}

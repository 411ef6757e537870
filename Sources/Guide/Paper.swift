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

/// How long something takes: an assumption for planning, because no source says it.
public struct LeadTime: Hashable, Sendable {
    /// What takes time.
    public enum Kind: String, Sendable, CaseIterable {
        case obtainForeignRecord = "obtain_foreign_record"
        case obtainPassport = "obtain_passport"
        case obtainCriminalRecord = "obtain_criminal_record"
        case medicalVisit = "medical_visit"
        case legaliseAbroad = "legalise_abroad"
        case legaliseAtPost = "legalise_at_post"
        case apostille, translate
        case obtainInBelgium = "obtain_in_belgium"
        case prepareOwn = "prepare_own"
        case appointment
    }

    /// What takes time.
    public var kind: Kind
    /// Its name.
    public var name: Words
    /// Calendar days; a plan counts with the most.
    public var days: ClosedRange<Int>
    /// How far it can be relied on.
    public var status: ValueStatus
    /// What a reader should know.
    public var note: Words

    /// Makes a lead time.
    public init(kind: Kind, name: Words, days: ClosedRange<Int>, status: ValueStatus, note: Words) {
        self.kind = kind
        self.name = name
        self.days = days
        self.status = status
        self.note = note
    }
}

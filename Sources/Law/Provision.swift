public import CivilTime

/// The provisions of the legal digest.
///
/// Each has one file in `law/provisions`, named by its id.
public enum Provision: UInt8, Sendable, CaseIterable {
    case regimeResolver
    case legalBasis
    case sponsorStatuses
    case spouse
    case legalPartner
    case child
    case adultDisabledChild
    case parentsOfUnaccompaniedMinor
    case parentsOfAccompaniedMinor
    case accompanyingFamily
    case temporaryProtectionFamily
    case noCategory
    case preExistingTie
    case publicOrderAndHealth
    case exemptionWindow
    case excusableLateness
    case applicationDate
    case waitingPeriod
    case suspension2026
    case means120
    case means110
    case meansCounted
    case needsAssessment
    case otherMeansExemptions
    case housing
    case insurance
    case documents
    case receipt
    case decisionTerm
    case visaAndArrival
    case applyInBelgium
    case dnaTest
    case fees
    case refusalAndAppeal
    case firstFiveYears
    case timeline
    case unknowns
    case announcedNotEnacted
    case guardianshipEnd
    case deadlineComputation
    case policyBriefStatements
    case nareis

    /// The id in documents, such as `BE-FM-SPOUSE`.
    public var id: String { Provision.ids[Int(rawValue)] }

    /// Finds a provision by its id.
    public init?(id: String) {
        guard let index = Provision.ids.firstIndex(of: id) else { return nil }
        self.init(rawValue: UInt8(index))
    }

    private static let ids = [
        "BE-REGIME-RESOLVER",
        "BE-LEGAL-BASIS",
        "BE-SPONSOR-STATUSES",
        "BE-FM-SPOUSE",
        "BE-FM-LEGAL-PARTNER",
        "BE-FM-CHILD",
        "BE-FM-ADULT-DISABLED-CHILD",
        "BE-FM-PARENTS-UAM",
        "BE-FM-PARENTS-ACCOMPANIED",
        "BE-FM-ACCOMPANYING",
        "BE-FM-TP",
        "BE-FM-NONE",
        "BE-COND-PRE-EXISTING-TIE",
        "BE-COND-PUBLIC-ORDER-HEALTH",
        "BE-ART10-EXEMPTION-WINDOW",
        "BE-EXEMPTION-LATE-EXCUSE",
        "BE-APPLICATION-DATE",
        "BE-WAIT-GENERAL",
        "BE-2026-SUSPENSION-SP",
        "BE-MEANS-120",
        "BE-MEANS-110",
        "BE-MEANS-COUNTED",
        "BE-MEANS-NEEDS-ASSESSMENT",
        "BE-MEANS-OTHER-EXEMPTIONS",
        "BE-HOUSING",
        "BE-INSURANCE",
        "BE-PROC-DOCUMENTS",
        "BE-PROC-RECEIPT",
        "BE-PROC-DECISION-TERM",
        "BE-PROC-VISA-AND-ARRIVAL",
        "BE-PROC-APPLY-IN-BELGIUM",
        "BE-PROC-DNA",
        "BE-PROC-FEES",
        "BE-PROC-REFUSAL-APPEAL",
        "BE-STAY-FIRST-5-YEARS",
        "BE-TIMELINE",
        "BE-UNKNOWN",
        "BE-ANNOUNCED-NOT-ENACTED",
        "BE-GUARDIANSHIP-END",
        "BE-DEADLINE-COMPUTATION",
        "BE-SEED-STATEMENTS",
        "NL-NAREIS",
    ]
}

/// What a provision says, in words.
public struct ProvisionRecord: Hashable, Sendable {
    /// Whether code evaluates a provision.
    public enum Kind: String, Sendable, CaseIterable {
        /// Code evaluates it.
        case rule
        /// Chronology, negative knowledge, papers or a comparator: shown, never evaluated.
        case knowledge
    }

    /// Which provision.
    public var provision: Provision
    /// Whether code evaluates it.
    public var kind: Kind
    /// Its name.
    public var title: Words
    /// What it means for a family, in plain words.
    public var plain: Words
    /// What the program does not decide.
    public var notModelled: [Words]
    /// How far it can be relied on.
    public var confidence: Confidence
    /// Where a single sentence can be relied on less or more than the rest, by its key.
    public var confidenceOf: [String: Confidence]
    /// The last day through which a reader looked for changes.
    public var checkedUntil: Day
    /// Who looked.
    public var checkedBy: String
    /// Where it comes from.
    public var sources: [Source]

    /// Makes a provision record.
    public init(
        provision: Provision,
        kind: Kind,
        title: Words,
        plain: Words,
        notModelled: [Words],
        confidence: Confidence,
        confidenceOf: [String: Confidence],
        checkedUntil: Day,
        checkedBy: String,
        sources: [Source]
    ) {
        self.provision = provision
        self.kind = kind
        self.title = title
        self.plain = plain
        self.notModelled = notModelled
        self.confidence = confidence
        self.confidenceOf = confidenceOf
        self.checkedUntil = checkedUntil
        self.checkedBy = checkedBy
        self.sources = sources
    }
}

public import Law

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

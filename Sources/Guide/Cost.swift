public import Law

/// Something that costs money on the way, beside the fees of the law.
public struct Cost: Hashable, Sendable {
    /// The items that a plan asks for.
    public enum Kind: String, Sendable, CaseIterable {
        case legalisationByPost = "legalisation_by_post"
        case legalisationServicePakistan = "legalisation_service_pakistan"
        case serviceFeeCairo = "service_fee_cairo"
        case serviceFeeOther = "service_fee_other"
        case passport
        case recordsAndLocalLegalisation = "records_and_local_legalisation"
        case translation
        case medicalCertificate = "medical_certificate"
        case travelToPost = "travel_to_post"
        case flights
        case dnaTest = "dna_test"
        case residenceCard = "residence_card"
        case municipalRegistration = "municipal_registration"
    }

    /// What it is counted by.
    public enum Per: String, Sendable, CaseIterable {
        case document, applicant, person, family
    }

    /// When it must be paid.
    public enum Due: String, Sendable, CaseIterable {
        case beforeLodging = "before_lodging"
        case atLodging = "at_lodging"
        case ifAsked = "if_asked"
        case travel
        case afterArrival = "after_arrival"
    }

    /// Which.
    public var kind: Kind
    /// Its name.
    public var name: Words
    /// What it is counted by.
    public var per: Per
    /// Cents each; `nil` when no source gives an amount.
    public var amount: ClosedRange<Int64>?
    /// When it must be paid.
    public var due: Due
    /// Conditions, and how it is counted.
    public var note: Words
    /// How far this can be relied on.
    public var standing: Standing

    /// Makes a cost.
    public init(
        kind: Kind, name: Words, per: Per, amount: ClosedRange<Int64>?, due: Due, note: Words, standing: Standing
    ) {
        self.kind = kind
        self.name = name
        self.per = per
        self.amount = amount
        self.due = due
        self.note = note
        self.standing = standing
    }
}

internal import Law

/// The facts that the law asks for.
///
/// The order groups them by whom they are about.
public enum FactKey: UInt8, Sendable, CaseIterable {
    // The sponsor.
    case sponsorBirth, asylumApplied, granted, residenceDecided, arrived, unlimitedStaySince
    case unaccompaniedMinor, otherSpouseInBelgium, sponsorMarried
    case protection, otherResidents
    case housingKind, titleDeed, leaseRegistered, registrationProof, declaredUnfit
    case mutualFundConfirms, travelCoverAmount, travelCoverMonths
    case incomes, unknownIncome
    /// The day on which everybody who has not lodged yet is assumed to lodge; no key of a document.
    case assumedLodging

    // One member.
    case relation, birth, tieSince, married, custody, sharedChild, cohabitedMonths, relationshipProof
    case travelledWithSponsor, ownProtectionRefused, dependsTotally, otherParentInBelgium, violenceReported
    case obstacles
    case lodgedOn, channel, completeOn, receiptOn, extensions, decidedOn, outcome
    case arrivedOn, registeredOn, cardExpiresOn

    // One income of the sponsor.
    case incomeKind, netMonthly, searchingForWork

    // One obstacle of a member.
    case obstacleFrom, obstacleUntil, obstacleDocumented

    package static let firstOfMember = FactKey.relation.rawValue
    package static let firstOfIncome = FactKey.incomeKind.rawValue
    package static let firstOfObstacle = FactKey.obstacleFrom.rawValue
    static let perSponsor = Int(firstOfMember)
    static let perMember = Int(firstOfIncome - firstOfMember)
    static let perIncome = Int(firstOfObstacle - firstOfIncome)
    static let perObstacle = allCases.count - Int(firstOfObstacle)

    /// The facts of an application, in the order of the contract's keys.
    package static let ofApplication: [FactKey] = [
        .lodgedOn, .channel, .completeOn, .receiptOn, .extensions, .decidedOn, .outcome, .arrivedOn, .registeredOn,
        .cardExpiresOn,
    ]

    /// Whether an absent key may still mean something, depending on other facts.
    package var mayBeDefaulted: Bool { self == .unaccompaniedMinor || self == .tieSince }

    /// What kind of value a fact has.
    public enum Kind: Sendable, Equatable {
        /// A calendar day.
        case day
        /// True or false.
        case yesNo
        /// One of a list, kept as its position.
        case choice(count: Int32)
        /// A whole number up to a limit.
        case number(limit: Int32)
        /// A list, whose own length is never unknown item by item.
        case list
    }

    /// What kind of value this fact has.
    public var kind: Kind {
        switch self {
        case .sponsorBirth, .asylumApplied, .granted, .residenceDecided, .arrived, .unlimitedStaySince,
            .assumedLodging, .birth, .tieSince, .lodgedOn, .completeOn, .receiptOn, .decidedOn, .arrivedOn,
            .registeredOn, .cardExpiresOn, .obstacleFrom, .obstacleUntil:
            .day
        case .unaccompaniedMinor, .otherSpouseInBelgium, .sponsorMarried, .titleDeed, .leaseRegistered,
            .registrationProof, .declaredUnfit, .mutualFundConfirms, .married, .sharedChild, .travelledWithSponsor,
            .ownProtectionRefused, .dependsTotally, .otherParentInBelgium, .violenceReported, .searchingForWork,
            .obstacleDocumented:
            .yesNo
        case .protection: .choice(count: Int32(Protection.allCases.count))
        case .housingKind: .choice(count: Int32(HousingKind.allCases.count))
        case .relation: .choice(count: Int32(Relation.allCases.count))
        case .custody: .choice(count: Int32(Custody.allCases.count))
        case .relationshipProof: .choice(count: Int32(RelationshipProof.allCases.count))
        case .channel: .choice(count: Int32(Channel.allCases.count))
        case .outcome: .choice(count: Int32(ApplicationOutcome.allCases.count))
        case .incomeKind: .choice(count: Int32(IncomeKind.allCases.count))
        case .extensions: .number(limit: 2)
        case .otherResidents: .number(limit: 98)
        case .cohabitedMonths, .travelCoverMonths: .number(limit: 1200)
        case .travelCoverAmount, .netMonthly, .unknownIncome: .number(limit: Money.limit)
        case .incomes, .obstacles: .list
        }
    }

    /// What the absence of the key means; `nil`: not known.
    public var defaultValue: DefaultValue? {
        switch self {
        case .residenceDecided: .dayOf("sponsor.protection_granted_on")
        case .otherSpouseInBelgium, .travelledWithSponsor, .ownProtectionRefused, .dependsTotally, .violenceReported,
            .sponsorMarried, .declaredUnfit:
            .number(0)
        case .obstacles: .emptyList
        case .unlimitedStaySince, .completeOn, .receiptOn, .decidedOn, .arrivedOn, .registeredOn, .cardExpiresOn,
            .channel, .outcome:
            .nothing
        case .cohabitedMonths, .extensions: .number(0)
        default: nil
        }
    }

    /// What an absent key stands for.
    public enum DefaultValue: Sendable, Equatable {
        /// This number; 0 is false for a `yesNo` fact.
        case number(Int32)
        /// It has not happened, or there is none.
        case nothing
        /// An empty list.
        case emptyList
        /// The day of another fact.
        case dayOf(String)
    }

    /// The key in a facts document, below the person, list item or object it belongs to.
    public var path: String {
        switch self {
        case .sponsorBirth: "birth_date"
        case .asylumApplied: "asylum_applied_on"
        case .granted: "protection_granted_on"
        case .residenceDecided: "residence_decided_on"
        case .arrived: "arrived_in_belgium_on"
        case .unlimitedStaySince: "unlimited_stay_since"
        case .unaccompaniedMinor: "unaccompanied_minor"
        case .otherSpouseInBelgium: "other_spouse_in_belgium"
        case .sponsorMarried: "married"
        case .protection: "protection"
        case .otherResidents: "other_residents"
        case .housingKind: "housing.kind"
        case .titleDeed: "housing.title_deed"
        case .leaseRegistered: "housing.lease_registered"
        case .registrationProof: "housing.registration_proof"
        case .declaredUnfit: "housing.declared_unfit"
        case .mutualFundConfirms: "insurance.mutual_fund_confirms"
        case .travelCoverAmount: "insurance.travel_cover_amount"
        case .travelCoverMonths: "insurance.travel_cover_months"
        case .incomes, .unknownIncome: "income"
        case .assumedLodging: "lodging"
        case .relation: "relation"
        case .birth: "birth_date"
        case .tieSince: "tie_since"
        case .married: "married"
        case .custody: "custody"
        case .sharedChild: "shared_child"
        case .cohabitedMonths: "cohabited_months_before_arrival"
        case .relationshipProof: "relationship_proof"
        case .travelledWithSponsor: "travelled_with_sponsor"
        case .ownProtectionRefused: "own_protection_refused"
        case .dependsTotally: "depends_totally_on_parents"
        case .otherParentInBelgium: "other_parent_in_belgium"
        case .violenceReported: "violence_reported"
        case .obstacles: "obstacles"
        case .lodgedOn: "application.lodged_on"
        case .channel: "application.channel"
        case .completeOn: "application.complete_on"
        case .receiptOn: "application.receipt_on"
        case .extensions: "application.extensions"
        case .decidedOn: "application.decided_on"
        case .outcome: "application.outcome"
        case .arrivedOn: "application.arrived_on"
        case .registeredOn: "application.registered_on"
        case .cardExpiresOn: "application.card_expires_on"
        case .incomeKind: "kind"
        case .netMonthly: "net_monthly"
        case .searchingForWork: "searching_for_work"
        case .obstacleFrom: "from"
        case .obstacleUntil: "until"
        case .obstacleDocumented: "documented"
        }
    }
}

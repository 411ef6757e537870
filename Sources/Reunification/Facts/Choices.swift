internal import Law

/// How a member is related to the sponsor.
public enum Relation: Int32, Sendable, CaseIterable {
    case spouse, equivalentPartner, registeredPartner, child, partnerChild, adultDisabledChild
    case parent, sibling, grandparent, other
}

/// Who has custody of a child of one partner.
public enum Custody: Int32, Sendable, CaseIterable {
    case sole, jointWithConsent, joint, none
}

/// What shows that a registered partnership is durable.
public enum RelationshipProof: Int32, Sendable, CaseIterable {
    case cohabitedOneYear, knownTwoYears, commonChild, none
}

/// How an application was lodged.
public enum Channel: Int32, Sendable, CaseIterable {
    case inPerson, visaCentre, email, municipality
}

/// How an application ended.
public enum ApplicationOutcome: Int32, Sendable, CaseIterable {
    case granted, refused
}

/// Where the sponsor lives.
public enum HousingKind: Int32, Sendable, CaseIterable {
    case owned, lease, reception, withFriends, none
}

/// Where an income of the sponsor comes from.
public enum IncomeKind: Int32, Sendable, CaseIterable {
    case wage, selfEmployment, unemploymentBenefit, sicknessBenefit, disabilityBenefit, pension
    case integrationIncome, otherWelfareSupport, familyAllowance, insertionAllowance, transitionAllowance
    case thirdPartySupport, rentalIncome, maintenanceReceived

    /// Whether it counts as means of subsistence without more; unemployment benefit only with a search for work.
    ///
    /// - Source: Aliens Act art. 10 §5; BE-MEANS-COUNTED.
    public var alwaysCounts: Bool {
        switch self {
        case .wage, .selfEmployment, .sicknessBenefit, .disabilityBenefit, .pension, .rentalIncome,
            .maintenanceReceived:
            true
        case .unemploymentBenefit, .integrationIncome, .otherWelfareSupport, .familyAllowance, .insertionAllowance,
            .transitionAllowance, .thirdPartySupport:
            false
        }
    }
}

/// What stood in the way of lodging in time.
public enum ObstacleKind: Int32, Sendable, CaseIterable {
    case postClosed, noAppointment, borderClosed, cannotTravel, documentsUnobtainable, illness, other
}

extension CaseIterable where Self: RawRepresentable, RawValue == Int32 {
    /// The names in documents, in the order of the raw values: `snake_case` of the case names.
    public static var documentNames: [String] {
        allCases.map { snakeCase(String(describing: $0)) }
    }

    /// The name in documents.
    public var documentName: String {
        snakeCase(String(describing: self))
    }
}

func snakeCase(_ name: String) -> String {
    name.reduce(into: "") { result, letter in
        if letter.isUppercase { result += "_" }
        result += letter.lowercased()
    }
}

/// Money is counted in cents.
public enum Money {
    /// The largest amount that a document may hold, in cents: ten million euro.
    public static let limit: Int32 = 1_000_000_000
}

extension FactKey {
    /// The words that a choice allows, in the order of its positions.
    public var names: [String] {
        switch self {
        case .protection: Protection.documentNames
        case .housingKind: HousingKind.documentNames
        case .relation: Relation.documentNames
        case .custody: Custody.documentNames
        case .relationshipProof: RelationshipProof.documentNames
        case .channel: Channel.documentNames
        case .outcome: ApplicationOutcome.documentNames
        case .incomeKind: IncomeKind.documentNames
        default: []
        }
    }

    /// The word for one position.
    public func name(of position: Int32) -> String {
        let names = names
        return names.indices.contains(Int(position)) ? names[Int(position)] : ""
    }
}

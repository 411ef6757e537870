/// The keys of `law/sentences.yaml`.
public enum Sentence {
    /// Kinds of deadlines.
    public enum Deadline: String, Sendable, CaseIterable {
        case lodgeWithinWindow = "lodge_within_window"
        case lodgeWhileEntitled = "lodge_while_entitled"
        case confirmLodging = "confirm_lodging"
        case completeFile = "complete_file"
        case mayLodgeFrom = "may_lodge_from"
        case decisionDue = "decision_due"
        case useDecision = "use_decision"
        case register
        case renewFrom = "renew_from"
        case renewUntil = "renew_until"
        case cardExpires = "card_expires"
        case appeal
        case rulesChange = "rules_change"
    }

    /// Changes that a family can make.
    public enum Change: String, Sendable, CaseIterable {
        case lodgeAtLatest = "lodge_at_latest"
        case lodgeAtEarliest = "lodge_at_earliest"
        case incomeAtLeast = "income_at_least"
        case incomeAdd = "income_add"
        case searchingForWork = "searching_for_work"
        case housingKindLease = "housing_kind_lease"
        case housingKindOwned = "housing_kind_owned"
        case titleDeed = "title_deed"
        case leaseRegistered = "lease_registered"
        case registrationProof = "registration_proof"
        case declaredUnfit = "declared_unfit"
        case mutualFund = "mutual_fund"
        case travelCoverAmount = "travel_cover_amount"
        case travelCoverMonths = "travel_cover_months"
        case custodyConsent = "custody_consent"
    }

    /// What a plan begins with.
    public enum About: String, Sendable, CaseIterable {
        case about
        case lawKnown = "about_law_known"
        case ask = "about_ask"
    }

    /// The sentence of a finding whose facts are not known.
    public static let needsFacts = "needs_facts"

    /// Every key that the file must have.
    public static var allKeys: [String] {
        Ground.allCases.map(\.sentence) + [needsFacts] + Deadline.allCases.map { "deadline_" + $0.rawValue }
            + Change.allCases.map { "change_" + $0.rawValue } + About.allCases.map(\.rawValue)
    }
}

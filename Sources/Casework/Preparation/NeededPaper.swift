public import CivilTime
public import Guide
public import Law

/// A paper that one member must hand in, with the chain that makes it fit to be used.
public struct NeededPaper: Sendable {
    /// A link of the chain.
    public struct Stage: Sendable {
        /// What is done.
        public enum Kind: String, Sendable, CaseIterable {
            case obtain, legalise
            case legaliseAtPost = "legalise_at_post"
            case apostille, translate
            case handIn = "hand_in"
        }

        /// What is done.
        public var kind: Kind
        /// How long it is assumed to take; `nil` for handing in.
        public var leadTime: LeadTime.Kind?
        /// How many days the plan counts with.
        public var days: Int
        /// The first day on which it can start.
        public var earliest: Day
        /// The last day on which it can start; `nil` when it is too late for the day of use.
        public var latest: Day?
        /// Whether a day lost here is a day lost for the whole file.
        public var isCritical = false
    }

    /// When it is asked for.
    public enum Need: String, Sendable, CaseIterable {
        /// Always.
        case always
        /// Only where a condition applies that is still open.
        case ifRequired = "if_required"
    }

    /// What stands in the way.
    public enum Problem: String, Sendable, CaseIterable {
        /// It cannot be ready on the day by which it is needed.
        case tooLate = "too_late"
        /// It is always too old by the day of use.
        case expires
        /// Belgium does not legalise it; other proof must do.
        case cannotBeLegalised = "cannot_be_legalised"
        /// The country issues none; other proof must do.
        case doesNotExist = "does_not_exist"
        /// Practice in the country is not known.
        case practiceUnknown = "practice_unknown"
    }

    /// Which paper.
    public var kind: Paper.Kind
    /// Whose application it is for.
    public var member: Int
    /// Whether the sponsor sees to it.
    public var isForSponsor: Bool
    /// The country that issues it; `nil` for Belgium, the post, or when not known.
    public var country: String?
    /// When it is asked for.
    public var need: Need
    /// How many months old it may be at most on the day of use.
    public var maximumAge: DatedValue?
    /// The chain.
    public var stages: [Stage]
    /// The first day on which the chain can be at its end.
    public var readyOn: Day
    /// The day on which it is used.
    public var useOn: Day
    /// What stands in the way.
    public var problems: [Problem]

    /// Whether other proof must take its place.
    public var needsOtherProof: Bool { problems.contains(.cannotBeLegalised) || problems.contains(.doesNotExist) }

    /// The day on which it is issued at the earliest.
    public var issuedOn: Day? {
        stages.first { $0.kind == .obtain }.map { $0.earliest.adding(days: $0.days) }
    }
}

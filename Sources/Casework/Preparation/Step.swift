public import CivilTime
public import Guide
public import Reunification

/// Something to do, with its days.
public struct Step: Sendable {
    /// What is done.
    public enum Kind: String, Sendable, CaseIterable {
        case bookAppointment = "book_appointment"
        case keepEvidence = "keep_evidence"
        case askRemote = "ask_remote"
        case prepare, obtain, passport
        case visitDoctor = "visit_doctor"
        case legalise
        case legaliseAtPost = "legalise_at_post"
        case apostille, translate
        case otherProof = "other_proof"
        case payFees = "pay_fees"
        case lodge
        case confirmEmail = "confirm_email"
        case complete
        case followUp = "follow_up"
        case useDecision = "use_decision"
        case appeal, register, renew

        /// Whether the last day is the one by which it is done, not the one on which it can start at the latest.
        public var isDoneByLatest: Bool {
            switch self {
            case .askRemote, .payFees, .lodge, .confirmEmail, .complete, .useDecision, .appeal, .register, .renew: true
            case .bookAppointment, .keepEvidence, .prepare, .obtain, .passport, .visitDoctor, .legalise,
                .legaliseAtPost, .apostille, .translate, .otherProof, .followUp:
                false
            }
        }
    }

    /// Who does it.
    public enum Doer: String, Sendable, CaseIterable {
        case sponsor, members, family
    }

    /// What is done.
    public var kind: Kind
    /// For whom, by position.
    public var members: [Int]
    /// Who does it.
    public var doer: Doer
    /// The first day on which it makes sense.
    public var from: Day
    /// The last day on which it can start, or for what is done in a day, be done; `nil` when no day is known, or it is late
    /// already.
    public var latest: Day?
    /// Whether a right is lost after the last day.
    public var isHard: Bool
    /// Whether it should have begun before the plan was made.
    public var isLate: Bool
    /// Positions of the steps that come before it.
    public var after: [Int]
    /// The papers that it is about.
    public var papers: [Paper.Kind]
    /// The country where it is done.
    public var country: String?
    /// The post where it is done.
    public var post: String?
    /// The deadline behind it.
    public var deadline: Sentence.Deadline?
}

public import CivilTime
public import Reunification

/// What people read of a family and no rule needs: names, countries, what was tried.
public struct Family: Sendable {
    /// What is known of one person.
    public struct Person: Sendable {
        /// The name, when given.
        public var name: String?
        /// ISO code of the nationality, when given.
        public var nationality: String?
        /// ISO code of the country where the person stays, when given.
        public var staysIn: String?

        /// Makes a person.
        public init(name: String? = nil, nationality: String? = nil, staysIn: String? = nil) {
            self.name = name
            self.nationality = nationality
            self.staysIn = staysIn
        }
    }

    /// Something that was tried to get an appointment or an answer.
    public struct Attempt: Hashable, Sendable {
        /// How.
        public enum Kind: String, Sendable, CaseIterable { case call, mail, portal, visit, letter }
        /// What came of it.
        public enum Outcome: String, Sendable, CaseIterable {
            case noAnswer = "no_answer"
            case noSlot = "no_slot"
            case slotOffered = "slot_offered"
            case slotLost = "slot_lost"
            case refused, other
        }
        /// A file that shows it.
        public struct Attachment: Hashable, Sendable {
            /// The file's name.
            public var name: String?
            /// Its SHA-256 in lower-case hexadecimal.
            public var sha256: String?

            /// Makes an attachment.
            public init(name: String?, sha256: String?) {
                self.name = name
                self.sha256 = sha256
            }
        }

        /// The day, when given.
        public var on: Day?
        /// How, when given.
        public var kind: Kind?
        /// With whom, when given.
        public var to: String?
        /// What came of it, when given.
        public var outcome: Outcome?
        /// In free words.
        public var note: String?
        /// What shows it.
        public var attachments: [Attachment]

        /// Makes an attempt.
        public init(
            on: Day?, kind: Kind?, to: String?, outcome: Outcome?, note: String?, attachments: [Attachment]
        ) {
            self.on = on
            self.kind = kind
            self.to = to
            self.outcome = outcome
            self.note = note
            self.attachments = attachments
        }
    }

    /// The one who lives in Belgium.
    public var sponsor: Person
    /// Where the sponsor lives, when given.
    public var municipality: String?
    /// The members, in the order of the facts.
    public var members: [Person]
    /// What was tried.
    public var attempts: [Attempt]
    /// The kinds of each member's obstacles, in order; `nil` where none is given.
    public var obstacles: [[ObstacleKind?]]

    /// Makes a family.
    public init(
        sponsor: Person, municipality: String?, members: [Person], attempts: [Attempt], obstacles: [[ObstacleKind?]]
    ) {
        self.sponsor = sponsor
        self.municipality = municipality
        self.members = members
        self.attempts = attempts
        self.obstacles = obstacles
    }

    /// A family of which nothing is known but how many members it has.
    public static func unknown(members: Int) -> Family {
        Family(
            sponsor: Person(), municipality: nil, members: Array(repeating: Person(), count: members), attempts: [],
            obstacles: Array(repeating: [], count: members))
    }
}

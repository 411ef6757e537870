public import Law

/// A letter that a family or its worker can send.
public struct Letter: Hashable, Sendable {
    /// The letters that a plan may offer.
    public enum Kind: String, Sendable, CaseIterable {
        case remoteLodging = "remote_lodging"
        case lateLodging = "late_lodging"
        case incompleteFile = "incomplete_file"
        case missingRecord = "missing_record"
        case appointmentRequest = "appointment_request"
    }

    /// The placeholders that a body may have.
    public static let placeholders = [
        "sponsor", "applicants", "post", "last_day", "lodge_by", "by_day", "email_request", "protection_day",
        "obstacles", "attempts", "today",
    ]

    /// Which.
    public var kind: Kind
    /// Its title.
    public var title: Words
    /// When to use it.
    public var when: Words
    /// The letter; paragraphs are separated by an empty line.
    public var body: Words
    /// How far this can be relied on.
    public var standing: Standing

    /// Makes a letter.
    public init(kind: Kind, title: Words, when: Words, body: Words, standing: Standing) {
        self.kind = kind
        self.title = title
        self.when = when
        self.body = body
        self.standing = standing
    }
}

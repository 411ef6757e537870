/// Something that happened in a family's file, as it was written down once and for all.
public struct FileEvent: Hashable, Sendable {
    /// A fact with its value as JSON, at its place in a facts document: `members.husband.birth_date`, `"1989-11-02"`.
    public struct Fact: Hashable, Sendable {
        /// The place.
        public var path: String
        /// The value; `null`: it is unknown.
        public var value: String

        /// Makes a fact.
        public init(path: String, value: String) {
            self.path = path
            self.value = value
        }
    }

    /// What happened.
    public var verb: FileVerb
    /// The account that wrote it down.
    public var author: String
    /// When, in milliseconds since 1970.
    public var at: Int64
    /// How many events of its compartment the author had seen.
    public var seen: Int
    /// The fields of the verb.
    public var details: [String: String]
    /// What it says of the family.
    public var facts: [Fact]

    /// Makes an event.
    public init(
        _ verb: FileVerb, author: String, at: Int64, seen: Int, details: [String: String] = [:], facts: [Fact] = []
    ) {
        self.verb = verb
        self.author = author
        self.at = at
        self.seen = seen
        self.details = details
        self.facts = facts
    }

    /// A field.
    public subscript(_ field: String) -> String? { details[field] }

    /// What of the file it settles: places with their values.
    ///
    /// Later events settle a place anew; nothing else does.
    public var settles: [(place: String, value: String)] {
        var all = facts.map { (place: "facts/" + $0.path, value: $0.value) }
        func fact(_ name: String, _ value: String?, quoted: Bool = true) {
            guard let member = details["member"], let value else { return }
            all.append((place: "facts/members.\(member).application.\(name)", value: quoted ? "\"\(value)\"" : value))
        }
        let key = ["paper", "step", "item", "country", "member"].compactMap { details[$0] }.joined(separator: ".")
        switch verb {
        case .lodged:
            fact("lodged_on", details["on"])
            fact("channel", details["channel"])
        case .receiptGiven: fact("receipt_on", details["on"])
        case .fileCompleted: fact("complete_on", details["on"])
        case .decided:
            fact("decided_on", details["on"])
            fact("outcome", details["outcome"])
        case .arrived: fact("arrived_on", details["on"])
        case .registered: fact("registered_on", details["on"])
        case .cardIssued: fact("card_expires_on", details["expires"])
        case .paperMoved: all.append((place: "papers/" + key, value: details["stage"] ?? ""))
        case .stepDone: all.append((place: "steps/" + key, value: details["on"] ?? ""))
        case .costPlanned, .costPaid, .costFunded:
            all.append((place: "costs/\(key)/\(verb.rawValue.dropFirst(5))", value: details["euro"] ?? ""))
        case .conflictDecided:
            if let what = details["what"], let value = details["value"] { all.append((place: what, value: value)) }
        case .closed: all.append((place: "state", value: "closed"))
        case .opened, .reopened: all.append((place: "state", value: "open"))
        default: break
        }
        return all
    }
}

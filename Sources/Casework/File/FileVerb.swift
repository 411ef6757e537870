/// What can happen in a family's file: the verbs of the work.
public enum FileVerb: String, Sendable, CaseIterable {
    case opened
    case factsRecorded = "facts_recorded"
    case factsCorrected = "facts_corrected"
    case memberJoined = "member_joined"
    case paperMoved = "paper_moved"
    case appointmentSought = "appointment_sought"
    case appointmentOffered = "appointment_offered"
    case appointmentLost = "appointment_lost"
    case appointmentKept = "appointment_kept"
    case obstacleMet = "obstacle_met"
    case lodged
    case receiptGiven = "receipt_given"
    case fileCompleted = "file_completed"
    case decided
    case travelled
    case arrived
    case registered
    case cardIssued = "card_issued"
    case costPlanned = "cost_planned"
    case costPaid = "cost_paid"
    case costFunded = "cost_funded"
    case stepDone = "step_done"
    case noteWritten = "note_written"
    case concernRaised = "concern_raised"
    case attached
    case consentGiven = "consent_given"
    case consentWithdrawn = "consent_withdrawn"
    case shared
    case sharingEnded = "sharing_ended"
    case assigned
    case assignmentEnded = "assignment_ended"
    case handedOver = "handed_over"
    case emergencyOpened = "emergency_opened"
    case conflictDecided = "conflict_decided"
    case closed
    case reopened

    /// What a field of an event holds.
    public enum FieldKind: Sendable {
        /// A day, as `2026-03-01`.
        case day
        /// A member's id.
        case member
        /// Euro with at most two decimals.
        case euro
        /// One of some words.
        case choice([String])
        /// A short code: letters, digits, `_`, `-`, `.`, `:`.
        case code
        /// Free words.
        case text
    }

    /// A field of an event.
    public struct Field: Sendable {
        /// Its name.
        public var name: String
        /// What it holds.
        public var kind: FieldKind
        /// Whether an event cannot do without it.
        public var isRequired: Bool

        static func must(_ name: String, _ kind: FieldKind) -> Field { Field(name: name, kind: kind, isRequired: true) }
        static func may(_ name: String, _ kind: FieldKind) -> Field { Field(name: name, kind: kind, isRequired: false) }
    }

    /// The fields that such an event has.
    ///
    /// Facts stand beside them.
    public var fields: [Field] {
        let note = Field.may("note", .text)
        let on = Field.must("on", .day)
        let member = Field.must("member", .member)
        let attempt: [Field] = [
            .must("on", .day), .must("by", .choice(Family.Attempt.Kind.allCases.map(\.rawValue))), .must("to", .text),
            note,
        ]
        switch self {
        case .opened: return [.may("label", .text), note]
        case .factsRecorded, .factsCorrected: return [.may("said_by", .text), .may("evidence", .text), note]
        case .memberJoined: return [member, .must("account", .code)]
        case .paperMoved:
            return [
                member, .must("paper", .code), .may("country", .code),
                .must("stage", .choice(["asked", "received", "legalised", "translated", "handed_in", "refused"])), on,
                note,
            ]
        case .appointmentSought:
            return attempt + [.may("outcome", .choice(["no_answer", "no_slot", "refused", "other"]))]
        case .appointmentOffered, .appointmentLost: return attempt + [.may("slot", .day)]
        case .appointmentKept: return [on, .must("to", .text), note]
        case .obstacleMet:
            return [
                member, .must("kind", .code), .must("from", .day), .may("until", .day),
                .may("documented", .choice(["true", "false"])), note,
            ]
        case .lodged:
            return [member, on, .may("channel", .choice(["in_person", "visa_centre", "email", "municipality"])), note]
        case .decided: return [member, on, .must("outcome", .code), note]
        case .receiptGiven, .fileCompleted, .travelled, .arrived, .registered: return [member, on, note]
        case .cardIssued: return [member, on, .must("expires", .day), note]
        case .costPlanned, .costPaid:
            return [.must("item", .code), .may("member", .member), .must("euro", .euro), .may("on", .day), note]
        case .costFunded:
            return [.must("item", .code), .may("member", .member), .must("euro", .euro), .must("by", .text), note]
        case .stepDone: return [.must("step", .code), .may("member", .member), on, note]
        case .noteWritten: return [.must("text", .text)]
        case .concernRaised: return [.must("text", .text), .may("about", .member)]
        case .attached:
            return [
                .must("attachment", .code), .must("name", .text), .must("sha256", .code), .must("bytes", .code), note,
            ]
        case .consentGiven:
            return [
                .must("consent", .code), .must("person", .code), .must("purpose", .text), .must("recipient", .code),
                .must("scope", .code), .must("until", .day), .may("notice", .text), .may("jurisdiction", .code),
                .may("language", .code), .may("method", .text),
            ]
        case .consentWithdrawn: return [.must("consent", .code), .may("note", .text)]
        case .shared:
            return [
                .must("share", .code), .must("with", .code), .must("purpose", .text), .must("scope", .code),
                .must("until", .day), .must("consent", .code),
            ]
        case .sharingEnded: return [.must("share", .code), note]
        case .assigned: return [.must("account", .code), .must("role", .code), .may("until", .day)]
        case .assignmentEnded: return [.must("account", .code), note]
        case .handedOver: return [.must("to", .code), .must("purpose", .text), .must("consent", .code), note]
        case .emergencyOpened: return [.must("by", .code), .must("reason", .text), .must("compartment", .code)]
        case .conflictDecided: return [.must("what", .text), .must("value", .text), note]
        case .closed: return [.must("reason", .text)]
        case .reopened: return [.must("reason", .text)]
        }
    }
}

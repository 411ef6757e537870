public import CivilTime

/// What an account is for.
public enum Role: String, Sendable, CaseIterable {
    case supportWorker = "support_worker"
    case coordinator
    case guardian
    case volunteer
    case interpreter
    /// An adult member of the family.
    case familyMember = "family_member"
    /// The sponsor, not yet of age.
    case minorSponsor = "minor_sponsor"
    /// Sees who did what, never what it was about.
    case auditor
    /// Sees sums over many families, no family.
    case analyst
    /// Keeps accounts and the store, and sees no content.
    case administrator
}

/// Somebody who asks.
public struct Actor: Hashable, Sendable {
    /// The account.
    public var account: String
    /// What it is for.
    public var role: Role
    /// The organisation that it belongs to; empty for the family itself.
    public var organisation: String

    /// Makes an actor.
    public init(account: String, role: Role, organisation: String) {
        self.account = account
        self.role = role
        self.organisation = organisation
    }

    /// The names under which a grant can reach this actor.
    public var principals: [String] {
        switch role {
        case .coordinator: ["a:" + account, "o:" + organisation, "s:" + organisation]
        case .supportWorker: ["a:" + account, "s:" + organisation]
        case .guardian, .volunteer, .interpreter, .familyMember, .minorSponsor: ["a:" + account]
        case .auditor: ["u:" + organisation]
        case .analyst, .administrator: []
        }
    }
}

/// Why somebody may open a compartment, and until when.
public struct Grant: Hashable, Sendable {
    /// The reason.
    public enum Kind: String, Sendable, CaseIterable {
        /// The organisation that keeps the file: its coordinators, and for the audit its auditors.
        case owner
        /// A worker who carries the file.
        case worker
        /// The guardian of an unaccompanied minor.
        case guardian
        /// A volunteer who helps with some of it.
        case volunteer
        /// An interpreter who helps with some of it.
        case interpreter
        /// A member of the family who joined the file.
        case member
        /// The minor sponsor whose file it is.
        case sponsor
        /// Another organisation with which it is shared.
        case share
        /// A worker whom the member of a personal compartment named.
        case named
        /// Opened in an emergency, for three hours.
        case emergency
    }

    /// Whom it reaches: one of `Actor.principals`.
    public var principal: String
    /// Why.
    public var kind: Kind
    /// The last day; `nil`: until it is ended.
    public var lastDay: Day?
    /// The last millisecond since 1970; `nil`: the day alone counts.
    public var expires: Int64?

    /// Makes a grant.
    public init(principal: String, kind: Kind, lastDay: Day? = nil, expires: Int64? = nil) {
        self.principal = principal
        self.kind = kind
        self.lastDay = lastDay
        self.expires = expires
    }

    /// Whether it holds at a moment.
    public func holds(_ moment: Moment) -> Bool {
        (lastDay.map { moment.day <= $0 } ?? true) && (expires.map { moment.at <= $0 } ?? true)
    }
}

extension [Grant] {
    /// With one more; it takes the place of one for the same reason to the same principal.
    public func giving(_ grant: Grant) -> [Grant] {
        filter { $0.principal != grant.principal || $0.kind != grant.kind } + [grant]
    }
}

/// A moment, with the day that it is in Brussels.
public struct Moment: Hashable, Sendable {
    /// Milliseconds since 1970.
    public var at: Int64
    /// The day.
    public var day: Day

    /// Makes a moment.
    public init(at: Int64, day: Day) {
        self.at = at
        self.day = day
    }
}

/// What can be asked of a file, of a compartment of it, or of the installation.
public enum Action: String, Sendable, CaseIterable {
    /// Open the compartment: facts, history, plan, papers, notes.
    case read
    /// See the few things that have to be done: appointments and steps, without facts or notes.
    case readTasks = "read_tasks"
    /// Write something down.
    case record
    /// Write down what one did: a step, an appointment, a note.
    case recordTask = "record_task"
    /// Share with another organisation, or end that.
    case share
    /// Give somebody of the organisation the file, or take it back.
    case assign
    /// Name a worker who may open one's own compartment.
    case name
    /// Take out what concerns a person.
    case export
    /// Destroy.
    case erase
    /// Open in an emergency, with a reason.
    case breakGlass = "break_glass"
    /// See who read and wrote, without content.
    case readAudit = "read_audit"
    /// Open a file for a new family.
    case open
    /// See sums over families.
    case aggregate
    /// Keep accounts.
    case manageAccounts = "manage_accounts"
    /// Keep the store: verify, back up, rotate keys.
    case manageStore = "manage_store"
}

/// Who may do what: one pure function, and where it says nothing the answer is no.
public enum Access {
    /// How long an emergency lasts, in milliseconds: three hours.
    public static let emergency: Int64 = 3 * 60 * 60 * 1000

    /// Whether an actor may do something with a compartment.
    ///
    /// - Parameters:
    ///   - actor: Who asks.
    ///   - action: What for.
    ///   - compartment: Of which compartment; `nil` where it concerns the installation.
    ///   - grants: The compartment's grants.
    ///   - moment: When.
    /// - Returns: The kind of grant that allows it, or `.none` when nothing does.
    public static func decides(
        _ actor: Actor, _ action: Action, _ compartment: CompartmentKind?, _ grants: [Grant], _ moment: Moment
    ) -> Decision {
        guard let compartment else { return ofInstallation.contains(Pair(actor.role, action)) ? .byRole : .no }
        let principals = actor.principals
        for grant in grants where principals.contains(grant.principal) && grant.holds(moment) {
            if allows(grant.kind, actor.role, action, compartment) { return .by(grant.kind) }
        }
        return .no
    }

    /// Whether a grant puts a compartment on somebody's work list, and whether that one may open it or only see its tasks.
    ///
    /// - Parameters:
    ///   - kind: The kind of grant.
    ///   - compartment: The compartment.
    /// - Returns: `.read` or `.readTasks`; `nil` when it does not show at all.
    public static func listing(_ kind: Grant.Kind, _ compartment: CompartmentKind) -> Action? {
        [.read, .readTasks].first { action in Role.allCases.contains { allows(kind, $0, action, compartment) } }
    }

    /// What comes back.
    public enum Decision: Hashable, Sendable {
        /// It may not be.
        case no
        /// The role alone allows it.
        case byRole
        /// A grant allows it.
        case by(Grant.Kind)

        /// Whether it may be.
        public var isAllowed: Bool { self != .no }
    }

    private struct Pair: Hashable {
        var role: Role
        var action: Action
        init(_ role: Role, _ action: Action) {
            self.role = role
            self.action = action
        }
    }

    private static let ofInstallation: Set<Pair> = [
        Pair(.supportWorker, .open), Pair(.coordinator, .open), Pair(.guardian, .open),
        Pair(.coordinator, .aggregate), Pair(.analyst, .aggregate),
        Pair(.administrator, .manageAccounts), Pair(.administrator, .manageStore),
    ]

    private static let carrying: Set<Action> = [
        .read, .readTasks, .record, .recordTask, .share, .assign, .export, .readAudit,
    ]
    private static let helping: Set<Action> = [.readTasks, .recordTask]
    private static let joining: Set<Action> = [.read, .readTasks, .record, .recordTask, .export, .readAudit]

    /// What a grant of a kind lets a role do in a compartment.
    private static func allows(
        _ kind: Grant.Kind, _ role: Role, _ action: Action, _ compartment: CompartmentKind
    )
        -> Bool
    {
        let isWorker = role == .supportWorker || role == .coordinator
        switch (kind, compartment) {
        case (.owner, .family), (.owner, .professionals):
            if role == .auditor { return action == .readAudit }
            return role == .coordinator && (carrying.contains(action) || action == .erase)
        case (.owner, .personal):
            // Its content stays closed; that it can be opened in an emergency, and destroyed with the file, does not.
            return role == .coordinator && (action == .breakGlass || action == .erase)
        case (.worker, .family), (.worker, .professionals): return isWorker && carrying.contains(action)
        case (.worker, .personal): return isWorker && action == .breakGlass
        case (.guardian, .family), (.guardian, .professionals): return role == .guardian && carrying.contains(action)
        case (.volunteer, .family): return role == .volunteer && helping.contains(action)
        case (.interpreter, .family): return role == .interpreter && helping.contains(action)
        case (.member, .family): return role == .familyMember && joining.contains(action)
        case (.member, .personal):
            return role == .familyMember && (joining.contains(action) || action == .name || action == .erase)
        case (.sponsor, .family): return role == .minorSponsor && joining.contains(action)
        case (.share, .family), (.share, .professionals):
            return isWorker && [.read, .readTasks, .record, .recordTask, .readAudit].contains(action)
        case (.named, .personal):
            return isWorker && [.read, .readTasks, .record, .recordTask, .readAudit].contains(action)
        case (.emergency, _): return isWorker && (action == .read || action == .readTasks)
        default: return false
        }
    }
}

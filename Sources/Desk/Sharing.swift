public import Casework
public import CivilTime
public import Journal

/// Who may see a file, and how that changes.
extension Desk {
    private static let both: [CompartmentKind] = [.family, .professionals]

    /// Gives somebody of the organisation the file.
    ///
    /// - Throws: `DeskError`, `StoreError`.
    public func assign(
        _ account: String, to file: String, until: Day? = nil, by actor: Actor, at moment: Moment
    ) async throws {
        guard let other = try await journal.account(account), other.organisation == actor.organisation else {
            throw DeskError.wrong("no account ‘\(account)’ in this organisation")
        }
        let kinds: [Role: Grant.Kind] = [
            .supportWorker: .worker, .coordinator: .worker, .guardian: .guardian, .volunteer: .volunteer,
            .interpreter: .interpreter,
        ]
        guard let kind = kinds[other.role] else {
            throw DeskError.wrong("an account for \(other.role.rawValue) carries no file")
        }
        let grant = Grant(principal: "a:" + account, kind: kind, lastDay: until)
        let isHelper = kind == .volunteer || kind == .interpreter
        for compartment in isHelper ? [.family] : Desk.both {
            var details = ["account": account, "role": other.role.rawValue]
            details["until"] = until.map { "\($0)" }
            _ = try await write(
                Draft(.assigned, details), in: compartment, of: file, by: actor, at: moment, for: .assign
            ) {
                grants, _ in grants.giving(grant)
            }
        }
    }

    /// Takes the file back from somebody.
    ///
    /// - Throws: `DeskError`, `StoreError`.
    public func endAssignment(_ account: String, to file: String, by actor: Actor, at moment: Moment) async throws {
        for compartment in Desk.both {
            _ = try await write(
                Draft(.assignmentEnded, ["account": account]), in: compartment, of: file, by: actor, at: moment,
                for: .assign
            ) { grants, _ in
                grants.filter { $0.principal != "a:" + account || $0.kind == .member || $0.kind == .sponsor }
            }
        }
    }

    /// Lets a member of the family, or the minor sponsor, into the file; an adult member gets her own compartment.
    ///
    /// - Throws: `DeskError`, `StoreError`.
    public func join(
        _ account: String, as member: String, of file: String, by actor: Actor, at moment: Moment
    ) async throws {
        guard let other = try await journal.account(account), [.familyMember, .minorSponsor].contains(other.role) else {
            throw DeskError.wrong("‘\(account)’ is no account of a family member")
        }
        let kind: Grant.Kind = other.role == .familyMember ? .member : .sponsor
        let grant = Grant(principal: "a:" + account, kind: kind)
        _ = try await write(
            Draft(.memberJoined, ["member": member, "account": account]), in: .family, of: file, by: actor, at: moment,
            for: .assign
        ) { grants, _ in grants.giving(grant) }
        guard kind == .member else { return }
        let own = CompartmentKind.personal(member: member)
        guard try await !journal.compartments(of: file).contains(where: { $0.kind == own }) else { return }
        let organisation = try await journal.organisation(of: file) ?? actor.organisation
        try await journal.append(
            Journal.Append(
                file: file, compartment: newID("c"), expected: 0,
                events: [FileEvent(.opened, author: account, at: moment.at, seen: 0)],
                audit: Journal.AuditLine(at: moment.at, account: account, action: "opened"),
                creates: (own, organisation),
                grants: [grant, Grant(principal: "o:" + organisation, kind: .owner)],
                line: Journal.WorkLine(due: Desk.never, label: own.name, reason: "")))
    }

    /// Names a worker who may open one's own compartment.
    ///
    /// - Throws: `DeskError`, `StoreError`.
    public func name(
        _ account: String, for member: String, of file: String, by actor: Actor, at moment: Moment
    ) async throws {
        guard let other = try await journal.account(account), [.supportWorker, .coordinator].contains(other.role) else {
            throw DeskError.wrong("‘\(account)’ is no account of a worker")
        }
        _ = try await write(
            Draft(.assigned, ["account": account, "role": other.role.rawValue]), in: .personal(member: member),
            of: file, by: actor, at: moment, for: .name
        ) { grants, _ in grants.giving(Grant(principal: "a:" + account, kind: .named)) }
    }

    /// Shares a file with another organisation, on a consent that was given for it.
    ///
    /// - Parameters:
    ///   - file: The file.
    ///   - organisation: With whom.
    ///   - scope: Which compartments: `family`, or `professionals` as well.
    ///   - purpose: What for.
    ///   - until: The last day.
    ///   - consent: The id of the consent.
    ///   - actor: By whom.
    ///   - moment: When.
    /// - Returns: The id of the share.
    /// - Throws: `DeskError.wrong` when no consent covers it; `StoreError`.
    public func share(
        _ file: String, with organisation: String, scope: [CompartmentKind], purpose: String, until: Day,
        consent: String, by actor: Actor, at moment: Moment
    ) async throws -> String {
        let scope = Desk.both.filter { scope.contains($0) || $0 == .family }
        let view = try await view(of: file, for: actor, moment)
        guard let given = Desk.consent(consent, in: view), given["recipient"] == organisation,
            let last = given["until"].flatMap(Day.init), until <= last,
            let scopes = given["scope"]?.split(separator: ",").map(String.init),
            scope.allSatisfy({ scopes.contains($0.name) })
        else {
            throw DeskError.wrong(
                "no consent ‘\(consent)’ for \(organisation) that covers \(scope.map(\.name).joined(separator: ",")) until \(until); record consent_given first"
            )
        }
        let share = newID("s")
        let details = [
            "share": share, "with": organisation, "purpose": purpose, "scope": scope.map(\.name).joined(separator: ","),
            "until": "\(until)", "consent": consent,
        ]
        for compartment in scope {
            _ = try await write(Draft(.shared, details), in: compartment, of: file, by: actor, at: moment, for: .share)
            {
                grants, _ in
                grants.giving(Grant(principal: "s:" + organisation, kind: .share, lastDay: until))
            }
        }
        return share
    }

    /// Ends a share.
    ///
    /// - Throws: `DeskError`, `StoreError`.
    public func endShare(_ share: String, of file: String, by actor: Actor, at moment: Moment) async throws {
        let view = try await view(of: file, for: actor, moment)
        guard let event = view.history.first(where: { $0.event.verb == .shared && $0.event["share"] == share })?.event,
            let organisation = event["with"]
        else { throw DeskError.notFound }
        try await end([organisation], Draft(.sharingEnded, ["share": share]), file, actor, moment, for: .share)
    }

    /// Withdraws a consent; what rests on it ends at once.
    ///
    /// - Throws: `DeskError`, `StoreError`.
    public func withdrawConsent(
        _ consent: String, of file: String, note: String? = nil, by actor: Actor, at moment: Moment
    ) async throws {
        let view = try await view(of: file, for: actor, moment)
        guard let given = Desk.consent(consent, in: view), let recipient = given["recipient"] else {
            throw DeskError.notFound
        }
        var details = ["consent": consent]
        details["note"] = note
        try await end([recipient], Draft(.consentWithdrawn, details), file, actor, moment, for: .record)
    }

    private func end(
        _ organisations: [String], _ draft: Draft, _ file: String, _ actor: Actor, _ moment: Moment, for action: Action
    ) async throws {
        let ended = Set(organisations.map { "s:" + $0 })
        for kind in Desk.both {
            do {
                _ = try await write(draft, in: kind, of: file, by: actor, at: moment, for: action) { grants, _ in
                    grants.filter { !($0.kind == .share && ended.contains($0.principal)) }
                }
            } catch  where kind == .professionals && error as? DeskError == .notFound {
                // A member of the family withdraws what she consented to; the helpers' compartment follows without her seeing it.
                try await endSilently(ended, file, actor, moment)
            }
        }
    }

    private func endSilently(_ ended: Set<String>, _ file: String, _ actor: Actor, _ moment: Moment) async throws {
        try await follow(file, "consent_withdrawn", actor, moment) { grants in
            grants.filter { !($0.kind == .share && ended.contains($0.principal)) }
        }
    }

    /// Ends a guardian's access to the helpers' compartment with that to the family's, where the facts are that end it.
    func guardianEnds(in family: [Grant], _ file: String, _ actor: Actor, _ moment: Moment) async throws {
        let ends = family.filter { $0.kind == .guardian && $0.lastDay != nil }
        guard !ends.isEmpty else { return }
        try await follow(file, "guardianship_ends", actor, moment) { grants in
            grants.map { grant in ends.first { $0.principal == grant.principal && grant.kind == .guardian } ?? grant }
        }
    }

    /// Changes the grants of the helpers' compartment after something that happened in the family's.
    private func follow(
        _ file: String, _ action: String, _ actor: Actor, _ moment: Moment,
        in kinds: @Sendable @escaping (CompartmentKind) -> Bool = { $0 == .professionals },
        _ change: @Sendable ([Grant]) -> [Grant]
    ) async throws {
        for _ in 0..<100 {
            let changing = try await journal.open(file) { kinds($0.kind) }
                .first { change($0.compartment.grants) != $0.compartment.grants }
            guard let opened = changing else { return }
            let grants = change(opened.compartment.grants)
            do {
                try await journal.append(
                    Journal.Append(
                        file: file, compartment: opened.compartment.id, expected: opened.version, events: [],
                        audit: Journal.AuditLine(at: moment.at, account: actor.account, action: action),
                        grants: grants, replacing: opened.compartment.grants))
            } catch StoreError.versionConflict {
                continue
            }
        }
    }

    /// A consent that was given and not withdrawn.
    static func consent(_ id: String, in file: FamilyFile) -> FileEvent? {
        let events = file.history.map(\.event).filter { $0["consent"] == id }
        guard !events.contains(where: { $0.verb == .consentWithdrawn }) else { return nil }
        return events.first { $0.verb == .consentGiven }
    }

    /// Opens a personal compartment in an emergency, for three hours; its owner and the supervisor can see that, and why.
    ///
    /// - Throws: `DeskError`, `StoreError`.
    public func breakGlass(
        _ member: String, of file: String, reason: String, by actor: Actor, at moment: Moment
    ) async throws {
        let kind = CompartmentKind.personal(member: member)
        guard !reason.isEmpty else { throw DeskError.wrong("an emergency needs a reason") }
        let details = ["by": actor.account, "reason": reason, "compartment": kind.name]
        let grant = Grant(
            principal: "a:" + actor.account, kind: .emergency, lastDay: nil, expires: moment.at + Access.emergency)
        _ = try await compartment(kind, of: file, for: .breakGlass, actor, moment)
        let organisation = try await journal.organisation(of: file) ?? actor.organisation
        // The notice first: an emergency that was announced and did not come about does less harm than the other way round.
        try await journal.notify(
            "o:" + organisation, "\(actor.account) opens \(kind.name) of \(file) in an emergency: \(reason)", of: file,
            Journal.AuditLine(at: moment.at, account: actor.account, action: "break_glass"))
        _ = try await write(
            Draft(.emergencyOpened, details), in: kind, of: file, by: actor, at: moment, for: .breakGlass
        ) { grants, _ in grants.giving(grant) }
    }

    /// Hands a file over to another organisation, on a consent for it; those who kept it no longer see it.
    ///
    /// - Throws: `DeskError`, `StoreError`.
    public func handOver(
        _ file: String, to organisation: String, purpose: String, consent: String, by actor: Actor, at moment: Moment
    ) async throws {
        let view = try await view(of: file, for: actor, moment)
        let scope = Desk.both.map(\.name)
        guard let given = Desk.consent(consent, in: view), given["recipient"] == organisation,
            let scopes = given["scope"]?.split(separator: ",").map(String.init), scope.allSatisfy(scopes.contains),
            let last = given["until"].flatMap(Day.init), moment.day <= last
        else {
            throw DeskError.wrong(
                "no consent ‘\(consent)’ for \(organisation) that covers \(scope.joined(separator: ",")) today; "
                    + "record consent_given first")
        }
        let details = ["to": organisation, "purpose": purpose, "consent": consent]
        // The helpers' own compartment first: after the other the actor sees neither.
        for kind in [CompartmentKind.professionals, .family] {
            _ = try await write(Draft(.handedOver, details), in: kind, of: file, by: actor, at: moment, for: .share) {
                grants, _ in
                grants.filter { [.member, .sponsor].contains($0.kind) } + [
                    Grant(principal: "o:" + organisation, kind: .owner),
                    Grant(principal: "u:" + organisation, kind: .owner),
                ]
            }
        }
        let isPersonal: @Sendable (CompartmentKind) -> Bool = { !Desk.both.contains($0) }
        try await follow(file, "handed_over", actor, moment, in: isPersonal) { grants in
            grants.filter { $0.kind != .owner } + [Grant(principal: "o:" + organisation, kind: .owner)]
        }
        try await journal.move(file, to: organisation)
    }

    /// Destroys a file, or of it only one member's own compartment.
    ///
    /// - Parameters:
    ///   - file: The file.
    ///   - member: Whose compartment; `nil`: the whole file.
    ///   - actor: By whom.
    ///   - moment: When.
    /// - Returns: What stays as proof.
    /// - Throws: `DeskError`, `StoreError`.
    @discardableResult
    public func erase(
        _ file: String, member: String? = nil, by actor: Actor, at moment: Moment
    ) async throws -> Journal.Erasure {
        let kind = member.map { CompartmentKind.personal(member: $0) } ?? .family
        let target = try await compartment(kind, of: file, for: .erase, actor, moment)
        return try await journal.erase(member == nil ? nil : [target.id], of: file, by: actor.account, at: moment.at)
    }

    /// Keeps a file of bytes, such as a scan, with a family's file.
    ///
    /// - Returns: The id of the attachment.
    /// - Throws: `DeskError`, `StoreError`.
    public func attach(
        _ bytes: [UInt8], name: String, sha256: String, in kind: CompartmentKind, of file: String, by actor: Actor,
        at moment: Moment
    ) async throws -> String {
        guard bytes.count <= 16 << 20 else { throw DeskError.wrong("at most 16 MB a file") }
        let id = newID("x")
        let details = ["attachment": id, "name": name, "sha256": sha256, "bytes": "\(bytes.count)"]
        _ = try await write(
            Draft(.attached, details), in: kind, of: file, by: actor, at: moment, for: .record, attachment: (id, bytes))
        return id
    }
}

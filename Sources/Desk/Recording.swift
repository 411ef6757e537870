public import Casework
internal import CivilTime
internal import Documents
internal import FactFiles
internal import Journal
internal import Reunification

/// What somebody wants to write down.
public struct Draft: Sendable {
    /// What happened.
    public var verb: FileVerb
    /// The fields of the verb.
    public var details: [String: String]
    /// What it says of the family.
    public var facts: [FileEvent.Fact]
    /// How many events of the compartment its author had seen; `nil`: all that there are.
    public var seen: Int?

    /// Makes a draft.
    public init(
        _ verb: FileVerb, _ details: [String: String] = [:], facts: [FileEvent.Fact] = [], seen: Int? = nil
    ) {
        self.verb = verb
        self.details = details
        self.facts = facts
        self.seen = seen
    }
}

extension Desk {
    /// What came of writing something down.
    public struct Recorded: Sendable {
        /// The number of the event within its compartment.
        public var number: Int
        /// Places of the file on which somebody else wrote something different at the same time.
        public var conflicts: [String]
    }

    /// Opens the file of a family.
    ///
    /// - Parameters:
    ///   - label: What the family is called.
    ///   - facts: What is known of it.
    ///   - actor: Who opens it.
    ///   - moment: When.
    /// - Returns: The id of the file.
    /// - Throws: `DeskError`, `StoreError`.
    public func open(
        label: String?, facts: [FileEvent.Fact] = [], by actor: Actor, at moment: Moment
    ) async throws -> String {
        guard Access.decides(actor, .open, nil, [], moment).isAllowed else { throw DeskError.notAllowed(.open) }
        let file = newID("f")
        let carries: Grant.Kind = actor.role == .guardian ? .guardian : .worker
        let grants = [
            Grant(principal: "o:" + actor.organisation, kind: .owner),
            Grant(principal: "u:" + actor.organisation, kind: .owner),
            Grant(principal: "a:" + actor.account, kind: carries),
        ]
        // What ends a guardian's access stands in the family's compartment, and ends it in both.
        let known = FamilyFile([.family: [FileEvent(.opened, author: "", at: 0, seen: 0, facts: facts)]])
        for kind in [CompartmentKind.family, .professionals] {
            let isFamily = kind == .family
            let event = FileEvent(
                .opened, author: actor.account, at: moment.at, seen: 0,
                details: isFamily ? label.map { ["label": $0] } ?? [:] : [:], facts: isFamily ? facts : [])
            try check(event)
            let view = FamilyFile([kind: [event]])
            if isFamily { try readable(view, before: nil, moment.day) }
            try await journal.append(
                Journal.Append(
                    file: file, compartment: newID("c"), expected: 0, events: [event],
                    audit: Journal.AuditLine(at: moment.at, account: actor.account, action: "opened"),
                    creates: (kind, actor.organisation), grants: adjusted(grants, known, moment.day),
                    line: isFamily ? line(view, file, moment.day) : nil,
                    names: isFamily ? names(view, grants) : nil))
        }
        return file
    }

    /// Writes something down in a file.
    ///
    /// Somebody may have written in the meantime. What does not touch the same place is kept beside it; what does is kept
    /// twice, and shown until somebody decides.
    ///
    /// - Parameters:
    ///   - draft: What.
    ///   - kind: In which compartment.
    ///   - file: Of which file.
    ///   - actor: By whom.
    ///   - moment: When.
    /// - Returns: Its number, and what others see differently.
    /// - Throws: `DeskError`, `StoreError`.
    @discardableResult
    public func record(
        _ draft: Draft, in kind: CompartmentKind, of file: String, by actor: Actor, at moment: Moment
    ) async throws -> Recorded {
        let action: Action =
            switch draft.verb {
            case .closed, .reopened: .assign  // Only who carries the file ends the work on it.
            case _ where Desk.tasks.contains(draft.verb): .recordTask
            default: .record
            }
        guard !Desk.governed.contains(draft.verb) else {
            throw DeskError.wrong("\(draft.verb.rawValue) is not written by hand; a command of its own does it")
        }
        return try await write(draft, in: kind, of: file, by: actor, at: moment, for: action)
    }

    /// What a helper may write down of what she did.
    static let tasks: Set<FileVerb> = [
        .appointmentSought, .appointmentOffered, .appointmentLost, .appointmentKept, .stepDone, .noteWritten,
    ]

    /// Whether a verb is written only by a use case of its own, because it changes who may see the file.
    public static func isGoverned(_ verb: FileVerb) -> Bool { governed.contains(verb) }

    /// What changes who may see the file.
    static let governed: Set<FileVerb> = [
        .opened, .memberJoined, .shared, .sharingEnded, .assigned, .assignmentEnded, .handedOver, .emergencyOpened,
        .attached, .consentWithdrawn,
    ]

    /// Writes with a change of grants, and as often as somebody else was first.
    func write(
        _ draft: Draft, in kind: CompartmentKind, of file: String, by actor: Actor, at moment: Moment,
        for action: Action, attachment: (id: String, bytes: [UInt8])? = nil,
        grants change: @Sendable ([Grant], FamilyFile) throws -> [Grant] = { grants, _ in grants }
    ) async throws -> Recorded {
        for _ in 0..<1_000 {
            let target = try await compartment(kind, of: file, for: action, actor, moment)
            let opened = try await journal.open(file) { $0.kind == kind || $0.kind == .family }
            guard let own = opened.first(where: { $0.compartment.id == target.id }) else { throw DeskError.notFound }
            let event = FileEvent(
                draft.verb, author: actor.account, at: moment.at, seen: min(draft.seen ?? own.version, own.version),
                details: draft.details, facts: draft.facts)
            try check(event)
            var compartments = Dictionary(uniqueKeysWithValues: opened.map { ($0.compartment.kind, $0.events) })
            let before = FamilyFile(compartments)
            compartments[kind, default: []].append(event)
            let after = FamilyFile(compartments)
            if let member = event["member"], !before.members.contains(member) {
                let mayRead = opened.contains {
                    $0.compartment.kind == .family
                        && Access.decides(actor, .read, .family, $0.compartment.grants, moment).isAllowed
                }
                let there = mayRead ? "; the file has \(before.members.joined(separator: ", "))" : ""
                throw DeskError.wrong("no member ‘\(member)’\(there)")
            }
            // Each by itself, also while people disagree; together, only when they do not.
            if !event.facts.isEmpty { try readable(FamilyFile([kind: [event]]), before: nil, moment.day) }
            try readable(after, before: before, moment.day)
            if event.verb == .conflictDecided {
                let places = FamilyFile([kind: own.events]).places
                guard let what = event["what"], let value = event["value"], places[what]?.rivals.isEmpty == false,
                    !what.hasPrefix("facts/") || (try? JSONReader.read(Array(value.utf8))) != nil
                else { throw DeskError.wrong("there is no such conflict; ‘file show’ lists them under conflicts") }
            }
            let isFamily = kind == .family
            let alone = isFamily ? after : FamilyFile([kind: own.events + [event]])
            let grants = adjusted(try change(own.compartment.grants, alone), after, moment.day)
            let line: Journal.WorkLine? =
                switch kind {
                case .family: line(after, file, moment.day)
                case .professionals: nil
                case .personal:
                    Journal.WorkLine(due: Desk.never, label: kind.name, reason: "")
                }
            do {
                let number = try await journal.append(
                    Journal.Append(
                        file: file, compartment: target.id, expected: own.version, events: [event],
                        audit: Journal.AuditLine(at: moment.at, account: actor.account, action: draft.verb.rawValue),
                        grants: grants == own.compartment.grants ? nil : grants,
                        replacing: own.compartment.grants, line: line,
                        names: isFamily ? names(after, grants) : nil, attachment: attachment))
                if isFamily {
                    try await guardianEnds(in: grants, file, actor, moment)
                }
                let touched = Set(event.settles.map(\.place))
                return Recorded(number: number, conflicts: alone.conflicts.filter(touched.contains))
            } catch StoreError.versionConflict {
                continue
            }
        }
        throw StoreError.unavailable("too many people write in this file at once; try again")
    }

    // MARK: What is right

    /// Refuses an event whose fields are not those of its verb.
    private func check(_ event: FileEvent) throws {
        let fields = event.verb.fields
        let names = fields.map(\.name)
        for (name, value) in event.details.sorted(by: { $0.key < $1.key }) {
            guard let field = fields.first(where: { $0.name == name }) else {
                throw DeskError.wrong(
                    "\(event.verb.rawValue) has no field ‘\(name)’; it has \(names.joined(separator: ", "))")
            }
            if let help = Desk.problem(value, field.kind) { throw DeskError.wrong("\(name): \(help)") }
        }
        for field in fields where field.isRequired && event.details[field.name] == nil {
            throw DeskError.wrong("\(event.verb.rawValue) needs ‘\(field.name)’")
        }
        let recordsFacts = [.opened, .factsRecorded, .factsCorrected].contains(event.verb)
        if recordsFacts, event.verb != .opened, event.facts.isEmpty {
            throw DeskError.wrong("\(event.verb.rawValue) needs a fact, such as sponsor.birth_date=1991-04-12")
        }
        guard recordsFacts || event.facts.isEmpty else {
            throw DeskError.wrong("\(event.verb.rawValue) records no facts; use facts_recorded")
        }
        for fact in event.facts {
            let parts = fact.path.split(separator: ".", omittingEmptySubsequences: false)
            guard (2...5).contains(parts.count), parts[0] == "sponsor" || parts[0] == "members" && parts.count > 2,
                parts.allSatisfy({ !$0.isEmpty })
            else {
                throw DeskError.wrong("‘\(fact.path)’ is no place of a facts document, such as members.son.birth_date")
            }
            guard (try? JSONReader.read(Array(fact.value.utf8))) != nil else {
                throw DeskError.wrong("\(fact.path): the value is not JSON")
            }
        }
        let size =
            event.details.values.reduce(0) { $0 + $1.utf8.count } + event.facts.reduce(0) { $0 + $1.value.utf8.count }
        guard size <= 1 << 18 else { throw DeskError.wrong("at most 256 KB of words at once; attach a file instead") }
    }

    /// What is wrong with a value; `nil` when nothing is.
    static func problem(_ value: String, _ kind: FileVerb.FieldKind) -> String? {
        switch kind {
        case .day: return Day(value) == nil ? "a day such as 2026-03-01 is expected" : nil
        case .member, .code:
            let isCode =
                (1...128).contains(value.utf8.count) && value.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F && $0 != 0x7C }
            return isCode ? nil : "a short code without spaces is expected"
        case .euro:
            return Node(.scalar(value, isPlain: true), line: 0).hundredths == nil
                ? "an amount such as 180.50 is expected" : nil
        case .choice(let words):
            return words.contains(value) ? nil : "one of \(words.joined(separator: ", ")) is expected"
        case .text: return value.isEmpty ? "some words are expected" : nil
        }
    }

    /// Refuses facts that make the file unreadable, unless it was before, or people disagree on it.
    private func readable(_ after: FamilyFile, before: FamilyFile?, _ today: Day) throws {
        do {
            _ = try FactsDocument(after.factsDocument(asOf: today), today: today)
        } catch {
            let wasUnreadable = before.map { (try? FactsDocument($0.factsDocument(asOf: today), today: today)) == nil }
            if wasUnreadable == true || !after.conflicts.isEmpty { return }
            throw DeskError.wrong("\(error.key): \(error.problem)")
        }
    }

    // MARK: What follows

    /// The plan of a file as a reader knows it; `nil` while its facts cannot be read.
    func plan(_ file: FamilyFile, id: String, _ day: Day, whole: Bool) -> Plan? {
        guard var document = try? FactsDocument(file.factsDocument(asOf: day), today: day) else { return nil }
        document.facts.family = id
        return try? Plan(
            document.facts, rulebook, family: document.family, guide: whole ? guide : nil)
    }

    /// The line of the work list: the first day on which something is lost.
    func line(_ file: FamilyFile, _ id: String, _ today: Day) -> Journal.WorkLine {
        let label = file.label ?? file.names.first ?? id
        guard file.isOpen else { return Journal.WorkLine(due: Desk.never, label: label, reason: "closed") }
        // Without a plan nobody knows what is lost first: somebody must look today.
        guard let plan = plan(file, id: id, today, whole: false) else {
            return Journal.WorkLine(due: today.rawValue, label: label, reason: "facts_unclear")
        }
        let first = plan.deadlines.first { $0.kind == .hard }
        return Journal.WorkLine(
            due: first?.on.rawValue ?? Desk.never, label: label, reason: first?.id.rawValue ?? "")
    }

    /// Stands for no day: 9999-12-31.
    static let never: Int32 = 2_932_896

    /// The search keys of a family's names, for each organisation that may search for it.
    func names(_ file: FamilyFile, _ grants: [Grant]) -> [String: Set<String>] {
        let organisations = grants.filter { ($0.kind == .owner && $0.principal.hasPrefix("o:")) || $0.kind == .share }
            .map { String($0.principal.dropFirst(2)) }
        let keys = (file.names + [file.label].compactMap(\.self)).reduce(into: Set<String>()) {
            $0.formUnion(NameKeys.stored($1))
        }
        return Dictionary(organisations.map { ($0, keys) }) { $1 }
    }

    /// The grants with a guardian's as the law ends it: when a parent arrives, or the minor comes of age.
    ///
    /// - Source: BE-GUARDIANSHIP-END.
    func adjusted(_ grants: [Grant], _ file: FamilyFile, _ today: Day) -> [Grant] {
        guard grants.contains(where: { $0.kind == .guardian }) else { return grants }
        func day(_ place: String) -> Day? {
            file.places["facts/" + place].flatMap { Day($0.settled.value.replacing("\"", with: "")) }
        }
        var ends: [Day] = []
        if let born = day("sponsor.birth_date") {
            ends.append(rulebook.guardianship(after: .cameOfAge, on: born.adding(years: 18)).endsOn ?? born)
        }
        for member in file.members
        where file.places["facts/members.\(member).relation"]?.settled.value.contains("parent") == true {
            if let arrived = day("members.\(member).application.arrived_on") {
                ends.append(rulebook.guardianship(after: .entrustedToParent, on: arrived).endsOn ?? arrived)
            }
        }
        guard let end = ends.min()?.adding(months: guardianMonthsAfter) else { return grants }
        return grants.map { grant in
            guard grant.kind == .guardian else { return grant }
            var grant = grant
            grant.lastDay = min(grant.lastDay ?? end, end)
            return grant
        }
    }
}

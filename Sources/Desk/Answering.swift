public import Casework
internal import CivilTime
internal import Documents
internal import HTML
internal import Journal
internal import Law
internal import Reunification

extension Desk {
    /// Answers a reader.
    ///
    /// - Parameters:
    ///   - request: What is asked.
    ///   - actor: Who asks.
    ///   - moment: When.
    /// - Returns: A JSON document; a page, a calendar or the bytes of an attachment where that was asked for.
    /// - Throws: `DeskError.notFound` for what is not there and for what may not be seen, without a difference.
    public func answer(_ request: ReadRequest, to actor: Actor, at moment: Moment) async throws -> [UInt8] {
        // What opens a file is written down with that file; what looks over many, here.
        if [.workList, .search, .audit, .sums, .notices].contains(request.kind) {
            try await journal.audit(
                Journal.AuditLine(at: moment.at, account: actor.account, action: "\(request.kind)"))
        }
        switch request {
        case .workList(let after, let limit): return try await workList(after, limit, actor, moment)
        case .search(let text): return try await search(text, actor, moment)
        case .file(let id):
            let view = try await view(of: id, for: actor, moment)
            return json { write(view, id, moment.day, &$0) }
        case .history(let id):
            let view = try await view(of: id, for: actor, moment)
            return json { writer in
                writer.text("file", id)
                writer.list("events", view.history) { Desk.write($1, &$0) }
            }
        case .asOf(let id, let day):
            let view = try await view(of: id, for: actor, moment, until: day)
            return json { write(view, id, day, &$0) }
        case .changes(let id, let from, let to): return try await changes(id, from, to, actor, moment)
        case .tasks(let id): return try await tasks(id, actor, moment)
        case .plan(let id):
            let view = try await view(of: id, for: actor, moment)
            guard let plan = plan(view, id: id, moment.day, whole: true) else { throw Desk.noPlan }
            var writer = JSONWriter(pretty: true)
            plan.write(&writer, wording)
            return writer.bytes + [0x0A]
        case .page(let id, let language):
            return PlanPage(try await familyPlan(id, actor, moment), wording, language, style: style).bytes
        case .calendar(let id, let language):
            return PlanCalendar(try await familyPlan(id, actor, moment), wording, language, saysWhy: false).bytes
        case .attachment(let file, let id): return try await attachment(id, file, actor, moment)
        case .audit(let id): return try await audit(id, actor, moment)
        case .export(let id): return try await export(id, actor, moment)
        case .exportPage(let id, let language): return try await exportPage(id, language, actor, moment)
        case .sums: return try await sums(actor, moment)
        case .notices:
            let notices = try await journal.notices(for: actor.principals)
            return json { writer in
                writer.list("notices", notices) { writer, notice in
                    writer.object {
                        $0.key("at") { $0.integer(Int(notice.at)) }
                        $0.text("text", notice.text)
                    }
                }
            }
        }
    }

    static let noPlan = DeskError.wrong(
        "the facts of the file contradict each other or are in dispute; decide the conflicts first")

    private func json(_ body: (inout JSONWriter) -> Void) -> [UInt8] {
        var writer = JSONWriter(pretty: true)
        writer.object(body)
        return writer.bytes + [0x0A]
    }

    // MARK: A file

    /// A file as an actor may know it, perhaps at the end of an earlier day.
    ///
    /// That it was read is written down.
    func view(
        of file: String, for actor: Actor, _ moment: Moment, until day: Day? = nil,
        only kinds: Set<CompartmentKind>? = nil, as action: Action = .read
    ) async throws -> FamilyFile {
        let opened = try await journal.open(file) { compartment in
            kinds.map { $0.contains(compartment.kind) } ?? true
                && Access.decides(actor, action, compartment.kind, compartment.grants, moment).isAllowed
        }
        guard !opened.isEmpty else { throw DeskError.notFound }
        try await journal.audit(
            Journal.AuditLine(at: moment.at, account: actor.account, action: action.rawValue), file: file,
            compartments: opened.map(\.compartment.id))
        let end = day.map { Desk.end(of: $0) } ?? .max
        let known = opened.map { ($0.compartment.kind, $0.events.filter { $0.at < end }) }
        return FamilyFile(Dictionary(uniqueKeysWithValues: known))
    }

    /// The first millisecond after a day in Brussels.
    private static func end(of day: Day) -> Int64 { BrusselsTime.milliseconds(atStartOf: day.adding(days: 1)) }

    private func familyPlan(_ id: String, _ actor: Actor, _ moment: Moment) async throws -> Plan {
        let view = try await view(of: id, for: actor, moment, only: [.family])
        guard let plan = plan(view, id: id, moment.day, whole: true) else { throw Desk.noPlan }
        return plan
    }

    private func write(_ view: FamilyFile, _ id: String, _ day: Day, _ writer: inout JSONWriter) {
        writer.text("file", id)
        writer.text("label", view.label)
        writer.text("state", view.isOpen ? "open" : "closed")
        writer.texts("members", view.members)
        writer.list("facts", view.places.keys.filter { $0.hasPrefix("facts/") }.sorted()) { writer, key in
            guard let place = view.places[key] else { return }
            writer.object { Desk.write(String(key.dropFirst(6)), place, &$0) }
        }
        for (name, prefix) in [("papers", "papers/"), ("costs", "costs/"), ("steps", "steps/")] {
            writer.list(name, view.places.keys.filter { $0.hasPrefix(prefix) }.sorted()) { writer, key in
                guard let place = view.places[key] else { return }
                writer.object { Desk.write(String(key.dropFirst(prefix.count)), place, &$0) }
            }
        }
        writer.list("events", view.history.filter { $0.event.facts.isEmpty && $0.event.settles.isEmpty }) {
            Desk.write($1, &$0)
        }
        writer.texts("conflicts", view.conflicts)
        let plan = plan(view, id: id, day, whole: false)
        writer.key("deadlines") { writer in
            guard let plan else { return writer.null() }
            writer.list { writer in
                for deadline in plan.deadlines {
                    writer.item { writer in
                        writer.object {
                            $0.text("id", deadline.id.rawValue)
                            $0.text("member", plan.facts.members[deadline.member])
                            $0.text("on", "\(deadline.on)")
                            $0.text("kind", deadline.kind.rawValue)
                        }
                    }
                }
            }
        }
    }

    private static func write(_ name: String, _ place: FamilyFile.Place, _ writer: inout JSONWriter) {
        writer.text("what", name)
        writer.text("value", place.settled.value)
        writer.text("compartment", place.compartment.name)
        writer.key("number") { $0.integer(place.settled.number) }
        writer.text("by", place.settled.author)
        if let saidBy = place.settled.saidBy { writer.text("said_by", saidBy) }
        if let evidence = place.settled.evidence { writer.text("evidence", evidence) }
        guard !place.rivals.isEmpty else { return }
        writer.list("others", place.rivals) { writer, rival in
            writer.object {
                $0.text("value", rival.value)
                $0.key("number") { $0.integer(rival.number) }
                $0.text("by", rival.author)
            }
        }
    }

    private static func write(_ entry: FamilyFile.Entry, _ writer: inout JSONWriter) {
        writer.object { writer in
            writer.text("compartment", entry.compartment.name)
            writer.key("number") { $0.integer(entry.number) }
            writer.text("verb", entry.event.verb.rawValue)
            writer.text("by", entry.event.author)
            writer.key("at") { $0.integer(Int(entry.event.at)) }
            for (name, value) in entry.event.details.sorted(by: { $0.key < $1.key }) {
                writer.text(name == "by" ? "by_means" : name, value)
            }
            if !entry.event.facts.isEmpty {
                writer.list("facts", entry.event.facts) { writer, fact in
                    writer.object {
                        $0.text("path", fact.path)
                        $0.text("value", fact.value)
                    }
                }
            }
        }
    }

    // MARK: What changed

    private func changes(
        _ id: String, _ from: Day, _ to: Day, _ actor: Actor, _ moment: Moment
    ) async throws -> [UInt8] {
        guard from <= to else { throw DeskError.wrong("the first day comes after the second") }
        // Made for the family: whoever asks sees what the family may see.
        let before = try await view(of: id, for: actor, moment, until: from, only: [.family])
        let after = try await view(of: id, for: actor, moment, until: to, only: [.family])
        let (old, new) = (plan(before, id: id, from, whole: false), plan(after, id: id, to, whole: false))
        return json { writer in
            writer.text("file", id)
            writer.text("from", "\(from)")
            writer.text("to", "\(to)")
            let places = Set(before.places.keys).union(after.places.keys).sorted().filter {
                before.places[$0]?.settled.value != after.places[$0]?.settled.value
            }
            writer.list("facts", places) { writer, place in
                writer.object {
                    $0.text("what", place)
                    $0.text("before", before.places[place]?.settled.value)
                    $0.text("after", after.places[place]?.settled.value)
                }
            }
            let answers = Desk.answers(old).merging(Desk.answers(new)) { first, _ in first }.keys.sorted().filter {
                Desk.answers(old)[$0] != Desk.answers(new)[$0]
            }
            writer.list("answers", answers) { writer, key in
                writer.object {
                    $0.text("what", key)
                    $0.text("before", Desk.answers(old)[key])
                    $0.text("after", Desk.answers(new)[key])
                }
            }
        }
    }

    /// What the law answers, and by when: of each member.
    private static func answers(_ plan: Plan?) -> [String: String] {
        guard let plan else { return [:] }
        var answers: [String: String] = [:]
        for (index, member) in plan.facts.members.enumerated() {
            for question in Question.allCases {
                answers["\(member).\(question)"] = plan.assessment[index, question].verdict.name
            }
        }
        for deadline in plan.deadlines {
            answers["\(plan.facts.members[deadline.member]).\(deadline.id.rawValue)"] = "\(deadline.on)"
        }
        return answers
    }

    // MARK: Lists

    private func workList(
        _ after: Journal.Cursor?, _ limit: Int, _ actor: Actor, _ moment: Moment
    ) async throws -> [UInt8] {
        let items = try await journal.workList(
            for: actor.principals, moment, after: after, limit: max(1, min(limit, 200)))
        return json { writer in
            writer.list("files", items) { writer, item in
                writer.object {
                    $0.text("file", item.file)
                    $0.text("label", item.line.label)
                    $0.text("due", item.line.due == Desk.never ? nil : "\(Day(rawValue: item.line.due))")
                    $0.text("reason", item.line.reason.isEmpty ? nil : item.line.reason)
                }
            }
            writer.text("next", items.count == limit ? items.last?.cursor.text : nil)
        }
    }

    private func search(_ text: String, _ actor: Actor, _ moment: Moment) async throws -> [UInt8] {
        let groups = NameKeys.sought(text)
        guard !groups.isEmpty else { throw DeskError.wrong("a name is expected") }
        var found: [String] = []
        if !actor.organisation.isEmpty {
            found = try await journal.search(groups, in: actor.organisation, for: actor.principals, moment)
        }
        return json { $0.texts("files", found) }
    }

    private func tasks(_ id: String, _ actor: Actor, _ moment: Moment) async throws -> [UInt8] {
        let view = try await view(of: id, for: actor, moment, only: [.family], as: .readTasks)
        let plan = plan(view, id: id, moment.day, whole: true)
        let appointments: Set<FileVerb> = [.appointmentOffered, .appointmentLost, .appointmentKept]
        return json { writer in
            writer.text("file", id)
            writer.list("appointments", view.history.filter { appointments.contains($0.event.verb) }) { writer, entry in
                writer.object {
                    $0.text("verb", entry.event.verb.rawValue)
                    $0.text("on", entry.event["on"])
                    $0.text("slot", entry.event["slot"])
                    $0.text("to", entry.event["to"])
                }
            }
            writer.list("steps", plan?.preparation?.steps ?? []) { writer, step in
                writer.object {
                    $0.text("step", step.kind.rawValue)
                    $0.text("latest", step.latest.map { "\($0)" })
                }
            }
            writer.list("done", view.places.filter { $0.key.hasPrefix("steps/") }.keys.sorted()) {
                $0.string(String($1.dropFirst(6)))
            }
        }
    }

    private func sums(_ actor: Actor, _ moment: Moment) async throws -> [UInt8] {
        guard Access.decides(actor, .aggregate, nil, [], moment).isAllowed else { throw DeskError.notFound }
        let sums = try await journal.sums(of: actor.organisation, today: moment.day)
        return json { writer in
            for (name, count) in sums {
                // A small count could point at one family.
                writer.text(name, count < 5 && count > 0 ? "fewer than 5" : "\(count)")
            }
        }
    }

    // MARK: What concerns a person

    private func attachment(_ id: String, _ file: String, _ actor: Actor, _ moment: Moment) async throws -> [UInt8] {
        let open = try await allowed(.read, file, actor, moment)
        for compartment in open {
            do {
                let bytes = try await journal.attachment(id, of: file, compartment: compartment.id)
                try await journal.audit(
                    Journal.AuditLine(at: moment.at, account: actor.account, action: "read_attachment"), file: file,
                    compartments: [compartment.id])
                return bytes
            } catch StoreError.notFound { continue }
        }
        throw DeskError.notFound
    }

    private func audit(_ id: String, _ actor: Actor, _ moment: Moment) async throws -> [UInt8] {
        let open = try await allowed(.readAudit, id, actor, moment)
        guard !open.isEmpty else { throw DeskError.notFound }
        let lines = try await journal.audit(of: open.map(\.id))
        return json { writer in
            writer.text("file", id)
            writer.list("lines", lines) { writer, line in
                writer.object {
                    $0.key("at") { $0.integer(Int(line.at)) }
                    $0.text("account", line.account)
                    $0.text("action", line.action)
                }
            }
        }
    }

    /// What an export holds: of the reader's own compartments only what is hers, and nothing shows that there is more.
    private func exported(_ id: String, _ actor: Actor, _ moment: Moment) async throws -> FamilyFile {
        let open = Set(try await allowed(.export, id, actor, moment).map(\.kind))
        guard !open.isEmpty else { throw DeskError.notFound }
        return try await view(of: id, for: actor, moment, only: open, as: .export)
    }

    /// Whose data an actor takes along: everybody's for a worker, one's own for a member of the family.
    private static func person(_ actor: Actor, in view: FamilyFile) -> String? {
        guard actor.role == .familyMember || actor.role == .minorSponsor else { return nil }
        return view.history.last { $0.event.verb == .memberJoined && $0.event["account"] == actor.account }?
            .event["member"] ?? "sponsor"
    }

    /// Whether an entry concerns a person, or the family as a whole.
    private static func concerns(_ person: String?, _ entry: FamilyFile.Entry) -> Bool {
        guard let person else { return true }
        if case .personal = entry.compartment { return true }
        return entry.event["member"].map { $0 == person } ?? entry.event.facts.isEmpty
    }

    private static func concerns(_ person: String?, _ place: String) -> Bool {
        guard let person else { return true }
        return place.hasPrefix(person == "sponsor" ? "facts/sponsor." : "facts/members.\(person).")
    }

    private func export(_ id: String, _ actor: Actor, _ moment: Moment) async throws -> [UInt8] {
        let view = try await exported(id, actor, moment)
        let person = Desk.person(actor, in: view)
        return json { writer in
            writer.text("file", id)
            writer.text("person", person)
            writer.list(
                "facts", view.places.keys.filter { Desk.concerns(person, $0) && $0.hasPrefix("facts/") }.sorted()
            ) {
                writer, key in
                writer.object {
                    $0.text("what", String(key.dropFirst(6)))
                    $0.text("value", view.places[key]?.settled.value)
                }
            }
            writer.list("events", view.history.filter { Desk.concerns(person, $0) && $0.event.facts.isEmpty }) {
                writer, entry in
                writer.object {
                    $0.text("verb", entry.event.verb.rawValue)
                    $0.key("at") { $0.integer(Int(entry.event.at)) }
                    for (name, value) in entry.event.details.sorted(by: { $0.key < $1.key }) { $0.text(name, value) }
                }
            }
        }
    }

    /// What a fact is called: the member's id before the name of the fact.
    private func factName(_ place: String, _ language: Language) -> String {
        let parts = place.dropFirst(6).split(separator: ".").map(String.init)
        let isMember = parts.first == "members" && parts.count > 2
        let key = (isMember ? ["fact", "member"] + parts.dropFirst(2) : ["fact"] + parts).joined(separator: "_")
        let name = wording.words[key][language]
        return isMember ? "\(parts[1]): \(name)" : name
    }

    /// A value of JSON without its quotes.
    private static func plain(_ json: String) -> String {
        (try? JSONReader.read(Array(json.utf8)))?.text ?? json
    }

    private func exportPage(
        _ id: String, _ language: Language, _ actor: Actor, _ moment: Moment
    ) async throws -> [UInt8] {
        let view = try await exported(id, actor, moment)
        let person = Desk.person(actor, in: view)
        var html = HTML()
        html.doctype()
        html.tag("html", ["lang": language.rawValue, "dir": language == .ar ? "rtl" : "ltr"]) { html in
            html.tag("head") { html in
                html.void("meta", ["charset": "utf-8"])
                html.void("meta", ["name": "viewport", "content": "width=device-width, initial-scale=1"])
                html.tag("title", wording.words["export_title"][language])
                html.style(style)
            }
            html.tag("body") { html in
                html.tag("main") { html in
                    html.tag("h1", wording.words["export_title"][language])
                    html.tag("p", wording.words["export_intro"][language])
                    html.tag("h2", wording.words["export_facts"][language])
                    html.tag("dl", ["class": "facts"]) { html in
                        for key in view.places.keys.sorted()
                        where key.hasPrefix("facts/") && Desk.concerns(person, key) {
                            html.tag("div") { html in
                                html.tag("dt", factName(key, language))
                                html.tag("dd", ["dir": "auto"], Desk.plain(view.places[key]?.settled.value ?? ""))
                            }
                        }
                    }
                    html.tag("h2", wording.words["export_events"][language])
                    html.tag("ul") { html in
                        for entry in view.history where Desk.concerns(person, entry) && entry.event.facts.isEmpty {
                            let day = "\(BrusselsTime.day(of: entry.event.at))"
                            let verb = wording.words["verb_\(entry.event.verb.rawValue)"][language]
                            let words = entry.event.details.sorted { $0.key < $1.key }.map(\.value)
                            html.tag("li", ([day, verb] + words).joined(separator: " · "))
                        }
                    }
                }
            }
        }
        return html.bytes
    }
}

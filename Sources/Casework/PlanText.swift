internal import CivilTime
public import Law
internal import Reunification

/// A plan as text for a terminal: first what to do, then every member, then what it rests on.
public struct PlanText {
    /// Whether and how text is coloured.
    public enum Style: Sendable {
        /// Plain text.
        case plain
        /// Colours and weights of an ANSI terminal.
        case ansi
    }

    let plan: Plan
    let wording: Wording
    let language: Language
    let names: [String?]
    let page: TextPage

    /// Prepares a plan for printing.
    ///
    /// - Parameters:
    ///   - plan: The plan.
    ///   - wording: Words.
    ///   - language: Their language.
    ///   - names: Names of the members, where given.
    ///   - style: Plain or coloured.
    public init(_ plan: Plan, _ wording: Wording, _ language: Language, names: [String?], _ style: Style) {
        self.plan = plan
        self.wording = wording
        self.language = language
        self.names = names
        page = TextPage(style: style)
    }

    /// The whole text.
    public var text: String {
        var lines: [String] = []
        lines += [page.strong(word("title_plan")) + "  " + page.faint(word("as_of", days: ["day": plan.facts.asOf]))]
        lines += [""] + page.wrapped(plan.about(wording)[language], indent: 0).map(page.faint)
        lines += first
        for member in plan.facts.members.indices { lines += section(member) }
        lines += assumptions + sources
        return lines.joined(separator: "\n") + "\n"
    }

    // MARK: Words

    private func word(_ key: String, days: [String: Day] = [:], texts: [String: String] = [:]) -> String {
        wording.phrase(key, language, days: days, texts: texts)
    }

    private func day(_ day: Day) -> String { wording.day(day, language) }

    private func answer(_ member: Int, _ question: Question) -> Settled { plan.assessment[member, question] }

    private func day(_ member: Int, _ question: Question, _ slot: AnswerSlot) -> Day? {
        guard case .day(let value) = answer(member, question).values[slot] else { return nil }
        return Day(rawValue: value)
    }

    private func euro(_ member: Int, _ question: Question, _ slot: AnswerSlot) -> String? {
        guard case .number(let cents) = answer(member, question).values[slot] else { return nil }
        return wording.euro(cents, language)
    }

    private func verdict(_ verdict: Verdict) -> String {
        page.coloured(word("verdict_\(verdict.name)"), verdict)
    }

    private func name(_ member: Int) -> String {
        names[member] ?? plan.facts.members[member]
    }

    private func fact(_ slot: Int) -> String {
        let fact = plan.facts.fact(at: slot)
        let group =
            switch fact.key {
            case .incomeKind, .netMonthly, .searchingForWork: "income"
            case .obstacleFrom, .obstacleUntil, .obstacleDocumented: "obstacle"
            default: fact.key.rawValue < FactKey.firstOfMember ? "sponsor" : "member"
            }
        let key = "fact_\(group)_" + fact.key.path.split(separator: ".").joined(separator: "_")
        return word(key)
    }

    // MARK: Parts

    /// Deadlines, one line a day and thing to do.
    private var first: [String] {
        guard !plan.deadlines.isEmpty else { return [] }
        var lines = heading("heading_first")
        var done: [String] = []
        for deadline in plan.deadlines {
            let key = "\(deadline.on) \(deadline.id.rawValue)"
            guard !done.contains(key) else { continue }
            done.append(key)
            let same = plan.deadlines.filter { $0.on == deadline.on && $0.id == deadline.id }
            let who = same.map { name($0.member) }.joined(separator: ", ")
            let what =
                plan.rulebook.book.sentences["deadline_" + deadline.id.rawValue]?[language] ?? deadline.id.rawValue
            let mark = deadline.kind == .hard ? page.alarming("!") : page.faint("·")
            let column = page.padded(day(deadline.on), to: 18)
            lines.append("  \(mark) " + (deadline.kind == .hard ? page.strong(column) : column) + what)
            lines += page.wrapped("\(who) · " + word("kind_\(deadline.kind.rawValue)"), indent: 22).map(page.faint)
        }
        return lines
    }

    private func section(_ member: Int) -> [String] {
        var lines = ["", ""]
        var title = page.strong(name(member))
        if case .value(let raw) = plan.facts[Fact(.relation, member: member)], let relation = Relation(rawValue: raw) {
            title += " · " + word("relation_\(relation.documentName)")
        }
        lines.append(title)
        let isLodged = plan.facts.hasApplication[member]
        let lodged = day(member, .lodging, .main).map { ["day": $0] } ?? [:]
        lines += page.wrapped(word(isLodged ? "row_lodging" : "row_lodging_assumed", days: lodged), indent: 0).map(
            page.faint)
        if case .number(let regime) = answer(member, .regime).values[.main] {
            lines += page.wrapped(
                word("row_regime") + ": " + plan.rulebook.book.regimes[Int(regime)].title[language], indent: 0
            ).map(page.faint)
        }
        lines.append("")
        lines += rows(member)
        lines += why(member) + missing(member) + repairs(member) + outlook(member)
        return lines
    }

    private func rows(_ member: Int) -> [String] {
        var lines: [String] = []
        func row(_ key: String, _ settled: Settled, _ details: [String?]) {
            let details = details.compactMap(\.self)
            let label = word(key)
            lines.append("  " + page.padded(label, to: 44) + verdict(settled.verdict))
            for detail in details { lines += page.wrapped(detail, indent: 6).map(page.faint) }
        }
        row("row_entitlement", answer(member, .entitlement), [])
        row(
            "row_may_lodge", answer(member, .admission),
            [day(member, .admission, .main).map { word("from_on", days: ["first": $0]) }])
        row("row_exemption", answer(member, .exemption), window(member))
        let required = { (question: Question) -> String in
            switch answer(member, question).values[.main] {
            case .number(0): word("row_required_no")
            case .number: word("row_required_yes")
            default: word("row_required_open")
            }
        }
        row(
            "row_income", answer(member, .income),
            [required(.income), reference(member), assured(member), counted(member)])
        row("row_housing", answer(member, .housing), [required(.housing)])
        row("row_insurance", answer(member, .insurance), [required(.insurance)])
        row("row_contribution", answer(member, .contribution), [fee(member, .contribution)])
        row("row_visa_handling", answer(member, .visaHandling), [fee(member, .visaHandling)])
        lines += days(member)
        return lines
    }

    private func window(_ member: Int) -> [String?] {
        let settled = answer(member, .exemption)
        guard settled.values[.main] != .none else { return [word("row_no_window")] }
        var lines: [String?] = []
        if let first = day(member, .exemption, .second), let last = day(member, .exemption, .third) {
            lines.append(word("row_window", days: ["first": first, "last": last]))
        } else if settled.values[.third] == .none {
            lines.append(word("row_window_no_end"))
        }
        if answer(member, .completion).verdict != .no, let safe = day(member, .completion, .main) {
            lines.append(word("row_complete_by", days: ["day": safe]))
        }
        return lines
    }

    private func reference(_ member: Int) -> String? {
        guard let low = euro(member, .income, .second), let high = euro(member, .income, .third) else { return nil }
        return low == high
            ? word("row_reference_single", texts: ["amount": low])
            : word("row_reference", texts: ["low": low, "high": high])
    }

    private func assured(_ member: Int) -> String? {
        day(member, .income, .fourth).map { word("row_assured_through", days: ["day": $0]) }
    }

    private func counted(_ member: Int) -> String? {
        euro(member, .income, .fifth).map { word("row_counted", texts: ["amount": $0]) }
    }

    private func fee(_ member: Int, _ question: Question) -> String? {
        guard answer(member, question).verdict != .no, let low = euro(member, question, .main),
            let high = euro(member, question, .second)
        else { return nil }
        return low == high ? low : low + " – " + high
    }

    private func days(_ member: Int) -> [String] {
        let rows: [(String, Question, AnswerSlot)] = [
            ("row_decision_due", .decision, .main), ("row_decision_latest", .decision, .second),
            ("row_use_by", .decision, .third), ("row_register_by", .stay, .main),
        ]
        var lines = rows.compactMap { key, question, slot in
            day(member, question, slot).map { "  " + word(key, days: ["day": $0]) }
        }
        if let first = day(member, .stay, .second), let last = day(member, .stay, .third) {
            lines.append("  " + word("row_renew", days: ["first": first, "last": last]))
        }
        if let end = day(member, .stay, .fifth) ?? day(member, .stay, .fourth) {
            lines += page.wrapped(word("row_conditional_until", days: ["day": end]), indent: 2)
        }
        return lines
    }

    private func why(_ member: Int) -> [String] {
        var lines = ["", "  " + page.underlined(word("heading_why"))]
        for finding in plan.findings where finding.member == member {
            var sentence = plan.text(finding, wording)[language]
            if plan.confidence(finding) == .low { sentence += " (" + word("confidence_low") + ")" }
            let marked = page.wrapped(sentence, indent: 6)
            lines.append("    " + page.coloured("•", finding.verdict) + " " + (marked.first?.dropFirst(6) ?? ""))
            lines += marked.dropFirst()
            lines.append(page.faint("      " + finding.provision.id))
            for reading in finding.readings {
                let because = plan.because(reading, of: finding, wording)[language]
                let wrapped = page.wrapped("\(word("verdict_\(reading.holds.name)")): \(because)", indent: 10)
                lines.append(page.faint("        → ") + (wrapped.first?.dropFirst(10) ?? ""))
                lines += wrapped.dropFirst()
            }
        }
        return lines
    }

    private func missing(_ member: Int) -> [String] {
        var slots: [Int] = []
        for question in Question.allCases {
            let settled = answer(member, question)
            for slot in settled.missing + settled.valueMissing where !slots.contains(slot) { slots.append(slot) }
        }
        guard !slots.isEmpty else { return [] }
        return ["", "  " + page.underlined(word("heading_missing"))]
            + slots.flatMap { slot in
                page.wrapped("? " + fact(slot), indent: 4) + [
                    page.faint("      " + plan.facts.path(plan.facts.fact(at: slot)))
                ]
            }
    }

    private func repairs(_ member: Int) -> [String] {
        let own = plan.repairs.filter { $0.member == member }
        guard !own.isEmpty else { return [] }
        var lines = ["", "  " + page.underlined(word("heading_repairs"))]
        for repair in own {
            let what =
                switch repair.question {
                case .admission: word("row_may_lodge")
                default: word("row_\(repair.question)")
                }
            lines.append("    " + page.strong(what))
            lines += page.wrapped(plan.text(repair, wording)[language], indent: 6)
        }
        return lines
    }

    private func outlook(_ member: Int) -> [String] {
        let intervals = plan.outlooks[member]
        guard !intervals.isEmpty else { return [] }
        var lines = ["", "  " + page.underlined(word("heading_outlook"))]
        for interval in intervals {
            let days =
                interval.through.map { word("from_through", days: ["first": interval.from, "last": $0]) }
                ?? word("from_on", days: ["first": interval.from])
            lines.append("    " + page.strong(days))
            let parts = [
                ("row_entitlement", interval.entitlement), ("row_may_lodge", interval.mayLodge),
                ("row_exemption", interval.exemption),
            ]
            for (key, value) in parts { lines.append("      " + page.padded(word(key), to: 40) + verdict(value)) }
            if let regime = interval.regime {
                lines += page.wrapped(plan.rulebook.book.regimes[regime].title[language], indent: 6).map(page.faint)
            }
        }
        return lines
    }

    private var assumptions: [String] {
        guard !plan.assumptions.isEmpty else { return [] }
        var lines = heading("heading_assumptions")
        for assumption in plan.assumptions {
            let value =
                switch assumption.value {
                case .nothing, .emptyList: "–"
                case .truth(let truth): word(truth ? "verdict_yes" : "verdict_no")
                case .number(let number): String(number)
                case .day(let day): self.day(day)
                }
            let who =
                assumption.fact.key.rawValue < FactKey.firstOfMember ? word("sponsor") : name(assumption.fact.member)
            lines += page.wrapped("\(who): \(fact(plan.facts.slot(assumption.fact))) = \(value)", indent: 2).map(
                page.faint)
        }
        return lines
    }

    private var sources: [String] {
        var lines = heading("heading_sources")
        var seen: Set<Provision> = []
        for finding in plan.findings where seen.insert(finding.provision).inserted {
            let record = plan.rulebook.book[finding.provision]
            lines.append(
                "  " + finding.provision.id + "  "
                    + page.faint(record.title[language] + ", " + word("confidence_\(record.confidence.rawValue)")))
            for source in record.sources {
                lines.append(page.faint("    " + (source.url ?? source.title)))
            }
        }
        return lines
    }

    private func heading(_ key: String) -> [String] {
        ["", "", page.strong(word(key).uppercased())]
    }
}

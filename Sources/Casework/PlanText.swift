internal import CivilTime
internal import Guide
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
    let page: TextPage

    /// Prepares a plan for printing.
    ///
    /// - Parameters:
    ///   - plan: The plan.
    ///   - wording: Words.
    ///   - language: Their language.
    ///   - style: Plain or coloured.
    public init(_ plan: Plan, _ wording: Wording, _ language: Language, _ style: Style) {
        self.plan = plan
        self.wording = wording
        self.language = language
        page = TextPage(style: style)
    }

    /// The whole text.
    public var text: String {
        var lines: [String] = []
        lines += [page.strong(word("title_plan")) + "  " + page.faint(word("as_of", days: ["day": plan.facts.asOf]))]
        lines += [""] + page.wrapped(plan.about(wording)[language], indent: 0).map(page.faint)
        lines += first
        for member in plan.facts.members.indices { lines += section(member) }
        lines += steps + papers + costs + assumptions + sources
        return lines.joined(separator: "\n") + "\n"
    }

    // MARK: Words

    private func word(_ key: String, days: [String: Day] = [:], texts: [String: String] = [:]) -> String {
        wording.phrase(key, language, days: days, texts: texts)
    }

    private func day(_ day: Day) -> String { wording.day(day, language) }

    private func verdict(_ verdict: Verdict) -> String {
        page.coloured(word("verdict_\(verdict.name)"), verdict)
    }

    private func words(_ member: Int) -> MemberWords {
        MemberWords(plan: plan, member: member, wording: wording, language: language)
    }

    // MARK: Parts

    /// Deadlines, one line a day and thing to do.
    private var first: [String] {
        guard !plan.deadlines.isEmpty else { return [] }
        var lines = heading("heading_first")
        for deadline in plan.groupedDeadlines {
            let who = plan.names(of: deadline.members)
            let what =
                plan.rulebook.book.sentences["deadline_" + deadline.id.rawValue]?[language] ?? deadline.id.rawValue
            let mark = deadline.kind == .hard ? page.alarming("!") : page.faint("·")
            let column = page.padded(day(deadline.on), to: 18)
            lines.append("  \(mark) " + (deadline.kind == .hard ? page.strong(column) : column) + what)
            lines += page.wrapped("\(who) · " + word("kind_\(deadline.kind.rawValue)"), indent: 22).map(page.faint)
            if deadline.kind == .hard, let before = deadline.on.lastWorkingDayBefore, before >= plan.facts.asOf {
                lines += page.wrapped(word("day_off", days: ["day": before]), indent: 22)
            }
        }
        return lines
    }

    private func section(_ member: Int) -> [String] {
        let words = words(member)
        var lines = ["", "", page.strong(words.name) + (words.relation.map { " · " + $0 } ?? "")]
        lines += page.wrapped(words.lodging, indent: 0).map(page.faint)
        if let regime = words.regime {
            lines += page.wrapped(word("row_regime") + ": " + regime, indent: 0).map(page.faint)
        }
        lines.append("")
        for row in words.rows {
            lines.append("  " + page.padded(row.label, to: 44) + page.coloured(word(row.word), row.verdict))
            for detail in row.details { lines += page.wrapped(detail, indent: 6).map(page.faint) }
        }
        lines += words.days.flatMap { page.wrapped($0, indent: 2) }
        return lines + why(words) + missing(words) + repairs(words) + outlook(words)
    }

    private func why(_ words: MemberWords) -> [String] {
        var lines = ["", "  " + page.underlined(word("heading_why"))]
        for finding in words.findings {
            let marked = page.wrapped(words.sentence(finding), indent: 6)
            lines.append("    " + page.coloured("•", finding.verdict) + " " + (marked.first?.dropFirst(6) ?? ""))
            lines += marked.dropFirst()
            lines.append(page.faint("      " + finding.provision.id))
            for reading in finding.readings {
                let wrapped = page.wrapped(words.sentence(reading, of: finding), indent: 10)
                lines.append(page.faint("        → ") + (wrapped.first?.dropFirst(10) ?? ""))
                lines += wrapped.dropFirst()
            }
        }
        return lines
    }

    private func missing(_ words: MemberWords) -> [String] {
        guard !words.missing.isEmpty else { return [] }
        return ["", "  " + page.underlined(word("heading_missing"))]
            + words.missing.flatMap { slot in
                page.wrapped("? " + plan.name(ofFactAt: slot, wording, language), indent: 4) + [
                    page.faint("      " + plan.facts.path(plan.facts.fact(at: slot)))
                ]
            }
    }

    private func repairs(_ words: MemberWords) -> [String] {
        guard !words.repairs.isEmpty else { return [] }
        var lines = ["", "  " + page.underlined(word("heading_repairs"))]
        for repair in words.repairs {
            lines.append("    " + page.strong(repair.what))
            lines += page.wrapped(repair.text, indent: 6)
        }
        return lines
    }

    private func outlook(_ words: MemberWords) -> [String] {
        let intervals = words.outlook
        guard !intervals.isEmpty else { return [] }
        var lines = ["", "  " + page.underlined(word("heading_outlook"))]
        for interval in intervals {
            lines.append("    " + page.strong(words.days(interval)))
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

    // MARK: What to get, pay and do

    private var steps: [String] {
        guard let preparation = plan.preparation, !preparation.steps.isEmpty else { return [] }
        let words = PreparationWords(plan: plan, preparation: preparation, wording: wording)
        var lines = heading("heading_steps")
        for (place, step) in preparation.steps.enumerated() {
            let mark = step.isHard || step.isLate ? page.alarming("!") : page.faint("·")
            let number = page.padded("\(place + 1).", to: 4)
            lines.append(
                "  \(mark) \(number)"
                    + (step.isHard ? page.strong(words.title(step)[language]) : words.title(step)[language]))
            let until =
                step.isLate
                ? word("step_is_late")
                : step.latest.map { words.until(step, language) + ": " + day($0) } ?? word("step_no_day")
            lines += page.wrapped(plan.names(of: step.members) + " · " + until, indent: 8).map(page.faint)
        }
        return lines
    }

    private var papers: [String] {
        guard let preparation = plan.preparation, !preparation.papers.isEmpty else { return [] }
        var lines = heading("heading_papers")
        for member in plan.facts.members.indices {
            let own = preparation.papers.filter { $0.member == member }
            guard !own.isEmpty, let target = preparation.targets[member] else { continue }
            lines.append(
                "  " + page.strong(plan.name(of: member)) + "  "
                    + page.faint(word("papers_for_\(target.reason.rawValue)", days: ["day": target.on])))
            for paper in own {
                let start =
                    paper.stages.first?.latest.map { word("paper_start_by", days: ["day": $0]) }
                    ?? word("paper_late", days: ["day": paper.readyOn])
                let need = paper.need == .ifRequired ? " (" + word("need_if_required") + ")" : ""
                lines += page.wrapped("• " + preparation.guide[paper.kind].name[language] + need, indent: 4)
                lines += page.wrapped(start, indent: 6).map(page.faint)
                for problem in paper.problems where problem != .tooLate {
                    lines += page.wrapped("! " + word("problem_\(problem.rawValue)"), indent: 6)
                }
            }
        }
        lines += page.wrapped(word("lead_times_assumed"), indent: 2).map(page.faint)
        return lines
    }

    private var costs: [String] {
        guard let preparation = plan.preparation, !preparation.costs.lines.isEmpty else { return [] }
        let words = PreparationWords(plan: plan, preparation: preparation, wording: wording)
        var lines = heading("heading_costs")
        for group in preparation.costs.grouped {
            let amount = group.amount.map { wording.euro($0, language) } ?? word("amount_unknown")
            let details = [
                word("due_\(group.due.rawValue)"),
                word("tariff_of", texts: ["date": wording.asOf(group.asOf, language)]),
                word("confidence_\(group.confidence.rawValue)"),
            ]
            lines += page.wrapped("• " + words.name(group.item)[language] + ": " + amount, indent: 2)
            lines += page.wrapped(details.joined(separator: " · "), indent: 4).map(page.faint)
        }
        let total = preparation.costs.total
        lines.append("  " + page.strong(word("cost_total") + ": " + wording.euro(total.known, language)))
        if !total.unknown.isEmpty { lines += page.wrapped(word("cost_total_unknown"), indent: 2).map(page.faint) }
        return lines
    }

    private var assumptions: [String] {
        guard !plan.assumptions.isEmpty else { return [] }
        return heading("heading_assumptions")
            + plan.assumptions.flatMap { page.wrapped(plan.text($0, wording, language), indent: 2).map(page.faint) }
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

internal import CivilTime
internal import Law
internal import Reunification

/// What there is to say of one member, whatever surface says it.
struct MemberWords {
    /// An answer with its details.
    struct Row {
        var label: String
        var verdict: Verdict
        var details: [String]
        /// Whether it asks for money, so that yes is no good news.
        var isCharge = false
        /// Whether it is a condition that does not apply here.
        var isNotNeeded = false

        /// The key of its verdict's word.
        var word: String { isNotNeeded ? "row_required_no" : "verdict_\(verdict.name)" }
    }

    let plan: Plan
    let member: Int
    let wording: Wording
    let language: Language

    /// The name, else the id.
    var name: String { plan.name(of: member) }

    /// The relation to the sponsor; `nil` when not known.
    var relation: String? {
        guard case .value(let raw) = plan.facts[Fact(.relation, member: member)], let relation = Relation(rawValue: raw)
        else { return nil }
        return word("relation_\(relation.documentName)")
    }

    /// Whether an application is lodged, and on which day.
    var lodging: String {
        let key = plan.facts.hasApplication[member] ? "row_lodging" : "row_lodging_assumed"
        return word(key, days: day(.lodging, .main).map { ["day": $0] } ?? [:])
    }

    /// The rules that govern it; `nil` while they are open.
    var regime: String? {
        guard case .number(let regime) = answer(.regime).values[.main] else { return nil }
        return plan.rulebook.book.regimes[Int(regime)].title[language]
    }

    /// Whether there is no right to reunification.
    var hasNoRight: Bool { answer(.entitlement).verdict == .no }

    /// Every answer that matters.
    var rows: [Row] {
        func row(_ key: String, _ question: Question, _ details: [String?], isCharge: Bool = false) -> Row {
            Row(
                label: word(key), verdict: answer(question).verdict, details: details.compactMap(\.self),
                isCharge: isCharge)
        }
        func condition(_ key: String, _ question: Question, _ details: [String?] = []) -> Row {
            if case .number(0) = answer(question).values[.main] {
                return Row(label: word(key), verdict: answer(question).verdict, details: [], isNotNeeded: true)
            }
            return row(key, question, [required(question)] + details)
        }
        // Without a right to reunification nothing else is worth looking at.
        guard !hasNoRight else { return [row("row_entitlement", .entitlement, [])] }
        return [
            row("row_entitlement", .entitlement, []),
            row(
                "row_may_lodge", .admission, [day(.admission, .main).map { word("from_on", days: ["first": $0]) }]),
            row("row_exemption", .exemption, window),
            condition("row_income", .income, [reference, assured, counted]),
            condition("row_housing", .housing),
            condition("row_insurance", .insurance),
            row("row_contribution", .contribution, [fee(.contribution)], isCharge: true),
            row("row_visa_handling", .visaHandling, [fee(.visaHandling)], isCharge: true),
        ]
    }

    /// Days after lodging and after arrival.
    var days: [String] {
        let rows: [(String, Question, AnswerSlot)] = [
            ("row_decision_due", .decision, .main), ("row_decision_latest", .decision, .second),
            ("row_use_by", .decision, .third), ("row_register_by", .stay, .main),
        ]
        var lines = rows.compactMap { key, question, slot in day(question, slot).map { word(key, days: ["day": $0]) } }
        if let first = day(.stay, .second), let last = day(.stay, .third) {
            lines.append(word("row_renew", days: ["first": first, "last": last]))
        }
        if let end = day(.stay, .fifth) ?? day(.stay, .fourth) {
            lines.append(word("row_conditional_until", days: ["day": end]))
        }
        return lines
    }

    /// The findings of this member.
    var findings: [SettledFinding] {
        hasNoRight ? answer(.entitlement).findings : plan.findings.filter { $0.member == member }
    }

    /// The sentence of a finding, with its doubt.
    func sentence(_ finding: SettledFinding) -> String {
        let sentence = plan.text(finding, wording)[language]
        return plan.confidence(finding) == .low ? sentence + " (" + word("confidence_low") + ")" : sentence
    }

    /// One way to read the law.
    func sentence(_ reading: Findings.Reading, of finding: SettledFinding) -> String {
        word("verdict_\(reading.holds.name)") + ": " + plan.because(reading, of: finding, wording)[language]
    }

    /// The slots of facts that would settle something.
    var missing: [Int] {
        var slots: [Int] = []
        for question in hasNoRight ? [.entitlement] : Question.allCases {
            let settled = answer(question)
            for slot in settled.missing + settled.valueMissing where !slots.contains(slot) { slots.append(slot) }
        }
        return slots
    }

    /// What holds for lodging on other days; nothing where no day gives a right.
    var outlook: [OutlookInterval] {
        let intervals = plan.outlooks[member]
        return hasNoRight && intervals.allSatisfy { $0.entitlement == .no } ? [] : intervals
    }

    /// What would turn an answer into yes, each with the answer's name.
    var repairs: [(what: String, text: String)] {
        plan.repairs.filter { $0.member == member && (!hasNoRight || $0.question == .entitlement) }.map { repair in
            let what = repair.question == .admission ? word("row_may_lodge") : word("row_\(repair.question)")
            return (what, plan.text(repair, wording)[language])
        }
    }

    /// The days of an interval of the outlook.
    func days(_ interval: OutlookInterval) -> String {
        guard let last = interval.through else { return word("from_on", days: ["first": interval.from]) }
        if last == interval.from { return word("on_day", days: ["day": last]) }
        return word("from_through", days: ["first": interval.from, "last": last])
    }

    // MARK: Parts

    private func word(_ key: String, days: [String: Day] = [:], texts: [String: String] = [:]) -> String {
        wording.phrase(key, language, days: days, texts: texts)
    }

    private func answer(_ question: Question) -> Settled { plan.assessment[member, question] }

    private func day(_ question: Question, _ slot: AnswerSlot) -> Day? {
        guard case .day(let value) = answer(question).values[slot] else { return nil }
        return Day(rawValue: value)
    }

    private func euro(_ question: Question, _ slot: AnswerSlot) -> String? {
        guard case .number(let cents) = answer(question).values[slot] else { return nil }
        return wording.euro(cents, language)
    }

    private func required(_ question: Question) -> String {
        switch answer(question).values[.main] {
        case .number: word("row_required_yes")
        default: word("row_required_open")
        }
    }

    private var window: [String?] {
        let settled = answer(.exemption)
        guard settled.values[.main] != .none else { return [word("row_no_window")] }
        var lines: [String?] = []
        if let first = day(.exemption, .second), let last = day(.exemption, .third) {
            lines.append(word("row_window", days: ["first": first, "last": last]))
        } else if settled.values[.third] == .none {
            lines.append(word("row_window_no_end"))
        }
        if answer(.completion).verdict != .no, let safe = day(.completion, .main) {
            lines.append(word("row_complete_by", days: ["day": safe]))
        }
        return lines
    }

    private var reference: String? {
        guard let low = euro(.income, .second), let high = euro(.income, .third) else { return nil }
        return low == high
            ? word("row_reference_single", texts: ["amount": low])
            : word("row_reference", texts: ["low": low, "high": high])
    }

    private var assured: String? {
        day(.income, .fourth).map { word("row_assured_through", days: ["day": $0]) }
    }

    private var counted: String? {
        euro(.income, .fifth).map { word("row_counted", texts: ["amount": $0]) }
    }

    private func fee(_ question: Question) -> String? {
        guard answer(question).verdict != .no, let low = euro(question, .main), let high = euro(question, .second)
        else { return nil }
        return low == high ? low : low + " – " + high
    }
}

extension Plan {
    /// The name of a member, else the id.
    func name(of member: Int) -> String { family.members[member].name ?? facts.members[member] }

    /// The names of members, one after another.
    func names(of members: [Int]) -> String { members.map(name).joined(separator: ", ") }

    /// What a fact is called.
    func name(ofFactAt slot: Int, _ wording: Wording, _ language: Language) -> String {
        let fact = facts.fact(at: slot)
        let group =
            switch fact.key {
            case .incomeKind, .netMonthly, .searchingForWork: "income"
            case .obstacleFrom, .obstacleUntil, .obstacleDocumented: "obstacle"
            default: fact.key.rawValue < FactKey.firstOfMember ? "sponsor" : "member"
            }
        return wording.words["fact_\(group)_" + fact.key.path.split(separator: ".").joined(separator: "_")][language]
    }

    /// An assumption in words.
    func text(_ assumption: Assumption, _ wording: Wording, _ language: Language) -> String {
        who(assumption, wording, language) + ": " + what(assumption, wording, language)
    }

    /// Whom an assumption is about.
    func who(_ assumption: Assumption, _ wording: Wording, _ language: Language) -> String {
        let isOfSponsor = assumption.fact.key.rawValue < FactKey.firstOfMember
        return isOfSponsor ? wording.words["sponsor"][language] : name(of: assumption.fact.member)
    }

    /// What is assumed.
    func what(_ assumption: Assumption, _ wording: Wording, _ language: Language) -> String {
        let value =
            switch assumption.value {
            case .nothing, .emptyList: "–"
            case .truth(let truth): wording.words[truth ? "verdict_yes" : "verdict_no"][language]
            case .number(let number): String(number)
            case .day(let day): wording.day(day, language)
            }
        return "\(name(ofFactAt: facts.slot(assumption.fact), wording, language)) = \(value)"
    }
}

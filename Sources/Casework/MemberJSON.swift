internal import CivilTime
internal import Documents
internal import Law
internal import Reunification

/// Writes the answers for one member.
struct MemberJSON {
    let plan: Plan
    let member: Int
    let wording: Wording?

    func write(_ writer: inout JSONWriter) {
        let regimes = plan.rulebook.book.regimes
        writer.text("id", plan.facts.members[member])
        writer.object("lodging") { writer in
            let lodging = answer(.lodging)
            writer.key("on") { value(lodging, .main, &$0) }
            writer.key("assumed") { $0.bool(!plan.facts.hasApplication[member]) }
            valueMissing(lodging, &writer)
        }
        let regime = answer(.regime)
        if case .number(let index) = regime.values[.main] {
            writer.text("regime", regimes[Int(index)].id)
        } else {
            writer.text("regime", nil)
            writer.texts("regime_missing", plan.paths(regime.valueMissing))
        }
        writer.object("entitlement") { verdict(answer(.entitlement), &$0) }
        writer.object("may_lodge_from") { admission(&$0) }
        writer.object("exemption") { exemption(&$0) }
        writer.object("conditions") { conditions(&$0) }
        writer.object("fees") { fees(&$0) }
        writer.object("decision") { writer in
            let decision = answer(.decision)
            for (key, slot) in [("due_on", AnswerSlot.main), ("latest_on", .second), ("use_by", .third)] {
                writer.key(key) { value(decision, slot, &$0) }
            }
            valueMissing(decision, &writer)
        }
        writer.object("stay") { stay(&$0) }
        writer.list("outlook", plan.outlooks[member]) { writer, interval in
            writer.object { writer in
                writer.text("from", interval.from.description)
                writer.text("through", interval.through?.description)
                writer.text("regime", interval.regime.map { regimes[$0].id })
                writer.text("entitlement", interval.entitlement.name)
                writer.text("may_lodge", interval.mayLodge.name)
                writer.text("exemption", interval.exemption.name)
            }
        }
    }

    private func answer(_ question: Question) -> Settled { plan.assessment[member, question] }

    /// The verdict of an answer with what goes with it.
    private func verdict(_ settled: Settled, _ writer: inout JSONWriter) {
        writer.text("verdict", settled.verdict.name)
        if settled.verdict == .needsFacts {
            writer.texts("missing", plan.paths(settled.missing))
            writer.texts("possible", settled.possible.map(\.name))
        }
        writer.texts("findings", plan.ids(settled))
    }

    private func valueMissing(_ settled: Settled, _ writer: inout JSONWriter) {
        if !settled.valueMissing.isEmpty { writer.texts("missing", plan.paths(settled.valueMissing)) }
    }

    /// What is missing for a verdict or for a value, where both belong to one object.
    private func verdictAndValues(_ settled: Settled, _ writer: inout JSONWriter) {
        writer.text("verdict", settled.verdict.name)
        if settled.verdict == .needsFacts { writer.texts("possible", settled.possible.map(\.name)) }
        let missing = settled.verdict == .needsFacts ? settled.missing : settled.valueMissing
        if !missing.isEmpty { writer.texts("missing", plan.paths(missing)) }
        writer.texts("findings", plan.ids(settled))
    }

    private func value(_ settled: Settled, _ slot: AnswerSlot, _ writer: inout JSONWriter) {
        switch settled.values[slot] {
        case .none, .open: writer.null()
        case .day(let day): writer.string(Day(rawValue: day).description)
        case .number(let cents): writer.euro(cents)
        }
    }

    private func admission(_ writer: inout JSONWriter) {
        let settled = answer(.admission)
        verdictAndValues(settled, &writer)
        writer.key("on") { value(settled, .main, &$0) }
        guard settled.verdict == .uncertain || settled.verdict == .no, settled.values[.second] != .none else { return }
        let slots = [AnswerSlot.second, .third, .fourth, .fifth].filter { settled.values[$0] != .none }
        let texts = readings(of: settled)
        writer.list("readings", slots.enumerated()) { writer, entry in
            writer.object { writer in
                if texts.count == slots.count { texts[entry.offset].write(&writer) }
                writer.key("on") { value(settled, entry.element, &$0) }
            }
        }
    }

    /// The readings of an answer's first open finding.
    private func readings(of settled: Settled) -> [ReadingJSON] {
        guard let finding = settled.findings.first(where: { $0.readings.count > 1 }) else { return [] }
        return finding.readings.map { ReadingJSON(plan: plan, finding: finding, reading: $0, wording: wording) }
    }

    private func exemption(_ writer: inout JSONWriter) {
        let settled = answer(.exemption)
        verdict(settled, &writer)
        let hasWindow = settled.values[.main] != .none
        if hasWindow {
            writer.object("window") { writer in
                for (key, slot) in [
                    ("first_day", AnswerSlot.second), ("last_day", .third), ("last_day_rolled_over", .fourth),
                ] {
                    writer.key(key) { value(settled, slot, &$0) }
                }
                valueMissing(settled, &writer)
            }
        } else {
            writer.text("window", nil)
        }
        let completion = answer(.completion)
        if completion.verdict == .no || !hasWindow {
            writer.text("complete_by", nil)
        } else {
            writer.object("complete_by") { writer in
                writer.text("verdict", Verdict.uncertain.name)
                writer.key("on") { value(completion, .main, &$0) }
                valueMissing(completion, &writer)
                writer.texts("findings", plan.ids(completion))
                let texts = readings(of: completion)
                writer.list("readings", [AnswerSlot.main, .second].enumerated()) { writer, entry in
                    writer.object { writer in
                        if texts.count == 2 { texts[entry.offset].write(&writer) }
                        writer.key("on") { value(completion, entry.element, &$0) }
                    }
                }
            }
        }
    }

    private func required(_ settled: Settled, _ writer: inout JSONWriter) {
        writer.key("required") { writer in
            if case .number(let value) = settled.values[.main] { writer.bool(value == 1) } else { writer.null() }
        }
    }

    private func conditions(_ writer: inout JSONWriter) {
        writer.object("income") { writer in
            let settled = answer(.income)
            verdict(settled, &writer)
            required(settled, &writer)
            writer.object("reference") { writer in
                for (key, slot) in [("low", AnswerSlot.second), ("high", .third), ("assured_through", .fourth)] {
                    writer.key(key) { value(settled, slot, &$0) }
                }
                let isOpen = [AnswerSlot.second, .third, .fourth].contains { slot in
                    if case .open = settled.values[slot] { true } else { false }
                }
                if isOpen { valueMissing(settled, &writer) }
            }
            writer.key("counted") { value(settled, .fifth, &$0) }
        }
        for (key, question) in [("housing", Question.housing), ("insurance", .insurance)] {
            writer.object(key) { writer in
                verdict(answer(question), &writer)
                required(answer(question), &writer)
            }
        }
    }

    private func fees(_ writer: inout JSONWriter) {
        writer.object("administrative_contribution") { writer in
            let settled = answer(.contribution)
            verdictAndValues(settled, &writer)
            let isRange = settled.values[.main] != settled.values[.second]
            writer.key("amount") { if isRange { $0.null() } else { value(settled, .main, &$0) } }
            if isRange {
                writer.key("low") { value(settled, .main, &$0) }
                writer.key("high") { value(settled, .second, &$0) }
            }
        }
        writer.object("visa_handling") { writer in
            let settled = answer(.visaHandling)
            verdictAndValues(settled, &writer)
            writer.key("low") { value(settled, .main, &$0) }
            writer.key("high") { value(settled, .second, &$0) }
        }
    }

    private func stay(_ writer: inout JSONWriter) {
        let settled = answer(.stay)
        for (key, slot) in [("register_by", AnswerSlot.main), ("renew_from", .second), ("renew_until", .third)] {
            writer.key(key) { value(settled, slot, &$0) }
        }
        let ends = [AnswerSlot.fourth, .fifth]
        if settled.values[.fourth] == .none {
            writer.text("conditional_until", nil)
        } else {
            writer.object("conditional_until") { writer in
                writer.text("verdict", Verdict.uncertain.name)
                let last: AnswerSlot = settled.values[.fifth] == .none ? .fourth : .fifth
                writer.key("on") { value(settled, last, &$0) }
                writer.texts("findings", plan.ids(settled))
                let texts = settled.findings.filter { $0.provision == .firstFiveYears && $0.readings.count == 2 }
                    .first.map { finding in
                        finding.readings.map {
                            ReadingJSON(plan: plan, finding: finding, reading: $0, wording: wording)
                        }
                    }
                writer.list("readings", ends.enumerated()) { writer, entry in
                    writer.object { writer in
                        texts?[entry.offset].write(&writer)
                        writer.key("on") { value(settled, entry.element, &$0) }
                    }
                }
            }
        }
        valueMissing(settled, &writer)
    }
}

/// One reading inside an answer.
struct ReadingJSON {
    let plan: Plan
    let finding: SettledFinding
    let reading: Findings.Reading
    let wording: Wording?

    func write(_ writer: inout JSONWriter) {
        writer.text("holds", reading.holds.name)
        if let wording { writer.words("because", plan.because(reading, of: finding, wording)) }
    }
}

internal import CivilTime
internal import Guide
internal import Law
internal import Reunification

/// Puts what must be got, paid and done into words.
struct PreparationWords {
    let plan: Plan
    let preparation: Preparation
    let wording: Wording

    private var guide: Guide { preparation.guide }
    private var asOf: Day { plan.facts.asOf }

    /// What a step asks for, such as `Laat de geboorteakte vertalen`.
    func title(_ step: Step) -> Words {
        let name = step.papers.first.map { guide[$0].name } ?? Words(nl: "", fr: "", en: "", ar: "")
        return wording.filled(wording.words["step_\(step.kind.rawValue)"]) { placeholder, language in
            switch placeholder {
            case "paper": name[language]
            case "place": place(step)?[language]
            case "country": country(step.country)[language]
            default: nil
            }
        }
    }

    /// Why a step is there.
    func why(_ step: Step) -> Words {
        let deadline = step.deadline.flatMap { plan.rulebook.book.sentences["deadline_" + $0.rawValue] }
        if step.isHard, let deadline { return deadline }
        if step.kind == .legalise || step.kind == .apostille { return wording.words["why_legalise"] }
        return wording.words["why_\(step.kind.rawValue)"]
    }

    /// Where and how a step is done; `nil` where there is nothing to say.
    func how(_ step: Step) -> Words? {
        switch step.kind {
        case .bookAppointment: step.post.flatMap(guide.post)?.appointment
        case .legalise, .apostille: step.country.flatMap(guide.country)?.routeBy ?? wording.words["practice_unknown"]
        case .translate: step.country.flatMap(guide.country)?.translation ?? guide[.translationLanguages].text
        case .obtain where step.country != nil && step.papers.first?.isOfCivilStatus == true:
            step.country.flatMap(guide.country)?.recordsNote ?? wording.words["practice_unknown"]
        case .otherProof: step.country.flatMap(guide.country)?.alternatives ?? guide[.cascade].text
        case .askRemote, .confirmEmail: guide[.remoteLodging].text
        case .keepEvidence: guide[.appointmentEvidence].text
        case .lodge: guide[.inPerson].text
        case .prepare, .visitDoctor, .passport, .obtain: step.papers.first.map { guide[$0].plain }
        case .complete: guide[.incompleteFile].text
        default: nil
        }
    }

    /// What a stage of a chain is called: getting a paper is not always asking for it.
    func label(_ stage: NeededPaper.Stage, of paper: NeededPaper) -> String {
        guard stage.kind == .obtain else { return stage.kind.rawValue }
        if paper.needsOtherProof { return "other_proof" }
        switch stage.leadTime {
        case .prepareOwn: return "prepare"
        case .medicalVisit: return "visit_doctor"
        default: return stage.kind.rawValue
        }
    }

    /// The town of a step's post.
    func place(_ step: Step) -> Words? { step.post.flatMap(guide.post)?.place }

    /// The name of a country; its code where it is not in the guide.
    func country(_ iso: String?) -> Words {
        guard let iso else { return wording.words["country_unknown"] }
        return guide.country(iso)?.name ?? Words(nl: iso, fr: iso, en: iso, ar: iso)
    }

    /// What a cost is for.
    func name(_ item: Costs.Item) -> Words {
        switch item {
        case .visaHandling: wording.words["row_visa_handling"]
        case .contribution: wording.words["row_contribution"]
        case .guide(let kind): guide[kind].name
        }
    }

    /// The conditions of a cost.
    func note(_ item: Costs.Item) -> Words? {
        if case .guide(let kind) = item { guide[kind].note } else { nil }
    }

    /// The body of a letter, with what is known of the family filled in.
    func body(_ letter: Letter) -> Words {
        let applicants = plan.facts.members.indices.filter { preparation.targets[$0] != nil }
        let filled = wording.filled(letter.body) { placeholder, language in
            value(placeholder, letter.kind, applicants, language) ?? wording.words["letter_fill_in"][language]
        }
        // A name may end with a full stop of its own.
        return filled.map { _, text in
            text.split(separator: "..", omittingEmptySubsequences: false).joined(separator: ".")
        }
    }

    private func value(
        _ placeholder: String, _ kind: Letter.Kind, _ applicants: [Int], _ language: Language
    ) -> String? {
        switch placeholder {
        case "sponsor": plan.family.sponsor.name
        case "applicants":
            applicants.map { plan.family.members[$0].name ?? plan.facts.members[$0] }.joined(separator: ", ")
        case "post": preparation.posts.lazy.compactMap(\.self).first?.place[language]
        case "last_day":
            applicants.compactMap { lastDay($0, kind) }.min().map { wording.day($0, language) }
        case "protection_day":
            if case .value(let day) = plan.facts[Fact(.granted)] {
                wording.day(Day(rawValue: day), language)
            } else {
                nil
            }
        case "obstacles": obstacles(language)
        case "attempts": attempts(language)
        case "today": wording.day(asOf, language)
        default: nil
        }
    }

    /// The last day of the window; once it is over, the day that the plan aims at, unless the letter is about being late.
    private func lastDay(_ member: Int, _ kind: Letter.Kind) -> Day? {
        var last: Day?
        if case .day(let day) = plan.assessment[member, .exemption].values[.third] { last = Day(rawValue: day) }
        if let last, last >= asOf || kind == .lateLodging { return last }
        return preparation.targets[member]?.on ?? last
    }

    /// The obstacles of the document, one after another.
    func obstacles(_ language: Language) -> String? {
        var parts: [String] = []
        for member in plan.facts.members.indices {
            for item in 0..<(plan.facts.obstacleCounts[member] ?? 0) {
                let kind =
                    plan.family.obstacles[member].indices.contains(item) ? plan.family.obstacles[member][item] : nil
                var text = wording.words["obstacle_\(kind?.documentName ?? "other")"][language]
                if case .value(let from) = plan.facts[Fact(.obstacleFrom, member: member, item: item)],
                    case .value(let until) = plan.facts[Fact(.obstacleUntil, member: member, item: item)]
                {
                    text +=
                        " (" + wording.day(Day(rawValue: from), language) + " – "
                        + wording.day(Day(rawValue: until), language) + ")"
                }
                if !parts.contains(text) { parts.append(text) }
            }
        }
        return parts.isEmpty ? nil : parts.joined(separator: "; ")
    }

    /// The attempts of the document, one after another.
    func attempts(_ language: Language) -> String? {
        let parts = plan.family.attempts.map { attempt in
            [
                attempt.on.map { wording.day($0, language) },
                attempt.kind.map { wording.words["attempt_\($0.rawValue)"][language] }, attempt.to,
                attempt.outcome.map { wording.words["outcome_\($0.rawValue)"][language] },
            ].compactMap(\.self).joined(separator: ", ")
        }
        return parts.isEmpty ? nil : parts.joined(separator: "; ")
    }
}

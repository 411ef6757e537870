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

    /// Whether a step's last day is only the one that the plan aims at, because no right hangs on it.
    func isAimedAt(_ step: Step) -> Bool {
        !step.isHard && step.deadline == nil && step.members.allSatisfy { preparation.targets[$0]?.reason == .earliest }
    }

    /// What a step's last day is called.
    func until(_ step: Step, _ language: Language) -> String {
        wording.words[isAimedAt(step) ? "step_aim" : step.kind.isDoneByLatest ? "step_done_by" : "step_until"][language]
    }

    /// Why a step is there.
    func why(_ step: Step) -> Words {
        let deadline = step.deadline.flatMap { plan.rulebook.book.sentences["deadline_" + $0.rawValue] }
        // Why an answer to an email matters is more than what its day says.
        if step.isHard, step.kind != .confirmEmail, let deadline { return deadline }
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
        if let known = guide.country(iso) { return known.name }
        return wording.words.has("country_\(iso)")
            ? wording.words["country_\(iso)"] : Words(nl: iso, fr: iso, en: iso, ar: iso)
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
    func body(_ kind: Letter.Kind) -> Words {
        LetterWords(plan: plan, preparation: preparation, wording: wording, kind: kind).body
    }
}

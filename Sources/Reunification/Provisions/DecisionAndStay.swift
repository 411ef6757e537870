internal import CivilTime
internal import Law

/// Days of the decision.
struct DecisionDays<Moment> {
    /// Last day of the term as extended so far.
    var due: Moment?
    /// Last day with every extension.
    var latest: Moment?
    /// Last day to use a decision that grants.
    var useBy: Moment?
    /// Last day to appeal a refusal, counted from the decision.
    var appealBy: Moment?
}

/// Days after arrival.
struct StayDays<Moment> {
    /// Last day to register with the municipality.
    var registerBy: Moment?
    /// First day to ask for renewal.
    var renewFrom: Moment?
    /// Last day to ask for renewal.
    var renewUntil: Moment?
    /// End of the conditional years, counted from arrival.
    var conditionalFromArrival: Moment?
    /// End of the conditional years, counted from registration.
    var conditionalFromRegistration: Moment?
}

extension Recorder {
    /// When the decision is due, at the latest, and until when it can be used.
    ///
    /// - Source: Aliens Act art. 12bis §2; BE-PROC-RECEIPT, BE-PROC-DECISION-TERM, BE-PROC-VISA-AND-ARRIVAL.
    mutating func decision(of member: Int, regime: Int) -> DecisionDays<Moment> {
        let text = texts(of: regime).lowerBound
        var days = DecisionDays<Moment>()
        guard hasApplication(member) else { return days }
        open(.receipt, member)
        guard let receipt = dayIfAny(.receiptOn, member) else {
            close(.no, .noReceiptNoTerm)
            return outcome(of: member, text: text, days)
        }
        show(.day, receipt)
        close(.yes, .receiptStartsTerm)
        open(.decisionTerm, member)
        let base = Int(amount(.decisionTerm, text, on: receipt).value)
        let extra = Int(amount(.decisionExtension, text, on: receipt).value)
        let most = Int(amount(.decisionMaximumExtensions, text, on: receipt).value)
        let due = adding(months: base + extra * count(.extensions, member), to: receipt)
        let latest = adding(months: base + extra * most, to: receipt)
        use(receipt)
        show(.day, due)
        show(.last, latest)
        close(.yes, .decisionTermRuns)
        days.due = due
        days.latest = latest
        return outcome(of: member, text: text, days)
    }

    @inline(__always)
    private mutating func outcome(of member: Int, text: Int, _ known: DecisionDays<Moment>) -> DecisionDays<Moment> {
        var days = known
        guard let decided = dayIfAny(.decidedOn, member) else { return days }
        guard let outcome: ApplicationOutcome = choose(.outcome, member) else { return days }
        switch outcome {
        case .granted:
            open(.visaAndArrival, member)
            let useBy = adding(months: Int(term(.useWithin, text).value), to: decided)
            use(decided)
            show(.day, useBy)
            close(.yes, .useDecisionBy)
            days.useBy = useBy
        case .refused:
            open(.refusalAndAppeal, member)
            let last = adding(days: Int(term(.appealTerm, text).value), to: decided)
            use(decided)
            show(.day, last)
            reading(.yes, .appealFromDecision)
            reading(.yes, .appealFromNotification)
            close(.uncertain, .appealTermRuns)
            days.appealBy = last
        }
        return days
    }

    /// What must be done after arrival, and when the conditional years end.
    ///
    /// - Source: BE-PROC-VISA-AND-ARRIVAL; Aliens Act art. 11 §2; BE-STAY-FIRST-5-YEARS.
    mutating func stay(of member: Int, regime: Int) -> StayDays<Moment> {
        let text = texts(of: regime).lowerBound
        var days = StayDays<Moment>()
        guard hasApplication(member), let arrived = dayIfAny(.arrivedOn, member) else { return days }
        open(.visaAndArrival, member)
        let registerBy = adding(workingDays: Int(term(.registerWithin, text).value), to: arrived)
        use(arrived)
        show(.day, registerBy)
        close(.yes, .registerBy)
        days.registerBy = registerBy
        if let expires = dayIfAny(.cardExpiresOn, member) {
            open(.visaAndArrival, member)
            let first = adding(days: -Int(term(.renewFrom, text).value), to: expires)
            let last = adding(days: -Int(term(.renewUntil, text).value), to: expires)
            use(expires)
            show(.first, first)
            show(.last, last)
            close(.yes, .renewCardBetween)
            days.renewFrom = first
            days.renewUntil = last
        }
        let years = term(.conditionalStay, text)
        guard years.exists else { return days }
        open(.firstFiveYears, member)
        let fromArrival = adding(years: Int(years.value), to: arrived)
        days.conditionalFromArrival = fromArrival
        show(.day, fromArrival)
        use(arrived)
        if let registered = dayIfAny(.registeredOn, member) {
            let fromRegistration = adding(years: Int(years.value), to: registered)
            use(registered)
            show(.day, fromRegistration)
            days.conditionalFromRegistration = fromRegistration
        }
        reading(.yes, .fiveYearsFromArrival)
        reading(.yes, .fiveYearsFromRegistration)
        close(.uncertain, .conditionalStay)
        violence(member)
        return days
    }

    /// The protection of somebody who suffers violence: no withdrawal where it is proven.
    ///
    /// - Source: Aliens Act art. 11 §2 subpara 4; CALL 11 April 2024 no 304 677; BE-STAY-FIRST-5-YEARS.
    private mutating func violence(_ member: Int) {
        guard isTrue(.violenceReported, member) else { return }
        open(.firstFiveYears, member)
        _ = isTrue(.violenceReported, member)
        close(.yes, .violenceClause)
    }
}

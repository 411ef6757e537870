internal import CivilTime
internal import Law

/// The amount that the sponsor's income is compared with, in cents.
struct Reference<Moment> {
    /// Under the reading with the smaller step.
    var low: Int64
    /// Under the reading with the larger step.
    var high: Int64
    /// Whether there is an amount at all.
    var exists: Bool
    /// Whether it is vouched for on the day of lodging.
    var isAssured: Bool
    /// The last day for which it is vouched for.
    var assuredThrough: Day
}

/// What a material condition asks and whether it is met.
struct Condition {
    /// Whether it is met, or not asked.
    var verdict: Verdict
    /// Whether it is asked; `nil` while the exemption is not settled.
    var isRequired: Bool?
}

extension Recorder {
    /// What the sponsor's income must reach, in net cents a month.
    ///
    /// Amounts are computed exactly and rounded once, half up, to the cent.
    ///
    /// - Source: BE-MEANS-120 (120 % of the leefloon), BE-MEANS-110 (110 % of the GGMMI and a step for each further person).
    @inline(__always)
    mutating func meansReference(for member: Int, lodged: Moment, text: Int) -> Reference<Moment> {
        let share = term(.ggmmiShare, text)
        guard share.exists else {
            let amount = amount(.leefloonReference, text, on: lodged)
            let cents = Int64(amount.value)
            return Reference(
                low: cents, high: cents, exists: amount.exists, isAssured: amount.isAssured,
                assuredThrough: amount.assuredThrough)
        }
        let ggmmi = amount(.ggmmi, text, on: lodged)
        let persons = Int64(additionalPersons(for: member))
        let (lowStep, highStep) = (term(.stepLow, text), term(.stepHigh, text))
        func cents(_ step: Term) -> Int64 {
            let exact = Int64(ggmmi.value) * (Int64(share.value) + persons * Int64(step.value))
            return (exact + 50) / 100
        }
        show(.count, number: persons)
        return Reference(
            low: cents(lowStep), high: cents(highStep), exists: ggmmi.exists, isAssured: ggmmi.isAssured,
            assuredThrough: ggmmi.assuredThrough)
    }

    /// The sponsor's income that counts.
    ///
    /// Not welfare, family allowances, insertion or transition allowances, nor what a third party gives; unemployment benefit
    /// only with an active search for work.
    ///
    /// - Source: Aliens Act art. 10 §5; BE-MEANS-COUNTED.
    @inline(__always)
    mutating func countedIncome() -> Total {
        var total = nothing
        for item in 0..<incomeCount() {
            let kind: IncomeKind? = choose(.incomeKind, 0, item)
            guard let kind else { continue }
            if kind.alwaysCounts || (kind == .unemploymentBenefit && isTrue(.searchingForWork, 0, item)) {
                total = adding(income: item, to: total)
            }
        }
        return addingUnknownIncome(to: total)
    }

    /// Whether the income condition is met, with the amounts to show.
    @inline(__always)
    mutating func income(
        of member: Int, lodged: Moment, regime: Int, exempt: Verdict
    ) -> (condition: Condition, reference: Reference<Moment>, counted: Total) {
        let text = texts(of: regime).lowerBound
        let provision: Provision = term(.ggmmiShare, text).exists ? .means110 : .means120
        open(provision, member)
        let reference = meansReference(for: member, lodged: lodged, text: text)
        show(.low, number: reference.low)
        show(.high, number: reference.high)
        let counted = countedIncome()
        guard exempt != .yes else {
            close(.yes, .incomeNotRequired)
            return (Condition(verdict: .yes, isRequired: false), reference, counted)
        }
        if otherMeansExemption(of: member, lodged: lodged, text: text) {
            close(.yes, .incomeNotRequired)
            return (Condition(verdict: .yes, isRequired: false), reference, counted)
        }
        let verdict: Verdict
        if !reference.exists || !reference.isAssured {
            reading(.yes, .amountStillHolds)
            reading(.uncertain, .amountMayHaveChanged)
            verdict = .uncertain
            close(.uncertain, .referenceNotAssured)
        } else if total(counted, reaches: reference.high) {
            verdict = .yes
            close(.yes, .incomeSuffices)
        } else {
            verdict = .uncertain
            let between = reference.low < reference.high && total(counted, reaches: reference.low)
            reading(.yes, between ? .smallerStepHolds : .needsAssessmentFavourable)
            reading(.no, between ? .largerStepHolds : .needsAssessmentUnfavourable)
            close(.uncertain, between ? .incomeBetweenReadings : .incomeBelowReference)
            needsAssessment(member, between: between)
        }
        return (settle(verdict, exempt), reference, counted)
    }

    /// Below the amount nothing is refused without looking at the family's real needs.
    ///
    /// - Source: CJEU Chakroun C-578/08; BE-MEANS-NEEDS-ASSESSMENT.
    private mutating func needsAssessment(_ member: Int, between: Bool) {
        guard !between else { return }
        open(.needsAssessment, member)
        reading(.yes, .needsAssessmentFavourable)
        reading(.no, .needsAssessmentUnfavourable)
        close(.uncertain, .needsAssessment)
    }

    /// No means test where the sponsor has had unlimited stay for a year and only minor unmarried children join.
    ///
    /// - Source: BE-MEANS-OTHER-EXEMPTIONS.
    private mutating func otherMeansExemption(of member: Int, lodged: Moment, text: Int) -> Bool {
        let term = term(.unlimitedStayExemption, text)
        guard term.exists, let since = dayIfAny(.unlimitedStaySince, 0) else { return false }
        guard onOrBefore(adding(months: Int(term.value), to: since), lodged), onlyMinorChildrenJoin(member) else {
            return false
        }
        open(.otherMeansExemptions, member)
        _ = self.term(.unlimitedStayExemption, text)
        use(since)
        use(lodged)
        show(.day, since)
        close(.yes, .onlyMinorChildren)
        return true
    }

    /// What a condition comes to: met when not asked, open while the exemption is.
    mutating func settle(_ verdict: Verdict, _ exempt: Verdict) -> Condition {
        if exempt == .uncertain {
            return Condition(verdict: verdict == .yes ? .yes : .uncertain, isRequired: nil)
        }
        return Condition(verdict: verdict, isRequired: true)
    }
}

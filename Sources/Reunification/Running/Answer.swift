internal import CivilTime
public import Law

/// What can be asked about one member.
public enum Question: Int, Sendable, CaseIterable {
    /// On which day is the application lodged?
    case lodging
    /// Which regime governs it?
    case regime
    /// Does the member belong to a category with a right?
    case entitlement
    /// From when is lodging admissible?
    case admission
    /// Does the family escape the material conditions?
    case exemption
    /// By when must the file be complete?
    case completion
    /// Is the income condition met?
    case income
    /// Is the housing condition met?
    case housing
    /// Is the insurance condition met?
    case insurance
    /// Is the contribution due?
    case contribution
    /// Is the visa handling fee due?
    case visaHandling
    /// When is the decision due?
    case decision
    /// What must be done after arrival?
    case stay
}

/// A value of an answer.
public enum AnswerValue: Hashable, Sendable {
    /// There is none.
    case none
    /// A day, in days since 1970-01-01.
    case day(Int32)
    /// A number or an amount in cents.
    case number(Int64)
    /// It depends on a fact that is not known, by way of so many steps.
    case open(slot: Int32, steps: UInt64)
}

/// Names of the values of an answer.
public enum AnswerSlot: Int, Sendable, CaseIterable {
    /// The day asked for; of a regime its position.
    case main
    /// First of further values; see `Explaining.answer`.
    case second
    /// Second of further values.
    case third
    /// Third of further values.
    case fourth
    /// Fourth of further values.
    case fifth
    /// Fifth of further values.
    case sixth
}

/// The answer to one question on one path.
public struct Answer: Hashable, Sendable {
    /// What holds.
    public var verdict: Verdict
    /// Values by `AnswerSlot`.
    public var values: InlineValues

    /// Six values, compared one by one.
    public struct InlineValues: Hashable, Sendable {
        var first: AnswerValue = .none
        var second: AnswerValue = .none
        var third: AnswerValue = .none
        var fourth: AnswerValue = .none
        var fifth: AnswerValue = .none
        var sixth: AnswerValue = .none

        /// One of the values.
        public subscript(slot: AnswerSlot) -> AnswerValue {
            get {
                switch slot {
                case .main: first
                case .second: second
                case .third: third
                case .fourth: fourth
                case .fifth: fifth
                case .sixth: sixth
                }
            }
            set {
                switch slot {
                case .main: first = newValue
                case .second: second = newValue
                case .third: third = newValue
                case .fourth: fourth = newValue
                case .fifth: fifth = newValue
                case .sixth: sixth = newValue
                }
            }
        }
    }
}

extension Explaining {
    /// What questions about one member share along a path.
    struct Basis {
        var lodged: Instant
        var regime: Int
        var exemption: Exemption<Instant>?
    }

    /// The answer to a question on the current path.
    ///
    /// Values: lodging (day) · regime (position) · admission (day; readings) · exemption (1 with a window; first, last, rolled)
    /// · completion (safe, other) · income (required 0/1, low, high, assured through, counted) · housing, insurance (required)
    /// · contribution, visa handling (low, high) · decision (due, latest, use by, appeal by)
    /// · stay (register by, renew from, renew until, conditional from arrival, from registration).
    mutating func answer(_ question: Question, of member: Int) -> Answer {
        mute()
        var basis = basis(of: member)
        switch question {
        case .completion, .income, .housing, .insurance:
            basis.exemption = exemption(of: member, lodged: basis.lodged, regime: basis.regime)
        default: break
        }
        unmute()
        return answer(question, of: member, &basis)
    }

    mutating func basis(of member: Int) -> Basis {
        let lodged = lodgingDay(of: member)
        return Basis(lodged: lodged, regime: regime(of: member, lodged: lodged), exemption: nil)
    }

    mutating func answer(_ question: Question, of member: Int, _ basis: inout Basis) -> Answer {
        var answer = Answer(verdict: .yes, values: Answer.InlineValues())
        func set(_ slot: AnswerSlot, _ value: AnswerValue) { answer.values[slot] = value }
        let (lodged, regime) = (basis.lodged, basis.regime)
        switch question {
        case .lodging:
            applicationDate(of: member, lodged: lodged)
            answer.values.first = value(lodged)
        case .regime:
            answer.values.first = .number(Int64(regime))
        case .entitlement:
            answer.verdict = entitlement(of: member, lodged: lodged, regime: regime)
        case .admission:
            let admission = admission(of: member, lodged: lodged, regime: regime)
            answer.verdict = admission.verdict
            answer.values.first = value(admission.on)
            if admission.readings.count > 1 {
                let slots: [AnswerSlot] = [.second, .third, .fourth, .fifth]
                for index in 0..<admission.readings.count {
                    set(slots[index], value(admission.readings.entries[index].on))
                }
            }
        case .exemption:
            let exemption = exemption(of: member, lodged: lodged, regime: regime)
            basis.exemption = exemption
            answer.verdict = exemption.verdict
            if let window = exemption.window {
                set(.main, .number(1))
                set(.second, value(window.days?.first))
                set(.third, value(window.days?.last))
                set(.fourth, value((window.days?.last).map(rolledOver)))
            }
        case .completion:
            let exemption = exemption(basis, member)
            guard let verdict = completion(of: member, exemption), let limit = exemption.completeBy else {
                answer.verdict = .no
                break
            }
            answer.verdict = verdict
            set(.main, value(limit.safe))
            set(.second, value(limit.other))
        case .income:
            let exempt = exemption(basis, member).verdict
            let (condition, reference, counted) = income(of: member, lodged: lodged, regime: regime, exempt: exempt)
            answer.verdict = condition.verdict
            set(.main, required(condition))
            if reference.exists {
                set(.second, .number(reference.low))
                set(.third, .number(reference.high))
                if reference.assuredThrough.rawValue != .max { set(.fourth, .day(reference.assuredThrough.rawValue)) }
            }
            set(.fifth, value(counted))
        case .housing:
            let condition = housing(of: member, exempt: exemption(basis, member).verdict)
            answer.verdict = condition.verdict
            set(.main, required(condition))
        case .insurance:
            let exempt = exemption(basis, member).verdict
            let condition = insurance(of: member, lodged: lodged, regime: regime, exempt: exempt)
            answer.verdict = condition.verdict
            set(.main, required(condition))
        case .contribution:
            setFee(contribution(of: member, lodged: lodged, regime: regime), &answer)
        case .visaHandling:
            setFee(visaHandling(of: member, lodged: lodged, regime: regime), &answer)
        case .decision:
            let days = decision(of: member, regime: regime)
            set(.main, value(days.due))
            set(.second, value(days.latest))
            set(.third, value(days.useBy))
            set(.fourth, value(days.appealBy))
        case .stay:
            let days = stay(of: member, regime: regime)
            set(.main, value(days.registerBy))
            set(.second, value(days.renewFrom))
            set(.third, value(days.renewUntil))
            set(.fourth, value(days.conditionalFromArrival))
            set(.fifth, value(days.conditionalFromRegistration))
        }
        return answer
    }

    private mutating func exemption(_ basis: Basis, _ member: Int) -> Exemption<Instant> {
        if let known = basis.exemption { return known }
        mute()
        defer { unmute() }
        return exemption(of: member, lodged: basis.lodged, regime: basis.regime)
    }

    private func setFee(_ fee: Fee, _ answer: inout Answer) {
        answer.verdict = fee.verdict
        guard let range = fee.range else { return }
        answer.values.first = .number(range.low)
        answer.values.second = .number(range.high)
    }

    private func required(_ condition: Condition) -> AnswerValue {
        condition.isRequired.map { .number($0 ? 1 : 0) } ?? .none
    }

    private func value(_ instant: Instant?) -> AnswerValue {
        guard let instant else { return .none }
        let (low, high) = (region.lowest(instant), region.highest(instant))
        return low == high ? .day(low) : .open(slot: Int32(slots[Int(instant.variable)]), steps: instant.steps)
    }

    private func value(_ total: Total) -> AnswerValue {
        total.hasUnknown ? .open(slot: Int32(facts.slot(Fact(.unknownIncome))), steps: 0) : .number(total.cents)
    }
}

internal import CivilTime
internal import Documents
internal import Law
internal import Reunification

/// A default that a rule read, or a day after `as_of`.
struct Assumption {
    /// Which fact.
    var fact: Fact
    /// What it was taken to be.
    var value: Value

    enum Value {
        case nothing
        case emptyList
        case truth(Bool)
        case number(Int)
        case day(Day)

        func write(_ writer: inout JSONWriter) {
            switch self {
            case .nothing: writer.null()
            case .emptyList: writer.list { _ in }
            case .truth(let truth): writer.bool(truth)
            case .number(let number): writer.integer(number)
            case .day(let day): writer.string(day.description)
            }
        }
    }
}

extension Plan {
    /// Every default that a rule read for some member, and every day after `as_of` that was read as given.
    var assumptions: [Assumption] {
        assessment.assumed.compactMap { slot in
            let fact = facts.fact(at: slot)
            return value(of: fact).map { Assumption(fact: fact, value: $0) }
        }
    }

    private func value(of fact: Fact) -> Assumption.Value? {
        if case .value(let day) = facts[fact], fact.key.kind == .day { return .day(Day(rawValue: day)) }
        switch fact.key.defaultValue {
        case .number(let number): return fact.key.kind == .yesNo ? .truth(number != 0) : .number(Int(number))
        case .nothing: return .nothing
        case .emptyList: return .emptyList
        case .dayOf: return day(Fact(.granted))
        case nil: break
        }
        switch fact.key {
        case .tieSince:
            guard case .day(let own)? = day(Fact(.birth, member: fact.member)),
                case .day(let sponsor)? = day(Fact(.sponsorBirth))
            else { return nil }
            return .day(max(own, sponsor))
        case .unaccompaniedMinor:
            guard case .day(let birth)? = day(Fact(.sponsorBirth)), case .day(let arrived)? = day(Fact(.arrived)) else {
                return nil
            }
            return birth.age(on: arrived) >= 18 ? .truth(false) : nil
        default: return nil
        }
    }

    private func day(_ fact: Fact) -> Assumption.Value? {
        guard case .value(let day) = facts[fact] else { return nil }
        return .day(Day(rawValue: day))
    }
}

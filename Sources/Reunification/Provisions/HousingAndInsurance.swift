internal import Law

extension Recorder {
    /// Whether the housing condition is met.
    ///
    /// - Source: BE-HOUSING.
    @inline(__always)
    mutating func housing(of member: Int, exempt: Verdict) -> Condition {
        open(.housing, member)
        guard exempt != .yes else {
            close(.yes, .housingNotRequired)
            return Condition(verdict: .yes, isRequired: false)
        }
        let ground = housingProof()
        let verdict = Verdict(ground == .housingProven)
        close(verdict, ground)
        return settle(verdict, exempt)
    }

    @inline(__always)
    private mutating func housingProof() -> Ground {
        let kind: HousingKind? = choose(.housingKind)
        switch kind {
        case .owned:
            guard isTrue(.titleDeed) else { return .titleDeedMissing }
        case .lease:
            guard isTrue(.leaseRegistered) else { return .leaseNotRegistered }
            guard isTrue(.registrationProof) else { return .registrationProofMissing }
        case .reception, .withFriends, .some(.none), nil:
            return .noOwnDwelling
        }
        return isTrue(.declaredUnfit) ? .dwellingUnfit : .housingProven
    }

    /// Whether the insurance condition is met: one sufficient proof will do.
    ///
    /// For legal partners and for children over 25 the fund's certificate does not count.
    ///
    /// - Source: BE-INSURANCE.
    @inline(__always)
    mutating func insurance(of member: Int, lodged: Moment, regime: Int, exempt: Verdict) -> Condition {
        let text = texts(of: regime).lowerBound
        open(.insurance, member)
        guard exempt != .yes else {
            close(.yes, .insuranceNotRequired)
            return Condition(verdict: .yes, isRequired: false)
        }
        let (cover, duration) = (term(.insuranceMinimumCover, text), term(.insuranceMinimumDuration, text))
        show(.amount, number: Int64(cover.value))
        show(.months, number: Int64(duration.value))
        if fundRouteIsOpen(member, lodged: lodged, text: text), isTrue(.mutualFundConfirms) {
            close(.yes, .fundConfirms)
            return settle(.yes, exempt)
        }
        let covered = atLeast(quantity(.travelCoverAmount, 0), cover.value)
        let verdict = Verdict(covered && atLeast(quantity(.travelCoverMonths, 0), duration.value))
        close(verdict, verdict == .yes ? .travelCoverSuffices : .insuranceNotProven)
        return settle(verdict, exempt)
    }

    @inline(__always)
    private mutating func fundRouteIsOpen(_ member: Int, lodged: Moment, text: Int) -> Bool {
        guard let relation: Relation = choose(.relation, member) else { return true }
        switch relation {
        case .registeredPartner: return false
        case .child, .partnerChild, .adultDisabledChild:
            let years = Int(term(.insuranceFundRouteMaximumAge, text).value)
            return onOrBefore(lodged, adding(years: years, to: day(.birth, member)))
        default: return true
        }
    }
}

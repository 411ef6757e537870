internal import Law

extension Recorder {
    /// Whether the sponsor counts as an unaccompanied minor on whom nobody's arrival has changed that.
    ///
    /// Absent, the fact is `false` when the sponsor was of age on arrival.
    mutating func isUnaccompaniedMinor(_ text: Int) -> Bool {
        if isDefaulted(.unaccompaniedMinor, 0) {
            if onOrBefore(majority(of: .sponsorBirth, 0, text), day(.arrived)) { return false }
        }
        guard isTrue(.unaccompaniedMinor) else { return false }
        return before(day(.asylumApplied), majority(of: .sponsorBirth, 0, text))
    }

    /// A parent of a minor with protection.
    mutating func parent(_ member: Int, lodged: Moment, text: Int) -> Verdict {
        if isUnaccompaniedMinor(text) {
            guard isTrue(.otherParentInBelgium, member) else {
                return parentOfUnaccompanied(member, lodged: lodged, text: text)
            }
        }
        return parentOfAccompanied(member, lodged: lodged, text: text)
    }

    /// A parent of an unaccompanied minor: no deadline while the sponsor is a minor, a term after the grant once of age.
    ///
    /// - Source: Aliens Act art. 10 §1, 7°; BE-FM-PARENTS-UAM; CJEU C-550/16, C-560/20; Council of State 255.380.
    mutating func parentOfUnaccompanied(_ member: Int, lodged: Moment, text: Int) -> Verdict {
        open(.parentsOfUnaccompaniedMinor, member)
        _ = isTrue(.unaccompaniedMinor)
        guard let protection: Protection = choose(.protection), protection != .temporaryProtection else {
            close(.no, .unaccompaniedMinorOtherStatus)
            return .no
        }
        if protection == .stateless, !term(.exemptionWindowRefugee, of: .stateless, text).exists {
            close(.no, .unaccompaniedMinorOtherStatus)
            return .no
        }
        let (majority, granted) = (majority(of: .sponsorBirth, 0, text), day(.granted))
        show(.day, majority)
        if before(lodged, majority) {
            close(.yes, .sponsorStillMinor)
            return .yes
        }
        if onOrBefore(majority, granted) {
            return withinTerm(
                after: granted, lodged: lodged, .parentAgedOutTerm, .parentAgedOutContestedTerm, text,
                grounds: (.parentAgedOutInTime, .parentAgedOutContested, .parentAgedOutLate))
        }
        let last = adding(months: Int(term(.parentAgedOutTerm, text).value), to: granted)
        show(.last, last)
        show(.months, number: Int64(term(.parentAgedOutTerm, text).value))
        let inTime = before(majority, last) && onOrBefore(lodged, last)
        close(Verdict(inTime), inTime ? .parentAgedOutInTime : .parentAgedOutLate)
        return Verdict(inTime)
    }

    /// A parent of a minor with protection who is not unaccompanied.
    ///
    /// - Source: Aliens Act art. 10 §1, 8° (Act of 10 March 2024); BE-FM-PARENTS-ACCOMPANIED.
    mutating func parentOfAccompanied(_ member: Int, lodged: Moment, text: Int) -> Verdict {
        open(.parentsOfAccompaniedMinor, member)
        guard before(lodged, majority(of: .sponsorBirth, 0, text)) else {
            close(.no, .sponsorNotMinor)
            return .no
        }
        guard term(.parentAccompaniedInForce, text).isTrue else {
            close(.no, .parentAccompaniedNotYetLaw)
            return .no
        }
        if let protection: Protection = choose(.protection), protection == .stateless {
            close(.no, .parentOfAccompaniedStateless)
            return .no
        }
        if isTrue(.sponsorMarried) {
            close(.no, .sponsorMarried)
            return .no
        }
        guard tieExistedBefore(member, relation: .parent) else {
            close(.no, .parentTieAfterArrival)
            return .no
        }
        close(.yes, .parentOfAccompaniedMinor)
        return .yes
    }

    /// A brother or sister: no own right, except an adult who totally depends on the parents of an unaccompanied minor.
    ///
    /// - Source: BE-FM-PARENTS-UAM; CJEU C-560/20 (refugees; for subsidiary protection the law is open).
    mutating func sibling(_ member: Int, lodged: Moment, text: Int) -> Verdict {
        guard isTrue(.dependsTotally, member), isUnaccompaniedMinor(text), !isMinor(member, on: lodged, text: text)
        else {
            return noCategory(member)
        }
        let parents = parentOfUnaccompanied(member, lodged: lodged, text: text)
        guard parents != .no else { return .no }
        open(.parentsOfUnaccompaniedMinor, member)
        _ = isTrue(.dependsTotally, member)
        if choose(.protection) == Protection.refugee {
            if parents == .uncertain {
                reading(.yes, .longerTermHolds)
                reading(.no, .shorterTermHolds)
            }
            close(parents, .dependentSibling)
            return parents
        }
        reading(.yes, .dependentSibling)
        reading(.no, .siblingOnlyForRefugees)
        close(.uncertain, .dependentSiblingContested)
        return .uncertain
    }
}

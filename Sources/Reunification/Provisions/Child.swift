internal import Law

extension Recorder {
    /// Whether a member is under the age of majority on a day.
    @inline(__always)
    mutating func isMinor(_ member: Int, on day: Moment, text: Int) -> Bool {
        before(day, majority(of: .birth, member, text))
    }

    /// The day on which somebody comes of age.
    @inline(__always)
    mutating func majority(of birth: FactKey, _ member: Int, _ text: Int) -> Moment {
        adding(years: Int(term(.majority, text).value), to: day(birth, member))
    }

    /// An unmarried minor child of the sponsor, of the spouse or partner, or of both.
    ///
    /// - Source: Aliens Act art. 10 §1, 4° and 5°; BE-FM-CHILD; CJEU C-133/19, C-279/20.
    mutating func child(_ member: Int, relation: Relation, lodged: Moment, text: Int) -> Verdict {
        open(.child, member)
        show(.day, majority(of: .birth, member, text))
        if isTrue(.married, member) {
            close(.no, .childMarried)
            return .no
        }
        guard isMinor(member, on: lodged, text: text) else {
            let verdict = agedOutChild(member, lodged: lodged, text: text)
            guard verdict != .no else { return .no }
            return verdict && custody(member, relation: relation)
        }
        close(.yes, .childMinor)
        return custody(member, relation: relation)
    }

    /// A child that came of age during the sponsor's asylum procedure; ends the open finding.
    private mutating func agedOutChild(_ member: Int, lodged: Moment, text: Int) -> Verdict {
        let (asked, granted) = (day(.asylumApplied), day(.granted))
        let majority = majority(of: .birth, member, text)
        guard before(asked, majority), onOrBefore(majority, granted) else {
            close(.no, .childOfAge)
            return .no
        }
        return withinTerm(
            after: granted, lodged: lodged, .childAgedOutTerm, .childAgedOutContestedTerm, text,
            grounds: (.agedOutInTime, .agedOutContested, .agedOutLate))
    }

    /// Whether lodging follows the grant within a term, or within a contested longer one; ends the open finding.
    mutating func withinTerm(
        after granted: Moment, lodged: Moment, _ sure: Parameter, _ contested: Parameter, _ text: Int,
        grounds: (inTime: Ground, contested: Ground, late: Ground)
    ) -> Verdict {
        let term = term(sure, text)
        let last = adding(months: Int(term.value), to: granted)
        show(.last, last)
        show(.months, number: Int64(term.value))
        if onOrBefore(lodged, last) {
            close(.yes, grounds.inTime)
            return .yes
        }
        let longer = self.term(contested, text)
        let lastContested = adding(months: Int(longer.value), to: granted)
        guard longer.exists, onOrBefore(lodged, lastContested) else {
            close(.no, grounds.late)
            return .no
        }
        show(.other, lastContested)
        if longer.isFirm {
            close(.yes, grounds.inTime)
            return .yes
        }
        reading(.no, .shorterTermHolds)
        reading(.yes, .longerTermHolds)
        close(.uncertain, grounds.contested)
        return .uncertain
    }

    /// Custody of a child of only one of the two partners.
    ///
    /// - Source: BE-FM-CHILD.
    @inline(__always)
    mutating func custody(_ member: Int, relation: Relation) -> Verdict {
        if relation == .child, isTrue(.sharedChild, member) { return .yes }
        open(.child, member)
        if relation == .child { _ = isTrue(.sharedChild, member) }
        let custody: Custody? = choose(.custody, member)
        switch custody {
        case .sole, .jointWithConsent:
            close(.yes, .custodySettled)
            return .yes
        case .joint:
            close(.no, .custodyConsentMissing)
            return .no
        case .some(.none), nil:
            close(.no, .custodyMissing)
            return .no
        }
    }

    /// An unmarried child with a disability that makes independent life impossible; under 18 the rules for children hold.
    ///
    /// - Source: Aliens Act art. 10 §1, 6°; BE-FM-ADULT-DISABLED-CHILD.
    mutating func disabledChild(_ member: Int, lodged: Moment, text: Int) -> Verdict {
        open(.adultDisabledChild, member)
        if isTrue(.married, member) {
            close(.no, .childMarried)
            return .no
        }
        if isMinor(member, on: lodged, text: text) {
            close(.yes, .disabledChildMinor)
            return custody(member, relation: .child)
        }
        close(.yes, .disabledChildOfAge)
        return .yes
    }
}

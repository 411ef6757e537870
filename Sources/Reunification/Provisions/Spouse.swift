internal import Law

extension Recorder {
    /// A spouse, or a partner whose partnership counts as marriage.
    ///
    /// - Source: Aliens Act art. 10 §1, 4°; BE-FM-SPOUSE.
    mutating func spouse(_ member: Int, relation: Relation, lodged: Moment, text: Int) -> Verdict {
        open(.spouse, member)
        if isTrue(.otherSpouseInBelgium) {
            close(.no, .otherSpouseInBelgium)
            return .no
        }
        let rivals = rivals(of: member, text: text)
        if rivals == .no {
            close(.no, .otherSpouseInBelgium)
            return .no
        }
        let age = spousesAge(member, relation: relation, lodged: lodged, text: text)
        if age == .uncertain {
            reading(.yes, .lowerAgeSurvives)
            reading(.no, .lowerAgeIsGone)
        }
        if rivals == .uncertain, age != .no {
            reading(.yes, .thisSpouseComes)
            reading(.no, .otherSpouseComes)
        }
        let verdict = age && rivals
        close(
            verdict,
            age == .no
                ? .spouseTooYoung
                : age == .uncertain ? .lowerAgeContested : rivals == .uncertain ? .onlyOneSpouse : .spouseOfAge)
        return verdict
    }

    private mutating func spousesAge(_ member: Int, relation: Relation, lodged: Moment, text: Int) -> Verdict {
        bothReach(.spouseMinimumAge, orPrior: .spouseMinimumAgePriorTie, member, lodged: lodged, text: text) {
            $0.tieExistedBefore(member, relation: relation)
        }
    }

    /// Whether another spouse stands in the way: `no` when one has arrived, `uncertain` when another one may come as well.
    private mutating func rivals(of member: Int, text: Int) -> Verdict {
        var verdict = Verdict.yes
        if let arrived = dayIfAny(.arrivedOn, member), onOrBefore(arrived, asOf) { return .yes }
        for other in 0..<memberCount where other != member {
            guard let relation: Relation = choose(.relation, other), relation.isMarriage else { continue }
            if let outcome: ApplicationOutcome = choose(.outcome, other), outcome == .refused { continue }
            if let arrived = dayIfAny(.arrivedOn, other), onOrBefore(arrived, asOf) { return .no }
            mute()
            let lodged = lodgingDay(of: other)
            let mayCome =
                spousesAge(other, relation: relation, lodged: lodged, text: text)
                && familyFormation(other, relation: relation, text: text)
            unmute()
            if mayCome != .no { verdict = .uncertain }
        }
        return verdict
    }

    /// Whether sponsor and partner both reach the minimum age on the day of lodging.
    ///
    /// The lower age holds where `isPrior`; an unverified lower age leaves the law open.
    @inline(__always)
    mutating func bothReach(
        _ age: Parameter, orPrior lower: Parameter, _ member: Int, lodged: Moment, text: Int,
        isPrior: (inout Self) -> Bool
    ) -> Verdict {
        let full = term(age, text)
        show(.years, number: Int64(full.value))
        if bothReach(full.value, member, lodged) { return .yes }
        let reduced = term(lower, text)
        guard bothReach(reduced.value, member, lodged), isPrior(&self) else { return .no }
        show(.years, number: Int64(reduced.value))
        return reduced.isFirm ? .yes : .uncertain
    }

    @inline(__always)
    private mutating func bothReach(_ years: Int32, _ member: Int, _ lodged: Moment) -> Bool {
        onOrBefore(adding(years: Int(years), to: day(.birth, member)), lodged)
            && onOrBefore(adding(years: Int(years), to: day(.sponsorBirth)), lodged)
    }

    /// Whether a marriage or partnership that began after the sponsor's arrival gives a right.
    ///
    /// - Source: BE-FM-SPOUSE (subsidiary protection under the Act of 18 July 2025: no family formation).
    mutating func familyFormation(_ member: Int, relation: Relation, text: Int) -> Verdict {
        guard let protection: Protection = choose(.protection) else { return .yes }
        let excluded = term(.formationExcludedRefugee, of: protection, text)
        guard excluded.isTrue, !accompanies(member), !tieExistedBefore(member, relation: relation) else { return .yes }
        open(.spouse, member)
        _ = choice(.protection, 0, 0)
        _ = term(.formationExcludedRefugee, of: protection, text)
        use(tieSince(of: member, relation: relation))
        use(day(.arrived))
        show(.day, tieSince(of: member, relation: relation))
        let verdict: Verdict = excluded.isFirm ? .no : .uncertain
        if verdict == .uncertain {
            reading(.no, .formationExcluded)
            reading(.yes, .formationNotExcluded)
        }
        close(verdict, .formationExcluded)
        return verdict
    }
}

internal import CivilTime
internal import Law

extension Recorder {
    /// The day on which a member lodged, or is assumed to lodge.
    @inline(__always)
    mutating func lodgingDay(of member: Int) -> Moment {
        hasApplication(member) ? day(.lodgedOn, member) : day(.assumedLodging)
    }

    /// Whether a member came along with the sponsor and was refused protection.
    ///
    /// - Source: BE-FM-ACCOMPANYING.
    @inline(__always)
    mutating func accompanies(_ member: Int) -> Bool {
        isTrue(.travelledWithSponsor, member) && isTrue(.ownProtectionRefused, member)
    }

    /// The day of the sponsor's first right of residence: that of the grant unless the document says otherwise.
    mutating func residenceDecided() -> Moment {
        dayIfAny(.residenceDecided, 0) ?? day(.granted)
    }

    /// The day whose open questions count: of the decision, else the later of `as_of` and the day of lodging.
    mutating func assessmentDay(of member: Int, lodged: Moment) -> Moment {
        if let decided = dayIfAny(.decidedOn, member) { return decided }
        return onOrBefore(asOf, lodged) ? lodged : asOf
    }

    /// The regime that governs a member's application: the first row of the resolver that fits.
    ///
    /// - Source: BE-REGIME-RESOLVER.
    mutating func regime(of member: Int, lodged: Moment) -> Int {
        if let known = remembered(regimeOf: member) { return known }
        open(.regimeResolver, member)
        let regime = resolve(member, lodged)
        show(.day, lodged)
        close(.yes, .regimeResolved)
        remember(regime: regime, of: member)
        return regime
    }

    /// The regime of a day of lodging.
    mutating func resolve(_ member: Int, _ lodged: Moment) -> Int {
        for index in 0..<resolverCount {
            let row = resolverRow(index)
            if row.lodgedThrough != .distantFuture {
                guard onOrBefore(lodged, moment(row.lodgedThrough)) else { continue }
            }
            if let last = row.residenceDecidedThrough {
                guard onOrBefore(residenceDecided(), moment(last)) else { continue }
            }
            if let protection = row.sponsor {
                guard choose(.protection) == protection else { continue }
            }
            if let first = row.assessedFrom {
                guard onOrBefore(moment(first), assessmentDay(of: member, lodged: lodged)) else { continue }
            }
            if row.onlyJoining {
                guard !accompanies(member) else { continue }
            }
            return row.regime
        }
        return resolverRow(resolverCount - 1).regime
    }
}

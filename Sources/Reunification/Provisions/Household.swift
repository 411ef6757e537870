internal import Law

extension Recorder {
    /// Whether and how a member joins: with a right, not refused, and as a minor unmarried child or otherwise.
    mutating func joining(_ member: Int) -> Joining {
        if let known = remembered(joining: member) { return known }
        mute()
        let joining = findJoining(member)
        unmute()
        remember(joining: joining, of: member)
        return joining
    }

    private mutating func findJoining(_ member: Int) -> Joining {
        if choose(.outcome, member) == ApplicationOutcome.refused { return .not }
        let lodged = lodgingDay(of: member)
        let regime = regime(of: member, lodged: lodged)
        guard entitlement(of: member, lodged: lodged, regime: regime) != .no else { return .not }
        return isMinorChild(member, lodged: lodged, text: texts(of: regime).lowerBound) ? .asMinorChild : .otherwise
    }

    private mutating func isMinorChild(_ member: Int, lodged: Moment, text: Int) -> Bool {
        guard let relation: Relation = choose(.relation, member), relation == .child || relation == .partnerChild else {
            return false
        }
        return !isTrue(.married, member) && isMinor(member, on: lodged, text: text)
    }

    /// Whether the member assessed and everybody who joins with it are minor unmarried children.
    mutating func onlyMinorChildrenJoin(_ member: Int) -> Bool {
        let lodged = lodgingDay(of: member)
        let regime = regime(of: member, lodged: lodged)
        guard isMinorChild(member, lodged: lodged, text: texts(of: regime).lowerBound) else { return false }
        for other in 0..<memberCount where other != member {
            if joining(other) == .otherwise { return false }
        }
        return true
    }

    /// Persons of the means test's household beyond the sponsor and one who joins.
    ///
    /// The sponsor, everybody who already lives there, and every member with a right who was not refused; the member assessed
    /// always counts.
    ///
    /// - Source: BE-MEANS-110.
    mutating func additionalPersons(for member: Int) -> Int {
        var persons = count(.otherResidents, 0)
        for other in 0..<memberCount where other != member {
            if joining(other) != .not { persons += 1 }
        }
        return persons
    }
}

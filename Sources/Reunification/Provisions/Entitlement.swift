internal import Law

extension Recorder {
    /// Whether a member belongs to a category with a right, under every reading of the regime.
    ///
    /// - Source: Aliens Act art. 10 §1; BE-LEGAL-BASIS.
    mutating func entitlement(of member: Int, lodged: Moment, regime: Int) -> Verdict {
        underEveryReading(of: regime, member) { recorder, text in
            recorder.entitlement(of: member, lodged: lodged, text: text)
        }
    }

    /// Whether a member belongs to a category with a right under one text of the law.
    mutating func entitlement(of member: Int, lodged: Moment, text: Int) -> Verdict {
        guard let relation: Relation = choose(.relation, member) else { return .no }
        switch relation {
        case .spouse, .equivalentPartner:
            return couple(
                member, relation, lodged, text, spouse(member, relation: relation, lodged: lodged, text: text))
        case .registeredPartner:
            return couple(member, relation, lodged, text, legalPartner(member, lodged: lodged, text: text))
        case .child, .partnerChild:
            return otherwise(
                member, relation, lodged, text, child(member, relation: relation, lodged: lodged, text: text))
        case .adultDisabledChild:
            return otherwise(member, relation, lodged, text, disabledChild(member, lodged: lodged, text: text))
        case .parent:
            return parent(member, lodged: lodged, text: text)
        case .sibling:
            return sibling(member, lodged: lodged, text: text)
        case .grandparent, .other:
            return noCategory(member)
        }
    }

    /// A spouse or partner: the category, then the bar on family formation, then what depends on the sponsor's status.
    private mutating func couple(
        _ member: Int, _ relation: Relation, _ lodged: Moment, _ text: Int, _ category: Verdict
    ) -> Verdict {
        guard category != .no else { return .no }
        return otherwise(
            member, relation, lodged, text, category && familyFormation(member, relation: relation, text: text))
    }

    /// What depends on the sponsor's status, for a member whose category is settled.
    private mutating func otherwise(
        _ member: Int, _ relation: Relation, _ lodged: Moment, _ text: Int, _ category: Verdict
    ) -> Verdict {
        guard category != .no else { return .no }
        let own = category && temporaryProtectionFamily(member, relation: relation, text: text)
        if own != .no { cameAlong(member, text: text) }
        return own
    }

    /// Leaves a finding for family that came along and was refused.
    ///
    /// - Source: BE-FM-ACCOMPANYING.
    private mutating func cameAlong(_ member: Int, text: Int) {
        guard term(.accompanyingFamilyInForce, text).isTrue, accompanies(member) else { return }
        open(.accompanyingFamily, member)
        _ = term(.accompanyingFamilyInForce, text)
        _ = accompanies(member)
        close(.yes, .cameAlong)
    }

    /// No right under article 10: only a humanitarian visa.
    ///
    /// - Source: BE-FM-NONE.
    mutating func noCategory(_ member: Int) -> Verdict {
        open(.noCategory, member)
        _ = choice(.relation, member, 0)
        close(.no, .noCategory)
        return .no
    }

    /// Runs a rule under every reading of a regime; where the readings differ, the law is open.
    mutating func underEveryReading(
        of regime: Int, _ member: Int, _ rule: (inout Self, Int) -> Verdict
    ) -> Verdict {
        let texts = texts(of: regime)
        guard texts.count > 1 else { return rule(&self, texts.lowerBound) }
        open(.suspension2026, member)
        var verdict: Verdict?
        for text in texts {
            mute()
            let holds = rule(&self, text)
            unmute()
            reading(holds, text: text)
            verdict = verdict?.orReading(holds) ?? holds
        }
        let settled = verdict ?? .uncertain
        close(settled, settled == .uncertain ? .readingsDiffer : .readingsAgree)
        return settled
    }
}

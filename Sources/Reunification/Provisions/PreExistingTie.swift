internal import Law

extension Recorder {
    /// The first day of the family tie; for a relative by descent the later of the two births unless the document says more.
    ///
    /// - Source: BE-COND-PRE-EXISTING-TIE.
    @inline(__always)
    mutating func tieSince(of member: Int, relation: Relation) -> Moment {
        if relation.isByDescent, isDefaulted(.tieSince, member) {
            let (own, sponsors) = (day(.birth, member), day(.sponsorBirth))
            return onOrBefore(own, sponsors) ? sponsors : own
        }
        return day(.tieSince, member)
    }

    /// Whether the tie existed before the sponsor entered Belgium.
    @inline(__always)
    mutating func tieExistedBefore(_ member: Int, relation: Relation) -> Bool {
        before(tieSince(of: member, relation: relation), day(.arrived))
    }

    /// Whether the exemption's condition on the tie holds.
    ///
    /// A child born later to a marriage that existed before: the sources do not say.
    ///
    /// - Source: BE-COND-PRE-EXISTING-TIE; FRD art. 9(2).
    mutating func preExistingTie(_ member: Int, relation: Relation) -> Verdict {
        open(.preExistingTie, member)
        show(.day, tieSince(of: member, relation: relation))
        show(.other, day(.arrived))
        if tieExistedBefore(member, relation: relation) {
            close(.yes, .tieBeforeArrival)
            return .yes
        }
        if relation == .child, isTrue(.sharedChild, member), marriageExistedBefore() {
            reading(.yes, .childFollowsMarriage)
            reading(.no, .childBornAfterArrival)
            close(.uncertain, .childBornLaterOfEarlierMarriage)
            return .uncertain
        }
        close(.no, .tieAfterArrival)
        return .no
    }

    /// Whether a joining spouse's marriage existed before the sponsor entered Belgium.
    private mutating func marriageExistedBefore() -> Bool {
        for other in 0..<memberCount {
            guard let relation: Relation = choose(.relation, other), relation.isMarriage else { continue }
            if tieExistedBefore(other, relation: relation) { return true }
        }
        return false
    }
}

extension Relation {
    /// Married, or in a partnership that counts as marriage.
    var isMarriage: Bool { self == .spouse || self == .equivalentPartner }
    /// Married or in any registered partnership.
    var isCouple: Bool { isMarriage || self == .registeredPartner }
    /// Related by descent, whose tie begins with a birth.
    var isByDescent: Bool {
        switch self {
        case .child, .adultDisabledChild, .parent, .sibling, .grandparent: true
        case .spouse, .equivalentPartner, .registeredPartner, .partnerChild, .other: false
        }
    }
}

internal import Law

extension Recorder {
    /// A partner in a registered partnership that does not count as marriage.
    ///
    /// - Source: Aliens Act art. 10 §1, 5°; BE-FM-LEGAL-PARTNER.
    mutating func legalPartner(_ member: Int, lodged: Moment, text: Int) -> Verdict {
        open(.legalPartner, member)
        if isTrue(.otherSpouseInBelgium) {
            close(.no, .otherSpouseInBelgium)
            return .no
        }
        let age = bothReach(
            .legalPartnerMinimumAge, orPrior: .legalPartnerMinimumAgeCohabited, member, lodged: lodged, text: text
        ) { recorder in
            let months = recorder.term(.legalPartnerCohabitationBeforeArrival, text).value
            let cohabited = recorder.quantity(.cohabitedMonths, member)
            return recorder.atLeast(cohabited, months)
        }
        guard age != .no else {
            close(.no, .partnerTooYoung)
            return .no
        }
        let proof: RelationshipProof? = choose(.relationshipProof, member)
        guard let proof, proof != .none else {
            close(.no, .relationshipNotProven)
            return .no
        }
        if age == .uncertain {
            reading(.yes, .lowerAgeSurvives)
            reading(.no, .lowerAgeIsGone)
        }
        close(age, age == .yes ? .partnerOfAge : .lowerAgeContested)
        return age
    }
}

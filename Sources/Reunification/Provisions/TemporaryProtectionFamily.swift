internal import Law

extension Recorder {
    /// What temporary protection adds: its own regime since 2024 for families that existed before, and open questions else.
    ///
    /// - Source: Aliens Act arts 57/34 and 57/34/1; BE-FM-TP.
    mutating func temporaryProtectionFamily(_ member: Int, relation: Relation, text: Int) -> Verdict {
        guard choose(.protection) == Protection.temporaryProtection else { return .yes }
        open(.temporaryProtectionFamily, member)
        _ = choice(.protection, 0, 0)
        let own = term(.temporaryProtectionOwnRegime, text)
        if own.isTrue, tieExistedBefore(member, relation: relation) {
            close(.yes, .temporaryProtectionOwnRegime)
            return .yes
        }
        reading(.yes, .generalRegimeOpen)
        reading(.no, .generalRegimeClosed)
        close(.uncertain, .temporaryProtectionGeneralRegime)
        return .uncertain
    }
}

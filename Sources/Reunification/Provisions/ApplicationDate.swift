internal import Law

extension Recorder {
    /// Leaves a finding for an application by email: its date is taken as the day of lodging, but the post must accept it.
    ///
    /// - Source: CJEU C-1/23 PPU Afrin; BE-APPLICATION-DATE.
    mutating func applicationDate(of member: Int, lodged: Moment) {
        guard hasApplication(member), choose(.channel, member) == Channel.email else { return }
        open(.applicationDate, member)
        _ = choice(.channel, member, 0)
        show(.day, lodged)
        reading(.yes, .emailDateCounts)
        reading(.no, .appearanceDateCounts)
        close(.uncertain, .lodgedByEmail)
    }
}

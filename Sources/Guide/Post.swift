public import Law

/// A Belgian embassy or consulate where a long-stay visa can be asked for.
public struct Post: Hashable, Sendable {
    /// Who takes the file in.
    public enum Channel: String, Sendable, CaseIterable {
        case embassy, tlscontact, email, unknown
        case vfsGlobal = "vfs_global"
        case visaCentre = "visa_centre"
    }

    /// Its id, such as `nairobi`.
    public var id: String
    /// The town.
    public var place: Words
    /// ISO code of the country in which it stands.
    public var country: String
    /// Who takes the file in.
    public var channel: Channel
    /// What must be paid there besides the fees of the law.
    public var fees: [Cost.Kind]
    /// Countries whose residents use it.
    public var residents: [String]
    /// Nationals who use it wherever they stay.
    public var nationals: [String]
    /// How to get an appointment.
    public var appointment: Words
    /// What else one should know.
    public var note: Words?
    /// How far this can be relied on.
    public var standing: Standing

    /// Makes a post.
    public init(
        id: String, place: Words, country: String, channel: Channel, fees: [Cost.Kind],
        residents: [String], nationals: [String],
        appointment: Words, note: Words?, standing: Standing
    ) {
        self.id = id
        self.place = place
        self.country = country
        self.channel = channel
        self.fees = fees
        self.residents = residents
        self.nationals = nationals
        self.appointment = appointment
        self.note = note
        self.standing = standing
    }
}

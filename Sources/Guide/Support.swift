public import Law

/// A way to have costs paid.
public struct Support: Hashable, Sendable {
    /// Its id.
    public var id: String
    /// Its name.
    public var name: Words
    /// What it is, its conditions, and how to ask.
    public var text: Words
    /// How far this can be relied on.
    public var standing: Standing

    /// Makes a route.
    public init(id: String, name: Words, text: Words, standing: Standing) {
        self.id = id
        self.name = name
        self.text = text
        self.standing = standing
    }
}

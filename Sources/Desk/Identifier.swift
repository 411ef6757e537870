internal import Seal

/// Ids that say nothing: 80 random bits in letters and digits that are not mistaken for each other.
public enum Identifier {
    private static let letters = Array("0123456789abcdefghjkmnpqrstvwxyz".utf8)

    /// A new one.
    public static func random() -> String {
        String(decoding: Seal.random(16).map { letters[Int($0 & 31)] }, as: UTF8.self)
    }
}

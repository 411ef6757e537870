/// The languages of the product.
public enum Language: String, Sendable, CaseIterable {
    /// Dutch.
    case nl
    /// French.
    case fr
    /// English.
    case en
    /// Arabic, of the family's own pages.
    case ar

    /// The languages in which law and guide are written and reviewed; others are translated from them.
    public static let authored: [Language] = [.nl, .fr, .en]

    /// Whether it is written from right to left.
    public var isRightToLeft: Bool { self == .ar }
}

/// One text in every language.
public struct Words: Hashable, Sendable {
    /// Dutch.
    public var nl: String
    /// French.
    public var fr: String
    /// English.
    public var en: String
    /// Arabic; empty where nobody translated it, and the English stands in.
    public var ar: String

    /// Makes a text from its versions.
    public init(nl: String, fr: String, en: String, ar: String = "") {
        self.nl = nl
        self.fr = fr
        self.en = en
        self.ar = ar
    }

    /// The text in one language.
    public subscript(language: Language) -> String {
        switch language {
        case .nl: nl
        case .fr: fr
        case .en: en
        case .ar: ar.isEmpty ? en : ar
        }
    }

    /// The text with every version passed through `transform`.
    public func map(_ transform: (Language, String) -> String) -> Words {
        Words(
            nl: transform(.nl, nl), fr: transform(.fr, fr), en: transform(.en, en),
            ar: ar.isEmpty ? "" : transform(.ar, ar))
    }
}

/// Where a rule or a figure comes from.
public struct Source: Hashable, Sendable {
    /// What it is.
    public var title: String
    /// Where it can be read; `nil` for a document without an address.
    public var url: String?

    /// Makes a source.
    public init(title: String, url: String?) {
        self.title = title
        self.url = url
    }
}

/// How far a provision can be relied on.
public enum Confidence: String, Sendable, CaseIterable {
    /// Two independent sources, or one primary source.
    case high
    /// One good secondary source, or sources that agree on substance.
    case medium
    /// Background, inference, or sources in conflict.
    case low
}

/// How far a figure can be relied on.
public enum ValueStatus: String, Sendable, CaseIterable {
    /// A source states it.
    case sourced
    /// Arithmetic on sourced values.
    case derived
    /// Nothing firm may hang on it.
    case unverified
}

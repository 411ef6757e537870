extension Language {
    /// How many forms a counted word has.
    public var pluralForms: Int { self == .ar ? 6 : 2 }

    /// The header by which a gettext catalogue states the rule.
    public var pluralRule: String {
        switch self {
        case .nl, .en: "nplurals=2; plural=(n != 1);"
        case .fr: "nplurals=2; plural=(n > 1);"
        case .ar:
            "nplurals=6; plural=(n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n%100>=3 && n%100<=10 ? 3 : n%100>=11 ? 4 : 5);"
        }
    }

    /// The form for a count.
    public func pluralForm(_ count: Int) -> Int {
        let count = abs(count)
        switch self {
        case .nl, .en: return count != 1 ? 1 : 0
        case .fr: return count > 1 ? 1 : 0
        case .ar:
            if count <= 2 { return count }
            let rest = count % 100
            return rest >= 3 && rest <= 10 ? 3 : rest >= 11 ? 4 : 5
        }
    }
}

/// Words of the product's surfaces in every language, by key.
public struct Catalogue: Sendable {
    private var entries: [String: Words]
    /// The forms of a counted key, by language.
    private var counted: [String: [Language: [String]]]

    /// Makes a catalogue.
    public init(_ entries: [String: Words], counted: [String: [Language: [String]]] = [:]) {
        self.entries = entries
        self.counted = counted
    }

    /// The words of a key; the key itself where there are none, so that a gap is seen.
    public subscript(key: String) -> Words {
        entries[key] ?? Words(nl: key, fr: key, en: key, ar: key)
    }

    /// Whether a key has words.
    public func has(_ key: String) -> Bool { entries[key] != nil || counted[key] != nil }

    /// The words of a key that counts, with the number in place of `{count}`.
    public subscript(key: String, count: Int) -> Words {
        func text(_ language: Language) -> String {
            guard let forms = counted[key]?[language] else { return key }
            let form = forms[language.pluralForm(count)]
            return form.split(separator: "{count}", omittingEmptySubsequences: false).joined(separator: "\(count)")
        }
        return Words(nl: text(.nl), fr: text(.fr), en: text(.en), ar: text(.ar))
    }

    /// The catalogue as one text, for packing into the program.
    public var packed: String {
        var packer = Packer()
        packer.put(entries.sorted { $0.key < $1.key }) { packer, entry in
            packer.put(entry.key)
            packer.put(entry.value)
        }
        packer.put(counted.sorted { $0.key < $1.key }) { packer, entry in
            packer.put(entry.key)
            packer.put(Language.allCases) { packer, language in
                packer.put(entry.value[language] ?? []) { $0.put($1) }
            }
        }
        return packer.text
    }

    /// Reads a packed catalogue.
    ///
    /// - Returns: `nil` when the text is damaged, which a checked build never is.
    public init?(packed bytes: UnsafeBufferPointer<UInt8>) {
        var unpacker = Unpacker(bytes)
        (entries, counted) = ([:], [:])
        do throws(Unpacker.Damage) {
            for (key, words) in try unpacker.list({ (unpacker) throws(Unpacker.Damage) in
                (try unpacker.string(), try unpacker.words())
            }) { entries[key] = words }
            for (key, forms) in try unpacker.list({ (unpacker) throws(Unpacker.Damage) in
                (
                    try unpacker.string(),
                    try unpacker.list { (unpacker) throws(Unpacker.Damage) in
                        try unpacker.list { (unpacker) throws(Unpacker.Damage) in try unpacker.string() }
                    }
                )
            }) { counted[key] = Dictionary(uniqueKeysWithValues: zip(Language.allCases, forms)) }
        } catch {
            return nil
        }
    }
}

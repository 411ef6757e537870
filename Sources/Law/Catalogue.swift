/// Words of the product's surfaces in every language, by key.
public struct Catalogue: Sendable {
    private var entries: [String: Words]

    /// Makes a catalogue.
    public init(_ entries: [String: Words]) {
        self.entries = entries
    }

    /// The words of a key; the key itself where there are none, so that a gap is seen.
    public subscript(key: String) -> Words {
        entries[key] ?? Words(nl: key, fr: key, en: key)
    }

    /// The catalogue as one text, for packing into the program.
    public var packed: String {
        var packer = Packer()
        packer.put(entries.sorted { $0.key < $1.key }) { packer, entry in
            packer.put(entry.key)
            packer.put(entry.value)
        }
        return packer.text
    }

    /// Reads a packed catalogue.
    ///
    /// - Returns: `nil` when the text is damaged, which a checked build never is.
    public init?(packed bytes: UnsafeBufferPointer<UInt8>) {
        var unpacker = Unpacker(bytes)
        entries = [:]
        do throws(Unpacker.Damage) {
            for (key, words) in try unpacker.list({ (unpacker) throws(Unpacker.Damage) in
                (try unpacker.string(), try unpacker.words())
            }) { entries[key] = words }
        } catch {
            return nil
        }
    }
}

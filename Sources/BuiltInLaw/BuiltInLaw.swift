public import Guide
public import Law

/// The reviewed law as it stood when the program was built.
public enum BuiltInLaw {
    /// The whole law, unpacked anew at each call.
    public static var book: LawBook {
        let bytes = UnsafeBufferPointer(start: packedLaw.utf8Start, count: packedLaw.utf8CodeUnitCount)
        guard let book = LawBook(packed: bytes) else { preconditionFailure("the packed law is damaged") }
        return book
    }

    /// The whole guide, unpacked anew at each call.
    public static var guide: Guide {
        let bytes = UnsafeBufferPointer(start: packedGuide.utf8Start, count: packedGuide.utf8CodeUnitCount)
        guard let guide = Guide(packed: bytes) else { preconditionFailure("the packed guide is damaged") }
        return guide
    }

    /// For each language how many texts still need a native reader.
    public static var needsReview: [Language: Int] {
        var counts: [Language: Int] = [:]
        for (name, count) in packedReviews { if let language = Language(rawValue: name) { counts[language] = count } }
        return counts
    }

    /// The stylesheet of the pages.
    public static var style: StaticString { packedStyle }

    /// The words of the surfaces, unpacked anew at each call.
    public static var words: Catalogue {
        let bytes = UnsafeBufferPointer(start: packedWords.utf8Start, count: packedWords.utf8CodeUnitCount)
        guard let words = Catalogue(packed: bytes) else { preconditionFailure("the packed words are damaged") }
        return words
    }

    /// The published schemas: JSON Schemas, and the header of the table that `assess --batch` reads.
    public static var schemas: [(name: String, text: String)] { packedSchemas }
}

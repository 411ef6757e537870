public import Law

/// A law book made ready for the rules: every text of every regime resolved into plain numbers.
public struct Rulebook: Sendable {
    /// The law it was made from.
    public let book: LawBook
    /// Every text, regime by regime.
    public let texts: [LawText]
    /// The reading that each text stands for.
    public let readings: [Regime.Reading]
    let textRanges: [Range<Int>]
    let windowTexts: [Int]
    /// A comparison changed on purpose; only tests set it.
    package var mutation: Mutation?

    /// Resolves a law book.
    public init(_ book: LawBook) {
        self.book = book
        var texts: [LawText] = []
        var readings: [Regime.Reading] = []
        var ranges: [Range<Int>] = []
        var windows: [Int] = []
        for regime in book.regimes {
            let start = texts.count
            for reading in regime.readings {
                texts.append(LawText(reading, of: book))
                readings.append(reading)
            }
            ranges.append(start..<texts.count)
            windows.append(start + regime.windowReading)
        }
        self.texts = texts
        self.readings = readings
        textRanges = ranges
        windowTexts = windows
    }
}

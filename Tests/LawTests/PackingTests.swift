import BuiltInLaw
import CivilTime
import Law
import Testing

/// The law as one text: packing and unpacking is the identity.
struct PackingTests {
    @Test func `the built-in law survives packing`() {
        let book = BuiltInLaw.book
        #expect(unpacked(book.packed) == book)
    }

    @Test func `what is rare survives packing too`() throws {
        let words = Words(nl: "é “q” \u{1F1E7}\u{1F1EA}", fr: "", en: "a\nb\\n")
        let source = Source(title: "Title, with: signs", url: nil)
        var book = BuiltInLaw.book
        book.parameters[0].values = [
            DatedValue(
                from: Day(rawValue: -719_468),
                value: nil,
                status: .unverified,
                assuredThrough: .distantFuture,
                note: "",
                sources: []
            ),
            DatedValue(
                from: .distantFuture,
                value: .max,
                status: .derived,
                assuredThrough: nil,
                note: "n",
                sources: [source, Source(title: "t", url: "https://example.org/")]
            ),
        ]
        book.parameters[1].indexedEveryMonths = 120
        book.parameters[1].title = words
        book.parameters[2].values = []
        book.provisions[0].confidenceOf = ["a": .high, "b": .low, "c": .medium]
        book.provisions[0].notModelled = [words, words]
        book.regimes[0].readings[0].changes = [
            Regime.Change(parameter: .ggmmi, value: .min + 1, status: .unverified, note: "why"),
            Regime.Change(parameter: .exemptionWindowRefugee, value: nil, status: .sourced, note: ""),
        ]
        book.resolver[0].sponsor = .temporaryProtection
        book.resolver[0].assessedFrom = Day(rawValue: 0)
        book.resolver[0].onlyJoining = true
        book.sentences = ["one": words]
        #expect(unpacked(book.packed) == book)
    }

    @Test func `a law without anything survives packing`() {
        let nothing = Words(nl: "", fr: "", en: "")
        var units: [Unit: Words] = [:]
        for unit in Unit.allCases { units[unit] = nothing }
        let book = LawBook(
            parameters: [], provisions: [], regimes: [], resolver: [], referencePosts: [], sentences: [:],
            unitWords: units)
        #expect(unpacked(book.packed) == book)
    }

    @Test func `a law that is cut off is no law`() {
        let packed = Array(BuiltInLaw.book.packed.utf8)
        for length in stride(from: 0, to: packed.count, by: packed.count / 60) {
            #expect(
                packed[..<length].withUnsafeBufferPointer(LawBook.init(packed:)) == nil,
                "\(length) of \(packed.count) bytes"
            )
        }
        #expect(packed.dropLast().withUnsafeBufferPointer(LawBook.init(packed:)) == nil)
    }

    @Test func `a catalogue of words survives packing, and shows its gaps`() throws {
        let words = Words(nl: "maart", fr: "mars", en: "March")
        let packed = Array(Catalogue(["month_3": words, "empty": Words(nl: "", fr: "", en: "")]).packed.utf8)
        let catalogue = try #require(packed.withUnsafeBufferPointer(Catalogue.init(packed:)))
        #expect(catalogue["month_3"] == words)
        #expect(catalogue["empty"] == Words(nl: "", fr: "", en: ""))
        #expect(catalogue["month_4"] == Words(nl: "month_4", fr: "month_4", en: "month_4", ar: "month_4"))
        #expect(packed.dropLast().withUnsafeBufferPointer(Catalogue.init(packed:)) == nil)
    }

    private func unpacked(_ text: String) -> LawBook? {
        Array(text.utf8).withUnsafeBufferPointer(LawBook.init(packed:))
    }
}

import Documents
import Testing

/// Errors that say where and what, and what was probably meant.
struct SuggestionTests {
    static let words = ["sponsor", "members", "as_of", "family", "protection_granted_on", "region"]

    @Test(arguments: [
        ("sponser", "sponsor"), ("Sponsor", "sponsor"), ("member", "members"), ("memebrs", "members"),
        ("asof", "as_of"),
        ("protection_granted", "protection_granted_on"), ("regio", "region"), ("famliy", "family"),
    ])
    func `a mistyped word gets the one that was meant`(word: String, meant: String) {
        #expect(Suggestion.didYouMean(word, among: SuggestionTests.words) == "; did you mean ‘\(meant)’?")
    }

    @Test(arguments: ["", "x", "household", "date_of_birth", String(repeating: "sponsor", count: 12)])
    func `a word that is like none gets none`(word: String) {
        #expect(Suggestion.didYouMean(word, among: SuggestionTests.words) == "")
        #expect(Suggestion.didYouMean(word, among: []) == "")
    }

    @Test func `an error reads file, line, key and problem`() {
        #expect(DocumentError(file: "a.yaml", line: 3, key: "b.c", problem: "p").description == "a.yaml:3: b.c: p")
        #expect(DocumentError(file: "a.yaml", line: 0, key: "", problem: "p").description == "a.yaml: p")
        #expect(DocumentError(line: 3, key: "b", problem: "p").description == "line 3: b: p")
        #expect(DocumentError(line: 0, key: "b", problem: "p").description == "b: p")
        #expect(DocumentError(line: 0, key: "", problem: "p").description == "p")
    }
}

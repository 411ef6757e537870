import BuiltInLaw
import Documents
import Law
import LawFiles
import TestSupport
import Testing

/// The words of the terminal.
struct CatalogueFileTests {
    @Test func `the words of the terminal are the built-in ones, months included`() throws {
        let words = try CatalogueFile.read(PackageFolder.path + "/locales/terminal.yaml")
        #expect(words.packed == BuiltInLaw.words.packed)
        #expect(words["month_3"] == Words(nl: "maart", fr: "mars", en: "March"))
        #expect(words["month_12"].fr == "décembre")
    }

    @Test(arguments: [
        ("a: {nl: x, fr: y}\n", 1, "a.en", "missing"),
        ("b: {nl: x, fr: y, en: z}\na: {nl: \"{day}\", fr: \"{day}\", en: z}\n", 2, "a", "{placeholders}"),
        ("a: {nl: x, fr: y, en: z, de: w}\n", 1, "a.de", "unknown key"),
        ("a: text\n", 1, "a", "a group of keys"),
        ("- a\n", 1, "", "a map of keys"),
        ("months: {nl: [a], fr: [b], en: [c]}\n", 1, "months.nl", "twelve"),
        ("", 1, "", "empty"),
    ])
    func `words that are not whole are refused`(text: String, line: Int, key: String, reason: String) throws {
        let folder = try TemporaryFolder()
        try folder.write(text, to: "words.yaml")
        let error = #expect(throws: DocumentError.self) { _ = try CatalogueFile.read(folder.path + "/words.yaml") }
        #expect(error?.file == folder.path + "/words.yaml")
        #expect(error?.line == line)
        #expect(error?.key == key)
        #expect(error?.problem.contains(reason) == true, "\(error?.problem ?? "")")
    }

    @Test func `a file that is not there is named`() throws {
        let folder = try TemporaryFolder()
        let error = #expect(throws: DocumentError.self) { _ = try CatalogueFile.read(folder.path + "/none.yaml") }
        #expect(error?.description == folder.path + "/none.yaml: the file cannot be read")
    }
}

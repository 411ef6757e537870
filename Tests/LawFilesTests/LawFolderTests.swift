import BuiltInLaw
import Documents
import Law
import LawFiles
import Reunification
import TestSupport
import Testing

/// A folder of law is read whole, or refused with every fault named.
struct LawFolderTests {
    @Test func `an untouched copy has no faults and is the built-in law`() throws {
        let copy = try TemporaryFolder(copyOf: "law")
        let book = try LawFolder.read(copy.path, sentences: Sentence.allKeys)
        var locales = Locales(PackageFolder.path + "/locales")
        #expect(locales.translate(book) == BuiltInLaw.book)
    }

    @Test(arguments: Breakage.all)
    func `one thing wrong is named with file, line, key and reason`(breakage: Breakage) throws {
        let copy = try TemporaryFolder(copyOf: "law")
        let line = try breakage.apply(to: copy)
        let faults = LawFolderTests.faults(of: copy)
        let file = copy.path + "/" + (breakage.blames ?? breakage.file)
        let isNamed = faults.contains {
            $0.file == file && $0.key == breakage.key && $0.problem.contains(breakage.reason)
                && (breakage.blames != nil || $0.line == line)
        }
        #expect(
            isNamed,
            "line \(line), key ‘\(breakage.key)’ and ‘\(breakage.reason)’ are expected:\n\(faults.map(\.description))"
        )
    }

    @Test func `the breakages have names of their own`() {
        #expect(Set(Breakage.all.map(\.name)).count == Breakage.all.count)
        #expect(Breakage.all.allSatisfy { !$0.reason.isEmpty })
    }

    @Test func `several things wrong are all named`() throws {
        let copy = try TemporaryFolder(copyOf: "law")
        var files: Set<String> = []
        for name in [
            "an unknown key of a provision", "two rows of the same day", "an unknown parameter in a reform",
            "an unknown unit",
        ] {
            let breakage = try #require(Breakage.all.first { $0.name == name })
            _ = try breakage.apply(to: copy)
            files.insert(copy.path + "/" + breakage.file)
        }
        #expect(files.isSubset(of: LawFolderTests.faults(of: copy).map(\.file)))
    }

    @Test func `a folder that is not there has faults`() throws {
        let empty = try TemporaryFolder()
        let faults = LawFolderTests.faults(of: empty)
        for name in ["units.yaml", "provisions", "parameters", "regimes", "reforms", "resolver.yaml", "sentences.yaml"]
        {
            #expect(faults.contains { $0.file == empty.path + "/" + name }, "\(name)")
        }
    }

    @Test func `a fault is one line with file, line, key and reason`() throws {
        let copy = try TemporaryFolder(copyOf: "law")
        let breakage = try #require(Breakage.all.first { $0.name == "an unknown unit" })
        _ = try breakage.apply(to: copy)
        let error = #expect(throws: LawFolder.Faults.self) {
            _ = try LawFolder.read(copy.path, sentences: Sentence.allKeys)
        }
        let text = try #require(error).description
        let first = try #require(text.split(separator: "\n").first)
        #expect(first.hasPrefix(copy.path + "/parameters/be/appeal/term.yaml:4: unit: ‘day’ is not allowed"))
        #expect(
            first.contains("allowed: days, working_days, months, years, eur, eur_per_month, percent, yes_no, count")
        )
    }

    private static func faults(of folder: TemporaryFolder) -> [DocumentError] {
        do throws(LawFolder.Faults) {
            _ = try LawFolder.read(folder.path, sentences: Sentence.allKeys)
            return []
        } catch {
            return error.faults
        }
    }
}

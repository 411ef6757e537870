public import Documents
internal import FoundationEssentials
public import Law

/// Reads the reviewed law from its folder.
public enum LawFolder {
    /// Everything that is wrong with a folder.
    public struct Faults: Error, CustomStringConvertible {
        /// The faults, file by file.
        public var faults: [DocumentError]

        /// Puts faults together.
        public init(faults: [DocumentError]) { self.faults = faults }

        /// One line each.
        public var description: String { faults.map(\.description).joined(separator: "\n") }
    }

    /// Reads `units.yaml`, `provisions/`, `parameters/`, `regimes/`, `reforms/`, `resolver.yaml` and `sentences.yaml`.
    ///
    /// - Parameters:
    ///   - folder: Path of the folder.
    ///   - sentences: Keys that `sentences.yaml` must have; no other is allowed.
    /// - Returns: The law, whole and checked.
    /// - Throws: `Faults` with file, line, key and reason for every gap, overlap, missing source and unknown key.
    public static func read(_ folder: String, sentences: [String]) throws(Faults) -> LawBook {
        var reader = LawFolderReader(folder: folder, sentenceKeys: sentences)
        let book = reader.book()
        guard reader.faults.isEmpty else { throw Faults(faults: reader.faults) }
        return book
    }
}

struct LawFolderReader {
    let folder: String
    let sentenceKeys: [String]
    var faults: [DocumentError] = []
    /// Units of the parameters read so far.
    var units: [Parameter: Unit] = [:]

    mutating func book() -> LawBook {
        let unitWords = readUnits()
        let provisions = self.provisions()
        let parameters = self.parameters()
        for record in parameters { units[record.parameter] = record.unit }
        var regimes = self.regimes()
        let resolver = self.resolver(regimes)
        regimes += reforms(on: regimes)
        let sentences = self.sentences(sentenceKeys)
        let referencePosts = self.referencePosts()
        let book = LawBook(
            parameters: parameters, provisions: provisions, regimes: regimes, resolver: resolver,
            referencePosts: referencePosts, sentences: sentences,
            unitWords: unitWords)
        if faults.isEmpty { checkWhole(book) }
        return book
    }

    // MARK: Files

    mutating func files(_ subfolder: String) -> [String] {
        let path = folder + "/" + subfolder
        guard let all = try? FileManager.default.subpathsOfDirectory(atPath: path) else {
            fault(subfolder, 0, "", "the folder is missing")
            return []
        }
        for other in all.sorted() where !other.hasSuffix(".yaml") {
            var isFolder = false
            if let type = try? FileManager.default.attributesOfItem(atPath: path + "/" + other)[.type]
                as? FileAttributeType
            {
                isFolder = type == .typeDirectory
            }
            if !isFolder { fault(subfolder + "/" + other, 0, "", "only .yaml files belong here") }
        }
        return all.filter { $0.hasSuffix(".yaml") }.sorted().map { subfolder + "/" + $0 }
    }

    mutating func fault(_ file: String, _ line: Int, _ key: String, _ problem: String) {
        faults.append(DocumentError(file: folder + "/" + file, line: line, key: key, problem: problem))
    }

    /// Reads one file and hands its content to `use`; a fault is kept with the file's name.
    mutating func reading<Result>(
        _ file: String, _ use: (inout LawFolderReader, Node) throws(DocumentError) -> Result
    ) -> Result? {
        guard let data = FileManager.default.contents(atPath: folder + "/" + file) else {
            fault(file, 0, "", "the file cannot be read")
            return nil
        }
        do throws(DocumentError) {
            return try use(&self, try YAMLReader.read(Array(data)))
        } catch {
            fault(file, error.line, error.key, error.problem)
            return nil
        }
    }

    /// Puts records in the order of a closed list; says which are missing, double or unknown.
    mutating func ordered<Key: Hashable, Record>(
        _ records: [(key: Key, file: String, record: Record)], of all: [Key], named name: (Key) -> String,
        _ subfolder: String
    ) -> [Record] {
        var byKey: [Key: Record] = [:]
        for (key, file, record) in records {
            if byKey.updateValue(record, forKey: key) != nil { fault(file, 1, "id", "‘\(name(key))’ has two files") }
        }
        return all.compactMap { key in
            if byKey[key] == nil { fault(subfolder, 0, "", "no file for ‘\(name(key))’") }
            return byKey[key]
        }
    }
}

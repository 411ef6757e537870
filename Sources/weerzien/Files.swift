internal import CivilTime
internal import Documents
internal import FactFiles
internal import FoundationEssentials
internal import Glibc
internal import Reunification

/// Reading and writing files, whole or not at all.
enum Files {
    /// The bytes of a file, or of standard input for `-`.
    static func read(_ path: String) throws -> [UInt8] {
        let descriptor = path == "-" ? 0 : open(path, O_RDONLY)
        guard descriptor >= 0 else { throw Failure.wrongInput("\(path): \(String(cString: strerror(errno)))") }
        defer { if descriptor != 0 { close(descriptor) } }
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let count = Glibc.read(descriptor, &buffer, buffer.count)
            guard count >= 0 else { throw Failure.wrongInput("\(path): \(String(cString: strerror(errno)))") }
            if count == 0 { return bytes }
            bytes.append(contentsOf: buffer[..<count])
            if bytes.count > DocumentLimit.bytes { throw named(path, JSONReader.tooLarge) }
        }
    }

    /// Writes a whole file, or to standard output without a path.
    static func write(_ bytes: [UInt8], to path: String?) throws {
        let file = try OutputFile(path)
        do {
            try file.write(bytes)
            try file.finish()
        } catch {
            file.abandon()
            throw error
        }
    }

    /// A facts document from a YAML or JSON file.
    static func facts(_ path: String, asOf: Day?) throws -> FactsDocument {
        do throws(DocumentError) {
            let bytes: [UInt8]
            do { bytes = try read(path) } catch let failure as Failure {
                throw DocumentError(line: 0, key: "", problem: failure.message)
            } catch { throw DocumentError(line: 0, key: "", problem: "\(error)") }
            var document = try FactsDocument(try YAMLReader.readEither(bytes), today: today)
            if let asOf { document.facts = document.facts.lookedAt(on: asOf) }
            return document
        } catch {
            throw named(path, error)
        }
    }

    /// A document in YAML or JSON.
    static func document(_ path: String) throws -> Node {
        do throws(DocumentError) {
            let bytes: [UInt8]
            do { bytes = try read(path) } catch { throw DocumentError(line: 0, key: "", problem: "\(error)") }
            return try YAMLReader.readEither(bytes)
        } catch {
            throw named(path, error)
        }
    }

    static func named(_ path: String, _ error: DocumentError) -> DocumentError {
        var error = error
        if !error.problem.hasPrefix(path + ":") { error.file = path }
        return error
    }

    /// Today's date where the program runs; the only clock of the program.
    static var today: Day {
        var now = time(nil)
        var parts = tm()
        localtime_r(&now, &parts)
        return Day(year: Int(parts.tm_year) + 1900, month: Int(parts.tm_mon) + 1, day: Int(parts.tm_mday))
            ?? Day(rawValue: Int32(now / 86_400))
    }
}

extension Facts {
    /// The same facts looked at on another day; what is not lodged yet is then assumed to be lodged on it.
    func lookedAt(on day: Day) -> Facts {
        var facts = lodging(on: day)
        facts.asOf = day
        return facts
    }
}

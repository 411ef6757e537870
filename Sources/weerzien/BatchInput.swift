internal import Documents
internal import FactFiles

/// One family of a batch, or what is wrong with its lines.
enum BatchItem: Sendable {
    case document(line: Int, bytes: [UInt8])
    case rows(FlatFacts, [FlatFacts.Row])
    case fault(DocumentError)
}

/// Cuts a file into families: one document a line, or the rows of a table that stand together.
struct BatchInput {
    private var lines: LineReader
    private var held: LineReader.Line?
    private var table: FamilyRows?

    /// Opens a file and finds out what it is: by its name, else by its first byte.
    init(_ path: String) throws {
        lines = try LineReader(path)
        while let line = try lines.next() {
            held = line
            if !line.isBlank { break }
        }
        let name = path.lowercased()
        let startsDocument = held?.bytes?.first { $0 > 0x20 } == UInt8(ascii: "{") || held == nil
        if name.hasSuffix(".csv") || (!name.hasSuffix(".jsonl") && !startsDocument) {
            table = FamilyRows(columns: try SchemaCommand.columns)
        }
    }

    /// The next families, few enough to be held in memory; empty after the last one.
    mutating func block() throws -> [BatchItem] {
        var items: [BatchItem] = []
        var size = 0
        while items.count < 256, size < 1 << 20 {
            guard let line = try held ?? lines.next() else {
                items += try table?.finish() ?? []
                break
            }
            held = nil
            size += line.bytes?.count ?? 0
            if table != nil {
                items += try table?.read(line) ?? []
            } else if let bytes = line.bytes {
                if !line.isBlank { items.append(.document(line: line.number, bytes: bytes)) }
            } else {
                items.append(.fault(DocumentError(line: line.number, key: "", problem: JSONReader.tooLarge.problem)))
            }
        }
        return items
    }
}

/// Puts the rows of a table together to families.
///
/// A row that cannot be read may belong to the family before it or after it, so neither is answered.
struct FamilyRows {
    private struct Family {
        var name: String
        var rows: [FlatFacts.Row]
        var doubtfulLine: Int?
    }

    private let columns: [String]
    private var table: FlatFacts?
    private var reader = CSVRowReader()
    private var firstLine = 0
    private var family: Family?
    private var doubtfulLine: Int?
    private var seen = RecentNames()

    /// - Parameter columns: Every column that there is.
    init(columns: [String]) { self.columns = columns }

    /// Reads a line; gives what it completes.
    ///
    /// - Throws: `DocumentError` when the header is wrong, and nothing can be read.
    mutating func read(_ line: LineReader.Line) throws(DocumentError) -> [BatchItem] {
        if !reader.isOpen {
            if line.isBlank { return [] }
            firstLine = line.number
        }
        do throws(DocumentError) {
            guard let cells = try reader.read(line.bytes ?? Array(repeating: 0, count: CSVRowReader.limit)) else {
                return []
            }
            guard let table else {
                table = try FlatFacts(header: cells, allowed: columns)
                return []
            }
            let row = FlatFacts.Row(line: firstLine, cells: cells)
            return take(row, of: try table.family(row))
        } catch {
            return [.fault(try unreadable(error))]
        }
    }

    /// What the last line leaves.
    mutating func finish() throws(DocumentError) -> [BatchItem] {
        var items: [BatchItem] = []
        if reader.isOpen { items.append(.fault(try unreadable(reader.endsOpen()))) }
        guard table != nil else {
            throw DocumentError(line: 1, key: "", problem: "the table has no header; `weerzien schema batch` prints it")
        }
        items += complete()
        return items
    }

    private mutating func unreadable(_ error: DocumentError) throws(DocumentError) -> DocumentError {
        var error = error
        error.line = firstLine
        guard table != nil else { throw error }
        family?.doubtfulLine = firstLine
        doubtfulLine = firstLine
        return error
    }

    private mutating func take(_ row: FlatFacts.Row, of name: String) -> [BatchItem] {
        defer { doubtfulLine = nil }
        if family?.name == name {
            // One more than a family may have, so that reading it says so.
            if let count = family?.rows.count, count <= FlatFacts.memberLimit { family?.rows.append(row) }
            return []
        }
        let items = complete()
        family = Family(name: name, rows: [row], doubtfulLine: doubtfulLine)
        return items
    }

    private mutating func complete() -> [BatchItem] {
        guard let family, let table else { return [] }
        self.family = nil
        let line = family.rows[0].line
        if let earlier = seen.insert(family.name, line) {
            return [
                fault(
                    line,
                    "‘\(family.name)’ stands on line \(earlier) as well, and its answer there lacks these rows; "
                        + "put the rows of a family one after the other"
                )
            ]
        }
        if let doubtful = family.doubtfulLine {
            return [
                fault(line, "‘\(family.name)’ is not answered: line \(doubtful) cannot be read and may belong to it")
            ]
        }
        return [.rows(table, family.rows)]
    }

    private func fault(_ line: Int, _ problem: String) -> BatchItem {
        .fault(DocumentError(line: line, key: "family", problem: problem))
    }
}

/// Remembers the last names, 65,536 at least and never more than twice as many, so that memory does not grow.
private struct RecentNames {
    private static let limit = 1 << 16
    private var recent: [String: Int] = [:]
    private var older: [String: Int] = [:]

    /// Remembers the line of a name; gives the line on which it stood before.
    mutating func insert(_ name: String, _ line: Int) -> Int? {
        if let earlier = recent[name] ?? older[name] { return earlier }
        if recent.count == RecentNames.limit {
            older = recent
            recent = [:]
        }
        recent[name] = line
        return nil
    }
}

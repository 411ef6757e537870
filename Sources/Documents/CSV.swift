/// Puts the lines of a table together to rows, and takes rows apart into cells (RFC 4180).
///
/// A cell in quotes may hold commas, doubled quotes and line breaks, so a row may need more lines than one.
public struct CSVRowReader {
    /// Largest row, in bytes, so that a quote that is never closed cannot swallow the table.
    public static let limit = 1 << 16

    private var cells: [[UInt8]] = [[]]
    private var bytes = 0
    private var state = State.start

    private enum State {
        case start
        case plain
        case quoted
        case afterQuote
    }

    /// Starts on a row.
    public init() {}

    /// Whether a row has begun and is not complete.
    public var isOpen: Bool { state == .quoted }

    /// Reads the next line.
    ///
    /// - Parameter line: A line without its line feed.
    /// - Returns: The cells when the row is complete; `nil` when it goes on, on the next line.
    /// - Throws: `DocumentError` without a line number; the reader is then ready for another row.
    public mutating func read(_ line: [UInt8]) throws(DocumentError) -> [String]? {
        bytes += line.count + 1
        guard bytes <= CSVRowReader.limit else {
            throw failure("a row is longer than 64 KiB, or a quote is not closed")
        }
        if isOpen { append(0x0A) }
        for (index, byte) in line.enumerated() {
            switch (state, byte) {
            case (.quoted, UInt8(ascii: "\"")): state = .afterQuote
            case (.quoted, _): append(byte)
            case (.afterQuote, UInt8(ascii: "\"")):
                append(byte)
                state = .quoted
            case (_, UInt8(ascii: ",")):
                cells.append([])
                state = .start
            case (_, 0x0D) where index == line.count - 1: break
            case (.start, UInt8(ascii: "\"")): state = .quoted
            case (.afterQuote, _): throw failure("column \(cells.count): a comma is expected after a closing quote")
            case (_, UInt8(ascii: "\"")):
                throw failure(
                    "column \(cells.count): a quote inside a cell is doubled, and the whole cell stands in quotes"
                )
            default:
                append(byte)
                state = .plain
            }
        }
        return isOpen ? nil : try finish()
    }

    /// The error for a table that ends within a row.
    public mutating func endsOpen() -> DocumentError { failure("the table ends inside a quoted cell") }

    private mutating func append(_ byte: UInt8) { cells[cells.count - 1].append(byte) }

    private mutating func finish() throws(DocumentError) -> [String] {
        var texts: [String] = []
        texts.reserveCapacity(cells.count)
        for cell in cells {
            guard let text = String(validating: cell, as: UTF8.self) else {
                throw failure("the text is not valid UTF-8")
            }
            texts.append(text)
        }
        self = CSVRowReader()
        return texts
    }

    private mutating func failure(_ problem: String) -> DocumentError {
        self = CSVRowReader()
        return DocumentError(line: 0, key: "", problem: problem)
    }
}

/// Writes rows of a table (RFC 4180, with a line feed at the end of a row).
public enum CSVWriter {
    /// One row.
    public static func row(_ cells: [String]) -> String {
        cells.map { cell in
            guard cell.utf8.contains(where: { ",\"\r\n".utf8.contains($0) }) else { return cell }
            return "\"" + cell.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"") + "\""
        }.joined(separator: ",") + "\n"
    }
}

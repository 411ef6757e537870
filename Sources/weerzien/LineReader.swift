internal import Documents
internal import Glibc

/// Reads a file line by line in constant memory, without byte order mark and line feeds.
struct LineReader {
    /// One line with its number, from 1; `bytes` is `nil` where it is larger than a document may be.
    struct Line {
        var number: Int
        var bytes: [UInt8]?

        /// Whether there is nothing on it.
        var isBlank: Bool { bytes?.allSatisfy { $0 <= 0x20 } ?? false }
    }

    private let path: String
    private let descriptor: Int32
    private var buffer = [UInt8](repeating: 0, count: 1 << 16)
    private var filled = 0..<0
    private var number = 0

    /// Opens a file, or standard input for `-`.
    init(_ path: String) throws {
        self.path = path
        descriptor = path == "-" ? 0 : open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw Failure.wrongInput("\(path): \(String(cString: strerror(errno)))") }
    }

    /// The next line; `nil` after the last one.
    mutating func next() throws -> Line? {
        var bytes: [UInt8] = []
        var (isTooLong, hasBegun) = (false, false)
        while true {
            if filled.isEmpty, try !fill() { break }
            hasBegun = true
            let end = buffer[filled].firstIndex(of: 0x0A)
            if bytes.count + filled.count > DocumentLimit.bytes { isTooLong = true }
            if !isTooLong { bytes += buffer[filled.lowerBound..<(end ?? filled.upperBound)] }
            filled = (end.map { $0 + 1 } ?? filled.upperBound)..<filled.upperBound
            if end != nil { break }
        }
        guard hasBegun else { return nil }
        number += 1
        if number == 1, bytes.starts(with: [0xEF, 0xBB, 0xBF]) { bytes.removeFirst(3) }
        return Line(number: number, bytes: isTooLong ? nil : bytes)
    }

    private mutating func fill() throws -> Bool {
        let count = read(descriptor, &buffer, buffer.count)
        guard count >= 0 else { throw Failure.wrongInput("\(path): \(String(cString: strerror(errno)))") }
        filled = 0..<count
        return count > 0
    }
}

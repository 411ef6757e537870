/// Writes events into bytes and reads them back, whatever version wrote them.
///
/// A version byte; then numbers as LEB128 and texts as their length with UTF-8. Names of fields and verbs are written out, so
/// that a later version can still read what an earlier one meant.
public enum EventCoding {
    /// The version that is written.
    public static let version: UInt8 = 1

    /// Why bytes are no event.
    public enum Failure: Error, Hashable, Sendable {
        /// They end too early or go on too long.
        case malformed
        /// A later version of the program wrote them.
        case tooNew(UInt8)
        /// No verb has this name.
        case unknownVerb(String)
    }

    /// The bytes of an event.
    public static func encode(_ event: FileEvent) -> [UInt8] {
        var writer = ByteWriter()
        writer.byte(version)
        writer.text(event.verb.rawValue)
        writer.text(event.author)
        writer.number(event.at)
        writer.number(Int64(event.seen))
        writer.number(Int64(event.details.count))
        for (name, value) in event.details.sorted(by: { $0.key < $1.key }) {
            writer.text(name)
            writer.text(value)
        }
        writer.number(Int64(event.facts.count))
        for fact in event.facts {
            writer.text(fact.path)
            writer.text(fact.value)
        }
        return writer.bytes
    }

    /// The event that some bytes hold.
    ///
    /// - Throws: `Failure`.
    public static func decode(_ bytes: [UInt8]) throws(Failure) -> FileEvent {
        var reader = ByteReader(bytes)
        let version = try reader.byte()
        guard version >= 1, version <= EventCoding.version else { throw .tooNew(version) }
        // The one place for what an earlier version meant by its words: so far there is none.
        let name = try reader.text()
        guard let verb = FileVerb(rawValue: name) else { throw .unknownVerb(name) }
        let (author, at, seen) = (try reader.text(), try reader.number(), Int(clamping: try reader.number()))
        var details: [String: String] = [:]
        for _ in 0..<(try reader.count()) { details[try reader.text()] = try reader.text() }
        var facts: [FileEvent.Fact] = []
        for _ in 0..<(try reader.count()) {
            facts.append(FileEvent.Fact(path: try reader.text(), value: try reader.text()))
        }
        guard reader.isAtEnd else { throw .malformed }
        return FileEvent(verb, author: author, at: at, seen: seen, details: details, facts: facts)
    }
}

/// Appends numbers and texts to bytes.
struct ByteWriter {
    var bytes: [UInt8] = []

    mutating func byte(_ byte: UInt8) { bytes.append(byte) }

    mutating func number(_ number: Int64) {
        var rest = UInt64(bitPattern: number)
        while rest >= 0x80 {
            bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
            rest >>= 7
        }
        bytes.append(UInt8(rest))
    }

    mutating func text(_ text: String) {
        var text = text
        text.withUTF8 { utf8 in
            number(Int64(utf8.count))
            bytes.append(contentsOf: utf8)
        }
    }
}

/// Takes numbers and texts from bytes.
struct ByteReader {
    private let bytes: [UInt8]
    private var position = 0

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    var isAtEnd: Bool { position == bytes.count }

    mutating func byte() throws(EventCoding.Failure) -> UInt8 {
        guard position < bytes.count else { throw .malformed }
        position += 1
        return bytes[position - 1]
    }

    mutating func number() throws(EventCoding.Failure) -> Int64 {
        var (value, shift): (UInt64, UInt64) = (0, 0)
        while true {
            let next = try byte()
            guard shift < 64 else { throw .malformed }
            value |= UInt64(next & 0x7F) << shift
            if next & 0x80 == 0 { return Int64(bitPattern: value) }
            shift += 7
        }
    }

    /// How many things follow: no more than there are bytes.
    mutating func count() throws(EventCoding.Failure) -> Int {
        let count = try number()
        guard count >= 0, count <= bytes.count - position else { throw .malformed }
        return Int(count)
    }

    mutating func text() throws(EventCoding.Failure) -> String {
        let length = try count()
        defer { position += length }
        return String(decoding: bytes[position..<position + length], as: UTF8.self)
    }
}

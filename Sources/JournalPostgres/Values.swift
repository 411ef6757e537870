internal import CPostgres
internal import Journal

/// The types that values go out as, and come back as, by the number that PostgreSQL has for each.
private enum ColumnType {
    static let bool: Oid = 16
    static let bytea: Oid = 17
    static let int8: Oid = 20
    static let int2: Oid = 21
    static let int4: Oid = 23
    static let text: Oid = 25
    static let varchar: Oid = 1043
    /// Left to the server.
    static let open: Oid = 0
}

/// The values of a statement as libpq takes them, all in binary.
struct Parameters {
    /// Their types.
    private(set) var types: [Oid] = []
    /// How many bytes each has.
    private(set) var lengths: [Int32] = []
    /// That they are binary.
    ///
    /// So text has a length too, and is not cut at a NUL: the server refuses it.
    var formats: [Int32] { [Int32](repeating: 1, count: types.count) }
    /// One after the other.
    private var bytes: [UInt8] = []
    /// Where each begins; nothing for null.
    private var offsets: [Int?] = []

    init(_ values: [SQLValue]) {
        for value in values {
            let offset = bytes.count
            switch value {
            case .null: types.append(ColumnType.open)
            case .integer(let number):
                types.append(ColumnType.int8)
                withUnsafeBytes(of: number.bigEndian) { bytes.append(contentsOf: $0) }
            case .text(let text):
                types.append(ColumnType.text)
                bytes.append(contentsOf: text.utf8)
            case .bytes(let value):
                types.append(ColumnType.bytea)
                bytes.append(contentsOf: value)
            }
            offsets.append(value == .null ? nil : offset)
            lengths.append(Int32(bytes.count - offset))
        }
        // So that an empty value has an address too: without one it would be null.
        bytes.append(0)
    }

    /// Calls with the address of each value.
    func withPointers<Result>(_ body: ([UnsafePointer<CChar>?]) -> Result) -> Result {
        bytes.withUnsafeBytes { buffer in
            let base = buffer.assumingMemoryBound(to: CChar.self).baseAddress
            return body(offsets.map { offset in offset.flatMap { base?.advanced(by: $0) } })
        }
    }
}

extension SQLValue {
    /// A value of a result in binary; `nil` when its type is none of those above.
    init?(_ result: OpaquePointer, row: Int32, column: Int32) {
        guard PQgetisnull(result, row, column) == 0 else {
            self = .null
            return
        }
        let bytes = UnsafeRawBufferPointer(
            start: PQgetvalue(result, row, column), count: Int(PQgetlength(result, row, column)))
        switch PQftype(result, column) {
        case ColumnType.int8: self = .integer(Int64(bigEndian: bytes.loadUnaligned(as: Int64.self)))
        case ColumnType.int4: self = .integer(Int64(Int32(bigEndian: bytes.loadUnaligned(as: Int32.self))))
        case ColumnType.int2: self = .integer(Int64(Int16(bigEndian: bytes.loadUnaligned(as: Int16.self))))
        case ColumnType.bool: self = .integer(Int64(bytes.loadUnaligned(as: UInt8.self)))
        case ColumnType.text, ColumnType.varchar: self = .text(String(decoding: bytes, as: UTF8.self))
        case ColumnType.bytea: self = .bytes([UInt8](bytes))
        default: return nil
        }
    }
}

/// A statement with `$1`, `$2` and so on for each `?` outside quotes; `nil` when there are not `count` of them.
func numbered(_ sql: String, count: Int) -> String? {
    var result: [UInt8] = []
    var number = 0
    var quote: UInt8?
    for byte in sql.utf8 {
        switch byte {
        case UInt8(ascii: "?") where quote == nil:
            number += 1
            result.append(contentsOf: Array("$\(number)".utf8))
            continue
        case UInt8(ascii: "'"), UInt8(ascii: "\""):
            // A doubled quote closes and opens again.
            if quote == nil { quote = byte } else if quote == byte { quote = nil }
        default: break
        }
        result.append(byte)
    }
    return number == count ? String(decoding: result, as: UTF8.self) : nil
}

/// Calls with texts as C has them, and a null after the last.
func withCStrings<Result>(
    _ texts: [String], _ body: ([UnsafePointer<CChar>?]) throws -> Result
) rethrows -> Result {
    guard let first = texts.first else { return try body([nil]) }
    return try first.withCString { pointer in
        try withCStrings(Array(texts.dropFirst())) { try body([pointer] + $0) }
    }
}

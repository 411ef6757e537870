/// Writes JSON straight into bytes, in the order in which it is told.
public struct JSONWriter {
    /// What was written so far.
    public private(set) var bytes: [UInt8] = []
    private var needsComma = false
    private let isPretty: Bool
    private var depth = 0

    /// Starts a document; pretty ones have one key a line.
    public init(pretty: Bool) {
        isPretty = pretty
    }

    private mutating func separate() {
        if needsComma { bytes.append(UInt8(ascii: ",")) }
        if isPretty, depth > 0 {
            bytes.append(0x0A)
            bytes.append(contentsOf: repeatElement(0x20, count: depth * 2))
        }
        needsComma = false
    }

    private mutating func enclose(_ open: UInt8, _ close: UInt8, _ body: (inout JSONWriter) -> Void) {
        bytes.append(open)
        depth += 1
        needsComma = false
        let start = bytes.count
        body(&self)
        depth -= 1
        if isPretty, bytes.count > start {
            bytes.append(0x0A)
            bytes.append(contentsOf: repeatElement(0x20, count: depth * 2))
        }
        bytes.append(close)
        needsComma = true
    }

    /// Writes an object.
    public mutating func object(_ body: (inout JSONWriter) -> Void) {
        enclose(UInt8(ascii: "{"), UInt8(ascii: "}"), body)
    }

    /// Writes a list; `body` writes its items with `item`.
    public mutating func list(_ body: (inout JSONWriter) -> Void) {
        enclose(UInt8(ascii: "["), UInt8(ascii: "]"), body)
    }

    /// Writes an item of a list.
    public mutating func item(_ body: (inout JSONWriter) -> Void) {
        separate()
        body(&self)
        needsComma = true
    }

    /// Writes a key with what `body` writes.
    public mutating func key(_ key: String, _ body: (inout JSONWriter) -> Void) {
        separate()
        string(key)
        bytes.append(UInt8(ascii: ":"))
        if isPretty { bytes.append(0x20) }
        body(&self)
        needsComma = true
    }

    /// Writes a key with an object.
    public mutating func object(_ key: String, _ body: (inout JSONWriter) -> Void) {
        self.key(key) { $0.object(body) }
    }

    /// Writes a key with a list of one item for each element.
    public mutating func list<Elements: Sequence>(
        _ key: String, _ elements: Elements, _ each: (inout JSONWriter, Elements.Element) -> Void
    ) {
        self.key(key) { writer in
            writer.list { writer in
                for element in elements { writer.item { each(&$0, element) } }
            }
        }
    }

    /// Writes a key with a text, or null.
    public mutating func text(_ key: String, _ text: String?) {
        self.key(key) { writer in
            if let text { writer.string(text) } else { writer.null() }
        }
    }

    /// Writes a key with a list of texts.
    public mutating func texts(_ key: String, _ texts: [String]) {
        list(key, texts) { $0.string($1) }
    }

    /// Writes a text.
    public mutating func string(_ text: String) {
        bytes.append(UInt8(ascii: "\""))
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "\""), UInt8(ascii: "\\"):
                bytes.append(UInt8(ascii: "\\"))
                bytes.append(byte)
            case 0..<0x20:
                let digits = Array("0123456789abcdef".utf8)
                bytes.append(contentsOf: Array("\\u00".utf8))
                bytes.append(digits[Int(byte >> 4)])
                bytes.append(digits[Int(byte & 15)])
            default:
                bytes.append(byte)
            }
        }
        bytes.append(UInt8(ascii: "\""))
    }

    /// Writes a whole number.
    public mutating func integer(_ number: Int) { bytes.append(contentsOf: String(number).utf8) }

    /// Writes a truth.
    public mutating func bool(_ value: Bool) { bytes.append(contentsOf: (value ? "true" : "false").utf8) }

    /// Writes null.
    public mutating func null() { bytes.append(contentsOf: "null".utf8) }

    /// Writes an amount of cents in euro, with at most two decimals.
    public mutating func euro(_ cents: Int64) {
        bytes.append(contentsOf: String(cents / 100).utf8)
        let rest = cents % 100
        guard rest != 0 else { return }
        bytes.append(UInt8(ascii: "."))
        bytes.append(UInt8(ascii: "0") + UInt8(rest / 10))
        if rest % 10 != 0 { bytes.append(UInt8(ascii: "0") + UInt8(rest % 10)) }
    }
}

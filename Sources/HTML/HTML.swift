/// Writes HTML straight into bytes; text is escaped by construction.
public struct HTML {
    /// What was written so far.
    public private(set) var bytes: [UInt8] = []

    /// Starts an empty document.
    public init() {}

    /// Writes the declaration that a page begins with.
    public mutating func doctype() { raw("<!doctype html>\n") }

    /// Writes an element with what `body` writes.
    ///
    /// - Parameters:
    ///   - name: The element.
    ///   - attributes: Names with their values; `nil` leaves one out, an empty text leaves it without a value.
    ///   - body: Writes the content.
    public mutating func tag(
        _ name: StaticString, _ attributes: KeyValuePairs<StaticString, String?> = [:], _ body: (inout HTML) -> Void
    ) {
        open(name, attributes)
        body(&self)
        raw("</")
        raw(name)
        raw(">")
        if HTML.isBlock(name) { raw("\n") }
    }

    /// Writes an element with a text.
    public mutating func tag(
        _ name: StaticString, _ attributes: KeyValuePairs<StaticString, String?>, _ text: String
    ) {
        tag(name, attributes) { $0.text(text) }
    }

    /// Writes an element with a text and no attributes.
    public mutating func tag(_ name: StaticString, _ text: String) {
        tag(name, [:]) { $0.text(text) }
    }

    /// Writes an element that has no end.
    public mutating func void(_ name: StaticString, _ attributes: KeyValuePairs<StaticString, String?> = [:]) {
        open(name, attributes)
        raw("\n")
    }

    private mutating func open(_ name: StaticString, _ attributes: KeyValuePairs<StaticString, String?>) {
        raw("<")
        raw(name)
        for (key, value) in attributes {
            guard let value else { continue }
            raw(" ")
            raw(key)
            guard !value.isEmpty else { continue }
            raw("=\"")
            text(value)
            raw("\"")
        }
        raw(">")
    }

    /// Writes a text.
    public mutating func text(_ text: String) {
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "&"): raw("&amp;")
            case UInt8(ascii: "<"): raw("&lt;")
            case UInt8(ascii: ">"): raw("&gt;")
            case UInt8(ascii: "\""): raw("&quot;")
            case UInt8(ascii: "'"): raw("&#39;")
            default: bytes.append(byte)
            }
        }
    }

    /// Writes a stylesheet of the program itself into the page.
    public mutating func style(_ css: StaticString) {
        raw("<style>\n")
        raw(css)
        raw("</style>\n")
    }

    private mutating func raw(_ text: StaticString) {
        bytes.append(contentsOf: UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
    }

    /// Elements after which a new line makes the source readable.
    private static func isBlock(_ name: StaticString) -> Bool {
        switch name.description {
        case "span", "b", "bdi", "time", "a", "small", "i", "dt", "h3", "h4": false
        default: true
        }
    }
}

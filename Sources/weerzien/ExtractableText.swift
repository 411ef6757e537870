/// Prepares a page for a PDF out of which readers can take the very words again.
///
/// In a PDF every Arabic letter keeps its own place (class `pdf` of the stylesheet). That would draw lam and alef apart, which
/// no reader of Arabic expects; so each such pair gets an element of its own, in which it may be drawn as one.
enum ExtractableText {
    /// The page as it is printed.
    ///
    /// - Parameters:
    ///   - page: A page of the program.
    ///   - joinsElements: Whether the printer joins Arabic letters over the border of an element; else pairs stay as they are.
    /// - Returns: The page with its body marked, and its pairs where that helps.
    static func prepared(_ page: [UInt8], joinsElements: Bool) -> [UInt8] {
        guard let body = page.firstRange(of: Array("<body>".utf8)) else { return page }
        var bytes = page[..<body.lowerBound] + Array("<body class=\"pdf\">".utf8)
        var isTag = false
        var index = body.upperBound
        while index < page.count {
            if !isTag, joinsElements, isLamAlef(page[index...].prefix(4)) {
                bytes += Array("<span class=\"la\">".utf8) + page[index..<(index + 4)] + Array("</span>".utf8)
                index += 4
                continue
            }
            if page[index] == UInt8(ascii: "<") { isTag = true }
            if page[index] == UInt8(ascii: ">") { isTag = false }
            bytes.append(page[index])
            index += 1
        }
        return Array(bytes)
    }

    /// Lam, then alef: alone, with madda, or with hamza above or below.
    private static func isLamAlef(_ bytes: ArraySlice<UInt8>) -> Bool {
        let bytes = Array(bytes)
        return bytes.count == 4 && bytes[0] == 0xD9 && bytes[1] == 0x84 && bytes[2] == 0xD8
            && [0xA2, 0xA3, 0xA5, 0xA7].contains(bytes[3])
    }
}

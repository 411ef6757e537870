internal import Law

/// Lines of a terminal: wrapping, columns and colours.
struct TextPage {
    static let width = 92
    let style: PlanText.Style

    /// Breaks text into lines that start with so many blanks.
    func wrapped(_ text: String, indent: Int) -> [String] {
        var lines: [String] = []
        var line = ""
        for word in text.split(separator: " ") {
            if !line.isEmpty, indent + line.count + 1 + word.count > TextPage.width {
                lines.append(line)
                line = ""
            }
            line += (line.isEmpty ? "" : " ") + word
        }
        if !line.isEmpty { lines.append(line) }
        return lines.map { String(repeating: " ", count: indent) + $0 }
    }

    /// Text filled up with blanks, always followed by at least one.
    func padded(_ text: String, to width: Int) -> String {
        text + String(repeating: " ", count: max(1, width - text.count))
    }

    private func escaped(_ text: String, _ code: String) -> String {
        style == .ansi ? "\u{1B}[\(code)m\(text)\u{1B}[0m" : text
    }

    func strong(_ text: String) -> String { escaped(text, "1") }
    func faint(_ text: String) -> String { escaped(text, "2") }
    func underlined(_ text: String) -> String { escaped(text, "4") }
    func alarming(_ text: String) -> String { escaped(text, "1;31") }

    func coloured(_ text: String, _ verdict: Verdict) -> String {
        switch verdict {
        case .yes: escaped(text, "32")
        case .no: escaped(text, "31")
        case .uncertain: escaped(text, "33")
        case .needsFacts: escaped(text, "36")
        }
    }
}

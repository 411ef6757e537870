internal import CivilTime
public import Law

/// Puts days, amounts and numbers into words.
public struct Wording: Sendable {
    /// The catalogue of the surface.
    public let words: Catalogue

    /// Makes a wording over a catalogue.
    public init(_ words: Catalogue) {
        self.words = words
    }

    /// A day such as `6 april 2026`.
    func day(_ day: Day, _ language: Language) -> String {
        let (year, month, number) = day.components
        let ordinal = language == .fr && number == 1 ? "1er" : String(number)
        return "\(ordinal) \(words["month_\(month)"][language]) \(year)"
    }

    /// The name of a day of the week.
    func weekday(_ day: Day, _ language: Language) -> String {
        // 1970-01-01 was a Thursday.
        words["weekday_\((Int(day.rawValue) + 3) % 7 + 1)"][language]
    }

    /// The date of a source, as far as it is known.
    func asOf(_ date: String, _ language: Language) -> String {
        if let whole = Day(date) { return day(whole, language) }
        guard let month = Day(date + "-01") else {
            return Day(date + "-01-01") == nil ? words["undated"][language] : date
        }
        return words["month_\(month.components.month)"][language] + " \(month.components.year)"
    }

    /// A range of amounts, or one.
    func euro(_ range: ClosedRange<Int64>, _ language: Language) -> String {
        range.lowerBound == range.upperBound
            ? euro(range.lowerBound, language)
            : euro(range.lowerBound, language) + " – " + euro(range.upperBound, language)
    }

    /// An amount such as `€ 2.131,28`.
    func euro(_ cents: Int64, _ language: Language) -> String {
        let (whole, rest) = (String(cents / 100), cents % 100)
        var grouped = ""
        for (index, digit) in whole.enumerated() {
            if index > 0, (whole.count - index) % 3 == 0 {
                grouped += language == .nl ? "." : language == .fr ? "\u{202F}" : ","
            }
            grouped.append(digit)
        }
        let decimals = (rest < 10 ? "0" : "") + String(rest)
        let amount = grouped + (language == .en || language == .ar ? "." : ",") + decimals
        return language == .fr ? amount + "\u{A0}€" : language == .nl ? "€\u{A0}" + amount : "€" + amount
    }

    /// A sentence with its `{placeholders}` filled in.
    func filled(_ sentence: Words, _ value: (String, Language) -> String?) -> Words {
        sentence.map { language, text in
            var result = ""
            var rest = text[...]
            while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
                let name = String(rest[rest.index(after: open)..<close])
                result += rest[..<open]
                result += value(name, language) ?? words["not_known"][language]
                rest = rest[rest.index(after: close)...]
            }
            return result + rest
        }
    }

    /// The words of a key of the catalogue, with days filled in.
    func phrase(_ key: String, _ language: Language, days: [String: Day] = [:], texts: [String: String] = [:]) -> String
    {
        filled(words[key]) { name, language in
            days[name].map { day($0, language) } ?? texts[name]
        }[language]
    }
}

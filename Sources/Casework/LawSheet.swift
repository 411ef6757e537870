internal import CivilTime
public import Law

/// One entry of the law — a provision, a parameter, a regime or a reform — as text for a terminal.
public struct LawSheet {
    let book: LawBook
    let wording: Wording
    let language: Language
    let page: TextPage

    /// Prepares a law for printing.
    ///
    /// - Parameters:
    ///   - book: The law.
    ///   - wording: Words.
    ///   - language: Their language.
    ///   - style: Plain or coloured.
    public init(_ book: LawBook, _ wording: Wording, _ language: Language, _ style: PlanText.Style) {
        self.book = book
        self.wording = wording
        self.language = language
        page = TextPage(style: style)
    }

    /// Everything that has a sheet.
    public var ids: [String] {
        book.regimes.map(\.id) + book.provisions.map(\.provision.id) + book.parameters.map(\.parameter.id)
    }

    /// The sheet of an entry; `nil` where the law has no such id.
    public func text(of id: String) -> String? {
        let lines: [String]
        if let provision = Provision(id: id) {
            lines = sheet(book[provision])
        } else if let parameter = Parameter(id: id) {
            lines = sheet(book[parameter])
        } else if let index = book.regimeIndex(id: id) {
            lines = sheet(book.regimes[index])
        } else {
            return nil
        }
        return lines.joined(separator: "\n") + "\n"
    }

    // MARK: Kinds of entries

    private func sheet(_ record: ProvisionRecord) -> [String] {
        var lines = title(record.title, record.provision.id)
        let marks = [word("law_kind_\(record.kind.rawValue)"), word("confidence_\(record.confidence.rawValue)")]
        lines += faint(marks + [checked(record.checkedUntil)])
        lines += [""] + page.wrapped(record.plain[language], indent: 0)
        let own = record.confidenceOf.sorted { $0.key < $1.key }.map { key, confidence in
            (book.sentences[key]?[language] ?? key) + " (" + word("confidence_\(confidence.rawValue)") + ")"
        }
        lines += list("heading_law_confidence", own)
        let parameters = book.parameters.filter { $0.provision == record.provision }
        lines += list("heading_law_parameters", parameters.map { "\($0.parameter.id): " + $0.title[language] })
        lines += list("heading_law_not_modelled", record.notModelled.map { $0[language] })
        return lines + sources(record.sources)
    }

    private func sheet(_ record: ParameterRecord) -> [String] {
        var lines = title(record.title, record.parameter.id)
        var marks = [
            word("law_belongs_to", ["provision": record.provision.id]), word("law_read_on_\(record.readOn.rawValue)"),
        ]
        if let months = record.indexedEveryMonths { marks.append(word("law_indexed", ["count": "\(months)"])) }
        lines += faint(marks + [checked(record.checkedUntil)])
        if !record.note.isEmpty { lines += [""] + page.wrapped(record.note, indent: 0) }
        lines += heading("heading_law_values")
        for index in record.values.indices.reversed() {
            let row = record.values[index]
            let value = value(row.value, record.unit)
            lines.append("  " + page.padded(word("law_from", days: ["day": row.from]), to: 24) + page.strong(value))
            var marks = [word("law_value_\(row.status.rawValue)")]
            if row.status != .unverified, let end = record.assuredThrough(rowAt: index) {
                marks.append(word("law_assured_through", days: ["day": end]))
            }
            lines += page.wrapped(marks.joined(separator: " · "), indent: 26).map(page.faint)
            if !row.note.isEmpty { lines += page.wrapped(row.note, indent: 26) }
            for source in row.sources { lines += self.source(source, indent: 26) }
        }
        return lines
    }

    private func sheet(_ regime: Regime) -> [String] {
        var lines = title(regime.title, regime.id)
        lines += faint([word("law_status_\(regime.status.rawValue)")])
        lines += [""] + page.wrapped(regime.plain[language], indent: 0)
        lines += heading("heading_readings")
        for reading in regime.readings {
            lines.append(
                "  " + page.strong(reading.id) + "  " + word("law_text_of") + " "
                    + wording.day(reading.textOf, language)
            )
            lines += page.wrapped(reading.because[language], indent: 4)
            for change in reading.changes {
                let value = value(change.value, book[change.parameter].unit)
                let status = word("law_value_\(change.status.rawValue)")
                lines += page.wrapped("\(change.parameter.id) = \(value) (\(status))", indent: 4)
                if !change.note.isEmpty { lines += page.wrapped(change.note, indent: 6).map(page.faint) }
            }
            for source in reading.sources { lines += self.source(source, indent: 4) }
        }
        lines += list("heading_law_not_modelled", regime.notModelled.map { $0[language] })
        return lines + sources(regime.sources)
    }

    // MARK: Parts

    private func word(_ key: String, _ texts: [String: String] = [:], days: [String: Day] = [:]) -> String {
        wording.phrase(key, language, days: days, texts: texts)
    }

    private func checked(_ day: Day) -> String { word("law_checked_until", days: ["day": day]) }

    private func title(_ title: Words, _ id: String) -> [String] {
        page.wrapped(title[language], indent: 0).map(page.strong) + [id]
    }

    private func faint(_ marks: [String]) -> [String] {
        page.wrapped(marks.joined(separator: " · "), indent: 0).map(page.faint)
    }

    private func heading(_ key: String) -> [String] { ["", page.underlined(word(key))] }

    private func list(_ key: String, _ items: [String]) -> [String] {
        guard !items.isEmpty else { return [] }
        return heading(key)
            + items.flatMap { item in
                let lines = page.wrapped(item, indent: 4)
                return ["  · " + (lines.first?.dropFirst(4) ?? "")] + lines.dropFirst()
            }
    }

    private func sources(_ sources: [Source]) -> [String] {
        guard !sources.isEmpty else { return [] }
        return heading("heading_sources") + sources.flatMap { source($0, indent: 2) }
    }

    private func source(_ source: Source, indent: Int) -> [String] {
        page.wrapped(source.title, indent: indent)
            + (source.url.map { page.wrapped($0, indent: indent + 2) } ?? []).map(page.faint)
    }

    private func value(_ value: Int32?, _ unit: Unit) -> String {
        guard let value else { return word("law_none") }
        if unit == .yesNo { return word(value == 0 ? "law_no" : "law_yes") }
        if unit == .eurPerMonth { return wording.euro(Int64(value), language) + " " + word("per_month") }
        if unit.isMoney { return wording.euro(Int64(value), language) }
        return "\(value) " + (book.unitWords[unit]?[language] ?? unit.rawValue)
    }
}

internal import CivilTime
internal import Law
internal import Reunification

extension Plan {
    /// The sentence of a finding.
    func text(_ finding: SettledFinding, _ wording: Wording) -> Words {
        let key = finding.ground?.sentence ?? Sentence.needsFacts
        let sentence = rulebook.book.sentences[key] ?? wording.words[key]
        return wording.filled(sentence) { name, language in value(finding, name, wording, language) }
    }

    /// The reason for one way to read the law.
    func because(_ reading: Findings.Reading, of finding: SettledFinding, _ wording: Wording) -> Words {
        guard let ground = reading.ground else { return rulebook.readings[Int(reading.text)].because }
        let sentence = rulebook.book.sentences[ground.sentence] ?? wording.words[ground.sentence]
        return wording.filled(sentence) { name, language in value(finding, name, wording, language) }
    }

    private func value(_ finding: SettledFinding, _ name: String, _ wording: Wording, _ language: Language) -> String? {
        guard let value = ValueName.allCases.first(where: { "\($0)" == name }).flatMap({ finding.values[$0] }) else {
            return nil
        }
        switch value {
        case .day(let day): return wording.day(Day(rawValue: day), language)
        case .number(let number):
            switch name {
            case "amount", "low", "high": return wording.euro(number, language)
            default: return String(number)
            }
        case .open: return nil
        }
    }

    /// How far a finding can be relied on.
    func confidence(_ finding: SettledFinding) -> Confidence {
        let record = rulebook.book[finding.provision]
        return finding.ground.flatMap { record.confidenceOf[$0.sentence] } ?? record.confidence
    }

    /// Where a finding's provision comes from.
    func sources(_ finding: SettledFinding) -> [Source] {
        rulebook.book[finding.provision].sources
    }

    /// The row of a parameter that a finding used, and whether a reform or reading changed it.
    func row(_ use: Findings.Use) -> (record: ParameterRecord, row: DatedValue)? {
        let record = rulebook.book[use.parameter]
        let reading = rulebook.readings[Int(use.text)]
        if use.step < 0 { return rulebook.book.value(of: use.parameter, in: reading).map { (record, $0.row) } }
        if reading.changes.contains(where: { $0.parameter == use.parameter }) {
            return rulebook.book.value(of: use.parameter, in: reading).map { (record, $0.row) }
        }
        let sourced = record.values.filter { $0.status != .unverified && $0.value != nil }
        return sourced.indices.contains(Int(use.step)) ? (record, sourced[Int(use.step)]) : nil
    }
}

internal import CivilTime
public import Documents
internal import Law
internal import Reunification

extension Plan {
    /// Writes the plan document of the contract.
    ///
    /// - Parameters:
    ///   - writer: Where it goes.
    ///   - wording: Words; `nil` leaves texts out.
    public func write(_ writer: inout JSONWriter, _ wording: Wording?) {
        writer.object { writer in
            writer.key("weerzien") { $0.integer(1) }
            if let wording { writer.words("about", about(wording)) }
            if let family = facts.family { writer.text("family", family) }
            writer.text("as_of", facts.asOf.description)
            writer.list("assumptions", assumptions) { writer, assumption in
                writer.object { writer in
                    writer.text("fact", facts.path(assumption.fact))
                    writer.key("value") { assumption.value.write(&$0) }
                }
            }
            writer.list("members", facts.members.indices) { writer, member in
                writer.object { MemberJSON(plan: self, member: member, wording: wording).write(&$0) }
            }
            writer.list("deadlines", deadlines) { write($1, &$0, wording) }
            if let preparation {
                PreparationJSON(plan: self, preparation: preparation, wording: wording).write(&writer)
            } else {
                writer.list("documents", [Int]()) { _, _ in }
                writer.object("costs") { _ in }
                writer.list("steps", [Int]()) { _, _ in }
            }
            writer.list("findings", findings) { write($1, &$0, wording) }
            writer.list("repairs", repairs) { write($1, &$0, wording) }
            writer.object("law") { writer in
                writer.text("checked_until", rulebook.book.checkedUntil.description)
                writer.texts("contested", contested.map(\.id))
            }
        }
    }

    /// What every plan begins with: information, not advice; how far the law is known; whom to ask.
    func about(_ wording: Wording) -> Words {
        let parts = aboutParts(wording)
        func text(_ language: Language) -> String { parts.map { $0[language] }.joined(separator: " ") }
        return Words(nl: text(.nl), fr: text(.fr), en: text(.en), ar: text(.ar))
    }

    /// The same, part by part.
    func aboutParts(_ wording: Wording) -> [Words] {
        Sentence.About.allCases.map { key in
            wording.filled(rulebook.book.sentences[key.rawValue] ?? wording.words[key.rawValue]) { _, language in
                wording.day(rulebook.book.checkedUntil, language)
            }
        }
    }

    private func write(_ deadline: Deadline, _ writer: inout JSONWriter, _ wording: Wording?) {
        writer.object { writer in
            writer.text("id", deadline.id.rawValue)
            writer.text("member", facts.members[deadline.member])
            writer.text("on", deadline.on.description)
            writer.text("kind", deadline.kind.rawValue)
            if wording != nil, let words = rulebook.book.sentences["deadline_" + deadline.id.rawValue] {
                writer.words("text", words)
            }
            var seen: Set<String> = []
            writer.texts("findings", deadline.findings.map(id).filter { seen.insert($0).inserted })
        }
    }

    private func write(_ finding: SettledFinding, _ writer: inout JSONWriter, _ wording: Wording?) {
        writer.object { writer in
            writer.text("id", id(finding))
            writer.text("member", facts.members[finding.member])
            writer.text("provision", finding.provision.id)
            writer.text("verdict", finding.verdict.name)
            if let wording { writer.words("text", text(finding, wording)) }
            writer.texts("facts_used", paths(finding.facts.filter { facts.fact(at: $0).key != .assumedLodging }))
            writer.texts("missing", paths(finding.missing))
            if !finding.possible.isEmpty { writer.texts("possible", finding.possible.map(\.name)) }
            writer.list("parameters_used", finding.uses.compactMap(row)) { writer, use in
                writer.object { writer in
                    writer.text("id", use.record.parameter.id)
                    writer.key("value") { use.record.unit.write(use.row.value, &$0) }
                    writer.text("unit", use.record.unit.rawValue)
                    writer.text("valid_from", use.row.from.description)
                    if use.row.status != .sourced { writer.text("status", use.row.status.rawValue) }
                }
            }
            writer.list("sources", sources(finding)) { $0.write($1) }
            writer.text("confidence", confidence(finding).rawValue)
            writer.list("readings", finding.readings) { writer, reading in
                writer.object { writer in
                    writer.text("holds", reading.holds.name)
                    if let wording { writer.words("because", because(reading, of: finding, wording)) }
                    let sources =
                        reading.text < 0 ? sources(finding) : rulebook.readings[Int(reading.text)].sources
                    writer.list("sources", sources) { $0.write($1) }
                }
            }
        }
    }

    private func write(_ repair: Repair, _ writer: inout JSONWriter, _ wording: Wording?) {
        writer.object { writer in
            writer.text("member", facts.members[repair.member])
            writer.text("towards", repair.question.towards)
            writer.list("changes", shown(repair)) { writer, change in
                writer.object { writer in
                    writer.text("fact", change.path)
                    writer.text("op", change.operation.rawValue)
                    writer.key("to") { change.value.write(&$0) }
                }
            }
            writer.text("last_day", repair.lastDay?.description)
            if let wording { writer.words("text", text(repair, wording)) }
        }
    }
}

extension ShownChange.Value {
    func write(_ writer: inout JSONWriter) {
        switch self {
        case .day(let day): writer.string(day.description)
        case .amount(let cents): writer.euro(cents)
        case .number(let number): writer.integer(number)
        case .truth(let truth): writer.bool(truth)
        case .word(let word): writer.string(word)
        case .wage(let cents):
            writer.object { writer in
                writer.text("kind", IncomeKind.wage.documentName)
                writer.key("net_monthly") { $0.euro(cents) }
            }
        }
    }
}

extension Question {
    /// The name that a repair gives it.
    var towards: String {
        switch self {
        case .admission: "may_lodge_from"
        default: "\(self)"
        }
    }
}

extension Unit {
    /// Writes a value of this unit.
    func write(_ value: Int32?, _ writer: inout JSONWriter) {
        guard let value else { return writer.null() }
        if self == .yesNo {
            writer.bool(value != 0)
        } else if isMoney {
            writer.euro(Int64(value))
        } else {
            writer.integer(Int(value))
        }
    }
}

extension JSONWriter {
    /// Writes a key with a text in every language.
    mutating func words(_ key: String, _ words: Words) {
        object(key) { writer in
            for language in Language.authored { writer.text(language.rawValue, words[language]) }
        }
    }

    /// Writes a source.
    mutating func write(_ source: Source) {
        object { writer in
            writer.text("title", source.title)
            if let url = source.url { writer.text("url", url) }
        }
    }
}

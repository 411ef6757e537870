internal import CivilTime
public import Law
public import Reunification

/// The difference of two regimes as text.
public struct DiffText {
    private let rulebook: Rulebook
    private let wording: Wording
    private let language: Language

    /// Prepares a difference for printing.
    public init(_ rulebook: Rulebook, _ wording: Wording, _ language: Language) {
        self.rulebook = rulebook
        self.wording = wording
        self.language = language
    }

    private func word(_ key: String) -> String { wording.phrase(key, language) }

    private func name(_ question: Question) -> String {
        switch question {
        case .admission: word("row_may_lodge")
        case .completion: rulebook.book.sentences["deadline_complete_file"]?[language] ?? "\(question)"
        case .visaHandling: word("row_visa_handling")
        case .stay: rulebook.book[.firstFiveYears].title[language]
        default: word("row_\(question)")
        }
    }

    private func change(_ before: Verdict, _ after: Verdict) -> String {
        before == after
            ? word("verdict_\(before.name)") + ", " + word("values_differ")
            : word("verdict_\(before.name)") + " → " + word("verdict_\(after.name)")
    }

    private func sentence(_ ground: Ground?) -> String? {
        guard let ground, let words = rulebook.book.sentences[ground.sentence] else { return nil }
        return wording.filled(words) { _, _ in "…" }[language]
    }

    /// Every region, with what changes, why, for whom, and its smallest family.
    public func text(of differences: [RegimeDifference], _ before: Int, _ after: Int) -> String {
        let page = TextPage(style: .plain)
        var lines = ["\(rulebook.book.regimes[before].id) → \(rulebook.book.regimes[after].id)", ""]
        for (number, difference) in differences.enumerated() {
            let key = difference.key
            lines.append("\(number + 1). \(name(key.question)): \(change(key.before, key.after))")
            let protections = Protection.allCases.filter(difference.protections.contains).map { $0.documentName }
            let relations = Relation.allCases.filter(difference.relations.contains).map { $0.documentName }
            if protections.count < Protection.allCases.count {
                lines += page.wrapped(protections.joined(separator: ", "), indent: 4)
            }
            if relations.count < Relation.allCases.count {
                lines += page.wrapped(relations.joined(separator: ", "), indent: 4)
            }
            for (id, ground) in [(before, key.groundBefore), (after, key.groundAfter)] {
                guard let sentence = sentence(ground) else { continue }
                lines += page.wrapped("\(rulebook.book.regimes[id].id): \(sentence)", indent: 4)
            }
            lines += stated(difference.example).map { "      " + $0 } + [""]
        }
        return lines.joined(separator: "\n") + "\n"
    }

    /// Which members of a family are touched.
    public func text(
        of touches: [[(question: Question, before: Verdict, after: Verdict)]], members: [String], _ path: String
    ) -> String {
        var lines: [String] = []
        for (member, changes) in zip(members, touches) {
            if changes.isEmpty { lines.append("\(path) \(member): =") }
            for change in changes {
                lines.append(
                    "\(path) \(member): \(name(change.question)): \(self.change(change.before, change.after))")
            }
        }
        return lines.joined(separator: "\n") + "\n"
    }

    /// The facts that a family states, one a line, as paths with values.
    private func stated(_ facts: Facts) -> [String] {
        facts.slots.indices.compactMap { slot in
            let fact = facts.fact(at: slot)
            guard case .value(let value) = facts.slots[slot], fact.key != .assumedLodging else { return nil }
            let shown: String
            switch fact.key.kind {
            case .day: shown = Day(rawValue: value).description
            case .yesNo: shown = value == 0 ? "false" : "true"
            case .choice: shown = fact.key.name(of: value)
            case .number(let limit) where limit == Money.limit: shown = wording.euro(Int64(value), .en)
            case .number: shown = String(value)
            case .list: return nil
            }
            return facts.path(fact) + ": " + shown
        }
    }
}

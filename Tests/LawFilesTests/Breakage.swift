import TestSupport
import Testing

/// One thing that is wrong in a copy of `law/`, and the fault that must be named.
struct Breakage: CustomTestStringConvertible, Sendable {
    /// What is done to a file.
    enum Damage: Sendable {
        /// The first text becomes the second; the first must be there.
        case replace(String, String)
        /// Text stands at the end.
        case append(String)
        /// The file is not there.
        case remove
        /// There is a file that does not belong.
        case add(String)
    }

    /// What is wrong.
    var name: String
    /// The file that is damaged.
    var file: String
    /// How.
    var damage: Damage
    /// The file that is blamed; the damaged one when absent.
    var blames: String?
    /// Text of the line that is blamed, in the damaged file; absent when no line can be.
    var at: String?
    /// The key that is blamed.
    var key: String
    /// A part of the reason.
    var reason: String
    var testDescription: String { name }

    /// Damages a copy of the law and says which line is to be blamed.
    func apply(to copy: TemporaryFolder) throws -> Int {
        switch damage {
        case .replace(let old, let new):
            let text = try copy.text(file)
            let place = try #require(text.firstRange(of: old), "\(file) has no ‘\(old)’")
            try copy.write(text.replacingCharacters(in: place, with: new), to: file)
        case .append(let addition): try copy.write(try copy.text(file) + addition, to: file)
        case .remove: try copy.remove(file)
        case .add(let text): try copy.write(text, to: file)
        }
        guard let at else { return 0 }
        let lines = try copy.text(file).split(separator: "\n", omittingEmptySubsequences: false)
        return try #require(lines.firstIndex { $0.contains(at) }, "\(file) has no line with ‘\(at)’") + 1
    }
}

extension String {
    fileprivate func replacingCharacters(in place: Range<Index>, with text: String) -> String {
        String(self[..<place.lowerBound]) + text + String(self[place.upperBound...])
    }
}

extension Breakage {
    static let all: [Breakage] =
        filesAndKeys + values + references + regimesAndReforms + words

    // MARK: Files and keys

    static let filesAndKeys: [Breakage] = [
        Breakage(
            name: "an unknown key of a parameter",
            file: "parameters/be/ggmmi.yaml",
            damage: .replace("note: \"Gross", "remark: \"Gross"),
            at: "remark:",
            key: "remark",
            reason: "unknown key"
        ),
        Breakage(
            name: "a mistyped key of a row",
            file: "parameters/be/ggmmi.yaml",
            damage: .replace("    status: sourced", "    statuss: sourced"),
            at: "statuss:",
            key: "values[0].statuss",
            reason: "did you mean ‘status’"
        ),
        Breakage(
            name: "an unknown key of a provision",
            file: "provisions/BE-HOUSING.yaml",
            damage: .append("colour: blue\n"),
            at: "colour:",
            key: "colour",
            reason: "unknown key"
        ),
        Breakage(
            name: "an unknown key at the top of the units",
            file: "units.yaml",
            damage: .append("more: true\n"),
            at: "more:",
            key: "more",
            reason: "unknown key"
        ),
        Breakage(
            name: "the same key twice",
            file: "parameters/be/appeal/term.yaml",
            damage: .append("unit: days\n"),
            at: "unit: days",
            key: "unit",
            reason: "stands twice"
        ),
        Breakage(
            name: "a missing key",
            file: "parameters/be/appeal/term.yaml",
            damage: .replace("checked_until: 2026-02-26\n", ""),
            at: "id: be.appeal.term",
            key: "checked_until",
            reason: "missing"
        ),
        Breakage(
            name: "a missing parameter",
            file: "parameters/be/appeal/term.yaml",
            damage: .remove,
            blames: "parameters",
            key: "",
            reason: "no file for ‘be.appeal.term’"
        ),
        Breakage(
            name: "a missing provision",
            file: "provisions/BE-HOUSING.yaml",
            damage: .remove,
            blames: "provisions",
            key: "",
            reason: "no file for ‘BE-HOUSING’"
        ),
        Breakage(
            name: "no units",
            file: "units.yaml",
            damage: .remove,
            key: "",
            reason: "cannot be read"
        ),
        Breakage(
            name: "no sentences",
            file: "sentences.yaml",
            damage: .remove,
            key: "",
            reason: "cannot be read"
        ),
        Breakage(
            name: "no resolver",
            file: "resolver.yaml",
            damage: .remove,
            key: "",
            reason: "cannot be read"
        ),
        Breakage(
            name: "no regimes",
            file: "regimes",
            damage: .remove,
            key: "",
            reason: "the folder is missing"
        ),
        Breakage(
            name: "a file for a parameter that no rule asks for",
            file: "parameters/be/appeal/terms.yaml",
            damage: .add("id: be.appeal.terms\n"),
            at: "id:",
            key: "id",
            reason: "did you mean ‘be.appeal.term’"
        ),
        Breakage(
            name: "a file of another kind",
            file: "provisions/notes.txt",
            damage: .add("remember\n"),
            key: "",
            reason: "only .yaml files belong here"
        ),
        Breakage(
            name: "a provision under another name",
            file: "provisions/BE-HOUSE.yaml",
            damage: .add("id: BE-HOUSING\n"),
            at: "id:",
            key: "id",
            reason: "must be named BE-HOUSING.yaml"
        ),
        Breakage(
            name: "a parameter at another place",
            file: "parameters/be/term.yaml",
            damage: .add("id: be.appeal.term\n"),
            at: "id:",
            key: "id",
            reason: "the path of the file must be the id"
        ),
        Breakage(
            name: "an empty file",
            file: "parameters/be/appeal/term.yaml",
            damage: .replace("id: be.appeal.term", "---\n...\nid: x"),
            at: "id: x",
            key: "",
            reason: "YAML"
        ),
        Breakage(
            name: "an anchor",
            file: "parameters/be/appeal/term.yaml",
            damage: .replace("unit: days", "unit: &unit days"),
            at: "&unit",
            key: "",
            reason: "anchors"
        ),
        Breakage(
            name: "text where a list is expected",
            file: "parameters/be/appeal/term.yaml",
            damage: .replace("values:\n", "values: thirty\nnote: >-\n"),
            at: "values: thirty",
            key: "values",
            reason: "a list is expected"
        ),
    ]

    // MARK: Values

    static let values: [Breakage] = [
        Breakage(
            name: "a value without a source",
            file: "parameters/be/appeal/term.yaml",
            damage: .replace("    sources:\n      - {title:", "    # {title:"),
            at: "from: 2011-09-22",
            key: "values[0].sources",
            reason: "at least one source"
        ),
        Breakage(
            name: "a source without a title",
            file: "parameters/be/appeal/term.yaml",
            damage: .replace("{title: \"Myria: the decision (NL)\", url", "{url"),
            at: "{url:",
            key: "values[0].sources[0].title",
            reason: "missing"
        ),
        Breakage(
            name: "a source with a strange address",
            file: "parameters/be/ggmmi.yaml",
            damage: .replace("https://fgtb.be", "fgtb.be"),
            at: "\"fgtb.be",
            key: "values[0].sources[0].url",
            reason: "http"
        ),
        Breakage(
            name: "two rows of the same day",
            file: "parameters/be/ggmmi.yaml",
            damage: .replace("from: 2023-01-01", "from: 2022-04-01 # again"),
            at: "# again",
            key: "values[2].from",
            reason: "overlaps"
        ),
        Breakage(
            name: "rows that do not ascend",
            file: "parameters/be/ggmmi.yaml",
            damage: .replace("from: 2023-01-01", "from: 2021-01-01"),
            at: "from: 2021-01-01",
            key: "values[2].from",
            reason: "ascend"
        ),
        Breakage(
            name: "a day that does not exist",
            file: "parameters/be/ggmmi.yaml",
            damage: .replace("from: 2023-01-01", "from: 2023-02-29"),
            at: "from: 2023-02-29",
            key: "values[2].from",
            reason: "a day such as"
        ),
        Breakage(
            name: "assured until before it starts",
            file: "parameters/be/means/leefloon_reference.yaml",
            damage: .replace("assured_through: 2025-08-17", "assured_through: 2025-01-31"),
            at: "assured_through: 2025-01-31",
            key: "values[13].assured_through",
            reason: "ends before"
        ),
        Breakage(
            name: "an unknown unit",
            file: "parameters/be/appeal/term.yaml",
            damage: .replace("unit: days", "unit: day"),
            at: "unit: day",
            key: "unit",
            reason: "did you mean ‘days’"
        ),
        Breakage(
            name: "euros where months are counted",
            file: "parameters/be/ggmmi.yaml",
            damage: .replace("unit: eur_per_month", "unit: months"),
            at: "value: 1725.21",
            key: "values[0].value",
            reason: "a whole number"
        ),
        Breakage(
            name: "an amount with three decimals",
            file: "parameters/be/ggmmi.yaml",
            damage: .replace("1725.21", "1725.211"),
            at: "1725.211",
            key: "values[0].value",
            reason: "at most two decimals"
        ),
        Breakage(
            name: "a negative amount",
            file: "parameters/be/ggmmi.yaml",
            damage: .replace("1725.21", "-1725.21"),
            at: "-1725.21",
            key: "values[0].value",
            reason: "an amount in euro"
        ),
        Breakage(
            name: "a number where yes or no is asked",
            file: "parameters/be/contribution_due/refugee.yaml",
            damage: .replace("value: false", "value: 0"),
            at: "value: 0",
            key: "values[0].value",
            reason: "true, false or none"
        ),
        Breakage(
            name: "a value that is not there",
            file: "parameters/be/appeal/term.yaml",
            damage: .replace("    value: 30\n", ""),
            at: "from: 2011-09-22",
            key: "values[0].value",
            reason: "missing"
        ),
        Breakage(
            name: "no values",
            file: "parameters/be/appeal/term.yaml",
            damage: .replace("values:\n", "values: []\nnote: >-\n"),
            at: "values: []",
            key: "values",
            reason: "at least one value"
        ),
        Breakage(
            name: "an unknown status",
            file: "parameters/be/appeal/term.yaml",
            damage: .replace("status: unverified", "status: guessed"),
            at: "guessed",
            key: "values[0].status",
            reason: "allowed: sourced, derived, unverified"
        ),
        Breakage(
            name: "a number of the text that is read by day",
            file: "parameters/be/appeal/term.yaml",
            damage: .replace("read_on: text", "read_on: day"),
            at: "read_on: day",
            key: "read_on",
            reason: "text's day"
        ),
        Breakage(
            name: "an amount by day that is read in the text",
            file: "parameters/be/ggmmi.yaml",
            damage: .replace("read_on: day", "read_on: text"),
            at: "read_on: text",
            key: "read_on",
            reason: "by day"
        ),
        Breakage(
            name: "a rhythm of nothing",
            file: "parameters/be/ggmmi.yaml",
            damage: .replace("indexed_every_months: 12", "indexed_every_months: 0"),
            at: "indexed_every_months: 0",
            key: "indexed_every_months",
            reason: "from 1 to 120"
        ),
        Breakage(
            name: "a gap on the text's day of a regime",
            file: "parameters/be/appeal/term.yaml",
            damage: .replace("from: 2011-09-22", "from: 2024-09-01"),
            key: "values",
            reason: "no value on 2024-08-31, whose text be_before_2024_09"
        ),
        Breakage(
            name: "a reference amount that is not 120 %",
            file: "parameters/be/means/leefloon_reference.yaml",
            damage: .replace("value: 2089.55", "value: 2089.59"),
            key: "values",
            reason: "120 % of the leefloon from 2024-05-01 is 208955 cents, not 208959"
        ),
        Breakage(
            name: "a living wage of which it is not 120 %",
            file: "parameters/be/leefloon/category3.yaml",
            damage: .replace("value: 1776.07", "value: 1767.07"),
            blames: "parameters/be/means/leefloon_reference.yaml",
            key: "values",
            reason: "from 2025-02-01"
        ),
        Breakage(
            name: "another share than 120 %",
            file: "parameters/be/means/leefloon_share.yaml",
            damage: .replace("value: 120", "value: 110"),
            blames: "parameters/be/means/leefloon_reference.yaml",
            key: "values",
            reason: "110 % of the leefloon"
        ),
    ]

    // MARK: References

    static let references: [Breakage] = [
        Breakage(
            name: "a parameter of an unknown provision",
            file: "parameters/be/ggmmi.yaml",
            damage: .replace("BE-MEANS-110", "BE-MEANS-11"),
            at: "BE-MEANS-11",
            key: "provision",
            reason: "did you mean ‘BE-MEANS-110’"
        ),
        Breakage(
            name: "an unknown provision",
            file: "provisions/BE-HOUSING.yaml",
            damage: .replace("id: BE-HOUSING", "id: BE-HOSING"),
            at: "BE-HOSING",
            key: "id",
            reason: "did you mean ‘BE-HOUSING’"
        ),
        Breakage(
            name: "a provision without a source",
            file: "provisions/BE-HOUSING.yaml",
            damage: .replace("sources:\n", "sources: []\nunused:\n"),
            at: "unused:",
            key: "unused",
            reason: "unknown key"
        ),
        Breakage(
            name: "a confidence that does not exist",
            file: "provisions/BE-HOUSING.yaml",
            damage: .replace("confidence: ", "confidence: very "),
            at: "very",
            key: "confidence",
            reason: "allowed: high, medium, low"
        ),
        Breakage(
            name: "confidence in a sentence that does not exist",
            file: "provisions/BE-FM-CHILD.yaml",
            damage: .replace("aged_out_late: medium", "aged_out_latest: medium"),
            at: "aged_out_latest",
            key: "confidence_of.aged_out_latest",
            reason: "did you mean ‘aged_out_late’"
        ),
        Breakage(
            name: "a provision that was never checked",
            file: "provisions/BE-HOUSING.yaml",
            damage: .replace("  until: 2026-02-26\n", ""),
            at: "  by:",
            key: "checked.until",
            reason: "missing"
        ),
        Breakage(
            name: "a kind that does not exist",
            file: "provisions/BE-HOUSING.yaml",
            damage: .replace("kind: rule", "kind: rules"),
            at: "kind:",
            key: "kind",
            reason: "allowed: rule, knowledge"
        ),
    ]

    // MARK: Regimes and reforms

    static let regimesAndReforms: [Breakage] = [
        Breakage(
            name: "a resolver row for an unknown regime",
            file: "resolver.yaml",
            damage: .replace("regime: be_2024,", "regime: be_2023,"),
            at: "be_2023",
            key: "rows[1].regime",
            reason: "did you mean ‘be_2024’"
        ),
        Breakage(
            name: "a last resolver row that does not fit everything",
            file: "resolver.yaml",
            damage: .replace("{regime: be_2025}", "{regime: be_2025, sponsor: refugee}"),
            at: "be_before_2024_09",
            key: "rows",
            reason: "must fit everything"
        ),
        Breakage(
            name: "a last resolver row with an end",
            file: "resolver.yaml",
            damage: .replace("{regime: be_2025}", "{regime: be_2025, lodged_through: 2030-12-31}"),
            at: "be_before_2024_09",
            key: "rows",
            reason: "must fit everything"
        ),
        Breakage(
            name: "a resolver without rows",
            file: "resolver.yaml",
            damage: .replace("rows:", "rows: []\nrows_of_old:"),
            at: "rows_of_old",
            key: "rows_of_old",
            reason: "unknown key"
        ),
        Breakage(
            name: "a sponsor that does not exist",
            file: "resolver.yaml",
            damage: .replace("subsidiary_protection", "subsidiary"),
            at: "sponsor: subsidiary",
            key: "rows[3].sponsor",
            reason: "allowed: refugee, subsidiary_protection"
        ),
        Breakage(
            name: "a regime that is not there",
            file: "regimes/be_2024.yaml",
            damage: .remove,
            blames: "resolver.yaml",
            at: nil,
            key: "rows[1].regime",
            reason: "‘be_2024’ is not allowed"
        ),
        Breakage(
            name: "a regime under another name",
            file: "regimes/be_2024.yaml",
            damage: .replace("id: be_2024", "id: be_2026"),
            at: "be_2026",
            key: "id",
            reason: "must be named be_2026.yaml"
        ),
        Breakage(
            name: "a regime without readings",
            file: "regimes/be_2024.yaml",
            damage: .replace("readings:\n  - {id: text, text_of: 2025-08-17}", "readings: []"),
            at: "readings: []",
            key: "readings",
            reason: "one to four"
        ),
        Breakage(
            name: "a reading whose window does not exist",
            file: "regimes/be_2025_suspended.yaml",
            damage: .replace("window_reading: earlier_rules_revive", "window_reading: earlier_rules"),
            at: "window_reading:",
            key: "window_reading",
            reason: "is not allowed"
        ),
        Breakage(
            name: "a reading without sources while the law is open",
            file: "regimes/be_2025_suspended.yaml",
            damage: .replace(
                "    sources:\n      - title: \"Altea, New rules on family reunification in Belgium\"\n        url: "
                    + "\"https://www.altea.be/en/news/new-rules-on-family-reunification-in-belgium-vigilance-remains-essential.html\"\n",
                ""
            ),
            at: "id: as_enacted",
            key: "readings[0].sources",
            reason: "at least one source"
        ),
        Breakage(
            name: "an unknown parameter in a reading",
            file: "regimes/be_2025_suspended.yaml",
            damage: .replace("be.material_conditions.in_force", "be.material_condition.in_force"),
            at: "be.material_condition.",
            key: "readings[2].changes[0].parameter",
            reason: "did you mean ‘be.material_conditions.in_force’"
        ),
        Breakage(
            name: "an unknown parameter in a reform",
            file: "reforms/arizona_2025.yaml",
            damage: .replace("be.exemption_window.refugee", "be.exemption_window.refugees"),
            at: "refugees",
            key: "changes[0].parameter",
            reason: "did you mean ‘be.exemption_window.refugee’"
        ),
        Breakage(
            name: "a value of another unit in a reform",
            file: "reforms/apply_in_belgium.yaml",
            damage: .replace("value: true", "value: 12"),
            at: "value: 12",
            key: "changes[0].value",
            reason: "true, false or none"
        ),
        Breakage(
            name: "a parameter that a reform changes twice",
            file: "reforms/arizona_2025.yaml",
            damage: .replace(
                "be.exemption_window.subsidiary_protection, value: none",
                "be.exemption_window.refugee, value: none"
            ),
            at: "be.exemption_window.refugee, value: none",
            key: "changes[1].parameter",
            reason: "changed twice"
        ),
        Breakage(
            name: "a reform of nothing",
            file: "reforms/apply_in_belgium.yaml",
            damage: .replace(
                "changes:\n  - {parameter: be.application_in_belgium.in_force, value: true, status: sourced, note: "
                    + "\"A recommendation to the federal level; never yet law.\"}\n",
                "changes: []\n"
            ),
            at: "changes: []",
            key: "changes",
            reason: "a reform changes something"
        ),
        Breakage(
            name: "a reform of an unknown regime",
            file: "reforms/apply_in_belgium.yaml",
            damage: .replace("based_on: be_2025", "based_on: be_2035"),
            at: "be_2035",
            key: "based_on",
            reason: "did you mean ‘be_2025’"
        ),
        Breakage(
            name: "a reform with the name of a regime",
            file: "reforms/be_2024.yaml",
            damage: .add("id: be_2024\n"),
            at: "id:",
            key: "id",
            reason: "a regime has this name"
        ),
        Breakage(
            name: "a reform without a source",
            file: "reforms/apply_in_belgium.yaml",
            damage: .replace(
                "sources:\n  - {title: \"REFUFAM policy brief on family reunification (2025)\"}\n  - {title: \"Myria",
                "sources: []\n  # {title: \"Myria"
            ),
            at: "sources: []",
            key: "sources",
            reason: "at least one source"
        ),
    ]

    // MARK: Words

    static let words: [Breakage] = [
        Breakage(
            name: "a placeholder that one language lacks",
            file: "sentences.yaml",
            damage: .replace(
                "La demande a été introduite par e-mail le {day}.",
                "La demande a été introduite par e-mail."
            ),
            at: "per e-mail ingediend",
            key: "lodged_by_email",
            reason: "{placeholders}"
        ),
        Breakage(
            name: "a placeholder of another name",
            file: "sentences.yaml",
            damage: .replace("this can be done from {day}", "this can be done from {date}"),
            at: "Op de dag van de aanvraag is indienen mogelijk",
            key: "admissible",
            reason: "{placeholders}"
        ),
        Breakage(
            name: "a sentence in two languages",
            file: "sentences.yaml",
            damage: .replace("  fr: \"Il manque encore des informations pour répondre.\"\n", ""),
            at: "Hiervoor ontbreken nog gegevens.",
            key: "needs_facts.fr",
            reason: "missing"
        ),
        Breakage(
            name: "a sentence that nobody says",
            file: "sentences.yaml",
            damage: .append("farewell: {nl: a, fr: b, en: c}\n"),
            at: "farewell",
            key: "farewell",
            reason: "unknown key"
        ),
        Breakage(
            name: "an empty title",
            file: "provisions/BE-HOUSING.yaml",
            damage: .replace("\"Logement suffisant\"", "\"\""),
            at: "fr: \"\"",
            key: "title.fr",
            reason: "text is expected"
        ),
        Breakage(
            name: "a fourth language",
            file: "provisions/BE-HOUSING.yaml",
            damage: .replace("  en: \"Adequate housing\"", "  en: \"Adequate housing\"\n  de: \"Wohnung\""),
            at: "de:",
            key: "title.de",
            reason: "unknown key"
        ),
        Breakage(
            name: "a unit without words",
            file: "units.yaml",
            damage: .replace("  - {id: count,", "  # {id: count,"),
            at: "units:",
            key: "units",
            reason: "no words for ‘count’"
        ),
        Breakage(
            name: "a unit with words twice",
            file: "units.yaml",
            damage: .append("  - {id: days, nl: a, fr: b, en: c}\n"),
            at: "nl: a",
            key: "units[9].id",
            reason: "twice"
        ),
        Breakage(
            name: "a unit outside the closed list",
            file: "units.yaml",
            damage: .append("  - {id: weeks, nl: a, fr: b, en: c}\n"),
            at: "weeks",
            key: "units[9].id",
            reason: "is not allowed"
        ),
    ]
}

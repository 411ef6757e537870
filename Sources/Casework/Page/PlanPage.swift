internal import CivilTime
internal import Guide
internal import HTML
public import Law
internal import Reunification

/// A plan as one page that stands alone: for a screen, a phone, or paper; without script, without anything fetched.
public struct PlanPage {
    let plan: Plan
    let wording: Wording
    let language: Language
    let style: StaticString

    /// Prepares a page.
    ///
    /// - Parameters:
    ///   - plan: The plan.
    ///   - wording: Words.
    ///   - language: Their language.
    ///   - style: The stylesheet that goes into it.
    public init(_ plan: Plan, _ wording: Wording, _ language: Language, style: StaticString) {
        self.plan = plan
        self.wording = wording
        self.language = language
        self.style = style
    }

    /// The page.
    public var bytes: [UInt8] {
        var html = HTML()
        html.page(language, title: word("title_plan"), style: style) { html in
            header(&html)
            html.tag("main") { html in
                for section in sections { section.body(&html) }
            }
            html.tag("footer") { html in html.tag("p", word("page_footer", days: ["day": plan.facts.asOf])) }
        }
        return html.bytes
    }

    // MARK: Sections

    private struct Section {
        var id: String
        var heading: String
        var body: (inout HTML) -> Void
    }

    private var sections: [Section] {
        var sections: [Section] = []
        func add(_ id: String, _ key: String, _ intro: String?, _ content: @escaping (inout HTML) -> Void) {
            let heading = word(key)
            sections.append(
                Section(id: id, heading: heading) { html in
                    html.tag("section", ["id": id, "aria-labelledby": id + "-h"]) { html in
                        html.tag("h2", ["id": id + "-h"], heading)
                        html.text("\n")
                        if let intro { html.tag("p", ["class": "intro"], intro) }
                        content(&html)
                    }
                })
        }
        if !plan.deadlines.isEmpty { add("first", "heading_first", word("intro_first"), deadlines) }
        add("family", "heading_family", word("intro_family"), members)
        if let preparation = plan.preparation {
            let parts = PreparationPage(page: self, preparation: preparation)
            if !preparation.steps.isEmpty { add("steps", "heading_steps", word("intro_steps"), parts.steps) }
            if !preparation.papers.isEmpty { add("papers", "heading_papers", word("lead_times_assumed"), parts.papers) }
            if !preparation.costs.lines.isEmpty { add("costs", "heading_costs", word("intro_costs"), parts.costs) }
            if !preparation.letters.isEmpty { add("letters", "heading_letters", word("intro_letters"), parts.letters) }
            if !preparation.papers.isEmpty { add("posts", "heading_posts", nil, parts.posts) }
        }
        if !plan.assumptions.isEmpty { add("assumptions", "heading_assumptions", nil, assumptions) }
        add("sources", "heading_sources", word("intro_sources"), sources)
        return sections
    }

    private func header(_ html: inout HTML) {
        html.tag("header") { html in
            html.tag("p", ["class": "brand", "translate": "no"], "Weerzien")
            html.tag("h1", word("title_plan"))
            if let name = plan.family.sponsor.name {
                html.tag("p", ["class": "family"]) { html in
                    html.text(word("page_family") + " ")
                    html.tag("bdi", name)
                }
            }
            html.tag("dl", ["class": "meta"]) { html in
                html.fact(word("page_looked_at")) { html in date(plan.facts.asOf, &html) }
                html.fact(word("page_language")) { $0.text(word("language_name")) }
            }
            html.tag("div", ["class": "note"]) { html in
                for part in plan.aboutParts(wording) { html.tag("p", part[language]) }
                if language == .ar { html.tag("p", word("page_not_reviewed")) }
            }
            html.tag("nav", ["class": "toc", "aria-label": word("page_contents")]) { html in
                html.tag("ol", ["role": "list"]) { html in
                    for section in sections {
                        html.tag("li") { $0.tag("a", ["href": "#" + section.id], section.heading) }
                    }
                }
            }
        }
    }

    private func deadlines(_ html: inout HTML) {
        html.tag("ul", ["class": "cards", "role": "list"]) { html in
            for group in plan.groupedDeadlines { card(group, &html) }
        }
    }

    private func card(_ group: Plan.DeadlineGroup, _ html: inout HTML) {
        html.tag("li", ["class": "card " + group.kind.rawValue]) { html in
            html.tag("p", ["class": "date"]) { html in
                html.tag("small", wording.weekday(group.on, language))
                html.text(" ")
                date(group.on, &html)
            }
            html.tag("div") { html in
                tag(group.kind.rawValue, word("kind_\(group.kind.rawValue)"), &html)
                html.tag(
                    "h3", plan.rulebook.book.sentences["deadline_" + group.id.rawValue]?[language] ?? group.id.rawValue)
                if group.kind == .hard { dayOff(group.on, &html) }
                html.tag("p", ["class": "who"]) { names(group.members, &$0) }
            }
        }
    }

    private func members(_ html: inout HTML) {
        for member in plan.facts.members.indices {
            let words = MemberWords(plan: plan, member: member, wording: wording, language: language)
            html.tag("article", ["class": "member"]) { html in
                html.tag("h3") { html in
                    html.tag("bdi", words.name)
                    if let relation = words.relation { html.tag("small", " · " + relation) }
                }
                html.tag("p", ["class": "soft"], words.lodging + (words.regime.map { ". " + $0 } ?? "") + ".")
                html.tag("dl", ["class": "verdicts"]) { html in
                    for row in words.rows {
                        html.tag("div") { html in
                            html.tag("dt", row.label)
                            let mark =
                                row.isNotNeeded
                                ? Verdict.no.chargeMark : row.isCharge ? row.verdict.chargeMark : row.verdict.mark
                            html.tag("dd", ["class": "v " + mark.name]) { html in
                                html.tag("span", ["aria-hidden": "true"], mark.symbol)
                                html.text(" " + word(row.word))
                            }
                            for detail in row.details { html.tag("dd", ["class": "detail"], detail) }
                        }
                    }
                }
                if !words.days.isEmpty { html.tag("ul") { html in for day in words.days { html.tag("li", day) } } }
                why(words, &html)
                list(word("heading_missing"), words.missing.map { plan.name(ofFactAt: $0, wording, language) }, &html)
                list(word("heading_repairs"), words.repairs.map { $0.what + ": " + $0.text }, &html)
                outlook(words, &html)
            }
        }
    }

    private func why(_ words: MemberWords, _ html: inout HTML) {
        html.tag("details") { html in
            html.tag("summary", word("heading_why"))
            html.tag("ul") { html in
                for finding in words.findings {
                    html.tag("li") { html in
                        html.text(words.sentence(finding) + " ")
                        html.tag(
                            "a", ["class": "code", "dir": "ltr", "href": "#" + finding.provision.id],
                            finding.provision.id)
                        guard !finding.readings.isEmpty else { return }
                        html.tag("ul") { html in
                            for reading in finding.readings {
                                html.tag("li", ["class": "reading"], words.sentence(reading, of: finding))
                            }
                        }
                    }
                }
            }
        }
    }

    private func list(_ heading: String, _ items: [String], _ html: inout HTML) {
        guard !items.isEmpty else { return }
        html.tag("h4", heading)
        html.tag("ul") { html in for item in items { html.tag("li", item) } }
    }

    private func outlook(_ words: MemberWords, _ html: inout HTML) {
        let intervals = words.outlook
        guard !intervals.isEmpty else { return }
        let columns = [word("outlook_right"), word("outlook_may_lodge"), word("outlook_exempt")]
        html.tag("table", ["class": "outlook stack"]) { html in
            html.tag("caption") { html in
                html.text(word("heading_outlook") + ": ")
                html.tag("bdi", words.name)
            }
            html.tag("thead") { html in
                html.tag("tr") { html in
                    for column in [word("outlook_lodging")] + columns { html.tag("th", ["scope": "col"], column) }
                }
            }
            html.tag("tbody") { html in
                for interval in intervals {
                    let values = [interval.entitlement, interval.mayLodge, interval.exemption]
                    html.tag("tr", ["class": PlanPage.row(values)]) { html in
                        html.tag("th", ["scope": "row"], words.days(interval))
                        for (column, value) in zip(columns, values) {
                            html.tag("td", ["data-th": column]) { html in
                                html.tag("span", ["class": "v " + value.mark.name]) { verdict(value, nil, &$0) }
                            }
                        }
                    }
                }
            }
        }
    }

    /// What a row of the outlook comes to: everything, part of it, open, or nothing.
    private static func row(_ values: [Verdict]) -> String {
        if values.allSatisfy({ $0 == .yes }) { return "yes" }
        if values[0] == .no || values[1] == .no { return "no" }
        return values.contains(.uncertain) || values.contains(.needsFacts) ? "unsure" : "part"
    }

    private func assumptions(_ html: inout HTML) {
        html.tag("ul") { html in
            for assumption in plan.assumptions {
                html.tag("li") { html in
                    html.tag("bdi", plan.who(assumption, wording, language))
                    html.text(": " + plan.what(assumption, wording, language))
                }
            }
        }
    }

    private func sources(_ html: inout HTML) {
        var seen: Set<Provision> = []
        html.tag("ul", ["class": "sources", "role": "list"]) { html in
            for finding in plan.findings where seen.insert(finding.provision).inserted {
                let record = plan.rulebook.book[finding.provision]
                html.tag("li", ["id": record.provision.id]) { html in
                    html.tag("h3", record.title[language])
                    html.tag("p", ["class": "small"]) { html in
                        html.tag("span", ["class": "code", "dir": "ltr"], record.provision.id)
                        html.text(
                            " · " + word("confidence_\(record.confidence.rawValue)") + " · "
                                + word("law_checked", texts: ["day": wording.day(record.checkedUntil, language)]))
                    }
                    html.links(record.sources)
                }
            }
            if let preparation = plan.preparation, !preparation.sources.isEmpty {
                html.tag("li") { html in
                    html.tag("h3", word("sources_practice"))
                    html.links(preparation.sources)
                }
            }
        }
    }

    // MARK: Small parts

    func word(_ key: String, days: [String: Day] = [:], texts: [String: String] = [:]) -> String {
        wording.phrase(key, language, days: days, texts: texts)
    }

    func date(_ day: Day, _ html: inout HTML) {
        html.tag("time", ["datetime": day.description], wording.day(day, language))
    }

    /// The last working day before a day on which nobody works.
    func dayOff(_ day: Day, _ html: inout HTML) {
        guard let before = day.lastWorkingDayBefore, before >= plan.facts.asOf else { return }
        html.tag("p", ["class": "day-off"], word("day_off", days: ["day": before]))
    }

    func names(_ members: [Int], _ html: inout HTML) {
        for (place, member) in members.enumerated() {
            if place > 0 { html.text(language == .ar ? "، " : ", ") }
            html.tag("bdi", plan.name(of: member))
        }
    }

    func verdict(_ verdict: Verdict, _ symbol: String?, _ html: inout HTML) {
        html.tag("span", ["aria-hidden": "true"], symbol ?? verdict.mark.symbol)
        html.text(" " + word("verdict_\(verdict.name)"))
    }

    /// A small label; its symbol says the same as its colour.
    func tag(_ kind: String, _ text: String, _ html: inout HTML) {
        let symbols = [
            "hard": "!", "crit": "!", "advised": "•", "opens": "✓", "done": "✓", "expires": "◔", "guess": "≈",
            "unknown": "✗",
        ]
        html.tag("span", ["class": "tag " + kind]) { html in
            html.tag("span", ["aria-hidden": "true"], symbols[kind] ?? "•")
            html.text(" " + text)
        }
    }
}

extension Verdict {
    /// How a page marks it.
    var mark: (name: String, symbol: String) {
        switch self {
        case .yes: ("yes", "✓")
        case .no: ("no", "✗")
        case .uncertain: ("unsure", "?")
        case .needsFacts: ("unknown", "…")
        }
    }

    /// How a page marks it where yes means that money is due.
    var chargeMark: (name: String, symbol: String) {
        switch self {
        case .yes: ("due", "€")
        case .no: ("none", "–")
        case .uncertain, .needsFacts: mark
        }
    }
}

extension HTML {
    /// A whole page in a language.
    mutating func page(_ language: Language, title: String, style: StaticString, _ body: (inout HTML) -> Void) {
        doctype()
        tag("html", ["lang": language.rawValue, "dir": language.isRightToLeft ? "rtl" : "ltr"]) { html in
            html.tag("head") { html in
                html.void("meta", ["charset": "utf-8"])
                html.void("meta", ["name": "viewport", "content": "width=device-width, initial-scale=1"])
                // Nothing is fetched, nothing runs, nothing is sent.
                html.void(
                    "meta",
                    [
                        "http-equiv": "Content-Security-Policy",
                        "content": "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'",
                    ])
                html.void("meta", ["name": "referrer", "content": "no-referrer"])
                html.void("meta", ["name": "color-scheme", "content": "light dark"])
                html.tag("title", title)
                html.style(style)
            }
            html.tag("body") { body(&$0) }
        }
    }

    /// A name with what is known under it.
    mutating func fact(_ name: String, class kind: String? = nil, _ value: (inout HTML) -> Void) {
        tag("div") { html in
            html.tag("dt", name)
            html.tag("dd", ["class": kind], value)
        }
    }

    /// Sources that can be opened.
    mutating func links(_ sources: [Source]) {
        tag("ul") { html in
            for source in sources {
                html.tag("li") { html in
                    if let url = source.url {
                        html.tag("a", ["href": url, "lang": "en", "dir": "ltr"], source.title)
                    } else {
                        html.tag("span", ["lang": "en", "dir": "ltr"], source.title)
                    }
                }
            }
        }
    }
}

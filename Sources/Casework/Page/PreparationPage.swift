internal import CivilTime
internal import Guide
internal import HTML
internal import Law
internal import Reunification

/// The part of a page about what to get, pay and do.
struct PreparationPage {
    let page: PlanPage
    let preparation: Preparation

    private var plan: Plan { page.plan }
    private var language: Language { page.language }
    private var words: PreparationWords {
        PreparationWords(plan: plan, preparation: preparation, wording: page.wording)
    }

    private func word(_ key: String, days: [String: Day] = [:], texts: [String: String] = [:]) -> String {
        page.word(key, days: days, texts: texts)
    }

    // MARK: Steps

    func steps(_ html: inout HTML) {
        html.tag("ol", ["class": "steps", "role": "list"]) { html in
            for (place, step) in preparation.steps.enumerated() { write(place, step, &html) }
        }
    }

    private func write(_ place: Int, _ step: Step, _ html: inout HTML) {
        html.tag("li", ["class": step.isHard ? "step hard" : "step", "id": "step-\(place + 1)"]) { html in
            html.tag("h3") { html in
                html.tag("span", ["class": "nr"], "\(place + 1)")
                html.text(" " + words.title(step)[language])
            }
            if step.isHard { page.tag("hard", word("kind_hard"), &html) }
            if step.isLate { page.tag("crit", word("step_is_late"), &html) }
            html.tag("dl", ["class": "facts"]) { html in
                html.fact(word("step_who")) { html in
                    if step.doer == .sponsor {
                        html.text(word("sponsor"))
                        html.text(" · ")
                    }
                    page.names(step.members, &html)
                }
                if step.from > plan.facts.asOf { html.fact(word("step_from")) { page.date(step.from, &$0) } }
                if let latest = step.latest {
                    html.fact(words.until(step, language), class: words.isAimedAt(step) ? nil : "until") { html in
                        page.date(latest, &html)
                        if step.isHard { page.dayOff(latest, &html) }
                    }
                }
                if !step.after.isEmpty {
                    html.fact(word("step_after")) { html in
                        for (index, before) in step.after.enumerated() {
                            if index > 0 { html.text(language == .ar ? "، " : ", ") }
                            html.tag(
                                "a", ["href": "#step-\(before + 1)"],
                                word("step_number", texts: ["number": "\(before + 1)"]))
                        }
                    }
                }
                if let place = words.place(step) { html.fact(word("step_where")) { $0.text(place[language]) } }
                html.fact(word("step_why")) { $0.text(words.why(step)[language]) }
                if let how = words.how(step) { html.fact(word("step_how")) { $0.text(how[language]) } }
            }
        }
    }

    // MARK: Papers

    func papers(_ html: inout HTML) {
        html.tag("ul", ["class": "key", "role": "list"]) { html in
            html.tag("li") { html in
                page.tag("crit", word("paper_critical"), &html)
                html.text(" " + word("paper_critical_means"))
            }
            html.tag("li") { html in
                page.tag("guess", word("paper_assumption"), &html)
                html.text(" " + word("paper_assumption_means"))
            }
        }
        waysOut(&html)
        for group in groups { write(group, &html) }
    }

    /// The same paper with the same days for several members.
    private struct Group {
        var paper: NeededPaper
        var members: [Int]
    }

    private var groups: [Group] {
        var groups: [Group] = []
        for paper in preparation.papers {
            let place = groups.firstIndex { group in
                let other = group.paper
                return other.kind == paper.kind && other.country == paper.country && other.useOn == paper.useOn
                    && other.need == paper.need && other.problems == paper.problems
                    && other.stages.map(\.earliest) == paper.stages.map(\.earliest)
                    && other.stages.map(\.latest) == paper.stages.map(\.latest)
                    && other.stages.map(\.isCritical) == paper.stages.map(\.isCritical)
            }
            if let place {
                groups[place].members.append(paper.member)
            } else {
                groups.append(Group(paper: paper, members: [paper.member]))
            }
        }
        return groups
    }

    /// For whom not everything can be ready in time, and what can be done then.
    private func waysOut(_ html: inout HTML) {
        let late = plan.facts.members.indices.filter { !preparation.waysOut[$0].isEmpty }
        guard !late.isEmpty else { return }
        var told: Set<[Day]> = []
        var ways: [Preparation.WayOut] = []
        html.tag("div", ["class": "note warn"]) { html in
            for member in late {
                for way in preparation.waysOut[member] where !ways.contains(way) { ways.append(way) }
                guard let target = preparation.targets[member], let ready = preparation.earliestComplete[member],
                    told.insert([target.on, ready]).inserted
                else { continue }
                html.tag("p") { html in
                    html.tag("b", "! " + word("papers_too_late", days: ["day": target.on, "ready": ready]))
                }
            }
            html.tag("ul") { html in for way in ways { html.tag("li", word("way_\(way.rawValue)")) } }
        }
    }

    private func write(_ group: Group, _ html: inout HTML) {
        let paper = group.paper
        let record = preparation.guide[paper.kind]
        let isLate = paper.problems.contains(.tooLate) || paper.problems.contains(.expires)
        html.tag("article", ["class": isLate ? "paper late" : "paper"]) { html in
            html.tag("h3") { html in
                html.text(record.name[language])
                if paper.country != nil { html.text(" (" + words.country(paper.country)[language] + ")") }
            }
            html.tag("p", ["class": "who"]) { page.names(group.members, &$0) }
            html.tag("p", record.plain[language])
            html.tag("ol", ["class": "chain", "role": "list"]) { html in
                for stage in paper.stages { write(stage, paper, &html) }
            }
            for problem in paper.problems where problem != .tooLate {
                html.tag("div", ["class": "note care"]) { html in
                    html.tag("p", word("problem_\(problem.rawValue)"))
                    if paper.needsOtherProof, let country = paper.country.flatMap(preparation.guide.country) {
                        html.tag("p", country.alternatives[language])
                    }
                }
            }
            if paper.problems.contains(.tooLate) {
                html.tag("div", ["class": "note warn"]) { html in
                    html.tag("p", word("paper_late", days: ["day": paper.readyOn]))
                }
            }
            html.tag("dl", ["class": "facts"]) { html in
                if let months = paper.maximumAge?.value {
                    html.fact(word("paper_age")) { html in
                        html.text(page.wording.words["paper_age_months", Int(months)][language])
                        if paper.maximumAge?.status == .unverified { html.text(" (" + word("paper_unverified") + ")") }
                    }
                }
                if paper.need == .ifRequired { html.fact(word("step_why")) { $0.text(word("need_if_required")) } }
                if paper.isForSponsor { html.fact(word("step_who")) { $0.text(word("sponsor")) } }
            }
            source(record.standing, &html)
        }
    }

    private func write(_ stage: NeededPaper.Stage, _ paper: NeededPaper, _ html: inout HTML) {
        html.tag("li", ["class": stage.isCritical ? "stage crit" : "stage"]) { html in
            html.tag("b", word("stage_\(words.label(stage, of: paper))"))
            if stage.kind == .handIn {
                html.text(" ")
                html.tag("span", ["class": "day"]) { page.date(paper.useOn, &$0) }
            } else {
                day(word("stage_earliest"), stage.earliest, &html)
                if let latest = stage.latest { day(word("stage_latest"), latest, &html) }
                if stage.isCritical { page.tag("crit", word("paper_critical"), &html) }
                if let time = stage.leadTime.map({ preparation.guide[$0] }), time.status != .sourced {
                    let span = "\(time.days.lowerBound)–\(time.days.upperBound)"
                    page.tag("guess", word("days_range", texts: ["range": span]), &html)
                }
            }
        }
    }

    private func day(_ label: String, _ day: Day, _ html: inout HTML) {
        html.text(" ")
        html.tag("span", ["class": "day"]) { html in
            html.tag("i", label)
            html.text(" ")
            page.date(day, &html)
        }
    }

    private func source(_ standing: Standing, _ html: inout HTML) {
        html.tag("p", ["class": "src"]) { html in
            html.text(word("source") + ": ")
            links(standing.sources, &html)
            html.text(
                " · " + page.wording.asOf(standing.asOf, language) + " · "
                    + word("confidence_\(standing.confidence.rawValue)"))
            if standing.isOverdue(on: plan.facts.asOf) { html.text(" · " + word("review_overdue")) }
        }
    }

    /// Sources, one after another.
    private func links(_ sources: [Source], _ html: inout HTML) {
        for (place, source) in sources.enumerated() {
            if place > 0 { html.text(" · ") }
            if let url = source.url {
                html.tag("a", ["class": "bare", "href": url, "lang": "en", "dir": "ltr"], source.title)
            } else {
                html.tag("span", ["lang": "en", "dir": "ltr"], source.title)
            }
        }
    }

    // MARK: Costs

    func costs(_ html: inout HTML) {
        let columns = ["cost_what", "cost_count", "cost_amount"].map { word($0) }
        html.tag("table", ["class": "costs stack"]) { html in
            html.tag("caption", word("costs_caption"))
            html.tag("thead") { html in
                html.tag("tr") { html in for column in columns { html.tag("th", ["scope": "col"], column) } }
            }
            html.tag("tbody") { html in
                for line in preparation.costs.grouped { write(line, columns, &html) }
            }
            html.tag("tfoot") { html in
                html.tag("tr") { html in
                    html.tag("th", ["scope": "row", "colspan": "2"]) { html in
                        html.text(word("cost_total"))
                        if !preparation.costs.total.unknown.isEmpty {
                            html.tag("p", ["class": "small"], word("cost_total_unknown"))
                        }
                    }
                    html.tag("td", ["class": "num"]) { amount(preparation.costs.total.known, &$0) }
                }
            }
        }
        html.tag("h3", word("heading_support"))
        html.tag("ul", ["class": "ways", "role": "list"]) { html in
            for route in preparation.guide.support {
                html.tag("li") { html in
                    html.tag("h4", route.name[language])
                    html.tag("p", route.text[language])
                    source(route.standing, &html)
                }
            }
        }
    }

    private func write(_ line: Costs.Line, _ columns: [String], _ html: inout HTML) {
        html.tag("tr") { html in
            html.tag("th", ["scope": "row"]) { html in
                html.text(words.name(line.item)[language])
                if line.verdict == .uncertain || line.verdict == .needsFacts {
                    html.text(" (" + word("verdict_\(line.verdict.name)") + ")")
                }
                var parts = [
                    word("due_\(line.due.rawValue)"),
                    word("tariff_of", texts: ["date": page.wording.asOf(line.asOf, language)]),
                    word("confidence_\(line.confidence.rawValue)"),
                ]
                if line.isOverdue { parts.append(word("review_overdue")) }
                html.tag("p", ["class": "small"], parts.joined(separator: " · "))
                if let note = words.note(line.item) { html.tag("p", ["class": "small soft"], note[language]) }
                html.tag("p", ["class": "src"]) { html in
                    html.text(word("source") + ": ")
                    links(line.sources, &html)
                }
            }
            html.tag("td", ["data-th": columns[1], "class": "num"], "\(line.count) ×")
            html.tag("td", ["data-th": columns[2], "class": "num"]) { html in
                if let range = line.amount {
                    amount(range, &html)
                } else {
                    html.tag("span", ["class": "v unknown"]) { html in
                        html.tag("span", ["aria-hidden": "true"], "…")
                        html.text(" " + word("amount_unknown"))
                    }
                }
            }
        }
    }

    private func amount(_ range: ClosedRange<Int64>, _ html: inout HTML) {
        html.tag("bdi", ["class": "nb", "dir": "ltr"], page.wording.euro(range, language))
    }

    // MARK: Letters and posts

    /// First when to use which letter; then the letters, each a page of its own that can be signed.
    func letters(_ html: inout HTML) {
        html.tag("ul", ["class": "ways", "role": "list"]) { html in
            for kind in preparation.letters {
                let letter = preparation.guide[kind]
                html.tag("li") { html in
                    html.tag("b") { $0.tag("a", ["href": "#letter-\(kind.rawValue)"], letter.title[language]) }
                    html.tag("p", letter.when[language])
                    source(letter.standing, &html)
                }
            }
        }
        for kind in preparation.letters {
            html.tag("article", ["class": "letter", "id": "letter-\(kind.rawValue)"]) { html in
                html.tag("h3", preparation.guide[kind].title[language])
                // A letter goes to an office: in Dutch where the page is in a language that the office does not read.
                let written: Language = language == .ar ? .nl : language
                html.tag("div", ["class": "body", "lang": written.rawValue, "dir": "ltr"]) { html in
                    html.text(words.body(kind)[written])
                }
            }
        }
    }

    func posts(_ html: inout HTML) {
        let used = preparation.guide.posts.filter { post in preparation.posts.contains { $0?.id == post.id } }
        for post in used {
            html.tag("article", ["class": "post"]) { html in
                html.tag("h3", post.place[language])
                html.tag("dl", ["class": "facts"]) { html in
                    html.fact(word("post_channel")) { $0.text(word("channel_\(post.channel.rawValue)")) }
                    html.fact(word("post_appointment")) { $0.text(post.appointment[language]) }
                    if let note = post.note { html.fact(word("post_note")) { $0.text(note[language]) } }
                }
                source(post.standing, &html)
            }
        }
        html.tag("h3", word("heading_practice"))
        html.tag("ul") { html in
            for kind in [GeneralRule.Kind.anyPost, .inPerson, .incompleteFile, .dna, .municipalRecheck] {
                html.tag("li", preparation.guide[kind].text[language])
            }
        }
        html.tag("h3", word("heading_cascade"))
        html.tag("ol", ["class": "cascade", "role": "list"]) { html in
            for proof in preparation.guide.evidence {
                html.tag("li") { html in
                    html.tag("b", ["class": "nr"], "\(proof.rank)")
                    html.tag("div") { html in
                        html.tag("h4", proof.name[language])
                        html.tag("p", proof.examples[language])
                    }
                }
            }
        }
        difficulties(&html)
    }

    /// Known obstacles in the countries that papers come from.
    private func difficulties(_ html: inout HTML) {
        var seen: Set<String> = []
        for country in preparation.papers.compactMap(\.country) where seen.insert(country).inserted {
            guard let record = preparation.guide.country(country) else {
                html.tag("h3", words.country(country)[language])
                html.tag("p", word("practice_unknown"))
                continue
            }
            html.tag("h3", record.name[language])
            html.tag("p", record.recordsNote[language])
            if !record.difficulties.isEmpty {
                html.tag("ul") { html in for text in record.difficulties { html.tag("li", text[language]) } }
            }
            source(record.standing, &html)
        }
    }
}

internal import CivilTime
internal import Documents
internal import Guide
internal import Law
internal import Reunification

/// Writes papers, costs and steps into the plan document.
struct PreparationJSON {
    let plan: Plan
    let preparation: Preparation
    let wording: Wording?

    private var words: PreparationWords? {
        wording.map { PreparationWords(plan: plan, preparation: preparation, wording: $0) }
    }

    private func id(_ member: Int) -> String { plan.facts.members[member] }

    func write(_ writer: inout JSONWriter) {
        writer.list("documents", preparation.papers.enumerated()) { write($1.offset, $1.element, &$0) }
        writer.object("costs") { costs(&$0) }
        writer.list("steps", preparation.steps.enumerated()) { write($1.offset, $1.element, &$0) }
        writer.list("lodging", plan.facts.members.indices.filter { preparation.targets[$0] != nil }) { writer, member in
            writer.object { writer in
                writer.text("member", id(member))
                writer.text("by", preparation.targets[member]?.on.description)
                writer.text("because", preparation.targets[member]?.reason.rawValue)
                writer.text("complete_from", preparation.earliestComplete[member]?.description)
                writer.text("post", preparation.posts[member]?.id)
                writer.texts("ways_out", preparation.waysOut[member].map(\.rawValue))
            }
        }
        writer.list("posts", usedPosts) { write($1, &$0) }
        writer.list("letters", preparation.letters) { writer, kind in
            let letter = preparation.guide[kind]
            writer.object { writer in
                writer.text("id", kind.rawValue)
                if let words {
                    writer.words("title", letter.title)
                    writer.words("when", letter.when)
                    writer.words("body", words.body(kind))
                }
                standing(letter.standing, &writer)
            }
        }
    }

    private var usedPosts: [Post] {
        preparation.guide.posts.filter { post in preparation.posts.contains { $0?.id == post.id } }
    }

    private func write(_ post: Post, _ writer: inout JSONWriter) {
        writer.object { writer in
            writer.text("id", post.id)
            writer.text("country", post.country)
            writer.text("channel", post.channel.rawValue)
            if wording != nil {
                writer.words("place", post.place)
                writer.words("appointment", post.appointment)
                if let note = post.note { writer.words("note", note) }
            }
            standing(post.standing, &writer)
        }
    }

    private func write(_ place: Int, _ paper: NeededPaper, _ writer: inout JSONWriter) {
        let record = preparation.guide[paper.kind]
        writer.object { writer in
            writer.text("id", "p\(place + 1)")
            writer.text("member", id(paper.member))
            writer.text("paper", paper.kind.rawValue)
            writer.text("need", paper.need.rawValue)
            writer.text("by", paper.isForSponsor ? "sponsor" : "member")
            writer.text("country", paper.country)
            writer.text("use_on", paper.useOn.description)
            writer.text("ready_on", paper.readyOn.description)
            writer.key("maximum_age_months") { writer in
                if let months = paper.maximumAge?.value { writer.integer(Int(months)) } else { writer.null() }
            }
            if let age = paper.maximumAge { writer.text("maximum_age_status", age.status.rawValue) }
            writer.texts("problems", paper.problems.map(\.rawValue))
            writer.list("stages", paper.stages) { writer, stage in
                writer.object { writer in
                    writer.text("stage", stage.kind.rawValue)
                    writer.text("earliest", stage.earliest.description)
                    writer.text("latest", stage.latest?.description)
                    writer.key("days") { $0.integer(stage.days) }
                    writer.text("days_status", stage.leadTime.map { preparation.guide[$0].status.rawValue })
                    writer.key("critical") { $0.bool(stage.isCritical) }
                }
            }
            if wording != nil {
                writer.words("text", record.name)
                writer.words("plain", record.plain)
                if paper.needsOtherProof {
                    let country = paper.country.flatMap(preparation.guide.country)
                    writer.words("instead", country?.alternatives ?? preparation.guide[.cascade].text)
                }
            }
            standing(record.standing, &writer)
        }
    }

    private func costs(_ writer: inout JSONWriter) {
        let costs = preparation.costs
        writer.text("currency", "EUR")
        writer.list("lines", costs.lines) { writer, line in
            writer.object { writer in
                writer.text("item", line.item.id)
                writer.text("member", line.member.map(id))
                writer.key("count") { $0.integer(line.count) }
                range(line.amount, &writer)
                writer.text("due", line.due.rawValue)
                writer.text("verdict", line.verdict.name)
                if let words {
                    writer.words("text", words.name(line.item))
                    if let note = words.note(line.item) { writer.words("note", note) }
                }
                writer.text("as_of", line.asOf)
                writer.text("confidence", line.confidence.rawValue)
                writer.key("is_overdue") { $0.bool(line.isOverdue) }
                writer.list("sources", line.sources) { $0.write($1) }
            }
        }
        writer.object("total") { total(costs.total, &$0) }
        writer.list("per_member", plan.facts.members.indices) { writer, member in
            writer.object { writer in
                writer.text("member", id(member))
                total(costs.total(of: member), &writer)
            }
        }
        writer.list("support", preparation.guide.support) { writer, route in
            writer.object { writer in
                writer.text("id", route.id)
                if wording != nil {
                    writer.words("name", route.name)
                    writer.words("text", route.text)
                }
                standing(route.standing, &writer)
            }
        }
    }

    private func total(_ total: Costs.Total, _ writer: inout JSONWriter) {
        range(total.known, &writer)
        writer.texts("unknown", total.unknown.map(\.id))
    }

    private func range(_ range: ClosedRange<Int64>?, _ writer: inout JSONWriter) {
        for (key, cents) in [("low", range?.lowerBound), ("high", range?.upperBound)] {
            writer.key(key) { writer in
                if let cents { writer.euro(cents) } else { writer.null() }
            }
        }
    }

    private func write(_ place: Int, _ step: Step, _ writer: inout JSONWriter) {
        writer.object { writer in
            writer.text("id", "s\(place + 1)")
            writer.text("step", step.kind.rawValue)
            writer.texts("members", step.members.map(id))
            writer.text("by", step.doer.rawValue)
            writer.text("from", step.from.description)
            writer.text("latest", step.latest?.description)
            writer.text("kind", step.isHard ? "hard" : "advised")
            writer.key("is_late") { $0.bool(step.isLate) }
            writer.texts("depends_on", step.after.map { "s\($0 + 1)" })
            writer.texts("papers", step.papers.map(\.rawValue))
            writer.text("country", step.country)
            writer.text("post", step.post)
            writer.text("deadline", step.deadline?.rawValue)
            if let words {
                writer.words("text", words.title(step))
                writer.words("why", words.why(step))
                if let how = words.how(step) { writer.words("where", how) }
            }
        }
    }

    private func standing(_ standing: Standing, _ writer: inout JSONWriter) {
        writer.text("as_of", standing.asOf)
        writer.text("review_by", standing.reviewBy.description)
        writer.key("is_overdue") { $0.bool(standing.isOverdue(on: plan.facts.asOf)) }
        writer.text("confidence", standing.confidence.rawValue)
        writer.list("sources", standing.sources) { $0.write($1) }
    }
}

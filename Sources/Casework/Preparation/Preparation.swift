public import CivilTime
public import Guide
internal import Law
internal import Reunification

/// What a family must get, pay and do, by when: from the plan's answers and the guide.
public struct Preparation: Sendable {
    /// The day by which a member's file must be handed in, and why that day.
    public struct Target: Sendable {
        /// Why that day.
        public enum Reason: String, Sendable, CaseIterable {
            /// It was asked about.
            case asked
            /// The last day that keeps every right.
            case deadline
            /// The file is lodged and must be complete by then.
            case completion
            /// The first day by which everything can be ready.
            case earliest
        }

        /// The day of use.
        public var on: Day
        /// Why that day.
        public var reason: Reason
    }

    /// What can be done when not everything can be ready in time.
    public enum WayOut: String, Sendable, CaseIterable {
        /// Lodge in time and complete the file later.
        case lodgeIncomplete = "lodge_incomplete"
        /// Ask the post to accept the file from afar.
        case lodgeRemotely = "lodge_remotely"
        /// Keep proof that lodging in time was impossible.
        case documentObstacle = "document_obstacle"
    }

    /// Practice on which it rests.
    public let guide: Guide
    /// For each member the day of use; `nil` when nothing is to be handed in.
    public let targets: [Target?]
    /// For each member the post; `nil` when none is known or needed.
    public let posts: [Post?]
    /// For each member the first day by which everything can be ready.
    public let earliestComplete: [Day?]
    /// For each member what can be done when that is too late.
    public let waysOut: [[WayOut]]
    /// Every paper, member by member.
    public let papers: [NeededPaper]
    /// Every cost.
    public let costs: Costs
    /// Everything to do, in order.
    public let steps: [Step]
    /// The letters that fit.
    public let letters: [Letter.Kind]

    /// Works out what a family must do.
    ///
    /// - Parameters:
    ///   - plan: The answers.
    ///   - lodgeOn: The day of lodging that was asked about, if any.
    ///   - family: Names and countries.
    ///   - guide: The practice.
    init(_ plan: Plan, lodgeOn: Day?, _ family: Family, _ guide: Guide) {
        self.guide = guide
        let rules = PaperRules(plan: plan, family: family, guide: guide)
        var (targets, posts, earliest, ways): ([Target?], [Post?], [Day?], [[WayOut]]) = ([], [], [], [])
        var papers: [NeededPaper] = []
        for member in plan.facts.members.indices {
            let post = Preparation.post(of: member, plan, family, guide)
            posts.append(post)
            guard let wanted = Preparation.target(of: member, plan, lodgeOn) else {
                targets.append(nil)
                earliest.append(nil)
                ways.append([])
                continue
            }
            // Which papers are asked for depends a little on the day, by the age of who comes of age meanwhile.
            let known = wanted.on
            var own = rules.papers(of: member, useOn: known ?? plan.facts.asOf).map {
                Preparation.dated($0, known, plan)
            }
            let complete = own.filter { $0.need == .always }.map(\.readyOn).max() ?? plan.facts.asOf
            let soonest = Preparation.soonest(of: member, complete, plan)
            let use = known ?? soonest.on
            if known == nil { own = rules.papers(of: member, useOn: use).map { Preparation.dated($0, use, plan) } }
            Preparation.markCritical(&own)
            targets.append(Target(on: use, reason: known == nil ? soonest.reason : wanted.reason))
            earliest.append(complete)
            ways.append(complete > use ? Preparation.waysOut(of: member, plan) : [])
            papers += own
        }
        self.targets = targets
        self.posts = posts
        earliestComplete = earliest
        waysOut = ways
        self.papers = papers
        costs = Costs(plan, papers: papers, posts: posts, family, guide)
        let steps = StepRules(
            plan: plan, family: family, guide: guide, targets: targets, posts: posts, papers: papers, waysOut: ways)
        self.steps = steps.all
        letters = steps.letters
    }

    /// Where the practice that it uses comes from, each once.
    var sources: [Source] {
        var sources: [Source] = []
        let all =
            papers.flatMap { guide[$0.kind].standing.sources } + costs.lines.flatMap(\.sources)
            + posts.compactMap(\.self).flatMap(\.standing.sources)
            + papers.compactMap(\.country).compactMap(guide.country).flatMap(\.standing.sources)
        for source in all where !sources.contains(source) { sources.append(source) }
        return sources
    }

    /// The day by which a member's file is needed; `on` is `nil` where only the work itself sets it.
    private static func target(of member: Int, _ plan: Plan, _ lodgeOn: Day?) -> (on: Day?, reason: Target.Reason)? {
        let facts = plan.facts
        guard plan.assessment[member, .entitlement].verdict != .no else { return nil }
        if facts.hasApplication[member] {
            guard facts[Fact(.completeOn, member: member)] == .defaulted,
                facts[Fact(.decidedOn, member: member)] == .defaulted
            else { return nil }
            let deadline = plan.deadlines.first { $0.member == member && $0.id == .completeFile }
            return (deadline?.on, deadline == nil ? .earliest : .completion)
        }
        if let lodgeOn, lodgeOn >= facts.asOf { return (lodgeOn, .asked) }
        // While the window runs, the last day that keeps every right; else there is nothing to wait for.
        let own = plan.deadlines.filter { $0.member == member }
        guard own.contains(where: { $0.id == .lodgeWithinWindow }) else { return (nil, .earliest) }
        return (own.first { $0.id == .lodgeWithinWindow || $0.id == .lodgeWhileEntitled }?.on, .deadline)
    }

    /// The first day by which everything can be ready, but no later than a right is lost.
    private static func soonest(of member: Int, _ complete: Day, _ plan: Plan) -> Target {
        let on = max(complete, firstDay(of: member, plan))
        let limit = plan.deadlines.first {
            $0.member == member && ($0.id == .lodgeWhileEntitled || $0.id == .completeFile)
        }
        guard let limit, limit.on < on else { return Target(on: on, reason: .earliest) }
        return Target(on: limit.on, reason: .deadline)
    }

    /// The first day on which a member may lodge.
    private static func firstDay(of member: Int, _ plan: Plan) -> Day {
        guard plan.assessment[member, .admission].verdict == .no,
            case .day(let on) = plan.assessment[member, .admission].values[.main]
        else { return plan.facts.asOf }
        return max(Day(rawValue: on), plan.facts.asOf)
    }

    /// The post for a member: the designated one, else one where the member stays, else one of the country of origin.
    ///
    /// - Source: BE-APPLICATION-DATE.
    private static func post(of member: Int, _ plan: Plan, _ family: Family, _ guide: Guide) -> Post? {
        let person = family.members[member]
        if plan.facts[Fact(.travelledWithSponsor, member: member)] == .value(1) || person.staysIn == "BE" { return nil }
        let designated = plan.rulebook.book.referencePosts.last {
            $0.nationality == person.nationality && $0.from <= plan.facts.asOf
        }
        if let designated, let post = guide.post(designated.post) { return post }
        let ids = [person.nationality, person.staysIn].compactMap(\.self).flatMap { guide.country($0)?.posts ?? [] }
        let candidates = guide.posts.filter { post in
            ids.contains(post.id) || post.residents.contains(person.staysIn ?? "")
                || post.nationals.contains(person.nationality ?? "")
        }
        return candidates.first { $0.country == person.staysIn }
            ?? candidates.first { $0.residents.contains(person.staysIn ?? "") }
            ?? ids.lazy.compactMap(guide.post).first ?? candidates.first
    }

    /// A paper with the days of its chain, for use on a day, or as soon as it can be.
    private static func dated(_ paper: NeededPaper, _ use: Day?, _ plan: Plan) -> NeededPaper {
        var paper = paper
        let from = Int(plan.facts.asOf.rawValue)
        func schedule(useOn: Day) -> Schedule {
            let months = paper.maximumAge?.value.map(Int.init)
            return Schedule(
                paper.stages.enumerated().map { index, stage in
                    let validity = stage.kind == .obtain ? months.map { Preparation.days(of: $0, before: useOn) } : nil
                    return Schedule.Task(days: stage.days, after: index == 0 ? [] : [index - 1], validity: validity)
                }, from: from)
        }
        let soonest = schedule(useOn: use ?? plan.facts.asOf).earliestUse
        if soonest == nil { paper.problems.append(.expires) }
        let ready = Day(rawValue: Int32(soonest ?? from + paper.stages.reduce(0) { $0 + $1.days }))
        paper.readyOn = ready
        let day = use ?? ready
        paper.useOn = day
        if let ranges = schedule(useOn: day).starts(use: Int(day.rawValue)) {
            for (index, range) in ranges.enumerated() {
                paper.stages[index].earliest = Day(rawValue: Int32(range.lowerBound))
                paper.stages[index].latest = Day(rawValue: Int32(range.upperBound))
            }
        } else {
            if soonest != nil { paper.problems.append(.tooLate) }
            var start = from
            for index in paper.stages.indices {
                paper.stages[index].earliest = Day(rawValue: Int32(start))
                start += paper.stages[index].days
            }
            // Too late for the day: it is used when it is ready.
            paper.useOn = max(day, ready)
        }
        return paper
    }

    /// For how many days before a day of use something that may be so many months old can have been issued.
    static func days(of months: Int, before use: Day) -> Int {
        var issued = use.adding(months: -months).adding(days: -3)
        while issued.adding(months: months) < use { issued = issued.adding(days: 1) }
        return Int(use.rawValue - issued.rawValue)
    }

    /// The chain with the least time to spare is the one that counts.
    private static func markCritical(_ papers: inout [NeededPaper]) {
        let longest = papers.filter { $0.need == .always }.map(\.readyOn).max()
        for index in papers.indices where papers[index].readyOn == longest && papers[index].need == .always {
            for stage in papers[index].stages.indices { papers[index].stages[stage].isCritical = true }
        }
    }

    /// What can be done when the file cannot be whole in time.
    ///
    /// - Source: BE-PROC-RECEIPT; CJEU C-1/23 PPU; CJEU C-380/17.
    private static func waysOut(of member: Int, _ plan: Plan) -> [WayOut] {
        plan.facts.hasApplication[member] ? [.documentObstacle] : [.lodgeIncomplete, .lodgeRemotely, .documentObstacle]
    }
}

internal import CivilTime
public import Law

/// A region of families for whom two regimes give different answers.
public struct RegimeDifference: Sendable {
    /// What makes a region: the question, both answers, and why they are what they are.
    public struct Key: Hashable, Sendable {
        /// The question whose answer differs.
        public var question: Question
        /// The answer under the first regime.
        public var before: Verdict
        /// The answer under the second regime.
        public var after: Verdict
        /// Why, under the first regime; `nil` where no finding says it.
        public var groundBefore: Ground?
        /// Why, under the second regime; `nil` where no finding says it.
        public var groundAfter: Ground?
    }

    /// What makes the region.
    public var key: Key
    /// The sponsor's statuses that occur in it.
    public var protections: Set<Protection>
    /// The relations that occur in it.
    public var relations: Set<Relation>
    /// How many paths through the rules make it up.
    public var paths: Int
    /// A family in it that states as few facts as possible; whatever else is true of it, it is in the region.
    public var example: Facts
}

/// Where two regimes differ, over one member and its household.
public enum RegimeDiff {
    static let questions: [Question] = [
        .entitlement, .admission, .exemption, .completion, .income, .housing, .insurance, .contribution, .visaHandling,
        .stay,
    ]

    /// Every region in which two regimes differ.
    ///
    /// Both are run along the same paths with nothing known; the paths on which their answers differ, put together by what
    /// differs and why, are the regions. Regions do not overlap, and a family outside all of them is touched by nothing.
    public static func between(
        _ before: Int, _ after: Int, _ rulebook: Rulebook, budget: inout WorkBudget
    ) throws(AssessmentFailure) -> [RegimeDifference] {
        var regions: [RegimeDifference] = []
        for family in openFamilies {
            var run = try Explaining(family, rulebook)
            for question in questions {
                // A joining parent only matters where none but children may join.
                let other = family.members.count > 1 ? family[Fact(.relation, member: 1)] : nil
                if question == .housing || question == .insurance, other != nil { continue }
                if question != .income, other == .value(Relation.parent.rawValue) { continue }
                let isOfSpouse = other == .value(Relation.spouse.rawValue)
                let leaves = try Explorer.explore(&run, &budget) { run -> RegimeDifference.Key? in
                    // A spouse who joins under both is one person more, and further residents stand for that as well.
                    if question == .income, isOfSpouse, otherJoinsAlike(&run, before, after) { return nil }
                    return both(&run, question, before, after)
                }
                for leaf in leaves {
                    guard let key = leaf.result else { continue }
                    add(key, leaf, run, to: &regions)
                }
            }
        }
        return regions.sorted { ($0.key.question.rawValue, $1.paths) < ($1.key.question.rawValue, $0.paths) }
    }

    /// Which answers about each member of a family change from one regime to the other.
    ///
    /// - Returns: For each member the questions with their answers before and after.
    public static func touches(
        _ facts: Facts, _ before: Int, _ after: Int, _ rulebook: Rulebook, budget: inout WorkBudget
    ) throws(AssessmentFailure) -> [[(question: Question, before: Verdict, after: Verdict)]] {
        var run = try Explaining(facts, rulebook)
        run.isRecording = false
        var touched: [[(question: Question, before: Verdict, after: Verdict)]] = []
        for member in facts.members.indices {
            var changes: [(question: Question, before: Verdict, after: Verdict)] = []
            for question in questions {
                var answers: [Set<Answer>] = []
                for regime in [before, after] {
                    let leaves = try Explorer.explore(&run, &budget) { run in
                        run.force(regime: regime)
                        return run.answer(question, of: member)
                    }
                    answers.append(Set(leaves.map(\.result)))
                }
                guard answers[0] != answers[1] else { continue }
                changes.append((question, verdict(answers[0]), verdict(answers[1])))
            }
            touched.append(changes)
        }
        return touched
    }

    /// How a member of a family of whom everything is known differs; each way is that of a region of `between`.
    ///
    /// - Throws: `contradiction` for facts that contradict each other.
    public static func differences(
        of member: Int, in facts: Facts, _ before: Int, _ after: Int, _ rulebook: Rulebook
    ) throws(AssessmentFailure) -> [RegimeDifference.Key] {
        var run = try Explaining(facts, rulebook)
        return questions.compactMap { question in
            run.rewind()
            return both(&run, question, before, after, of: member)
        }
    }

    private static func verdict(_ answers: Set<Answer>) -> Verdict {
        let verdicts = Set(answers.map(\.verdict))
        return verdicts.count == 1 ? verdicts.first ?? .uncertain : .needsFacts
    }

    private static func otherJoinsAlike(_ run: inout Explaining, _ before: Int, _ after: Int) -> Bool {
        run.mute()
        defer { run.unmute() }
        let joins = [before, after].map { regime in
            run.force(regime: regime)
            return run.joining(1) != .not
        }
        return joins[0] == joins[1]
    }

    /// The answers under both regimes on one path; `nil` where they are the same.
    private static func both(
        _ run: inout Explaining, _ question: Question, _ before: Int, _ after: Int, of member: Int = 0
    ) -> RegimeDifference.Key? {
        func answer(_ regime: Int) -> (Answer, Ground?) {
            run.force(regime: regime)
            var basis = run.basis(of: member)
            // Income, housing and insurance as they are asked of those who are not exempt; who is, is a question of its own.
            basis.exemption = question.isCondition ? Exemption(verdict: .no) : nil
            let answer = run.answer(question, of: member, &basis)
            let records = run.findings.records
            return (answer, (records.last { $0.verdict == answer.verdict } ?? records.last)?.ground)
        }
        let (first, firstGround) = answer(before)
        run.forgetFindings()
        let (second, secondGround) = answer(after)
        guard first != second else { return nil }
        return RegimeDifference.Key(
            question: question, before: first.verdict, after: second.verdict, groundBefore: firstGround,
            groundAfter: secondGround)
    }

    private static func add(
        _ key: RegimeDifference.Key, _ leaf: Leaf<RegimeDifference.Key?>, _ run: Explaining,
        to regions: inout [RegimeDifference]
    ) {
        let example = leaf.smallestFamily(run)
        var protections = Set(Protection.allCases)
        if case .value(let raw) = example[Fact(.protection)], let status = Protection(rawValue: raw) {
            protections = [status]
        }
        var relations = Set(Relation.allCases)
        if case .value(let raw) = example[Fact(.relation)], let relation = Relation(rawValue: raw) {
            relations = [relation]
        }
        guard let index = regions.firstIndex(where: { $0.key == key }) else {
            regions.append(
                RegimeDifference(key: key, protections: protections, relations: relations, paths: 1, example: example))
            return
        }
        regions[index].protections.formUnion(protections)
        regions[index].relations.formUnion(relations)
        regions[index].paths += 1
        if example.statedFacts < regions[index].example.statedFacts { regions[index].example = example }
    }

    /// Families of whom nothing is known but who is in them: one member alone, with a spouse, a child, a parent.
    private static var openFamilies: [Facts] {
        func family(_ other: Relation?) -> Facts {
            var facts = Facts(
                asOf: Day(rawValue: 20_513), members: other == nil ? ["member"] : ["member", "other"],
                hasApplication: other == nil ? [true] : [true, false], incomeCount: nil,
                obstacleCounts: other == nil ? [1] : [1, 0])
            for slot in facts.slots.indices {
                let fact = facts.fact(at: slot)
                guard fact.key.kind == .day, fact.member == 0, facts.slots[slot] == .unknown else { continue }
                guard fact.key.defaultValue != .nothing else { continue }
                // 1950 and 2010 to 2040: every day on which the law changes lies well within.
                facts[fact] = .within(fact.key == .sponsorBirth || fact.key == .birth ? -7305 : 14_610, 25_932)
            }
            guard let other else { return facts }
            func set(_ key: FactKey, _ known: Known) { facts[Fact(key, member: 1)] = known }
            set(.relation, .value(other.rawValue))
            set(.birth, .value(other == .spouse ? 7_305 : other == .child ? 18_262 : -3_653))
            set(.tieSince, other == .spouse ? .within(14_610, 25_932) : .defaulted)
            set(.otherParentInBelgium, .value(0))
            set(.married, .value(0))
            set(.sharedChild, .value(1))
            for key in [
                FactKey.travelledWithSponsor, .ownProtectionRefused, .dependsTotally, .violenceReported,
                .cohabitedMonths, .obstacles,
            ] {
                set(key, .defaulted)
            }
            return facts
        }
        return [family(nil), family(.spouse), family(.child), family(.parent)]
    }
}

extension Question {
    var isCondition: Bool { self == .income || self == .housing || self == .insurance }
}

extension Leaf {
    /// A family that takes this path and states nothing else: every fact that was looked at, as low as it can be.
    func smallestFamily(_ run: Explaining) -> Facts {
        var facts = run.facts
        for choice in choices {
            let fact = facts.fact(at: choice.slot)
            if fact.key.defaultValue == .nothing {
                // A day that may not exist, or a choice with nothing as its last branch.
                let isAbsent: Bool
                if case .choice(let count) = fact.key.kind {
                    isAbsent = choice.taken == count
                } else {
                    isAbsent = choice.taken == 0
                }
                facts[fact] = isAbsent ? .defaulted : fact.key.kind == .day ? facts[fact] : .value(choice.taken)
            } else if case .number(let limit) = fact.key.kind, limit > 2 {
                facts[fact] = .value(choice.taken == 0 ? 0 : limit)
            } else if fact.key.kind != .list {
                facts[fact] = .value(choice.taken)
            }
        }
        for constraint in region.constraints.dropFirst(run.baseConstraintCount) {
            for instant in [constraint.earlier, constraint.later] where instant.variable >= 0 {
                facts[facts.fact(at: run.slots[Int(instant.variable)])] = .value(region.low[Int(instant.variable)])
            }
        }
        return facts
    }
}

extension Facts {
    /// How many facts have a value.
    var statedFacts: Int {
        slots.reduce(0) { count, known in
            if case .value = known { count + 1 } else { count }
        }
    }
}

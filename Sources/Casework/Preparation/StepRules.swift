internal import CivilTime
internal import Guide
internal import Law
internal import Reunification

/// Puts papers, posts, fees and deadlines into one ordered list of things to do.
struct StepRules {
    let plan: Plan
    let family: Family
    let guide: Guide
    let targets: [Preparation.Target?]
    let posts: [Post?]
    let papers: [NeededPaper]
    let waysOut: [[Preparation.WayOut]]

    private var asOf: Day { plan.facts.asOf }

    /// Every step, in an order in which none stands before one that it depends on.
    var all: [Step] {
        var steps: [Step] = []
        let (inTime, tooLate) = paperSteps(&steps)
        let lodging = lodgingSteps(&steps, inTime)
        afterLodging(&steps, lodging, tooLate)
        return StepRules.ordered(steps)
    }

    /// The letters that fit the family's position.
    var letters: [Letter.Kind] {
        var letters: [Letter.Kind] = []
        if posts.contains(where: { $0 != nil }), targets.indices.contains(where: { toLodge($0) }) {
            letters.append(.appointmentRequest)
        }
        if papers.contains(where: \.needsOtherProof) { letters.append(.missingRecord) }
        if waysOut.contains(where: { $0.contains(.lodgeIncomplete) }) { letters.append(.incompleteFile) }
        if waysOut.contains(where: { $0.contains(.lodgeRemotely) }) || hasObstacle { letters.append(.remoteLodging) }
        if targets.indices.contains(where: isLate) { letters.append(.lateLodging) }
        return letters
    }

    private var hasObstacle: Bool { plan.facts.obstacleCounts.contains { ($0 ?? 0) > 0 } }

    private func toLodge(_ member: Int) -> Bool { targets[member] != nil && !plan.facts.hasApplication[member] }

    /// Whether the window of a member who has not lodged is over.
    private func isLate(_ member: Int) -> Bool {
        guard toLodge(member), case .day(let last) = plan.assessment[member, .exemption].values[.third] else {
            return false
        }
        return Day(rawValue: last) < asOf
    }

    // MARK: Papers

    /// What makes steps one: the same paper, stage and country.
    private struct Key: Hashable {
        var paper: Paper.Kind
        var stage: NeededPaper.Stage.Kind
        var country: String?
    }

    /// One step for each stage of papers that are got together.
    ///
    /// - Returns: The last step of each member's chains, of those that can be ready in time and of those that cannot.
    private func paperSteps(_ steps: inout [Step]) -> (inTime: [Int: Set<Int>], tooLate: [Int: Set<Int>]) {
        var positions: [Key: Int] = [:]
        // Steps of which no last day can be named, because somebody's paper is too late already.
        var open: Set<Int> = []
        var (inTime, tooLate): ([Int: Set<Int>], [Int: Set<Int>]) = ([:], [:])
        for paper in papers where paper.need == .always && paper.kind != .feePayment {
            var previous: Int?
            for stage in paper.stages where stage.kind != .handIn {
                let key = Key(paper: paper.kind, stage: stage.kind, country: paper.country)
                if let position = positions[key] {
                    merge(stage, of: paper, into: &steps[position], isOpen: open.contains(position))
                    if stage.latest == nil { open.insert(position) }
                    if let previous, !steps[position].after.contains(previous) {
                        steps[position].after.append(previous)
                    }
                    previous = position
                } else {
                    steps.append(step(stage, of: paper, after: previous))
                    positions[key] = steps.count - 1
                    previous = steps.count - 1
                    if stage.latest == nil { open.insert(steps.count - 1) }
                }
            }
            guard let previous else { continue }
            if paper.problems.contains(.tooLate) {
                tooLate[paper.member, default: []].insert(previous)
            } else {
                inTime[paper.member, default: []].insert(previous)
            }
        }
        return (inTime, tooLate)
    }

    private func step(_ stage: NeededPaper.Stage, of paper: NeededPaper, after: Int?) -> Step {
        // Only what can begin today is late; what follows waits for it.
        let isLate = stage.latest == nil && after == nil
        return Step(
            kind: kind(stage, paper), members: [paper.member], doer: paper.isForSponsor ? .sponsor : .members,
            from: stage.earliest, latest: stage.latest, isHard: false, isLate: isLate, after: after.map { [$0] } ?? [],
            papers: [paper.kind], country: paper.country,
            post: stage.kind == .legaliseAtPost || paper.kind == .medicalCertificate ? posts[paper.member]?.id : nil,
            deadline: nil)
    }

    private func kind(_ stage: NeededPaper.Stage, _ paper: NeededPaper) -> Step.Kind {
        switch stage.kind {
        case .obtain where paper.needsOtherProof: .otherProof
        case .obtain where paper.kind == .passport: .passport
        case .obtain where paper.kind == .medicalCertificate || paper.kind == .disabilityCertificate: .visitDoctor
        case .obtain where stage.leadTime == .prepareOwn: .prepare
        case .obtain, .handIn: .obtain
        case .legalise: .legalise
        case .legaliseAtPost: .legaliseAtPost
        case .apostille: .apostille
        case .translate: .translate
        }
    }

    /// The first start of all, and the first of the last starts: who comes first sets the pace.
    private func merge(
        _ stage: NeededPaper.Stage, of paper: NeededPaper, into step: inout Step, isOpen: Bool
    ) {
        if !step.members.contains(paper.member) { step.members.append(paper.member) }
        step.from = max(step.from, stage.earliest)
        if isOpen { return }
        if let latest = stage.latest {
            step.latest = step.latest.map { min($0, latest) } ?? latest
        } else {
            step.latest = nil
            step.isLate = step.after.isEmpty
        }
        // A paper that may not be old yet can be got for the first who needs it, and no later.
        if let latest = step.latest { step.from = min(step.from, latest) }
    }

    // MARK: Lodging

    /// Booking, paying and lodging; the position of each member's lodging step comes back.
    private func lodgingSteps(_ steps: inout [Step], _ chains: [Int: Set<Int>]) -> [Int: Int] {
        var lodging: [Int: Int] = [:]
        let waiting = targets.indices.filter(toLodge)
        var booked: [String: Int] = [:]
        for member in waiting {
            guard let post = posts[member], let target = targets[member] else { continue }
            let latest = target.on.adding(days: -guide[.appointment].days.upperBound)
            if let position = booked[post.id] {
                steps[position].members.append(member)
                if let known = steps[position].latest { steps[position].latest = min(known, latest) }
                if latest < asOf {
                    steps[position].latest = nil
                    steps[position].isLate = true
                }
                continue
            }
            steps.append(
                Step(
                    kind: .bookAppointment, members: [member], doer: .members, from: asOf,
                    latest: latest < asOf ? nil : latest, isHard: false, isLate: latest < asOf, after: [], papers: [],
                    country: post.country, post: post.id, deadline: nil))
            booked[post.id] = steps.count - 1
        }
        if !waiting.isEmpty {
            steps.append(
                Step(
                    kind: .keepEvidence, members: waiting, doer: .family, from: asOf, latest: nil, isHard: false,
                    isLate: false, after: [], papers: [], country: nil, post: nil, deadline: nil))
        }
        let late = waiting.filter { waysOut[$0].contains(.lodgeRemotely) || hasObstacle }
        var remote: Int?
        if !late.isEmpty, let soonest = late.compactMap({ targets[$0]?.on }).min() {
            steps.append(
                Step(
                    kind: .askRemote, members: late, doer: .family, from: asOf, latest: max(asOf, soonest),
                    isHard: false,
                    isLate: false, after: [], papers: [], country: nil, post: posts[late[0]]?.id, deadline: nil))
            remote = steps.count - 1
        }
        let paying = waiting.filter { member in papers.contains { $0.member == member && $0.kind == .feePayment } }
        var payment: Int?
        if let soonest = paying.compactMap({ targets[$0]?.on }).min() {
            steps.append(
                Step(
                    kind: .payFees, members: paying, doer: .family, from: asOf, latest: max(asOf, soonest),
                    isHard: false,
                    isLate: false, after: [], papers: [.feePayment], country: nil, post: posts[paying[0]]?.id,
                    deadline: nil))
            payment = steps.count - 1
        }
        for (on, members) in Dictionary(grouping: waiting, by: { targets[$0]?.on ?? asOf }).sorted(by: {
            $0.key < $1.key
        }) {
            let isHard = members.contains { targets[$0]?.reason == .deadline }
            let ids = Set(members.flatMap { chains[$0] ?? [] })
            let bookings = members.compactMap { posts[$0].flatMap { booked[$0.id] } }
            let before = ids.union(bookings).union(
                [payment, remote].compactMap(\.self).filter { step in
                    members.contains { steps[step].members.contains($0) }
                })
            steps.append(
                Step(
                    kind: .lodge, members: members, doer: posts[members[0]] == nil ? .family : .members,
                    from: firstLodging(members), latest: on, isHard: isHard, isLate: false, after: before.sorted(),
                    papers: [], country: posts[members[0]]?.country, post: posts[members[0]]?.id,
                    deadline: isHard ? deadline(members[0]) : nil))
            for member in members { lodging[member] = steps.count - 1 }
        }
        return lodging
    }

    private func deadline(_ member: Int) -> Sentence.Deadline? {
        plan.deadlines.first {
            $0.member == member && $0.on == targets[member]?.on
                && ($0.id == .lodgeWithinWindow || $0.id == .lodgeWhileEntitled)
        }?.id
    }

    private func firstLodging(_ members: [Int]) -> Day {
        let opens = members.compactMap { member -> Day? in
            plan.deadlines.first { $0.member == member && $0.id == .mayLodgeFrom }?.on
        }
        let latest = members.compactMap { targets[$0]?.on }.min() ?? asOf
        return min(max(opens.max() ?? asOf, asOf), latest)
    }

    // MARK: After lodging

    /// The plan's deadlines that something must be done about.
    private func afterLodging(_ steps: inout [Step], _ lodging: [Int: Int], _ tooLate: [Int: Set<Int>]) {
        let kinds: [Sentence.Deadline: Step.Kind] = [
            .completeFile: .complete, .decisionDue: .followUp, .useDecision: .useDecision, .appeal: .appeal,
            .register: .register, .renewUntil: .renew,
        ]
        for (index, deadline) in plan.deadlines.enumerated() {
            guard let kind = kinds[deadline.id] else { continue }
            let same = plan.deadlines[..<index].contains { $0.id == deadline.id && $0.on == deadline.on }
            if same { continue }
            let members = plan.deadlines.filter { $0.id == deadline.id && $0.on == deadline.on }.map(\.member)
            let opens = plan.deadlines.first { $0.member == deadline.member && $0.id == .renewFrom }?.on
            let from =
                kind == .followUp ? deadline.on : kind == .renew ? opens ?? asOf : asOf
            steps.append(
                Step(
                    kind: kind, members: members, doer: kind == .useDecision || kind == .register ? .members : .family,
                    from: min(max(from, asOf), deadline.on), latest: kind == .followUp ? nil : deadline.on,
                    isHard: deadline.kind == .hard, isLate: false,
                    after: Set(members.compactMap { lodging[$0] })
                        .filter { (steps[$0].latest ?? deadline.on) <= deadline.on }
                        .union(kind == .complete ? members.flatMap { tooLate[$0] ?? [] } : []).sorted(),
                    papers: [], country: nil, post: nil, deadline: deadline.id))
        }
        for member in targets.indices where lodgedByEmail(member) {
            guard case .day(let last) = plan.assessment[member, .exemption].values[.third], last >= asOf.rawValue else {
                continue
            }
            if let position = steps.firstIndex(where: { $0.kind == .confirmEmail && $0.latest == Day(rawValue: last) })
            {
                steps[position].members.append(member)
                continue
            }
            steps.append(
                Step(
                    kind: .confirmEmail, members: [member], doer: .family, from: asOf, latest: Day(rawValue: last),
                    isHard: true, isLate: false, after: [], papers: [], country: nil, post: posts[member]?.id,
                    deadline: .lodgeWithinWindow))
        }
    }

    /// Whether the day of an email may turn out not to count while the window still runs.
    ///
    /// - Source: BE-APPLICATION-DATE.
    private func lodgedByEmail(_ member: Int) -> Bool {
        plan.facts.hasApplication[member]
            && plan.facts[Fact(.channel, member: member)] == .value(Channel.email.rawValue)
            && plan.facts[Fact(.receiptOn, member: member)] == .defaulted
            && plan.facts[Fact(.decidedOn, member: member)] == .defaulted
    }

    // MARK: Order

    /// By the last day, hard ones first, and none before one that it depends on.
    private static func ordered(_ steps: [Step]) -> [Step] {
        var left = Array(steps.indices)
        var order: [Int] = []
        var isDone = Array(repeating: false, count: steps.count)
        func rank(_ index: Int) -> (Int32, Int, Int) {
            let step = steps[index]
            // What is late comes first, then by the last day; what has no day comes by its first.
            let day = step.isLate ? Int32.min : step.latest?.rawValue ?? max(step.from.rawValue, Int32(0))
            return (day, step.isHard ? 0 : 1, index)
        }
        while !left.isEmpty {
            let ready = left.filter { steps[$0].after.allSatisfy { isDone[$0] } }
            guard let next = ready.min(by: { rank($0) < rank($1) }) else { break }
            order.append(next)
            isDone[next] = true
            left.removeAll { $0 == next }
        }
        var places = Array(repeating: 0, count: steps.count)
        for (place, index) in order.enumerated() { places[index] = place }
        return order.map { index in
            var step = steps[index]
            step.after = step.after.map { places[$0] }.sorted()
            return step
        }
    }
}

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

    var asOf: Day { plan.facts.asOf }

    /// Every step, in an order in which none stands before one that it depends on.
    var all: [Step] {
        var steps: [Step] = []
        let (inTime, tooLate) = paperSteps(&steps)
        let lodging = lodgingSteps(&steps, inTime)
        let afterwards = tooLate.merging(inTime.filter { toLodge($0.key) && isOverdue($0.key) }) { $0.union($1) }
        deadlineSteps(&steps, lodging, afterwards)
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
        let mayGoByEmail = targets.indices.contains { toLodge($0) || plan.facts.isUnconfirmedEmail($0) }
        if waysOut.contains(where: { $0.contains(.lodgeRemotely) }) || hasObstacle && mayGoByEmail {
            letters.append(.remoteLodging)
        }
        if targets.indices.contains(where: isLate) { letters.append(.lateLodging) }
        return letters
    }

    var hasObstacle: Bool { plan.facts.obstacleCounts.contains { ($0 ?? 0) > 0 } }

    func toLodge(_ member: Int) -> Bool { targets[member] != nil && !plan.facts.hasApplication[member] }

    /// Whether the window of a member who has not lodged is over.
    func isLate(_ member: Int) -> Bool {
        guard toLodge(member), case .day(let last) = plan.assessment[member, .exemption].values[.third] else {
            return false
        }
        return Day(rawValue: last) < asOf
    }

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

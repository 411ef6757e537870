internal import CivilTime
internal import Guide
internal import Law
internal import Reunification

/// The steps that a deadline of the plan asks for.
extension StepRules {
    /// The plan's deadlines that something must be done about.
    ///
    /// - Parameters:
    ///   - steps: The steps so far.
    ///   - lodging: Each member's lodging step.
    ///   - chains: For each member the last steps of the papers that are handed in after lodging.
    func deadlineSteps(_ steps: inout [Step], _ lodging: [Int: Int], _ chains: [Int: Set<Int>]) {
        let kinds: [Sentence.Deadline: Step.Kind] = [
            .confirmLodging: .confirmEmail, .completeFile: .complete, .decisionDue: .followUp,
            .useDecision: .useDecision, .appeal: .appeal,
            .register: .register, .renewUntil: .renew,
        ]
        for (index, deadline) in plan.deadlines.enumerated() {
            guard let kind = kinds[deadline.id] else { continue }
            func isSame(_ other: Deadline) -> Bool { other.id == deadline.id && other.on == deadline.on }
            if plan.deadlines[..<index].contains(where: isSame) { continue }
            let members = plan.deadlines.filter(isSame).map(\.member)
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
                        .union(kind == .complete ? members.flatMap { chains[$0] ?? [] } : [])
                        // What can only begin after the day cannot be waited for.
                        .filter { steps[$0].from <= deadline.on }.sorted(),
                    papers: [], country: nil, post: kind == .confirmEmail ? posts[members[0]]?.id : nil,
                    deadline: deadline.id))
        }
    }
}

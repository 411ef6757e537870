internal import CivilTime
internal import Guide
internal import Law
internal import Reunification

/// The steps that get each paper ready.
extension StepRules {
    /// What makes steps one: the same paper, stage and country.
    private struct Key: Hashable {
        var paper: Paper.Kind
        var stage: NeededPaper.Stage.Kind
        var country: String?
    }

    /// One step for each stage of papers that are got together.
    ///
    /// - Returns: The last step of each member's chains, of those that can be ready in time and of those that cannot.
    func paperSteps(_ steps: inout [Step]) -> (inTime: [Int: Set<Int>], tooLate: [Int: Set<Int>]) {
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
}

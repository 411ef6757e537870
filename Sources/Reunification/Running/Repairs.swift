public import CivilTime
internal import Law

/// The smallest changes within a family's reach that make an answer `yes`.
public struct Repair: Hashable, Sendable {
    /// Position of the member.
    public var member: Int
    /// The question whose answer becomes `yes`.
    public var question: Question
    /// Every one of them is needed.
    public var changes: [FactChange]
    /// Last day of lodging on which it still works; `nil` where no day binds it.
    public var lastDay: Day?
}

/// One change of a fact.
public struct FactChange: Hashable, Sendable {
    /// How a fact changes.
    public enum Operation: String, Sendable {
        case set
        case atLeast = "at_least"
        case atLatest = "at_latest"
        case atEarliest = "at_earliest"
        case add
    }

    /// Which fact.
    public var fact: Fact
    /// How it changes.
    public var operation: Operation
    /// Its new value, or the bound it must keep.
    public var value: Int32
}

/// Finds repairs: what a family can change is left open, and the branches that lead to `yes` are read back as changes.
struct RepairFinder {
    let facts: Facts
    let rulebook: Rulebook
    let member: Int

    static let questions: [Question] = [.entitlement, .admission, .exemption, .income, .housing, .insurance]

    /// Every repair of one answer.
    func repairs(of question: Question, _ budget: inout WorkBudget) throws(AssessmentFailure) -> [Repair] {
        let levers = self.levers(for: question)
        guard !levers.isEmpty else { return [] }
        var open = facts
        for lever in levers {
            if lever.key == .assumedLodging {
                open = open.withOpenLodging
            } else if lever.key == .unknownIncome {
                open.incomeMayGrow = true
            } else {
                open[lever] = .unknown
            }
        }
        var run = try Explaining(open, rulebook)
        run.isRecording = false
        let leaves = try Explorer.explore(&run, &budget) { run in run.answer(question, of: member).verdict }
        var candidates: [[FactChange]] = []
        for leaf in leaves where leaf.result == .yes {
            guard let changes = changes(levers, leaf, run), !changes.isEmpty, !candidates.contains(changes) else {
                continue
            }
            candidates.append(changes)
        }
        candidates.sort { ($0.count, distance($0)) < ($1.count, distance($1)) }
        var repairs: [Repair] = []
        for candidate in candidates {
            let touched = Set(candidate.map(\.fact))
            guard !repairs.contains(where: { touched.isSuperset(of: $0.changes.map(\.fact)) }) else { continue }
            guard try alwaysYes(question, applying(candidate), &budget) else { continue }
            let changes = try smallest(candidate, question, &budget)
            guard !repairs.contains(where: { $0.changes == changes }) else { continue }
            repairs.append(
                Repair(
                    member: member, question: question, changes: changes,
                    lastDay: try lastDay(question, applying(changes), &budget)))
        }
        return repairs
    }

    /// What the family can change and the question may look at.
    private func levers(for question: Question) -> [Fact] {
        var levers: [Fact] = []
        if !facts.hasApplication[member] { levers.append(Fact(.assumedLodging)) }
        switch question {
        case .entitlement:
            if facts[Fact(.custody, member: member)] == .value(Custody.joint.rawValue) {
                levers.append(Fact(.custody, member: member))
            }
        case .income:
            levers.append(Fact(.unknownIncome))
            for item in 0..<(facts.incomeCount ?? 0)
            where facts[Fact(.incomeKind, item: item)] == .value(IncomeKind.unemploymentBenefit.rawValue) {
                levers.append(Fact(.searchingForWork, item: item))
            }
        case .housing:
            levers += [.housingKind, .titleDeed, .leaseRegistered, .registrationProof, .declaredUnfit].map { Fact($0) }
        case .insurance:
            levers += [.mutualFundConfirms, .travelCoverAmount, .travelCoverMonths].map { Fact($0) }
        default: break
        }
        return levers
    }

    /// What must change to take a path; `nil` where the path asks for a worse fact than the present one.
    private func changes(_ levers: [Fact], _ leaf: Leaf<Verdict>, _ run: Explaining) -> [FactChange]? {
        var changes: [FactChange] = []
        for lever in levers {
            let slot = facts.slot(lever)
            if let choice = leaf.choices.first(where: { $0.slot == slot }) {
                if value(lever) == choice.taken { continue }
                changes.append(FactChange(fact: lever, operation: .set, value: choice.taken))
                continue
            }
            let variable = Int(run.variables[slot])
            guard variable >= 0 else { continue }
            let (low, high) = (leaf.region.low[variable], leaf.region.high[variable])
            let current = lever.key == .unknownIncome ? 0 : value(lever)
            if let current, low <= current, current <= high { continue }
            if lever.key == .assumedLodging {
                guard let current else { return nil }
                let isLate = current > high
                changes.append(
                    FactChange(fact: lever, operation: isLate ? .atLatest : .atEarliest, value: isLate ? high : low))
            } else if low > run.startLow(Int32(variable)) {
                changes.append(FactChange(fact: lever, operation: .atLeast, value: low))
            } else if current != nil {
                return nil
            }
        }
        return changes
    }

    /// The present value of a fact; `nil` when it is not known.
    private func value(_ fact: Fact) -> Int32? {
        switch facts[fact] {
        case .value(let value): return value
        case .defaulted:
            guard case .number(let value)? = fact.key.defaultValue else { return nil }
            return value
        case .unknown, .within: return nil
        }
    }

    /// How far a candidate is from the present facts; the nearest one is tried first.
    private func distance(_ changes: [FactChange]) -> Int64 {
        changes.reduce(0) { sum, change in
            switch change.operation {
            case .atLatest: sum - Int64(change.value)
            case .atEarliest: sum + Int64(change.value)
            case .atLeast: sum + Int64(change.value)
            case .set, .add: sum + Int64(change.value)
            }
        }
    }

    private func applying(_ changes: [FactChange]) -> Facts {
        var changed = facts
        for change in changes {
            if change.fact.key == .unknownIncome {
                changed.extraIncome = change.value
            } else {
                changed[change.fact] = .value(change.value)
            }
        }
        return changed
    }

    /// The changes without those that were not needed after all.
    private func smallest(
        _ candidate: [FactChange], _ question: Question, _ budget: inout WorkBudget
    ) throws(AssessmentFailure) -> [FactChange] {
        var changes = candidate
        for change in candidate where changes.count > 1 {
            let rest = changes.filter { $0 != change }
            if try alwaysYes(question, applying(rest), &budget) { changes = rest }
        }
        return changes
    }

    private func alwaysYes(
        _ question: Question, _ facts: Facts, _ budget: inout WorkBudget
    ) throws(AssessmentFailure) -> Bool {
        var run = try Explaining(facts, rulebook)
        run.isRecording = false
        return try Explorer.explore(&run, &budget) { run in run.answer(question, of: member).verdict }
            .allSatisfy { $0.result == .yes }
    }

    /// The last day of lodging through which the answer stays `yes`, from the present day of lodging on.
    private func lastDay(
        _ question: Question, _ changed: Facts, _ budget: inout WorkBudget
    ) throws(AssessmentFailure) -> Day? {
        guard !facts.hasApplication[member], case .value(let lodging) = changed[Fact(.assumedLodging)] else {
            return nil
        }
        var run = try Explaining(changed.withOpenLodging, rulebook)
        run.isRecording = false
        let variable = Int(run.variables[run.facts.slot(Fact(.assumedLodging))])
        let leaves = try Explorer.explore(&run, &budget) { run in
            Outlook.Value.verdict(run.answer(question, of: member).verdict)
        }
        let next = Outlook.Stretch.of(leaves, variable: variable)
            .first { $0.first > lodging && $0.values != [.verdict(.yes)] }
        return next.map { Day(rawValue: $0.first - 1) }
    }
}

extension Repair {
    /// The repairs of every answer of a family that is not `yes`.
    public static func all(
        for assessment: Assessment, of facts: Facts, _ rulebook: Rulebook, budget: inout WorkBudget
    ) throws(AssessmentFailure) -> [Repair] {
        var repairs: [Repair] = []
        for member in facts.members.indices {
            let finder = RepairFinder(facts: facts, rulebook: rulebook, member: member)
            for question in RepairFinder.questions where assessment[member, question].verdict != .yes {
                repairs += try finder.repairs(of: question, &budget)
            }
        }
        return repairs
    }
}

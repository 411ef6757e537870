public import Law

/// The answer to one question over every completion of the facts.
public struct Settled: Sendable {
    /// What holds; `needsFacts` when completions differ.
    public var verdict: Verdict
    /// What may hold, when completions differ.
    public var possible: [Verdict]
    /// The unknown facts that can change the verdict.
    public var missing: [Int]
    /// Values; one that differs between completions is `open`.
    public var values: Answer.InlineValues
    /// The unknown facts that can change a value.
    public var valueMissing: [Int]
    /// What the answer rests on.
    public var findings: [SettledFinding]
}

/// A finding over every completion of the facts.
public struct SettledFinding: Hashable, Sendable {
    /// Which provision.
    public var provision: Provision
    /// Position of the member.
    public var member: Int
    /// What it says.
    public var verdict: Verdict
    /// Why; `nil` when completions differ.
    public var ground: Ground?
    /// Slots of the facts used.
    public var facts: [Int]
    /// Unknown facts that can change what it says.
    public var missing: [Int]
    /// What it may say, when completions differ.
    public var possible: [Verdict]
    /// Parameters used.
    public var uses: [Findings.Use]
    /// Values for its sentence.
    public var values: [ValueName: Findings.Value.Content]
    /// Ways to read the law.
    public var readings: [Findings.Reading]
}

/// Everything that can be said about one family on one day.
public struct Assessment: Sendable {
    /// Answers by member and question.
    public var members: [[Settled]]
    /// Slots whose default, or whose day after `as_of`, some rule read.
    public var assumed: [Int]

    /// The answer to a question about a member.
    public subscript(member: Int, question: Question) -> Settled {
        members[member][question.rawValue]
    }
}

extension Assessment {
    /// Assesses a family.
    ///
    /// - Parameters:
    ///   - facts: What is known.
    ///   - rulebook: The law.
    ///   - budget: The work that may be spent; what is left afterwards.
    /// - Throws: `AssessmentFailure` for facts that contradict each other or ask for more work than the budget.
    public init(_ facts: Facts, _ rulebook: Rulebook, budget: inout WorkBudget) throws(AssessmentFailure) {
        var run = try Explaining(facts, rulebook)
        members = []
        members.reserveCapacity(facts.members.count)
        for member in facts.members.indices {
            if let direct = try Assessment.direct(&run, member, &budget) {
                members.append(direct)
            } else {
                members.append(try Assessment.explored(&run, member, &budget))
            }
        }
        assumed = run.assumed.indices.filter { slot in
            let fact = facts.fact(at: slot)
            // Nobody assumes anything about an application that does not exist.
            return run.assumed[slot] && (!FactKey.ofApplication.contains(fact.key) || facts.hasApplication[fact.member])
        }
    }

    /// Every answer along a single path; `nil` when the path branches.
    private static func direct(
        _ run: inout Explaining, _ member: Int, _ budget: inout WorkBudget
    ) throws(AssessmentFailure) -> [Settled]? {
        try budget.spendPath()
        run.branches.removeAll(keepingCapacity: true)
        run.rewind()
        var basis = run.basis(of: member)
        var answers: [Settled] = []
        answers.reserveCapacity(Question.allCases.count)
        for question in Question.allCases {
            let first = question == .lodging ? 0 : run.findings.records.count
            let answer = run.answer(question, of: member, &basis)
            guard run.branches.isEmpty else { return nil }
            let records = run.findings.records[first...]
            answers.append(
                Settled(
                    verdict: answer.verdict, possible: [], missing: [], values: answer.values, valueMissing: [],
                    findings: records.map { SettledFinding($0, run.findings) }))
        }
        return answers
    }

    private static func explored(
        _ run: inout Explaining, _ member: Int, _ budget: inout WorkBudget
    ) throws(AssessmentFailure) -> [Settled] {
        var answers: [Settled] = []
        for question in Question.allCases {
            let leaves = try Explorer.explore(&run, &budget) { run in
                let answer = run.answer(question, of: member)
                return Trail(answer: answer, findings: run.findings)
            }
            answers.append(try Settled(leaves, run, &budget))
        }
        return answers
    }
}

/// Why a family cannot be assessed.
public enum AssessmentFailure: Error, Sendable {
    /// The facts contradict each other.
    case contradiction
    /// The facts ask for more work than the budget allows.
    case tooMuchWork
}

/// What one path led to.
struct Trail {
    var answer: Answer
    var findings: Findings
}

extension Settled {
    init(_ leaves: [Leaf<Trail>], _ run: Explaining, _ budget: inout WorkBudget) throws(AssessmentFailure) {
        let verdicts = Set(leaves.map(\.result.answer.verdict))
        possible = verdicts.count > 1 ? Verdict.allCases.reversed().filter(verdicts.contains) : []
        verdict = verdicts.count > 1 ? .needsFacts : verdicts.first ?? .uncertain
        missing = try Explorer.deciding(leaves, of: run, &budget) { $0.answer.verdict }.flatMap(run.documentSlots)
        values = leaves.first?.result.answer.values ?? Answer.InlineValues()
        var open: Set<Int> = []
        for slot in AnswerSlot.allCases {
            let all = Set(leaves.map(\.result.answer.values[slot]))
            let symbolic = all.compactMap { value in
                if case .open(let fact, _) = value { Int(fact) } else { nil }
            }
            guard all.count > 1 || !symbolic.isEmpty else { continue }
            open.formUnion(symbolic)
            open.formUnion(try Explorer.deciding(leaves, of: run, &budget) { $0.answer.values[slot] })
            values[slot] = .open(slot: Int32(symbolic.first ?? -1), steps: 0)
        }
        valueMissing = open.sorted().flatMap(run.documentSlots)
        findings = try SettledFinding.merged(leaves, run, &budget)
    }
}

extension Explaining {
    /// The facts of a document behind a slot: the sum of unknown incomes stands for each of them.
    func documentSlots(_ slot: Int) -> [Int] {
        guard slot == facts.slot(Fact(.unknownIncome)), let count = facts.incomeCount else { return [slot] }
        return (0..<count).compactMap { item in
            let amount = facts.slot(.netMonthly, member: 0, item: item)
            if case .value = facts.slots[amount] { return nil }
            return amount
        }
    }
}

extension SettledFinding {
    init(_ record: Findings.Record, _ findings: Findings) {
        provision = record.provision
        member = Int(record.member)
        verdict = record.verdict
        ground = record.ground
        facts = findings.facts(of: record)
        missing = []
        possible = []
        uses = findings.parameters(of: record)
        values = [:]
        for value in findings.values(of: record) { values[value.name] = value.content }
        readings = Array(findings.readings(of: record))
    }

    /// The findings of all paths: where a provision says the same on each, that; where it does not, what is missing.
    static func merged(
        _ leaves: [Leaf<Trail>], _ run: Explaining, _ budget: inout WorkBudget
    ) throws(AssessmentFailure) -> [SettledFinding] {
        guard leaves.count > 1 else {
            guard let findings = leaves.first?.result.findings else { return [] }
            return findings.records.map { SettledFinding($0, findings) }
        }
        var provisions: [Provision] = []
        for leaf in leaves {
            for record in leaf.result.findings.records where !provisions.contains(record.provision) {
                provisions.append(record.provision)
            }
        }
        var merged: [SettledFinding] = []
        for provision in provisions {
            merged.append(try merge(provision, leaves, run, &budget))
        }
        return merged
    }

    private static func merge(
        _ provision: Provision, _ leaves: [Leaf<Trail>], _ run: Explaining, _ budget: inout WorkBudget
    ) throws(AssessmentFailure) -> SettledFinding {
        func verdict(_ trail: Trail) -> Verdict? {
            let records = trail.findings.records.filter { $0.provision == provision }
            return records.isEmpty ? nil : records.reduce(Verdict.yes) { $0 && $1.verdict }
        }
        let all = leaves.flatMap { leaf in
            leaf.result.findings.records.filter { $0.provision == provision }.map {
                SettledFinding($0, leaf.result.findings)
            }
        }
        let verdicts = Set(leaves.compactMap { verdict($0.result) })
        var finding = all[0]
        var (facts, uses): (Set<Int>, Set<Findings.Use>) = ([], [])
        finding.facts = all.flatMap(\.facts).filter { facts.insert($0).inserted }.flatMap(run.documentSlots)
        finding.uses = all.flatMap(\.uses).filter { uses.insert($0).inserted }
        guard verdicts.count > 1 else {
            if let match = all.first(where: { $0.verdict == verdicts.first }) {
                finding.verdict = match.verdict
                finding.ground = match.ground
                finding.readings = match.readings
                finding.values = match.values
            }
            for other in all where other.ground == finding.ground {
                for (name, value) in finding.values where other.values[name] != value { finding.values[name] = .open }
            }
            return finding
        }
        finding.verdict = .needsFacts
        finding.ground = nil
        finding.values = [:]
        finding.readings = []
        finding.possible = Verdict.allCases.reversed().filter(verdicts.contains)
        finding.missing = try Explorer.deciding(leaves, of: run, &budget) { verdict($0) }.flatMap(run.documentSlots)
        return finding
    }
}

public import CivilTime
public import Guide
public import Law
public import Reunification

/// The dated, sourced plan of one family.
public struct Plan: Sendable {
    /// What is known.
    public let facts: Facts
    /// The law it was made under.
    public let rulebook: Rulebook
    /// The answers for the day of lodging.
    public let assessment: Assessment
    /// The answers for every day of lodging.
    public let outlooks: [[OutlookInterval]]
    /// Days that matter, in order.
    public let deadlines: [Deadline]
    /// What would turn an answer into yes.
    public let repairs: [Repair]
    /// Names, countries, and what was tried.
    public let family: Family
    /// What must be got, paid and done; `nil` where only the answers were asked for.
    public private(set) var preparation: Preparation?
    /// Every finding once.
    public let findings: [SettledFinding]
    private let ids: [SettledFinding: Int]

    /// What is computed beyond the answers for one day.
    public enum Scope: Sendable {
        /// Only the answers.
        case assessment
        /// Outlook, deadlines and repairs as well.
        case whole
    }

    /// Makes a plan.
    ///
    /// - Parameters:
    ///   - facts: What is known; unlodged applications are assumed to be lodged on `lodgeOn`.
    ///   - lodgeOn: The day of lodging to ask about; `nil`: the day of the facts.
    ///   - rulebook: The law.
    ///   - family: Names and countries.
    ///   - guide: The practice from which papers, costs and steps come; `nil` leaves them out.
    ///   - scope: What is computed.
    /// - Throws: `AssessmentFailure` for facts that contradict each other or ask for too much work.
    public init(
        _ facts: Facts, lodgeOn: Day? = nil, _ rulebook: Rulebook, family: Family? = nil, guide: Guide? = nil,
        scope: Scope = .whole
    ) throws(AssessmentFailure) {
        let family = family ?? Family.unknown(members: facts.members.count)
        let facts = lodgeOn.map(facts.lodging(on:)) ?? facts
        var budget = WorkBudget.ofOnePlan
        let assessment = try Assessment(facts, rulebook, budget: &budget)
        self.facts = facts
        self.rulebook = rulebook
        self.family = family
        self.assessment = assessment
        outlooks = scope == .whole ? try Outlook.of(facts, rulebook, budget: &budget) : facts.members.map { _ in [] }
        repairs = scope == .whole ? try Repair.all(for: assessment, of: facts, rulebook, budget: &budget) : []
        var findings: [SettledFinding] = []
        var ids: [SettledFinding: Int] = [:]
        for settled in assessment.members.joined() {
            for finding in settled.findings where ids[finding.key] == nil {
                ids[finding.key] = findings.count
                findings.append(finding)
            }
        }
        self.findings = findings
        self.ids = ids
        deadlines = Deadline.all(facts, assessment, outlooks)
        if scope == .whole, let guide { preparation = Preparation(self, lodgeOn: lodgeOn, family, guide) }
    }

    /// The id of a finding in this document.
    func id(_ finding: SettledFinding) -> String {
        "f\((ids[finding.key] ?? -1) + 1)"
    }

    /// The ids of an answer's findings, without repetition.
    func ids(_ settled: Settled) -> [String] {
        var seen: Set<String> = []
        return settled.findings.map(id).filter { seen.insert($0).inserted }
    }

    /// The provisions on which the law is open for this family.
    public var contested: [Provision] {
        var seen: Set<Provision> = []
        return findings.filter { $0.verdict == .uncertain || $0.possible.contains(.uncertain) }
            .map(\.provision).filter { seen.insert($0).inserted }
    }

    /// The paths of facts, each once.
    func paths(_ slots: [Int]) -> [String] {
        var seen: Set<String> = []
        return slots.map { facts.path(facts.fact(at: $0)) }.filter { seen.insert($0).inserted }
    }
}

extension SettledFinding {
    /// What makes two findings the same: everything but how often facts and parameters were looked at.
    var key: SettledFinding {
        var key = self
        key.facts = []
        key.uses = []
        return key
    }
}

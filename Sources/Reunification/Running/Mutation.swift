internal import Law

/// One comparison of the rulebook changed on purpose, to see whether the tests notice.
///
/// Never set outside tests.
package struct Mutation: Hashable, Sendable, CustomStringConvertible {
    /// How the comparison is changed.
    package enum Change: CaseIterable, Sendable {
        /// `at most` becomes `less than`.
        case boundary
        /// The answer is turned round.
        case reversed
    }

    var site: Site
    var change: Change

    /// The place and the change.
    package var description: String { "\(site.file):\(site.line):\(site.column) \(change)" }

    /// Every way to change every comparison that these families reach.
    package static func all(in families: [Facts], _ rulebook: Rulebook) throws(AssessmentFailure) -> [Mutation] {
        var sites: Set<Site> = []
        for facts in families {
            for facts in [facts, facts.withOpenLodging] {
                var run = try Explaining(facts, rulebook)
                run.visited = []
                var budget = WorkBudget.ofOnePlan
                for member in facts.members.indices {
                    for question in Question.allCases {
                        _ = try Explorer.explore(&run, &budget) { run in run.answer(question, of: member) }
                    }
                }
                sites.formUnion(run.visited ?? [])
            }
        }
        return sites.sorted { ($0.file, $0.line, $0.column) < ($1.file, $1.line, $1.column) }
            .flatMap { site in Change.allCases.map { Mutation(site: site, change: $0) } }
    }
}

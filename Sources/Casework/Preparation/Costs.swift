internal import CivilTime
public import Guide
public import Law
internal import Reunification

/// What a family must pay, line by line.
public struct Costs: Sendable {
    /// What a line is for.
    public enum Item: Hashable, Sendable {
        /// The handling fee of the visa, from the law.
        case visaHandling
        /// The contribution to the Immigration Office, from the law.
        case contribution
        /// Something of the guide.
        case guide(Cost.Kind)

        /// Its id in documents.
        public var id: String {
            switch self {
            case .visaHandling: "visa_handling"
            case .contribution: "administrative_contribution"
            case .guide(let kind): kind.rawValue
            }
        }
    }

    /// One line.
    public struct Line: Sendable {
        /// What it is for.
        public var item: Item
        /// Position of the member; `nil` for the whole family.
        public var member: Int?
        /// How many.
        public var count: Int
        /// Cents in all; `nil` when no source gives an amount.
        public var amount: ClosedRange<Int64>?
        /// When it must be paid.
        public var due: Cost.Due
        /// Whether it must be paid at all; uncertain where the law is open.
        public var verdict: Verdict
        /// The date of the tariff.
        public var asOf: String
        /// How far it can be relied on.
        public var confidence: Confidence
        /// Where it comes from.
        public var sources: [Source]
        /// Whether the source should have been looked at again.
        public var isOverdue: Bool
    }

    /// A sum of lines.
    public struct Total: Sendable {
        /// Cents of the lines whose amount is known.
        public var known: ClosedRange<Int64>
        /// Lines without an amount.
        public var unknown: [Item]
    }

    /// Every line.
    public let lines: [Line]

    /// The sum of what is due before, at and after lodging, without what is only paid if asked.
    public var total: Total { Costs.total(lines.filter { $0.due != .ifAsked }) }

    /// The sum for one member.
    public func total(of member: Int) -> Total {
        Costs.total(lines.filter { $0.member == member && $0.due != .ifAsked })
    }

    /// The lines of one item put together over the members.
    var grouped: [Line] {
        var groups: [Line] = []
        for line in lines {
            guard let place = groups.firstIndex(where: { $0.item == line.item && $0.verdict == line.verdict }) else {
                groups.append(line)
                continue
            }
            groups[place].count += line.count
            groups[place].member = nil
            if let one = groups[place].amount, let other = line.amount {
                groups[place].amount = one.lowerBound + other.lowerBound...one.upperBound + other.upperBound
            }
        }
        return groups
    }

    static func total(_ lines: [Line]) -> Total {
        var (low, high): (Int64, Int64) = (0, 0)
        var unknown: [Item] = []
        for line in lines {
            if let amount = line.amount {
                low += line.verdict == .yes ? amount.lowerBound : 0
                high += amount.upperBound
            } else if !unknown.contains(line.item) {
                unknown.append(line.item)
            }
        }
        return Total(known: low...max(low, high), unknown: unknown)
    }

    init(_ plan: Plan, papers: [NeededPaper], posts: [Post?], _ family: Family, _ guide: Guide) {
        var lines: [Line] = []
        let today = plan.facts.asOf
        func add(_ kind: Cost.Kind, _ member: Int?, _ count: Int, mostPerItem: Int64 = 1) {
            guard count > 0 else { return }
            let cost = guide[kind]
            lines.append(
                Line(
                    item: .guide(kind), member: member, count: count,
                    amount: cost.amount.map {
                        $0.lowerBound * Int64(count)...$0.upperBound * Int64(count) * mostPerItem
                    },
                    due: cost.due, verdict: .yes, asOf: cost.standing.asOf, confidence: cost.standing.confidence,
                    sources: cost.standing.sources, isOverdue: cost.standing.isOverdue(on: today)))
        }
        var travels = false
        for member in plan.facts.members.indices {
            let own = papers.filter { $0.member == member && $0.need == .always }
            if plan.facts.hasApplication[member] == false, !own.isEmpty {
                if let line = Costs.fee(.visaHandling, .visaHandling, member, plan) { lines.append(line) }
                if let line = Costs.fee(.contribution, .contribution, member, plan) { lines.append(line) }
            }
            guard !own.isEmpty else { continue }
            add(.passport, member, own.contains { $0.kind == .passport } ? 1 : 0)
            let records = own.filter { $0.stages.contains { $0.kind == .translate } }
            add(.recordsAndLocalLegalisation, member, records.count)
            add(.translation, member, records.count)
            let atPost = own.filter { $0.stages.contains { $0.kind == .legaliseAtPost } }.count
            // The post counts a translation that must be legalised as one more document.
            add(.legalisationByPost, member, atPost, mostPerItem: 2)
            add(.medicalCertificate, member, own.contains { $0.kind == .medicalCertificate } ? 1 : 0)
            if let post = posts[member] {
                travels = true
                for fee in post.fees { add(fee, member, guide[fee].per == .document ? atPost : 1) }
            }
            if plan.facts[Fact(.travelledWithSponsor, member: member)] != .value(1) { add(.flights, member, 1) }
            add(.residenceCard, member, 1)
            add(.municipalRegistration, member, 1)
        }
        let byDescent = Set(
            papers.filter { $0.kind == .birthCertificate || $0.kind == .sponsorBirthCertificate }.map(\.member))
        // The sponsor gives a sample as well.
        add(.dnaTest, nil, byDescent.isEmpty ? 0 : byDescent.count + 1)
        add(.travelToPost, nil, travels ? 1 : 0)
        self.lines = lines
    }

    /// A fee of the law, with the rows of its parameters.
    private static func fee(_ item: Item, _ question: Question, _ member: Int, _ plan: Plan) -> Line? {
        let settled = plan.assessment[member, question]
        guard settled.verdict != .no else { return nil }
        var amount: ClosedRange<Int64>?
        if case .number(let low) = settled.values[.main], case .number(let high) = settled.values[.second], low <= high
        {
            amount = low...high
        }
        let rows = settled.findings.flatMap { $0.uses.compactMap(plan.row) }.filter { $0.record.unit.isMoney }
        let finding = settled.findings.last
        // Of two figures that make a range, the older date.
        let checked = rows.map(\.record.checkedUntil).min() ?? plan.rulebook.book.checkedUntil
        var sources: [Source] = []
        for source in rows.flatMap(\.row.sources) where !sources.contains(source) { sources.append(source) }
        // Where no amount is known, the provision's own.
        if sources.isEmpty { sources = finding.map(plan.sources) ?? [] }
        return Line(
            item: item, member: member, count: 1, amount: amount, due: .atLodging, verdict: settled.verdict,
            asOf: checked.description, confidence: finding.map(plan.confidence) ?? .low, sources: sources,
            isOverdue: checked < plan.facts.asOf)
    }
}

public import CivilTime
internal import Law
public import Reunification

/// A day that matters to one member.
public struct Deadline: Sendable {
    /// What happens to a right on that day.
    public enum Kind: String, Sendable, CaseIterable {
        /// A right is lost after it.
        case hard
        /// Better before than after.
        case advised
        /// A right begins.
        case opens
        /// A paper lapses.
        case expires
    }

    /// What must be done.
    public var id: Sentence.Deadline
    /// Position of the member.
    public var member: Int
    /// The day.
    public var on: Day
    /// What happens on it.
    public var kind: Kind
    /// What it rests on.
    public var findings: [SettledFinding]

    /// Every deadline of a family, by day.
    static func all(_ facts: Facts, _ assessment: Assessment, _ outlooks: [[OutlookInterval]]) -> [Deadline] {
        var deadlines: [Deadline] = []
        for member in facts.members.indices {
            let collector = DeadlineCollector(facts: facts, assessment: assessment, member: member)
            deadlines +=
                facts.hasApplication[member] ? collector.afterLodging : collector.beforeLodging(outlooks[member])
        }
        return deadlines.enumerated().sorted { ($0.element.on, $0.offset) < ($1.element.on, $1.offset) }.map(\.element)
    }
}

extension Plan {
    /// The same deadline for several members.
    struct DeadlineGroup {
        var id: Sentence.Deadline
        var on: Day
        var kind: Deadline.Kind
        var members: [Int]
    }

    /// Deadlines by day, each once for all whom it concerns; hard ones first on a day.
    var groupedDeadlines: [DeadlineGroup] {
        var groups: [DeadlineGroup] = []
        for deadline in deadlines {
            if let place = groups.firstIndex(where: { $0.id == deadline.id && $0.on == deadline.on }) {
                groups[place].members.append(deadline.member)
            } else {
                groups.append(
                    DeadlineGroup(id: deadline.id, on: deadline.on, kind: deadline.kind, members: [deadline.member]))
            }
        }
        return groups
    }
}

extension Facts {
    /// Whether something is known to have happened to a member.
    fileprivate func happened(_ key: FactKey, _ member: Int) -> Bool {
        switch self[Fact(key, member: member)] {
        case .defaulted, .unknown: false
        case .value, .within: true
        }
    }

    /// Whether the file went by email and no answer came: the day of the email may turn out not to count.
    ///
    /// - Source: BE-APPLICATION-DATE.
    func isUnconfirmedEmail(_ member: Int) -> Bool {
        self[Fact(.channel, member: member)] == .value(Channel.email.rawValue) && !happened(.receiptOn, member)
            && !happened(.decidedOn, member)
    }
}

private struct DeadlineCollector {
    let facts: Facts
    let assessment: Assessment
    let member: Int

    private func day(_ question: Question, _ slot: AnswerSlot) -> Day? {
        guard case .day(let value) = assessment[member, question].values[slot] else { return nil }
        return Day(rawValue: value)
    }

    private func happened(_ key: FactKey) -> Bool { facts.happened(key, member) }

    private func deadline(_ id: Sentence.Deadline, _ on: Day?, _ kind: Deadline.Kind, _ question: Question) -> Deadline?
    {
        guard let on, on >= facts.asOf else { return nil }
        return Deadline(
            id: id, member: member, on: on, kind: kind, findings: assessment[member, question].findings)
    }

    func beforeLodging(_ outlook: [OutlookInterval]) -> [Deadline] {
        var deadlines: [Deadline?] = []
        let exemption = assessment[member, .exemption]
        let entitled = assessment[member, .entitlement]
        let mayBeEntitled = entitled.verdict != .no
        if mayBeEntitled, exemption.verdict != .no {
            deadlines.append(deadline(.lodgeWithinWindow, day(.exemption, .third), .hard, .exemption))
            deadlines.append(deadline(.completeFile, day(.completion, .main), .hard, .completion))
        }
        if mayBeEntitled, assessment[member, .admission].verdict != .yes {
            deadlines.append(deadline(.mayLodgeFrom, day(.admission, .main), .opens, .admission))
        }
        for (now, next) in zip(outlook, outlook.dropFirst()) {
            if now.entitlement != .no, now.entitlement != next.entitlement, next.entitlement != .yes {
                deadlines.append(deadline(.lodgeWhileEntitled, now.through, .hard, .entitlement))
            }
            if mayBeEntitled, let regime = now.regime, let other = next.regime, regime != other {
                deadlines.append(deadline(.rulesChange, now.through, .advised, .regime))
            }
        }
        return deadlines.compactMap(\.self)
    }

    var afterLodging: [Deadline] {
        var deadlines: [Deadline?] = []
        if facts.isUnconfirmedEmail(member) {
            deadlines.append(deadline(.confirmLodging, day(.exemption, .third), .hard, .exemption))
        }
        if !happened(.completeOn), assessment[member, .exemption].verdict != .no {
            deadlines.append(deadline(.completeFile, day(.completion, .main), .hard, .completion))
        }
        if !happened(.decidedOn) {
            deadlines.append(deadline(.decisionDue, day(.decision, .main), .advised, .decision))
        }
        if !happened(.arrivedOn) {
            deadlines.append(deadline(.useDecision, day(.decision, .third), .hard, .decision))
            deadlines.append(deadline(.appeal, day(.decision, .fourth), .hard, .decision))
        }
        if !happened(.registeredOn) {
            deadlines.append(deadline(.register, day(.stay, .main), .hard, .stay))
        }
        deadlines.append(deadline(.renewFrom, day(.stay, .second), .opens, .stay))
        deadlines.append(deadline(.renewUntil, day(.stay, .third), .hard, .stay))
        if case .value(let expires) = facts[Fact(.cardExpiresOn, member: member)] {
            deadlines.append(deadline(.cardExpires, Day(rawValue: expires), .expires, .stay))
        }
        return deadlines.compactMap(\.self)
    }
}

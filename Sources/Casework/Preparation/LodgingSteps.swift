internal import CivilTime
internal import Guide
internal import Law
internal import Reunification

/// The steps from booking to lodging.
extension StepRules {
    /// Booking, paying and lodging; the position of each member's lodging step comes back.
    func lodgingSteps(_ steps: inout [Step], _ chains: [Int: Set<Int>]) -> [Int: Int] {
        var lodging: [Int: Int] = [:]
        let waiting = targets.indices.filter(toLodge)
        var booked: [String: Int] = [:]
        for member in waiting {
            guard let post = posts[member] else { continue }
            let latest = lodgingDay(member).adding(days: -guide[.appointment].days.upperBound)
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
        if let soonest = late.map(lodgingDay).min() {
            // An answer takes as long as an appointment.
            let latest = soonest.adding(days: -guide[.appointment].days.upperBound)
            steps.append(
                Step(
                    kind: .askRemote, members: late, doer: .family, from: asOf, latest: latest < asOf ? nil : latest,
                    isHard: false, isLate: latest < asOf, after: [], papers: [], country: nil, post: posts[late[0]]?.id,
                    deadline: nil))
            remote = steps.count - 1
        }
        let receipts = papers.filter { $0.kind == .feePayment }
        let paying = waiting.filter { member in receipts.contains { $0.member == member } }
        var payment: Int?
        if let soonest = (paying.map(lodgingDay) + receipts.compactMap(\.stages.first?.latest)).min() {
            steps.append(
                Step(
                    kind: .payFees, members: paying, doer: .family, from: asOf, latest: max(asOf, soonest),
                    isHard: false, isLate: false, after: [], papers: [.feePayment], country: nil,
                    post: posts[paying[0]]?.id,
                    deadline: nil))
            payment = steps.count - 1
        }
        let overdue = waiting.filter(isOverdue)
        let byDay = Dictionary(grouping: waiting.filter { !isOverdue($0) }, by: lodgingDay).sorted { $0.key < $1.key }
        for (on, members) in (overdue.isEmpty ? [] : [(asOf, overdue)]) + byDay.map({ ($0.key, $0.value) }) {
            let isOverdue = members == overdue
            let isHard = !isOverdue && members.contains { targets[$0]?.reason == .deadline }
            // Who is overdue lodges with what is there.
            let ids = isOverdue ? [] : Set(members.flatMap { chains[$0] ?? [] })
            let bookings = members.compactMap { posts[$0].flatMap { booked[$0.id] } }
            let before = ids.union(bookings).union(
                [payment, remote].compactMap(\.self).filter { step in
                    members.contains { steps[step].members.contains($0) }
                })
            steps.append(
                Step(
                    kind: .lodge, members: members, doer: posts[members[0]] == nil ? .family : .members,
                    from: firstLodging(members), latest: isOverdue ? nil : on, isHard: isHard, isLate: isOverdue,
                    after: before.sorted(),
                    papers: [], country: posts[members[0]]?.country, post: posts[members[0]]?.id,
                    deadline: isHard ? deadline(members[0]) : nil))
            for member in members { lodging[member] = steps.count - 1 }
        }
        return lodging
    }

    /// Whether the window is over while only the day for completing the file is still to come: every day counts.
    func isOverdue(_ member: Int) -> Bool { targets[member]?.reason == .deadline && deadline(member) == nil }

    /// The day by which a member lodges.
    private func lodgingDay(_ member: Int) -> Day { isOverdue(member) ? asOf : targets[member]?.on ?? asOf }

    private func deadline(_ member: Int) -> Sentence.Deadline? {
        plan.deadlines.first {
            $0.member == member && $0.on == targets[member]?.on
                && ($0.id == .lodgeWithinWindow || $0.id == .lodgeWhileEntitled)
        }?.id
    }

    private func firstLodging(_ members: [Int]) -> Day {
        // While it is open whether lodging is possible already, nothing says to wait.
        let opens = members.compactMap { member -> Day? in
            guard plan.assessment[member, .admission].verdict == .no else { return nil }
            return plan.deadlines.first { $0.member == member && $0.id == .mayLodgeFrom }?.on
        }
        let latest = members.map(lodgingDay).min() ?? asOf
        return min(max(opens.max() ?? asOf, asOf), latest)
    }
}

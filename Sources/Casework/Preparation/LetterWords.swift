internal import CivilTime
internal import Guide
internal import Law
internal import Reunification

/// Fills a letter in with what is known of the family.
struct LetterWords {
    let plan: Plan
    let preparation: Preparation
    let wording: Wording
    let kind: Letter.Kind

    private var asOf: Day { plan.facts.asOf }

    /// The body, with what is known of the family filled in.
    var body: Words {
        let applicants = applicants
        let filled = wording.filled(preparation.guide[kind].body) { placeholder, language in
            value(placeholder, applicants, language) ?? wording.words["letter_fill_in"][language]
        }
        // A name may end with a full stop of its own.
        return filled.map { _, text in
            text.split(separator: "..", omittingEmptySubsequences: false).joined(separator: ".")
        }
    }

    /// Whom the letter is about: those who still have to lodge, else those whose email is not confirmed, else all.
    private var applicants: [Int] {
        let all = plan.facts.members.indices.filter { preparation.targets[$0] != nil }
        if kind == .missingRecord { return all }
        let waiting = all.filter { !plan.facts.hasApplication[$0] }
        guard waiting.isEmpty else { return waiting }
        let sent = plan.facts.members.indices.filter(plan.facts.isUnconfirmedEmail)
        return sent.isEmpty ? all : sent
    }

    private func value(_ placeholder: String, _ applicants: [Int], _ language: Language) -> String? {
        switch placeholder {
        case "sponsor": plan.family.sponsor.name
        case "applicants":
            applicants.map { plan.family.members[$0].name ?? plan.facts.members[$0] }.joined(separator: ", ")
        case "post": preparation.posts.lazy.compactMap(\.self).first?.place[language]
        case "last_day": applicants.compactMap(windowEnd).min().map { wording.day($0, language) }
        case "lodge_by":
            lodgeBy(applicants).map { wording.phrase("letter_lodge_by", language, days: ["day": $0]) }
                ?? wording.words["letter_lodge_soon"][language]
        case "by_day":
            lodgeBy(applicants).map {
                wording.phrase("letter_by_day", language, days: ["day": $0.lastWorkingDayBefore ?? $0])
            }
                ?? wording.words["letter_soon"][language]
        case "email_request": emailRequest(applicants, language)
        case "protection_day":
            if case .value(let day) = plan.facts[Fact(.granted)] {
                wording.day(Day(rawValue: day), language)
            } else {
                nil
            }
        case "obstacles": obstacles(language)
        case "attempts": attempts(language)
        case "today": wording.day(asOf, language)
        default: nil
        }
    }

    private func windowEnd(_ member: Int) -> Day? {
        guard case .day(let day) = plan.assessment[member, .exemption].values[.third] else { return nil }
        return Day(rawValue: day)
    }

    /// The first last day of anyone whom the letter is about; `nil` once somebody's window is over: then every day counts.
    private func lodgeBy(_ applicants: [Int]) -> Day? {
        if applicants.contains(where: { windowEnd($0).map { $0 < asOf } ?? false }) { return nil }
        let kinds: [Sentence.Deadline] = [.lodgeWithinWindow, .lodgeWhileEntitled, .confirmLodging]
        return plan.deadlines.first { applicants.contains($0.member) && kinds.contains($0.id) }?.on
    }

    /// To lodge by this email, or to accept the one that was sent.
    private func emailRequest(_ applicants: [Int], _ language: Language) -> String {
        let sent = applicants.compactMap { member -> Day? in
            guard plan.facts.isUnconfirmedEmail(member),
                case .value(let day) = plan.facts[Fact(.lodgedOn, member: member)]
            else { return nil }
            return Day(rawValue: day)
        }
        guard let first = sent.min() else { return wording.words["letter_email_now"][language] }
        return wording.phrase("letter_email_sent", language, days: ["day": first])
    }

    /// The obstacles of the document, one after another.
    private func obstacles(_ language: Language) -> String? {
        var parts: [String] = []
        for member in plan.facts.members.indices {
            for item in 0..<(plan.facts.obstacleCounts[member] ?? 0) {
                let kind =
                    plan.family.obstacles[member].indices.contains(item) ? plan.family.obstacles[member][item] : nil
                var text = wording.words["obstacle_\(kind?.documentName ?? "other")"][language]
                if case .value(let from) = plan.facts[Fact(.obstacleFrom, member: member, item: item)],
                    case .value(let until) = plan.facts[Fact(.obstacleUntil, member: member, item: item)]
                {
                    text +=
                        " (" + wording.day(Day(rawValue: from), language) + " – "
                        + wording.day(Day(rawValue: until), language) + ")"
                }
                if !parts.contains(text) { parts.append(text) }
            }
        }
        return parts.isEmpty ? nil : parts.joined(separator: "; ")
    }

    /// The attempts of the document, one after another.
    private func attempts(_ language: Language) -> String? {
        let parts = plan.family.attempts.map { attempt in
            [
                attempt.on.map { wording.day($0, language) },
                attempt.kind.map { wording.words["attempt_\($0.rawValue)"][language] }, attempt.to,
                attempt.outcome.map { wording.words["outcome_\($0.rawValue)"][language] },
            ].compactMap(\.self).joined(separator: ", ")
        }
        return parts.isEmpty ? nil : parts.joined(separator: "; ")
    }
}

internal import CivilTime
public import Law
internal import Reunification
internal import Seal

/// The days of a plan for a calendar program.
///
/// Every day keeps its id from plan to plan, so that importing a later plan moves the days instead of doubling them. Titles
/// say nothing of the matter unless that is asked for.
///
/// - Source: RFC 5545.
public struct PlanCalendar {
    let plan: Plan
    let wording: Wording
    let language: Language
    /// Whether an entry says what its day is for.
    let saysWhy: Bool

    /// Prepares a calendar.
    ///
    /// - Parameters:
    ///   - plan: The plan.
    ///   - wording: Words.
    ///   - language: Their language.
    ///   - saysWhy: Whether an entry says what its day is for.
    public init(_ plan: Plan, _ wording: Wording, _ language: Language, saysWhy: Bool) {
        self.plan = plan
        self.wording = wording
        self.language = language
        self.saysWhy = saysWhy
    }

    /// The calendar, as a file.
    public var bytes: [UInt8] {
        var writer = CalendarWriter()
        writer.line("BEGIN", "VCALENDAR")
        writer.line("VERSION", "2.0")
        writer.line("PRODID", "-//Weerzien//Plan//NL")
        writer.line("CALSCALE", "GREGORIAN")
        writer.line("METHOD", "PUBLISH")
        writer.text("X-WR-CALNAME", wording.words["calendar_name"][language])
        writer.line("X-WR-TIMEZONE", "Europe/Brussels")
        var occurrences: [String: Int] = [:]
        for group in plan.groupedDeadlines { event(group, &occurrences, &writer) }
        writer.line("END", "VCALENDAR")
        return writer.bytes
    }

    private func event(_ group: Plan.DeadlineGroup, _ occurrences: inout [String: Int], _ writer: inout CalendarWriter)
    {
        let isHard = group.kind == .hard
        let sentence = plan.rulebook.book.sentences["deadline_" + group.id.rawValue]?[language] ?? group.id.rawValue
        let neutral = wording.words[isHard ? "calendar_neutral_hard" : "calendar_neutral"][language]
        writer.line("BEGIN", "VEVENT")
        writer.line("UID", uid(group, &occurrences))
        writer.line("DTSTAMP", compact(plan.facts.asOf) + "T000000Z")
        writer.line("SEQUENCE", "\(sequence)")
        writer.line("DTSTART;VALUE=DATE", compact(group.on))
        writer.line("DTEND;VALUE=DATE", compact(group.on.adding(days: 1)))
        writer.text("SUMMARY", saysWhy ? sentence : neutral)
        writer.text(
            "DESCRIPTION",
            saysWhy
                ? plan.names(of: group.members) + ". " + wording.words["kind_\(group.kind.rawValue)"][language]
                : wording.words["calendar_details"][language])
        writer.line("PRIORITY", isHard ? "1" : "5")
        writer.line("CLASS", "PRIVATE")
        writer.line("TRANSP", "TRANSPARENT")
        for days in isHard ? [30, 14, 7, 1] : [7] {
            writer.line("BEGIN", "VALARM")
            writer.line("ACTION", "DISPLAY")
            // At nine in the morning, so many days before.
            writer.line("TRIGGER", "-P\(days - 1)DT15H")
            writer.text("DESCRIPTION", saysWhy ? sentence : wording.words["calendar_reminder"][language])
            writer.line("END", "VALARM")
        }
        writer.line("END", "VEVENT")
    }

    /// An id that stays and says nothing: the hash of the family, whom it concerns, and what must be done.
    ///
    /// Of a deadline that comes more than once, the first keeps the first id.
    private func uid(_ group: Plan.DeadlineGroup, _ occurrences: inout [String: Int]) -> String {
        let family = plan.facts.family ?? unnamed
        let members = group.members.map { plan.facts.members[$0] }.joined(separator: " ")
        var name = ["weerzien calendar 1", family, group.id.rawValue, members].joined(separator: "\n")
        let place = occurrences[name, default: 0]
        occurrences[name] = place + 1
        name += "\n\(place)"
        return Seal.hex(Seal.sha256(Array(name.utf8)).prefix(16)) + "@weerzien.invalid"
    }

    /// What tells a family without a name of its own from others: days that seldom change, and the members' ids.
    private var unnamed: String {
        func day(_ key: FactKey, _ member: Int = 0) -> String {
            if case .value(let day) = plan.facts[Fact(key, member: member)] { "\(day)" } else { "-" }
        }
        let births = plan.facts.members.indices.map { plan.facts.members[$0] + " " + day(.birth, $0) }
        return ([day(.sponsorBirth), day(.granted)] + births).joined(separator: "\n")
    }

    /// Grows with the day of the plan, and on one day with the day to which the law is known.
    private var sequence: Int {
        let start = 18_262  // 2020-01-01
        let law = min(max(Int(plan.rulebook.book.checkedUntil.rawValue) - start, 0), 9_999)
        return max(Int(plan.facts.asOf.rawValue) - start, 0) * 10_000 + law
    }

    private func compact(_ day: Day) -> String { day.description.split(separator: "-").joined() }
}

/// Writes lines of at most 75 octets, ended by CR LF.
private struct CalendarWriter {
    private(set) var bytes: [UInt8] = []

    mutating func line(_ name: String, _ value: String) {
        var width = 0
        for character in (name + ":" + value).unicodeScalars {
            let encoded = Array(String(character).utf8)
            if width + encoded.count > 75 {
                bytes += [0x0D, 0x0A, 0x20]
                width = 1
            }
            bytes += encoded
            width += encoded.count
        }
        bytes += [0x0D, 0x0A]
    }

    /// A free text, escaped.
    mutating func text(_ name: String, _ text: String) {
        var escaped = ""
        for character in text.unicodeScalars {
            switch character {
            case "\\", ";", ",": escaped += "\\" + String(character)
            case "\n": escaped += "\\n"
            case _ where character.value < 0x20: break
            default: escaped.unicodeScalars.append(character)
            }
        }
        line(name, escaped)
    }
}

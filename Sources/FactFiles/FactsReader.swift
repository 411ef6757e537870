internal import Casework
internal import CivilTime
internal import Documents
internal import Law
internal import Reunification

/// Reads a facts document key by key; the contract says what absent and null mean.
struct FactsReader {
    var facts: Facts
    var family = Family.unknown(members: 0)
    private var lines: [Int: Int] = [:]
    private let root: MapReader
    private var sponsor: MapReader?
    private var members: [MapReader] = []

    static let rootKeys = ["weerzien", "family", "as_of", "attempts", "sponsor", "members"]
    static let sponsorKeys = [
        "name", "birth_date", "nationality", "protection", "asylum_applied_on", "protection_granted_on",
        "residence_decided_on", "arrived_in_belgium_on", "unaccompanied_minor", "region", "municipality",
        "other_residents", "other_spouse_in_belgium", "married", "unlimited_stay_since", "income", "housing",
        "insurance",
    ]
    static let memberKeys = [
        "id", "name", "relation", "birth_date", "nationality", "stays_in", "tie_since", "married", "custody",
        "shared_child", "cohabited_months_before_arrival", "relationship_proof", "travelled_with_sponsor",
        "own_protection_refused", "depends_totally_on_parents", "other_parent_in_belgium", "violence_reported",
        "obstacles", "application",
    ]
    static let applicationKeys = [
        "lodged_on", "channel", "complete_on", "receipt_on", "extensions", "decided_on", "outcome", "arrived_on",
        "registered_on", "card_expires_on",
    ]

    init(_ node: Node, today: Day) throws(DocumentError) {
        let root = try MapReader(node, path: "", allowed: FactsReader.rootKeys)
        self.root = root
        guard let version = root["weerzien"] else {
            throw DocumentError(
                line: node.line, key: "weerzien",
                problem: "the key is missing; a facts document starts with weerzien: 1")
        }
        guard version.integer == 1 else { throw root.error("weerzien", "only format version 1 is known") }
        if let node = root["sponsor"] {
            sponsor = try MapReader(node, path: "sponsor", allowed: FactsReader.sponsorKeys)
        }
        var ids: [String] = []
        let nodes = try root.list("members") ?? []
        guard nodes.count <= Facts.memberLimit else {
            throw root.error("members", "at most \(Facts.memberLimit) members; split the family over more documents")
        }
        for (index, node) in nodes.enumerated() {
            let path = "members[\(index)]"
            let unnamed = try MapReader(node, path: path, allowed: FactsReader.memberKeys)
            guard let id = try unnamed.text("id") else {
                throw DocumentError(
                    line: node.line, key: path + ".id", problem: "the key is missing; every member needs an id")
            }
            guard (1...64).contains(id.utf8.count), id.utf8.allSatisfy(FactsReader.isIdentifierByte) else {
                throw unnamed.error("id", "an id has 1 to 64 of A-Z a-z 0-9 _ -")
            }
            guard !ids.contains(id) else { throw unnamed.error("id", "‘\(id)’ stands twice") }
            ids.append(id)
            members.append(try MapReader(node, path: "members[\(id)]", allowed: FactsReader.memberKeys))
        }
        var obstacleCounts: [Int?] = []
        for member in members {
            obstacleCounts.append(member.has("obstacles") ? try member.list("obstacles")?.count : 0)
        }
        let incomes = try sponsor?.list("income")
        let asOf = try FactsReader.day(root, "as_of") ?? today
        guard Facts.days.contains(asOf) else { throw root.error("as_of", FactsReader.dayHelp) }
        for (name, count) in [("income", incomes?.count ?? 0)] + obstacleCounts.map({ ("obstacles", $0 ?? 0) }) {
            guard count <= 100 else { throw DocumentError(line: node.line, key: name, problem: "at most 100 items") }
        }
        facts = Facts(
            asOf: asOf, family: try root.text("family"), members: ids,
            hasApplication: members.map { $0["application"] != nil }, incomeCount: incomes?.count,
            obstacleCounts: obstacleCounts)
    }

    private static func isIdentifierByte(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "-"):
            true
        default: false
        }
    }

    mutating func readAll() throws(DocumentError) {
        try readAttempts()
        if let sponsor {
            try readSponsor(sponsor)
        } else {
            for key in FactKey.allCases where key.rawValue < FactKey.firstOfMember { absent(Fact(key)) }
        }
        for (index, member) in members.enumerated() { try readMember(member, index) }
        try checkChronology()
    }

    // MARK: The parts

    private mutating func readSponsor(_ map: MapReader) throws(DocumentError) {
        family.sponsor = Family.Person(name: try map.text("name"), nationality: try country(map, "nationality"))
        _ = try map.choice("region", among: ["flanders", "brussels", "wallonia"])
        family.municipality = try map.text("municipality")
        for key in FactKey.allCases where key.rawValue < FactKey.firstOfMember {
            switch key {
            case .assumedLodging, .incomes, .unknownIncome, .housingKind, .titleDeed, .leaseRegistered,
                .registrationProof,
                .declaredUnfit, .mutualFundConfirms, .travelCoverAmount, .travelCoverMonths:
                continue
            default: try read(map, key.path, Fact(key))
            }
        }
        try readGroup(map, "housing", [.housingKind, .titleDeed, .leaseRegistered, .registrationProof, .declaredUnfit])
        try readGroup(map, "insurance", [.mutualFundConfirms, .travelCoverAmount, .travelCoverMonths])
        for (index, node) in (try map.list("income") ?? []).enumerated() {
            let income = try MapReader(
                node, path: "sponsor.income[\(index)]",
                allowed: ["kind", "net_monthly", "contract", "months_paid", "searching_for_work"])
            _ = try income.choice("contract", among: ["permanent", "fixed_term", "interim", "other"])
            _ = try income.integer("months_paid", in: 0...1200)
            for key in [FactKey.incomeKind, .netMonthly, .searchingForWork] {
                try read(income, key.path, Fact(key, item: index))
            }
        }
    }

    private mutating func readGroup(_ map: MapReader, _ name: String, _ keys: [FactKey]) throws(DocumentError) {
        let allowed = keys.map { String($0.path.dropFirst(name.utf8.count + 1)) }
        let group = try map[name].map { node throws(DocumentError) in
            try MapReader(node, path: map.child(name), allowed: allowed)
        }
        for (key, name) in zip(keys, allowed) {
            if let group { try read(group, name, Fact(key)) } else { absent(Fact(key)) }
        }
    }

    private mutating func readMember(_ map: MapReader, _ index: Int) throws(DocumentError) {
        family.members.append(
            Family.Person(
                name: try map.text("name"), nationality: try country(map, "nationality"),
                staysIn: try country(map, "stays_in")))
        var kinds: [ObstacleKind?] = []
        for key in FactKey.allCases
        where key.rawValue >= FactKey.firstOfMember && key.rawValue < FactKey.lodgedOn.rawValue {
            let fact = Fact(key, member: index)
            if key == .obstacles {
                facts[fact] =
                    facts.obstacleCounts[index] == nil ? .unknown : map.has("obstacles") ? .value(0) : .defaulted
            } else {
                try read(map, key.path, fact)
            }
        }
        for (item, node) in (try map.list("obstacles") ?? []).enumerated() {
            let obstacle = try MapReader(
                node, path: map.child("obstacles") + "[\(item)]", allowed: ["kind", "from", "until", "documented"])
            let kind = try obstacle.choice("kind", among: ObstacleKind.documentNames)
            kinds.append(kind.flatMap { ObstacleKind(rawValue: Int32($0)) })
            for key in [FactKey.obstacleFrom, .obstacleUntil, .obstacleDocumented] {
                try read(obstacle, key.path, Fact(key, member: index, item: item))
            }
        }
        family.obstacles.append(kinds)
        guard let node = map["application"] else { return }
        let application = try MapReader(node, path: map.child("application"), allowed: FactsReader.applicationKeys)
        for (key, name) in zip(FactKey.ofApplication, FactsReader.applicationKeys) {
            try read(application, name, Fact(key, member: index))
        }
    }

    private mutating func readAttempts() throws(DocumentError) {
        for (index, node) in (try root.list("attempts") ?? []).enumerated() {
            let map = try MapReader(
                node, path: "attempts[\(index)]", allowed: ["on", "kind", "to", "outcome", "note", "attachments"])
            let kind = try map.choice("kind", among: Family.Attempt.Kind.allCases.map(\.rawValue))
            let outcome = try map.choice("outcome", among: Family.Attempt.Outcome.allCases.map(\.rawValue))
            var attachments: [Family.Attempt.Attachment] = []
            for (item, node) in (try map.list("attachments") ?? []).enumerated() {
                let file = try MapReader(
                    node, path: map.child("attachments") + "[\(item)]", allowed: ["name", "sha256"])
                let hash = try file.text("sha256")
                if let hash, hash.utf8.count != 64 || !hash.utf8.allSatisfy(FactsReader.isHexDigit) {
                    throw file.error("sha256", "64 hexadecimal digits are expected")
                }
                attachments.append(
                    Family.Attempt.Attachment(name: try file.text("name"), sha256: hash?.lowercased()))
            }
            family.attempts.append(
                Family.Attempt(
                    on: try FactsReader.day(map, "on"), kind: kind.map { Family.Attempt.Kind.allCases[$0] },
                    to: try map.text("to"), outcome: outcome.map { Family.Attempt.Outcome.allCases[$0] },
                    note: try map.text("note"), attachments: attachments))
        }
    }

    private static func isHexDigit(_ byte: UInt8) -> Bool {
        (48...57).contains(byte) || (97...102).contains(byte) || (65...70).contains(byte)
    }

    // MARK: One fact

    private mutating func absent(_ fact: Fact) {
        facts[fact] = fact.key.defaultValue != nil || fact.key.mayBeDefaulted ? .defaulted : .unknown
    }

    private mutating func read(_ map: MapReader, _ name: String, _ fact: Fact) throws(DocumentError) {
        guard map.has(name) else { return absent(fact) }
        guard let node = map[name] else {
            facts[fact] = .unknown
            return
        }
        lines[facts.slot(fact)] = node.line
        switch fact.key.kind {
        case .day: facts[fact] = try FactsReader.partialDay(map, name)
        case .yesNo: facts[fact] = .value(try map.bool(name) == true ? 1 : 0)
        case .choice: facts[fact] = .value(Int32(try map.choice(name, among: fact.key.names) ?? 0))
        case .number(let limit) where limit == Money.limit:
            guard let cents = node.hundredths, (0...Int64(limit)).contains(cents) else {
                throw map.error(name, "an amount in euro from 0 with at most two decimals is expected")
            }
            facts[fact] = .value(Int32(cents))
        case .number(let limit):
            facts[fact] = .value(Int32(try map.integer(name, in: 0...Int(limit)) ?? 0))
        case .list: break
        }
    }

    private func country(_ map: MapReader, _ key: String) throws(DocumentError) -> String? {
        guard let node = map[key] else { return nil }
        let code = node.text ?? ""
        guard code.utf8.count == 2, code.utf8.allSatisfy({ (65...90).contains($0) }) else {
            throw map.error(key, "a country is two capital letters (ISO 3166-1), such as SO")
        }
        return code
    }

    // MARK: Days

    static let dayHelp = "a day such as 2026-03-20, a month such as 2026-03 or a year is expected, from 1900 to 2199"

    private static func day(_ map: MapReader, _ key: String) throws(DocumentError) -> Day? {
        guard let node = map[key] else { return nil }
        guard let text = node.text, let day = Day(text), Facts.days.contains(day) else {
            throw map.error(key, "a day such as 2026-03-20 is expected")
        }
        return day
    }

    static func partialDay(_ map: MapReader, _ key: String) throws(DocumentError) -> Known {
        guard let text = map[key]?.text else { throw map.error(key, "text is expected: " + dayHelp) }
        if let day = Day(text), Facts.days.contains(day) { return .value(day.rawValue) }
        switch text.utf8.count {
        case 7:
            guard let first = Day(text + "-01"), Facts.days.contains(first) else { break }
            return .within(first.rawValue, first.adding(months: 1).rawValue - 1)
        case 4:
            guard let first = Day(text + "-01-01"), Facts.days.contains(first) else { break }
            return .within(first.rawValue, first.adding(years: 1).rawValue - 1)
        case 10 where Day(text) == nil:
            throw map.error(key, "‘\(text)’ is no day of the calendar; " + dayHelp)
        default: break
        }
        throw map.error(key, dayHelp)
    }

    /// Facts whose order is fixed must not stand the other way round.
    private func checkChronology() throws(DocumentError) {
        for order in facts.chronology {
            guard let first = facts[order.earlier].bounds, let second = facts[order.later].bounds else { continue }
            guard first.0 > second.1 else { continue }
            throw DocumentError(
                line: lines[facts.slot(order.later)] ?? 0, key: facts.path(order.later),
                problem:
                    "contradicts \(facts.path(order.earlier)): this comes before it, but cannot; correct one of the two days"
            )
        }
    }
}

extension Known {
    /// First and last value that are possible, when anything is known.
    var bounds: (Int32, Int32)? {
        switch self {
        case .value(let value): (value, value)
        case .within(let first, let last): (first, last)
        case .defaulted, .unknown: nil
        }
    }
}

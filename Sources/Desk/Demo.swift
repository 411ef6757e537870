public import Casework
public import CivilTime
internal import Journal

/// Families that do not exist, with names as they are heard, for demonstrations and measurements.
public struct Demo: Sendable {
    private var state: UInt64

    /// Begins a series; the same seed gives the same families.
    public init(seed: UInt64) { state = seed &* 0x9E37_79B9_7F4A_7C15 &+ 0x1234_5678_9ABC_DEF1 }

    private static let organisation = "org-demo"
    private static let given = [
        "SY": ["Rasha", "Omar", "Layan", "Khaled", "Nour", "Yusuf", "Hala", "محمد", "فاطمة"],
        "SO": ["Amina", "Abdi", "Hodan", "Cabdullahi", "Fadumo", "Ayaan", "Mohamed"],
        "ER": ["Tesfaye", "Selam", "Haile", "Mebrat", "ተስፋዬ", "ሰላም", "Yonas"],
        "AF": ["Zahra", "Farid", "Mariam", "Habib", "Laila", "Hamid", "زهرا"],
        "PS": ["Ahmad", "Dalal", "Sami", "Rana", "Mahmoud", "Iman", "أحمد"],
        "BI": ["Chantal", "Jean-Claude", "Inès", "Espérance", "Désiré", "Aline"],
    ]
    private static let family = [
        "SY": ["al-Hamwi", "Darwish", "Khatib"], "SO": ["Warsame", "Farah", "Hirsi"],
        "ER": ["Gebremedhin", "Tekle", "Woldu"], "AF": ["Rahimi", "Ahmadzai", "Noori"],
        "PS": ["Abu Salim", "Shaheen", "Najjar"], "BI": ["Ndayishimiye", "Hakizimana", "Niyonzima"],
    ]
    private static let stays = ["SY": "LB", "SO": "KE", "ER": "ET", "AF": "PK", "PS": "EG", "BI": "RW"]

    /// SplitMix64, by Sebastiano Vigna.
    private mutating func next(_ bound: Int) -> Int {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ mixed >> 30) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
        return Int((mixed ^ mixed >> 31) >> 1) % bound
    }

    private mutating func pick<Value>(_ values: [Value]) -> Value { values[next(values.count)] }

    /// The facts of a family whose sponsor was recognised in the last two years.
    public mutating func family(on today: Day) -> (label: String, facts: [FileEvent.Fact]) {
        let origin = pick(Demo.given.keys.sorted())
        let (given, families) = (Demo.given[origin] ?? [], Demo.family[origin] ?? [])
        let surname = pick(families)
        let granted = today.adding(days: -next(700))
        let arrived = granted.adding(days: -200 - next(700))
        func text(_ value: String) -> String { "\"\(value)\"" }
        let sponsor = "\(pick(given)) \(surname)"
        var facts = [
            ("sponsor.name", text(sponsor)), ("sponsor.nationality", text(origin)),
            ("sponsor.birth_date", text("\(today.adding(days: -9_000 - next(9_000)))")),
            ("sponsor.protection", text(next(10) < 8 ? "refugee" : "subsidiary_protection")),
            ("sponsor.arrived_in_belgium_on", text("\(arrived)")),
            ("sponsor.asylum_applied_on", text("\(arrived.adding(days: next(20)))")),
            ("sponsor.protection_granted_on", text("\(granted)")),
            ("sponsor.region", text(pick(["flanders", "brussels", "wallonia"]))),
        ]
        let count = 1 + next(5)
        for index in 0..<count {
            let id = index == 0 ? "spouse" : "child\(index)"
            let path = "members.\(id)."
            facts += [
                (path + "relation", text(index == 0 ? "spouse" : "child")),
                (path + "name", text("\(pick(given)) \(surname)")),
                (path + "nationality", text(origin)), (path + "stays_in", text(Demo.stays[origin] ?? origin)),
                (
                    path + "birth_date",
                    text(
                        "\(index == 0 ? today.adding(days: -9_000 - next(8_000)) : today.adding(days: -600 - next(5_800)))"
                    )
                ),
            ]
            if index == 0 { facts.append((path + "tie_since", text("\(arrived.adding(days: -900 - next(2_000)))"))) }
            if index > 0 { facts += [(path + "married", "false"), (path + "shared_child", "true")] }
        }
        return ("\(sponsor)", facts.map { FileEvent.Fact(path: $0, value: $1) })
    }

    /// Fills a store with accounts and files.
    ///
    /// - Parameters:
    ///   - desk: Where.
    ///   - files: How many files.
    ///   - moment: When it is.
    ///   - progress: Told now and then how many are there.
    /// - Throws: `DeskError`, `StoreError`.
    public func fill(
        _ desk: Desk, files: Int, at moment: Moment, progress: @Sendable (Int) -> Void = { _ in }
    ) async throws {
        for role in Role.allCases {
            let isFamily = role == .familyMember || role == .minorSponsor
            let id = role == .supportWorker ? "worker" : role.rawValue
            guard try await desk.journal.account(id) == nil else { continue }
            try await desk.journal.save(
                Journal.Account(id: id, role: role, organisation: isFamily ? "" : Demo.organisation, name: id),
                Journal.AuditLine(at: moment.at, account: id, action: "account_added"))
        }
        let worker = Actor(account: "worker", role: .supportWorker, organisation: Demo.organisation)
        var demo = self
        var batch: [(label: String, facts: [FileEvent.Fact], extra: Int)] = []
        for number in 1...files {
            let (label, facts) = demo.family(on: moment.day)
            batch.append((label, facts, demo.next(4)))
            guard batch.count == 64 || number == files else { continue }
            let todo = batch
            batch = []
            try await withThrowingTaskGroup(of: Void.self) { group in
                for one in todo {
                    group.addTask {
                        let file = try await desk.open(label: one.label, facts: one.facts, by: worker, at: moment)
                        for index in 0..<one.extra {
                            let later = Moment(at: moment.at + Int64(index + 1) * 1000, day: moment.day)
                            try await desk.record(
                                Draft(
                                    .appointmentSought,
                                    ["on": "\(moment.day)", "by": "portal", "to": "TLScontact", "outcome": "no_slot"]),
                                in: .family, of: file, by: worker, at: later)
                        }
                    }
                }
                try await group.waitForAll()
            }
            if number % 1024 == 0 || number == files { progress(number) }
        }
    }
}

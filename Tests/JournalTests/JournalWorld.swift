import BuiltInLaw
import Casework
import CivilTime
import Desk
import Foundation
import Journal
import JournalPostgres
import Law
import Reunification
import Seal
import TestSupport
import Testing

/// The kinds of store that every promise is kept on.
enum StoreKind: String, CaseIterable, Sendable { case sqlite, postgres }

/// One cluster for all tests of a run.
actor SharedCluster {
    static let shared = SharedCluster()
    private var starting: Task<PostgresCluster, any Error>?
    private var count = 0

    func newDatabase() async throws -> String {
        if starting == nil { starting = Task { try await PostgresCluster.start(options: ["fsync=off"]) } }
        guard let cluster = try await starting?.value else { throw StoreError.unavailable("no cluster") }
        count += 1
        return try await cluster.createDatabase("test\(count)")
    }
}

/// A store of its own for one test, with a desk on it.
struct JournalWorld: Sendable {
    let folder: TemporaryFolder
    let place: String
    let key: SecretKey
    let desk: Desk
    var journal: Journal { desk.journal }

    static let start = Moment(at: 1_772_000_000_000, day: BrusselsTime.day(of: 1_772_000_000_000))

    static func moment(_ seconds: Int64) -> Moment {
        let at = start.at + seconds * 1000
        return Moment(at: at, day: BrusselsTime.day(of: at))
    }

    static func database(_ place: String) async throws -> any SQLDatabase {
        place.contains("host=") ? try await PostgresDatabase.open(place) : try SQLiteDatabase(place)
    }

    static func vault(_ keys: SecretKey...) throws -> Vault { try #require(Vault(keys)) }

    init(_ kind: StoreKind) async throws {
        folder = try TemporaryFolder()
        place = kind == .sqlite ? folder.path + "/store.db" : try await SharedCluster.shared.newDatabase()
        key = SecretKey()
        let journal = try await Journal(JournalWorld.database(place), JournalWorld.vault(key))
        desk = Desk(
            journal, Rulebook(BuiltInLaw.book), BuiltInLaw.guide, Wording(BuiltInLaw.words), style: BuiltInLaw.style)
    }

    /// Adds an account for each role in two organisations, `ROLE-org`.
    func addAccounts() async throws {
        for organisation in ["one", "two", "three"] {
            for role in Role.allCases {
                let isFamily = role == .familyMember || role == .minorSponsor
                let id = "\(role.rawValue)-\(organisation)"
                try await journal.save(
                    Journal.Account(id: id, role: role, organisation: isFamily ? "" : organisation, name: id),
                    Journal.AuditLine(at: JournalWorld.start.at, account: id, action: "account_added"))
            }
        }
    }

    func actor(_ role: Role, _ organisation: String = "one") -> Actor {
        let isFamily = role == .familyMember || role == .minorSponsor
        return Actor(
            account: "\(role.rawValue)-\(organisation)", role: role, organisation: isFamily ? "" : organisation)
    }

    static let facts = [
        ("sponsor.name", "\"Khaled Darwish\""), ("sponsor.birth_date", "\"1990-02-03\""),
        ("sponsor.nationality", "\"SY\""), ("sponsor.protection", "\"refugee\""),
        ("sponsor.protection_granted_on", "\"2026-01-20\""), ("sponsor.arrived_in_belgium_on", "\"2024-05-01\""),
        ("sponsor.asylum_applied_on", "\"2024-05-05\""), ("members.wife.relation", "\"spouse\""),
        ("members.wife.name", "\"Rasha Khatib\""), ("members.wife.birth_date", "\"1992-04-05\""),
        ("members.wife.tie_since", "\"2015-06-07\""), ("members.wife.stays_in", "\"LB\""),
        ("members.son.relation", "\"child\""), ("members.son.birth_date", "\"2017-08-09\""),
    ].map { FileEvent.Fact(path: $0, value: $1) }

    /// Opens a file of organisation one.
    func open(by actor: Actor? = nil, at moment: Moment = JournalWorld.start) async throws -> String {
        try await desk.open(
            label: "Darwish", facts: JournalWorld.facts, by: actor ?? self.actor(.supportWorker), at: moment)
    }
}

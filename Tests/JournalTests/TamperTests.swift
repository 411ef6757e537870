import Casework
import Desk
import Foundation
import Journal
import TestSupport
import Testing

/// Somebody with the database and without the keys changes something: it is found.
@Suite(.timeLimit(.minutes(60)))
struct TamperTests {
    /// A change of the stored rows; `nil` when the dice found nothing to change.
    private func tamper(_ rows: inout [String: [[SQLValue]]], _ dice: inout Dice) -> String? {
        let tables = rows.keys.filter { !(rows[$0] ?? []).isEmpty && $0 != "meta" }.sorted()
        let table = dice.pick(tables)
        guard var all = rows[table] else { return nil }
        let (row, other) = (dice.pick(Array(all.indices)), dice.pick(Array(all.indices)))
        let column = dice.pick(Array(all[row].indices))
        let what: String
        switch dice.pick([0, 0, 1, 2, 3, 4]) {
        case 0:
            switch all[row][column] {
            case .bytes(var bytes) where !bytes.isEmpty:
                let place = dice.pick(Array(bytes.indices))
                bytes[place] ^= 1 << UInt8(dice.pick([0, 1, 2, 3, 4, 5, 6, 7]))
                all[row][column] = .bytes(bytes)
            case .integer(let number): all[row][column] = .integer(number + Int64(dice.pick([-1, 1, 7])))
            case .text(let text) where !text.isEmpty: all[row][column] = .text(String(text.dropLast()) + "~")
            default: return nil
            }
            what = "a bit of \(table).\(column)"
        case 1:
            all.remove(at: row)
            what = "a deletion in \(table)"
        case 2:
            guard all[row][column] != all[other][column] else { return nil }
            let value = all[row][column]
            all[row][column] = all[other][column]
            all[other][column] = value
            what = "a swap in \(table).\(column)"
        case 3:
            // A row inserted once more, as the next number of its kind.
            var copy = all[row]
            guard let place = copy.firstIndex(where: { $0.integer != nil }) else { return nil }
            copy[place] = .integer(Int64(all.count + dice.pick([1, 2, 50])))
            all.append(copy)
            what = "an insertion in \(table)"
        default:
            guard all.count > 1 else { return nil }
            all.removeLast(dice.pick(Array(1..<all.count)))
            what = "the end of \(table) cut off"
        }
        // Rows have no order of their own.
        guard all.count != rows[table]?.count || Set(all) != Set(rows[table] ?? []) else { return nil }
        rows[table] = all
        return what
    }

    private func world() async throws -> JournalWorld {
        let world = try await JournalWorld(.sqlite)
        try await world.addAccounts()
        let worker = world.actor(.supportWorker)
        for number in 0..<3 {
            let file = try await world.open(at: JournalWorld.moment(Int64(number)))
            try await world.desk.join(
                "family_member-one", as: "wife", of: file, by: worker, at: JournalWorld.moment(10))
            for note in 0..<4 {
                try await world.desk.record(
                    Draft(.noteWritten, ["text": "note \(note)"]), in: .family, of: file, by: worker,
                    at: JournalWorld.moment(Int64(20 + note)))
            }
            _ = try await world.desk.attach(
                Array("scan".utf8), name: "scan", sha256: "00", in: .family, of: file, by: worker,
                at: JournalWorld.moment(30))
        }
        _ = try await world.desk.erase(
            try await world.open(), by: world.actor(.coordinator), at: JournalWorld.moment(40))
        return world
    }

    @Test func `any change past the program is found`() async throws {
        let isLong = ProcessInfo.processInfo.environment["WEERZIEN_LONG"] == "1"
        let world = try await world()
        #expect(try await world.journal.verify().isEmpty)
        let database = try await JournalWorld.database(world.place)
        var rows: [String: [[SQLValue]]] = [:]
        let names = try await database.read {
            try $0.rows("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%'")
        }
        for name in names.compactMap({ $0[0].text }) {
            rows[name] = try await database.read { try $0.rows("SELECT * FROM \(name) ORDER BY 1, 2") }
        }
        var dice = Dice(seed: 20_261_123)
        var (trials, changes) = (0, Set<String>())
        while trials < (isLong ? 10_000 : 600) {
            var changed = rows
            guard let what = tamper(&changed, &dice) else { continue }
            let table = changed.keys.first { changed[$0] != rows[$0] } ?? ""
            // Accounts and notices have no chain: one that is missing is not noticed, one that was changed is.
            if ["account", "notice"].contains(table), !what.hasPrefix("a bit"), !what.hasPrefix("a swap") { continue }
            let (before, after) = (rows[table] ?? [], changed[table] ?? [])
            let isStored = try await replace(table, after, database)
            guard isStored else { continue }  // The database itself refused it.
            trials += 1
            changes.insert(what)
            let faults = (try? await world.journal.verify()) ?? ["cannot be read"]
            #expect(!faults.isEmpty, "\(what) was not found")
            _ = try await replace(table, before, database)
        }
        #expect(changes.count > 60)
        #expect(try await world.journal.verify().isEmpty)
    }

    private func replace(_ table: String, _ rows: [[SQLValue]], _ database: any SQLDatabase) async throws -> Bool {
        do {
            try await database.write { transaction in
                try transaction.run("DELETE FROM \(table)")
                for row in rows {
                    let places = row.map { _ in "?" }.joined(separator: ", ")
                    try transaction.run("INSERT INTO \(table) VALUES (\(places))", row)
                }
            }
            return true
        } catch {
            return false
        }
    }
}

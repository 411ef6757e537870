internal import Casework
internal import Foundation
internal import Journal
internal import JournalPostgres
internal import Seal

// usage: journal-writer STORE KEY WRITERS [COUNT] — writers append to files of their own and to one that they share, and say
// of each event that was acknowledged: COMPARTMENT NUMBER. For tests that kill it, or its database.

let (place, key) = (CommandLine.arguments[1], CommandLine.arguments[2])
let writers = Int(CommandLine.arguments[3]) ?? 4
let limit = CommandLine.arguments.count > 4 ? Int(CommandLine.arguments[4]) ?? .max : .max

func say(_ line: String) {
    let bytes = Array((line + "\n").utf8)
    _ = bytes.withUnsafeBytes { write(1, $0.baseAddress, $0.count) }
}

guard let secret = Seal.bytes(hex: key).flatMap(SecretKey.init), let vault = Vault([secret]) else { exit(2) }
let database: any SQLDatabase =
    place.contains("host=") ? try await PostgresDatabase.open(place) : try SQLiteDatabase(place)
let journal = try await Journal(database, vault)
let start = Int64(Date().timeIntervalSince1970 * 1000)
let grant = Grant(principal: "a:writer", kind: .worker)

@Sendable func append(_ compartment: String, _ file: String, version: Int, creates: Bool) async throws -> Int {
    let event = FileEvent(
        creates ? .opened : .noteWritten, author: "writer", at: start + Int64(version), seen: version,
        details: creates ? [:] : ["text": "note \(version) \(String(repeating: "x", count: version % 50))"])
    return try await journal.append(
        Journal.Append(
            file: file, compartment: compartment, expected: version, events: [event],
            audit: Journal.AuditLine(at: start, account: "writer", action: "written"),
            creates: creates ? (.family, "org") : nil, grants: creates ? [grant] : nil,
            line: Journal.WorkLine(due: Int32(20_000 + version % 400), label: file, reason: "test")))
}

say("ready")
await withTaskGroup(of: Void.self) { group in
    for writer in 0..<writers {
        group.addTask {
            let name = "w\(writer)-\(start)"
            var version = 0
            while version < limit {
                do {
                    version = try await append("c-" + name, "f-" + name, version: version, creates: version == 0)
                    say("c-\(name) \(version)")
                } catch StoreError.versionConflict(let actual) {
                    version = actual
                } catch {
                    // The database is away: what was not acknowledged may or may not be there.
                    say("error \(error)")
                    try? await Task.sleep(for: .milliseconds(20))
                    if let there = try? await journal.open("f-" + name, where: { _ in true }).first {
                        version = there.version
                    }
                }
            }
        }
    }
}
await journal.close()

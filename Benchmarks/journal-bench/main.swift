internal import Casework
internal import CivilTime
internal import Foundation
internal import Journal
internal import Seal

// usage: journal-bench FILES [REPEATS] — fills a store of SQLite in a temporary folder with so many files and measures, in
// process and with permissions on, what people wait for. One JSON object on standard output.

let count = Int(CommandLine.arguments.dropFirst().first ?? "") ?? 1_000
let repeats = Int(CommandLine.arguments.dropFirst(2).first ?? "") ?? 5

func median(_ values: [Double]) -> Double { values.sorted()[values.count / 2] }

func seconds(_ body: () async throws -> Void) async rethrows -> Double {
    let start = ContinuousClock.now
    try await body()
    let time = ContinuousClock.now - start
    return Double(time.components.seconds) + Double(time.components.attoseconds) / 1e18
}

func resident() -> Double {
    let status = (try? String(contentsOfFile: "/proc/self/status", encoding: .utf8)) ?? ""
    let line = status.split(separator: "\n").first { $0.hasPrefix("VmRSS") } ?? ""
    return (Double(line.split(separator: " ").dropFirst().first ?? "") ?? 0) / 1024
}

/// A small generator with a seed: SplitMix64.
struct Dice: RandomNumberGenerator {
    var state: UInt64
    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ mixed >> 30) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
        return mixed ^ mixed >> 31
    }
}

let given = [
    "Rasha", "Omar", "Amina", "Abdi", "Tesfaye", "Selam", "Zahra", "Farid", "Ahmad", "Chantal", "محمد", "ተስፋዬ",
]
let family = [
    "Darwish", "Khatib", "Warsame", "Farah", "Tekle", "Rahimi", "Noori", "Shaheen", "Niyonzima", "Gebremedhin",
]

let folder = FileManager.default.temporaryDirectory.appending(path: "journal-bench-\(UUID().uuidString)")
try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
defer { try? FileManager.default.removeItem(at: folder) }
guard let vault = Vault([SecretKey()]) else { exit(1) }
let database = try SQLiteDatabase(folder.path + "/store.db")
let journal = try await Journal(database, vault)
let today = Day(rawValue: 20_500)
let moment = Moment(at: 1_772_000_000_000, day: today)
let line = Journal.AuditLine(at: moment.at, account: "worker", action: "written")
var dice = Dice(state: 1)

func event(_ number: Int) -> FileEvent {
    FileEvent(
        number % 3 == 0 ? .noteWritten : .factsRecorded, author: "worker7", at: moment.at + Int64(number), seen: number,
        details: number % 3 == 0
            ? ["text": "Called the post: no place before June. Asked again by mail."] : ["said_by": "Rasha"],
        facts: number % 3 == 0
            ? [] : [FileEvent.Fact(path: "members.child\(number % 5).birth_date", value: "\"2014-08-19\"")])
}

// Ten workers carry the files between them; a coordinator sees all; one file in five is shared with another organisation.
let fill = try await seconds {
    for start in stride(from: 0, to: count, by: 512) {
        try await withThrowingTaskGroup(of: Void.self) { group in
            for number in start..<min(start + 512, count) {
                let name = "\(given.randomElement(using: &dice) ?? "") \(family.randomElement(using: &dice) ?? "")"
                let due = today.rawValue + Int32.random(in: -30...400, using: &dice)
                var grants = [
                    Grant(principal: "o:org", kind: .owner), Grant(principal: "a:worker\(number % 10)", kind: .worker),
                ]
                if number % 5 == 0 {
                    grants.append(Grant(principal: "s:other", kind: .share, lastDay: today.adding(days: number % 100)))
                }
                let made = grants
                group.addTask {
                    try await journal.append(
                        Journal.Append(
                            file: "f\(number)", compartment: "c\(number)", expected: 0, events: [event(0), event(1)],
                            audit: line, creates: (.family, "org"), grants: made,
                            line: Journal.WorkLine(due: due, label: name, reason: "lodge_within_window"),
                            names: ["org": NameKeys.stored(name)]))
                }
            }
            try await group.waitForAll()
        }
    }
}
try await journal.append(
    Journal.Append(
        file: "f0", compartment: "c0", expected: 2, events: (2..<300).map(event), audit: line))

var (pages, opens, searches): ([Double], [Double], [Double]) = ([], [], [])
for round in 0..<max(50, repeats * 10) {
    let principals = [["a:boss", "o:org", "s:org"], ["a:worker\(round % 10)", "s:org"], ["a:guest", "s:other"]][
        round % 3]
    var cursor: Journal.Cursor?
    for _ in 0..<2 {
        pages.append(
            try await seconds {
                let page = try await journal.workList(for: principals, moment, after: cursor, limit: 50)
                cursor = page.last?.cursor
            })
    }
    opens.append(
        try await seconds {
            let opened = try await journal.open("f0") { compartment in
                Access.decides(
                    Actor(account: "worker0", role: .supportWorker, organisation: "org"), .read, compartment.kind,
                    compartment.grants, moment
                ).isAllowed
            }
            let file = FamilyFile([.family: opened[0].events])
            precondition(file.history.count == 300)
        })
    let name = "\(given[round % given.count]) \(family[round % family.count])"
    searches.append(
        try await seconds {
            _ = try await journal.search(
                NameKeys.sought(name), in: "org", for: ["a:worker\(round % 10)", "s:org"], moment)
        })
}

// Writers on files of their own, 64 at a time, each waiting until its event is on the disk.
let appended = 4_000
var rates: [Double] = []
for round in 0..<repeats {
    let time = try await seconds {
        try await withThrowingTaskGroup(of: Void.self) { group in
            for writer in 0..<64 {
                group.addTask {
                    let name = "r\(round)w\(writer)"
                    for number in 0..<(appended / 64) {
                        try await journal.append(
                            Journal.Append(
                                file: "f" + name, compartment: "c" + name, expected: number, events: [event(number)],
                                audit: line, creates: number == 0 ? (.family, "org") : nil,
                                grants: number == 0 ? [Grant(principal: "a:worker1", kind: .worker)] : nil,
                                line: Journal.WorkLine(due: today.rawValue + Int32(number), label: "x", reason: "why")))
                    }
                }
            }
            try await group.waitForAll()
        }
    }
    rates.append(Double(appended / 64 * 64) / time)
}
let size = (try? FileManager.default.attributesOfItem(atPath: folder.path + "/store.db")[.size] as? Int) ?? 0
func milliseconds(_ values: [Double]) -> String { String(format: "%.3f", median(values) * 1000) }
print(
    """
    {"files": \(count), "fill_seconds": \(String(format: "%.1f", fill)), "work_list_page_ms": \(milliseconds(pages)), \
    "open_300_events_ms": \(milliseconds(opens)), "name_search_ms": \(milliseconds(searches)), \
    "durable_appends_per_second": \(Int(median(rates))), "resident_mb": \(Int(resident())), "store_mb": \(size >> 20)}
    """)
await journal.close()

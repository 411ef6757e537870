internal import ArgumentParser
internal import Casework
internal import Desk
internal import Documents
internal import FoundationEssentials
internal import Glibc
internal import Journal
internal import Seal

/// `weerzien store`: what its keepers do with the store.
struct StoreCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "store", abstract: "The store: make, verify, back up, restore, copy.",
        subcommands: [
            Create.self, Verify.self, Backup.self, Restore.self, Copy.self, Erasures.self, Refresh.self,
        ])

    struct Create: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Make a store, or bring its tables up to date.")
        @OptionGroup var store: StoreOptions
        func run() async throws {
            try await reporting { try await store.journal(mayCreate: true).close() }
        }
    }

    struct Verify: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Look at every chain, lock and proof, and at the work list.")
        @OptionGroup var store: StoreOptions
        func run() async throws {
            try await reporting {
                let journal = try await store.journal()
                let faults = try await journal.verify()
                await journal.close()
                for fault in faults { StandardError.write(fault) }
                guard faults.isEmpty else { throw Failure.workFailed("\(faults.count) faults") }
                print("The store is as the program left it.")
            }
        }
    }

    struct Backup: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Write the store to another file while it is in use (SQLite; PostgreSQL has pg_basebackup).")
        @OptionGroup var store: StoreOptions
        @Argument(help: "The file to write; it must not exist.") var target: String
        func run() async throws {
            try await reporting {
                guard access(target, F_OK) != 0 else { throw Failure.wrongInput("\(target): it is there already") }
                guard
                    let database = try await StoreOptions.database(try store.place(), mayCreate: false)
                        as? SQLiteDatabase
                else {
                    throw Failure.wrongInput(
                        "use pg_basebackup or pg_dump for PostgreSQL, or store copy to a SQLite file")
                }
                try await database.backup(to: target)
                await database.close()
                chmod(target, 0o600)
            }
        }
    }

    struct Restore: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Put a backup in the place of the store. What was erased since is erased again.")
        @OptionGroup var store: StoreOptions
        @Argument(help: "The backup.") var source: String
        @Option(help: ArgumentHelp("What ‘store erasures’ printed, when the store itself is lost.", valueName: "file"))
        var erasures: String?

        func run() async throws {
            try await reporting {
                let place = try store.place()
                guard !StoreOptions.isPostgres(place) else {
                    throw Failure.wrongInput(
                        "restore PostgreSQL with its own tools, then ‘store restore’ is not needed; use ‘store erasures’ and ‘file erase’"
                    )
                }
                let vault = try store.vault(for: place, mayCreate: false)
                var gone =
                    try erasures.map { try String(decoding: Files.read($0), as: UTF8.self) }.map(Erasures.read) ?? []
                if access(place, F_OK) == 0 {
                    let old = try await Journal(SQLiteDatabase(place), vault)
                    gone += try await old.erasures()
                    await old.close()
                }
                // Beside the store first, so that a failure on the way leaves what was there.
                let fresh = place + ".restored"
                for name in [fresh, fresh + "-wal", fresh + "-shm"] { unlink(name) }
                let backup = try SQLiteDatabase(source)
                try await backup.backup(to: fresh)
                await backup.close()
                let journal = try await Journal(SQLiteDatabase(fresh), vault)
                let count = try await journal.replay(gone)
                let faults = try await journal.verify()
                await journal.close()
                guard faults.isEmpty else {
                    throw Failure.workFailed("the backup is damaged, and was not put in place: \(faults[0])")
                }
                var left = stat()
                guard stat(fresh + "-wal", &left) != 0 || left.st_size == 0 else {
                    throw Failure.workFailed(
                        "the restored store could not be finished, and was not put in place: \(fresh)")
                }
                for name in [place + "-wal", place + "-shm", fresh + "-wal", fresh + "-shm"] { unlink(name) }
                guard rename(fresh, place) == 0 else { throw Failure.workFailed(String(cString: strerror(errno))) }
                print("Restored. Erased again: \(count).")
            }
        }
    }

    struct Copy: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Copy a store to an empty one, of the same kind or the other.")
        @Option(help: "The store to copy.") var from: String
        @Option(help: "The store to fill.") var to: String
        @OptionGroup var store: StoreOptions
        func run() async throws {
            try await reporting {
                let vault = try store.vault(for: from, mayCreate: false)
                let source = try await StoreOptions.database(from, mayCreate: false)
                let target = try await StoreOptions.database(to, mayCreate: true)
                try await Journal.copy(from: source, to: target)
                await source.close()
                let journal = try await Journal(target, vault)
                let faults = try await journal.verify()
                await journal.close()
                guard faults.isEmpty else { throw Failure.workFailed("the copy is damaged: \(faults[0])") }
                print("Copied and verified.")
            }
        }
    }

    struct Erasures: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "What was erased, a line each; keep it apart from the backups.")
        @OptionGroup var store: StoreOptions
        func run() async throws {
            try await reporting {
                let journal = try await store.journal()
                let erasures = try await journal.erasures()
                await journal.close()
                for erasure in erasures { print(erasure.text) }
            }
        }

        static func read(_ text: String) -> [Journal.Erasure] {
            text.split(separator: "\n").compactMap { line in
                let parts = line.split(separator: " ").map(String.init)
                guard parts.count == 3, let at = Int64(parts[2]) else { return nil }
                return Journal.Erasure(
                    file: parts[0], compartments: parts[1].split(separator: ",").map(String.init), at: at, entries: 0)
            }
        }
    }

    struct Refresh: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Work out the first day of every file anew: once a day, and after a change of the law.")
        @OptionGroup var store: StoreOptions
        func run() async throws {
            try await reporting {
                let desk = try await store.desk()
                let count = try await desk.refresh(at: .now)
                await desk.journal.close()
                print("\(count) files.")
            }
        }
    }
}

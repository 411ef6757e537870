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

/// `weerzien keys`: master keys.
struct KeysCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "keys", abstract: "Master keys.", subcommands: [New.self, Rotate.self])

    struct New: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Print a new master key.")
        func run() throws { print(Seal.hex(SecretKey().bytes)) }
    }

    struct Rotate: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract:
                "Lock every key anew with the newest master key: put that on the first line, and the old one below it.")
        @OptionGroup var store: StoreOptions
        func run() async throws {
            try await reporting {
                let journal = try await store.journal()
                let count = try await journal.rotateKeys()
                await journal.close()
                print(
                    "\(count) keys locked anew. The old master key is no longer needed for this store; backups still need it."
                )
            }
        }
    }
}

/// `weerzien user`: accounts.
struct UserCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "user", abstract: "Accounts.", subcommands: [Add.self, List.self, Close.self])

    struct Add: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Add an account.")
        @OptionGroup var store: StoreOptions
        @Argument(help: "The id: letters, digits, - and _.") var id: String
        @Option(help: "\(Role.allCases.map(\.rawValue).joined(separator: ", ")).") var role: String
        @Option(help: "The organisation; none for members of a family.") var organisation = ""
        @Option(help: "The name of its holder.") var name: String

        func run() async throws {
            guard let role = Role(rawValue: role) else {
                throw Failure.wrongInput("--role: one of \(Role.allCases.map(\.rawValue).joined(separator: ", "))")
            }
            let isFamily = role == .familyMember || role == .minorSponsor
            guard isFamily == organisation.isEmpty else {
                throw Failure.wrongInput(
                    isFamily ? "a member of a family has no organisation" : "--organisation is missing")
            }
            guard Desk.isCode(id), isFamily || Desk.isCode(organisation) else {
                throw Failure.wrongInput("an id is a short code of letters, digits, - and _")
            }
            try await reporting {
                let journal = try await store.journal()
                guard try await journal.account(id) == nil else {
                    throw Failure.wrongInput("there is an account ‘\(id)’ already")
                }
                try await journal.save(
                    Journal.Account(id: id, role: role, organisation: organisation, name: name),
                    Journal.AuditLine(at: Moment.now.at, account: "command line", action: "account_added \(id)"))
                await journal.close()
            }
        }
    }

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "The accounts.")
        @OptionGroup var store: StoreOptions
        func run() async throws {
            try await reporting {
                let journal = try await store.journal()
                for account in try await journal.accounts() {
                    let state = account.closed == nil ? "" : "  closed"
                    print("\(account.id)  \(account.role.rawValue)  \(account.organisation)  \(account.name)\(state)")
                }
                await journal.close()
            }
        }
    }

    struct Close: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Close an account; what it wrote stays.")
        @OptionGroup var store: StoreOptions
        @Argument(help: "The id.") var id: String
        func run() async throws {
            try await reporting {
                let journal = try await store.journal()
                guard var account = try await journal.account(id) else {
                    throw Failure.wrongInput("no account ‘\(id)’")
                }
                account.closed = Moment.now.at
                try await journal.save(
                    account,
                    Journal.AuditLine(at: Moment.now.at, account: "command line", action: "account_closed \(id)"))
                await journal.close()
            }
        }
    }
}

/// `weerzien demo seed`: a store with families that do not exist.
struct DemoCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "demo", abstract: "Families that do not exist, to try things with.", subcommands: [Seed.self])

    struct Seed: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Fill a store with accounts and files.")
        @OptionGroup var store: StoreOptions
        @Option(help: "How many files.") var files = 40
        @Option(help: "Another number, other families.") var seed: UInt64 = 1

        func run() async throws {
            guard (1...1_000_000).contains(files) else { throw Failure.wrongInput("--files: 1 to 1000000") }
            try await reporting {
                let desk = try await store.desk(mayCreate: true)
                try await Demo(seed: seed).fill(desk, files: files, at: .now) { done in
                    StandardError.write("\(done) of \(files) files")
                }
                await desk.journal.close()
                print(
                    "Accounts: worker, coordinator, guardian, volunteer, auditor, analyst, administrator. Try: weerzien work-list --as coordinator"
                )
            }
        }
    }
}

/// Turns what a store refuses into words.
func reporting<Result>(_ body: () async throws -> Result) async throws -> Result {
    do { return try await body() } catch { throw Failure(error) }
}

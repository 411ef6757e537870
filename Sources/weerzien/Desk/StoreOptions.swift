internal import ArgumentParser
internal import BuiltInLaw
internal import Casework
internal import CivilTime
internal import Desk
internal import Documents
internal import FoundationEssentials
internal import Glibc
internal import Journal
internal import JournalPostgres
internal import Reunification
internal import Seal

/// Which store is used, with which master key.
struct StoreOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "The store: a file for SQLite, or postgresql://… for PostgreSQL (or WEERZIEN_STORE).", valueName: "store"))
    var store: String?

    @Option(
        help: ArgumentHelp(
            "File with the master keys, the newest first, each 64 hexadecimal digits (or WEERZIEN_MASTER_KEY, or the systemd credential weerzien-master-key).",
            valueName: "file"))
    var masterKey: String?

    @Option(
        help: ArgumentHelp(
            "For how many months a guardian still sees a file after the guardianship ended; the law gives none.",
            valueName: "months"))
    var guardianMonths = 0

    /// Where the store is.
    func place() throws -> String {
        guard let place = store ?? StoreOptions.variable("WEERZIEN_STORE") else {
            throw Failure.wrongInput("no store was named: --store FILE, or WEERZIEN_STORE")
        }
        return place
    }

    /// Opens the store.
    func journal(mayCreate: Bool = false) async throws -> Journal {
        let place = try place()
        return try await Journal(
            StoreOptions.database(place, mayCreate: mayCreate), vault(for: place, mayCreate: mayCreate))
    }

    /// Opens the store, for people who work with files.
    func desk(mayCreate: Bool = false) async throws -> Desk {
        var desk = Desk(
            try await journal(mayCreate: mayCreate), Rulebook(BuiltInLaw.book), BuiltInLaw.guide,
            Wording(BuiltInLaw.words), style: BuiltInLaw.style)
        desk.guardianMonthsAfter = guardianMonths
        return desk
    }

    /// A database by its place.
    static func database(_ place: String, mayCreate: Bool) async throws -> any SQLDatabase {
        if isPostgres(place) { return try await PostgresDatabase.open(place) }
        guard mayCreate || access(place, F_OK) == 0 else {
            throw Failure.wrongInput("\(place): there is no such store; ‘weerzien store create’ makes one")
        }
        return try SQLiteDatabase(place)
    }

    static func isPostgres(_ place: String) -> Bool {
        place.hasPrefix("postgresql://") || place.hasPrefix("postgres://") || place.contains("host=")
    }

    /// The master keys: of the option, the environment, a systemd credential, or the file beside a SQLite store.
    func vault(for place: String, mayCreate: Bool) throws -> Vault {
        let beside = place + ".key"
        let text: String
        if let masterKey {
            text = try StoreOptions.secret(masterKey)
        } else if let given = StoreOptions.variable("WEERZIEN_MASTER_KEY") {
            text = given
        } else if let folder = StoreOptions.variable("CREDENTIALS_DIRECTORY"),
            access(folder + "/weerzien-master-key", R_OK) == 0
        {
            text = try StoreOptions.secret(folder + "/weerzien-master-key")
        } else if !StoreOptions.isPostgres(place), access(beside, F_OK) == 0 {
            text = try StoreOptions.secret(beside)
        } else if mayCreate, !StoreOptions.isPostgres(place) {
            text = Seal.hex(SecretKey().bytes)
            try StoreOptions.writeSecret(text + "\n", to: beside)
            StoreOptions.say(
                "A master key was made in \(beside). Keep a copy apart from the store: without it nothing can be read.")
        } else {
            throw Failure.wrongInput(
                "no master key: --master-key FILE, WEERZIEN_MASTER_KEY, or the credential weerzien-master-key")
        }
        let keys = try text.split(whereSeparator: \.isWhitespace).map { line -> SecretKey in
            guard let bytes = Seal.bytes(hex: line.lowercased()), let key = SecretKey(bytes) else {
                throw Failure.wrongInput("a master key is 64 hexadecimal digits, one key a line, the newest first")
            }
            return key
        }
        guard let vault = Vault(keys) else { throw Failure.wrongInput("the master key is empty") }
        return vault
    }

    static func variable(_ name: String) -> String? { getenv(name).map { String(cString: $0) } }

    static func say(_ text: String) { StandardError.write(text) }

    /// A file that only its owner can read.
    private static func secret(_ path: String) throws -> String {
        var status = stat()
        guard stat(path, &status) == 0 else { throw Failure.wrongInput("\(path): \(String(cString: strerror(errno)))") }
        guard status.st_mode & 0o077 == 0 else {
            throw Failure.wrongInput("\(path): others can read the master key; chmod 600 \(path)")
        }
        return String(decoding: try Data(contentsOf: URL(filePath: path)), as: UTF8.self)
    }

    /// Makes a file that only its owner can read.
    static func writeSecret(_ text: String, to path: String) throws {
        let descriptor = Glibc.open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw Failure.workFailed("\(path): \(String(cString: strerror(errno)))") }
        defer { Glibc.close(descriptor) }
        let bytes = Array(text.utf8)
        guard Glibc.write(descriptor, bytes, bytes.count) == bytes.count, fsync(descriptor) == 0 else {
            throw Failure.workFailed("\(path): \(String(cString: strerror(errno)))")
        }
    }
}

/// Who works at the command line, and when.
struct ActorOptions: ParsableArguments {
    @Option(
        name: .customLong("as"),
        help: ArgumentHelp("The account that does it (or WEERZIEN_ACCOUNT).", valueName: "account"))
    var account: String?

    @Option(help: ArgumentHelp("The moment, as a day or as day and time in UTC; now when absent.", valueName: "moment"))
    var at: String?

    /// The actor that the account stands for.
    func actor(_ journal: Journal) async throws -> Actor {
        guard let id = account ?? StoreOptions.variable("WEERZIEN_ACCOUNT") else {
            throw Failure.wrongInput(
                "no account was named: --as ACCOUNT, or WEERZIEN_ACCOUNT; ‘weerzien user list’ shows them")
        }
        guard let account = try await journal.account(id), account.closed == nil else {
            throw Failure.wrongInput("no open account ‘\(id)’")
        }
        return account.actor
    }

    func moment() throws -> Moment {
        guard let at else { return Moment.now }
        let parts = at.split(separator: "T", maxSplits: 1)
        guard let day = parts.first.flatMap({ Day(String($0)) }) else {
            throw Failure.wrongInput("--at: a day such as 2026-03-01 or a moment such as 2026-03-01T09:30 is expected")
        }
        guard parts.count == 2 else {
            return Moment(at: BrusselsTime.milliseconds(atStartOf: day) + 12 * 3_600_000, day: day)
        }
        let clock = parts[1].split(separator: ":").compactMap { Int64($0) }
        guard (2...3).contains(clock.count), clock[0] < 24, clock[1] < 60, clock.allSatisfy({ $0 >= 0 }) else {
            throw Failure.wrongInput("--at: a moment such as 2026-03-01T09:30 is expected")
        }
        let milliseconds = Int64(day.rawValue) * 86_400_000 + clock[0] * 3_600_000 + clock[1] * 60_000
        return Moment(at: milliseconds, day: BrusselsTime.day(of: milliseconds))
    }
}

extension Moment {
    /// Now, by the clock of the machine.
    static var now: Moment {
        let milliseconds = Int64(Date().timeIntervalSince1970 * 1000)
        return Moment(at: milliseconds, day: BrusselsTime.day(of: milliseconds))
    }
}

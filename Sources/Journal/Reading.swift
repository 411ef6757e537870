public import Casework
public import CivilTime
internal import Seal

extension Journal {
    /// What is known of a compartment before it is opened.
    public struct Compartment: Hashable, Sendable {
        /// Its id: random, and saying nothing.
        public var id: String
        /// What it is.
        public var kind: CompartmentKind
        /// Who may open it, and why.
        public var grants: [Grant]
    }

    /// A compartment that was opened.
    public struct Opened: Hashable, Sendable {
        /// Which.
        public var compartment: Compartment
        /// What happened in it, in order.
        public var events: [FileEvent]
        /// How many events it has.
        public var version: Int { events.count }
    }

    /// Opens those compartments of a file that `choose` picks.
    ///
    /// Nothing of the others is read but their grants.
    ///
    /// - Parameters:
    ///   - file: The file.
    ///   - choose: Whether a compartment is opened.
    /// - Returns: The opened compartments; none when there is no such file, too.
    /// - Throws: `StoreError`.
    public func open(
        _ file: String, where choose: @Sendable @escaping (Compartment) -> Bool
    ) async throws -> [Opened] {
        try await database.read { [self] transaction in
            var opened: [Opened] = []
            for (compartment, row) in try compartments(of: file, transaction) where choose(compartment) {
                opened.append(
                    Opened(compartment: compartment, events: try events(of: compartment.id, file, row, transaction)))
            }
            return opened
        }
    }

    /// The compartments of a file, unopened.
    public func compartments(of file: String) async throws -> [Compartment] {
        try await database.read { [self] in try compartments(of: file, $0).map(\.0) }
    }

    /// The organisation that keeps a file; `nil` when there is no such file.
    public func organisation(of file: String) async throws -> String? {
        try await database.read {
            try $0.rows("SELECT organisation FROM file WHERE id = ?", [.text(file)]).first?[0].text
        }
    }

    private func compartments(
        of file: String, _ transaction: any SQLTransaction
    ) throws -> [(Compartment, row: [SQLValue])] {
        try transaction.rows(
            "SELECT id, kind, master, wrapped, grants_mac FROM compartment WHERE file = ? ORDER BY id", [.text(file)]
        ).map { row in
            guard let id = row[0].text, let kind = row[1].text.flatMap(CompartmentKind.init), let mac = row[4].bytes
            else { throw StoreError.damaged("a compartment of file \(file) cannot be read") }
            let grants = try Journal.grants(of: id, kind, file, mac: mac, transaction, storeKey)
            return (Compartment(id: id, kind: kind, grants: grants), [row[2], row[3]])
        }
    }

    private func events(
        of compartment: String, _ file: String, _ keyRow: [SQLValue], _ transaction: any SQLTransaction
    ) throws -> [FileEvent] {
        let key = try key(keyRow, compartment)
        let rows = try transaction.rows(
            "SELECT number, sealed FROM event WHERE compartment = ? ORDER BY number", [.text(compartment)])
        return try rows.enumerated().map { index, row in
            guard row[0].integer == Int64(index + 1), let sealed = row[1].bytes,
                let bytes = key.open(sealed, context: Journal.context(file, compartment, index + 1)),
                let event = try? EventCoding.decode(bytes)
            else { throw StoreError.damaged("event \(index + 1) of compartment \(compartment) was changed or lost") }
            return event
        }
    }

    // MARK: The work list

    /// A file on somebody's work list.
    public struct WorkItem: Hashable, Sendable {
        /// The file.
        public var file: String
        /// The first day of the compartments that are open to the reader.
        public var line: WorkLine
        /// Where the next page goes on.
        public var cursor: Cursor
    }

    /// Where a page of the work list ends.
    public struct Cursor: Hashable, Sendable {
        var due: Int64
        var file: String

        /// As a text for a next request.
        public var text: String { "\(due).\(file)" }

        /// Reads the text.
        public init?(_ text: String) {
            let parts = text.split(separator: ".", maxSplits: 1)
            guard parts.count == 2, let due = Int64(parts[0]) else { return nil }
            self.init(due: due, file: String(parts[1]))
        }

        init(due: Int64, file: String) {
            self.due = due
            self.file = file
        }
    }

    /// A page of the work list: each file once, by its first day, of what the principals may open at the moment.
    ///
    /// - Parameters:
    ///   - principals: Of the actor.
    ///   - moment: When.
    ///   - after: Where the page before ended.
    ///   - limit: How many at most.
    /// - Returns: The files in order.
    /// - Throws: `StoreError`.
    public func workList(
        for principals: [String], _ moment: Moment, after: Cursor? = nil, limit: Int = 50
    ) async throws -> [WorkItem] {
        guard !principals.isEmpty else { return [] }
        let holds = "(last_day IS NULL OR last_day >= ?) AND (expires IS NULL OR expires >= ?)"
        let time: [SQLValue] = [.integer(Int64(moment.day.rawValue)), .integer(moment.at)]
        let places = principals.map { _ in "?" }.joined(separator: ", ")
        let (due, file) = (SQLValue.integer(after?.due ?? .min), SQLValue.text(after?.file ?? ""))
        return try await database.read { [self] transaction in
            // Each principal's rows stand in order in the index: some of each, and of those the first.
            var rows: [[SQLValue]] = []
            for principal in principals {
                rows += try transaction.rows(
                    """
                    SELECT l.due, l.file, l.compartment FROM listing l
                    WHERE l.principal = ? AND (l.due, l.file) > (?, ?) AND \(holds)
                    AND NOT EXISTS (SELECT 1 FROM listing e WHERE e.file = l.file AND e.principal IN (\(places))
                        AND (e.last_day IS NULL OR e.last_day >= ?) AND (e.expires IS NULL OR e.expires >= ?)
                        AND (e.due < l.due OR (e.due = l.due AND e.compartment < l.compartment)
                            OR (e.due = l.due AND e.compartment = l.compartment AND e.principal < l.principal)))
                    ORDER BY l.due, l.file LIMIT ?
                    """,
                    [.text(principal), due, file] + time + principals.map { .text($0) } + time
                        + [.integer(Int64(limit))])
            }
            rows.sort { ($0[0].integer ?? 0, $0[1].text ?? "") < ($1[0].integer ?? 0, $1[1].text ?? "") }
            return try rows.prefix(limit).map { try item($0, transaction) }
        }
    }

    private func item(_ row: [SQLValue], _ transaction: any SQLTransaction) throws -> WorkItem {
        guard let due = row[0].integer, let file = row[1].text, let compartment = row[2].text,
            let stored = try transaction.rows(
                "SELECT master, wrapped, line FROM compartment WHERE id = ?", [.text(compartment)]
            ).first, let sealed = stored[2].bytes,
            let bytes = try key(Array(stored[..<2]), compartment).open(
                sealed, context: Array("line|\(compartment)".utf8)),
            let line = WorkLine(bytes)
        else { throw StoreError.damaged("a line of the work list cannot be read") }
        return WorkItem(file: file, line: line, cursor: Cursor(due: due, file: file))
    }

    /// The files, open to the principals, that have a name under each group of search keys.
    ///
    /// - Parameters:
    ///   - groups: For each word its keys.
    ///   - organisation: Whose index is searched.
    ///   - principals: Of the actor; only what they may open is matched at all.
    ///   - moment: When.
    ///   - limit: How many at most.
    /// - Returns: Files, by id.
    /// - Throws: `StoreError`.
    public func search(
        _ groups: [Set<String>], in organisation: String, for principals: [String], _ moment: Moment, limit: Int = 50
    ) async throws -> [String] {
        guard !principals.isEmpty, !groups.isEmpty, groups.allSatisfy({ !$0.isEmpty }) else { return [] }
        let places = principals.map { _ in "?" }.joined(separator: ", ")
        var values: [SQLValue] = []
        let parts = groups.map { group in
            let tokens = Set(group.map { Journal.token($0, organisation, storeKey) })
            values += [.text(organisation)] + tokens.sorted().map { .integer($0) }
            return
                "SELECT DISTINCT file FROM name_token WHERE organisation = ? AND token IN (\(tokens.map { _ in "?" }.joined(separator: ", ")))"
        }
        let sql = """
            SELECT m.file FROM (\(parts.joined(separator: " INTERSECT "))) m
            WHERE EXISTS (SELECT 1 FROM listing l WHERE l.file = m.file AND l.principal IN (\(places)) AND l.opens = 1
                AND (l.last_day IS NULL OR l.last_day >= ?) AND (l.expires IS NULL OR l.expires >= ?))
            ORDER BY m.file LIMIT ?
            """
        let all =
            values + principals.map { .text($0) }
            + [.integer(Int64(moment.day.rawValue)), .integer(moment.at), .integer(Int64(limit))]
        return try await database.read { try $0.rows(sql, all).compactMap { $0[0].text } }
    }

    // MARK: The audit and attachments

    /// The lines of the audit of some compartments, in order.
    public func audit(of compartments: [String]) async throws -> [AuditLine] {
        guard !compartments.isEmpty else { return [] }
        let places = compartments.map { _ in "?" }.joined(separator: ", ")
        return try await database.read { transaction in
            try transaction.rows(
                "SELECT at, account, action FROM audit WHERE compartment IN (\(places)) ORDER BY seq",
                compartments.map { .text($0) }
            ).compactMap { row in
                guard let at = row[0].integer, let account = row[1].text, let action = row[2].text else { return nil }
                return AuditLine(at: at, account: account, action: action)
            }
        }
    }

    /// An attachment of a compartment.
    ///
    /// - Throws: `StoreError.notFound`, and `StoreError.damaged` when it was changed.
    public func attachment(_ id: String, of file: String, compartment: String) async throws -> [UInt8] {
        try await database.read { [self] transaction in
            let rows = try transaction.rows(
                """
                SELECT c.master, c.wrapped, a.sealed FROM attachment a JOIN compartment c ON c.id = a.compartment
                WHERE a.id = ? AND a.compartment = ? AND c.file = ?
                """, [.text(id), .text(compartment), .text(file)])
            guard let row = rows.first, let sealed = row[2].bytes else { throw StoreError.notFound }
            let context = Array("attachment|\(file)|\(compartment)|\(id)".utf8)
            guard let bytes = try key(Array(row[..<2]), compartment).open(sealed, context: context) else {
                throw StoreError.damaged("attachment \(id) was changed")
            }
            return bytes
        }
    }
}

extension Journal {
    /// How many files an organisation keeps, and how many of them come due when.
    ///
    /// - Parameters:
    ///   - organisation: Which.
    ///   - today: The day from which is counted.
    /// - Returns: Names with counts.
    /// - Throws: `StoreError`.
    public func sums(of organisation: String, today: Day) async throws -> [(name: String, count: Int)] {
        try await database.read { transaction in
            func count(_ condition: String, _ values: [SQLValue]) throws -> Int {
                let rows = try transaction.rows(
                    "SELECT COUNT(DISTINCT file) FROM listing WHERE principal = ? \(condition)",
                    [.text("o:" + organisation)] + values)
                return Int(rows.first?[0].integer ?? 0)
            }
            let (now, month) = (Int64(today.rawValue), Int64(today.adding(days: 30).rawValue))
            return [
                ("files", try count("", [])), ("overdue", try count("AND due < ?", [.integer(now)])),
                ("due_in_30_days", try count("AND due >= ? AND due <= ?", [.integer(now), .integer(month)])),
            ]
        }
    }
}

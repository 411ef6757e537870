/// The tables of a journal, version by version; a released version never changes.
enum Schema {
    /// The version that this program writes.
    static let version = 1

    /// Brings a database to the newest version.
    ///
    /// - Throws: `StoreError.tooNew` for one that a later program made.
    static func migrate(_ transaction: any SQLTransaction, _ dialect: SQLDialect) throws {
        try transaction.run("CREATE TABLE IF NOT EXISTS meta (name TEXT PRIMARY KEY, value TEXT NOT NULL)")
        let text = try transaction.rows("SELECT value FROM meta WHERE name = 'schema'").first?[0].text
        let current = text.flatMap { Int($0) } ?? 0
        guard current <= version else { throw StoreError.tooNew(current) }
        for step in steps[current...] {
            for statement in step(dialect) { try transaction.run(statement) }
        }
        if current < version {
            try transaction.run("DELETE FROM meta WHERE name = 'schema'")
            try transaction.run("INSERT INTO meta (name, value) VALUES ('schema', ?)", [.text(String(version))])
        }
    }

    /// The tables with their columns, and the order in which their rows stand.
    static let tables: [(name: String, columns: [String], order: String)] = [
        ("meta", ["name", "value"], "name"),
        ("file", ["id", "organisation", "opened", "mac"], "id"),
        (
            "compartment",
            ["id", "file", "kind", "version", "head", "master", "wrapped", "due", "line", "grants_mac"], "id"
        ),
        ("event", ["compartment", "number", "sealed", "hash"], "compartment, number"),
        ("access_grant", ["compartment", "principal", "kind", "last_day", "expires"], "compartment, principal, kind"),
        (
            "listing", ["principal", "due", "file", "compartment", "opens", "last_day", "expires"],
            "principal, due, file, compartment"
        ),
        ("name_token", ["organisation", "token", "file"], "organisation, token, file"),
        ("attachment", ["id", "compartment", "sealed", "digest"], "id"),
        ("account", ["id", "role", "organisation", "sealed", "closed"], "id"),
        ("audit", ["seq", "at", "account", "action", "file", "compartment", "digest"], "seq"),
        ("ledger", ["seq", "kind", "ref", "digest", "chain"], "seq"),
        ("erasure", ["seq", "file", "at", "entries", "proof"], "seq"),
        ("notice", ["seq", "principal", "file", "at", "sealed"], "seq"),
        ("head", ["id", "entries", "chain", "mac"], "id"),
    ]

    private static let steps: [@Sendable (SQLDialect) -> [String]] = [one]

    private static func one(_ dialect: SQLDialect) -> [String] {
        func table(_ name: String, _ columns: String) -> String {
            let typed = columns.split(separator: "\n").joined(separator: " ")
                .replacing("BYTES", with: dialect.bytes).replacing("INT", with: dialect.integer)
            return "CREATE TABLE \(name) (\(typed))\(dialect.tableSuffix)"
        }
        return [
            // The organisation keeps the file; everything else about it is in its compartments.
            table("file", "id TEXT PRIMARY KEY, organisation TEXT NOT NULL, opened INT NOT NULL, mac BYTES NOT NULL"),
            table(
                "compartment",
                """
                id TEXT PRIMARY KEY, file TEXT NOT NULL, kind TEXT NOT NULL, version INT NOT NULL, head BYTES NOT NULL,
                master TEXT NOT NULL, wrapped BYTES NOT NULL, due INT, line BYTES, grants_mac BYTES NOT NULL
                """),
            "CREATE INDEX compartment_file ON compartment (file)",
            table(
                "event",
                """
                compartment TEXT NOT NULL, number INT NOT NULL, sealed BYTES NOT NULL, hash BYTES NOT NULL,
                PRIMARY KEY (compartment, number)
                """),
            table(
                "access_grant",
                """
                compartment TEXT NOT NULL, principal TEXT NOT NULL, kind TEXT NOT NULL, last_day INT, expires INT,
                PRIMARY KEY (compartment, principal, kind)
                """),
            table(
                "listing",
                """
                principal TEXT NOT NULL, due INT NOT NULL, file TEXT NOT NULL, compartment TEXT NOT NULL,
                opens INT NOT NULL, last_day INT, expires INT, PRIMARY KEY (principal, due, file, compartment)
                """),
            "CREATE INDEX listing_file ON listing (file, principal)",
            "CREATE INDEX listing_compartment ON listing (compartment)",
            table(
                "name_token",
                """
                organisation TEXT NOT NULL, token INT NOT NULL, file TEXT NOT NULL,
                PRIMARY KEY (organisation, token, file)
                """),
            "CREATE INDEX name_token_file ON name_token (file)",
            table(
                "attachment",
                """
                id TEXT PRIMARY KEY, compartment TEXT NOT NULL, sealed BYTES NOT NULL, digest BYTES NOT NULL
                """),
            "CREATE INDEX attachment_compartment ON attachment (compartment)",
            table(
                "account",
                """
                id TEXT PRIMARY KEY, role TEXT NOT NULL, organisation TEXT NOT NULL, sealed BYTES NOT NULL,
                closed INT
                """),
            table(
                "audit",
                """
                seq INT PRIMARY KEY, at INT NOT NULL, account TEXT NOT NULL, action TEXT NOT NULL, file TEXT,
                compartment TEXT, digest BYTES NOT NULL
                """),
            "CREATE INDEX audit_compartment ON audit (compartment)",
            table(
                "ledger",
                "seq INT PRIMARY KEY, kind INT NOT NULL, ref TEXT, digest BYTES NOT NULL, chain BYTES NOT NULL"),
            "CREATE INDEX ledger_ref ON ledger (ref)",
            table(
                "erasure",
                "seq INT PRIMARY KEY, file TEXT NOT NULL, at INT NOT NULL, entries INT NOT NULL, proof BYTES NOT NULL"),
            table(
                "notice",
                """
                seq INT PRIMARY KEY, principal TEXT NOT NULL, file TEXT NOT NULL, at INT NOT NULL,
                sealed BYTES NOT NULL
                """),
            "CREATE INDEX notice_principal ON notice (principal)",
            table("head", "id INT PRIMARY KEY, entries INT NOT NULL, chain BYTES NOT NULL, mac BYTES NOT NULL"),
        ]
    }
}

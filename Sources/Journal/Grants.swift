internal import Casework
internal import CivilTime
internal import Seal

extension Journal {
    /// Replaces the grants of a compartment.
    static func set(
        _ grants: [Grant], of compartment: String, _ kind: CompartmentKind, _ file: String,
        _ transaction: any SQLTransaction, _ storeKey: SecretKey, _ ledger: inout Ledger
    ) throws {
        let proof = mac(grants, compartment, kind, file, storeKey)
        try transaction.run("DELETE FROM access_grant WHERE compartment = ?", [.text(compartment)])
        for grant in grants {
            try transaction.run(
                "INSERT INTO access_grant (compartment, principal, kind, last_day, expires) VALUES (?, ?, ?, ?, ?)",
                [
                    .text(compartment), .text(grant.principal), .text(grant.kind.rawValue),
                    grant.lastDay.map { .integer(Int64($0.rawValue)) } ?? .null,
                    grant.expires.map { .integer($0) } ?? .null,
                ])
        }
        try transaction.run(
            "UPDATE compartment SET grants_mac = ? WHERE id = ?", [.bytes(proof), .text(compartment)])
        // In the ledger, so that nobody can put an older state back.
        try ledger.add(.grants, "grants#" + compartment, proof, transaction)
    }

    /// Proves the grants of a compartment: who changes the table cannot give himself one.
    static func mac(
        _ grants: [Grant], _ compartment: String, _ kind: CompartmentKind, _ file: String, _ storeKey: SecretKey
    ) -> [UInt8] {
        let lines = grants.map { grant in
            let day = grant.lastDay.map { String($0.rawValue) } ?? ""
            let end = grant.expires.map { String($0) } ?? ""
            return "\(grant.principal)|\(grant.kind.rawValue)|\(day)|\(end)"
        }
        let text = ([compartment, kind.name, file] + lines.sorted()).joined(separator: "\n")
        return Seal.digest(Array(text.utf8), key: storeKey.derived(for: "grants").bytes)
    }

    /// The grants of a compartment.
    ///
    /// - Throws: `StoreError.damaged` when somebody changed them past the program.
    static func grants(
        of compartment: String, _ kind: CompartmentKind, _ file: String, mac: [UInt8],
        _ transaction: any SQLTransaction, _ storeKey: SecretKey
    ) throws -> [Grant] {
        let rows = try transaction.rows(
            """
            SELECT principal, kind, last_day, expires FROM access_grant WHERE compartment = ? ORDER BY principal, kind
            """, [.text(compartment)])
        let grants = rows.compactMap { row -> Grant? in
            guard let principal = row[0].text, let kind = row[1].text.flatMap(Grant.Kind.init) else { return nil }
            return Grant(
                principal: principal, kind: kind, lastDay: row[2].integer.map { Day(rawValue: Int32($0)) },
                expires: row[3].integer)
        }
        guard grants.count == rows.count, Journal.mac(grants, compartment, kind, file, storeKey) == mac else {
            throw StoreError.damaged("the grants of compartment \(compartment) were changed")
        }
        return grants
    }

    /// Writes the rows of the work list of a compartment anew, from its line and its grants.
    static func list(
        _ compartment: String, _ file: String, _ kind: CompartmentKind, _ transaction: any SQLTransaction
    ) throws {
        try transaction.run("DELETE FROM listing WHERE compartment = ?", [.text(compartment)])
        for row in try listingRows(compartment, kind, transaction) {
            try transaction.run(
                """
                INSERT INTO listing (principal, due, file, compartment, opens, last_day, expires)
                VALUES (?, ?, ?, ?, ?, ?, ?)
                """, [row.principal, row.due, .text(file), .text(compartment), row.opens, row.lastDay, row.expires])
        }
    }

    struct ListingRow: Hashable {
        var principal, due, opens, lastDay, expires: SQLValue
    }

    /// The rows that the work list must have of a compartment: one for each principal, of its widest grant.
    static func listingRows(
        _ compartment: String, _ kind: CompartmentKind, _ transaction: any SQLTransaction
    ) throws -> [ListingRow] {
        let rows = try transaction.rows(
            "SELECT due FROM compartment WHERE id = ? AND due IS NOT NULL", [.text(compartment)])
        guard let due = rows.first?[0] else { return [] }
        let grants = try transaction.rows(
            """
            SELECT principal, kind, last_day, expires FROM access_grant WHERE compartment = ? ORDER BY principal, kind
            """, [.text(compartment)])
        var listed: [SQLValue: ListingRow] = [:]
        for grant in grants {
            guard let why = grant[1].text.flatMap(Grant.Kind.init), let principal = grant[0].text,
                let action = Access.listing(why, kind), !principal.hasPrefix("u:")
            else { continue }
            let row = ListingRow(
                principal: grant[0], due: due, opens: .integer(action == .read ? 1 : 0), lastDay: grant[2],
                expires: grant[3])
            // Of two grants to the same principal, the one that opens more, and then the one that lasts.
            if let known = listed[grant[0]], rank(known) >= rank(row) { continue }
            listed[grant[0]] = row
        }
        return Array(listed.values)
    }

    private static func rank(_ row: ListingRow) -> (Int64, Int64, Int64) {
        (row.opens.integer ?? 0, row.lastDay.integer ?? .max, row.expires.integer ?? .max)
    }
}

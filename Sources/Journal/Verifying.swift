internal import Casework
internal import Seal

extension Journal {
    /// Looks at everything in the store: chains, locks, proofs, the work list.
    ///
    /// - Returns: What is wrong, in words; empty when the store is as the program left it.
    /// - Throws: `StoreError` when it cannot be looked at.
    public func verify() async throws -> [String] {
        try await database.read { [self] transaction in
            var verifier = Verifier(journal: self, transaction: transaction)
            try verifier.ledger()
            try verifier.files()
            try verifier.audit()
            try verifier.rest()
            return verifier.faults
        }
    }
}

private struct Verifier {
    let journal: Journal
    let transaction: any SQLTransaction
    var faults: [String] = []
    /// What the ledger says of each reference.
    private var digests: [String: [UInt8]] = [:]
    private var compartments: [String: (file: String, kind: CompartmentKind)] = [:]

    init(journal: Journal, transaction: any SQLTransaction) {
        self.journal = journal
        self.transaction = transaction
    }

    mutating func fault(_ text: String) { faults.append(text) }

    /// The chain over the whole store, and what stands for what was erased.
    mutating func ledger() throws {
        var chain = [UInt8](repeating: 0, count: 32)
        var (count, gone): (Int64, Int64) = (0, 0)
        for row in try transaction.rows("SELECT seq, kind, ref, digest, chain FROM ledger ORDER BY seq") {
            guard let seq = row[0].integer, let kind = row[1].integer, let digest = row[3].bytes else {
                fault("entry \(count + 1) of the ledger cannot be read")
                continue
            }
            count += 1
            if seq != count { fault("entry \(count) of the ledger is missing") }
            chain = Ledger.link(chain, seq, kind, digest)
            if row[4].bytes != chain { fault("entry \(seq) of the ledger does not follow from the one before") }
            guard let ref = row[2].text else {
                gone += 1
                continue
            }
            if digests[ref] != nil, kind != Ledger.Kind.grants.rawValue { fault("the ledger has \(ref) twice") }
            digests[ref] = digest
        }
        let heads = try transaction.rows("SELECT entries, chain, mac, id FROM head")
        let ledger = Ledger(entries: count, chain: chain)
        if heads.count != 1 || heads[0][3].integer != 1 || heads[0][0].integer != count || heads[0][1].bytes != chain
            || heads[0][2].bytes != ledger.mac(journal.storeKey)
        {
            fault("the head of the ledger is not that of its \(count) entries: some were added or are missing")
        }
        var explained: Int64 = 0
        for row in try transaction.rows("SELECT file, at, entries, proof, seq FROM erasure ORDER BY seq") {
            guard let erasure = try? Journal.erasure(row), let proof = row[3].bytes, let seq = row[4].integer else {
                fault("an erasure cannot be read")
                continue
            }
            let mac = Seal.digest(erasure.proof, key: journal.storeKey.derived(for: "erasure").bytes)
            if proof != mac + erasure.proof
                || digests.removeValue(forKey: "erasure#\(seq)") != Seal.sha256(erasure.proof)
            {
                fault("the erasure of file \(erasure.file) was changed")
            }
            explained += erasure.entries
        }
        if gone != explained { fault("\(gone) entries of the ledger stand for nothing, and \(explained) were erased") }
    }

    mutating func files() throws {
        var files: Set<String> = []
        for row in try transaction.rows("SELECT id, mac FROM file ORDER BY id") {
            guard let id = row[0].text else { continue }
            files.insert(id)
            if row[1].bytes != (try Journal.fileMAC(id, transaction, journal.storeKey)) {
                fault("what stands of file \(id) outside its compartments was changed")
            }
        }
        let rows = try transaction.rows(
            """
            SELECT id, file, kind, version, head, master, wrapped, grants_mac, due, line FROM compartment ORDER BY id
            """)
        for row in rows {
            guard let id = row[0].text, let file = row[1].text, let kind = row[2].text.flatMap(CompartmentKind.init),
                files.contains(file)
            else {
                fault("compartment \(row[0].text ?? "?") cannot be read, or its file is missing")
                continue
            }
            compartments[id] = (file, kind)
            try check(id, file, kind, row)
        }
        let inUse = Set(compartments.values.map(\.file))
        for file in files.subtracting(inUse).sorted() { fault("file \(file) has no compartment") }
        for table in ["event", "access_grant", "listing", "attachment"] {
            for row in try transaction.rows("SELECT DISTINCT compartment FROM \(table)") {
                guard let id = row[0].text, compartments[id] != nil else {
                    fault("\(table) has rows of a compartment that is not there")
                    continue
                }
            }
        }
    }

    private mutating func check(_ id: String, _ file: String, _ kind: CompartmentKind, _ row: [SQLValue]) throws {
        guard let key = try? journal.key([row[5], row[6]], id) else {
            fault("the key of compartment \(id) was changed")
            return
        }
        var head = Seal.sha256(Journal.context(file, id, 0))
        var count = 0
        var attachments: Set<String> = []
        for event in try transaction.rows(
            "SELECT number, sealed, hash FROM event WHERE compartment = ? ORDER BY number", [.text(id)])
        {
            count += 1
            let sealed = event[1].bytes ?? []
            head = Journal.link(head, file, id, count, sealed)
            let name = "event \(count) of compartment \(id)"
            if event[0].integer != Int64(count) { fault("\(name) is missing") }
            if event[2].bytes != head { fault("\(name) does not follow from the one before") }
            if digests.removeValue(forKey: "\(id)#\(count)") != head { fault("\(name) is not what the ledger says") }
            guard let bytes = key.open(sealed, context: Journal.context(file, id, count)),
                let read = try? EventCoding.decode(bytes)
            else {
                fault("\(name) was changed")
                continue
            }
            if read.verb == .attached, let attachment = read["attachment"] { attachments.insert(attachment) }
        }
        if row[3].integer != Int64(count) || row[4].bytes != head {
            fault("compartment \(id) does not end where its events end")
        }
        if (try? Journal.grants(of: id, kind, file, mac: row[7].bytes ?? [], transaction, journal.storeKey)) == nil {
            fault("the grants of compartment \(id) were changed")
        }
        if digests.removeValue(forKey: "grants#\(id)") != row[7].bytes {
            fault("the grants of compartment \(id) are not the last that the ledger knows")
        }
        if kind == .family, row[8].integer == nil { fault("compartment \(id) has no line on the work list") }
        let context = Array("line|\(id)".utf8)
        let line = row[9].bytes.flatMap { key.open($0, context: context) }.flatMap(Journal.WorkLine.init)
        if row[8].integer != line.map({ Journal.shown($0.due, in: kind) }) {
            fault("the line of compartment \(id) on the work list was changed")
        }
        let listed = try transaction.rows(
            "SELECT principal, due, opens, last_day, expires, file FROM listing WHERE compartment = ?", [.text(id)])
        let wanted = Set(try Journal.listingRows(id, kind, transaction))
        let found = Set(
            listed.map {
                Journal.ListingRow(principal: $0[0], due: $0[1], opens: $0[2], lastDay: $0[3], expires: $0[4])
            })
        if wanted != found || listed.count != wanted.count || listed.contains(where: { $0[5].text != file }) {
            fault("the work list does not say of compartment \(id) what follows from its grants")
        }
        for row in try transaction.rows(
            "SELECT id, sealed, digest FROM attachment WHERE compartment = ?", [.text(id)])
        {
            let (name, sealed) = (row[0].text ?? "", row[1].bytes ?? [])
            let context = Array("attachment|\(file)|\(id)|\(name)".utf8)
            if attachments.remove(name) == nil || row[2].bytes != Seal.sha256(sealed)
                || key.open(sealed, context: context) == nil
            {
                fault("attachment \(name) was added or changed")
            }
        }
        for missing in attachments.sorted() { fault("attachment \(missing) is missing") }
    }

    mutating func audit() throws {
        for row in try transaction.rows("SELECT seq, at, account, action, file, compartment, digest FROM audit") {
            guard let seq = row[0].integer, let at = row[1].integer, let account = row[2].text,
                let action = row[3].text
            else { continue }
            let line = Journal.AuditLine(at: at, account: account, action: action)
            let digest = Ledger.digest(line, seq, row[4].text, row[5].text)
            if row[6].bytes != digest || digests.removeValue(forKey: "audit#\(seq)") != digest {
                fault("line \(seq) of the audit was added or changed")
            }
        }
    }

    mutating func rest() throws {
        for ref in digests.keys.sorted() { fault("the ledger knows \(ref), and it is not there") }
        for row in try transaction.rows("SELECT id, role, organisation, sealed, closed FROM account ORDER BY id") {
            if (try? journal.account(row)) == nil { fault("account \(row[0].text ?? "?") was changed") }
        }
        let orphans = try transaction.rows(
            "SELECT COUNT(*) FROM name_token WHERE NOT EXISTS (SELECT 1 FROM file f WHERE f.id = name_token.file)")
        if orphans.first?[0].integer != 0 { fault("there are search tokens of files that are not there") }
    }
}

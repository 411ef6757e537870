internal import Seal

extension Journal {
    /// A search key as it is stored: 40 bits of a keyed digest, so that some keys share a token.
    static func token(_ key: String, _ organisation: String, _ storeKey: SecretKey) -> Int64 {
        let digest = Seal.digest(
            Array(key.utf8), key: storeKey.derived(for: "index|\(organisation)").bytes, length: 16)
        return digest.prefix(5).reduce(0) { $0 << 8 | Int64($1) }
    }

    /// Replaces the search tokens of a file, and proves them with the organisation that keeps it.
    static func index(
        _ file: String, _ tokens: [(organisation: String, tokens: [Int64])], _ transaction: any SQLTransaction,
        _ storeKey: SecretKey
    ) throws {
        try transaction.run("DELETE FROM name_token WHERE file = ?", [.text(file)])
        for (organisation, tokens) in tokens {
            for token in Set(tokens) {
                try transaction.run(
                    "INSERT INTO name_token (organisation, token, file) VALUES (?, ?, ?)",
                    [.text(organisation), .integer(token), .text(file)])
            }
        }
        try transaction.run(
            "UPDATE file SET mac = ? WHERE id = ?", [.bytes(try fileMAC(file, transaction, storeKey)), .text(file)])
    }

    /// Proves what stands of a file outside its compartments.
    static func fileMAC(_ file: String, _ transaction: any SQLTransaction, _ storeKey: SecretKey) throws -> [UInt8] {
        let rows = try transaction.rows("SELECT organisation, opened FROM file WHERE id = ?", [.text(file)])
        let tokens = try transaction.rows(
            "SELECT organisation, token FROM name_token WHERE file = ? ORDER BY organisation, token", [.text(file)])
        var text = "\(file)|\(rows.first?[0].text ?? "")|\(rows.first?[1].integer ?? 0)"
        for token in tokens { text += "|\(token[0].text ?? "")|\(token[1].integer ?? 0)" }
        return Seal.digest(Array(text.utf8), key: storeKey.derived(for: "file").bytes)
    }
}

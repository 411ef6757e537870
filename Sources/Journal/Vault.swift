public import Seal

/// The installation's master keys: they lock the key of each compartment, and nothing else.
///
/// The newest locks; older ones only open, until `weerzien keys rotate` has locked every key anew.
public struct Vault: Sendable {
    private let keys: [(id: String, key: SecretKey)]

    /// Makes a vault.
    ///
    /// - Parameter keys: The master keys, the newest first.
    public init?(_ keys: [SecretKey]) {
        guard !keys.isEmpty else { return nil }
        self.keys = keys.map { (Seal.hex(Array($0.derived(for: "weerzien master id").bytes.prefix(8))), $0) }
    }

    /// The name of the newest master key; it tells nothing of the key.
    var newest: String { keys[0].id }

    /// Locks a compartment's key.
    func wrap(_ key: SecretKey, of name: String) -> (master: String, wrapped: [UInt8]) {
        let master = keys[0].key.derived(for: "weerzien wrap")
        return (keys[0].id, master.lock(key.bytes, context: Array("key|\(name)".utf8)))
    }

    /// Opens a compartment's key.
    ///
    /// - Throws: `StoreError.unavailable` without its master key, `StoreError.damaged` when it was changed.
    func unwrap(_ wrapped: [UInt8], of name: String, master id: String) throws -> SecretKey {
        guard let master = keys.first(where: { $0.id == id }) else {
            throw StoreError.unavailable("the master key \(id) is not among the given ones")
        }
        guard
            let bytes = master.key.derived(for: "weerzien wrap").open(wrapped, context: Array("key|\(name)".utf8)),
            let key = SecretKey(bytes)
        else { throw StoreError.damaged("the key of \(name) was changed") }
        return key
    }
}

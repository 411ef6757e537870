internal import ArgumentParser
internal import Journal
internal import Seal

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

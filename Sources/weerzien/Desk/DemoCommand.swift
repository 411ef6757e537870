internal import ArgumentParser
internal import Casework
internal import Desk
internal import Documents
internal import Journal

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

internal import ArgumentParser
internal import Casework
internal import Desk
internal import Journal

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

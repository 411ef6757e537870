internal import ArgumentParser
internal import Documents
internal import Glibc

/// The command line, and the one place where everything is put together.
@main
struct Weerzien: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "weerzien",
        abstract: "Family reunification with refugees in Belgium: what may be applied for, until when, and why.",
        discussion: "Information, not legal advice. Every answer names its provision, its facts and its sources.",
        subcommands: [
            PlanCommand.self, DossierCommand.self, AssessCommand.self, LawCommand.self, SchemaCommand.self,
            FileCommand.self, WorkListCommand.self, StoreCommand.self, UserCommand.self, KeysCommand.self,
            DemoCommand.self,
        ])

    /// Exit status 0: done; 1: the work failed; 2: the command or the document is wrong.
    static func main() async {
        do {
            var command = try parseAsRoot()
            if var asynchronous = command as? any AsyncParsableCommand {
                try await asynchronous.run()
            } else {
                try command.run()
            }
        } catch let failure as Failure {
            StandardError.write(failure.message)
            Glibc.exit(failure.status)
        } catch let error as DocumentError {
            StandardError.write(error.description)
            Glibc.exit(2)
        } catch {
            let isHelp = exitCode(for: error) == .success
            let text = fullMessage(for: error)
            if isHelp {
                print(text)
            } else if !text.isEmpty {
                StandardError.write(text)
            }
            Glibc.exit(isHelp ? 0 : 2)
        }
    }
}

/// A command that cannot do its work, with the exit status of the contract.
struct Failure: Error {
    var status: Int32
    var message: String

    static func wrongInput(_ message: String) -> Failure { Failure(status: 2, message: message) }
    static func workFailed(_ message: String) -> Failure { Failure(status: 1, message: message) }
}

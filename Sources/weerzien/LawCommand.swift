internal import ArgumentParser

/// `weerzien law`: the law as data, to be read, compared and checked.
struct LawCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "law",
        abstract: "The law as data: list, show, compare and check it.",
        subcommands: [LawListCommand.self, LawShowCommand.self, LawDiffCommand.self, LawCheckCommand.self]
    )
}

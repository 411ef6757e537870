internal import ArgumentParser

/// `weerzien assess`: the same rules over many families.
struct AssessCommand: ParsableCommand {
    static let configuration = CommandConfiguration(commandName: "assess", abstract: "The same answers for many families.")
    func run() throws {}
}
/// `weerzien law`: the law as it is built in.
struct LawCommand: ParsableCommand {
    static let configuration = CommandConfiguration(commandName: "law", abstract: "The law as data.", subcommands: [LawDiffCommand.self])
}
/// `weerzien schema`: the published schemas.
struct SchemaCommand: ParsableCommand {
    static let configuration = CommandConfiguration(commandName: "schema", abstract: "Published schemas.")
    func run() throws {}
}

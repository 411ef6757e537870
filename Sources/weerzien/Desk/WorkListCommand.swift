internal import ArgumentParser
internal import Desk
internal import Journal

/// `weerzien work-list`: what must be done first, over all files.
struct WorkListCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "work-list", abstract: "The files of an account, what is lost first on top.")
    @OptionGroup var store: StoreOptions
    @OptionGroup var who: ActorOptions
    @Option(help: "How many.") var limit = 50
    @Option(help: ArgumentHelp("Go on after this; the list before ended with it.", valueName: "next")) var after:
        String?
    @Option(help: ArgumentHelp("Only families with this name, in whatever script or spelling.", valueName: "name"))
    var search: String?
    @Flag(help: "Sums only.") var sums = false
    @Flag(help: "Notices, such as of emergencies.") var notices = false

    func run() async throws {
        let cursor = try after.map { text -> Journal.Cursor in
            guard let cursor = Journal.Cursor(text) else {
                throw Failure.wrongInput("--after: take it from the list before")
            }
            return cursor
        }
        let request: ReadRequest =
            if let search { .search(search) } else if sums { .sums } else if notices { .notices } else {
                .workList(after: cursor, limit: limit)
            }
        try await answer(request, store, who)
    }
}

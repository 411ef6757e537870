internal import Casework
internal import Desk
internal import Documents
internal import Journal

/// Reads for an account and prints.
func answer(_ request: ReadRequest, _ store: StoreOptions, _ who: ActorOptions) async throws {
    let bytes = try await working(store, who) { try await $0.answer(request, to: $1, at: $2) }
    try Files.write(bytes, to: nil)
}

/// Opens the store, does something for an account, and turns refusals into words.
func working<Result>(
    _ store: StoreOptions, _ who: ActorOptions, _ body: (Desk, Actor, Moment) async throws -> Result
) async throws -> Result {
    do {
        let desk = try await store.desk()
        let result = try await body(desk, try await who.actor(desk.journal), try who.moment())
        await desk.journal.close()
        return result
    } catch {
        throw Failure(error)
    }
}

extension Failure {
    /// What a refusal of desk or store says to people.
    init(_ error: any Error) {
        switch error {
        case let failure as Failure: self = failure
        case DeskError.notFound: self = .wrongInput("there is no such file, or not for this account")
        case DeskError.notAllowed(let action): self = .wrongInput("this account may not do that (\(action.rawValue))")
        case DeskError.wrong(let problem): self = .wrongInput(problem)
        case StoreError.full: self = .workFailed("the disk is full; nothing was written; make room and try again")
        case StoreError.notFound: self = .wrongInput("there is no such file, or not for this account")
        case StoreError.versionConflict: self = .workFailed("somebody else was first; try again")
        case StoreError.unavailable(let why): self = .workFailed("the store cannot be used: \(why)")
        case StoreError.damaged(let what):
            self = .workFailed("the store is damaged: \(what); see weerzien store verify")
        case StoreError.tooNew(let version):
            self = .workFailed("a later version of weerzien made this store (format \(version)); use that version")
        case StoreError.exists: self = .wrongInput("it is there already")
        default: self = .workFailed("\(error)")
        }
    }
}

/// Turns what a store refuses into words.
func reporting<Result>(_ body: () async throws -> Result) async throws -> Result {
    do { return try await body() } catch { throw Failure(error) }
}

public import Casework
public import Guide
public import Journal
public import Reunification

/// What people do with files: each use asks first whether it may be, then does one thing.
public struct Desk: Sendable {
    /// Where the files are kept.
    public let journal: Journal
    let rulebook: Rulebook
    let guide: Guide
    let wording: Wording
    let style: StaticString
    /// Makes the ids of files, compartments, shares and attachments; they must say nothing.
    public var identifiers: @Sendable () -> String = Identifier.random
    /// For how many months a guardian keeps seeing the file after the guardianship ended; the law gives none.
    public var guardianMonthsAfter = 0

    /// Makes a desk.
    ///
    /// - Parameters:
    ///   - journal: Where the files are kept.
    ///   - rulebook: The law.
    ///   - guide: The practice.
    ///   - wording: Words.
    ///   - style: The stylesheet of pages.
    public init(_ journal: Journal, _ rulebook: Rulebook, _ guide: Guide, _ wording: Wording, style: StaticString) {
        self.journal = journal
        self.rulebook = rulebook
        self.guide = guide
        self.wording = wording
        self.style = style
    }
}

/// Why the desk does not do what was asked.
public enum DeskError: Error, Hashable, Sendable {
    /// There is no such thing, or none that the actor may see: the two look the same.
    case notFound
    /// The actor sees it, and may not do this with it.
    case notAllowed(Action)
    /// What was given is wrong, and what to do.
    case wrong(String)
}

extension Desk {
    /// The compartments of a file with which an actor may do something.
    func allowed(
        _ action: Action, _ file: String, _ actor: Actor, _ moment: Moment
    ) async throws -> [Journal.Compartment] {
        try await journal.compartments(of: file).filter {
            Access.decides(actor, action, $0.kind, $0.grants, moment).isAllowed
        }
    }

    /// One compartment of a file with which an actor may do something.
    ///
    /// - Throws: `DeskError.notAllowed` when the actor may read it but not do this, else `DeskError.notFound`.
    func compartment(
        _ kind: CompartmentKind, of file: String, for action: Action, _ actor: Actor, _ moment: Moment
    ) async throws -> Journal.Compartment {
        let all = try await journal.compartments(of: file)
        guard var found = all.first(where: { $0.kind == kind }) else { throw DeskError.notFound }
        let own = found
        // Who carries the family's file may open another compartment in an emergency, and only then.
        if action == .breakGlass { found.grants += all.first { $0.kind == .family }?.grants ?? [] }
        if Access.decides(actor, action, kind, found.grants, moment).isAllowed { return own }
        for seeing in [Action.read, .readTasks]
        where Access.decides(actor, seeing, kind, own.grants, moment).isAllowed {
            throw DeskError.notAllowed(action)
        }
        throw DeskError.notFound
    }

    /// A new id.
    func newID(_ prefix: String) -> String { prefix + identifiers() }
}

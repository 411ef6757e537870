public import CivilTime
public import Journal
public import Law

/// Everything that can be read.
///
/// There is no other way to content: `Desk.answer` is the one door, and a test walks through
/// all of it in two worlds.
public enum ReadRequest: Sendable {
    /// A page of the reader's work list.
    case workList(after: Journal.Cursor?, limit: Int)
    /// Files by a name.
    case search(String)
    /// A file as it is now.
    case file(String)
    /// What happened in it.
    case history(String)
    /// A file as it was known at the end of a day.
    case asOf(String, Day)
    /// What changed for the family from the end of one day to that of another.
    case changes(String, from: Day, to: Day)
    /// The few things that have to be done, without facts.
    case tasks(String)
    /// The plan, as the reader knows the family.
    case plan(String)
    /// The plan's page, made for the family.
    case page(String, Language)
    /// The plan's calendar, made for the family.
    case calendar(String, Language)
    /// An attachment.
    case attachment(String, id: String)
    /// Who read and wrote.
    case audit(String)
    /// What concerns a person, to take along, as data.
    case export(String)
    /// The same, to read.
    case exportPage(String, Language)
    /// Sums over the files of the reader's organisation.
    case sums
    /// Notices, such as of emergencies.
    case notices

    /// The kinds of request, for tests that must not forget one.
    public enum Kind: CaseIterable, Sendable {
        case workList, search, file, history, asOf, changes, tasks, plan, page, calendar, attachment, audit, export
        case exportPage, sums, notices
    }

    /// Its kind.
    ///
    /// A request without one does not compile.
    public var kind: Kind {
        switch self {
        case .workList: .workList
        case .search: .search
        case .file: .file
        case .history: .history
        case .asOf: .asOf
        case .changes: .changes
        case .tasks: .tasks
        case .plan: .plan
        case .page: .page
        case .calendar: .calendar
        case .attachment: .attachment
        case .audit: .audit
        case .export: .export
        case .exportPage: .exportPage
        case .sums: .sums
        case .notices: .notices
        }
    }
}

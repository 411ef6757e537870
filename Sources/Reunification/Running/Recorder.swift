internal import CivilTime
internal import Law

/// A place in the rulebook where two things are compared.
struct Site: Hashable, Sendable {
    /// File and module.
    var file: String
    /// Line in the file.
    var line: UInt32
    /// Column in the line.
    var column: UInt32
}

/// Named values that a finding's sentence may show.
public enum ValueName: UInt8, Sendable, CaseIterable {
    /// A day that the finding is about.
    case day
    /// First day of a term.
    case first
    /// Last day of a term.
    case last
    /// Last day when the term moves to a working day.
    case rolled
    /// Another day with which it is compared.
    case other
    /// Months of a term.
    case months
    /// Years of age.
    case years
    /// How many.
    case count
    /// An amount in cents.
    case amount
    /// The lower of two amounts, in cents.
    case low
    /// The higher of two amounts, in cents.
    case high
}

/// How the rules are run.
///
/// The rules are written once, against this protocol. `Explaining` runs them over facts that may be incomplete and leaves
/// findings; `Silent` runs the same code over complete facts in columns, and leaves nothing but the answers.
///
/// Every comparison of the rulebook goes through `isOnOrBefore`, `isAtLeast` or `reaches`, so that a run can branch
/// on it when facts are missing, record which facts decided, and be mutated in tests.
protocol Recorder {
    /// A day, possibly one that depends on a fact that is not known.
    associatedtype Moment
    /// A whole number, possibly not known.
    associatedtype Quantity
    /// A sum of money, possibly with parts that are not known.
    associatedtype Total

    // MARK: The family

    /// How many members the document has.
    var memberCount: Int { get }
    /// The day on which the facts are looked at.
    var asOf: Moment { get }
    /// Whether a member has an application, lodged on a day that may be unknown.
    func hasApplication(_ member: Int) -> Bool
    /// How many incomes to look at.
    mutating func incomeCount() -> Int
    /// How many obstacles of a member to look at.
    mutating func obstacleCount(of member: Int) -> Int

    // MARK: Facts

    /// A day that always exists.
    mutating func day(_ key: FactKey, _ member: Int, _ item: Int) -> Moment
    /// A day that may not exist: `nil` for the meaning of an absent key.
    mutating func dayIfAny(_ key: FactKey, _ member: Int) -> Moment?
    /// Whether a day of a fact was left to its default.
    mutating func isDefaulted(_ key: FactKey, _ member: Int) -> Bool
    /// A yes or no.
    mutating func isTrue(_ key: FactKey, _ member: Int, _ item: Int) -> Bool
    /// The position of a choice; `nil` for the meaning of an absent key.
    mutating func choice(_ key: FactKey, _ member: Int, _ item: Int) -> Int32?
    /// A number.
    mutating func quantity(_ key: FactKey, _ member: Int) -> Quantity
    /// A number that is settled at once, for counting with.
    mutating func count(_ key: FactKey, _ member: Int) -> Int

    // MARK: Time

    /// A day of the law.
    func moment(_ day: Day) -> Moment
    /// So many months later, clamped to the end of a shorter month.
    func adding(months: Int, to moment: Moment) -> Moment
    /// So many days later.
    func adding(days: Int, to moment: Moment) -> Moment
    /// The last of so many working days.
    func adding(workingDays: Int, to moment: Moment) -> Moment
    /// The day itself, or the next working day.
    func rolledOver(_ moment: Moment) -> Moment

    // MARK: Comparing

    /// Whether one day is the other one or before it.
    mutating func isOnOrBefore(
        _ earlier: Moment, _ later: Moment, file: StaticString, line: UInt32, column: UInt32
    ) -> Bool
    /// Whether a number reaches a bound.
    mutating func isAtLeast(
        _ quantity: Quantity, _ bound: Int32, file: StaticString, line: UInt32, column: UInt32
    ) -> Bool
    /// Whether a sum reaches a bound, in cents.
    mutating func reaches(_ total: Total, _ bound: Int64, file: StaticString, line: UInt32, column: UInt32) -> Bool

    // MARK: Money

    /// No money.
    var nothing: Total { get }
    /// A sum with the amount of one income added.
    mutating func adding(income item: Int, to total: Total) -> Total
    /// A sum with all income of an unknown list added.
    mutating func addingUnknownIncome(to total: Total) -> Total

    // MARK: The law

    /// Whether everything is run under one regime, whatever the resolver says.
    var regimeIsGiven: Bool { get }
    /// How many rows the regime resolver has.
    var resolverCount: Int { get }
    /// A row of the regime resolver.
    func resolverRow(_ index: Int) -> ResolverRow
    /// The texts that a regime is read by.
    func texts(of regime: Int) -> Range<Int>
    /// The text whose exemption window counts.
    func windowText(of regime: Int) -> Int
    /// A number of a text.
    mutating func term(_ parameter: Parameter, _ text: Int) -> Term
    /// A dated number of a text on a day.
    mutating func amount(_ parameter: Parameter, _ text: Int, on day: Moment) -> Amount

    // MARK: Recording

    /// Starts a finding: facts and parameters used from here on belong to it.
    mutating func open(_ provision: Provision, _ member: Int)
    /// Ends the finding that was opened last.
    mutating func close(_ verdict: Verdict, _ ground: Ground)
    /// Counts the fact behind a day among those that the open finding used.
    mutating func use(_ moment: Moment)
    /// Shows a day in the open finding's sentence.
    mutating func show(_ name: ValueName, _ moment: Moment)
    /// Shows a number in the open finding's sentence.
    mutating func show(_ name: ValueName, number: Int64)
    /// Adds a way to read the law to the open finding.
    mutating func reading(_ holds: Verdict, _ ground: Ground)
    /// Adds the reading that a text stands for to the open finding.
    mutating func reading(_ holds: Verdict, text: Int)
    /// From here on findings are not kept; facts and parameters still count for the open one.
    mutating func mute()
    /// Ends the last `mute`.
    mutating func unmute()

    // MARK: Answers needed again

    /// The regime of a member, worked out once.
    mutating func remembered(regimeOf member: Int) -> Int?
    /// Keeps the regime of a member.
    mutating func remember(regime: Int, of member: Int)
    /// Whether a member belongs to the household of the means test, worked out once.
    mutating func remembered(joining member: Int) -> Joining?
    /// Keeps whether a member belongs to the household of the means test.
    mutating func remember(joining: Joining, of member: Int)
}

/// Whether and how a member joins the sponsor.
enum Joining: UInt8, Sendable {
    /// Has no right, or was refused.
    case not
    /// Joins, and is a minor unmarried child.
    case asMinorChild
    /// Joins otherwise.
    case otherwise
}

extension Recorder {
    @inline(__always)
    mutating func day(_ key: FactKey, _ member: Int = 0) -> Moment { day(key, member, 0) }
    @inline(__always)
    mutating func isTrue(_ key: FactKey, _ member: Int = 0) -> Bool { isTrue(key, member, 0) }

    @inline(__always)
    mutating func choose<Choice: RawRepresentable>(_ key: FactKey, _ member: Int = 0, _ item: Int = 0) -> Choice?
    where Choice.RawValue == Int32 {
        choice(key, member, item).flatMap(Choice.init(rawValue:))
    }

    /// Whether `earlier` is `later` or before it.
    @inline(__always)
    mutating func onOrBefore(
        _ earlier: Moment, _ later: Moment,
        file: StaticString = #fileID, line: UInt32 = #line, column: UInt32 = #column
    ) -> Bool {
        isOnOrBefore(earlier, later, file: file, line: line, column: column)
    }

    /// Whether `earlier` is strictly before `later`.
    @inline(__always)
    mutating func before(
        _ earlier: Moment, _ later: Moment,
        file: StaticString = #fileID, line: UInt32 = #line, column: UInt32 = #column
    ) -> Bool {
        !isOnOrBefore(later, earlier, file: file, line: line, column: column)
    }

    @inline(__always)
    mutating func atLeast(
        _ quantity: Quantity, _ bound: Int32,
        file: StaticString = #fileID, line: UInt32 = #line, column: UInt32 = #column
    ) -> Bool {
        isAtLeast(quantity, bound, file: file, line: line, column: column)
    }

    @inline(__always)
    mutating func total(
        _ total: Total, reaches bound: Int64,
        file: StaticString = #fileID, line: UInt32 = #line, column: UInt32 = #column
    ) -> Bool {
        reaches(total, bound, file: file, line: line, column: column)
    }

    @inline(__always)
    func adding(years: Int, to moment: Moment) -> Moment { adding(months: years * 12, to: moment) }

    /// The number of a parameter that exists once per protection status.
    @inline(__always)
    mutating func term(_ first: Parameter, of protection: Protection, _ text: Int) -> Term {
        term(Parameter(rawValue: first.rawValue + Int(protection.rawValue)) ?? first, text)
    }
}

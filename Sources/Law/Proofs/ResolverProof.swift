public import CivilTime

/// Proof that exactly one regime governs every application, by trying all that the resolver can tell apart.
public struct ResolverProof: Sendable {
    /// Days of lodging that are tried.
    public let days: ClosedRange<Day>
    /// Days of the sponsor's residence decision that are tried: the last of each row, and the day after.
    public let residenceDays: [Day]
    /// Days of assessment that are tried, when not before the lodging: the first of each row, and the day before.
    public let assessmentDays: [Day]
    /// How many applications were tried.
    public private(set) var cases = 0
    /// How many of them no row fits.
    public private(set) var ungoverned = 0
    /// The first of them.
    public private(set) var firstUngoverned: ResolverCase?
    /// How many applications each row governs.
    public private(set) var uses: [Int]
    /// First and last day of lodging on which each regime may govern; `nil` where the resolver never gives it.
    public private(set) var lodgingDays: [ClosedRange<Day>?]

    /// Tries every application.
    public init(_ book: LawBook, days: ClosedRange<Day>) {
        self.days = days
        let residence = Set(book.resolver.compactMap(\.residenceDecidedThrough))
        let assessment = Set(book.resolver.compactMap(\.assessedFrom))
        residenceDays =
            residence.isEmpty ? [days.lowerBound] : Set(residence.flatMap { [$0, $0.adding(days: 1)] }).sorted()
        assessmentDays =
            assessment.isEmpty ? [days.lowerBound] : Set(assessment.flatMap { [$0.adding(days: -1), $0] }).sorted()
        uses = Array(repeating: 0, count: book.resolver.count)
        lodgingDays = Array(repeating: nil, count: book.regimes.count)
        for raw in days.lowerBound.rawValue...days.upperBound.rawValue {
            for residence in residenceDays {
                for sponsor in Protection.allCases {
                    for joins in [true, false] {
                        for assessed in assessmentDays {
                            let lodged = Day(rawValue: raw)
                            note(
                                ResolverCase(
                                    lodged: lodged,
                                    residenceDecided: residence,
                                    sponsor: sponsor,
                                    joins: joins,
                                    assessed: max(lodged, assessed)
                                ),
                                book
                            )
                        }
                    }
                }
            }
        }
    }

    private mutating func note(_ application: ResolverCase, _ book: LawBook) {
        cases += 1
        guard let row = book.resolver.firstIndex(where: { $0.fits(application) }) else {
            ungoverned += 1
            firstUngoverned = firstUngoverned ?? application
            return
        }
        uses[row] += 1
        let regime = book.resolver[row].regime
        let first = lodgingDays[regime]?.lowerBound ?? application.lodged
        lodgingDays[regime] = first...application.lodged
    }
}

/// What the resolver looks at in an application.
public struct ResolverCase: Hashable, Sendable {
    /// The day of lodging.
    public var lodged: Day
    /// The day of the sponsor's residence decision.
    public var residenceDecided: Day
    /// The sponsor's protection.
    public var sponsor: Protection
    /// Whether the family joins, rather than came along.
    public var joins: Bool
    /// The day of assessment, not before that of lodging.
    public var assessed: Day
}

extension ResolverRow {
    /// Whether the row fits an application.
    func fits(_ application: ResolverCase) -> Bool {
        application.lodged <= lodgedThrough
            && residenceDecidedThrough.map { application.residenceDecided <= $0 } != false
            && sponsor.map { application.sponsor == $0 } != false
            && assessedFrom.map { $0 <= application.assessed } != false
            && (application.joins || !onlyJoining)
    }
}

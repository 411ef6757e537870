public import CivilTime

/// The protection that a sponsor holds; the order is that of the parameters that exist once per status.
public enum Protection: Int32, Sendable, CaseIterable {
    /// Recognised refugee.
    case refugee
    /// Subsidiary protection.
    case subsidiaryProtection
    /// Admitted as a stateless person.
    case stateless
    /// Temporary protection.
    case temporaryProtection
}

/// A set of rules, named by the day on which its text stood.
public struct Regime: Hashable, Sendable {
    /// How far a regime has come.
    public enum Status: String, Sendable, CaseIterable {
        /// It is law.
        case inForce = "in_force"
        /// A court has set part of it aside for now.
        case suspended
        /// A government has announced it.
        case announced
        /// Somebody recommends it.
        case recommended
        /// It was proposed and never became law.
        case neverEnacted = "never_enacted"
    }

    /// A way to read the law while it is open.
    public struct Reading: Hashable, Sendable {
        /// Its name, such as `as_enacted`.
        public var id: String
        /// The day whose text it reads.
        public var textOf: Day
        /// What differs from that text.
        public var changes: [Change]
        /// Why the law may be read so.
        public var because: Words
        /// Who reads it so.
        public var sources: [Source]

        /// Makes a reading.
        public init(id: String, textOf: Day, changes: [Change], because: Words, sources: [Source]) {
            self.id = id
            self.textOf = textOf
            self.changes = changes
            self.because = because
            self.sources = sources
        }
    }

    /// A parameter that has another value than the text's.
    public struct Change: Hashable, Sendable {
        /// Which parameter.
        public var parameter: Parameter
        /// Its value; `nil` where the law would give none.
        public var value: Int32?
        /// How far it can be relied on.
        public var status: ValueStatus
        /// What a reader should know; empty when nothing.
        public var note: String

        /// Makes a change.
        public init(parameter: Parameter, value: Int32?, status: ValueStatus, note: String) {
            self.parameter = parameter
            self.value = value
            self.status = status
            self.note = note
        }
    }

    /// The id in documents, such as `be_2025`.
    public var id: String
    /// Its name.
    public var title: Words
    /// How far it has come.
    public var status: Status
    /// What it is, in plain words.
    public var plain: Words
    /// One reading while the law is clear, several while it is open.
    public var readings: [Reading]
    /// The reading whose exemption window counts, and is shown.
    public var windowReading: Int
    /// What the program does not decide.
    public var notModelled: [Words]
    /// Where it comes from.
    public var sources: [Source]

    /// Makes a regime.
    public init(
        id: String,
        title: Words,
        status: Status,
        plain: Words,
        readings: [Reading],
        windowReading: Int,
        notModelled: [Words],
        sources: [Source]
    ) {
        self.id = id
        self.title = title
        self.status = status
        self.plain = plain
        self.readings = readings
        self.windowReading = windowReading
        self.notModelled = notModelled
        self.sources = sources
    }
}

/// One row of the regime resolver; the first row that fits an application gives its regime.
///
/// - Source: BE-REGIME-RESOLVER.
public struct ResolverRow: Hashable, Sendable {
    /// Index of the regime in the law book.
    public var regime: Int
    /// Last day of lodging to which the row applies.
    public var lodgedThrough: Day
    /// Last day of the sponsor's residence decision to which it applies; `nil`: whenever.
    public var residenceDecidedThrough: Day?
    /// The sponsor's protection; `nil`: any.
    public var sponsor: Protection?
    /// Whether it only applies to family that joins, rather than came along.
    public var onlyJoining: Bool
    /// First day of assessment to which it applies; `nil`: whenever.
    public var assessedFrom: Day?

    /// Makes a resolver row.
    public init(
        regime: Int,
        lodgedThrough: Day,
        residenceDecidedThrough: Day?,
        sponsor: Protection?,
        onlyJoining: Bool,
        assessedFrom: Day?
    ) {
        self.regime = regime
        self.lodgedThrough = lodgedThrough
        self.residenceDecidedThrough = residenceDecidedThrough
        self.sponsor = sponsor
        self.onlyJoining = onlyJoining
        self.assessedFrom = assessedFrom
    }
}

/// The whole reviewed law, as read from `law/` and packed into the program.
public struct LawBook: Hashable, Sendable {
    /// Every parameter, in the order of `Parameter`.
    public var parameters: [ParameterRecord]
    /// Every provision, in the order of `Provision`.
    public var provisions: [ProvisionRecord]
    /// The regimes; reforms stand after those of the resolver.
    public var regimes: [Regime]
    /// The resolver's rows, in order.
    public var resolver: [ResolverRow]
    /// Posts that are designated for some nationals, in order of their days.
    public var referencePosts: [ReferencePost]
    /// Sentences for findings, by outcome.
    public var sentences: [String: Words]
    /// Words after a number, by unit.
    public var unitWords: [Unit: Words]

    /// Makes a law book.
    public init(
        parameters: [ParameterRecord],
        provisions: [ProvisionRecord],
        regimes: [Regime],
        resolver: [ResolverRow],
        referencePosts: [ReferencePost],
        sentences: [String: Words],
        unitWords: [Unit: Words]
    ) {
        self.parameters = parameters
        self.provisions = provisions
        self.regimes = regimes
        self.resolver = resolver
        self.referencePosts = referencePosts
        self.sentences = sentences
        self.unitWords = unitWords
    }

    /// The record of a parameter.
    public subscript(parameter: Parameter) -> ParameterRecord {
        parameters[parameter.rawValue]
    }

    /// The record of a provision.
    public subscript(provision: Provision) -> ProvisionRecord {
        provisions[Int(provision.rawValue)]
    }

    /// The last day through which the whole law was looked at: the earliest of its provisions' days.
    public var checkedUntil: Day {
        provisions.map(\.checkedUntil).min() ?? Day(rawValue: 0)
    }

    /// The position of the regime with this id.
    public func regimeIndex(id: String) -> Int? {
        regimes.firstIndex { $0.id == id }
    }

    /// The row of a parameter that a text of `textOf` reads.
    public func value(of parameter: Parameter, in reading: Regime.Reading) -> (row: DatedValue, changed: Bool)? {
        let record = self[parameter]
        if let change = reading.changes.first(where: { $0.parameter == parameter }) {
            let row = DatedValue(
                from: reading.textOf, value: change.value, status: change.status, assuredThrough: nil,
                note: change.note, sources: [])
            return (row, true)
        }
        return record.row(on: reading.textOf).map { ($0, false) }
    }
}

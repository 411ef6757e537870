public import CivilTime

/// Proof that every number the rules ask for is there, or that its absence is known and said.
public struct ValueProof: Sendable {
    /// Some days on which a number is there but not vouched for, or not there.
    public struct Stretch: Hashable, Sendable {
        /// What is known on these days.
        public enum Kind: Sendable {
            /// The last sourced number is shown, and nothing firm hangs on it.
            case notAssured
            /// The law gives none, or none is sourced: the rules say so.
            case noNumber
            /// There is no row at all.
            case noRow
        }

        /// The number.
        public let parameter: Parameter
        /// What is known.
        public let kind: Kind
        /// The days.
        public let days: ClosedRange<Day>
        /// Whether it lasts through the last day of the proof.
        public let isOpen: Bool
    }

    /// A number that a reading of a regime does not find.
    public struct Lack: Hashable, Sendable {
        /// The number.
        public let parameter: Parameter
        /// The regime.
        public let regime: String
        /// The day whose text it reads.
        public let textOf: Day
    }

    /// How many readings the regimes have together.
    public private(set) var readings = 0
    /// How many numbers each of them was asked for.
    public let textParameters: Int
    /// Numbers that a reading does not find.
    public private(set) var lacks: [Lack] = []
    /// Numbers that are read on a day of the application.
    public private(set) var dayParameters: [Parameter] = []
    /// On how many days such a number was asked for, all together.
    public private(set) var dayValues = 0
    /// Days with less than a number that is vouched for, parameter by parameter.
    public private(set) var stretches: [Stretch] = []

    /// Asks for every number: those of a text in every reading, the others on every day on which a regime asks.
    ///
    /// A reform has no days of its own: it is asked from its text on.
    public init(_ book: LawBook, _ resolver: ResolverProof) {
        let textRecords = book.parameters.filter { $0.readOn == .text }
        textParameters = textRecords.count
        var asked: [Parameter: Set<Day>] = [:]
        for (regime, lodging) in zip(book.regimes, resolver.lodgingDays) {
            for reading in regime.readings {
                readings += 1
                for record in textRecords where book.value(of: record.parameter, in: reading) == nil {
                    lacks.append(Lack(parameter: record.parameter, regime: regime.id, textOf: reading.textOf))
                }
                let first = max(lodging?.lowerBound ?? reading.textOf, resolver.days.lowerBound)
                let last = resolver.days.upperBound
                guard first <= last else { continue }
                for parameter in book.dayParameters(askedBy: reading) {
                    // Terms of the decision are read on the day of the receipt, which comes after that of lodging.
                    let isLater = Parameter.ofDecision.contains(parameter)
                    let end = isLater ? last : lodging?.upperBound ?? last
                    asked[parameter, default: []].formUnion((first.rawValue...end.rawValue).map(Day.init(rawValue:)))
                }
            }
        }
        for record in book.parameters {
            guard let days = asked[record.parameter] else { continue }
            dayParameters.append(record.parameter)
            dayValues += days.count
            note(record, days.sorted(), last: resolver.days.upperBound)
        }
    }

    private mutating func note(_ record: ParameterRecord, _ days: [Day], last: Day) {
        var (kind, first, previous): (Stretch.Kind?, Day?, Day?) = (nil, nil, nil)
        func stretch() -> Stretch? {
            guard let kind, let first, let previous else { return nil }
            return Stretch(parameter: record.parameter, kind: kind, days: first...previous, isOpen: previous == last)
        }
        for day in days {
            let now = record.weakness(on: day)
            if now != kind || previous?.adding(days: 1) != day {
                stretch().map { stretches.append($0) }
                (kind, first) = (now, day)
            }
            previous = day
        }
        stretch().map { stretches.append($0) }
    }
}

extension Parameter {
    /// Numbers that are read on the day of the receipt.
    static let ofDecision: Set<Parameter> = [.decisionTerm, .decisionExtension, .decisionMaximumExtensions]
}

extension LawBook {
    /// The numbers that the rules read on a day of the application, unless the reading itself gives them.
    ///
    /// Of the two reference amounts one is asked: the GGMMI where the text has its share, else that of the leefloon.
    func dayParameters(askedBy reading: Regime.Reading) -> [Parameter] {
        let usesGGMMI = value(of: .ggmmiShare, in: reading)?.row.value != nil
        let asked =
            Parameter.ofDecision
            .union([.contributionAmount, .visaHandlingLow, .visaHandlingHigh, usesGGMMI ? .ggmmi : .leefloonReference])
        return asked.filter { parameter in !reading.changes.contains { $0.parameter == parameter } }
    }
}

extension ParameterRecord {
    /// What is weak about the number on a day; `nil` when it is vouched for.
    func weakness(on day: Day) -> ValueProof.Stretch.Kind? {
        guard let index = values.lastIndex(where: { $0.from <= day }) else { return .noRow }
        if values[index].status != .unverified, values[index].value == nil { return .noNumber }
        let sourced = values[...index].lastIndex { $0.status != .unverified && $0.value != nil }
        guard let sourced else { return .noNumber }
        return day <= assuredThrough(rowAt: sourced) ?? .distantFuture ? nil : .notAssured
    }
}

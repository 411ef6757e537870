public import CivilTime

/// Something in the law that a reader should look at again.
public struct Overdue: Hashable, Sendable {
    /// Why.
    public enum Reason: Hashable, Sendable {
        /// Nobody has looked for changes after this day.
        case checkedUntil(Day)
        /// The number in force is not vouched for after this day.
        case assuredThrough(Day)
        /// The number from this day on is not verified.
        case unverified(Day)
        /// A reading of this regime changes the number and is not verified.
        case unverifiedChange(regime: String)
    }

    /// The provision or parameter.
    public let id: String
    /// Why.
    public let reason: Reason
}

extension LawBook {
    /// What is past its day on `asOf`, and what was never verified.
    public func overdue(asOf: Day) -> [Overdue] {
        var list: [Overdue] = []
        for record in provisions where record.checkedUntil < asOf {
            list.append(Overdue(id: record.provision.id, reason: .checkedUntil(record.checkedUntil)))
        }
        for record in parameters {
            let id = record.parameter.id
            if record.checkedUntil < asOf { list.append(Overdue(id: id, reason: .checkedUntil(record.checkedUntil))) }
            if let index = record.values.lastIndex(where: { $0.from <= asOf }),
                let end = record.assuredThrough(rowAt: index), end < asOf
            {
                list.append(Overdue(id: id, reason: .assuredThrough(end)))
            }
            for row in record.values where row.status == .unverified {
                list.append(Overdue(id: id, reason: .unverified(row.from)))
            }
        }
        for regime in regimes {
            let changes = regime.readings.flatMap(\.changes).filter { $0.status == .unverified }
            for parameter in Set(changes.map(\.parameter)).sorted(by: { $0.rawValue < $1.rawValue }) {
                list.append(Overdue(id: parameter.id, reason: .unverifiedChange(regime: regime.id)))
            }
        }
        return list
    }
}

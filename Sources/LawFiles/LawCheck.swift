internal import CivilTime
internal import Documents
internal import Law

extension LawFolderReader {
    /// What can only be seen of the law as a whole: every text has every number, and derived numbers agree.
    mutating func checkWhole(_ book: LawBook) {
        for regime in book.regimes {
            for reading in regime.readings {
                for record in book.parameters where record.readOn == .text {
                    if book.value(of: record.parameter, in: reading) == nil {
                        fault(
                            "parameters/" + record.parameter.id.split(separator: ".").joined(separator: "/") + ".yaml",
                            0, "values",
                            "a gap: no value on \(reading.textOf), whose text \(regime.id) reads")
                    }
                }
            }
        }
        checkLeefloon(book)
    }

    /// The reference amount is 120 % of the leefloon: one is the truth, the other checks it.
    private mutating func checkLeefloon(_ book: LawBook) {
        let share = book[.leefloonShare].values.first?.value ?? 0
        for base in book[.leefloonCategory3].values {
            guard let cents = base.value,
                let row = book[.leefloonReference].values.first(where: { $0.from == base.from }),
                let reference = row.value, row.status != .unverified, base.status != .unverified
            else { continue }
            let expected = (Int64(cents) * Int64(share) + 50) / 100
            // Sources round each amount for themselves: a few cents may differ, never more.
            if abs(expected - Int64(reference)) > 3 {
                fault(
                    "parameters/be/means/leefloon_reference.yaml", 0, "values",
                    "\(share) % of the leefloon from \(base.from) is \(expected) cents, not \(reference)")
            }
        }
    }
}

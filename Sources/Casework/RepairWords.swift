internal import CivilTime
internal import Law
internal import Reunification

/// One change of a repair as a document shows it.
struct ShownChange {
    /// Path of the fact.
    var path: String
    /// `set`, `at_least`, `at_latest`, `at_earliest` or `add`.
    var operation: FactChange.Operation
    /// The new value.
    var value: Value
    /// The sentence.
    var sentence: Sentence.Change

    enum Value {
        case day(Day)
        case amount(Int64)
        case number(Int)
        case truth(Bool)
        case word(String)
        /// A wage that is added to the list of incomes.
        case wage(Int64)
    }
}

extension Plan {
    /// The changes of a repair as a document shows them.
    func shown(_ repair: Repair) -> [ShownChange] {
        repair.changes.map { shown($0, repair.member) }
    }

    private func shown(_ change: FactChange, _ member: Int) -> ShownChange {
        let path = facts.path(change.fact)
        func make(_ sentence: Sentence.Change, _ value: ShownChange.Value) -> ShownChange {
            ShownChange(path: path, operation: change.operation, value: value, sentence: sentence)
        }
        switch change.fact.key {
        case .assumedLodging:
            return ShownChange(
                path: "members[\(facts.members[member])].application.lodged_on", operation: change.operation,
                value: .day(Day(rawValue: change.value)),
                sentence: change.operation == .atLatest ? .lodgeAtLatest : .lodgeAtEarliest)
        case .unknownIncome: return income(change)
        case .searchingForWork: return make(.searchingForWork, .truth(true))
        case .housingKind:
            let kind = HousingKind(rawValue: change.value) ?? .lease
            return make(kind == .owned ? .housingKindOwned : .housingKindLease, .word(kind.documentName))
        case .titleDeed: return make(.titleDeed, .truth(true))
        case .leaseRegistered: return make(.leaseRegistered, .truth(true))
        case .registrationProof: return make(.registrationProof, .truth(true))
        case .declaredUnfit: return make(.declaredUnfit, .truth(false))
        case .mutualFundConfirms: return make(.mutualFund, .truth(true))
        case .travelCoverAmount: return make(.travelCoverAmount, .amount(Int64(change.value)))
        case .travelCoverMonths: return make(.travelCoverMonths, .number(Int(change.value)))
        default: return make(.custodyConsent, .word(Custody.jointWithConsent.documentName))
        }
    }

    /// More income: of the first one that counts, else a wage on top.
    private func income(_ change: FactChange) -> ShownChange {
        for item in 0..<(facts.incomeCount ?? 0) {
            guard case .value(let raw) = facts[Fact(.incomeKind, item: item)], let kind = IncomeKind(rawValue: raw),
                kind.alwaysCounts, case .value(let amount) = facts[Fact(.netMonthly, item: item)]
            else { continue }
            return ShownChange(
                path: facts.path(Fact(.netMonthly, item: item)), operation: .atLeast,
                value: .amount(Int64(amount) + Int64(change.value)), sentence: .incomeAtLeast)
        }
        return ShownChange(
            path: "sponsor.income", operation: .add, value: .wage(Int64(change.value)), sentence: .incomeAdd)
    }

    /// The sentence of a repair: its changes one after the other.
    func text(_ repair: Repair, _ wording: Wording) -> Words {
        let parts = shown(repair).map { change in
            let key = "change_" + change.sentence.rawValue
            return wording.filled(rulebook.book.sentences[key] ?? wording.words[key]) { _, language in
                switch change.value {
                case .day(let day): wording.day(day, language)
                case .amount(let cents), .wage(let cents): wording.euro(cents, language)
                case .number(let number): String(number)
                case .truth, .word: nil
                }
            }
        }
        func joined(_ language: Language) -> String { parts.map { $0[language] }.joined(separator: " ") }
        return Words(nl: joined(.nl), fr: joined(.fr), en: joined(.en), ar: joined(.ar))
    }
}

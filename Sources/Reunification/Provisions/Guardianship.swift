public import CivilTime
internal import Law

/// Something that happens in the life of an unaccompanied minor with a guardian.
///
/// - Source: Programme Act of 24 December 2002, art. 479, Title XIII ch. VI, art. 24; BE-GUARDIANSHIP-END.
public enum GuardianshipEvent: Hashable, Sendable {
    /// The minor is entrusted to somebody with parental authority, such as a parent who joins.
    case entrustedToParent
    /// The minor comes of age.
    case cameOfAge
    /// Death, emancipation, adoption or marriage.
    case changeOfCivilStatus
    /// Belgian nationality, or that of a state of the European Economic Area.
    case europeanNationality
    /// Removal from the country, once no procedure is pending.
    case removed
    /// Nothing was heard of the minor since the day of the event.
    case disappeared
    /// An unlimited residence title is issued.
    case unlimitedStay
    /// The guardian resigns; another one takes over.
    case guardianResigns
}

/// What an event does to a guardianship.
public struct GuardianshipOutlook: Hashable, Sendable {
    /// The day on which it ends; `nil` where it goes on.
    public var endsOn: Day?
    /// The last day for the guardian's final report; `nil` where it goes on.
    public var finalReportBy: Day?
    /// The day on which a resigning guardian is free; `nil` for other events.
    public var resignationTakesEffectOn: Day?
}

extension Rulebook {
    /// What an event on a day does to a guardianship; the Guardianship Service establishes the end.
    ///
    /// - Parameters:
    ///   - event: What happens.
    ///   - day: When; for a disappearance the last day on which something was heard.
    /// - Returns: When it ends and what is due then.
    /// - Source: BE-GUARDIANSHIP-END.
    public func guardianship(after event: GuardianshipEvent, on day: Day) -> GuardianshipOutlook {
        guard event != .guardianResigns else {
            let notice = Int(number(.guardianshipResignationNotice, on: day))
            return GuardianshipOutlook(
                endsOn: nil, finalReportBy: nil, resignationTakesEffectOn: day.adding(months: notice))
        }
        let end = event == .disappeared ? day.adding(months: Int(number(.guardianshipNoNews, on: day))) : day
        let report = end.adding(days: Int(number(.guardianshipFinalReport, on: end)))
        return GuardianshipOutlook(endsOn: end, finalReportBy: report, resignationTakesEffectOn: nil)
    }

    /// The last day for a new guardian's first report.
    ///
    /// - Source: BE-GUARDIANSHIP-END.
    public func firstGuardianReport(appointedOn day: Day) -> Day {
        day.adding(days: Int(number(.guardianshipFirstReport, on: day)))
    }

    /// The number of a parameter on a day, in its own unit.
    private func number(_ parameter: Parameter, on day: Day) -> Int32 {
        book[parameter].row(on: day)?.value ?? 0
    }
}

public import CivilTime

/// The numbers that the rulebook asks for.
///
/// Each has one file in `law/parameters`, whose path is its id.
///
/// Parameters that exist once per protection status stand together in the order of `Protection`.
public enum Parameter: Int, Sendable, CaseIterable {
    case exemptionWindowRefugee, exemptionWindowSubsidiary, exemptionWindowStateless, exemptionWindowTemporary
    case waitingRefugee, waitingSubsidiary, waitingStateless, waitingTemporary
    case formationExcludedRefugee, formationExcludedSubsidiary, formationExcludedStateless, formationExcludedTemporary
    case contributionDueRefugee, contributionDueSubsidiary, contributionDueStateless, contributionDueTemporary
    case completionTerm
    case waitingExceptionOnlyMinorChildren, waitingExceptionPreExistingTie
    case spouseMinimumAge, spouseMinimumAgePriorTie
    case legalPartnerMinimumAge, legalPartnerMinimumAgeCohabited, legalPartnerCohabitationBeforeArrival
    case majority, childAgedOutTerm, childAgedOutContestedTerm
    case parentAgedOutTerm, parentAgedOutContestedTerm
    case parentAccompaniedInForce, accompanyingFamilyInForce, temporaryProtectionOwnRegime
    case materialConditionsInForce
    case leefloonShare, ggmmiShare, stepLow, stepHigh
    case unlimitedStayExemption
    case insuranceMinimumCover, insuranceMinimumDuration, insuranceFundRouteMaximumAge
    case applicationInBelgiumInForce
    case useWithin, registerWithin, renewFrom, renewUntil, conditionalStay, appealTerm
    case guardianshipNoNews, guardianshipFinalReport, guardianshipFirstReport
    case guardianshipResignationNotice, guardianshipReportsPerYear
    case criminalRecordMaximumAge, passportMinimumValidity, medicalCertificateMaximumAge
    case nareisTerm
    case decisionTerm, decisionExtension, decisionMaximumExtensions
    case leefloonReference, leefloonCategory3, ggmmi
    case contributionAmount, visaHandlingLow, visaHandlingHigh

    /// The id in documents, such as `be.exemption_window.refugee`.
    public var id: String { Parameter.ids[rawValue] }

    /// Finds a parameter by its id.
    public init?(id: String) {
        guard let index = Parameter.ids.firstIndex(of: id) else { return nil }
        self.init(rawValue: index)
    }

    private static let ids = [
        "be.exemption_window.refugee", "be.exemption_window.subsidiary_protection",
        "be.exemption_window.stateless", "be.exemption_window.temporary_protection",
        "be.waiting_period.refugee", "be.waiting_period.subsidiary_protection",
        "be.waiting_period.stateless", "be.waiting_period.temporary_protection",
        "be.family_formation_excluded.refugee", "be.family_formation_excluded.subsidiary_protection",
        "be.family_formation_excluded.stateless", "be.family_formation_excluded.temporary_protection",
        "be.contribution_due.refugee", "be.contribution_due.subsidiary_protection",
        "be.contribution_due.stateless", "be.contribution_due.temporary_protection",
        "be.completion_term",
        "be.waiting_exception.only_minor_children", "be.waiting_exception.pre_existing_tie",
        "be.spouse.minimum_age", "be.spouse.minimum_age_prior_tie",
        "be.legal_partner.minimum_age", "be.legal_partner.minimum_age_cohabited",
        "be.legal_partner.cohabitation_before_arrival",
        "be.child.majority", "be.child.aged_out_term", "be.child.aged_out_contested_term",
        "be.parent.aged_out_term", "be.parent.aged_out_contested_term",
        "be.parent_accompanied.in_force", "be.accompanying_family.in_force", "be.temporary_protection.own_regime",
        "be.material_conditions.in_force",
        "be.means.leefloon_share", "be.means.ggmmi_share", "be.means.step_low", "be.means.step_high",
        "be.means.unlimited_stay_exemption",
        "be.insurance.minimum_cover", "be.insurance.minimum_duration", "be.insurance.fund_route_maximum_age",
        "be.application_in_belgium.in_force",
        "be.decision.use_within", "be.arrival.register_within", "be.card.renew_from", "be.card.renew_until",
        "be.stay.conditional", "be.appeal.term",
        "be.guardianship.no_news", "be.guardianship.final_report", "be.guardianship.first_report",
        "be.guardianship.resignation_notice", "be.guardianship.reports_per_year",
        "be.documents.criminal_record_max_age", "be.documents.passport_min_validity",
        "be.documents.medical_certificate_max_age",
        "nl.nareis.application_term",
        "be.decision.term", "be.decision.extension", "be.decision.max_extensions",
        "be.means.leefloon_reference", "be.leefloon.category3", "be.ggmmi",
        "be.contribution.amount", "be.visa_handling.low", "be.visa_handling.high",
    ]
}

/// The closed list of units.
public enum Unit: String, Sendable, CaseIterable {
    case days
    case workingDays = "working_days"
    case months
    case years
    case eur
    case eurPerMonth = "eur_per_month"
    case percent
    case yesNo = "yes_no"
    case count

    /// Whether values are money, kept in cents.
    public var isMoney: Bool { self == .eur || self == .eurPerMonth }
}

/// On which day's law a parameter is read.
public enum ReadOn: String, Sendable, CaseIterable {
    /// The regime's text: the value that stood on the regime's text day.
    case text
    /// The day for which it is asked, such as the day of lodging.
    case day
}

/// A value of a parameter from one day until the next row.
public struct DatedValue: Hashable, Sendable {
    /// First day on which it holds.
    public var from: Day
    /// The number in the parameter's unit (money in cents, `yes_no` as 1 and 0); `nil` where the law gives none.
    public var value: Int32?
    /// How far it can be relied on.
    public var status: ValueStatus
    /// Last day for which it is vouched for, when earlier than the next row.
    public var assuredThrough: Day?
    /// What a reader should know about this row; empty when nothing.
    public var note: String
    /// Who says so.
    public var sources: [Source]

    /// Makes a dated value.
    public init(
        from: Day,
        value: Int32?,
        status: ValueStatus,
        assuredThrough: Day?,
        note: String,
        sources: [Source]
    ) {
        self.from = from
        self.value = value
        self.status = status
        self.assuredThrough = assuredThrough
        self.note = note
        self.sources = sources
    }
}

/// A number of the law with its history.
public struct ParameterRecord: Hashable, Sendable {
    /// Which parameter.
    public var parameter: Parameter
    /// What it is.
    public var title: Words
    /// Id of the provision to which it belongs.
    public var provision: Provision
    /// The unit of its values.
    public var unit: Unit
    /// On which day's law it is read.
    public var readOn: ReadOn
    /// How often an index or decree moves it; `nil` when nothing does so regularly.
    public var indexedEveryMonths: Int?
    /// The last day through which a reader looked for changes.
    public var checkedUntil: Day
    /// What a reader should know; empty when nothing.
    public var note: String
    /// Values in order of `from`.
    public var values: [DatedValue]

    /// Makes a parameter record.
    public init(
        parameter: Parameter,
        title: Words,
        provision: Provision,
        unit: Unit,
        readOn: ReadOn,
        indexedEveryMonths: Int?,
        checkedUntil: Day,
        note: String,
        values: [DatedValue]
    ) {
        self.parameter = parameter
        self.title = title
        self.provision = provision
        self.unit = unit
        self.readOn = readOn
        self.indexedEveryMonths = indexedEveryMonths
        self.checkedUntil = checkedUntil
        self.note = note
        self.values = values
    }

    /// The row in force on a day; `nil` before the first one.
    public func row(on day: Day) -> DatedValue? {
        values.last { $0.from <= day }
    }

    /// The last day for which the row at `index` is vouched for; `nil` when no end is known.
    ///
    /// The day before the next row of whatever status, or the end of the rhythm at which it is indexed, or what the row says.
    public func assuredThrough(rowAt index: Int) -> Day? {
        var end = values[index].assuredThrough
        if index + 1 < values.count {
            end = min(end ?? .distantFuture, values[index + 1].from.adding(days: -1))
        } else if let rhythm = indexedEveryMonths {
            end = min(end ?? .distantFuture, values[index].from.adding(months: rhythm).adding(days: -1))
        }
        return end
    }
}

extension Day {
    /// 31 December 9999: later than any day that a document may hold.
    public static let distantFuture = Day(rawValue: 2_932_896)
}

import BuiltInLaw
import Law
import Testing

/// The closed lists of the law: units, parameters, provisions and the words for states.
struct VocabularyTests {
    @Test func `the units are a closed list`() {
        #expect(
            Unit.allCases.map(\.rawValue) == [
                "days", "working_days", "months", "years", "eur", "eur_per_month", "percent", "yes_no", "count",
            ]
        )
        #expect(Unit.allCases.filter(\.isMoney) == [.eur, .eurPerMonth])
        #expect(Unit(rawValue: "weeks") == nil)
    }

    @Test func `states have these names`() {
        #expect(ValueStatus.allCases.map(\.rawValue) == ["sourced", "derived", "unverified"])
        #expect(Confidence.allCases.map(\.rawValue) == ["high", "medium", "low"])
        #expect(ReadOn.allCases.map(\.rawValue) == ["text", "day"])
        #expect(Language.allCases.map(\.rawValue) == ["nl", "fr", "en", "ar"])
        #expect(
            Regime.Status.allCases.map(\.rawValue)
                == ["in_force", "suspended", "announced", "recommended", "never_enacted"]
        )
    }

    @Test func `every parameter has an id of its own by which it is found again`() {
        let ids = Parameter.allCases.map(\.id)
        #expect(Set(ids).count == Parameter.allCases.count)
        for parameter in Parameter.allCases {
            #expect(Parameter(id: parameter.id) == parameter)
            #expect(parameter.id.hasPrefix("be.") || parameter.id.hasPrefix("nl."), "\(parameter.id)")
        }
        for unknown in ["", "be", "be.", "be.ggmmi.", "BE.GGMMI", " be.ggmmi"] {
            #expect(Parameter(id: unknown) == nil)
        }
    }

    @Test func `every provision has an id of its own by which it is found again`() {
        let ids = Provision.allCases.map(\.id)
        #expect(Set(ids).count == Provision.allCases.count)
        for provision in Provision.allCases {
            #expect(Provision(id: provision.id) == provision)
            #expect(provision.id.hasPrefix("BE-") || provision.id.hasPrefix("NL-"), "\(provision.id)")
        }
        for unknown in ["", "BE-", "be-fm-spouse", "BE-FM-SPOUSE "] { #expect(Provision(id: unknown) == nil) }
    }

    @Test(arguments: [
        (Provision.spouse, "BE-FM-SPOUSE"), (.regimeResolver, "BE-REGIME-RESOLVER"),
        (.exemptionWindow, "BE-ART10-EXEMPTION-WINDOW"),
        (.suspension2026, "BE-2026-SUSPENSION-SP"), (.means110, "BE-MEANS-110"), (.means120, "BE-MEANS-120"),
        (.noCategory, "BE-FM-NONE"), (.firstFiveYears, "BE-STAY-FIRST-5-YEARS"), (.nareis, "NL-NAREIS"),
        (.deadlineComputation, "BE-DEADLINE-COMPUTATION"), (.parentsOfAccompaniedMinor, "BE-FM-PARENTS-ACCOMPANIED"),
    ])
    func `a provision carries the id of the digest`(provision: Provision, id: String) {
        #expect(provision.id == id)
    }

    @Test(arguments: [
        (Parameter.exemptionWindowRefugee, "be.exemption_window.refugee", Unit.months, Provision.exemptionWindow),
        (.waitingSubsidiary, "be.waiting_period.subsidiary_protection", .months, .waitingPeriod),
        (.leefloonReference, "be.means.leefloon_reference", .eurPerMonth, .means120),
        (.ggmmi, "be.ggmmi", .eurPerMonth, .means110),
        (.materialConditionsInForce, "be.material_conditions.in_force", .yesNo, .exemptionWindow),
        (.appealTerm, "be.appeal.term", .days, .refusalAndAppeal),
        (.decisionTerm, "be.decision.term", .months, .decisionTerm),
        (.visaHandlingHigh, "be.visa_handling.high", .eur, .fees),
        (.nareisTerm, "nl.nareis.application_term", .months, .nareis),
    ])
    func `a parameter has this id, unit and provision`(
        parameter: Parameter,
        id: String,
        unit: Unit,
        provision: Provision
    ) {
        let record = BuiltInLaw.book[parameter]
        #expect(parameter.id == id)
        #expect(record.unit == unit)
        #expect(record.provision == provision)
    }

    @Test func `the law book is in the order of the lists`() {
        let book = BuiltInLaw.book
        #expect(book.parameters.map(\.parameter) == Parameter.allCases)
        #expect(book.provisions.map(\.provision) == Provision.allCases)
        for parameter in Parameter.allCases { #expect(book[parameter].parameter == parameter) }
        for provision in Provision.allCases { #expect(book[provision].provision == provision) }
        for unit in Unit.allCases { #expect(book.unitWords[unit] != nil, "\(unit)") }
    }

    @Test func `the regimes of the contract come first, and are found by their id`() {
        let book = BuiltInLaw.book
        let regimes = ["be_before_2024_09", "be_2024", "be_2025", "be_2025_suspended"]
        #expect(book.regimes.prefix(4).map(\.id) == regimes)
        for (index, id) in book.regimes.map(\.id).enumerated() { #expect(book.regimeIndex(id: id) == index) }
        #expect(book.regimeIndex(id: "be_1999") == nil)
        #expect(book.regimes[3].status == .suspended)
        #expect(book.regimes[3].readings.map(\.id) == ["as_enacted", "earlier_rules_revive", "no_material_conditions"])
        #expect(book.regimes[3].windowReading == 1)
    }
}

internal import CivilTime
internal import Guide
internal import Law
internal import Reunification

/// Which papers a member hands in, and what chain each must go through.
///
/// - Source: BE-PROC-DOCUMENTS; BE-FM-CHILD (custody), BE-FM-LEGAL-PARTNER, BE-FM-ADULT-DISABLED-CHILD, BE-FM-ACCOMPANYING.
struct PaperRules {
    let plan: Plan
    let family: Family
    let guide: Guide

    /// The papers of one member for use on a day, without days yet.
    func papers(of member: Int, useOn: Day) -> [NeededPaper] {
        var papers: [NeededPaper] = []
        func add(_ kind: Paper.Kind, _ issuer: Issuer, need: NeededPaper.Need = .always, maximumAge: Parameter? = nil) {
            papers.append(paper(kind, member, issuer, need, maximumAge, useOn))
        }
        add(.applicationForms, .oneself)
        add(.passport, .passport)
        add(.photos, .oneself)
        if isOfAge(member, on: useOn) != false {
            add(
                .criminalRecord, .record(home(member)), need: isOfAge(member, on: useOn) == nil ? .ifRequired : .always,
                maximumAge: .criminalRecordMaximumAge)
        }
        add(.medicalCertificate, .doctor, maximumAge: .medicalCertificateMaximumAge)
        for (kind, issuer) in ofTie(member) { add(kind, issuer) }
        add(.sponsorStatus, .belgium)
        if plan.facts[Fact(.travelledWithSponsor, member: member)] == .value(1) { add(.ownAsylumDecision, .belgium) }
        for (kind, question) in [
            (Paper.Kind.meansProof, Question.income), (.housingProof, .housing), (.insuranceProof, .insurance),
        ] {
            switch plan.assessment[member, question].values[.main] {
            case .number(0): break
            case .number: add(kind, .belgium)
            default: add(kind, .belgium, need: .ifRequired)
            }
        }
        if !plan.facts.hasApplication[member], plan.assessment[member, .visaHandling].verdict != .no {
            add(.feePayment, .oneself)
        }
        return papers
    }

    /// Who issues a paper.
    private enum Issuer {
        case oneself, passport, doctor, belgium
        /// A civil register abroad.
        case record(String?)
    }

    private func home(_ member: Int) -> String? {
        family.members[member].staysIn ?? family.members[member].nationality
    }

    private func isOfAge(_ member: Int, on day: Day) -> Bool? {
        switch plan.facts[Fact(.birth, member: member)] {
        case .value(let birth): Day(rawValue: birth).adding(years: 18) <= day
        case .within(let first, let last):
            Day(rawValue: last).adding(years: 18) <= day
                ? true : Day(rawValue: first).adding(years: 18) > day ? false : nil
        case .defaulted, .unknown: nil
        }
    }

    private func choice<Choice: RawRepresentable>(_ key: FactKey, _ member: Int) -> Choice?
    where Choice.RawValue == Int32 {
        guard case .value(let raw) = plan.facts[Fact(key, member: member)] else { return nil }
        return Choice(rawValue: raw)
    }

    /// The papers that prove the tie.
    private func ofTie(_ member: Int) -> [(Paper.Kind, Issuer)] {
        let origin = Issuer.record(family.members[member].nationality ?? family.sponsor.nationality)
        guard let relation: Relation = choice(.relation, member) else { return [] }
        switch relation {
        case .spouse: return [(.marriageCertificate, origin)]
        case .equivalentPartner: return [(.partnershipCertificate, origin)]
        case .registeredPartner: return [(.partnershipCertificate, origin), (.relationshipProof, .oneself)]
        case .child, .partnerChild: return [(.birthCertificate, origin)] + custody(member, relation, origin)
        case .adultDisabledChild: return [(.birthCertificate, origin), (.disabilityCertificate, .doctor)]
        case .parent: return [(.sponsorBirthCertificate, .record(family.sponsor.nationality))]
        case .sibling:
            let papers: [(Paper.Kind, Issuer)] = [(.birthCertificate, origin)]
            let depends = plan.facts[Fact(.dependsTotally, member: member)] == .value(1)
            return depends ? papers + [(.dependenceProof, .oneself)] : papers
        case .grandparent, .other: return []
        }
    }

    /// A child of one partner only: who has custody, and whether the other parent agrees.
    private func custody(_ member: Int, _ relation: Relation, _ origin: Issuer) -> [(Paper.Kind, Issuer)] {
        guard relation == .partnerChild || plan.facts[Fact(.sharedChild, member: member)] != .value(1) else {
            return []
        }
        switch choice(.custody, member) as Custody? {
        case .some(.sole), .some(.none): return [(.custodyJudgment, origin)]
        case .some(.joint), .some(.jointWithConsent): return [(.parentalConsent, origin)]
        case nil: return [(.custodyJudgment, origin), (.parentalConsent, origin)]
        }
    }

    // MARK: Chains

    private func paper(
        _ kind: Paper.Kind, _ member: Int, _ issuer: Issuer, _ need: NeededPaper.Need, _ age: Parameter?, _ useOn: Day
    ) -> NeededPaper {
        var stages: [NeededPaper.Stage] = []
        var problems: [NeededPaper.Problem] = []
        var country: String?
        func stage(_ kind: NeededPaper.Stage.Kind, _ time: LeadTime.Kind?) {
            stages.append(
                NeededPaper.Stage(
                    kind: kind, leadTime: time, days: time.map { guide[$0].days.upperBound } ?? 0,
                    earliest: plan.facts.asOf))
        }
        switch issuer {
        case .oneself: stage(.obtain, .prepareOwn)
        case .belgium: stage(.obtain, .obtainInBelgium)
        case .doctor: stage(.obtain, .medicalVisit)
        case .passport:
            country = family.members[member].nationality
            stage(.obtain, .obtainPassport)
        case .record(let issuing):
            country = issuing
            let known = issuing.flatMap(guide.country)
            if known == nil { problems.append(.practiceUnknown) }
            if known?.route == .impossible { problems.append(.cannotBeLegalised) }
            if known?.route != .impossible, known?.records == .no { problems.append(.doesNotExist) }
            if problems.contains(.cannotBeLegalised) || problems.contains(.doesNotExist) {
                stage(.obtain, .prepareOwn)
            } else {
                stage(.obtain, kind == .criminalRecord ? .obtainCriminalRecord : .obtainForeignRecord)
                if known?.route == .apostille {
                    stage(.apostille, .apostille)
                } else {
                    stage(.legalise, .legaliseAbroad)
                    stage(.legaliseAtPost, .legaliseAtPost)
                }
            }
            stage(.translate, .translate)
        }
        stage(.handIn, nil)
        let text = plan.rulebook.book.regimes[regime(member)].readings[0]
        let maximumAge = age.flatMap { plan.rulebook.book.value(of: $0, in: text)?.row }
        let isForSponsor = [.sponsorStatus, .meansProof, .housingProof, .insuranceProof, .sponsorBirthCertificate]
            .contains(kind)
        return NeededPaper(
            kind: kind, member: member, isForSponsor: isForSponsor, country: country, need: need,
            maximumAge: maximumAge, stages: stages, readyOn: useOn, useOn: useOn, problems: problems)
    }

    /// The regime of a member; the last one of the resolver while it is open.
    private func regime(_ member: Int) -> Int {
        if case .number(let position) = plan.assessment[member, .regime].values[.main] { return Int(position) }
        return plan.rulebook.book.resolver.last?.regime ?? 0
    }
}

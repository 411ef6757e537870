internal import Law

/// The days within which lodging frees from the material conditions.
struct Window<Moment> {
    /// Its days; `nil` where it has no end.
    var days: Days?

    /// First and last day of a window that ends.
    struct Days {
        /// The day after the grant.
        var first: Moment
        /// The last day that is surely in time.
        var last: Moment
    }
}

/// Whether a family escapes the material conditions.
struct Exemption<Moment> {
    /// Whether it does.
    var verdict: Verdict
    /// The window; `nil` where the law gives none.
    var window: Window<Moment>?
    /// The day by which the file must be complete: the safe reading and the other one.
    var completeBy: (safe: Moment, other: Moment)?
}

extension Recorder {
    /// Whether a member escapes income, housing and insurance, under every reading of the regime.
    ///
    /// - Source: Aliens Act art. 10 §2 subpara 5; BE-ART10-EXEMPTION-WINDOW; BE-2026-SUSPENSION-SP.
    mutating func exemption(of member: Int, lodged: Moment, regime: Int) -> Exemption<Moment> {
        let texts = texts(of: regime)
        guard texts.count > 1 else { return exemption(of: member, lodged: lodged, text: texts.lowerBound) }
        let shown = windowText(of: regime)
        open(.suspension2026, member)
        var verdict: Verdict?
        var result = Exemption<Moment>(verdict: .uncertain)
        for text in texts {
            mute()
            let exemption = exemption(of: member, lodged: lodged, text: text)
            unmute()
            reading(exemption.verdict, text: text)
            verdict = verdict?.orReading(exemption.verdict) ?? exemption.verdict
            if text == shown { result = exemption }
        }
        result.verdict = verdict ?? .uncertain
        result.completeBy = nil
        if let days = result.window?.days {
            show(.first, days.first)
            show(.last, days.last)
        }
        close(result.verdict, result.verdict == .uncertain ? .readingsDiffer : .readingsAgree)
        return result
    }

    /// Whether a member escapes income, housing and insurance under one text.
    mutating func exemption(of member: Int, lodged: Moment, text: Int) -> Exemption<Moment> {
        guard term(.materialConditionsInForce, text).isTrue else {
            let general = windowExemption(of: member, lodged: lodged, text: text)
            return Exemption(verdict: .yes, window: general.window, completeBy: nil)
        }
        if term(.accompanyingFamilyInForce, text).isTrue, accompanies(member) {
            open(.accompanyingFamily, member)
            _ = term(.accompanyingFamilyInForce, text)
            _ = accompanies(member)
            close(.yes, .cameAlongExempt)
            return Exemption(verdict: .yes, window: nil, completeBy: nil)
        }
        return windowExemption(of: member, lodged: lodged, text: text)
    }

    @inline(__always)
    private mutating func windowExemption(of member: Int, lodged: Moment, text: Int) -> Exemption<Moment> {
        guard let relation: Relation = choose(.relation, member) else { return Exemption(verdict: .no) }
        switch relation {
        case .grandparent, .other:
            return noWindow(member)
        case .sibling:
            guard isTrue(.dependsTotally, member), isUnaccompaniedMinor(text), !isMinor(member, on: lodged, text: text)
            else {
                return noWindow(member)
            }
            return parentsExemption(member, lodged: lodged, text: text)
        case .parent:
            if isUnaccompaniedMinor(text), !isTrue(.otherParentInBelgium, member) {
                return parentsExemption(member, lodged: lodged, text: text)
            }
            guard before(lodged, majority(of: .sponsorBirth, 0, text)) else { return noWindow(member) }
        default: break
        }
        return window(of: member, relation: relation, lodged: lodged, text: text)
    }

    /// A relative whom article 10 does not name has no exemption either.
    private mutating func noWindow(_ member: Int) -> Exemption<Moment> {
        open(.noCategory, member)
        _ = choice(.relation, member, 0)
        close(.no, .noCategoryNoExemption)
        return Exemption(verdict: .no)
    }

    /// The parents of an unaccompanied minor: exempt without a time limit, as long as they have the right.
    ///
    /// - Source: Constitutional Court 95/2008; CJEU C-560/20; BE-FM-PARENTS-UAM.
    private mutating func parentsExemption(_ member: Int, lodged: Moment, text: Int) -> Exemption<Moment> {
        mute()
        var verdict = parentOfUnaccompanied(member, lodged: lodged, text: text)
        unmute()
        open(.parentsOfUnaccompaniedMinor, member)
        _ = isTrue(.unaccompaniedMinor)
        let (majority, granted) = (majority(of: .sponsorBirth, 0, text), day(.granted))
        show(.day, majority)
        use(majority)
        use(granted)
        guard verdict != .no else {
            close(.no, .parentAgedOutNotExempt)
            return Exemption(verdict: .no)
        }
        // Whether the 2025 Act's rules for subsidiary protection reach these parents is not known.
        if let protection: Protection = choose(.protection), !term(.exemptionWindowRefugee, of: protection, text).exists
        {
            reading(.yes, .parentsKeepExemption)
            reading(.no, .parentsLoseExemption)
            verdict = .uncertain
        } else if verdict == .uncertain {
            reading(.yes, .longerTermHolds)
            reading(.no, .shorterTermHolds)
        }
        close(verdict, verdict == .yes ? .parentsExempt : .parentsExemptionContested)
        return Exemption(verdict: verdict, window: Window(days: nil), completeBy: nil)
    }

    /// The window after the grant: its days, the tie, the day of lodging and the completion of the file.
    @inline(__always)
    private mutating func window(of member: Int, relation: Relation, lodged: Moment, text: Int) -> Exemption<Moment> {
        open(.exemptionWindow, member)
        guard let protection: Protection = choose(.protection) else {
            close(.no, .noWindow)
            return Exemption(verdict: .no)
        }
        let term = term(.exemptionWindowRefugee, of: protection, text)
        guard term.exists else {
            if !term.isFirm {
                reading(.yes, .ownRegimeExempts)
                reading(.no, .ownRegimeDoesNotExempt)
            }
            close(term.isFirm ? .no : .uncertain, term.isFirm ? .noWindow : .windowOfOwnRegimeUnknown)
            return Exemption(verdict: term.isFirm ? .no : .uncertain)
        }
        let granted = day(.granted)
        let last = adding(months: Int(term.value), to: granted)
        let days = Window<Moment>.Days(first: adding(days: 1, to: granted), last: last)
        show(.first, days.first)
        show(.last, days.last)
        show(.months, number: Int64(term.value))
        var completeBy: (safe: Moment, other: Moment)?
        let completion = self.term(.completionTerm, text)
        if completion.exists {
            completeBy = (
                adding(months: Int(completion.value), to: granted), adding(months: Int(completion.value), to: lodged)
            )
        }
        var verdict = lodgedInTime(member, lodged: lodged, days)
        if verdict != .no, let completeBy {
            verdict = verdict && completedInTime(member, by: completeBy)
        }
        guard verdict != .no else { return Exemption(verdict: .no, window: Window(days: days), completeBy: completeBy) }
        let tie = preExistingTie(member, relation: relation)
        return Exemption(verdict: verdict && tie, window: Window(days: days), completeBy: completeBy)
    }

    /// Whether lodging is within the window; ends the open finding.
    ///
    /// - Source: BE-ART10-EXEMPTION-WINDOW; BE-DEADLINE-COMPUTATION on the move to a working day.
    @inline(__always)
    private mutating func lodgedInTime(_ member: Int, lodged: Moment, _ days: Window<Moment>.Days) -> Verdict {
        if onOrBefore(lodged, days.last) {
            close(.yes, .lodgedInTime)
            return .yes
        }
        let rolled = rolledOver(days.last)
        if onOrBefore(lodged, rolled) {
            show(.rolled, rolled)
            reading(.yes, .termMovesToWorkingDay)
            reading(.no, .termEndsOnItsDay)
            close(.uncertain, .lodgedBetweenTermAndWorkingDay)
            return .uncertain
        }
        close(.no, .lodgedLate)
        return excusableLateness(member, days)
    }

    /// Whether a documented obstacle during the window may excuse lodging late.
    ///
    /// - Source: CJEU C-380/17; BE-EXEMPTION-LATE-EXCUSE.
    private mutating func excusableLateness(_ member: Int, _ days: Window<Moment>.Days) -> Verdict {
        open(.excusableLateness, member)
        for item in 0..<obstacleCount(of: member) {
            guard isTrue(.obstacleDocumented, member, item) else { continue }
            guard onOrBefore(day(.obstacleFrom, member, item), days.last) else { continue }
            guard onOrBefore(days.first, day(.obstacleUntil, member, item)) else { continue }
            show(.last, days.last)
            reading(.yes, .latenessExcused)
            reading(.no, .latenessNotExcused)
            close(.uncertain, .latenessMayBeExcused)
            return .uncertain
        }
        close(.no, .noDocumentedObstacle)
        return .no
    }

    /// Whether the file was completed in time; a completion that is still open changes nothing.
    ///
    /// - Source: BE-ART10-EXEMPTION-WINDOW (one source; the start of the ten months is not settled).
    private mutating func completedInTime(_ member: Int, by limit: (safe: Moment, other: Moment)) -> Verdict {
        guard let completed = dayIfAny(.completeOn, member) else { return .yes }
        open(.exemptionWindow, member)
        show(.last, limit.safe)
        show(.other, limit.other)
        if onOrBefore(completed, limit.safe) {
            close(.yes, .completedInTime)
            return .yes
        }
        if onOrBefore(completed, limit.other) {
            reading(.no, .completionRunsFromGrant)
            reading(.yes, .completionRunsFromLodging)
            close(.uncertain, .completionContested)
            return .uncertain
        }
        close(.no, .completedLate)
        return .no
    }

    /// Whether a day for the completion is settled: it never is, since its start is not.
    mutating func completion(of member: Int, _ exemption: Exemption<Moment>) -> Verdict? {
        guard exemption.window != nil, let limit = exemption.completeBy else { return nil }
        open(.exemptionWindow, member)
        use(limit.safe)
        use(limit.other)
        show(.last, limit.safe)
        show(.other, limit.other)
        reading(.yes, .completionRunsFromGrant)
        reading(.yes, .completionRunsFromLodging)
        close(.uncertain, .completionDayOpen)
        return .uncertain
    }
}

extension Exemption {
    init(verdict: Verdict) {
        self.init(verdict: verdict, window: nil, completeBy: nil)
    }
}

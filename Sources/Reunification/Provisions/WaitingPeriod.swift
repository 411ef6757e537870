internal import CivilTime
internal import Law

/// From when lodging is admissible.
struct Admission<Moment> {
    /// Whether it is on the member's lodging day.
    var verdict: Verdict
    /// The first day that is admissible under every reading.
    var on: Moment
    /// The first admissible day under each reading; one while the law is clear.
    var readings: AdmissionReadings<Moment>
}

/// The first admissible day under each reading, the longest wait first; at most four, kept without allocating.
struct AdmissionReadings<Moment> {
    /// One way to read the law.
    struct Entry {
        /// The first admissible day.
        var on: Moment
        /// Why; `nil` where a text stands for it.
        var ground: Ground?
        /// The text that stands for it; -1 where a ground does.
        var text: Int16
    }

    private(set) var entries: InlineArray<4, Entry>
    private(set) var count = 1

    init(_ on: Moment, _ ground: Ground?, text: Int = -1) {
        entries = InlineArray(repeating: Entry(on: on, ground: ground, text: Int16(text)))
    }

    mutating func append(_ on: Moment, _ ground: Ground?, text: Int = -1) {
        entries[count] = Entry(on: on, ground: ground, text: Int16(text))
        count += 1
    }

    mutating func move(_ place: Int, to on: Moment) { entries[place].on = on }
}

extension Recorder {
    /// From when a member's application is admissible.
    ///
    /// A wait of two years counts as over on its second anniversary.
    ///
    /// - Source: BE-WAIT-GENERAL; BE-2026-SUSPENSION-SP; FRD art. 12(2).
    mutating func admission(of member: Int, lodged: Moment, regime: Int) -> Admission<Moment> {
        open(texts(of: regime).count > 1 ? .suspension2026 : .waitingPeriod, member)
        var readings = firstDays(for: member, lodged: lodged, regime: regime)
        if !regimeIsGiven { moveUnderTheirOwnRegime(&readings, of: member, lodged: lodged, regime: regime) }
        return admission(lodged: lodged, readings: readings)
    }

    /// The first admissible days under one regime, whatever regime governs those days.
    private mutating func firstDays(
        for member: Int, lodged: Moment, regime: Int
    ) -> AdmissionReadings<Moment> {
        let texts = texts(of: regime)
        let granted = day(.granted)
        let protection: Protection = choose(.protection) ?? .refugee
        guard texts.count > 1 else {
            return waits(member, protection, granted: granted, lodged: lodged, text: texts.lowerBound)
        }
        var readings: AdmissionReadings<Moment>?
        for text in texts {
            let on = adding(months: Int(term(.waitingRefugee, of: protection, text).value), to: granted)
            if readings == nil {
                readings = AdmissionReadings(on, nil, text: text)
            } else {
                readings?.append(on, nil, text: text)
            }
        }
        return readings ?? AdmissionReadings(granted, nil)
    }

    /// Moves first days that fall under another regime than the day of lodging to what that regime makes of them.
    ///
    /// The law of the day of lodging counts, so the first admissible day is one under the regime of that day itself.
    ///
    /// - Source: BE-REGIME-RESOLVER.
    private mutating func moveUnderTheirOwnRegime(
        _ readings: inout AdmissionReadings<Moment>, of member: Int, lodged: Moment, regime: Int
    ) {
        mute()
        for place in 0..<readings.count {
            let on = readings.entries[place].on
            let moved =
                onOrBefore(on, lodged)
                ? earlier(on, of: member, lodged: lodged, regime: regime)
                : later(on, of: member, lodged: lodged, regime: regime)
            readings.move(place, to: moved)
        }
        unmute()
    }

    /// A first day after the day of lodging: the next regime may come before it, and may not ask for the wait.
    private mutating func later(_ first: Moment, of member: Int, lodged: Moment, regime: Int) -> Moment {
        var (on, regime) = (first, regime)
        for index in 0..<resolverCount {
            let end = resolverRow(index).lodgedThrough
            guard end != .distantFuture, onOrBefore(lodged, moment(end)) else { continue }
            if onOrBefore(on, moment(end)) { break }
            let start = moment(end.adding(days: 1))
            let next = resolve(member, start)
            guard next != regime else { continue }
            regime = next
            on = firstDays(for: member, lodged: start, regime: next).entries[0].on
            if onOrBefore(on, start) { on = start }
        }
        return on
    }

    /// A first day before the day of lodging: an earlier regime may still have asked for a wait on it.
    private mutating func earlier(_ first: Moment, of member: Int, lodged: Moment, regime: Int) -> Moment {
        var (on, regime) = (first, regime)
        for index in (0..<resolverCount).reversed() {
            let end = resolverRow(index).lodgedThrough
            guard end != .distantFuture, before(moment(end), lodged) else { continue }
            guard onOrBefore(on, moment(end)) else { break }
            let previous = resolve(member, moment(end))
            guard previous != regime else { continue }
            regime = previous
            on = firstDays(for: member, lodged: moment(end), regime: previous).entries[0].on
            guard onOrBefore(on, moment(end)) else { return moment(end.adding(days: 1)) }
        }
        return on
    }

    /// The verdict for the day of lodging, from the readings; ends the open finding.
    @inline(__always)
    private mutating func admission(
        lodged: Moment, readings: AdmissionReadings<Moment>
    ) -> Admission<Moment> {
        // The longest wait stands first, so it decides `on`.
        let on = readings.entries[0].on
        show(.day, on)
        if onOrBefore(on, lodged) {
            close(.yes, .admissible)
            return Admission(verdict: .yes, on: on, readings: readings)
        }
        var verdict = Verdict.no
        for index in 1..<max(1, readings.count) where onOrBefore(readings.entries[index].on, lodged) {
            verdict = .uncertain
        }
        if verdict == .uncertain {
            for index in 0..<readings.count {
                let entry = readings.entries[index]
                let holds = Verdict(onOrBefore(entry.on, lodged))
                if let ground = entry.ground { reading(holds, ground) } else { reading(holds, text: Int(entry.text)) }
            }
        }
        close(verdict, verdict == .uncertain ? .waitingContested : .notYetAdmissible)
        return Admission(verdict: verdict, on: on, readings: readings)
    }

    /// The waits that one text gives, the longest first; a wait that no source confirms may also not be asked.
    @inline(__always)
    private mutating func waits(
        _ member: Int, _ protection: Protection, granted: Moment, lodged: Moment, text: Int
    ) -> AdmissionReadings<Moment> {
        let wait = term(.waitingRefugee, of: protection, text)
        show(.months, number: Int64(wait.value))
        var readings = AdmissionReadings(adding(months: Int(wait.value), to: granted), .fullWait)
        guard wait.value > 0, let relation: Relation = choose(.relation, member) else { return readings }
        if !wait.isFirm { readings.append(granted, .waitingTermUnverified) }
        if term(.accompanyingFamilyInForce, text).isTrue, accompanies(member) {
            return AdmissionReadings(granted, .cameAlong)
        }
        switch protection {
        case .subsidiaryProtection:
            let tie = term(.waitingExceptionPreExistingTie, text)
            if tie.exists, tieExistedBefore(member, relation: relation) {
                readings.append(adding(months: Int(tie.value), to: granted), .shorterWaitForEarlierTie)
            }
            let children = term(.waitingExceptionOnlyMinorChildren, text)
            if children.exists, onlyMinorChildrenJoin(member) {
                readings.append(adding(months: Int(children.value), to: granted), .noWaitForOnlyChildren)
            }
            if relation == .parent || relation == .sibling, isUnaccompaniedMinor(text) {
                readings.append(granted, .noWaitForParentsOfMinor)
            }
        case .stateless:
            // Before assimilation the general rule: no wait where the tie is older or there is a common minor child.
            if tieExistedBefore(member, relation: relation)
                || hasCommonMinorChild(member, relation, lodged: lodged, text: text)
            {
                return AdmissionReadings(granted, .admissible)
            }
        case .refugee, .temporaryProtection:
            break
        }
        return readings
    }

    private mutating func hasCommonMinorChild(_ member: Int, _ relation: Relation, lodged: Moment, text: Int) -> Bool {
        guard relation.isCouple else { return false }
        for other in 0..<memberCount where other != member {
            guard choose(.relation, other) == Relation.child, isTrue(.sharedChild, other) else { continue }
            if isMinor(other, on: lodged, text: text) { return true }
        }
        return false
    }
}

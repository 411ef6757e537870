internal import Law

/// Money that is due, in cents.
struct Fee {
    /// Whether it is due.
    var verdict: Verdict
    /// The least and the most that it may be; `nil` where no amount is known.
    var range: (low: Int64, high: Int64)?
}

extension Recorder {
    /// The contribution to the Immigration Office's costs.
    ///
    /// - Source: Aliens Act art. 1/1; BE-PROC-FEES.
    @inline(__always)
    mutating func contribution(of member: Int, lodged: Moment, regime: Int) -> Fee {
        let texts = texts(of: regime)
        open(.fees, member)
        guard let protection: Protection = choose(.protection) else {
            close(.no, .contributionNotDue)
            return Fee(verdict: .no, range: (0, 0))
        }
        let first = term(.contributionDueRefugee, of: protection, texts.lowerBound)
        var verdict: Verdict = first.isFirm ? Verdict(first.isTrue) : .uncertain
        for text in texts.dropFirst() {
            let other = term(.contributionDueRefugee, of: protection, text)
            verdict = verdict.orReading(other.isFirm ? Verdict(other.isTrue) : .uncertain)
        }
        guard verdict != .no else {
            close(.no, .contributionNotDue)
            return Fee(verdict: .no, range: (0, 0))
        }
        let amount = amount(.contributionAmount, texts.lowerBound, on: lodged)
        show(.amount, number: Int64(amount.value))
        if verdict == .uncertain {
            reading(.yes, .contributionAsEnacted)
            reading(.no, .contributionExempt)
        }
        close(verdict, verdict == .yes ? .contributionDue : .contributionContested)
        guard amount.exists else { return Fee(verdict: verdict, range: nil) }
        return Fee(verdict: verdict, range: (verdict == .yes ? Int64(amount.value) : 0, Int64(amount.value)))
    }

    /// The fee for handling a long-stay visa; none where the application is lodged in Belgium.
    ///
    /// - Source: BE-PROC-FEES (sources conflict on the amount, so it is a range).
    @inline(__always)
    mutating func visaHandling(of member: Int, lodged: Moment, regime: Int) -> Fee {
        let text = texts(of: regime).lowerBound
        open(.fees, member)
        let inBelgium =
            term(.applicationInBelgiumInForce, text).isTrue
            || choose(.channel, member) == Channel.municipality
            || (term(.accompanyingFamilyInForce, text).isTrue && accompanies(member))
        if inBelgium {
            close(.no, .noVisaNeeded)
            return Fee(verdict: .no, range: (0, 0))
        }
        let (low, high) = (amount(.visaHandlingLow, text, on: lodged), amount(.visaHandlingHigh, text, on: lodged))
        show(.low, number: Int64(low.value))
        show(.high, number: Int64(high.value))
        close(.yes, .visaHandlingDue)
        guard low.exists, high.exists else { return Fee(verdict: .yes, range: nil) }
        return Fee(verdict: .yes, range: (Int64(low.value), Int64(high.value)))
    }
}

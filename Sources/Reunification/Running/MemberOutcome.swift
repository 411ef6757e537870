public import CivilTime
public import Law

/// The answers about one member on complete facts, as a silent run gives them.
public struct MemberOutcome: Hashable, Sendable {
    /// Position of the regime.
    public var regime: Int32 = 0
    /// Whether the member belongs to a category with a right.
    public var entitlement = Verdict.no
    /// Whether lodging is admissible.
    public var mayLodge = Verdict.no
    /// Whether the family escapes the material conditions.
    public var exemption = Verdict.no
    /// Whether the income condition is met.
    public var income = Verdict.no
    /// Whether the housing condition is met.
    public var housing = Verdict.no
    /// Whether the insurance condition is met.
    public var insurance = Verdict.no
    /// Whether the contribution is due.
    public var contribution = Verdict.no
    /// Whether the visa handling fee is due.
    public var visaHandling = Verdict.no
    /// First day on which lodging is admissible under every reading.
    public var mayLodgeOn = Day(rawValue: 0)
    /// Last day of the exemption window; 1970-01-01 where there is none.
    public var windowLast = Day(rawValue: 0)
    /// The higher reference amount, in cents; 0 where there is none.
    public var reference: Int64 = 0
    /// The income that counts, in cents.
    public var counted: Int64 = 0
    /// Last day of the decision term; 1970-01-01 while it does not run.
    public var decisionDue = Day(rawValue: 0)
    /// Last day to register; 1970-01-01 before arrival.
    public var registerBy = Day(rawValue: 0)

    /// Makes an empty outcome.
    public init() {}
}

extension Silent {
    /// Every answer about a member of the present family.
    mutating func assess(_ member: Int) -> MemberOutcome {
        var outcome = MemberOutcome()
        let lodged = lodgingDay(of: member)
        let regime = regime(of: member, lodged: lodged)
        outcome.regime = Int32(regime)
        outcome.entitlement = entitlement(of: member, lodged: lodged, regime: regime)
        let admission = admission(of: member, lodged: lodged, regime: regime)
        outcome.mayLodge = admission.verdict
        outcome.mayLodgeOn = admission.on
        let exemption = exemption(of: member, lodged: lodged, regime: regime)
        outcome.exemption = exemption.verdict
        if let last = exemption.window?.days?.last { outcome.windowLast = last }
        let (income, reference, counted) = income(of: member, lodged: lodged, regime: regime, exempt: exemption.verdict)
        outcome.income = income.verdict
        outcome.reference = reference.high
        outcome.counted = counted
        outcome.housing = housing(of: member, exempt: exemption.verdict).verdict
        outcome.insurance = insurance(of: member, lodged: lodged, regime: regime, exempt: exemption.verdict).verdict
        outcome.contribution = contribution(of: member, lodged: lodged, regime: regime).verdict
        outcome.visaHandling = visaHandling(of: member, lodged: lodged, regime: regime).verdict
        if let due = decision(of: member, regime: regime).due { outcome.decisionDue = due }
        if let last = stay(of: member, regime: regime).registerBy { outcome.registerBy = last }
        return outcome
    }
}

extension Columns {
    /// Assesses families one by one, without findings.
    ///
    /// - Parameters:
    ///   - families: Which families.
    ///   - rulebook: The law.
    ///   - regime: Position of a regime to run everything under; `nil`: the one that the resolver gives.
    ///   - use: Takes the outcome of each member, by row.
    public func assess(
        _ families: Range<Int>, _ rulebook: Rulebook, under regime: Int? = nil, _ use: (Int, MemberOutcome) -> Void
    ) {
        rulebook.withUnsafeLaw { law in
            var run = Silent(self, law, regime: regime)
            for family in families {
                run.begin(family)
                let first = Int(memberStart[family])
                for member in 0..<run.memberCount { use(first + member, run.assess(member)) }
            }
        }
    }
}

extension Rulebook {
    /// Lends the law as plain pointers.
    func withUnsafeLaw<Result>(_ body: (Silent.UnsafeLaw) -> Result) -> Result {
        var (terms, steps, amounts): ([Term], [Range<Int32>], [LawText.Step]) = ([], [], [])
        for text in texts { text.flatten(&terms, &steps, &amounts) }
        return terms.withUnsafeBufferPointer { terms in
            steps.withUnsafeBufferPointer { steps in
                amounts.withUnsafeBufferPointer { amounts in
                    textRanges.withUnsafeBufferPointer { ranges in
                        windowTexts.withUnsafeBufferPointer { windows in
                            book.resolver.withUnsafeBufferPointer { resolver in
                                guard let terms = terms.baseAddress, let steps = steps.baseAddress,
                                    let amounts = amounts.baseAddress, let ranges = ranges.baseAddress,
                                    let windows = windows.baseAddress
                                else { preconditionFailure("a rulebook has regimes") }
                                return body(
                                    Silent.UnsafeLaw(
                                        terms: terms, steps: steps, amounts: amounts, ranges: ranges, windows: windows,
                                        resolver: resolver))
                            }
                        }
                    }
                }
            }
        }
    }
}

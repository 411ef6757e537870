import Law
import Testing

/// The four-valued answers, against tables written out in full.
struct VerdictTests {
    // Rows and columns in this order.
    static let order: [Verdict] = [.no, .uncertain, .needsFacts, .yes]

    /// no settles it; then missing facts, then an open law.
    static let both: [[Verdict]] = [
        [.no, .no, .no, .no],
        [.no, .uncertain, .needsFacts, .uncertain],
        [.no, .needsFacts, .needsFacts, .needsFacts],
        [.no, .uncertain, .needsFacts, .yes],
    ]

    /// yes settles it; then missing facts, then an open law.
    static let either: [[Verdict]] = [
        [.no, .uncertain, .needsFacts, .yes],
        [.uncertain, .uncertain, .needsFacts, .yes],
        [.needsFacts, .needsFacts, .needsFacts, .yes],
        [.yes, .yes, .yes, .yes],
    ]

    /// The shared answer of two readings, or an open law.
    static let readings: [[Verdict]] = [
        [.no, .uncertain, .uncertain, .uncertain],
        [.uncertain, .uncertain, .uncertain, .uncertain],
        [.uncertain, .uncertain, .needsFacts, .uncertain],
        [.uncertain, .uncertain, .uncertain, .yes],
    ]

    @Test func `there are four verdicts with these names`() {
        #expect(Set(Verdict.allCases) == Set(VerdictTests.order) && Verdict.allCases.count == 4)
        #expect(VerdictTests.order.map(\.name) == ["no", "uncertain", "needs_facts", "yes"])
    }

    @Test func `both, either and two readings follow their tables`() {
        for (row, left) in VerdictTests.order.enumerated() {
            for (column, right) in VerdictTests.order.enumerated() {
                #expect((left && right) == VerdictTests.both[row][column], "\(left) and \(right)")
                #expect((left || right) == VerdictTests.either[row][column], "\(left) or \(right)")
                #expect(
                    left.orReading(right) == VerdictTests.readings[row][column],
                    "\(left) in one reading, \(right) in the other"
                )
            }
        }
    }

    @Test func `the other way round leaves open what is open`() {
        #expect(VerdictTests.order.map { !$0 } == [.yes, .uncertain, .needsFacts, .no])
        #expect(Verdict(true) == .yes)
        #expect(Verdict(false) == .no)
    }

    @Test func `order and grouping do not matter`() {
        for a in Verdict.allCases {
            for b in Verdict.allCases {
                #expect((a && b) == (b && a) && (a || b) == (b || a) && a.orReading(b) == b.orReading(a))
                #expect(!(a && b) == (!a || !b), "De Morgan: \(a), \(b)")
                for c in Verdict.allCases {
                    #expect(((a && b) && c) == (a && (b && c)))
                    #expect(((a || b) || c) == (a || (b || c)))
                }
            }
        }
    }
}

/// An answer of the law: four values, because a guess is a defect.
public enum Verdict: UInt8, Sendable, CaseIterable {
    /// The condition is not met.
    case no
    /// The law itself is open; more facts would not settle it.
    case uncertain
    /// Two ways of filling in the missing facts lead to different answers.
    case needsFacts
    /// The condition is met.
    case yes

    /// The name in documents.
    public var name: String {
        switch self {
        case .no: "no"
        case .uncertain: "uncertain"
        case .needsFacts: "needs_facts"
        case .yes: "yes"
        }
    }

    /// Both must hold.
    ///
    /// `no` settles it; missing facts outrank an open law, since they can still turn it into `no`.
    @inlinable
    public static func && (left: Verdict, right: Verdict) -> Verdict {
        if left == .no || right == .no { return .no }
        if left == .needsFacts || right == .needsFacts { return .needsFacts }
        if left == .uncertain || right == .uncertain { return .uncertain }
        return .yes
    }

    /// One of the two suffices.
    ///
    /// `yes` settles it; missing facts outrank an open law, since they can still turn it into `yes`.
    @inlinable
    public static func || (left: Verdict, right: Verdict) -> Verdict {
        if left == .yes || right == .yes { return .yes }
        if left == .needsFacts || right == .needsFacts { return .needsFacts }
        if left == .uncertain || right == .uncertain { return .uncertain }
        return .no
    }

    /// The other way round; what is open stays open.
    @inlinable
    public static prefix func ! (verdict: Verdict) -> Verdict {
        switch verdict {
        case .no: .yes
        case .yes: .no
        case .uncertain, .needsFacts: verdict
        }
    }

    /// What holds when the law has two readings: the shared answer, or `uncertain`.
    @inlinable
    public func orReading(_ other: Verdict) -> Verdict {
        self == other ? self : .uncertain
    }

    /// `yes` for true, `no` for false.
    @inlinable
    public init(_ holds: Bool) {
        self = holds ? .yes : .no
    }
}

public import Law

/// A plan as text for a terminal.
public struct PlanText {
    /// Whether and how text is coloured.
    public enum Style: Sendable {
        /// Plain text.
        case plain
        /// Colours and weights of an ANSI terminal.
        case ansi
    }
    /// The whole text.
    public let text: String
    /// Writes a plan.
    public init(_ plan: Plan, _ wording: Wording, _ language: Language, names: [String?], sponsorName: String?, _ style: Style) {
        text = ""
    }
}

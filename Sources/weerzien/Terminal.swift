internal import Casework
internal import Glibc

/// What the terminal can show.
enum Terminal {
    /// Colours only in a terminal that wants them.
    static func style(isFile: Bool, wanted: Bool?) -> PlanText.Style {
        if let wanted { return wanted ? .ansi : .plain }
        guard !isFile, isatty(1) == 1, getenv("NO_COLOR") == nil else { return .plain }
        return .ansi
    }
}

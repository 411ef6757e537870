/// Helps somebody who mistyped a word.
public enum Suggestion {
    /// ` — did you mean ‘…’?` for the closest of the allowed words, or nothing.
    public static func didYouMean(_ word: String, among allowed: [String]) -> String {
        guard word.utf8.count <= 80 else { return "" }
        let ranked = allowed.map { ($0, distance(word, $0)) }.min { $0.1 < $1.1 }
        guard let (best, distance) = ranked, distance <= max(2, word.count / 3) else { return "" }
        return "; did you mean ‘\(best)’?"
    }

    /// Least number of letters inserted, deleted, changed or swapped with their neighbour (optimal string alignment).
    static func distance(_ left: String, _ right: String) -> Int {
        let (a, b) = (Array(left.lowercased()), Array(right.lowercased()))
        var rows = [Array(0...b.count)]
        for i in 0..<a.count {
            var row = [i + 1]
            for j in 0..<b.count {
                var cost = min(rows[i][j + 1] + 1, row[j] + 1, rows[i][j] + (a[i] == b[j] ? 0 : 1))
                if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] { cost = min(cost, rows[i - 1][j - 1] + 1) }
                row.append(cost)
            }
            rows.append(row)
        }
        return rows[a.count][b.count]
    }
}

import CivilTime
import TestSupport
import Testing

/// The day arithmetic against python-dateutil and holidays.
struct OracleTests {
    static let seed = "20260226"
    static let count = 100_000

    @Test(.timeLimit(.minutes(5)))
    func `a hundred thousand cases agree with dateutil and holidays`() async throws {
        let script = PackageFolder.path + "/Tests/Oracle/civil_time.py"
        let run = try await Program.run(
            Program.oraclePython(),
            [script, "generate", "--seed", OracleTests.seed, "--cases", String(OracleTests.count)]
        )
        try #require(run.status == 0, "civil_time.py failed; `make test` sets up what it needs:\n\(run.errors)")
        var counts: [Substring: Int] = [:]
        var differences: [String] = []
        for line in run.output.split(separator: "\n") {
            let fields = line.split(separator: "\t", omittingEmptySubsequences: false)
            counts[fields[0], default: 0] += 1
            let answer = OracleTests.answer(fields)
            if answer != String(fields[fields.count - 1]) {
                differences.append("\(line): here \(answer ?? "no answer")")
            }
        }
        let first = differences.prefix(20).joined(separator: "\n")
        #expect(differences.isEmpty, "\(differences.count) differ with seed \(OracleTests.seed), the first:\n\(first)")
        #expect(counts.values.reduce(0, +) == OracleTests.count)
        #expect(
            Set(counts.keys) == [
                "add_months", "add_years", "age", "weekday", "is_working_day", "next_working_day", "add_working_days",
                "easter",
                "last_day_of_term",
            ]
        )
        #expect(counts.values.allSatisfy { $0 > 1000 }, "too few cases of an operation: \(counts)")
    }

    /// Our answer to a case, as the generator writes it.
    private static func answer(_ fields: [Substring]) -> String? {
        guard fields.count >= 3 else { return nil }
        let number = Int(fields[fields.count - 2])
        if fields[0] == "easter" { return number.map { Day.easter(year: $0).description } }
        guard let day = Day(String(fields[1])) else { return nil }
        switch fields[0] {
        case "weekday": return String(day.weekday.rawValue)
        case "is_working_day": return String(day.isWorkingDay)
        case "next_working_day": return day.rolledOver.description
        case "age": return Day(String(fields[2])).map { String(day.age(on: $0)) }
        case "add_months", "last_day_of_term": return number.map { day.adding(months: $0).description }
        case "add_years": return number.map { day.adding(years: $0).description }
        case "add_working_days": return number.map { day.adding(workingDays: $0).description }
        default: return nil
        }
    }
}

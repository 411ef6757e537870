import Casework
import TestSupport
import Testing

@Suite struct ScheduleTests {
    private typealias Task = Schedule.Task

    /// A thousand random graphs of tasks against a mixed-integer program, solved by HiGHS.
    @Test func `a schedule equals the optimum of a mixed-integer program`() async throws {
        var dice = Dice(seed: 31)
        var lines: [String] = []
        var (feasible, late) = (0, 0)
        for _ in 0..<1000 {
            let count = dice.pick([3, 5, 8, 8, 12])
            var tasks: [Task] = []
            for index in 0..<count {
                let after = (0..<index).filter { _ in dice.chance(30) }
                let validity: Int? = dice.chance(25) ? Int.random(in: 0...60, using: &dice) : nil
                tasks.append(Task(days: Int.random(in: 0...25, using: &dice), after: after, validity: validity))
            }
            let from = Int.random(in: 0...50, using: &dice)
            let use = from + Int.random(in: 0...160, using: &dice)
            let schedule = Schedule(tasks, from: from)
            let starts = schedule.starts(use: use)
            if starts == nil { late += 1 } else { feasible += 1 }
            let written = tasks.enumerated().map { index, task in
                let after = task.after.map { "\"t\($0)\"" }.joined(separator: ",")
                let validity = task.validity.map { "\($0)" } ?? "null"
                return "{\"id\":\"t\(index)\",\"days\":\(task.days),\"after\":[\(after)],\"valid\":\(validity)}"
            }
            let latest = tasks.indices.map { index in
                "\"t\(index)\":" + (starts.map { "\($0[index].upperBound)" } ?? "null")
            }
            lines.append(
                "{\"as_of\":\(from),\"target\":\(use),\"tasks\":[\(written.joined(separator: ","))],\"answer\":"
                    + "{\"earliest_done\":\(schedule.earliestUse.map { "\($0)" } ?? "null"),"
                    + "\"latest\":{\(latest.joined(separator: ","))}}}")
        }
        #expect(feasible > 100 && late > 100)
        let script = PackageFolder.path + "/Tests/Oracle/schedule_milp.py"
        let outcome = try await Program.run(
            Program.oraclePython(), [script], input: Array((lines.joined(separator: "\n") + "\n").utf8))
        #expect(outcome.status == 0, "\(outcome.output.suffix(600))\(outcome.errors.suffix(600))")
        #expect((outcome.output + outcome.errors).contains("1000 instances compared"))
    }

    /// The first start of every task, against every start of small graphs tried one by one.
    @Test func `first and last starts equal brute force on small graphs`() {
        var dice = Dice(seed: 32)
        for _ in 0..<400 {
            var tasks: [Task] = []
            for index in 0..<3 {
                tasks.append(
                    Task(
                        days: Int.random(in: 0...3, using: &dice), after: (0..<index).filter { _ in dice.chance(50) },
                        validity: dice.chance(40) ? Int.random(in: 0...4, using: &dice) : nil))
            }
            let use = Int.random(in: 0...9, using: &dice)
            var (first, last): ([Int], [Int]) = ([.max, .max, .max], [.min, .min, .min])
            for a in 0...use {
                for b in 0...use {
                    for c in 0...use where fits([a, b, c], tasks, use) {
                        for (index, start) in [a, b, c].enumerated() {
                            first[index] = min(first[index], start)
                            last[index] = max(last[index], start)
                        }
                    }
                }
            }
            let starts = Schedule(tasks, from: 0).starts(use: use)
            #expect(starts?.map(\.lowerBound) == (first[0] == .max ? nil : first))
            #expect(starts?.map(\.upperBound) == (first[0] == .max ? nil : last))
        }
    }

    private func fits(_ starts: [Int], _ tasks: [Task], _ use: Int) -> Bool {
        tasks.indices.allSatisfy { index in
            let end = starts[index] + tasks[index].days
            guard end <= use, tasks[index].validity.map({ use - end <= $0 }) ?? true else { return false }
            return tasks[index].after.allSatisfy { starts[$0] + tasks[$0].days <= starts[index] }
        }
    }
}

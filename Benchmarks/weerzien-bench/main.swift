internal import BuiltInLaw
internal import Casework
internal import CivilTime
internal import Dispatch
internal import Documents
internal import FactFiles
internal import Glibc
internal import Law
internal import Reunification

// usage: weerzien-bench single FACTS [REPEAT] | plan FACTS [REPEAT] | silent FAMILIES [REPEAT]
// Prints one JSON line. Times are wall and CPU seconds of this process.

struct Clock {
    var wall: Double
    var cpu: Double

    static var now: Clock {
        func seconds(_ id: clockid_t) -> Double {
            var time = timespec()
            clock_gettime(id, &time)
            return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
        }
        return Clock(wall: seconds(CLOCK_MONOTONIC), cpu: seconds(CLOCK_PROCESS_CPUTIME_ID))
    }

    static func measure(_ body: () -> Void) -> Clock {
        let start = now
        body()
        let end = now
        return Clock(wall: end.wall - start.wall, cpu: end.cpu - start.cpu)
    }
}

func list(_ values: [Double]) -> String { "[" + values.map { "\($0)" }.joined(separator: ", ") + "]" }

func facts(_ path: String) throws -> Facts {
    guard let file = fopen(path, "r") else {
        throw DocumentError(file: path, line: 0, key: "", problem: "cannot be read")
    }
    defer { fclose(file) }
    var bytes = [UInt8](repeating: 0, count: 1 << 20)
    bytes.removeLast(bytes.count - fread(&bytes, 1, bytes.count, file))
    return try FactsDocument(try YAMLReader.readEither(bytes), today: Day(rawValue: 0)).facts
}

let arguments = CommandLine.arguments
let rulebook = Rulebook(BuiltInLaw.book)
let guide = BuiltInLaw.guide
let repeats = arguments.count > 3 ? Int(arguments[3]) ?? 5 : 5

switch arguments.count > 2 ? arguments[1] : "" {
case "single", "plan":
    let family = try facts(arguments[2])
    let isPlan = arguments[1] == "plan"
    let runs = isPlan ? 200 : 5000
    var (findings, wall, cpu): (Int, [Double], [Double]) = (0, [], [])
    for _ in 0...repeats {
        let time = Clock.measure {
            for _ in 0..<runs {
                var budget = WorkBudget.ofOnePlan
                if isPlan {
                    guard let plan = try? Plan(family, rulebook, guide: guide) else { continue }
                    findings = plan.findings.count
                } else {
                    guard let assessment = try? Assessment(family, rulebook, budget: &budget) else { continue }
                    findings = assessment.members.joined().reduce(0) { $0 + $1.findings.count }
                }
            }
        }
        wall.append(time.wall / Double(runs))
        cpu.append(time.cpu / Double(runs))
    }
    print(
        "{\"what\": \"\(arguments[1])\", \"findings\": \(findings), \"wall_s\": \(list(Array(wall.dropFirst()))), \"cpu_s\": \(list(Array(cpu.dropFirst())))}"
    )
case "silent":
    let count = Int(arguments[2]) ?? 1_000_000
    let columns = Population.columns(families: count, seed: 20_250_818)
    var rows: [String] = []
    for regimes in [1, 2, 3] {
        var (wall, cpu): ([Double], [Double]) = ([], [])
        let sums = UnsafeMutablePointer<UInt64>.allocate(capacity: 2)
        defer { sums.deallocate() }
        nonisolated(unsafe) let halves = sums
        for _ in 0...repeats {
            let time = Clock.measure {
                DispatchQueue.concurrentPerform(iterations: 2) { half in
                    var sum: UInt64 = 0
                    for regime in 0..<regimes {
                        columns.assess(count * half / 2..<count * (half + 1) / 2, rulebook, under: regime) {
                            _, outcome in
                            sum &+= outcome.checksum
                        }
                    }
                    halves[half] = sum
                }
            }
            wall.append(time.wall)
            cpu.append(time.cpu)
        }
        rows.append(
            "{\"regimes\": \(regimes), \"wall_s\": \(list(Array(wall.dropFirst()))), \"cpu_s\": \(list(Array(cpu.dropFirst()))), \"checksum\": \(sums[0] &+ sums[1])}"
        )
    }
    var usage = rusage()
    getrusage(Int32(RUSAGE_SELF.rawValue), &usage)
    print(
        "{\"what\": \"silent\", \"families\": \(count), \"members\": \(columns.members), \"rss_mib\": \(usage.ru_maxrss / 1024), \"runs\": [\(rows.joined(separator: ", "))]}"
    )
default:
    StandardError.write("usage: weerzien-bench single FACTS [REPEAT] | plan FACTS [REPEAT] | silent FAMILIES [REPEAT]")
    exit(2)
}

extension MemberOutcome {
    /// A number in which every answer has a part, so that none can be left out.
    var checksum: UInt64 {
        var sum = UInt64(truncatingIfNeeded: regime)
        sum = sum &* 4 &+ UInt64(entitlement.rawValue)
        sum = sum &* 4 &+ UInt64(mayLodge.rawValue)
        sum = sum &* 4 &+ UInt64(exemption.rawValue)
        sum = sum &* 4 &+ UInt64(income.rawValue)
        sum = sum &* 4 &+ UInt64(housing.rawValue)
        sum = sum &* 4 &+ UInt64(insurance.rawValue)
        sum = sum &* 4 &+ UInt64(contribution.rawValue)
        sum = sum &* 4 &+ UInt64(visaHandling.rawValue)
        sum &+= UInt64(truncatingIfNeeded: mayLodgeOn.rawValue) &+ UInt64(truncatingIfNeeded: windowLast.rawValue)
        sum &+= UInt64(truncatingIfNeeded: reference) &+ UInt64(truncatingIfNeeded: counted)
        return sum &+ UInt64(truncatingIfNeeded: decisionDue.rawValue)
            &+ UInt64(truncatingIfNeeded: registerBy.rawValue)
    }
}

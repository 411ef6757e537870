internal import Casework
internal import CivilTime
internal import Dispatch
internal import Documents
internal import FactFiles
internal import Guide
internal import Law
internal import Reunification

/// Answers one family of a batch.
struct BatchAssessor: Sendable {
    let path: String
    let rulebook: Rulebook
    let guide: Guide
    let wording: Wording?
    let format: BatchFormat
    let asOf: Day?
    let lodgeOn: Day?
    let today: Day

    /// The answer as bytes, or what is wrong.
    func assess(_ item: BatchItem) -> BatchOutcome {
        var outcome = BatchOutcome()
        let start = Clock.now
        do {
            var (line, document) = try read(item)
            if let asOf { document.facts = document.facts.lookedAt(on: asOf) }
            let read = Clock.now
            outcome.reading = read - start
            let scope: Plan.Scope = format == .csv ? .assessment : .whole
            let plan = try planOrFailure(
                document, lodgeOn: lodgeOn, rulebook, guide, path: "\(path):\(line)", scope: scope)
            let planned = Clock.now
            outcome.rules = planned - read
            outcome.output = write(plan, line)
            outcome.writing = Clock.now - planned
        } catch let failure as Failure {
            outcome.fault = failure.message
        } catch let error as DocumentError {
            outcome.fault = Files.named(path, error).description
        } catch {
            outcome.fault = "\(path): \(error)"
        }
        return outcome
    }

    private func read(_ item: BatchItem) throws -> (line: Int, document: FactsDocument) {
        switch item {
        case .document(let line, let bytes):
            (line, try FactsDocument(try JSONReader.read(bytes, firstLine: line), today: today))
        case .rows(let table, let rows):
            (rows[0].line, try FactsDocument(try table.document(rows), today: today))
        case .fault(let error):
            throw error
        }
    }

    private func write(_ plan: Plan, _ line: Int) -> [UInt8] {
        switch format {
        case .jsonl:
            var writer = JSONWriter(pretty: false)
            plan.write(&writer, wording)
            return writer.bytes + [0x0A]
        case .csv:
            return FlatPlan.rows(plan, line: line).flatMap { CSVWriter.row($0).utf8 }
        }
    }
}

/// What became of one family, with the nanoseconds that it took.
struct BatchOutcome: Sendable {
    var output: [UInt8] = []
    var fault: String?
    var reading: UInt64 = 0
    var rules: UInt64 = 0
    var writing: UInt64 = 0
}

/// What became of all of them.
struct BatchTotals {
    private let start = Clock.now
    private var families = 0
    private(set) var faults = 0
    private var (reading, rules, writing): (UInt64, UInt64, UInt64) = (0, 0, 0)

    /// Does some reading and counts its time.
    mutating func reading<Result>(_ work: () throws -> Result) rethrows -> Result {
        let start = Clock.now
        defer { reading += Clock.now - start }
        return try work()
    }

    /// Does some writing and counts its time.
    mutating func writing(_ work: () throws -> Void) rethrows {
        let start = Clock.now
        defer { writing += Clock.now - start }
        try work()
    }

    /// Counts a family; says what is wrong with it.
    mutating func add(_ outcome: BatchOutcome) {
        if let fault = outcome.fault {
            faults += 1
            StandardError.write(fault)
        } else {
            families += 1
        }
        reading += outcome.reading
        rules += outcome.rules
        writing += outcome.writing
    }

    /// One line: how many, how fast, and which share of the work the rules are.
    var summary: String {
        let elapsed = max(1, Clock.now - start)
        let work = max(1, reading + rules + writing)
        func percent(_ part: UInt64) -> String { "\((part * 100 + work / 2) / work) %" }
        let perSecond = Int(Double(families) * 1e9 / Double(elapsed))
        let hundredths = Int(elapsed / 10_000_000)
        let seconds = "\(hundredths / 100).\(hundredths % 100 < 10 ? "0" : "")\(hundredths % 100)"
        return
            "\(families.grouped) \(families == 1 ? "family" : "families") in \(seconds) s, "
            + "\(perSecond.grouped) a second; "
            + "of the work the rules take \(percent(rules)), reading \(percent(reading)), writing \(percent(writing))"
            + (faults == 0 ? "" : "; \(faults.grouped) not answered: see above")
    }
}

/// Nanoseconds that only go forward.
enum Clock {
    static var now: UInt64 { DispatchTime.now().uptimeNanoseconds }
}

/// The results of independent work on every core, in the order of the items.
func inParallel<Item: Sendable, Result: Sendable>(_ items: [Item], _ work: @Sendable (Item) -> Result) -> [Result] {
    [Result](unsafeUninitializedCapacity: items.count) { buffer, count in
        nonisolated(unsafe) let slots = buffer
        DispatchQueue.concurrentPerform(iterations: items.count) { index in
            slots.initializeElement(at: index, to: work(items[index]))
        }
        count = items.count
    }
}

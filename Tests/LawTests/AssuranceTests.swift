import BuiltInLaw
import CivilTime
import Law
import Testing

/// Through which day an amount is vouched for.
struct AssuranceTests {
    /// A parameter with rows from 2024 and 2025, and what its rows and rhythm say.
    struct Row: CustomTestStringConvertible, Sendable {
        var name: String
        var rhythm: Int?
        var first: String?
        var second: String?
        var secondStatus = ValueStatus.sourced
        var expected: [String?]
        var testDescription: String { name }
    }

    static let rows: [Row] = [
        Row(name: "the day before the next row; after the last no end", expected: ["2024-12-31", nil]),
        Row(
            name: "the next row counts whatever its status",
            secondStatus: .unverified,
            expected: ["2024-12-31", nil]
        ),
        Row(name: "the rhythm ends the last row", rhythm: 12, expected: ["2024-12-31", "2025-12-31"]),
        Row(name: "a rhythm of six months", rhythm: 6, expected: ["2024-12-31", "2025-06-30"]),
        Row(
            name: "what a row says, when earlier than the next row",
            first: "2024-05-31",
            expected: ["2024-05-31", nil]
        ),
        Row(name: "never later than the next row", first: "2026-05-31", expected: ["2024-12-31", nil]),
        Row(
            name: "what the last row says, when earlier than the rhythm",
            rhythm: 12,
            second: "2025-08-17",
            expected: ["2024-12-31", "2025-08-17"]
        ),
        Row(
            name: "the rhythm, when earlier than what the last row says",
            rhythm: 12,
            second: "2027-08-17",
            expected: ["2024-12-31", "2025-12-31"]
        ),
        Row(
            name: "on its own day only",
            first: "2024-01-01",
            second: "2025-01-01",
            expected: ["2024-01-01", "2025-01-01"]
        ),
    ]

    @Test(arguments: rows)
    func `a row is vouched for until the next known or suspected change`(row: Row) throws {
        var record = BuiltInLaw.book[.ggmmi]
        record.indexedEveryMonths = row.rhythm
        record.values = [
            DatedValue(
                from: try day("2024-01-01"),
                value: 1,
                status: .sourced,
                assuredThrough: row.first.flatMap(Day.init(_:)),
                note: "",
                sources: []
            ),
            DatedValue(
                from: try day("2025-01-01"),
                value: 2,
                status: row.secondStatus,
                assuredThrough: row.second.flatMap(Day.init(_:)),
                note: "",
                sources: []
            ),
        ]
        #expect(record.values.indices.map { record.assuredThrough(rowAt: $0)?.description } == row.expected)
    }

    @Test func `a row holds from its day until the next`() throws {
        let record = BuiltInLaw.book[.ggmmi]
        #expect(record.row(on: try day("2025-01-31"))?.value == 207_048)
        #expect(record.row(on: try day("2025-02-01"))?.value == 211_189)
        #expect(record.row(on: try day("2025-12-31"))?.value == 211_189)
        #expect(record.row(on: try day("2026-01-01"))?.status == .unverified)
        #expect(record.row(on: try day("2022-02-28")) == nil)
        #expect(record.row(on: .distantFuture)?.value == 218_981)
    }

    // The contract: "Assured today: the old amount 2131.28 through 2025-08-17, GGMMI 2111.89 through 2025-12-31".
    @Test(arguments: [
        (Parameter.leefloonReference, Int32(213_128), "2025-02-01", "2025-08-17"),
        (Parameter.ggmmi, Int32(211_189), "2025-02-01", "2025-12-31"),
    ])
    func `the amounts of today are vouched for as the contract says`(
        parameter: Parameter,
        cents: Int32,
        from: String,
        through: String
    ) throws {
        let book = BuiltInLaw.book
        let record = book[parameter]
        let index = try #require(record.values.firstIndex { $0.value == cents })
        #expect(record.values[index].from == (try day(from)))
        #expect(record.assuredThrough(rowAt: index)?.description == through)
        for regime in book.regimes {
            for reading in regime.readings where !reading.changes.contains(where: { $0.parameter == parameter }) {
                let text = LawText(reading, of: book)
                let last = try #require(text.steps(parameter).last)
                #expect(last.value == cents, "\(regime.id), \(reading.id): the last sourced amount")
                #expect(Day(rawValue: last.from).description == from)
                #expect(Day(rawValue: last.assuredThrough).description == through)
            }
        }
    }

    @Test func `an amount that nobody vouches for is no step of a text`() {
        let book = BuiltInLaw.book
        for parameter in Parameter.allCases where book[parameter].readOn == .day {
            let text = LawText(book.regimes[0].readings[0], of: book)
            let sourced = book[parameter].values.filter { $0.status != .unverified && $0.value != nil }
            #expect(
                text.steps(parameter).map { Day(rawValue: $0.from) } == sourced.map(\.from),
                "\(parameter.id)"
            )
        }
    }

    @Test func `a reading that changes a dated amount has that amount on every day`() {
        let book = BuiltInLaw.book
        var reading = book.regimes[0].readings[0]
        reading.changes = [Regime.Change(parameter: .ggmmi, value: 300_000, status: .sourced, note: "")]
        let text = LawText(reading, of: book)
        let steps = text.steps(.ggmmi)
        #expect(steps.count == 1)
        #expect(steps.first?.value == 300_000 && steps.first?.from == .min && steps.first?.assuredThrough == .max)
    }

    @Test func `a text reads its own day's value, or what its reading changes`() throws {
        let book = BuiltInLaw.book
        func term(_ parameter: Parameter, _ regime: String, _ reading: Int = 0) throws -> Term {
            let index = try #require(book.regimeIndex(id: regime))
            return LawText(book.regimes[index].readings[reading], of: book).term(parameter)
        }
        #expect(try term(.exemptionWindowRefugee, "be_2024") == Term(value: 12, exists: true, isFirm: true))
        #expect(try term(.exemptionWindowRefugee, "be_2025") == Term(value: 6, exists: true, isFirm: true))
        #expect(try term(.exemptionWindowRefugee, "arizona_2025").value == 6)
        #expect(try !term(.exemptionWindowSubsidiary, "be_2025").exists)
        #expect(try term(.exemptionWindowSubsidiary, "be_2025_suspended", 1).value == 12)
        #expect(try term(.leefloonShare, "be_2024").value == 120)
        #expect(try !term(.leefloonShare, "be_2025").exists)
        #expect(try term(.ggmmiShare, "be_2025").value == 110)
        #expect(try term(.materialConditionsInForce, "be_2025_suspended", 0).isTrue)
        #expect(try !term(.materialConditionsInForce, "be_2025_suspended", 2).isTrue)
        #expect(try !term(.materialConditionsInForce, "be_2025_suspended", 2).isFirm, "the change is unverified")
        #expect(try !term(.appealTerm, "be_2025").isFirm, "30 days is background knowledge")
        #expect(try term(.applicationInBelgiumInForce, "apply_in_belgium").isTrue)
        #expect(try !term(.applicationInBelgiumInForce, "be_2025").isTrue)
    }

    @Test func `a value says whether the reading changed it`() throws {
        let book = BuiltInLaw.book
        let suspended = try #require(book.regimeIndex(id: "be_2025_suspended"))
        let readings = book.regimes[suspended].readings
        let changed = try #require(book.value(of: .materialConditionsInForce, in: readings[2]))
        #expect(changed.changed && changed.row.value == 0 && changed.row.from.description == "2025-08-17")
        let own = try #require(book.value(of: .materialConditionsInForce, in: readings[1]))
        #expect(!own.changed && own.row.value == 1)
    }

    @Test func `the law as a whole is known through its earliest check`() throws {
        var book = BuiltInLaw.book
        #expect(book.checkedUntil.description == "2026-02-26")
        book.provisions[7].checkedUntil = try day("2026-01-31")
        #expect(book.checkedUntil.description == "2026-01-31")
    }

    private func day(_ text: String) throws -> Day {
        try #require(Day(text), "no day: \(text)")
    }
}

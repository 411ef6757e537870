internal import ArgumentParser
internal import BuiltInLaw
internal import CivilTime
internal import Documents
internal import Guide
internal import Law

/// `weerzien law check`: reads the law, proves that it is whole, and says what should be looked at again.
struct LawCheckCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check",
        abstract: "Gaps, overlaps, missing sources; exactly one regime and a number for every day.",
        discussion:
            "Exit status 0: the law is whole; 1: it is not, or with --strict something should be looked at again; "
            + "2: a file of the folder is wrong."
    )

    @OptionGroup var law: LawOptions

    @OptionGroup var guide: GuideOptions

    @Flag(help: "What should be looked at again is a failure.")
    var strict = false

    @Option(
        help: ArgumentHelp(
            "Day on which values must still be good; default: the law's own last checked day.",
            valueName: "day"
        )
    )
    var asOf: Day?

    func run() throws {
        let book = try law.book()
        var report = LawReport()
        report.read(book, from: law.law)
        let resolver = ResolverProof(book, days: LawReport.days)
        report.regimes(book, resolver)
        report.values(ValueProof(book, resolver))
        report.practice(try guide.read(), asOf: asOf ?? book.checkedUntil, isFailure: strict)
        report.translations(BuiltInLaw.needsReview)
        report.overdue(book, asOf: asOf ?? book.checkedUntil, isFailure: strict)
        try Files.write(Array(report.lines.joined(separator: "\n").utf8) + [0x0A], to: nil)
        guard report.failures > 0 else { return }
        throw Failure.workFailed("law check: \(report.failures) \(report.failures == 1 ? "failure" : "failures")")
    }
}

/// The lines that `law check` prints.
struct LawReport {
    /// The days over which the law is proved.
    static let days = Day(rawValue: 18_262)...Day(rawValue: 22_279)  // 2020-01-01...2030-12-31

    private(set) var lines: [String] = []
    private(set) var failures = 0

    private mutating func say(_ mark: String, _ text: String) {
        lines.append(mark + String(repeating: " ", count: max(1, 6 - mark.count)) + text)
    }

    private mutating func fail(_ text: String) {
        failures += 1
        say("FAIL", text)
    }

    mutating func read(_ book: LawBook, from folder: String?) {
        let name = folder.map { "the law in \($0)" } ?? "the built-in law"
        say(
            "ok",
            "\(name): \(book.provisions.count) provisions, \(book.parameters.count) parameters, "
                + "\(book.regimes.count) regimes and reforms, \(book.sentences.count) sentences; no gap or overlap, "
                + "and a source wherever one is required; checked until \(book.checkedUntil)"
        )
    }

    mutating func practice(_ guide: Guide, asOf: Day, isFailure: Bool) {
        say(
            "ok",
            "the guide: \(guide.countries.count) countries, \(guide.posts.count) posts, \(guide.papers.count) papers, "
                + "\(guide.costs.count) costs, \(guide.support.count) routes to pay, \(guide.letters.count) letters; "
                + "every item has a source, a date and a confidence")
        let assumed = guide.leadTimes.filter { $0.status == .unverified }.count
        say("note", "\(assumed) of \(guide.leadTimes.count) lead times are assumptions: no source gives them")
        for (id, standing) in guide.standings where standing.isOverdue(on: asOf) {
            let text = "\(id): to be looked at again by \(standing.reviewBy), before \(asOf)"
            if isFailure { fail(text) } else { say("warn", text) }
        }
    }

    mutating func translations(_ needsReview: [Language: Int]) {
        for (language, count) in needsReview.sorted(by: { $0.key.rawValue < $1.key.rawValue }) where count > 0 {
            say("note", "locales/\(language.rawValue).po: \(count) texts need native review")
        }
    }

    mutating func regimes(_ book: LawBook, _ proof: ResolverProof) {
        if let first = proof.firstUngoverned {
            fail(
                "no row of resolver.yaml fits \(proof.ungoverned.grouped) of \(proof.cases.grouped) applications; "
                    + "the first is lodged on \(first.lodged)"
            )
        } else {
            let days = proof.days.lowerBound.rawValue...proof.days.upperBound.rawValue
            say(
                "ok",
                "exactly one regime on \(days.count.grouped) days of lodging (\(proof.days.lowerBound) to "
                    + "\(proof.days.upperBound)) × \(proof.residenceDays.count) days of the "
                    + "sponsor's residence decision × \(Protection.allCases.count) kinds of protection × "
                    + "joining or accompanying × \(proof.assessmentDays.count) days of assessment: "
                    + "\(proof.cases.grouped) applications"
            )
        }
        let dead = proof.uses.indices.filter { proof.uses[$0] == 0 }
        for row in dead {
            fail(
                "row \(row + 1) of resolver.yaml (\(book.regimes[book.resolver[row].regime].id)) governs no application"
            )
        }
        if dead.isEmpty { say("ok", "each of the \(proof.uses.count) rows of the resolver governs some application") }
        for (regime, days) in zip(book.regimes, proof.lodgingDays) where days == nil {
            guard regime.status == .inForce || regime.status == .suspended else { continue }
            fail("\(regime.id) is \(regime.status.rawValue), but no row of resolver.yaml gives it")
        }
    }

    mutating func values(_ proof: ValueProof) {
        for lack in proof.lacks {
            fail("\(lack.parameter.id): no value on \(lack.textOf), whose text \(lack.regime) reads")
        }
        if proof.lacks.isEmpty {
            say("ok", "each of \(proof.readings) readings finds all \(proof.textParameters) numbers of its text")
        }
        let missing = proof.stretches.filter { $0.kind == .noRow }
        for stretch in missing {
            fail("\(stretch.parameter.id): no row from \(stretch.days.lowerBound) to \(stretch.days.upperBound)")
        }
        if missing.isEmpty {
            say(
                "ok",
                "each of \(proof.dayParameters.count) numbers that are read by day has a row on every day on which "
                    + "a regime asks for it: \(proof.dayValues.grouped) days together"
            )
        }
        for stretch in proof.stretches where stretch.kind != .noRow {
            let days =
                stretch.isOpen
                ? "from \(stretch.days.lowerBound) on" : "from \(stretch.days.lowerBound) to \(stretch.days.upperBound)"
            let what = stretch.kind == .notAssured ? "not assured" : "no sourced number"
            say("gap", "\(stretch.parameter.id): \(what) \(days)")
        }
    }

    mutating func overdue(_ book: LawBook, asOf: Day, isFailure: Bool) {
        let list = book.overdue(asOf: asOf)
        for item in list {
            let text =
                switch item.reason {
                case .checkedUntil(let day): "checked until \(day), before \(asOf)"
                case .assuredThrough(let day): "assured through \(day), before \(asOf)"
                case .unverified(let day): "the value from \(day) is unverified"
                case .unverifiedChange(let regime): "the value in \(regime) is unverified"
                }
            if isFailure { fail("\(item.id): \(text)") } else { say("warn", "\(item.id): \(text)") }
        }
        say("", "failures: \(failures); warnings: \(isFailure ? 0 : list.count), as of \(asOf)")
    }
}

extension Int {
    /// The number with a comma between thousands.
    var grouped: String {
        let digits = String(self)
        return String(
            digits.enumerated().flatMap { index, digit in
                index > 0 && (digits.count - index) % 3 == 0 ? [",", digit] : [digit]
            }
        )
    }
}

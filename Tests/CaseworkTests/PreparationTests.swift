import BuiltInLaw
import Casework
import CivilTime
import Documents
import FactFiles
import Guide
import Law
import Reunification
import TestSupport
import Testing

private let rulebook = Rulebook(BuiltInLaw.book)
private let guide = BuiltInLaw.guide

@Suite struct PreparationTests {
    /// Countries in every kind of practice, and one that the guide does not know.
    private static let countries = ["SY", "PS", "AF", "ER", "SO", "BI", "TR", "YE", "GN", "RW", "XX", nil]

    private func family(_ facts: Facts, _ dice: inout Dice) -> Family {
        var family = Family.unknown(members: facts.members.count)
        let origin = dice.pick(PreparationTests.countries)
        family.sponsor.nationality = origin
        for member in family.members.indices {
            family.members[member].nationality = dice.chance(80) ? origin : dice.pick(PreparationTests.countries)
            family.members[member].staysIn = dice.pick(["KE", "LB", "PK", "EG", "TR", "BE", nil])
        }
        return family
    }

    @Test(arguments: 0..<4) func `no paper is too old, no step comes before its cause, no cost lacks its source`(
        batch: Int
    ) throws {
        var dice = Dice(seed: 5_000 &+ UInt64(batch))
        var (papers, late, costs) = (0, 0, 0)
        for number in 0..<500 {
            let facts =
                dice.chance(30) ? RandomFamily.partial(&dice, unknown: 1) : RandomFamily.complete(&dice, lodged: 20)
            let lodgeOn = dice.chance(30) ? facts.asOf.adding(days: dice.pick([0, 5, 40, 200, 500])) : nil
            let plan = try Plan(facts, lodgeOn: lodgeOn, rulebook, family: family(facts, &dice), guide: guide)
            let preparation = try #require(plan.preparation)
            let label = "batch \(batch) family \(number)"
            for paper in preparation.papers {
                papers += 1
                if paper.problems.contains(.tooLate) { late += 1 }
                check(paper, facts.asOf, label)
            }
            for (place, step) in preparation.steps.enumerated() {
                for before in step.after {
                    if let ends = step.latest {
                        let begins = preparation.steps[before].from
                        #expect(begins <= ends, "\(label): \(step.kind) by \(ends) waits for what begins on \(begins)")
                    }
                    #expect(before < place, "\(label): step \(place + 1) stands before step \(before + 1)")
                    let cause = preparation.steps[before]
                    if let ends = step.latest, let begins = cause.latest {
                        #expect(
                            begins <= ends, "\(label): \(step.kind) by \(ends) waits for \(cause.kind) by \(begins)")
                    }
                }
                if let latest = step.latest { #expect(step.from <= latest, "\(label): \(step.kind)") }
                #expect(step.from >= facts.asOf, "\(label): \(step.kind)")
                #expect(!step.members.isEmpty)
            }
            for line in preparation.costs.lines {
                costs += 1
                #expect(!line.sources.isEmpty, "\(label): \(line.item)")
                #expect(!line.asOf.isEmpty, "\(label): \(line.item)")
                #expect(line.count > 0)
            }
            for deadline in plan.deadlines where deadline.kind == .hard {
                guard [.lodgeWithinWindow, .confirmLodging].contains(deadline.id), lodgeOn == nil else { continue }
                // Who lodged by email asks for an answer by then.
                let kind: Step.Kind = deadline.id == .confirmLodging ? .confirmEmail : .lodge
                #expect(facts.hasApplication[deadline.member] == (kind == .confirmEmail))
                #expect(
                    preparation.steps.contains {
                        $0.isHard && $0.kind == kind && $0.members.contains(deadline.member)
                            && ($0.latest ?? deadline.on) <= deadline.on
                    }, "\(label): nothing says to lodge by \(deadline.on)")
            }
        }
        #expect(papers > 3_000 && late > 100 && costs > 3_000)
    }

    private func check(_ paper: NeededPaper, _ asOf: Day, _ label: String) {
        let label = "\(label): \(paper.kind)"
        #expect(!paper.stages.isEmpty && paper.stages.last?.kind == .handIn, "\(label)")
        var ready = asOf
        for stage in paper.stages {
            #expect(stage.earliest >= ready, "\(label) \(stage.kind) begins before what it waits for has ended")
            ready = stage.earliest.adding(days: stage.days)
            if let latest = stage.latest { #expect(stage.earliest <= latest, "\(label) \(stage.kind)") }
        }
        #expect(ready <= paper.useOn, "\(label) is used on \(paper.useOn), and ready on \(ready)")
        guard let months = paper.maximumAge?.value, !paper.problems.contains(.expires) else { return }
        let first = paper.stages[0]
        for start in [first.earliest, first.latest].compactMap(\.self) {
            let issued = start.adding(days: first.days)
            #expect(
                issued.adding(months: Int(months)) >= paper.useOn,
                "\(label) of \(issued) is more than \(months) months old on \(paper.useOn)")
        }
    }

    // MARK: By hand

    private func plan(_ yaml: String, lodgeOn: String? = nil) throws -> Plan {
        let document = try FactsDocument(try YAMLReader.read(Array(yaml.utf8)), today: days("2026-03-01"))
        return try Plan(
            document.facts, lodgeOn: lodgeOn.map(days), rulebook, family: document.family, guide: guide)
    }

    private func couple(_ origin: String, stays: String, asOf: String = "2026-03-01", more: String = "") -> String {
        """
        weerzien: 1
        as_of: \(asOf)
        sponsor:
          birth_date: 1991-04-12
          nationality: \(origin)
          protection: refugee
          asylum_applied_on: 2024-02-01
          protection_granted_on: 2025-10-06
          arrived_in_belgium_on: 2024-01-20
        members:
          - {id: spouse, relation: spouse, birth_date: 1989-11-02, nationality: \(origin), stays_in: \(stays), tie_since: 2013-06-01\(more)}
        """
    }

    @Test func `a Syrian marriage certificate is got, legalised twice, translated, handed in`() throws {
        let plan = try plan(couple("SY", stays: "LB"))
        let paper = try #require(plan.preparation?.papers.first { $0.kind == .marriageCertificate })
        #expect(paper.stages.map(\.kind) == [.obtain, .legalise, .legaliseAtPost, .translate, .handIn])
        #expect(plan.preparation?.posts.first??.id == "beirut")
    }

    @Test func `a Burundian one needs one apostille`() throws {
        let plan = try plan(couple("BI", stays: "BI"))
        let paper = try #require(plan.preparation?.papers.first { $0.kind == .marriageCertificate })
        #expect(paper.stages.map(\.kind) == [.obtain, .apostille, .translate, .handIn])
    }

    @Test func `Somali records cannot be legalised, and the post is Nairobi wherever the family stays`() throws {
        let plan = try plan(couple("SO", stays: "ET"))
        let paper = try #require(plan.preparation?.papers.first { $0.kind == .marriageCertificate })
        #expect(paper.problems == [.cannotBeLegalised] && paper.needsOtherProof)
        #expect(plan.preparation?.posts.first??.id == "nairobi")
        #expect(plan.preparation?.letters.contains(.missingRecord) == true)
    }

    @Test func `a country that is not in the guide gets the general rules and says so`() throws {
        let plan = try plan(couple("NP", stays: "NP"))
        let paper = try #require(plan.preparation?.papers.first { $0.kind == .marriageCertificate })
        #expect(paper.problems.contains(.practiceUnknown))
        #expect(paper.stages.map(\.kind) == [.obtain, .legalise, .legaliseAtPost, .translate, .handIn])
        #expect(plan.preparation?.posts == [nil])
    }

    @Test func `a criminal record is asked of adults only, and not before it would be too old`() throws {
        let plan = try plan(couple("SY", stays: "LB"), lodgeOn: "2027-03-01")
        let record = try #require(plan.preparation?.papers.first { $0.kind == .criminalRecord })
        // Issued on 1 September 2026 at the earliest, to be at most six months old on 1 March 2027.
        #expect(record.issuedOn == days("2026-09-01"))
        let child = try self.plan(
            """
            weerzien: 1
            as_of: 2026-03-01
            sponsor: {birth_date: 1991-04-12, nationality: SY, protection: refugee, asylum_applied_on: 2024-02-01, protection_granted_on: 2025-10-06, arrived_in_belgium_on: 2024-01-20}
            members: [{id: c, relation: child, birth_date: 2014-08-18, nationality: SY, stays_in: LB, married: false, shared_child: false, custody: sole}]
            """)
        let kinds = try #require(child.preparation?.papers.map(\.kind))
        #expect(!kinds.contains(.criminalRecord))
        #expect(
            kinds.contains(.birthCertificate) && kinds.contains(.custodyJudgment)
                && !kinds.contains(.marriageCertificate))
    }

    @Test func `what cannot be ready in time shows the ways out, and lodging does not wait for it`() throws {
        let preparation = try #require(try plan(couple("SY", stays: "LB", asOf: "2026-03-25")).preparation)
        #expect(preparation.targets[0]?.on == days("2026-04-06") && preparation.targets[0]?.reason == .deadline)
        #expect(preparation.waysOut[0] == [.lodgeIncomplete, .lodgeRemotely, .documentObstacle])
        let lodge = try #require(preparation.steps.first { $0.kind == .lodge })
        #expect(lodge.isHard && lodge.latest == days("2026-04-06"))
        #expect(lodge.after.allSatisfy { preparation.steps[$0].papers != [.marriageCertificate] })
        let complete = try #require(preparation.steps.first { $0.kind == .complete })
        #expect(complete.after.contains { preparation.steps[$0].papers == [.marriageCertificate] })
        #expect(preparation.letters.contains(.incompleteFile))
    }

    @Test func `nothing is asked of somebody without a right`() throws {
        let plan = try plan(
            couple("SY", stays: "LB").split(separator: "relation: spouse").joined(separator: "relation: grandparent"))
        #expect(plan.preparation?.papers.isEmpty == true && plan.preparation?.costs.lines.isEmpty == true)
    }

    @Test func `a spouse pays for one visa within the range of the sources, and the total adds up`() throws {
        let costs = try #require(try plan(couple("SY", stays: "LB")).preparation?.costs)
        let visa = try #require(costs.lines.first { $0.item == .visaHandling })
        #expect(visa.amount == 18_000...25_000)
        let legalised = try #require(costs.lines.first { $0.item == .guide(.legalisationByPost) })
        // Marriage certificate and criminal record, 20 euro each; twice as much where the translation is legalised too.
        #expect(legalised.count == 2 && legalised.amount == 4_000...8_000)
        let known = costs.lines.filter { $0.due != .ifAsked }.compactMap(\.amount)
        #expect(costs.total.known.lowerBound == known.map(\.lowerBound).reduce(0, +))
        #expect(costs.total.known.upperBound == known.map(\.upperBound).reduce(0, +))
        #expect(costs.total.unknown.contains(.guide(.translation)))
    }

    @Test func `an email that may not count is confirmed before the window closes`() throws {
        let application = ", application: {lodged_on: 2026-02-20, channel: email}"
        let plan = try plan(couple("SY", stays: "SY", more: application))
        let confirm = try #require(plan.preparation?.steps.first { $0.kind == .confirmEmail })
        #expect(confirm.isHard && confirm.latest == days("2026-04-06"))
        // What the calendar and the head of the page show.
        let deadline = try #require(plan.deadlines.first { $0.id == .confirmLodging })
        #expect(!plan.deadlines.contains { $0.id == .lodgeWithinWindow })
        #expect(deadline.kind == .hard && deadline.on == days("2026-04-06"))
    }

    @Test func `nobody is told to wait while it is open whether lodging is possible already`() throws {
        let plan = try plan(PackageFolder.text("examples/subsidiary-protection-suspended.yaml"))
        let lodge = try #require(plan.preparation?.steps.first { $0.kind == .lodge })
        #expect(plan.deadlines.contains { $0.id == .mayLodgeFrom })
        #expect(lodge.from == plan.facts.asOf)
    }

    @Test func `fees are paid before the receipt must be ready, and a post has time to answer`() throws {
        let obstacle = ", obstacles: [{kind: border_closed, from: 2025-12-01, documented: true}]"
        let preparation = try #require(
            try plan(couple("SY", stays: "LB", asOf: "2025-11-03", more: obstacle)).preparation)
        let receipt = try #require(preparation.papers.first { $0.kind == .feePayment }?.stages.first?.latest)
        #expect(preparation.steps.first { $0.kind == .payFees }?.latest == receipt)
        let (ask, book) = (
            preparation.steps.first { $0.kind == .askRemote }, preparation.steps.first { $0.kind == .bookAppointment }
        )
        #expect(ask?.latest != nil && ask?.latest == book?.latest)
    }

    @Test func `old practice is shown as old`() throws {
        let plan = try plan(couple("SY", stays: "LB", asOf: "2028-01-01"))
        let lines = try #require(plan.preparation?.costs.lines)
        #expect(!lines.isEmpty && lines.allSatisfy(\.isOverdue))
    }
}

import Casework
import CivilTime
import Documents
import TestSupport
import Testing

/// Who may do what, against the readable table `access.yaml`.
struct AccessTests {
    private static let sets = [
        "carry": ["read", "read_tasks", "record", "record_task", "share", "assign", "export", "read_audit"],
        "help": ["read_tasks", "record_task"],
        "join": ["read", "read_tasks", "record", "record_task", "export", "read_audit"],
        "visit": ["read", "read_tasks", "record", "record_task", "read_audit"],
    ]

    /// `grant role compartment action` for everything that the table allows.
    private func table() throws -> Set<String> {
        let node = try YAMLReader.read(Array(try PackageFolder.text("Tests/JournalTests/access.yaml").utf8))
        var allowed: Set<String> = []
        func add(_ prefix: String, _ words: String?) {
            for word in (words ?? "").split(separator: " ").map(String.init) {
                for action in AccessTests.sets[word] ?? [word] { allowed.insert("\(prefix) \(action)") }
            }
        }
        guard case .map(let grants) = node.content else { return [] }
        for grant in grants {
            guard case .map(let roles) = grant.value.content else { continue }
            for role in roles {
                if case .map(let compartments) = role.value.content {
                    for compartment in compartments {
                        add("\(grant.key) \(role.key) \(compartment.key)", compartment.value.text)
                    }
                } else {
                    add("\(grant.key) \(role.key) none", role.value.text)
                }
            }
        }
        return allowed
    }

    /// The principals by which a grant of a kind can name an actor.
    private func principal(_ kind: Grant.Kind, _ actor: Actor) -> String {
        switch kind {
        case .owner: (actor.role == .auditor ? "u:" : "o:") + actor.organisation
        case .share: "s:" + actor.organisation
        default: "a:" + actor.account
        }
    }

    @Test func `every actor, action, compartment, grant and day is decided as the table says`() throws {
        let allowed = try table()
        let last = Day(rawValue: 20_500)
        let compartments: [CompartmentKind] = [.family, .professionals, .personal(member: "wife")]
        var (checked, yes): (Int, Set<String>) = (0, [])
        for role in Role.allCases {
            let actor = Actor(account: "me", role: role, organisation: "mine")
            for action in Action.allCases {
                for kind in Grant.Kind.allCases {
                    for compartment in compartments {
                        let name =
                            "\(kind.rawValue) \(role.rawValue) \(compartment.name.prefix { $0 != ":" }) \(action.rawValue)"
                        let own = principal(kind, actor)
                        // Whom it names × how it ends × each side of the end.
                        let states: [(grant: Grant, at: Int64, day: Day, holds: Bool)] = [
                            (Grant(principal: own, kind: kind), 0, last, true),
                            (Grant(principal: own, kind: kind, lastDay: last), 0, last.adding(days: -1), true),
                            (Grant(principal: own, kind: kind, lastDay: last), 0, last, true),
                            (Grant(principal: own, kind: kind, lastDay: last), 0, last.adding(days: 1), false),
                            (Grant(principal: own, kind: kind, expires: 1_000), 999, last, true),
                            (Grant(principal: own, kind: kind, expires: 1_000), 1_000, last, true),
                            (Grant(principal: own, kind: kind, expires: 1_000), 1_001, last, false),
                            (Grant(principal: "a:other", kind: kind), 0, last, false),
                            (Grant(principal: "o:other", kind: kind), 0, last, false),
                            (Grant(principal: "s:other", kind: kind), 0, last, false),
                        ]
                        for state in states {
                            let decision = Access.decides(
                                actor, action, compartment, [state.grant], Moment(at: state.at, day: state.day))
                            checked += 1
                            if decision.isAllowed { yes.insert(name) }
                            #expect(
                                decision.isAllowed == (state.holds && allowed.contains(name)),
                                "\(name) with \(state.grant) at \(state.at) on \(state.day)")
                        }
                        let none = Access.decides(actor, action, compartment, [], Moment(at: 0, day: last))
                        #expect(!none.isAllowed, "\(name) without a grant")
                    }
                }
                let name = "installation \(role.rawValue) none \(action.rawValue)"
                let decision = Access.decides(actor, action, nil, [], Moment(at: 0, day: last))
                if decision.isAllowed { yes.insert(name) }
                #expect(decision.isAllowed == allowed.contains(name), "\(name)")
            }
        }
        // Nothing of the table is left over, and it was really asked.
        #expect(yes == allowed)
        #expect(checked == Role.allCases.count * Action.allCases.count * Grant.Kind.allCases.count * 3 * 10)
    }
}

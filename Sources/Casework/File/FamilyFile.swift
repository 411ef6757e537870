public import CivilTime
public import Documents

/// One of the parts of a file that can be closed to others.
public enum CompartmentKind: Hashable, Comparable, Sendable {
    /// What the family and everyone who helps it may know.
    case family
    /// What the helpers know among themselves.
    case professionals
    /// What one adult member confides: hers, and theirs whom she names.
    case personal(member: String)

    /// `family`, `professionals` or `personal:` and the member's id.
    public var name: String {
        switch self {
        case .family: "family"
        case .professionals: "professionals"
        case .personal(let member): "personal:" + member
        }
    }

    /// Reads the name.
    public init?(_ name: String) {
        switch name {
        case "family": self = .family
        case "professionals": self = .professionals
        default:
            guard name.hasPrefix("personal:"), name.utf8.count > 9 else { return nil }
            self = .personal(member: String(name.dropFirst(9)))
        }
    }
}

/// A family's file as one reader may know it: the fold of the events of the compartments that are open to her.
///
/// Each compartment is folded by itself, so that nothing in one can show through another; what stands in a more closed
/// compartment goes before what the more open one says.
public struct FamilyFile: Sendable {
    /// A value with where it comes from.
    public struct Settled: Hashable, Sendable {
        /// The value.
        public var value: String
        /// The number of its event within its compartment.
        public var number: Int
        /// Who wrote it down.
        public var author: String
        /// When, in milliseconds since 1970.
        public var at: Int64
        /// Who said so, when given.
        public var saidBy: String?
        /// What shows it, when given.
        public var evidence: String?
    }

    /// A place in the file: its value, and the values that others wrote without having seen it.
    public struct Place: Hashable, Sendable {
        /// What stands there now: of rivals, the first that was written.
        public var settled: Settled
        /// What others wrote at the same time; somebody must decide.
        public var rivals: [Settled] = []
        /// In which compartment.
        public var compartment: CompartmentKind
    }

    /// An event with its place.
    public struct Entry: Hashable, Sendable {
        /// In which compartment.
        public var compartment: CompartmentKind
        /// Its number there, from 1.
        public var number: Int
        /// What happened.
        public var event: FileEvent
    }

    /// Every place that was settled.
    public private(set) var places: [String: Place] = [:]
    /// Every event, by time; at the same moment by compartment and number.
    public private(set) var history: [Entry] = []

    /// Folds the events of the compartments that a reader may open, each in its order.
    public init(_ compartments: [CompartmentKind: [FileEvent]]) {
        for kind in compartments.keys.sorted() {
            let folded = FamilyFile.fold(compartments[kind] ?? [], kind)
            places.merge(folded) { $1 }
        }
        history = compartments.flatMap { kind, events in
            events.enumerated().map { Entry(compartment: kind, number: $0 + 1, event: $1) }
        }
        history.sort {
            ($0.event.at, $0.compartment, $0.number) < ($1.event.at, $1.compartment, $1.number)
        }
    }

    private static func fold(_ events: [FileEvent], _ kind: CompartmentKind) -> [String: Place] {
        var places: [String: Place] = [:]
        for (index, event) in events.enumerated() {
            for (place, value) in event.settles {
                let settled = Settled(
                    value: value, number: index + 1, author: event.author, at: event.at, saidBy: event["said_by"],
                    evidence: event["evidence"])
                guard var known = places[place] else {
                    places[place] = Place(settled: settled, compartment: kind)
                    continue
                }
                let unseen = ([known.settled] + known.rivals).filter { $0.number > event.seen && $0.value != value }
                if unseen.isEmpty || event.verb == .conflictDecided {
                    known = Place(settled: settled, compartment: kind)
                } else {
                    // What the author had seen is replaced; what she had not is kept beside hers.
                    known.settled = unseen[0]
                    known.rivals = Array(unseen.dropFirst()) + [settled]
                }
                places[place] = known
            }
        }
        return places
    }

    /// Places on which two people disagree.
    public var conflicts: [String] { places.filter { !$0.value.rivals.isEmpty }.keys.sorted() }

    /// Whether it is open.
    public var isOpen: Bool { places["state"]?.settled.value != "closed" }

    /// What people call the family, when somebody gave it a name.
    public var label: String? { history.last { $0.event.verb == .opened && $0.event["label"] != nil }?.event["label"] }

    /// The ids of its members, in the order in which they were first named.
    public var members: [String] {
        var ids: [String] = []
        for entry in history {
            for (place, _) in entry.event.settles where place.hasPrefix("facts/members.") {
                guard let id = place.dropFirst(14).split(separator: ".").first.map(String.init), !ids.contains(id)
                else { continue }
                ids.append(id)
            }
        }
        return ids
    }

    /// Names in the file, of the sponsor and the members.
    public var names: [String] {
        places.filter { $0.key.hasPrefix("facts/") && $0.key.hasSuffix(".name") }.sorted { $0.key < $1.key }
            .compactMap { try? JSONReader.read(Array($0.value.settled.value.utf8)).text }
    }

    /// The facts of the file, as the document that the rules read.
    ///
    /// - Parameter asOf: The day on which they are looked at.
    /// - Returns: A facts document; events that tell of attempts and obstacles stand in it as such.
    public func factsDocument(asOf: Day) -> Node {
        var root = Tree()
        root.set(["weerzien"], "1")
        root.set(["as_of"], "\"\(asOf)\"")
        for (key, place) in places.sorted(by: { $0.key < $1.key }) where key.hasPrefix("facts/") {
            root.set(key.dropFirst(6).split(separator: ".").map(String.init), place.settled.value)
        }
        root.members = members
        let attempts = history.compactMap(FamilyFile.attempt)
        if !attempts.isEmpty { root.set(["attempts"], list: attempts) }
        for member in members {
            let obstacles = history.filter { $0.event.verb == .obstacleMet && $0.event["member"] == member }
                .map { FamilyFile.pick(["kind", "from", "until", "documented"], of: $0.event) }
            if !obstacles.isEmpty { root.set(["members", member, "obstacles"], list: obstacles) }
        }
        return root.node
    }

    /// An event as an attempt of a facts document.
    private static func attempt(_ entry: Entry) -> [(String, String)]? {
        let outcome: String? =
            switch entry.event.verb {
            case .appointmentSought: entry.event["outcome"] ?? "no_answer"
            case .appointmentOffered: "slot_offered"
            case .appointmentLost: "slot_lost"
            default: nil
            }
        guard let outcome else { return nil }
        let fields = pick(["on", "by", "to", "note"], of: entry.event).map { ($0 == "by" ? "kind" : $0, $1) }
        return fields + [("outcome", outcome)]
    }

    private static func pick(_ names: [String], of event: FileEvent) -> [(String, String)] {
        names.compactMap { name in event[name].map { (name, $0) } }
    }
}

/// A document that grows by places.
private struct Tree {
    private indirect enum Branch {
        case leaf(Node)
        case keys([(key: String, branch: Branch)])

        mutating func set(_ path: ArraySlice<String>, _ node: Node) {
            guard let first = path.first else {
                self = .leaf(node)
                return
            }
            var keys: [(key: String, branch: Branch)] = if case .keys(let keys) = self { keys } else { [] }
            let place = keys.firstIndex { $0.key == first } ?? keys.count
            if place == keys.count { keys.append((first, .keys([]))) }
            keys[place].branch.set(path.dropFirst(), node)
            self = .keys(keys)
        }
    }

    private var root = Branch.keys([])
    var members: [String] = []

    mutating func set(_ path: [String], _ json: String) {
        let node = (try? JSONReader.read(Array(json.utf8))) ?? Node(.scalar(json, isPlain: false), line: 0)
        root.set(path[...], node)
    }

    mutating func set(_ path: [String], list items: [[(String, String)]]) {
        let nodes = items.map { fields in
            Node(
                .map(
                    fields.map { key, value in
                        let isTruth = value == "true" || value == "false"
                        return Node.Entry(key: key, line: 0, value: Node(.scalar(value, isPlain: isTruth), line: 0))
                    }), line: 0)
        }
        root.set(path[...], Node(.list(nodes), line: 0))
    }

    var node: Node { node(root, isMembers: false) }

    private func node(_ branch: Branch, isMembers: Bool) -> Node {
        switch branch {
        case .leaf(let node): return node
        case .keys(let keys) where isMembers:
            let found = members.compactMap { id in keys.first { $0.key == id } }
            return Node(
                .list(
                    found.map { key, branch in
                        let id = Node.Entry(key: "id", line: 0, value: Node(.scalar(key, isPlain: false), line: 0))
                        guard case .map(let entries) = node(branch, isMembers: false).content else {
                            return Node(.map([id]), line: 0)
                        }
                        return Node(.map([id] + entries.filter { $0.key != "id" }), line: 0)
                    }), line: 0)
        case .keys(let keys):
            return Node(
                .map(
                    keys.map {
                        Node.Entry(key: $0.key, line: 0, value: node($0.branch, isMembers: $0.key == "members"))
                    }), line: 0)
        }
    }
}

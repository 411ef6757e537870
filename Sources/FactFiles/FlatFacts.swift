public import Documents
internal import Reunification

/// Facts documents as a table: one row for each member, the rows of a family one after the other.
///
/// An empty cell is an absent key, the word `null` is null.
public struct FlatFacts: Sendable {
    /// At most so many members in a family, one a row.
    public static var memberLimit: Int { Facts.memberLimit }

    /// One row with the line on which it starts.
    public struct Row: Sendable {
        /// The line.
        public var line: Int
        /// The cells, as many as the header has.
        public var cells: [String]

        /// Makes a row.
        public init(line: Int, cells: [String]) {
            self.line = line
            self.cells = cells
        }
    }

    /// Where a column belongs: its keys, with `#1` for the first item of a list.
    private struct Column: Sendable {
        let name: String
        let keys: [String]
        let isOfMember: Bool
    }

    private let columns: [Column]
    private let familyColumn: Int

    /// Reads the header.
    ///
    /// - Parameters:
    ///   - header: The columns of a table, in any order.
    ///   - allowed: Every column that there is.
    /// - Throws: `DocumentError` for an unknown or repeated column, or when `family` is missing.
    public init(header: [String], allowed: [String]) throws(DocumentError) {
        for (index, name) in header.enumerated() {
            guard allowed.contains(name) else {
                throw DocumentError(
                    line: 1,
                    key: name,
                    problem: "unknown column" + Suggestion.didYouMean(name, among: allowed)
                        + "; `weerzien schema batch` prints the header"
                )
            }
            guard !header[..<index].contains(name) else {
                throw DocumentError(line: 1, key: name, problem: "the column stands twice")
            }
        }
        guard let family = header.firstIndex(of: "family") else {
            throw DocumentError(
                line: 1,
                key: "family",
                problem: "the column is missing; `weerzien schema batch` prints the header"
            )
        }
        familyColumn = family
        columns = header.map { Column(name: $0, keys: FlatFacts.keys(of: $0), isOfMember: $0.hasPrefix("member_")) }
    }

    /// The family of a row.
    ///
    /// - Throws: `DocumentError` for a row of another length than the header, or without a family.
    public func family(_ row: Row) throws(DocumentError) -> String {
        guard row.cells.count == columns.count else {
            throw DocumentError(
                line: row.line,
                key: "",
                problem: "the row has \(row.cells.count) cells, the header \(columns.count)"
            )
        }
        let family = row.cells[familyColumn]
        guard !family.isEmpty, family != "null" else {
            throw DocumentError(line: row.line, key: "family", problem: "the cell is empty; every row names its family")
        }
        return family
    }

    /// The facts document of a family.
    ///
    /// - Parameter rows: Its rows; what they say of the sponsor must be the same, or stand in the first one only.
    /// - Returns: The document, as if it had been read from JSON.
    /// - Throws: `DocumentError` for a row that says something else of the sponsor.
    public func document(_ rows: [Row]) throws(DocumentError) -> Node {
        let first = rows[0]
        var root = Branch(line: first.line)
        root.put("1", ["weerzien"], first.line)
        var members: [Node] = []
        for row in rows {
            var member = Branch(line: row.line)
            for (column, cell) in zip(columns, row.cells) where !cell.isEmpty {
                if column.isOfMember {
                    member.put(cell, column.keys, row.line)
                } else if row.line == first.line {
                    root.put(cell, column.keys, row.line)
                } else if !root.has(cell, column.keys) {
                    throw DocumentError(
                        line: row.line,
                        key: column.name,
                        problem:
                            "differs from the family's first row, on line \(first.line); leave it empty or say the same"
                    )
                }
            }
            if !member.isEmpty { members.append(member.node) }
        }
        guard case .map(let entries) = root.node.content else { return root.node }
        return Node(
            .map(
                entries + [Node.Entry(key: "members", line: first.line, value: Node(.list(members), line: first.line))]
            ),
            line: first.line
        )
    }

    /// `sponsor_income_2_kind` is `sponsor`, `income`, `#2`, `kind`.
    private static func keys(of column: String) -> [String] {
        var rest = column[...]
        var keys: [String] = []
        func take(_ prefix: String, as key: String) -> Bool {
            guard rest.hasPrefix(prefix) else { return false }
            rest = rest.dropFirst(prefix.count)
            keys.append(key)
            return true
        }
        if take("sponsor_", as: "sponsor") {
            if !take("housing_", as: "housing"), !take("insurance_", as: "insurance") {
                _ = take("income_", as: "income")
            }
        } else if take("member_", as: "member") {
            keys.removeLast()
            if !take("application_", as: "application") { _ = take("obstacle_", as: "obstacles") }
        }
        if keys.last == "income" || keys.last == "obstacles", let end = rest.firstIndex(of: "_") {
            keys.append("#" + rest[..<end])
            rest = rest[rest.index(after: end)...]
        }
        return keys + [String(rest)]
    }
}

/// A group of keys that grows.
private struct Branch {
    let line: Int
    private var order: [String] = []
    private var leaves: [String: String] = [:]
    private var branches: [String: Branch] = [:]

    init(line: Int) { self.line = line }

    var isEmpty: Bool { order.isEmpty }

    mutating func put(_ cell: String, _ keys: [String], _ line: Int) {
        let key = keys[0]
        if !order.contains(key) { order.append(key) }
        if keys.count == 1 {
            leaves[key] = cell
        } else {
            branches[key, default: Branch(line: line)].put(cell, Array(keys.dropFirst()), line)
        }
    }

    func has(_ cell: String, _ keys: [String]) -> Bool {
        keys.count == 1 ? leaves[keys[0]] == cell : branches[keys[0]]?.has(cell, Array(keys.dropFirst())) ?? false
    }

    /// A map, or a list when the keys are `#1`, `#2` and so on.
    var node: Node {
        let entries = order.map { key in
            let value = leaves[key].map { Branch.scalar($0, line) } ?? branches[key]?.node
            return Node.Entry(key: key, line: line, value: value ?? Node(.map([]), line: line))
        }
        guard order.first?.hasPrefix("#") == true else { return Node(.map(entries), line: line) }
        return Node(.list(entries.map(\.value)), line: line)
    }

    /// Only `null` is null; `~` or `NULL` may be somebody's name.
    private static func scalar(_ cell: String, _ line: Int) -> Node {
        let node = Node(.scalar(cell, isPlain: true), line: line)
        return node.isNull && cell != "null" ? Node(.scalar(cell, isPlain: false), line: line) : node
    }
}

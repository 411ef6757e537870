public import Casework
internal import Journal

extension Desk {
    /// Works out the line of every file on the work list anew: deadlines pass, and law changes.
    ///
    /// - Parameter moment: When.
    /// - Returns: How many lines changed.
    /// - Throws: `StoreError`.
    public func refresh(at moment: Moment) async throws -> Int {
        var count = 0
        for file in try await journal.files() {
            for opened in try await journal.open(file, where: { $0.kind == .family }) {
                let view = FamilyFile([.family: opened.events])
                let grants = adjusted(opened.compartment.grants, view, moment.day)
                do {
                    try await journal.append(
                        Journal.Append(
                            file: file, compartment: opened.compartment.id, expected: opened.version, events: [],
                            audit: Journal.AuditLine(at: moment.at, account: "weerzien", action: "refreshed"),
                            grants: grants == opened.compartment.grants ? nil : grants,
                            replacing: opened.compartment.grants,
                            line: line(view, file, moment.day)))
                    count += 1
                } catch StoreError.versionConflict {
                    continue  // Whoever wrote has just worked it out.
                }
            }
        }
        return count
    }

    /// Whether a text can be an id.
    public static func isCode(_ text: String) -> Bool {
        (1...64).contains(text.utf8.count)
            && text.utf8.allSatisfy {
                (48...57).contains($0) || (65...90).contains($0) || (97...122).contains($0) || $0 == 45 || $0 == 95
            }
    }
}

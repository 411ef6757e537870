internal import Casework
internal import Desk
internal import Documents

/// Facts as a list of places with values.
enum FactList {
    /// The facts of a document.
    static func read(_ path: String) throws -> [FileEvent.Fact] {
        let node = try Files.document(path)
        var facts: [FileEvent.Fact] = []
        guard case .map(let entries) = node.content else {
            throw Failure.wrongInput("\(path): a facts document is expected")
        }
        for entry in entries {
            switch (entry.key, entry.value.content) {
            case ("sponsor", .map(let keys)):
                for key in keys { facts.append(FileEvent.Fact(path: "sponsor.\(key.key)", value: json(key.value))) }
            case ("members", .list(let members)):
                for member in members {
                    guard case .map(let keys) = member.content,
                        let id = keys.first(where: { $0.key == "id" })?.value.text
                    else { throw Failure.wrongInput("\(path): every member needs an id") }
                    for key in keys where key.key != "id" {
                        if key.key == "application", case .map(let inner) = key.value.content {
                            for field in inner {
                                facts.append(
                                    FileEvent.Fact(
                                        path: "members.\(id).application.\(field.key)", value: json(field.value)))
                            }
                        } else {
                            facts.append(FileEvent.Fact(path: "members.\(id).\(key.key)", value: json(key.value)))
                        }
                    }
                }
            default: continue
            }
        }
        return facts
    }

    /// What a document says was tried, as events to write down.
    static func attempts(_ path: String) throws -> [Draft] {
        guard case .map(let entries) = try Files.document(path).content,
            case .list(let attempts)? = entries.first(where: { $0.key == "attempts" })?.value.content
        else { return [] }
        return attempts.map { attempt in
            guard case .map(let fields) = attempt.content else { return Draft(.appointmentSought) }
            var details: [String: String] = [:]
            for field in fields { details[field.key == "kind" ? "by" : field.key] = field.value.text }
            // What shows it stays with the family; its name and hash are written down.
            if case .list(let files)? = fields.first(where: { $0.key == "attachments" })?.value.content, !files.isEmpty
            {
                details["note"] = ([details["note"]].compactMap(\.self) + files.map { json($0) }).joined(separator: " ")
            }
            details["attachments"] = nil
            switch details["outcome"] {
            case "slot_offered":
                details["outcome"] = nil
                return Draft(.appointmentOffered, details)
            case "slot_lost":
                details["outcome"] = nil
                return Draft(.appointmentLost, details)
            default: return Draft(.appointmentSought, details)
            }
        }
    }

    /// A value of the command line as JSON: numbers, truths and structures as they are, everything else as a text.
    static func json(_ text: String) -> String {
        let isJSON = (try? JSONReader.read(Array(text.utf8))) != nil
        return isJSON ? text : json(Node(.scalar(text, isPlain: false), line: 0))
    }

    static func json(_ node: Node) -> String {
        var writer = JSONWriter(pretty: false)
        write(node, &writer)
        return String(decoding: writer.bytes, as: UTF8.self)
    }

    private static func write(_ node: Node, _ writer: inout JSONWriter) {
        switch node.content {
        case .scalar(let text, _):
            if node.isNull {
                writer.null()
            } else if let truth = node.bool {
                writer.bool(truth)
            } else if let number = node.hundredths, node.integer != nil || text.contains(".") {
                writer.euro(number)
            } else {
                writer.string(text)
            }
        case .list(let items): writer.list { writer in for item in items { writer.item { write(item, &$0) } } }
        case .map(let entries):
            writer.object { writer in for entry in entries { writer.key(entry.key) { write(entry.value, &$0) } } }
        }
    }
}

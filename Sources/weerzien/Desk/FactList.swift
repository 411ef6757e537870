internal import Casework
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

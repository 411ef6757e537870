import Documents
import Testing

extension Node {
    /// The value without its lines and the style of its scalars, to compare documents of two formats.
    var plainly: String {
        switch content {
        case .scalar(let text, isPlain: _):
            if let hundredths { "\(hundredths)/100" } else { (bool != nil || isNull ? "plain " : "text ") + text }
        case .list(let items): "[" + items.map(\.plainly).joined(separator: ", ") + "]"
        case .map(let entries): "{" + entries.map { $0.key + ": " + $0.value.plainly }.joined(separator: ", ") + "}"
        }
    }

    /// The value at a path of keys and positions.
    func at(_ path: String...) throws -> Node {
        var node = self
        for step in path {
            switch node.content {
            case .map(let entries): node = try #require(entries.first { $0.key == step }?.value, "no \(step)")
            case .list(let items):
                let index = try #require(Int(step))
                try #require(items.indices.contains(index), "no \(step)")
                node = items[index]
            case .scalar: throw DocumentError(line: node.line, key: step, problem: "a scalar has no parts")
            }
        }
        return node
    }
}

func json(_ text: String) throws(DocumentError) -> Node { try JSONReader.read(Array(text.utf8)) }
func yaml(_ text: String) throws(DocumentError) -> Node { try YAMLReader.read(Array(text.utf8)) }

/// The error that reading throws; `nil` when it gives a value.
func failure(_ read: () throws(DocumentError) -> Node) -> DocumentError? {
    do throws(DocumentError) {
        _ = try read()
        return nil
    } catch {
        return error
    }
}

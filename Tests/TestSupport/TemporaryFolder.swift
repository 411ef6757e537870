internal import Foundation

/// A folder of its own, which goes when nobody holds it any more.
package final class TemporaryFolder: Sendable {
    /// Where it is.
    package let path: String

    /// Makes an empty folder.
    package init() throws {
        path = NSTemporaryDirectory() + "weerzien-test-" + UUID().uuidString
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }

    /// Makes a copy of a folder, named from the package's root.
    package convenience init(copyOf folder: String) throws {
        try self.init()
        for name in try FileManager.default.contentsOfDirectory(atPath: PackageFolder.path + "/" + folder) {
            try FileManager.default.copyItem(
                atPath: PackageFolder.path + "/" + folder + "/" + name,
                toPath: path + "/" + name
            )
        }
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    /// Everything in it, subfolders included, in order.
    package var contents: [String] {
        ((try? FileManager.default.subpathsOfDirectory(atPath: path)) ?? []).sorted()
    }

    /// The bytes of a file.
    package func bytes(_ name: String) throws -> [UInt8] {
        Array(try Data(contentsOf: URL(filePath: path + "/" + name)))
    }

    /// The text of a file.
    package func text(_ name: String) throws -> String {
        String(decoding: try bytes(name), as: UTF8.self)
    }

    /// Writes a file.
    package func write(_ bytes: [UInt8], to name: String) throws {
        try Data(bytes).write(to: URL(filePath: path + "/" + name))
    }

    /// Writes a file.
    package func write(_ text: String, to name: String) throws {
        try write(Array(text.utf8), to: name)
    }

    /// Removes a file or a folder.
    package func remove(_ name: String) throws {
        try FileManager.default.removeItem(atPath: path + "/" + name)
    }
}

internal import Foundation

/// The package that is being tested.
package enum PackageFolder {
    /// Its root, found from this file.
    package static let path: String = {
        var url = URL(filePath: #filePath)
        for _ in 0..<3 { url.deleteLastPathComponent() }
        return url.path(percentEncoded: false).trimmingSuffix("/")
    }()

    /// The bytes of a file, named from the root.
    package static func bytes(_ name: String) throws -> [UInt8] {
        Array(try Data(contentsOf: URL(filePath: path + "/" + name)))
    }

    /// The text of a file, named from the root.
    package static func text(_ name: String) throws -> String {
        try String(contentsOf: URL(filePath: path + "/" + name), encoding: .utf8)
    }

    /// The files of a folder that end so, named from the root, in order.
    package static func files(in folder: String, ending: String) throws -> [String] {
        try FileManager.default.subpathsOfDirectory(atPath: path + "/" + folder)
            .filter { $0.hasSuffix(ending) }.sorted().map { folder + "/" + $0 }
    }
}

extension String {
    fileprivate func trimmingSuffix(_ suffix: String) -> String {
        hasSuffix(suffix) ? String(dropLast(suffix.count)) : self
    }
}

internal import Foundation

/// Another program, run to its end.
package enum Program {
    /// What a program left behind.
    package struct Outcome: Sendable {
        /// Its exit status; the signal's number, negative, when one ended it.
        package var status: Int32
        /// Standard output.
        package var output: String
        /// Standard error.
        package var errors: String
    }

    /// Runs a program with the given standard input and waits for it.
    ///
    /// - Parameters:
    ///   - path: The executable.
    ///   - arguments: Its arguments.
    ///   - input: Its standard input.
    ///   - environment: Added to the variables of this process.
    ///   - folder: Its working directory; the package when absent.
    /// - Returns: What it left behind.
    /// - Throws: When it cannot be started.
    package static func run(
        _ path: String,
        _ arguments: [String],
        input: [UInt8] = [],
        environment: [String: String] = [:],
        in folder: String = PackageFolder.path
    ) async throws -> Outcome {
        // Files and not pipes: a full pipe would stop a program that nobody reads from.
        let scratch = try TemporaryFolder()
        let names = ["input", "output", "errors"]
        try scratch.write(input, to: names[0])
        for name in names.dropFirst() { try scratch.write([], to: name) }
        let process = Process()
        process.executableURL = URL(filePath: path)
        process.arguments = arguments
        process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
        process.currentDirectoryURL = URL(filePath: folder)
        process.standardInput = try FileHandle(forReadingFrom: URL(filePath: scratch.path + "/input"))
        process.standardOutput = try FileHandle(forWritingTo: URL(filePath: scratch.path + "/output"))
        process.standardError = try FileHandle(forWritingTo: URL(filePath: scratch.path + "/errors"))
        try await withCheckedThrowingContinuation { (continuation: CheckedContinuation<Void, any Error>) in
            process.terminationHandler = { _ in continuation.resume() }
            do {
                try process.run()
            } catch {
                process.terminationHandler = nil
                continuation.resume(throwing: error)
            }
        }
        let signalled = process.terminationReason == .uncaughtSignal
        return Outcome(
            status: signalled ? -process.terminationStatus : process.terminationStatus,
            output: String(decoding: try scratch.bytes("output"), as: UTF8.self),
            errors: String(decoding: try scratch.bytes("errors"), as: UTF8.self)
        )
    }

    /// The Python in which `make test` installed `Tests/Oracle/requirements.txt`.
    ///
    /// - Throws: `Missing` when there is none.
    package static func oraclePython() throws -> String {
        let named = ProcessInfo.processInfo.environment["WEERZIEN_ORACLE"]
        let path = named ?? PackageFolder.path + "/.build/oracle/bin/python"
        guard FileManager.default.isExecutableFile(atPath: path) else {
            throw Missing(description: "there is no Python at \(path); `make test` sets it up")
        }
        return path
    }

    /// The program as built beside these tests.
    ///
    /// - Throws: `Missing` when there is none.
    package static func weerzien() throws -> String {
        let bundle = URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent().path(percentEncoded: false)
        let places = [bundle, Bundle.main.bundlePath, PackageFolder.path + "/.build/debug"]
        for place in places {
            let path = (place.hasSuffix("/") ? place : place + "/") + "weerzien"
            var isFolder: ObjCBool = false
            if FileManager.default.fileExists(atPath: path, isDirectory: &isFolder), !isFolder.boolValue { return path }
        }
        throw Missing(description: "the program weerzien is in none of \(places)")
    }

    /// Something that the tests need is not there.
    package struct Missing: Error, CustomStringConvertible {
        /// What it is, and how to get it.
        package var description: String
    }
}

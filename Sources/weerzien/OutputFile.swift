internal import Glibc

/// A file that is written piece by piece and has its name only when it is complete: nobody ever sees half of it.
///
/// Standard output, devices and pipes are written directly: they have no half, and must never be replaced by a file.
final class OutputFile {
    private let name: String
    private let neighbour: String?
    private let descriptor: Int32

    /// Opens a file for writing; standard output without a path.
    init(_ path: String?) throws {
        name = path ?? "standard output"
        if let path {
            var status = stat()
            let isPlain = stat(path, &status) != 0 || status.st_mode & S_IFMT == S_IFREG
            neighbour = isPlain ? path + ".\(getpid()).part" : nil
            let flags = isPlain ? O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC : O_WRONLY | O_CLOEXEC
            descriptor = open(neighbour ?? path, flags, 0o666)
        } else {
            neighbour = nil
            descriptor = 1
        }
        guard descriptor >= 0 else { throw failure }
    }

    /// Writes a piece.
    func write(_ bytes: [UInt8]) throws {
        try bytes.withUnsafeBytes { buffer in
            var done = 0
            while done < buffer.count {
                let count = Glibc.write(descriptor, buffer.baseAddress.map { $0 + done }, buffer.count - done)
                guard count > 0 else { throw failure }
                done += count
            }
        }
    }

    /// Gives the file its name.
    func finish() throws {
        guard descriptor != 1 else { return }
        guard close(descriptor) == 0 else { throw failure }
        guard let neighbour else { return }
        guard rename(neighbour, name) == 0 else { throw failure }
    }

    /// Leaves nothing behind.
    func abandon() {
        if let neighbour { unlink(neighbour) }
    }

    private var failure: Failure { .workFailed("\(name): \(String(cString: strerror(errno)))") }
}

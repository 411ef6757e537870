/// Documents that went wrong on the way, the same ones for the same seed.
package struct Mutations: Sequence, IteratorProtocol {
    private var dice: SeededNumbers
    private let original: [UInt8]
    private var left: Int
    /// Pieces that readers of documents trip over.
    private static let pieces: [String] = [
        "{", "}", "[", "]", ":", ": ", ",", "\"", "'", "\\", "\\u", "\\ud800", "#", " #", "&a ", "*a", "!!str ", "? ",
        "- ", "|\n", ">-\n",
        "\n", "\r\n", "\t", "\u{0}", "\u{1B}", "\u{7F}", "\u{85}", "\u{FEFF}", "\u{2028}", "---\n", "...\n",
        "%YAML 1.2\n", "null", "~",
        "true", "NO", "1e400", "-0", "00", "0x7f", ".nan", "1.234", "99999999999999999999", "-1", "2026-06-31",
        "0000-00-00", "<<: ", "é", "🙂",
        "members", "application: {}", "as_of: ",
    ]

    /// Makes a row of mutations of one document.
    package init(of original: [UInt8], count: Int, seed: UInt64) {
        self.original = original
        dice = SeededNumbers(seed: seed)
        left = count
    }

    /// The next document; one to four things are wrong with it.
    package mutating func next() -> [UInt8]? {
        guard left > 0 else { return nil }
        left -= 1
        var bytes = original
        for _ in 0..<Int.random(in: 1...4, using: &dice) { mutate(&bytes) }
        return bytes
    }

    private mutating func mutate(_ bytes: inout [UInt8]) {
        guard !bytes.isEmpty else { return bytes.append(UInt8.random(in: 0...255, using: &dice)) }
        let place = Int.random(in: 0..<bytes.count, using: &dice)
        let end = Swift.min(bytes.count, place + Int.random(in: 1...24, using: &dice))
        switch Int.random(in: 0..<8, using: &dice) {
        case 0: bytes[place] = UInt8.random(in: 0...255, using: &dice)
        case 1: bytes[place] ^= 1 << UInt8.random(in: 0..<8, using: &dice)
        case 2: bytes.removeSubrange(place..<end)
        case 3: bytes.insert(contentsOf: Array(bytes[place..<end]), at: Int.random(in: 0...bytes.count, using: &dice))
        case 4: bytes.removeLast(bytes.count - place)
        case 5: bytes.swapAt(place, Int.random(in: 0..<bytes.count, using: &dice))
        default:
            let piece = Mutations.pieces[Int.random(in: 0..<Mutations.pieces.count, using: &dice)]
            bytes.insert(contentsOf: Array(piece.utf8), at: place)
        }
    }
}

/// A repeatable source of random numbers (SplitMix64).
package struct SeededNumbers: RandomNumberGenerator {
    private var state: UInt64

    /// Starts at a seed.
    package init(seed: UInt64) { state = seed }

    /// The next number.
    package mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }
}

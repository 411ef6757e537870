internal import CSodium

/// Hashes and signatures, by libsodium.
public enum Seal {
    /// What went wrong.
    public enum Failure: Error, Sendable {
        /// libsodium cannot start.
        case unavailable
        /// A key is not 32 bytes.
        case badKey
    }

    /// The SHA-256 of some bytes.
    ///
    /// - Source: FIPS 180-4.
    public static func sha256(_ bytes: [UInt8]) -> [UInt8] {
        var hash = [UInt8](repeating: 0, count: Int(crypto_hash_sha256_BYTES))
        _ = crypto_hash_sha256(&hash, bytes, UInt64(bytes.count))
        return hash
    }

    /// Lower-case hexadecimal digits.
    public static func hex(_ bytes: some Sequence<UInt8>) -> String {
        let digits = Array("0123456789abcdef".utf8)
        return String(decoding: bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
    }

    /// The bytes behind hexadecimal digits; `nil` for anything else.
    public static func bytes(hex text: String) -> [UInt8]? {
        func value(_ digit: UInt8) -> UInt8? {
            switch digit {
            case UInt8(ascii: "0")...UInt8(ascii: "9"): digit - UInt8(ascii: "0")
            case UInt8(ascii: "a")...UInt8(ascii: "f"): digit - UInt8(ascii: "a") + 10
            default: nil
            }
        }
        let digits = Array(text.utf8)
        guard digits.count % 2 == 0 else { return nil }
        var bytes: [UInt8] = []
        for index in stride(from: 0, to: digits.count, by: 2) {
            guard let high = value(digits[index]), let low = value(digits[index + 1]) else { return nil }
            bytes.append(high << 4 | low)
        }
        return bytes
    }

    /// A key that signs.
    ///
    /// - Source: RFC 8032, Ed25519.
    public struct SigningKey: Sendable {
        /// The 32 bytes from which the key follows; whoever has them can sign.
        public let seed: [UInt8]
        /// The 32 bytes by which a signature is checked.
        public let publicKey: [UInt8]
        private let secret: [UInt8]

        /// Makes a new key.
        ///
        /// - Throws: `Failure.unavailable` when there is no randomness.
        public init() throws(Failure) {
            guard sodium_init() >= 0 else { throw .unavailable }
            var seed = [UInt8](repeating: 0, count: Int(crypto_sign_ed25519_SEEDBYTES))
            randombytes_buf(&seed, seed.count)
            try self.init(seed: seed)
        }

        /// Makes the key that follows from a seed.
        ///
        /// - Throws: `Failure.badKey` for a seed that is not 32 bytes.
        public init(seed: [UInt8]) throws(Failure) {
            guard sodium_init() >= 0 else { throw .unavailable }
            guard seed.count == Int(crypto_sign_ed25519_SEEDBYTES) else { throw .badKey }
            var publicKey = [UInt8](repeating: 0, count: Int(crypto_sign_ed25519_PUBLICKEYBYTES))
            var secret = [UInt8](repeating: 0, count: Int(crypto_sign_ed25519_SECRETKEYBYTES))
            _ = crypto_sign_ed25519_seed_keypair(&publicKey, &secret, seed)
            self.seed = seed
            self.publicKey = publicKey
            self.secret = secret
        }

        /// The 64 bytes that sign a message.
        public func sign(_ message: [UInt8]) -> [UInt8] {
            var signature = [UInt8](repeating: 0, count: Int(crypto_sign_ed25519_BYTES))
            _ = crypto_sign_ed25519_detached(&signature, nil, message, UInt64(message.count), secret)
            return signature
        }
    }
}

internal import CSodium

/// A key that locks bytes, so that nobody without it can read or change them.
///
/// - Source: XChaCha20-Poly1305 as in draft-irtf-cfrg-xchacha, by libsodium.
public struct SecretKey: Hashable, Sendable {
    /// 32 bytes.
    public let bytes: [UInt8]

    /// Makes a new random key.
    public init() { bytes = Seal.random(SecretKey.length) }

    /// Takes an existing key; `nil` when it is not 32 bytes.
    public init?(_ bytes: [UInt8]) {
        guard bytes.count == SecretKey.length else { return nil }
        self.bytes = bytes
    }

    /// How many bytes a key has.
    public static let length = 32

    /// Locks a text.
    ///
    /// - Parameters:
    ///   - text: What is locked.
    ///   - context: What it belongs to; it opens in no other context.
    /// - Returns: A random nonce of 24 bytes, the locked text, and 16 bytes that prove both.
    public func lock(_ text: [UInt8], context: [UInt8]) -> [UInt8] {
        let nonceLength = Int(crypto_aead_xchacha20poly1305_ietf_NPUBBYTES)
        let overhead = Int(crypto_aead_xchacha20poly1305_ietf_ABYTES)
        return [UInt8](unsafeUninitializedCapacity: nonceLength + text.count + overhead) { buffer, count in
            guard let start = buffer.baseAddress else { return }
            randombytes_buf(start, nonceLength)
            _ = crypto_aead_xchacha20poly1305_ietf_encrypt(
                start + nonceLength, nil, text, UInt64(text.count), context, UInt64(context.count), nil, start, bytes)
            count = nonceLength + text.count + overhead
        }
    }

    /// Opens what `lock` made; `nil` with another key, in another context, or when a bit was changed.
    public func open(_ locked: [UInt8], context: [UInt8]) -> [UInt8]? {
        let nonceLength = Int(crypto_aead_xchacha20poly1305_ietf_NPUBBYTES)
        let overhead = Int(crypto_aead_xchacha20poly1305_ietf_ABYTES)
        guard locked.count >= nonceLength + overhead else { return nil }
        let length = locked.count - nonceLength - overhead
        var isRight = false
        let text = locked.withUnsafeBufferPointer { source in
            [UInt8](unsafeUninitializedCapacity: max(length, 1)) { buffer, count in
                guard let from = source.baseAddress else { return }
                isRight =
                    crypto_aead_xchacha20poly1305_ietf_decrypt(
                        buffer.baseAddress, nil, nil, from + nonceLength, UInt64(length + overhead), context,
                        UInt64(context.count), from, bytes) == 0
                count = length
            }
        }
        return isRight ? text : nil
    }

    /// A key for one purpose, that tells nothing of this one.
    ///
    /// - Source: BLAKE2b keyed, RFC 7693.
    public func derived(for purpose: String) -> SecretKey {
        SecretKey(bytes: Seal.digest(Array(purpose.utf8), key: bytes, length: SecretKey.length))
    }

    private init(bytes: [UInt8]) { self.bytes = bytes }
}

extension Seal {
    /// Random bytes.
    public static func random(_ count: Int) -> [UInt8] {
        guard sodium_init() >= 0 else { fatalError("libsodium cannot start") }
        return [UInt8](unsafeUninitializedCapacity: count) { buffer, initialized in
            if let start = buffer.baseAddress { randombytes_buf(start, count) }
            initialized = count
        }
    }

    /// The BLAKE2b digest of some bytes under a key: nobody without the key can make or check it.
    ///
    /// - Parameters:
    ///   - bytes: What is digested.
    ///   - key: The key, up to 64 bytes.
    ///   - length: How long the digest is, 16 to 64 bytes.
    /// - Returns: The digest.
    public static func digest(_ bytes: [UInt8], key: [UInt8], length: Int = 32) -> [UInt8] {
        [UInt8](unsafeUninitializedCapacity: length) { buffer, count in
            guard let start = buffer.baseAddress else { return }
            _ = crypto_generichash(start, length, bytes, UInt64(bytes.count), key, key.count)
            count = length
        }
    }
}

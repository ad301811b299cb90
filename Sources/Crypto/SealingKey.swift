import COpenSSL

/// A key that seals personal fields with AES-256-GCM: nobody without it can read or change them unnoticed.
///
/// The context (table, column, row) is not stored but must be the same when opening, so that a sealed value cannot be
/// moved to another row. Sealed form: 12 random bytes, the encrypted bytes, 16 bytes of tag.
///
/// Danger: with random nonces one key may seal at most 2³² values (NIST SP 800-38D §8.3); far more than this server
/// holds, but a reason to change keys and not to seal what is no secret.
package struct SealingKey: Sendable {
    private static let nonceLength = 12
    private static let tagLength = 16
    // OpenSSL counts in 32 bits with a sign.
    private static let lengthLimit = 1 << 30
    /// How many bytes sealing adds.
    package static let overhead = nonceLength + tagLength

    /// The key in memory of its own.
    ///
    /// `@unchecked Sendable` because the memory is written once, before anyone else sees it.
    private final class Secret: @unchecked Sendable {
        let memory: UnsafeMutableRawBufferPointer

        init(_ bytes: [UInt8]) {
            memory = .allocate(byteCount: bytes.count, alignment: 16)
            memory.copyBytes(from: bytes)
        }

        deinit {
            // So that no key remains in freed memory.
            OPENSSL_cleanse(memory.baseAddress, memory.count)
            memory.deallocate()
        }

        var start: UnsafePointer<UInt8>? {
            UnsafePointer(memory.baseAddress?.assumingMemoryBound(to: UInt8.self))
        }
    }

    private let secret: Secret

    /// Takes the 32 bytes of a key.
    ///
    /// - Throws: `CryptoError.keyLength` for any other number.
    package init(bytes: [UInt8]) throws(CryptoError) {
        guard bytes.count == 32 else { throw .keyLength(bytes.count) }
        secret = Secret(bytes)
    }

    /// Seals bytes for a context; the same bytes give another result each time.
    ///
    /// - Throws: `CryptoError.parameters` for a GiB or more, `.failed` when the generator or memory fails.
    package func seal(_ plain: [UInt8], context: [UInt8]) throws(CryptoError) -> [UInt8] {
        guard max(plain.count, context.count) < Self.lengthLimit else { throw .parameters }
        let cipher = try Cipher()
        let bodyEnd = Self.nonceLength + plain.count
        var isSealed = false
        let sealed = [UInt8](unsafeUninitializedCapacity: plain.count + Self.overhead) { output, count in
            count = plain.count + Self.overhead
            guard let start = output.baseAddress,
                Random.fill(UnsafeMutableRawBufferPointer(start: start, count: Self.nonceLength))
            else { return output.initialize(repeating: 0) }
            var written: Int32 = 0
            isSealed =
                EVP_EncryptInit_ex2(cipher.context, Cipher.algorithm, secret.start, start, nil) == 1
                && EVP_EncryptUpdate(cipher.context, nil, &written, context, Int32(context.count)) == 1
                && EVP_EncryptUpdate(
                    cipher.context,
                    start + Self.nonceLength,
                    &written,
                    plain,
                    Int32(plain.count)
                ) == 1
                && EVP_EncryptFinal_ex(cipher.context, start + bodyEnd, &written) == 1
                && linli_get_gcm_tag(cipher.context, Int32(Self.tagLength), start + bodyEnd) == 1
        }
        guard isSealed else { throw .last() }
        return sealed
    }

    /// Opens what was sealed for the same context.
    ///
    /// - Throws: `CryptoError.notAuthentic` when key, context or bytes are not those of the sealing.
    package func open(_ sealed: [UInt8], context: [UInt8]) throws(CryptoError) -> [UInt8] {
        let length = sealed.count - Self.overhead
        guard length >= 0, max(length, context.count) < Self.lengthLimit else { throw .notAuthentic }
        let cipher = try Cipher()
        var isAuthentic = false
        let plain = sealed.withUnsafeBufferPointer { input in
            // One byte of room even for an empty text, as OpenSSL wants a place to write to.
            [UInt8](unsafeUninitializedCapacity: length + 1) { output, count in
                guard let start = input.baseAddress, let target = output.baseAddress else { return }
                var written: Int32 = 0
                isAuthentic =
                    EVP_DecryptInit_ex2(cipher.context, Cipher.algorithm, secret.start, start, nil) == 1
                    && EVP_DecryptUpdate(cipher.context, nil, &written, context, Int32(context.count)) == 1
                    && EVP_DecryptUpdate(
                        cipher.context,
                        target,
                        &written,
                        start + Self.nonceLength,
                        Int32(length)
                    ) == 1
                    && linli_set_gcm_tag(
                        cipher.context,
                        Int32(Self.tagLength),
                        start + Self.nonceLength + length
                    ) == 1
                    && EVP_DecryptFinal_ex(cipher.context, target + length, &written) == 1
                if isAuthentic {
                    count = length
                } else {
                    // Decrypted before the tag was checked: nobody may see it.
                    OPENSSL_cleanse(target, length)
                }
            }
        }
        guard isAuthentic else {
            ERR_clear_error()
            throw .notAuthentic
        }
        return plain
    }
}

/// One use of AES-256-GCM.
private struct Cipher: ~Copyable {
    /// Fetched once: looking an algorithm up costs as much as sealing.
    ///
    /// `nonisolated(unsafe)` because OpenSSL's algorithms do not change once fetched and may be used by all threads.
    nonisolated(unsafe) static let algorithm = EVP_CIPHER_fetch(nil, "AES-256-GCM", nil)

    let context: OpaquePointer

    init() throws(CryptoError) {
        guard let context = EVP_CIPHER_CTX_new() else { throw .last() }
        self.context = context
    }

    deinit {
        EVP_CIPHER_CTX_free(context)
    }
}

import COpenSSL

/// Random bytes that nobody can guess.
package enum Random {
    /// Random bytes from OpenSSL's generator; none for a count below 1.
    ///
    /// - Throws: `CryptoError.failed` when the generator could not be seeded, `.parameters` above 2 GiB.
    package static func bytes(_ count: Int) throws(CryptoError) -> [UInt8] {
        guard count > 0 else { return [] }
        guard count <= Int32.max else { throw .parameters }
        var bytes = [UInt8](repeating: 0, count: count)
        if bytes.withUnsafeMutableBytes({ fill($0) }) { return bytes }
        throw .last()
    }

    /// A secret token of 256 bits: the prefix, then 43 characters of Base64 for addresses.
    ///
    /// By the prefix, scanners know a leaked secret. Show it once; store only its SHA-256.
    package static func token(prefix: String) -> String {
        var bytes = [UInt8](repeating: 0, count: 32)
        if !bytes.withUnsafeMutableBytes({ fill($0) }) {
            // The generator of the system cannot fail, so a token needs no error path and is never weak.
            ERR_clear_error()
            var system = SystemRandomNumberGenerator()
            for index in bytes.indices { bytes[index] = system.next() }
        }
        return prefix + Base64URL.encode(bytes)
    }

    /// Fills memory of less than 2 GiB with random bytes; false when the generator fails.
    static func fill(_ memory: UnsafeMutableRawBufferPointer) -> Bool {
        RAND_bytes(memory.baseAddress?.assumingMemoryBound(to: UInt8.self), Int32(memory.count)) == 1
    }
}

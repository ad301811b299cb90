import COpenSSL

/// HMAC with SHA-256 (RFC 2104): a code that only a holder of the key can make.
package enum HMACSHA256 {
    /// The 32 bytes of the code; a key of any length is allowed, 32 random bytes are right.
    package static func code(key: [UInt8], message: [UInt8]) -> [UInt8] {
        // RFC 2104 §2: a key longer than the block of 64 bytes is digested first, a shorter one is filled with zeros.
        var block = key.count > 64 ? SHA256.digest(key) : key
        block.append(contentsOf: repeatElement(0, count: 64 - block.count))
        defer { block.withUnsafeMutableBytes { OPENSSL_cleanse($0.baseAddress, $0.count) } }

        var inner = SHA256State()
        flip(&block, 0x36)
        inner.add(block)
        inner.add(message)
        let digest = inner.finish()

        var outer = SHA256State()
        // Takes the inner pad off and puts the outer one on.
        flip(&block, 0x36 ^ 0x5C)
        outer.add(block)
        outer.add(digest.bytes)
        return outer.finish().bytes
    }

    private static func flip(_ block: inout [UInt8], _ pad: UInt8) {
        for index in block.indices { block[index] ^= pad }
    }
}

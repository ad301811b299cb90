import COpenSSL

/// HMAC with SHA-256 (RFC 2104): a code that only a holder of the key can make.
package enum HMACSHA256 {
    /// The 32 bytes of the code; a key of any length is allowed, 32 random bytes are right.
    package static func code(key: [UInt8], message: [UInt8]) -> [UInt8] {
        Key(key).code(message)
    }

    /// A key that is used again and again: its part of the work is done once.
    package struct Key: Sendable {
        private var inner = SHA256_CTX()
        private var outer = SHA256_CTX()

        package init(_ key: [UInt8]) {
            // RFC 2104 §2: a key longer than the block of 64 bytes is digested first, a shorter one is filled with zeros.
            var block = key.count > 64 ? SHA256.digest(key) : key
            block.append(contentsOf: repeatElement(0, count: 64 - block.count))
            defer { block.withUnsafeMutableBytes { OPENSSL_cleanse($0.baseAddress, $0.count) } }
            Self.begin(&inner, &block, 0x36)
            // Takes the inner pad off and puts the outer one on.
            Self.begin(&outer, &block, 0x36 ^ 0x5C)
        }

        /// The 32 bytes of the code.
        package func code(_ message: [UInt8]) -> [UInt8] {
            var first = SHA256State(inner)
            first.add(message)
            var second = SHA256State(outer)
            second.add(first.finish().bytes)
            return second.finish().bytes
        }

        private static func begin(_ context: inout SHA256_CTX, _ block: inout [UInt8], _ pad: UInt8) {
            for index in block.indices { block[index] ^= pad }
            linli_sha256_start(&context)
            block.withUnsafeBytes { linli_sha256_add(&context, $0.baseAddress, $0.count) }
        }
    }
}

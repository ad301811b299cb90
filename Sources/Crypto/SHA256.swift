import COpenSSL

/// SHA-256 (FIPS 180-4).
package enum SHA256 {
    /// The digest as a value without an allocation.
    package typealias Digest = Crypto.Digest

    /// The 32 bytes of the digest.
    package static func digest(_ bytes: [UInt8]) -> [UInt8] {
        bytes.withUnsafeBytes { digest($0) }.bytes
    }

    /// The 32 bytes of the digest of a text in UTF-8.
    package static func digest(of string: String) -> [UInt8] {
        value(of: string).bytes
    }

    /// The digest of a text in UTF-8 in lowercase hexadecimal.
    package static func hexDigest(_ string: String) -> String {
        value(of: string).hex
    }

    /// The digest of bytes that stay where they are; nothing is allocated.
    package static func digest(_ bytes: UnsafeRawBufferPointer) -> Digest {
        var state = SHA256State()
        state.add(bytes)
        return state.finish()
    }

    /// The digest of a text in UTF-8; nothing is allocated.
    package static func value(of string: String) -> Digest {
        var string = string
        return string.withUTF8 { digest(UnsafeRawBufferPointer($0)) }
    }
}

/// A SHA-256 that is given its input in parts, for files and exports.
package struct SHA256State: ~Copyable {
    private var context = SHA256_CTX()

    /// Begins with no input.
    package init() {
        linli_sha256_start(&context)
    }

    /// Goes on from what another one was given so far.
    init(_ context: SHA256_CTX) {
        self.context = context
    }

    /// Adds bytes to the input.
    package mutating func add(_ bytes: UnsafeRawBufferPointer) {
        linli_sha256_add(&context, bytes.baseAddress, bytes.count)
    }

    /// Adds bytes to the input.
    package mutating func add(_ bytes: [UInt8]) {
        bytes.withUnsafeBytes { add($0) }
    }

    /// The digest of all input.
    package consuming func finish() -> Digest {
        withUnsafeTemporaryAllocation(byteCount: 32, alignment: 8) { output in
            linli_sha256_finish(&context, output.baseAddress?.assumingMemoryBound(to: UInt8.self))
            return Digest(raw: UnsafeRawBufferPointer(output))
        }
    }
}

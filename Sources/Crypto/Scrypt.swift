import COpenSSL

/// scrypt (RFC 7914): a digest of a password that is costly in time and memory, so that guessing is.
///
/// Danger: with the standard parameters one hash takes 128 MiB and a few tenths of a second. Run at most two at once,
/// and never on a loop.
package enum Scrypt {
    /// The cost of one hash.
    package struct Parameters: Sendable, Equatable {
        /// Logarithm of the number of blocks: memory and time double with each step.
        package let logN: Int
        /// Size of a block, in 128 bytes.
        package let r: Int
        /// Repetitions one after the other.
        package let p: Int

        /// Makes parameters; whether they are allowed is checked when hashing.
        package init(logN: Int, r: Int, p: Int) {
            self.logN = logN
            self.r = r
            self.p = p
        }

        /// What OWASP recommends for passwords: 128 MiB.
        package static let standard = Parameters(logN: 17, r: 8, p: 1)

        /// Bytes of memory that one hash takes.
        var memory: Int { 128 * r * ((1 << logN) + p + 2) }

        /// Whether they make sense and keep to what a server can bear, as they also come from stored hashes.
        var isAllowed: Bool {
            (1...20).contains(logN) && (1...32).contains(r) && (1...16).contains(p) && memory <= 300 << 20
        }
    }

    /// The raw hash.
    ///
    /// - Throws: `CryptoError.parameters` when they are not allowed or would take more than 300 MiB.
    package static func hash(
        password: [UInt8],
        salt: [UInt8],
        parameters: Parameters,
        length: Int = 32
    ) throws(CryptoError) -> [UInt8] {
        guard parameters.isAllowed, (1...1_024).contains(length) else { throw .parameters }
        var key = [UInt8](repeating: 0, count: length)
        let code = password.withUnsafeBytes { bytes in
            // OpenSSL takes a missing pointer for the empty password and the empty salt.
            let password = bytes.assumingMemoryBound(to: CChar.self)
            return salt.withUnsafeBufferPointer { salt in
                key.withUnsafeMutableBufferPointer { key in
                    // OpenSSL's own limit of 32 MiB refuses 2^17, so it is told what these parameters take.
                    EVP_PBE_scrypt(
                        password.baseAddress,
                        password.count,
                        salt.baseAddress,
                        salt.count,
                        UInt64(1) << parameters.logN,
                        UInt64(parameters.r),
                        UInt64(parameters.p),
                        UInt64(parameters.memory),
                        key.baseAddress,
                        length
                    )
                }
            }
        }
        guard code == 1 else { throw .last() }
        return key
    }
}

import COpenSSL

/// Why a cryptographic operation gave no result.
///
/// It carries no key, plain text or password, so it may be logged.
package enum CryptoError: Error, Sendable, Equatable {
    /// OpenSSL refused or failed, with its error code.
    case failed(UInt)
    /// A key has the wrong number of bytes.
    case keyLength(Int)
    /// What should be opened is not what was sealed: another key, another context, or changed bytes.
    case notAuthentic
    /// A stored password hash is not one of ours.
    case malformedHash
    /// Parameters that cost more memory or time than this program allows, or that make no sense.
    case parameters

    /// The last error of OpenSSL on this thread; its queue is emptied, so that TLS does not find it later.
    static func last() -> CryptoError {
        let code = ERR_get_error()
        ERR_clear_error()
        return .failed(UInt(code))
    }
}

import Crypto
package import Domain
import Routing
package import Storage

/// The sessions that a loop remembers (会话缓存), so that most requests ask no database who is calling.
///
/// All is forgotten as soon as any account or session changed: a token that was revoked is refused by the next read
/// transaction of every loop.
package final class SessionMemory: Authenticator {
    private let reader: LoopReader
    private var known: [Digest: Session] = [:]
    /// How often access had changed when the memory was begun.
    private var changes = 0

    /// Beyond this many the memory begins anew: tokens of strangers are never kept, so only real sessions count.
    private static let limit = 10_000

    package init(reader: LoopReader) { self.reader = reader }

    package func principal(
        bearer: UnsafeRawBufferPointer,
        reader: any Reader,
        now: Instant
    ) throws -> Principal {
        if changes != self.reader.accessChanges || known.count >= Self.limit {
            known.removeAll(keepingCapacity: true)
            changes = self.reader.accessChanges
        }
        let digest = SHA256.digest(bearer)
        if let session = known[digest], now < session.expiresAt { return session.principal }
        guard let session = try reader.principal(tokenHash: digest.bytes, now: now) else {
            known[digest] = nil
            throw DomainError(
                .unauthenticated,
                "invalid_token",
                "令牌无效、已过期或已注销",
                "The token is unknown, ended or revoked"
            )
        }
        known[digest] = session
        return session.principal
    }
}

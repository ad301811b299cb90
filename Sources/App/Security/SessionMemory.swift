import Crypto
package import Domain
package import HTTPServer
import HTTPWire
import Routing
package import Storage

/// The sessions that a loop remembers (会话缓存), so that most requests ask no database who is calling.
///
/// All is forgotten as soon as any account or session changed: a token that was revoked is refused by the next read
/// transaction of every loop. It is one loop's; what every request touches is unchecked, for no access has another inside it.
package final class SessionMemory: Authenticator {
    private let reader: LoopReader
    private let uses: SessionUses
    /// Where the request that is being handled comes from.
    @exclusivity(unchecked) package var peer = NetworkAddress.unix
    private var known: [Digest: Known] = [:]
    /// The tokens that came last, each in the one place that its keyed hash gives it, so that the next request of the same
    /// caller needs no digest.
    @exclusivity(unchecked) private var recent = [Recent?](repeating: nil, count: 64)
    /// How often access had changed when the memory was begun.
    @exclusivity(unchecked) private var changes = 0

    /// Beyond this many the memory begins anew: tokens of strangers are never kept, so only real sessions count.
    private static let limit = 10_000

    /// A token as it came.
    ///
    /// Only a whole hash, keyed by the process, lets it be compared: nobody learns a part of it by time.
    ///
    /// Like what is known a class: most requests pass by here, and copy one reference.
    private final class Recent {
        let hash: Int
        let token: [UInt8]
        let known: Known

        init(hash: Int, token: [UInt8], known: Known) {
            self.hash = hash
            self.token = token
            self.known = known
        }
    }

    private final class Known {
        let session: Session
        let use: SessionUses.Use
        /// Where it may be used; nothing for everywhere.
        let ranges: [AddressRange]?

        init(session: Session, use: SessionUses.Use, ranges: [AddressRange]?) {
            self.session = session
            self.use = use
            self.ranges = ranges
        }

        /// Whether it still holds; that it is used is noted.
        @inline(__always)
        func holds(_ now: Instant, at peer: NetworkAddress) -> Bool {
            now < session.expiresAt && (ranges?.contains { $0.contains(peer) } ?? true) && use.note(now)
        }
    }

    package init(reader: LoopReader, uses: SessionUses) {
        self.reader = reader
        self.uses = uses
    }

    package func principal(
        bearer: UnsafeRawBufferPointer,
        reader: () throws -> any Reader,
        now: Instant
    ) throws -> Principal {
        let changes = self.reader.accessChanges
        if self.changes != changes { forget(changes) }
        var hasher = Hasher()
        hasher.combine(bytes: bearer)
        let hash = hasher.finalize()
        let place = hash & (recent.count - 1)
        if let last = recent[place], last.hash == hash, last.token.withUnsafeBytes({ areSame($0, bearer) }),
            last.known.holds(now, at: peer)
        {
            return last.known.session.principal
        }
        // What is read now is at least as new as the count above says.
        let known = try known(bearer, reader(), now)
        recent[place] = Recent(hash: hash, token: Array(bearer), known: known)
        return known.session.principal
    }

    /// Pages are few, and asked for each time: nothing that was revoked is remembered.
    package func principal(
        page pass: UnsafeRawBufferPointer,
        reader: () throws -> any Reader,
        now: Instant
    ) throws -> Principal {
        let digest = SHA256.digest(pass)
        guard let principal = try reader().principal(pageHash: digest.bytes, now: now) else { throw Self.invalid }
        return principal
    }

    private func known(_ bearer: UnsafeRawBufferPointer, _ reader: any Reader, _ now: Instant) throws -> Known {
        let digest = SHA256.digest(bearer)
        if let known = known[digest], known.holds(now, at: peer) { return known }
        guard let session = try reader.principal(tokenHash: digest.bytes, now: now), let use = uses.use(of: session)
        else {
            known[digest] = nil
            throw Self.invalid
        }
        let ranges = session.addresses.map { $0.split(separator: " ").compactMap { AddressRange(String($0)) } }
        let fresh = Known(session: session, use: use, ranges: ranges)
        guard fresh.holds(now, at: peer) else {
            known[digest] = nil
            throw Self.invalid
        }
        if known.count >= Self.limit { forget(changes) }
        known[digest] = fresh
        return fresh
    }

    private func forget(_ changes: Int) {
        known.removeAll(keepingCapacity: true)
        for place in recent.indices { recent[place] = nil }
        self.changes = changes
    }

    private static let invalid = DomainError(
        .unauthenticated,
        "invalid_token",
        "令牌无效、已过期或已注销",
        "The token is unknown, ended or revoked"
    )
}

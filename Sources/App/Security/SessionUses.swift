import Domain
import Synchronization

/// When each credential was last used (最近使用), told by all loops to one place and to the disk only now and then.
package final class SessionUses: Sendable {
    private let uses = Mutex<[Credential: Use]>([:])

    /// The last use of one credential; the loops hold it, so that a request needs no lookup.
    package final class Use: Sendable {
        private let lastSeen: Atomic<Int64>
        private let written: Atomic<Int64>
        private let idleMilliseconds: Int64

        /// Within so long a use is not told again: cores that serve one session would only take the line from each other.
        private static let grain: Int64 = 1_000

        init(lastSeen: Int64, idleSeconds: Int64) {
            self.lastSeen = Atomic(lastSeen)
            written = Atomic(lastSeen)
            // No session lasts longer than some years.
            idleMilliseconds = min(idleSeconds, 1 << 40) * 1000
        }

        /// Notes a use; false where the last one is so long ago that the session has ended.
        @inline(__always)
        func note(_ now: Instant) -> Bool {
            let last = lastSeen.load(ordering: .relaxed)
            let passed = now.milliseconds &- last
            if passed < Self.grain { return true }
            guard passed < idleMilliseconds else { return false }
            lastSeen.store(now.milliseconds, ordering: .relaxed)
            return true
        }

        func isOver(_ now: Instant) -> Bool {
            now.milliseconds - lastSeen.load(ordering: .relaxed) >= idleMilliseconds
        }

        /// The last use, where the disk does not know it yet.
        func takeUnwritten() -> Int64? {
            let last = lastSeen.load(ordering: .relaxed)
            return written.exchange(last, ordering: .relaxed) == last ? nil : last
        }
    }

    package init() {}

    /// The one record of a session that was read from the store.
    func use(of session: Session) -> Use? {
        guard let credential = session.principal.credential else { return nil }
        return uses.withLock { uses in
            if let known = uses[credential] { return known }
            let use = Use(lastSeen: session.lastSeenAt.milliseconds, idleSeconds: session.idleSeconds)
            uses[credential] = use
            return use
        }
    }

    /// What the disk does not know yet; what ended for want of use is forgotten.
    func takeUnwritten(_ now: Instant) -> [CredentialUse] {
        uses.withLock { uses in
            let news = uses.compactMap { credential, use in
                use.takeUnwritten().map { CredentialUse(credential, at: Instant(milliseconds: $0)) }
            }
            uses = uses.filter { !$0.value.isOver(now) }
            return news
        }
    }
}

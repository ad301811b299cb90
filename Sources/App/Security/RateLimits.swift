import Domain
import HTTPServer
import Synchronization

/// What every caller has left of every limit (限流), in the memory of the process and of bounded size.
///
/// All loops share it, so that a limit is one however many cores there are. A caller is an account or, without one, an
/// address.
package final class RateLimits: Sendable {
    private let shards: [Shard]
    private let quotas: [Int32]

    /// Two loops meet at a lock once in so many requests.
    private static let shardCount = 64
    private static let slotsOfShard = 256
    /// Where a key may lie: as many slots as a line or two of the cache.
    private static let slotsOfSet = 8

    private struct Slot {
        var key = 0
        var bucket = RateBucket()
    }

    private final class Shard: Sendable {
        let slots = Mutex([Slot](repeating: Slot(), count: RateLimits.slotsOfShard))
    }

    package init(_ configuration: AccessConfiguration) {
        shards = (0..<Self.shardCount).map { _ in Shard() }
        quotas = RateKind.allCases.map { Int32(clamping: configuration.quota(of: $0)) }
    }

    /// Takes one from a caller's quota.
    ///
    /// Nothing where the kind has no limit; throws 429 where nothing is left.
    func take(_ kind: RateKind, for principal: Principal, at address: NetworkAddress, now: Instant) throws -> RateState?
    {
        let usual = quotas[Int(kind.rawValue)]
        guard let key = principal.keyID else {
            return try take(kind, usual, now) { hasher in
                if let account = principal.accountID {
                    hasher.combine(account)
                } else {
                    hasher.combine(address.subscriber)
                }
            }
        }
        // Keys are made in a moment: they do not give a person more of what is counted for people's sake.
        let shared = kind.isOfPerson ? try take(kind, usual, now) { $0.combine(principal.accountID ?? 0) } : nil
        let own = try take(kind, usual, now) { hasher in
            hasher.combine(true)
            hasher.combine(key)
        }
        // The pace that a key was given is one for all that it asks, whatever it asks for.
        let whole = try principal.requestsPerMinute.flatMap { pace in
            try take(kind, pace, now, isOfAllKinds: true) { $0.combine(key) }
        }
        return [shared, own, whole].compactMap { $0 }.min { $0.remaining < $1.remaining }
    }

    private func take(
        _ kind: RateKind,
        _ quota: Int32,
        _ now: Instant,
        isOfAllKinds: Bool = false,
        of caller: (inout Hasher) -> Void
    ) throws -> RateState? {
        guard quota > 0 else { return nil }
        var hasher = Hasher()
        hasher.combine(isOfAllKinds ? UInt8.max : kind.rawValue)
        caller(&hasher)
        let (remaining, reset, wait) = take(hasher.finalize(), quota, now)
        guard wait == 0 else {
            throw Self.tooMany(wait, RateState(kind: kind, quota: quota, remaining: 0, resetSeconds: reset))
        }
        return RateState(kind: kind, quota: quota, remaining: remaining, resetSeconds: reset)
    }

    private func take(_ key: Int, _ quota: Int32, _ now: Instant) -> (Int32, Int32, Int32) {
        let start = (key >> 6 & (Self.slotsOfShard / Self.slotsOfSet - 1)) * Self.slotsOfSet
        return shards[key & (Self.shardCount - 1)].slots.withLock { slots in
            // Where a key is not there it takes the place that has flowed off longest: of whoever asked least.
            var place = start
            for candidate in start..<start + Self.slotsOfSet {
                if slots[candidate].key == key {
                    return slots[candidate].bucket.take(quota, at: now)
                }
                if slots[candidate].bucket.due < slots[place].bucket.due { place = candidate }
            }
            slots[place] = Slot(key: key)
            return slots[place].bucket.take(quota, at: now)
        }
    }

    private static func tooMany(_ seconds: Int32, _ state: RateState) -> DomainError {
        var error = DomainError(
            .tooMany,
            "rate_limited",
            "请求过于频繁，请 \(seconds) 秒后再试",
            "Too many requests; try again in \(seconds) s",
            details: [("limit", .text(state.kind.code)), ("quota", .integer(Int64(state.quota)))]
        )
        error.retrySeconds = Int64(seconds)
        error.rate = state
        return error
    }
}

/// Kinds of requests that are counted apart (限流类别), each with a limit a minute.
package enum RateKind: UInt8, Sendable, CaseIterable {
    case reads, writes, reports
    /// Signing in, registering and redeeming codes: whatever is tried without being signed in.
    case signIns
    case unmaskings
    /// Grabbing the places of an activity is a business of its own (OWASP API6:2023).
    case signUps
    /// All that is held about oneself: the longest answer about one person, which nobody needs twice a minute.
    case ownData

    /// Whether one account has one limit of it, by however many keys it asks.
    package var isOfPerson: Bool {
        switch self {
        case .signIns, .unmaskings, .signUps, .ownData: true
        case .reads, .writes, .reports: false
        }
    }

    /// The stable name in headers and answers.
    package var code: String {
        switch self {
        case .reads: "reads"
        case .writes: "writes"
        case .reports: "reports"
        case .signIns: "sign-ins"
        case .unmaskings: "unmaskings"
        case .signUps: "sign-ups"
        case .ownData: "own-data"
        }
    }
}

/// What is left of a limit after a request (限额余量).
package struct RateState: Sendable, Hashable {
    package let kind: RateKind
    package let quota: Int32
    package let remaining: Int32
    /// Seconds until the whole quota is there again.
    package let resetSeconds: Int32

    package init(kind: RateKind, quota: Int32, remaining: Int32, resetSeconds: Int32) {
        self.kind = kind
        self.quota = quota
        self.remaining = remaining
        self.resetSeconds = resetSeconds
    }

    /// The window of every limit: short enough that nobody waits long, long enough for a page with its pictures at once.
    package static let windowSeconds: Int32 = 60
}

/// One limit of one caller (漏桶): a moment by which all that was taken will have flowed off, so that nothing needs to be
/// reset and no two windows can be drained at their border.
///
/// This is the generic cell rate algorithm: a request moves the moment by its share of the window, and is refused where
/// that would be more than one window ahead.
package struct RateBucket: Sendable, Hashable {
    /// In microseconds, as a share may be less than a millisecond.
    package var due: Int64 = 0

    private static let window = Int64(RateState.windowSeconds) * 1_000_000

    package init() {}

    /// Takes one of the quota, if there is one; nothing else, and how long to wait, where there is none.
    @inline(__always)
    package mutating func take(_ quota: Int32, at now: Instant) -> (remaining: Int32, resetSeconds: Int32, wait: Int32)
    {
        let (now, share) = (now.milliseconds &* 1000, Self.window / Int64(max(quota, 1)))
        // A clock that was set back does not lock anybody out for longer than a window.
        let begun = min(max(due, now), now &+ Self.window)
        let next = begun &+ share
        let ahead = next &- now
        guard ahead <= Self.window else {
            due = begun
            return (0, Self.seconds(begun &- now), max(1, Self.seconds(ahead &- Self.window)))
        }
        due = next
        return (Int32(truncatingIfNeeded: (Self.window &- ahead) / max(share, 1)), Self.seconds(ahead), 0)
    }

    private static func seconds(_ microseconds: Int64) -> Int32 {
        Int32(truncatingIfNeeded: (microseconds &+ 999_999) / 1_000_000)
    }
}

package import Domain
import Synchronization

/// A clock that stands where it was set (可调时钟), so that the demonstration can be made at the moments it tells of.
package final class SettableClock: Clock {
    private let instant: Mutex<Instant>

    package init(_ start: Instant) { instant = Mutex(start) }

    package func set(_ instant: Instant) { self.instant.withLock { $0 = instant } }

    package func now() -> Instant { instant.withLock { $0 } }
}

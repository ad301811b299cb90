import Synchronization

/// What one loop counts of its requests (请求计数), by route: answers by status, and how long they took.
///
/// The lock is the loop's own; only a reading of the metrics ever waits for it.
package final class RouteCounters: Sendable {
    private let counters: Mutex<[UInt64]>
    private let routes: Int

    /// The statuses that are counted by themselves; the last place is for all others.
    static let statuses: [UInt16] = [
        200, 201, 204, 304, 400, 401, 403, 404, 405, 406, 409, 412, 413, 415, 422, 428, 429, 500, 503, 507, 0,
    ]
    /// Upper bounds of the latency buckets in nanoseconds; beyond the last is `+Inf`.
    static let bounds: [UInt64] = [
        50_000, 100_000, 250_000, 500_000, 1_000_000, 2_500_000, 5_000_000, 10_000_000, 25_000_000, 50_000_000,
        100_000_000, 1_000_000_000,
    ]
    /// Statuses, buckets, the sum of nanoseconds.
    static let width = statuses.count + bounds.count + 2

    /// One place more than there are routes, for what found none.
    package init(routes: Int) {
        self.routes = routes
        counters = Mutex([UInt64](repeating: 0, count: (routes + 1) * Self.width))
    }

    func count(route: Int, status: UInt16, nanoseconds: UInt64) {
        let base = (route < 0 ? routes : route) * Self.width
        let statusSlot = Self.statuses.firstIndex(of: status) ?? Self.statuses.count - 1
        let bucket = Self.bounds.firstIndex { nanoseconds <= $0 } ?? Self.bounds.count
        counters.withLock { counters in
            counters[base + statusSlot] += 1
            counters[base + Self.statuses.count + bucket] += 1
            counters[base + Self.width - 1] += nanoseconds
        }
    }

    /// The counters as they stand, one after another.
    func snapshot() -> [UInt64] { counters.withLock { $0 } }
}

import Glibc
package import Routing

/// What one loop tells of its answers (循环观察): to its counters and to the access log.
///
/// A class, since every request carries it: one reference instead of a box with two.
package final class LoopObserver: RequestObserver {
    private let counters: RouteCounters
    private let log: AccessLog
    private let refusals: RefusalCounts

    package init(counters: RouteCounters, log: AccessLog, refusals: RefusalCounts) {
        self.counters = counters
        self.log = log
        self.refusals = refusals
    }

    package var wantsAddress: Bool { log.isOn }

    package func now() -> UInt64 {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return UInt64(time.tv_sec) * 1_000_000_000 + UInt64(time.tv_nsec)
    }

    package func answered(_ record: RequestRecord) {
        let nanoseconds = now() &- record.started
        counters.count(route: record.route, status: record.status, nanoseconds: nanoseconds)
        refusals.count(record)
        log.write(record, nanoseconds: nanoseconds)
    }
}

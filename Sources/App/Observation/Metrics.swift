import HTTPServer
import HTTPWire
import Routing
import SQLite
import Storage
import Synchronization

/// The metrics of the whole server (监控指标), put together when they are asked for.
package final class Metrics: Sendable {
    private let store: SQLStore
    private let sink: LineSink
    private let auditPosts: AuditPostCounts
    private let state = Mutex(State())

    /// The table is known only after the route that shows the metrics was made.
    private struct State {
        var endpoints: [Endpoint] = []
        var loops: [RouteCounters] = []
        var engine: (@Sendable () -> ServerStatistics)?
    }

    init(store: SQLStore, sink: LineSink, auditPosts: AuditPostCounts) {
        self.store = store
        self.sink = sink
        self.auditPosts = auditPosts
    }

    /// Says which routes there are.
    func describe(_ endpoints: [Endpoint]) { state.withLock { $0.endpoints = endpoints } }

    /// Says where the engine's own counts are.
    func observe(_ engine: @escaping @Sendable () -> ServerStatistics) { state.withLock { $0.engine = engine } }

    /// The counters of a new loop.
    func makeCounters() -> RouteCounters {
        state.withLock { state in
            let counters = RouteCounters(routes: state.endpoints.count)
            state.loops.append(counters)
            return counters
        }
    }

    /// All metrics in the text form of Prometheus.
    func text() -> [UInt8] {
        let (endpoints, loops) = state.withLock { ($0.endpoints, $0.loops) }
        var exposition = Exposition()
        requests(endpoints, Self.total(of: loops, routes: endpoints.count), &exposition)
        if let engine = state.withLock({ $0.engine }) { exposition.engine(engine()) }
        writer(&exposition)
        exposition.single(
            "linli_log_lines_dropped_total",
            "counter",
            "Lines of the access log that nobody took in time.",
            sink.dropped
        )
        auditPosts.write(to: &exposition)
        return exposition.bytes()
    }

    private func requests(_ endpoints: [Endpoint], _ sums: [UInt64], _ exposition: inout Exposition) {
        let labels = { (route: Int) in Self.labels(route, endpoints) }
        let width = RouteCounters.width
        exposition.metric("linli_http_requests_total", "counter", "Answers by route and status.")
        for route in 0...endpoints.count {
            for (slot, status) in RouteCounters.statuses.enumerated() where sums[route * width + slot] > 0 {
                let labels = labels(route) + [("status", status == 0 ? "other" : String(status))]
                exposition.sample("linli_http_requests_total", labels, sums[route * width + slot])
            }
        }
        exposition.metric("linli_http_request_duration_seconds", "histogram", "From the request to its answer.")
        for route in 0...endpoints.count {
            let buckets = sums[(route * width + RouteCounters.statuses.count)..<((route + 1) * width - 1)]
            let count = buckets.reduce(0, +)
            guard count > 0 else { continue }
            var cumulative: UInt64 = 0
            for (bound, value) in zip(RouteCounters.bounds, buckets) {
                cumulative += value
                let limit = Exposition.seconds(bound)
                exposition.sample(
                    "linli_http_request_duration_seconds_bucket",
                    labels(route) + [("le", limit)],
                    cumulative
                )
            }
            exposition.sample("linli_http_request_duration_seconds_bucket", labels(route) + [("le", "+Inf")], count)
            let sum = Exposition.seconds(sums[(route + 1) * width - 1])
            exposition.sample("linli_http_request_duration_seconds_sum", labels(route), sum)
            exposition.sample("linli_http_request_duration_seconds_count", labels(route), count)
        }
    }

    private func writer(_ exposition: inout Exposition) {
        let writer = store.statistics
        let counters: [(String, String, String, Int)] = [
            ("linli_writer_batches_total", "counter", "Commits of the writer.", writer.batches),
            ("linli_writer_transactions_total", "counter", "Transactions in them.", writer.transactions),
            ("linli_writer_failures_total", "counter", "Transactions that were undone.", writer.failures),
            ("linli_writer_refused_total", "counter", "Writes refused because too many waited.", writer.refused),
            ("linli_writer_largest_batch", "gauge", "Most transactions that one commit held.", writer.largestBatch),
            ("linli_writer_waiting", "gauge", "Writes that wait.", writer.waiting),
            ("linli_wal_pages", "gauge", "Pages of the write-ahead log.", writer.walPages),
        ]
        for (name, type, help, value) in counters {
            exposition.single(name, type, help, UInt64(max(value, 0)))
        }
        durations(
            "linli_writer_wait_seconds",
            "From the first write of a group to its beginning.",
            writer.waits,
            &exposition
        )
        durations("linli_writer_commit_seconds", "A group with its synced commit.", writer.commits, &exposition)
    }

    private func durations(
        _ name: String,
        _ help: String,
        _ histogram: DurationHistogram,
        _ exposition: inout Exposition
    ) {
        exposition.metric(name, "histogram", help)
        var cumulative: UInt64 = 0
        for (bound, count) in zip(DurationHistogram.bounds, histogram.counts) {
            cumulative += count
            exposition.sample("\(name)_bucket", [("le", Exposition.seconds(bound))], cumulative)
        }
        let all = histogram.counts.reduce(0, +)
        exposition.sample("\(name)_bucket", [("le", "+Inf")], all)
        exposition.sample("\(name)_sum", [], Exposition.seconds(histogram.sum))
        exposition.sample("\(name)_count", [], all)
    }

    private static func labels(_ route: Int, _ endpoints: [Endpoint]) -> [(String, String)] {
        guard route < endpoints.count else { return [("method", "-"), ("route", "-")] }
        return [("method", endpoints[route].method.name), ("route", endpoints[route].pattern)]
    }

    private static func total(of loops: [RouteCounters], routes: Int) -> [UInt64] {
        var total = [UInt64](repeating: 0, count: (routes + 1) * RouteCounters.width)
        for counters in loops {
            for (index, value) in counters.snapshot().enumerated() { total[index] += value }
        }
        return total
    }
}

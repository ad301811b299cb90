import Synchronization

/// How posting the heads of the audit chain goes (链头推送计数), for the metrics.
package final class AuditPostCounts: Sendable {
    private let posted = Atomic<Int>(0)
    private let failures = Atomic<Int>(0)
    private let waiting = Atomic<Int>(0)

    func addPosted() { posted.add(1, ordering: .relaxed) }

    func addFailure() { failures.add(1, ordering: .relaxed) }

    func set(waiting count: Int) { waiting.store(count, ordering: .relaxed) }

    func write(to exposition: inout Exposition) {
        let counts: [(String, String, String, Int)] = [
            (
                "linli_audit_heads_posted_total", "counter", "Heads of the audit chain that the webhook took.",
                posted.load(ordering: .relaxed)
            ),
            (
                "linli_audit_head_failures_total", "counter", "Tries to post one that failed.",
                failures.load(ordering: .relaxed)
            ),
            ("linli_audit_heads_waiting", "gauge", "Heads that wait to be posted.", waiting.load(ordering: .relaxed)),
        ]
        for (name, type, help, count) in counts { exposition.single(name, type, help, UInt64(count)) }
    }
}

import HTTPServer

extension Exposition {
    /// What the engine counts (引擎指标): connections by state, bytes, refusals and time-outs by kind, TLS, and lag.
    mutating func engine(_ statistics: ServerStatistics) {
        single("linli_connections_accepted_total", "counter", "Connections taken.", UInt64(statistics.accepted))
        metric("linli_connections", "gauge", "Open connections by state.")
        let states = statistics.connections
        for (state, count) in [
            ("reading", states.reading), ("working", states.working), ("streaming", states.streaming),
            ("idle", states.idle), ("lingering", states.lingering),
        ] { sample("linli_connections", [("state", state)], UInt64(max(count, 0))) }
        single(
            "linli_requests_in_flight",
            "gauge",
            "Requests that are worked on.",
            UInt64(max(statistics.requestsInFlight, 0))
        )
        single("linli_received_bytes_total", "counter", "Bytes received.", UInt64(statistics.bytesIn))
        single("linli_sent_bytes_total", "counter", "Bytes sent.", UInt64(statistics.bytesOut))
        metric("linli_refusals_total", "counter", "What never became a request, by code.")
        for (code, count) in statistics.refusals.sorted(by: { $0.key < $1.key }) {
            sample("linli_refusals_total", [("code", code)], UInt64(count))
        }
        metric("linli_timeouts_total", "counter", "What took too long, by kind.")
        let timeouts = statistics.timeouts
        for (kind, count) in [
            ("head", timeouts.head), ("body", timeouts.body), ("idle", timeouts.idle), ("handler", timeouts.handler),
            ("write", timeouts.write), ("handshake", timeouts.handshake),
        ] { sample("linli_timeouts_total", [("kind", kind)], UInt64(count)) }
        metric("linli_tls_handshakes_total", "counter", "TLS handshakes by outcome.")
        let handshakes = statistics.handshakes
        for (outcome, count) in [
            ("succeeded", handshakes.succeeded), ("resumed", handshakes.resumed), ("failed", handshakes.failed),
        ] { sample("linli_tls_handshakes_total", [("outcome", outcome)], UInt64(count)) }
        lag(statistics)
    }

    private mutating func lag(_ statistics: ServerStatistics) {
        metric("linli_loop_lag_seconds", "gauge", "How long the last wake-up of each loop took.")
        for (loop, lag) in statistics.lag.enumerated() {
            sample(
                "linli_loop_lag_seconds",
                [("loop", String(loop))],
                Self.seconds(UInt64(max(lag.last, 0)) * 1_000_000)
            )
        }
        metric("linli_loop_longest_lag_seconds", "gauge", "How long the longest wake-up of each loop took.")
        for (loop, lag) in statistics.lag.enumerated() {
            sample(
                "linli_loop_longest_lag_seconds",
                [("loop", String(loop))],
                Self.seconds(UInt64(max(lag.longest, 0)) * 1_000_000)
            )
        }
    }
}

/// What a server has done and does, as its loops last told; each number for itself is right, their sums may be a moment
/// apart.
package struct ServerStatistics: Sendable, Hashable {
    /// What one loop spends between two sleeps, to a few milliseconds: while it works, its other clients wait.
    package struct Lag: Sendable, Hashable {
        /// Milliseconds of the latest wake-up.
        package var last: Int
        /// Milliseconds of the longest wake-up so far.
        package var longest: Int
    }

    /// Open connections by what they do.
    package struct Connections: Sendable, Hashable {
        /// They send a request, or have not begun to.
        package var reading = 0
        /// Their request is worked on.
        package var working = 0
        /// They take a long answer.
        package var streaming = 0
        /// They rest between requests.
        package var idle = 0
        /// They have their last answer; what they still send is thrown away.
        package var lingering = 0
    }

    /// Time-outs by what was waited for.
    package struct Timeouts: Sendable, Hashable {
        package var head = 0
        package var body = 0
        package var idle = 0
        package var handler = 0
        package var write = 0
        package var handshake = 0
    }

    /// TLS handshakes by how they ended.
    package struct Handshakes: Sendable, Hashable {
        /// Those that succeeded, resumed ones among them.
        package var succeeded = 0
        /// Those that took up an earlier session.
        package var resumed = 0
        /// Those that failed or took too long.
        package var failed = 0
    }

    /// Connections taken since the start, refused ones among them.
    package var accepted = 0
    /// Open connections.
    package var connections = Connections()
    /// Requests that reached the handler.
    package var requests = 0
    /// Works that run, abandoned ones among them.
    package var requestsInFlight = 0
    /// Bytes received, without what TLS adds.
    package var bytesIn = 0
    /// Bytes sent, without what TLS adds.
    package var bytesOut = 0
    /// Answers to what was refused, by their code.
    package var refusals: [String: Int] = [:]
    /// What took too long.
    package var timeouts = Timeouts()
    /// TLS handshakes.
    package var handshakes = Handshakes()
    /// One entry for each loop.
    package var lag: [Lag] = []

    init(load: ServerLoad, loops: [LoopCounters]) {
        requestsInFlight = load.requestsInFlight
        refusals = load.refusalsByCode
        for loop in loops {
            add(loop)
        }
    }

    private mutating func add(_ loop: LoopCounters) {
        accepted += loop[.accepted]
        requests += loop[.requests]
        bytesIn += loop[.bytesIn]
        bytesOut += loop[.bytesOut]
        connections.working += loop[.working]
        connections.streaming += loop[.streaming]
        connections.idle += loop[.idle]
        connections.lingering += loop[.lingering]
        connections.reading +=
            loop[.connections] - loop[.working] - loop[.streaming] - loop[.idle] - loop[.lingering]
        timeouts.head += loop[.headTimeouts]
        timeouts.body += loop[.bodyTimeouts]
        timeouts.idle += loop[.idleTimeouts]
        timeouts.handler += loop[.handlerTimeouts]
        timeouts.write += loop[.writeTimeouts]
        timeouts.handshake += loop[.handshakeTimeouts]
        handshakes.succeeded += loop[.handshakes]
        handshakes.resumed += loop[.resumedHandshakes]
        handshakes.failed += loop[.failedHandshakes]
        lag.append(Lag(last: loop[.lastLag], longest: loop[.longestLag]))
    }
}

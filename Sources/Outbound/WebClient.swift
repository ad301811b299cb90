import Dispatch
package import Domain
import Synchronization

/// Asks other servers over HTTP/1.1, with TLS where the address says so (对外请求客户端).
///
/// Each request blocks a thread of a queue of its own and never a loop; its caller waits without one, and no longer than the
/// limit of time even where the resolver does not come back.
package final class WebClient: OutboundClient {
    /// The limits of one request.
    package struct Limits: Sendable {
        /// For the whole exchange: a mini-program shows nothing for more than a few seconds.
        package var milliseconds: Int64 = 10_000
        /// Nobody who is asked here answers with more than a few KiB.
        package var answerBytes = 1 << 20
        /// Each takes a thread while it lasts.
        package var atOnce = 32

        package init() {}
    }

    private let limits: Limits
    private let trust: Trust
    private let queue = DispatchQueue(label: "linli.outbound", attributes: .concurrent)
    private let running = Mutex(0)

    /// Trusts whom the system trusts, or the certificates of a PEM file in their place.
    package init(_ limits: Limits = Limits(), roots: String? = nil) throws(OutboundError) {
        self.limits = limits
        trust = try Trust(roots: roots)
    }

    package func send(_ request: OutboundRequest) async throws(OutboundError) -> OutboundAnswer {
        let isTaken = running.withLock { count in
            guard count < limits.atOnce else { return false }
            count += 1
            return true
        }
        guard isTaken else { throw .busy }
        let result = await withCheckedContinuation { continuation in
            let waiter = Waiter(continuation)
            let deadline = Deadline(milliseconds: limits.milliseconds)
            queue.async { [self] in
                let exchange = Exchange(request, deadline: deadline, answerBytes: limits.answerBytes, trust: trust)
                waiter.answer(exchange.result())
                running.withLock { $0 -= 1 }
            }
            queue.asyncAfter(deadline: .now() + .milliseconds(Int(limits.milliseconds))) {
                waiter.answer(.failure(.timedOut))
            }
        }
        return try result.get()
    }
}

/// Who waits for an answer: told once, by the exchange or by the clock.
private final class Waiter: Sendable {
    typealias Outcome = Result<OutboundAnswer, OutboundError>

    private let continuation: Mutex<CheckedContinuation<Outcome, Never>?>

    init(_ continuation: CheckedContinuation<Outcome, Never>) {
        self.continuation = Mutex(continuation)
    }

    func answer(_ outcome: Outcome) {
        let continuation = continuation.withLock { held in
            defer { held = nil }
            return held
        }
        continuation?.resume(returning: outcome)
    }
}

import Domain
package import HTTPWire
import Synchronization

extension Dispatcher {
    /// The answer to what never became a request, or whose body could not be taken after its head was read.
    package func refuse(
        _ error: ParseError,
        of head: Request?,
        from address: @autoclosure () -> String?,
        _ context: any LoopContext,
        requestID made: String
    ) -> Response {
        let observer = context.observer
        guard var request = head else {
            let address = observer.wantsAddress ? address() : nil
            let visit = Visit(requestID: made, address: address, started: observer.now())
            let response = Frame(requestID: made, language: .chinese, isDemonstration: false)
                .refusal(error, isHeadless: true)
            observer.answered(visit.record(of: response))
            return response
        }
        var (visit, frame) = begin(request, address(), context, made)
        // Only for the record: whether the caller may do this is no longer the question.
        try? Self.prepare(&request)
        visit.method = request.method
        _ = try? admit(request, context, clock.now(), &visit, counts: false)
        let response = frame.refusal(error)
        observer.answered(visit.record(of: response))
        return response
    }
}

extension Frame {
    func refusal(_ error: ParseError, isHeadless: Bool = false) -> Response {
        let body = parseProblem(error, isHeadless: isHeadless)
        return response(error.status, body: body, contentType: "application/problem+json")
    }
}

/// Tells the observer of one answer to a request, the one that the client got, and not of a late second one.
final class SingleRecord: Sendable {
    private let visit: Visit
    private let observer: any RequestObserver
    private let isNoted = Mutex(false)

    init(_ visit: Visit, _ observer: any RequestObserver) {
        self.visit = visit
        self.observer = observer
    }

    func note(_ response: Response) {
        let isFirst = isNoted.withLock { isNoted in
            defer { isNoted = true }
            return !isNoted
        }
        if isFirst { observer.answered(visit.record(of: response)) }
    }
}

package import Domain
package import HTTPWire

/// Who holds a token (身份验证); the app remembers sessions so that most requests ask no database.
package protocol Authenticator: AnyObject {
    /// Throws 401 for a token that is unknown, ended or revoked.
    ///
    /// The reader is asked for only where the memory does not know.
    func principal(bearer: UnsafeRawBufferPointer, reader: () throws -> any Reader, now: Instant) throws -> Principal

    /// Who looks at pages with what their browser keeps. Throws 401 likewise.
    func principal(page pass: UnsafeRawBufferPointer, reader: () throws -> any Reader, now: Instant) throws -> Principal
}

/// What one loop lends to a request: its reader and its memory of sessions.
package protocol LoopContext: AnyObject {
    var authenticator: any Authenticator { get }
    var queries: QueryMemory { get }
    var observer: any RequestObserver { get }
    func reader() throws -> any Reader

    /// Takes one from what the caller may ask for a minute; nothing where there is no limit. Throws 429.
    func take(_ kind: RateKind, for principal: Principal, now: Instant) throws -> RateState?

    /// Where reads go on that would hold up the loop.
    var store: any Store { get }

    /// Whether a read failed because it needs more than a loop may give to one request.
    func isTooHeavy(_ error: any Error) -> Bool
}

/// What becomes of a request.
package enum Outcome {
    case now(Response)
    /// A long answer; its record is told to the observer when it has ended, with the bytes that it had.
    case export(Response, any Export, RequestRecord)
    case file(Response, BodyFile)
    /// What has to be waited for, and what is answered in its place when nobody waits for it any more.
    case later(@Sendable () async -> Response, refuse: @Sendable (ParseError) -> Response)
}

/// Takes a request to its endpoint and the answer back (分发): each layer is entered once, downwards.
package final class Dispatcher: Sendable {
    let router: Router
    let clock: any Clock
    private let time: CommunityTime
    /// Whether every answer says that the data is a demonstration.
    private let isDemonstration: Bool
    /// The largest body that every endpoint takes without being asked, in bytes.
    let smallBodyBytes: Int
    /// How large a file may be that is sent, and where it lies meanwhile.
    let fileLimit: BodyLimit
    private let crossOrigin: CrossOrigin
    private let log: @Sendable (any Error, _ requestID: String) -> Void

    package init(
        endpoints: [Endpoint],
        clock: any Clock,
        time: CommunityTime,
        isDemonstration: Bool,
        smallBodyBytes: Int,
        fileLimit: BodyLimit,
        crossOrigin: CrossOrigin,
        log: @escaping @Sendable (any Error, _ requestID: String) -> Void
    ) {
        router = Router(endpoints)
        self.clock = clock
        self.time = time
        self.isDemonstration = isDemonstration
        self.smallBodyBytes = smallBodyBytes
        self.fileLimit = fileLimit
        self.crossOrigin = crossOrigin
        self.log = log
    }

    package func handle(
        _ incoming: Request,
        from address: @autoclosure () -> String?,
        _ context: any LoopContext,
        requestID made: String
    ) -> Outcome {
        var request = incoming
        let observer = context.observer
        var (visit, frame) = begin(request, address(), context, made)
        let outcome: Outcome
        do {
            try Self.prepare(&request)
            visit.method = request.method
            switch request.method {
            // A method that nobody here knows is not one that only this path lacks (RFC 9110 section 9.1).
            case .other: outcome = .now(frame.methodNotImplemented())
            case .options: outcome = .now(try options(request, frame))
            default: outcome = try dispatch(request, context, frame, &visit)
            }
        } catch {
            frame.rate = visit.rate
            // Who is refused is counted by the address, also where nobody else wants to know it.
            if visit.address == nil { visit.address = address() }
            outcome = .now(refusal(error, frame))
        }
        switch outcome {
        case .now(let response): observer.answered(visit.record(of: response))
        case .file(let response, let file):
            var record = visit.record(of: response)
            record.bytes = file.size
            observer.answered(record)
        case .export, .later: break
        }
        return outcome
    }

    /// Begins a visit, and the frame of its answer.
    @inline(__always)
    func begin(
        _ request: Request,
        _ address: @autoclosure () -> String?,
        _ context: any LoopContext,
        _ made: String
    ) -> (Visit, Frame) {
        let observer = context.observer
        let visit = Visit(
            requestID: Self.requestID(of: request) ?? made,
            // Whoever changes something is remembered with the place that they did it from.
            address: observer.wantsAddress || !request.method.isSafe ? address() : nil,
            started: observer.now()
        )
        let language =
            request.range(of: .acceptLanguage) == nil
            ? .chinese : Negotiation.language(request.list(of: .acceptLanguage))
        var frame = Frame(requestID: visit.requestID, language: language, isDemonstration: isDemonstration)
        frame.origin = crossOrigin.grant(to: request)
        return (visit, frame)
    }

    private func dispatch(
        _ request: Request,
        _ context: any LoopContext,
        _ plain: Frame,
        _ visit: inout Visit
    ) throws -> Outcome {
        let now = clock.now()
        let (endpoint, ids, principal) = try admit(request, context, now, &visit, counts: true)
        var frame = plain
        frame.rate = visit.rate
        let query = try request.query.map { try context.queries.query(request.bytes[$0]) } ?? .empty
        if !query.items.isEmpty, endpoint.takesNoQuery {
            throw DomainError.badParameters(
                query.items.map { .parameter($0.name, "unknown_parameter", "此接口没有参数", "There are no parameters here") }
            )
        }
        let call = Call(
            request: request,
            ids: ids,
            principal: principal,
            query: query,
            language: frame.language,
            time: time,
            now: now
        )
        switch endpoint.handler {
        case .read(let read):
            do {
                switch try read(call, context.reader()) {
                case .whole(let answer): return .now(frame.response(answer, request, endpoint.access))
                case .export(let answer, let export):
                    let response = frame.response(answer, request, endpoint.access)
                    return .export(response, export, visit.record(of: response))
                case .noted(let act):
                    let store = context.store
                    return later(endpoint, call, frame, visit, context.observer) { try await act($0, store) }
                case .notedFile(let file, let read):
                    let (store, frame) = (context.store, frame)
                    return later(endpoint, call, visit, context.observer, frame) { _ in
                        let head = frame.response(file, call.request)
                        guard head.status == .ok else { return head }
                        let bytes = try await read(store, call.request.method != .head)
                        return Response(.ok, fields: head.fields, body: bytes)
                    }
                case .file(let answer, let file):
                    let response = frame.response(answer, request)
                    return response.status == .ok ? .file(response, file) : .now(response)
                case .recorded(let kind, let act):
                    if let rate = try context.take(kind, for: principal, now: now) { visit.rate = rate }
                    frame.rate = visit.rate
                    return later(endpoint, call, frame, visit, context.observer, act)
                }
            } catch  where context.isTooHeavy(error) {
                let store = context.store
                return later(endpoint, call, frame, visit, context.observer) { call in
                    try await store.read { reader in
                        // An export reads nothing before its first piece, so that it is never too heavy here.
                        guard case .whole(let answer) = try read(call, reader) else { throw DomainError.notFound }
                        return answer
                    }
                }
            }
        case .constant(let make):
            return .now(frame.response(try make(call), request, endpoint.access))
        case .act(let act): return later(endpoint, call, frame, visit, context.observer, act)
        }
    }

    /// What has to be waited for, whose answer gets its head then.
    private func later(
        _ endpoint: Endpoint,
        _ call: Call,
        _ frame: Frame,
        _ visit: Visit,
        _ observer: any RequestObserver,
        _ act: @escaping @Sendable (Call) async throws -> Answer
    ) -> Outcome {
        later(endpoint, call, visit, observer, frame) { call in
            frame.response(try await act(call), call.request, endpoint.access)
        }
    }

    /// What has to be waited for, with the one record that it leaves.
    private func later(
        _ endpoint: Endpoint,
        _ call: Call,
        _ visit: Visit,
        _ observer: any RequestObserver,
        _ frame: Frame,
        _ respond: @escaping @Sendable (Call) async throws -> Response
    ) -> Outcome {
        let record = SingleRecord(visit, observer)
        let origin = Origin(
            account: call.principal.accountID,
            key: call.principal.keyID,
            address: visit.address,
            requestID: visit.requestID,
            action: endpoint.documentation.operation,
            object: endpoint.object(call.ids)
        )
        let run: @Sendable () async -> Response = { [self] in
            let response: Response
            do {
                let repeatable = try call.idempotentRequest(to: endpoint.pattern)
                response = try await Origin.$current.withValue(origin) {
                    try await IdempotentRequest.$current.withValue(repeatable) { try await respond(call) }
                }
            } catch {
                response = refusal(error, frame)
            }
            record.note(response)
            return response
        }
        return .later(run) { error in
            let response = frame.refusal(error)
            record.note(response)
            return response
        }
    }

    func refusal(_ error: any Error, _ frame: Frame) -> Response {
        if let error = error as? MethodNotAllowed { return frame.methodNotAllowed(error.methods) }
        let known = ErrorResponse.domainError(error)
        // What a lower layer could not do is told to the client in few words, and to the operator in its own.
        if known.kind == .internalError || error is any RefusableError { log(error, frame.requestID) }
        return frame.problem(known)
    }

    private func options(_ request: Request, _ frame: Frame) throws -> Response {
        let path = request.bytes[request.path]
        let methods =
            path.elementsEqual("*".utf8)
            ? [.get, .head, .post, .patch, .delete, .options] : router.methods(of: request)
        guard let methods else {
            throw DomainError(.notFound, "no_such_path", "没有这个接口", "There is nothing at this path")
        }
        var response = frame.response(.noContent, body: [], contentType: nil)
        let names = methods.map(\.name).joined(separator: ", ")
        response.add("Allow", names)
        frame.preflight(&response, request, methods: names)
        return response
    }

    /// The caller's own request id, if it is sane: it is logged and returned.
    private static func requestID(of request: Request) -> String? {
        guard let range = request.range(of: .xRequestID), (1...64).contains(range.count) else { return nil }
        let isSane = request.bytes[range].allSatisfy { byte in
            switch byte {
            case 48...57, 65...90, 97...122, UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: "."): true
            default: false
            }
        }
        return isSane ? request.text(range) : nil
    }
}

struct MethodNotAllowed: Error {
    let methods: [Method]
}

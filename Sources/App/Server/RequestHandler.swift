import Domain
import HTTPServer
import HTTPWire
import Routing
import Storage

/// What one loop does with its requests (请求处理): it lends its reader and memory of sessions, and ends the read
/// transaction of a wake-up.
final class RequestHandler: LoopHandler, LoopContext {
    private let dispatcher: Dispatcher
    private let loopReader: LoopReader
    private let sessions: SessionMemory
    let queries = QueryMemory()
    let observer: any RequestObserver
    /// Unchecked: each request of this loop takes one, and nothing else touches them.
    @exclusivity(unchecked) private var requestIDs: RequestIDs
    private let limits: RateLimits

    init(
        dispatcher: Dispatcher,
        reader: LoopReader,
        uses: SessionUses,
        limits: RateLimits,
        observer: any RequestObserver,
        loop: Int
    ) {
        self.dispatcher = dispatcher
        loopReader = reader
        sessions = SessionMemory(reader: reader, uses: uses)
        self.limits = limits
        self.observer = observer
        requestIDs = RequestIDs(loop: loop)
    }

    var authenticator: any Authenticator { sessions }

    func reader() throws -> any Reader { try loopReader.begin() }

    var store: any Store { loopReader.store }

    func isTooHeavy(_ error: any Error) -> Bool { loopReader.isTooHeavy(error) }

    func take(_ kind: RateKind, for principal: Principal, now: Instant) throws -> RateState? {
        try limits.take(kind, for: principal, at: sessions.peer, now: now)
    }

    func handle(_ request: Request, from peer: Peer) -> Reply {
        sessions.peer = peer.source
        return switch dispatcher.handle(request, from: peer.address, self, requestID: requestIDs.next()) {
        case .now(let response): .now(response)
        case .export(let response, let export, let record):
            .stream(response, ExportStream(export: export, reader: loopReader, record: record, observer: observer))
        case .file(let response, let file): .file(response, file)
        case .later(let run, let refuse): .later(Work(run, refuse: refuse))
        }
    }

    func admit(bodyOf head: Request, from peer: Peer) -> BodyAdmission {
        sessions.peer = peer.source
        return switch dispatcher.admission(ofBodyOf: head, from: peer.address, self, requestID: requestIDs.next()) {
        case .take(let limit): .take(limit)
        case .refuse(let response): .refuse(response)
        }
    }

    func refuse(_ error: ParseError, of head: Request?, from peer: Peer) -> Response {
        sessions.peer = peer.source
        return dispatcher.refuse(error, of: head, from: peer.address, self, requestID: requestIDs.next())
    }

    func answered() { loopReader.end() }
}

/// An export as the engine pulls it: each piece in a read transaction of its own.
private final class ExportStream: BodyStream {
    private let export: any Export
    private let reader: LoopReader
    private let observer: any RequestObserver
    private var record: RequestRecord

    init(export: any Export, reader: LoopReader, record: RequestRecord, observer: any RequestObserver) {
        self.export = export
        self.reader = reader
        self.record = record
        self.observer = observer
    }

    // The engine lets go of it when the answer has ended, whole or not, and tells nobody before.
    deinit { observer.answered(record) }

    func next() throws -> [UInt8]? {
        let piece = try reader.withoutBudget { try export.next() }
        record.bytes += piece?.count ?? 0
        return piece
    }
}

/// Request ids of one loop: a random beginning and a count, fifteen characters that need no allocation.
struct RequestIDs {
    private let beginning: UInt32
    private var count: UInt32 = 0

    init(loop: Int) { beginning = UInt32.random(in: .min ... .max) }

    mutating func next() -> String {
        count &+= 1
        let number = UInt64(beginning) << 28 | UInt64(count & 0xFFF_FFFF)
        return String(unsafeUninitializedCapacity: 15) { buffer in
            for place in 0..<15 {
                let digit = UInt8(truncatingIfNeeded: number &>> UInt64(4 * (14 - place))) & 15
                buffer[place] = digit < 10 ? 48 + digit : 87 + digit
            }
            return 15
        }
    }
}

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
    let authenticator: any Authenticator
    let observer: any RequestObserver
    private var requestIDs: RequestIDs

    init(dispatcher: Dispatcher, reader: LoopReader, observer: any RequestObserver, loop: Int) {
        self.dispatcher = dispatcher
        loopReader = reader
        authenticator = SessionMemory(reader: reader)
        self.observer = observer
        requestIDs = RequestIDs(loop: loop)
    }

    func reader() throws -> any Reader { try loopReader.begin() }

    func handle(_ request: Request, from peer: Peer) -> Reply {
        switch dispatcher.handle(request, from: peer.address, self, requestID: requestIDs.next()) {
        case .now(let response): .now(response)
        case .export(let response, let export, let record):
            .stream(response, ExportStream(export: export, reader: loopReader, record: record, observer: observer))
        case .later(let work): .later(work)
        }
    }

    func admit(bodyOf head: Request, from peer: Peer) -> BodyAdmission {
        switch dispatcher.admission(ofBodyOf: head, from: peer.address, self, requestID: requestIDs.next()) {
        case .take(let bytes): .take(bytes.map { .memory($0) })
        case .refuse(let response): .refuse(response)
        }
    }

    func refuse(_ error: ParseError, from peer: Peer) -> Response {
        dispatcher.refuse(error, from: peer.address, self, requestID: requestIDs.next())
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
        _ = try reader.begin()
        let piece = try export.next()
        record.bytes += piece?.count ?? 0
        return piece
    }
}

/// Request ids of one loop: a random beginning and a count, fifteen characters that need no allocation.
struct RequestIDs {
    private let prefix: String
    private var count: UInt32 = 0

    private static let digits = Array("0123456789abcdef".utf8)

    init(loop: Int) {
        let random = UInt32.random(in: .min ... .max)
        prefix = String(random, radix: 16).padded(to: 8)
    }

    mutating func next() -> String {
        count &+= 1
        return prefix + String(count & 0xFFF_FFFF, radix: 16).padded(to: 7)
    }
}

extension String {
    fileprivate func padded(to width: Int) -> String { String(repeating: "0", count: max(0, width - count)) + self }
}

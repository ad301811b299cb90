import Glibc
import HTTPWire
import Synchronization
import TestSupport

@testable import HTTPServer

/// A live server on a free port whose handler does what the path says.
final class TestServer: Sendable {
    let server: Server
    let addresses: [ListenAddress]
    let events: Events
    let gate: Gate

    var address: ListenAddress { addresses[0] }

    init(
        loops: Int = 1,
        adjust: (inout ServerSettings) -> Void = { _ in },
        faults: (@Sendable (_ call: Int) -> KernelFaults.Fault?)? = nil
    ) throws {
        var settings = ServerSettings(addresses: [ListenAddress(host: "127.0.0.1", port: 0)], loops: loops)
        settings.bePatient()
        adjust(&settings)
        let events = Events()
        let gate = Gate()
        server = Server(settings: settings) { _ in
            if let faults { KernelFaults.play(faults) }
            return TestHandler(events: events, gate: gate)
        }
        addresses = try server.start()
        self.events = events
        self.gate = gate
    }
}

/// What happened on the loops, in order.
final class Events: Sendable {
    private let list = Mutex<[String]>([])

    var all: [String] { list.withLock { $0 } }

    func append(_ event: String) {
        list.withLock { $0.append(event) }
    }
}

/// Holds requests until the test lets them go, and tells the test when one has come.
final class Gate: Sendable {
    private struct State {
        var isOpen = false
        var arrived = 0
        var held: [CheckedContinuation<Void, Never>] = []
        var watchers: [(count: Int, continuation: CheckedContinuation<Void, Never>)] = []
    }

    private let state = Mutex(State())

    func pass() async {
        await withCheckedContinuation { continuation in
            let (passes, watchers) = state.withLock { state in
                state.arrived += 1
                if !state.isOpen { state.held.append(continuation) }
                let ready = state.watchers.filter { $0.count <= state.arrived }
                state.watchers.removeAll { $0.count <= state.arrived }
                return (state.isOpen, ready)
            }
            for watcher in watchers { watcher.continuation.resume() }
            if passes { continuation.resume() }
        }
    }

    func waitForArrivals(_ count: Int) async {
        await withCheckedContinuation { continuation in
            let isReady = state.withLock { state in
                if state.arrived < count { state.watchers.append((count, continuation)) }
                return state.arrived >= count
            }
            if isReady { continuation.resume() }
        }
    }

    func open() {
        let held = state.withLock { state in
            state.isOpen = true
            defer { state.held = [] }
            return state.held
        }
        for continuation in held { continuation.resume() }
    }
}

private final class TestHandler: LoopHandler {
    private let events: Events
    private let gate: Gate

    init(events: Events, gate: Gate) {
        self.events = events
        self.gate = gate
    }

    func handle(_ request: Request, from peer: Peer) -> Reply {
        let path = request.text(request.path)
        events.append(path)
        switch path.split(separator: "/").first {
        case "echo":
            return .now(Response(.ok, body: request.withBody { body in body.byteOffsets.map { body[$0] } }))
        case "later":
            // Twice through the global pool: the answer must find back to the loop.
            return later {
                await Task.yield()
                return Response(.ok, body: Array(path.utf8))
            }
        case "gate":
            let gate = gate
            return later {
                await gate.pass()
                return Response(.ok, body: Array(path.utf8))
            }
        case "large":
            return .now(Response(.ok, body: [UInt8](repeating: 0x61, count: 3_000_000)))
        case "stream":
            return .stream(Response(.ok), Pieces(Int(path.split(separator: "/").last ?? "") ?? 0))
        case "empty":
            return .now(Response(.noContent))
        case "peer":
            return .now(Response(.ok, body: Array("\(peer.address) \(peer.isTLS ? "tls" : "plain")".utf8)))
        case "upload":
            guard case .file(let file) = request.body else { return .now(Response(.ok, body: Array("memory".utf8))) }
            return .now(Response(.ok, body: Array(Self.summary(file).utf8)))
        case "mirror":
            guard case .file(let file) = request.body else { return .now(Response(.noContent)) }
            return .file(Response(.ok), file)
        case "program":
            guard let file = BodyFile.open("/proc/self/exe") else { return .now(Response(.notFound)) }
            // A part of the program: the whole is large, and the client of the tests is slow.
            let part = BodyFile(descriptor: dup(file.descriptor), size: 1_000_000) { _ = Glibc.close($0) }
            return .file(Response(.ok), part)
        case "close":
            var response = Response(.ok, body: Array(path.utf8))
            response.closes = true
            return .now(response)
        default:
            return .now(Response(.ok, body: Array(path.utf8)))
        }
    }

    func admit(bodyOf head: Request, from peer: Peer) -> BodyAdmission {
        switch head.text(head.path) {
        case "/upload", "/mirror": .take(.file(8_000_000, directory: "/tmp"))
        case "/upload/nowhere": .take(.file(8_000_000, directory: "/nowhere"))
        case "/small": .take(.memory(10))
        case "/unwanted": .refuse(Response(.unauthorized, body: Array("unwanted".utf8)))
        default: .take(nil)
        }
    }

    func refuse(_ error: ParseError, of head: Request?, from peer: Peer) -> Response {
        events.append("refused \(error.code) of \(head.map { $0.text($0.path) } ?? "-")")
        return Response(error.status, body: Array(error.code.utf8))
    }

    private func later(_ run: @escaping @Sendable () async -> Response) -> Reply {
        .later(Work(run) { error in Response(error.status, body: Array(error.code.utf8)) })
    }

    /// The size and the sum of the bytes of a file.
    private static func summary(_ file: BodyFile) -> String {
        var bytes = [UInt8](repeating: 0, count: file.size)
        let count = pread(file.descriptor, &bytes, bytes.count, 0)
        return "\(file.size) \(bytes[..<max(0, count)].reduce(0) { $0 + Int($1) })"
    }

    func answered() {
        events.append("answered")
    }
}

private final class Pieces: BodyStream {
    private var left: Int

    init(_ count: Int) {
        left = count
    }

    func next() -> [UInt8]? {
        guard left > 0 else { return nil }
        left -= 1
        // An empty piece must not end the body.
        return left % 3 == 2 ? [] : [UInt8](repeating: 0x62, count: 50_000)
    }
}

extension RawSpan {
    fileprivate subscript(_ offset: Int) -> UInt8 {
        unsafeLoad(fromByteOffset: offset, as: UInt8.self)
    }
}

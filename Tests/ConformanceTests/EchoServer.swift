import HTTPServer
import HTTPWire
import TestSupport

/// A live server on a free port that answers with what it understood; it lives as long as the tests.
struct EchoServer: Sendable {
    /// The ways to the server that every case is tried over.
    let wires: [any Wire]

    /// The one that all cases share; nil when this machine lets nobody listen.
    static let shared: EchoServer? = try? EchoServer()

    private let server: Server

    private init() throws {
        let certificate = try TestCertificate()
        var settings = ServerSettings(
            addresses: [
                ListenAddress(host: "127.0.0.1", port: 0), ListenAddress(host: "127.0.0.1", port: 0, isTLS: true),
            ],
            loops: 1
        )
        settings.tls = certificate.settings
        settings.bePatient()
        server = Server(settings: settings) { _ in EchoHandler() }
        let ports = try server.start().map(\.port)
        wires = [PlainWire(port: ports[0]), TLSWire(port: ports[1])]
    }
}

/// Answers with the line that says how a request was understood; `/status/404` with that status, `/stream` in pieces.
private final class EchoHandler: LoopHandler {
    func handle(_ request: Request, from peer: Peer) -> Reply {
        let path = request.text(request.path)
        var response = Response(.ok, body: Array(request.understanding.utf8))
        response.add("Content-Type", "text/plain; charset=utf-8")
        if path.hasPrefix("/status/"), let code = UInt16(path.dropFirst(8)) {
            let status = Status(code: code)
            response = Response(status, body: status.forbidsBody ? [] : response.body)
            response.add("ETag", "\"1\"")
        }
        return path == "/stream" ? .stream(response, OnePiece(response.body)) : .now(response)
    }

    func refuse(_ error: ParseError, of head: Request?, from peer: Peer) -> Response {
        var response = Response(error.status, body: Array("{\"code\":\"\(error.code)\"}".utf8))
        response.add("Content-Type", "application/problem+json")
        return response
    }

    func answered() {}
}

private final class OnePiece: BodyStream {
    private var piece: [UInt8]?

    init(_ piece: [UInt8]) {
        self.piece = piece
    }

    func next() -> [UInt8]? {
        defer { piece = nil }
        return piece
    }
}

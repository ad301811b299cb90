import HTTPServer
import HTTPWire

/// A live server on a free port that answers with what it understood; it lives as long as the tests.
struct EchoServer: Sendable {
    let port: UInt16

    /// The ways to the server that every case is tried over.
    var wires: [any Wire] { [PlainWire(port: port)] }

    /// The one that all cases share; nil when this machine lets nobody listen.
    static let shared: EchoServer? = try? EchoServer()

    private let server: Server

    private init() throws {
        let settings = ServerSettings(addresses: [ListenAddress(host: "127.0.0.1", port: 0)], loops: 1)
        server = Server(settings: settings) { _ in EchoHandler() }
        guard let address = try server.start().first else { throw WireFailure(description: "no address") }
        port = address.port
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

    func refuse(_ error: ParseError, from peer: Peer) -> Response {
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

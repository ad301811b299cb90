import Domain
import Glibc
import HTTPServer
import HTTPWire
import Outbound
import TestSupport
import Testing

@Suite("Asking other servers")
struct WebClientTests {
    private func ask(_ client: WebClient, _ base: String, _ target: String = "/livez") async throws -> OutboundAnswer {
        try await client.send(OutboundRequest(try #require(WebAddress(base)), target: target))
    }

    @Test("A certificate that is trusted and has the name will do; a stranger's and another name's will not")
    func trust() async throws {
        let certificate = try TestCertificate("localhost")
        let (server, port) = try Self.serve(certificate)
        let base = "https://localhost:\(port)"
        let trusting = try WebClient(roots: certificate.settings.certificatePath)
        #expect(try await ask(trusting, base).status == 200)
        let system = try WebClient()
        await #expect(throws: OutboundError.untrusted) { try await ask(system, base) }
        await #expect(throws: OutboundError.untrusted) { try await ask(trusting, "https://127.0.0.1:\(port)") }
        await server.stop()
    }

    @Test("An answer beyond the limit of size is not taken, nor one that never comes")
    func limits() async throws {
        let (server, open) = try Self.serve()
        let base = "http://127.0.0.1:\(open)"
        var limits = WebClient.Limits()
        limits.answerBytes = 2_000
        #expect(try await ask(try WebClient(limits), base).status == 200)
        await #expect(throws: OutboundError.tooLarge) { try await ask(try WebClient(limits), base, "/large") }
        let (silent, port) = try Self.silentSocket()
        defer { close(silent) }
        limits.milliseconds = 50
        await #expect(throws: OutboundError.timedOut) {
            try await ask(try WebClient(limits), "http://127.0.0.1:\(port)")
        }
        await server.stop()
    }

    @Test("Where nobody listens, or no such host is, the server is unreachable")
    func unreachable() async throws {
        let (closed, port) = try Self.silentSocket()
        close(closed)
        let client = try WebClient()
        await #expect(throws: OutboundError.unreachable) { try await ask(client, "http://127.0.0.1:\(port)") }
        await #expect(throws: OutboundError.unreachable) { try await ask(client, "http://nobody.invalid") }
    }

    @Test("A request tells of itself only the server")
    func quiet() throws {
        let address = try #require(WebAddress("https://api.weixin.qq.com"))
        let request = OutboundRequest(address, target: "/sns?secret=abc", body: Array("secret".utf8))
        #expect("\(request)" == "request to api.weixin.qq.com")
    }

    private static func serve(_ certificate: TestCertificate? = nil) throws -> (HTTPServer.Server, UInt16) {
        let address = ListenAddress(host: "127.0.0.1", port: 0, isTLS: certificate != nil)
        var settings = ServerSettings(addresses: [address], loops: 1)
        settings.tls = certificate?.settings
        let server = HTTPServer.Server(settings: settings) { _ in Other() }
        guard let port = try server.start().first?.port else { throw TestFailure("the server listens nowhere") }
        return (server, port)
    }

    /// A socket that takes connections and says nothing.
    private static func silentSocket() throws -> (Int32, UInt16) {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let isBound = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
                bind(descriptor, address, length) == 0 && listen(descriptor, 8) == 0
                    && getsockname(descriptor, address, &length) == 0
            }
        }
        guard isBound else { throw TestFailure("no socket: errno \(errno)") }
        return (descriptor, UInt16(bigEndian: address.sin_port))
    }
}

/// Another server, which answers with little, and below `/large` with much.
private final class Other: LoopHandler {
    func handle(_ request: Request, from peer: Peer) -> Reply {
        let count = request.text(request.path) == "/large" ? 4_000 : 4
        return .now(Response(.ok, body: [UInt8](repeating: 0x20, count: count)))
    }

    func refuse(_ error: ParseError, of head: Request?, from peer: Peer) -> Response { Response(error.status) }

    func answered() {}
}

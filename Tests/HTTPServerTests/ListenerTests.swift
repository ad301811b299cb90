import Glibc
import HTTPWire
import Testing

@testable import HTTPServer

@Suite("Listeners")
struct ListenerTests {
    private static func path(_ name: String) -> ListenAddress {
        .unix("/tmp/linli-\(name)-\(UInt64.random(in: .min ... .max)).sock")
    }

    @Test("IPv4, IPv6 and a Unix-domain socket are served side by side, and the handler learns which")
    func side() async throws {
        let unix = Self.path("side")
        let test = try TestServer {
            $0.addresses.append(ListenAddress(host: "::1", port: 0))
            $0.addresses.append(unix)
        }
        #expect(test.addresses[1].description == "[::1]:\(test.addresses[1].port)")
        #expect(test.addresses[2].description == "unix:\(unix.path ?? "")")
        let clients = test.addresses.map { TestClient($0) }
        var answers: [String?] = []
        for client in clients {
            await client.get("/peer")
            answers.append(await client.answer()?.body)
        }
        #expect(answers == ["127.0.0.1 plain", "::1 plain", "unix plain"])
        await test.server.stop()
    }

    @Test(
        "An address is read from its text",
        arguments: [
            ("http://127.0.0.1:80", "127.0.0.1:80", false), ("https://[::]:443", "[::]:443", true),
            ("unix:/run/linli.sock", "unix:/run/linli.sock", false),
        ]
    )
    func text(text: String, written: String, isTLS: Bool) throws {
        let address = try #require(ListenAddress(text))
        #expect(address.description == written)
        #expect(address.isTLS == isTLS)
        #expect(address.url == text)
    }

    @Test(
        "What is no address of these forms is none",
        arguments: [
            "127.0.0.1:80", "http://localhost:80", "http://::1:80", "http://[::1]", "unix:", "ftp://1.2.3.4:5", "",
        ]
    )
    func noText(text: String) {
        #expect(ListenAddress(text) == nil)
    }

    @Test("Owner and group may use the socket, and its file goes when the server does")
    func mode() async throws {
        let unix = Self.path("mode")
        let test = try TestServer { $0.addresses = [unix] }
        var status = stat()
        #expect(lstat(unix.path ?? "", &status) == 0)
        #expect(status.st_mode & 0o777 == 0o660)
        await test.server.stop()
        #expect(lstat(unix.path ?? "", &status) != 0)
    }

    @Test("The socket of a living server is refused, that of a dead one is taken over")
    func stale() async throws {
        let unix = Self.path("stale")
        let test = try TestServer { $0.addresses = [unix] }
        let error = #expect(throws: ServerError.self) { try TestServer { $0.addresses = [unix] } }
        #expect(error?.description == "Cannot listen on \(unix): another process listens there.")
        await test.server.stop()
        // A server that was killed leaves its file and nobody behind it.
        let left = try ListenSocket.open(unix, backlog: 1)
        close(left.descriptor)
        let next = try TestServer { $0.addresses = [unix] }
        let client = TestClient(unix)
        await client.get("/a")
        #expect(await client.answer()?.body == "/a")
        await next.server.stop()
    }

    @Test("A file that is no socket is never removed")
    func otherFile() throws {
        let unix = Self.path("file")
        let file = open(unix.path ?? "", O_CREAT | O_WRONLY, 0o600)
        close(file)
        defer { unlink(unix.path ?? "") }
        let error = #expect(throws: ServerError.self) { try TestServer { $0.addresses = [unix] } }
        #expect(
            error?.description == "Cannot listen on \(unix): a file that is no socket lies there; it was left alone."
        )
        #expect(access(unix.path ?? "", F_OK) == 0)
    }

    @Test("A path that is too long for a socket is refused in words")
    func longPath() throws {
        let unix = ListenAddress.unix("/tmp/" + String(repeating: "x", count: 200))
        let error = #expect(throws: ServerError.self) { try TestServer { $0.addresses = [unix] } }
        #expect(error?.reason == .pathTooLong(limit: 107))
        #expect("\(error.map(String.init(describing:)) ?? "")".utf8.count < 250)
    }
}

@Suite("Clients that vanish")
struct ResetTests {
    @Test(
        "A reset at any step costs nothing and leaves nothing",
        arguments: [
            "", "GET / HT", "GET /a HTTP/1.1\r\nHost: a\r\n\r\n", "GET /large HTTP/1.1\r\nHost: a\r\n\r\n",
            "GET /stream/999 HTTP/1.1\r\nHost: a\r\n\r\n", "GET /gate HTTP/1.1\r\nHost: a\r\n\r\n",
            "GET /program HTTP/1.1\r\nHost: a\r\n\r\n",
            "POST /upload HTTP/1.1\r\nHost: a\r\nContent-Length: 9\r\n\r\nab",
            "bad\r\n\r\n",
        ]
    )
    func reset(request: String) async throws {
        let test = try TestServer()
        let client = TestClient(test.address, receiveBuffer: 4_096)
        await client.send(request)
        let other = TestClient(test.address)
        await other.get("/b")
        #expect(await other.answer()?.body == "/b")
        await client.reset()
        await other.get("/c")
        #expect(await other.answer()?.body == "/c")
        test.gate.open()
        await test.server.stop()
        #expect(test.server.statistics.connections == ServerStatistics.Connections())
    }
}

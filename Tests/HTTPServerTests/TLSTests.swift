import COpenSSL
import Glibc
import HTTPWire
import TestSupport
import Testing

@testable import HTTPServer

@Suite("TLS")
struct TLSTests {
    private let certificate: TestCertificate

    init() throws {
        certificate = try TestCertificate()
    }

    private func server(loops: Int = 1, adjust: (inout ServerSettings) -> Void = { _ in }) throws -> TestServer {
        try TestServer(loops: loops) {
            $0.addresses[0].isTLS = true
            $0.tls = certificate.settings
            adjust(&$0)
        }
    }

    @Test(
        "A request is answered over TLS 1.2 and 1.3, and browsers are told to stay there",
        arguments: [(TLS1_2_VERSION, "TLSv1.2"), (TLS1_3_VERSION, "TLSv1.3")]
    )
    func versions(version: Int32, name: String) async throws {
        let test = try server()
        let client = TestClient(test.address)
        #expect(await client.encrypt(versions: version...version))
        #expect(await client.version == name)
        #expect(await client.chosenProtocol == "http/1.1")
        await client.get("/peer")
        let answer = try #require(await client.answer())
        #expect(answer.body == "127.0.0.1 tls")
        #expect(answer.fields["strict-transport-security"] == "max-age=31536000")
        await client.get("/later/2")
        #expect(await client.answer()?.body == "/later/2")
        await test.server.stop()
        #expect(test.server.statistics.handshakes.succeeded == 1)
    }

    @Test("Older versions are refused")
    func oldVersion() async throws {
        let test = try server()
        #expect(await !TestClient(test.address).encrypt(versions: TLS1_1_VERSION...TLS1_1_VERSION))
        await test.server.stop()
        #expect(test.server.statistics.handshakes.failed == 1)
    }

    @Test("A client that speaks only another protocol is refused; one that names none is served")
    func protocols() async throws {
        let test = try server()
        #expect(await !TestClient(test.address).encrypt(protocols: ["h2"]))
        let client = TestClient(test.address)
        #expect(await client.encrypt(protocols: []))
        await client.get("/a")
        #expect(await client.answer()?.body == "/a")
        await test.server.stop()
    }

    @Test(
        "A client takes up its session on another connection, also after the certificate was renewed",
        arguments: [1, 2]
    )
    func resumption(loops: Int) async throws {
        let test = try server(loops: loops)
        let first = TestClient(test.address)
        #expect(await first.encrypt())
        await first.get("/a")
        #expect(await first.answer()?.body == "/a")
        let ticket = try #require(await first.ticket)
        let second = TestClient(test.address)
        #expect(await second.encrypt(resuming: ticket))
        #expect(await second.isResumed)
        try certificate.replace("new.test")
        try test.server.reloadCertificates()
        let third = TestClient(test.address)
        #expect(await third.encrypt(resuming: ticket))
        #expect(await third.isResumed)
        await third.get("/c")
        #expect(await third.answer()?.body == "/c")
        await test.server.stop()
        #expect(test.server.statistics.handshakes.resumed == 2)
    }

    @Test("A renewed certificate is given to new connections while old ones go on")
    func reload() async throws {
        let test = try server()
        let old = TestClient(test.address)
        #expect(await old.encrypt())
        try certificate.replace("new.test")
        try test.server.reloadCertificates()
        let new = TestClient(test.address)
        #expect(await new.encrypt())
        #expect(await old.commonName == "linli.test")
        #expect(await new.commonName == "new.test")
        await old.get("/old")
        #expect(await old.answer()?.body == "/old")
        await test.server.stop()
    }

    @Test("A certificate that cannot be used leaves the old one in its place, and says why")
    func badReload() async throws {
        let test = try server()
        let other = try TestCertificate("other.test")
        let (_, key) = try SelfSigned.make(names: ["x"], days: 1)
        TestCertificate.write(key, certificate.settings.keyPath)
        let mismatch = #expect(throws: ServerError.self) { try test.server.reloadCertificates() }
        #expect(mismatch?.description.contains(certificate.settings.keyPath) == true)
        TestCertificate.write("nonsense", certificate.settings.certificatePath)
        #expect(throws: ServerError.self) { try test.server.reloadCertificates() }
        let client = TestClient(test.address)
        #expect(await client.encrypt())
        #expect(await client.commonName == "linli.test")
        await test.server.stop()
        var settings = ServerSettings(addresses: [ListenAddress(host: "127.0.0.1", port: 0, isTLS: true)])
        let missing = #expect(throws: ServerError.self) {
            try Server(settings: settings) { _ in throw NoHandler() }.start()
        }
        #expect(missing?.description == "Cannot speak TLS: 127.0.0.1:0 needs a certificate and its key.")
        settings.tls = TLSSettings(certificatePath: "/nowhere", keyPath: other.settings.keyPath)
        let absent = #expect(throws: ServerError.self) {
            try Server(settings: settings) { _ in throw NoHandler() }.start()
        }
        #expect(absent?.description.hasPrefix("Cannot speak TLS: the certificate /nowhere cannot be used") == true)
    }

    @Test(
        "A plain request on the TLS port gets an answer that can be read",
        arguments: ["GET / HTTP/1.1\r\nHost: a\r\n\r\n", "OPTIONS * HTTP/1.1\r\nHost: a\r\n\r\n", "DELETE /"]
    )
    func plain(request: String) async throws {
        let test = try server()
        let client = TestClient(test.address)
        await client.send(request)
        let answer = try #require(await client.answer())
        #expect(answer.status == 400)
        #expect(answer.body == "plain_http_on_tls_port")
        #expect(await client.rest() == "")
        #expect(!test.events.all.contains { $0.hasPrefix("/") })
        await test.server.stop()
    }

    @Test("Bytes that are neither TLS nor HTTP end the connection")
    func nonsense() async throws {
        let test = try server()
        let client = TestClient(test.address)
        await client.send([UInt8](repeating: 0, count: 100))
        _ = await client.rest()
        await test.server.stop()
        #expect(test.server.statistics.handshakes.failed == 1)
    }

    @Test(
        "A handshake that is not finished in time ends the connection",
        arguments: [[], [0x16], [0x16, 3, 1, 0, 200]]
    )
    func handshakeTimeout(sent: [UInt8]) async throws {
        let test = try server { $0.tls?.handshakeTimeout = .milliseconds(500) }
        let client = TestClient(test.address)
        await client.send(sent)
        #expect(await client.rest() == "")
        await test.server.stop()
        #expect(test.server.statistics.timeouts.handshake == 1)
    }

    @Test("A client that shakes hands and then says nothing has the time of a first head")
    func silence() async throws {
        let test = try server { $0.headerTimeout = .milliseconds(500) }
        let client = TestClient(test.address)
        #expect(await client.encrypt())
        #expect(await client.rest() == "")
        #expect(await client.wasToldGoodbye)
        await test.server.stop()
    }

    @Test("The server says goodbye when it ends a connection, and understands it from a client")
    func goodbye() async throws {
        let test = try server()
        let client = TestClient(test.address)
        #expect(await client.encrypt())
        await client.get("/a", "Connection: close\r\n")
        #expect(await client.answer()?.body == "/a")
        #expect(await client.rest() == "")
        #expect(await client.wasToldGoodbye)
        let leaving = TestClient(test.address)
        #expect(await leaving.encrypt())
        await leaving.get("/gate")
        await leaving.sayGoodbye()
        await test.gate.waitForArrivals(1)
        test.gate.open()
        #expect(await leaving.answer()?.body == "/gate")
        #expect(await leaving.rest() == "")
        #expect(await leaving.wasToldGoodbye)
        await test.server.stop()
    }

    @Test("A client that says goodbye together with its request gets the whole answer", arguments: [6, 7, 30, 60])
    func goodbyeAtOnce(pieces: Int) async throws {
        let test = try server()
        let client = TestClient(test.address)
        #expect(await client.encrypt())
        await client.cork(true)
        await client.get("/stream/\(pieces)")
        await client.sayGoodbye()
        await client.cork(false)
        #expect(await client.answer()?.body.utf8.count == (pieces - pieces / 3) * 50_000)
        #expect(await client.rest() == "")
        await test.server.stop()
    }

    @Test("Large answers, streams and files arrive whole at a slow reader, with more behind them")
    func large() async throws {
        let test = try server()
        let client = TestClient(test.address, receiveBuffer: 4_096)
        #expect(await client.encrypt())
        let body = String(repeating: "0123456789", count: 300_000)
        await client.get("/large")
        await client.get("/stream/60")
        #expect(await client.answer()?.body.utf8.count == 3_000_000)
        #expect(await client.answer()?.body.utf8.count == 40 * 50_000)
        await client.send("POST /mirror HTTP/1.1\r\nHost: a\r\nContent-Length: 3000000\r\n\r\n" + body)
        await client.get("/next")
        #expect(await client.answer()?.body == body)
        #expect(await client.answer()?.body == "/next")
        await test.server.stop()
    }

    @Test("Many small requests in one record, and a head in many records, are answered in order")
    func records() async throws {
        let test = try server { $0.wire.headBytes = 16_384 }
        let client = TestClient(test.address)
        #expect(await client.encrypt())
        // A record holds more than what is left of a read buffer behind a head that is not complete yet.
        let padding = String(repeating: "x", count: 12_000)
        await client.send("GET /1 HTTP/1.1\r\nHost: a\r\nPadding: \(padding)")
        let other = TestClient(test.address)
        #expect(await other.encrypt())
        await client.send(
            "\r\n\r\n" + (2..<200).map { "GET /\($0) HTTP/1.1\r\nHost: a\r\nUser-Agent: some text\r\n\r\n" }.joined()
        )
        for number in 1..<200 {
            #expect(await client.answer()?.body == "/\(number)")
        }
        await test.server.stop()
    }

    @Test("64 encrypted connections get their own answers", arguments: [1, 2])
    func manyConnections(loops: Int) async throws {
        let test = try server(loops: loops)
        let clients = (0..<64).map { _ in TestClient(test.address) }
        for client in clients {
            #expect(await client.encrypt())
        }
        for round in 0..<5 {
            for (index, client) in clients.enumerated() {
                await client.get(index % 2 == 0 ? "/\(index)/\(round)" : "/later/\(index)/\(round)")
            }
            for (index, client) in clients.enumerated() {
                let expected = index % 2 == 0 ? "/\(index)/\(round)" : "/later/\(index)/\(round)"
                #expect(await client.answer()?.body == expected)
            }
        }
        await test.server.stop()
    }

    @Test(
        "A connection beyond a limit is told so in secret, and only so many handshakes are spent on that",
        arguments: [
            ("127.0.0.1", 503, "too_many_connections"), ("127.0.0.2", 429, "too_many_connections_from_address"),
        ]
    )
    func refused(source: String, status: Int, code: String) async throws {
        let test = try server {
            if source == "127.0.0.1" { $0.maximumConnections = 1 } else { $0.maximumConnectionsPerAddress = 1 }
            $0.exemptsLocalClients = source == "127.0.0.1"
            $0.tls?.handshakeTimeout = .seconds(300)
        }
        let first = TestClient(test.address, from: source)
        #expect(await first.encrypt())
        await first.get("/1")
        #expect(await first.answer()?.body == "/1")
        // They hold the places of those that are told, by not shaking hands.
        let silent = (0..<Loop.keptHandshakes).map { _ in TestClient(test.address, from: source) }
        #expect(await !TestClient(test.address, from: source).encrypt())
        await silent[0].reset()
        var told = TestClient(test.address, from: source)
        // The reset may reach the server after the next client.
        while await !told.encrypt() { told = TestClient(test.address, from: source) }
        let refusal = try #require(await told.answer())
        #expect(refusal.status == status)
        #expect(refusal.body == code)
        #expect(refusal.fields["retry-after"] == "5")
        #expect(await told.rest() == "")
        for client in silent.dropFirst() { await client.reset() }
        await test.server.stop()
        #expect(try #require(test.server.statistics.refusals[code]) >= 2)
        #expect(test.server.statistics.connections == ServerStatistics.Connections())
    }

    @Test("A kernel that does its worst below an encrypted connection loses nothing", arguments: [2, 3, 5])
    func kernel(period: Int) async throws {
        let test = try TestServer(
            adjust: {
                $0.addresses[0].isTLS = true
                $0.tls = certificate.settings
            },
            faults: { $0 % period == 0 ? .wouldBlock : $0 % 7 == 0 ? .interrupted : nil }
        )
        let client = TestClient(test.address)
        #expect(await client.encrypt())
        await client.send(
            "GET /large HTTP/1.1\r\nHost: a\r\n\r\nGET /stream/30 HTTP/1.1\r\nHost: a\r\n\r\nGET /b HTTP/1.1\r\nHost: a\r\n\r\n"
        )
        #expect(await client.answer()?.body.utf8.count == 3_000_000)
        #expect(await client.answer()?.body.utf8.count == 20 * 50_000)
        #expect(await client.answer()?.body == "/b")
        await test.server.stop()
    }

    @Test("An encrypted connection that breaks in any of its calls leaves nothing and harms nobody", arguments: 1...24)
    func broken(call: Int) async throws {
        let test = try TestServer(
            adjust: {
                $0.addresses[0].isTLS = true
                $0.tls = certificate.settings
            },
            faults: { $0 == call ? .failed(call % 2 == 0 ? ECONNRESET : EPIPE) : nil }
        )
        // The call may be one of any of the three, but never of two.
        var answered = 0
        for path in ["/large", "/later/b", "/c"] {
            let client = TestClient(test.address)
            guard await client.encrypt() else { continue }
            await client.get(path)
            if await client.answer() != nil { answered += 1 }
        }
        #expect(answered >= 2)
        await test.server.stop()
        #expect(test.server.statistics.connections == ServerStatistics.Connections())
        #expect(test.server.statistics.requestsInFlight == 0)
    }

    @Test(
        "A reset at any step of an encrypted connection costs nothing and leaves nothing",
        arguments: ["GET / HT", "GET /large HTTP/1.1\r\nHost: a\r\n\r\n", "GET /program HTTP/1.1\r\nHost: a\r\n\r\n"]
    )
    func reset(request: String) async throws {
        let test = try server()
        let client = TestClient(test.address, receiveBuffer: 4_096)
        #expect(await client.encrypt())
        await client.send(request)
        let other = TestClient(test.address)
        #expect(await other.encrypt())
        await client.reset()
        await other.get("/c")
        #expect(await other.answer()?.body == "/c")
        await test.server.stop()
        #expect(test.server.statistics.connections == ServerStatistics.Connections())
    }
}

private struct NoHandler: Error {}

@Suite("Certificates for a first try")
struct SelfSignedTests {
    @Test("A certificate is made for names and addresses, and its key is its own")
    func make() throws {
        let (certificate, key) = try SelfSigned.make(
            names: ["linli.test", "*.linli.test", "127.0.0.1", "::1"],
            days: 30
        )
        #expect(certificate.hasPrefix("-----BEGIN CERTIFICATE-----\n"))
        #expect(key.hasPrefix("-----BEGIN PRIVATE KEY-----\n"))
        #expect(try SelfSigned.make(names: ["linli.test"], days: 30).keyPEM != key)
    }

    @Test("A name that would smuggle another one in is refused", arguments: ["a,DNS:b", "", "a b", "a/b", "ü"])
    func badName(name: String) {
        #expect(throws: SelfSigned.Failure.badName(name)) { try SelfSigned.make(names: [name], days: 30) }
    }

    @Test("A certificate without names or with a senseless time is refused")
    func badRequest() {
        #expect(throws: SelfSigned.Failure.noNames) { try SelfSigned.make(names: [], days: 30) }
        #expect(throws: SelfSigned.Failure.badDays(0)) { try SelfSigned.make(names: ["a"], days: 0) }
    }
}

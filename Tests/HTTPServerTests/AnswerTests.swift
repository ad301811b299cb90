import HTTPWire
import Testing

@testable import HTTPServer

@Suite("Answers on the wire")
struct AnswerTests {
    @Test("An answer has a date, a length and its body, and the connection stays")
    func plain() async throws {
        let test = try TestServer()
        let client = TestClient(test.address)
        await client.get("/a")
        let first = try #require(await client.answer())
        #expect(first.status == 200)
        #expect(first.body == "/a")
        #expect(first.fields["date"]?.hasSuffix(" GMT") == true)
        #expect(first.fields["connection"] == nil)
        await client.get("/b")
        #expect(await client.answer()?.body == "/b")
        await test.server.stop()
    }

    @Test("Pipelined requests are answered in order, whether answered now or later")
    func pipelining() async throws {
        let test = try TestServer()
        let client = TestClient(test.address)
        await client.send(
            ["/1", "/later/2", "/3", "/later/4", "/later/5", "/6"].map { "GET \($0) HTTP/1.1\r\nHost: a\r\n\r\n" }
                .joined()
        )
        let bodies = await client.bodies(6)
        #expect(bodies == ["/1", "/later/2", "/3", "/later/4", "/later/5", "/6"])
        await test.server.stop()
    }

    @Test("What a client sends while its request is worked on waits its turn")
    func lookAhead() async throws {
        let test = try TestServer()
        let client = TestClient(test.address)
        await client.get("/gate/1")
        await test.gate.waitForArrivals(1)
        await client.get("/2")
        let other = TestClient(test.address)
        await other.get("/other")
        #expect(await other.answer()?.body == "/other")
        #expect(!test.events.all.contains("/2"))
        test.gate.open()
        #expect(await client.answer()?.body == "/gate/1")
        #expect(await client.answer()?.body == "/2")
        await test.server.stop()
    }

    @Test("HEAD gets the length of the body and no body")
    func head() async throws {
        let test = try TestServer()
        let client = TestClient(test.address)
        await client.send("HEAD /abc HTTP/1.1\r\nHost: a\r\n\r\n")
        let answer = try #require(await client.answer(toHead: true))
        #expect(answer.fields["content-length"] == "4")
        await client.send("HEAD /stream/4 HTTP/1.1\r\nHost: a\r\n\r\n")
        #expect(await client.answer(toHead: true)?.fields["transfer-encoding"] == "chunked")
        await client.send("HEAD /later/1 HTTP/1.1\r\nHost: a\r\n\r\n")
        #expect(await client.answer(toHead: true)?.fields["content-length"] == "8")
        await client.get("/next")
        #expect(await client.answer()?.body == "/next")
        await test.server.stop()
    }

    @Test("204 has neither body nor length")
    func noContent() async throws {
        let test = try TestServer()
        let client = TestClient(test.address)
        await client.get("/empty")
        let answer = try #require(await client.answer())
        #expect(answer.status == 204)
        #expect(answer.fields["content-length"] == nil)
        await client.get("/next")
        #expect(await client.answer()?.body == "/next")
        await test.server.stop()
    }

    @Test("A body larger than any socket buffer arrives whole, also to a slow reader and with more behind it")
    func large() async throws {
        let test = try TestServer()
        let client = TestClient(test.address, receiveBuffer: 4_096)
        await client.get("/large")
        await client.get("/large")
        await client.get("/next")
        #expect(await client.answer()?.body.utf8.count == 3_000_000)
        #expect(await client.answer()?.body.utf8.count == 3_000_000)
        #expect(await client.answer()?.body == "/next")
        await test.server.stop()
    }

    @Test("A stream is sent in chunks as the client takes it, and the next answer follows")
    func stream() async throws {
        let test = try TestServer()
        let client = TestClient(test.address, receiveBuffer: 4_096)
        await client.get("/stream/60")
        await client.get("/next")
        let answer = try #require(await client.answer())
        #expect(answer.fields["transfer-encoding"] == "chunked")
        #expect(answer.fields["content-length"] == nil)
        #expect(answer.body.utf8.count == 40 * 50_000)
        #expect(await client.answer()?.body == "/next")
        await test.server.stop()
    }

    @Test("A stream to HTTP/1.0 ends with the connection")
    func oldStream() async throws {
        let test = try TestServer()
        let client = TestClient(test.address)
        await client.send("GET /stream/6 HTTP/1.0\r\nConnection: keep-alive\r\n\r\n")
        let answer = try #require(await client.answer())
        #expect(answer.fields["connection"] == "close")
        #expect(await client.rest()?.utf8.count == 4 * 50_000)
        // More than one wake-up produces: pieces then stand alone, without chunk or head around them.
        let long = TestClient(test.address)
        await long.send("GET /stream/60 HTTP/1.0\r\n\r\n")
        #expect(await long.answer()?.fields["connection"] == "close")
        let got = await long.rest()?.utf8.count
        #expect(got == 40 * 50_000)
        await test.server.stop()
    }

    @Test("HTTP/1.0 stays only when it asks to, and is told")
    func oldClients() async throws {
        let test = try TestServer()
        let staying = TestClient(test.address)
        await staying.send("GET /a HTTP/1.0\r\nConnection: keep-alive\r\n\r\n")
        #expect(await staying.answer()?.fields["connection"] == "keep-alive")
        await staying.send("GET /b HTTP/1.0\r\n\r\n")
        #expect(await staying.answer()?.fields["connection"] == "close")
        #expect(await staying.rest() == "")
        await test.server.stop()
    }

    @Test("The connection ends when the client or the handler asks for it")
    func closing() async throws {
        let test = try TestServer()
        let client = TestClient(test.address)
        await client.get("/a", "Connection: close\r\n")
        await client.get("/ignored")
        #expect(await client.answer()?.fields["connection"] == "close")
        #expect(await client.rest() == "")
        let other = TestClient(test.address)
        await other.get("/close")
        #expect(await other.answer()?.fields["connection"] == "close")
        #expect(await other.rest() == "")
        await test.server.stop()
    }

    @Test("64 connections with many requests each get their own answers", arguments: [1, 2])
    func manyConnections(loops: Int) async throws {
        let test = try TestServer(loops: loops)
        let clients = (0..<64).map { _ in TestClient(test.address) }
        for round in 0..<50 {
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

    @Test("The handler is told once per wake-up that its reads are answered, before anything is sent")
    func answered() async throws {
        let test = try TestServer()
        let client = TestClient(test.address)
        await client.send("GET /1 HTTP/1.1\r\nHost: a\r\n\r\nGET /2 HTTP/1.1\r\nHost: a\r\n\r\n")
        #expect(await client.answer()?.body == "/1")
        #expect(await client.answer()?.body == "/2")
        await client.get("/3")
        #expect(await client.answer()?.body == "/3")
        #expect(test.events.all == ["/1", "/2", "answered", "/3", "answered"])
        await test.server.stop()
    }
}

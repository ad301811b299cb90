import HTTPWire
import Testing

@testable import HTTPServer

@Suite("Requests from the wire")
struct RequestTests {
    @Test("A client that expects it is told to continue, after the answers before it")
    func expectation() async throws {
        let test = try TestServer()
        let client = TestClient(test.address)
        await client.get("/first")
        await client.send("POST /echo HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: 5\r\n\r\n")
        #expect(await client.answer()?.body == "/first")
        #expect(await client.answer()?.status == 100)
        await client.send("hello")
        #expect(await client.answer()?.body == "hello")
        await test.server.stop()
    }

    @Test("A body that nobody wants is answered from its head: no 100 Continue, no handling, and the end")
    func unwantedBody() async throws {
        let test = try TestServer()
        let waiting = TestClient(test.address)
        await waiting.send("POST /unwanted HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: 5\r\n\r\n")
        let answer = try #require(await waiting.answer())
        #expect(answer.status == 401)
        #expect(answer.body == "unwanted")
        #expect(answer.fields["connection"] == "close")
        // Whoever is sending already reads the answer, too, and nothing of the body becomes a request.
        let sending = TestClient(test.address)
        await sending.get("/first")
        await sending.send("POST /unwanted HTTP/1.1\r\nHost: a\r\nContent-Length: 500000\r\n\r\nGET /body HTTP/1.1\r\n")
        #expect(await sending.answer()?.body == "/first")
        await sending.send(String(repeating: "Host: a\r\n\r\n", count: 40_000))
        #expect(await sending.answer()?.status == 401)
        #expect(await sending.rest() == "")
        #expect(test.events.all.filter { $0 != "answered" } == ["/first"])
        await waiting.endSending()
        await sending.endSending()
        await test.server.stop()
        #expect(test.server.statistics.requests == 3)
    }

    @Test("A chunked body is put together, however it arrives")
    func chunked() async throws {
        let test = try TestServer()
        let client = TestClient(test.address)
        await client.send(
            "POST /echo HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\nExpect: 100-continue\r\n\r\n"
        )
        #expect(await client.answer()?.status == 100)
        await client.send("5\r\nhe")
        await client.send("llo\r\n6\r\n world\r\n0\r\n\r")
        await client.send("\n")
        #expect(await client.answer()?.body == "hello world")
        await test.server.stop()
    }

    @Test("A body larger than a read buffer arrives whole")
    func largeBody() async throws {
        let test = try TestServer()
        let client = TestClient(test.address)
        let body = String(repeating: "0123456789", count: 50_000)
        await client.send("POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 500000\r\n\r\n" + body)
        #expect(await client.answer()?.body == body)
        await client.send(
            "POST /echo HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n7a120\r\n\(body)\r\n0\r\n\r\n"
        )
        #expect(await client.answer()?.body == body)
        await client.get("/next")
        #expect(await client.answer()?.body == "/next")
        await test.server.stop()
    }

    @Test("A request that is sent byte by byte is answered like any other")
    func byteByByte() async throws {
        let test = try TestServer()
        let client = TestClient(test.address)
        for byte in "POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\n\r\nok".utf8 {
            await client.send([byte])
        }
        #expect(await client.answer()?.body == "ok")
        await test.server.stop()
    }

    @Test("A client that still sends a body that is too large gets to read why it was refused")
    func tooLarge() async throws {
        let test = try TestServer { $0.wire.bodyBytes = 1_000 }
        let client = TestClient(test.address)
        await client.send("POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 4000000\r\n\r\n")
        await client.send([UInt8](repeating: 0x78, count: 4_000_000))
        let answer = try #require(await client.answer())
        #expect(answer.status == 413)
        #expect(answer.body == "body_too_large")
        #expect(answer.fields["connection"] == "close")
        #expect(await client.rest() == "")
        #expect(!test.events.all.contains("/echo"))
        await test.server.stop()
    }

    @Test("Bytes that are no request are refused in the one error shape, and what follows them is not read")
    func refused() async throws {
        let test = try TestServer()
        let client = TestClient(test.address)
        await client.get("/good")
        await client.send("GET / HTTP/1.1\r\nHost : a\r\n\r\nGET /smuggled HTTP/1.1\r\nHost: a\r\n\r\n")
        #expect(await client.answer()?.body == "/good")
        let answer = try #require(await client.answer())
        #expect(answer.status == 400)
        #expect(answer.body == "bad_header_field")
        #expect(await client.rest() == "")
        #expect(!test.events.all.contains("/smuggled"))
        await test.server.stop()
    }

    @Test("A client that ends its sending side still gets all its answers")
    func halfClose() async throws {
        let test = try TestServer()
        let client = TestClient(test.address)
        await client.send("GET /gate/1 HTTP/1.1\r\nHost: a\r\n\r\nGET /2 HTTP/1.1\r\nHost: a\r\n\r\n")
        await client.endSending()
        await test.gate.waitForArrivals(1)
        test.gate.open()
        #expect(await client.answer()?.body == "/gate/1")
        #expect(await client.answer()?.body == "/2")
        #expect(await client.rest() == "")
        await test.server.stop()
    }

    @Test("A half-closed client gets a large answer whole")
    func halfCloseLarge() async throws {
        let test = try TestServer()
        let client = TestClient(test.address, receiveBuffer: 4_096)
        await client.get("/large")
        await client.get("/stream/30")
        await client.endSending()
        #expect(await client.answer()?.body.utf8.count == 3_000_000)
        #expect(await client.answer()?.body.utf8.count == 20 * 50_000)
        #expect(await client.rest() == "")
        await test.server.stop()
    }
}

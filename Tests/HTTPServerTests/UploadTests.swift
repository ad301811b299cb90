import HTTPWire
import Testing

@testable import HTTPServer

@Suite("Bodies and files")
struct UploadTests {
    @Test("A body goes to a file when the endpoint asks for it, however it arrives")
    func upload() async throws {
        let test = try TestServer { $0.wire.bodyBytes = 1_000 }
        let client = TestClient(test.address)
        let body = String(repeating: "0123456789", count: 300_000)
        let sum = body.utf8.reduce(0) { $0 + Int($1) }
        await client.send("POST /upload HTTP/1.1\r\nHost: a\r\nContent-Length: 3000000\r\n\r\n" + body)
        #expect(await client.answer()?.body == "3000000 \(sum)")
        await client.send(
            "POST /upload HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n2dc6c0\r\n\(body)\r\n0\r\n\r\n"
        )
        #expect(await client.answer()?.body == "3000000 \(sum)")
        await client.send(
            "POST /upload HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\n\r\nokGET /next HTTP/1.1\r\nHost: a\r\n\r\n"
        )
        #expect(await client.answer()?.body == "2 218")
        #expect(await client.answer()?.body == "/next")
        await test.server.stop()
    }

    @Test(
        "What is refused while its body arrives is told with its head, so that the log can name it",
        arguments: [
            "POST /small HTTP/1.1\r\nHost: a\r\nContent-Length: 11\r\n\r\n",
            "POST /small HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n6\r\nhello \r\n6\r\nworld!\r\n",
        ]
    )
    func refusedBody(request: String) async throws {
        let test = try TestServer()
        let client = TestClient(test.address)
        await client.send(request)
        _ = await client.answer()
        await test.server.stop()
        #expect(test.events.all.contains { $0.hasPrefix("refused ") && $0.hasSuffix(" of /small") })
    }

    @Test("A file upload that expects it is told to continue")
    func expectation() async throws {
        let test = try TestServer()
        let client = TestClient(test.address)
        await client.send("POST /upload HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: 2\r\n\r\n")
        #expect(await client.answer()?.status == 100)
        await client.send("o")
        await client.send("k")
        #expect(await client.answer()?.body == "2 218")
        await test.server.stop()
    }

    @Test("Each endpoint has its own limit, told before the client sends and before it is told to continue")
    func limits() async throws {
        let test = try TestServer { $0.wire.bodyBytes = 100 }
        let small = TestClient(test.address)
        await small.send("POST /small HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: 11\r\n\r\n")
        #expect(await small.answer()?.status == 413)
        #expect(await small.rest() == "")
        let chunked = TestClient(test.address)
        await chunked.send("POST /small HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n6\r\n")
        #expect(await chunked.answer()?.status == 413)
        let usual = TestClient(test.address)
        await usual.send("POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 101\r\n\r\n")
        #expect(await usual.answer()?.status == 413)
        let file = TestClient(test.address)
        await file.send("POST /upload HTTP/1.1\r\nHost: a\r\nContent-Length: 8000001\r\n\r\n")
        #expect(await file.answer()?.body == "body_too_large")
        await test.server.stop()
    }

    @Test("An upload that cannot be kept is refused and the connection closed")
    func nowhere() async throws {
        let test = try TestServer()
        let client = TestClient(test.address)
        await client.send("POST /upload/nowhere HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\n\r\nok")
        let answer = try #require(await client.answer())
        #expect(answer.status == 500)
        #expect(answer.body == "upload_failed")
        #expect(await client.rest() == "")
        await test.server.stop()
    }

    @Test("A cut upload is never handled")
    func cut() async throws {
        let test = try TestServer()
        let client = TestClient(test.address)
        await client.send("POST /upload HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\nok")
        await client.endSending()
        #expect(await client.rest() == "")
        #expect(!test.events.all.contains("/upload"))
        await test.server.stop()
    }

    @Test("A file is sent whole, also to a slow reader and with more behind it")
    func file() async throws {
        let test = try TestServer()
        let client = TestClient(test.address, receiveBuffer: 4_096)
        let body = String(repeating: "0123456789", count: 300_000)
        await client.send("POST /mirror HTTP/1.1\r\nHost: a\r\nContent-Length: 3000000\r\n\r\n" + body)
        await client.get("/next")
        let answer = try #require(await client.answer())
        #expect(answer.fields["content-length"] == "3000000")
        #expect(answer.body == body)
        #expect(await client.answer()?.body == "/next")
        await client.send("POST /mirror HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\nConnection: close\r\n\r\nok")
        #expect(await client.answer()?.body == "ok")
        #expect(await client.rest() == "")
        await test.server.stop()
    }

    @Test("HEAD of a file gets its length and no byte of it")
    func headOfFile() async throws {
        let test = try TestServer()
        let client = TestClient(test.address)
        await client.send("HEAD /program HTTP/1.1\r\nHost: a\r\n\r\n")
        #expect(await client.answer(toHead: true)?.fields["content-length"] == "1000000")
        await client.get("/next")
        #expect(await client.answer()?.body == "/next")
        await test.server.stop()
    }

    @Test("What is no regular file is not opened", arguments: ["/tmp", "/dev/null", "/nowhere"])
    func noFile(path: String) {
        #expect(BodyFile.open(path) == nil)
    }
}

import Testing

@testable import HTTPWire

@Suite("Bytes arrive in any pieces")
struct SplitTests {
    @Test(
        "A stream cut anywhere is read as the whole stream is",
        arguments: [
            "GET /a?b=c HTTP/1.1\r\nHost: a.example\r\nPrefer: x\r\n\r\n",
            "\r\n\r\nGET http://b/x HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n",
            "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 11\r\n\r\nhello world",
            "POST / HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: 2\r\n\r\nokGET /2 HTTP/1.0\r\n\r\n",
            "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n"
                + "5;x=y\r\nhello\r\nA\r\n0123456789\r\n0\r\nT: v\r\n\r\n",
            "GET /1 HTTP/1.1\r\nHost: a\r\n\r\n"
                + "POST /2 HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\n\r\nabcGET /3 HTTP/1.1\r\nHost: a\r\n\r\n",
            "POST /1 HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n"
                + "1\r\nx\r\n0\r\n\r\nDELETE /2 HTTP/1.1\r\nHost: a\r\n\r\n",
        ]
    )
    func good(stream: String) {
        let readings = Reading.ofEverySplit(stream)
        #expect(readings.count == 1)
        guard case .requests(let requests) = readings[0] else {
            Issue.record("The stream was refused: \(readings[0])")
            return
        }
        #expect(!requests.isEmpty)
    }

    @Test(
        "A refused stream is refused for the same reason wherever it is cut",
        arguments: [
            "GET / HTTP/1.1\nHost: a\n\n", "GET / HTTP/3.0\r\nHost: a\r\n\r\n",
            "GET / HTTP/1.1\r\nHost: a\r\n b\r\n\r\n",
            "GET / HTTP/1.1\r\n\r\n", "GET /\r\n",
            "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n",
            "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nabc\r\n", "\u{16}\u{3}\u{1}\n",
        ]
    )
    func bad(stream: String) {
        let readings = Reading.ofEverySplit(stream)
        #expect(readings.count == 1)
        guard case .failure = readings[0] else {
            Issue.record("The stream was read: \(readings[0])")
            return
        }
    }

    @Test("A head that grows byte by byte up to the limit is refused there")
    func dripping() {
        let stream = "GET / HTTP/1.1\r\nHost: a\r\nA: " + String(repeating: "x", count: 20_000)
        let expected = Reading.failure(.headerFieldsTooLarge, "header_fields_too_large")
        #expect(Reading.of(stream, pieces: 1) == expected)
        #expect(Reading.of(stream) == expected)
    }

    @Test("What follows a request is left for the next one")
    func consumed() throws {
        var decoder = RequestDecoder()
        let first = "GET /1 HTTP/1.1\r\nHost: a\r\n\r\n"
        let bytes = Array((first + "GET /2 HTTP/1.1\r\nHost: a\r\n\r\n").utf8)
        guard case .request(_, first.utf8.count) = try decoder.decode(bytes, to: bytes.count, limits: WireLimits())
        else {
            Issue.record("The first request was not read alone")
            return
        }
        guard
            case .request(let request, let consumed) = try decoder.decode(
                bytes,
                from: first.utf8.count,
                to: bytes.count,
                limits: WireLimits()
            )
        else {
            Issue.record("The second request was not read")
            return
        }
        #expect(first.utf8.count + consumed == bytes.count)
        #expect(request.text(request.path) == "/2")
        #expect(request.value(of: .host) == "a")
    }
}

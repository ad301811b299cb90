import Testing

@testable import HTTPWire

@Suite("Bodies")
struct BodyTests {
    private func reading(
        _ fields: String,
        _ body: String = "",
        version: String = "1.1",
        limits: WireLimits = WireLimits()
    ) -> Reading {
        Reading.of("POST / HTTP/\(version)\r\nHost: a\r\n\(fields)\r\n\(body)", limits: limits)
    }

    private func body(_ reading: Reading) -> String? {
        guard case .requests(let requests) = reading, requests.count == 1 else { return nil }
        return requests[0].body
    }

    private func chunked(_ content: String, limits: WireLimits = WireLimits()) -> Reading {
        reading("Transfer-Encoding: chunked\r\n", content, limits: limits)
    }

    @Test("A body that lies in the buffer is not copied")
    func inBuffer() throws {
        let request = try #require(Reading.request("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\n\r\nabc"))
        guard case .inBuffer(let range) = request.body else {
            Issue.record("The body was copied")
            return
        }
        #expect(request.text(range) == "abc")
        #expect(request.withBody { $0.byteCount } == 3)
    }

    @Test("A Content-Length repeated with the same number counts once")
    func repeatedLength() {
        #expect(body(reading("Content-Length: 3\r\nContent-Length: 3\r\n", "abc")) == "abc")
        #expect(body(reading("Content-Length: 0\r\n")) == "")
    }

    @Test(
        "A Content-Length that is not one plain number is refused",
        arguments: [
            "", "-1", "+1", "0x3", "3 3", "3,3", "3;", "1e1", "99999999999999999999", "9223372036854775808", "３",
        ]
    )
    func badLength(length: String) {
        #expect(reading("Content-Length: \(length)\r\n", "abc") == .failure(.badRequest, "bad_content_length"))
    }

    @Test("Two different lengths, and length with coding, are refused as smuggling")
    func conflicting() {
        #expect(
            reading("Content-Length: 3\r\nContent-Length: 4\r\n", "abcd") == .failure(.badRequest, "bad_content_length")
        )
        let both = "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n"
        #expect(reading(both, "0\r\n\r\n") == .failure(.badRequest, "bad_transfer_encoding"))
        let swapped = "Transfer-Encoding: chunked\r\nContent-Length: 5\r\n"
        #expect(reading(swapped, "0\r\n\r\n") == .failure(.badRequest, "bad_transfer_encoding"))
    }

    @Test("A body of the limit is read and a larger one is refused before it arrives")
    func bodyLimit() {
        let limits = WireLimits(bodyBytes: 4)
        #expect(body(reading("Content-Length: 4\r\n", "abcd", limits: limits)) == "abcd")
        #expect(reading("Content-Length: 5\r\n", limits: limits) == .failure(.contentTooLarge, "body_too_large"))
        #expect(body(chunked("2\r\nab\r\n2\r\ncd\r\n0\r\n\r\n", limits: limits)) == "abcd")
        #expect(chunked("2\r\nab\r\n3\r\n", limits: limits) == .failure(.contentTooLarge, "body_too_large"))
    }

    @Test(
        "A coding before chunked is not implemented",
        arguments: ["gzip, chunked", "gzip,chunked", "a;b=c , d, chunked"]
    )
    func otherCodings(coding: String) {
        let reading = reading("Transfer-Encoding: \(coding)\r\n", "0\r\n\r\n")
        #expect(reading == .failure(.notImplemented, "unsupported_transfer_coding"))
    }

    @Test(
        "Without one chunked at the end nobody knows where a body ends",
        arguments: [
            "gzip", "identity", "chunked, chunked", "chunked, gzip", "chunked;a", "", ",chunked", "gzip,,chunked",
        ]
    )
    func endlessCodings(coding: String) {
        let reading = reading("Transfer-Encoding: \(coding)\r\n", "0\r\n\r\n")
        #expect(reading == .failure(.badRequest, "bad_transfer_encoding"))
    }

    @Test(
        "An error says whether HEAD is refused, wherever it lies",
        arguments: [
            ("HEAD / HTTP/1.1\r\n\r\n", true), ("GET / HTTP/1.1\r\n\r\n", false), ("HEAD / HTTP/1.2x", false),
            ("\r\nHEAD / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\nx", true),
            ("POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\nx", false),
        ],
        [1, .max]
    )
    func refusedHead(stream: (String, Bool), pieces: Int) {
        var decoder = RequestDecoder()
        var bytes: [UInt8] = []
        var start = 0
        #expect {
            for byte in stream.0.utf8 {
                bytes.append(byte)
                guard pieces == 1 || bytes.count == stream.0.utf8.count else { continue }
                guard
                    case .needMore(let consumed) = try decoder.decode(
                        bytes,
                        from: start,
                        to: bytes.count,
                        limits: .init()
                    )
                else { return }
                start += consumed
            }
        } throws: { ($0 as? ParseError)?.answersHead == stream.1 }
    }

    @Test("A repeated coding and a coding in HTTP/1.0 are refused")
    func misplacedCodings() {
        let twice = "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n"
        #expect(reading(twice, "0\r\n\r\n") == .failure(.badRequest, "bad_transfer_encoding"))
        let old = reading("Transfer-Encoding: chunked\r\n", "0\r\n\r\n", version: "1.0")
        #expect(old == .failure(.badRequest, "bad_transfer_encoding"))
    }

    @Test(
        "Chunks are joined, with extensions and trailers dropped",
        arguments: [
            ("3\r\nabc\r\n0\r\n\r\n", "abc"), ("0\r\n\r\n", ""),
            ("1\r\na\r\nA\r\n0123456789\r\n0\r\n\r\n", "a0123456789"),
            ("0003\r\nabc\r\n000\r\n\r\n", "abc"), ("3;x=\"y z\"\r\nabc\r\n0;a\r\nT: v\r\nU:\tw\r\n\r\n", "abc"),
        ]
    )
    func chunks(content: String, expected: String) {
        #expect(body(chunked(content)) == expected)
    }

    @Test(
        "Chunks that could be read in two ways are refused",
        arguments: [
            "\r\n", "g\r\n", "-1\r\n", "0x1\r\na\r\n", " 1\r\na\r\n", "1 \r\na\r\n", "1\na\r\n0\r\n\r\n", "1\r\nab\r\n",
            "1\r\na\n",
            "1\r\na0\r\n\r\n", "1;\u{0}\r\n", "1;a\nb\r\n", "1\rx", "00000000000000001\r\n", "0\r\n\rx",
        ]
    )
    func badChunks(content: String) {
        #expect(chunked(content) == .failure(.badRequest, "bad_chunk"))
    }

    @Test(
        "Trailers must be field lines",
        arguments: ["0\r\n x: y\r\n\r\n", "0\r\nx y: z\r\n", "0\r\nx: \u{1}\r\n", "0\r\n: z\r\n"]
    )
    func badTrailers(content: String) {
        #expect(chunked(content) == .failure(.badRequest, "bad_header_field"))
    }

    @Test("Extensions and trailers are limited")
    func chunkPadding() {
        let limits = WireLimits(chunkExtensionBytes: 4, trailerBytes: 8)
        #expect(body(chunked("1;abcd\r\nx\r\n0\r\n\r\n", limits: limits)) == "x")
        #expect(chunked("1;abc\r\nx\r\n1;de\r\n", limits: limits) == .failure(.badRequest, "bad_chunk"))
        #expect(body(chunked("0\r\na: bcd\r\n\r\n", limits: limits)) == "")
        let tooLong = chunked("0\r\na: bcde\r\nb: c\r\n\r\n", limits: limits)
        #expect(tooLong == .failure(.headerFieldsTooLarge, "header_fields_too_large"))
    }

    @Test("A client that waits for 100 Continue is told once, and only when its body has not begun")
    func expectation() throws {
        let head = Array("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nExpect: 100-Continue\r\n\r\n".utf8)
        var decoder = RequestDecoder()
        guard case .wantsContinue(head.count) = try decoder.decode(head, to: head.count, limits: WireLimits()) else {
            Issue.record("The client was left waiting")
            return
        }
        #expect(decoder.isReadingBody)
        guard case .request(let request, 1) = try decoder.decode([0x78], to: 1, limits: WireLimits()) else {
            Issue.record("The body was not read")
            return
        }
        #expect(request.withBody { $0.byteCount } == 1)
        #expect(!decoder.isReadingBody)
    }

    @Test("Another expectation fails, and HTTP/1.0 has none")
    func otherExpectations() {
        #expect(reading("Expect: more\r\n") == .failure(.expectationFailed, "expectation_failed"))
        #expect(body(reading("Expect: more\r\n", version: "1.0")) == "")
    }

    @Test("An announced body that does not arrive costs no memory")
    func announcedOnly() throws {
        var decoder = RequestDecoder()
        let head = Array("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1000000\r\n\r\nab".utf8)
        guard case .needMore(head.count) = try decoder.decode(head, to: head.count, limits: WireLimits()) else {
            Issue.record("The decoder did not wait for the body")
            return
        }
        #expect(MemoryLayout<RequestDecoder>.size <= 96)
    }
}

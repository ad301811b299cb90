extension WireCase {
    /// What a client waits for before it sends its body.
    static let expectations: [WireCase] = [
        WireCase(
            "A client that waits is told to go on",
            "RFC 9110 §10.1.1",
            parts: [post("Content-Length: 3", "Expect: 100-continue"), "abc"],
            .reads(["100", "POST / abc"])
        ),
        WireCase(
            "An expectation is in any case of letters",
            "RFC 9110 §10.1.1",
            parts: [post("Content-Length: 3", "Expect: 100-Continue"), "abc"],
            .reads(["100", "POST / abc"])
        ),
        WireCase(
            "A client that waits with chunks is told to go on",
            "RFC 9110 §10.1.1",
            parts: [post("Transfer-Encoding: chunked", "Expect: 100-continue"), "1\r\na\r\n0\r\n\r\n"],
            .reads(["100", "POST / a"])
        ),
        WireCase(
            "Answers before the waiting request come first",
            "RFC 9110 §10.1.1",
            parts: [get(), post("Content-Length: 1", "Expect: 100-continue"), "a" + get()],
            .reads(["GET /", "100", "POST / a", "GET /"])
        ),
        WireCase(
            "Who sends the body at once is not told to go on",
            "RFC 9110 §10.1.1",
            post("Content-Length: 3", "Expect: 100-continue") + "abc",
            .reads(["POST / abc"])
        ),
        WireCase(
            "Who has no body is not told to go on",
            "RFC 9110 §10.1.1",
            get("Expect: 100-continue"),
            .reads(["GET /"])
        ),
        WireCase(
            "Who has an empty body is not told to go on",
            "RFC 9110 §10.1.1",
            post("Content-Length: 0", "Expect: 100-continue"),
            .reads(["POST /"])
        ),
        WireCase(
            "HTTP/1.0 can not wait",
            "RFC 9110 §10.1.1",
            head("POST / HTTP/1.0", "Content-Length: 1", "Expect: 100-continue") + "a",
            .reads(["POST / a"], .closes)
        ),
        WireCase(
            "An unknown expectation of HTTP/1.0 counts for nothing",
            "RFC 9110 §10.1.1",
            head("GET / HTTP/1.0", "Expect: more"),
            .reads(["GET /"], .closes)
        ),
        WireCase(
            "Another expectation fails",
            "RFC 9110 §15.5.18",
            get("Expect: more"),
            .refused(417, "expectation_failed")
        ),
        WireCase(
            "An expectation among others fails",
            "RFC 9110 §15.5.18",
            get("Expect: 100-continue, more"),
            .refused(417, "expectation_failed")
        ),
        WireCase(
            "A body that is too large is refused before it is sent",
            "RFC 9110 §10.1.1",
            post("Content-Length: 9999999", "Expect: 100-continue"),
            .refused(413, "body_too_large")
        ),
    ]

    /// Whether a connection goes on.
    static let connections: [WireCase] = [
        WireCase("A connection of HTTP/1.1 goes on", "RFC 9112 §9.3", get() + get(), .reads(["GET /", "GET /"])),
        option("A client may end the connection", "close", .closes),
        option("Options are in any case of letters", "CLOSE", .closes),
        option("close may stand among other options", "upgrade , close,x", .closes),
        option("close may stand between empty options", ", ,close,", .closes),
        option("close may stand behind a tab", "x,\tclose", .closes),
        option("close wins over keep-alive", "keep-alive, close", .closes),
        option("keep-alive changes nothing", "keep-alive", .stays),
        option("A word that only begins like close is another", "closed", .stays),
        option("An empty option changes nothing", "", .stays),
        WireCase(
            "close may stand in a second field",
            "RFC 9110 §5.3",
            get("Connection: x", "Connection: close"),
            .reads(["GET /"], .closes)
        ),
        WireCase(
            "Nothing is answered after the end that the client asked for",
            "RFC 9112 §9.6",
            get("Connection: close") + get() + get(),
            .reads(["GET /"], .closes)
        ),
        WireCase(
            "The body of a last request is read whole",
            "RFC 9112 §9.6",
            post("Connection: close", "Content-Length: 3") + "abc",
            .reads(["POST / abc"], .closes)
        ),
    ]

    /// Requests that do not wait for the answers before them.
    static let pipelining: [WireCase] = [
        WireCase(
            "Answers come in the order of the requests",
            "RFC 9112 §9.3.2",
            (1...20).map { head("GET /\($0) HTTP/1.1", "Host: a") }.joined(),
            .reads((1...20).map { "GET /\($0)" })
        ),
        WireCase(
            "Requests of every kind follow each other",
            "RFC 9112 §9.3.2",
            get() + chunked("1\r\na\r\n0\r\n\r\n") + post("Content-Length: 1") + "b"
                + head("HEAD /h HTTP/1.1", "Host: a") + get(),
            .reads(["GET /", "POST / a", "POST / b", "HEAD /h", "GET /"])
        ),
        WireCase(
            "What is whole before a fault is answered",
            "RFC 9112 §9.3.2",
            get() + post("Content-Length: 1") + "a" + get("X : y") + get(),
            .refused(400, "bad_header_field", after: ["GET /", "POST / a"])
        ),
        WireCase(
            "What is whole before an unfinished request is answered",
            "RFC 9112 §9.3.2",
            get() + "GET /x HTTP/1.1\r\nHos",
            .waits(after: ["GET /"])
        ),
        WireCase(
            "A fault in a chunked body ends the connection after the answers before it",
            "RFC 9112 §9.3.2",
            get() + chunked("1\r\nab\r\n0\r\n\r\n") + get(),
            .refused(400, "bad_chunk", after: ["GET /"])
        ),
        WireCase(
            "A stream is followed by the next answer",
            "RFC 9112 §9.3.2",
            head("GET /stream HTTP/1.1", "Host: a") + get(),
            .reads(["GET /stream", "GET /"])
        ),
        WireCase(
            "A refusal comes after a stream",
            "RFC 9112 §9.3.2",
            head("GET /stream HTTP/1.1", "Host: a") + get("X"),
            .refused(400, "bad_header_field", after: ["GET /stream"])
        ),
    ]

    /// Clients of HTTP/1.0.
    static let oldVersion: [WireCase] = [
        old("HTTP/1.0 needs no Host and ends with its answer", [], .closes),
        old("HTTP/1.0 may name a host", ["Host: a"], .closes),
        old("HTTP/1.0 stays when it asks to", ["Connection: keep-alive"], .stays),
        old("HTTP/1.0 asks in any case of letters", ["Connection: x, Keep-Alive"], .stays),
        old("HTTP/1.0 may change its mind", ["Connection: keep-alive, close"], .closes),
        WireCase(
            "HTTP/1.0 has bodies with a length",
            "RFC 9112 §6.3",
            head("POST / HTTP/1.0", "Content-Length: 3", "Connection: keep-alive") + "abc",
            .reads(["POST / abc"])
        ),
        WireCase(
            "HTTP/1.0 without a length has no body",
            "RFC 9112 §6.3",
            head("POST / HTTP/1.0") + "abc",
            .reads(["POST /"], .closes)
        ),
        WireCase(
            "A stream to HTTP/1.0 ends with the connection",
            "RFC 9112 §7",
            head("GET /stream HTTP/1.0"),
            .reads(["GET /stream"], .closes)
        ),
    ]

    private static func option(_ name: String, _ value: String, _ after: After) -> WireCase {
        WireCase(name, "RFC 9110 §7.6.1", get("Connection: \(value)"), .reads(["GET /"], after))
    }

    private static func old(_ name: String, _ fields: [String], _ after: After) -> WireCase {
        let lines = fields.map { "\($0)\r\n" }.joined()
        return WireCase(name, "RFC 9112 §9.3", "GET / HTTP/1.0\r\n\(lines)\r\n", .reads(["GET /"], after))
    }
}

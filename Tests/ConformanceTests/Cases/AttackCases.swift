extension WireCase {
    /// Messages that two readers could read in two ways.
    static let smuggling: [WireCase] = [
        WireCase(
            "A length before a coding is refused",
            "RFC 9112 §6.1",
            post("Content-Length: 6", "Transfer-Encoding: chunked") + "0\r\n\r\nG" + get(),
            badCoding
        ),
        WireCase(
            "A length behind a coding is refused",
            "RFC 9112 §6.1",
            post("Transfer-Encoding: chunked", "Content-Length: 4") + "5c\r\nG\r\n0\r\n\r\n",
            badCoding
        ),
        WireCase(
            "A length of zero beside a coding is refused",
            "RFC 9112 §6.1",
            post("Content-Length: 0", "Transfer-Encoding: chunked") + "0\r\n\r\n",
            badCoding
        ),
        WireCase(
            "A second coding that is none does not hide the first",
            "RFC 9112 §11.2",
            post("Transfer-Encoding: chunked", "Transfer-Encoding: x") + "0\r\n\r\n",
            badCoding
        ),
        WireCase(
            "A first coding that is none does not hide the second",
            "RFC 9112 §11.2",
            post("Transfer-Encoding: x", "Transfer-Encoding: chunked") + "0\r\n\r\n",
            badCoding
        ),
        WireCase(
            "A coding hidden behind a bare LF is refused",
            "RFC 9112 §11.2",
            post("X: y\nTransfer-Encoding: chunked", "Content-Length: 3") + "abc",
            badField
        ),
        WireCase(
            "A coding hidden behind a bare CR is refused",
            "RFC 9112 §11.2",
            post("X: y\rTransfer-Encoding: chunked", "Content-Length: 3") + "abc",
            badField
        ),
        WireCase(
            "A coding whose name holds a control byte is refused",
            "RFC 9112 §11.2",
            post("Transfer\u{1}-Encoding: chunked"),
            badField
        ),
        WireCase(
            "A name with an underscore is not the one with a hyphen",
            "RFC 9112 §11.2",
            post("Transfer_Encoding: chunked", "Content-Length: 3") + "abc",
            .reads(["POST / abc"])
        ),
        WireCase(
            "A request within a body is a body",
            "RFC 9112 §11.2",
            post("Content-Length: 36") + "GET /x HTTP/1.1\r\nHost: a\r\nX: yyy\r\n\r\n" + get(),
            .reads(["POST / GET /x HTTP/1.1\r\nHost: a\r\nX: yyy\r\n\r\n", "GET /"])
        ),
        WireCase(
            "A request behind the head of a GET with a length is its body",
            "RFC 9112 §11.2",
            get("Content-Length: 28") + head("GET /x HTTP/1.1", "Host: a") + get(),
            .reads(["GET / " + head("GET /x HTTP/1.1", "Host: a"), "GET /"])
        ),
        WireCase(
            "A request behind a last chunk without its line end is refused",
            "RFC 9112 §11.2",
            chunked("0\r\n") + get(),
            badField
        ),
        WireCase(
            "A line end that ends a request does not hide another",
            "RFC 9112 §11.1",
            "GET /%0d%0aX HTTP/1.1\r\nHost: a\r\n\r\n",
            .reads(["GET /%0d%0aX"])
        ),
        WireCase(
            "A host beside an absolute target is still checked",
            "RFC 9112 §3.2",
            head("GET http://a/ HTTP/1.1", "Host: a b"),
            badHost
        ),
        WireCase(
            "Two hosts beside an absolute target are refused",
            "RFC 9112 §3.2",
            head("GET http://a/ HTTP/1.1", "Host: a", "Host: b"),
            badHost
        ),
    ]

    /// How much a client may send.
    static let limits: [WireCase] = [
        WireCase("A target of 8,000 bytes is read", "RFC 9112 §3", long(target: 8_000), .reads(["GET " + path(8_000)])),
        WireCase(
            "A target of 8,193 bytes is too long",
            "RFC 9110 §15.5.15",
            long(target: 8_193),
            .refused(414, "uri_too_long")
        ),
        WireCase(
            "A target that never ends is too long before it ends",
            "RFC 9110 §15.5.15",
            "GET " + path(10_000),
            .refused(414, "uri_too_long")
        ),
        WireCase("A field of 8,000 bytes is read", "RFC 9110 §5.4", get("X: " + repeated(8_000)), .reads(["GET /"])),
        WireCase("A field of 17,000 bytes is too large", "RFC 9110 §5.4", get("X: " + repeated(17_000)), tooLarge),
        WireCase("A name of 17,000 bytes is too large", "RFC 9110 §5.4", get(repeated(17_000) + ": x"), tooLarge),
        WireCase("Sixty-four fields are read", "RFC 9110 §5.4", many(fields: 64), .reads(["GET /"])),
        WireCase("Sixty-five fields are too many", "RFC 9110 §5.4", many(fields: 65), tooLarge),
        WireCase(
            "A length above the limit is refused before the body",
            "RFC 9110 §15.5.14",
            post("Content-Length: 1048577"),
            .refused(413, "body_too_large")
        ),
        WireCase(
            "A chunk above the limit is refused before its data",
            "RFC 9110 §15.5.14",
            chunked("100001\r\n"),
            .refused(413, "body_too_large")
        ),
        WireCase(
            "A body of many bytes is read whole",
            "RFC 9112 §6.3",
            post("Content-Length: 100000") + repeated(100_000) + get(),
            .reads(["POST / " + repeated(100_000), "GET /"])
        ),
        WireCase(
            "A chunk of many bytes is read whole",
            "RFC 9112 §7.1",
            chunked("186a0\r\n" + repeated(100_000) + "\r\n0\r\n\r\n") + get(),
            .reads(["POST / " + repeated(100_000), "GET /"])
        ),
    ]

    /// Answers whose status or method leaves no room for a body.
    static let bodiesOfAnswers: [WireCase] = [
        WireCase(
            "HEAD gets the length but not the body",
            "RFC 9110 §9.3.2",
            ask("HEAD", "/x") + get(),
            .reads(["HEAD /x", "GET /"])
        ),
        WireCase(
            "HEAD of a stream has no body",
            "RFC 9110 §9.3.2",
            ask("HEAD", "/stream") + get(),
            .reads(["HEAD /stream", "GET /"])
        ),
        status("204 has neither body nor length", "RFC 9110 §15.3.5", 204),
        status("304 has no body", "RFC 9110 §15.4.5", 304),
        status("404 has a body and the connection goes on", "RFC 9110 §15.5.5", 404),
        status("500 has a body and the connection goes on", "RFC 9110 §15.6.1", 500),
        status("A status that nobody knows is sent as it is", "RFC 9110 §15", 299),
        WireCase(
            "HEAD of an error has no body",
            "RFC 9110 §9.3.2",
            ask("HEAD", "/status/404") + get(),
            .reads(["HEAD /status/404", "GET /"])
        ),
        WireCase(
            "HEAD of 304 has no body",
            "RFC 9110 §15.4.5",
            ask("HEAD", "/status/304") + get(),
            .reads(["HEAD /status/304", "GET /"])
        ),
    ]

    private static let tooLarge = Expectation.refused(431, "header_fields_too_large")

    private static func repeated(_ count: Int) -> String { String(repeating: "x", count: count) }

    private static func path(_ count: Int) -> String { "/" + repeated(count - 1) }

    private static func long(target: Int) -> String { ask("GET", path(target)) }

    private static func ask(_ method: String, _ target: String) -> String {
        head("\(method) \(target) HTTP/1.1", "Host: a")
    }

    private static func many(fields: Int) -> String {
        "GET / HTTP/1.1\r\nHost: a\r\n" + String(repeating: "X: y\r\n", count: fields - 1) + "\r\n"
    }

    private static func status(_ name: String, _ section: String, _ status: Int) -> WireCase {
        WireCase(name, section, ask("GET", "/status/\(status)") + get(), .reads(["GET /status/\(status)", "GET /"]))
    }
}

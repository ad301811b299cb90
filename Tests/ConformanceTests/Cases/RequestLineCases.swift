extension WireCase {
    /// Method, target and version with one space between them.
    static let requestLine: [WireCase] = [
        WireCase("A plain GET is read", "RFC 9112 §3", get(), .reads(["GET /"])),
        WireCase(
            "Two spaces before the target are refused",
            "RFC 9112 §3",
            head("GET  / HTTP/1.1", "Host: a"),
            refused()
        ),
        WireCase(
            "Two spaces before the version are refused",
            "RFC 9112 §3",
            head("GET /  HTTP/1.1", "Host: a"),
            .refused(400, "bad_request_line")
        ),
        WireCase(
            "A space at the end of the line is refused",
            "RFC 9112 §3",
            head("GET / HTTP/1.1 ", "Host: a"),
            .refused(400, "bad_request_line")
        ),
        WireCase(
            "A space at the start of the line is refused",
            "RFC 9112 §3",
            head(" GET / HTTP/1.1", "Host: a"),
            .refused(400, "bad_request_line")
        ),
        WireCase(
            "A tab instead of the first space is refused",
            "RFC 9112 §3",
            head("GET\t/ HTTP/1.1", "Host: a"),
            .refused(400, "bad_request_line")
        ),
        WireCase(
            "A tab instead of the second space is refused",
            "RFC 9112 §3",
            head("GET /\tHTTP/1.1", "Host: a"),
            refused()
        ),
        WireCase("A vertical tab is no space", "RFC 9112 §3", head("GET /\u{b}HTTP/1.1", "Host: a"), refused()),
        WireCase("A form feed is no space", "RFC 9112 §3", head("GET /\u{c}HTTP/1.1", "Host: a"), refused()),
        WireCase("A line without a target is refused", "RFC 9112 §3", head("GET HTTP/1.1", "Host: a"), refused()),
        WireCase("A line without a version is refused", "RFC 9112 §3", head("GET /", "Host: a"), refused()),
        WireCase(
            "A line with a fourth part is refused",
            "RFC 9112 §3",
            head("GET / x HTTP/1.1", "Host: a"),
            .refused(400, "bad_request_line")
        ),
        WireCase("A line with only a method is refused", "RFC 9112 §3", head("GET", "Host: a"), badLine),
        WireCase("An answer is no request", "RFC 9112 §2.1", head("HTTP/1.1 200 OK", "Host: a"), badLine),
        WireCase(
            "A method with a bracket is refused",
            "RFC 9110 §5.6.2",
            head("GE(T / HTTP/1.1", "Host: a"),
            .refused(400, "bad_request_line")
        ),
        WireCase("A method with a colon is refused", "RFC 9110 §5.6.2", head("GET: / HTTP/1.1", "Host: a"), badLine),
        WireCase("A method that is not ASCII is refused", "RFC 9110 §5.6.2", head("G\u{c9}T / HTTP/1.1"), badLine),
        WireCase("A NUL in the method is refused", "RFC 9110 §5.6.2", head("G\u{0}T / HTTP/1.1"), badLine),
        WireCase("A quoted method is refused", "RFC 9110 §5.6.2", head("\"GET\" / HTTP/1.1", "Host: a"), badLine),
        WireCase("An unfinished line waits", "RFC 9112 §3", "GET / HT", .waits()),
        WireCase("An unfinished head waits", "RFC 9112 §3", "GET / HTTP/1.1\r\nHost: a\r\n", .waits()),
        WireCase(
            "One empty line before a request is skipped",
            "RFC 9112 §2.2",
            "\r\n" + get(),
            .reads(["GET /"])
        ),
        WireCase(
            "Empty lines between requests are skipped",
            "RFC 9112 §2.2",
            post("Content-Length: 1") + "x\r\n\r\n" + get(),
            .reads(["POST / x", "GET /"])
        ),
        WireCase(
            "A flood of empty lines is refused",
            "RFC 9112 §2.2",
            String(repeating: "\r\n", count: 5) + get(),
            .refused(400, "bad_request_line")
        ),
        WireCase(
            "Space between the request line and the first field is refused",
            "RFC 9112 §2.2",
            "GET / HTTP/1.1\r\n Host: a\r\n\r\n",
            .refused(400, "bad_header_field")
        ),
        WireCase("A TLS greeting is no request", "RFC 9112 §2.1", "\u{16}\u{3}\u{1}\u{2}\u{0}\u{1}\r\n", badLine),
    ]

    /// The number of the protocol.
    static let versions: [WireCase] = [
        WireCase("HTTP/1.2 is read as HTTP/1.1", "RFC 9110 §2.5", head("GET / HTTP/1.2", "Host: a"), .reads(["GET /"])),
        WireCase("HTTP/1.9 is read as HTTP/1.1", "RFC 9110 §2.5", head("GET / HTTP/1.9", "Host: a"), .reads(["GET /"])),
        WireCase("A higher minor version needs a Host", "RFC 9112 §3.2", head("GET / HTTP/1.2"), missingHost),
        WireCase("HTTP/2.0 is not supported", "RFC 9110 §15.6.6", head("GET / HTTP/2.0", "Host: a"), badVersion),
        WireCase("HTTP/3.0 is not supported", "RFC 9110 §15.6.6", head("GET / HTTP/3.0", "Host: a"), badVersion),
        WireCase("HTTP/0.9 is not supported", "RFC 9110 §15.6.6", head("GET / HTTP/0.9", "Host: a"), badVersion),
        WireCase("HTTP/9.1 is not supported", "RFC 9110 §15.6.6", head("GET / HTTP/9.1", "Host: a"), badVersion),
        WireCase(
            "The greeting of HTTP/2 is not supported",
            "RFC 9113 §3.4",
            "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
            badVersion
        ),
        WireCase(
            "The name of the protocol is in capitals",
            "RFC 9112 §2.3",
            head("GET / http/1.1", "Host: a"),
            badLine
        ),
        WireCase("Mixed letters in the name are refused", "RFC 9112 §2.3", head("GET / Http/1.1", "Host: a"), badLine),
        WireCase("A minor version has one digit", "RFC 9112 §2.3", head("GET / HTTP/1.10", "Host: a"), badLine),
        WireCase("A minor version has no leading zero", "RFC 9112 §2.3", head("GET / HTTP/1.01", "Host: a"), badLine),
        WireCase("A major version has one digit", "RFC 9112 §2.3", head("GET / HTTP/01.1", "Host: a"), badLine),
        WireCase("A version needs a minor number", "RFC 9112 §2.3", head("GET / HTTP/1", "Host: a"), badLine),
        WireCase("A version needs a dot", "RFC 9112 §2.3", head("GET / HTTP/1,1", "Host: a"), badLine),
        WireCase("A version holds no space", "RFC 9112 §2.3", head("GET / HTTP/ 1.1", "Host: a"), badLine),
        WireCase("A version of letters is refused", "RFC 9112 §2.3", head("GET / HTTP/x.1", "Host: a"), badLine),
        WireCase("Another protocol is refused", "RFC 9112 §2.3", head("GET / ICAP/1.0", "Host: a"), badLine),
        WireCase("A version without its name is refused", "RFC 9112 §2.3", head("GET / 1.1", "Host: a"), badLine),
        WireCase("A version with a sign is refused", "RFC 9112 §2.3", head("GET / HTTP/1.+1", "Host: a"), badLine),
    ]

    static let badLine = Expectation.refused(400, "bad_request_line")
    static let missingHost = Expectation.refused(400, "missing_host")
    private static let badVersion = Expectation.refused(505, "http_version_not_supported")

    private static func refused() -> Expectation { .refused(400, "bad_request_target") }
}

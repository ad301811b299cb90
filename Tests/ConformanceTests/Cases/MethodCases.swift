extension WireCase {
    /// What clients ask for.
    static let methods: [WireCase] = [
        method("GET is read", "GET", .reads(["GET /x"])),
        method("HEAD is read", "HEAD", .reads(["HEAD /x"])),
        method("POST is read", "POST", .reads(["POST /x"])),
        method("PUT is read", "PUT", .reads(["PUT /x"])),
        method("PATCH is read", "PATCH", .reads(["PATCH /x"])),
        method("DELETE is read", "DELETE", .reads(["DELETE /x"])),
        method("Method names are case-sensitive", "get", .reads(["OTHER /x"])),
        method("A name that begins like a method is another", "GETS", .reads(["OTHER /x"])),
        method("TRACE is left to the router, which knows no such method", "TRACE", .reads(["OTHER /x"])),
        method("A method of other tokens is a method", "M-SEARCH!#$%&'*+.^_`|~", .reads(["OTHER /x"])),
        method("A method longer than any known is not implemented", String(repeating: "M", count: 33), unknownMethod),
        WireCase(
            "A tunnel is not implemented",
            "RFC 9110 §9.3.6",
            head("CONNECT a:443 HTTP/1.1", "Host: a:443"),
            unknownMethod
        ),
        WireCase(
            "A tunnel to an address is not implemented",
            "RFC 9110 §9.3.6",
            head("CONNECT [::1]:443 HTTP/1.1", "Host: a"),
            unknownMethod
        ),
        WireCase("A tunnel needs a port", "RFC 9110 §9.3.6", head("CONNECT a HTTP/1.1", "Host: a"), badTarget),
        WireCase("A tunnel needs a port that is one", "RFC 9110 §9.3.6", head("CONNECT a:x HTTP/1.1"), badTarget),
        WireCase("A tunnel needs a port in range", "RFC 9110 §9.3.6", head("CONNECT a:65536 HTTP/1.1"), badTarget),
        WireCase("A tunnel needs digits behind the colon", "RFC 9110 §9.3.6", head("CONNECT a: HTTP/1.1"), badTarget),
        WireCase("A tunnel needs a host", "RFC 9110 §9.3.6", head("CONNECT :443 HTTP/1.1", "Host: a"), badTarget),
        WireCase("A path is no end of a tunnel", "RFC 9112 §3.2.3", head("CONNECT / HTTP/1.1", "Host: a"), badTarget),
        WireCase(
            "A URI is no end of a tunnel",
            "RFC 9112 §3.2.3",
            head("CONNECT http://a:443/ HTTP/1.1", "Host: a"),
            badTarget
        ),
        WireCase(
            "GET may have a body, which is read and does not become a request",
            "RFC 9110 §9.3.1",
            head("GET /x HTTP/1.1", "Host: a", "Content-Length: 3") + "abc" + get(),
            .reads(["GET /x abc", "GET /"])
        ),
        WireCase(
            "DELETE may have a body",
            "RFC 9110 §9.3.5",
            head("DELETE /x HTTP/1.1", "Host: a", "Transfer-Encoding: chunked") + "1\r\na\r\n0\r\n\r\n",
            .reads(["DELETE /x a"])
        ),
        WireCase(
            "HEAD may have a body",
            "RFC 9110 §9.3.2",
            head("HEAD /x HTTP/1.1", "Host: a", "Content-Length: 1") + "a" + get(),
            .reads(["HEAD /x a", "GET /"])
        ),
        WireCase(
            "OPTIONS may have a body",
            "RFC 9110 §9.3.7",
            head("OPTIONS * HTTP/1.1", "Host: a", "Content-Length: 2") + "{}",
            .reads(["OPTIONS * {}"])
        ),
        WireCase(
            "POST without a length has no body",
            "RFC 9112 §6.3",
            post() + get(),
            .reads(["POST /", "GET /"])
        ),
    ]

    private static let unknownMethod = Expectation.refused(501, "method_not_implemented")

    private static func method(_ name: String, _ method: String, _ expectation: Expectation) -> WireCase {
        WireCase(name, "RFC 9110 §9.1", head("\(method) /x HTTP/1.1", "Host: a"), expectation)
    }
}

import Testing

@testable import HTTPWire

@Suite("The request line")
struct RequestLineTests {
    @Test("A plain GET gives method, path, query and host")
    func plain() throws {
        let request = try #require(Reading.request("GET /cases?limit=5 HTTP/1.1\r\nHost: a.example:80\r\n\r\n"))
        #expect(request.method == .get)
        #expect(request.minorVersion == 1)
        #expect(request.text(request.path) == "/cases")
        #expect(request.query.map(request.text) == "limit=5")
        #expect(request.value(of: .host) == "a.example:80")
    }

    @Test("An empty query is a query", arguments: ["/a?"])
    func emptyQuery(target: String) throws {
        let request = try #require(Reading.request("GET \(target) HTTP/1.1\r\nHost: a\r\n\r\n"))
        #expect(request.query.map(request.text) == "")
    }

    @Test(
        "Method names are case-sensitive and unknown ones are other",
        arguments: [
            ("GET", Method.get), ("HEAD", .head), ("POST", .post), ("PUT", .put), ("PATCH", .patch),
            ("DELETE", .delete),
            ("OPTIONS", .options), ("get", .other), ("Get", .other), ("TRACE", .other), ("connect", .other),
            ("GOT", .other),
        ]
    )
    func methods(name: String, method: Method) {
        #expect(Reading.request("\(name) / HTTP/1.1\r\nHost: a\r\n\r\n")?.method == method)
    }

    @Test("A method of 32 bytes is read and one of 33 is not implemented")
    func longMethod() {
        #expect(Reading.request("\(String(repeating: "A", count: 32)) / HTTP/1.1\r\nHost: a\r\n\r\n")?.method == .other)
        let reading = Reading.of("\(String(repeating: "A", count: 33)) / HTTP/1.1\r\nHost: a\r\n\r\n")
        #expect(reading == .failure(.notImplemented, "method_not_implemented"))
    }

    @Test(
        "An absolute target gives its path and its host wins",
        arguments: [
            ("http://b.example/x?y", "/x", "y"), ("HTTPS://b.example/x", "/x", nil), ("http://b.example", "/", nil),
            ("http://b.example?y", "/", "y"),
        ] as [(String, String, String?)]
    )
    func absolute(target: String, path: String, query: String?) throws {
        let request = try #require(Reading.request("GET \(target) HTTP/1.1\r\nHost: a.example\r\n\r\n"))
        #expect(request.text(request.path) == path)
        #expect(request.query.map(request.text) == query)
        #expect(request.value(of: .host) == "b.example")
    }

    @Test("The target * belongs to OPTIONS only")
    func asterisk() throws {
        let request = try #require(Reading.request("OPTIONS * HTTP/1.1\r\nHost: a\r\n\r\n"))
        #expect(request.text(request.path) == "*")
        #expect(Reading.of("GET * HTTP/1.1\r\nHost: a\r\n\r\n") == .failure(.badRequest, "bad_request_target"))
    }

    @Test(
        "A target that is neither origin-form nor absolute-form is refused",
        arguments: ["cases", "ftp://a/", "http:/a", "a:443", "/a#b", "/a\u{7f}", "/ä", "/a\tb", "/a\u{0}"]
    )
    func badTargets(target: String) {
        #expect(Reading.of("GET \(target) HTTP/1.1\r\nHost: a\r\n\r\n") == .failure(.badRequest, "bad_request_target"))
    }

    @Test(
        "An absolute target with user information or without a host is refused",
        arguments: ["http://u@a/", "http:///x"]
    )
    func badAuthority(target: String) {
        #expect(Reading.of("GET \(target) HTTP/1.1\r\nHost: a\r\n\r\n") == .failure(.badRequest, "bad_host"))
    }

    @Test("A target of 8192 bytes is read and one of 8193 is too long")
    func longTarget() {
        let longest = "/" + String(repeating: "a", count: 8_191)
        #expect(Reading.request("GET \(longest) HTTP/1.1\r\nHost: a\r\n\r\n") != nil)
        #expect(Reading.of("GET \(longest)a HTTP/1.1\r\nHost: a\r\n\r\n") == .failure(.uriTooLong, "uri_too_long"))
    }

    @Test(
        "HTTP/1.0 and higher minor versions are read",
        arguments: [("1.0", UInt8(0)), ("1.1", 1), ("1.2", 1), ("1.9", 1)]
    )
    func versions(version: String, minor: UInt8) {
        #expect(Reading.request("GET / HTTP/\(version)\r\nHost: a\r\n\r\n")?.minorVersion == minor)
    }

    @Test("Another major version is not supported", arguments: ["0.9", "2.0", "3.1"])
    func majorVersions(version: String) {
        let reading = Reading.of("GET / HTTP/\(version)\r\nHost: a\r\n\r\n")
        #expect(reading == .failure(.httpVersionNotSupported, "http_version_not_supported"))
    }

    @Test(
        "A request line that could be read in two ways is refused",
        arguments: [
            "GET  / HTTP/1.1", "GET /  HTTP/1.1", "GET / HTTP/1.1 ", " GET / HTTP/1.1", "GET\t/ HTTP/1.1", "GET /",
            "GET / HTTP/1.10", "GET / http/1.1", "GET / HTTP/1,1", "GET / XTTP/1.1", "GET / b HTTP/1.1",
            "G(T / HTTP/1.1",
        ]
    )
    func badLines(line: String) {
        guard case .failure(.badRequest, let code) = Reading.of("\(line)\r\nHost: a\r\n\r\n") else {
            Issue.record("\(line) was read")
            return
        }
        #expect(["bad_request_line", "bad_request_target"].contains(code))
    }

    @Test("Lines end with CR LF, not with one of the two", arguments: ["\n", "\r", "\n\r"])
    func lineEnds(end: String) {
        #expect(Reading.of("GET / HTTP/1.1\(end)Host: a\r\n\r\n") == .failure(.badRequest, "bad_request_line"))
        #expect(Reading.of("GET / HTTP/1.1\r\nHost: a\(end)X: y\r\n\r\n") == .failure(.badRequest, "bad_header_field"))
        #expect(Reading.of("GET / HTTP/1.1\r\nHost: a\r\n\(end)GET") == .failure(.badRequest, "bad_header_field"))
    }

    @Test("Four empty lines before a request are skipped, five are not")
    func emptyLines() {
        let request = "GET / HTTP/1.1\r\nHost: a\r\n\r\n"
        #expect(Reading.request(String(repeating: "\r\n", count: 4) + request)?.value(of: .host) == "a")
        let reading = Reading.of(String(repeating: "\r\n", count: 5) + request)
        #expect(reading == .failure(.badRequest, "bad_request_line"))
        #expect(Reading.of("\n" + request) == .failure(.badRequest, "bad_request_line"))
    }
}

extension WireCase {
    /// What a request line may name.
    static let targets: [WireCase] = [
        target("A path is read", "/a/b", .reads(["GET /a/b"])),
        target("A query follows the first question mark", "/a?b=c?d", .reads(["GET /a?b=c?d"])),
        target("An empty query is a query", "/a?", .reads(["GET /a?"])),
        target("Escapes are left to the one who reads the path", "/%41%2f", .reads(["GET /%41%2f"])),
        target("Dots and double slashes are left as they are", "//a/../b", .reads(["GET //a/../b"])),
        target("Every mark that a path may hold is read", "/-._~!$&'()*+,;=:@", .reads(["GET /-._~!$&'()*+,;=:@"])),
        target("A fragment never travels", "/a#b", badTarget),
        target("A fragment behind a query never travels", "/a?b#c", badTarget),
        target("A raw byte above ASCII is refused", "/\u{e4}", badTarget),
        target("Raw UTF-8 is refused", "/\u{e4}\u{ba}\u{8b}", badTarget),
        target("A raw byte above ASCII in a query is refused", "/?\u{ff}", badTarget),
        target("A NUL in the target is refused", "/\u{0}", badTarget),
        target("A control byte in the target is refused", "/\u{1}", badTarget),
        target("DEL in the target is refused", "/\u{7f}", badTarget),
        target("A bare CR in the target is refused", "/\rx", badTarget),
        target("A bare LF in the target is refused", "/\nx", badTarget),
        target("A path begins with a slash", "a/b", badTarget),
        target("A backslash does not begin a path", "\\a", badTarget),
        target("A query alone is no target", "?a=b", badTarget),
        target("A target of authority is for CONNECT only", "a:80", badTarget),
        target("The target * is for OPTIONS only", "*", badTarget),
        target("More than * is no target", "*/", badTarget),
        WireCase(
            "OPTIONS asks about the whole server",
            "RFC 9112 §3.2.4",
            head("OPTIONS * HTTP/1.1", "Host: a"),
            .reads(["OPTIONS *"])
        ),
        WireCase(
            "OPTIONS asks about one path",
            "RFC 9110 §9.3.7",
            head("OPTIONS /x HTTP/1.1", "Host: a"),
            .reads(["OPTIONS /x"])
        ),
        WireCase("POST has no target *", "RFC 9112 §3.2.4", head("POST * HTTP/1.1", "Host: a"), badTarget),
        WireCase("HEAD has no target *", "RFC 9112 §3.2.4", head("GET * HTTP/1.0"), badTarget),
    ]

    /// Targets with a scheme and a host, which every server has to read.
    static let absoluteTargets: [WireCase] = [
        target("An absolute target is read", "http://a/x", .reads(["GET /x"])),
        target("The host of the target wins over the field", "http://b/x", .reads(["GET /x @b"])),
        target("The port of the target wins with it", "http://b:81/x", .reads(["GET /x @b:81"])),
        target("https is a scheme of ours", "https://a/x?y", .reads(["GET /x?y"])),
        target("A scheme is in any case of letters", "HtTp://a/x", .reads(["GET /x"])),
        target("An absolute target without a path means the root", "http://a", .reads(["GET /"])),
        target("An absolute target may have a query without a path", "http://a?y", .reads(["GET /?y"])),
        target("An absolute target may name an address", "http://[::1]:80/x", .reads(["GET /x @[::1]:80"])),
        target("An absolute target without a host is refused", "http:///x", badHost),
        target("An absolute target with only a port is refused", "http://:80/x", badHost),
        target("User information in a target is refused", "http://u:p@a/x", badHost),
        target("A backslash does not end a host", "http://a\\b/x", badHost),
        target("A scheme needs two slashes", "http:/a", badTarget),
        target("Another scheme is refused", "ftp://a/x", badTarget),
        target("A scheme that only begins like ours is refused", "httpx://a/", badTarget),
        target("A fragment in an absolute target is refused", "http://a/x#y", badTarget),
        WireCase(
            "An absolute target does not replace the Host field of HTTP/1.1",
            "RFC 9112 §3.2",
            head("GET http://a/ HTTP/1.1"),
            missingHost
        ),
        WireCase(
            "HTTP/1.0 may name its host in the target",
            "RFC 9112 §3.2.2",
            head("GET http://b/x HTTP/1.0"),
            .reads(["GET /x @b"], .closes)
        ),
    ]

    static let badTarget = Expectation.refused(400, "bad_request_target")
    static let badHost = Expectation.refused(400, "bad_host")

    private static func target(_ name: String, _ target: String, _ expectation: Expectation) -> WireCase {
        WireCase(name, "RFC 9112 §3.2", head("GET \(target) HTTP/1.1", "Host: a"), expectation)
    }
}

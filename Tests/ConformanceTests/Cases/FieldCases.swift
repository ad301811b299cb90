extension WireCase {
    /// Names, colons and values.
    static let fieldSyntax: [WireCase] = [
        field("A field without space behind the colon is read", "X:y", isRead: true),
        field("A field with much space around its value is read", "X: \t y \t ", isRead: true),
        field("An empty value is a value", "X:", isRead: true),
        field("A value of space is empty", "X: \t ", isRead: true),
        field("A value may hold colons and marks", "X: a:b;c=\"d\"", isRead: true),
        field("A value may hold a tab", "X: a\tb", isRead: true),
        field("A value may hold bytes above ASCII", "X: \u{80}\u{ff}", isRead: true),
        field("A name may hold every mark of a token", "!#$%&'*+-.^_`|~0A: y", isRead: true),
        field("Fields that nobody knows are ignored", "Zebra: y", isRead: true),
        field("Space before the colon is refused", "X : y", isRead: false),
        field("A tab before the colon is refused", "X\t: y", isRead: false),
        field("Space before the name is refused", " X: y", isRead: false),
        field("A folded line is refused", "X: y\r\n z", isRead: false),
        field("A line folded by a tab is refused", "X: y\r\n\tz", isRead: false),
        field("A folded empty line is refused", "X: y\r\n \r\nZ: z", isRead: false),
        field("A line without a colon is refused", "X", isRead: false),
        field("A line without a name is refused", ": y", isRead: false),
        field("A name with a space is refused", "X Y: z", isRead: false),
        field("A name with a bracket is refused", "X(: y", isRead: false),
        field("A name with a slash is refused", "X/Y: z", isRead: false),
        field("A name with an equals sign is refused", "X=Y: z", isRead: false),
        field("A name with a quote is refused", "\"X\": z", isRead: false),
        field("A name that is not ASCII is refused", "X\u{e4}: y", isRead: false),
        field("A name with a NUL is refused", "X\u{0}: y", isRead: false),
        field("A name with DEL is refused", "X\u{7f}: y", isRead: false),
        field("A NUL in a value is refused", "X: a\u{0}b", isRead: false),
        field("A control byte in a value is refused", "X: a\u{1}b", isRead: false),
        field("A vertical tab in a value is refused", "X: a\u{b}b", isRead: false),
        field("An escape byte in a value is refused", "X: \u{1b}[0m", isRead: false),
        field("DEL in a value is refused", "X: a\u{7f}b", isRead: false),
    ]

    /// Where lines end.
    static let lineEnds: [WireCase] = [
        WireCase(
            "A bare LF behind the request line is refused",
            "RFC 9112 §2.2",
            "GET / HTTP/1.1\nHost: a\r\n\r\n",
            badLine
        ),
        WireCase(
            "A bare CR behind the request line is refused",
            "RFC 9112 §2.2",
            "GET / HTTP/1.1\rHost: a\r\n\r\n",
            badLine
        ),
        WireCase("LF before CR does not end a line", "RFC 9112 §2.2", "GET / HTTP/1.1\n\rHost: a\r\n\r\n", badLine),
        WireCase(
            "A bare LF behind a field is refused",
            "RFC 9112 §2.2",
            "GET / HTTP/1.1\r\nHost: a\nX: y\r\n\r\n",
            badField
        ),
        WireCase(
            "A bare CR behind a field is refused",
            "RFC 9112 §2.2",
            "GET / HTTP/1.1\r\nHost: a\rX: y\r\n\r\n",
            badField
        ),
        WireCase("A bare LF does not end a head", "RFC 9112 §2.2", "GET / HTTP/1.1\r\nHost: a\r\n\n", badField),
        WireCase("A bare CR does not end a head", "RFC 9112 §2.2", "GET / HTTP/1.1\r\nHost: a\r\n\rX", badField),
        WireCase("A head of bare LFs is refused", "RFC 9112 §2.2", "GET / HTTP/1.1\nHost: a\n\n", badLine),
        WireCase("A bare LF before a request is refused", "RFC 9112 §2.2", "\n" + get(), badLine),
        WireCase("A bare CR before a request is refused", "RFC 9112 §2.2", "\rGET / HTTP/1.1\r\n\r\n", badLine),
        WireCase("CR CR LF does not end a line", "RFC 9112 §2.2", "GET / HTTP/1.1\r\nHost: a\r\r\n\r\n", badField),
    ]

    /// Fields that a server without the feature ignores.
    static let ignoredFields: [WireCase] = [
        ignored("A byte range is ignored", "RFC 9110 §14.2", "Range: bytes=0-1"),
        ignored("A range of another unit is ignored", "RFC 9110 §14.2", "Range: pages=1"),
        ignored(
            "An offer to upgrade is ignored",
            "RFC 9110 §7.8",
            "Upgrade: h2c",
            "Connection: upgrade, HTTP2-Settings"
        ),
        ignored("An offer of WebSocket is ignored", "RFC 9110 §7.8", "Upgrade: websocket", "Connection: Upgrade"),
        ignored("TE is ignored", "RFC 9110 §10.1.4", "TE: trailers, deflate;q=0.5", "Connection: TE"),
        ignored("An announcement of trailers is ignored", "RFC 9110 §6.6.2", "Trailer: X-Check"),
        ignored("Max-Forwards is for proxies", "RFC 9110 §7.6.2", "Max-Forwards: 0"),
        ignored("Via is for proxies", "RFC 9110 §7.6.3", "Via: 1.0 fred, 1.1 p.example"),
        ignored("Proxy-Connection is no field of ours", "RFC 9112 §C.2.2", "Proxy-Connection: close"),
        ignored("Keep-Alive asks for nothing", "RFC 9112 §C.2.2", "Keep-Alive: timeout=5"),
        ignored("An option that names Host does not remove it", "RFC 9110 §7.6.1", "Connection: host"),
    ]

    static let badField = Expectation.refused(400, "bad_header_field")

    private static func field(_ name: String, _ line: String, isRead: Bool) -> WireCase {
        WireCase(name, "RFC 9112 §5", get(line), isRead ? .reads(["GET /"]) : badField)
    }

    private static func ignored(_ name: String, _ section: String, _ fields: String...) -> WireCase {
        let lines = fields.map { "\($0)\r\n" }.joined()
        return WireCase(name, section, "GET / HTTP/1.1\r\nHost: a\r\n\(lines)\r\n", .reads(["GET /"]))
    }
}

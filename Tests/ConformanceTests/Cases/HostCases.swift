extension WireCase {
    /// Whom a request is for.
    static let hosts: [WireCase] = [
        WireCase("HTTP/1.1 needs a Host", "RFC 9112 §3.2", head("GET / HTTP/1.1"), missingHost),
        WireCase("HTTP/1.1 needs a Host for * too", "RFC 9112 §3.2", head("OPTIONS * HTTP/1.1"), missingHost),
        WireCase("Two Host fields are refused", "RFC 9112 §3.2", get("Host: b"), badHost),
        WireCase("Two equal Host fields are refused", "RFC 9112 §3.2", get("Host: a"), badHost),
        WireCase(
            "Two Host fields in any letters are refused",
            "RFC 9112 §3.2",
            head("GET / HTTP/1.1", "HOST: a", "X: y", "host: a"),
            badHost
        ),
        WireCase("Two Host fields are refused in HTTP/1.0 too", "RFC 9112 §3.2", oldWithHosts("a", "b"), badHost),
        host("A host may have a port", "b:8080", .reads(["GET / @b:8080"])),
        host("A host may have a colon without a port", "b:", .reads(["GET / @b:"])),
        host("A host may hold escapes", "b%20c", .reads(["GET / @b%20c"])),
        host("A host may be an IPv4 address", "10.0.0.1:80", .reads(["GET / @10.0.0.1:80"])),
        host("A host may be a name with hyphens and underscores", "x_y-z.b", .reads(["GET / @x_y-z.b"])),
        host("Space around a host does not belong to it", " \t b \t ", .reads(["GET / @b"])),
        host("An empty host names nobody", "", badHost),
        host("A list of hosts is refused", "a, b", badHost),
        host("A host with a space is refused", "a b", badHost),
        host("A host with user information is refused", "u@a", badHost),
        host("A host with a path is refused", "a/b", badHost),
        host("A host with a scheme is refused", "http://a", badHost),
        host("A host with a query is refused", "a?b", badHost),
        host("A host with a fragment is refused", "a#b", badHost),
        host("A host that is not ASCII is refused", "\u{e4}", badHost),
        host("A port of letters is refused", "a:b", badHost),
        host("A port with a sign is refused", "a:+80", badHost),
        host("A port out of range is refused", "a:65536", badHost),
        host("Two ports are refused", "a:1:2", badHost),
        host("A port alone is refused", ":80", badHost),
        host("Half an escape is refused", "a%2", badHost),
        host("An escape of other letters is refused", "a%zz", badHost),
        host("A quoted host is refused", "\"a\"", badHost),
        host("A host with a backslash is refused", "a\\b", badHost),
    ]

    /// Hosts that are addresses in brackets.
    static let addresses: [WireCase] = [
        address("A whole address is read", "[1:2:3:4:5:6:7:8]", isRead: true),
        address("An address with a gap is read", "[2001:db8::1]", isRead: true),
        address("The shortest address is read", "[::]:80", isRead: true),
        address("An address that ends in IPv4 is read", "[::ffff:10.0.0.1]", isRead: true),
        address("An address that ends with its gap is read", "[fe80::]", isRead: true),
        address("An address with two gaps is refused", "[1::2::3]", isRead: false),
        address("An address with nine groups is refused", "[1:2:3:4:5:6:7:8:9]", isRead: false),
        address("An address with seven groups is refused", "[1:2:3:4:5:6:7]", isRead: false),
        address("A gap stands for at least one group", "[1:2:3:4:5:6:7:8::]", isRead: false),
        address("A group of five digits is refused", "[12345::]", isRead: false),
        address("Three colons are refused", "[:::1]", isRead: false),
        address("A colon at the end is refused", "[1:2:3:4:5:6:7:]", isRead: false),
        address("An address of other letters is refused", "[::g]", isRead: false),
        address("An address without its bracket is refused", "[::1", isRead: false),
        address("An address without brackets is refused", "::1", isRead: false),
        address("An empty address is refused", "[]", isRead: false),
        address("A zone is refused", "[fe80::1%25eth0]", isRead: false),
        address("IPv4 in brackets is refused", "[10.0.0.1]", isRead: false),
        address("A number above 255 at the end is refused", "[::10.0.0.256]", isRead: false),
        address("Letters behind the bracket are refused", "[::1]x", isRead: false),
    ]

    private static func host(_ name: String, _ host: String, _ expectation: Expectation) -> WireCase {
        WireCase(name, "RFC 9110 §7.2", head("GET / HTTP/1.1", "Host: \(host)"), expectation)
    }

    private static func address(_ name: String, _ host: String, isRead: Bool) -> WireCase {
        let input = head("GET / HTTP/1.1", "Host: \(host)")
        return WireCase(name, "RFC 3986 §3.2.2", input, isRead ? .reads(["GET / @\(host)"]) : badHost)
    }

    private static func oldWithHosts(_ first: String, _ second: String) -> String {
        head("GET / HTTP/1.0", "Host: \(first)", "Host: \(second)")
    }
}

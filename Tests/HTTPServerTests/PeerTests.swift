import HTTPWire
import Testing

@testable import HTTPServer

@Suite("Who a client is")
struct PeerTests {
    @Test(
        "An address is written as it was read, an IPv4 address in its mapped form as IPv4",
        arguments: [
            ("192.0.2.7", "192.0.2.7"), ("2001:DB8::1", "2001:db8::1"), ("::ffff:192.0.2.7", "192.0.2.7"),
            ("::1", "::1"), ("255.255.255.255", "255.255.255.255"), ("::", "unix"),
        ]
    )
    func text(text: String, written: String) {
        #expect(NetworkAddress(text)?.description == written)
    }

    @Test(
        "What is no literal address is none",
        arguments: ["", "localhost", "1.2.3", "1.2.3.4.5", "1::2::3", "1.2.3.4 "]
    )
    func noAddress(text: String) {
        #expect(NetworkAddress(text) == nil)
    }

    @Test("Loopback addresses of both families are known", arguments: ["127.0.0.1", "127.9.9.9", "::1"])
    func loopback(text: String) {
        #expect(NetworkAddress(text)?.isLoopback == true)
        #expect(NetworkAddress("128.0.0.1")?.isLoopback == false)
        #expect(NetworkAddress("2001:db8::1")?.isLoopback == false)
        #expect(!NetworkAddress.unix.isLoopback)
    }

    @Test("One IPv6 subscriber is counted once, however many addresses he takes")
    func subscriber() throws {
        let first = try #require(NetworkAddress("2001:db8:1:2::1")).subscriber
        #expect(try #require(NetworkAddress("2001:db8:1:2:ffff::9")).subscriber == first)
        #expect(try #require(NetworkAddress("2001:db8:1:3::1")).subscriber != first)
        #expect(try #require(NetworkAddress("192.0.2.1")).subscriber != NetworkAddress("192.0.2.2"))
    }

    @Test(
        "A range holds its addresses and no others",
        arguments: [
            ("10.0.0.0/8", "10.255.0.1", "11.0.0.0"), ("192.0.2.4", "192.0.2.4", "192.0.2.5"),
            ("2001:db8::/32", "2001:db8:ffff::1", "2001:db9::"), ("0.0.0.0/0", "203.0.113.9", "2001:db8::1"),
            ("2001:db8::/72", "2001:db8::ff:1:2:3", "2001:db8::100:1:2:3"), ("::/0", "2001:db8::1", "::"),
            ("unix", "::", "127.0.0.1"),
        ]
    )
    func range(text: String, inside: String, outside: String) throws {
        let range = try #require(AddressRange(text))
        #expect(range.contains(try #require(NetworkAddress(inside))))
        #expect(!range.contains(try #require(NetworkAddress(outside))))
    }

    @Test(
        "A range that says something else than it seems to is refused",
        arguments: ["10.1.2.3/8", "10.0.0.0/33", "10.0.0.0/", "10.0.0.0/-1", "2001:db8::1/32", "proxy", ""]
    )
    func badRange(text: String) {
        #expect(AddressRange(text) == nil)
    }
}

@Suite("What proxies say")
struct ForwardingTests {
    private let trust = ProxyTrust(["10.0.0.0/8", "unix"].compactMap { AddressRange($0) })

    private func peer(_ fields: [(String, String)], over connection: String = "10.0.0.1") throws -> String {
        let source = try #require(NetworkAddress(connection))
        let peer = trust.peer(of: .make(.get, "/", fields: fields), over: Peer(source: source))
        return "\(peer.address)\(peer.isTLS ? " tls" : "")"
    }

    @Test("Nobody is believed but a trusted proxy")
    func untrusted() throws {
        #expect(try peer([("X-Forwarded-For", "192.0.2.1")], over: "203.0.113.9") == "203.0.113.9")
        #expect(try peer([("Forwarded", "for=192.0.2.1;proto=https")], over: "203.0.113.9") == "203.0.113.9")
    }

    @Test("The last hop that is no trusted proxy is the client, whatever stands before it")
    func lastUntrusted() throws {
        #expect(try peer([("X-Forwarded-For", "1.1.1.1, 192.0.2.1")]) == "192.0.2.1")
        #expect(try peer([("X-Forwarded-For", "1.1.1.1, 192.0.2.1, 10.0.0.7")]) == "192.0.2.1")
        #expect(try peer([("X-Forwarded-For", "1.1.1.1"), ("X-Forwarded-For", "192.0.2.1")]) == "192.0.2.1")
        #expect(try peer([("Forwarded", "for=1.1.1.1, for=192.0.2.1;proto=https")]) == "192.0.2.1 tls")
        #expect(try peer([("X-Forwarded-For", "10.0.0.3")]) == "10.0.0.3")
    }

    @Test("Quotes, brackets, ports and letters in any case are read (RFC 7239, section 4)")
    func spelling() throws {
        #expect(try peer([("Forwarded", "By=\"x,y\" ; FOR=\"[2001:db8::1]:4711\";Proto=HTTPS")]) == "2001:db8::1 tls")
        #expect(try peer([("X-Forwarded-For", "192.0.2.1:80")]) == "192.0.2.1")
        #expect(try peer([("X-Forwarded-For", "[2001:db8::1]")]) == "2001:db8::1")
        #expect(try peer([("X-Forwarded-For", "2001:db8::1")], over: "::") == "2001:db8::1")
    }

    @Test("The protocol of the client's own hop counts")
    func protocols() throws {
        #expect(try peer([("X-Forwarded-For", "192.0.2.1"), ("X-Forwarded-Proto", "https")]) == "192.0.2.1 tls")
        #expect(
            try peer([("X-Forwarded-For", "192.0.2.1, 10.0.0.7"), ("X-Forwarded-Proto", "https, http")])
                == "192.0.2.1 tls"
        )
        #expect(
            try peer([("X-Forwarded-For", "9.9.9.9, 192.0.2.1"), ("X-Forwarded-Proto", "https, http")]) == "192.0.2.1"
        )
        #expect(try peer([("X-Forwarded-Proto", "https")]) == "10.0.0.1 tls")
    }

    @Test("A hidden or broken hop ends what is known", arguments: ["unknown", "_hidden", "::", "1.2.3.4.5", "a, b"])
    func hidden(node: String) throws {
        #expect(try peer([("Forwarded", "for=\"\(node)\"")]) == "unknown")
        #expect(try peer([("X-Forwarded-For", "192.0.2.1, \(node), 10.0.0.7")]) == "unknown")
    }

    @Test("Of whom nothing is known is in no range, not even in that of everybody, and is not taken for the proxy")
    func unknown() throws {
        for text in ["0.0.0.0/0", "::/0", "10.0.0.0/8", "unix", "100::/8", "100::1"] {
            #expect(try !#require(AddressRange(text)).contains(.unknown), "\(text)")
        }
        #expect(!NetworkAddress.unknown.isLoopback && NetworkAddress.unknown.subscriber == .unknown)
        #expect(NetworkAddress.unknown.description == "unknown")
    }

    @Test("When the two fields name different clients neither is believed, for one of them is the client's own")
    func contradiction() throws {
        #expect(try peer([("Forwarded", "for=1.1.1.1"), ("X-Forwarded-For", "192.0.2.1")]) == "unknown")
        #expect(try peer([("Forwarded", "for=192.0.2.1"), ("X-Forwarded-For", "192.0.2.1")]) == "192.0.2.1")
    }

    @Test("The handler learns who asks, over every kind of connection")
    func live() async throws {
        let test = try TestServer { $0.trustedProxies = ["127.0.0.3"].compactMap { AddressRange($0) } }
        let direct = TestClient(test.address, from: "127.0.0.2")
        await direct.get("/peer", "X-Forwarded-For: 192.0.2.1\r\n")
        #expect(await direct.answer()?.body == "127.0.0.2 plain")
        let proxied = TestClient(test.address, from: "127.0.0.3")
        await proxied.get("/peer", "X-Forwarded-For: 192.0.2.1\r\nX-Forwarded-Proto: https\r\n")
        #expect(await proxied.answer()?.body == "192.0.2.1 tls")
        await test.server.stop()
    }
}

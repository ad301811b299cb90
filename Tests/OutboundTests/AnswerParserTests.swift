import Domain
import Outbound
import Testing

@Suite("Answers of other servers")
struct AnswerParserTests {
    private func parse(_ text: String, isEnd: Bool = false) throws -> OutboundAnswer? {
        try AnswerParser.parse(Array(text.utf8), isEnd: isEnd)
    }

    private static let whole: [(String, Bool, String)] = [
        ("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}", false, "{}"),
        ("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\n{\r\n1;x=y\r\n}\r\n0\r\n\r\n", false, "{}"),
        ("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\ncontent-length: 1\r\n\r\n1", false, "1"),
        ("HTTP/1.0 200 OK\r\nServer: x\r\n\r\n{}", true, "{}"),
        ("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n", false, ""),
    ]

    @Test("By length, in chunks, behind an interim answer, and to the end of the connection", arguments: whole)
    func answers(text: String, isEnd: Bool, body: String) throws {
        #expect(try parse(text, isEnd: isEnd) == OutboundAnswer(status: 200, body: Array(body.utf8)))
    }

    @Test("No answer before its last byte")
    func incomplete() throws {
        let text = Self.whole[1].0
        let last = text.dropLast("\r\n\r\n".count)
        #expect(try parse(String(last)) == nil)
        #expect(try parse("HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\n{}", isEnd: true) == nil)
        #expect(try parse("HTTP/1.0 200 OK\r\n\r\n{}") == nil)
    }

    @Test(
        "What can be read in two ways is refused",
        arguments: [
            "HTTP/1.1 200 OK\r\nContent-Length: 2\r\nContent-Length: 3\r\n\r\n{}",
            "HTTP/1.1 200 OK\r\nContent-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n{}",
            "HTTP/1.1 200 OK\r\nContent-Length: -2\r\n\r\n{}", "HTTP/2 200\r\n\r\n", "HTTP/1.1 2000 OK\r\n\r\n",
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n-1\r\n", "HTTP/1.1 200 OK\r\nodd\r\n\r\n",
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\nxyz0\r\n\r\n",
        ]
    )
    func malformed(text: String) {
        #expect(throws: OutboundError.malformed) { try parse(text, isEnd: true) }
    }

    @Test("An address is a scheme, a host, a port and a path, and holds no secret")
    func addresses() throws {
        let plain = try #require(WebAddress("https://api.weixin.qq.com"))
        #expect(plain.isSecure && plain.port == 443 && plain.path == "" && plain.authority == "api.weixin.qq.com")
        let relay = try #require(WebAddress("http://10.0.0.1:8080/weixin/"))
        #expect(!relay.isSecure && relay.path == "/weixin" && relay.authority == "10.0.0.1:8080")
        for text in [
            "ftp://x", "https://", "https://a:b@host", "https://host:0", "https://host/?a=b", "https://host/#x",
            "https://ho st", "https://host:99999",
        ] {
            #expect(WebAddress(text) == nil, "\(text)")
        }
    }
}

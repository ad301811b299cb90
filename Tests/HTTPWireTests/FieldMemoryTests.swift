import Testing

@testable import HTTPWire

@Suite("Fields that come again are not read again, and mean the same")
struct FieldMemoryTests {
    /// Reads requests with one memory, each as a stream of its own.
    private func requests(_ texts: [String]) throws -> [Request] {
        var memory = FieldMemory()
        return try texts.map { text in
            var decoder = RequestDecoder()
            let bytes = Array(text.utf8)
            let step = try decoder.decode(bytes, to: bytes.count, limits: WireLimits(), memory: &memory)
            guard case .request(let request, bytes.count) = step else { throw ParseError.headTooLarge }
            return request
        }
    }

    private static let fields = "Host: a.example\r\nAuthorization: Bearer 12345\r\nAccept: text/csv\r\n"

    @Test("Below another target every field is found where it stands there")
    func moved() throws {
        let found = try requests(
            ["/", "/api/v1/cases?limit=1", "/", "/longer/still"].map { "GET \($0) HTTP/1.1\r\n\(Self.fields)\r\n" }
        )
        for request in found {
            #expect(request.value(of: .host) == "a.example" && request.values(named: "accept") == ["text/csv"])
            #expect(request.value(of: .authorization) == "Bearer 12345" && request.count(of: .accept) == 1)
            #expect(request.keepsAlive && request.value(of: .cookie) == nil)
        }
        #expect(found.map { $0.text($0.path) } == ["/", "/api/v1/cases", "/", "/longer/still"])
    }

    @Test("A single other byte, wherever it stands, is another client's")
    func otherByte() throws {
        let token = "Bearer 12345"
        for place in 7..<12 {
            var other = Array(token)
            other[place] = "9"
            let texts = [token, String(other), token].map {
                "GET / HTTP/1.1\r\nHost: a\r\nAuthorization: \($0)\r\n\r\n"
            }
            #expect(try requests(texts).map { $0.value(of: .authorization) } == [token, String(other), token])
        }
    }

    @Test("A host in the target wins over one that was read before, and does not stay")
    func absolute() throws {
        let found = try requests(
            ["/", "http://b.example/x", "/"].map { "GET \($0) HTTP/1.1\r\n\(Self.fields)\r\n" }
        )
        #expect(found.map { $0.value(of: .host) } == ["a.example", "b.example", "a.example"])
        #expect(found.allSatisfy { $0.count(of: .host) == 1 })
    }

    @Test("What an older client's fields mean is not taken from a newer one's")
    func older() throws {
        let fields = "Host: a\r\nExpect: 100-continue\r\n"
        let found = try requests(["1.1", "1.0", "1.1"].map { "GET / HTTP/\($0)\r\n\(fields)\r\n" })
        #expect(found.map(\.expectsContinue) == [true, false, true])
        #expect(found.map(\.keepsAlive) == [true, false, true])
    }

    @Test("Bodies are counted anew each time, and a close is a close each time")
    func bodies() throws {
        let body = "Host: a\r\nContent-Length: 3\r\n\r\n"
        let found = try requests(["POST / HTTP/1.1\r\n\(body)abc", "POST / HTTP/1.1\r\n\(body)xyz"])
        #expect(
            found.map { $0.withBody { String(decoding: $0.withUnsafeBytes(Array.init), as: UTF8.self) } } == [
                "abc", "xyz",
            ]
        )
        let closing = "GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"
        #expect(try requests([closing, closing]).map(\.keepsAlive) == [false, false])
    }

    @Test("More kinds of clients than it holds, again and again, are all read rightly")
    func many() throws {
        let names = (0..<40).map { "client-\($0 % 13)" }
        let texts = names.map { "GET / HTTP/1.1\r\nHost: a\r\nUser-Agent: \($0)\r\n\r\n" }
        #expect(try requests(texts).map { $0.value(of: .userAgent) } == names)
    }
}

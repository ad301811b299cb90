import Testing

@testable import HTTPWire

@Suite("Header fields")
struct FieldTests {
    private func reading(_ fields: String, version: String = "1.1", host: String = "Host: a\r\n") -> Reading {
        Reading.of("GET / HTTP/\(version)\r\n\(host)\(fields)\r\n")
    }

    @Test("Every known field is found under its name in any case of letters", arguments: KnownField.allCases)
    func known(field: KnownField) throws {
        let value =
            switch field {
            case .contentLength: "0"
            case .transferEncoding: "chunked"
            case .expect: "100-continue"
            default: "value"
            }
        let name = "\(field.name)".uppercased()
        let host = field == .host ? "" : "Host: a\r\n"
        let body = field == .transferEncoding ? "0\r\n\r\n" : ""
        let request = try #require(Reading.request("GET / HTTP/1.1\r\n\(host)\(name): \(value)\r\n\r\n\(body)"))
        #expect(request.value(of: field) == value)
        #expect(request.count(of: field) == 1)
        #expect(request.values(named: field.name) == [value])
    }

    @Test("The table has a place for every known field")
    func capacity() {
        #expect(KnownField.allCases.count <= 25)
    }

    @Test("Space around a value does not belong to it, space within does")
    func trimming() throws {
        let request = try #require(
            Reading.request("GET / HTTP/1.1\r\nHost: a\r\nPrefer: \t a  b\t \r\nOrigin:\r\n\r\n")
        )
        #expect(request.value(of: .prefer) == "a  b")
        #expect(request.value(of: .origin) == "")
        #expect(request.value(of: .accept) == nil)
    }

    @Test("Each byte is taken or refused alike, wherever it stands in a value (RFC 9110 section 5.5)")
    func everyByteOfAValue() {
        for byte in UInt8.min ... .max {
            let isText = byte == 9 || byte >= 0x20 && byte != 0x7F
            for place in 0..<19 {
                var value = Array("a value of 19 bytes".utf8)
                value[place] = byte
                let bytes = Array("GET / HTTP/1.1\r\nHost: a\r\nPrefer: ".utf8) + value + Array("\r\n\r\n".utf8)
                var isTaken = false
                if case .requests(let requests) = Reading.of(bytes, pieces: .max) { isTaken = requests.count == 1 }
                if isTaken != isText { Issue.record("byte \(byte) at \(place)") }
            }
        }
    }

    @Test("Each byte is taken or refused alike, wherever it stands in a target (RFC 9112 section 3.2)")
    func everyByteOfATarget() {
        for byte in UInt8.min ... .max {
            // A question mark begins the query, and a fragment never travels.
            let isTarget = byte > 0x20 && byte < 0x7F && byte != UInt8(ascii: "#")
            for place in 1..<19 {
                var target = Array("/a/path/of/19/bytes".utf8)
                target[place] = byte
                let bytes = Array("GET ".utf8) + target + Array(" HTTP/1.1\r\nHost: a\r\n\r\n".utf8)
                var isTaken = false
                if case .requests(let requests) = Reading.of(bytes, pieces: .max) { isTaken = requests.count == 1 }
                if isTaken != isTarget { Issue.record("byte \(byte) at \(place)") }
            }
        }
    }

    @Test("The first of repeated fields is given, their number is known, and all can be listed")
    func repeated() throws {
        let request = try #require(
            Reading.request("GET / HTTP/1.1\r\nHost: a\r\nPrefer: a\r\nX-Other: o\r\nprefer: b\r\n\r\n")
        )
        #expect(request.value(of: .prefer) == "a")
        #expect(request.count(of: .prefer) == 2)
        #expect(request.values(named: "prefer") == ["a", "b"])
        #expect(request.values(named: "x-other") == ["o"])
    }

    @Test(
        "A field line that could be read in two ways is refused",
        arguments: [
            "Name : v\r\n", " Name: v\r\n", "\tName: v\r\n", ": v\r\n", "Name\r\n", "Na me: v\r\n", "Näme: v\r\n",
            "A: b\r\n folded\r\n", "A: \u{0}\r\n", "A: \u{1}\r\n", "A: \u{7f}\r\n", "A: b\rc\r\n", "A: b\nc: d\r\n",
            "A(: b\r\n",
        ]
    )
    func badLines(line: String) {
        #expect(reading(line) == .failure(.badRequest, "bad_header_field"))
    }

    @Test("A value may hold tabs and bytes above ASCII")
    func opaqueValues() throws {
        let request = try #require(Reading.request("GET / HTTP/1.1\r\nHost: a\r\nPrefer: x\t事\r\n\r\n"))
        #expect(request.value(of: .prefer) == "x\t事")
    }

    @Test("64 fields are read and 65 are too many")
    func fieldCount() {
        #expect(
            reading(String(repeating: "A: b\r\n", count: 63))
                != .failure(.headerFieldsTooLarge, "header_fields_too_large")
        )
        #expect(
            reading(String(repeating: "A: b\r\n", count: 64))
                == .failure(.headerFieldsTooLarge, "header_fields_too_large")
        )
    }

    @Test("A head of exactly the limit is read and one byte more is too large")
    func headSize() {
        let start = "GET / HTTP/1.1\r\nHost: a\r\nA: "
        let limits = WireLimits(headBytes: 100)
        let fitting = start + String(repeating: "x", count: 100 - start.utf8.count - 4)
        #expect(Reading.request(fitting + "\r\n\r\n", limits: limits) != nil)
        let expected = Reading.failure(.headerFieldsTooLarge, "header_fields_too_large")
        #expect(Reading.ofEverySplit(fitting + "x\r\n\r\n", limits: limits) == [expected])
    }

    @Test("HTTP/1.1 needs one Host, HTTP/1.0 none, and nobody may send two")
    func hostCount() {
        #expect(reading("", host: "") == .failure(.badRequest, "missing_host"))
        #expect(Reading.request("GET / HTTP/1.0\r\n\r\n") != nil)
        #expect(reading("Host: a\r\n") == .failure(.badRequest, "bad_host"))
        #expect(reading("Host: a\r\n", version: "1.0") == .failure(.badRequest, "bad_host"))
    }

    @Test(
        "A valid host is read",
        arguments: ["a", "a:8080", "a:", "10.0.0.1:1", "[::1]", "[::1]:80", "a%20b", "xn--fiq228c.cn"]
    )
    func goodHosts(host: String) {
        #expect(Reading.request("GET / HTTP/1.1\r\nHost: \(host)\r\n\r\n")?.value(of: .host) == host)
    }

    @Test(
        "An invalid host is refused",
        arguments: [
            "", ":80", "a b", "a/b", "u@a", "a:65536", "a:8x", "[::1", "[]", "[::g]", "a%2", "a%zz", "事", "a,b:1:2",
            "a?b",
        ]
    )
    func badHosts(host: String) {
        #expect(reading("", host: "Host: \(host)\r\n") == .failure(.badRequest, "bad_host"))
    }

    @Test(
        "A connection stays or ends as version and options say",
        arguments: [
            ("1.1", "", true), ("1.1", "Connection: close\r\n", false), ("1.1", "Connection: ClOsE\r\n", false),
            ("1.1", "Connection: upgrade , close,x\r\n", false), ("1.1", "Connection: closed\r\n", true),
            ("1.1", "Connection: keep-alive, close\r\n", false),
            ("1.1", "Connection: a\r\nConnection: close\r\n", false),
            ("1.0", "", false), ("1.0", "Connection: Keep-Alive\r\n", true),
            ("1.0", "Connection: keep-alive, close\r\n", false),
        ]
    )
    func keepAlive(version: String, fields: String, stays: Bool) {
        #expect(Reading.request("GET / HTTP/\(version)\r\nHost: a\r\n\(fields)\r\n")?.keepsAlive == stays)
    }
}

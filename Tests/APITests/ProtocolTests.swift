import JSON
import TestSupport
import Testing

/// What RFC 9110 asks of an origin server beyond the framing of messages, held on the real surface.
@Suite("The protocol at the level of answers")
struct ProtocolTests {
    @Test("The table of answers", arguments: cases)
    func table(scenario: Scenario) async throws {
        try await scenario.check(on: TestServer.demo())
    }

    @Test(
        "§9.3.2: HEAD has the fields of GET and no body, and the connection goes on",
        arguments: [path, "/openapi.json"]
    )
    func head(target: String) async throws {
        let client = try await TestServer.demo().client()
        let get = try client.send("GET", target)
        let head = try client.send("HEAD", target)
        // What is left of the rate is less by each request.
        let differing = ["date", "x-request-id", "ratelimit"]
        let fields = { (answer: HTTPAnswer) in
            answer.headers.filter { !differing.contains($0.name.lowercased()) }.map { "\($0.name): \($0.value)" }
        }
        #expect(head.status == 200)
        #expect(head.bytes.isEmpty)
        #expect(fields(head) == fields(get))
        #expect(try client.send("HEAD", "/nothing").status == 404)
        #expect(try client.send("HEAD", "/api/v1/residents").header("WWW-Authenticate") != nil)
        #expect(try client.send("GET", target).bytes == get.bytes)
    }

    @Test(
        "§10.1.1: Who asks before sending a body hears at once that it is not wanted",
        arguments: [
            ("POST /api/v1/cases", nil, 401), ("POST /api/v1/nothing", nil, 404),
            ("DELETE /api/v1/buildings", nil, 405),
            ("POST /api/v1/residents", "resident", 403), ("POST /api/v1/cases", "secretary", 413),
            ("POST /api/v1/auth/login", nil, 413),
        ] as [(String, String?, Int)]
    )
    func unwantedBody(line: String, account: String?, status: Int) async throws {
        let test = try await TestServer.demo()
        var head = "\(line) HTTP/1.1\r\nHost: localhost\r\nExpect: 100-continue\r\nContent-Length: 9000000\r\n"
        if let account { head += "Authorization: Bearer \(try await test.token(account))\r\n" }
        let client = test.client()
        try client.write(Array("\(head)\r\n".utf8))
        let answer = try client.readAnswer()
        #expect(answer.status == status)
        #expect(answer.header("Connection") == "close")
        #expect(answer.header("Content-Type")?.hasPrefix("application/problem+json") == true)
    }

    @Test("§10.1.1: A body that is wanted is asked for, once")
    func wantedBody() async throws {
        let test = try await TestServer.demo()
        let client = test.client()
        let body = #"{"login": "nobody", "password": "wrong-password"}"#
        try client.write(
            Array(
                """
                POST /api/v1/auth/login HTTP/1.1\r
                Host: localhost\r
                Content-Type: application/json\r
                Expect: 100-continue\r
                Content-Length: \(body.utf8.count)\r
                \r

                """.utf8
            )
        )
        #expect(try client.readInterim() == 100)
        try client.write(Array(body.utf8))
        #expect(try client.readAnswer().status == 401)
    }

    @Test("§15.4.5: 304 has the tag and what caches need, and says nothing about content")
    func notModified() async throws {
        let client = try await TestServer.demo().client()
        let get = try client.send("GET", Self.path)
        let tag = try #require(get.header("ETag"))
        let answer = try client.send(
            "GET",
            Self.path,
            headers: [("If-None-Match", "\"x,\(tag)\""), ("If-None-Match", tag)]
        )
        #expect(answer.status == 304)
        #expect(answer.bytes.isEmpty)
        for name in ["ETag", "Vary", "Cache-Control"] { #expect(answer.header(name) == get.header(name)) }
        #expect(answer.header("Date") != nil)
        for name in ["Content-Type", "Content-Length", "Content-Language", "Transfer-Encoding"] {
            #expect(answer.header(name) == nil)
        }
        let head = try client.send("HEAD", Self.path, headers: [("If-None-Match", "\"a\" , \(tag)")])
        #expect(head.status == 304)
    }

    @Test("§8.8.3.2: A tag matches weakly whichever side is weak, and never out of another tag")
    func tags() async throws {
        let test = try await TestServer.demo()
        let (client, token) = (test.client(), try await test.token("secretary"))
        let strong = try #require(try client.send("GET", "/api/v1/residents/1", token: token).header("ETag"))
        let ask = { (name: String, value: String) in
            try client.send("GET", "/api/v1/residents/1", token: token, headers: [(name, value)]).status
        }
        #expect(strong.hasPrefix("\""))
        #expect(try ask("If-None-Match", strong) == 304)
        #expect(try ask("If-None-Match", "W/\(strong)") == 304)
        #expect(try ask("If-None-Match", "\"x,\(strong.dropFirst())") == 200)
        #expect(try ask("If-Match", strong) == 200)
        #expect(try ask("If-Match", "\"x\", \(strong)") == 200)
        #expect(try ask("If-Match", "W/\(strong)") == 412)
    }

    @Test("§13.1.2: A change is not made to a version that If-None-Match names")
    func noneMatchOnChanges() async throws {
        let test = try await TestServer.ownDemo()
        let (client, token) = (test.client(), try await test.token("secretary"))
        let path = "/api/v1/residents/1"
        let tag = try #require(try client.send("GET", path, token: token).header("ETag"))
        let change = { (name: String, value: String, match: String) in
            try client.send(
                "PATCH",
                path,
                token: token,
                headers: [(name, value), ("If-Match", match)],
                body: #"{"name": "改名"}"#
            ).status
        }
        #expect(try change("If-None-Match", tag, tag) == 412)
        #expect(try change("If-None-Match", "\"0\", W/\(tag)", "*") == 412)
        #expect(try change("If-None-Match", "这", tag) == 400)
        #expect(try client.send("GET", path, token: token).header("ETag") == tag)
        #expect(try change("If-None-Match", "\"9999\"", tag) == 200)
    }

    @Test("§10.2.1: Allow names the methods of the path, with 405 and for OPTIONS, and of the server for *")
    func allow() async throws {
        let client = try await TestServer.demo().client()
        let refused = try client.send("DELETE", Self.path)
        #expect(refused.status == 405)
        #expect(refused.header("Allow")?.contains("GET, HEAD") == true)
        let options = try client.send("OPTIONS", Self.path)
        #expect(options.status == 204)
        #expect(options.header("Allow") == refused.header("Allow"))
        #expect(options.header("Content-Length") == nil)
        let server = try client.send("OPTIONS", "*")
        #expect(server.header("Allow")?.contains("PATCH") == true)
        #expect(try client.send("OPTIONS", "/nothing").status == 404)
    }

    @Test("§15.3.2: 201 says where the new thing is, and it is there")
    func location() async throws {
        let test = try await TestServer.ownDemo()
        let (client, token) = (test.client(), try await test.token("secretary"))
        let made = try client.send("POST", "/api/v1/compounds", token: token, body: #"{"name": "新小区"}"#)
        #expect(made.status == 201)
        let place = try #require(made.header("Location"))
        let found = try client.send("GET", place, token: token)
        #expect(found.status == 200)
        #expect(found.header("ETag") == made.header("ETag"))
    }

    @Test("§15.5.16: 415 says what would be taken")
    func acceptable() async throws {
        let test = try await TestServer.demo()
        let (client, token) = (test.client(), try await test.token("secretary"))
        let ask = { (name: String, value: String) in
            try client.send("POST", "/api/v1/compounds", token: token, headers: [(name, value)], body: "{}")
        }
        #expect(try ask("Content-Type", "text/plain").header("Accept-Post") == "application/json")
        #expect(try ask("Content-Encoding", "br").header("Accept-Encoding") == "identity")
    }

    @Test("§12.5.5: Every answer says what it depends on, and what language it is in", arguments: [path, "/nothing"])
    func negotiated(target: String) async throws {
        let answer = try await TestServer.demo().client().send("GET", target, headers: [("Accept-Language", "en")])
        #expect(answer.header("Vary")?.contains("Accept-Language") == true)
        #expect(answer.header("Content-Language") == "en")
        #expect(answer.header("Content-Type") != nil)
    }

    @Test(
        "RFC 9112 §9.6: What is no request is refused in the one error shape, and the connection ends",
        arguments: [
            ("GET / HTTP/1.1\r\n\r\n", 400, "missing_host"),
            ("GET / HTTP/2.0\r\n\r\n", 505, "http_version_not_supported"),
            ("GET / HTTP/1.1\r\nHost: a\r\nExpect: x\r\n\r\n", 417, "expectation_failed"),
            ("GET /\(String(repeating: "x", count: 9_000)) HTTP/1.1\r\n\r\n", 414, "uri_too_long"),
            ("CONNECT a:1 HTTP/1.1\r\nHost: a\r\n\r\n", 501, "method_not_implemented"),
            ("POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: gzip\r\n\r\n", 400, "bad_transfer_encoding"),
            (
                "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: gzip, chunked\r\n\r\n", 501,
                "unsupported_transfer_coding"
            ),
        ]
    )
    func refused(stream: String, status: Int, code: String) async throws {
        let client = try await TestServer.demo().client()
        try client.write(Array(stream.utf8))
        let answer = try client.readAnswer()
        #expect(answer.status == status)
        #expect(answer.code == code)
        #expect(answer.header("Content-Type") == "application/problem+json")
        #expect(answer.header("Connection") == "close")
        #expect(throws: TestFailure.self) { try client.readAnswer() }
    }

    @Test("RFC 9112 §3.2.2: An absolute target is answered like the path in it")
    func absolute() async throws {
        let client = try await TestServer.demo().client()
        let plain = try client.send("GET", Self.path)
        #expect(try client.send("GET", "http://localhost\(Self.path)").bytes == plain.bytes)
    }

    @Test("RFC 9112 §6.1: An export to HTTP/1.0 has no coding and ends with the connection")
    func oldExport() async throws {
        let test = try await TestServer.demo()
        let token = try await test.token("secretary")
        let client = test.client()
        try client.write(
            Array(
                "GET /api/v1/grids?format=ndjson HTTP/1.0\r\nConnection: keep-alive\r\nAuthorization: Bearer \(token)\r\n\r\n"
                    .utf8
            )
        )
        let answer = try client.readAnswer()
        #expect(answer.status == 200)
        #expect(answer.header("Transfer-Encoding") == nil)
        #expect(answer.header("Content-Length") != nil || answer.header("Connection") == "close")
    }
}

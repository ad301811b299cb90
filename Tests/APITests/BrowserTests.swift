import App
import JSON
import Storage
import TestSupport
import Testing

@Suite("What browsers are told")
struct BrowserTests {
    @Test(
        "Every answer forbids to be run, framed, guessed at and told of",
        arguments: ["/livez", "/api/v1/activities?limit=1", "/api/v1/residents", "/nothing", "/openapi.json"]
    )
    func safety(target: String) async throws {
        let answer = try await TestServer.demo().client().send("GET", target)
        #expect(answer.header("Content-Security-Policy") == "default-src 'none'; frame-ancestors 'none'")
        #expect(answer.header("Referrer-Policy") == "no-referrer")
        #expect(answer.header("X-Content-Type-Options") == "nosniff")
        #expect(answer.header("Access-Control-Allow-Origin") == nil)
    }

    @Test("A page of an origin that was named may ask, with a token and without credentials; others may not")
    func crossOrigin() async throws {
        let test = try await TestServer.ownDemo { $0.access.corsOrigins = ["https://pages.example"] }
        let client = test.client()
        let path = "/api/v1/activities?limit=1"
        let own = try client.send("GET", path, headers: [("Origin", "https://pages.example")])
        #expect(own.header("Access-Control-Allow-Origin") == "https://pages.example")
        #expect(own.header("Vary")?.contains("Origin") == true)
        let asks = [
            ("Origin", "https://pages.example"), ("Access-Control-Request-Method", "PATCH"),
            ("Access-Control-Request-Headers", "authorization,if-match"),
        ]
        let preflight = try client.send("OPTIONS", "/api/v1/compounds/1", headers: asks)
        #expect(preflight.status == 204)
        #expect(preflight.header("Access-Control-Allow-Methods")?.contains("PATCH") == true)
        #expect(preflight.header("Access-Control-Allow-Headers")?.contains("Authorization") == true)
        #expect(preflight.header("Access-Control-Allow-Credentials") == nil)
        for stranger in ["https://pages.example.evil.org", "http://pages.example", "null", "https://PAGES.example"] {
            let answer = try client.send("GET", path, headers: [("Origin", stranger)])
            #expect(answer.header("Access-Control-Allow-Origin") == nil)
            #expect(answer.header("Vary")?.contains("Origin") == true)
        }
        let twice = [("Origin", "https://pages.example"), ("Origin", "https://evil.org")]
        #expect(try client.send("GET", path, headers: twice).header("Access-Control-Allow-Origin") == nil)
    }

    @Test("Many refusals are one entry for each account, address and kind, which the auditor sees")
    func refusals() async throws {
        let test = try await TestServer.ownDemo()
        let client = test.client()
        let worker = try await test.token("grid_worker")
        let before = try #require(try await head(test))
        for _ in 0..<30 {
            _ = try client.send("GET", "/api/v1/audit", token: worker)
            _ = try client.send("GET", "/api/v1/residents/999999", token: worker)
            _ = try client.send("GET", "/api/v1/me")
            _ = try client.send("GET", "/nothing", token: worker)
        }
        try await test.server.writeRefusals()
        // The path that is nothing is nobody's: who asks there is not looked up.
        #expect(try await head(test) == before + 4)
        let list = try client.send(
            "GET",
            "/api/v1/audit?action=refused_403&sort=-at&limit=1",
            token: try await test.token("auditor")
        )
        #expect(try list.json().at("items.0.note")?.string == "30 次 times")
        try await test.server.writeRefusals()
        #expect(try await head(test) == before + 5)
    }

    private func head(_ test: TestServer) async throws -> Int64? { try await test.data.open.store.auditHead()?.id }
}

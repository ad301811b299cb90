import App
import Domain
import JSON
import TestSupport
import Testing

@Suite("Limits of requests")
struct RateLimitTests {
    @Test(
        "A caller sees the limit and what is left of it, is stopped at its end, and may go on after the time that is told"
    )
    func headers() async throws {
        let clock = SettableClock(SystemClock().now())
        let test = try await TestServer.ownDemo(loops: 2, clock: clock) { $0.access.rateReads = 3 }
        let token = try await test.token("staff")
        let answers = try (0..<4).map { _ in try test.client().send("GET", "/api/v1/me", token: token) }
        #expect(answers.map(\.status) == [200, 200, 200, 429])
        #expect(answers.allSatisfy { $0.header("RateLimit-Policy") == #""reads";q=3;w=60"# })
        #expect(
            answers.map { $0.header("RateLimit") } == [
                #""reads";r=2;t=20"#, #""reads";r=1;t=40"#, #""reads";r=0;t=60"#, #""reads";r=0;t=60"#,
            ]
        )
        #expect(answers[3].code == "rate_limited" && answers[3].header("Retry-After") == "20")
        #expect(answers[3].header("Content-Type") == "application/problem+json")
        clock.set(clock.now().advanced(bySeconds: 20))
        #expect(try test.client().send("GET", "/api/v1/me", token: token).status == 200)
        #expect(try test.client().send("GET", "/api/v1/me", token: token).status == 429)
    }

    @Test("Each account has its own, visitors share that of their address, and kinds are counted apart")
    func apart() async throws {
        let clock = SettableClock(SystemClock().now())
        let test = try await TestServer.ownDemo(clock: clock) {
            $0.access.rateReads = 1
            $0.access.rateUnmaskings = 1
        }
        let (staff, secretary) = (try await test.token("staff"), try await test.token("secretary"))
        func get(_ token: String?) throws -> Int {
            try test.client().send("GET", "/api/v1/activities?limit=1", token: token).status
        }
        #expect(try [get(staff), get(staff), get(secretary), get(nil), get(nil)] == [200, 429, 200, 200, 429])
        func unmask() throws -> Int {
            try test.client().send(
                "POST",
                "/api/v1/residents/1/unmask",
                token: staff,
                body: #"{"field": "phone", "purpose": "电话回访", "purpose_code": "cases"}"#
            ).status
        }
        #expect(try [unmask(), unmask()] == [200, 429])
        let written = try test.client().send("POST", "/api/v1/places", token: staff, body: "{}")
        #expect(written.status == 422 && written.header("RateLimit-Policy")?.hasPrefix(#""writes""#) == true)
        #expect(try test.client().send("GET", "/livez").header("RateLimit") == nil)
    }

    @Test("Whoever tries tokens or codes is stopped by the address")
    func guessing() async throws {
        let clock = SettableClock(SystemClock().now())
        let test = try await TestServer.ownDemo(clock: clock) {
            $0.access.rateReads = 2
            $0.access.rateSignIns = 2
        }
        let tokens = try (0..<3).map { try test.client().send("GET", "/api/v1/me", token: "linli_\($0)").status }
        #expect(tokens == [401, 401, 429])
        let codes = try (0..<3).map { number in
            try test.client().send(
                "POST",
                "/api/v1/auth/reset",
                body: #"{"code": "\#(number)", "password": "a long enough password"}"#
            ).status
        }
        #expect(codes == [422, 422, 429])
    }

    @Test("However many loops and connections, one limit lets through exactly its quota")
    func together() async throws {
        let clock = SettableClock(SystemClock().now())
        let test = try await TestServer.ownDemo(loops: 4, clock: clock) { $0.access.rateReads = 100 }
        let token = try await test.token("staff")
        let answers = await Crowd.send(to: test, connections: 16, requests: 400) { client, _ in
            try client.send("GET", "/api/v1/me", token: token)
        }
        #expect(answers.count == 400 && answers.filter { $0.status == 200 }.count == 100)
    }

    @Test("A limit of nothing is none")
    func none() async throws {
        let test = try await TestServer.ownDemo { $0.access.rateReads = 0 }
        #expect(try test.client().send("GET", "/api/v1/activities?limit=1").header("RateLimit") == nil)
    }
}

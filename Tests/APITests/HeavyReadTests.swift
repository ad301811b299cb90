import App
import JSON
import TestSupport
import Testing

@Suite("Reads that would hold others up")
struct HeavyReadTests {
    @Test("A read beyond the steps of a loop goes on in the pool and gives the same answer")
    func moves() async throws {
        let usual = try await TestServer.demo()
        let tight = try await TestServer.ownDemo { $0.loopSteps = 1_000 }
        for path in ["/api/v1/cases?limit=200&sort=number", "/api/v1/residents?limit=200", "/api/v1/cases?limit=1"] {
            let (first, second) = (
                try usual.client().send(
                    "GET",
                    path,
                    token: try await usual.token("secretary"),
                    headers: [("Prefer", "count=exact")]
                ),
                try tight.client().send(
                    "GET",
                    path,
                    token: try await tight.token("secretary"),
                    headers: [("Prefer", "count=exact")]
                )
            )
            #expect(first.status == 200 && second.status == 200, "\(second.text)")
            #expect(try first.json()["total"]?.integer == second.json()["total"]?.integer)
            #expect(
                try first.json()["items"]?.elements.map { $0["id"]?.integer }
                    == second.json()["items"]?.elements.map { $0["id"]?.integer }
            )
        }
    }
}

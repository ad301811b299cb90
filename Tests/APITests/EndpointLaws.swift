import API
import App
import Domain
import HTTPWire
import JSON
import Routing
import TestSupport
import Testing

@Suite("Laws over the endpoint table")
struct EndpointLaws {
    private func target(_ endpoint: Endpoint) -> String { endpoint.pattern.replacing("{id}", with: "1") }

    @Test("Each endpoint is documented, and nothing else is")
    func documented() async throws {
        let test = try await TestServer.demo()
        let document = try test.client().send("GET", "/openapi.json").json()
        let written = document["paths"]?.members.flatMap { path in
            path.value.members.map { "\($0.key.uppercased()) \(path.key)" }
        }
        let there = test.server.surface.endpoints.map { "\($0.method.name) \($0.pattern)" }
        #expect(Set(written ?? []) == Set(there))
        #expect(document["openapi"]?.string == "3.1.0")
    }

    @Test("Each operation has a name of its own and a title in both languages")
    func names() async throws {
        let endpoints = try await TestServer.demo().server.surface.endpoints
        #expect(Set(endpoints.map(\.documentation.operation)).count == endpoints.count)
        #expect(
            endpoints.allSatisfy { !$0.documentation.title.chinese.isEmpty && !$0.documentation.title.english.isEmpty }
        )
    }

    @Test("Each endpoint that is not public refuses a stranger, in the one error shape")
    func strangers() async throws {
        let test = try await TestServer.demo()
        let client = test.client()
        for endpoint in test.server.surface.endpoints where endpoint.access != .everyone {
            let body = endpoint.method == .get ? nil : "{}"
            let answer = try client.send(endpoint.method.name, target(endpoint), body: body)
            #expect(answer.status == 401, "\(endpoint.method.name) \(endpoint.pattern)")
            #expect(answer.header("WWW-Authenticate") != nil, "\(endpoint.pattern)")
            try expectProblem(answer, endpoint)
        }
    }

    @Test("Each endpoint fails in the one error shape")
    func failures() async throws {
        let test = try await TestServer.ownDemo()
        let token = try await test.token("admin")
        let client = test.client()
        for endpoint in test.server.surface.endpoints {
            let isRead = endpoint.method == .get
            let answer = try client.send(
                endpoint.method.name,
                target(endpoint) + (isRead ? "?no_such_parameter=1" : ""),
                token: token,
                headers: [("If-Match", "\"1-x\"")],
                body: isRead ? nil : #"{"no_such_member": 1}"#
            )
            if answer.status < 300 {
                #expect(
                    ["/livez", "/readyz", "/metrics", "/openapi.json", "/api/v1/me", "/api/v1/reports"].contains(
                        endpoint.pattern
                    )
                        || endpoint.method == .delete || endpoint.pattern.hasSuffix("/auth/logout"),
                    "\(endpoint.pattern)"
                )
                continue
            }
            try expectProblem(answer, endpoint)
        }
    }

    @Test(
        "A path that is none, and a method that is none, fail in the one error shape too",
        arguments: [("GET", "/nothing", 404), ("PUT", "/api/v1/grids", 405), ("GET", "/api/v1/grids/x", 400)]
    )
    func nothing(method: String, target: String, status: Int) async throws {
        let answer = try await TestServer.demo().client().send(method, target)
        #expect(answer.status == status)
        #expect(answer.header("Content-Type") == "application/problem+json")
        #expect(answer.code != nil)
    }

    private func expectProblem(_ answer: HTTPAnswer, _ endpoint: Endpoint) throws {
        let problem = try answer.json()
        #expect(answer.header("Content-Type") == "application/problem+json", "\(endpoint.pattern)")
        #expect(problem["status"]?.integer == Int64(answer.status), "\(endpoint.pattern)")
        for member in ["type", "title", "detail", "code", "request_id"] {
            #expect(problem[member]?.string?.isEmpty == false, "\(endpoint.method.name) \(endpoint.pattern): \(member)")
        }
        #expect(problem["request_id"]?.string == answer.header("X-Request-Id"))
        #expect(answer.status < 500, "\(endpoint.method.name) \(endpoint.pattern): \(answer.text)")
    }
}

import API
import App
import JSON
import Routing
import TestSupport

extension PlanWalk {
    /// Enters the pages with a ticket and looks at each of them.
    func usePages() async throws {
        // The first issue of the demonstration is completed.
        try await ask(nil, "GET", "/issues/1")
        let made = try await ask("secretary", "POST", "/api/v1/auth/page-ticket")
        let href = try made.json()["href"]?.string ?? ""
        let entered = try await ask(nil, "GET", href)
        let cookie = entered.header("Set-Cookie")?.split(separator: ";").first.map(String.init) ?? ""
        let minutes = try await ask("secretary", "GET", "/api/v1/session-minutes?limit=1").json()
        let session = minutes.at("items.0.session_id")?.integer ?? 0
        for endpoint in test.server.surface.endpoints where endpoint.pattern.hasPrefix("/reports/") {
            guard !endpoint.pattern.hasSuffix("/enter") else { continue }
            let needsPeriod = endpoint.documentation.query.contains { $0.isRequired }
            let query = needsPeriod ? "?from=2021-01-01&to=2022-01-01" : ""
            try await ask(
                nil,
                "GET",
                endpoint.pattern.replacing("{id}", with: "\(session)") + query,
                headers: [("Cookie", cookie)]
            )
        }
    }
}

import API
import App
import Domain
import HTTPWire
import JSON
import Routing
import TestSupport

/// A walk over everything that the server can be asked (全程走查), which notes the endpoints that carried something out.
final class PlanWalk {
    let test: TestServer
    private var tokens: [String: String] = [:]
    private let client: HTTPClient
    private var done: Set<String> = []

    /// One account of each scope: everything, a sub-district, a community, a grid, a branch, an organization, a resident;
    /// and who alone reads the audit.
    static let logins = [
        "admin", "subdistrict_officer", "secretary", "grid_worker", "branch_secretary", "partner", "org_operator",
        "resident", "auditor",
    ]

    init(_ test: TestServer) {
        self.test = test
        client = test.client()
    }

    /// The endpoints that never answered with success, so that their statements can not have been seen.
    var missing: [String] {
        test.server.surface.endpoints.map { "\($0.method.name) \($0.pattern)" }.filter { !done.contains($0) }
    }

    @discardableResult
    func ask(
        _ login: String?,
        _ method: String,
        _ target: String,
        headers: [(String, String)] = [],
        body: String? = nil
    ) async throws -> HTTPAnswer {
        var token: String?
        if let login {
            if tokens[login] == nil { tokens[login] = try await test.token(login) }
            token = tokens[login]
        }
        let answer = try client.send(method, target, token: token, headers: headers, body: body)
        if answer.status < 300 { note(method, target) }
        guard answer.status < 500 else { throw TestFailure("\(method) \(target): \(answer.text.prefix(600))") }
        return answer
    }

    /// Has everybody sign in anew, after time has passed.
    func forgetTokens() { tokens = [:] }

    /// Gives a name to a token that came by another way than the command line.
    func lend(_ token: String, to login: String) { tokens[login] = token }

    private func note(_ method: String, _ target: String) {
        let path = target.split(separator: "?")[0].split(separator: "/")
        for endpoint in test.server.surface.endpoints where endpoint.method.name == method {
            let pattern = endpoint.pattern.split(separator: "/")
            guard pattern.count == path.count else { continue }
            if zip(pattern, path).allSatisfy({ $0 == $1 || $0 == "{id}" && Int($1) != nil }) {
                done.insert("\(method) \(endpoint.pattern)")
            }
        }
    }

    private var lists: [(resource: Resource, path: String)] {
        test.server.surface.endpoints.compactMap { endpoint in
            guard case .page(let name) = endpoint.documentation.result else { return nil }
            return (Resource[name], endpoint.pattern.replacing("{id}", with: "1"))
        }
    }

    /// Every list as it comes, its next page and its rows, for everybody who may read it.
    func readEverything() async throws {
        for (resource, path) in lists {
            for login in Self.logins.map(Optional.some) + [nil] {
                let page = try await ask(login, "GET", "\(path)?limit=1")
                guard page.status == 200 else { continue }
                let root = try page.json()
                if let cursor = root["next_cursor"]?.string {
                    try await ask(login, "GET", "\(path)?limit=1&cursor=\(cursor)")
                }
                if let id = root.at("items.0.id")?.integer {
                    try await ask(login, "GET", "/api/v1/\(resource.name.path)/\(id)")
                }
                // Of whole files one account asks for every format: what is asked of the database is the same.
                let formats = login == "secretary" ? ["csv", "ndjson", "table"] : ["csv"]
                for format in formats { try await ask(login, "GET", "\(path)?format=\(format)") }
                try await ask(login, "GET", "\(path)?limit=1&expand=\(references(resource))")
            }
        }
        for path in ["/livez", "/readyz", "/metrics", "/openapi.json", "/api/v1/grids/1/board"] {
            try await ask(nil, "GET", path)
        }
    }

    private func references(_ resource: Resource) -> String {
        resource.fields.filter { if case .reference = $0.type { true } else { false } }.map(\.name)
            .joined(separator: ",")
    }

    /// Every figure of the reports over cases, opened down.
    private static let opened = CaseReport.allCases.flatMap { report in
        let period = report == .backlog ? "on=2021-06-30" : "from=2021-06-01&to=2021-06-30"
        return report.figures.values.flatMap { figure in
            ["", "&grid_id=1&category_id=1&handler_id=1&handler_organization_id=1"].map {
                "reports/\(report.rawValue)/cases?figure=\(figure.code)&\(period)\($0)"
            }
        }
    }

    /// Every report, and everything that can be looked for.
    func report() async throws {
        for login in ["admin", "secretary", "subdistrict_officer"] {
            for path in [
                "me", "me/data", "roles", "purposes", "reports", "reports/annual?year=2021",
                "reports/grid-coverage?on=2021-12-31",
                "reports/case-statistics?from=2021-01-01&to=2021-12-31", "reports/backlog?on=2021-06-30",
                "reports/backlog",
                "reports/case-deadlines?from=2021-01-01&to=2021-12-31", "reports/case-ledger?year=2021",
                "reports/residents?on=2021-12-31", "home/work", "reports/case-posts?from=2021-01-01&to=2021-12-31",
                "reports/whistles", "reports/activities?from=2021-01-01&to=2021-12-31",
                "reports/venues?from=2021-01-01&to=2021-12-31", "reports/case-satisfaction?from=2021-01-01",
                "lists/to-tell?overdue=true",
            ] + Self.opened + WorkList.allCases.map({ "lists/\($0.rawValue)" }) {
                try await ask(login, "GET", "/api/v1/\(path)")
            }
        }
        for (resource, path) in lists where !resource.searched.isEmpty {
            for login in Self.logins.map(Optional.some) + [nil] {
                let page = try await ask(login, "GET", "\(path)?q=%E7%81%AF&limit=1")
                guard page.status == 200, let cursor = try page.json()["next_cursor"]?.string else { continue }
                try await ask(login, "GET", "\(path)?q=%E7%81%AF&limit=1&cursor=\(cursor)")
            }
        }
    }

    /// Every filter and sort, and the exact count: what each asks for beyond the list as it comes.
    ///
    /// A list below another resource is the list of its own kind with one condition more: whoever asks, that condition is
    /// the same, so one account asks for all.
    func question(as login: String) async throws {
        let own = Set(lists.filter { !$0.path.contains("/1/") }.map(\.resource.name))
        for (resource, path) in lists
        where login == "secretary" || !path.contains("/1/") || !own.contains(resource.name) {
            for field in resource.fields {
                for comparison in field.filtering.comparisons {
                    let name = comparison == .equal ? field.name : "\(field.name).\(comparison.rawValue)"
                    try await ask(login, "GET", "\(path)?\(name)=\(ListLaws.sample(field.type))&limit=1")
                }
                for sort in field.isSortable ? [field.name, "-\(field.name)"] : [] {
                    let page = try await ask(login, "GET", "\(path)?sort=\(sort)&limit=1")
                    guard page.status == 200, let cursor = try page.json()["next_cursor"]?.string else { continue }
                    try await ask(login, "GET", "\(path)?sort=\(sort)&limit=1&cursor=\(cursor)")
                }
            }
            try await ask(login, "GET", "\(path)?limit=1", headers: [("Prefer", "count=exact")])
        }
    }
}

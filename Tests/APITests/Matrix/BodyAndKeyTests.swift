import API
import App
import Domain
import HTTPWire
import JSON
import Routing
import Storage
import TestSupport
import Testing

@Suite("What may be written, and what is shown")
struct BodyAndKeyTests {
    /// What nobody may set, whatever it is written into.
    private static let coveted = [
        "id", "version", "created_at", "updated_at", "permissions", "scope", "is_admin", "owner_id", "password_hash",
        "token_hash", "__proto__",
    ]

    private func declared(_ endpoint: Endpoint) -> (writable: Set<String>, other: Set<String>)? {
        switch endpoint.documentation.body {
        case .none, .file: return nil
        case .fields(let fields), .fieldsOrForm(let fields):
            let names = Set(fields.map(\.name))
            let all: [String] =
                if case .one(let name) = endpoint.documentation.result { Resource[name].fields.map(\.name) } else { [] }
            return (
                names, Set(all + Self.coveted + ["role", "status", "account_id", "community_id"]).subtracting(names)
            )
        case .create(let name):
            let names = Resource[name].fields.filter { $0.writing.presence != nil }.map(\.name)
            return (Set(names), Set(Resource[name].fields.map(\.name) + Self.coveted).subtracting(names))
        case .createWith(let name, let more):
            let names = Resource[name].fields.filter { $0.writing.presence != nil }.map(\.name) + more.map(\.name)
            return (Set(names), Set(Resource[name].fields.map(\.name) + Self.coveted).subtracting(names))
        case .patch(let name):
            let names = Resource[name].fields.filter { field in
                if case .always = field.writing { true } else { false }
            }.map(\.name)
            return (Set(names), Set(Resource[name].fields.map(\.name) + Self.coveted).subtracting(names))
        }
    }

    @Test("Every member that an endpoint does not take is refused by its name, and nothing of the request is done")
    func massAssignment() async throws {
        let test = try await TestServer.ownDemo()
        let client = test.client()
        let tokens = (admin: try await test.token("admin"), secretary: try await test.token("secretary"))
        let before = try await test.data.open.store.auditHead()
        var tried = 0
        for endpoint in test.server.surface.endpoints {
            guard let (_, other) = declared(endpoint) else { continue }
            // What is the staff's alone the administrator is refused before anybody looks at the body.
            let staffs: [Permission] = [.unmaskPeople, .giveConsent, .withdrawConsent, .overseeCases]
            let isStaffs = staffs.contains { endpoint.access == .holders(of: $0) }
            let token = isStaffs ? tokens.secretary : tokens.admin
            for member in other {
                let answer = try client.send(
                    endpoint.method.name,
                    endpoint.pattern.replacing("{id}", with: "1"),
                    token: token,
                    headers: [("If-Match", "*")],
                    body: "{\"\(member)\": 1}"
                )
                // Only a program's key may ask for it; the body is then not looked at.
                if answer.status == 403, endpoint.pattern.hasSuffix("/on-behalf") { continue }
                let refused = answer.faults.contains { $0.hasPrefix("#/\(member) ") }
                #expect(answer.status == 422 && refused, "\(MatrixWalk.key(endpoint)) takes \(member)")
                tried += 1
            }
        }
        #expect(try await test.data.open.store.auditHead() == before)
        #expect(tried > 1000)
    }

    @Test("A list and an object show each role what the resource describes and no more, a visitor what is public")
    func overExposure() async throws {
        let test = try await TestServer.demo()
        let client = test.client()
        var seen = 0
        for login in [nil] + Role.allCases.filter({ $0 != .integration }).map(\.rawValue) {
            let token: String? = if let login { try await test.token(login) } else { nil }
            for endpoint in test.server.surface.endpoints where endpoint.method == .get {
                let name: ResourceName
                switch endpoint.documentation.result {
                case .page(let resource), .one(let resource): name = resource
                default: continue
                }
                let isPage = if case .page = endpoint.documentation.result { true } else { false }
                let target = endpoint.pattern.replacing("{id}", with: "1") + (isPage ? "?limit=5" : "")
                let answer = try client.send("GET", target, token: token)
                guard answer.status == 200 else { continue }
                let root = try answer.json()
                let rows = isPage ? root["items"]?.elements.map { $0 } ?? [] : [root]
                let beside = endpoint.documentation.beside.map(\.name)
                let allowed =
                    Resource[name].fields.filter { login != nil || $0.sensitivity == .everyone }.map(\.name) + beside
                for row in rows {
                    let extra = Set(row.members.map { $0.key }).subtracting(allowed)
                    #expect(extra.isEmpty, "\(login ?? "a visitor") GET \(target) sees \(extra)")
                    seen += 1
                }
                if isPage { #expect(Set(root.members.map { $0.key }).subtracting(["items", "next_cursor"]).isEmpty) }
            }
        }
        #expect(seen > 500)
    }

    @Test("What lies elsewhere and what is nowhere are refused with the same words, in the path and in the body")
    func enumeration() async throws {
        let world = try await MatrixWorld()
        let rows = try MatrixRows(world)
        let nowhere: Int64 = 9_007_199_254_740_991
        var compared = 0
        for role in Role.allCases where role != .admin {
            for endpoint in world.test.server.surface.endpoints {
                guard let parent = endpoint.parent, let id = rows.id(parent, .foreign, for: role) else { continue }
                let headers = endpoint.method == .get ? [] : [("If-Match", "\"999999\"")]
                let requests = MatrixRequest(rows: rows)
                let body = requests.body(of: endpoint, .own, for: role, number: 1)
                let answers = try [id, nowhere].map { id in
                    let target = endpoint.pattern.replacing("{id}", with: "\(id)")
                    let answer = try world.ask(role, endpoint.method.name, target, headers: headers, body: body)
                    return (answer.status, answer.status < 400 ? "" : try Self.words(answer))
                }
                guard answers[0].0 != 200, answers[0].0 != 204 else { continue }
                #expect(answers[0] == answers[1], "\(role.rawValue) \(MatrixWalk.key(endpoint))")
                compared += 1
            }
        }
        #expect(compared > 500)
    }

    /// What a refusal says, without the number of its request.
    private static func words(_ answer: HTTPAnswer) throws -> String {
        let problem = try answer.json()
        return ["code", "title", "detail"].map { problem[$0]?.string ?? "" }.joined(separator: " ")
            + answer.faults.joined(separator: " ")
    }

    @Test("A reference to a row of another community reads as a reference to none")
    func references() async throws {
        let world = try await MatrixWorld()
        let rows = try MatrixRows(world)
        let far = try #require(rows.id(.grids, .foreign, for: .secretary))
        let faults = try [far, 9_007_199_254_740_991].map { grid in
            try world.ask(
                .secretary,
                "POST",
                "/api/v1/places",
                body: #"{"grid_id": \#(grid), "kind": "gate", "name": "门"}"#
            ).faults
        }
        #expect(faults[0] == faults[1] && faults[0] == ["#/grid_id unknown_reference"])
        let filtered = try world.ask(.secretary, "GET", "/api/v1/buildings?grid_id=\(far)")
        #expect(try filtered.json()["items"]?.count == 0)
        let elsewhere = try world.ask(
            .secretary,
            "GET",
            "/api/v1/residents?community_id=2&name=%E8%BF%9C%E5%B1%85%E6%B0%91"
        )
        #expect(try elsewhere.json()["items"]?.count == 0)
    }
}

import App
import Domain
import JSON
import SQLite
import Storage
import TestSupport
import Testing

@Suite("Who looked at records, and who carried them off")
struct ReadingTests {
    private func entries(_ query: String, _ test: TestServer) async throws -> [JSONValue] {
        let token = try await test.token("auditor")
        let answer = try test.client().send("GET", "/api/v1/audit?limit=200&\(query)", token: token)
        #expect(answer.status == 200)
        return try (answer.json()["items"]?.elements).map { Array($0) } ?? []
    }

    @Test("A Party member's record leaves an entry before it is shown; what is not found leaves none, and no page does")
    func records() async throws {
        let test = try await TestServer.ownDemo()
        let (client, token) = (test.client(), try await test.token("secretary"))
        #expect(try client.send("GET", "/api/v1/party-members?limit=200", token: token).status == 200)
        #expect(try client.send("GET", "/api/v1/party-members/999999", token: token).status == 404)
        #expect(try await entries("action=get_party_members", test).isEmpty)
        let seen = try client.send("GET", "/api/v1/party-members/1?fields=id,name", token: token)
        #expect(seen.status == 200 && seen.header("ETag") != nil)
        let found = try await entries("action=get_party_members", test)
        #expect(found.map { $0["object"]?.string } == ["party-members/1"])
        #expect(found.first?["account_id"]?.integer != nil && found.first?["community_id"]?.integer == 1)
    }

    @Test("An export leaves an entry for each person in it, who can see it; a page and a refusal leave none")
    func exports() async throws {
        let test = try await TestServer.ownDemo()
        let (client, token) = (test.client(), try await test.token("grid_worker"))
        let path = "/api/v1/residents"
        #expect(try client.send("GET", "\(path)?format=csv&limit=50", token: token).status == 200)
        #expect(try client.send("GET", "\(path)?format=csv&nonsense=1", token: token).status == 400)
        #expect(try AuditRows.count(test, "export_residents") == 0)
        let export = try client.send(
            "GET",
            "\(path)?format=ndjson&sex=female",
            token: try await test.token("secretary")
        )
        #expect(export.status == 200 && export.header("Content-Disposition")?.contains("residents.ndjson") == true)
        let lines = export.text.split(separator: "\n")
        let ids = Set(try lines.compactMap { try JSONDocument(parsing: Array($0.utf8)).root["id"]?.integer })
        #expect(!ids.isEmpty && ids.count == lines.count)
        #expect(try AuditRows.count(test, "export_residents") == ids.count)
        let objects = try await entries("action=export_residents", test).compactMap { $0["object"]?.string }
        #expect(!objects.isEmpty && objects.allSatisfy { ids.contains(Int64($0.dropFirst("residents/".count)) ?? 0) })
        let connection = try Connection(path: "\(test.folder.path)/linli.db", access: .readOnly, settings: .reader)
        #expect(try AuditChain.verify(connection).fault == nil)
    }

    @Test(
        "What concerns no community an auditor finds by asking for it: administrators, addresses; a key stands with its owner's"
    )
    func ofNoCommunity() async throws {
        let test = try await TestServer.ownDemo()
        let client = test.client()
        let key =
            #"{"name": "大屏", "scopes": "read_cases", "expires_at": "$", "current_password": "a long enough password"}"#
        let made = try client.send(
            "POST",
            "/api/v1/api-keys",
            token: try await test.token("staff"),
            body: key.replacing("$", with: Self.nextWeek)
        )
        #expect(made.status == 201, "\(made.text)")
        #expect(try await entries("action=create_api_keys", test).count == 1)
        let admin = try await test.token("admin")
        #expect(
            try client.send("POST", "/api/v1/subdistricts", token: admin, body: #"{"code": "9", "name": "新"}"#).status
                == 201
        )
        #expect(try await entries("action=create_subdistricts", test).isEmpty)
        let found = try await entries("action=create_subdistricts&community_id=null", test)
        #expect(found.count == 1 && found.first?["community_id"]?.isNull == true)
        let all = try await entries("community_id=null", test)
        #expect(!all.isEmpty && all.allSatisfy { $0["community_id"]?.isNull == true })
        #expect(try client.send("GET", "/api/v1/audit?community_id=null", token: admin).status == 403)
    }

    private static let nextWeek: String = {
        let day = CommunityTime().date(of: SystemClock().now()).advanced(byDays: 7)
        return "\(day)T00:00:00+08:00"
    }()
}

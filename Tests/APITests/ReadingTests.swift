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

    @Test(
        "A Party member's record leaves an entry before it is shown, on a page one each; what is not found leaves none"
    )
    func records() async throws {
        let test = try await TestServer.ownDemo()
        let (client, token) = (test.client(), try await test.token("secretary"))
        #expect(try client.send("GET", "/api/v1/party-members/999999", token: token).status == 404)
        #expect(try await entries("action=get_party_members", test).isEmpty)
        let seen = try client.send("GET", "/api/v1/party-members/1?fields=id,name", token: token)
        #expect(seen.status == 200 && seen.header("ETag") != nil)
        let found = try await entries("action=get_party_members", test)
        #expect(found.map { $0["object"]?.string } == ["party-members/1"])
        #expect(found.first?["account_id"]?.integer != nil && found.first?["community_id"]?.integer == 1)
        let page = try client.send("GET", "/api/v1/party-members?limit=3&fields=id,name", token: token)
        let shown = try (page.json()["items"]?.elements).map { $0.compactMap { $0["id"]?.integer } } ?? []
        let told = try await entries("action=get_party_members", test).compactMap { $0["object"]?.string }
        #expect(shown.count == 3 && Set(shown.map { "party-members/\($0)" }).isSubset(of: Set(told)), "\(told)")
    }

    @Test(
        "An export leaves an entry for each person in it, who can see it, page by page too; a screen and a refusal leave none"
    )
    func exports() async throws {
        let test = try await TestServer.ownDemo()
        let (client, token) = (test.client(), try await test.token("grid_worker"))
        let path = "/api/v1/residents"
        #expect(try client.send("GET", "\(path)?limit=50", token: token).status == 200)
        #expect(try client.send("GET", "\(path)?format=csv&nonsense=1", token: token).status == 400)
        #expect(try AuditRows.count(test, "export_residents") == 0)
        let page = try client.send("GET", "\(path)?format=ndjson&sex=female&limit=50", token: token)
        let first = page.text.split(separator: "\n").count
        #expect(try AuditRows.count(test, "export_residents") == first && first == 50)
        let export = try client.send(
            "GET",
            "\(path)?format=ndjson&sex=female",
            token: try await test.token("secretary")
        )
        #expect(export.status == 200 && export.header("Content-Disposition")?.contains("residents.ndjson") == true)
        let lines = export.text.split(separator: "\n")
        let ids = Set(try lines.compactMap { try JSONDocument(parsing: Array($0.utf8)).root["id"]?.integer })
        #expect(!ids.isEmpty && ids.count == lines.count)
        #expect(try AuditRows.count(test, "export_residents") == ids.count + first)
        let objects = try await entries("action=export_residents", test).compactMap { $0["object"]?.string }
        #expect(!objects.isEmpty && objects.allSatisfy { ids.contains(Int64($0.dropFirst("residents/".count)) ?? 0) })
        // Homes and consents are people's, too.
        for resource in ["households", "consents"] {
            let path = "/api/v1/\(resource)?format=ndjson"
            let rows = try client.send("GET", path, token: try await test.token("secretary")).text.split(
                separator: "\n"
            )
            #expect(try AuditRows.count(test, "export_\(resource)") == rows.count, "\(resource)")
            #expect(resource == "consents" || !rows.isEmpty)
        }
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

    @Test("An auditor has a community; beside it there is what belongs to none, and nothing of another one")
    func auditors() async throws {
        let test = try await TestServer.ownDemo()
        let (client, admin) = (test.client(), try await test.token("admin"))
        func make(_ path: String, _ body: String) throws -> HTTPAnswer {
            try client.send("POST", "/api/v1/\(path)", token: admin, body: body)
        }
        // Neither of everything nor of a sub-district: whoever watches names whom.
        for scope in ["", #", "subdistrict_id": 1"#] {
            let body = #"{"login": "watcher", "name": "审计", "role": "auditor"\#(scope)}"#
            let refused = try make("accounts", body)
            #expect(refused.status == 422 && refused.faults.contains("#/community_id required"), "\(refused.text)")
        }
        let other = try make(
            "communities",
            #"{"subdistrict_id": 1, "code": "C9", "name": "邻近社区", "number_prefix": "LJ"}"#
        )
        let community = try #require(try other.json()["id"]?.integer)
        let body = #"{"login": "watcher", "name": "审计", "role": "auditor", "community_id": \#(community)}"#
        #expect(try make("accounts", body).status == 201)
        _ = try make("subdistricts", #"{"code": "9", "name": "新街道"}"#)
        let watcher = try await test.token("watcher")
        func seen(_ query: String) throws -> [Int64?] {
            let page = try client.send("GET", "/api/v1/audit?limit=200&\(query)", token: watcher)
            #expect(page.status == 200, "\(query)")
            return try #require(page.json()["items"]).elements.map { $0["community_id"]?.integer }
        }
        #expect(try seen("sort=-at").allSatisfy { $0 == community })
        let none = try seen("community_id=null")
        #expect(!none.isEmpty && none.allSatisfy { $0 == nil })
        #expect(try seen("community_id=null&action=create_subdistricts").count == 1)
        // However it is asked for, the other community's entries stay there.
        for query in [
            "community_id=1", "community_id=1,null", "community_id=null,1", "community_id.not=\(community)",
            "community_id=null&community_id=1", "community_id=1&community_id=null", "account_id=2",
        ] {
            let page = try client.send("GET", "/api/v1/audit?limit=200&\(query)", token: watcher)
            let found = (try? page.json()["items"]?.elements.map { $0["community_id"]?.integer }) ?? []
            #expect(found.allSatisfy { $0 == community || $0 == nil }, "\(query)")
        }
    }

    @Test("Several acts are found together, page after page as one list, as each is found by itself")
    func acts() async throws {
        let test = try await TestServer.ownDemo()
        let (client, staff) = (test.client(), try await test.token("staff"))
        for number in 0..<7 {
            let path = number % 3 == 0 ? "notice-\(number)" : "police-\(number)"
            _ = try client.send(
                "POST",
                "/api/v1/organizations",
                token: staff,
                body: #"{"kind":"police","name":"\#(path)"}"#
            )
            _ = try await test.token("secretary")
        }
        let auditor = try await test.token("auditor")
        func all(_ query: String, limit: Int) throws -> [Int64] {
            var ids: [Int64] = []
            var cursor: String?
            repeat {
                let more = cursor.map { "&cursor=\($0)" } ?? ""
                let target = "/api/v1/audit?\(query)&limit=\(limit)\(more)"
                let answer = try client.send("GET", target, token: auditor)
                guard answer.status == 200 else { throw TestFailure(answer.text) }
                let page = try answer.json()
                ids += try #require(page["items"]).elements.compactMap { $0["id"]?.integer }
                cursor = page["next_cursor"]?.string
            } while cursor != nil
            return ids
        }
        let (first, second) = (
            try all("action=create_organizations", limit: 200), try all("action=sign_in", limit: 200)
        )
        #expect(first.count == 7 && second.count >= 7)
        let both = (first + second).sorted(by: >)
        for limit in [1, 4, 200] {
            #expect(try all("action=create_organizations,sign_in", limit: limit) == both, "\(limit)")
            #expect(try all("action=sign_in,create_organizations,nothing", limit: limit).sorted(by: >) == both)
        }
        #expect(try all("action=create_organizations,sign_in&account_id=3", limit: 3).count < both.count)
        #expect(try all("action.not=create_organizations,sign_in", limit: 200).allSatisfy { !both.contains($0) })
    }
}

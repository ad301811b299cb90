import App
import JSON
import SQLite
import Storage
import TestSupport
import Testing

@Suite("Whoever has an account sees all that is held about them, and who looked")
struct OwnDataTests {
    private static let path = "/api/v1/me/data"

    @Test("A resident sees the own row whole, the home, cases, sign-ups, consents, and who looked when and why")
    func whole() async throws {
        let test = try await TestServer.ownDemo()
        let (client, token) = (test.client(), try await test.token("resident"))
        let staff = try await test.token("staff")
        let own = try #require(
            try client.send("GET", "/api/v1/me", token: token).json().at("scope.resident_id")?.integer
        )
        let seen = try client.send("GET", "/api/v1/residents/\(own)", token: staff)
        let tag = try #require(seen.header("ETag"))
        // A number that nobody has, of somebody born on 5 May 1990.
        let patch = #"{"phone": "13812345678", "care_tag": "veteran"}"#
        let changed = try client.send(
            "PATCH",
            "/api/v1/residents/\(own)",
            token: staff,
            headers: [("If-Match", tag)],
            body: patch
        )
        #expect(changed.status == 200)
        let made = [
            ("consents", #"{"purpose": "invitations"}"#, token),
            (
                "cases",
                #"{"kind": "help", "category_id": 3, "title": "路灯不亮", "description": "东门", "building_id": 9}"#, token
            ),
            ("residents/\(own)/unmask", #"{"field": "phone", "purpose": "电话回访路灯", "purpose_code": "cases"}"#, staff),
        ]
        for (path, body, token) in made {
            let answer = try client.send("POST", "/api/v1/\(path)", token: token, body: body)
            #expect(answer.status < 300, "\(path): \(answer.text)")
        }
        let answer = try client.send("GET", Self.path, token: token)
        #expect(answer.status == 200 && answer.header("Cache-Control") == "no-store" && answer.header("ETag") == nil)
        let data = try answer.json()
        #expect(data["resident_id"]?.integer == own)
        #expect(data.at("resident.0.phone")?.string == "13812345678")
        #expect(data.at("resident.0.care_tag")?.string == "veteran")
        #expect(data.at("resident.0.birth_date")?.string?.contains("*") == false)
        #expect(data.at("resident.0.id_number")?.string?.contains("*") == false)
        #expect(data.at("residences.0.household_id")?.integer == data.at("households.0.id")?.integer)
        #expect(data.at("consents.0.purpose")?.string == "invitations")
        let cases = try #require(data["cases"]).elements.map { $0["title"]?.string }
        #expect(Array(cases).contains("路灯不亮"))
        #expect(try #require(data["case_timeline"]).count > 0)
        let account = try #require(data["accounts"]).elements.first { _ in true }
        #expect(account?["role"]?.string == "resident" && account?["password"] == nil)
        // Sessions with what is kept of them; the command line opens them at no address.
        let session = try #require(data["sessions"]).elements.first { _ in true }
        #expect(session?["last_seen_at"]?.string != nil && session?["address"] != nil && session?["device"] != nil)
        let looks = try Array(#require(data["looked_at"]).elements)
        let look = try #require(looks.last { $0["action"]?.string == "unmask_residents" })
        #expect(look["role"]?.string == "staff" && look["note"]?.string == "phone: [cases] 电话回访路灯")
        #expect(look["by"]?.string != nil && look["at"]?.string != nil)
        // The look at one's own data is an entry, too.
        let again = try client.send("GET", Self.path, token: token).json()
        let last = try Array(#require(again["looked_at"]).elements).last
        #expect(last?["action"]?.string == "get_my_data" && last?["role"]?.string == "resident")
    }

    @Test("Whoever was taken out whole in an export reads by whom and what for")
    func exported() async throws {
        let folder = try await TestServer.demoFolder()
        var configuration = Configuration()
        configuration.dataDirectory = folder.path
        var command = ExportCommand(folder: "\(folder.path)/out")
        command.isUnmasked = true
        command.reason = "移交新系统"
        try await command.run(
            configuration,
            interruption: Interruption(),
            output: CommandOutput(say: { _ in }, progress: { _ in })
        )
        let test = try await TestServer(folder: folder)
        let data = try test.client().send("GET", Self.path, token: try await test.token("resident")).json()
        let looks = try Array(#require(data["looked_at"]).elements)
        let export = try #require(looks.first { $0["action"]?.string == "export_unmasked" })
        #expect(export["note"]?.string?.hasSuffix(": 移交新系统") == true)
    }

    @Test("Nothing of anybody else is in it", arguments: ["json", "ndjson", "csv", "xlsx", "table"])
    func onlyOwn(format: String) async throws {
        let test = try await TestServer.ownDemo()
        let (client, token) = (test.client(), try await test.token("resident"))
        let staff = try await test.token("staff")
        let own = try #require(
            try client.send("GET", "/api/v1/me", token: token).json().at("scope.resident_id")?.integer
        )
        let household = try #require(
            try client.send("GET", "/api/v1/residents/\(own)", token: staff).json()["household_id"]?.integer
        )
        let body = """
            {"name": "同户人", "sex": "female", "birth_date": "1949-12-31", "phone": "13800138000", \
            "household_id": \(household), "relation": "other"}
            """
        let made = try client.send("POST", "/api/v1/residents", token: staff, body: body)
        let other = try #require(try made.json()["id"]?.integer, "\(made.text)")
        // What was noted of the other's health is not the own, though it was at the own door.
        for (person, care) in [(other, "同户人血压高"), (own, "本人膝盖疼")] {
            let visit =
                #"{"household_id": \#(household), "result": "met", "resident_id": \#(person), "care": "\#(care)"}"#
            let worker = try await test.token("grid_worker")
            let noted = try client.send("POST", "/api/v1/home-visits", token: worker, body: visit)
            #expect(noted.status == 201, "\(noted.text)")
        }
        let data = try client.send("GET", "\(Self.path)?format=\(format)", token: token)
        #expect(data.status == 200)
        #expect(!data.text.contains("13800138000") && !data.text.contains("同户人"))
        #expect(format == "xlsx" || data.text.contains("本人膝盖疼"))
    }

    @Test("An account that is nobody's sees itself; a stranger is asked to sign in; a query that is wrong is said")
    func others() async throws {
        let test = try await TestServer.ownDemo()
        let client = test.client()
        let data = try client.send("GET", Self.path, token: try await test.token("auditor")).json()
        #expect(data["resident_id"]?.isNull == true && data["resident"]?.count == 0)
        #expect(data.at("accounts.0.login")?.string == "auditor" && data["sessions"]?.count == 1)
        #expect(try client.send("GET", Self.path).status == 401)
        let odd = try client.send("GET", "\(Self.path)?of=2", token: try await test.token("staff"))
        #expect(odd.status == 400 && odd.faults == ["of unknown_parameter"])
    }

    @Test("Every table that refers to a resident has its place in it")
    func complete() throws {
        let folder = try TemporaryFolder()
        try EmptyDatabase.make(at: "\(folder.path)/test.db")
        let connection = try Connection(path: "\(folder.path)/test.db", access: .readOnly, settings: .reader)
        let tables = try connection.query(
            """
            SELECT DISTINCT m.name FROM sqlite_schema m JOIN pragma_foreign_key_list(m.name) f
            WHERE m.type = 'table' AND f."table" = 'resident' ORDER BY 1
            """
        ) { $0.text(0) }
        let known = [
            "account", "area_subscription", "case_file", "case_follower", "consent", "home_visit", "home_visit_heard",
            "issue", "issue_rating", "issue_supporter", "notification", "objection",
            "organization_member", "party_member", "registration", "residence", "session_attendee", "sign_up",
            "vote_voter", "wish",
        ]
        #expect(tables == known)
    }

    @Test("A resident lists the own household and ownership, and nobody else's")
    func scope() async throws {
        let test = try await TestServer.demo()
        let (client, token) = (test.client(), try await test.token("resident"))
        let households = try client.send("GET", "/api/v1/households", token: token).json()
        #expect(households["items"]?.count == 1)
        let home = try #require(households.at("items.0.id")?.integer)
        #expect(try client.send("GET", "/api/v1/households/\(home)", token: token).status == 200)
        #expect(try client.send("GET", "/api/v1/households/\(home + 1)", token: token).status == 404)
        #expect(try client.send("GET", "/api/v1/ownerships", token: token).json()["items"]?.count == 1)
    }
}

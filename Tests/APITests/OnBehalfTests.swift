import App
import Domain
import JSON
import TestSupport
import Testing

@Suite("A program acts for residents who let it")
struct OnBehalfTests {
    private struct Program {
        let town: WeChatTests.Town
        let account: Int64
        let keyID: Int64
        let key: String

        init() async throws {
            town = try await WeChatTests.Town()
            let (client, admin) = (town.test.client(), try await town.test.token("admin"))
            let added = try client.send(
                "POST",
                "/api/v1/accounts",
                token: admin,
                body: #"{"login": "mini", "name": "小程序", "role": "integration", "community_id": 1}"#
            )
            account = try #require(try added.json()["id"]?.integer)
            let end = town.test.data.configuration.time.rfc3339(town.clock.now().advanced(bySeconds: 86_400))
            let made = try client.send(
                "POST",
                "/api/v1/api-keys",
                token: admin,
                body: """
                    {"name": "小程序", "account_id": \(account), "scopes": "act_for_residents", "expires_at": "\(end)", \
                    "current_password": "a long enough password"}
                    """
            )
            keyID = try #require(try made.json()["id"]?.integer, "\(made.text)")
            key = try #require(try made.json()["key"]?.string)
        }

        func bind(_ user: String, phone: String?) throws -> HTTPAnswer {
            let code = town.codes(user, phone)
            let button = phone == nil ? "" : #", "phone_code": "p\#(code)""#
            return try town.test.client().send(
                "POST",
                "/api/v1/auth/wechat/on-behalf",
                token: key,
                body: #"{"code": "\#(code)"\#(button)}"#
            )
        }

        func send(_ method: String, _ path: String, for resident: String, body: String? = nil) throws -> HTTPAnswer {
            try town.test.client().send(
                method,
                "/api/v1/\(path)",
                token: key,
                headers: [("X-On-Behalf-Of", resident)],
                body: body
            )
        }
    }

    private static let report = """
        {"kind": "help", "category_id": 3, "title": "路灯不亮", "description": "东门", "building_id": 9}
        """

    @Test("It reports a case as the resident, and the audit names the resident and the key")
    func acts() async throws {
        let program = try await Program()
        let bound = try program.bind("user-1", phone: "15655500001")
        #expect(bound.status == 200, "\(bound.text)")
        #expect(try bound.json()["resident_id"]?.integer == 5)
        let made = try program.send("POST", "cases", for: "5", body: Self.report)
        #expect(made.status == 201, "\(made.text)")
        #expect(try made.json()["reporter_id"]?.integer == 5)
        let auditor = try await program.town.test.token("auditor")
        let object = "cases/\(try made.json()["id"]?.integer ?? 0)"
        let entry = try program.town.test.client().send("GET", "/api/v1/audit?object=\(object)", token: auditor).json()
        #expect(entry.at("items.0.account_id")?.integer == (try bound.json()["account_id"]?.integer))
        #expect(entry.at("items.0.key_id")?.integer == program.keyID)
        let acts = try program.town.test.client().send("GET", "/api/v1/audit?action=bind_key", token: auditor).json()
        #expect(acts.at("items.0.key_id")?.integer == program.keyID)
    }

    @Test("It follows a neighbor's case and an area for the resident, who sees both in their own data")
    func follows() async throws {
        let program = try await Program()
        #expect(try program.bind("user-1", phone: "15655500001").status == 200)
        let staff = try await program.town.test.token("staff")
        let body = Self.report.replacing("}", with: #", "reporter_id": 6}"#)
        let client = program.town.test.client()
        let made = try client.send("POST", "/api/v1/cases", token: staff, body: body)
        let id = try #require(try made.json()["id"]?.integer, "\(made.text)")
        #expect(try client.send("POST", "/api/v1/cases/\(id)/accept", token: staff, body: "{}").status == 200)
        let followed = try program.send("POST", "cases/\(id)/followers", for: "5", body: "{}")
        #expect(try followed.json()["resident_id"]?.integer == 5, "\(followed.text)")
        #expect(try program.send("POST", "subscriptions", for: "5", body: #"{"grid_id": 1}"#).status == 201)
        #expect(try program.send("GET", "followers", for: "5").json()["items"]?.count == 1)
        #expect(try program.send("POST", "cases/\(id)/followers", for: "6", body: "{}").status == 403)
        let token = try #require(try program.town.signIn("user-1").json()["token"]?.string)
        let data = try client.send("GET", "/api/v1/me/data", token: token).json()
        #expect(data["followed_cases"]?.count == 1 && data["subscriptions"]?.count == 1)
    }

    @Test("For a stranger, for nobody and without a key it is refused, and its own rights are few")
    func strangers() async throws {
        let program = try await Program()
        #expect(try program.bind("user-1", phone: "15655500001").status == 200)
        for resident in ["6", "999999"] {
            let answer = try program.send("GET", "cases?limit=1", for: resident)
            #expect(answer.status == 403 && answer.code == "not_bound_by_key")
        }
        #expect(try program.send("GET", "cases?limit=1", for: "x").faults == ["X-On-Behalf-Of bad_id"])
        let client = program.town.test.client()
        #expect(try client.send("GET", "/api/v1/cases?limit=1", token: program.key).status == 403)
        let staff = try await program.town.test.token("staff")
        let header = [("X-On-Behalf-Of", "5")]
        #expect(try client.send("GET", "/api/v1/cases", token: staff, headers: header).code == "not_bound_by_key")
        #expect(try program.send("GET", "sessions-of-mine", for: "5").status == 403)
        let consent = #"{"resident_id": 5, "purpose": "invitations"}"#
        #expect(try program.send("POST", "consents", for: "6", body: consent).status == 403)
        #expect(try client.send("POST", "/api/v1/consents", token: program.key, body: consent).status == 403)
        #expect(try program.send("GET", "residents/6", for: "5").status == 404)
    }

    @Test("It tells the resident what is held and happened, gives a consent and takes it back for them, lets them go")
    func everythingOfTheResident() async throws {
        let program = try await Program()
        #expect(try program.bind("user-1", phone: "15655500001").status == 200)
        let me = try program.send("GET", "me", for: "5").json()
        #expect(me.at("scope.resident_id")?.integer == 5 && me["role"]?.string == "resident")
        #expect(try program.send("GET", "notifications", for: "5").status == 200)
        let (client, auditor) = (program.town.test.client(), try await program.town.test.token("auditor"))
        let body = #"{"resident_id": 5, "purpose": "invitations"}"#
        let paper = #"{"resident_id": 5, "purpose": "invitations", "channel": "paper"}"#
        #expect(try program.send("POST", "consents", for: "5", body: paper).faults == ["#/channel not_own_channel"])
        let given = try program.send("POST", "consents", for: "5", body: body)
        let consent = try #require(try given.json()["id"]?.integer, "\(given.text)")
        let row = try given.json()
        #expect(row["giver_id"]?.integer == 5 && row["channel"]?.string == "mini_program", "\(given.text)")
        let entry = try client.send("GET", "/api/v1/audit?object=consents/\(consent)", token: auditor).json()
        #expect(entry.at("items.0.account_id")?.integer == me["id"]?.integer && me["id"]?.integer != nil)
        #expect(entry.at("items.0.key_id")?.integer == program.keyID)
        let others = try program.send("POST", "consents", for: "5", body: body.replacing("5", with: "6"))
        #expect(others.faults == ["#/resident_id unknown_reference"], "\(others.text)")
        let withdrawn = try program.send("POST", "consents/\(consent)/withdraw", for: "5", body: "{}")
        #expect(try withdrawn.status == 200 && withdrawn.json()["withdrawn_at"]?.string != nil, "\(withdrawn.text)")
        #expect(try program.send("POST", "consents/\(consent)/withdraw", for: "6", body: "{}").status == 403)
        let refused = try program.send("GET", "sessions-of-mine", for: "5")
        #expect(refused.status == 403 && refused.text.contains("请居民本人登录后办理"))
        // Whoever reads what is held about them sees by which key it was asked for.
        #expect(try program.send("GET", "me/data", for: "5").status == 200)
        let data = try program.send("GET", "me/data", for: "5").json()
        let looks = data["looked_at"]?.elements.map { $0 } ?? []
        let look = looks.last { $0["action"]?.string == "get_my_data" }
        #expect(look?["key"]?.string == "小程序" && look?["role"]?.string == "resident")
        #expect(try program.send("DELETE", "me/wechat", for: "5").status == 204)
        #expect(try program.send("GET", "me", for: "5").status == 403)
    }

    @Test("It binds nobody without the proof of WeChat, and ends when the resident unbinds or the key goes")
    func ends() async throws {
        let program = try await Program()
        #expect(try program.bind("user-3", phone: "15655500003").code == "approval_needed")
        #expect(try program.bind("user-1", phone: nil).code == "wechat_not_bound")
        #expect(try program.bind("user-1", phone: "15655500001").status == 200)
        #expect(try program.send("GET", "cases?limit=1", for: "5").status == 200)
        let own = try #require(try program.town.signIn("user-1").json()["token"]?.string)
        let client = program.town.test.client()
        #expect(try client.send("DELETE", "/api/v1/me/wechat", token: own).status == 204)
        #expect(try program.send("GET", "cases?limit=1", for: "5").status == 403)
        #expect(try program.bind("user-2", phone: "15655500002").status == 200)
        let path = "/api/v1/api-keys/\(program.keyID)"
        #expect(try client.send("DELETE", path, token: try await program.town.test.token("admin")).status == 204)
        #expect(try program.send("GET", "cases?limit=1", for: "6").status == 401)
    }
}

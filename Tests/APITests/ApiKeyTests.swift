import App
import Domain
import JSON
import TestSupport
import Testing

@Suite("Keys for programs")
struct ApiKeyTests {
    private func make(
        _ test: TestServer,
        _ login: String,
        _ members: String,
        password: String = "a long enough password"
    ) async throws -> HTTPAnswer {
        let end = test.data.configuration.time.rfc3339(SystemClock().now().advanced(bySeconds: 86_400))
        return try test.client().send(
            "POST",
            "/api/v1/api-keys",
            token: try await test.token(login),
            body: #"{"name": "大屏", "expires_at": "\#(end)", \#(members), "current_password": "\#(password)"}"#
        )
    }

    private func key(_ answer: HTTPAnswer) throws -> String { try #require(try answer.json()["key"]?.string) }

    @Test("A key does what its scopes say and nothing else of what its owner may; it is shown once")
    func scopes() async throws {
        let test = try await TestServer.ownDemo()
        let client = test.client()
        let made = try await make(test, "staff", #""scopes": "read_cases read_territory""#)
        #expect(made.status == 201, "\(made.text)")
        let token = try key(made)
        #expect(token.hasPrefix("linli_key_"))
        #expect(try client.send("GET", "/api/v1/cases?limit=1", token: token).status == 200)
        #expect(try client.send("GET", "/api/v1/residents?limit=1", token: token).status == 403)
        #expect(try client.send("GET", "/api/v1/cases?limit=1&expand=reporter", token: token).status == 400)
        #expect(try client.send("GET", "/api/v1/sessions-of-mine", token: token).status == 403)
        #expect(try client.send("POST", "/api/v1/api-keys", token: token, body: "{}").status == 403)
        let listed = try client.send("GET", "/api/v1/api-keys", token: try await test.token("staff"))
        #expect(try listed.json().at("items.0.tail")?.string == String(token.suffix(4)))
        #expect(!listed.text.contains(token))
    }

    @Test("A view that the owner asked for is not lent to the key, nor the other way round")
    func views() async throws {
        let test = try await TestServer.ownDemo(loops: 1)
        let (client, owner) = (test.client(), try await test.token("staff"))
        let token = try key(await make(test, "staff", #""scopes": "read_cases""#))
        let target = "/api/v1/cases?limit=1&expand=reporter"
        #expect(try client.send("GET", target, token: owner).status == 200)
        #expect(try client.send("GET", target, token: token).status == 400)
        #expect(try client.send("GET", target, token: owner).status == 200)
    }

    @Test(
        "A key ends when its owner takes it back, is disabled, or its time is over; a lost role takes its rights along"
    )
    func ends() async throws {
        let clock = SettableClock(SystemClock().now())
        let test = try await TestServer.ownDemo(clock: clock)
        let (client, admin) = (test.client(), try await test.token("admin"))
        let members = #""scopes": "read_cases read_people""#
        let (first, second) = (try await make(test, "staff", members), try await make(test, "staff", members))
        let owner = try #require(try first.json()["account_id"]?.integer)
        func status(_ answer: HTTPAnswer, _ path: String = "cases") throws -> Int {
            try client.send("GET", "/api/v1/\(path)?limit=1", token: try key(answer)).status
        }
        #expect(try [status(first), status(first, "residents"), status(second)] == [200, 200, 200])
        let path = "/api/v1/api-keys/\(try first.json()["id"]?.integer ?? 0)"
        #expect(try client.send("DELETE", path, token: try await test.token("secretary")).status == 404)
        #expect(try client.send("DELETE", path, token: try await test.token("staff")).status == 204)
        #expect(try [status(first), status(second)] == [401, 200])
        let demoted = #"{"role": "party_member"}"#
        #expect(try client.send("PATCH", "/api/v1/accounts/\(owner)", token: admin, body: demoted).status == 200)
        #expect(try [status(second), status(second, "residents")] == [403, 403])
        #expect(
            try client.send("PATCH", "/api/v1/accounts/\(owner)", token: admin, body: #"{"disabled": true}"#).status
                == 200
        )
        #expect(try status(second) == 401)
        let third = try await make(test, "secretary", members)
        #expect(try status(third) == 200)
        clock.set(clock.now().advanced(bySeconds: 90_000))
        #expect(try status(third) == 401)
    }

    @Test("Keys end with a reset of the password, and with an account that is disabled, also when it is enabled again")
    func endWithTheAccount() async throws {
        let test = try await TestServer.ownDemo()
        let (client, admin) = (test.client(), try await test.token("admin"))
        func status(_ key: String) throws -> Int {
            try client.send("GET", "/api/v1/cases?limit=1", token: key).status
        }
        let made = try await make(test, "staff", #""scopes": "read_cases""#)
        let (key, owner) = (try key(made), try #require(try made.json()["account_id"]?.integer))
        let path = "/api/v1/accounts/\(owner)"
        let code = try client.send("POST", "\(path)/reset", token: admin, body: "{}").json()["code"]?.string ?? ""
        #expect(try status(key) == 200)
        let choice = #"{"code": "\#(code)", "password": "another long enough password"}"#
        #expect(try client.send("POST", "/api/v1/auth/reset", body: choice).status == 204)
        #expect(try status(key) == 401)
        let old = try await make(test, "staff", #""scopes": "read_cases""#)
        #expect(old.faults == ["#/current_password wrong_password"])
        let again = try self.key(
            await make(test, "staff", #""scopes": "read_cases""#, password: "another long enough password")
        )
        for isDisabled in [true, false] {
            let body = #"{"disabled": \#(isDisabled)}"#
            #expect(try client.send("PATCH", path, token: admin, body: body).status == 200)
        }
        #expect(try status(again) == 401)
    }

    @Test("Several keys of an account have one limit of unmaskings together, and that of the account")
    func sharedLimit() async throws {
        let test = try await TestServer.ownDemo(clock: SettableClock(SystemClock().now())) {
            $0.access.rateUnmaskings = 2
        }
        var keys: [String] = []
        for _ in 0..<3 { keys.append(try key(await make(test, "staff", #""scopes": "unmask_people read_people""#))) }
        let ask = #"{"field": "phone", "purpose": "电话回访", "purpose_code": "cases"}"#
        let statuses = try keys.map { key in
            try test.client().send("POST", "/api/v1/residents/1/unmask", token: key, body: ask).status
        }
        #expect(statuses == [200, 200, 429])
        let owner = try await test.token("staff")
        #expect(try test.client().send("POST", "/api/v1/residents/1/unmask", token: owner, body: ask).status == 429)
    }

    @Test("A key is good only from its addresses, and has a pace of its own")
    func addressesAndPace() async throws {
        let test = try await TestServer.ownDemo(clock: SettableClock(SystemClock().now()))
        let client = test.client()
        let foreign = try key(await make(test, "staff", #""scopes": "read_cases", "addresses": "10.0.0.0/8""#))
        #expect(try client.send("GET", "/api/v1/cases?limit=1", token: foreign).code == "invalid_token")
        let here = try key(
            await make(test, "staff", #""scopes": "read_cases", "addresses": "10.0.0.0/8 127.0.0.1", "per_minute": 2"#)
        )
        let answers = try (0..<3).map { _ in try client.send("GET", "/api/v1/cases?limit=1", token: here) }
        #expect(answers.map(\.status) == [200, 200, 429])
        #expect(answers[0].header("RateLimit-Policy") == #""reads";q=2;w=60"#)
        let owner = try await test.token("staff")
        #expect(try client.send("GET", "/api/v1/cases?limit=1", token: owner).status == 200)
    }

    @Test("The pace of a key is one for all that it asks, whatever that is counted as")
    func wholePace() async throws {
        let test = try await TestServer.ownDemo(clock: SettableClock(SystemClock().now()))
        let client = test.client()
        let key = try key(
            await make(test, "staff", #""scopes": "read_cases read_reports write_territory", "per_minute": 3"#)
        )
        let year = "/api/v1/reports/annual?year=2021"
        #expect(try client.send("GET", "/api/v1/cases?limit=1", token: key).status == 200)
        #expect(try client.send("GET", year, token: key).status == 200)
        #expect(try client.send("POST", "/api/v1/places", token: key, body: "{}").status == 422)
        #expect(try client.send("GET", year, token: key).status == 429)
        #expect(try client.send("GET", "/api/v1/cases?limit=1", token: key).status == 429)
    }

    @Test("Whoever manages accounts makes keys for an integration, and for no other person")
    func integration() async throws {
        let test = try await TestServer.ownDemo()
        let (client, admin) = (test.client(), try await test.token("admin"))
        let added = try client.send(
            "POST",
            "/api/v1/accounts",
            token: admin,
            body: #"{"login": "screen", "name": "大屏", "role": "integration", "community_id": 1}"#
        )
        let id = try #require(try added.json()["id"]?.integer)
        let made = try await make(test, "admin", #""scopes": "read_activities", "account_id": \#(id)"#)
        #expect(made.status == 201, "\(made.text)")
        let activities = try client.send("GET", "/api/v1/activities?limit=1", token: try key(made))
        #expect(activities.status == 200)
        let beyond = try await make(test, "admin", #""scopes": "read_people", "account_id": \#(id)"#)
        #expect(beyond.faults == ["#/scopes beyond_own_rights"])
        let person = try client.send("GET", "/api/v1/me", token: try await test.token("staff")).json()["id"]?.integer
        let other = try await make(test, "admin", #""scopes": "read_cases", "account_id": \#(person ?? 0)"#)
        #expect(other.faults == ["#/account_id not_yours"])
        let stranger = try await make(test, "staff", #""scopes": "read_activities", "account_id": \#(id)"#)
        #expect(stranger.faults == ["#/account_id not_yours"])
    }

    private static let demoTable: [Scenario] = [
        Scenario(
            "Every fault of a key at once, in English",
            as: "secretary",
            "POST",
            "/api/v1/api-keys",
            headers: [("Accept-Language", "en")],
            body: """
                {"name": "x", "scopes": "read_cases use_own_session", "addresses": "10.0.0.1/8", \
                "expires_at": "2021-01-01T00:00:00+08:00", "current_password": "not it"}
                """,
            status: 422,
            contains: ["#/scopes", "#/addresses", "#/expires_at", "#/current_password", "within 366 days"]
        ),
        Scenario("A resident makes no keys", as: "resident", "GET", "/api/v1/api-keys", status: 403),
        Scenario("There is no such key", as: "secretary", "DELETE", "/api/v1/api-keys/999999", status: 404),
    ]

    @Test("What is refused about keys", arguments: demoTable)
    func table(scenario: Scenario) async throws { try await scenario.check(on: TestServer.demo()) }
}

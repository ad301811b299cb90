import JSON
import TestSupport
import Testing

@Suite("Who may do what")
struct AccessTests {
    private static let demoTable: [Scenario] = [
        Scenario(
            "A resident reads what each role may do",
            as: "resident",
            "GET",
            "/api/v1/roles",
            status: 200,
            contains: ["\"role\":\"auditor\"", "read_audit", "网格员"]
        ),
        Scenario("A visitor does not", "GET", "/api/v1/roles", status: 401, code: "unauthenticated"),
        Scenario(
            "A visitor sees the activities of the community",
            "GET",
            "/api/v1/activities?limit=1",
            status: 200,
            contains: ["title"],
            lacks: ["created_at", "party_organization_id"]
        ),
        Scenario(
            "A visitor sees a grid's board with its phones",
            "GET",
            "/api/v1/grids/1/board",
            status: 200,
            contains: ["0519-", "leader"]
        ),
        Scenario("A visitor does not see residents", "GET", "/api/v1/residents", status: 401, code: "unauthenticated"),
        Scenario(
            "A visitor can not sort by what is not shown",
            "GET",
            "/api/v1/activities?sort=created_at",
            status: 400
        ),
        Scenario(
            "A grid worker reads the residents of the own grid",
            as: "grid_worker",
            "GET",
            "/api/v1/residents?limit=1",
            status: 200,
            contains: ["\"grid_id\":"]
        ),
        Scenario(
            "A grid worker does not add buildings",
            as: "grid_worker",
            "POST",
            "/api/v1/buildings",
            body: "{}",
            status: 403,
            code: "forbidden"
        ),
        Scenario(
            "A partner does not read the residents",
            as: "partner",
            "GET",
            "/api/v1/residents",
            status: 403,
            code: "forbidden"
        ),
        Scenario(
            "A resident does not move a case",
            as: "resident",
            "POST",
            "/api/v1/cases/1/accept",
            body: "{}",
            status: 403,
            code: "forbidden"
        ),
        Scenario(
            "Staff do not add accounts",
            as: "staff",
            "POST",
            "/api/v1/accounts",
            body: "{}",
            status: 403,
            code: "forbidden"
        ),
        Scenario(
            "An auditor writes nothing",
            as: "auditor",
            "POST",
            "/api/v1/grids",
            body: "{}",
            status: 403,
            code: "forbidden"
        ),
        Scenario(
            "A sub-district officer pulls the annual report",
            as: "subdistrict_officer",
            "GET",
            "/api/v1/reports/annual?year=2021",
            status: 200,
            contains: ["\"count\":98"]
        ),
        Scenario(
            "A wrong password is refused like an unknown name",
            "POST",
            "/api/v1/auth/login",
            body: #"{"login": "secretary", "password": "not the password"}"#,
            status: 401,
            code: "wrong_credentials"
        ),
        Scenario(
            "An unknown name is refused like a wrong password",
            "POST",
            "/api/v1/auth/login",
            body: #"{"login": "nobody", "password": "not the password"}"#,
            status: 401,
            code: "wrong_credentials"
        ),
        Scenario(
            "A made-up token is refused even where none is needed",
            "GET",
            "/api/v1/activities",
            headers: [("Authorization", "Bearer linli_x")],
            status: 401,
            code: "invalid_token"
        ),
        Scenario(
            "Another scheme is refused",
            "GET",
            "/api/v1/activities",
            headers: [("Authorization", "Basic eDp5")],
            status: 401,
            code: "unsupported_scheme"
        ),
    ]

    @Test("The table of access", arguments: demoTable)
    func table(scenario: Scenario) async throws {
        try await scenario.check(on: TestServer.demo())
    }

    @Test("Signing in gives a token that works until signing out, on every connection")
    func session() async throws {
        let test = try await TestServer.ownDemo()
        let signedIn = try test.client().send(
            "POST",
            "/api/v1/auth/login",
            body: #"{"login": "secretary", "password": "a long enough password"}"#
        )
        let token = try #require(try signedIn.json()["token"]?.string)
        #expect(token.hasPrefix("linli_"))
        let clients = (0..<8).map { _ in test.client() }
        let before = try clients.map { try $0.send("GET", "/api/v1/me", token: token).status }
        #expect(before == Array(repeating: 200, count: 8))
        #expect(try test.client().send("POST", "/api/v1/auth/logout", token: token).status == 204)
        let after = try clients.map { try $0.send("GET", "/api/v1/me", token: token).status }
        #expect(after == Array(repeating: 401, count: 8))
    }

    @Test("A grid worker finds nothing of another grid: it reads as absent")
    func otherGrid() async throws {
        let test = try await TestServer.demo()
        let secretary = try await test.token("secretary")
        let worker = try await test.token("grid_worker")
        let own = try test.client().send("GET", "/api/v1/me", token: worker).json().at("scope.grid_id")?.integer
        let grid = try #require(own)
        let foreign = try test.client().send("GET", "/api/v1/cases?grid_id.not=\(grid)&limit=1", token: secretary)
        let id = try #require(try foreign.json().at("items.0.id")?.integer)
        #expect(try test.client().send("GET", "/api/v1/cases/\(id)", token: worker).status == 404)
        #expect(try test.client().send("GET", "/api/v1/cases/\(id)/timeline", token: worker).status == 404)
        #expect(try test.client().send("POST", "/api/v1/cases/\(id)/start", token: worker, body: "{}").status == 404)
        let seen = try test.client().send("GET", "/api/v1/cases?grid_id.not=\(grid)", token: worker)
        #expect(try seen.json()["items"]?.count == 0)
    }

    @Test("The book house runs its own activities; of others it sees what everybody sees, and changes none")
    func ownOrganization() async throws {
        let test = try await TestServer.ownDemo()
        let (token, client) = (try await test.token("org_operator"), test.client())
        let own = try #require(
            try client.send("GET", "/api/v1/me", token: token).json().at("scope.organization_id")?.integer
        )
        let secretary = try await test.token("secretary")
        let body = """
            {"kind": "class", "title": "别家的", "starts_at": "2035-01-01T09:00:00+08:00", \
            "ends_at": "2035-01-01T10:00:00+08:00"}
            """
        let hidden = try client.send("POST", "/api/v1/activities", token: secretary, body: body).json()["id"]?.integer
        let others = "/api/v1/activities?organizer_id.not=\(own)"
        let seen = try client.send("GET", "\(others)&limit=200&fields=id,status", token: token).json()
        let statuses = Set(seen["items"]?.elements.compactMap { $0["status"]?.string } ?? [])
        #expect(!statuses.isEmpty && statuses.isSubset(of: ["published", "finished"]))
        #expect(
            try client.send("GET", "/api/v1/activities/\(try #require(hidden))", token: token).status == 404
        )
        let id = try #require(seen.at("items.0.id")?.integer)
        #expect(try client.send("POST", "/api/v1/activities/\(id)/cancel", token: token, body: "{}").status == 404)
        #expect(try client.send("GET", "/api/v1/activities/\(id)/sign-ups", token: token).status == 404)
        let made = try client.send(
            "POST",
            "/api/v1/activities",
            token: token,
            body: """
                {"kind": "class", "title": "茶艺", "starts_at": "2035-01-01T09:00:00+08:00", \
                "ends_at": "2035-01-01T10:00:00+08:00"}
                """
        )
        #expect(try made.json()["organizer_id"]?.integer == own)
        // What is not published yet is nobody's but its organizer's and the staff's.
        let draft = try #require(try made.json()["id"]?.integer)
        #expect(try client.send("GET", "/api/v1/activities/\(draft)").status == 404)
        let resident = try await test.token("resident")
        #expect(try client.send("GET", "/api/v1/activities/\(draft)", token: resident).status == 404)
    }

    @Test("A branch secretary keeps the members of the own branch, and of no other")
    func ownBranch() async throws {
        let test = try await TestServer.ownDemo()
        let (token, client) = (try await test.token("branch_secretary"), test.client())
        let branch = try #require(
            try client.send("GET", "/api/v1/me", token: token).json().at("scope.branch_id")?.integer
        )
        let seen = try client.send("GET", "/api/v1/party-members?limit=200&fields=branch_id", token: token).json()
        #expect(Set(seen["items"]?.elements.compactMap { $0["branch_id"]?.integer } ?? []) == [branch])
        let secretary = try await test.token("secretary")
        let foreign = try client.send("GET", "/api/v1/party-members?branch_id.not=\(branch)&limit=1", token: secretary)
            .json()
        let id = try #require(foreign.at("items.0.id")?.integer)
        let changed = try client.send(
            "PATCH",
            "/api/v1/party-members/\(id)",
            token: token,
            headers: [("If-Match", "1")],
            body: #"{"post": "书记"}"#
        )
        #expect(changed.status == 404)
        let moved = try client.send("GET", "/api/v1/party-members?limit=1", token: token).json().at("items.0.id")?
            .integer
        let other = try #require(foreign.at("items.0.branch_id")?.integer)
        let stolen = try client.send(
            "PATCH",
            "/api/v1/party-members/\(try #require(moved))",
            token: token,
            headers: [("If-Match", "*")],
            body: #"{"branch_id": \#(other)}"#
        )
        #expect(stolen.status == 422)
        #expect(stolen.faults == ["#/branch_id unknown_reference"])
    }

    @Test("A resident sees the own cases, sign-ups and person, and the public part of a timeline")
    func ownRows() async throws {
        let test = try await TestServer.demo()
        let (token, client) = (try await test.token("resident"), test.client())
        let own = try #require(
            try client.send("GET", "/api/v1/me", token: token).json().at("scope.resident_id")?.integer
        )
        let people = try client.send("GET", "/api/v1/residents?fields=id", token: token).json()
        #expect(people["items"]?.elements.compactMap { $0["id"]?.integer } == [own])
        let cases = try client.send("GET", "/api/v1/cases?fields=reporter_id&limit=200", token: token).json()
        let casesOf = (cases["items"]?.elements.compactMap { $0["reporter_id"]?.integer }) ?? []
        #expect(casesOf.allSatisfy { $0 == own })
        let signUps = try client.send("GET", "/api/v1/sign-ups?fields=resident_id", token: token).json()
        let signUpsOf = (signUps["items"]?.elements.compactMap { $0["resident_id"]?.integer }) ?? []
        #expect(signUpsOf.allSatisfy { $0 == own })
    }

    @Test("Phone and ID number are masked in every format, and found by their full value")
    func masked() async throws {
        let test = try await TestServer.ownDemo()
        let (token, client) = (try await test.token("secretary"), test.client())
        let created = try client.send(
            "POST",
            "/api/v1/residents",
            token: token,
            body: """
                {"name": "测试人", "sex": "female", "birth_date": "1949-12-31", "phone": "+86 138 0013 8000", \
                "id_number": "11010519491231002x", "household_id": 1, "relation": "other"}
                """
        )
        #expect(created.status == 201, "\(created.text)")
        #expect(try created.json()["phone"]?.string == "138****8000")
        #expect(try created.json()["id_number"]?.string == "110***********002X")
        #expect(try created.json()["birth_date"]?.string == "1949-**-**")
        for format in ["json", "ndjson", "csv", "xlsx", "table"] {
            let found = try client.send("GET", "/api/v1/residents?phone=13800138000&format=\(format)", token: token)
            #expect(found.text.contains("138****8000"), "\(format)")
            #expect(!found.text.contains("13800138000") && !found.text.contains("11010519491231002X"), "\(format)")
        }
        let byNumber = try client.send(
            "GET",
            "/api/v1/residents?id_number=11010519491231002X&fields=name",
            token: token
        )
        #expect(try byNumber.json().at("items.0.name")?.string == "测试人")
    }
}

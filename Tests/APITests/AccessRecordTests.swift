import App
import Domain
import JSON
import SQLite
import TestSupport
import Testing

@Suite("What leaves, and who tried to get in, stands in the audit")
struct AccessRecordTests {
    private static let number = "13912345678"
    private static let identity = "32041119870101002X"

    private func rows(_ test: TestServer, _ sql: String) throws -> [String] {
        let path = "\(test.folder.path)/linli.db"
        let connection = try Connection(path: path, access: .readOnly, settings: .reader)
        return try connection.query(sql) { $0.text(0) }
    }

    @Test("A file that is fetched page by page leaves an entry for each who left, a page on a screen none")
    func pages() async throws {
        let test = try await TestServer.ownDemo()
        let (client, token) = (test.client(), try await test.token("secretary"))
        func count() throws -> Int { try AuditRows.count(test, "export_residents") }
        for format in ["csv", "xlsx", "ndjson"] {
            let before = try count()
            let page = try client.send("GET", "/api/v1/residents?format=\(format)&limit=3", token: token)
            #expect(page.status == 200 && page.header("Link")?.contains("cursor=") == true, "\(format)")
            #expect(try count() == before + 3, "\(format)")
        }
        let first = try client.send("GET", "/api/v1/residents?limit=2&fields=id", token: token).json()
        let cursor = try #require(first["next_cursor"]?.string)
        let before = try count()
        let next = try client.send("GET", "/api/v1/residents?format=csv&cursor=\(cursor)&fields=id", token: token)
        #expect(next.status == 200 && next.text.split(whereSeparator: \.isNewline).count == 51, "\(next.text)")
        #expect(try count() == before + 50)
        #expect(try client.send("GET", "/api/v1/residents?limit=50", token: token).status == 200)
        #expect(try count() == before + 50)
        // An aligned table is copied as it is.
        let table = try client.send("GET", "/api/v1/residents?format=table&limit=5", token: token)
        #expect(try table.status == 200 && count() == before + 55)
        #expect(try client.send("GET", "/api/v1/party-members?format=csv&limit=2", token: token).status == 200)
        #expect(try AuditRows.count(test, "export_party_members") == 2)
        let objects = try rows(test, "SELECT object FROM audit WHERE action = 'export_residents' ORDER BY id LIMIT 3")
        #expect(objects == ["residents/1", "residents/2", "residents/3"])
    }

    @Test("What does not leave stands nowhere: the head alone, what the client has, what it asked for otherwise")
    func heads() async throws {
        let test = try await TestServer.ownDemo()
        let (client, token) = (test.client(), try await test.token("secretary"))
        func count() throws -> Int {
            try AuditRows.count(test, "export_residents") + AuditRows.count(test, "get_party_members")
        }
        let paths = ["residents?format=csv&limit=2", "residents?format=table&limit=2", "party-members/1"]
        for path in paths + ["residents?format=csv"] {
            let head = try client.send("HEAD", "/api/v1/\(path)", token: token)
            #expect(try head.status == 200 && head.text.isEmpty && count() == 0, "\(path)")
        }
        var before = 0
        for (path, people) in zip(paths, [2, 2, 1]) {
            let answer = try client.send("GET", "/api/v1/\(path)", token: token)
            let tag = try #require(answer.header("ETag"), "\(path)")
            #expect(try answer.status == 200 && count() == before + people, "\(path)")
            before += people
            for (field, status) in [("If-None-Match", 304), ("If-Match", 412)] {
                let value = status == 304 ? tag : "\"other\""
                let again = try client.send("GET", "/api/v1/\(path)", token: token, headers: [(field, value)])
                #expect(try again.status == status && count() == before, "\(path) \(field)")
            }
        }
    }

    @Test("Wishes, sign-ups, what was heard and who asks for an account leave an entry for each, as residents do")
    func otherRegisters() async throws {
        let test = try await TestServer.ownDemo()
        let (client, token) = (test.client(), try await test.token("secretary"))
        let asked = """
            {"community_id": 1, "login": "newcomer", "name": "新居民", "phone": "13912345678", "home": "示范新苑1幢1单元101"}
            """
        #expect(try client.send("POST", "/api/v1/auth/register", body: asked).status == 201)
        let visit = #"{"household_id": 1, "result": "met", "heard": [{"kind": "wish", "description": "想看一场锡剧"}]}"#
        let visited = try client.send("POST", "/api/v1/home-visits", token: token, body: visit)
        #expect(visited.status == 201, "\(visited.text)")
        for resource in ["wishes", "heard", "sign-ups", "registrations"] {
            let action = "export_\(resource.replacing("-", with: "_"))"
            #expect(try client.send("GET", "/api/v1/\(resource)?limit=3", token: token).status == 200)
            #expect(try AuditRows.count(test, action) == 0, "\(resource)")
            var left = 0
            for form in ["format=ndjson&limit=3", "format=csv&header=keys&bom=0&limit=3", "format=ndjson"] {
                let file = try client.send("GET", "/api/v1/\(resource)?\(form)", token: token)
                let lines = file.text.split(whereSeparator: \.isNewline).count - (form.contains("csv") ? 1 : 0)
                #expect(file.status == 200 && lines > 0, "\(resource) \(form)")
                left += lines
                #expect(try AuditRows.count(test, action) == left, "\(resource) \(form)")
            }
        }
    }

    @Test(
        "Numbers of people that somebody wrote are starred in files, and stay on the screen of whoever works on the case"
    )
    func starred() async throws {
        let desk = try await CaseDesk()
        let written = "请回电 \(Self.number)，身份证 \(Self.identity)，务必 2026-12-01 前"
        let body = """
            {"kind": "help", "category_id": 3, "title": "灯 \(Self.number)", "description": "\(written)", "building_id": 1}
            """
        let id = try desk.make("staff", "cases", body)
        for format in ["csv", "ndjson"] {
            for path in ["cases?id=\(id)&format=\(format)", "cases?id=\(id)&format=\(format)&limit=1"] {
                let file = try desk.send("staff", path, "", "GET")
                #expect(file.status == 200 && file.text.contains("2026-12-01") && file.text.contains("＊＊＊"), "\(path)")
                #expect(!file.text.contains(Self.number) && !file.text.contains(Self.identity.dropLast()), "\(path)")
            }
        }
        #expect(try desk.get("staff", "cases/\(id)")["description"]?.string == written)
        #expect(try desk.items("staff", "cases?id=\(id)").first?["description"]?.string == written)
    }

    @Test("Wrong passwords are counted for the account that was tried, a lock stands there at once, and nobody is told")
    func wrongPasswords() async throws {
        let clock = SettableClock(SystemClock().now())
        let test = try await TestServer.ownDemo(clock: clock)
        let client = test.client()
        func signIn(_ login: String) throws -> HTTPAnswer {
            try client.send("POST", "/api/v1/auth/login", body: #"{"login": "\#(login)", "password": "wrong"}"#)
        }
        let (known, unknown) = (
            try (0..<6).map { _ in try signIn("staff") }, try (0..<6).map { _ in try signIn("no one") }
        )
        #expect(known.map(\.status) == [401, 401, 401, 401, 401, 429])
        #expect(unknown.map(\.status) == known.map(\.status) && unknown[0].code == known[0].code)
        let account = try rows(test, "SELECT CAST(id AS TEXT) FROM account WHERE login = 'staff'").first ?? ""
        let locks =
            "SELECT object || ' ' || coalesce(community_id, 0) FROM audit WHERE action = 'lock_accounts' ORDER BY id"
        #expect(try rows(test, locks) == ["accounts/\(account) 1", "addresses/127.0.0.1 0"])
        try await test.server.writeRefusals()
        let counted = """
            SELECT a.object || ' ' || n.text FROM audit a JOIN audit_note n ON n.audit_id = a.id
            WHERE a.action = 'wrong_password' ORDER BY a.id
            """
        #expect(try rows(test, counted) == ["accounts/\(account) 5 次 times"])
        let words = try rows(test, "SELECT text FROM audit_note")
        #expect(!words.contains { $0.contains("no one") })
        // The community's auditor finds who was attacked.
        let auditor = try await test.token("auditor")
        let found = try client.send(
            "GET",
            "/api/v1/audit?object=accounts/\(account)&action=wrong_password",
            token: auditor
        )
        #expect(try found.json()["items"]?.count == 1)
        // Whoever holds a session is no better off with the old password.
        let token = try await test.token("secretary")
        let change = #"{"current_password": "wrong", "password": "another long password"}"#
        #expect(try client.send("POST", "/api/v1/me/password", token: token, body: change).status == 422)
        try await test.server.writeRefusals()
        #expect(try rows(test, counted).count == 2)
    }

    @Test("The own data have a limit of their own, and the table of roles is a page like any other")
    func limits() async throws {
        let test = try await TestServer.ownDemo(clock: SettableClock(SystemClock().now())) {
            $0.access.rateOwnData = 1
            $0.access.rateReports = 1
        }
        let (client, token) = (test.client(), try await test.token("secretary"))
        func get(_ path: String) throws -> HTTPAnswer { try client.send("GET", "/api/v1/\(path)", token: token) }
        #expect(try get("reports/annual?year=2021").status == 200)
        #expect(try get("reports/annual?year=2021").status == 429)
        let own = try get("me/data")
        #expect(own.status == 200 && own.header("RateLimit-Policy") == #""own-data";q=1;w=60"#)
        #expect(try get("me/data").status == 429)
        #expect(try get("roles").header("RateLimit-Policy")?.hasPrefix(#""reads""#) == true)
    }

    @Test("Who reports does so as oneself: the number of another is refused, not passed over")
    func reporter() async throws {
        let desk = try await CaseDesk()
        let own = try desk.get("resident", "me").at("scope.resident_id")?.integer ?? 0
        func body(_ reporter: Int64) -> String {
            """
            {"kind": "help", "category_id": 3, "title": "灯", "description": "不亮", "building_id": 1, \
            "reporter_id": \(reporter)}
            """
        }
        #expect(try desk.send("resident", "cases", body(own + 1)).faults == ["#/reporter_id not_yours"])
        #expect(try desk.send("resident", "cases", body(own)).status == 201)
    }

    @Test("Who of the residents has an account is seen by the grid they live in, and colleagues are seen by everybody")
    func accountsOfNeighbours() async throws {
        let desk = try await CaseDesk(["admin"])
        let own = try desk.account("resident")
        let resident = try #require(try desk.get("resident", "me").at("scope.resident_id")?.integer)
        let grid = try #require(try desk.get("staff", "residents/\(resident)")["grid_id"]?.integer)
        let leader = try desk.account("grid_leader")
        func seen(_ path: String) throws -> [Int64] {
            try desk.items("grid_leader", path).compactMap { $0["id"]?.integer }
        }
        for (place, isSeen) in [(grid, true), (grid % 3 + 1, false)] {
            #expect(try desk.send("admin", "accounts/\(leader)", #"{"grid_id": \#(place)}"#, "PATCH").status == 200)
            #expect(try desk.send("grid_leader", "accounts/\(own)", "", "GET").status == (isSeen ? 200 : 404))
            for path in ["accounts?role=resident&limit=200", "accounts?resident_id=\(resident)", "accounts?limit=200"] {
                #expect(try seen(path).contains(own) == isSeen, "\(path) \(place)")
            }
            #expect(try seen("accounts?limit=200").contains(try desk.account("staff")))
        }
    }

    @Test(
        "Names leave an entry each however they leave: beside cases, as a roll, at a door, on a walk, and of one row alone"
    )
    func otherFiles() async throws {
        let test = try await TestServer.ownDemo()
        let (client, token) = (test.client(), try await test.token("secretary"))
        func get(_ path: String) throws -> HTTPAnswer { try client.send("GET", "/api/v1/\(path)", token: token) }
        let member = try get("organization-members?limit=1").json()
        let team = try #require(member.at("items.0.organization_id")?.integer)
        let activity = try #require(try get("sign-ups?limit=1").json().at("items.0.activity_id")?.integer)
        for (path, resource) in [
            ("organizations/\(team)/roll", "organization_members"), ("activities/\(activity)/door-list", "sign_ups"),
            ("issues?limit=3&fields=number,proposer", "issues"),
            ("accounts?role=resident&limit=2", "accounts"), ("accounts/2", "accounts"), ("issues/1", "issues"),
            ("cases?expand=reporter&limit=3", "cases"),
            ("organization-members?limit=2", "organization_members"), ("residents/9", "residents"),
            ("ownerships/1", "ownerships"), ("households/1", "households"), ("cases/1?expand=reporter", "cases"),
        ] {
            let before = try AuditRows.count(test, "export_\(resource)")
            let shown = try get(path).json()
            #expect(try AuditRows.count(test, "export_\(resource)") == before, "\(path)")
            let rows = shown["items"]?.count ?? 1
            let mark = path.contains("?") ? "&" : "?"
            #expect(try get("\(path)\(mark)format=csv").status == 200 && rows > 0, "\(path)")
            #expect(try AuditRows.count(test, "export_\(resource)") == before + rows, "\(path)")
        }
        // Who was not visited is shown with the door: a look is told of as a file is.
        let visited = try get("home-visits/coverage?days=1").json()["items"]?.count ?? 0
        #expect(try AuditRows.count(test, "export_households") == visited + 1 && visited > 0)
        #expect(try get("home-visits/coverage?days=1&format=csv").status == 200)
        #expect(try AuditRows.count(test, "export_households") == 2 * visited + 1)
        // Without the names a file of topics or cases is one of places and numbers.
        let topics = try AuditRows.count(test, "export_issues")
        #expect(try get("issues?fields=number,title&format=csv").status == 200)
        #expect(try AuditRows.count(test, "export_issues") == topics)
        let before = try AuditRows.count(test, "export_cases")
        #expect(try get("cases?limit=3&format=csv").status == 200)
        #expect(try AuditRows.count(test, "export_cases") == before)
        let all = try get("cases?expand=reporter&format=ndjson&status=received").text.split(separator: "\n").count
        #expect(try AuditRows.count(test, "export_cases") == before + all)
    }
}

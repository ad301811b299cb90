import JSON
import TestSupport
import Testing

/// What a hostile tester found once, and must not find again.
@Suite("Attacks")
struct AttackTests {
    @Test("Two filters that differ only in what is absent do not share a statement")
    func nullFilters() async throws {
        let test = try await TestServer.demo()
        let client = test.client()
        let filters = ["null,null,law", "null,law,health", "law,health,null", "null"]
        for filter in filters + filters.reversed() {
            #expect(try client.send("GET", "/api/v1/activities?theme=\(filter)&fields=id,theme").status == 200)
        }
    }

    @Test("A parameter that stands twice is refused, however often")
    func repeatedParameters() async throws {
        let test = try await TestServer.demo()
        let many = Array(repeating: "id=1", count: 1550).joined(separator: "&")
        for query in [many, "limit=1&limit=2", "status=published&status=finished"] {
            let answer = try test.client().send("GET", "/api/v1/activities?\(query)")
            #expect(answer.status == 400 && answer.faults.count == 1 && answer.faults[0].hasSuffix(" repeated"))
        }
    }

    @Test("An error is not much larger than what asked for it")
    func amplification() async throws {
        let test = try await TestServer.demo()
        let fields = Array(repeating: "a", count: 2000).joined(separator: ",")
        #expect(try test.client().send("GET", "/api/v1/activities?fields=\(fields)").bytes.count < 60_000)
        let members = (0..<5000).map { #""m\#($0)":1"# }.joined(separator: ",")
        let answer = try test.client().send("POST", "/api/v1/auth/login", body: "{\(members)}")
        #expect(answer.status == 422 && answer.bytes.count < 60_000)
    }

    @Test("A name is not told beside an id to whoever may not read its row")
    func expansion() async throws {
        let test = try await TestServer.demo()
        let operatorToken = try await test.token("org_operator")
        let refused = try test.client().send("GET", "/api/v1/sign-ups?expand=resident&limit=1", token: operatorToken)
        #expect(refused.faults == ["expand unknown_field"])
        let partner = try test.client().send(
            "GET",
            "/api/v1/units?expand=party_member&limit=1",
            token: try await test.token("partner")
        )
        #expect(partner.status == 400)
        let worker = try await test.token("grid_worker")
        let page = try test.client().send("GET", "/api/v1/sign-ups?expand=resident&limit=5", token: worker)
        #expect(page.status == 200 && !page.text.contains("resident_name"))
    }

    @Test("What is over does not change: finished activities, closed cases, posts that were held")
    func closedRecords() async throws {
        let test = try await TestServer.ownDemo()
        let (token, client) = (try await test.token("secretary"), test.client())
        let finished = try client.send("GET", "/api/v1/activities?status=finished&limit=1", token: token).json()
        let activity = try #require(finished.at("items.0.id")?.integer)
        let moved = try client.send(
            "PATCH",
            "/api/v1/activities/\(activity)",
            token: token,
            body: #"{"starts_at": "2022-05-01", "ends_at": "2022-05-02"}"#
        )
        #expect(moved.code == "not_changeable")
        let closed = try client.send("GET", "/api/v1/cases?status=closed&limit=1", token: token).json()
        let file = try #require(closed.at("items.0.id")?.integer)
        let changed = try client.send(
            "PATCH",
            "/api/v1/cases/\(file)",
            token: token,
            headers: [("If-Match", "*")],
            body: #"{"title": "别的"}"#
        )
        #expect(changed.code == "not_changeable")
        #expect(try client.send("DELETE", "/api/v1/grid-staff/1", token: token).status == 405)
    }

    @Test("A resident says what is the matter, not who answers for it")
    func ownUrgency() async throws {
        let test = try await TestServer.ownDemo()
        let token = try await test.token("resident")
        let named = try test.client().send(
            "POST",
            "/api/v1/cases",
            token: token,
            body: #"{"kind":"help","category_id":3,"title":"灯","description":"不亮","building_id":9,"answerable_id":1}"#
        )
        #expect(named.faults == ["#/answerable_id not_allowed"])
        let urgent = try test.client().send(
            "POST",
            "/api/v1/cases",
            token: token,
            body: #"{"kind":"help","category_id":3,"title":"灯","description":"不亮","building_id":9,"priority":"urgent"}"#
        )
        #expect(urgent.faults == ["#/priority not_allowed"])
    }

    @Test("A cancelled activity has no queue, no door and no promotion")
    func cancelled() async throws {
        let test = try await TestServer.ownDemo()
        let (token, client) = (try await test.token("secretary"), test.client())
        let made = try client.send(
            "POST",
            "/api/v1/activities",
            token: token,
            body: """
                {"kind": "class", "title": "茶艺", "starts_at": "2035-01-01T09:00:00+08:00", \
                "ends_at": "2035-01-01T10:00:00+08:00", "capacity": 1}
                """
        )
        let activity = try #require(try made.json()["id"]?.integer)
        _ = try client.send("POST", "/api/v1/activities/\(activity)/publish", token: token, body: "{}")
        let signUps = try (1...2).map { resident in
            try client.send(
                "POST",
                "/api/v1/sign-ups",
                token: token,
                body: #"{"activity_id": \#(activity), "resident_id": \#(resident)}"#
            ).json()
        }
        let first = try #require(signUps[0]["id"]?.integer)
        #expect(
            try client.send("POST", "/api/v1/sign-ups/\(first)/check-in", token: token, body: "{}").code == "wrong_time"
        )
        let large = try client.send(
            "POST",
            "/api/v1/sign-ups",
            token: token,
            body: #"{"activity_id": \#(activity), "resident_id": 3, "party_size": 2}"#
        )
        #expect(large.faults == ["#/party_size never_fits"])
        #expect(
            try client.send("POST", "/api/v1/activities/\(activity)/cancel", token: token, body: "{}").status == 200
        )
        let rows = try client.send("GET", "/api/v1/activities/\(activity)/sign-ups?fields=status", token: token).json()
        #expect(Set(rows["items"]?.elements.compactMap { $0["status"]?.string } ?? []) == ["cancelled"])
        #expect(try client.send("POST", "/api/v1/sign-ups/\(first)/check-in", token: token, body: "{}").status == 409)
    }

    @Test("If-Match is honored on moves, in lists, and never by weak tags")
    func ifMatch() async throws {
        let test = try await TestServer.ownDemo()
        let (token, client) = (try await test.token("secretary"), test.client())
        let send = { (tag: String) in
            try client.send(
                "PATCH",
                "/api/v1/compounds/1",
                token: token,
                headers: [("If-Match", tag)],
                body: #"{"address": "某路 1 号"}"#
            ).status
        }
        #expect(try send(#"W/"1-x""#) == 412)
        #expect(try send(#""99-x", "7""#) == 412)
        #expect(try send(#""99-x", "1-x""#) == 200)
        #expect(try send("one") == 400)
        let open = try client.send("GET", "/api/v1/cases?status=dispatched&limit=1", token: token).json()
        let file = try #require(open.at("items.0.id")?.integer)
        let stale = try client.send(
            "POST",
            "/api/v1/cases/\(file)/accept",
            token: token,
            headers: [("If-Match", "\"999\"")],
            body: "{}"
        )
        #expect(stale.status == 412)
    }

    @Test("A hall does not agree in the place of the owners")
    func authority() async throws {
        let test = try await TestServer.ownDemo()
        let (token, client) = (try await test.token("secretary"), test.client())
        let issue = try client.send(
            "POST",
            "/api/v1/issues",
            token: token,
            body: #"{"title": "划车位", "description": "商铺前", "proposer": "网格长", "authority": "owners"}"#
        ).json()
        let id = try #require(issue["id"]?.integer)
        let session = try client.send(
            "POST",
            "/api/v1/sessions",
            token: token,
            body: #"{"hall_id": 1, "title": "议事会", "starts_at": "2022-01-05T19:30:00+08:00"}"#
        ).json()
        let evening = try #require(session["id"]?.integer)
        #expect(session["status"]?.string == "planned")
        _ = try client.send("POST", "/api/v1/issues/\(id)/screen", token: token, body: "{}")
        _ = try client.send(
            "POST",
            "/api/v1/issues/\(id)/schedule",
            token: token,
            body: #"{"session_id": \#(evening)}"#
        )
        let agreed = try client.send("POST", "/api/v1/issues/\(id)/agree", token: token, body: #"{"outcome": "同意"}"#)
        #expect(agreed.code == "needs_decision")
        let sheet = try client.send("POST", "/api/v1/uploads", token: token, body: "%PDF-1.4\n%%EOF\n").json()["id"]?
            .integer
        let held = try client.send(
            "POST",
            "/api/v1/sessions/\(evening)/close",
            token: token,
            body: #"{"present": 19, "uploads": [\#(sheet ?? 0)]}"#
        )
        #expect(try held.json()["status"]?.string == "held")
    }

    @Test(
        "What people can not see is not taken for a name",
        arguments: ["\u{200B}", "\u{202E}名", "\u{9B}31m", "\u{3164}", "　"]
    )
    func invisible(name: String) async throws {
        let test = try await TestServer.demo()
        let answer = try test.client().send(
            "POST",
            "/api/v1/compounds",
            token: try await test.token("secretary"),
            body: "{\"name\": \"\(name)\"}"
        )
        #expect(answer.status == 422)
    }

    @Test("An identity number agrees with the birth date and sex beside it, and births lie in the past")
    func identity() async throws {
        let test = try await TestServer.demo()
        let answer = try test.client().send(
            "POST",
            "/api/v1/residents",
            token: try await test.token("secretary"),
            body: """
                {"name": "甲", "sex": "male", "birth_date": "1980-05-05", "id_number": "11010519491231002X", \
                "household_id": 1, "relation": "other"}
                """
        )
        #expect(Set(answer.faults) == ["#/birth_date does_not_match", "#/sex does_not_match"])
    }
}

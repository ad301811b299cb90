import App
import Domain
import JSON
import TestSupport
import Testing

@Suite("Finding a person by number, and entering, correcting and taking out residents")
struct ResidentTests {
    private static let body = """
        {"name": "测试人", "sex": "female", "birth_date": "1949-12-31", "phone": "13800138000", \
        "id_number": "11010519491231002X", "household_id": 1, "relation": "other"}
        """

    private func create(_ test: TestServer, as login: String = "staff") async throws -> Int64 {
        let token = try await test.token(login)
        let made = try test.client().send("POST", "/api/v1/residents", token: token, body: Self.body)
        guard made.status == 201, let id = try made.json()["id"]?.integer else { throw TestFailure(made.text) }
        return id
    }

    @Test("A caller is found by the whole number in one call, and stands in the person's log before the answer leaves")
    func found() async throws {
        let test = try await TestServer.ownDemo()
        let (client, staff) = (test.client(), try await test.token("staff"))
        let id = try await create(test)
        let found = try client.send("GET", "/api/v1/residents?phone=13800138000&fields=id,phone", token: staff)
        #expect(try found.json().at("items.0.id")?.integer == id && found.text.contains("138****8000"))
        let auditor = try await test.token("auditor")
        let log = try client.send("GET", "/api/v1/residents/\(id)/access-log?action=search_people", token: auditor)
        #expect(try log.json()["items"]?.count == 1 && !log.text.contains("13800138000"))
        _ = try client.send("GET", "/api/v1/residents?phone=13800138001", token: staff)
        let missed = try client.send("GET", "/api/v1/audit?object=residents&action=search_people", token: auditor)
        #expect(try missed.json().at("items.0.note")?.string?.contains("没有查到") == true)
    }

    @Test("Numbers are not tried out: one value a request, for who may see it whole, and only so many a minute and day")
    func limits() async throws {
        let clock = SettableClock(SystemClock().now())
        let test = try await TestServer.ownDemo(clock: clock) { $0.access.rateUnmaskings = 2 }
        let client = test.client()
        let id = try await create(test)
        func search(_ query: String, as login: String = "staff") async throws -> HTTPAnswer {
            try client.send("GET", "/api/v1/\(query)", token: try await test.token(login))
        }
        let many = try await search("residents?phone=13800138000,13800138001")
        #expect(many.status == 400 && many.faults == ["phone one_value"])
        #expect(try await search("residents?phone.not=13800138000").status == 400)
        #expect(try await search("residents?phone=null&limit=1").status == 200)
        for (path, login) in [
            ("residents?id=\(id)&fields=id&phone=13800138000", "social_worker"),
            ("residents?id_number=11010519491231002X&format=csv", "social_worker"),
            ("party-members?phone=13800138000", "branch_secretary"),
            ("party-members?phone=13800138000", "subdistrict_officer"),
        ] { #expect(try await search(path, as: login).status == 403, "\(path)") }
        var statuses: [Int] = []
        for _ in 0..<3 { statuses.append(try await search("ownerships?phone=13800138000").status) }
        #expect(statuses == [200, 200, 429])
        for _ in 0..<(PersonSearch.limit - 2) / 2 {
            clock.set(clock.now().advanced(bySeconds: 60))
            for _ in 0..<2 { _ = try await search("residents?phone=13800138001") }
        }
        clock.set(clock.now().advanced(bySeconds: 60))
        let last = try await search("residents?phone=13800138000")
        #expect(last.status == 429 && last.code == "too_many_searches")
        clock.set(clock.now().advanced(bySeconds: PersonSearch.windowSeconds))
        #expect(try await search("residents?phone=13800138000").status == 200)
    }

    @Test("A correction is held against the ID number as a new entry is")
    func corrected() async throws {
        let test = try await TestServer.ownDemo()
        let (id, staff) = (try await create(test), try await test.token("staff"))
        func change(_ body: String) throws -> HTTPAnswer {
            let headers = [("If-Match", "*")]
            return try test.client().send(
                "PATCH",
                "/api/v1/residents/\(id)",
                token: staff,
                headers: headers,
                body: body
            )
        }
        #expect(try change(#"{"birth_date": "2031-01-01"}"#).faults.contains("#/birth_date in_future"))
        #expect(try change(#"{"birth_date": "1990-01-01"}"#).faults == ["#/birth_date does_not_match"])
        #expect(try change(#"{"sex": "male"}"#).faults == ["#/sex does_not_match"])
        #expect(try change(#"{"name": "改名"}"#).status == 200)
        #expect(try change(#"{"id_number": null, "birth_date": "1950-01-01"}"#).status == 200)
    }

    @Test("Who lives here is not taken out; who was entered by mistake is, on the same day and by the same hand")
    func removed() async throws {
        let clock = SettableClock(SystemClock().now())
        let test = try await TestServer.ownDemo(clock: clock)
        let client = test.client()
        func remove(_ path: String, as login: String = "staff") async throws -> HTTPAnswer {
            let token = try await test.token(login)
            return try client.send("DELETE", "/api/v1/\(path)", token: token, headers: [("If-Match", "*")])
        }
        #expect(try await remove("residents/3", as: "secretary").code == "has_history")
        let id = try await create(test)
        #expect(try await remove("residents/\(id)", as: "secretary").code == "has_history")
        let consent = #"{"resident_id": \#(id), "purpose": "invitations", "channel": "paper", "proof": "同意书"}"#
        let given = try client.send("POST", "/api/v1/consents", token: try await test.token("staff"), body: consent)
        #expect(given.status == 201)
        let used = try await remove("residents/\(id)")
        #expect(used.code == "in_use" && used.text.contains("同意记录"))
        let other =
            try client.send(
                "POST",
                "/api/v1/residents",
                token: try await test.token("staff"),
                body:
                    #"{"name": "误录", "sex": "male", "birth_date": "1980-01-01", "household_id": 1, "relation": "other"}"#
            ).json()["id"]?.integer ?? 0
        #expect(try await remove("residents/\(other)").status == 204)
        let late =
            try client.send(
                "POST",
                "/api/v1/residents",
                token: try await test.token("staff"),
                body:
                    #"{"name": "误录", "sex": "male", "birth_date": "1980-01-01", "household_id": 1, "relation": "other"}"#
            ).json()["id"]?.integer ?? 0
        clock.set(clock.now().advanced(bySeconds: 86_400))
        #expect(try await remove("residents/\(late)").code == "has_history")
        #expect(try await remove("honours/1").code == "counted_already")
        let accepted = try client.send("GET", "/api/v1/projects?status=accepted&limit=1", token: nil).json()
        let project = try #require(accepted.at("items.0.id")?.integer)
        #expect(try await remove("projects/\(project)").code == "counted_already")
    }

    @Test("An ID number that stands in another grid is refused as one that contradicts itself is; staff hear of it")
    func elsewhere() async throws {
        let test = try await TestServer.ownDemo()
        let (client, staff) = (test.client(), try await test.token("staff"))
        let worker = try await test.token("grid_worker")
        let own = try #require(client.send("GET", "/api/v1/me", token: worker).json().at("scope.grid_id")?.integer)
        let grids = "/api/v1/households?fields=id,grid_id&limit=1&grid_id="
        func household(_ grid: Int64) throws -> Int64 {
            try #require(client.send("GET", "\(grids)\(grid)", token: staff).json().at("items.0.id")?.integer)
        }
        let (here, there) = (try household(own), try household(own == 1 ? 2 : 1))
        func enter(_ number: String, _ home: Int64, as token: String, sex: String = "female") throws -> HTTPAnswer {
            let body = """
                {"name": "测试人", "sex": "\(sex)", "birth_date": "1949-12-31", "id_number": "\(number)", \
                "household_id": \(home), "relation": "other"}
                """
            return try client.send("POST", "/api/v1/residents", token: token, body: body)
        }
        let known = try #require(enter("11010519491231002X", there, as: staff).json()["id"]?.integer)
        let rejected = [
            try enter("11010519491231002X", here, as: worker), try enter("110105194912310038", here, as: worker),
        ]
        for answer in rejected { #expect(answer.status == 422 && answer.faults == ["#/id_number not_accepted"]) }
        let details = try rejected.map { try $0.json().at("errors.0.detail")?.string }
        #expect(details[0] != nil && details[0] == details[1])
        // A correction tells no more than an entry.
        let other =
            #"{"name": "甲", "sex": "female", "birth_date": "1949-12-31", "household_id": \#(here), "relation": "other"}"#
        let made = try client.send("POST", "/api/v1/residents", token: worker, body: other).json()
        let id = try #require(made["id"]?.integer)
        let patched = try client.send(
            "PATCH",
            "/api/v1/residents/\(id)",
            token: worker,
            headers: [("If-Match", "*")],
            body: #"{"id_number": "11010519491231002X"}"#
        )
        #expect(patched.faults == ["#/id_number not_accepted"])
        #expect(
            try client.send("GET", "/api/v1/residents?id_number=11010519491231002X", token: staff).json()["items"]?
                .count == 1
        )
        let notices = try client.send("GET", "/api/v1/notifications?limit=200", token: staff).json()
        let told = try Array(#require(notices["items"]).elements).filter { $0["topic"]?.string == "number_elsewhere" }
        // Twice tried, told once.
        #expect(told.count == 1 && told[0]["text"]?.string?.contains("居民 \(known)") == true)
        let log = try client.send(
            "GET",
            "/api/v1/residents/\(known)/access-log?action=search_people",
            token: try await test.token("auditor")
        ).json()
        #expect(log["items"]?.count ?? 0 >= 2)
        // Nobody else is kept from entering them: staff see the one who is there.
        #expect(try enter("11010519491231002X", here, as: staff).code == "duplicate")
    }
}

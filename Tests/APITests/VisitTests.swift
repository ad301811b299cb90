import App
import Domain
import JSON
import TestSupport
import Testing

@Suite("走访入户，听民声访民意解民忧")
struct VisitTests {
    /// The grid worker at a door of the own grid.
    struct Door {
        let test: TestServer
        let client: HTTPClient
        let worker: String
        let secretary: String
        let household: Int64
        let resident: Int64
        let grid: Int64

        init(clock: any Clock = SystemClock()) async throws {
            test = try await TestServer.ownDemo(clock: clock)
            client = test.client()
            worker = try await test.token("grid_worker")
            secretary = try await test.token("secretary")
            grid = try #require(
                try client.send("GET", "/api/v1/me", token: worker).json().at("scope.grid_id")?.integer
            )
            let people = try client.send("GET", "/api/v1/residents?limit=1&birth_year.lte=1950", token: worker).json()
            resident = try #require(people.at("items.0.id")?.integer)
            household = try #require(people.at("items.0.household_id")?.integer)
        }

        func visit(_ members: String, as token: String? = nil) throws -> HTTPAnswer {
            let body = #"{"household_id": \#(household), \#(members)}"#
            return try client.send("POST", "/api/v1/home-visits", token: token ?? worker, body: body)
        }

        func get(_ path: String, as token: String? = nil) throws -> JSONValue {
            try client.send("GET", "/api/v1/\(path)", token: token ?? worker).json()
        }

        /// Rows of each thing that a visit may make.
        func counts() throws -> [Int64?] {
            try ["home-visits", "heard", "wishes", "cases", "issues", "audit"].map { name in
                try client.send(
                    "GET",
                    "/api/v1/\(name)?limit=1&fields=id",
                    token: secretary,
                    headers: [("Prefer", "count=exact")]
                ).json()["total"]?.integer
            }
        }
    }

    @Test(
        "One entry at the door takes a request, a suggestion, a wish, thanks, an errand and a change where they belong"
    )
    func everything() async throws {
        let door = try await Door()
        let thanked = try door.get("accounts?role=staff&limit=1").at("items.0.id")?.integer ?? 0
        let answer = try door.visit(
            """
            "resident_id": \(door.resident), "result": "met", "summary": "家中平安，精神很好", "care": "血压偏高，提醒复查",
            "verification": "尊老金本人在世", "heard": [
                {"kind": "request", "title": "路灯不亮", "description": "楼下路灯坏了三天", "category_id": 3, "priority": "high"},
                {"kind": "suggestion", "title": "加座椅", "description": "树下加两把椅子"},
                {"kind": "wish", "description": "想看一场锡剧"},
                {"kind": "praise", "description": "谢谢小陆帮我买药", "praised_id": \(thanked)},
                {"kind": "errand", "title": "代办尊老金认证", "category_id": 3},
                {"kind": "change", "phone": "15655501234", "care_tag": "elder_alone", "description": "换了号码，独居"}
            ], "supplies": [{"item": "春联", "quantity": 2}, {"item": "口罩", "quantity": 10}]
            """
        )
        #expect(answer.status == 201, "\(answer.text)")
        let entry = try answer.json()
        #expect(entry.at("visit.supplies")?.string == "春联×2、口罩×10")
        #expect(entry.at("visit.grid_id")?.integer == door.grid && entry.at("visit.heard")?.integer == 6)
        #expect(answer.header("Location") == "/api/v1/home-visits/\(entry["id"]?.integer ?? 0)")
        let heard = try #require(entry.at("heard.items")).elements.map { $0 }
        #expect(heard.map { $0["kind"]?.string } == ["request", "suggestion", "wish", "praise", "errand", "change"])

        let request = try door.get("cases/\(heard[0]["case_id"]?.integer ?? 0)")
        #expect(request["source"]?.string == "home_visit" && request["kind"]?.string == "help")
        #expect(request["reporter_id"]?.integer == door.resident && request["grid_id"]?.integer == door.grid)
        #expect(request["priority"]?.string == "high" && request["status"]?.string == "received")
        // What a grid worker hears suggested is a topic for the hall.
        #expect(try door.get("issues/\(heard[1]["issue_id"]?.integer ?? 0)")["source"]?.string == "visit")
        let wish = try door.get("wishes/\(heard[2]["wish_id"]?.integer ?? 0)")
        #expect(wish["text"]?.string == "想看一场锡剧" && wish["status"]?.string == "open")
        #expect(wish["household_id"]?.integer == door.household)
        let thanks = try door.get("cases/\(heard[3]["case_id"]?.integer ?? 0)")
        #expect(thanks["kind"]?.string == "praise" && thanks["answerable_id"]?.integer == thanked)
        let errand = try door.get("cases/\(heard[4]["case_id"]?.integer ?? 0)")
        let worker = try door.get("me").at("account_id") ?? door.get("me").at("id")
        #expect(errand["kind"]?.string == "errand" && errand["status"]?.string == "dispatched")
        #expect(errand["handler_id"]?.integer == worker?.integer)
        let person = try door.get("residents/\(door.resident)")
        #expect(person["phone"]?.string == "156****1234" && person["care_tag"]?.string == "elder_alone")
        #expect(heard[5]["applied"]?.bool == true && heard[5]["resident_id"]?.integer == door.resident)

        let tally = try door.get("home-visits?result=met")
        #expect(tally["items"]?.count == 1)

        let fulfilled = try door.client.send(
            "POST",
            "/api/v1/wishes/\(wish["id"]?.integer ?? 0)/fulfill",
            token: door.worker,
            body: #"{"fulfiller": "戏曲志愿队", "remark": "周六社区大舞台"}"#
        )
        #expect(fulfilled.status == 200, "\(fulfilled.text)")
        #expect(try fulfilled.json()["status"]?.string == "fulfilled")
        let again = try door.client.send(
            "POST",
            "/api/v1/wishes/\(wish["id"]?.integer ?? 0)/decline",
            token: door.worker,
            body: #"{"remark": "没有场地"}"#
        )
        #expect(again.status == 409 && again.code == "illegal_move")
    }

    @Test("Where the visitor may write issues a suggestion goes to the hall")
    func suggestion() async throws {
        let door = try await Door()
        let answer = try door.visit(
            #""result": "met", "heard": [{"kind": "suggestion", "title": "加座椅", "description": "树下加两把椅子"}]"#,
            as: door.secretary
        )
        #expect(answer.status == 201, "\(answer.text)")
        let issue = try answer.json().at("heard.items.0.issue_id")?.integer ?? 0
        let seen = try door.get("issues/\(issue)", as: door.secretary)
        #expect(seen["status"]?.string == "collected" && seen["proposer"]?.string == "走访住户")
        #expect(seen["grid_id"]?.integer == door.grid)
    }

    @Test("All that is wrong with an entry is told at once and where, and nothing of it is done")
    func faults() async throws {
        let door = try await Door()
        let before = try door.counts()
        let form = try door.visit(
            """
            "result": "gone", "heard": [{"kind": "request", "title": ""}, 7, {"kind": "sing"}],
            "supplies": [{"item": "米", "quantity": 0}, {"weight": 3}]
            """
        )
        #expect(
            form.faults == [
                "#/result unknown_value", "#/heard/0/title too_short", "#/heard/1 wrong_type",
                "#/heard/2/kind unknown_value", "#/supplies/0/quantity out_of_range", "#/supplies/1/item required",
                "#/supplies/1/quantity required", "#/supplies/1/weight unknown_member",
                "#/heard/0/category_id required",
                "#/heard/0/description required",
            ],
            "\(form.text)"
        )
        // What can not be read, what is missing and what is not there stand beside each other, in a batch as alone.
        let mixed = """
            "household_id": 99999, "result": "zz", "at": "2199-01-01T00:00:00+08:00", "resident_id": 999999, "heard": [
                {"kind": "errand", "category_id": 999999}, {"kind": "change", "resident_id": \(door.resident), "phone": "abc"},
                9, {"kind": "praise", "praised_id": 999999, "title": ""}
            ]
            """
        let expected: Set = [
            "household_id unknown_reference", "result unknown_value", "at in_future", "resident_id unknown_reference",
            "heard/0/title required", "heard/0/category_id unknown_reference", "heard/1/phone bad_mobile",
            "heard/2 wrong_type", "heard/3/title too_short", "heard/3/description required",
            "heard/3/praised_id unknown_reference",
        ]
        let alone = try door.client.send("POST", "/api/v1/home-visits", token: door.worker, body: "{\(mixed)}")
        #expect(Set(alone.faults) == Set(expected.map { "#/\($0)" }), "\(alone.text)")
        let sent = #"{"visits": [{"client_id": "x", \#(mixed)}]}"#
        let batch = try door.client.send("POST", "/api/v1/home-visits/batch", token: door.worker, body: sent).json()
        let told = batch.at("items.0.problem.errors")?.elements.map {
            "\($0["pointer"]?.string ?? "") \($0["code"]?.string ?? "")"
        }
        #expect(Set(told ?? []) == Set(expected.map { "#/visits/0/\($0)" }), "\(batch)")
        let stranger = try door.get("residents?grid_id.not=\(door.grid)&limit=1", as: door.secretary)
        let other = stranger.at("items.0.id")?.integer ?? 0
        let content = try door.visit(
            """
            "result": "met", "resident_id": \(other), "at": "2199-01-01T00:00:00+08:00", "try_again_on": "2199-01-02",
            "heard": [
                {"kind": "request", "title": "灯", "description": "不亮", "category_id": 3},
                {"kind": "request", "description": "不亮", "phone": "15655501234"},
                {"kind": "request", "title": "灯", "description": "不亮", "category_id": 999999},
                {"kind": "praise", "description": "谢谢", "praised_id": 999999},
                {"kind": "change", "resident_id": \(other), "phone": "15655501234"}, {"kind": "wish"}
            ]
            """
        )
        #expect(
            content.faults == [
                "#/at in_future", "#/resident_id lives_elsewhere", "#/heard/0/resident_id unknown_reference",
                "#/heard/1/category_id required", "#/heard/1/title required", "#/heard/1/phone not_allowed",
                "#/heard/2/category_id unknown_reference", "#/heard/2/resident_id unknown_reference",
                "#/heard/3/praised_id unknown_reference", "#/heard/4/resident_id unknown_reference",
                "#/heard/5/description required", "#/try_again_on not_allowed",
            ],
            "\(content.text)"
        )
        #expect(try door.counts() == before)
    }

    @Test("A grid worker visits in the own grid only, and a resident visits nobody")
    func scope() async throws {
        let door = try await Door()
        let far = try door.get("households?grid_id.not=\(door.grid)&limit=1", as: door.secretary).at("items.0.id")
        let body = #"{"household_id": \#(far?.integer ?? 0), "result": "no_answer"}"#
        let refused = try door.client.send("POST", "/api/v1/home-visits", token: door.worker, body: body)
        #expect(refused.status == 422 && refused.faults == ["#/household_id unknown_reference"])
        let made = try door.client.send("POST", "/api/v1/home-visits", token: door.secretary, body: body)
        let id = try made.json()["id"]?.integer ?? 0
        #expect(try door.client.send("GET", "/api/v1/home-visits/\(id)", token: door.worker).status == 404)
        #expect(try door.client.send("GET", "/api/v1/home-visits/\(id)/heard", token: door.worker).status == 404)
        for login in ["resident", "party_member", "partner"] {
            let token = try await door.test.token(login)
            #expect(try door.client.send("POST", "/api/v1/home-visits", token: token, body: body).status == 403)
            #expect(try door.client.send("GET", "/api/v1/home-visits/\(id)", token: token).status == 403)
        }
        let both = #"{"household_id": 1, "dwelling_id": 1, "result": "vacant"}"#
        #expect(
            try door.client.send("POST", "/api/v1/home-visits", token: door.secretary, body: both).faults == [
                "#/household_id one_home"
            ]
        )
        let vacant = #"{"dwelling_id": 1, "result": "vacant"}"#
        #expect(try door.client.send("POST", "/api/v1/home-visits", token: door.secretary, body: vacant).status == 201)
    }

    @Test("A walk without a network is sent at once; each door tells how it went, and a repeat doubles none")
    func batch() async throws {
        let door = try await Door()
        let body = """
            {"visits": [
                {"client_id": "a", "household_id": \(door.household), "result": "met",
                 "heard": [{"kind": "wish", "description": "看戏"}]},
                {"client_id": "b", "household_id": 999999, "result": "no_answer"},
                {"client_id": "c", "household_id": \(door.household), "result": "met", "heard": [{"kind": "wish"}]},
                {"household_id": \(door.household), "result": "shout"},
                {"client_id": "d", "household_id": \(door.household), "result": "try_again", "try_again_on": "2035-01-01"}
            ]}
            """
        func send() throws -> [JSONValue] {
            let answer = try door.client.send("POST", "/api/v1/home-visits/batch", token: door.worker, body: body)
            guard answer.status == 200, let items = try answer.json()["items"] else { throw TestFailure(answer.text) }
            return Array(items.elements)
        }
        let first = try send()
        #expect(first.map { $0["status"]?.integer } == [201, 422, 422, 422, 201])
        #expect(first.map { $0["client_id"]?.string } == ["a", "b", "c", nil, "d"])
        #expect(first[1].at("problem.errors.0.pointer")?.string == "#/visits/1/household_id")
        #expect(first[2].at("problem.errors.0.pointer")?.string == "#/visits/2/heard/0/description")
        let faults = try #require(first[3].at("problem.errors")).elements.map { $0["pointer"]?.string }
        #expect(Array(faults) == ["#/visits/3/result", "#/visits/3/client_id"])
        let counts = try door.counts()
        let second = try send()
        #expect(second.map { $0["status"]?.integer } == [200, 422, 422, 422, 200])
        #expect(second[0].at("entry.id")?.integer == first[0].at("entry.id")?.integer)
        #expect(
            second[0].at("entry.heard.items.0.wish_id")?.integer == first[0].at("entry.heard.items.0.wish_id")?.integer
        )
        #expect(try door.counts().prefix(5).elementsEqual(counts.prefix(5)))
        // Alone it is the same entry, too; somebody else's device may use the same id, and another visit may not.
        let alone = #""client_id": "a", "result": "met", "heard": [{"kind": "wish", "description": "看戏"}]"#
        let reworded = alone.replacing("看戏", with: "看病")
        #expect(try door.visit(reworded).faults == ["#/client_id used_before"], "other words are not lost without one")
        #expect(try door.visit(alone + #", "summary": "平安""#).faults == ["#/client_id used_before"])
        #expect(try door.visit(alone).json()["id"]?.integer == first[0].at("entry.id")?.integer)
        #expect(try door.visit(#""client_id": "a", "result": "refused""#).faults == ["#/client_id used_before"])
        #expect(try door.visit(alone, as: door.secretary).json()["id"]?.integer != first[0].at("entry.id")?.integer)
    }

    @Test("Whom nobody has met for so many days comes first, in the own grid; an unanswered door is no visit")
    func coverage() async throws {
        let clock = SettableClock(SystemClock().now())
        let door = try await Door(clock: clock)
        let path = "home-visits/coverage?days=30"
        let before = try door.get(path)
        let all = try #require(before["households"]?.integer)
        #expect(before["visited"]?.integer == 0 && all > 300)
        let items = try #require(before["items"])
        #expect(
            items.elements.allSatisfy { $0["grid_id"]?.integer == door.grid && $0["last_visit_at"]?.isNull == true }
        )
        // Of doors that nobody went to those come first behind which somebody needs care.
        let care = items.elements.map { $0["in_care"]?.integer ?? 0 }
        #expect(care == care.sorted(by: >) && (care.first ?? 0) > 0)
        #expect(try door.visit(#""result": "no_answer""#).status == 201)
        #expect(try door.get(path)["visited"]?.integer == 0)
        #expect(try door.visit(#""result": "met""#).status == 201)
        #expect(try door.get(path)["visited"]?.integer == 1)
        #expect(
            try door.get(path)["items"]?.elements.contains { $0["household_id"]?.integer == door.household } == false
        )
        clock.set(clock.now().advanced(bySeconds: 31 * 86_400))
        let later = try #require(
            try door.client.send(
                "GET",
                "/api/v1/\(path)&format=ndjson",
                token: try await door.test.token("grid_worker")
            ).text.split(separator: "\n").last
        )
        #expect(later.contains(#""household_id":\#(door.household)"#))
    }
}

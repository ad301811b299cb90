import App
import Domain
import JSON
import TestSupport
import Testing

/// The sentences of the article (2021-12-24) that the product can do so far, each over HTTP on the demo community.
@Suite("The article's sentences")
struct ArticleTests {
    private func get(_ target: String, as login: String? = "secretary") async throws -> JSONValue {
        let test = try await TestServer.demo()
        var token: String?
        if let login { token = try await test.token(login) }
        let answer = try test.client().send("GET", target, token: token)
        guard answer.status == 200 else { throw TestFailure("\(target): \(answer.status) \(answer.text)") }
        return try answer.json()
    }

    @Test("党总支与 4 个党支部：a general branch and four branches, one secretary each")
    func partyOrganizations() async throws {
        let branches = try await get("/api/v1/party-organizations?kind=branch")
        let general = try await get("/api/v1/party-organizations?kind=general_branch")
        #expect(branches["items"]?.count == 4)
        #expect(general["items"]?.count == 1)
        let secretaries =
            (Array(branches["items"]?.elements.map { $0 } ?? []) + (general["items"]?.elements.map { $0 } ?? []))
            .compactMap { $0["secretary_id"]?.integer }
        #expect(Set(secretaries).count == 5)
        let parents = Set(branches["items"]?.elements.compactMap { $0["parent_id"]?.integer } ?? [])
        #expect(parents == [try #require(general.at("items.0.id")?.integer)])
    }

    @Test("及时报名党日活动：a Party member's household signs up for a Party day, a stranger to the Party does not")
    func partyDay() async throws {
        let test = try await TestServer.ownDemo()
        let (token, client) = (try await test.token("secretary"), test.client())
        let created = try client.send(
            "POST",
            "/api/v1/activities",
            token: token,
            body: """
                {"kind": "party_day", "title": "主题党日", "starts_at": "2035-07-01T09:00:00+08:00", \
                "ends_at": "2035-07-01T11:00:00+08:00", "capacity": 20, "party_members_only": true}
                """
        )
        let activity = try #require(try created.json()["id"]?.integer)
        let early = try client.send(
            "POST",
            "/api/v1/sign-ups",
            token: token,
            body: #"{"activity_id": \#(activity), "resident_id": 1}"#
        )
        #expect(early.code == "not_open")
        #expect(
            try client.send("POST", "/api/v1/activities/\(activity)/publish", token: token, body: "{}").status == 200
        )
        let members = try client.send("GET", "/api/v1/party-members?resident_id.not=null&limit=1", token: token).json()
        let member = try #require(members.at("items.0.resident_id")?.integer)
        let signedUp = try client.send(
            "POST",
            "/api/v1/sign-ups",
            token: token,
            body: #"{"activity_id": \#(activity), "resident_id": \#(member)}"#
        )
        #expect(signedUp.status == 201)
        #expect(try signedUp.json()["status"]?.string == "confirmed")
        let again = try client.send(
            "POST",
            "/api/v1/sign-ups",
            token: token,
            body: #"{"activity_id": \#(activity), "resident_id": \#(member)}"#
        )
        #expect(again.status == 409)
        #expect(again.faults.contains("#/resident_id duplicate"))
        let others = Set(
            try client.send("GET", "/api/v1/party-members?limit=200&resident_id.not=null", token: token).json()[
                "items"
            ]?.elements.compactMap { $0["resident_id"]?.integer } ?? []
        )
        let stranger = try #require((1...400).first { !others.contains($0) })
        let refused = try client.send(
            "POST",
            "/api/v1/sign-ups",
            token: token,
            body: #"{"activity_id": \#(activity), "resident_id": \#(stranger)}"#
        )
        #expect(refused.code == "not_eligible")
        let seen = try client.send("GET", "/api/v1/activities/\(activity)", token: token).json()
        #expect(seen["confirmed"]?.integer == 1)
    }

    @Test("辖区 39 幢楼划分至 5 个网格：every building in exactly one grid, and the coverage says what is missing")
    func grids() async throws {
        let coverage = try await get("/api/v1/reports/grid-coverage?on=2021-12-31")
        #expect(coverage.at("summary.grids")?.integer == 5)
        #expect(coverage.at("summary.buildings")?.integer == 39)
        #expect(coverage["buildings_without_grid"]?.count == 0)
        let sizes = coverage["grids"]?.elements.compactMap { $0["households"]?.integer } ?? []
        #expect(sizes.count == 5 && sizes.allSatisfy { (300...500).contains($0) })
        let buildings = try await get("/api/v1/buildings?limit=200&fields=grid_id")
        #expect(buildings["items"]?.elements.filter { $0["grid_id"]?.integer != nil }.count == 39)
    }

    @Test("A building that moves to another grid keeps its history, and last year's figures do not change")
    func movedBuilding() async throws {
        let test = try await TestServer.ownDemo()
        let (token, client) = (try await test.token("secretary"), test.client())
        let today = CommunityTime().date(of: SystemClock().now())
        let before = try client.send("GET", "/api/v1/reports/grid-coverage?on=2021-12-31", token: token).json()
        let found = try client.send("GET", "/api/v1/buildings?grid_id=1&limit=1", token: token).json()
        let building = try #require(found.at("items.0.id")?.integer)
        let move = { (from: String) in
            try client.send(
                "POST",
                "/api/v1/buildings/\(building)/move",
                token: token,
                body: #"{"grid_id": 2, "from_date": "\#(from)", "reason": "网格优化"}"#
            )
        }
        #expect(try move("2022-03-01").faults == ["#/from_date closed_month"])
        #expect(try move(today.advanced(byDays: 1).description).faults == ["#/from_date in_future"])
        #expect(try move(today.description).json()["grid_id"]?.integer == 2)
        let after = try client.send("GET", "/api/v1/reports/grid-coverage?on=2021-12-31", token: token).json()
        let now = try client.send("GET", "/api/v1/reports/grid-coverage?on=\(today)", token: token).json()
        let one = try #require(before.at("grids.0.buildings")?.integer)
        #expect(after.at("grids.0.buildings")?.integer == one)
        #expect(now.at("grids.0.buildings")?.integer == one - 1)
        let history = try client.send("GET", "/api/v1/buildings/\(building)/grids", token: token).json()
        #expect(history["items"]?.count == 2)
        #expect(history.at("items.0.until_date")?.string == today.description)
    }

    @Test("选优配强专职网格员，还有党员志愿者和兼职网格员：every grid has its leader and its people")
    func gridStaff() async throws {
        let coverage = try await get("/api/v1/reports/grid-coverage?on=2021-12-31")
        let grids = Array(coverage["grids"]?.elements.map { $0 } ?? [])
        #expect(grids.allSatisfy { $0["leader"]?.string != nil })
        #expect(grids.allSatisfy { ($0["full_time"]?.integer ?? 0) >= 1 && ($0["part_time"]?.integer ?? 0) >= 1 })
        #expect(grids.allSatisfy { ($0["party_volunteers"]?.integer ?? 0) >= 1 })
    }

    @Test("文明创建、疫情防控、民生事务、信访维稳、矛盾劝解：the five categories, each with its own limits")
    func categories() async throws {
        let page = try await get("/api/v1/case-categories?parent_id=null", as: "secretary")
        let names = page["items"]?.elements.compactMap { $0["name"]?.string } ?? []
        #expect(Set(names) == ["文明创建", "疫情防控", "民生事务", "信访维稳", "矛盾劝解"])
    }

    @Test("在网格显著位置设置公示牌：anybody reads who serves the grid and on which number")
    func board() async throws {
        let board = try await get("/api/v1/grids/1/board", as: nil)
        #expect(board.at("grid.id")?.integer == 1)
        #expect((board["buildings"]?.count ?? 0) == 8)
        let staff = Array(board["staff"]?.elements.map { $0 } ?? [])
        #expect(staff.first?["role"]?.string == "leader")
        #expect(staff.allSatisfy { $0["name"]?.string != nil && $0["role"]?.string != nil })
        #expect(staff.first?["phone"]?.string?.isEmpty == false)
    }

    @Test("反馈身边要事：a resident's word becomes a case with a number, an answerable person and a due time")
    func feedback() async throws {
        let test = try await TestServer.ownDemo()
        let (resident, secretary, client) = (
            try await test.token("resident"), try await test.token("secretary"), test.client()
        )
        let category = try client.send("GET", "/api/v1/case-categories?code=livelihood", token: secretary).json().at(
            "items.0.id"
        )?.integer
        let submitted = try client.send(
            "POST",
            "/api/v1/cases",
            token: resident,
            body: """
                {"kind": "help", "category_id": \(try #require(category)), "title": "楼道灯不亮", \
                "description": "三楼楼道灯坏了一周", "building_id": 10}
                """
        )
        #expect(submitted.status == 201, "\(submitted.text)")
        let file = try submitted.json()
        let id = try #require(file["id"]?.integer)
        #expect(file["number"]?.string?.hasPrefix("GB-20") == true)
        #expect(file["status"]?.string == "received")
        #expect(
            file["answerable_id"]?.integer != nil && file["due_at"]?.string != nil
                && file["reporter_id"]?.integer != nil
        )
        let early = try client.send("POST", "/api/v1/cases/\(id)/close", token: secretary, body: #"{"answer": "好"}"#)
        #expect(early.status == 409 && early.code == "illegal_move")
        #expect(try early.json()["from"]?.string == "received")
        #expect(
            try early.json()["allowed"]?.elements.compactMap(\.string) == [
                "accept", "verify-first", "decline", "answer", "void", "merge", "supervise",
            ]
        )
        let handler = try #require(try client.send("GET", "/api/v1/me", token: secretary).json()["id"]?.integer)
        // Whoever did the work does not look at it.
        let staff = try await test.token("staff")
        for (move, body, token) in [
            ("accept", "{}", secretary), ("dispatch", #"{"handler_id": \#(handler)}"#, secretary),
            ("start", "{}", secretary), ("report-done", #"{"answer": "已更换灯泡"}"#, secretary),
            ("close", #"{"answer": "楼道灯已修好"}"#, staff),
        ] {
            let moved = try client.send("POST", "/api/v1/cases/\(id)/\(move)", token: token, body: body)
            #expect(moved.status == 200, "\(move): \(moved.text)")
        }
        let timeline = try client.send("GET", "/api/v1/cases/\(id)/timeline", token: secretary).json()
        let moves = timeline["items"]?.elements.compactMap { $0["move"]?.string }
        #expect(moves == ["create", "accept", "dispatch", "start", "report_done", "close"])
    }

    @Test("15 个电瓶车充电桩安装等项目一一完成：five named projects, with the issues and cases they came from")
    func projects() async throws {
        let annual = try await get("/api/v1/reports/annual?year=2021")
        let projects = Array(annual["projects"]?.elements.map { $0 } ?? [])
        let named = Set(
            projects.compactMap { project in
                project["compound"]?.string.flatMap { compound in project["name"]?.string.map { "\(compound) \($0)" } }
            }
        )
        #expect(
            named.isSuperset(of: [
                "康桥水郡 电瓶车充电桩安装", "康桥水郡 大门及门禁系统升级", "康桥水郡 景观河修复改造", "国宾花园 人车分流路段改造",
                "国宾花园 商铺道板车位划定",
            ])
        )
        #expect(projects.first { $0["name"]?.string == "电瓶车充电桩安装" }?["quantity"]?.integer == 15)
        let page = try await get("/api/v1/projects?name=电瓶车充电桩安装".replacing("电瓶车充电桩安装", with: Self.chargingPiles))
        let issue = try #require(page.at("items.0.issue_id")?.integer)
        let origin = try await get("/api/v1/cases?issue_id=\(issue)")
        #expect((origin["items"]?.count ?? 0) >= 1)
        #expect(try await get("/api/v1/issues/\(issue)")["status"]?.string == "completed")
    }

    private static let chargingPiles = "电瓶车充电桩安装".utf8.map { "%" + String($0, radix: 16, uppercase: true) }.joined()

    @Test("社区通过多方议事联动解决了民生诉求三十余条：more than thirty demands, counted from closed cases")
    func demands() async throws {
        let annual = try await get("/api/v1/reports/annual?year=2021")
        #expect(try #require(annual.at("deliberation.demands_resolved")?.integer) > 30)
        let halls = try await get("/api/v1/halls", as: nil)
        let names = halls["items"]?.elements.compactMap { $0["name"]?.string } ?? []
        #expect(Set(names).isSuperset(of: ["国宾议事园", "19点议事厅"]))
    }

    @Test("国学素养课堂一月三次：three classes in every month of the book house, and the yearly exhibition")
    func classes() async throws {
        let annual = try await get("/api/v1/reports/annual?year=2021")
        #expect(annual.at("reading_room.classes")?.integer == 36)
        #expect(annual.at("reading_room.exhibitions")?.integer == 1)
        let page = try await get("/api/v1/activities?kind=class&starts_at.gte=2021-01-01&limit=200&fields=starts_at")
        let months = page["items"]?.elements.compactMap { $0["starts_at"]?.string?.prefix(7) } ?? []
        let counts = Dictionary(months.map { ($0, 1) }, uniquingKeysWith: +)
        #expect(counts.count == 12 && counts.values.allSatisfy { $0 == 3 })
    }

    @Test("共开展了各类型活动 98 场，参与居民 4000 人次：the yearly figures count themselves")
    func threeSociety() async throws {
        let annual = try await get("/api/v1/reports/annual?year=2021")
        #expect(annual.at("three_society.count")?.integer == 98)
        #expect(annual.at("three_society.person_times")?.integer == 4000)
        #expect(try #require(annual.at("activities.count")?.integer) > 98 + 36)
        // The figure opens down to its rows: the same sum from the list of activities.
        var total: Int64 = 0
        let page = try await get("/api/v1/activities?kind=three_society&status=finished&limit=200&fields=person_times")
        for activity in page["items"]?.elements.map({ $0 }) ?? [] { total += activity["person_times"]?.integer ?? 0 }
        #expect(page["items"]?.count == 98 && total == 4000)
        let organizations = annual["resident_organizations"]?.elements.compactMap { $0["name"]?.string } ?? []
        #expect(organizations.contains("国宾气功队") && organizations.count >= 3)
    }

    @Test("五星级党组织与点亮工程：the annual report reads like the article's three chapters, in every format")
    func annualReport() async throws {
        let annual = try await get("/api/v1/reports/annual?year=2021")
        #expect(annual["demo"]?.bool == true)
        #expect(annual["honours"]?.count == 2)
        #expect(annual.at("territory.buildings")?.integer == 39 && annual.at("territory.grids")?.integer == 5)
        #expect(annual.at("party.branches")?.integer == 4)
        let test = try await TestServer.demo()
        let token = try await test.token("subdistrict_officer")
        let table = try test.client().send("GET", "/api/v1/reports/annual?year=2021&format=table", token: token)
        for chapter in ["一、党建领航", "二、自治导航", "三、共治远航"] { #expect(table.text.contains(chapter)) }
        let csv = try test.client().send("GET", "/api/v1/reports/annual?year=2021&format=csv", token: token)
        #expect(csv.bytes.starts(with: [0xEF, 0xBB, 0xBF]) && csv.text.contains("4000"))
        let lines = try test.client().send("GET", "/api/v1/reports/annual?year=2021&format=ndjson", token: token)
        #expect(lines.text.split(separator: "\n").count > 30)
    }
}

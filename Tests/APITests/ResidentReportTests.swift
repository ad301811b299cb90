import App
import Domain
import JSON
import TestSupport
import Testing

@Suite("The report about residents")
struct ResidentReportTests {
    private static let path = "/api/v1/reports/residents"

    private static let table: [Scenario] = [
        Scenario(
            "A secretary sees ages and sexes by grid, counted on the first of the month",
            as: "secretary",
            "GET",
            "\(path)?on=2021-12-31",
            status: 200,
            contains: [
                #""on":"2021-12-01""#, #""smallest_group":5"#, #""by_grid":[{"#, #""under_14":"#, #""by_care_tag":[{"#,
            ]
        ),
        Scenario(
            "As a table",
            as: "secretary",
            "GET",
            "\(path)?format=table",
            status: 200,
            contains: ["80 岁及以上", "关怀类别"]
        ),
        Scenario(
            "As CSV in English",
            as: "subdistrict_officer",
            "GET",
            "\(path)?format=csv",
            headers: [("Accept-Language", "en")],
            status: 200,
            contains: ["Each grid", "80 and over"]
        ),
        Scenario(
            "As lines",
            as: "auditor",
            "GET",
            "\(path)?format=ndjson",
            status: 200,
            contains: [#""section":"by_grid""#]
        ),
        Scenario("Not for residents", as: "resident", "GET", path, status: 403, code: "forbidden"),
        Scenario("Not for strangers", "GET", path, status: 401),
        Scenario("Not of a community elsewhere", as: "secretary", "GET", "\(path)?community_id=99", status: 404),
        Scenario(
            "All that is wrong is said at once",
            as: "secretary",
            "GET",
            "\(path)?on=2021-02-29&community_id=x&by=age",
            status: 400,
            contains: [#""parameter":"on""#, #""parameter":"community_id""#, #""parameter":"by""#]
        ),
    ]

    @Test("Who asks for it gets it in every form, or is told why not", arguments: table)
    func scenarios(scenario: Scenario) async throws { try await scenario.check(on: TestServer.demo()) }

    @Test("Its residents are those of the coverage, and its ages and sexes add up to them")
    func adds() async throws {
        // Before anything else is published, all of it is as it was counted.
        let test = try await TestServer.ownDemo()
        let (client, token) = (test.client(), try await test.token("secretary"))
        let report = try client.send("GET", "\(Self.path)?on=2021-12-31", token: token).json()
        let coverage = try client.send("GET", "/api/v1/reports/grid-coverage?on=2021-12-01", token: token).json()
        let grids = try #require(report["by_grid"]).elements
        let covered = try #require(coverage["grids"]).elements.map { $0["residents"]?.integer }
        #expect(Array(grids).map { $0["residents"]?.integer } == Array(covered))
        let ages = ["under_14", "from_14", "from_18", "from_60", "from_80"]
        for grid in grids {
            let parts = { (keys: [String]) in keys.reduce(0) { $0 + (grid[$1]?.integer ?? 0) } }
            #expect(parts(ages) == grid["residents"]?.integer)
            #expect(parts(["male", "female"]) == grid["residents"]?.integer)
        }
    }

    @Test(
        "A grid of three is hidden with another one, in the coverage too, and shown to nobody until the size is lowered"
    )
    func hides() async throws {
        let clock = SettableClock(SystemClock().now())
        let test = try await TestServer.ownDemo(clock: clock)
        let client = test.client()
        var admin = try await test.token("admin")
        func make(_ path: String, _ body: String) throws -> Int64 {
            let made = try client.send("POST", "/api/v1/\(path)", token: admin, body: body)
            guard let id = try made.json()["id"]?.integer else { throw TestFailure(made.text) }
            return id
        }
        let grid = try make("grids", #"{"community_id": 1, "code": "G90", "name": "小网格"}"#)
        let building = try make(
            "buildings",
            #"{"community_id": 1, "compound_id": 1, "code": "90", "name": "90幢", "grid_id": \#(grid)}"#
        )
        let unit = try make("units", #"{"community_id": 1, "building_id": \#(building), "code": "1"}"#)
        let dwelling = try make("dwellings", #"{"community_id": 1, "unit_id": \#(unit), "room": "101"}"#)
        let household = try make(
            "households",
            #"{"community_id": 1, "dwelling_id": \#(dwelling), "from_date": "2020-01-01"}"#
        )
        for (name, relation) in [("甲", "head"), ("乙", "spouse"), ("丙", "child")] {
            _ = try make(
                "residents",
                """
                {"community_id": 1, "name": "\(name)", "sex": "female", "birth_date": "1990-01-01", \
                "household_id": \(household), "relation": "\(relation)", "from_date": "2020-01-01"}
                """
            )
        }
        // The building joined its grid today, and people are counted on the first of a month.
        clock.set(clock.now().advanced(bySeconds: 31 * 86_400))
        admin = try await test.token("admin")
        let today = CommunityTime().date(of: clock.now())
        let reports = ["residents": "by_grid", "grid-coverage": "grids"]
        for (report, key) in reports {
            let page = try client.send("GET", "/api/v1/reports/\(report)?on=\(today)", token: admin).json()
            let grids = try Array(#require(page[key]).elements)
            let hidden = grids.filter { $0["residents"]?.isNull == true }
            #expect(hidden.contains { ($0["id"] ?? $0["grid_id"])?.integer == grid }, "\(report)")
            #expect(hidden.count == 2, "\(report)")
        }
        let community = try client.send("GET", "/api/v1/communities/1", token: admin)
        let tag = try #require(community.header("ETag"))
        #expect(
            try client.send(
                "PATCH",
                "/api/v1/communities/1",
                token: admin,
                headers: [("If-Match", tag)],
                body: #"{"smallest_group": 3}"#
            ).status == 200
        )
        let page = try client.send("GET", "\(Self.path)?on=\(today)", token: admin).json()
        let shown = try Array(#require(page["by_grid"]).elements).first { $0["grid_id"]?.integer == grid }
        #expect(shown?["residents"]?.integer == 3)
        // That all three are of one age and sex would tell of each of them.
        for key in ["under_14", "from_80", "female", "male"] { #expect(shown?[key]?.isNull == true) }
    }

    @Test("Whoever takes one month from the next learns nothing of the one person who came between them")
    func subtracted() async throws {
        let clock = SettableClock(SystemClock().now())
        let test = try await TestServer.ownDemo(clock: clock)
        let client = test.client()
        /// All figures of both reports, by where they stand.
        func look(_ day: CivilDate) async throws -> [String: Int64] {
            let officer = try await test.token("subdistrict_officer")
            var figures: [String: Int64] = [:]
            for report in ["residents", "grid-coverage"] {
                let path = "/api/v1/reports/\(report)?community_id=1&on=\(day)&format=ndjson"
                let answer = try client.send("GET", path, token: officer)
                #expect(answer.status == 200)
                for (row, line) in answer.text.split(separator: "\n").enumerated() {
                    let values = try JSONDocument(parsing: Array(line.utf8), limits: JSONLimits(members: 1_000)).root
                    for key in ["residents", "female", "migrant", "value"] + AgeBand.allCases.map(\.rawValue) {
                        if let value = values[key]?.integer { figures["\(report) \(row) \(key)"] = value }
                    }
                }
            }
            return figures
        }
        var day = CommunityTime().date(of: clock.now())
        var looks = [try await look(day)]
        for month in 0..<8 {
            clock.set(clock.now().advanced(bySeconds: 31 * 86_400))
            let staff = try await test.token("staff")
            // One disabled migrant woman moves in, with the fourth somebody is found to have been here for years.
            let body = """
                {"name": "新来者\(month)", "sex": "female", "birth_date": "1990-01-01", "residency": "migrant", \
                "care_tag": "disabled", "household_id": 1, "relation": "other", \
                "from_date": "\(month == 3 ? "2021-01-01" : day.description)"}
                """
            let made = try client.send("POST", "/api/v1/residents", token: staff, body: body)
            #expect(made.status == 201, "\(made.text)")
            #expect(try await look(day) == looks[looks.count - 1], "a published month changed")
            day = CommunityTime().date(of: clock.now())
            looks.append(try await look(day))
        }
        for (earlier, later) in zip(looks, looks.dropFirst()) {
            for (place, value) in later {
                let moved = abs(value - (earlier[place] ?? value))
                #expect(moved == 0 || moved >= 5, "\(place) moved by \(moved)")
            }
        }
        let (first, last) = (looks[0], looks[looks.count - 1])
        #expect(last != first, "eight newcomers are told in the end")
    }

    @Test("A month is published once, with an entry of its community; months before anybody lived here leave nothing")
    func once() async throws {
        let test = try await TestServer.ownDemo()
        let client = test.client()
        let officer = try await test.token("subdistrict_officer")
        for day in ["1999-12-01", "1850-01-31", "2021-05-01", "2021-05-31", "2021-05-01"] {
            #expect(try client.send("GET", "\(Self.path)?on=\(day)", token: officer).status == 200)
        }
        // A day to come is answered with this month.
        let today = test.data.configuration.time.date(of: SystemClock().now())
        let ahead = try client.send("GET", "\(Self.path)?on=2199-01-01", token: officer).json()
        #expect(ahead["on"]?.string == today.advanced(byDays: 1 - today.day).description)
        let auditor = try await test.token("auditor")
        let entries = try client.send("GET", "/api/v1/audit?action=publish_residents", token: auditor).json()
        let found = try Array(#require(entries["items"]).elements)
        #expect(found.count == 2 && found.allSatisfy { $0["community_id"]?.integer == 1 })
        #expect(found.contains { $0["note"]?.string?.hasSuffix("2021-05-01") == true })
    }
}

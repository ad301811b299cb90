import App
import Domain
import JSON
import SQLite
import Storage
import TestSupport
import Testing

@Suite("The statistics of cases")
struct CaseStatisticsTests {
    private static let path = "/api/v1/reports/case-statistics"

    private static let table: [Scenario] = [
        Scenario(
            "A secretary sees the own community, with the total and every figure",
            as: "secretary",
            "GET",
            "\(path)?from=2021-01-01&to=2021-12-31",
            status: 200,
            contains: [
                #""from":"2021-01-01""#, #""to":"2021-12-31""#, #""total":{"received":"#, #""by_community":[{"#,
                #""on_time_rate":"#, #""demo":true"#,
                #""told_apart":true"#, #""by_grid":[{"#, #""by_person":[{"#, #""by_month":[{"#,
            ]
        ),
        Scenario(
            "A sub-district officer sees the communities of the sub-district",
            as: "subdistrict_officer",
            "GET",
            path,
            status: 200,
            contains: [#""by_community":[{"#]
        ),
        Scenario(
            "As a table",
            as: "secretary",
            "GET",
            "\(path)?format=table",
            status: 200,
            contains: ["期末未办结", "按期办结率（%）"]
        ),
        Scenario(
            "As a table in English",
            as: "secretary",
            "GET",
            "\(path)?format=table",
            headers: [("Accept-Language", "en")],
            status: 200,
            contains: ["Open at the end", "Closed on time (%)"]
        ),
        Scenario("As CSV", as: "secretary", "GET", "\(path)?format=csv", status: 200, contains: ["各社区", "应办结"]),
        Scenario(
            "As CSV with the names of programs",
            as: "secretary",
            "GET",
            "\(path)?format=csv&header=keys",
            status: 200,
            contains: ["by_community", "on_time_rate"]
        ),
        Scenario(
            "All that is wrong is said at once",
            as: "secretary",
            "GET",
            "\(path)?from=2021-02-29&to=soon&community_id=x&grid=1",
            status: 400,
            contains: [
                #""parameter":"from""#, #""parameter":"to""#, #""parameter":"community_id""#, #""parameter":"grid""#,
            ]
        ),
        Scenario(
            "A period can not end before it begins",
            as: "secretary",
            "GET",
            "\(path)?from=2021-06-02&to=2021-06-01",
            status: 400,
            contains: [#""code":"after_end""#, "2021-06-01"]
        ),
        Scenario(
            "A community that is not there, or not in scope, is not found",
            as: "secretary",
            "GET",
            "\(path)?community_id=99",
            status: 404,
            code: "not_found"
        ),
        Scenario("A resident reads no reports", as: "resident", "GET", path, status: 403, code: "forbidden"),
        Scenario("A visitor is asked to sign in", "GET", path, status: 401, code: "unauthenticated"),
        Scenario(
            "The list of reports names it",
            as: "secretary",
            "GET",
            "/api/v1/reports",
            status: 200,
            contains: [#""name":"case-statistics""#]
        ),
        Scenario("It is documented", "GET", "/openapi.json", status: 200, contains: [path, "report_case_statistics"]),
    ]

    @Test("Who sees what, in which form, and what is refused", arguments: table)
    func scenarios(scenario: Scenario) async throws { try await scenario.check(on: try await TestServer.demo()) }

    @Test("Its figures of a year are those of the annual report")
    func annual() async throws {
        let test = try await TestServer.demo()
        let (client, token) = (test.client(), try await test.token("secretary"))
        let year = try client.send("GET", "/api/v1/reports/annual?year=2021", token: token).json()
        let period = try client.send("GET", "\(Self.path)?from=2021-01-01&to=2021-12-31", token: token).json()
        #expect(try #require(period.at("total.received")?.integer) > 0)
        for figure in ["received", "ended", "closed", "open"] {
            #expect(period.at("total.\(figure)")?.integer == year.at("cases.\(figure)")?.integer, "\(figure)")
        }
    }

    @Test("Each community has its line, and each caller the communities of the own scope")
    func scopes() async throws {
        let test = try await TestServer.ownDemo()
        let (client, admin) = (test.client(), try await test.token("admin"))
        let street = try client.send(
            "POST",
            "/api/v1/subdistricts",
            token: admin,
            body: #"{"code": "320499", "name": "邻街"}"#
        ).json()
        let other = try client.send(
            "POST",
            "/api/v1/communities",
            token: admin,
            body: """
                {"subdistrict_id": \(try #require(street["id"]?.integer)), "code": "320499001", "name": "邻街社区", \
                "number_prefix": "LJ"}
                """
        ).json()
        let community = try #require(other["id"]?.integer)
        let all = try client.send("GET", "\(Self.path)?to=2021-12-31", token: admin).json()
        #expect(all["communities"]?.integer == 2)
        #expect(all.at("by_community.1.community")?.string == "邻街社区")
        #expect(all.at("by_community.1.received")?.integer == 0)
        #expect(all.at("total.received")?.integer == all.at("by_community.0.received")?.integer)
        let one = try client.send("GET", "\(Self.path)?community_id=\(community)", token: admin).json()
        #expect(one["community"]?.string == "邻街社区" && one["by_community"]?.count == 1)
        for login in ["subdistrict_officer", "secretary"] {
            let token = try await test.token(login)
            #expect(try client.send("GET", Self.path, token: token).json()["by_community"]?.count == 1)
            let foreign = try client.send("GET", "\(Self.path)?community_id=\(community)", token: token)
            #expect(foreign.status == 404, "\(login)")
        }
    }

    @Test("After a thousand requests that create, move, close and change cases it equals counting")
    func afterRequests() async throws {
        let test = try await TestServer.ownDemo()
        let (client, token) = (test.client(), try await test.token("secretary"))
        let handler = try #require(try client.send("GET", "/api/v1/me", token: token).json()["id"]?.integer)
        let category = try client.send("GET", "/api/v1/case-categories?limit=1", token: token).json().at("items.0.id")
        let body = """
            {"kind": "help", "category_id": \(try #require(category?.integer)), "title": "楼道灯不亮", \
            "description": "三楼楼道灯坏了一周", "building_id": 10}
            """
        var chance = SeededChance(seed: 20_261)
        var (open, statuses): ([Int64], [Int: Int]) = ([], [:])
        for _ in 0..<1_000 {
            if open.count < 12 || chance.next(5) == 0 {
                let created = try client.send("POST", "/api/v1/cases", token: token, body: body)
                open.append(try #require(try created.json()["id"]?.integer))
                statuses[created.status, default: 0] += 1
                continue
            }
            let id = open[chance.next(open.count)]
            // Many of these are refused where the case stands: also a refusal must leave the figures alone.
            let (move, content) = [
                ("accept", "{}"), ("dispatch", #"{"handler_id": \#(handler)}"#), ("start", "{}"),
                ("report-done", #"{"answer": "已更换灯泡"}"#), ("send-back", #"{"remark": "还不亮"}"#),
                ("close", #"{"answer": "楼道灯已修好"}"#), ("answer", #"{"answer": "已答复"}"#),
            ][chance.next(7)]
            let moved = try client.send("POST", "/api/v1/cases/\(id)/\(move)", token: token, body: content)
            statuses[moved.status, default: 0] += 1
            if moved.status == 200, ["close", "answer"].contains(move) { open.removeAll { $0 == id } }
        }
        #expect((statuses[201] ?? 0) > 100 && (statuses[200] ?? 0) > 100 && (statuses[409] ?? 0) > 100, "\(statuses)")
        let report = try client.send("GET", "\(Self.path)?from=2000-01-01", token: token).json()
        await test.stop()
        let connection = try Connection(path: "\(test.folder.path)/linli.db", access: .readOnly, settings: .reader)
        #expect(try CaseDays.differences(connection).isEmpty)
        for (figure, condition) in [
            ("received", "1"), ("ended", "closed_at IS NOT NULL"),
            ("closed", "status = 'closed' AND duplicate_of_id IS NULL"), ("open", "closed_at IS NULL"),
            ("declined", "status = 'declined'"), ("withdrawn", "status = 'withdrawn'"), ("void", "status = 'void'"),
        ] {
            let counted = try connection.first("SELECT count(*) FROM case_file WHERE \(condition)") { $0.integer(0) }
            #expect(report.at("total.\(figure)")?.integer == counted, "\(figure)")
        }
    }
}

/// Chosen by a seed, so that a failure comes again.
private struct SeededChance {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next(_ count: Int) -> Int {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return Int(state >> 33) % count
    }
}

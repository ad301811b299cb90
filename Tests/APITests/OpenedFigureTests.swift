import App
import Domain
import JSON
import TestSupport
import Testing

@Suite("Each figure of a report opens down to its cases")
struct OpenedFigureTests {
    /// Who asks a server for reports (看报表的人).
    private struct Reader {
        let client: HTTPClient
        let token: String

        init(_ login: String) async throws {
            let test = try await TestServer.demo()
            client = test.client()
            token = try await test.token(login)
        }

        func get(_ path: String) throws -> HTTPAnswer {
            try client.send("GET", "/api/v1/reports/\(path)", token: token)
        }

        func count(_ path: String) throws -> Int64? { try get(path).json()["count"]?.integer }
    }

    private static let year = "from=2021-01-01&to=2021-12-31"

    @Test(
        "The total and the line of each grid, category, person and partner say as many as they open to",
        arguments: [CaseReport.statistics, .deadlines, .satisfaction]
    )
    func lines(_ report: CaseReport) async throws {
        let reader = try await Reader("secretary")
        let whole = try reader.get("\(report.rawValue)?\(Self.year)").json()
        var opened = 0
        for figure in report.figures.values.map(\.code) {
            let path = "\(report.rawValue)/cases?figure=\(figure)&\(Self.year)"
            #expect(try reader.count(path) == whole.at("total.\(figure)")?.integer, "\(figure)")
            for (table, key) in [
                ("by_grid", "grid_id"), ("by_category", "category_id"), ("by_person", "handler_id"),
                ("by_partner", "handler_organization_id"),
            ] {
                for line in whole[table]?.elements.map({ $0 }) ?? [] {
                    guard let id = line["id"]?.integer, let said = line[figure]?.integer else { continue }
                    opened += 1
                    #expect(try reader.count("\(path)&\(key)=\(id)&limit=1") == said, "\(figure) of \(table) \(id)")
                }
            }
        }
        #expect(opened > 50)
    }

    @Test("Of a figure that there is not one thing is said")
    func unknown() async throws {
        let reader = try await Reader("secretary")
        #expect(try reader.get("backlog/cases?figure=zz").faults == ["figure unknown_value"])
        #expect(try reader.get("backlog/cases").faults == ["figure required"])
    }

    @Test("The work of each post opens down to its cases, by whoever did it")
    func posts() async throws {
        let reader = try await Reader("secretary")
        let whole = try reader.get("case-posts?\(Self.year)").json()
        var opened = 0
        for post in ["intake", "dispatch", "handling", "checking", "patrol", "first_receiver", "handling_units"] {
            let key = post == "handling_units" ? "handler_organization_id" : "handler_id"
            for line in whole[post]?.elements.map({ $0 }) ?? [] {
                let id = try #require(line["id"]?.integer)
                for figure in PostFigure.allCases.map(\.rawValue) {
                    guard let said = line[figure]?.integer else { continue }
                    opened += said > 0 ? 1 : 0
                    let path = "case-posts/cases?figure=\(figure)&\(Self.year)&\(key)=\(id)&limit=1"
                    #expect(try reader.count(path) == said, "\(post) \(figure) of \(id)")
                }
            }
        }
        #expect(opened > 10)
    }

    @Test("The backlog of any day and the ledger of any month open down to the cases that they counted then")
    func standing() async throws {
        let reader = try await Reader("secretary")
        // The day that is not over is counted as of now.
        let today = CommunityTime().date(of: SystemClock().now()).description
        for day in ["2021-03-31", "2021-06-30", "2021-12-31", today] {
            let whole = try reader.get("backlog?on=\(day)").json()
            for figure in BacklogFigure.allCases.map(\.rawValue) {
                let path = "backlog/cases?figure=\(figure)&on=\(day)"
                #expect(try reader.count(path) == whole[figure]?.integer, "\(figure) on \(day)")
                for line in whole["by_grid"]?.elements.map({ $0 }) ?? [] {
                    let grid = line["grid_id"]?.integer ?? 0
                    #expect(
                        try reader.count("\(path)&grid_id=\(grid)") == line[figure]?.integer,
                        "\(figure) of \(grid)"
                    )
                }
            }
            let ages = whole["by_age"]?.elements.compactMap { $0["open"]?.integer } ?? []
            #expect(ages.reduce(0, +) == whole["open"]?.integer)
        }
        let ledger = try reader.get("case-ledger?year=2021").json()
        for line in ledger["by_grid_and_month"]?.elements.map({ $0 }) ?? [] where line["month"]?.integer == 6 {
            for figure in LedgerFigure.allCases.map(\.rawValue) {
                let path = "case-ledger/cases?figure=\(figure)&from=2021-06-01&to=2021-06-30"
                let grid = line["grid_id"]?.integer ?? 0
                #expect(try reader.count("\(path)&grid_id=\(grid)") == line[figure]?.integer, "\(figure) of \(grid)")
            }
        }
    }

    @Test("Page after page shows every case once, and each line leads to its case")
    func pages() async throws {
        let reader = try await Reader("secretary")
        var (ids, after): ([Int64], String?) = ([], nil)
        repeat {
            let page = try reader.get(
                "case-statistics/cases?figure=received&\(Self.year)&limit=7\(after.map { "&after=\($0)" } ?? "")"
            ).json()
            ids += page["items"]?.elements.compactMap { $0["id"]?.integer } ?? []
            after = page["next_after"]?.string
        } while after != nil
        #expect(
            try Set(ids).count == ids.count
                && Int64(ids.count) == reader.count("case-statistics/cases?figure=received&\(Self.year)")
        )
        let table = try reader.get("case-statistics/cases?figure=received&\(Self.year)&limit=1&format=csv").text
        #expect(table.contains("/api/v1/cases/"))
    }

    @Test("Who reads reports but no cases is refused, a grid worker sees those of the own grid, and faults are named")
    func refusals() async throws {
        let path = "case-statistics/cases?figure=received&\(Self.year)"
        let figuresOnly = try await Reader("auditor").get(path)
        #expect(figuresOnly.status == 403 && figuresOnly.text.contains("不能查看其中的诉求明细"), "\(figuresOnly.text)")
        #expect(try await Reader("resident").get(path).status == 403)
        let (secretary, worker) = (try await Reader("secretary"), try await Reader("grid_worker"))
        #expect(try worker.count(path) == secretary.count("\(path)&grid_id=1"))
        // Whoever reads the figure of the whole community and a part of its cases is told so.
        let (part, all) = (try worker.get(path).json(), try secretary.get(path).json())
        let said = try worker.get("case-statistics?\(Self.year)").json().at("total.received")?.integer
        #expect(part["counted"]?.integer == said && part["is_part"]?.bool == true, "\(part)")
        #expect(all["counted"]?.integer == said && all["count"]?.integer == said && all["is_part"]?.bool == false)
        let own = try worker.get("\(path)&grid_id=1").json()
        #expect(own["counted"]?.integer == own["count"]?.integer && own["is_part"]?.bool == false, "\(own)")
        #expect(try secretary.get("\(path)&community_id=999").status == 404)
        let wrong = try secretary.get("case-statistics/cases?figure=sum&limit=0&from=x")
        #expect(wrong.status == 400)
        for name in ["figure", "limit", "from"] { #expect(wrong.text.contains("\"\(name)\""), "\(name)") }
        #expect(try secretary.get("\(path)&after=x-1").text.contains("invalid_cursor"))
    }

    @Test(
        "A figure of limits says that its entries are limits, which step each was and when it was due, and of how many cases"
    )
    func entries() async throws {
        let reader = try await Reader("secretary")
        let due = try reader.get("case-deadlines/cases?figure=closing_due&\(Self.year)&limit=1000").json()
        let (count, cases) = (due["count"]?.integer ?? 0, due["cases"]?.integer ?? 0)
        #expect(due["entry"]?.string == "limit" && cases > 0 && count > cases)
        let lines = due["items"]?.elements.map { $0 } ?? []
        #expect(
            !lines.isEmpty && lines.allSatisfy { $0["step"]?.string == "handle" && $0["step_due_at"]?.string != nil }
        )
        #expect(lines.contains { $0["step_ended_at"]?.string != nil })
        let received = try reader.get("case-statistics/cases?figure=received&\(Self.year)&limit=1").json()
        #expect(received["entry"]?.string == "case" && received["cases"]?.integer == received["count"]?.integer)
        #expect(received.at("items.0.step")?.isNull == true)
        #expect(try reader.get("case-deadlines/cases?figure=returns&\(Self.year)").json()["entry"]?.string == "return")
    }
}

import App
import JSON
import TestSupport
import Testing

@Suite("The demonstration community")
struct DemoTests {
    @Test(
        "The same seed makes the same community, row by row; only secrets differ",
        arguments: [
            "residents", "households", "party-members", "activities", "sign-ups", "cases", "issues", "projects",
            "grid-staff",
        ]
    )
    func deterministic(resource: String) async throws {
        let (first, second) = (try await TestServer.demo(), try await Self.again.value)
        let path = "/api/v1/\(resource)?format=ndjson"
        let one = try first.client().send("GET", path, token: try await first.token("admin"))
        let other = try second.client().send("GET", path, token: try await second.token("admin"))
        #expect(one.bytes.count > 500)
        #expect(one.bytes == other.bytes)
    }

    private static let again = Task { try await TestServer.madeAgain() }

    @Test("Invented people live in invented compounds: the two real ones have no households, cases of people or votes")
    func realNames() async throws {
        let test = try await TestServer.demo()
        let (token, client) = (try await test.token("secretary"), test.client())
        let compounds = try client.send("GET", "/api/v1/compounds", token: token).json()
        let real = (compounds["items"]?.elements.map { $0 } ?? [])
            .filter { ["康桥水郡", "国宾花园"].contains($0["name"]?.string ?? "") }.compactMap { $0["id"]?.integer }
        #expect(real.count == 2)
        for compound in real {
            let buildings = try client.send("GET", "/api/v1/buildings?compound_id=\(compound)&fields=id", token: token)
                .json()
            let ids = (buildings["items"]?.elements.compactMap { $0["id"]?.integer }) ?? []
            #expect(!ids.isEmpty)
            let list = ids.map(String.init).joined(separator: ",")
            let cases = try client.send(
                "GET",
                "/api/v1/cases?compound_id=\(compound)&reporter_id.not=null",
                token: token
            ).json()
            #expect(cases["items"]?.count == 0, "\(list)")
        }
    }

    @Test("Its year has a few cases that were declined, withdrawn, void or merged, as every year of a community has")
    func otherEnds() async throws {
        let test = try await TestServer.demo()
        let (token, client) = (try await test.token("secretary"), test.client())
        let path = "/api/v1/reports/case-statistics?from=2021-01-01&to=2021-12-31"
        let year = try client.send("GET", path, token: token).json()
        let ended = year.at("total.ended")?.integer ?? 0
        for figure in ["declined", "withdrawn", "void", "merged"] {
            let count = year.at("total.\(figure)")?.integer ?? 0
            #expect(count > 4 && count * 20 < ended, "\(figure): \(count)")
        }
    }

    @Test(
        "The article's projects carry what it says and what shows them; money, carriers and scores stand in invented compounds alone"
    )
    func projects() async throws {
        let test = try await TestServer.demo()
        let (token, client) = (try await test.token("secretary"), test.client())
        let get = { (path: String) in try client.send("GET", "/api/v1/\(path)", token: token).json() }
        let items = { (path: String) in try get(path)["items"]?.elements.map { $0 } ?? [] }
        let compounds = try items("compounds")
        let real = compounds.filter { ["康桥水郡", "国宾花园"].contains($0["name"]?.string ?? "") }
            .compactMap { $0["id"]?.integer }
        let projects = try items("projects?limit=200")
        let (article, invented) = (
            projects.filter { real.contains($0["compound_id"]?.integer ?? 0) },
            projects.filter { !real.contains($0["compound_id"]?.integer ?? 0) && $0["status"]?.string == "accepted" }
        )
        #expect(article.count == 5 && invented.count == 2)
        for project in article + invented {
            let steps = try items("projects/\(project["id"]?.integer ?? 0)/milestones")
            #expect(
                steps.count == 3 && steps.allSatisfy { $0["due_on"]?.string != nil && $0["evidence"]?.integer == 1 }
            )
        }
        for project in article {
            for key in ["budget_fen", "spent_fen", "carrier"] { #expect(project[key]?.isNull == true, "\(key)") }
            let issue = project["issue_id"]?.integer ?? 0
            #expect(try get("issues/\(issue)")["ratings"]?.integer == 0)
        }
        for project in invented {
            #expect(project["spent_fen"]?.integer ?? 0 < project["budget_fen"]?.integer ?? 0)
            #expect(project["carrier"]?.string?.hasSuffix("（演示）") == true && project["quantity"]?.integer ?? 0 > 0)
            let issue = project["issue_id"]?.integer ?? 0
            let row = try get("issues/\(issue)")
            #expect(row["status"]?.string == "evaluated" && row["ratings"]?.integer ?? 0 >= 4)
            let chain = try get("issues/\(issue)/chain")
            #expect(chain.at("notices.0.objections")?.integer == 1 && chain.at("notices.0.answered")?.integer == 1)
            #expect(try client.send("GET", "/issues/\(issue)").status == 200)
        }
    }

    @Test("Every answer and every report says that the data is a demonstration")
    func marked() async throws {
        let test = try await TestServer.demo()
        let (token, client) = (try await test.token("secretary"), test.client())
        #expect(try client.send("GET", "/api/v1/cases?limit=1", token: token).header("Linli-Demo") == "true")
        #expect(try client.send("GET", "/api/v1/cases?format=csv", token: token).header("Linli-Demo") == "true")
        #expect(try client.send("GET", "/api/v1/grids/1/board").json()["demo"]?.bool == true)
    }

    @Test("No phone and no ID number lies in the files in plain")
    func sealed() async throws {
        let test = try await TestServer.ownDemo()
        let (token, client) = (try await test.token("secretary"), test.client())
        let created = try client.send(
            "POST",
            "/api/v1/residents",
            token: token,
            body: """
                {"name": "测试人", "sex": "female", "birth_date": "1949-12-31", "phone": "13800138000", \
                "id_number": "11010519491231002X", "household_id": 1, "relation": "other"}
                """
        )
        #expect(created.status == 201)
        let files = ["linli.db", "linli.db-wal"].compactMap { FileContents.read("\(test.folder.path)/\($0)") }
        #expect(files.count == 2)
        for plain in ["13800138000", "11010519491231002X", "1990000", "320499"] {
            let bytes = Array(plain.utf8)
            #expect(files.allSatisfy { file in !file.contains(bytes) }, "\(plain)")
        }
        // The name is no sealed field, which shows that the search would have found the others.
        #expect(files.contains { $0.contains(Array("测试人".utf8)) })
    }
}

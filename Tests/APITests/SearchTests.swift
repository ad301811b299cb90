import Domain
import JSON
import TestSupport
import Testing

@Suite("Search")
struct SearchTests {
    private func escape(_ text: String) -> String {
        let digits = Array("0123456789ABCDEF")
        return text.utf8.map { "%\(digits[Int($0 >> 4)])\(digits[Int($0 & 15)])" }.joined()
    }

    private func rows(_ path: String, _ fields: [String], _ token: String?, on test: TestServer) throws -> [JSONValue] {
        let mark = path.contains("?") ? "&" : "?"
        let answer = try test.client().send(
            "GET",
            "\(path)\(mark)format=ndjson&fields=\(fields.joined(separator: ","))",
            token: token
        )
        guard answer.status == 200 else { throw TestFailure("\(path): \(answer.text.prefix(600))") }
        return try answer.text.split(separator: "\n").map { line in
            try JSONDocument(parsing: Array(line.utf8)).root
        }
    }

    private func ids(_ rows: [JSONValue]) -> [Int64] { rows.compactMap { $0["id"]?.integer } }

    private func elements(of page: HTTPAnswer) throws -> [JSONValue] {
        guard let items = try page.json()["items"] else { throw TestFailure("no page: \(page.text.prefix(300))") }
        return Array(items.elements)
    }

    private func found(_ path: String, _ words: String, _ token: String?, on test: TestServer) throws -> [Int64] {
        ids(try rows("\(path)?q=\(escape(words))", ["id"], token, on: test))
    }

    @Test(
        "Whoever looks for characters finds exactly the rows of their own list that hold them",
        arguments: ["secretary", "grid_worker", "resident", "partner", "admin", "subdistrict_officer"]
    )
    func sameAsReading(login: String) async throws {
        let test = try await TestServer.demo()
        let token = try await test.token(login)
        let fields = Resource[.cases].searched
        let all = try rows("/api/v1/cases", ["id"] + fields, token, on: test)
        for words in ["道", "步道", "湿滑", "步道雨天", "停车", "车 位", "灯", "的", "演示 5幢", "物业公司", "无此词"] {
            let parts = words.split(separator: " ")
            let expected = all.filter { row in
                parts.allSatisfy { part in fields.contains { row[$0]?.string?.contains(part) == true } }
            }
            let found = try found("/api/v1/cases", words, token, on: test)
            #expect(found.sorted() == ids(expected).sorted(), "\(login) looks for \(words)")
        }
    }

    @Test("A number finds its case, its beginning all those that begin so, in any width and case")
    func numbers() async throws {
        let test = try await TestServer.demo()
        let token = try await test.token("secretary")
        let number = "GB-2021-000871"
        let all = try rows("/api/v1/cases", ["id", "number"], token, on: test)
        let one = ids(all.filter { $0["number"]?.string == number })
        #expect(one.count == 1)
        #expect(try found("/api/v1/cases", number, token, on: test) == one)
        #expect(try found("/api/v1/cases", "gb－2021－000871", token, on: test) == one)
        #expect(try found("/api/v1/cases", "000871", token, on: test) == one)
        let beginning = ids(all.filter { $0["number"]?.string?.hasPrefix("GB-2021-00087") == true })
        #expect(try found("/api/v1/cases", "GB-2021-00087", token, on: test) == beginning.sorted(by: >))
    }

    @Test("Visitors find the published activities alone")
    func visitors() async throws {
        let test = try await TestServer.ownDemo()
        let token = try await test.token("secretary")
        let created = try test.client().send(
            "POST",
            "/api/v1/activities",
            token: token,
            body: """
                {"kind": "class", "title": "昆曲欣赏", "summary": "水磨腔入门", "starts_at": "2035-01-01T09:00:00+08:00", \
                "ends_at": "2035-01-01T10:00:00+08:00"}
                """
        )
        let id = try #require(try created.json()["id"]?.integer)
        #expect(try found("/api/v1/activities", "昆曲", token, on: test) == [id])
        #expect(try found("/api/v1/activities", "昆曲", nil, on: test) == [])
        let resident = try await test.token("resident")
        #expect(try found("/api/v1/activities", "昆曲", resident, on: test) == [])
        _ = try test.client().send("POST", "/api/v1/activities/\(id)/publish", token: token, body: "{}")
        #expect(try found("/api/v1/activities", "水磨腔", nil, on: test) == [id])
        #expect(try found("/api/v1/activities", "昆曲", resident, on: test) == [id])
        let all = try rows("/api/v1/activities", ["id", "title", "summary"], nil, on: test)
        let expected = all.filter { row in
            ["title", "summary"].contains { row[$0]?.string?.contains("会") == true }
        }
        #expect(!expected.isEmpty)
        #expect(try found("/api/v1/activities", "会", nil, on: test).sorted() == ids(expected).sorted())
    }

    @Test("After a change and after a deletion the old words find nothing, at once")
    func follows() async throws {
        let test = try await TestServer.ownDemo()
        let token = try await test.token("secretary")
        let client = test.client()
        let body = #"{"kind": "merchant", "name": "麒麟阁书画社"}"#
        let created = try client.send("POST", "/api/v1/organizations", token: token, body: body)
        let id = try #require(try created.json()["id"]?.integer)
        #expect(try found("/api/v1/organizations", "麒麟", token, on: test) == [id])
        let change = #"{"name": "凤凰阁书画社"}"#
        let path = "/api/v1/organizations/\(id)"
        #expect(try client.send("PATCH", path, token: token, body: change).status == 200)
        #expect(try found("/api/v1/organizations", "麒麟", token, on: test) == [])
        #expect(try found("/api/v1/organizations", "凤凰", token, on: test) == [id])
        #expect(try client.send("DELETE", path, token: token).status == 204)
        #expect(try found("/api/v1/organizations", "凤凰", token, on: test) == [])
    }

    @Test("An answer is found as soon as the case is closed with it")
    func answers() async throws {
        let test = try await TestServer.ownDemo()
        let token = try await test.token("secretary")
        let client = test.client()
        let created = try client.send("POST", "/api/v1/cases", token: token, body: Self.newCase("貔貅石像倾斜"))
        let id = try #require(try created.json()["id"]?.integer)
        #expect(try found("/api/v1/cases", "貔貅", token, on: test) == [id])
        #expect(try found("/api/v1/cases", "榫卯", token, on: test) == [])
        let closed = try client.send(
            "POST",
            "/api/v1/cases/\(id)/answer",
            token: token,
            body: #"{"answer": "已用榫卯加固"}"#
        )
        #expect(closed.status == 200, "\(closed.text)")
        #expect(try found("/api/v1/cases", "榫卯", token, on: test) == [id])
        #expect(try found("/api/v1/cases", "貔貅 榫卯", token, on: test) == [id])
        // A phrase does not run from one field into the next.
        #expect(try found("/api/v1/cases", "倾斜已用", token, on: test) == [])
    }

    private static func newCase(_ title: String) -> String {
        """
        {"kind": "help", "category_id": 3, "title": "\(title)", "description": "在东门外", "building_id": 9}
        """
    }

    @Test("What many write at the same time is found by each of them at once, and what was refused by nobody")
    func manyWriters() async throws {
        let test = try await TestServer.ownDemo()
        let token = try await test.token("secretary")
        let answers = await Crowd.send(to: test, connections: 2, requests: 60) { client, number in
            let title = number % 3 == 2 ? "" : "鹦鹉螺\(number)号"
            let made = try client.send("POST", "/api/v1/cases", token: token, body: Self.newCase(title))
            guard made.status == 201, let id = try made.json()["id"]?.integer else { return made }
            let seen = try client.send("GET", "/api/v1/cases?fields=id&q=\(escape(title))", token: token)
            return try ids(elements(of: seen)) == [id] ? made : seen
        }
        #expect(answers.count { $0.status == 201 } == 40)
        #expect(answers.count { $0.status == 422 } == 20)
        #expect(try found("/api/v1/cases", "鹦鹉螺", token, on: test).count == 40)
    }

    @Test("With filters, a count and pages it gives the same rows, each once; titles come first")
    func pages() async throws {
        let test = try await TestServer.demo()
        let token = try await test.token("secretary")
        let all = try rows("/api/v1/cases?status=closed", ["id", "title", "description"], token, on: test)
        let titled = ids(all.filter { $0["title"]?.string?.contains("停车") == true })
        let path = "/api/v1/cases?q=\(escape("停车"))&status=closed&limit=7&fields=id"
        var (seen, cursor): ([Int64], String?) = ([], nil)
        repeat {
            let target = path + (cursor.map { "&cursor=\($0)" } ?? "")
            let page = try test.client().send("GET", target, token: token, headers: [("Prefer", "count=exact")])
            let answer = try page.json()
            seen += ids(try elements(of: page))
            cursor = answer["next_cursor"]?.string
            if cursor == nil { #expect(answer["total"]?.integer == Int64(seen.count)) }
        } while cursor != nil
        #expect(seen.count > 7 && Set(seen).count == seen.count)
        #expect(Array(seen.prefix(titled.count)) == titled.sorted(by: >))
        let rest = Array(seen.dropFirst(titled.count))
        #expect(rest == rest.sorted(by: >))
        let expected = try found("/api/v1/cases", "停车", token, on: test)
        #expect(Set(seen) == Set(expected).intersection(ids(all)))
    }

    @Test(
        "What can not be looked for is refused in words, and what can not be searched knows no q",
        arguments: [
            Scenario(
                "nothing",
                as: "secretary",
                "GET",
                "/api/v1/cases?q=",
                status: 400,
                code: "bad_request",
                contains: [#""no_words""#]
            ),
            Scenario(
                "signs alone",
                as: "secretary",
                "GET",
                "/api/v1/cases?q=%EF%BC%8C%21",
                headers: [("Accept-Language", "en")],
                status: 400,
                contains: [#""parameter":"q""#, "Holds nothing that could be looked for"]
            ),
            Scenario(
                "too long",
                as: "secretary",
                "GET",
                "/api/v1/cases?q=\(String(repeating: "a", count: 101))",
                status: 400,
                contains: [#""too_long""#, "最多 100 个字"]
            ),
            Scenario(
                "too many words",
                as: "secretary",
                "GET",
                "/api/v1/cases?q=a+b+c+d+e+f+g+h+i+j+k",
                status: 400,
                contains: [#""too_many_words""#]
            ),
            Scenario(
                "no search",
                as: "secretary",
                "GET",
                "/api/v1/venues?q=a",
                status: 400,
                contains: [#""unknown_parameter""#]
            ),
            Scenario(
                "the language of the index is not spoken",
                as: "secretary",
                "GET",
                "/api/v1/cases?q=%22+OR+tags:c1*+NEAR(a",
                status: 200,
                contains: [#""items":[]"#]
            ),
            Scenario(
                "tags are no words",
                as: "secretary",
                "GET",
                "/api/v1/cases?q=c1",
                status: 200,
                contains: [#""items":[]"#]
            ),
            Scenario(
                "a cursor of another question",
                as: "secretary",
                "GET",
                "/api/v1/cases?q=a&cursor=AAAA",
                status: 400,
                contains: [#""bad_cursor""#]
            ),
            Scenario(
                "a table",
                as: "secretary",
                "GET",
                "/api/v1/cases?q=%E7%81%AF&format=table&limit=2",
                status: 200,
                contains: ["诉求编号"]
            ),
            Scenario("a visitor", "GET", "/api/v1/cases?q=%E7%81%AF", status: 401),
            Scenario(
                "it is documented",
                "GET",
                "/openapi.json",
                status: 200,
                contains: [#""name": "q""#, "number, title, description, answer"]
            ),
        ]
    )
    func scenarios(scenario: Scenario) async throws { try await scenario.check(on: .demo()) }

    @Test("Nobody finds a row by what they may not read of it")
    func sensitivity() {
        for resource in Resource.all {
            for name in resource.searched {
                let field = resource.field(name)
                #expect(field != nil, "\(resource.name.path) has no \(name)")
                if case .sealed? = field?.type { Issue.record("\(resource.name.path).\(name) is sealed") }
                if case .everyone = resource.read { #expect(field?.sensitivity == .everyone, "\(name)") }
            }
        }
    }
}

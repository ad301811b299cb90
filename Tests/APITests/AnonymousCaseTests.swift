import App
import Domain
import JSON
import SQLite
import TestSupport
import Testing

@Suite("匿名诉求：nobody learns who reported it")
struct AnonymousCaseTests {
    @Test("The audit of an anonymous case and its photo says what was done, and neither by whom nor from where")
    func audit() async throws {
        let test = try await TestServer.ownDemo()
        let (client, resident) = (test.client(), try await test.token("resident"))
        let body = """
            {"kind": "report", "category_id": 3, "title": "楼道堆物", "description": "有人堆放杂物", "building_id": 1,
                "anonymous": true}
            """
        let form = SamplePhotos.form([
            (name: "json", file: nil, content: Array(body.utf8)),
            (name: "attachments", file: "a.jpg", content: SamplePhotos.jpeg()),
        ])
        let made = try client.send(
            "POST",
            "/api/v1/cases",
            token: resident,
            headers: [("Content-Type", "multipart/form-data; boundary=xyz")],
            bytes: form
        )
        #expect(made.status == 201, "\(made.text)")
        let id = try #require(try made.json()["id"]?.integer)
        let auditor = try await test.token("auditor")
        func entries(_ query: String) throws -> [JSONValue] {
            try client.send("GET", "/api/v1/audit?limit=20&\(query)", token: auditor).json()["items"]?.elements
                .map { $0 } ?? []
        }
        let hidden =
            try entries("object=cases/\(id)")
            + entries("action=create_cases").filter {
                $0["object"]?.string?.hasPrefix("attachments/") == true
            }
        #expect(hidden.count >= 2)
        for entry in hidden {
            for name in ["account_id", "address", "request_id"] { #expect(entry[name]?.isNull == true, "\(name)") }
        }
        // A photo that was sent before could be the photo of a report without a name.
        let sent = try client.send(
            "POST",
            "/api/v1/uploads",
            token: resident,
            headers: [("Content-Type", "image/jpeg")],
            bytes: SamplePhotos.jpeg()
        )
        #expect(sent.status == 201, "\(sent.text)")
        let account = try client.send("GET", "/api/v1/me", token: resident).json()["id"]?.integer ?? 0
        #expect(try entries("action=create_uploads&account_id=\(account)").isEmpty)
        // The same matter with a name: it raises the earlier case, which is an act of its own.
        let open = try client.send(
            "POST",
            "/api/v1/cases",
            token: resident,
            body: body.replacing(",\n    \"anonymous\": true", with: "")
        )
        let known = try #require(try open.json()["id"]?.integer, "\(open.text)")
        let told = try entries("object=cases/\(known)")
        #expect(!told.isEmpty && told.allSatisfy { $0["account_id"]?.integer != nil && $0["address"]?.string != nil })
    }
    @Test("A repeat under its key gets the same answer, and the file does not say whose key it was")
    func repeated() async throws {
        let test = try await TestServer.ownDemo()
        let (client, resident) = (test.client(), try await test.token("resident"))
        func send(_ more: String = "") throws -> HTTPAnswer {
            let body = """
                {"kind": "report", "category_id": 3, "title": "楼道堆物", "description": "有人堆放杂物", "building_id": 1, \
                "anonymous": true\(more)}
                """
            let headers = [("Idempotency-Key", "unnamed-report-1")]
            return try client.send("POST", "/api/v1/cases", token: resident, headers: headers, body: body)
        }
        let (first, again) = (try send(), try send())
        #expect(first.status == 201 && again.status == 201, "\(first.text)")
        #expect(again.text == first.text && again.header("Location") == first.header("Location"))
        #expect(try send(#", "priority": "low""#).code == "idempotency_key_reused")
        let connection = try Connection(path: "\(test.folder.path)/linli.db", access: .readOnly, settings: .reader)
        let named = try connection.first("SELECT count(*) FROM idempotency_key", []) { $0.integer(0) }
        let unnamed = try connection.query("SELECT content FROM idempotency_unnamed", []) { $0.text(0) }
        #expect(named == 0 && unnamed == [first.text])
    }
}

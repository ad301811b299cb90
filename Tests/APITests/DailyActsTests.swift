import App
import Domain
import JSON
import TestSupport
import Testing

@Suite("Ten daily acts of fifteen staff are one call by one person each")
struct DailyActsTests {
    /// People at work, whose calls are counted (一天的工作).
    private final class Day {
        let test: TestServer
        let client: HTTPClient
        private(set) var calls = 0
        private var tokens: [String: String] = [:]

        init() async throws {
            test = try await TestServer.ownDemo()
            client = test.client()
            for login in ["secretary", "staff", "grid_worker", "grid_leader", "resident"] {
                tokens[login] = try await test.token(login)
            }
        }

        /// An act, which is counted.
        func act(_ login: String, _ method: String, _ path: String, _ body: String? = nil) throws -> JSONValue {
            calls += 1
            return try answer(
                client.send(method, "/api/v1/\(path)", token: tokens[login], body: method == "GET" ? nil : body ?? "{}")
            )
        }

        /// An act that brings photos with it.
        func act(
            _ login: String,
            _ path: String,
            _ json: String,
            photos: [(name: String, file: String?, content: [UInt8])]
        ) throws -> JSONValue {
            calls += 1
            let form = SamplePhotos.form([(name: "json", file: nil, content: Array(json.utf8))] + photos)
            let headers = [("Content-Type", "multipart/form-data; boundary=xyz")]
            return try answer(
                client.send("POST", "/api/v1/\(path)", token: tokens[login], headers: headers, bytes: form)
            )
        }

        /// What lies there before the act, or is looked at after it; not counted.
        func beside(_ login: String, _ method: String, _ path: String, _ body: String? = nil) throws -> JSONValue {
            try answer(client.send(method, "/api/v1/\(path)", token: tokens[login], body: body))
        }

        private func answer(_ answer: HTTPAnswer) throws -> JSONValue {
            guard answer.status < 300 else { throw TestFailure("\(answer.status): \(answer.text)") }
            return try answer.json()
        }

        func send(_ headers: [(String, String)], _ form: [UInt8]) throws -> HTTPAnswer {
            try client.send("POST", "/api/v1/cases", token: tokens["grid_worker"], headers: headers, bytes: form)
        }

        /// One call was made since it was asked last.
        func isOneCall() -> Bool {
            defer { calls = 0 }
            return calls == 1
        }

        func account(_ login: String) throws -> Int64 { try #require(try beside(login, "GET", "me")["id"]?.integer) }
    }

    private static let matter =
        #""kind": "help", "category_id": 3, "title": "楼道灯不亮", "description": "三楼坏了", "building_id": 1"#

    @Test("Whatever fills the day of a community's staff takes one call, and is then as it should be")
    func acts() async throws {
        let day = try await Day()
        let worker = try day.account("grid_worker")

        // A phone matter is answered.
        let phone = try day.act(
            "staff",
            "POST",
            "cases",
            #"{\#(Self.matter), "source": "hotline", "answer": {"answer": "物业今天下午换灯", "channel": "phone"}}"#
        )
        #expect(day.isOneCall() && phone["status"]?.string == "closed")

        // A group-chat matter is given to a grid worker.
        let given = try day.act("staff", "POST", "cases", #"{\#(Self.matter), "accept": {"handler_id": \#(worker)}}"#)
        #expect(day.isOneCall() && given["status"]?.string == "dispatched" && given["handler_id"]?.integer == worker)

        // Seen on patrol and fixed, with photos of before and after.
        let patrol = try day.act(
            "grid_worker",
            "cases",
            """
            {"kind": "patrol", "source": "patrol", "category_id": 3, "title": "井盖移位", "description": "已复位",
                "building_id": 1, "answer": {"answer": "已当场复位", "closing_reason": "done_on_the_spot"}}
            """,
            photos: [
                (name: "attachments", file: "before.jpg", content: SamplePhotos.jpeg()),
                (name: "answer.attachments", file: "after.png", content: SamplePhotos.png),
            ]
        )
        #expect(day.isOneCall() && patrol["status"]?.string == "closed")
        let photos = try day.beside("secretary", "GET", "cases/\(patrol["id"]?.integer ?? 0)/attachments")
        #expect(photos["items"]?.elements.compactMap { $0["moment"]?.string }.sorted() == ["after", "before"])

        // An assigned job is done.
        let done = try day.act(
            "grid_worker",
            "cases/\(given["id"]?.integer ?? 0)/report-done",
            #"{"answer": "已换灯泡"}"#,
            photos: [(name: "attachments", file: "after.jpg", content: SamplePhotos.jpeg())]
        )
        #expect(day.isOneCall() && ["checking", "closed"].contains(done["status"]?.string))

        // A visit with a problem.
        let home = try day.beside("grid_worker", "GET", "residents?limit=1").at("items.0")
        let visit = try day.act(
            "grid_worker",
            "POST",
            "home-visits",
            """
            {"household_id": \(home?["household_id"]?.integer ?? 0), "resident_id": \(home?["id"]?.integer ?? 0),
                "result": "met", "summary": "家中平安",
                "heard": [{"kind": "request", "title": "下水道堵", "description": "厨房", "category_id": 3}]}
            """
        )
        #expect(day.isOneCall() && visit.at("heard.items.0.case_id")?.integer != nil)

        // Thanks are passed on.
        let thanks = try day.act(
            "staff",
            "POST",
            "cases",
            """
            {"kind": "praise", "category_id": 3, "title": "感谢网格员", "description": "谢谢帮忙买药", "building_id": 1,
                "answerable_id": \(worker)}
            """
        )
        #expect(day.isOneCall())
        let word = try day.beside("grid_worker", "GET", "notifications?limit=200")["items"]?.elements.contains {
            $0["topic"]?.string == "case_praised" && $0["case_id"]?.integer == thanks["id"]?.integer
        }
        #expect(word == true)
        try handedOver(day, from: worker)
        try told(day)
    }

    /// A sick colleague's cases go to another.
    private func handedOver(_ day: Day, from worker: Int64) throws {
        let leader = try day.account("grid_leader")
        let open = try day.beside("grid_worker", "GET", "lists/mine?limit=200")["count"]?.integer ?? 0
        #expect(open > 0)
        _ = try day.act(
            "staff",
            "POST",
            "cases/hand-over",
            #"{"from_account_id": \#(worker), "to_account_id": \#(leader), "remark": "病假"}"#
        )
        #expect(day.isOneCall())
        #expect(try day.beside("grid_worker", "GET", "lists/mine")["count"]?.integer == 0)
    }

    /// A partner's answer is entered for it, the household is told, and the next morning begins with one list.
    private func told(_ day: Day) throws {
        let sent = try day.beside(
            "staff",
            "POST",
            "cases",
            #"{\#(Self.matter), "accept": {"handler_organization_id": 1}}"#
        )
        let id = sent["id"]?.integer ?? 0
        let answered = try day.act(
            "staff",
            "POST",
            "cases/\(id)/report-done",
            #"{"answer": "物业已更换", "channel": "phone"}"#
        )
        #expect(day.isOneCall() && ["checking", "closed"].contains(answered["status"]?.string))
        let timeline =
            try day.beside("staff", "GET", "cases/\(id)/timeline?limit=50")["items"]?.elements.map { $0 } ?? []
        #expect(timeline.contains { $0["on_behalf_of_id"]?.integer == 1 && $0["channel"]?.string == "phone" })

        if answered["status"]?.string == "checking" {
            _ = try day.beside("secretary", "POST", "cases/\(id)/close", "{}")
        }
        let told = try day.act("staff", "POST", "cases/\(id)/tell", #"{"told": "household", "channel": "phone"}"#)
        #expect(day.isOneCall() && told["told"]?.string == "household")

        let morning = try day.act("grid_leader", "GET", "home/work")
        #expect(day.isOneCall() && morning["mine_count"]?.integer ?? 0 > 0)
        let next = morning.at("mine.0.next")?.string
        #expect(next?.hasPrefix("POST /api/v1/cases/") == true)
    }

    @Test("A form that brings what does not belong there is refused whole, and nothing is left of its files")
    func wrongForm() async throws {
        let day = try await Day()
        let before = try day.beside("grid_worker", "GET", "uploads?limit=200")["items"]?.count
        for (json, name) in [
            (#"{\#(Self.matter)}"#, "answer.attachments"), (#"{\#(Self.matter)}"#, "photo"),
            (#"{"title": 3}"#, "attachments"), (#"{"#, "attachments"),
        ] {
            let form = SamplePhotos.form([
                (name: "json", file: nil, content: Array(json.utf8)),
                (name: name, file: "a.jpg", content: SamplePhotos.jpeg()),
            ])
            let answer = try day.client.send(
                "POST",
                "/api/v1/cases",
                token: try await day.test.token("grid_worker"),
                headers: [("Content-Type", "multipart/form-data; boundary=xyz")],
                bytes: form
            )
            #expect(answer.status == (json == "{" ? 400 : 422), "\(name): \(answer.text)")
        }
        let twice = try send(day, [Self.part("{\(Self.matter)}"), Self.part("{\(Self.matter)}")])
        #expect(twice.status == 422 && twice.faults == ["#/json repeated"], "\(twice.text)")
        let long = try send(day, [Self.part("{\(Self.matter)}" + String(repeating: " ", count: 70_000) + "}")])
        #expect(long.status == 413 && long.code == "field_too_large", "\(long.text)")
        #expect(try day.beside("grid_worker", "GET", "uploads?limit=200")["items"]?.count == before)
    }

    @Test("A form that is sent again under its key is the same call, though the client draws another boundary")
    func repeated() async throws {
        let day = try await Day()
        let photo = (name: "attachments", file: Optional("a.jpg"), content: SamplePhotos.jpeg())
        let first = try send(day, [Self.part("{\(Self.matter)}"), photo], boundary: "xyz", key: "walk-7")
        let again = try send(day, [Self.part("{\(Self.matter)}"), photo], boundary: "a-2nd", key: "walk-7")
        #expect(first.status == 201 && again.status == 201, "\(again.text)")
        #expect(try first.json()["id"]?.integer == again.json()["id"]?.integer)
        let changed = "{\(Self.matter.replacing("三楼", with: "四楼"))}"
        let other = try send(day, [Self.part(changed), photo], boundary: "b", key: "walk-7")
        #expect(other.code == "idempotency_key_reused", "\(other.text)")
        let id = try first.json()["id"]?.integer ?? 0
        #expect(try day.beside("grid_worker", "GET", "cases/\(id)/attachments")["items"]?.count == 1)
    }

    private typealias Part = (name: String, file: String?, content: [UInt8])

    private static func part(_ json: String) -> Part { (name: "json", file: nil, content: Array(json.utf8)) }

    private func send(
        _ day: Day,
        _ parts: [Part],
        boundary: String = "xyz",
        key: String? = nil
    ) throws -> HTTPAnswer {
        let form = SamplePhotos.form(parts)
        var headers = [("Content-Type", "multipart/form-data; boundary=\(boundary)")]
        if let key { headers.append(("Idempotency-Key", key)) }
        return try day.send(headers, Self.renamed(form, boundary))
    }

    /// The sample's boundary is `xyz`.
    private static func renamed(_ form: [UInt8], _ boundary: String) -> [UInt8] {
        let (old, new) = (Array("--xyz".utf8), Array("--\(boundary)".utf8))
        return Array(form.split(separator: old, omittingEmptySubsequences: false).joined(separator: new))
    }
}

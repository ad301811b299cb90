import App
import Domain
import JSON
import TestSupport
import Testing

@Suite("网格员特地来家里办理高龄补贴认证")
struct HouseholdErrandTests {
    @Test("Her allowance is certified at home as an errand by her grid worker, she is told, and her thanks reach him")
    func certifiedAtHome() async throws {
        let door = try await VisitTests.Door()
        let worker = try #require(try door.get("me")["id"]?.integer)

        // At her door: she can not walk and does not know how to draw the allowance.
        let visit = try door.visit(
            """
            "resident_id": \(door.resident), "result": "met", "summary": "老人腿脚不便，正发愁尊老金如何领取",
            "heard": [{"kind": "errand", "title": "代办尊老金（高龄补贴）认证", "category_id": 3}]
            """
        )
        #expect(visit.status == 201, "\(visit.text)")
        let errand = try #require(try visit.json().at("heard.items.0.case_id")?.integer)
        let taken = try door.get("cases/\(errand)")
        #expect(taken["kind"]?.string == "errand" && taken["status"]?.string == "dispatched")
        #expect(taken["handler_id"]?.integer == worker && taken["answerable_id"]?.integer == worker)
        #expect(taken["reporter_id"]?.integer == door.resident && taken["due_at"]?.string != nil)
        let mine = try door.get("home/work").at("mine")?.elements.compactMap { $0["id"]?.integer } ?? []
        #expect(mine.contains(errand))

        // The certification itself, at home, with what was seen.
        try move(door, errand, "start", #"{"remark": "约好下午上门"}"#)
        let certified = try door.visit(
            """
            "resident_id": \(door.resident), "result": "met", "summary": "上门办理高龄补贴认证",
            "verification": "本人在世，持身份证原件，认证通过"
            """
        )
        #expect(certified.status == 201, "\(certified.text)")
        try move(door, errand, "report-done", #"{"answer": "已为您办好高龄补贴认证，下月起照常发放"}"#)
        if try door.get("cases/\(errand)")["status"]?.string == "checking" {
            try move(door, errand, "close", "{}", as: door.secretary)
        }
        let untold = try ledger(door, "closing")
        try move(door, errand, "tell", #"{"told": "household", "channel": "on_site"}"#)
        #expect(try door.get("cases/\(errand)")["told"]?.string == "household")
        #expect(try ledger(door, "closing") == untold - 1)

        // 「真是麻烦你们特地来家里，真是谢谢了！」
        let thanks = try door.visit(
            """
            "resident_id": \(door.resident), "result": "met", "summary": "回访",
            "heard": [{"kind": "praise", "description": "真是麻烦你们特地来家里帮我办理认证，真是谢谢了！", "praised_id": \(worker)}]
            """,
            as: door.secretary
        )
        #expect(thanks.status == 201, "\(thanks.text)")
        let praise = try #require(try thanks.json().at("heard.items.0.case_id")?.integer)
        let notices = try door.get("notifications?limit=200")["items"]?.elements.map { $0 } ?? []
        let word = notices.first { $0["topic"]?.string == "case_praised" && $0["case_id"]?.integer == praise }
        #expect(word != nil)
        #expect(try door.get("cases/\(praise)")["kind"]?.string == "praise")
    }

    private func move(
        _ door: VisitTests.Door,
        _ id: Int64,
        _ move: String,
        _ body: String,
        as token: String? = nil
    ) throws {
        let answer = try door.client.send(
            "POST",
            "/api/v1/cases/\(id)/\(move)",
            token: token ?? door.worker,
            body: body
        )
        #expect(answer.status == 200, "\(move): \(answer.text)")
    }

    /// A figure of the grid's zero-backlog ledger in the present month.
    private func ledger(_ door: VisitTests.Door, _ figure: String) throws -> Int64 {
        let sheet = try door.get("reports/case-ledger", as: door.secretary)
        let (year, month) = (sheet["year"]?.integer ?? 0, CommunityTime().date(of: SystemClock().now()).month)
        #expect(year > 2020)
        let line = sheet["by_grid_and_month"]?.elements.first {
            $0["grid_id"]?.integer == door.grid && $0["month"]?.integer == Int64(month)
        }
        return try #require(line?[figure]?.integer)
    }
}

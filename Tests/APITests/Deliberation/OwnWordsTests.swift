import JSON
import TestSupport
import Testing

@Suite("本人原话：what a resident wrote is read by others as staff approved it, and stays whose it is")
struct OwnWordsTests {
    private static let topic = #"{"title": "楼上吵闹", "description": "对门张三反复扰民"}"#

    private func patch(_ desk: CaseDesk, _ login: String, _ issue: Int64, _ body: String) throws -> HTTPAnswer {
        try desk.client.send(
            "PATCH",
            "/api/v1/issues/\(issue)",
            token: desk.tokens[login],
            headers: [("If-Match", "*")],
            body: body
        )
    }

    @Test("Once its words are approved, who does not run the halls reads those, in the row, in lists and in the chain")
    func approved() async throws {
        let hall = try await HallDesk()
        let desk = hall.desk
        let issue = try desk.make("resident", "issues", Self.topic)
        // Supporters sign what they read.
        #expect(try desk.get("partner", "issues/\(issue)")["description"]?.string == "对门张三反复扰民")
        let wording = #"{"public_title": "邻里噪声", "public_description": "某户夜间噪声"}"#
        _ = try desk.make("secretary", "issues/\(issue)/screen", wording)
        _ = try patch(desk, "secretary", issue, #"{"description": "对门张三和李四反复扰民"}"#)
        for path in ["issues/\(issue)", "issues?id=\(issue)", "issues/\(issue)/chain", "issues?id=\(issue)&format=csv"]
        {
            let text = try desk.send("partner", path, "", "GET").text
            #expect(text.contains("邻里噪声") && !text.contains("张三") && !text.contains("楼上吵闹"), "\(path): \(text)")
            #expect(try desk.send("secretary", path, "", "GET").text.contains("楼上吵闹"), "\(path)")
        }
        #expect(try desk.items("partner", "issues/\(issue)/versions").isEmpty)
        #expect(try !desk.items("secretary", "issues/\(issue)/versions").isEmpty)
    }

    @Test("Who proposed it stays, and where it belongs is not changed without a word to them")
    func proposer() async throws {
        let hall = try await HallDesk()
        let desk = hall.desk
        let issue = try desk.make("resident", "issues", Self.topic)
        let other = try patch(desk, "secretary", issue, #"{"proposer": "王大明"}"#)
        #expect(other.faults == ["#/proposer residents_own"], "\(other.text)")
        let notices = try desk.items("resident", "notifications?limit=200").count
        #expect(try patch(desk, "secretary", issue, #"{"grid_id": 2}"#).status == 200)
        let timeline = try desk.items("secretary", "issues/\(issue)/timeline")
        #expect(timeline.contains { $0["remark"]?.string == "所属的小区、网格或党组织有修改" })
        #expect(try desk.items("resident", "notifications?limit=200").count == notices + 1)
    }

    @Test("Who reported what a topic grew from hears that it was merged into another one")
    func merged() async throws {
        let hall = try await HallDesk()
        let desk = hall.desk
        let issue = try hall.screened("东门车棚", cases: [try desk.report()])
        let target = try hall.screened("总的车棚")
        _ = try desk.make("secretary", "issues/\(issue)/merge", #"{"issue_id": \#(target)}"#)
        let told = try desk.items("resident", "notifications?limit=200").compactMap { $0["text"]?.string }
        #expect(told.contains { $0.contains("已并入另一议题") }, "\(told)")
    }
}

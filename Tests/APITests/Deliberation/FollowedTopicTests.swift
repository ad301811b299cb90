import JSON
import TestSupport
import Testing

@Suite("议题后续：whoever proposed or signed a topic reads how it ended, on a page for everybody")
struct FollowedTopicTests {
    private func page(_ hall: HallDesk, _ issue: Int64) throws -> HTTPAnswer {
        try hall.desk.client.send("GET", "/issues/\(issue)")
    }

    @Test(
        "Merged, taken back, archived and not adopted topics say so with their reason and answer; a declined one does not"
    )
    func ended() async throws {
        let hall = try await HallDesk()
        let desk = hall.desk
        let target = try hall.screened("总的车棚")
        let merged = try hall.screened("东门车棚")
        let back = try hall.screened("西门车棚")
        let declined = try desk.make("staff", "issues", #"{"title": "北门车棚", "description": "内容", "proposer": "甲"}"#)
        #expect(try page(hall, merged).status == 404)
        _ = try desk.make("secretary", "issues/\(back)/answer", #"{"answer": "已列入明年计划"}"#)
        _ = try desk.make("secretary", "issues/\(merged)/merge", #"{"issue_id": \#(target)}"#)
        _ = try desk.make("secretary", "issues/\(back)/withdraw", #"{"reason": "under_way"}"#)
        _ = try desk.make("secretary", "issues/\(declined)/decline", #"{"reason": "not_ours", "remark": "不属于社区"}"#)
        let number = try #require(try desk.get("secretary", "issues/\(target)")["number"]?.string)
        let one = try page(hall, merged)
        #expect(one.status == 200 && one.text.contains("东门车棚") && one.text.contains("已合并") && one.text.contains(number))
        let two = try page(hall, back)
        #expect(two.status == 200 && two.text.contains("已撤回") && two.text.contains("已在办理"), "\(two.text)")
        #expect(two.text.contains("已列入明年计划"))
        #expect(try page(hall, declined).status == 404)

        let idle = try hall.screened("无人问津")
        // First its answer is late, then nobody has touched it for long.
        try await hall.pass(hours: 24 * 200)
        try await hall.pass(hours: 24 * 200)
        let archived = try page(hall, idle)
        #expect(archived.status == 200 && archived.text.contains("无人问津") && archived.text.contains("归档日期"))
    }

    @Test("What a private case was part of is on no page, also after it left the topic")
    func confidential() async throws {
        let hall = try await HallDesk()
        let desk = hall.desk
        let file = try desk.report(more: #", "private": true"#)
        #expect(try desk.get("secretary", "cases/\(file)")["private"]?.bool == true)
        let issue = try hall.screened("邻里纠纷", cases: [file])
        _ = try desk.make("secretary", "issues/\(issue)/withdraw", #"{"reason": "solved"}"#)
        #expect(try desk.get("secretary", "issues/\(issue)")["cases"]?.integer == 0)
        #expect(try page(hall, issue).status == 404)
    }
}

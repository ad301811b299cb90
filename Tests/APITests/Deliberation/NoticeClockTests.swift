import JSON
import TestSupport
import Testing

@Suite("公示期满：a notice ends by the community's day, and what was disclosed is so for its days")
struct NoticeClockTests {
    @Test("On its last day objections come in and nothing starts, on the day after it is the other way round")
    func lastDay() async throws {
        let hall = try await HallDesk()
        let desk = hall.desk
        let issue = try hall.screened("增设充电桩")
        let session = try desk.make(
            "secretary",
            "sessions",
            #"{"hall_id": 1, "title": "会", "on": "\#(hall.day(after: 0))", "agenda": [{"issue_id": \#(issue)}]}"#
        )
        let record = """
            {"walk_ins": [{"party": "residents", "name": "张阿姨"}], "summary": "一致", "uploads": [\(try hall.photo())], \
            "items": [{"place": 1, "status": "agreed", "outcome": "装"}]}
            """
        _ = try desk.make("secretary", "sessions/\(session)/record", record)
        let notice = try desk.make("secretary", "issues/\(issue)/publish", #"{"place": "东门"}"#)
        let until = try #require(try desk.get("secretary", "public-notices/\(notice)")["until_date"]?.string)
        #expect(until == hall.day(after: 7))
        let duty = { (name: String) in
            let work = try desk.get("secretary", "home/work")["deliberation"]?.elements.map { $0 } ?? []
            return work.contains { $0["duty"]?.string == name && [issue, notice].contains($0["id"]?.integer ?? 0) }
        }
        #expect(try !duty("notice_ending") && !duty("issue_to_start"))
        // Monday nine o'clock and seven days: the last day of it.
        try await hall.pass(hours: 24 * 7)
        #expect(hall.day(after: 0) == until)
        #expect(try duty("notice_ending"))
        let objection = try desk.make("resident", "public-notices/\(notice)/objections", #"{"text": "太近"}"#)
        let early = try desk.send("secretary", "issues/\(issue)/start", "{}")
        #expect(early.code == "notice_running" && early.text.contains(until), "\(early.text)")
        #expect(try desk.send("secretary", "objections/\(objection)/answer", #"{"answer": "移至车棚"}"#).status == 200)
        // Some minutes after midnight.
        try await hall.pass(hours: 15)
        try await hall.pass(hours: 1)
        #expect(hall.day(after: -1) == until)
        let late = try desk.send("resident", "public-notices/\(notice)/objections", #"{"text": "再说"}"#)
        #expect(late.code == "notice_over", "\(late.text)")
        #expect(try duty("issue_to_start") && !duty("notice_ending"))
        #expect(try desk.send("secretary", "issues/\(issue)/start", "{}").status == 200)
    }
}

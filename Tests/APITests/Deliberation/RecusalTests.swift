import JSON
import TestSupport
import Testing

@Suite("回避：where those who are left can not reach the rule any more, it is said at once")
struct RecusalTests {
    @Test("The third of six stands back: the answer, the vote and the work of today say by how many it misses the rule")
    func unreachable() async throws {
        let hall = try await HallDesk()
        let desk = hall.desk
        let issue = try hall.screened("选聘物业", authority: "residents")
        let names = ["甲", "乙", "丙", "丁", "戊", "己"].map { #"{"name": "\#($0)"}"# }.joined(separator: ", ")
        let vote = try desk.make(
            "secretary",
            "issues/\(issue)/open-vote",
            """
            {"rule": "representatives", "convenor": "居委会", "noticed_on": "\(hall.day(after: -3))", \
            "closes_at": "\(desk.moment(after: 86_400))", "members": [\(names)]}
            """
        )
        let roll = try desk.items("secretary", "votes/\(vote)/roll?sort=id").compactMap { $0["id"]?.integer }
        let recuse = { (place: Int) in
            try desk.send("secretary", "issues/\(issue)/recusals", #"{"voter_id": \#(roll[place]), "reason": "亲属"}"#)
        }
        for place in 0...1 {
            let answer = try recuse(place)
            #expect(try answer.status == 200 && answer.json()["warning"]?.isNull == true, "\(answer.text)")
        }
        #expect(try desk.get("secretary", "votes/\(vote)")["unreachable"]?.isNull == true)
        let third = try recuse(2)
        let warning = try #require(try third.json()["warning"]?.string, "\(third.text)")
        #expect(warning.contains("最多 3 人参与") || warning.contains("最多 3 参与"), "\(warning)")
        #expect(warning.contains("须 4") && warning.contains("差 1"), "\(warning)")
        let row = try desk.get("resident", "votes/\(vote)")
        #expect(row["unreachable"]?.string == warning)
        let english = try hall.english("secretary", "votes/\(vote)").json()["unreachable"]?.string ?? ""
        #expect(english.contains("3 can take part at most and the rule asks for 4"), "\(english)")
        let duty = try desk.get("secretary", "home/work")["deliberation"]?.elements.first {
            $0["duty"]?.string == "vote_unreachable"
        }
        #expect(duty?["id"]?.integer == issue)
        #expect(duty?["next"]?.string == "POST /api/v1/issues/\(issue)/cancel-vote")
        #expect(try hall.topics("secretary", "issue_id", issue).contains("vote_unreachable"))
        // It is called off, and the roll is settled anew.
        _ = try desk.make("secretary", "issues/\(issue)/cancel-vote", #"{"reason": "回避人数过多"}"#)
        let work = try desk.get("secretary", "home/work")["deliberation"]?.elements.compactMap { $0["duty"]?.string }
        #expect(work?.contains("vote_unreachable") == false)
    }
}

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
        #expect(try desk.get("resident", "issues/\(issue)/tally")["unreachable"]?.string == warning)
        // It is called off, and the roll is settled anew; nothing is left to say.
        _ = try desk.make("secretary", "issues/\(issue)/cancel-vote", #"{"reason": "回避人数过多"}"#)
        let work = try desk.get("secretary", "home/work")["deliberation"]?.elements.compactMap { $0["duty"]?.string }
        #expect(work?.contains("vote_unreachable") == false)
        #expect(try desk.get("resident", "votes/\(vote)")["unreachable"]?.isNull == true)
        #expect(try desk.get("resident", "issues/\(issue)/tally")["unreachable"]?.isNull != false)
    }

    @Test(
        "Whoever stood back votes by no proxy either, a proxy that was given before is void, and who holds one of others keeps it"
    )
    func proxies() async throws {
        let hall = try await HallDesk()
        let desk = hall.desk
        try hall.waiveSheets()
        let issue = try hall.screened("选聘物业", authority: "residents")
        let names = ["甲", "乙", "丙", "丁"].map { #"{"name": "\#($0)"}"# }.joined(separator: ", ")
        let vote = try desk.make(
            "secretary",
            "issues/\(issue)/open-vote",
            """
            {"rule": "representatives", "convenor": "居委会", "noticed_on": "\(hall.day(after: -3))", \
            "closes_at": "\(desk.moment(after: 86_400))", "members": [\(names)]}
            """
        )
        let roll = try desk.items("secretary", "votes/\(vote)/roll?sort=id").compactMap { $0["id"]?.integer }
        let entrust = { (place: Int, holder: String) in
            let body = #"{"voter_id": \#(roll[place]), "proxy": "\#(holder)", "upload_id": \#(try hall.photo())}"#
            return try desk.send("secretary", "issues/\(issue)/proxies", body)
        }
        let cast = { (place: Int) in
            let body = #"{"ballots": [{"voter_id": \#(roll[place]), "choice": "for", "channel": "proxy"}]}"#
            return try desk.send("secretary", "issues/\(issue)/ballots", body)
        }
        let recuse = { (place: Int) in
            try desk.send("secretary", "issues/\(issue)/recusals", #"{"voter_id": \#(roll[place]), "reason": "亲属"}"#)
        }
        // Given before: it does not vote for somebody who does not.
        #expect(try entrust(0, "丙").status == 200)
        #expect(try recuse(0).status == 200)
        let void = try cast(0)
        #expect(void.status == 409 && void.code == "recused", "\(void.text)")
        // Given by others to whoever stands back: they do not stand back with them.
        #expect(try entrust(1, "丁").status == 200)
        #expect(try recuse(3).status == 200)
        #expect(try cast(1).status == 200)
        // What was voted by proxy is a ballot: nobody stands back after it.
        #expect(try recuse(1).code == "has_voted")
        let tally = try desk.get("secretary", "issues/\(issue)/tally")
        #expect(tally["eligible"]?.integer == 4 && tally["cast"]?.integer == 1)
    }

    @Test("Everybody on the roll hears once what the vote came to, recused ones too, and the count waits for nobody")
    func told() async throws {
        let hall = try await HallDesk()
        let desk = hall.desk
        let issue = try hall.screened("门岗", authority: "committee")
        let members = try ["staff", "grid_leader"].map {
            #"{"name": "\#($0)", "account_id": \#(try desk.account($0))}"#
        }
        let vote = try desk.make(
            "secretary",
            "issues/\(issue)/open-vote",
            """
            {"rule": "committee", "convenor": "居委会", "noticed_on": "\(hall.day(after: -3))", \
            "closes_at": "\(desk.moment(after: 86_400))", "members": [\(members.joined(separator: ", ")), {"name": "丙"}]}
            """
        )
        let roll = try desk.items("secretary", "votes/\(vote)/roll?sort=id").compactMap { $0["id"]?.integer }
        _ = try desk.send("secretary", "issues/\(issue)/recusals", #"{"voter_id": \#(roll[1]), "reason": "亲属"}"#)
        _ = try desk.make("staff", "issues/\(issue)/ballots", #"{"choice": "for"}"#)
        try await hall.pass(hours: 25)
        _ = try desk.make("secretary", "issues/\(issue)/close-vote")
        for _ in 0..<2 { try await hall.pass(hours: 1) }
        for login in ["staff", "grid_leader"] {
            let notices = try desk.items(login, "notifications?limit=200").filter {
                $0["issue_id"]?.integer == issue && $0["topic"]?.string == "vote_counted"
            }
            #expect(notices.count == 1 && notices[0]["text"]?.string?.contains("表决未通过") == true, "\(login) \(notices)")
        }
        let english = try hall.english("staff", "notifications?limit=200").text
        #expect(english.contains("Not adopted by vote"), "\(english)")
    }
}

import JSON
import TestSupport
import Testing

@Suite("议题公开页：while people may still take part, everybody reads what is decided, where, when and how")
struct OpenPageTests {
    private func page(_ hall: HallDesk, _ issue: Int64, _ language: String = "zh") throws -> HTTPAnswer {
        try hall.desk.client.send("GET", "/issues/\(issue)", headers: [("Accept-Language", language)])
    }

    private func open(_ hall: HallDesk, _ issue: Int64, _ secrecy: String) throws -> Int64 {
        try hall.desk.make(
            "secretary",
            "issues/\(issue)/open-vote",
            """
            {"rule": "representatives", "secrecy": "\(secrecy)", "convenor": "居委会", "noticed_on": "\(hall.day(after: -3))", \
            "closes_at": "\(hall.desk.moment(after: 86_400))", "members": [{"name": "甲", "account_id": \
            \(try hall.desk.account("staff"))}, {"name": "乙"}, {"name": "丙"}]}
            """
        )
    }

    @Test("On an agenda, round the table and put off: what it is about, the hall, the day and how to come")
    func halls() async throws {
        let hall = try await HallDesk()
        let desk = hall.desk
        let issue = try hall.screened("车棚翻修")
        #expect(try page(hall, issue).status == 404)
        let session = try desk.make(
            "secretary",
            "sessions",
            #"{"hall_id": 1, "title": "议事会", "on": "\#(hall.day(after: 5))", "agenda": [{"issue_id": \#(issue)}]}"#
        )
        let hallName = try #require(try desk.get("secretary", "halls/1")["name"]?.string)
        let scheduled = try page(hall, issue)
        for words in ["车棚翻修", "提请协商", "列入议程", hallName, hall.day(after: 5), "19:00", "可到场旁听、发言"] {
            #expect(scheduled.status == 200 && scheduled.text.contains(words), "\(words)")
        }
        #expect(try page(hall, issue, "en").text.contains("residents may come, listen and speak"))
        try await hall.pass(hours: 24 * 5)
        _ = try desk.make("secretary", "sessions/\(session)/open")
        let item = try #require(try desk.items("secretary", "sessions/\(session)/agenda").first?["id"]?.integer)
        try hall.seat(session)
        _ = try desk.make("secretary", "agenda-items/\(item)/take-up")
        #expect(try hall.status(issue) == "deliberating")
        #expect(try page(hall, issue).text.contains("正在\(hallName)协商"))
        _ = try desk.make("secretary", "issues/\(issue)/defer", #"{"remark": "等图纸"}"#)
        let put = try page(hall, issue)
        #expect(put.status == 200 && put.text.contains("已暂缓"), "\(put.text)")
    }

    @Test(
        "Under vote: the rule, the end and how to vote, and no number before the count, open or closed",
        arguments: ["open", "closed"]
    )
    func voting(secrecy: String) async throws {
        let hall = try await HallDesk()
        let desk = hall.desk
        let issue = try hall.screened("门岗值守", authority: "residents")
        _ = try open(hall, issue, secrecy)
        let ballot = secrecy == "open" ? "ballots" : "sealed-ballot"
        #expect(try desk.send("staff", "issues/\(issue)/\(ballot)", #"{"choice": "for"}"#).status == 200)
        let end = hall.day(after: 1)
        let shown = try page(hall, issue)
        for words in ["门岗值守", "居民代表会议", end, "居民代表（名册内）可在", "委托他人", secrecy == "closed" ? "无记名" : "记名"] {
            #expect(shown.status == 200 && shown.text.contains(words), "\(words)")
        }
        for login in ["resident", "secretary"] {
            let row = try #require(try desk.get(login, "issues/\(issue)/chain").at("votes.0"))
            for key in ["eligible", "cast", "for", "against", "abstain", "passed"] {
                #expect(row[key]?.isNull == true, "\(login) \(key)")
            }
            #expect(row["closes_at"]?.string == desk.moment(after: 86_400))
        }
        try await hall.pass(hours: 25)
        let over = try page(hall, issue)
        #expect(over.text.contains("表决已截止，计票后在此公布结果") && !over.text.contains("可在 \(end)"))
    }

    @Test("What a private case was part of has no page, and no page names it; whoever reads the row reads the chain")
    func confidential() async throws {
        let hall = try await HallDesk()
        let desk = hall.desk
        let file = try desk.report(more: #", "private": true"#)
        let hidden = try hall.screened("邻里纠纷", authority: "residents", cases: [file])
        let merged = try hall.screened("楼道纠纷")
        let plain = try hall.screened("门岗值守", authority: "residents")
        let number = try #require(try desk.get("secretary", "issues/\(hidden)")["number"]?.string)
        _ = try desk.make("secretary", "issues/\(merged)/merge", #"{"issue_id": \#(hidden)}"#)
        let told = try page(hall, merged)
        #expect(told.status == 200 && told.text.contains("已合并") && !told.text.contains(number))
        #expect(try desk.get("secretary", "issues/\(merged)/chain").at("issue.merged_into")?.string == number)
        for issue in [hidden, plain] { _ = try open(hall, issue, "closed") }
        #expect(try page(hall, hidden).status == 404 && page(hall, plain).status == 200)
        for issue in [hidden, plain, merged] {
            for login in ["resident", "partner", "auditor", "secretary"] {
                let row = try desk.send(login, "issues/\(issue)", "", "GET").status
                #expect(try desk.send(login, "issues/\(issue)/chain", "", "GET").status == row, "\(login) \(issue)")
            }
            #expect(try desk.client.send("GET", "/api/v1/issues/\(issue)").status == 401)
            #expect(try desk.client.send("GET", "/api/v1/issues/\(issue)/chain").status == 401)
        }
        // A private case is in nobody's chain who may not read it.
        #expect(try desk.get("partner", "issues/\(hidden)/chain")["cases"]?.count == 0)
    }
}

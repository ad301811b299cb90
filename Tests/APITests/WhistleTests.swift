import JSON
import TestSupport
import Testing

@Suite("吹哨报到：units are summoned to a case, and answer")
struct WhistleTests {
    /// A case of a grid worker, and a whistle for the property company.
    private func blown(_ desk: CaseDesk) throws -> (caseID: Int64, whistle: Int64, summons: Int64) {
        let id = try desk.report()
        let worker = try desk.account("grid_worker")
        _ = try desk.make("staff", "cases/\(id)/accept", #"{"handler_id": \#(worker)}"#)
        let body = """
            {"matter": "配电间冒烟，请派电工", "respond_by": "\(desk.moment(after: 3600))", "organizations": [\(desk.company)]}
            """
        let whistle = try desk.make("staff", "cases/\(id)/whistles", body)
        let summons = try #require(try desk.get("staff", "whistles/\(whistle)/summonses").at("items.0.id")?.integer)
        return (id, whistle, summons)
    }

    @Test("The summoned unit sees the case and answers; whoever called scores that it came and that it solved, apart")
    func answered() async throws {
        let desk = try await CaseDesk()
        let id = try desk.report()
        #expect(try desk.send("partner", "cases/\(id)", "", "GET").status == 404)
        let (caseID, _, summons) = try blown(desk)
        #expect(try desk.topics("partner", of: caseID) == ["case_whistle"])
        #expect(try desk.items("partner", "cases?limit=200").contains { $0["id"]?.integer == caseID })
        #expect(try desk.moves("partner", of: caseID).contains("whistle"))
        let mine = try desk.items("partner", "lists/joint").first { $0["id"]?.integer == caseID }
        #expect(mine?["next"]?.string == "POST /api/v1/summonses/\(summons)/answer")

        let early = try desk.send("staff", "summonses/\(summons)/score", #"{"came": true, "solved": true}"#)
        #expect(early.status == 409 && early.code == "not_answered")
        let unnamed = try desk.send("partner", "summonses/\(summons)/answer", #"{"answer": "sent"}"#)
        #expect(unnamed.faults == ["#/sent_name required"])
        let answer = #"{"answer": "sent", "sent_name": "电工刘师傅"}"#
        let answered = try desk.send("partner", "summonses/\(summons)/answer", answer)
        #expect(try answered.json()["in_time"]?.bool == true, "\(answered.text)")
        #expect(try desk.send("partner", "summonses/\(summons)/answer", answer).code == "already_answered")
        #expect(try desk.topics("staff", of: caseID).contains("whistle_answered"))

        let score = #"{"came": true, "solved": false}"#
        #expect(try desk.send("secretary", "summonses/\(summons)/score", score).code == "not_yours")
        #expect(try desk.send("partner", "summonses/\(summons)/score", score).status == 403)
        #expect(try desk.send("staff", "summonses/\(summons)/score", score).status == 200)
        #expect(try desk.send("staff", "summonses/\(summons)/score", score).code == "already_scored")
    }

    @Test(
        "A summoned unit can neither close the case nor make another move, and the resident has one contact throughout"
    )
    func noMore() async throws {
        let desk = try await CaseDesk()
        let (id, _, _) = try blown(desk)
        let before = try desk.get("resident", "cases/\(id)")["answerable_id"]?.integer
        for (move, body) in [
            ("answer", #"{"answer": "好了"}"#), ("report-done", #"{"answer": "好了"}"#),
            ("return", #"{"reason": "not_ours", "remark": "不是"}"#), ("start", #"{"handler_name": "刘师傅"}"#),
            ("extend", #"{"limit": "1 working_days", "remark": "等"}"#), ("close", "{}"), ("void", #"{"remark": "错"}"#),
        ] {
            #expect(try desk.send("partner", "cases/\(id)/\(move)", body).status == 403, "\(move)")
        }
        #expect(try desk.send("partner", "cases/\(id)/attachments", #"{"uploads": [1]}"#).status == 403)
        #expect(try desk.get("resident", "cases/\(id)")["answerable_id"]?.integer == before)
        #expect(try desk.moves("resident", of: id).contains("whistle") == false)
        let leader = try desk.send("grid_worker", "cases/\(id)/whistles", Self.another(desk))
        #expect(leader.status == 403 && leader.code == "not_yours")
        let own = try desk.account("staff")
        let oneself = #"{"matter": "来", "respond_by": "\#(desk.moment(after: 600))", "accounts": [\#(own)]}"#
        #expect(try desk.send("staff", "cases/\(id)/whistles", oneself).faults == ["#/accounts/0 summons_oneself"])
    }

    @Test(
        "A unit that has not answered yet is not summoned to the same case again, and an order does not lie in the past"
    )
    func awaited() async throws {
        let desk = try await CaseDesk()
        let (id, _, summons) = try blown(desk)
        let again = """
            {"matter": "再请电工", "respond_by": "\(desk.moment(after: 3600))", "organizations": [\(desk.company)]}
            """
        let refused = try desk.send("secretary", "cases/\(id)/whistles", again)
        #expect(refused.status == 409 && refused.code == "awaited_already")
        _ = try desk.send("partner", "summonses/\(summons)/answer", #"{"answer": "declined", "remark": "停电检修中"}"#)
        #expect(try desk.send("secretary", "cases/\(id)/whistles", again).status == 201)
        let past = #"{"due_at": "\#(desk.moment(after: -60))", "remark": "尽快"}"#
        #expect(try desk.send("secretary", "cases/\(id)/supervise", past).faults == ["#/due_at not_in_future"])
    }

    @Test("The sight of a case that a summons gives ends with the case")
    func endsWithTheCase() async throws {
        let desk = try await CaseDesk()
        let (id, _, _) = try blown(desk)
        #expect(try desk.send("partner", "cases/\(id)", "", "GET").status == 200)
        #expect(try desk.send("staff", "cases/\(id)/answer", #"{"answer": "已处理"}"#).status == 200)
        #expect(try desk.send("partner", "cases/\(id)", "", "GET").status == 404)
        #expect(try desk.send("partner", "cases/\(id)/timeline", "", "GET").status == 404)
    }

    @Test("What the caller entered for a unit, another one of the desk scores")
    func enteredByCaller() async throws {
        let desk = try await CaseDesk()
        let (_, _, summons) = try blown(desk)
        _ = try desk.make("staff", "summonses/\(summons)/answer", #"{"answer": "came", "channel": "phone"}"#)
        let score = #"{"came": true, "solved": true}"#
        #expect(try desk.send("staff", "summonses/\(summons)/score", score).code == "two_persons")
        #expect(try desk.send("grid_worker", "summonses/\(summons)/score", score).status == 403)
        let next = "POST /api/v1/summonses/\(summons)/score"
        #expect(try !desk.items("staff", "lists/to-score?limit=200").contains { $0["next"]?.string == next })
        #expect(try desk.items("secretary", "lists/to-score?limit=200").contains { $0["next"]?.string == next })
        _ = try desk.make("secretary", "summonses/\(summons)/score", score)
    }

    private static func another(_ desk: CaseDesk) -> String {
        #"{"matter": "再来一次", "respond_by": "\#(desk.moment(after: 600))", "organizations": [\#(desk.company)]}"#
    }

    @Test(
        "Staff enter what the unit said by telephone, and say so; a declining unit says why and sees the case no more"
    )
    func onBehalf() async throws {
        let desk = try await CaseDesk()
        let (id, _, summons) = try blown(desk)
        let silent = try desk.send("staff", "summonses/\(summons)/answer", #"{"answer": "declined", "remark": "无人"}"#)
        #expect(silent.faults == ["#/channel required"])
        let entered = #"{"answer": "declined", "remark": "当班电工已派往别处", "channel": "phone"}"#
        #expect(try desk.send("grid_worker", "summonses/\(summons)/answer", entered).code == "not_yours")
        #expect(try desk.send("staff", "summonses/\(summons)/answer", entered).status == 200)
        let row = try desk.items("staff", "cases/\(id)/timeline?limit=50").first {
            $0["move"]?.string == "answer_whistle"
        }
        #expect(row?["on_behalf_of_id"]?.integer == desk.company && row?["channel"]?.string == "phone")
        #expect(try desk.send("partner", "cases/\(id)", "", "GET").status == 404)
    }

    @Test("A whistle needs an open case, a time to come, and units of the community, each once")
    func refusals() async throws {
        let desk = try await CaseDesk()
        let id = try desk.report()
        let past = #"{"matter": "来", "respond_by": "2020-01-01T00:00:00+08:00", "organizations": [99999]}"#
        #expect(
            try desk.send("staff", "cases/\(id)/whistles", past).faults == [
                "#/respond_by not_in_future", "#/organizations/0 unknown_unit",
            ]
        )
        let helper = #"{"account_id": \#(try desk.account("partner")), "task": "来"}"#
        let given = try desk.report()
        _ = try desk.make("staff", "cases/\(given)/accept", #"{"handler_id": \#(try desk.account("grid_worker"))}"#)
        #expect(try desk.send("staff", "cases/\(given)/co-handlers", helper).faults == ["#/account_id unknown_unit"])
        let partner = try desk.account("partner")
        let odd = """
            {"matter": "来", "respond_by": "\(desk.moment(after: 60))", "organizations": [1, 1, 99999], "accounts": [\(partner)]}
            """
        let faults = try desk.send("staff", "cases/\(id)/whistles", odd).faults
        #expect(
            faults == ["#/organizations/1 named_twice", "#/organizations/2 unknown_unit", "#/accounts/0 unknown_unit"]
        )
        // What can not be read of it is said with the rest.
        let bare = #"{"respond_by": "bald", "organizations": [99999]}"#
        let all = try desk.send("staff", "cases/\(id)/whistles", bare).faults
        #expect(all.count == 3 && all.contains("#/organizations/0 unknown_unit"), "\(all)")
        let taskless = try desk.send("staff", "cases/\(given)/co-handlers", #"{"account_id": \#(partner)}"#).faults
        #expect(taskless == ["#/task required", "#/account_id unknown_unit"], "\(taskless)")
        let none = #"{"matter": "来", "respond_by": "\#(desk.moment(after: 60))"}"#
        #expect(try desk.send("staff", "cases/\(id)/whistles", none).faults == ["#/organizations required"])
        _ = try desk.make("staff", "cases/\(id)/answer", #"{"answer": "已修"}"#)
        let closed = try desk.send("staff", "cases/\(id)/whistles", Self.another(desk))
        #expect(closed.status == 409 && closed.code == "illegal_move")
        #expect(try desk.send("resident", "cases/\(id)/whistles", Self.another(desk)).status == 403)
    }

    @Test("What is not answered in time climbs: the unit and its caller, then the secretary, each once")
    func overdue() async throws {
        let desk = try await CaseDesk()
        let (id, _, summons) = try blown(desk)
        try await desk.pass(hours: 2)
        try await desk.pass(hours: 0)
        #expect(try desk.topics("partner", of: id).filter { $0 == "whistle_overdue" }.count == 1)
        #expect(try desk.topics("staff", of: id).contains("whistle_overdue"))
        #expect(try desk.topics("secretary", of: id).contains("whistle_overdue") == false)
        try await desk.pass(hours: 72)
        #expect(try desk.topics("secretary", of: id).filter { $0 == "whistle_overdue" }.count == 1)
        #expect(try desk.get("staff", "summonses/\(summons)")["warned"]?.integer == 2)
        let late = try desk.send("partner", "summonses/\(summons)/answer", #"{"answer": "came"}"#)
        #expect(try late.json()["in_time"]?.bool == false)
        let report = try desk.get("secretary", "reports/whistles")
        #expect(report.at("total.asked")?.integer == 1 && report.at("total.in_time")?.integer == 0)
        let unit = report["by_partner"]?.elements.first { $0["id"]?.integer == desk.company }
        #expect(unit?["came"]?.integer == 1 && unit?["unanswered"]?.integer == 0)
    }

    @Test("The figures of the summonses open down to their cases, all units of one whistle on one page")
    func opened() async throws {
        let desk = try await CaseDesk()
        let (first, _, _) = try blown(desk)
        let worker = try desk.account("grid_worker")
        let id = try desk.report()
        let both = """
            {"matter": "到场", "respond_by": "\(desk.moment(after: 3600))", "organizations": [\(desk.company)],
             "accounts": [\(worker)]}
            """
        _ = try desk.make("staff", "cases/\(id)/whistles", both)
        func page(_ query: String) throws -> (count: Int64?, cases: [Int64?], next: String?) {
            let answer = try desk.get("secretary", "reports/whistles/cases?figure=unanswered&\(query)")
            let items = answer["items"]?.elements.map { $0["id"]?.integer } ?? []
            return (answer["count"]?.integer, items, answer["next_after"]?.string)
        }
        let whole = try page("limit=50")
        #expect(whole.count == 3 && whole.cases == [first, id, id] && whole.next == nil)
        let one = try page("limit=1")
        let two = try page("limit=1&after=\(one.next ?? "")")
        #expect(one.cases == [first] && two.cases == [id, id])
        #expect(try page("handler_organization_id=\(desk.company)").cases == [first, id])
    }

    @Test("Called to a private case, an organization reads what it is called for and where, and nothing else of it")
    func confidence() async throws {
        let desk = try await CaseDesk()
        let matter = """
            {"kind": "help", "category_id": 3, "title": "邻里隐情甲", "description": "只说给社区听", "building_id": 1, "private": true}
            """
        let id = try desk.make("staff", "cases", matter)
        _ = try desk.make("staff", "cases/\(id)/accept", #"{"handler_id": \#(try desk.account("grid_worker"))}"#)
        let body = """
            {"matter": "请派电工", "respond_by": "\(desk.moment(after: 3600))", "organizations": [\(desk.company)]}
            """
        let whistle = try desk.make("staff", "cases/\(id)/whistles", body)
        let summons = try #require(try desk.get("staff", "whistles/\(whistle)/summonses").at("items.0.id")?.integer)
        for path in ["", "/timeline", "/attachments", "/answers", "/followers", "/public-view", "/whistles"] {
            let status = try desk.send("partner", "cases/\(id)\(path)", "", "GET").status
            #expect(status == 404 || status == 403, "\(path): \(status)")
        }
        let number = try #require(try desk.get("staff", "cases/\(id)")["number"]?.string)
        let paths = ["cases?limit=200&", "summonses?", "lists/joint?", "home/work?", "notifications?limit=200&"]
        for path in paths {
            for format in ["json", "csv", "ndjson", "table"] {
                let text = try desk.send("partner", "\(path)format=\(format)", "", "GET").text
                #expect(!text.contains("邻里隐情") && !text.contains("只说给社区听"), "\(path) \(format): \(text)")
            }
        }
        #expect(try !desk.items("partner", "cases?limit=200").contains { $0["id"]?.integer == id })
        let own = try desk.get("partner", "summonses/\(summons)")
        #expect(own["matter"]?.string == "请派电工" && own["place"]?.string?.isEmpty == false)
        let listed = try desk.items("partner", "lists/joint").first { $0["id"]?.integer == id }
        #expect(listed?["title"]?.string == "请派电工" && listed?["number"]?.string == number)
        let notice = try desk.items("partner", "notifications?limit=200").first { $0["case_id"]?.integer == id }
        #expect(notice?["text"]?.string == number)
        #expect(try desk.send("partner", "summonses/\(summons)/answer", #"{"answer": "came"}"#).status == 200)
    }

    @Test("Of answers and scores that arrive at once, one is kept")
    func race() async throws {
        let desk = try await CaseDesk()
        let (_, _, summons) = try blown(desk)
        let answers = try await desk.race(
            "partner",
            "summonses/\(summons)/answer",
            (1...6).map { #"{"answer": "sent", "sent_name": "师傅\#($0)"}"# }
        )
        #expect(answers.filter { $0.status == 200 }.count == 1)
        #expect(answers.filter { $0.code == "already_answered" }.count == 5)
        let scores = try await desk.race(
            "staff",
            "summonses/\(summons)/score",
            [Bool](repeating: true, count: 6).map { #"{"came": \#($0), "solved": false}"# }
        )
        #expect(
            scores.filter { $0.status == 200 }.count == 1 && scores.filter { $0.code == "already_scored" }.count == 5
        )
    }

    @Test("Two who summoned each other to one case each score the other, and nobody the own answer")
    func eachOther() async throws {
        let desk = try await CaseDesk()
        let id = try desk.report()
        _ = try desk.make("staff", "cases/\(id)/accept", #"{"handler_id": \#(try desk.account("grid_worker"))}"#)
        var summonses: [String: Int64] = [:]
        for (caller, called) in [("staff", "grid_leader"), ("grid_leader", "staff")] {
            let body = """
                {"matter": "到场", "respond_by": "\(desk.moment(after: 3600))", "accounts": [\(try desk.account(called))]}
                """
            let whistle = try desk.make(caller, "cases/\(id)/whistles", body)
            summonses[called] = try desk.get(caller, "whistles/\(whistle)/summonses").at("items.0.id")?.integer
        }
        for called in ["grid_leader", "staff"] {
            let summons = try #require(summonses[called])
            #expect(try desk.send(called, "summonses/\(summons)/answer", #"{"answer": "came"}"#).status == 200)
            let score = #"{"came": true, "solved": true}"#
            #expect(try desk.send(called, "summonses/\(summons)/score", score).code == "two_persons")
            let caller = called == "staff" ? "grid_leader" : "staff"
            #expect(try desk.send(caller, "summonses/\(summons)/score", score).status == 200)
        }
    }
}

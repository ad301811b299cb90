import JSON
import TestSupport
import Testing

@Suite("今日待办：what there is to do, by whom, and by which call")
struct WorkListTests {
    @Test("A new case is announced to whoever takes it in, heads their list, and offers a look to everybody else")
    func arrived() async throws {
        let desk = try await CaseDesk()
        let id = try desk.report()
        #expect(try desk.topics("staff", of: id) == ["case_arrived"])
        let waiting = try desk.items("staff", "lists/to-accept?limit=200").first { $0["id"]?.integer == id }
        #expect(waiting?["next"]?.string == "POST /api/v1/cases/\(id)/accept")
        #expect(try desk.items("grid_worker", "lists/to-accept").isEmpty)
        let seen = try desk.items("grid_worker", "lists/grid-open?limit=200").first { $0["id"]?.integer == id }
        #expect(seen?["next"]?.string == "GET /api/v1/cases/\(id)")
    }

    @Test("A list that is cut says that there is more")
    func more() async throws {
        let desk = try await CaseDesk()
        for _ in 0..<3 { _ = try desk.report() }
        let cut = try desk.get("staff", "lists/to-accept?limit=2")
        #expect(cut["count"]?.integer == 2 && cut["more"]?.bool == true && cut["items"]?.count == 2)
        let whole = try desk.get("staff", "lists/to-accept?limit=200")
        #expect(whole["more"]?.bool == false && whole["count"]?.integer == (whole["items"]?.count).map(Int64.init))
    }

    @Test("What is given to a partner is its list, and what has ended waits to be told, by those who may")
    func partner() async throws {
        let desk = try await CaseDesk()
        let id = try desk.report()
        _ = try desk.make("staff", "cases/\(id)/accept", #"{"handler_organization_id": \#(desk.company)}"#)
        let mine = try desk.items("partner", "lists/mine?limit=200").first { $0["id"]?.integer == id }
        #expect(mine?["next"]?.string == "POST /api/v1/cases/\(id)/start")
        try desk.finishForPartner(id)
        let untold = try desk.items("staff", "lists/to-tell").first { $0["id"]?.integer == id }
        #expect(untold?["next"]?.string == "POST /api/v1/cases/\(id)/tell")
        #expect(try desk.items("partner", "lists/to-tell").isEmpty)
        let nobody = try desk.send("staff", "cases/\(id)/tell", #"{"told": "nobody"}"#)
        #expect(nobody.faults == ["#/told has_reporter"])
        #expect(try desk.send("staff", "cases/\(id)/tell").status == 200)
        #expect(try desk.send("staff", "cases/\(id)/tell").code == "told_already")
        #expect(try desk.items("staff", "lists/to-tell").contains { $0["id"]?.integer == id } == false)
    }

    @Test(
        "A call that was answered is told with it, in the same call; a rating is read by staff and by whoever gave it"
    )
    func told() async throws {
        let desk = try await CaseDesk()
        let own = try desk.get("resident", "me").at("scope.resident_id")?.integer ?? 0
        let more = #", "reporter_id": \#(own), "answer": {"answer": "已在电话中说明", "told": "household"}"#
        let id = try desk.report("staff", more: more)
        let file = try desk.get("staff", "cases/\(id)")
        #expect(file["told"]?.string == "household" && file["closing_reason"]?.string == "explained")
        let rating = #"{"speed": 5, "result": 4, "attitude": 5, "solved": true, "comment": "很快"}"#
        let again = rating.replacing("}", with: #", "second_handling": true}"#)
        #expect(try desk.send("resident", "cases/\(id)/rate", again).faults == ["#/second_handling not_allowed"])
        #expect(try desk.send("resident", "cases/\(id)/rate", rating).status == 200)
        for login in ["staff", "resident"] {
            let rated = try desk.items(login, "cases/\(id)/timeline").first { $0["move"]?.string == "rate" }
            #expect(rated?["remark"]?.string == "速度 5、结果 4、态度 5，已解决：很快", "\(login)")
        }
        let data =
            try desk.get("resident", "me/data")["case_timeline"]?.elements.map { $0["remark"]?.string ?? "" } ?? []
        #expect(data.contains { $0.contains("很快") })
    }

    @Test("Whoever may not is told who may")
    func forbidden() async throws {
        let desk = try await CaseDesk()
        let refused = try desk.send("resident", "cases/bulk-dispatch", #"{"cases": [1], "handler_id": 1}"#)
        #expect(refused.status == 403 && refused.text.contains("社区工作者"))
    }

    @Test("A list of what is to be checked has only what its reader may check")
    func toCheck() async throws {
        let desk = try await CaseDesk()
        let id = try desk.report()
        _ = try desk.make("staff", "cases/\(id)/accept", #"{"handler_id": \#(try desk.account("grid_worker"))}"#)
        _ = try desk.make("grid_worker", "cases/\(id)/report-done", #"{"answer": "已修好"}"#)
        for login in ["grid_worker", "partner"] {
            #expect(
                try desk.items(login, "lists/to-check?limit=200").allSatisfy { $0["id"]?.integer != id },
                "\(login)"
            )
            let home = try desk.get(login, "home/work?limit=200")["to_check"]?.elements.map { $0 } ?? []
            #expect(home.allSatisfy { $0["next"]?.string?.hasSuffix("/close") == true }, "\(login): \(home)")
        }
        let listed = try desk.items("staff", "lists/to-check?limit=200").first { $0["id"]?.integer == id }
        #expect(listed?["next"]?.string == "POST /api/v1/cases/\(id)/close")
        // What cannot be checked by its reader does not take the place of what can.
        #expect(try desk.get("staff", "lists/to-check?limit=1")["count"]?.integer == 1)
    }

    @Test("Somebody whose own work is the most pressing still finds what others have done")
    func toCheckBehindOwn() async throws {
        let desk = try await CaseDesk()
        for item in try desk.items("secretary", "lists/to-check?limit=200") {
            guard let id = item["id"]?.integer else { continue }
            _ = try desk.make("secretary", "cases/\(id)/close", #"{"answer": "已修好", "remark": "看过了"}"#)
        }
        // One line looks at the six most pressing first.
        var last: Int64?
        for handler in Array(repeating: "staff", count: 8) + ["grid_worker"] {
            let id = try desk.report()
            _ = try desk.make("secretary", "cases/\(id)/accept", #"{"handler_id": \#(try desk.account(handler))}"#)
            _ = try desk.make(handler, "cases/\(id)/report-done", #"{"answer": "已修好"}"#)
            desk.pass(seconds: 60)
            last = id
        }
        let found = try desk.items("staff", "lists/to-check?limit=1")
        #expect(found.map { $0["id"]?.integer } == [last])
        #expect(try desk.items("grid_worker", "lists/to-check?limit=20").count == 8)
    }

    @Test(
        "What colleagues and partners have done waits for a check in one order, and nobody finds their own work there"
    )
    func toCheckOfEverybody() async throws {
        let desk = try await CaseDesk()
        let handlers = ["grid_worker", "staff", "partner", "grid_leader", "grid_worker", "partner", "staff"]
        var done: [(id: Int64, handler: String)] = []
        // Nor does whoever helps with it look at it.
        var helped: Int64?
        for handler in handlers {
            let id = try desk.report()
            let given =
                handler == "partner"
                ? #"{"handler_organization_id": \#(desk.company)}"#
                : #"{"handler_id": \#(try desk.account(handler))}"#
            _ = try desk.make("secretary", "cases/\(id)/accept", given)
            if handler == "partner" { _ = try desk.make(handler, "cases/\(id)/start", #"{"handler_name": "刘师傅"}"#) }
            if helped == nil {
                helped = id
                let part = #"{"account_id": \#(try desk.account("staff")), "task": "帮忙"}"#
                _ = try desk.make("secretary", "cases/\(id)/co-handlers", part)
            }
            _ = try desk.make(handler, "cases/\(id)/report-done", #"{"answer": "已修好"}"#)
            done.append((id, handler))
            // Each is due a little later than what came before it.
            desk.pass(seconds: 60)
        }
        for login in ["secretary", "staff", "grid_leader", "grid_worker"] {
            let listed = try desk.items(login, "lists/to-check?limit=200")
            let ids = listed.compactMap { $0["id"]?.integer }
            let wanted = done.filter { $0.handler != login && (login != "staff" || $0.id != helped) }.map(\.id)
            #expect(Set(ids).intersection(done.map(\.id)) == Set(wanted), "\(login)")
            let due = listed.map { $0["due_at"]?.string ?? "" }
            #expect(due == due.sorted(), "\(login)")
            let first = try desk.get(login, "lists/to-check?limit=1")
            #expect(first["items"]?.elements.first { _ in true }?["due_at"]?.string == due.first, "\(login)")
            #expect(first["more"]?.bool == true, "\(login)")
        }
    }

    @Test("Whoever works for the community reads what there is to do, also where that is nothing")
    func everybody() async throws {
        let logins = ["social_worker", "branch_secretary", "org_operator"]
        let desk = try await CaseDesk(logins)
        _ = try desk.report()
        for login in logins {
            let answer = try desk.send(login, "home/work", "", "GET")
            #expect(answer.status == 200, "\(login): \(answer.text)")
            #expect(try answer.json()["grid_open_count"]?.integer == 0, "\(login)")
        }
    }

    @Test("A next call names what its body must bring, and made with that it is taken")
    func needs() async throws {
        let desk = try await CaseDesk()
        let id = try desk.report()
        let needed = { (login: String, list: String) in
            try desk.items(login, "lists/\(list)?limit=200").first { $0["id"]?.integer == id }?["needs"]?.elements
                .compactMap(\.string)
        }
        #expect(try needed("staff", "to-accept") == [])
        _ = try desk.make("staff", "cases/\(id)/accept", #"{"handler_organization_id": \#(desk.company)}"#)
        #expect(try needed("partner", "mine") == ["handler_name"])
        #expect(try needed("staff", "grid-open") == ["handler_name", "channel"])
        #expect(
            try desk.send("staff", "cases/\(id)/start", #"{"handler_name": "刘师傅", "channel": "phone"}"#).status == 200
        )
        #expect(try needed("staff", "grid-open") == ["channel"])
        #expect(try needed("partner", "mine") == [])
        #expect(try needed("grid_leader", "grid-open") == ["handler_id", "remark"])
        _ = try desk.make("staff", "cases/\(id)/report-done", #"{"channel": "phone"}"#)
        #expect(try needed("secretary", "to-check") == ["answer"])
        #expect(try desk.send("secretary", "cases/\(id)/close", #"{"answer": "已修好"}"#).status == 200)
        // Where nobody looks, the word that it is done is the end.
        let category = try desk.make(
            "secretary",
            "case-categories",
            #"{"code": "unchecked", "name": "无须核查", "check_policy": "none"}"#
        )
        let simple = try desk.report(category: category)
        _ = try desk.make("staff", "cases/\(simple)/accept", #"{"handler_id": \#(try desk.account("grid_worker"))}"#)
        _ = try desk.make("grid_worker", "cases/\(simple)/start")
        let mine = try desk.items("grid_worker", "lists/mine?limit=200").first { $0["id"]?.integer == simple }
        #expect(mine?["next"]?.string == "POST /api/v1/cases/\(simple)/report-done")
        #expect(mine?["needs"]?.elements.compactMap(\.string) == ["answer"])
    }

    @Test(
        "A petition waits in the lists of whoever passes it up, and its handler is not offered what is always refused"
    )
    func petition() async throws {
        let desk = try await CaseDesk()
        let category = try desk.make(
            "secretary",
            "case-categories",
            #"{"code": "letters", "name": "信访", "path": "petition", "private": true}"#
        )
        let id = try desk.report(category: category)
        _ = try desk.make("staff", "cases/\(id)/accept", #"{"handler_id": \#(try desk.account("grid_worker"))}"#)
        _ = try desk.make("grid_worker", "cases/\(id)/start")
        func item(_ login: String, _ list: String) throws -> JSONValue? {
            try desk.items(login, "lists/\(list)?limit=200").first { $0["id"]?.integer == id }
        }
        #expect(try item("grid_worker", "mine")?["next"]?.string == "GET /api/v1/cases/\(id)")
        let up = try #require(try item("secretary", "grid-open"))
        #expect(up["next"]?.string == "POST /api/v1/cases/\(id)/refer-up")
        #expect(up["needs"]?.elements.compactMap(\.string) == ["external_number", "follow_up_on"])
        let body = #"{"external_number": "街-2022-1", "follow_up_on": "2022-03-01"}"#
        #expect(try desk.send("secretary", "cases/\(id)/refer-up", body).status == 200)
        _ = try desk.make("secretary", "cases/\(id)/refer-back")
        #expect(try item("grid_worker", "mine")?["next"]?.string == "POST /api/v1/cases/\(id)/report-done")
    }

    @Test("Where nobody looks, a dispute needs its record and its answer, and a partner's word how it arrived")
    func everything() async throws {
        let desk = try await CaseDesk()
        let body = #"{"code": "quarrel_none", "name": "小纠纷", "check_policy": "none", "path": "dispute"}"#
        let category = try desk.make("secretary", "case-categories", body)
        func needs(_ handler: String, _ login: String, _ list: String) throws -> [String] {
            let id = try desk.report(category: category)
            _ = try desk.make("staff", "cases/\(id)/accept", "{\(handler)}")
            let name = handler.contains("organization") ? #"{"handler_name": "刘师傅", "channel": "phone"}"# : "{}"
            _ = try desk.make(handler.contains("organization") ? "staff" : "grid_worker", "cases/\(id)/start", name)
            let item = try desk.items(login, "lists/\(list)?limit=200").first { $0["id"]?.integer == id }
            return item?["needs"]?.elements.compactMap(\.string).sorted() ?? []
        }
        let person = #""handler_id": \#(try desk.account("grid_worker"))"#
        #expect(try needs(person, "grid_worker", "mine") == ["answer", "mediation"])
        let company = #""handler_organization_id": \#(desk.company)"#
        #expect(try needs(company, "staff", "grid-open") == ["answer", "channel", "mediation"])
        #expect(try needs(company, "partner", "mine") == ["answer", "mediation"])
    }
}

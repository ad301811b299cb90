import JSON
import TestSupport
import Testing

@Suite("移交：what goes from one to another, who is told, and who reads why")
struct HandOverTests {
    @Test(
        "The timeline says from whom to whom a case went: who works on it, and who answers for it where that goes, too"
    )
    func hands() async throws {
        let desk = try await CaseDesk()
        let (worker, leader) = (try desk.account("grid_worker"), try desk.account("grid_leader"))
        let (own, other) = (try desk.report("grid_worker"), try desk.report())
        for id in [own, other] {
            _ = try desk.make("staff", "cases/\(id)/accept", #"{"handler_id": \#(worker)}"#)
        }
        let answerable = try desk.get("staff", "cases/\(other)")["answerable_id"]?.integer
        let over = #"{"from_account_id": \#(worker), "to_account_id": \#(leader), "remark": "病假"}"#
        #expect(try desk.send("staff", "cases/hand-over", over).status == 200)
        for (id, fields) in [(own, ["handler_id", "answerable_id"]), (other, ["handler_id"])] {
            let rows = try desk.items("staff", "cases/\(id)/timeline?move=hand_over")
            #expect(rows.compactMap { $0["changed"]?.string } == fields, "\(id)")
            for row in rows {
                #expect(row["changed_from"]?.string == "\(worker)" && row["changed_to"]?.string == "\(leader)")
                #expect(row["changed_from_name"]?.string?.isEmpty == false)
            }
            #expect(rows.compactMap { $0["remark"]?.string } == ["病假"])
        }
        #expect(try desk.get("staff", "cases/\(other)")["answerable_id"]?.integer == answerable)
    }

    @Test("A repeat under the same key is answered as the first time, and moves nothing again")
    func repeated() async throws {
        let desk = try await CaseDesk()
        let (worker, leader) = (try desk.account("grid_worker"), try desk.account("grid_leader"))
        let id = try desk.report()
        let given = #"{"cases": [\#(id)], "handler_id": \#(worker)}"#
        let over = #"{"from_account_id": \#(worker), "to_account_id": \#(leader), "remark": "病假"}"#
        for (path, body) in [("cases/bulk-dispatch", given), ("cases/hand-over", over)] {
            let answers = try (0..<2).map { _ in
                try desk.client.send(
                    "POST",
                    "/api/v1/\(path)",
                    token: desk.tokens["staff"],
                    headers: [("Idempotency-Key", path)],
                    body: body
                )
            }
            #expect(answers.allSatisfy { $0.status == 200 && $0.text == answers[0].text }, "\(path)")
            #expect(answers.map { $0.header("Idempotency-Replayed") } == [nil, "true"], "\(path)")
        }
        #expect(try desk.moves("staff", of: id).count { $0 == "hand_over" } == 1)
    }

    @Test(
        "Parts, summonses and orders go with the cases; both sides are told once, and why is a word among the community's own"
    )
    func together() async throws {
        let desk = try await CaseDesk(["auditor"])
        let (_, id) = try desk.busyWorker()
        let (worker, leader) = (try desk.account("grid_worker"), try desk.account("grid_leader"))
        let order = #"{"due_at": "\#(desk.moment(after: 86_400))", "remark": "尽快办结"}"#
        _ = try desk.make("secretary", "cases/\(id)/supervise", order)
        let shared = try #require(try desk.items("grid_worker", "lists/joint?limit=200").first?["id"]?.integer)
        let over = #"{"from_account_id": \#(worker), "to_account_id": \#(leader), "remark": "因病休养"}"#
        let done = try desk.send("staff", "cases/hand-over", over)
        let said = try done.json()
        #expect(done.status == 200 && said["orders"]?.integer == 1 && said["skipped"]?.count == 0, "\(done.text)")
        let parts = said["parts"]?.elements.map { $0 } ?? []
        #expect(parts.compactMap { $0["kind"]?.string } == ["co_handler", "summons"], "\(done.text)")
        #expect(parts.allSatisfy { $0["to_account_id"]?.integer == leader && $0["has_ended"]?.bool == false })
        #expect(try desk.items("grid_worker", "lists/joint?limit=200").isEmpty)
        // The part, the summons and the order.
        #expect(try desk.items("grid_leader", "lists/joint?limit=200").count == 3)
        for login in ["grid_worker", "grid_leader"] {
            let told = try desk.items(login, "notifications?limit=200").filter {
                $0["topic"]?.string == "work_handed_over"
            }
            let text = told.first?["text"]?.string ?? ""
            let number = try desk.get("staff", "cases/\(id)")["number"]?.string ?? "?"
            #expect(told.count == 1 && text.contains(number) && text.contains("因病休养"), "\(login): \(text)")
            #expect(text.contains("协办 1 件") && text.contains("应哨 1 件"), "\(login): \(text)")
            #expect(try !desk.topics(login, of: id).contains("case_assigned") || login == "grid_worker")
        }
        let rows = try desk.items("staff", "cases/\(shared)/timeline?move=hand_over")
        #expect(rows.compactMap { $0["changed"]?.string } == ["co_handler_id", "summoned_id"])
        #expect(rows.allSatisfy { $0["changed_to"]?.string == "\(leader)" && $0["remark"]?.string == "因病休养" })
        let acts = try desk.items("auditor", "audit?action=hand_over_cases&limit=200").compactMap {
            $0["object"]?.string
        }
        #expect(
            acts.contains { $0.hasPrefix("co-handlers/") } && acts.contains { $0.hasPrefix("summonses/") },
            "\(acts)"
        )
        // The partner who has the case reads who helps, and not why it changed; in no language, and in no format.
        let outside = try desk.items("partner", "cases/\(shared)/timeline?move=hand_over")
        #expect(outside.count == 2 && outside.allSatisfy { $0["remark"]?.isNull == true })
        for (login, language) in [("partner", "zh"), ("partner", "en"), ("resident", "zh"), ("resident", "en")] {
            for format in ["json", "csv"] {
                let text = try desk.client.send(
                    "GET",
                    "/api/v1/cases/\(shared)/timeline?limit=200&format=\(format)",
                    token: desk.tokens[login],
                    headers: [("Accept-Language", language)]
                ).text
                #expect(!text.contains("因病休养"), "\(login) \(language) \(format)")
            }
        }
    }

    @Test("A summons that the receiver can not answer stays and is named; a part in what the receiver has already ends")
    func skipped() async throws {
        let desk = try await CaseDesk()
        let (worker, leader) = (try desk.account("grid_worker"), try desk.account("grid_leader"))
        let until = desk.moment(after: 3600)
        func shared(_ caller: String, _ accounts: [Int64]) throws -> Int64 {
            let id = try desk.report()
            _ = try desk.make("staff", "cases/\(id)/accept", #"{"handler_id": \#(leader)}"#)
            let whistle = #"{"matter": "到场", "respond_by": "\#(until)", "accounts": \#(accounts)}"#
            _ = try desk.make(caller, "cases/\(id)/whistles", whistle)
            return id
        }
        let (called, both) = (try shared("grid_leader", [worker]), try shared("staff", [worker, leader]))
        let over = #"{"from_account_id": \#(worker), "to_account_id": \#(leader), "remark": "病假"}"#
        let part = #"{"account_id": \#(worker), "task": "陪同上门"}"#
        _ = try desk.make("staff", "cases/\(called)/co-handlers", part)
        let said = try desk.send("staff", "cases/hand-over", over).json()
        let skipped = said["skipped"]?.elements.map { $0 } ?? []
        #expect(skipped.compactMap { $0["code"]?.string } == ["summons_oneself", "summoned_already"])
        #expect(skipped.compactMap { $0["case_id"]?.integer } == [called, both])
        #expect(skipped.allSatisfy { $0["kind"]?.string == "summons" && $0["detail"]?.string?.isEmpty == false })
        #expect(said["parts"]?.count == 1 && said.at("parts.0.has_ended")?.bool == true)
        #expect(try desk.items("grid_worker", "lists/joint?limit=200").count == 2)
        let left = try desk.send("staff", "cases/hand-over", over)
        #expect(left.status == 200, "\(left.text)")
        let named = try left.json()
        #expect(named["handed_over"]?.integer == 0 && named["parts"]?.count == 0)
        #expect(
            named["skipped"]?.elements.compactMap { $0["code"]?.string } == ["summons_oneself", "summoned_already"]
        )
        #expect(
            try desk.items("grid_leader", "notifications?limit=200").filter {
                $0["topic"]?.string == "work_handed_over"
            }.count == 1
        )
    }
}

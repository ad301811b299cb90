import App
import Domain
import JSON
import TestSupport
import Testing

@Suite("结案与告知：what tells a household, and what is no way around the second pair of eyes")
struct CaseEndingTests {
    @Test("Where somebody reported it, no move says that nobody is to be told")
    func nobody() async throws {
        let desk = try await CaseDesk()
        let id = try desk.report()
        let answer = #"{"answer": "已更换灯泡", "told": "nobody"}"#
        #expect(try desk.send("staff", "cases/\(id)/answer", answer).faults == ["#/told has_reporter"])
        _ = try desk.make("staff", "cases/\(id)/accept", #"{"handler_id": \#(try desk.account("grid_worker"))}"#)
        let done = try desk.send("grid_worker", "cases/\(id)/report-done", answer)
        #expect(done.faults == ["#/told has_reporter"])
        #expect(try desk.get("staff", "cases/\(id)")["status"]?.string == "dispatched")
    }

    @Test("Whoever handles what somebody else is to check escapes it neither by another category nor by a merger")
    func secondPair() async throws {
        let desk = try await CaseDesk()
        let strict = #"{"code": "gas", "name": "燃气安全", "check_policy": "independent"}"#
        let loose = #"{"code": "notice", "name": "便民张贴", "check_policy": "none"}"#
        let category = try desk.make("secretary", "case-categories", strict)
        let other = try desk.make("secretary", "case-categories", loose)
        let id = try desk.report(category: category)
        let twin = try desk.report(building: 2)
        let own = try desk.account("staff")
        _ = try desk.make("staff", "cases/\(id)/accept", #"{"handler_id": \#(own)}"#)
        let headers = [("If-Match", "*")]
        let changed = try desk.client.send(
            "PATCH",
            "/api/v1/cases/\(id)",
            token: desk.tokens["staff"],
            headers: headers,
            body: #"{"category_id": \#(other)}"#
        )
        #expect(changed.status == 403 && changed.code == "two_persons", "\(changed.text)")
        let early = try desk.send("staff", "cases/\(id)/merge", #"{"case_id": \#(twin), "remark": "同一事项"}"#)
        #expect(early.status == 403 && early.code == "two_persons", "\(early.text)")
        _ = try desk.make("staff", "cases/\(id)/report-done", #"{"answer": "已换阀门"}"#)
        let late = try desk.send("staff", "cases/\(id)/merge", #"{"case_id": \#(twin), "remark": "同一事项"}"#)
        #expect(late.status == 403 && late.code == "two_persons", "\(late.text)")
        _ = try desk.make("secretary", "cases/\(id)/merge", #"{"case_id": \#(twin), "remark": "同一事项"}"#)
    }

    @Test("Nothing is merged into what nobody handles, nor somebody's case into another's private one")
    func targets() async throws {
        let desk = try await CaseDesk()
        let id = try desk.report()
        let void = try desk.report("staff", building: 2)
        _ = try desk.make("secretary", "cases/\(void)/void", #"{"remark": "重复录入"}"#)
        let vain = try desk.send("staff", "cases/\(id)/merge", #"{"case_id": \#(void), "remark": "同一事项"}"#)
        #expect(vain.faults == ["#/case_id not_mergeable"])
        let hidden = try desk.report("staff", building: 3, more: #", "private": true"#)
        let shut = try desk.send("staff", "cases/\(id)/merge", #"{"case_id": \#(hidden), "remark": "同一事项"}"#)
        #expect(shut.faults == ["#/case_id not_public"], "\(shut.text)")
        // The resident's own two are one matter, whoever else may read of them.
        let mine = try desk.report(building: 3, more: #", "private": true"#)
        _ = try desk.make("staff", "cases/\(id)/merge", #"{"case_id": \#(mine), "remark": "同一事项"}"#)
    }

    @Test("Only the word of the end that stands, read by whoever waits for it, tells the household")
    func read() async throws {
        let desk = try await CaseDesk()
        let id = try desk.report()
        func ended(_ login: String) throws -> [Int64] {
            try desk.items(login, "notifications?limit=200")
                .filter { $0["case_id"]?.integer == id && $0["topic"]?.string == "case_ended" }
                .compactMap { $0["id"]?.integer }
        }
        func told() throws -> String? { try desk.get("staff", "cases/\(id)")["told"]?.string }
        _ = try desk.make("staff", "cases/\(id)/answer", #"{"answer": "请稍等"}"#)
        let first = try #require(try ended("resident").first)
        desk.clock.set(desk.clock.now().advanced(bySeconds: 60))
        _ = try desk.make("staff", "cases/\(id)/undo")
        desk.clock.set(desk.clock.now().advanced(bySeconds: 60))
        _ = try desk.make("staff", "cases/\(id)/answer", #"{"answer": "已修好"}"#)
        _ = try desk.send("resident", "notifications/\(first)/read")
        #expect(try told() == nil, "what was taken back told them of nothing")
        let second = try #require(try ended("resident").first { $0 != first })
        _ = try desk.send("resident", "notifications/\(second)/read")
        #expect(try told() == "household")
    }

    @Test("Somebody who only follows a neighbor's matter tells that household nothing by reading of it")
    func onlooker() async throws {
        let desk = try await CaseDesk()
        let own = try desk.get("resident", "me").at("scope.resident_id")?.integer ?? 0
        let id = try desk.report("staff", more: #", "reporter_id": \#(own + 1)"#)
        _ = try desk.make("staff", "cases/\(id)/accept")
        _ = try desk.make("resident", "cases/\(id)/followers")
        _ = try desk.make("staff", "cases/\(id)/answer", #"{"answer": "已修好"}"#)
        let notice = try #require(
            try desk.items("resident", "notifications").first {
                $0["case_id"]?.integer == id && $0["topic"]?.string == "case_ended"
            }
        )
        let read = try desk.send("resident", "notifications/\(notice["id"]?.integer ?? 0)/read")
        #expect(read.status < 300, "\(read.text)")
        #expect(try desk.get("staff", "cases/\(id)")["told"]?.isNull == true)
    }

    @Test("A reason that says more than was done is refused, and so is a building that is not there")
    func reasons() async throws {
        let desk = try await CaseDesk()
        let id = try desk.report()
        let same = #"{"answer": "与另一件相同", "closing_reason": "duplicate"}"#
        #expect(try desk.send("staff", "cases/\(id)/answer", same).faults == ["#/closing_reason not_allowed"])
        let nowhere = #"{"kind": "help", "category_id": 3, "title": "灯", "description": "坏", "building_id": 99999}"#
        #expect(try desk.send("staff", "cases", nowhere).faults == ["#/building_id unknown_reference"])
    }

    @Test("Whoever reported the same matter still waits: the first of them does not withdraw it for all")
    func others() async throws {
        let desk = try await CaseDesk()
        let id = try desk.report()
        let own = try desk.get("resident", "me").at("scope.resident_id")?.integer ?? 0
        let second = try desk.report("staff", more: #", "reporter_id": \#(own + 1)"#)
        _ = try desk.make("staff", "cases/\(second)/merge", #"{"case_id": \#(id), "remark": "同一事项"}"#)
        let refused = try desk.send("resident", "cases/\(id)/withdraw")
        #expect(refused.status == 409 && refused.code == "others_wait", "\(refused.text)")
        #expect(try desk.get("staff", "cases/\(id)")["status"]?.string == "received")
        let hidden = try desk.client.send(
            "PATCH",
            "/api/v1/cases/\(id)",
            token: desk.tokens["staff"],
            headers: [("If-Match", "*")],
            body: #"{"private": true}"#
        )
        #expect(hidden.status == 409 && hidden.code == "others_wait", "\(hidden.text)")
        let void = try desk.send("secretary", "cases/\(id)/void", #"{"remark": "误登记"}"#)
        #expect(void.status == 409 && void.code == "others_wait", "\(void.text)")
    }

    @Test(
        "What went into another case is answered with it, also where more went into that one, and not where that is undone"
    )
    func together() async throws {
        let desk = try await CaseDesk()
        let id = try desk.report()
        let (second, third) = (try desk.report(building: 2), try desk.report(building: 3))
        _ = try desk.make("staff", "cases/\(third)/merge", #"{"case_id": \#(second), "remark": "同一事项"}"#)
        _ = try desk.make("staff", "cases/\(second)/merge", #"{"case_id": \#(id), "remark": "同一事项"}"#)
        func words() throws -> [String?] {
            try [second, third].map { try desk.get("resident", "cases/\($0)")["answer"]?.string }
        }
        #expect(try words() == [nil, nil])
        _ = try desk.make("staff", "cases/\(id)/answer", #"{"answer": "请稍等"}"#)
        #expect(try words() == ["请稍等", "请稍等"])
        _ = try desk.make("staff", "cases/\(id)/undo")
        #expect(try words() == [nil, nil])
        _ = try desk.make("staff", "cases/\(id)/answer", #"{"answer": "已更换灯泡"}"#)
        #expect(try words() == ["已更换灯泡", "已更换灯泡"])
        #expect(try desk.moves("resident", of: third).contains("answered_with"))
        let again = #"{"remark": "问题复发", "handler_id": \#(try desk.account("grid_worker"))}"#
        _ = try desk.make("staff", "cases/\(id)/reopen", again)
        #expect(try words() == [nil, nil])
        let marks = #"{"speed": 5, "result": 5, "attitude": 5, "solved": true}"#
        #expect(try desk.send("resident", "cases/\(third)/rate", marks).code == "not_answered_yet")
        _ = try desk.make("grid_worker", "cases/\(id)/report-done", #"{"answer": "已换新灯"}"#)
        _ = try desk.make("staff", "cases/\(id)/close", #"{"answer": "已更换灯泡"}"#)
        #expect(try words() == ["已更换灯泡", "已更换灯泡"])
        _ = try desk.make("staff", "cases/\(second)/reopen", again)
        #expect(
            try desk.get("resident", "cases/\(third)")["answer"]?.isNull == true,
            "open again with what it went into"
        )
        let late = try desk.report(building: 2)
        _ = try desk.make("staff", "cases/\(late)/merge", #"{"case_id": \#(id), "remark": "同一事项"}"#)
        #expect(try desk.get("resident", "cases/\(late)")["answer"]?.string == "已更换灯泡")
    }

    @Test("What went into a case that is declined reads where to go instead, and nothing once that is undone")
    func declinedTogether() async throws {
        let desk = try await CaseDesk()
        let (first, id) = (try desk.report(), try desk.report(building: 2))
        _ = try desk.make("staff", "cases/\(first)/merge", #"{"case_id": \#(id), "remark": "同一事项"}"#)
        _ = try desk.make("staff", "cases/\(id)/decline", #"{"reason": "outside", "answer": "请找市政热线"}"#)
        #expect(try desk.get("resident", "cases/\(first)")["answer"]?.string == "请找市政热线")
        _ = try desk.make("staff", "cases/\(id)/undo")
        #expect(try desk.get("resident", "cases/\(first)")["answer"]?.isNull == true)
    }

    @Test("A colleague does not spare whoever handles a case its check, nor does a handler call it another kind")
    func colleague() async throws {
        let desk = try await CaseDesk()
        let strict = #"{"code": "lift", "name": "电梯安全", "check_policy": "independent"}"#
        let loose = #"{"code": "sign", "name": "标识", "check_policy": "none"}"#
        let category = try desk.make("secretary", "case-categories", strict)
        let other = try desk.make("secretary", "case-categories", loose)
        let id = try desk.report(category: category)
        func change(_ login: String, _ body: String) throws -> HTTPAnswer {
            try desk.client.send(
                "PATCH",
                "/api/v1/cases/\(id)",
                token: desk.tokens[login],
                headers: [("If-Match", "*")],
                body: body
            )
        }
        _ = try desk.make("staff", "cases/\(id)/accept", #"{"handler_id": \#(try desk.account("grid_worker"))}"#)
        #expect(try change("staff", #"{"category_id": \#(other)}"#).code == "secretary_only")
        #expect(try change("grid_leader", #"{"category_id": \#(other)}"#).code == "secretary_only")
        #expect(try change("secretary", #"{"category_id": \#(other)}"#).status == 200)
        let own = try desk.account("staff")
        _ = try desk.make("secretary", "cases/\(id)/reassign", #"{"handler_id": \#(own), "remark": "改由受理台办理"}"#)
        let praise = try change("staff", #"{"kind": "consultation"}"#)
        #expect(praise.status == 403 && praise.code == "two_persons", "\(praise.text)")
    }

    @Test("An answer in a partner's place says how its word arrived; a household that was told is not told less")
    func partnersWord() async throws {
        let desk = try await CaseDesk()
        let id = try desk.report()
        _ = try desk.make("staff", "cases/\(id)/accept", #"{"handler_organization_id": \#(desk.company)}"#)
        let answer = try desk.send("staff", "cases/\(id)/answer", #"{"answer": "物业已修好"}"#)
        #expect(answer.faults == ["#/channel required", "#/attachments photo_required"], "\(answer.text)")
        try desk.finishForPartner(id)
        let entry = try desk.items("staff", "cases/\(id)/timeline?limit=200").last {
            $0["move"]?.string == "report_done"
        }
        #expect(entry?["on_behalf_of_id"]?.integer == desk.company && entry?["channel"]?.string == "phone")
        _ = try desk.make("staff", "cases/\(id)/tell", #"{"told": "household"}"#)
        for less in ["published", "nobody", "not_reachable"] {
            let word = try desk.send("staff", "cases/\(id)/tell", #"{"told": "\#(less)", "tries": 3}"#)
            #expect(word.code == "told_already" || word.faults == ["#/told has_reporter"], "\(less): \(word.text)")
        }
    }

    @Test("More time is given by another role, and neither by the handler nor for a ruling that is handed on")
    func otherSide() async throws {
        let desk = try await CaseDesk(["subdistrict_officer"])
        let id = try desk.report()
        let worker = try desk.account("grid_worker")
        _ = try desk.make("staff", "cases/\(id)/accept", #"{"handler_id": \#(try desk.account("staff"))}"#)
        let asked = try desk.make("secretary", "cases/\(try desk.report())/accept", #"{"handler_id": \#(worker)}"#)
        _ = try desk.make("staff", "cases/\(id)/extend", #"{"limit": "2 working_days", "remark": "等配件"}"#)
        _ = try desk.make("grid_worker", "cases/\(asked)/extend", #"{"limit": "2 working_days", "remark": "等配件"}"#)
        let own = try #require(try desk.items("staff", "cases/\(id)/extensions").first?["id"]?.integer)
        #expect(try desk.send("staff", "extensions/\(own)/grant").code == "two_persons")
        _ = try desk.make("secretary", "extensions/\(own)/grant")
        let other = try #require(try desk.items("staff", "cases/\(asked)/extensions").first?["id"]?.integer)
        _ = try desk.make("staff", "extensions/\(other)/grant")

        let ruled = try desk.report()
        let back = #"{"reason": "not_ours", "remark": "不属本网格"}"#
        _ = try desk.make("staff", "cases/\(ruled)/accept", #"{"handler_id": \#(worker)}"#)
        _ = try desk.make("grid_worker", "cases/\(ruled)/return", back)
        _ = try desk.make("staff", "cases/\(ruled)/dispatch", #"{"handler_id": \#(worker)}"#)
        _ = try desk.make("grid_worker", "cases/\(ruled)/return", back)
        _ = try desk.make("secretary", "cases/\(ruled)/rule", #"{"handler_id": \#(worker), "remark": "属本网格"}"#)
        let over = #"{"from_account_id": \#(worker), "to_account_id": \#(try desk.account("grid_leader"))}"#
        // What else is theirs goes; what was ruled to them stays, also where it is alone.
        let some = try desk.send("grid_worker", "cases/hand-over", over)
        #expect(try some.json()["skipped"]?.elements.map { $0["id"]?.integer } == [ruled], "\(some.text)")
        #expect(try desk.get("staff", "cases/\(ruled)")["handler_id"]?.integer == worker)
        let away = try desk.send("grid_worker", "cases/hand-over", over).json()
        #expect(away["handed_over"]?.integer == 0 && away.at("skipped.0.code")?.string == "ruled", "\(away)")
    }
}

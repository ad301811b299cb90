import App
import JSON
import TestSupport
import Testing

@Suite("关注：other people's matters, and areas")
struct FollowingTests {
    /// A case of somebody else, entered by staff for a neighbor.
    private func neighbors(_ desk: CaseDesk, more: String = "") throws -> Int64 {
        let own = try desk.get("resident", "me").at("scope.resident_id")?.integer ?? 0
        return try desk.report("staff", more: #", "reporter_id": \#(own + 1)\#(more)"#)
    }

    /// The same, taken on by staff, so that everybody may know of it.
    private func accepted(_ desk: CaseDesk) throws -> Int64 {
        let id = try neighbors(desk)
        _ = try desk.make("staff", "cases/\(id)/accept")
        return id
    }

    @Test("A resident follows a neighbor's case, hears of its public moves in words that name nobody, and lets it go")
    func follow() async throws {
        let desk = try await CaseDesk()
        let id = try accepted(desk)
        #expect(try desk.send("resident", "cases/\(id)", "", "GET").status == 404)
        let answer = try desk.send("resident", "cases/\(id)/followers")
        #expect(answer.status == 201, "\(answer.text)")
        let row = try answer.json()
        #expect(row["reported"]?.bool == false && row["case_status"]?.string == "filed")
        #expect(try desk.send("resident", "cases/\(id)/followers").code == "follows_already")

        _ = try desk.make("staff", "cases/\(id)/dispatch", #"{"handler_organization_id": \#(desk.company)}"#)
        let notice = try desk.items("resident", "notifications").first { $0["case_id"]?.integer == id }
        #expect(notice?["topic"]?.string == "case_moved_on" && notice?["text"]?.string?.contains("楼道灯不亮") == false)
        #expect(try desk.items("staff", "cases/\(id)/followers").count == 1)
        #expect(try desk.send("partner", "cases/\(id)/followers", "", "GET").status == 403)
        let data = try desk.get("resident", "me/data")
        #expect(data["followed_cases"]?.elements.map { $0["case_id"]?.integer } == [id])

        let number = row["id"]?.integer ?? 0
        #expect(try desk.send("resident", "followers/\(number)", "", "DELETE").status == 204)
        try desk.finishForPartner(id)
        #expect(try desk.topics("resident", of: id) == ["case_moved_on"])
        // The answer is for whoever reported it; who only looks on sees what is public.
        let again = try desk.make("resident", "cases/\(try accepted(desk))/followers")
        #expect(try desk.get("resident", "followers/\(again)")["answer"]?.isNull == true)
    }

    @Test("What a resident does not find among like cases is not there to be followed, and how it stands is not told")
    func unseen() async throws {
        let desk = try await CaseDesk()
        let own = try desk.get("resident", "me").at("scope.resident_id")?.integer ?? 0
        let errand = try desk.make(
            "staff",
            "cases",
            """
            {"kind": "errand", "category_id": 3, "title": "代领", "description": "代领补贴", "building_id": 1, \
            "reporter_id": \(own + 1)}
            """
        )
        let declined = try neighbors(desk)
        _ = try desk.make("staff", "cases/\(declined)/decline", #"{"reason": "outside", "answer": "请找市政热线"}"#)
        let told = try desk.make(
            "staff",
            "cases",
            """
            {"kind": "report", "category_id": 3, "title": "举报", "description": "举报某户", "building_id": 1, \
            "reporter_id": \(own + 1)}
            """
        )
        _ = try desk.make("staff", "cases/\(told)/accept")
        let verifying = try neighbors(desk)
        let worker = try desk.account("grid_worker")
        _ = try desk.make("staff", "cases/\(verifying)/verify-first", #"{"handler_id": \#(worker)}"#)
        let missing = try desk.send("resident", "cases/999999/followers")
        for id in [errand, declined, told, verifying, try neighbors(desk)] {
            for body in ["{}", #"{"reported": true}"#] {
                let answer = try desk.send("resident", "cases/\(id)/followers", body)
                #expect(answer.status == 404 && answer.code == missing.code, "\(answer.text)")
            }
        }
    }

    @Test("What was taken for the same matter and was not is reopened as its own")
    func notTheSame() async throws {
        let desk = try await CaseDesk()
        let (one, two) = (try neighbors(desk), try desk.report())
        _ = try desk.make("staff", "cases/\(one)/merge", #"{"case_id": \#(two), "remark": "同一事项"}"#)
        #expect(try desk.get("staff", "cases/\(one)")["duplicate_of_id"]?.integer == two)
        let reopened = try desk.send("staff", "cases/\(one)/reopen", #"{"remark": "不是同一处", "handler_id": 3}"#)
        #expect(reopened.status == 200, "\(reopened.text)")
        #expect(try reopened.json()["duplicate_of_id"]?.isNull == true)
    }

    @Test("How a case stands that has become private is told to whom it is the own matter, and not to onlookers")
    func becamePrivate() async throws {
        let desk = try await CaseDesk()
        let id = try accepted(desk)
        let row = try desk.make("resident", "cases/\(id)/followers")
        let patched = try desk.client.send(
            "PATCH",
            "/api/v1/cases/\(id)",
            token: desk.tokens["staff"],
            headers: [("If-Match", "*")],
            body: #"{"private": true}"#
        )
        #expect(patched.status == 200, "\(patched.text)")
        #expect(try desk.get("resident", "followers/\(row)")["case_status"]?.isNull == true)
    }

    @Test("The same matter is joined as the own one; merging brings everybody who waits to the other case")
    func join() async throws {
        let desk = try await CaseDesk()
        let (one, two) = (try accepted(desk), try desk.report("staff", more: ", \"reporter_id\": 3"))
        _ = try desk.make("resident", "cases/\(one)/followers")
        let joined = try desk.send("resident", "cases/\(one)/followers", #"{"reported": true}"#)
        #expect(try joined.json()["reported"]?.bool == true, "\(joined.text)")
        _ = try desk.make("staff", "cases/\(one)/merge", #"{"case_id": \#(two), "remark": "同一事项"}"#)
        let there = try desk.items("staff", "cases/\(two)/followers")
        #expect(there.count == 2 && there.allSatisfy { $0["reported"]?.bool == true })
        _ = try desk.make("staff", "cases/\(two)/answer", #"{"answer": "已修好"}"#)
        let answered = try desk.items("resident", "followers?case_id=\(two)")
        #expect(answered.map { $0["answer"]?.string } == ["已修好"] && answered[0]["closed_at"]?.string != nil)
        #expect(try desk.topics("resident", of: two) == ["case_ended"])
        let words = try desk.items("resident", "notifications").first { $0["case_id"]?.integer == two }
        #expect(words?["text"]?.string?.contains("楼道灯不亮") == true)
    }

    @Test("What is private or anonymous does not exist for others, and staff are told that it can not be followed")
    func closed() async throws {
        let desk = try await CaseDesk()
        let own = try desk.get("resident", "me").at("scope.resident_id")?.integer ?? 0
        for more in [#", "private": true"#, #", "anonymous": true"#] {
            let id = try neighbors(desk, more: more)
            #expect(try desk.send("resident", "cases/\(id)/followers").status == 404)
            let staff = try desk.send("staff", "cases/\(id)/followers", #"{"resident_id": \#(own)}"#)
            #expect(staff.status == 409 && staff.code == "not_public")
        }
        let mine = try desk.report()
        #expect(try desk.send("resident", "cases/\(mine)/followers").code == "own_case")
        #expect(try desk.send("resident", "cases/\(mine)/followers", #"{"resident_id": 1}"#).status == 403)
        #expect(try desk.send("staff", "cases/\(mine)/followers").faults == ["#/resident_id required"])
        _ = try desk.make("resident", "cases/\(mine)/withdraw")
        #expect(try desk.send("staff", "cases/\(mine)/followers", #"{"resident_id": 1}"#).code == "illegal_move")
    }

    @Test("A case that becomes private is no longer heard of by those who only look on")
    func becomesPrivate() async throws {
        let desk = try await CaseDesk()
        let id = try accepted(desk)
        _ = try desk.make("resident", "cases/\(id)/followers")
        let patched = try desk.client.send(
            "PATCH",
            "/api/v1/cases/\(id)",
            token: desk.tokens["staff"],
            headers: [("If-Match", "*")],
            body: #"{"private": true}"#
        )
        #expect(patched.status == 200)
        _ = try desk.make("staff", "cases/\(id)/answer", #"{"answer": "已修好"}"#)
        #expect(try desk.topics("resident", of: id).isEmpty)
    }

    @Test("A resident hears of what is taken on and done in a grid, a compound or a building, but of nothing private")
    func area() async throws {
        let desk = try await CaseDesk()
        let building = try desk.send("resident", "subscriptions", #"{"building_id": 1}"#)
        #expect(building.status == 201, "\(building.text)")
        #expect(try desk.send("resident", "subscriptions", #"{"building_id": 1}"#).status == 409)
        let two = try desk.send("resident", "subscriptions", #"{"building_id": 1, "grid_id": 1}"#)
        #expect(two.faults == ["#/grid_id one_area"])
        let id = try neighbors(desk)
        let hidden = try neighbors(desk, more: #", "private": true"#)
        for one in [id, hidden] {
            _ = try desk.make("staff", "cases/\(one)/accept")
            _ = try desk.make("staff", "cases/\(one)/answer", #"{"answer": "已修好"}"#)
        }
        #expect(try desk.topics("resident", of: id) == ["area_case_filed", "area_case_ended"])
        #expect(try desk.topics("resident", of: hidden).isEmpty)
        let other = try desk.report("staff", building: 30)
        _ = try desk.make("staff", "cases/\(other)/accept")
        #expect(try desk.topics("resident", of: other).isEmpty)
        #expect(try desk.items("grid_worker", "subscriptions").isEmpty)
        let number = try building.json()["id"]?.integer ?? 0
        #expect(try desk.send("resident", "subscriptions/\(number)", "", "DELETE").status == 204)
    }
}

import JSON
import TestSupport
import Testing

@Suite("离岗交接：nobody leaves open work behind")
struct LeavingTests {
    @Test("A post is held by an account of the community's own, not by a resident's or a partner's")
    func ownAccount() async throws {
        let desk = try await CaseDesk()
        for login in ["resident", "partner"] {
            let account = try desk.account(login)
            let post = """
                {"grid_id": 1, "name": "陈网格", "role": "part_time", "from_date": "2021-03-01", "account_id": \(account)}
                """
            #expect(try desk.send("secretary", "grid-staff", post).faults == ["#/account_id not_inside"], "\(login)")
        }
    }

    @Test("Somebody who leaves nothing but a whistle that was not scored: another scores it, who was not called by it")
    func onlyWhistles() async throws {
        let desk = try await CaseDesk(["admin"])
        let id = try desk.report()
        _ = try desk.make("staff", "cases/\(id)/accept", #"{"handler_id": \#(desk.account("grid_leader"))}"#)
        let whistle = """
            {"matter": "到场", "respond_by": "\(desk.moment(after: 3600))", "accounts": [\(try desk.account("grid_worker"))]}
            """
        let call = try desk.make("secretary", "cases/\(id)/whistles", whistle)
        let made = try desk.send("admin", "accounts/\(desk.account("secretary"))", #"{"disabled": true}"#, "PATCH")
        #expect(made.status == 200, "\(made.text)")
        let summons = try #require(try desk.items("staff", "whistles/\(call)/summonses").first?["id"]?.integer)
        _ = try desk.make("grid_worker", "summonses/\(summons)/answer", #"{"answer": "came", "remark": "已到"}"#)
        let scored = try desk.send("staff", "summonses/\(summons)/score", #"{"came": true, "solved": true}"#)
        #expect(scored.status == 200, "\(scored.text)")
    }

    @Test("An account is closed at once; what it leaves open goes to the desk, and the staff are told so")
    func closed() async throws {
        let desk = try await CaseDesk(["admin"])
        let (_, id) = try desk.busyWorker()
        let worker = try desk.account("grid_worker")
        #expect(try desk.send("admin", "accounts/\(worker)", #"{"disabled": true}"#, "PATCH").status == 200)
        let notice = try desk.items("secretary", "notifications").first { $0["topic"]?.string == "open_work" }
        let text = try #require(notice?["text"]?.string)
        #expect(text.contains("grid_worker") && text.contains("已移交"), "\(text)")
        let file = try desk.get("staff", "cases/\(id)")
        let handler = try #require(file["handler_id"]?.integer)
        #expect(handler != worker && file["answerable_id"]?.integer != worker)
        #expect(try desk.moves("staff", of: id).contains("hand_over"))
        let left = try desk.items("staff", "cases?handler_id=\(worker)&status=dispatched,handling,checking")
        #expect(left.isEmpty)
        // Who blew the whistle has the part, and another one of the desk answers the summons.
        #expect(try desk.items("staff", "lists/joint").count == 1)
        let summons = try desk.items("secretary", "lists/joint").first?["next"]?.string
        #expect(summons?.hasSuffix("/answer") == true)
    }

    @Test("Whoever stands in for somebody takes over what they leave, also where their role ends")
    func standIn() async throws {
        let desk = try await CaseDesk(["admin"])
        let (_, id) = try desk.busyWorker()
        let (worker, leader) = (try desk.account("grid_worker"), try desk.account("grid_leader"))
        let deputy = #"{"account_id": \#(worker), "deputy_id": \#(leader), "from_date": "2020-01-01"}"#
        _ = try desk.make("secretary", "deputies", deputy)
        let role = #"{"role": "social_worker"}"#
        let changed = try desk.send("admin", "accounts/\(worker)", role, "PATCH")
        #expect(changed.status == 200, "\(changed.text)")
        #expect(try desk.get("staff", "cases/\(id)")["handler_id"]?.integer == leader)
    }

    @Test("Whoever hands the own work to another grid says why; within the grid it needs no word")
    func otherGrid() async throws {
        let desk = try await CaseDesk(["admin"])
        let (worker, leader) = (try desk.account("grid_worker"), try desk.account("grid_leader"))
        let body = #"{"from_account_id": \#(worker), "to_account_id": \#(leader)"#
        _ = try desk.make("staff", "cases/\(try desk.report())/accept", #"{"handler_id": \#(worker)}"#)
        #expect(try desk.send("grid_worker", "cases/hand-over", body + "}").status == 200)
        let moved = try desk.send("admin", "accounts/\(leader)", #"{"grid_id": 3}"#, "PATCH")
        #expect(moved.status == 200, "\(moved.text)")
        _ = try desk.make("staff", "cases/\(try desk.report())/accept", #"{"handler_id": \#(worker)}"#)
        #expect(try desk.send("grid_worker", "cases/hand-over", body + "}").faults == ["#/remark required"])
        #expect(try desk.send("grid_worker", "cases/hand-over", body + #", "remark": "调岗"}"#).status == 200)
    }

    @Test("Nothing is given to somebody who never chose a password; a post may name them already")
    func notYet() async throws {
        let desk = try await CaseDesk(["admin"])
        let newcomer = try desk.make(
            "admin",
            "accounts",
            #"{"login": "xin.ren", "name": "新人", "role": "grid_worker", "community_id": 1, "grid_id": 1}"#
        )
        let (_, id) = try desk.busyWorker()
        let worker = try desk.account("grid_worker")
        let given = #"{"handler_id": \#(newcomer), "remark": "新同事"}"#
        #expect(try desk.send("staff", "cases/\(id)/reassign", given).faults == ["#/handler_id not_inside"])
        let answerable = try desk.client.send(
            "PATCH",
            "/api/v1/cases/\(id)",
            token: desk.tokens["staff"],
            headers: [("If-Match", "*")],
            body: #"{"answerable_id": \#(newcomer)}"#
        )
        #expect(answerable.faults == ["#/answerable_id not_inside"], "\(answerable.text)")
        let over = #"{"from_account_id": \#(worker), "to_account_id": \#(newcomer), "remark": "调岗"}"#
        #expect(try desk.send("staff", "cases/hand-over", over).faults == ["#/to_account_id not_inside"])
        let post =
            #"{"grid_id": 2, "name": "新人", "role": "part_time", "from_date": "2022-02-01", "account_id": \#(newcomer)}"#
        _ = try desk.make("secretary", "grid-staff", post)
    }

    @Test("What is another's is handed over with a reason, and what was ruled to them only while they are away")
    func ruled() async throws {
        let desk = try await CaseDesk()
        let (worker, leader) = (try desk.account("grid_worker"), try desk.account("grid_leader"))
        let id = try desk.report()
        let back = #"{"reason": "not_ours", "remark": "不属本网格"}"#
        _ = try desk.make("staff", "cases/\(id)/accept", #"{"handler_id": \#(worker)}"#)
        _ = try desk.make("grid_worker", "cases/\(id)/return", back)
        _ = try desk.make("staff", "cases/\(id)/dispatch", #"{"handler_id": \#(worker)}"#)
        _ = try desk.make("grid_worker", "cases/\(id)/return", back)
        _ = try desk.make("secretary", "cases/\(id)/rule", #"{"handler_id": \#(worker), "remark": "属本网格"}"#)
        let pair = #""from_account_id": \#(worker), "to_account_id": \#(leader)"#
        #expect(try desk.send("staff", "cases/hand-over", "{\(pair)}").faults == ["#/remark required"])
        let over = #"{\#(pair), "remark": "病假"}"#
        // What else there is goes, and what stays is named, also where nothing else is left.
        let other = try desk.report()
        _ = try desk.make("staff", "cases/\(other)/accept", #"{"handler_id": \#(worker)}"#)
        let some = try desk.send("staff", "cases/hand-over", over)
        let said = try some.json()
        #expect(some.status == 200 && said["handed_over"]?.integer ?? 0 > 0, "\(some.text)")
        #expect(said["skipped"]?.count == 1 && said.at("skipped.0.id")?.integer == id, "\(some.text)")
        #expect(said.at("skipped.0.code")?.string == "ruled" && said["out_of_scope"]?.integer == 0)
        #expect(try desk.get("staff", "cases/\(other)")["handler_id"]?.integer == leader)
        #expect(try desk.get("staff", "cases/\(id)")["handler_id"]?.integer == worker)
        let there = try desk.send("staff", "cases/hand-over", over).json()
        #expect(there["handed_over"]?.integer == 0 && there.at("skipped.0.code")?.string == "ruled", "\(there)")
        let deputy = #"{"account_id": \#(worker), "deputy_id": \#(leader), "from_date": "2022-01-10"}"#
        _ = try desk.make("secretary", "deputies", deputy)
        #expect(try desk.send("staff", "cases/hand-over", over).status == 200)
        #expect(try desk.get("staff", "cases/\(id)")["handler_id"]?.integer == leader)
    }

    @Test(
        "A post with open work is not ended until somebody takes it, in the same call; then none of it is left behind"
    )
    func handOver() async throws {
        let desk = try await CaseDesk()
        let (post, id) = try desk.busyWorker()
        let patched = try desk.client.send(
            "PATCH",
            "/api/v1/grid-staff/\(post)",
            token: desk.tokens["secretary"],
            body: #"{"until_date": "2022-02-01"}"#
        )
        #expect(
            patched.status == 409 && patched.code == "open_work"
                && patched.text.contains("grid-staff/\(post)/hand-over")
        )
        #expect(try desk.send("secretary", "grid-staff/\(post)/hand-over").code == "open_work")
        let leader = try desk.account("grid_leader")
        let partner = try desk.account("partner")
        let outside = try desk.send("secretary", "grid-staff/\(post)/hand-over", #"{"to_account_id": \#(partner)}"#)
        #expect(outside.faults == ["#/to_account_id not_inside"])
        #expect(try desk.get("staff", "grid-staff/\(post)")["until_date"]?.isNull == true)

        let body = #"{"to_account_id": \#(leader), "remark": "调往别处"}"#
        #expect(try desk.send("grid_leader", "grid-staff/\(post)/hand-over", body).status == 403)
        let answers = try await desk.race("secretary", "grid-staff/\(post)/hand-over", Array(repeating: body, count: 4))
        #expect(answers.filter { $0.status == 200 }.count == 1 && answers.filter { $0.code == "has_ended" }.count == 3)
        #expect(try desk.get("staff", "grid-staff/\(post)")["until_date"]?.string == "2022-01-17")
        #expect(try desk.get("staff", "cases/\(id)")["handler_id"]?.integer == leader)
        #expect(try desk.moves("staff", of: id).contains("hand_over"))
        #expect(try desk.items("grid_worker", "lists/joint").isEmpty && desk.items("grid_worker", "lists/mine").isEmpty)
        #expect(try desk.items("grid_leader", "lists/joint").count == 2)
    }

    @Test("A post without open work is ended by a call or by its date; whoever has another post keeps the work of that")
    func idle() async throws {
        let desk = try await CaseDesk()
        let staff = try desk.account("grid_worker")
        let post = { (grid: Int) in
            try desk.make(
                "secretary",
                "grid-staff",
                #"{"grid_id": \#(grid), "name": "陈网格", "role": "part_time", "from_date": "2021-03-01", "account_id": \#(staff)}"#
            )
        }
        let (near, far) = (try post(1), try post(2))
        let id = try desk.report()
        _ = try desk.make("staff", "cases/\(id)/accept", #"{"handler_id": \#(staff)}"#)
        #expect(try desk.send("secretary", "grid-staff/\(far)/hand-over").status == 200)
        #expect(try desk.get("staff", "cases/\(id)")["handler_id"]?.integer == staff)
        #expect(try desk.send("secretary", "grid-staff/\(near)/hand-over").code == "open_work")
        let early = try desk.send("secretary", "grid-staff/\(near)/hand-over", #"{"until_date": "2020-01-01"}"#)
        #expect(early.faults == ["#/until_date not_after"])
        #expect(try desk.send("partner", "grid-staff/\(near)/hand-over").status == 403)
    }

    @Test(
        "Once a week the sub-district reads how many cases of each grid are late, and each of them only where that is on"
    )
    func digest() async throws {
        let desk = try await CaseDesk(["subdistrict_officer"])
        try await desk.pass(hours: 0)
        try await desk.pass(hours: 1)
        let week = try desk.items("subdistrict_officer", "weekly-digests?week_on=2022-01-17&community_id=1")
        #expect(week.count == 5 && week.allSatisfy { $0["case_numbers"]?.isNull == true })
        let own = try #require(try desk.items("grid_leader", "weekly-digests").first)
        let open = try desk.client.send(
            "GET",
            "/api/v1/cases?status.not=closed,declined,withdrawn,void&grid_id=\(own["grid_id"]?.integer ?? 0)&limit=1",
            token: desk.tokens["staff"],
            headers: [("Prefer", "count=exact")]
        ).json()["total"]?.integer
        #expect(own["open"]?.integer == open && own["late"]?.integer ?? 0 <= open ?? 0)
        let notices = try desk.items("subdistrict_officer", "notifications").filter {
            $0["topic"]?.string == "weekly_digest"
        }
        #expect(notices.count == 1)

        #expect(try desk.send("secretary", "settings", #"{"weekly_digest_lists_cases": 1}"#, "PATCH").status == 200)
        let id = try desk.report()
        let number = try desk.get("staff", "cases/\(id)")["number"]?.string ?? ""
        try await desk.pass(hours: 7 * 24)
        let next = try desk.items("subdistrict_officer", "weekly-digests?week_on=2022-01-24")
        #expect(next.count == 5 && next.contains { $0["case_numbers"]?.string?.contains(number) == true })
        #expect(try desk.send("partner", "weekly-digests", "", "GET").status == 403)
    }

    @Test("Who answered for a case before it was handed over is read from its timeline, by number and by name")
    func answeredFor() async throws {
        let desk = try await CaseDesk()
        let (worker, leader) = (try desk.account("grid_worker"), try desk.account("grid_leader"))
        let id = try desk.report("grid_worker")
        #expect(try desk.get("staff", "cases/\(id)")["answerable_id"]?.integer == worker)
        let body = #"{"from_account_id": \#(worker), "to_account_id": \#(leader), "remark": "病假"}"#
        #expect(try desk.send("staff", "cases/hand-over", body).status == 200)
        let row = try #require(
            try desk.items("staff", "cases/\(id)/timeline?changed=answerable_id").first
        )
        #expect(row["move"]?.string == "hand_over" && row["remark"]?.string == "病假")
        #expect(row["changed_from"]?.string == "\(worker)" && row["changed_to"]?.string == "\(leader)")
        #expect(row["changed_to_name"]?.string?.isEmpty == false)
    }
}

import JSON
import TestSupport
import Testing

@Suite("调解记录：read by those who work on the dispute, and followed up on its day")
struct MediationTests {
    private static func body(_ day: String?, agreement: String = "oral") -> String {
        let followUp = day.map { #", "follow_up_on": "\#($0)""# } ?? ""
        return """
            {"answer": "双方已谈妥", "mediation": {"parties": "甲、乙", "mediator": "丙", "agreement": "\(agreement)"\(followUp)}}
            """
    }

    /// A dispute of the resident that the grid worker settled and another one looked at.
    private func settled(_ desk: CaseDesk, _ day: String?) throws -> Int64 {
        let id = try desk.report(category: 5)
        _ = try desk.make("staff", "cases/\(id)/accept", #"{"handler_id": \#(try desk.account("grid_worker"))}"#)
        _ = try desk.make("grid_worker", "cases/\(id)/report-done", Self.body(day))
        if try desk.get("staff", "cases/\(id)")["status"]?.string == "checking" {
            _ = try desk.make("staff", "cases/\(id)/close")
        }
        return id
    }

    @Test("Whoever works on a dispute inside reads its record, in every format and on record; nobody else does")
    func read() async throws {
        let desk = try await CaseDesk(["auditor", "subdistrict_officer"])
        let plain = try desk.report()
        #expect(try desk.get("staff", "cases/\(plain)")["has_mediation"]?.bool == false)
        let id = try settled(desk, "2022-01-20")
        #expect(try desk.get("staff", "cases/\(id)")["has_mediation"]?.bool == true)
        let row = try #require(try desk.items("grid_leader", "cases/\(id)/mediations").first)
        let number = try #require(row["id"]?.integer)
        #expect(row["parties"]?.string == "甲、乙" && row["mediator"]?.string == "丙")
        #expect(row["agreement"]?.string == "oral" && row["follow_up_on"]?.string == "2022-01-20")
        #expect(row["recorded_by"]?.integer == (try desk.account("grid_worker")))
        for login in ["secretary", "staff", "grid_leader", "grid_worker"] {
            #expect(try desk.send(login, "mediations/\(number)", "", "GET").status == 200, "\(login)")
        }
        #expect(try desk.send("staff", "cases/\(id)/mediations?format=csv", "", "GET").text.contains("甲、乙"))
        let found = try desk.items("auditor", "audit?action=get_mediations&limit=200")
        // The grid leader read the list before.
        #expect(found.filter { $0["object"]?.string == "mediations/\(number)" }.count == 5)
        let carried = try desk.items("auditor", "audit?action=export_mediations&limit=200")
        #expect(carried.contains { $0["object"]?.string == "mediations/\(number)" })
        // A page of them shows as much as one does, and is told of as one is.
        let looks = found.count
        _ = try desk.items("secretary", "cases/\(id)/mediations")
        _ = try desk.items("secretary", "mediations?limit=5")
        #expect(try desk.items("auditor", "audit?action=get_mediations&limit=200").count >= looks + 2)
        for login in ["resident", "subdistrict_officer"] {
            #expect(try desk.send(login, "cases/\(id)/mediations", "", "GET").status == 403, "\(login)")
            #expect(try desk.send(login, "mediations/\(number)", "", "GET").status == 403, "\(login)")
        }
        #expect(try desk.send("partner", "cases/\(id)/mediations", "", "GET").status == 404)
        #expect(try desk.send("partner", "mediations/\(number)", "", "GET").status == 404)
        for path in ["cases/\(id)/timeline", "me/data"] {
            #expect(try !desk.send("resident", path, "", "GET").text.contains("甲、乙"), "\(path)")
        }
    }

    @Test("On its day whoever handled the dispute is reminded once, and has the call in the list until it was made")
    func followedUp() async throws {
        let desk = try await CaseDesk()
        let past = try desk.report(category: 5)
        let late = try desk.send("staff", "cases/\(past)/answer", Self.body("2022-01-16"))
        #expect(late.faults == ["#/mediation/follow_up_on not_in_future"], "\(late.text)")
        let id = try settled(desk, "2022-01-20")
        let number = try #require(try desk.items("staff", "cases/\(id)/mediations").first?["id"]?.integer)
        let listed = { (login: String) in
            try desk.items(login, "lists/to-follow-up?limit=200").first {
                $0["next"]?.string == "POST /api/v1/mediations/\(number)/follow-up"
            }
        }
        try await desk.pass(hours: 24)
        #expect(try listed("grid_worker") == nil && !desk.topics("grid_worker", of: id).contains("mediation_due"))
        try await desk.pass(hours: 48)
        try await desk.pass(hours: 24)
        #expect(try desk.topics("grid_worker", of: id).filter { $0 == "mediation_due" }.count == 1)
        #expect(try desk.topics("staff", of: id).contains("mediation_due") == false)
        let item = try #require(try listed("grid_worker"))
        #expect(item["needs"]?.elements.compactMap(\.string) == ["remark"] && item["id"]?.integer == id)
        #expect(try listed("staff") != nil && listed("partner") == nil)
        let bare = try desk.send("grid_worker", "mediations/\(number)/follow-up")
        #expect(bare.faults == ["#/remark required"], "\(bare.text)")
        #expect(try desk.send("partner", "mediations/\(number)/follow-up", #"{"remark": "好"}"#).status == 404)
        #expect(try desk.send("resident", "mediations/\(number)/follow-up", #"{"remark": "好"}"#).status == 403)
        let asked = try desk.send("grid_worker", "mediations/\(number)/follow-up", #"{"remark": "双方仍遵守约定"}"#)
        #expect(try asked.json()["follow_up"]?.string == "双方仍遵守约定", "\(asked.text)")
        #expect(
            try desk.send("staff", "mediations/\(number)/follow-up", #"{"remark": "好"}"#).code == "followed_up_already"
        )
        #expect(try listed("grid_worker") == nil)
        #expect(try desk.moves("staff", of: id).suffix(2) == ["remind_mediation", "follow_up_mediation"])
        #expect(try !desk.moves("resident", of: id).contains("follow_up_mediation"))
    }

    @Test(
        "A case that is looked at becomes no dispute without its record, and one that is none any more keeps what it said"
    )
    func changed() async throws {
        let desk = try await CaseDesk()
        func recategorise(_ id: Int64, _ category: Int64) throws -> HTTPAnswer {
            try desk.client.send(
                "PATCH",
                "/api/v1/cases/\(id)",
                token: desk.tokens["secretary"],
                headers: [("If-Match", "*")],
                body: #"{"category_id": \#(category)}"#
            )
        }
        func reported(_ category: Int64, _ body: String) throws -> Int64 {
            let id = try desk.report(category: category)
            _ = try desk.make("staff", "cases/\(id)/accept", #"{"handler_id": \#(try desk.account("grid_worker"))}"#)
            _ = try desk.make("grid_worker", "cases/\(id)/report-done", body)
            #expect(try desk.get("staff", "cases/\(id)")["status"]?.string == "checking")
            return id
        }
        let looked = try desk.make(
            "secretary",
            "case-categories",
            #"{"code": "looked_at", "name": "须核查", "check_policy": "independent"}"#
        )
        let plain = try reported(looked, #"{"answer": "已修好"}"#)
        #expect(try recategorise(plain, 5).code == "dispute_not_settled")
        #expect(try desk.send("secretary", "cases/\(plain)/close").status == 200)

        let dispute = try desk.make(
            "secretary",
            "case-categories",
            #"{"code": "quarrel", "name": "纠纷", "check_policy": "independent", "path": "dispute"}"#
        )
        let settled = try reported(dispute, Self.body(nil))
        #expect(try recategorise(settled, looked).status == 200)
        let closed = try desk.send("secretary", "cases/\(settled)/close")
        #expect(try closed.json()["closing_reason"]?.string == "mediated", "\(closed.text)")
    }

    @Test("What was undone leaves no record, and of two records the later one is followed up")
    func latest() async throws {
        let desk = try await CaseDesk()
        let id = try desk.report(category: 5)
        _ = try desk.make("staff", "cases/\(id)/accept", #"{"handler_id": \#(try desk.account("grid_worker"))}"#)
        _ = try desk.make("grid_worker", "cases/\(id)/report-done", Self.body("2022-01-18"))
        _ = try desk.make("grid_worker", "cases/\(id)/undo")
        #expect(try desk.items("staff", "cases/\(id)/mediations").isEmpty)
        #expect(try desk.get("staff", "cases/\(id)")["has_mediation"]?.bool == false)
        _ = try desk.make("grid_worker", "cases/\(id)/report-done", Self.body("2022-01-18"))
        if try desk.get("staff", "cases/\(id)")["status"]?.string == "checking" {
            _ = try desk.make("staff", "cases/\(id)/send-back", #"{"remark": "乙不认"}"#)
        } else {
            _ = try desk.make("staff", "cases/\(id)/reopen", #"{"remark": "乙不认"}"#)
        }
        _ = try desk.make("grid_worker", "cases/\(id)/report-done", Self.body("2022-01-25", agreement: "written"))
        if try desk.get("staff", "cases/\(id)")["status"]?.string == "checking" {
            _ = try desk.make("staff", "cases/\(id)/close")
        }
        let first = try #require(try desk.items("staff", "cases/\(id)/mediations").last?["id"]?.integer)
        let early = try desk.send("grid_worker", "mediations/\(first)/follow-up", #"{"remark": "仍遵守"}"#)
        #expect(early.status == 409 && early.code == "replaced", "\(early.text)")
        #expect(
            try desk.items("staff", "cases/\(id)/mediations").compactMap { $0["agreement"]?.string } == [
                "written", "oral",
            ]
        )
        try await desk.pass(hours: 72)
        #expect(try !desk.topics("grid_worker", of: id).contains("mediation_due"))
        #expect(
            try desk.items("grid_worker", "lists/to-follow-up?limit=200").allSatisfy {
                $0["next"]?.string?.contains("mediations") != true || $0["id"]?.integer != id
            }
        )
        try await desk.pass(hours: 24 * 6)
        #expect(try desk.topics("grid_worker", of: id).filter { $0 == "mediation_due" }.count == 1)
    }

    /// A dispute whose end somebody else is to look at.
    private func unlooked(
        _ desk: CaseDesk,
        _ day: String,
        code: String = "looked_quarrel"
    ) throws -> (id: Int64, record: Int64) {
        let category = try desk.make(
            "secretary",
            "case-categories",
            #"{"code": "\#(code)", "name": "须核查纠纷 \#(code)", "check_policy": "independent", "path": "dispute"}"#
        )
        let id = try desk.report(category: category)
        _ = try desk.make("staff", "cases/\(id)/accept", #"{"handler_id": \#(try desk.account("grid_worker"))}"#)
        _ = try desk.make("grid_worker", "cases/\(id)/report-done", Self.body(day))
        return (id, try #require(try desk.items("staff", "cases/\(id)/mediations").first?["id"]?.integer))
    }

    @Test("Nobody is reminded of what nobody has confirmed yet, nor asks after it; once it is closed both come")
    func unconfirmed() async throws {
        let desk = try await CaseDesk()
        let (id, record) = try unlooked(desk, "2022-01-18")
        let listed = {
            try desk.items("grid_worker", "lists/to-follow-up?limit=200").contains {
                $0["next"]?.string == "POST /api/v1/mediations/\(record)/follow-up"
            }
        }
        let word = #"{"remark": "双方仍遵守约定"}"#
        try await desk.pass(hours: 48)
        #expect(try !listed() && !desk.topics("grid_worker", of: id).contains("mediation_due"))
        let early = try desk.send("grid_worker", "mediations/\(record)/follow-up", word)
        #expect(early.status == 409 && early.code == "not_settled", "\(early.text)")
        _ = try desk.make("staff", "cases/\(id)/close")
        try await desk.pass(hours: 1)
        #expect(try listed())
        #expect(try desk.topics("grid_worker", of: id).filter { $0 == "mediation_due" }.count == 1)
        #expect(try desk.send("grid_worker", "mediations/\(record)/follow-up", word).status == 200)
        // A case that was struck off has none.
        let other = try desk.report(category: 5)
        _ = try desk.make("staff", "cases/\(other)/accept", #"{"handler_id": \#(try desk.account("grid_worker"))}"#)
        _ = try desk.make("grid_worker", "cases/\(other)/report-done", Self.body("2022-01-25"))
        let row = try #require(try desk.items("staff", "cases/\(other)/mediations").first?["id"]?.integer)
        if try desk.get("staff", "cases/\(other)")["status"]?.string == "checking" {
            _ = try desk.make("secretary", "cases/\(other)/void", #"{"remark": "误登记"}"#)
            #expect(try desk.send("staff", "mediations/\(row)/follow-up", word).code == "not_settled")
        }
    }

    @Test("A record that the case did not end by is neither followed up nor reminded of, and no ordinary case has one")
    func otherwise() async throws {
        let desk = try await CaseDesk()
        let word = #"{"remark": "双方仍遵守约定"}"#
        let (merged, first) = try unlooked(desk, "2022-01-18")
        let target = try desk.report(category: 5)
        _ = try desk.make("staff", "cases/\(merged)/merge", #"{"case_id": \#(target), "remark": "同一起纠纷"}"#)
        let (back, second) = try unlooked(desk, "2022-01-18", code: "other_quarrel")
        _ = try desk.make("staff", "cases/\(back)/send-back", #"{"remark": "记录不实"}"#)
        let body = #"{"answer": "双方未到场", "closing_reason": "explained"}"#
        _ = try desk.make("grid_worker", "cases/\(back)/report-done", body)
        if try desk.get("staff", "cases/\(back)")["status"]?.string == "checking" {
            _ = try desk.make("staff", "cases/\(back)/close")
        }
        try await desk.pass(hours: 48)
        let listed = try desk.items("staff", "lists/to-follow-up?limit=200").compactMap { $0["next"]?.string }
        for (id, record) in [(merged, first), (back, second)] {
            #expect(!listed.contains("POST /api/v1/mediations/\(record)/follow-up"))
            #expect(try !desk.topics("grid_worker", of: id).contains("mediation_due"))
            let asked = try desk.send("staff", "mediations/\(record)/follow-up", word)
            #expect(asked.status == 409 && asked.code == "ended_otherwise", "\(asked.text)")
        }
        let plain = try desk.report()
        _ = try desk.make("staff", "cases/\(plain)/accept", #"{"handler_id": \#(try desk.account("grid_worker"))}"#)
        let refused = try desk.send("grid_worker", "cases/\(plain)/report-done", Self.body("2022-01-25"))
        #expect(refused.faults == ["#/mediation not_allowed"], "\(refused.text)")
    }

    @Test(
        "A record without a day is followed up, too, once and at any time; nobody is reminded of it, and the API says so"
    )
    func undated() async throws {
        let desk = try await CaseDesk()
        let id = try settled(desk, nil)
        let record = try #require(try desk.items("staff", "cases/\(id)/mediations").first?["id"]?.integer)
        try await desk.pass(hours: 48)
        let listed = try desk.items("grid_worker", "lists/to-follow-up?limit=200").compactMap { $0["next"]?.string }
        #expect(!listed.contains("POST /api/v1/mediations/\(record)/follow-up"))
        #expect(try !desk.topics("grid_worker", of: id).contains("mediation_due"))
        let found = try desk.send("grid_worker", "mediations/\(record)/follow-up", #"{"remark": "仍遵守约定"}"#)
        #expect(try found.json()["follow_up"]?.string == "仍遵守约定", "\(found.text)")
        let again = try desk.send("staff", "mediations/\(record)/follow-up", #"{"remark": "好"}"#)
        #expect(again.code == "followed_up_already")
        let document = try desk.client.send("GET", "/openapi.json").text
        #expect(document.contains("约定的回访日只作提醒，没有约定的也可以"))
    }

    @Test("What somebody has found at the parties stands: the end that it was found of is not undone any more")
    func found() async throws {
        let desk = try await CaseDesk()
        let (id, record) = try unlooked(desk, "2022-01-18")
        _ = try desk.make("staff", "cases/\(id)/close")
        _ = try desk.make("staff", "cases/\(id)/undo")
        _ = try desk.make("staff", "cases/\(id)/close")
        _ = try desk.make("secretary", "mediations/\(record)/follow-up", #"{"remark": "双方仍遵守约定"}"#)
        let undone = try desk.send("staff", "cases/\(id)/undo")
        #expect(undone.status == 409 && undone.code == "followed_up_since", "\(undone.text)")
        #expect(try desk.get("staff", "mediations/\(record)")["follow_up"]?.string == "双方仍遵守约定")
    }
}

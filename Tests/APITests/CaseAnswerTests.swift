import JSON
import TestSupport
import Testing

@Suite("答复不免核查：an answer ends a case only where nobody else is to look")
struct CaseAnswerTests {
    private func category(_ desk: CaseDesk, _ policy: String) throws -> Int64 {
        try desk.make(
            "secretary",
            "case-categories",
            #"{"code": "by_\#(policy)", "name": "核查\#(policy)", "check_policy": "\#(policy)"}"#
        )
    }

    private func upload(_ desk: CaseDesk, _ login: String) throws -> Int64 {
        let sent = try desk.client.send(
            "POST",
            "/api/v1/uploads",
            token: desk.tokens[login],
            headers: [("Content-Type", "image/png")],
            bytes: SamplePhotos.png
        )
        return try #require(try sent.json()["id"]?.integer)
    }

    private func handled(_ desk: CaseDesk, _ category: Int64) throws -> Int64 {
        let id = try desk.report(category: category)
        _ = try desk.make("staff", "cases/\(id)/accept", #"{"handler_id": \#(try desk.account("grid_worker"))}"#)
        return id
    }

    @Test("Where photos are the check, a handler's answer brings one, and ends the case only with both and undrawn")
    func photo() async throws {
        let desk = try await CaseDesk()
        _ = try desk.send("secretary", "settings", #"{"check_sample_percent": 0}"#, "PATCH")
        let category = try category(desk, "photo")
        let id = try handled(desk, category)
        let bare = try desk.send("grid_worker", "cases/\(id)/answer", #"{"answer": "已修好"}"#)
        #expect(bare.faults == ["#/attachments photo_required"], "\(bare.text)")
        let after = try upload(desk, "grid_worker")
        let body = #"{"answer": "已修好", "attachments": [\#(after)]}"#
        let half = try desk.send("grid_worker", "cases/\(id)/answer", body)
        #expect(try half.json()["status"]?.string == "checking", "\(half.text)")
        #expect(try desk.send("grid_worker", "cases/\(id)/close").code == "not_yours")
        _ = try desk.make("staff", "cases/\(id)/close")
        #expect(try desk.get("resident", "cases/\(id)")["answer"]?.string == "已修好")

        let both = try handled(desk, category)
        let before = #"{"uploads": [\#(try upload(desk, "grid_worker"))], "moment": "before"}"#
        #expect(try desk.send("grid_worker", "cases/\(both)/attachments", before).status == 201)
        let whole = #"{"answer": "已修好", "attachments": [\#(try upload(desk, "grid_worker"))]}"#
        let closed = try desk.send("grid_worker", "cases/\(both)/answer", whole)
        #expect(try closed.json()["status"]?.string == "closed", "\(closed.text)")
        // Somebody else who answers in the handler's place has looked.
        let other = try handled(desk, category)
        let answered = try desk.send("staff", "cases/\(other)/answer", #"{"answer": "已答复"}"#)
        #expect(try answered.json()["status"]?.string == "closed", "\(answered.text)")
    }

    @Test("Where the reporter looks, an answer waits for the reporter; where nobody does, it ends the case")
    func reporter() async throws {
        let desk = try await CaseDesk()
        let waiting = try handled(desk, try category(desk, "reporter"))
        for login in ["grid_worker", "staff"] {
            let answer = try desk.send(login, "cases/\(waiting)/answer", #"{"answer": "已修好"}"#)
            #expect(try answer.json()["status"]?.string == "checking", "\(login): \(answer.text)")
            _ = try desk.make(login, "cases/\(waiting)/undo")
        }
        _ = try desk.make("grid_worker", "cases/\(waiting)/answer", #"{"answer": "已修好"}"#)
        #expect(try desk.send("resident", "cases/\(waiting)/close").status == 200)
        let free = try handled(desk, try category(desk, "none"))
        let ended = try desk.send("grid_worker", "cases/\(free)/answer", #"{"answer": "已修好"}"#)
        #expect(try ended.json()["status"]?.string == "closed", "\(ended.text)")
    }

    @Test("Whoever enters a partner's word stands for the partner: another one looks, also where photos are the check")
    func partner() async throws {
        let desk = try await CaseDesk()
        let id = try desk.report(category: try category(desk, "photo"))
        _ = try desk.make("staff", "cases/\(id)/accept", #"{"handler_organization_id": \#(desk.company)}"#)
        let word = #"{"answer": "物业已修好", "channel": "phone"}"#
        for login in ["staff", "grid_worker"] {
            let bare = try desk.send(login, "cases/\(id)/answer", word)
            #expect(bare.faults == ["#/attachments photo_required"], "\(login): \(bare.text)")
        }
        _ = try desk.make("secretary", "cases/\(id)/report-done", word)
        #expect(try desk.send("secretary", "cases/\(id)/close").code == "not_yours")
        let listed = try desk.items("secretary", "lists/to-check?limit=200").first { $0["id"]?.integer == id }
        #expect(listed?["next"]?.string == "GET /api/v1/cases/\(id)")
        #expect(try desk.send("staff", "cases/\(id)/close").status == 200)
    }
}

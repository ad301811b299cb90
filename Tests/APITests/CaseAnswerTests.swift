import App
import Domain
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

    @Test(
        "What an undone report or answer brought proves nothing of the next, and is not shown with it; nor what was sent back"
    )
    func photosOfWhatWasUndone() async throws {
        let desk = try await CaseDesk()
        _ = try desk.send("secretary", "settings", #"{"check_sample_percent": 0}"#, "PATCH")
        let category = try category(desk, "photo")
        func shows(_ photo: Int64?) throws -> Bool {
            try desk.client.send("GET", "/api/v1/attachments/\(photo ?? 0)/public-content").status == 200
        }
        for move in ["report-done", "answer"] {
            let id = try handled(desk, category)
            let before = #"{"uploads": [\#(try upload(desk, "grid_worker"))], "moment": "before"}"#
            #expect(try desk.send("grid_worker", "cases/\(id)/attachments", before).status == 201)
            func bring() throws -> Int64? {
                let body = #"{"answer": "已修好", "attachments": [\#(try upload(desk, "grid_worker"))]}"#
                _ = try desk.make("grid_worker", "cases/\(id)/\(move)", body)
                let photo = try desk.items("staff", "cases/\(id)/attachments").compactMap { $0["id"]?.integer }.max()
                _ = try desk.make("staff", "attachments/\(photo ?? 0)/approve")
                return photo
            }
            let first = try bring()
            #expect(try status(desk, id) == "closed" && shows(first))
            _ = try desk.make("grid_worker", "cases/\(id)/undo")
            #expect(try !shows(first))
            let bare = try desk.send("grid_worker", "cases/\(id)/\(move)", #"{"answer": "已修好"}"#)
            if move == "answer" {
                #expect(bare.faults == ["#/attachments photo_required"], "\(bare.text)")
            } else {
                #expect(try bare.json()["status"]?.string == "checking", "\(bare.text)")
                // At the same moment, too: what was sent back does not show what was done since.
                _ = try desk.make("staff", "cases/\(id)/send-back", #"{"remark": "再看"}"#)
            }
            let second = try bring()
            #expect(try status(desk, id) == "closed" && shows(second) && !shows(first))
            guard move == "report-done" else { continue }
            _ = try desk.make(
                "staff",
                "cases/\(id)/reopen",
                #"{"handler_id": \#(try desk.account("grid_worker")), "remark": "又坏"}"#
            )
            _ = try desk.make("grid_worker", "cases/\(id)/report-done", #"{"answer": "又修好"}"#)
            #expect(try status(desk, id) == "checking")
        }
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
        #expect(try desk.items("secretary", "lists/to-check?limit=200").allSatisfy { $0["id"]?.integer != id })
        #expect(try desk.send("staff", "cases/\(id)/close").status == 200)
    }

    private func status(_ desk: CaseDesk, _ id: Int64) throws -> String? {
        try desk.get("staff", "cases/\(id)")["status"]?.string
    }

    @Test(
        "Who says that something was fixed brings a photo of it, also where nobody had been given the case; words need none"
    )
    func onTheSpot() async throws {
        let desk = try await CaseDesk()
        _ = try desk.send("secretary", "settings", #"{"check_sample_percent": 0}"#, "PATCH")
        let photo = try category(desk, "photo")
        for (login, reason) in [("grid_worker", "fixed"), ("staff", "done_on_the_spot")] {
            let id = try desk.report(category: photo)
            let body = #"{"answer": "好了", "closing_reason": "\#(reason)"}"#
            #expect(try desk.send(login, "cases/\(id)/answer", body).faults == ["#/attachments photo_required"])
            let after = try upload(desk, login)
            let shown = #"{"answer": "好了", "closing_reason": "\#(reason)", "attachments": [\#(after)]}"#
            _ = try desk.make(login, "cases/\(id)/answer", shown)
            let file = try desk.get("staff", "cases/\(id)")
            #expect(file["status"]?.string == "closed" && file["closing_reason"]?.string == reason)
        }
        // Words end it in one call, and say that they are words.
        let told = try desk.report(category: photo)
        _ = try desk.make("staff", "cases/\(told)/answer", #"{"answer": "物业明天来换"}"#)
        #expect(try desk.get("staff", "cases/\(told)")["closing_reason"]?.string == "explained")
        let patrol = """
            {"kind": "patrol", "source": "patrol", "category_id": \(photo), "title": "井盖移位", "description": "已复位", "building_id": 1,
                "answer": {"answer": "已复位", "closing_reason": "done_on_the_spot"@}}
            """
        let bare = try desk.send("grid_worker", "cases", patrol.replacing("@", with: ""))
        #expect(bare.faults == ["#/answer/attachments photo_required"], "\(bare.text)")
        let after = #", "attachments": [\#(try upload(desk, "grid_worker"))]"#
        let seen = try desk.make("grid_worker", "cases", patrol.replacing("@", with: after))
        #expect(try status(desk, seen) == "closed")
        // The lot falls on what was done on the spot as on any other, and somebody else looks.
        _ = try desk.send("secretary", "settings", #"{"check_sample_percent": 100}"#, "PATCH")
        let more = #", "attachments": [\#(try upload(desk, "grid_worker"))]"#
        let drawn = try desk.make("grid_worker", "cases", patrol.replacing("@", with: more))
        #expect(try status(desk, drawn) == "checking")
        #expect(try desk.send("grid_worker", "cases/\(drawn)/close").code == "not_yours")
        _ = try desk.make("staff", "cases/\(drawn)/close")
    }

    @Test(
        "Where the reporter or another one looks, whoever answers at once has done it and does not look; words of a question end it"
    )
    func doer() async throws {
        let desk = try await CaseDesk()
        let worker = try desk.account("grid_worker")
        for policy in ["reporter", "independent"] {
            let category = try category(desk, policy)
            let id = try desk.report(category: category)
            let body = #"{"answer": "好了", "closing_reason": "fixed"}"#
            _ = try desk.make("grid_worker", "cases/\(id)/answer", body)
            let file = try desk.get("staff", "cases/\(id)")
            #expect(file["status"]?.string == "checking" && file["handler_id"]?.integer == worker, "\(policy)")
            #expect(try desk.send("grid_worker", "cases/\(id)/close").status == 403, "\(policy)")
            let question = try desk.make(
                "resident",
                "cases",
                #"{"kind": "consultation", "category_id": \#(category), "title": "几点开门", "description": "书屋几点开门"}"#
            )
            _ = try desk.make("staff", "cases/\(question)/answer", #"{"answer": "九点"}"#)
            #expect(try status(desk, question) == "closed", "\(policy)")
        }
    }

    @Test(
        "What is the reporter's to confirm is closed by others before the silence counts only with the reporter's word"
    )
    func agreed() async throws {
        let desk = try await CaseDesk()
        let category = try category(desk, "reporter")
        let ids = try (0..<2).map { _ in try handled(desk, category) }
        for id in ids { _ = try desk.make("grid_worker", "cases/\(id)/report-done", #"{"answer": "已修好"}"#) }
        let silent = try desk.send("staff", "cases/\(ids[0])/close")
        #expect(silent.faults == ["#/channel reporter_agrees"], "\(silent.text)")
        _ = try desk.make("staff", "cases/\(ids[0])/close", #"{"channel": "phone"}"#)
        let row = try desk.items("staff", "cases/\(ids[0])/timeline?limit=200").last { $0["move"]?.string == "close" }
        #expect(row?["channel"]?.string == "phone")
        try await desk.pass(hours: 100)
        #expect(try status(desk, ids[1]) == "closed")
    }

    @Test("An errand that was run and a matter that was only explained need no photo; another one looks all the same")
    func nothingToPhotograph() async throws {
        let desk = try await CaseDesk()
        let photo = try category(desk, "photo")
        for reason in ["explained", "not_ours", "no_longer_needed"] {
            let id = try handled(desk, photo)
            let word = #"{"answer": "属供电公司，已告知电话", "closing_reason": "\#(reason)"}"#
            _ = try desk.make("grid_worker", "cases/\(id)/answer", word)
            let file = try desk.get("staff", "cases/\(id)")
            #expect(file["status"]?.string == "checking" && file["closing_reason"]?.string == reason)
            #expect(try desk.send("grid_worker", "cases/\(id)/close").code == "not_yours")
        }
        let body = """
            {"kind": "errand", "category_id": \(photo), "title": "代办认证", "description": "老人不便", "building_id": 1}
            """
        let errand = try desk.make("resident", "cases", body)
        _ = try desk.make("staff", "cases/\(errand)/accept", #"{"handler_id": \#(try desk.account("grid_worker"))}"#)
        _ = try desk.make("grid_worker", "cases/\(errand)/answer", #"{"answer": "上门办好认证", "told": "household"}"#)
        let run = try desk.get("staff", "cases/\(errand)")
        #expect(run["status"]?.string == "checking" && run["closing_reason"]?.string == "done_on_the_spot")
        _ = try desk.make("staff", "cases/\(errand)/close")
        let ended = try desk.get("staff", "cases/\(errand)")
        #expect(ended["closing_reason"]?.string == "done_on_the_spot" && ended["told"]?.string == "household")
    }

    @Test("An answer that was sent back or opened again is the answer no more, and stays in the timeline as taken back")
    func takenBack() async throws {
        let desk = try await CaseDesk()
        let id = try handled(desk, 3)
        let answers = {
            try desk.items("resident", "cases/\(id)/timeline?limit=200").filter { $0["taken_back"]?.isNull == false }
                .map { "\($0["remark"]?.string ?? "") \($0["taken_back"]?.bool ?? false)" }
        }
        _ = try desk.make("grid_worker", "cases/\(id)/report-done", #"{"answer": "已修好"}"#)
        #expect(try desk.get("resident", "cases/\(id)")["answer"]?.string == "已修好")
        #expect(try answers() == ["已修好 false"])
        _ = try desk.make("staff", "cases/\(id)/send-back", #"{"remark": "仍不亮"}"#)
        #expect(try desk.get("resident", "cases/\(id)")["answer"]?.isNull == true)
        #expect(try answers() == ["已修好 true"])
        _ = try desk.make("staff", "cases/\(id)/undo")
        #expect(try desk.get("resident", "cases/\(id)")["answer"]?.string == "已修好")
        #expect(try answers() == ["已修好 false"])
        _ = try desk.make("staff", "cases/\(id)/close", #"{"answer": "已换新灯"}"#)
        _ = try desk.make("staff", "cases/\(id)/reopen", #"{"remark": "又坏了"}"#)
        #expect(try desk.get("resident", "cases/\(id)")["answer"]?.isNull == true)
        #expect(try answers() == ["已修好 true", "已换新灯 true"])
        _ = try desk.make("grid_worker", "cases/\(id)/report-done", #"{"answer": "换了线路"}"#)
        _ = try desk.make("grid_worker", "cases/\(id)/undo")
        #expect(try answers().last == "换了线路 true")
    }

    @Test("Whoever undid an answer has not worked on the case, and may look at what another one did")
    func undone() async throws {
        let desk = try await CaseDesk()
        let id = try desk.report(category: try category(desk, "independent"))
        _ = try desk.make("staff", "cases/\(id)/answer", #"{"answer": "已修好", "closing_reason": "fixed"}"#)
        #expect(try status(desk, id) == "checking")
        #expect(try desk.send("staff", "cases/\(id)/close").code == "not_yours")
        _ = try desk.make("staff", "cases/\(id)/undo")
        _ = try desk.make("staff", "cases/\(id)/accept", #"{"handler_id": \#(try desk.account("grid_worker"))}"#)
        _ = try desk.make("grid_worker", "cases/\(id)/report-done", #"{"answer": "已修好"}"#)
        #expect(try desk.items("staff", "lists/to-check?limit=200").contains { $0["id"]?.integer == id })
        #expect(try desk.send("staff", "cases/\(id)/close").status == 200)
    }

    @Test(
        "What is done once more is shown by a photo of that time: not by one of before it was sent back, opened again or rejected"
    )
    func shownAnew() async throws {
        let desk = try await CaseDesk()
        _ = try desk.send("secretary", "settings", #"{"check_sample_percent": 0}"#, "PATCH")
        let category = try category(desk, "photo")
        func attach(_ id: Int64, _ moment: String) throws {
            let body = #"{"uploads": [\#(try upload(desk, "grid_worker"))], "moment": "\#(moment)"}"#
            #expect(try desk.send("grid_worker", "cases/\(id)/attachments", body).status == 201)
        }
        let again = #"{"answer": "又修了", "closing_reason": "fixed"}"#
        for isReopened in [true, false] {
            let id = try handled(desk, category)
            try attach(id, "before")
            if isReopened { try attach(id, "after") }
            _ = try desk.make("grid_worker", "cases/\(id)/report-done", #"{"answer": "已修好"}"#)
            if !isReopened { try attach(id, "after") }
            desk.clock.set(desk.clock.now().advanced(bySeconds: 60))
            let back = isReopened ? "reopen" : "send-back"
            _ = try desk.make("staff", "cases/\(id)/\(back)", #"{"remark": "照片看不出"}"#)
            desk.clock.set(desk.clock.now().advanced(bySeconds: 60))
            let bare = try desk.send("grid_worker", "cases/\(id)/answer", again)
            #expect(bare.faults == ["#/attachments photo_required"], "\(back): \(bare.text)")
            _ = try desk.make("grid_worker", "cases/\(id)/report-done", again)
            #expect(try status(desk, id) == "checking", "\(back)")
        }
        let id = try handled(desk, category)
        try attach(id, "before")
        try attach(id, "after")
        let listed = try desk.items("grid_worker", "lists/mine?limit=200").first { $0["id"]?.integer == id }
        #expect(listed?["next"]?.string?.hasSuffix("/start") == true)
        let photo = try desk.items("staff", "cases/\(id)/attachments").first { $0["moment"]?.string == "after" }
        _ = try desk.make("staff", "attachments/\(photo?["id"]?.integer ?? 0)/reject", #"{"remark": "不是这里"}"#)
        #expect(try desk.send("grid_worker", "cases/\(id)/answer", again).faults == ["#/attachments photo_required"])
    }
}

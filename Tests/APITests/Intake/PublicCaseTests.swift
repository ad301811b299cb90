import JSON
import TestSupport
import Testing

@Suite("What everybody sees of a case, and what they would see")
struct PublicCaseTests {
    @Test("The preview is exactly what the public reads, says before why they do not, and never names the home")
    func preview() async throws {
        let desk = try await IntakeDesk()
        let household = try #require(try desk.ids("resident", "households").first)
        let photo = try desk.photo("resident")
        let report = IntakeDesk.report(
            3,
            title: "楼道灯不亮",
            #""household_id": \#(household), "attachments": [\#(photo)]"#
        )
        let id = try desk.make("resident", "cases", report)
        let before = try desk.get("staff", "cases/\(id)/public-view")
        #expect(before["public"]?.bool == false)
        #expect(
            before["reasons"]?.elements.compactMap { $0["code"]?.string } == ["not_accepted", "photo_not_approved"]
        )
        #expect(before.at("view.title")?.string == "楼道灯不亮" && before.at("view.photos")?.count == 0)
        #expect(try desk.read(nil, "public-cases/\(id)").status == 404)
        #expect(try !desk.ids(nil, "public-cases?limit=200").contains(id))

        let worker = try desk.account("grid_worker")
        #expect(
            try desk.send("staff", "cases/\(id)/accept", #"{"handler_id": \#(worker), "remark": "内部"}"#).status == 200
        )
        let attachment = try desk.get("staff", "cases/\(id)/attachments").at("items.0.id")?.integer ?? 0
        #expect(try desk.read(nil, "attachments/\(attachment)/public-content").status == 404)
        #expect(try desk.send("staff", "attachments/\(attachment)/approve").status == 200)
        #expect(try desk.send("staff", "cases/\(id)/answer", #"{"answer": "已换灯泡"}"#).status == 200)
        #expect(try desk.send("staff", "cases/\(id)/tell", #"{"remark": "电话告知张阿姨"}"#).status == 200)
        let shown = try desk.read(nil, "public-cases/\(id)")
        let after = try desk.get("staff", "cases/\(id)/public-view")
        #expect(after["public"]?.bool == true && after["reasons"]?.count == 0)
        let own = try desk.read("staff", "cases/\(id)/public-view").text
        #expect(own == #"{"public":true,"reasons":[],"view":\#(shown.text)}"#)
        let face = try shown.json()
        #expect(face["status_title"]?.string == "已办结")
        #expect(face["timeline"]?.elements.compactMap { $0["status_title"]?.string } == ["已收到", "已派单", "已办结"])
        #expect(face.at("timeline.2.text")?.string == "已换灯泡")
        for hidden in ["household", "内部", "张阿姨", "三楼坏了", "reporter", "handler"] {
            #expect(!shown.text.contains(hidden))
        }
        #expect(face.at("photos.0.url")?.string == "/api/v1/attachments/\(attachment)/public-content")
        let picture = try desk.read(nil, "attachments/\(attachment)/public-content")
        #expect(picture.status == 200 && picture.header("Content-Type") == "image/jpeg")
        let row = try desk.get(nil, "public-cases?id=\(id)").at("items.0")
        #expect(row?["building_id"]?.isNull == true && row?["title"]?.string == "楼道灯不亮")
        #expect(row?["number"]?.string == face["number"]?.string && row?["status"]?.string == "closed")
    }

    @Test(
        "Others read an answer once it stands: not while it is looked at, nor after it was sent back or the case reopened"
    )
    func standing() async throws {
        let desk = try await IntakeDesk()
        let id = try desk.make("resident", "cases", IntakeDesk.report(3, title: "楼道灯不亮", #""building_id": 1"#))
        func told() throws -> [String] {
            let view = try desk.get("staff", "cases/\(id)/public-view").at("view.timeline")
            let face = try desk.get(nil, "public-cases/\(id)")["timeline"]
            let texts = face?.elements.compactMap { $0["text"]?.string }
            #expect(view?.elements.compactMap { $0["text"]?.string } == texts)
            return texts ?? []
        }
        let worker = try desk.account("grid_worker")
        _ = try desk.make("staff", "cases/\(id)/accept", #"{"handler_id": \#(worker)}"#)
        _ = try desk.make("grid_worker", "cases/\(id)/report-done", #"{"answer": "换了灯泡"}"#)
        #expect(try told() == [])
        _ = try desk.make("staff", "cases/\(id)/send-back", #"{"remark": "还是不亮"}"#)
        #expect(try told() == [])
        _ = try desk.make("grid_worker", "cases/\(id)/report-done", #"{"answer": "换了开关"}"#)
        _ = try desk.make("staff", "cases/\(id)/close", "{}")
        #expect(try told() == ["换了开关"])
        _ = try desk.make("staff", "cases/\(id)/reopen", #"{"remark": "又坏了"}"#)
        #expect(try told() == [])
    }

    @Test(
        "What was taken after work that did not stand is no result of it: the public sees the photos of the work that does"
    )
    func takenBack() async throws {
        let desk = try await IntakeDesk()
        let id = try desk.make("resident", "cases", IntakeDesk.report(3, title: "楼道灯不亮", #""building_id": 1"#))
        let worker = try desk.account("grid_worker")
        _ = try desk.make("staff", "cases/\(id)/accept", #"{"handler_id": \#(worker)}"#)
        func done(_ answer: String) throws -> Int64 {
            let photo = try desk.photo("grid_worker")
            let body = #"{"answer": "\#(answer)", "attachments": [\#(photo)]}"#
            _ = try desk.make("grid_worker", "cases/\(id)/report-done", body)
            let file = try #require(try desk.ids("staff", "cases/\(id)/attachments").max())
            _ = try desk.make("staff", "attachments/\(file)/approve", "{}")
            return file
        }
        func shown() throws -> [String] {
            try desk.get(nil, "public-cases/\(id)")["photos"]?.elements.compactMap { $0["url"]?.string } ?? []
        }
        let first = try done("换了灯泡")
        let open = "attachments/\(first)/public-content"
        #expect(try shown() == ["/api/v1/\(open)"] && desk.read(nil, open).status == 200)
        _ = try desk.make("staff", "cases/\(id)/send-back", #"{"remark": "还是不亮"}"#)
        #expect(try shown().isEmpty && desk.read(nil, open).status == 404)
        #expect(try desk.get("staff", "cases/\(id)/public-view")["reasons"]?.count == 0)
        // Inside it stays with the case.
        #expect(try desk.ids("staff", "cases/\(id)/attachments").contains(first))
        // Nor is it the result of what its own author took back.
        let mistaken = try desk.make("resident", "cases", IntakeDesk.report(3, title: "楼道灯不亮", #""building_id": 1"#))
        let photo = try desk.photo("staff")
        let word = #"{"answer": "当场修好", "closing_reason": "done_on_the_spot", "attachments": [\#(photo)]}"#
        _ = try desk.make("staff", "cases/\(mistaken)/answer", word)
        let result = try #require(try desk.ids("staff", "cases/\(mistaken)/attachments").max())
        _ = try desk.make("secretary", "attachments/\(result)/approve", "{}")
        #expect(try desk.read(nil, "attachments/\(result)/public-content").status == 200)
        _ = try desk.make("staff", "cases/\(mistaken)/undo", "{}")
        _ = try desk.make("staff", "cases/\(mistaken)/accept", "{}")
        #expect(try desk.get(nil, "public-cases/\(mistaken)")["photos"]?.count == 0)
        #expect(try desk.read(nil, "attachments/\(result)/public-content").status == 404)
        let second = try done("换了开关")
        _ = try desk.make("staff", "cases/\(id)/close", "{}")
        #expect(try shown() == ["/api/v1/attachments/\(second)/public-content"])
        _ = try desk.make("staff", "cases/\(id)/reopen", #"{"remark": "又坏了"}"#)
        #expect(try shown().isEmpty)
        // What was opened by mistake stands again with its photos.
        _ = try desk.make("staff", "cases/\(id)/undo", "{}")
        #expect(try shown() == ["/api/v1/attachments/\(second)/public-content"])
    }

    @Test("A private case, one of a private category or below it, and a petition are never public; an anonymous one is")
    func never() async throws {
        let desk = try await IntakeDesk()
        let shy = try desk.category("family", below: nil, #", "private": true"#)
        let below = try desk.category("divorce", below: shy)
        let petition = try desk.category("appeal", below: nil, #", "path": "petition""#)
        func view(_ body: String, as login: String = "staff") throws -> (id: Int64, isPublic: Bool?, reasons: [String])
        {
            let id = try desk.make(login, "cases", body)
            #expect(try desk.send("staff", "cases/\(id)/accept").status == 200)
            let view = try desk.get("staff", "cases/\(id)/public-view")
            return (id, view["public"]?.bool, view["reasons"]?.elements.compactMap { $0["code"]?.string } ?? [])
        }
        for (body, reasons) in [
            (IntakeDesk.report(3, #""building_id": 1, "private": true"#), ["private"]),
            (IntakeDesk.report(below), ["private", "category_private"]),
            (IntakeDesk.report(petition), ["private", "category_private"]),
        ] {
            let seen = try view(body)
            #expect(seen.isPublic == false && seen.reasons == reasons)
            #expect(try desk.read(nil, "public-cases/\(seen.id)").status == 404)
            #expect(try desk.ids(nil, "public-cases?id=\(seen.id)").isEmpty)
            #expect(try desk.ids("secretary", "public-cases?id=\(seen.id)").isEmpty)
        }
        let unknown = try view(IntakeDesk.report(3, #""building_id": 1, "anonymous": true"#), as: "resident")
        #expect(unknown.isPublic == true && unknown.reasons == ["anonymous"])
        #expect(try desk.ids(nil, "public-cases?id=\(unknown.id)") == [unknown.id])
        // What becomes private later goes from everybody's sight.
        #expect(try desk.send("staff", "case-categories/3", #"{"private": true}"#, method: "PATCH").status == 200)
        #expect(try desk.ids(nil, "public-cases?id=\(unknown.id)").isEmpty)
        #expect(try desk.get("staff", "cases/\(unknown.id)/public-view")["public"]?.bool == false)
    }

    @Test("What was undone and what happens inside is not told; moves that look alike are told once")
    func undone() async throws {
        let desk = try await IntakeDesk()
        let id = try desk.make("resident", "cases", IntakeDesk.report(3))
        let worker = try desk.account("grid_worker")
        for (login, move, body) in [
            ("staff", "decline", #"{"reason": "outside", "answer": "请找市政"}"#), ("staff", "undo", "{}"),
            ("staff", "accept", #"{"handler_id": \#(worker)}"#), ("grid_worker", "start", "{}"),
            ("grid_worker", "extend", #"{"limit": "1 working_days", "remark": "等配件"}"#),
            ("grid_worker", "return", #"{"reason": "not_ours", "remark": "归物业"}"#),
            ("staff", "dispatch", #"{"handler_organization_id": 1}"#),
        ] { #expect(try desk.send(login, "cases/\(id)/\(move)", body).status == 200, "\(move)") }
        let face = try desk.get(nil, "public-cases/\(id)")
        #expect(face["timeline"]?.elements.compactMap { $0["status_title"]?.string } == ["已收到", "已派单", "处理中", "已派单"])
        #expect(face["timeline"]?.elements.allSatisfy { $0["text"]?.isNull == true } == true)
    }

    @Test("The list is asked by category with all below it, and the preview is for whoever has the case in scope")
    func access() async throws {
        let desk = try await IntakeDesk()
        let parent = try desk.category("lamps")
        let child = try desk.category("stairs", below: parent)
        let id = try desk.make("staff", "cases", IntakeDesk.report(child, #""building_id": 1, "accept": {}"#))
        #expect(try desk.ids(nil, "public-cases?category_id=\(parent)&community_id=1") == [id])
        #expect(try desk.ids("resident", "public-cases?category_id=\(parent)") == [id])
        #expect(try desk.ids("partner", "public-cases?category_id=\(parent)") == [id])
        #expect(try desk.read("resident", "cases/\(id)/public-view").status == 404)
        #expect(try desk.read("partner", "cases/\(id)/public-view").status == 404)
        #expect(try desk.read("auditor", "cases/\(id)/public-view").status == 403)
        #expect(try desk.read(nil, "cases/\(id)/public-view").status == 401)
        #expect(try desk.read("subdistrict_officer", "cases/\(id)/public-view").status == 200)
    }

    @Test("Of a building of another community nothing is told, not even that it is there")
    func elsewhere() async throws {
        let desk = try await IntakeDesk()
        func refused(_ place: String) throws -> [String] {
            let answer = try desk.send("resident", "cases", IntakeDesk.report(3, place))
            #expect(answer.status == 422, "\(answer.text)")
            return answer.faults
        }
        let admin = try await desk.test.token("admin")
        func make(_ path: String, _ body: String) throws -> Int64 {
            let made = try desk.client.send("POST", "/api/v1/\(path)", token: admin, body: body)
            return try #require(try made.json()["id"]?.integer, "\(made.text)")
        }
        let other = try make(
            "communities",
            #"{"subdistrict_id": 1, "code": "other", "name": "邻社区", "number_prefix": "LS"}"#
        )
        let compound = try make("compounds", #"{"community_id": \#(other), "name": "邻家园"}"#)
        let building = try make(
            "buildings",
            #"{"community_id": \#(other), "compound_id": \#(compound), "code": "1", "name": "1幢"}"#
        )
        #expect(try refused(#""building_id": \#(building)"#) == refused(#""building_id": 999999"#))
        #expect(try refused(#""building_id": \#(building)"#) == ["#/building_id unknown_reference"])
    }
}

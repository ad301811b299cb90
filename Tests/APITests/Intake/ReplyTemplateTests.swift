import JSON
import TestSupport
import Testing

@Suite("Words that are written often come from a template")
struct ReplyTemplateTests {
    private func template(_ desk: IntakeDesk, _ name: String, _ members: String) throws -> Int64 {
        try desk.make("secretary", "reply-templates", #"{"name": "\#(name)", \#(members)}"#)
    }

    @Test("A template fills in the number, the title, the handler and the due time, and only where nothing is written")
    func filled() async throws {
        let desk = try await IntakeDesk()
        let worker = try desk.account("grid_worker")
        let text = "您反映的“{标题}”（{number}）已由{处理人}办理，期限 {期限}。"
        let answer = try template(desk, "办结", #""move": "answer", "text": "\#(text)""#)
        let id = try desk.make("resident", "cases", IntakeDesk.report(3, title: "灯{编号}坏"))
        #expect(try desk.send("staff", "cases/\(id)/accept", #"{"handler_id": \#(worker)}"#).status == 200)
        let seen = try desk.get("staff", "cases/\(id)")
        let closed = try desk.send("staff", "cases/\(id)/answer", #"{"template_id": \#(answer)}"#)
        #expect(closed.status == 200, "\(closed.text)")
        let name = try desk.get("grid_worker", "me")["name"]?.string ?? "?"
        let due = try #require(seen["due_at"]?.string)
        let minute = "\(due.prefix(10)) \(due.dropFirst(11).prefix(5))"
        let words = try #require(try closed.json()["answer"]?.string)
        #expect(words == "您反映的“灯{编号}坏”（\(seen["number"]?.string ?? "")）已由\(name)办理，期限 \(minute)。")

        let own = try desk.make("resident", "cases", IntakeDesk.report(3))
        let written = try desk.send("staff", "cases/\(own)/answer", #"{"answer": "已换", "template_id": \#(answer)}"#)
        #expect(try written.json()["answer"]?.string == "已换")
        let bare = try desk.make("resident", "cases", IntakeDesk.report(3))
        #expect(try desk.send("staff", "cases/\(bare)/answer").faults == ["#/answer required"])
        let atOnce = IntakeDesk.report(3, #""building_id": 1, "answer": {"template_id": \#(answer)}"#)
        #expect(try desk.send("staff", "cases", atOnce).json()["answer"]?.string?.contains("由社区办理") == true)
    }

    @Test("One fits its own move and the categories below its own; others, retired ones and other communities' do not")
    func fitting() async throws {
        let desk = try await IntakeDesk()
        let parent = try desk.category("lamps")
        let child = try desk.category("stairs", below: parent)
        let general = try template(desk, "通用", #""move": "decline", "text": "请拨打 12345""#)
        let near = try template(desk, "路灯", #""move": "decline", "text": "请找路灯所", "category_id": \#(parent)"#)
        let other = try template(desk, "电梯", #""move": "decline", "text": "请找维保", "category_id": 3"#)
        let close = try template(desk, "结案", #""move": "close", "text": "已办结""#)
        #expect(Set(try desk.ids("staff", "reply-templates?category_id=\(child)&move=decline")) == [general, near])
        #expect(try desk.ids("staff", "reply-templates?category_id=null") == [general, close])
        let id = try desk.make("resident", "cases", IntakeDesk.report(child))
        for wrong in [other, close, 999_999] {
            let refused = try desk.send(
                "staff",
                "cases/\(id)/decline",
                #"{"reason": "outside", "template_id": \#(wrong)}"#
            )
            #expect(refused.faults == ["#/template_id not_for_this"], "\(refused.text)")
        }
        let declined = try desk.send("staff", "cases/\(id)/decline", #"{"reason": "outside", "template_id": \#(near)}"#)
        #expect(declined.status == 200, "\(declined.text)")
        let told = try desk.get("resident", "cases/\(id)/timeline?sort=-id&limit=1")
        #expect(told.at("items.0.remark")?.string == "请找路灯所")
        #expect(try desk.send("staff", "reply-templates/\(near)", #"{"retired": true}"#, method: "PATCH").status == 200)
        let next = try desk.make("resident", "cases", IntakeDesk.report(child))
        let late = try desk.send("staff", "cases/\(next)/decline", #"{"reason": "outside", "template_id": \#(near)}"#)
        #expect(late.faults == ["#/template_id not_for_this"])
    }

    @Test("A blank that there is not is told with those that there are")
    func blanks() async throws {
        let desk = try await IntakeDesk(try await TestServer.demo())
        let wrong = try desk.send("staff", "reply-templates", #"{"name": "错", "move": "close", "text": "{编号} {电话}"}"#)
        #expect(wrong.status == 422 && wrong.faults == ["#/text unknown_blank"])
        #expect(wrong.text.contains("{电话}") && wrong.text.contains("{处理人}"))
    }
}

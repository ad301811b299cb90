import JSON
import TestSupport

extension PlanWalk {
    /// A report with all that it may bring, taken in, routed, answered from a template and read by everybody.
    func takeIn() async throws {
        let top = try await made("secretary", "case-categories", #"{"code": "lifts", "name": "电梯"}"#)
        let category = try await made(
            "secretary",
            "case-categories",
            #"{"code": "stuck", "name": "困人", "parent_id": \#(top), "needs_photo": true}"#
        )
        try await made(
            "secretary",
            "case-questions",
            #"{"category_id": \#(top), "code": "who", "title": "谁？", "kind": "text", "sensitive": true}"#
        )
        try await made(
            "secretary",
            "case-routes",
            #"{"category_id": \#(top), "handler_id": 2, "grid_id": 1, "from_date": "2020-01-01"}"#
        )
        let template = try await made(
            "secretary",
            "reply-templates",
            #"{"move": "answer", "name": "走查", "text": "{标题}：{处理人} {期限}", "category_id": \#(top)}"#
        )
        let photo = try await photo("resident")
        let id = try await made(
            "resident",
            "cases",
            """
            {"kind": "help", "category_id": \(category), "title": "电梯困人", "description": "西梯", "building_id": 1, \
            "client_id": "walk-a", "answers": {"who": "张三"}, "attachments": [\(photo)]}
            """
        )
        // The same matter again, by somebody else, twice: the second time nothing is raised.
        for _ in 0..<2 {
            try await made(
                "secretary",
                "cases",
                """
                {"kind": "help", "category_id": \(top), "title": "电梯困人", "description": "西梯", "building_id": 1, \
                "source": "hotline"}
                """
            )
        }
        for login in Self.logins {
            for path in [
                "cases/\(id)/answers", "case-answers/1", "cases/\(id)/public-view",
                "cases/similar?category_id=\(top)&building_id=1&q=%E7%94%B5%E6%A2%AF",
                "cases/similar?category_id=\(top)&place_id=1", "cases/similar?category_id=\(top)&household_id=1",
            ] { try await ask(login, "GET", "/api/v1/\(path)") }
        }
        try await made("staff", "case-answers/1/unmask", #"{"purpose": "联系家属", "purpose_code": "cases"}"#)
        try await made("secretary", "cases/\(id)/accept", "{}")
        try await made("secretary", "cases/\(id)/dispatch", #"{"handler_id": 2}"#)
        let after = try await self.photo("secretary")
        try await made("secretary", "cases/\(id)/answer", #"{"template_id": \#(template), "attachments": [\#(after)]}"#)
        let list = try await ask("secretary", "GET", "/api/v1/cases/\(id)/attachments")
        let attachment = try list.json().at("items.0.id")?.integer ?? 0
        try await made("secretary", "attachments/\(attachment)/approve", "{}")
        try await ask(nil, "GET", "/api/v1/public-cases/\(id)")
        try await ask(nil, "GET", "/api/v1/attachments/\(attachment)/public-content")
        try await made(
            "grid_worker",
            "cases/batch",
            """
            {"cases": [{"kind": "help", "category_id": \(top), "title": "停运", "description": "东梯", "place_id": 1, \
            "client_id": "walk-b", "accept": {"route": true}}]}
            """
        )
    }

    @discardableResult
    func made(_ login: String, _ path: String, _ body: String) async throws -> Int64 {
        let answer = try await ask(login, "POST", "/api/v1/\(path)", body: body)
        guard answer.status < 300 else { throw TestFailure("\(path): \(answer.text)") }
        return try answer.json()["id"]?.integer ?? 0
    }

    private func photo(_ login: String) async throws -> Int64 {
        let token = try await test.token(login)
        let sent = try test.client().send("POST", "/api/v1/uploads", token: token, bytes: SamplePhotos.jpeg())
        return try sent.json()["id"]?.integer ?? 0
    }
}

import App
import Domain
import JSON
import Services
import TestSupport

extension PlanWalk {
    /// Signs users in with WeChat, by their phone and by the word of staff, and lets a program act for one.
    func useWeChat(_ stub: WeChatStub) async throws {
        // The phone that the walk gave to nobody else.
        let phone = "15655512345"
        let newcomer = """
            {"name": "微信人", "birth_date": "1980-01-01", "sex": "male", "household_id": 1, "relation": "other", \
            "phone": "\(phone)"}
            """
        let resident = try await need("secretary", "POST", "residents", newcomer).json()["id"]?.integer ?? 0
        stub.change { state in
            for code in 1...4 { state.users["c\(code)"] = code < 3 ? "user-a" : "user-b" }
            for (code, number) in [(1, phone), (3, "15655554321")] { state.phones["p\(code)"] = number }
        }
        try await need(nil, "POST", "auth/wechat", #"{"code": "c1", "phone_code": "p1"}"#)
        let asking = #"{"code": "c3", "phone_code": "p3", "community_id": 1, "name": "张三", "home": "1幢"}"#
        let id = try await need(nil, "POST", "auth/wechat", asking).json()["id"]?.integer ?? 0
        let takeover = #"{"resident_id": \#(resident), "evidence": "当面核对", "override_reason": "换了手机"}"#
        try await need("secretary", "POST", "registrations/\(id)/approve", takeover)
        let end = test.data.configuration.time.rfc3339(SystemClock().now().advanced(bySeconds: 86_400))
        let account = #"{"login": "mini", "name": "小程序", "role": "integration", "community_id": 1}"#
        let program = try await need("admin", "POST", "accounts", account).json()["id"]?.integer ?? 0
        let wish = """
            {"account_id": \(program), "name": "小程序", "scopes": "act_for_residents", "expires_at": "\(end)", \
            "current_password": "a long enough password"}
            """
        let key = try await need("admin", "POST", "api-keys", wish).json()["key"]?.string ?? ""
        lend(key, to: "mini")
        try await need("mini", "POST", "auth/wechat/on-behalf", #"{"code": "c4"}"#)
        try await ask("mini", "GET", "/api/v1/cases?limit=1", headers: [("X-On-Behalf-Of", "\(resident)")])
        stub.change { $0.users["c5"] = "user-b" }
        let signedIn = try await need(nil, "POST", "auth/wechat", #"{"code": "c5"}"#)
        lend(try signedIn.json()["token"]?.string ?? "", to: "bound")
        try await need("bound", "DELETE", "me/wechat", nil)
        stub.change { $0.users["c6"] = "user-b" }
        try await need("bound", "POST", "me/wechat", #"{"code": "c6"}"#)
    }

    /// Reads a notice that its own case brings, and lets the clock look.
    func useNotices() async throws {
        let body = #"{"kind": "help", "category_id": 1, "title": "灯", "description": "不亮", "building_id": 1}"#
        let id = try await need("resident", "POST", "cases", body).json()["id"]?.integer ?? 0
        try await need("secretary", "POST", "cases/\(id)/answer", #"{"answer": "已报修"}"#)
        let notices = try await ask("resident", "GET", "/api/v1/notifications?limit=1")
        let notice = try notices.json().at("items.0.id")?.integer ?? 0
        try await need("resident", "POST", "notifications/\(notice)/read", nil)
        _ = try await CaseClock(store: test.data.open.store).sweep()
    }

    @discardableResult
    private func need(
        _ login: String?,
        _ method: String,
        _ path: String,
        _ body: String?
    ) async throws -> HTTPAnswer {
        let answer = try await ask(login, method, "/api/v1/\(path)", body: body)
        guard answer.status < 300 else { throw TestFailure("\(method) \(path): \(answer.text)") }
        return answer
    }
}

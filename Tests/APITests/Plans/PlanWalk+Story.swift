import App
import Domain
import JSON
import TestSupport

extension PlanWalk {
    /// One thing that somebody does; `$name` stands for the row that a step of that name made.
    struct Step {
        let login: String
        let method: String
        let path: String
        let body: String?
        let name: String?

        init(_ login: String, _ method: String, _ path: String, _ body: String? = nil, as name: String? = nil) {
            (self.login, self.method, self.path, self.body, self.name) = (login, method, path, body, name)
        }
    }

    /// Makes, changes, moves and removes something of everything.
    func act() async throws {
        var made: [String: String] = [:]
        for (number, step) in (Self.deliberation + Self.registers + Self.work + Self.company + Self.ends).enumerated() {
            // A walk may go on past midnight.
            let today = test.data.configuration.time.date(of: SystemClock().now())
            (made["today"], made["nextweek"]) = ("\(today)", "\(today.advanced(byDays: 7))")
            func filled(_ text: String) -> String {
                made.sorted { $0.key.count > $1.key.count }.reduce(text) { $0.replacing("$\($1.key)", with: $1.value) }
            }
            let path = "/api/v1/" + filled(step.path)
            var headers: [(String, String)] = []
            if step.method == "POST" { headers.append(("Idempotency-Key", "step-\(number)")) }
            if step.method == "PATCH" || step.method == "DELETE" {
                let seen = try await ask(step.login, "GET", path)
                if let tag = seen.header("ETag") { headers.append(("If-Match", tag)) }
            }
            // The second time it is answered from memory.
            for _ in 0...(step.method == "POST" && !Self.isOnce(step.path) ? 1 : 0) {
                let answer = try await ask(step.login, step.method, path, headers: headers, body: step.body.map(filled))
                guard answer.status < 300 || answer.code == "already_done" else {
                    throw TestFailure("\(step.method) \(path): \(answer.text)")
                }
                guard let root = answer.bytes.isEmpty ? nil : try? answer.json() else { continue }
                if let name = step.name, let id = root["id"]?.integer ?? root.at("items.0.id")?.integer {
                    made[name] = "\(id)"
                }
                if step.path.hasSuffix("check-in-code"), let code = root["code"]?.string { made["digits"] = code }
                if let id = root.at("items.0.id")?.integer, step.name == "photos" { made["photo"] = "\(id)" }
                if let code = root["code"]?.string, answer.status == 201 { made["code"] = code }
                if let session = root["session_id"]?.integer { made["opened"] = "\(session)" }
            }
        }
    }

    /// What can not be done twice, whatever the key says: the login is taken, or the session is over.
    private static func isOnce(_ path: String) -> Bool { path == "auth/register" || path == "auth/logout" }

    private static func register(
        _ path: String,
        _ body: String,
        as name: String,
        by login: String = "secretary"
    ) -> [Step] {
        [Step(login, "POST", path, body, as: name)]
    }

    /// The registers, each below the one before.
    private static let registers: [Step] =
        register("subdistricts", #"{"code": "9", "name": "新街道"}"#, as: "subdistrict", by: "admin")
        + register(
            "communities",
            #"{"subdistrict_id": $subdistrict, "code": "99", "name": "新社区", "number_prefix": "XS"}"#,
            as: "community",
            by: "admin"
        )
        + register("compounds", #"{"name": "新小区"}"#, as: "compound")
        + register("grids", #"{"code": "G99", "name": "新网格"}"#, as: "grid")
        + register(
            "buildings",
            #"{"compound_id": $compound, "code": "1", "name": "1幢", "grid_id": $grid}"#,
            as: "building"
        )
        + register("buildings", #"{"compound_id": $compound, "code": "2", "name": "2幢"}"#, as: "empty")
        + register("units", #"{"building_id": $building, "code": "1"}"#, as: "unit")
        + register("dwellings", #"{"unit_id": $unit, "room": "101"}"#, as: "dwelling")
        + register(
            "ownerships",
            #"{"dwelling_id": $dwelling, "name": "张三", "phone": "13800001111", "id_number": "11010519491231002X", "share_denominator": 2}"#,
            as: "ownership"
        )
        // A home whose owners stay, since what they signed does.
        + register("units", #"{"building_id": $building, "code": "9"}"#, as: "shared_unit")
        + register("dwellings", #"{"unit_id": $shared_unit, "room": "901"}"#, as: "shared")
        + register(
            "ownerships",
            #"{"dwelling_id": $shared, "name": "王五", "share_denominator": 2}"#,
            as: "first_owner"
        )
        + register(
            "ownerships",
            #"{"dwelling_id": $shared, "name": "李四", "share_denominator": 2}"#,
            as: "co_owner"
        )
        + [
            Step("secretary", "POST", "uploads", "%PDF-1.4 agent", as: "agent_proof"),
            Step("secretary", "POST", "ownerships/$co_owner/name-agent", #"{"upload_id": $agent_proof}"#),
            Step("secretary", "GET", "ownerships/$co_owner/agent-proof"),
            Step("secretary", "POST", "ownerships/$co_owner/withdraw-agent", "{}"),
        ]
        + register("households", #"{"dwelling_id": $dwelling, "from_date": "2020-01-01"}"#, as: "household")
        + register(
            "residents",
            """
            {"name": "周新民", "birth_date": "1949-12-31", "sex": "female", "household_id": $household, "relation": "head", \
            "phone": "13800009999", "id_number": "11010519491231002X"}
            """,
            as: "resident"
        )
        + register("places", #"{"grid_id": 1, "kind": "road", "name": "新路"}"#, as: "place")
        + register("boards", #"{"grid_id": 1, "location": "新门", "place_id": $place}"#, as: "board")
        + register(
            "grid-staff",
            #"{"grid_id": 1, "name": "李四", "role": "part_time", "from_date": "2020-01-01"}"#,
            as: "staff"
        )
        + register("organizations", #"{"kind": "merchant", "name": "新店"}"#, as: "organization")
        + register("venues", #"{"kind": "other", "name": "新馆"}"#, as: "venue")
        + register("halls", #"{"name": "新厅"}"#, as: "hall")
        + register("party-organizations", #"{"kind": "group", "name": "新小组", "parent_id": 1}"#, as: "party")
        + register(
            "party-members",
            """
            {"branch_id": 2, "name": "王五", "sex": "male", "status": "probationary", "joined_on": "2020-01-01", \
            "phone": "13800002222"}
            """,
            as: "member"
        )
        + register("honours", #"{"name": "新荣誉", "issuer": "街道", "recipient": "社区", "year": 2100}"#, as: "honour")
        + register("case-categories", #"{"code": "new", "name": "新类"}"#, as: "category")
        + register(
            "case-questions",
            #"{"category_id": $category, "code": "lift", "title": "哪部电梯？", "kind": "text"}"#,
            as: "question"
        )
        + register(
            "case-routes",
            #"{"category_id": $category, "handler_organization_id": 1, "from_date": "2020-01-01"}"#,
            as: "route"
        )
        + register("reply-templates", #"{"move": "answer", "name": "办结", "text": "{标题}"}"#, as: "template")
        + register(
            "deputies",
            #"{"account_id": 2, "deputy_id": 3, "from_date": "2035-01-01"}"#,
            as: "deputy"
        )
        + register("working-days", #"{"date": "2030-01-02", "kind": "holiday", "name": "社区盘点"}"#, as: "day")
        + register(
            "accounts",
            #"{"login": "fresh", "name": "新人", "role": "social_worker", "community_id": 1}"#,
            as: "account",
            by: "admin"
        )

    private static let activity = """
        {"kind": "class", "title": "茶艺", "starts_at": "2035-01-01T09:00:00+08:00", \
        "ends_at": "2035-01-01T10:00:00+08:00", "capacity": 1}
        """
    private static func registration(_ login: String) -> String {
        #"{"login": "\#(login)", "name": "张三", "phone": "13800003333", "home": "1幢101", "community_id": 1}"#
    }
    private static let visit = """
        {"household_id": 1, "result": "met", "summary": "家中平安", "client_id": "walk-0", "heard": [
            {"kind": "request", "title": "灯", "description": "不亮", "category_id": 3},
            {"kind": "errand", "title": "代办尊老金", "category_id": 3},
            {"kind": "suggestion", "title": "加座椅", "description": "树下", "resident_id": 1},
            {"kind": "praise", "description": "谢谢小毛"}, {"kind": "wish", "description": "看戏", "resident_id": 1},
            {"kind": "wish", "description": "下棋"},
            {"kind": "change", "resident_id": 1, "phone": "13800006666", "description": "换号"}
        ], "supplies": [{"item": "春联", "quantity": 2}]}
        """
    private static let callBack = #"{"field": "phone", "purpose": "电话回访", "purpose_code": "cases"}"#
    private static let approval = #"{"resident_id": 5, "evidence": "当面核对", "override_reason": "登记有误"}"#
    private static let newCase = """
        {"kind": "help", "category_id": 3, "title": "路灯不亮", "description": "东门外", "building_id": 9, "reporter_id": 1}
        """

    /// A resident reports as oneself.
    private static let ownCase = """
        {"kind": "help", "category_id": 3, "title": "路灯不亮", "description": "东门外", "building_id": 9}
        """

    /// The work: each move of a case, an issue, a session, a project, an activity and a sign-up.
    private static let work: [Step] = [
        Step("secretary", "POST", "activities", activity, as: "activity"),
        Step("secretary", "POST", "activities/$activity/publish", "{}"),
        Step("secretary", "POST", "sign-ups", #"{"activity_id": $activity, "resident_id": 1}"#, as: "first"),
        Step("secretary", "POST", "sign-ups", #"{"activity_id": $activity, "resident_id": 2}"#, as: "second"),
        Step("secretary", "POST", "sign-ups/$first/cancel", "{}"),
        // People check in on the day itself.
        Step(
            "secretary",
            "PATCH",
            "activities/$activity",
            #"{"starts_at": "$todayT00:00:00+08:00", "ends_at": "$todayT00:01:00+08:00"}"#
        ),
        Step("secretary", "POST", "sign-ups/$second/check-in", "{}"),
        Step("secretary", "POST", "activities/$activity/finish", #"{"walk_ins": 3}"#),
        Step("secretary", "POST", "activities", activity, as: "other"),
        Step("secretary", "POST", "activities/$other/publish", "{}"),
        Step("secretary", "POST", "activities/$other/cancel", "{}"),
        Step("secretary", "POST", "activities", activity, as: "draft"),
        Step("secretary", "POST", "cases", newCase, as: "case"),
        Step("secretary", "POST", "cases/$case/accept", "{}"),
        Step("secretary", "POST", "cases/$case/dispatch", #"{"handler_id": 2}"#),
        Step("secretary", "POST", "cases/$case/reassign", #"{"handler_organization_id": 1, "remark": "改派"}"#),
        Step("secretary", "POST", "cases/$case/start", #"{"handler_name": "王师傅", "channel": "phone"}"#),
        Step(
            "secretary",
            "POST",
            "cases/$case/extend",
            #"{"limit": "2 working_days", "channel": "phone", "remark": "配件未到"}"#
        ),
        Step("staff", "POST", "extensions/1/grant", "{}"), Step("staff", "GET", "extensions/1"),
        Step(
            "secretary",
            "POST",
            "cases/$case/refer-up",
            #"{"external_number": "JD-1", "follow_up_on": "2035-01-01"}"#
        ),
        Step("secretary", "POST", "cases/$case/refer-back", "{}"),
        Step(
            "secretary",
            "POST",
            "cases/$case/shelve",
            #"{"remark": "等配件", "condition": "到货", "review_on": "2035-01-01", "answer": "配件到货后更换"}"#
        ),
        Step("secretary", "POST", "cases/$case/wake", "{}"),
        Step("staff", "POST", "cases/$case/report-done", #"{"answer": "已修", "channel": "phone"}"#),
        Step("secretary", "POST", "cases/$case/send-back", #"{"remark": "仍不亮"}"#),
        Step("secretary", "POST", "cases/$case/undo", "{}"),
        Step("secretary", "POST", "cases/$case/close", #"{"answer": "已修好"}"#),
        Step("secretary", "POST", "cases/$case/tell", "{}"),
        Step("secretary", "POST", "cases/$case/reopen", #"{"handler_organization_id": 1, "remark": "又坏了"}"#),
        Step(
            "secretary",
            "POST",
            "cases/$case/return",
            #"{"reason": "not_ours", "channel": "phone", "remark": "不属物业"}"#
        ),
        Step("secretary", "POST", "cases/$case/dispatch", #"{"handler_organization_id": 1}"#),
        Step(
            "secretary",
            "POST",
            "cases/$case/return",
            #"{"reason": "not_ours", "channel": "phone", "remark": "仍不属物业"}"#
        ),
        Step("secretary", "POST", "cases/$case/rule", #"{"handler_organization_id": 1, "remark": "由物业负责"}"#),
        Step(
            "secretary",
            "POST",
            "cases/$case/supervise",
            #"{"due_at": "2035-01-01T00:00:00+08:00", "remark": "尽快"}"#
        ),
        Step("secretary", "POST", "cases/$case/void", #"{"remark": "重复登记"}"#),
        Step("secretary", "POST", "cases", newCase, as: "one"),
        Step(
            "secretary",
            "POST",
            "cases/bulk-dispatch",
            #"{"cases": [$one], "handler_organization_id": 1, "remark": "一并派"}"#
        ),
        Step(
            "secretary",
            "POST",
            "cases/$one/extend",
            #"{"limit": "2 working_days", "channel": "phone", "remark": "配件未到"}"#
        ),
        Step("staff", "POST", "extensions/2/refuse", #"{"remark": "够了"}"#),
        Step("secretary", "POST", "cases/hand-over", #"{"from_account_id": 3, "to_account_id": 2, "remark": "调休"}"#),
        Step("secretary", "POST", "cases", newCase, as: "looked"),
        Step("secretary", "POST", "cases/$looked/verify-first", #"{"handler_id": 2}"#),
        Step("secretary", "POST", "cases/$looked/decline", #"{"reason": "outside", "answer": "请找市政热线"}"#),
        Step("resident", "POST", "cases", ownCase, as: "own"),
        Step("resident", "POST", "cases/$own/withdraw", "{}"),
        Step("resident", "POST", "cases", ownCase, as: "rated"),
        Step("secretary", "POST", "cases/$rated/answer", #"{"answer": "已报修"}"#),
        Step(
            "resident",
            "POST",
            "cases/$rated/rate",
            #"{"speed": 5, "result": 2, "attitude": 5, "solved": false, "second_handling": true}"#
        ),
        Step("secretary", "POST", "cases", newCase, as: "twin"),
        Step("secretary", "POST", "cases/$twin/merge", #"{"case_id": $rated, "remark": "同一事项"}"#),
        Step("secretary", "POST", "cases/$twin/undo", #"{"remark": "并错了"}"#),
        Step("secretary", "POST", "cases/$twin/merge", #"{"case_id": $rated, "remark": "同一事项"}"#),
        Step("secretary", "POST", "cases/$rated/tell", #"{"also_duplicates": true}"#),
        Step("secretary", "POST", "uploads", "%PDF-1.4", as: "upload"),
        Step("secretary", "GET", "uploads"),
        Step(
            "secretary",
            "POST",
            "cases/$one/attachments",
            #"{"uploads": [$upload], "moment": "after"}"#,
            as: "photos"
        ),
        Step("secretary", "POST", "attachments/$photo/approve", "{}"),
        Step("secretary", "POST", "attachments/$photo/reject", "{}"),
        Step("secretary", "GET", "attachments/$photo/content"),
        Step("secretary", "GET", "cases/$case/attachments"),
        Step("resident", "GET", "attachments"),
        Step("grid_worker", "GET", "attachments"),
        Step("partner", "GET", "attachments"),
        Step("secretary", "DELETE", "attachments/$photo"),
        Step("secretary", "POST", "home-visits", visit, as: "visit"),
        Step("grid_worker", "POST", "home-visits", #"{"dwelling_id": 1, "result": "vacant"}"#),
        Step(
            "secretary",
            "POST",
            "home-visits/batch",
            #"{"visits": [{"client_id": "walk-1", "household_id": 1, "result": "no_answer"}]}"#
        ),
        Step("secretary", "GET", "home-visits/$visit"),
        Step("secretary", "GET", "home-visits/$visit/heard"),
        Step("secretary", "GET", "home-visits/coverage?days=30"),
        Step("grid_worker", "GET", "home-visits/coverage"),
        Step("resident", "GET", "wishes"),
        Step("secretary", "GET", "heard/1"),
        Step("secretary", "GET", "wishes/1"),
        Step("secretary", "POST", "wishes/1/fulfill", #"{"fulfiller": "志愿者"}"#),
        Step("secretary", "POST", "wishes/2/decline", #"{"remark": "没有条件"}"#),
        Step("secretary", "POST", "cases", newCase, as: "quick"),
        Step("secretary", "PATCH", "cases/$quick", #"{"title": "路灯坏了"}"#),
        Step("secretary", "POST", "cases/$quick/answer", #"{"answer": "已报修"}"#),
        Step("staff", "POST", "residents/$resident/unmask", callBack),
        Step(
            "secretary",
            "POST",
            "consents",
            #"{"resident_id": 1, "purpose": "invitations", "channel": "paper", "proof": "同意书"}"#,
            as: "consent"
        ),
        Step(
            "staff",
            "POST",
            "residents/1/unmask",
            #"{"field": "phone", "purpose": "邀请参加活动", "purpose_code": "invitations"}"#
        ),
        Step("secretary", "GET", "consents/$consent"),
        Step("grid_worker", "GET", "consents"),
        Step("secretary", "POST", "consents/$consent/withdraw", "{}"),
        Step(
            "secretary",
            "POST",
            "residents",
            """
            {"name": "周小", "birth_date": "$today", "sex": "male", "household_id": 1, "relation": "other"}
            """,
            as: "child"
        ),
        Step(
            "secretary",
            "POST",
            "consents",
            """
            {"resident_id": $child, "giver_id": 1, "purpose": "activities", "channel": "in_person", "proof": "出生医学证明", \
            "guardian_relation": "祖父，父母外出"}
            """,
            as: "guardianship"
        ),
        Step("secretary", "POST", "activities", activity, as: "childrens"),
        Step("secretary", "POST", "activities/$childrens/publish", "{}"),
        Step("secretary", "POST", "sign-ups", #"{"activity_id": $childrens, "resident_id": $child}"#),
        Step("secretary", "POST", "consents/$guardianship/withdraw", "{}"),
        Step("secretary", "POST", "party-displays", #"{"member_id": 1, "purpose": "hall"}"#, as: "display"),
        Step("secretary", "POST", "party-displays/$display/acknowledge", #"{"proof": "签字表"}"#),
        Step("secretary", "GET", "party-displays/$display"),
        Step("resident", "GET", "displayed-members/$display"),
        Step("secretary", "POST", "party-displays/$display/end", "{}"),
        Step("admin", "GET", "retention-rules/1"),
        Step("admin", "PATCH", "retention-rules/1", #"{"delete_after": 121}"#),
        Step("secretary", "POST", "buildings/$empty/move", #"{"grid_id": 1, "from_date": "$today"}"#),
        Step("partner", "POST", "auth/register", registration("neighbor"), as: "registration"),
        Step("secretary", "GET", "registrations/$registration"),
        Step("secretary", "POST", "registrations/$registration/approve", approval),
        Step("partner", "POST", "auth/register", registration("stranger"), as: "unknown"),
        Step("secretary", "POST", "registrations/$unknown/decline", #"{"remark": "查无此人"}"#),
        Step(
            "secretary",
            "POST",
            "api-keys",
            """
            {"name": "大屏", "scopes": "read_cases", "expires_at": "$nextweekT00:00:00+08:00", \
            "current_password": "a long enough password"}
            """,
            as: "key"
        ),
        Step("secretary", "DELETE", "api-keys/$key"),
        Step("admin", "POST", "accounts/$account/reset"),
        Step("admin", "POST", "accounts/$account/unlock"),
        Step("admin", "POST", "auth/reset", #"{"code": "$code", "password": "a long enough password"}"#),
        Step("admin", "POST", "auth/login", #"{"login": "fresh", "password": "a long enough password"}"#),
        Step("fresh", "DELETE", "sessions-of-mine/$opened"),
        Step(
            "partner",
            "POST",
            "me/password",
            #"{"current_password": "a long enough password", "password": "another long enough one"}"#
        ),
        Step("auditor", "POST", "auth/logout"),
    ]

    /// Who stands beside a case: summoned, working on it too, following it, watching at night.
    private static let company: [Step] = [
        Step("secretary", "POST", "cases", newCase, as: "joint"),
        Step("secretary", "POST", "cases/$joint/accept", #"{"handler_organization_id": 1}"#),
        Step(
            "secretary",
            "POST",
            "cases/$joint/whistles",
            #"{"matter": "到场", "respond_by": "2035-01-01T00:00:00+08:00", "organizations": [1]}"#,
            as: "whistle"
        ),
        Step("secretary", "GET", "whistles/$whistle"),
        Step("secretary", "GET", "whistles/$whistle/summonses", as: "summons"),
        Step("secretary", "GET", "summonses/$summons"),
        Step("secretary", "POST", "summonses/$summons/answer", #"{"answer": "came", "channel": "phone"}"#),
        Step("staff", "POST", "summonses/$summons/score", #"{"came": true, "solved": true}"#),
        Step(
            "secretary",
            "POST",
            "grid-staff",
            #"{"grid_id": $grid, "name": "赵八", "role": "part_time", "from_date": "2020-01-01", "account_id": 3}"#,
            as: "leaver"
        ),
        Step("secretary", "POST", "cases/$joint/co-handlers", #"{"account_id": 3, "task": "陪同"}"#, as: "part"),
        Step("secretary", "GET", "co-handlers/$part"),
        Step("secretary", "POST", "co-handlers/$part/report", #"{"remark": "已到", "channel": "phone"}"#),
        Step(
            "secretary",
            "POST",
            "cases/$joint/whistles",
            #"{"matter": "到场", "respond_by": "2035-01-01T00:00:00+08:00", "accounts": [3]}"#
        ),
        Step("secretary", "POST", "grid-staff/$leaver/hand-over", #"{"to_account_id": 2}"#),
        Step("secretary", "DELETE", "co-handlers/$part"),
        Step("secretary", "GET", "mediations/1"),
        Step("secretary", "POST", "mediations/1/follow-up", #"{"remark": "双方仍遵守"}"#),
        Step("secretary", "GET", "supervisions/1"),
        Step("secretary", "POST", "supervisions/1/report", #"{"report": "已办"}"#),
        Step("resident", "POST", "cases/$joint/followers", "{}", as: "follower"),
        Step("resident", "GET", "followers/$follower"), Step("resident", "DELETE", "followers/$follower"),
        Step("resident", "POST", "subscriptions", #"{"building_id": 1}"#, as: "subscription"),
        Step("resident", "GET", "subscriptions/$subscription"),
        Step("resident", "DELETE", "subscriptions/$subscription"),
        Step(
            "secretary",
            "POST",
            "duty-shifts",
            #"{"account_id": 2, "starts_at": "2035-01-01T20:00:00+08:00", "ends_at": "2035-01-01T22:00:00+08:00"}"#,
            as: "shift"
        ),
        Step("secretary", "GET", "duty-shifts/$shift"),
        Step("secretary", "GET", "weekly-digests/1"),
        Step("secretary", "PATCH", "settings", #"{"night_number": "0519-12345"}"#),
        Step("secretary", "PATCH", "settings", #"{"night_number": null}"#),
    ]

    /// A case of the resident that has ended.
    func close() async throws -> Int64 {
        let made = try await ask("resident", "POST", "/api/v1/cases", body: Self.ownCase)
        guard let id = try made.json()["id"]?.integer else { throw TestFailure("cases: \(made.text)") }
        try await ask("secretary", "POST", "/api/v1/cases/\(id)/answer", body: #"{"answer": "已报修"}"#)
        for path in ["tell", "undo"] { try await ask("secretary", "POST", "/api/v1/cases/\(id)/\(path)", body: "{}") }
        return id
    }

    /// It is not solved, and is handled again.
    func followUp(_ id: Int64) async throws {
        for (login, path, body) in [
            ("secretary", "follow-up", #"{"solved": "no", "channel": "phone"}"#), ("resident", "second-handling", "{}"),
        ] {
            let answer = try await ask(login, "POST", "/api/v1/cases/\(id)/\(path)", body: body)
            guard answer.status < 300 else { throw TestFailure("\(path): \(answer.text)") }
        }
    }

    /// Everything is changed, and what may be removed is, from below.
    private static let ends: [Step] = [
        change("residents/$resident", #"{"name": "周新", "phone": "13800007777"}"#, removes: true),
        change("households/$household", #"{"registered_head": "周新"}"#, removes: true),
        change("ownerships/$co_owner", #"{"name": "李五"}"#, removes: false),
        [Step("secretary", "POST", "ownerships/$co_owner/end", #"{"on": "$today"}"#)],
        change("ownerships/$ownership", #"{"name": "张四"}"#, removes: true),
        change("dwellings/$dwelling", #"{"room": "102"}"#, removes: true),
        change("units/$unit", #"{"code": "2"}"#, removes: true),
        change("buildings/$building", #"{"name": "一幢"}"#, removes: false),
        [
            Step(
                "secretary",
                "POST",
                "buildings",
                #"{"compound_id": $compound, "code": "3", "name": "3幢"}"#,
                as: "bare"
            ),
            Step("secretary", "DELETE", "buildings/$bare"),
        ],
        change("boards/$board", #"{"location": "旧门"}"#, removes: true),
        change("places/$place", #"{"name": "旧路"}"#, removes: true),
        change("grid-staff/$staff", #"{"name": "李五"}"#, removes: false),
        change("organizations/$organization", #"{"name": "旧店"}"#, removes: true),
        change("halls/$hall", #"{"name": "旧厅"}"#, removes: true),
        change("venues/$venue", #"{"name": "旧馆"}"#, removes: true),
        change("party-members/$member", #"{"name": "王六"}"#, removes: true),
        change("party-organizations/$party", #"{"name": "旧小组"}"#, removes: true),
        change("honours/$honour", #"{"name": "旧荣誉"}"#, removes: true),
        change("duty-shifts/$shift", #"{"ends_at": "2035-01-01T23:00:00+08:00"}"#, removes: true),
        change("deputies/$deputy", #"{"until_date": "2035-02-01"}"#, removes: true),
        change("case-questions/$question", #"{"hint": "请看铭牌"}"#, removes: true),
        change("case-routes/$route", #"{"until_date": "2036-01-01"}"#, removes: true),
        change("reply-templates/$template", #"{"text": "{标题}已办结"}"#, removes: true),
        change("case-categories/$category", #"{"name": "旧类", "parent_id": 3}"#, removes: true),
        change("working-days/$day", #"{"kind": "working"}"#, removes: true),
        [
            Step("secretary", "PATCH", "settings", #"{"handle_limit_high": "1 working_days", "untouched_days": 5}"#),
            Step("secretary", "PATCH", "settings", #"{"handle_limit_high": null}"#),
        ],
        change("activities/$draft", #"{"title": "茶道"}"#, removes: true),
        change("accounts/$account", #"{"name": "旧人"}"#, removes: false, by: "admin"),
        change("projects/$project", #"{"name": "旧项目"}"#, removes: false),
        change("projects/$idea", #"{"name": "旧想法"}"#, removes: true),
        change("sessions/$fourth", #"{"title": "老会"}"#, removes: false),
        [Step("secretary", "DELETE", "sessions/$dropped")],
        [
            Step("secretary", "POST", "compounds", #"{"name": "空小区"}"#, as: "void"),
            Step("secretary", "DELETE", "compounds/$void"),
            Step("secretary", "PATCH", "compounds/$compound", #"{"name": "旧小区"}"#),
            Step("secretary", "POST", "grids", #"{"code": "G98", "name": "空网格"}"#, as: "unused"),
            Step("secretary", "DELETE", "grids/$unused"),
            Step("secretary", "PATCH", "grids/$grid", #"{"name": "旧网格"}"#),
        ],
        change("communities/$community", #"{"name": "旧社区"}"#, removes: true, by: "admin"),
        change("subdistricts/$subdistrict", #"{"name": "旧街道"}"#, removes: true, by: "admin"),
    ].flatMap { $0 }

    private static func change(_ path: String, _ body: String, removes: Bool, by login: String = "secretary") -> [Step]
    {
        [Step(login, "PATCH", path, body)] + (removes ? [Step(login, "DELETE", path)] : [])
    }
}

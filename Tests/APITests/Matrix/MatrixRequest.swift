import API
import App
import Domain
import HTTPWire
import Routing

/// What is sent to an endpoint so that only whose row it names decides about the answer (请求样例).
struct MatrixRequest {
    let rows: MatrixRows
    private static let clock = SystemClock().now()

    /// A key that each of those who make keys may make.
    static let key: String = {
        let day = CommunityTime(offsetMinutes: 480).date(of: clock).advanced(byDays: 7)
        return """
            {"name": "矩阵", "scopes": "read_activities", "expires_at": "\(day)T00:00:00+08:00", \
            "current_password": "a long enough password"}
            """
    }()

    /// A file that is taken, and is text.
    static let paper = "%PDF-1.4\n%%EOF\n"

    /// Bodies whose fields depend on each other; `$name` stands for a row of a resource.
    private static let bodies: [String: String] = [
        // Party life is for others to enter than most who hold activities.
        "create_activities": """
        {"kind": "class", "title": "矩阵", "starts_at": "2034-03-01T19:00:00+08:00", \
        "ends_at": "2034-03-01T20:00:00+08:00", "venue_id": $venues, "community_id": $communities}
        """,
        "create_activity_series": """
        {"kind": "class", "title": "系列#", "rule": "FREQ=DAILY;COUNT=2", "starts_at": "2035-03-01T19:00:00+08:00", \
        "ends_at": "2035-03-01T20:00:00+08:00", "community_id": $communities}
        """,
        "create_organization_members": """
        {"organization_id": $organizations, "resident_id": $residents, "role": "member", "from_date": "2021-01-01", \
        "community_id": $communities}
        """,
        "create_contract_evaluations":
            #"{"contract_id": $contracts, "year": 2021, "grade": "qualified", "community_id": $communities}"#,
        "answer_sign_ups": #"{"answers": {}}"#,
        "create_visit_counts": """
        {"venue_id": $venues, "on_date": "2021-01-01", "visitors": 5, "reason": "纸质台账补录", "community_id": $communities}
        """,
        "update_visit_counts": #"{"visitors": 6, "reason": "纸质台账补录"}"#,
        "create_series_quotas": #"{"series_id": $activity-series, "from_age": 66, "places": 0}"#,
        "except_activity_series": #"{"on_date": "2034-03-02"}"#,
        "sign_up_activity_series": #"{"resident_id": $residents}"#,
        "create_rooms": #"{"venue_id": $venues, "name": "室#", "community_id": $communities}"#,
        "create_opening_hours": """
        {"venue_id": $venues, "weekday": 2, "opens": "00:00", "closes": "23:59", "community_id": $communities}
        """,
        "create_opening_exceptions":
            #"{"venue_id": $venues, "on_date": "2036-01-01", "community_id": $communities}"#,
        "create_bookings": """
        {"room_id": $rooms, "title": "课堂", "starts_at": "2034-01-01T09:00:00+08:00", \
        "ends_at": "2034-01-01T10:00:00+08:00", "community_id": $communities}
        """,
        "create_service_groups": #"{"name": "群体#", "least_age": 60, "community_id": $communities}"#,
        "create_sign_up_quotas": #"{"activity_id": $activities, "from_age": 60, "places": 0}"#,
        "batch_check_ins": #"{"activity_id": $activities, "scans": [{"nonce": "m#", "sign_up_id": $sign-ups}]}"#,
        "create_accounts":
            #"{"login": "matrix-#", "name": "新人", "role": "auditor", "community_id": $communities}"#,
        "create_api_keys": key,
        "create_cases": """
        {"kind": "help", "category_id": $case-categories, "title": "灯", "description": "不亮", \
        "building_id": $buildings, "community_id": $communities}
        """,
        "create_consents": """
        {"resident_id": $residents, "purpose": "invitations", "channel": "paper", "proof": "同意书", "community_id": $communities}
        """,
        // So little of it that it fits beside the shares that are there.
        "name_agent_ownerships": #"{"upload_id": 999999}"#,
        // No end stands to be taken back: in scope it is refused as such, and elsewhere not found.
        "end_ownerships": #"{"on": null}"#,
        "create_ownerships": """
        {"dwelling_id": $dwellings, "name": "业主#", "share_denominator": 10000, "community_id": $communities}
        """,
        "create_party_organizations": """
        {"kind": "group", "name": "小组#", "parent_id": $party-organizations, "community_id": $communities}
        """,
        "create_residents": """
        {"name": "新人", "birth_date": "1980-01-01", "sex": "male", "household_id": $households, "relation": "other", \
        "community_id": $communities}
        """,
        "dispatch_cases": #"{"handler_organization_id": $organizations}"#,
        "reassign_cases": #"{"handler_organization_id": $organizations, "remark": "改派"}"#,
        "create_issues": """
        {"title": "议题", "description": "内容", "compound_id": $compounds, \
        "community_id": $communities}
        """,
        "create_sessions":
            #"{"hall_id": $halls, "title": "会", "starts_at": "2035-01-01T10:00:00+08:00", "community_id": $communities}"#,
        "agenda_sessions": #"{"agenda": [{"title": "通报"}]}"#,
        "invitations_sessions": #"{"people": [{"party": "police", "name": "民警"}]}"#,
        "attach_activities": #"{"uploads": [999999]}"#,
        "attach_sessions": #"{"uploads": [999999], "kind": "document"}"#,
        "attach_issues": #"{"uploads": [999999], "kind": "document"}"#,
        "attach_projects": #"{"uploads": [999999], "kind": "document"}"#,
        "attach_milestones": #"{"uploads": [999999]}"#,
        "cases_issues": #"{"cases": [$cases]}"#,
        "milestones_projects": #"{"milestones": [{"title": "节点", "weight": 1}]}"#,
        "open_vote_issues": """
        {"rule": "committee", "convenor": "居委会", "noticed_on": "2020-01-01", "closes_at": "2035-01-01T10:00:00+08:00", \
        "members": [{"name": "甲"}]}
        """,
        "cast_issues": #"{"choice": "for"}"#, "cast_sealed_issues": #"{"choice": "for"}"#,
        "note_paper_issues": #"{"voters": [{"voter_id": 999999, "channel": "paper"}], "uploads": [999999]}"#,
        "take_back_paper_issues": #"{"voter_id": 999999, "reason": "误登"}"#,
        "take_step_issues": #"{"step": "party_proposal", "held_on": "2020-01-01", "minutes": "提议"}"#,
        "write_minutes_sessions": #"{"form": "full", "text": "一致"}"#,
        "attach_agenda_items": #"{"uploads": [999999], "kind": "document"}"#,
        "support_issues": #"{"resident_id": $residents}"#, "unsupport_issues": #"{"resident_id": $residents}"#,
        "record_outcome_issues": """
        {"rule": "committee", "convenor": "居委会", "noticed_on": "2020-01-01", "held_on": "2020-02-01", "eligible": 1, "for": 1, "against": 0, "abstain": 0, \
        "passed": true, "uploads": [999999]}
        """,
        "batch_cases": """
        {"cases": [{"client_id": "c#", "kind": "help", "category_id": $case-categories, "title": "灯", "description": "不亮", \
        "building_id": $buildings, "community_id": $communities}]}
        """,
        "answer_cases": #"{"answer": "已报修"}"#,
        "decline_cases": #"{"reason": "outside", "answer": "请找市政热线"}"#,
        "shelve_cases":
            #"{"remark": "等配件", "condition": "到货", "review_on": "2035-01-01", "answer": "到货后更换"}"#,
        "create_case_questions":
            #"{"category_id": $case-categories, "code": "m#", "title": "问", "kind": "text", "community_id": $communities}"#,
        "create_case_routes": """
        {"category_id": $case-categories, "handler_organization_id": $organizations, "from_date": "2035-01-01", \
        "community_id": $communities}
        """,
        "bulk_dispatch_cases": #"{"cases": [$cases], "handler_organization_id": $organizations}"#,
        "hand_over_cases": #"{"from_account_id": $accounts, "to_account_id": 3, "remark": "病假"}"#,
        "create_deputies": """
        {"account_id": 2, "deputy_id": 3, "from_date": "2036-01-01", "community_id": $communities}
        """,
        "whistle_cases": """
        {"matter": "到场", "respond_by": "2035-01-01T10:00:00+08:00", "organizations": [$organizations]}
        """,
        "join_cases": #"{"organization_id": $organizations, "task": "协助"}"#,
        "answer_summonses": #"{"answer": "came", "channel": "phone"}"#,
        "unmask_case_answers": #"{"purpose": "联系家属", "purpose_code": "cases"}"#,
        "unmask_sign_up_answers": #"{"purpose": "准备餐食", "purpose_code": "activities"}"#,
        "follow_cases": #"{"resident_id": $residents}"#,
        "create_subscriptions":
            #"{"resident_id": $residents, "grid_id": $grids, "community_id": $communities}"#,
        "create_duty_shifts": """
        {"account_id": 3, "starts_at": "2035-01-01T20:00:00+08:00", "ends_at": "2035-01-01T22:00:00+08:00", \
        "community_id": $communities}
        """,
        // A file that nobody sent.
        "attach_cases": #"{"uploads": [999999]}"#,
        "create_home_visits": #"{"household_id": $households, "result": "no_answer"}"#,
        "batch_home_visits":
            #"{"visits": [{"client_id": "m#", "household_id": $households, "result": "no_answer"}]}"#,
        "sign_in": "{}", "register": "{}", "redeem_code": "{}",
        // Wrong on purpose: the answer says that the endpoint looked at it.
        "change_password": "{}",
    ]

    func body(of endpoint: Endpoint, _ side: Side, for role: Role?, number: Int) -> String? {
        if let text = Self.bodies[endpoint.documentation.operation] { return filled(text, side, role, number) }
        let fields: [(name: String, type: FieldType)]
        switch endpoint.documentation.body {
        case .file: return Self.paper
        case .none: return endpoint.method == .get || endpoint.method == .delete ? nil : "{}"
        case .patch: return "{}"
        case .create(let name), .createWith(let name, _):
            fields = Resource[name].fields.filter { field in
                field.writing.presence == .required || field.name == "community_id" && field.writing.presence != nil
            }.map { ($0.name, $0.type) }
        case .fields(let members), .fieldsOrForm(let members):
            fields = members.filter(\.isRequired).map { ($0.name, $0.type) }
        }
        let members = fields.enumerated().map { place, field in
            #""\#(field.name)": \#(value(of: field.type, side, role, number, place))"#
        }
        return "{\(members.joined(separator: ", "))}"
    }

    private func filled(_ text: String, _ side: Side, _ role: Role?, _ number: Int) -> String {
        ResourceName.allCases.sorted { $0.path.count > $1.path.count }.reduce(text.replacing("#", with: "\(number)")) {
            text,
            name in
            guard text.contains("$\(name.path)") else { return text }
            return text.replacing("$\(name.path)", with: "\(reference(name, side, role))")
        }
    }

    /// Where a role has no row of its own, any of the community will do.
    private func reference(_ name: ResourceName, _ side: Side, _ role: Role?) -> Int64 {
        // There is nothing beside the one community of the caller.
        let side = name == .communities && side == .neighbor ? .own : side
        return rows.id(name, side, for: role) ?? rows.id(name, .own, for: nil) ?? 1
    }

    func value(of type: FieldType, _ side: Side, _ role: Role?, _ number: Int, _ place: Int) -> String {
        switch type {
        case .identifier: "1"
        case .integer(let range): "\(max(range.lowerBound, min(2024, range.upperBound)))"
        case .text(let range): "\"\(String("\(number)矩阵".prefix(range.upperBound)))\""
        case .instant: "\"2035-01-01T\(10 + place % 10):00:00+08:00\""
        case .date, .maskedDate: "\"2020-01-01\""
        case .timeOfDay: "\"19:00\""
        case .timeLimit: "\"4 working_hours\""
        case .boolean: "false"
        case .enumeration(let values), .enumerations(let values): "\"\(values.values.first?.code ?? "")\""
        case .reference(let name): "\(reference(name, side, role))"
        case .sealed(.phone), .contact: "\"13800001111\""
        case .sealed(.identityNumber): "\"11010519491231002X\""
        case .sealed(.whole): "\"无\""
        }
    }
}

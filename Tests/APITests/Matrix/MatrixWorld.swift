import App
import Domain
import JSON
import Services
import TestSupport

/// The demonstration with a second community beside it (两个社区), and a token for each role of the first.
final class MatrixWorld {
    let test: TestServer
    private let weChat: WeChatStub
    let client: HTTPClient
    /// The tokens of the first community, by role.
    private(set) var tokens: [Role: String] = [:]
    /// The staff of the other community.
    private(set) var farToken = ""
    private var made: [String: String] = [:]

    init() async throws {
        let weChat = try WeChatStub()
        self.weChat = weChat
        test = try await TestServer.ownDemo { weChat.configure(&$0) }
        client = test.client()
        _ = try await test.server.access.addAccount(
            NewAccount(login: Role.integration.rawValue, name: "小程序", role: .integration, community: 1),
            password: "a long enough password"
        )
        for role in Role.allCases { tokens[role] = try await test.token(role.rawValue) }
        try await addOtherCommunity()
        try addWhatTheDemonstrationLacks()
        try addHalls()
        try await addRetentionRuns()
        // The digest of the week.
        _ = try await CaseClock(store: test.data.open.store).sweep()
    }

    /// Asks as a role, or as nobody.
    func ask(
        _ role: Role?,
        _ method: String,
        _ target: String,
        headers: [(String, String)] = [],
        body: String? = nil
    ) throws -> HTTPAnswer {
        try client.send(method, target, token: role.flatMap { tokens[$0] }, headers: headers, body: body)
    }

    private func addOtherCommunity() async throws {
        let admin = tokens[.admin] ?? ""
        try make(admin, "subdistricts", #"{"code": "9", "name": "别的街道"}"#)
        try make(
            admin,
            "communities",
            #"{"subdistrict_id": $subdistricts, "code": "98", "name": "别的社区", "number_prefix": "BD"}"#
        )
        let other = Int64(made["communities"] ?? "")
        _ = try await test.server.access.addAccount(
            NewAccount(login: "far", name: "别的书记", role: .secretary, community: other),
            password: "a long enough password"
        )
        farToken = try await test.token("far")
        _ = try await test.server.access.addAccount(
            NewAccount(login: "far-staff", name: "别的社工", role: .staff, community: other),
            password: "a long enough password"
        )
        for (path, body) in Self.otherRows { try make(farToken, path, body) }
        let ids = try client.send("GET", "/api/v1/accounts?community_id=\(other ?? 0)&limit=2", token: admin).json()
        if let one = ids.at("items.0.id")?.integer, let two = ids.at("items.1.id")?.integer {
            try make(farToken, "deputies", Self.deputy(one, two))
            try make(farToken, "cases/$cases/co-handlers", Self.part(one))
            try make(farToken, "duty-shifts", Self.watch(one))
        }
        // One more beside the own one, in the same sub-district.
        try make(admin, "communities", #"{"subdistrict_id": 1, "code": "97", "name": "邻社区", "number_prefix": "LS"}"#)
    }

    private static let mediation = #"{"parties": "甲、乙", "mediator": "丙", "agreement": "oral"}"#
    private static let settled = """
        {"kind": "help", "category_id": $case-categories, "title": "远纠纷", "description": "内容", "building_id": $buildings, \
        "answer": {"answer": "已谈妥", "mediation": \(mediation)}}
        """

    /// What two partners were called to settle, each with its record.
    private func addDisputes(_ secretary: String, _ partner: Int64) throws {
        let last = made["cases"]
        for organization in [partner, 1] {
            try make(
                secretary,
                "cases",
                #"{"kind": "help", "category_id": 5, "title": "邻里纠纷", "description": "内容", "building_id": 1}"#
            )
            try make(secretary, "cases/$cases/accept", #"{"handler_organization_id": \#(organization)}"#)
            try make(
                secretary,
                "cases/$cases/report-done",
                #"{"answer": "已谈妥", "channel": "phone", "mediation": \#(Self.mediation)}"#
            )
        }
        made["cases"] = last
    }

    /// One row of every register, each below the one before.
    private static let otherRows: [(path: String, body: String)] = [
        ("compounds", #"{"name": "远小区"}"#), ("grids", #"{"code": "F1", "name": "远网格"}"#),
        ("buildings", #"{"compound_id": $compounds, "code": "1", "name": "1幢", "grid_id": $grids}"#),
        ("units", #"{"building_id": $buildings, "code": "1"}"#), ("dwellings", #"{"unit_id": $units, "room": "101"}"#),
        ("ownerships", #"{"dwelling_id": $dwellings, "name": "远业主", "share_denominator": 2}"#),
        ("households", #"{"dwelling_id": $dwellings, "from_date": "2020-01-01"}"#),
        (
            "residents",
            """
            {"name": "远居民", "birth_date": "1980-01-01", "sex": "female", "household_id": $households, \
            "relation": "head", "phone": "13800004444"}
            """
        ),
        ("places", #"{"grid_id": $grids, "kind": "road", "name": "远路"}"#),
        ("boards", #"{"grid_id": $grids, "location": "远门"}"#),
        ("grid-staff", #"{"grid_id": $grids, "name": "远网格员", "role": "part_time", "from_date": "2020-01-01"}"#),
        ("organizations", #"{"kind": "resident_organization", "name": "远队", "stage": "starting"}"#),
        ("organization-members", member("$residents")),
        ("organizations", #"{"kind": "merchant", "name": "远店"}"#), ("contracts", contract("$organizations")),
        ("contract-items", promise), ("contract-evaluations", judgement), ("placements", placement("$organizations")),
        ("venues", #"{"kind": "other", "name": "远馆"}"#),
        ("rooms", room), ("opening-hours", openingHours), ("opening-exceptions", closed), ("offerings", offering),
        ("visit-counts", visits), ("bookings", booking),
        ("halls", #"{"name": "远厅"}"#), ("party-organizations", #"{"kind": "general_branch", "name": "远总支"}"#),
        (
            "party-members",
            """
            {"branch_id": $party-organizations, "name": "远党员", "sex": "male", "status": "probationary", \
            "joined_on": "2020-01-01"}
            """
        ),
        ("honours", #"{"name": "远荣誉", "issuer": "街道", "recipient": "社区", "year": 2024}"#),
        ("case-categories", #"{"code": "far-dispute", "name": "远纠纷", "path": "dispute"}"#), ("cases", settled),
        ("case-categories", #"{"code": "far", "name": "远类"}"#), ("activities", activity),
        ("activity-series", series), ("series-questions", seriesAsked), ("series-quotas", seriesQuota),
        ("activity-series/$activity-series/publish", "{}"),
        ("service-groups", #"{"name": "远群体", "least_age": 60}"#),
        ("sign-up-quotas", quota), ("activity-questions", asked),
        ("activity-partners", #"{"activity_id": $activities, "organization_id": $organizations}"#),
        ("uploads", MatrixRequest.paper), ("activities/$activities/photos", #"{"uploads": [$uploads]}"#),
        ("activities/$activities/publish", "{}"),
        ("sign-ups", #"{"activity_id": $activities, "resident_id": $residents, "answers": {"food": "无"}}"#),
        ("issues", #"{"title": "远议题", "description": "内容", "proposer": "远居民"}"#),
        ("issues/$issues/support", #"{"resident_id": $residents}"#), ("issues/$issues/screen", "{}"),
        (
            "sessions",
            """
            {"hall_id": $halls, "title": "远会", "starts_at": "2022-01-05T19:00:00+08:00", \
            "agenda": [{"issue_id": $issues}], "invite": [{"party": "residents", "resident_id": $residents, "observer": true}]}
            """
        ),
        ("uploads", MatrixRequest.paper), ("sessions/$sessions/record", evening),
        ("issues/$issues/start", #"{"project": {"name": "远项目", "milestones": [{"title": "远节点", "weight": 1}]}}"#),
        ("case-questions", question), ("case-routes", route), ("reply-templates", template), ("cases", answered),
        (
            "cases",
            """
            {"kind": "help", "category_id": $case-categories, "title": "远事", "description": "内容", \
            "building_id": $buildings}
            """
        ),
        ("cases/$cases/followers", #"{"resident_id": $residents}"#),
        ("subscriptions", #"{"resident_id": $residents, "grid_id": $grids}"#),
        (
            "cases",
            """
            {"kind": "help", "category_id": $case-categories, "title": "远诉求", "description": "内容", \
            "building_id": $buildings, "reporter_id": $residents}
            """
        ),
        ("cases/$cases/accept", #"{"handler_organization_id": $organizations}"#),
        ("cases/$cases/extend", #"{"limit": "2 working_days", "channel": "phone", "remark": "等配件"}"#),
        ("cases/$cases/whistles", whistle("$organizations")), ("cases/$cases/supervise", order),
        (
            "home-visits",
            """
            {"household_id": $households, "resident_id": $residents, "result": "met", \
            "heard": [{"kind": "wish", "description": "远心愿"}]}
            """
        ),
        ("uploads", MatrixRequest.paper), ("cases/$cases/attachments", #"{"uploads": [$uploads]}"#),
        ("consents", #"{"resident_id": $residents, "purpose": "invitations", "channel": "paper", "proof": "同意书"}"#),
        ("party-displays", #"{"member_id": $party-members, "purpose": "hall"}"#),
        ("party-displays/$party-displays/acknowledge", #"{"proof": "签字表"}"#),
        ("auth/register", registration("far-neighbor", community: "$communities")),
    ]

    static let evening = """
        {"walk_ins": [{"party": "residents", "name": "远邻居"}], "summary": "一致", "uploads": [$uploads], \
        "items": [{"place": 1, "status": "agreed", "outcome": "照办"}]}
        """
    private static let question = """
        {"category_id": $case-categories, "code": "who", "title": "谁？", "kind": "text", "sensitive": true}
        """
    private static let route = """
        {"category_id": $case-categories, "handler_organization_id": $organizations, "from_date": "2020-01-01"}
        """
    private static let template = #"{"move": "close", "name": "办结", "text": "{标题}已办结"}"#
    private static let answered = """
        {"kind": "help", "category_id": $case-categories, "title": "有答", "description": "内容", "building_id": $buildings, \
        "answers": {"who": "张三"}}
        """
    private static func whistle(_ organization: String) -> String {
        #"{"matter": "到场", "respond_by": "2035-01-01T00:00:00+08:00", "organizations": [\#(organization)]}"#
    }

    private static let order = #"{"due_at": "2035-01-01T00:00:00+08:00", "remark": "尽快"}"#

    private static func part(_ account: Int64) -> String { #"{"account_id": \#(account), "task": "协助"}"# }

    private static func watch(_ account: Int64) -> String {
        """
        {"account_id": \(account), "starts_at": "2034-01-01T20:00:00+08:00", "ends_at": "2034-01-01T22:00:00+08:00"}
        """
    }

    private static func deputy(_ account: Int64, _ deputy: Int64) -> String {
        #"{"account_id": \#(account), "deputy_id": \#(deputy), "from_date": "2035-01-01"}"#
    }

    private static let activity = """
        {"kind": "class", "title": "茶艺", "starts_at": "2035-01-01T09:00:00+08:00", \
        "ends_at": "2035-01-01T10:00:00+08:00", "capacity": 30}
        """
    private static let room = #"{"venue_id": $venues, "name": "一室"}"#
    private static let openingHours = #"{"venue_id": $venues, "weekday": 1, "opens": "09:00", "closes": "21:00"}"#
    private static let closed = #"{"venue_id": $venues, "on_date": "2035-01-01"}"#
    private static let offering = #"{"venue_id": $venues, "name": "茶饮"}"#
    private static let visits = #"{"venue_id": $venues, "on_date": "2022-01-01", "visitors": 9, "reason": "纸质台账补录"}"#
    private static let booking = """
        {"room_id": $rooms, "title": "课堂", "starts_at": "2035-01-01T09:00:00+08:00", \
        "ends_at": "2035-01-01T10:00:00+08:00"}
        """
    /// Before the activity that stands for its community, so that this one is listed first.
    private static let series = """
        {"kind": "class", "title": "系列课", "rule": "FREQ=DAILY;COUNT=2", "starts_at": "2034-03-01T19:00:00+08:00", \
        "ends_at": "2034-03-01T20:00:00+08:00"}
        """
    private static func member(_ resident: String) -> String {
        """
        {"organization_id": $organizations, "resident_id": \(resident), "role": "member", "from_date": "2020-01-01"}
        """
    }
    private static func contract(_ provider: String) -> String {
        #"{"provider_id": \#(provider), "title": "合同", "starts_on": "2020-01-01", "ends_on": "2021-12-31"}"#
    }
    private static func placement(_ organization: String) -> String {
        #"{"organization_id": \#(organization), "worker_name": "社工", "from_date": "2020-01-01"}"#
    }
    private static let promise = """
        {"contract_id": $contracts, "title": "课堂", "counter": "classes", "target": 3, "per": "month"}
        """
    private static let judgement = #"{"contract_id": $contracts, "year": 2020, "grade": "qualified"}"#
    private static let asked = #"{"activity_id": $activities, "code": "food", "title": "忌口", "kind": "text"}"#
    private static let seriesAsked = #"{"series_id": $activity-series, "code": "food", "title": "忌口", "kind": "text"}"#
    private static let seriesQuota = #"{"series_id": $activity-series, "from_age": 60, "places": 0}"#
    private static let quota = #"{"activity_id": $activities, "from_age": 60, "places": 2}"#

    private static func registration(_ login: String, community: String) -> String {
        #"{"login": "\#(login)", "name": "张三", "phone": "13800003333", "home": "1幢101", "community_id": \#(community)}"#
    }

    /// Rows of the first community of which the demonstration has none, or none of these people's.
    private func addWhatTheDemonstrationLacks() throws {
        let secretary = tokens[.secretary] ?? ""
        let own = { (role: Role, member: String) throws -> Int64 in
            guard let id = try self.ask(role, "GET", "/api/v1/me").json().at("scope.\(member)")?.integer else {
                throw TestFailure("\(role.rawValue) has no \(member)")
            }
            return id
        }
        let (resident, branch) = (try own(.resident, "resident_id"), try own(.branchSecretary, "branch_id"))
        let partner = try own(.partner, "organization_id")
        for person in [resident, 1] {
            try make(
                secretary,
                "consents",
                #"{"resident_id": \#(person), "purpose": "invitations", "channel": "paper", "proof": "同意书"}"#
            )
        }
        for sign in ["branch_id", "branch_id.not"] {
            let members = try ask(.admin, "GET", "/api/v1/party-members?\(sign)=\(branch)&community_id=1&limit=1")
                .json()
            guard let member = members.at("items.0.id")?.integer else { throw TestFailure("no Party member") }
            try make(secretary, "party-displays", #"{"member_id": \#(member), "purpose": "hall"}"#)
            try make(secretary, "party-displays/$party-displays/acknowledge", #"{"proof": "签字表"}"#)
        }
        let other = #"{"kind": "help", "category_id": 3, "title": "水", "description": "漏", "building_id": 30}"#
        try make(secretary, "cases", other)
        try make(secretary, "cases/$cases/accept", #"{"handler_organization_id": 1}"#)
        try make(secretary, "cases/$cases/extend", #"{"limit": "2 working_days", "channel": "phone", "remark": "等配件"}"#)
        try make(
            secretary,
            "cases",
            """
            {"kind": "help", "category_id": 3, "title": "灯", "description": "不亮", "building_id": 1, \
            "reporter_id": \(resident)}
            """
        )
        for login in [tokens[.resident] ?? "", secretary] {
            try make(login, "uploads", MatrixRequest.paper)
            try make(login, "cases/$cases/attachments", #"{"uploads": [$uploads]}"#)
        }
        let elsewhere = try ask(.admin, "GET", "/api/v1/cases?community_id=1&grid_id.not=1&limit=1").json()
        try make(secretary, "uploads", MatrixRequest.paper)
        try make(
            secretary,
            "cases/\(elsewhere.at("items.0.id")?.integer ?? 0)/attachments",
            #"{"uploads": [$uploads]}"#
        )
        let person = try ask(.admin, "GET", "/api/v1/residents/\(resident)").json()
        let far = try ask(.admin, "GET", "/api/v1/residents?community_id=1&grid_id.not=1&limit=1").json()
        for (home, who) in [
            (person["household_id"]?.integer ?? 0, resident),
            (far.at("items.0.household_id")?.integer ?? 0, far.at("items.0.id")?.integer ?? 0),
        ] {
            try make(
                secretary,
                "home-visits",
                """
                {"household_id": \(home), "resident_id": \(who), "result": "met", \
                "heard": [{"kind": "wish", "description": "看一场锡剧"}]}
                """
            )
        }
        try make(secretary, "cases/$cases/accept", "{}")
        try make(secretary, "cases/$cases/dispatch", #"{"handler_organization_id": \#(partner)}"#)
        try make(secretary, "cases/$cases/extend", #"{"limit": "2 working_days", "channel": "phone", "remark": "等配件"}"#)
        let worker = try ask(.gridWorker, "GET", "/api/v1/me").json()["id"]?.integer ?? 0
        for token in [partner, 1] { try make(secretary, "cases/$cases/whistles", Self.whistle("\(token)")) }
        try make(secretary, "cases/$cases/co-handlers", Self.part(worker))
        try make(secretary, "cases/$cases/supervise", Self.order)
        try make(secretary, "cases", other)
        try make(secretary, "cases/$cases/accept", #"{"handler_organization_id": 1}"#)
        try make(secretary, "cases/$cases/co-handlers", Self.part(2))
        try make(secretary, "cases/$cases/supervise", Self.order)
        try addDisputes(secretary, partner)
        for person in [resident, 1] {
            try make(secretary, "cases/$cases/followers", #"{"resident_id": \#(person)}"#)
            try make(secretary, "subscriptions", #"{"resident_id": \#(person), "building_id": 1}"#)
        }
        for account in [Int64(2), 3] { try make(secretary, "duty-shifts", Self.watch(account)) }
        for (one, two) in [(2, 3), (3, 2)] { try make(secretary, "deputies", Self.deputy(Int64(one), Int64(two))) }
        let operates = try own(.orgOperator, "organization_id")
        for (number, organization) in [operates, partner].enumerated() {
            let venue = #"{"kind": "other", "name": "馆\#(number)", "operator_id": \#(organization)}"#
            try make(secretary, "venues", venue)
            for (path, body) in [
                ("rooms", Self.room), ("opening-hours", Self.openingHours), ("opening-exceptions", Self.closed),
                ("offerings", Self.offering), ("visit-counts", Self.visits), ("bookings", Self.booking),
            ] { try make(secretary, path, body) }
        }
        for organization in [operates, partner] {
            let own = Self.series.dropLast() + #", "organizer_id": \#(organization)}"#
            try make(secretary, "activity-series", String(own))
            try make(secretary, "series-questions", Self.seriesAsked)
            try make(secretary, "series-quotas", Self.seriesQuota)
            try make(secretary, "activity-series/$activity-series/publish", "{}")
        }
        try make(
            secretary,
            "activities",
            """
            {"kind": "class", "title": "茶艺", "starts_at": "2033-01-01T09:00:00+08:00", "capacity": 30, \
            "ends_at": "2033-01-01T10:00:00+08:00", "organizer_id": \(operates), "party_organization_id": \(branch)}
            """
        )
        try make(secretary, "sign-up-quotas", #"{"activity_id": $activities, "grid_id": 1, "places": 2}"#)
        try make(secretary, "activities", Self.activity)
        try make(secretary, "sign-up-quotas", Self.quota)
        try make(secretary, "service-groups", #"{"name": "近群体", "least_age": 60}"#)
        try make(secretary, "activity-questions", Self.asked)
        try make(secretary, "activity-partners", #"{"activity_id": $activities, "organization_id": \#(operates)}"#)
        try make(secretary, "uploads", MatrixRequest.paper)
        try make(secretary, "activities/$activities/photos", #"{"uploads": [$uploads]}"#)
        try make(secretary, "activities/$activities/publish", "{}")
        try make(
            secretary,
            "sign-ups",
            #"{"activity_id": $activities, "resident_id": \#(resident), "answers": {"food": "无"}}"#
        )
        try addContracts([operates, partner], resident: resident)
        for grid in ["grid_id", "grid_id.not"] {
            let households = try ask(.admin, "GET", "/api/v1/households?community_id=1&kind=tenant&\(grid)=1&limit=1")
                .json()
            guard let home = households.at("items.0.dwelling_id")?.integer else { throw TestFailure("no household") }
            try make(secretary, "ownerships", #"{"dwelling_id": \#(home), "name": "业主", "share_denominator": 2}"#)
        }
        try addIntake(resident: resident, partner: partner)
        for token in [secretary, tokens[.partner] ?? "", farToken] { try make(token, "api-keys", MatrixRequest.key) }
        for login in ["near-one", "near-two"] {
            try make(secretary, "auth/register", Self.registration(login, community: "1"))
        }
    }

    /// What is bought of two organizations, and a team of residents.
    private func addContracts(_ providers: [Int64], resident: Int64) throws {
        let secretary = tokens[.secretary] ?? ""
        for provider in providers {
            try make(secretary, "contracts", Self.contract("\(provider)"))
            try make(secretary, "contract-items", Self.promise)
            try make(secretary, "contract-evaluations", Self.judgement)
            try make(secretary, "placements", Self.placement("\(provider)"))
        }
        let team = #"{"kind": "resident_organization", "name": "近队", "stage": "starting"}"#
        try make(secretary, "organizations", team)
        for person in [resident, 1] { try make(secretary, "organization-members", Self.member("\(person)")) }
    }

    /// A category that asks something, and two of everything beside it: of the own grid, resident and partner, and of others.
    private func addIntake(resident: Int64, partner: Int64) throws {
        let secretary = tokens[.secretary] ?? ""
        try make(secretary, "case-categories", #"{"code": "asked", "name": "有问"}"#)
        try make(secretary, "case-questions", Self.question)
        try make(secretary, "case-questions", Self.question.replacing("who", with: "why"))
        for (building, grid, more) in [(1, 1, #", "reporter_id": \#(resident)"#), (30, 3, "")] {
            let route =
                #"{"category_id": $case-categories, "grid_id": \#(grid), "handler_id": 2, "from_date": "2020-01-01"}"#
            try make(secretary, "case-routes", route)
            try make(secretary, "reply-templates", Self.template.replacing("办结\"", with: "办结\(grid)\""))
            let unit = building == 1 ? partner : partner % 2 + 1
            let body = """
                {"kind": "help", "category_id": $case-categories, "title": "有答", "description": "内容", \
                "building_id": \(building), "answers": {"who": "张三"}, \
                "accept": {"handler_organization_id": \(unit)}\(more)}
                """
            try make(secretary, "cases", body)
        }
    }

    /// Makes a row, or moves one; what was made last of a resource stands for `$resource` in what follows.
    func make(_ token: String, _ path: String, _ body: String) throws {
        let filled = { (text: String) in
            self.made.sorted { $0.key.count > $1.key.count }.reduce(text) {
                $0.replacing("$\($1.key)", with: $1.value)
            }
        }
        let headers = [("If-Match", "*")]
        let target = "/api/v1/" + filled(path)
        let answer = try client.send("POST", target, token: token, headers: headers, body: filled(body))
        guard answer.status < 300 else { throw TestFailure("POST \(path): \(answer.text)") }
        if let id = try answer.json()["id"]?.integer, !path.contains("$") { made[path] = "\(id)" }
    }

    /// What was made last of a resource.
    func id(_ path: String) -> String { made[path] ?? "0" }

    /// A session, or a key, of its own for each time that one is to be ended.
    func fresh(_ resource: ResourceName, of token: String) async throws -> Int64? {
        switch resource {
        case .sessionsOfMine:
            let page = try client.send("GET", "/api/v1/sessions-of-mine?sort=-id&limit=1", token: token)
            return try page.json().at("items.0.id")?.integer
        default:
            let answer = try client.send("POST", "/api/v1/api-keys", token: token, body: MatrixRequest.key)
            return try? answer.json()["id"]?.integer
        }
    }

    /// Signs a role in once more, so that it has a session to end that is not the one it asks with.
    func signInAgain(_ login: String) async throws -> String { try await test.token(login) }
}

import JSON
import TestSupport

extension PlanWalk {
    /// A team that grows, a contract that is judged, workers who are placed, and an activity with all that goes with it.
    func growOrganizations(on today: String) async throws {
        let team = try await made(
            "secretary",
            "organizations",
            #"{"kind": "resident_organization", "name": "走查队", "stage": "starting"}"#
        )
        let member = #"{"organization_id": \#(team), "resident_id": 12, "role": "leader", "from_date": "2021-01-01"}"#
        let contract = #"{"provider_id": 1, "title": "走查合同", "starts_on": "2020-01-01", "ends_on": "2021-12-31"}"#
        let placement = #"{"organization_id": 1, "worker_name": "走查", "from_date": "2021-01-01"}"#
        try await useRegister("organization-members", member, change: #"{"duty": "教拳"}"#)
        try await useRegister("contracts", contract, change: #"{"amount_fen": 1}"#)
        try await useRegister("placements", placement, change: #"{"floor": 1}"#)
        let none = #"{"growing_leaders": 0, "growing_members": 0, "growing_activities": 0}"#
        try await ask("secretary", "PATCH", "/api/v1/settings", headers: [("If-Match", "*")], body: none)
        try await made("secretary", "organizations/\(team)/advance", "{}")
        let id = try await made("secretary", "contracts", contract)
        // What is promised is taken back only before the term begins.
        let ahead = contract.replacing("2020-01-01", with: "2035-01-01").replacing("2021-12-31", with: "2035-12-31")
        let next = try await made("secretary", "contracts", ahead)
        for (counter, more) in [
            ("classes", ""), ("person_times", ""), ("opening_days", #", "venue_id": 2"#),
            ("outside_minutes", #", "venue_id": 2"#), ("by_hand", #", "hand_count": 1"#),
        ] {
            let per = counter == "by_hand" ? "term" : "month"
            let item = """
                {"contract_id": \(id), "title": "\(counter)", "counter": "\(counter)", "target": 1, "per": "\(per)"\(more)}
                """
            let later = item.replacing(#""contract_id": \#(id)"#, with: #""contract_id": \#(next)"#)
            try await useRegister("contract-items", later, change: #"{"target": 2}"#)
            try await made("secretary", "contract-items", item)
        }
        let judged = try await made(
            "secretary",
            "contract-evaluations",
            #"{"contract_id": \#(id), "year": 2020, "grade": "qualified"}"#
        )
        let row = "/api/v1/contract-evaluations/\(judged)"
        try await ask("secretary", "PATCH", row, headers: [("If-Match", "*")], body: #"{"remark": "走查"}"#)
        for path in [
            "contract-evaluations/\(judged)", "contract-evaluations/\(judged)/deliveries", "contracts/\(id)/items",
            "contracts/\(id)/evaluations", "contracts/\(id)/progress?year=2021", "organizations/\(team)/members",
            "organizations/\(team)/stages", "organizations/\(team)/roll",
            "reports/activities?from=2021-01-01&to=2021-12-31",
        ] {
            for login in ["secretary", "org_operator"] { try await ask(login, "GET", "/api/v1/\(path)") }
        }
        try await askForms(on: today, partner: team)
    }

    private func showPhotos(of activity: Int64) async throws {
        let token = try await test.token("secretary")
        let sent = try test.client().send("POST", "/api/v1/uploads", token: token, bytes: SamplePhotos.jpeg())
        let upload = try sent.json()["id"]?.integer ?? 0
        let path = "/api/v1/activities/\(activity)/photos"
        try await ask("secretary", "POST", path, body: #"{"uploads": [\#(upload)], "shown": true}"#)
        let photo = try await ask("secretary", "GET", path).json().at("items.0.id")?.integer ?? 0
        let row = "/api/v1/activity-photos/\(photo)"
        for login in [nil, "org_operator"] as [String?] {
            try await ask(login, "GET", row)
            try await ask(login, "GET", "\(row)/content")
        }
        try await ask("secretary", "PATCH", row, headers: [("If-Match", "*")], body: #"{"caption": "走查"}"#)
        try await ask("secretary", "DELETE", row)
    }

    func useRegister(_ path: String, _ body: String, change: String) async throws {
        let id = try await made("secretary", path, body)
        let row = "/api/v1/\(path)/\(id)"
        try await ask("secretary", "GET", row)
        try await ask("secretary", "PATCH", row, headers: [("If-Match", "*")], body: change)
        try await ask("secretary", "DELETE", row)
        try await made("secretary", path, body)
    }

    /// A form that is answered, a room that goes with it, a ticket, and the own calendar.
    private func askForms(on today: String, partner: Int64) async throws {
        let times = { (day: String) in
            #""starts_at": "\#(day)T00:00:00+08:00", "ends_at": "\#(day)T23:00:00+08:00""#
        }
        let id = try await made(
            "secretary",
            "activities",
            #"{"kind": "class", "title": "走查表", \#(times("2035-05-01"))}"#
        )
        let question = #"{"activity_id": \#(id), "code": "\#("a")", "title": "忌口", "kind": "text", "sensitive": true}"#
        let spare = try await made("secretary", "activity-questions", question)
        try await ask("secretary", "DELETE", "/api/v1/activity-questions/\(spare)")
        let asked = try await made("secretary", "activity-questions", question)
        let joined = #"{"activity_id": \#(id), "organization_id": \#(partner)}"#
        let first = try await made("secretary", "activity-partners", joined)
        try await ask("secretary", "GET", "/api/v1/activity-partners/\(first)")
        try await ask("secretary", "DELETE", "/api/v1/activity-partners/\(first)")
        try await made("secretary", "activity-partners", joined)
        let booking = #"{"room_id": 1, "title": "走查", "activity_id": \#(id), \#(times("2035-05-01"))}"#
        try await made("secretary", "bookings", booking)
        let rule = #"{"room_id": 1, "title": "走查", "rule": "FREQ=DAILY;COUNT=2", \#(times("2035-06-01"))}"#
        try await made("secretary", "bookings", rule)
        try await made("secretary", "activities/\(id)/publish", "{}")
        try await showPhotos(of: id)
        let answers = #"{"activity_id": \#(id), "answers": {"a": "花生"}}"#
        let own = try await made("resident", "sign-ups", answers)
        try await made("resident", "sign-ups/\(own)/answer", #"{"answers": {"a": "海鲜"}}"#)
        let list = try await ask("secretary", "GET", "/api/v1/activities/\(id)/answers")
        let answer = try list.json().at("items.0.id")?.integer ?? 0
        let purpose = #"{"purpose": "准备餐食", "purpose_code": "activities"}"#
        try await ask("secretary", "POST", "/api/v1/sign-up-answers/\(answer)/unmask", body: purpose)
        for path in [
            "activities/\(id)/questions", "activities/\(id)/partners", "activities/\(id)/bookings",
            "activity-questions/\(asked)", "sign-up-answers/\(answer)", "sign-ups/\(own)/answers",
            "sign-ups/\(own)/ticket",
        ] { try await ask("secretary", "GET", "/api/v1/\(path)") }
        let made = try await ask("resident", "POST", "/api/v1/me/calendar").json()
        try await ask(nil, "GET", made["path"]?.string ?? "")
        try await ask("resident", "DELETE", "/api/v1/me/calendar")
        let row = "/api/v1/activities/\(id)"
        try await ask("secretary", "PATCH", row, headers: [("If-Match", "*")], body: "{\(times(today))}")
        try await ask("secretary", "POST", "/api/v1/sign-ups/\(own)/check-in", body: "{}")
        try await ask("secretary", "POST", "/api/v1/sign-ups/\(own)/undo-check-in", body: "{}")
        try await ask("secretary", "POST", "\(row)/cancel", body: "{}")
    }
}

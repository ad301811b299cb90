import JSON
import TestSupport

extension PlanWalk {
    /// A class with quotas, approval, offers, a door and its attendance.
    func holdClasses(on today: String) async throws {
        let bodyOf = { (start: String, end: String, more: String) in
            #"{"kind": "class", "title": "走查", "starts_at": "\#(start)", "ends_at": "\#(end)"\#(more)}"#
        }
        let body = { (more: String) in bodyOf("2035-02-01T09:00:00+08:00", "2035-02-01T10:00:00+08:00", more) }
        let offered = try await made(
            "secretary",
            "activities",
            body(#", "capacity": 2, "promotion": "offer", "needs_approval": true, "least_age": 1"#)
        )
        let quota = try await made(
            "secretary",
            "sign-up-quotas",
            #"{"activity_id": \#(offered), "grid_id": 1, "places": 1}"#
        )
        let spare = try await made(
            "secretary",
            "sign-up-quotas",
            #"{"activity_id": \#(offered), "from_age": 60, "places": 1}"#
        )
        try await useRegister(
            "service-groups",
            #"{"name": "独居女老人", "sex": "female", "least_age": 60, "care_tag": "elder_alone"}"#,
            change: #"{"most_age": 99}"#
        )
        let group = try await made(
            "secretary",
            "service-groups",
            #"{"name": "一楼老人", "grid_id": 1, "building_id": 1, "residency": "registered", "least_age": 60}"#
        )
        try await ask("secretary", "GET", "/api/v1/service-groups/\(group)/members")
        try await made(
            "secretary",
            "sign-up-quotas",
            #"{"activity_id": \#(offered), "group_id": \#(group), "places": 0}"#
        )
        let meant = try await made("secretary", "activities", body(#", "for_group_id": \#(group)"#))
        try await made("secretary", "activities/\(meant)/publish", "{}")
        try await ask("secretary", "POST", "/api/v1/sign-ups", body: #"{"activity_id": \#(meant), "resident_id": 15}"#)
        try await ask("secretary", "DELETE", "/api/v1/sign-up-quotas/\(spare)")
        try await ask("secretary", "GET", "/api/v1/sign-up-quotas/\(quota)")
        try await made("secretary", "activities/\(offered)/publish", "{}")
        var asked: [Int64] = []
        for person in 11...14 {
            asked.append(
                try await made("secretary", "sign-ups", #"{"activity_id": \#(offered), "resident_id": \#(person)}"#)
            )
        }
        for id in asked.prefix(3) { try await made("secretary", "sign-ups/\(id)/approve", "{}") }
        try await made("secretary", "sign-ups/\(asked[3])/refuse", #"{"reason": "走查"}"#)
        try await made("secretary", "sign-ups/\(asked[0])/accept-offer", "{}")
        try await made("secretary", "sign-ups/\(asked[2])/resize", #"{"party_size": 2}"#)
        try await ask(
            "secretary",
            "PATCH",
            "/api/v1/sign-up-quotas/\(quota)",
            headers: [("If-Match", "*")],
            body: #"{"places": 0}"#
        )
        try await ask("secretary", "GET", "/api/v1/activities/\(offered)/why-waiting")
        for path in [
            "activities/\(offered)/activity.ics", "activities.ics?community_id=1", "activities.ics?grid_id=1",
            "activities.ics?organizer_id=1", "activities.ics",
        ] { try await ask(nil, "GET", "/api/v1/\(path)") }
        let held = bodyOf(
            "2022-02-01T09:00:00+08:00",
            "2022-02-01T10:00:00+08:00",
            #", "held": {"head_count": 3, "reason": "纸质登记补录"}"#
        )
        try await made("secretary", "activities", held)
        // Room for all three: soon after midnight no place of the absent has been released yet.
        let now = try await made("secretary", "activities", body(#", "capacity": 3"#))
        try await made("secretary", "activities/\(now)/publish", "{}")
        let absent = try await made("secretary", "sign-ups", #"{"activity_id": \#(now), "resident_id": 11}"#)
        let own = try await made("resident", "sign-ups", #"{"activity_id": \#(now)}"#)
        let there = try await made("secretary", "sign-ups", #"{"activity_id": \#(now), "resident_id": 12}"#)
        // On the day itself, at whatever hour the walk is taken.
        try await ask(
            "secretary",
            "PATCH",
            "/api/v1/activities/\(now)",
            headers: [("If-Match", "*")],
            body: #"{"starts_at": "\#(today)T00:00:00+08:00", "ends_at": "\#(today)T23:59:00+08:00"}"#
        )
        let code = try await ask("secretary", "GET", "/api/v1/activities/\(now)/door-code").json()["code"]?.string
        try await made("resident", "sign-ups/\(own)/self-check-in", #"{"code": "\#(code ?? "")"}"#)
        try await made("resident", "sign-ups/\(own)/self-check-out", #"{"code": "\#(code ?? "")"}"#)
        try await ask("secretary", "GET", "/api/v1/activities/\(now)/door-list")
        try await ask(
            "secretary",
            "POST",
            "/api/v1/check-ins/batch",
            body: #"{"activity_id": \#(now), "scans": [{"nonce": "walk", "sign_up_id": \#(there)}]}"#
        )
        try await ask("secretary", "POST", "/api/v1/sign-ups/\(there)/check-in", body: "{}")
        try await ask("secretary", "POST", "/api/v1/sign-ups/\(there)/check-out", body: "{}")
        try await made("secretary", "activities/\(now)/head-count", #"{"head_count": 2}"#)
        try await made("secretary", "activities/\(now)/finish", "{}")
        try await made("secretary", "activities/\(now)/attendance", #"{"walk_ins": 1}"#)
        try await made("secretary", "sign-ups/\(absent)/excuse", #"{"reason": "住院"}"#)
    }

    /// A venue with a room that is open, visited, and booked.
    func useVenues(on today: String) async throws {
        let venue = try await made("secretary", "venues", #"{"kind": "other", "name": "走查馆", "operator_id": 1}"#)
        let room = try await made("secretary", "rooms", #"{"venue_id": \#(venue), "name": "一楼"}"#)
        let hours = #""venue_id": \#(venue), "opens": "09:00", "closes": "21:00""#
        let registers: [(path: String, body: String, change: String)] = [
            ("rooms", #"{"venue_id": \#(venue), "name": "二楼"}"#, #"{"seats": 20}"#),
            ("opening-hours", "{\(hours), \"weekday\": 1}", #"{"closes": "22:00"}"#),
            ("opening-exceptions", "{\(hours), \"on_date\": \"\(today)\"}", #"{"reason": "节日"}"#),
            ("offerings", #"{"venue_id": \#(venue), "name": "茶饮", "price_fen": 1500}"#, #"{"retired": true}"#),
            ("visit-counts", #"{"venue_id": \#(venue), "on_date": "\#(today)", "visitors": 12}"#, #"{"visitors": 13}"#),
        ]
        for (path, body, change) in registers {
            let id = try await made("secretary", path, body)
            let row = "/api/v1/\(path)/\(id)"
            try await ask("secretary", "GET", row)
            try await ask("secretary", "PATCH", row, headers: [("If-Match", "*")], body: change)
            try await ask("secretary", "DELETE", row)
            try await made("secretary", path, body)
        }
        let booking = try await made(
            "secretary",
            "bookings",
            """
            {"room_id": \(room), "title": "走查", "starts_at": "2035-01-01T10:00:00+08:00", \
            "ends_at": "2035-01-01T11:00:00+08:00", "weeks": 3}
            """
        )
        for path in [
            "bookings/\(booking)", "venues/\(venue)/rooms", "venues/\(venue)/opening-hours",
            "venues/\(venue)/offerings",
            "venues/\(venue)/open-now", "venues/\(venue)/visit-counts", "venues/\(venue)/bookings",
        ] { try await ask("secretary", "GET", "/api/v1/\(path)") }
        try await made("secretary", "bookings/\(booking)/cancel", #"{"following": true}"#)
    }

    /// A series whose meetings are published, moved, signed up for and called off.
    func holdSeries() async throws {
        let id = try await made(
            "secretary",
            "activity-series",
            """
            {"kind": "class", "title": "走查系列", "rule": "FREQ=MONTHLY;BYDAY=1SA,2SA,3SA;COUNT=6", "per_month": 3, \
            "starts_at": "2035-03-01T19:00:00+08:00", "ends_at": "2035-03-01T20:00:00+08:00"}
            """
        )
        let asked = { (code: String) in #"{"series_id": \#(id), "code": "\#(code)", "title": "走查", "kind": "text"}"# }
        let question = try await made("secretary", "series-questions", asked("a"))
        try await made("secretary", "series-questions", asked("b"))
        let kept = { (age: Int) in #"{"series_id": \#(id), "from_age": \#(age), "places": 0}"# }
        let quota = try await made("secretary", "series-quotas", kept(60))
        let spare = try await made("secretary", "series-quotas", kept(70))
        for path in ["series-questions/\(question)", "series-quotas/\(quota)"] {
            try await ask("secretary", "GET", "/api/v1/\(path)")
        }
        let places = [("If-Match", "*")]
        try await ask("secretary", "PATCH", "/api/v1/series-quotas/\(quota)", headers: places, body: #"{"places": 0}"#)
        try await ask("secretary", "DELETE", "/api/v1/series-questions/\(question)")
        try await ask("secretary", "DELETE", "/api/v1/series-quotas/\(spare)")
        try await made("secretary", "activity-series/\(id)/publish", "{}")
        for path in ["", "/activities", "/months", "/questions", "/quotas"] {
            try await ask("secretary", "GET", "/api/v1/activity-series/\(id)\(path)")
        }
        try await made("resident", "activity-series/\(id)/sign-ups", "{}")
        let moved = #""starts_at": "2035-03-04T19:00:00+08:00", "ends_at": "2035-03-04T20:00:00+08:00""#
        try await made("secretary", "activity-series/\(id)/exceptions", #"{"on_date": "2035-03-03", \#(moved)}"#)
        try await made("secretary", "activity-series/\(id)/exceptions", #"{"on_date": "2035-03-10"}"#)
        let row = "/api/v1/activity-series/\(id)"
        let change = #"{"title": "走查系列课", "rule": "FREQ=MONTHLY;BYDAY=1SA,4SA;COUNT=6"}"#
        try await ask("secretary", "PATCH", row, headers: [("If-Match", "*")], body: change)
        try await made("secretary", "activity-series/\(id)/cancel", "{}")
    }
}

import JSON
import TestSupport
import Testing

@Suite("草稿：a draft belongs to those who make it")
struct DraftSightTests {
    private static let onlookers = ["party_member", "auditor", "subdistrict_officer", "partner", "resident"]

    @Test("Whoever only looks on finds no draft: not by its number, in no list, no count and under no name")
    func activities() async throws {
        let hall = try await ActivityDesk(["party_member", "auditor", "subdistrict_officer", "social_worker"])
        let desk = hall.desk
        let (draft, open) = (try hall.activity(isDraft: true), try hall.activity())
        let question = #"{"activity_id": \#(draft), "code": "a", "title": "忌口", "kind": "text"}"#
        let asked = try desk.make("secretary", "activity-questions", question)
        for login in Self.onlookers {
            #expect(try desk.send(login, "activities/\(draft)", "", "GET").status == 404, "\(login)")
            #expect(try desk.send(login, "activities/\(open)", "", "GET").status == 200, "\(login)")
            let list = try desk.client.send(
                "GET",
                "/api/v1/activities?id=\(draft),\(open)",
                token: desk.tokens[login],
                headers: [("Prefer", "count=exact")]
            ).json()
            #expect(list["total"]?.integer == 1 && list["items"]?.count == 1, "\(login)")
            #expect(try desk.items(login, "activities?status=draft").isEmpty, "\(login)")
            #expect(try desk.items(login, "activities?q=%E8%8C%B6%E8%89%BA&status=draft").isEmpty, "\(login)")
            #expect(try desk.send(login, "activity-questions/\(asked)", "", "GET").status == 404, "\(login)")
        }
        for login in ["secretary", "staff", "grid_worker", "social_worker"] {
            #expect(try desk.send(login, "activities/\(draft)", "", "GET").status == 200, "\(login)")
        }
        // What was announced and called off stays known; a draft that was called off was never there.
        for id in [draft, open] { try desk.send("secretary", "activities/\(id)/cancel") }
        #expect(try desk.send("auditor", "activities/\(draft)", "", "GET").status == 404)
        #expect(try desk.send("auditor", "activities/\(open)", "", "GET").status == 200)
    }

    @Test("A series is seen once a meeting of it is announced, and its months count what is announced")
    func series() async throws {
        let desk = try await CaseDesk(["auditor", "org_operator"])
        let own = try #require(try desk.get("org_operator", "me").at("scope.organization_id")?.integer)
        let body = """
            {"kind": "class", "title": "花艺", "rule": "FREQ=WEEKLY;COUNT=3", "organizer_id": \(own), \
            "starts_at": "2022-02-05T19:00:00+08:00", "ends_at": "2022-02-05T20:30:00+08:00"}
            """
        let id = try desk.make("secretary", "activity-series", body)
        #expect(try desk.send("auditor", "activity-series/\(id)", "", "GET").status == 404)
        #expect(try desk.send("partner", "activity-series/\(id)", "", "GET").status == 404)
        #expect(try desk.send("org_operator", "activity-series/\(id)", "", "GET").status == 200)
        let first = try #require(
            try desk.items("secretary", "activity-series/\(id)/activities?sort=starts_at").first?["id"]?.integer
        )
        try desk.send("secretary", "activities/\(first)/publish")
        #expect(try desk.get("auditor", "activity-series/\(id)")["meetings"]?.integer == 1)
        #expect(try desk.items("auditor", "activity-series/\(id)/activities").count == 1)
        let planned = { (login: String) in
            try desk.get(login, "activity-series/\(id)/months").at("months.0.planned")?.integer
        }
        #expect(try planned("auditor") == 1 && planned("secretary") == 3)
    }
}

import Domain
import JSON
import TestSupport
import Testing

@Suite("活动与承诺：what an operator can not write, and what is not changed behind people's backs")
struct ActivityRightsTests {
    @Test("An operator enters neither Party life nor who was where nor figures of long ago, nor of days to come")
    func operators() async throws {
        let hall = try await ActivityDesk(["org_operator", "social_worker"])
        let desk = hall.desk
        let times = #""starts_at": "2022-01-10T09:00:00+08:00", "ends_at": "2022-01-10T10:00:00+08:00""#
        for login in ["org_operator", "social_worker"] {
            let party = #"{"kind": "party_day", "title": "党日", \#(times), "party_organization_id": 1}"#
            let refused = try desk.send(login, "activities", party)
            #expect(refused.faults == ["#/kind not_allowed", "#/party_organization_id not_allowed"], "\(login)")
        }
        let held = #"{"kind": "class", "title": "花艺", \#(times), "held": {"walk_ins": 8}}"#
        let id = try desk.make("org_operator", "activities", held)
        let guests = #"{"guests": [{"resident_id": \#(hall.people[0])}]}"#
        #expect(
            try desk.send("org_operator", "activities/\(id)/attendance", guests).faults == ["#/guests/0 not_allowed"]
        )
        #expect(try desk.send("staff", "activities/\(id)/attendance", guests).status == 200)
        let old = held.replacing("2022-01-10", with: "2021-06-01")
        #expect(try desk.send("org_operator", "activities", old).code == "settled")
        // Nor by finishing late what was announced for then.
        let late = try desk.make(
            "org_operator",
            "activities",
            #"{"kind": "class", "title": "花艺", \#(times.replacing("2022-01-10", with: "2021-06-01"))}"#
        )
        _ = try desk.make("org_operator", "activities/\(late)/publish")
        #expect(try desk.send("org_operator", "activities/\(late)/finish", #"{"walk_ins": 500}"#).code == "settled")
        try await desk.turn(to: CaseDesk.monday.advanced(bySeconds: 40 * 86_400))
        #expect(try desk.send("org_operator", "activities/\(id)/head-count", #"{"head_count": 99}"#).code == "settled")

        let venue = try #require(try desk.items("org_operator", "visit-counts?limit=1").first?["venue_id"]?.integer)
        func count(_ login: String, _ day: String) throws -> HTTPAnswer {
            try desk.send(login, "visit-counts", #"{"venue_id": \#(venue), "on_date": "\#(day)", "visitors": 5}"#)
        }
        #expect(try count("org_operator", "2022-12-31").faults == ["#/on_date in_future"])
        #expect(try count("staff", "2022-12-31").faults == ["#/on_date in_future"])
        #expect(try count("org_operator", "2022-02-20").status == 201)
        let kept = try #require(
            try desk.items("org_operator", "visit-counts?limit=1&sort=on_date").first?["id"]?.integer
        )
        #expect(try desk.send("org_operator", "visit-counts/\(kept)", #"{"visitors": 9}"#, "PATCH").code == "settled")
        #expect(try desk.send("org_operator", "visit-counts/\(kept)", "", "DELETE").code == "settled")
    }

    @Test("What a contract promised is neither removed nor lowered while it runs")
    func promises() async throws {
        let desk = try await CaseDesk()
        let item = try #require(try desk.items("staff", "contract-items?limit=1").first)
        let (id, contract) = (item["id"]?.integer ?? 0, item["contract_id"]?.integer ?? 0)
        let target = item["target"]?.integer ?? 0
        let lower = try desk.send("staff", "contract-items/\(id)", #"{"target": \#(target - 1)}"#, "PATCH")
        #expect(lower.status == 409 && lower.code == "has_begun")
        #expect(try desk.send("staff", "contract-items/\(id)", "", "DELETE").code == "has_begun")
        #expect(try desk.send("staff", "contracts/\(contract)", "", "DELETE").code == "has_begun")
        // Nor by moving its beginning first.
        let moved = #"{"starts_on": "2035-01-01", "ends_on": "2036-01-01"}"#
        #expect(try desk.send("staff", "contracts/\(contract)", moved, "PATCH").code == "has_begun")
        #expect(try desk.send("staff", "contracts/\(contract)", #"{"amount_fen": 5}"#, "PATCH").status == 200)
        #expect(try desk.send("staff", "contract-items/\(id)", #"{"target": \#(target + 1)}"#, "PATCH").status == 200)
    }

    @Test("Who waited for an approval keeps the turn when none is needed any more, and another price is told")
    func terms() async throws {
        let hall = try await ActivityDesk()
        let (desk, people) = (hall.desk, hall.people)
        let id = try hall.activity(#", "capacity": 1, "needs_approval": true"#)
        let first = try hall.signUp(people[0], id)
        #expect(try hall.status(first) == "pending")
        #expect(try desk.send("secretary", "activities/\(id)", #"{"needs_approval": false}"#, "PATCH").status == 200)
        let second = try hall.signUp(people[1], id)
        #expect(try [first, second].map(hall.status) == ["confirmed", "waitlisted"])
        #expect(try desk.send("secretary", "activities/\(id)", #"{"price_fen": 505}"#, "PATCH").status == 200)
        #expect(try await hall.topics(of: id, people[0]).contains("activity_changed"))
        let past = #"{"starts_at": "2022-01-03T09:00:00+08:00", "ends_at": "2022-01-03T10:00:00+08:00"}"#
        #expect(try desk.send("secretary", "activities/\(id)", past, "PATCH").faults == ["#/starts_at in_past"])
        try await hall.turn(minutes: 1)
        #expect(try desk.send("secretary", "sign-ups/\(first)/check-in").status == 200)
        #expect(try desk.send("secretary", "activities/\(id)/cancel", #"{"reason": "停水"}"#).code == "has_begun")
    }
}

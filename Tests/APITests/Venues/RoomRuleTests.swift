import Domain
import JSON
import TestSupport
import Testing

@Suite("Rules of rooms, and rooms that go with activities")
struct RoomRuleTests {
    @Test("Who may book a room, how long before and for how long: each refusal names the rule and its number")
    func rules() async throws {
        let desk = try await CaseDesk(["social_worker", "org_operator"])
        let operates = try #require(try desk.get("org_operator", "me").at("scope.organization_id")?.integer)
        let venue = try desk.make(
            "secretary",
            "venues",
            #"{"kind": "other", "name": "新馆", "operator_id": \#(operates)}"#
        )
        for weekday in 1...7 {
            let hours = #"{"venue_id": \#(venue), "weekday": \#(weekday), "opens": "08:00", "closes": "22:00"}"#
            _ = try desk.make("secretary", "opening-hours", hours)
        }
        let room = try desk.make(
            "secretary",
            "rooms",
            """
            {"venue_id": \(venue), "name": "排练厅", "notice_hours": 24, "days_ahead": 30, "longest_minutes": 120, \
            "cancel_hours": 12}
            """
        )
        let booking = { (from: String, to: String, more: String) in
            #"{"room_id": \#(room), "title": "排练", "starts_at": "\#(from):00+08:00", "ends_at": "\#(to):00+08:00"\#(more)}"#
        }
        let soon = try desk.send("social_worker", "bookings", booking("2022-01-17T18:00", "2022-01-17T21:00", ""))
        #expect(soon.faults == ["#/ends_at too_long", "#/starts_at too_soon"])
        #expect(soon.text.contains("每次最多 120 分钟，申请 180 分钟") && soon.text.contains("须提前 24 小时预约"))
        let far = try desk.send("social_worker", "bookings", booking("2022-03-01T18:00", "2022-03-01T20:00", ""))
        #expect(far.faults == ["#/starts_at too_early"])
        #expect(
            try desk.send("secretary", "bookings", booking("2022-01-17T18:00", "2022-01-17T21:00", "")).status == 201
        )
        let rule = #", "rule": "FREQ=WEEKLY;BYDAY=TU,TH;COUNT=4""#
        let first = try desk.make(
            "social_worker",
            "bookings",
            booking("2022-01-20T19:00", "2022-01-20T20:30", rule)
        )
        let rest = try desk.items("secretary", "bookings?first_id=\(first)&sort=starts_at")
        let days = rest.compactMap { $0["starts_at"]?.string?.prefix(10) }.map(String.init)
        #expect(days == ["2022-01-25", "2022-01-27", "2022-02-01"])
        let endless = booking("2022-01-20T09:00", "2022-01-20T10:00", #", "rule": "FREQ=DAILY""#)
        #expect(try desk.send("secretary", "bookings", endless).faults == ["#/rule too_many"])
        let broken = booking("2022-01-20T09:00", "2022-01-20T10:00", #", "rule": "FREQ=OFTEN;X""#)
        #expect(try desk.send("secretary", "bookings", broken).faults == ["#/rule bad_rule"])
        // Ten in the evening before is too late for nineteen o'clock less twelve hours, for whoever has no keys.
        try await desk.turn(to: CaseDesk.monday.advanced(bySeconds: 3 * 86_400))
        #expect(try desk.send("social_worker", "bookings/\(first)/cancel").code == "too_late")
        #expect(try desk.send("secretary", "bookings/\(first)/cancel").status == 200)
        try desk.send("secretary", "rooms/\(room)", #"{"booked_by": "operator"}"#, "PATCH")
        let next = booking("2022-02-03T10:00", "2022-02-03T11:00", "")
        #expect(try desk.send("social_worker", "bookings", next).code == "not_for_you")
        #expect(try desk.send("org_operator", "bookings", next).status == 201)
    }

    @Test("The room of an activity moves with it, refuses the move where somebody else has it, and is given back")
    func activityRoom() async throws {
        let hall = try await ActivityDesk()
        let desk = hall.desk
        let id = try hall.activity()
        let times = { (from: String, to: String) in
            #""starts_at": "2022-01-18T\#(from):00+08:00", "ends_at": "2022-01-18T\#(to):00+08:00""#
        }
        let kept = #"{"room_id": 1, "title": "茶艺课", "activity_id": \#(id), \#(times("08:30", "10:15"))}"#
        _ = try desk.make("secretary", "bookings", kept)
        _ = try desk.make("secretary", "bookings", #"{"room_id": 1, "title": "读书会", \#(times("13:00", "15:00"))}"#)
        let blocked = try desk.send("secretary", "activities/\(id)", "{\(times("14:00", "15:00"))}", "PATCH")
        #expect(blocked.code == "slot_taken" && blocked.text.contains("读书会"))
        #expect(try desk.get("secretary", "activities/\(id)")["starts_at"]?.string == "2022-01-18T09:00:00+08:00")
        #expect(
            try desk.send("secretary", "activities/\(id)", "{\(times("15:30", "16:30"))}", "PATCH").status == 200
        )
        let rooms = { try desk.items("secretary", "activities/\(id)/bookings?status=booked") }
        let moved = try rooms()
        #expect(moved.map { $0["starts_at"]?.string } == ["2022-01-18T15:00:00+08:00"])
        #expect(moved.map { $0["ends_at"]?.string } == ["2022-01-18T16:45:00+08:00"])
        try desk.send("secretary", "activities/\(id)/cancel", #"{"reason": "老师生病"}"#)
        #expect(try rooms().isEmpty)
    }
}

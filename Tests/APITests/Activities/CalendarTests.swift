import JSON
import TestSupport
import Testing

@Suite("The calendar of activities")
struct CalendarTests {
    @Test(
        "Anybody follows what is on in a community, a grid or an organization; what was called off stays as cancelled"
    )
    func feeds() async throws {
        let hall = try await ActivityDesk()
        let desk = hall.desk
        let id = try hall.activity(#", "organizer_id": 1, "venue_id": 1"#)
        let far = try hall.activity(#", "for_grid_id": 2"#)
        let draft = try hall.activity(isDraft: true)
        try desk.send("secretary", "activities/\(draft)/cancel")
        let read = { (query: String) in
            try desk.client.send("GET", "/api/v1/activities.ics\(query)")
        }
        let name = { (id: Int64) in "UID:activity-\(id).community-1@linli" }
        let all = try read("")
        #expect(all.status == 200 && all.header("Content-Type") == "text/calendar; charset=utf-8")
        #expect(
            all.text.hasPrefix("BEGIN:VCALENDAR\r\n") && all.text.contains(name(id)) && all.text.contains(name(far))
        )
        #expect(!all.text.contains(name(draft)))
        let tag = try #require(all.header("ETag"))
        let again = try desk.client.send("GET", "/api/v1/activities.ics", headers: [("If-None-Match", tag)])
        #expect(again.status == 304)
        let near = try read("?grid_id=1").text
        #expect(near.contains(name(id)) && !near.contains(name(far)))
        let own = try read("?organizer_id=1").text
        #expect(own.contains(name(id)) && !own.contains(name(far)))
        let moved = #"{"starts_at": "2022-01-18T08:00:00+08:00"}"#
        try desk.send("secretary", "activities/\(id)", moved, "PATCH")
        try desk.send("secretary", "activities/\(id)/cancel")
        let one = try desk.client.send("GET", "/api/v1/activities/\(id)/activity.ics").text
        #expect(one.contains("DTSTART:20220118T000000Z\r\n") && one.contains("SEQUENCE:2\r\n"))
        #expect(one.contains("STATUS:CANCELLED\r\n"))
        #expect(try desk.client.send("GET", "/api/v1/activities/\(draft)/activity.ics").status == 404)
    }
}

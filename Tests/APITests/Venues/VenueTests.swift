import App
import Domain
import JSON
import Storage
import TestSupport
import Testing

@Suite("Venues, their times and their bookings")
struct VenueTests {
    private func bookHouse(_ desk: CaseDesk) throws -> (venue: Int64, room: Int64) {
        let venue = try desk.make("secretary", "venues", #"{"kind": "reading_room", "name": "新书屋", "operator_id": 1}"#)
        let room = try desk.make("secretary", "rooms", #"{"venue_id": \#(venue), "name": "二楼", "floor": 2}"#)
        for weekday in 1...5 {
            let hours =
                #"{"venue_id": \#(venue), "weekday": \#(weekday), "opens": "18:00", "closes": "21:00", "from_date": "2022-01-01", "reason": "开馆时漏登"}"#
            _ = try desk.make("secretary", "opening-hours", hours)
        }
        return (venue, room)
    }

    private func booking(_ room: Int64, _ day: String, _ from: String, _ to: String, _ more: String = "") -> String {
        """
        {"room_id": \(room), "title": "茶艺课", "starts_at": "\(day)T\(from):00+08:00", "ends_at": "\(day)T\(to):00+08:00"\(more)}
        """
    }

    @Test("社区书屋晚间开放: open now or when next, with exceptions, for everybody")
    func openNow() async throws {
        let desk = try await CaseDesk()
        let venue = try bookHouse(desk).venue
        let look = { try desk.client.send("GET", "/api/v1/venues/\(venue)/open-now").json() }
        let morning = try look()
        #expect(morning["open"]?.bool == false)
        #expect(morning["next_opening"]?.string == "2022-01-17T18:00:00+08:00")
        let holiday = #"{"venue_id": \#(venue), "on_date": "2022-01-17", "reason": "盘点"}"#
        let closed = try desk.make("secretary", "opening-exceptions", holiday)
        #expect(try desk.send("secretary", "opening-exceptions", holiday).code == "duplicate")
        #expect(try look()["next_opening"]?.string == "2022-01-18T18:00:00+08:00")
        #expect(try desk.send("secretary", "opening-exceptions/\(closed)", "", "DELETE").status == 204)
        try await desk.turn(to: CaseDesk.monday.advanced(bySeconds: 10 * 3600))
        let evening = try look()
        #expect(evening["open"]?.bool == true && evening["closes_at"]?.string == "2022-01-17T21:00:00+08:00")
        let half = #"{"venue_id": \#(venue), "weekday": 6, "opens": "09:00"}"#
        #expect(try desk.send("secretary", "opening-hours", half).faults == ["#/closes required"])
    }

    @Test("A room is never booked twice, however many ask at once, and a row of weeks is booked whole or not at all")
    func apart() async throws {
        let desk = try await CaseDesk()
        let room = try bookHouse(desk).room
        let evening = booking(room, "2022-01-18", "18:00", "20:00")
        let answers = try await desk.race("secretary", "bookings", Array(repeating: evening, count: 24))
        #expect(answers.count { $0.status == 201 } == 1)
        #expect(answers.count { $0.status == 409 && $0.code == "slot_taken" } == 23)
        // Those that only touch do not overlap.
        let after = try desk.send("secretary", "bookings", booking(room, "2022-01-18", "20:00", "21:00"))
        #expect(after.status == 201)
        let row = booking(room, "2022-01-11", "19:00", "20:30", #", "weeks": 4"#)
        let refused = try desk.send("secretary", "bookings", row)
        #expect(refused.faults == ["#/starts_at past", "#/starts_at slot_taken"])
        #expect(refused.text.contains("2022-01-18 18:00 至 2022-01-18 20:00 已预约给“茶艺课”"))
        let weekly = booking(room, "2022-01-20", "19:00", "20:30", #", "weeks": 3"#)
        let first = try desk.make("secretary", "bookings", weekly)
        #expect(try desk.items("secretary", "bookings?first_id=\(first)").count == 2)
        #expect(
            try desk.send("secretary", "bookings", booking(room, "2022-02-03", "20:00", "21:00")).code == "slot_taken"
        )
        #expect(try desk.send("secretary", "bookings/\(first)/cancel", #"{"following": true}"#).status == 200)
        let free = try desk.items("secretary", "bookings?first_id=\(first)&status=cancelled")
        #expect(free.count == 2)
        #expect(try desk.send("secretary", "bookings/\(first)/cancel").code == "illegal_move")
        #expect(try Checkup.examine(desk.test.folder).isEmpty)
    }

    @Test("Whoever does not keep the keys books within the opening times; residents do not book")
    func withinHours() async throws {
        let desk = try await CaseDesk(["social_worker"])
        let room = try bookHouse(desk).room
        let noon = booking(room, "2022-01-18", "12:00", "13:00")
        #expect(try desk.send("social_worker", "bookings", noon).faults == ["#/starts_at closed"])
        #expect(try desk.send("secretary", "bookings", noon).status == 201)
        let evening = booking(room, "2022-01-19", "18:00", "21:00")
        #expect(try desk.send("social_worker", "bookings", evening).status == 201)
        #expect(try desk.send("resident", "bookings", evening).status == 403)
        let long = booking(room, "2022-01-20", "21:00", "18:00")
        #expect(try desk.send("secretary", "bookings", long).faults == ["#/ends_at too_long"])
    }

    @Test("The report counts hours outside the office, days kept, visitors, bookings and what took place")
    func report() async throws {
        let desk = try await CaseDesk()
        let (venue, room) = try bookHouse(desk)
        for (day, people) in [("2022-01-10", 12), ("2022-01-11", 30), ("2022-01-15", 5)] {
            let body = #"{"venue_id": \#(venue), "on_date": "\#(day)", "visitors": \#(people)}"#
            _ = try desk.make("secretary", "visit-counts", body)
        }
        let many = #"{"venue_id": \#(venue), "on_date": "2022-01-16", "visitors": 5001}"#
        #expect(try desk.send("staff", "visit-counts", many).faults == ["#/visitors beyond_limit"])
        _ = try desk.make("secretary", "bookings", booking(room, "2022-01-18", "18:00", "19:30"))
        let held = """
            {"kind": "class", "title": "古筝", "venue_id": \(venue), "starts_at": "2022-01-12T19:00:00+08:00", \
            "ends_at": "2022-01-12T20:00:00+08:00", "held": {"head_count": 9}}
            """
        _ = try desk.make("secretary", "activities", held)
        let report = try desk.get("secretary", "reports/venues?from=2022-01-10&to=2022-01-21")
        let row = try #require(report["venues"]?.elements.map { $0 }.first { $0["id"]?.integer == venue })
        let figures = ["open_minutes", "outside_minutes", "planned_days", "kept_days", "visitors", "bookings"]
        #expect(figures.map { row[$0]?.integer ?? -1 } == [1800, 1800, 10, 2, 47, 1])
        // Another timetable from today on leaves the days before as they were: the last week has half its minutes, no other.
        for hours in try desk.items("secretary", "venues/\(venue)/opening-hours") {
            let path = "opening-hours/\(hours["id"]?.integer ?? 0)"
            let change = #"{"closes": "19:30"}"#
            let tag = [("If-Match", "*")]
            let token = desk.tokens["secretary"]
            let answer = try desk.client.send("PATCH", "/api/v1/\(path)", token: token, headers: tag, body: change)
            #expect(answer.status == 200)
        }
        let after = try desk.get("secretary", "reports/venues?from=2022-01-10&to=2022-01-21")
        let changed = after["venues"]?.elements.map { $0 }.first { $0["id"]?.integer == venue }
        #expect(changed?["open_minutes"]?.integer == 1350)
        #expect(row["booked_minutes"]?.integer == 90 && row["person_times"]?.integer == 9)
        let lessons = report["lessons"]?.elements.map { $0 }.filter { $0["venue_id"]?.integer == venue } ?? []
        #expect(lessons.map { $0["lessons"]?.integer } == [1])
        #expect(try desk.send("secretary", "reports/venues?from=2019-01-01&to=2022-01-01", "", "GET").status == 400)
    }

    @Test("晚间周末开放，补充社区非办公时间: the book house of the article is open when the office is not, and three classes a month")
    func bookHouseOfTheArticle() async throws {
        let test = try await TestServer.demo()
        let token = try await test.token("secretary")
        let get = { (path: String) in try test.client().send("GET", "/api/v1/\(path)", token: token).json() }
        let report = try get("reports/venues?from=2021-01-01&to=2021-12-31")
        let row = try #require(report["venues"]?.elements.map { $0 }.first { $0["name"]?.string == "社区书屋" })
        let (open, outside) = (row["open_minutes"]?.integer ?? 0, row["outside_minutes"]?.integer ?? 0)
        // All of it, but for the days of the weekend that were worked in place of others.
        #expect(open > 0 && outside * 10 > open * 9)
        let id = try #require(row["id"]?.integer)
        let lessons = report["lessons"]?.elements.map { $0 }.filter { $0["venue_id"]?.integer == id } ?? []
        #expect(lessons.count == 12 && lessons.allSatisfy { ($0["lessons"]?.integer ?? 0) >= 3 })
        #expect(try get("venues/\(id)/offerings")["items"]?.count == 3)
    }
}

import JSON
import TestSupport
import Testing

@Suite("特殊开放日与预约：one day holds in one way, and who booked hears of it")
struct OpeningChangeTests {
    private struct Place {
        let venue: Int64
        let room: Int64
        let hours: Int64
    }

    private func open(_ desk: CaseDesk, operates: Int64, name: String = "邻里馆") throws -> Place {
        let venue = try desk.make(
            "secretary",
            "venues",
            #"{"kind": "other", "name": "\#(name)", "operator_id": \#(operates)}"#
        )
        let room = try desk.make("secretary", "rooms", #"{"venue_id": \#(venue), "name": "二楼"}"#)
        let hours =
            #"{"venue_id": \#(venue), "weekday": 2, "opens": "09:00", "closes": "21:00", "from_date": "2022-01-01", "reason": "开馆时漏登"}"#
        return Place(venue: venue, room: room, hours: try desk.make("secretary", "opening-hours", hours))
    }

    private func booking(_ room: Int64, _ more: String = "") -> String {
        """
        {"room_id": \(room), "title": "茶艺课", "starts_at": "2022-01-18T18:00:00+08:00", \
        "ends_at": "2022-01-18T20:00:00+08:00"\(more)}
        """
    }

    @Test(
        "A day that is entered as closed is not entered as open, and hours do not overlap; the refusal names the other"
    )
    func contradictions() async throws {
        let desk = try await CaseDesk()
        let venue = try open(desk, operates: 1).venue
        func day(_ hours: String) throws -> HTTPAnswer {
            try desk.send(
                "secretary",
                "opening-exceptions",
                #"{"venue_id": \#(venue), "on_date": "2022-01-20"\#(hours)}"#
            )
        }
        let morning = try day(#", "opens": "09:00", "closes": "12:00""#)
        let id = try #require(try morning.json()["id"]?.integer)
        let closed = try day("")
        #expect(closed.status == 409 && closed.code == "contradicting_exception")
        #expect(try closed.text.contains("09:00–12:00 开放") && closed.json()["exception_id"]?.integer == id)
        #expect(try day(#", "opens": "11:00", "closes": "13:00""#).code == "contradicting_exception")
        let noon = try #require(try day(#", "opens": "12:00", "closes": "13:00""#).json()["id"]?.integer)
        let longer = try desk.send("secretary", "opening-exceptions/\(noon)", #"{"opens": "11:30"}"#, "PATCH")
        #expect(longer.code == "contradicting_exception")
        #expect(try desk.send("secretary", "opening-exceptions/\(id)", "", "DELETE").status == 204)
        #expect(try desk.send("secretary", "opening-exceptions/\(noon)", #"{"opens": "11:30"}"#, "PATCH").status == 200)
    }

    @Test("Who booked a room, and who holds the class in it, hear that it is closed; the answer lists what is touched")
    func closing() async throws {
        let desk = try await CaseDesk(["org_operator", "social_worker"])
        let operates = try #require(try desk.get("org_operator", "me").at("scope.organization_id")?.integer)
        let place = try open(desk, operates: operates)
        let activity = try desk.make(
            "secretary",
            "activities",
            """
            {"kind": "class", "title": "茶艺课", "organizer_id": \(operates), "starts_at": "2022-01-18T18:30:00+08:00", \
            "ends_at": "2022-01-18T19:30:00+08:00"}
            """
        )
        let id = try desk.make("social_worker", "bookings", booking(place.room, #", "activity_id": \#(activity)"#))
        let body = #"{"venue_id": \#(place.venue), "on_date": "2022-01-18", "reason": "消防检查"}"#
        let closed = try desk.send("secretary", "opening-exceptions", body)
        #expect(closed.status == 201)
        let touched = try closed.json()["bookings"]?.elements.map { $0["id"]?.integer }
        #expect(touched == [id])
        for login in ["social_worker", "org_operator"] {
            let notice = try #require(
                try desk.items(login, "notifications").first { $0["topic"]?.string == "venue_closed" }
            )
            let text = notice["text"]?.string ?? ""
            #expect(text.contains("2022-01-18 18:00") && text.contains("邻里馆 二楼") && text.contains("消防检查"), "\(login)")
        }
        #expect(try desk.items("secretary", "notifications").allSatisfy { $0["topic"]?.string != "venue_closed" })
        // Nothing more is touched by what stays closed.
        let exception = try #require(try closed.json()["id"]?.integer)
        let again = try desk.send("secretary", "opening-exceptions/\(exception)", #"{"reason": "停电"}"#, "PATCH")
        #expect(try again.json()["bookings"]?.count == 0)
    }

    @Test("Shorter hours from today on touch what was booked within the old ones")
    func shorter() async throws {
        let desk = try await CaseDesk(["social_worker"])
        let place = try open(desk, operates: 1)
        let id = try desk.make("social_worker", "bookings", booking(place.room))
        let change = try desk.send("secretary", "opening-hours/\(place.hours)", #"{"closes": "19:00"}"#, "PATCH")
        #expect(try change.json()["bookings"]?.elements.map { $0["id"]?.integer } == [id])
        #expect(try desk.items("social_worker", "notifications").first?["topic"]?.string == "venue_closed")
    }

    @Test("A booking is for an activity that is still to come and at its time; several are for a series")
    func activities() async throws {
        let desk = try await CaseDesk()
        let place = try open(desk, operates: 1)
        func activity(_ from: String, _ to: String) throws -> Int64 {
            try desk.make(
                "secretary",
                "activities",
                #"{"kind": "class", "title": "茶艺", "starts_at": "\#(from):00+08:00", "ends_at": "\#(to):00+08:00"}"#
            )
        }
        let other = try activity("2022-01-19T18:00", "2022-01-19T20:00")
        let wrong = try desk.send("secretary", "bookings", booking(place.room, #", "activity_id": \#(other)"#))
        #expect(wrong.faults == ["#/activity_id other_time"])
        let evening = try activity("2022-01-18T19:00", "2022-01-18T21:00")
        let weekly = try desk.send(
            "secretary",
            "bookings",
            booking(place.room, #", "activity_id": \#(evening), "weeks": 3"#)
        )
        #expect(weekly.faults == ["#/activity_id one_meeting"])
        try desk.send("secretary", "activities/\(evening)/cancel")
        let late = try desk.send("secretary", "bookings", booking(place.room, #", "activity_id": \#(evening)"#))
        #expect(late.faults == ["#/activity_id not_to_come"])
        let series = """
            {"kind": "class", "title": "茶艺", "rule": "FREQ=WEEKLY;COUNT=2", "starts_at": "2022-01-18T18:00:00+08:00", \
            "ends_at": "2022-01-18T20:00:00+08:00"}
            """
        let id = try desk.make("secretary", "activity-series", series)
        let meetings = try desk.items("secretary", "activity-series/\(id)/activities?sort=starts_at")
            .compactMap { $0["id"]?.integer }
        let row = { (weeks: Int) in self.booking(place.room, #", "activity_id": \#(meetings[0]), "weeks": \#(weeks)"#) }
        #expect(try desk.send("secretary", "bookings", row(3)).faults == ["#/activity_id no_meeting"])
        let first = try desk.make("secretary", "bookings", row(2))
        let rooms = try desk.items("secretary", "venues/\(place.venue)/bookings?sort=starts_at")
        #expect(rooms.first?["id"]?.integer == first)
        #expect(rooms.map { $0["activity_id"]?.integer } == meetings)
    }

    @Test("That a room is taken says by whom only to those who may look that booking up")
    func taken() async throws {
        let desk = try await CaseDesk(["org_operator"])
        let operates = try #require(try desk.get("org_operator", "me").at("scope.organization_id")?.integer)
        let place = try open(desk, operates: desk.company)
        _ = try desk.make("secretary", "bookings", booking(place.room))
        let stranger = try desk.send("org_operator", "bookings", booking(place.room))
        #expect(stranger.status == 409 && stranger.text.contains("2022-01-18 18:00 至 2022-01-18 20:00 已有预约"))
        #expect(!stranger.text.contains("茶艺课") && operates != desk.company)
        #expect(try desk.send("secretary", "bookings", booking(place.room)).text.contains("已预约给“茶艺课”"))
        // The history of a venue is its operator's to read.
        let own = try open(desk, operates: operates, name: "邻家馆")
        _ = try desk.make("secretary", "bookings", booking(own.room))
        _ = try desk.make(
            "secretary",
            "visit-counts",
            #"{"venue_id": \#(own.venue), "on_date": "2022-01-11", "visitors": 7}"#
        )
        #expect(try desk.items("org_operator", "venues/\(own.venue)/bookings").count == 1)
        #expect(try desk.items("org_operator", "venues/\(own.venue)/visit-counts").count == 1)
        #expect(try desk.items("org_operator", "venues/\(place.venue)/bookings").isEmpty)
    }
}

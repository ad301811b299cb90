import Domain
import JSON
import TestSupport
import Testing

@Suite("活动台：what is corrected, taken back, refused or moved is said plainly and once")
struct DeskHonestyTests {
    @Test(
        "Figures that others have counted on are corrected with a reason that stays; far more people than places are asked about"
    )
    func corrections() async throws {
        let desk = try await CaseDesk()
        let held = """
            {"kind": "class", "title": "花艺", "starts_at": "2022-01-10T09:00:00+08:00", "capacity": 12, \
            "ends_at": "2022-01-10T10:00:00+08:00", "held": {"head_count": 9}}
            """
        let id = try desk.make("staff", "activities", held)
        let path = "activities/\(id)/head-count"
        let slip = try desk.send("staff", path, #"{"head_count": 30}"#)
        #expect(slip.faults == ["#/head_count unlikely"] && slip.text.contains("200%"), "\(slip.text)")
        let nested = held.replacing("花艺", with: "茶艺").replacing("9}", with: "30}")
        #expect(try desk.send("staff", "activities", nested).faults == ["#/held/head_count unlikely"])
        #expect(try desk.send("staff", path, #"{"head_count": 10}"#).status == 200)
        #expect(try desk.get("staff", "activities/\(id)")["corrected_at"]?.isNull == true)
        try await desk.turn(to: CaseDesk.monday.advanced(bySeconds: 60 * 86_400))
        let silent = try desk.send("staff", path, #"{"head_count": 11}"#)
        #expect(silent.faults == ["#/reason required"] && silent.text.contains("31 天"), "\(silent.text)")
        let said = try desk.send("staff", path, #"{"head_count": 30, "reason": "签到纸补录"}"#)
        #expect(said.status == 200)
        #expect(try said.json()["count_reason"]?.string == "签到纸补录" && said.json()["corrected_at"]?.string != nil)
    }

    @Test("An activity that is held elsewhere gives its rooms of the old place back, and the answer names them")
    func rooms() async throws {
        let hall = try await ActivityDesk()
        let desk = hall.desk
        let venues = try ["东馆", "西馆"].map {
            try desk.make("secretary", "venues", #"{"kind": "other", "name": "\#($0)"}"#)
        }
        let room = try desk.make("secretary", "rooms", #"{"venue_id": \#(venues[0]), "name": "一室"}"#)
        let id = try hall.activity(#", "venue_id": \#(venues[0])"#)
        let booking = """
            {"room_id": \(room), "title": "茶艺课", "activity_id": \(id), "starts_at": "2022-01-18T09:00:00+08:00", \
            "ends_at": "2022-01-18T10:00:00+08:00"}
            """
        let kept = try desk.make("staff", "bookings", booking)
        let moved = try desk.send("secretary", "activities/\(id)", #"{"venue_id": \#(venues[1])}"#, "PATCH")
        #expect(try moved.json().at("released_bookings.0.id")?.integer == kept, "\(moved.text)")
        #expect(try desk.get("secretary", "bookings/\(kept)")["status"]?.string == "cancelled")
        let heard = try desk.items("staff", "notifications").compactMap { $0["text"]?.string }
        #expect(heard.contains { $0.contains("东馆 一室 预约已退回") }, "\(heard)")
    }

    @Test("Hours that overlap others of the weekday are refused with their number; a moment can be asked about")
    func hours() async throws {
        let desk = try await CaseDesk()
        let venue = try desk.make("secretary", "venues", #"{"kind": "other", "name": "新馆"}"#)
        func open(_ from: String, _ to: String) throws -> HTTPAnswer {
            try desk.send(
                "secretary",
                "opening-hours",
                #"{"venue_id": \#(venue), "weekday": 1, "opens": "\#(from)", "closes": "\#(to)"}"#
            )
        }
        let first = try #require(try open("09:00", "21:00").json()["id"]?.integer)
        let second = try open("20:00", "22:00")
        #expect(second.status == 409 && second.code == "overlaps" && second.text.contains("09:00-21:00"))
        #expect(try second.json()["opening_hour_id"]?.integer == first)
        let later = try #require(try open("21:00", "22:00").json()["id"]?.integer)
        #expect(
            try desk.send("secretary", "opening-hours/\(later)", #"{"opens": "20:00"}"#, "PATCH").code == "overlaps"
        )
        let at = { (moment: String) in
            try desk.client.send("GET", "/api/v1/venues/\(venue)/open-now?at=\(moment)%2B08:00").json()["open"]?.bool
        }
        #expect(try at("2022-01-17T20:30:00") == true && at("2022-01-17T23:00:00") == false)
        #expect(try at("2022-01-18T20:30:00") == false)
    }

    @Test("Who holds something in a venue without a room booked there hears that it is closed, too")
    func closedOnActivities() async throws {
        let hall = try await ActivityDesk(["org_operator"])
        let desk = hall.desk
        let own = try #require(try desk.get("org_operator", "me").at("scope.organization_id")?.integer)
        let venue = try desk.make("secretary", "venues", #"{"kind": "other", "name": "新馆"}"#)
        let hours =
            #"{"venue_id": \#(venue), "weekday": 2, "opens": "08:00", "closes": "21:00", "from_date": "2022-01-01", "reason": "开馆时漏登"}"#
        _ = try desk.make("secretary", "opening-hours", hours)
        _ = try hall.activity(#", "venue_id": \#(venue), "organizer_id": \#(own)"#)
        _ = try hall.activity(#", "venue_id": \#(venue)"#)
        _ = try desk.make("secretary", "opening-exceptions", #"{"venue_id": \#(venue), "on_date": "2022-01-18"}"#)
        for login in ["org_operator", "staff"] {
            let heard = try desk.items(login, "notifications").filter { $0["topic"]?.string == "venue_closed" }
            #expect(heard.count == 1 && heard[0]["text"]?.string?.contains("新馆 不开放") == true, "\(login)")
        }
    }

    @Test("Staff book beyond the rules of a room, and the answer says which ones")
    func warnings() async throws {
        let desk = try await CaseDesk()
        let venue = try desk.make("secretary", "venues", #"{"kind": "other", "name": "新馆"}"#)
        let room = try desk.make(
            "secretary",
            "rooms",
            #"{"venue_id": \#(venue), "name": "一室", "longest_minutes": 120, "days_ahead": 30}"#
        )
        let booking = """
            {"room_id": \(room), "title": "排练", "starts_at": "2022-06-18T18:00:00+08:00", \
            "ends_at": "2022-06-18T22:00:00+08:00"}
            """
        let made = try desk.send("staff", "bookings", booking)
        #expect(made.status == 201)
        let codes = try made.json()["warnings"]?.elements.compactMap { $0["code"]?.string }
        #expect(codes == ["too_long", "too_early", "closed"], "\(made.text)")
        #expect(made.text.contains("每次最多 120 分钟，申请 240 分钟"))
    }

    @Test("What quotas have released does not keep the capacity up, and a fault stands where the number was written")
    func releasedQuotas() async throws {
        let hall = try await ActivityDesk()
        let desk = hall.desk
        let id = try hall.activity(#", "capacity": 4, "quotas_release_at": "2022-01-17T20:00:00+08:00""#, isDraft: true)
        let body = { (places: Int) in #"{"activity_id": \#(id), "from_age": 60, "places": \#(places)}"# }
        #expect(try desk.send("secretary", "sign-up-quotas", body(9)).faults == ["#/places more_kept_than_there_is"])
        _ = try desk.make("secretary", "sign-up-quotas", body(3))
        try desk.send("secretary", "activities/\(id)/publish")
        let lower = { try desk.send("secretary", "activities/\(id)", #"{"capacity": 2}"#, "PATCH") }
        #expect(try lower().faults == ["#/capacity more_kept_than_there_is"])
        try await desk.turn(to: CaseDesk.monday.advanced(bySeconds: 13 * 3600))
        #expect(try lower().status == 200)
    }

    @Test("A class that is called off is a newer and cancelled entry of every calendar; its notices are Chinese alone")
    func calledOff() async throws {
        let hall = try await ActivityDesk()
        let desk = hall.desk
        let id = try hall.activity()
        _ = try desk.make("resident", "sign-ups", #"{"activity_id": \#(id)}"#)
        let change = #"{"price_fen": 500, "venue_id": 1, "cancel_closes_at": "2022-01-17T20:00:00+08:00"}"#
        #expect(try desk.send("secretary", "activities/\(id)", change, "PATCH").status == 200)
        #expect(try desk.send("secretary", "activities/\(id)/cancel").status == 200)
        let file = try desk.client.send("GET", "/api/v1/activities/\(id)/activity.ics").text
        #expect(file.contains("STATUS:CANCELLED\r\n") && file.contains("SEQUENCE:2\r\n"), "\(file)")
        let texts = try desk.items("resident", "notifications?activity_id=\(id)").compactMap { $0["text"]?.string }
        #expect(texts.count == 3)
        for text in texts { #expect(!text.contains { $0.isASCII && $0.isLetter }, "\(text)") }
    }

    @Test("Who was refused hears why when they try again; the organiser lets them in")
    func refusedAgain() async throws {
        let hall = try await ActivityDesk()
        let desk = hall.desk
        let id = try hall.activity(#", "needs_approval": true"#)
        let own = try #require(try desk.get("resident", "me").at("scope.resident_id")?.integer)
        let first = try desk.make("resident", "sign-ups", #"{"activity_id": \#(id)}"#)
        #expect(try desk.send("resident", "sign-ups/\(first)/ticket", "", "GET").code == "no_place")
        try desk.send("secretary", "sign-ups/\(first)/refuse", #"{"reason": "仅限新学员"}"#)
        let again = try desk.send("resident", "sign-ups", #"{"activity_id": \#(id)}"#)
        #expect(again.status == 409 && again.code == "refused_before")
        #expect(try again.json()["reason"]?.string == "仅限新学员")
        _ = try hall.signUp(own, id)
    }

    @Test("A check-out and a check-in by mistake are taken back as long as they may be entered, also when it is over")
    func undone() async throws {
        let hall = try await ActivityDesk()
        let (desk, people) = (hall.desk, hall.people)
        let id = try hall.activity()
        let signUp = try hall.signUp(people[0], id)
        try await hall.turn(minutes: 5)
        try desk.send("secretary", "sign-ups/\(signUp)/check-in")
        try desk.send("secretary", "sign-ups/\(signUp)/check-out")
        let back = try desk.send("secretary", "sign-ups/\(signUp)/undo-check-in").json()
        #expect(back["status"]?.string == "attended" && back["checked_out_at"]?.isNull == true)
        try await hall.turn(minutes: 70)
        try desk.send("secretary", "activities/\(id)/finish")
        let gone = try desk.send("secretary", "sign-ups/\(signUp)/undo-check-in").json()
        #expect(gone["status"]?.string == "no_show" && gone["checked_in_at"]?.isNull == true)
        #expect(try desk.send("secretary", "sign-ups/\(signUp)/check-in").status == 200)
        try await hall.turn(minutes: 1_440)
        #expect(try desk.send("secretary", "sign-ups/\(signUp)/undo-check-in").code == "wrong_time")
    }

    @Test("One bad scan spoils no batch; who leaves before they came, or comes in time to come, is answered so")
    func scans() async throws {
        let hall = try await ActivityDesk()
        let (desk, people) = (hall.desk, hall.people)
        let id = try hall.activity()
        let (one, two) = (try hall.signUp(people[0], id), try hall.signUp(people[1], id))
        try await hall.turn(minutes: 30)
        let body = """
            {"activity_id": \(id), "scans": [{"nonce": "a", "sign_up_id": \(one), "at": "2022-01-18T09:20:00+08:00"}, \
            {"nonce": "b"}, {"nonce": "c", "sign_up_id": \(two), "at": "2022-01-18T15:00:00+08:00"}, \
            {"nonce": "d", "sign_up_id": \(one), "out": true, "at": "2022-01-18T09:10:00+08:00"}, \
            {"nonce": "e", "sign_up_id": \(one), "out": true, "at": "2022-01-18T09:25:00+08:00"}]}
            """
        let answer = try desk.send("secretary", "check-ins/batch", body)
        let outcomes = try answer.json()["items"]?.elements.compactMap { $0["outcome"]?.string }
        #expect(outcomes == ["in", "unknown", "wrong_time", "wrong_time", "out"], "\(answer.text)")
        let kept = try desk.get("secretary", "sign-ups/\(one)")
        #expect(kept["checked_in_at"]?.string == "2022-01-18T09:20:00+08:00")
        #expect(kept["checked_out_at"]?.string == "2022-01-18T09:25:00+08:00")
    }

    @Test(
        "All that is wrong with a sign-up is said at once; places that the organiser keeps are the organiser's to give"
    )
    func signUps() async throws {
        let hall = try await ActivityDesk()
        let (desk, people) = (hall.desk, hall.people)
        let id = try hall.activity(#", "capacity": 2, "reserved_places": 1, "party_limit": 2"#)
        let wrong = #"{"activity_id": \#(id), "resident_id": \#(people[0]), "party_size": 9, "answers": {"zz": 1}}"#
        let faults = try desk.send("secretary", "sign-ups", wrong).faults
        #expect(faults.count == 2 && faults.contains("#/party_size too_many"), "\(faults)")
        #expect(faults.contains { $0.hasPrefix("#/answers/zz ") }, "\(faults)")
        #expect(try desk.send("resident", "sign-ups", #"{"activity_id": \#(id), "reserved": true}"#).status == 403)
        let open = try hall.signUp(people[0], id)
        let waiting = try hall.signUp(people[1], id)
        let kept = try hall.signUp(people[2], id, more: #", "reserved": true"#)
        #expect(try [open, waiting, kept].map(hall.status) == ["confirmed", "waitlisted", "confirmed"])
    }

    @Test("A branch secretary who signs up members for another's Party day hears the rule, and not that there is none")
    func otherBranch() async throws {
        let hall = try await ActivityDesk(["branch_secretary"])
        let desk = hall.desk
        let day = try hall.activity(#", "party_organization_id": 1, "party_members_only": true"#)
        let refused = try desk.send(
            "branch_secretary",
            "sign-ups",
            #"{"activity_id": \#(day), "resident_id": \#(hall.people[0])}"#
        )
        #expect(refused.status == 403 && refused.code == "other_branch", "\(refused.text)")
    }

    @Test("Visitors whom the operator counted itself are marked, until staff count them")
    func visitors() async throws {
        let desk = try await CaseDesk(["org_operator"])
        let venue = try #require(try desk.items("org_operator", "visit-counts?limit=1").first?["venue_id"]?.integer)
        let count = #"{"venue_id": \#(venue), "on_date": "2022-01-17", "visitors": 5}"#
        let id = try desk.make("org_operator", "visit-counts", count)
        #expect(try desk.get("secretary", "visit-counts/\(id)")["hand_typed"]?.bool == true)
        #expect(try desk.send("staff", "visit-counts/\(id)", #"{"visitors": 6}"#, "PATCH").status == 200)
        #expect(try desk.get("secretary", "visit-counts/\(id)")["hand_typed"]?.bool == false)
    }
}

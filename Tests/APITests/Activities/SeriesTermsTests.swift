import Domain
import JSON
import TestSupport
import Testing

@Suite("系列条款：a series says all that an activity says, and its meetings carry it")
struct SeriesTermsTests {
    private func series(_ desk: CaseDesk, _ more: String, as login: String = "secretary") throws -> HTTPAnswer {
        try desk.send(
            login,
            "activity-series",
            """
            {"kind": "class", "title": "茶艺", "rule": "FREQ=WEEKLY;COUNT=3", "starts_at": "2022-02-05T19:00:00+08:00", \
            "ends_at": "2022-02-05T20:00:00+08:00"\(more)}
            """
        )
    }

    private func meetings(_ desk: CaseDesk, _ id: Int64) throws -> [JSONValue] {
        try desk.items("secretary", "activity-series/\(id)/activities?sort=starts_at")
    }

    @Test("Each meeting carries approval, places, price, eligibility and its windows before its own beginning")
    func template() async throws {
        let desk = try await CaseDesk()
        let terms = """
            , "capacity": 8, "reserved_places": 1, "needs_approval": true, "promotion": "offer", "price_fen": 1500, \
            "for_grid_id": 1, "for_care_tag": "empty_nest", "least_age": 60, "online_url": "https://class.example/tea", \
            "sign_up_opens_before": 10080, "sign_up_closes_before": 60, "cancel_closes_before": 1440, \
            "quotas_release_before": 2880
            """
        let id = try #require(try series(desk, terms).json()["id"]?.integer)
        let second = try #require(try meetings(desk, id).dropFirst().first)
        #expect(second["needs_approval"]?.bool == true && second["promotion"]?.string == "offer")
        #expect(second["reserved_places"]?.integer == 1 && second["price_fen"]?.integer == 1500)
        #expect(second["for_grid_id"]?.integer == 1 && second["for_care_tag"]?.string == "empty_nest")
        #expect(second["online_url"]?.string == "https://class.example/tea")
        #expect(second["sign_up_opens_at"]?.string == "2022-02-05T19:00:00+08:00")
        #expect(second["sign_up_closes_at"]?.string == "2022-02-12T18:00:00+08:00")
        #expect(second["cancel_closes_at"]?.string == "2022-02-11T19:00:00+08:00")
        #expect(second["quotas_release_at"]?.string == "2022-02-10T19:00:00+08:00")
    }

    @Test("All that is wrong with a series is said at once, as of an activity")
    func faults() async throws {
        let desk = try await CaseDesk(["social_worker"])
        let wrong = """
            , "capacity": 2, "reserved_places": 3, "online_url": "javascript:1", "sign_up_opens_before": 10, \
            "sign_up_closes_before": 60, "cancel_closes_before": -90, "for_grid_id": 999999, "party_members_only": true
            """
        let faults = try series(desk, wrong, as: "social_worker").faults
        #expect(
            Set(faults) == [
                "#/party_members_only not_allowed", "#/online_url not_a_link", "#/sign_up_closes_before before_opening",
                "#/cancel_closes_before after_end", "#/reserved_places more_kept_than_there_is",
                "#/for_grid_id unknown_reference",
            ],
            "\(faults)"
        )
        let id = try #require(try series(desk, #", "capacity": 2"#).json()["id"]?.integer)
        let change = #"{"rule": "FREQ=NEVER", "reserved_places": 9, "for_group_id": 999999}"#
        let patched = try desk.send("secretary", "activity-series/\(id)", change, "PATCH").faults
        let expected = [
            "#/rule bad_rule", "#/reserved_places more_kept_than_there_is", "#/for_group_id unknown_reference",
        ]
        #expect(Set(patched) == Set(expected), "\(patched)")
    }

    @Test("What was changed by hand on a meeting stays; the others follow the series, and their windows the beginning")
    func byHand() async throws {
        let desk = try await CaseDesk()
        let id = try #require(
            try series(desk, #", "capacity": 8, "price_fen": 500, "cancel_closes_before": 60"#).json()["id"]?.integer
        )
        let first = try #require(try meetings(desk, id).first?["id"]?.integer)
        #expect(try desk.send("secretary", "activities/\(first)", #"{"price_fen": 0}"#, "PATCH").status == 200)
        let change = """
            {"price_fen": 900, "capacity": 6, "starts_at": "2022-02-05T18:00:00+08:00", \
            "ends_at": "2022-02-05T19:00:00+08:00"}
            """
        #expect(try desk.send("secretary", "activity-series/\(id)", change, "PATCH").status == 200)
        let after = try meetings(desk, id)
        #expect(after.map { $0["price_fen"]?.integer } == [0, 900, 900])
        #expect(after.map { $0["capacity"]?.integer } == [6, 6, 6])
        #expect(after[1]["cancel_closes_at"]?.string == "2022-02-12T17:00:00+08:00")
        let moved = """
            {"on_date": "2022-02-12", "starts_at": "2022-02-10T10:00:00+08:00", "ends_at": "2022-02-10T11:00:00+08:00"}
            """
        let exception = try desk.send("secretary", "activity-series/\(id)/exceptions", moved)
        #expect(try exception.json()["cancel_closes_at"]?.string == "2022-02-10T09:00:00+08:00", "\(exception.text)")
    }

    @Test("Questions and places for a group are asked and kept at each meeting; announced ones keep their form")
    func parts() async throws {
        let hall = try await ActivityDesk()
        let desk = hall.desk
        let id = try #require(try series(desk, #", "capacity": 8"#).json()["id"]?.integer)
        let body = { (code: String) in
            #"{"series_id": \#(id), "code": "\#(code)", "title": "忌口", "kind": "text", "required": true}"#
        }
        let food = try desk.make("secretary", "series-questions", body("food"))
        #expect(try desk.send("secretary", "series-questions", body("food")).code == "duplicate")
        let elders = #"{"series_id": \#(id), "from_age": 60, "places": 2}"#
        let quota = try desk.make("secretary", "series-quotas", elders)
        #expect(try desk.send("secretary", "series-quotas", elders).code == "duplicate")
        let more = try desk.send("secretary", "series-quotas", #"{"series_id": \#(id), "grid_id": 1, "places": 7}"#)
        #expect(more.faults == ["#/places more_kept_than_there_is"])
        let list = try meetings(desk, id).compactMap { $0["id"]?.integer }
        for meeting in list {
            #expect(try desk.items("secretary", "activities/\(meeting)/questions").count == 1)
            #expect(try desk.items("secretary", "activities/\(meeting)/quotas").map { $0["places"]?.integer } == [2])
        }
        let own = try #require(try desk.items("secretary", "activities/\(list[0])/quotas").first?["id"]?.integer)
        #expect(try desk.send("secretary", "sign-up-quotas/\(own)", #"{"places": 1}"#, "PATCH").status == 200)
        try desk.send("secretary", "activity-series/\(id)/publish")
        #expect(try desk.send("secretary", "series-quotas/\(quota)", #"{"places": 4}"#, "PATCH").status == 200)
        let places = try list.map { try desk.items("secretary", "activities/\($0)/quotas").first?["places"]?.integer }
        #expect(places == [1, 4, 4])
        #expect(try desk.send("secretary", "series-questions/\(food)", "", "DELETE").status == 204)
        #expect(try desk.items("secretary", "activities/\(list[1])/questions").count == 1)
        let unanswered = try desk.send(
            "secretary",
            "sign-ups",
            #"{"activity_id": \#(list[1]), "resident_id": \#(hall.people[0])}"#
        )
        #expect(unanswered.faults == ["#/answers/food required"])
        #expect(try desk.items("secretary", "activity-series/\(id)/questions").isEmpty)
        #expect(try desk.items("secretary", "activity-series/\(id)/quotas").count == 1)
    }

    @Test("A series that is called off tells each person once, raises every meeting's number, and does not come back")
    func calledOff() async throws {
        let hall = try await ActivityDesk()
        let (desk, people) = (hall.desk, hall.people)
        let id = try #require(try series(desk, "").json()["id"]?.integer)
        let path = "activity-series/\(id)"
        try desk.send("secretary", "\(path)/publish")
        let list = try meetings(desk, id).compactMap { $0["id"]?.integer }
        for meeting in list { _ = try hall.signUp(people[0], meeting) }
        _ = try hall.signUp(people[1], list[2])
        // The first is over when the series ends.
        try await desk.turn(to: CaseDesk.monday.advanced(bySeconds: 20 * 86_400))
        let off = try desk.send("secretary", "\(path)/cancel", #"{"reason": "老师离开"}"#)
        #expect(try off.status == 200 && off.json()["cancelled_at"]?.string != nil, "\(off.text)")
        #expect(try off.json()["cancel_reason"]?.string == "老师离开")
        let after = try meetings(desk, id)
        #expect(after.map { $0["status"]?.string } == ["published", "cancelled", "cancelled"])
        #expect(after.map { $0["sequence"]?.integer } == [0, 1, 1])
        #expect(try await hall.topics(of: list[1], people[0]) == ["activity_cancelled"])
        #expect(try await hall.topics(of: list[2], people[0]).isEmpty)
        #expect(try await hall.topics(of: list[2], people[1]) == ["activity_cancelled"])
        let texts = try desk.items("secretary", "notifications?activity_id=\(list[1])").compactMap {
            $0["text"]?.string
        }
        #expect(texts.allSatisfy { $0.contains("老师离开") && $0.contains("2 次") }, "\(texts)")
        for act in ["publish", "cancel"] {
            #expect(try desk.send("secretary", "\(path)/\(act)").code == "series_cancelled", "\(act)")
        }
        #expect(try desk.send("secretary", path, #"{"title": "花艺"}"#, "PATCH").code == "series_cancelled")
        #expect(try desk.send("resident", "\(path)/sign-ups").code == "series_cancelled")
    }

    @Test("A series of the Party is the Party's to change, call off and ask")
    func ofParty() async throws {
        let desk = try await CaseDesk(["social_worker"])
        let id = try #require(try series(desk, #", "party_members_only": true"#).json()["id"]?.integer)
        let path = "activity-series/\(id)"
        let title = try desk.send("social_worker", path, #"{"title": "改名"}"#, "PATCH")
        #expect(title.status == 403 && title.code == "party_activity", "\(title.text)")
        for act in ["publish", "cancel"] {
            #expect(try desk.send("social_worker", "\(path)/\(act)").code == "party_activity", "\(act)")
        }
        let asked = #"{"series_id": \#(id), "code": "a", "title": "问", "kind": "text"}"#
        #expect(try desk.send("social_worker", "series-questions", asked).code == "party_activity")
        let meeting = try #require(try meetings(desk, id).first?["id"]?.integer)
        let own = #"{"activity_id": \#(meeting), "code": "a", "title": "问", "kind": "text"}"#
        #expect(try desk.send("social_worker", "activity-questions", own).code == "party_activity")
        let kept = #"{"activity_id": \#(meeting), "from_age": 60, "places": 0}"#
        #expect(try desk.send("social_worker", "sign-up-quotas", kept).code == "party_activity")
    }
}

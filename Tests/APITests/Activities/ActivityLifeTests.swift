import JSON
import TestSupport
import Testing

@Suite("The life of an activity")
struct ActivityLifeTests {
    @Test("Another time or place is told once to everybody who means to come, and counted for calendars")
    func changes() async throws {
        let hall = try await ActivityDesk()
        let (desk, people) = (hall.desk, hall.people)
        let id = try hall.activity(#", "capacity": 1"#)
        _ = try hall.signUp(people[0], id)
        _ = try hall.signUp(people[1], id)
        let left = try hall.signUp(people[2], id)
        #expect(try desk.send("secretary", "sign-ups/\(left)/cancel").status == 200)
        #expect(try desk.send("secretary", "activities/\(id)", #"{"summary": "带杯子"}"#, "PATCH").status == 200)
        #expect(try hall.number(id, "sequence") == 0)
        let moved =
            #"{"starts_at": "2022-01-18T14:00:00+08:00", "ends_at": "2022-01-18T15:00:00+08:00", "venue_id": 1}"#
        #expect(try desk.send("secretary", "activities/\(id)", moved, "PATCH").status == 200)
        #expect(try hall.number(id, "sequence") == 1)
        #expect(try await hall.topics(of: id, people[0]) == ["activity_changed"])
        #expect(try await hall.topics(of: id, people[1]) == ["activity_changed"])
        #expect(try await hall.topics(of: id, people[2]) == ["sign_up_cancelled"])
        #expect(try desk.send("secretary", "activities/\(id)/cancel", #"{"reason": "老师生病"}"#).status == 200)
        #expect(try await hall.topics(of: id, people[1]).sorted() == ["activity_cancelled", "activity_changed"])
        #expect(try desk.get("secretary", "activities/\(id)")["cancel_reason"]?.string == "老师生病")
        #expect(try desk.send("secretary", "activities/\(id)", moved, "PATCH").code == "not_changeable")
    }

    @Test("An activity that has been held is entered finished, with its attendance, in one call")
    func held() async throws {
        let hall = try await ActivityDesk()
        let (desk, people) = (hall.desk, hall.people)
        let body = { (day: String, held: String) in
            """
            {"kind": "three_society", "theme": "elderly", "title": "重阳敬老", "starts_at": "\(day)T09:00:00+08:00", \
            "ends_at": "\(day)T11:00:00+08:00", "held": \(held)}
            """
        }
        let early = try desk.send("secretary", "activities", body("2022-01-18", #"{"head_count": 3}"#))
        #expect(early.faults == ["#/ends_at not_over"])
        let guests = #"[{"resident_id": \#(people[0]), "party_size": 3}, {"resident_id": \#(people[1])}]"#
        let held = #"{"guests": \#(guests), "walk_ins": 5, "head_count": 1, "outcome": "四十位老人"}"#
        let answer = try desk.send("secretary", "activities", body("2022-01-11", held)).json()
        #expect(answer["status"]?.string == "finished" && answer["person_times"]?.integer == 10)
        #expect(answer["attended"]?.integer == 4 && answer["outcome"]?.string == "四十位老人")
        let twice = #"{"guests": [{"resident_id": \#(people[4])}, {"resident_id": \#(people[4])}]}"#
        #expect(try desk.send("secretary", "activities", body("2022-01-12", twice)).code == "duplicate")
        #expect(
            try desk.items(
                "secretary",
                "activities?starts_at.gte=2022-01-12T00:00:00%2B08:00&kind=three_society&status=finished"
            ).isEmpty
        )
    }
}

import JSON
import TestSupport
import Testing

@Suite("开始后报名：while it goes on, whoever comes is let in as long as there is room")
struct LateSignUpTests {
    @Test("Of a running activity without a limit nobody waits, also where sign-ups are approved or places are offered")
    func unlimited() async throws {
        let hall = try await ActivityDesk()
        let (desk, people) = (hall.desk, hall.people)
        let open = try hall.activity()
        let offered = try hall.activity(#", "promotion": "offer""#)
        let approved = try hall.activity(#", "needs_approval": true"#)
        try await hall.turn(minutes: 20)
        #expect(try hall.status(hall.signUp(people[0], open)) == "confirmed")
        #expect(try hall.status(hall.signUp(people[0], offered)) == "confirmed")
        let asked = try hall.signUp(people[0], approved)
        #expect(try hall.status(asked) == "pending")
        try desk.send("secretary", "sign-ups/\(asked)/approve")
        #expect(try hall.status(asked) == "confirmed")
        #expect(try desk.send("secretary", "sign-ups/\(asked)/check-in").status == 200)
        try await hall.turn(minutes: 60)
        let late = try desk.send("secretary", "sign-ups", #"{"activity_id": \#(open), "resident_id": \#(people[1])}"#)
        #expect(late.status == 409 && late.code == "closed" && late.text.contains("2022-01-18 10:00"), "\(late.text)")
    }

    @Test(
        "With a limit a free place is taken at once, and where none is one waits at the door until places are released"
    )
    func limited() async throws {
        let hall = try await ActivityDesk()
        let (desk, people) = (hall.desk, hall.people)
        let id = try hall.activity(#", "capacity": 2"#)
        let absent = try hall.signUp(people[0], id)
        try await hall.turn(minutes: 5)
        #expect(try hall.status(hall.signUp(people[1], id)) == "confirmed")
        let waiting = try hall.signUp(people[2], id)
        #expect(try hall.status(waiting) == "waitlisted")
        #expect(try desk.send("secretary", "sign-ups/\(waiting)/check-in").code == "not_approved")
        try await hall.turn(minutes: 16)
        #expect(try desk.send("secretary", "sign-ups/\(waiting)/check-in").status == 200)
        #expect(try hall.status(absent) == "no_show")
        // The place of whoever withdraws late goes to those who wait at the door, not past them.
        let other = try hall.activity(#", "capacity": 1"#)
        try await hall.turn(minutes: 17)
        _ = try hall.signUp(people[3], other)
        #expect(try hall.status(hall.signUp(people[4], other)) == "waitlisted")
        try desk.send("secretary", "activities/\(other)", #"{"capacity": 2}"#, "PATCH")
        #expect(try hall.status(hall.signUp(people[5], other)) == "waitlisted")
    }

    @Test("A limit that is taken off while people wait gives everybody a place")
    func limitTakenOff() async throws {
        let hall = try await ActivityDesk()
        let (desk, people) = (hall.desk, hall.people)
        let id = try hall.activity(#", "capacity": 1"#)
        _ = try hall.signUp(people[0], id)
        let waiting = try hall.signUp(people[1], id)
        try await hall.turn(minutes: 5)
        #expect(try desk.send("secretary", "activities/\(id)", #"{"capacity": null}"#, "PATCH").status == 200)
        #expect(try hall.status(waiting) == "confirmed")
    }

    @Test("Whoever signs up for what was just called off hears so, and of a draft that there is none")
    func justCalledOff() async throws {
        let hall = try await ActivityDesk()
        let desk = hall.desk
        let id = try hall.activity()
        try desk.send("secretary", "activities/\(id)/cancel")
        let late = try desk.send("resident", "sign-ups", #"{"activity_id": \#(id)}"#)
        #expect(late.status == 409 && late.code == "not_open" && late.text.contains("已取消"), "\(late.text)")
        let draft = try hall.activity(isDraft: true)
        let unknown = try desk.send("resident", "sign-ups", #"{"activity_id": \#(draft)}"#)
        #expect(unknown.faults == ["#/activity_id unknown_reference"])
    }

    @Test("A party that is too large hides neither a wrong answer nor who may not come")
    func allAtOnce() async throws {
        let hall = try await ActivityDesk()
        let (desk, people) = (hall.desk, hall.people)
        let id = try hall.activity(#", "capacity": 5, "least_age": 150"#)
        let body = """
            {"activity_id": \(id), "resident_id": \(people[0]), "party_size": 21, "answers": {"zz": 1}, "colour": "red"}
            """
        let faults = try desk.send("secretary", "sign-ups", body).faults
        let places = Set(faults.compactMap { $0.split(separator: " ").first.map(String.init) })
        #expect(places == ["#/party_size", "#/answers/zz", "#/resident_id", "#/colour"], "\(faults)")
        let alone = try desk.send("secretary", "sign-ups", #"{"activity_id": \#(id), "resident_id": \#(people[0])}"#)
        #expect(alone.status == 409 && alone.code == "not_eligible")
        let unknown = #"{"activity_id": \#(id), "resident_id": 999999, "party_size": 21}"#
        let wrong = try desk.send("secretary", "sign-ups", unknown).faults
        #expect(wrong == ["#/party_size out_of_range", "#/resident_id unknown_reference"])
        let nothing = #"{"activity_id": 999999, "resident_id": 999999, "party_size": 21}"#
        let all = Set(try desk.send("secretary", "sign-ups", nothing).faults)
        #expect(
            all == [
                "#/party_size out_of_range", "#/activity_id unknown_reference", "#/resident_id unknown_reference",
            ]
        )
    }
}

import JSON
import TestSupport
import Testing

@Suite("Series of activities")
struct SeriesTests {
    private static let rule = "FREQ=MONTHLY;BYDAY=1SA,2SA,3SA"

    private func tea(_ desk: CaseDesk, rule: String = rule) throws -> HTTPAnswer {
        try desk.send(
            "secretary",
            "activity-series",
            """
            {"kind": "class", "title": "成人茶艺", "theme": "culture", "venue_id": 1, "rule": "\(rule)", "per_month": 3, \
            "capacity": 2, "starts_at": "2022-02-05T19:00:00+08:00", "ends_at": "2022-02-05T20:30:00+08:00"}
            """
        )
    }

    @Test("一月三次课堂: meetings by the rule, one moved, one called off, the promise counted month by month")
    func meetings() async throws {
        let hall = try await ActivityDesk()
        let desk = hall.desk
        let id = try #require(try tea(desk).json()["id"]?.integer)
        let path = "activity-series/\(id)"
        #expect(try desk.get("secretary", path)["meetings"]?.integer == 41)
        #expect(try desk.send("secretary", "\(path)/publish").status == 200)
        #expect(try desk.get("secretary", path)["meetings"]?.integer == 41)
        let list = try desk.items("secretary", "\(path)/activities?sort=starts_at&limit=3")
        #expect(list.map { $0["series_on"]?.string } == ["2022-02-05", "2022-02-12", "2022-02-19"])
        #expect(list.allSatisfy { $0["status"]?.string == "published" && $0["capacity"]?.integer == 2 })
        #expect(list[0]["starts_at"]?.string == "2022-02-05T19:00:00+08:00")
        let meeting = try #require(list[1]["id"]?.integer)
        _ = try hall.signUp(hall.people[0], meeting)
        let moved =
            #"{"on_date": "2022-02-12", "starts_at": "2022-02-13T19:00:00+08:00", "ends_at": "2022-02-13T20:30:00+08:00"}"#
        let answer = try desk.send("secretary", "\(path)/exceptions", moved)
        #expect(try answer.json()["sequence"]?.integer == 1 && answer.json()["id"]?.integer == meeting)
        #expect(
            try desk.send("secretary", "\(path)/exceptions", #"{"on_date": "2022-02-19", "reason": "过节"}"#).status
                == 200
        )
        #expect(
            try desk.send("secretary", "\(path)/exceptions", #"{"on_date": "2022-02-20"}"#).faults == [
                "#/on_date no_meeting"
            ]
        )
        #expect(try await hall.topics(of: meeting, hall.people[0]) == ["activity_changed"])
        // Publishing again makes nothing that was moved or called off once more.
        #expect(try desk.send("secretary", "\(path)/publish").status == 200)
        #expect(try desk.get("secretary", path)["meetings"]?.integer == 41)
        let rows = try desk.get("secretary", "\(path)/months")["months"]?.elements.map { $0 } ?? []
        let figures = rows.prefix(2).map { row in ["planned", "cancelled", "missing"].map { row[$0]?.integer ?? -1 } }
        #expect(figures == [[2, 1, 1], [3, 0, 0]])
        // What is still to come has neither been kept nor broken.
        #expect(rows.prefix(2).map { $0["kept"]?.bool } == [nil, nil])
    }

    @Test("Somebody signs up for the whole series: each meeting answers for itself, and what is called off is told")
    func whole() async throws {
        let hall = try await ActivityDesk()
        let (desk, people) = (hall.desk, hall.people)
        let id = try #require(try tea(desk, rule: "\(Self.rule);COUNT=3").json()["id"]?.integer)
        let path = "activity-series/\(id)"
        try desk.send("secretary", "\(path)/publish")
        let first = try #require(try desk.items("secretary", "\(path)/activities?sort=starts_at").first?["id"]?.integer)
        _ = try hall.signUp(people[0], first)
        let body = #"{"resident_id": \#(people[0]), "party_size": 2}"#
        let answer = try desk.send("secretary", "\(path)/sign-ups", body).json()["items"]?.elements.map { $0 } ?? []
        #expect(answer.map { $0["status"]?.integer } == [409, 201, 201])
        #expect(
            answer[0].at("problem.code")?.string == "duplicate" && answer[1].at("entry.status")?.string == "confirmed"
        )
        let own = try desk.send("resident", "\(path)/sign-ups").json()["items"]?.elements.map { $0 } ?? []
        #expect(own.map { $0.at("entry.status")?.string } == ["confirmed", "waitlisted", "waitlisted"])
        #expect(try desk.send("secretary", "\(path)/cancel", #"{"reason": "老师离开"}"#).status == 200)
        #expect(try await hall.topics(of: first, people[0]) == ["activity_cancelled"])
        #expect(try desk.send("secretary", "\(path)/sign-ups", body).code == "series_cancelled")
    }

    @Test(
        "A changed series keeps what was moved by hand, moves the n-th to the n-th of the new rule, and tells who signed up"
    )
    func changed() async throws {
        let hall = try await ActivityDesk()
        let (desk, people) = (hall.desk, hall.people)
        let id = try #require(try tea(desk, rule: "\(Self.rule);COUNT=3").json()["id"]?.integer)
        let path = "activity-series/\(id)"
        try desk.send("secretary", "\(path)/publish")
        let before = try desk.items("secretary", "\(path)/activities?sort=starts_at").compactMap { $0["id"]?.integer }
        let moved =
            #"{"on_date": "2022-02-12", "starts_at": "2022-02-13T10:00:00+08:00", "ends_at": "2022-02-13T11:00:00+08:00"}"#
        try desk.send("secretary", "\(path)/exceptions", moved)
        let onto =
            #"{"on_date": "2022-02-19", "starts_at": "2022-02-13T10:30:00+08:00", "ends_at": "2022-02-13T11:30:00+08:00"}"#
        let clash = try desk.send("secretary", "\(path)/exceptions", onto)
        #expect(clash.status == 409 && clash.code == "meets_already", "\(clash.text)")
        for meeting in before { _ = try hall.signUp(people[0], meeting) }
        let change = """
            {"title": "茶艺与花道", "rule": "FREQ=MONTHLY;BYDAY=1SA,2SA,4SA;COUNT=3", \
            "starts_at": "2022-02-05T14:00:00+08:00", "ends_at": "2022-02-05T15:00:00+08:00"}
            """
        #expect(try desk.send("secretary", path, change, "PATCH").status == 200)
        let after = try desk.items("secretary", "\(path)/activities?sort=starts_at")
        #expect(after.map { $0["series_on"]?.string } == ["2022-02-05", "2022-02-12", "2022-02-26"])
        #expect(after.allSatisfy { $0["status"]?.string == "published" } && after[2]["id"]?.integer == before[2])
        #expect(after[2]["sequence"]?.integer == 1 && after[2]["confirmed"]?.integer == 1)
        #expect(after[0]["starts_at"]?.string == "2022-02-05T14:00:00+08:00")
        #expect(after[1]["starts_at"]?.string == "2022-02-13T10:00:00+08:00")
        #expect(after[0]["title"]?.string == "茶艺与花道" && after[2]["title"]?.string == "茶艺与花道")
        #expect(try await hall.topics(of: before[0], people[0]) == ["activity_changed"])
        #expect(try await hall.topics(of: before[1], people[0]).isEmpty)
        #expect(try await hall.topics(of: before[2], people[0]) == ["activity_changed"])
        // On another weekday all of them go along; what the shorter rule has no day for is called off.
        let sundays = #"{"rule": "FREQ=MONTHLY;BYDAY=1SU,2SU;COUNT=2"}"#
        #expect(try desk.send("secretary", path, sundays, "PATCH").status == 200)
        let last = try desk.items("secretary", "\(path)/activities?sort=id")
        #expect(last.compactMap { $0["id"]?.integer } == before)
        #expect(last.map { $0["series_on"]?.string } == ["2022-02-06", "2022-02-13", "2022-02-26"])
        #expect(last.map { $0["status"]?.string } == ["published", "published", "cancelled"])
        #expect(try await hall.topics(of: before[2], people[0]).first == "activity_cancelled")
        #expect(
            try desk.send("secretary", path, #"{"rule": "FREQ=YEARLY;X=1"}"#, "PATCH").faults == ["#/rule bad_rule"]
        )
    }

    @Test("Whoever names another organizer than the own is told so, and a change keeps the one that there is")
    func organizer() async throws {
        let desk = try await CaseDesk(["org_operator"])
        let own = try #require(try desk.get("org_operator", "me").at("scope.organization_id")?.integer)
        func series(_ organizer: Int64) -> String {
            """
            {"kind": "class", "title": "花艺", "rule": "FREQ=WEEKLY;COUNT=2", "organizer_id": \(organizer), \
            "starts_at": "2022-02-05T19:00:00+08:00", "ends_at": "2022-02-05T20:30:00+08:00"}
            """
        }
        let other = try desk.send("org_operator", "activity-series", series(desk.company))
        #expect(other.faults == ["#/organizer_id other_organizer"])
        let id = try desk.make("secretary", "activity-series", series(own))
        let longer = #"{"rule": "FREQ=WEEKLY;COUNT=3"}"#
        #expect(try desk.send("secretary", "activity-series/\(id)", longer, "PATCH").status == 200)
        #expect(try desk.send("org_operator", "activity-series/\(id)", #"{"title": "插花"}"#, "PATCH").status == 200)
        let meetings = try desk.items("secretary", "activity-series/\(id)/activities")
        #expect(meetings.count == 3 && meetings.allSatisfy { $0["organizer_id"]?.integer == own })
        #expect(try desk.get("secretary", "activity-series/\(id)")["organizer_id"]?.integer == own)
    }

    @Test("A rule that is none is refused with the part that is wrong, and one without meetings, too")
    func badRules() async throws {
        let desk = try await CaseDesk()
        let there = try desk.items("secretary", "activity-series").count
        let bad = try tea(desk, rule: "FREQ=MONTHLY;BYDAY=6SA")
        #expect(bad.faults == ["#/rule bad_rule"])
        #expect(bad.text.contains("重复规则有误：BYDAY"))
        let empty = try tea(desk, rule: "FREQ=MONTHLY;BYMONTH=2;BYMONTHDAY=30")
        #expect(empty.faults == ["#/rule no_meetings"])
        #expect(try desk.items("secretary", "activity-series").count == there)
    }
}

import Domain
import JSON
import Services
import TestSupport
import Testing

@Suite("The life of a sign-up")
struct SignUpLifeTests {
    @Test("Reserved and set-aside places stay for whom they are, and open at their hour to those who wait")
    func quotas() async throws {
        let hall = try await ActivityDesk()
        let (desk, people) = (hall.desk, hall.people)
        let id = try hall.activity(
            #", "capacity": 4, "reserved_places": 1, "quotas_release_at": "2022-01-17T20:00:00+08:00""#,
            isDraft: true
        )
        let far = try #require(
            try desk.items("secretary", "residents?grid_id=2&birth_year.lte=1990&limit=1").first?["id"]?.integer
        )
        let near = people.filter { $0 != far }
        let quota = try desk.make("secretary", "sign-up-quotas", #"{"activity_id": \#(id), "grid_id": 2, "places": 2}"#)
        let much = try desk.send(
            "secretary",
            "sign-up-quotas",
            #"{"activity_id": \#(id), "from_age": 60, "places": 2}"#
        )
        #expect(much.faults == ["#/places more_kept_than_there_is"])
        try desk.send("secretary", "activities/\(id)/publish")
        let late = try desk.send("secretary", "sign-up-quotas", #"{"activity_id": \#(id), "grid_id": 1, "places": 0}"#)
        #expect(late.code == "not_changeable")
        // One place is open to everybody; two wait for the grid, one for the organiser.
        let first = try hall.signUp(near[0], id)
        let second = try hall.signUp(near[1], id)
        let kept = try hall.signUp(near[2], id, more: #", "reserved": true"#)
        #expect(try [first, second, kept].map(hall.status) == ["confirmed", "waitlisted", "confirmed"])
        #expect(try hall.number(id, "free_places") == 0)
        let why = try desk.get("secretary", "activities/\(id)/why-waiting")
        #expect(why["reason"]?.string == "set_aside" && why.at("places.unclaimed")?.integer == 2)
        #expect(why.at("waiting.0.room")?.integer == 0 && why.at("quotas.0.set_aside")?.integer == 2)
        let own = try hall.signUp(far, id)
        #expect(try hall.status(own) == "confirmed")
        #expect(try desk.get("secretary", "sign-up-quotas/\(quota)")["taken"]?.integer == 1)
        try await desk.turn(to: CaseDesk.monday.advanced(bySeconds: 12 * 3600))
        #expect(try await hall.sweep() == 1)
        #expect(try await hall.sweep() == 0)
        #expect(try hall.status(second) == "confirmed")
        #expect(try await hall.topics(of: id, near[1]) == ["sign_up_confirmed"])
        let forbidden = try desk.send(
            "resident",
            "sign-ups",
            #"{"activity_id": \#(id), "reserved": true}"#
        )
        #expect(forbidden.status == 403)
    }

    @Test("A class for a service group, and places kept for one, go by who is of it; its members are listed on demand")
    func groups() async throws {
        let hall = try await ActivityDesk()
        let (desk, people) = (hall.desk, hall.people)
        #expect(try desk.send("secretary", "service-groups", #"{"name": "人人"}"#).faults == ["#/grid_id no_condition"])
        let group = try desk.make(
            "secretary",
            "service-groups",
            #"{"name": "二网格长者", "grid_id": 2, "least_age": 60, "purpose": "助餐"}"#
        )
        let emptied = try desk.send(
            "secretary",
            "service-groups/\(group)",
            #"{"grid_id": null, "least_age": null}"#,
            "PATCH"
        )
        #expect(emptied.faults == ["#/grid_id no_condition"])
        #expect(try desk.send("grid_worker", "service-groups", #"{"name": "我的", "grid_id": 1}"#).status == 403)
        // Born in 1961 or before, all have their sixtieth birthday behind them on 17 January 2022.
        let listed = try desk.items("secretary", "service-groups/\(group)/members?limit=200").compactMap {
            $0["id"]?.integer
        }
        let register = try desk.items("secretary", "residents?grid_id=2&birth_year.lte=1961&limit=200")
            .compactMap { $0["id"]?.integer }
        #expect(!listed.isEmpty && Set(register).isSubset(of: listed) && listed.count - register.count < 5)
        // A worker of another grid sees the group and nobody of it.
        #expect(try desk.items("grid_worker", "service-groups/\(group)/members").isEmpty)
        #expect(try desk.send("resident", "service-groups/\(group)", "", "GET").status == 404)

        let (inside, outside) = (listed[0], try #require(people.first { !listed.contains($0) }))
        let lesson = try hall.activity(#", "for_group_id": \#(group)"#)
        #expect(try desk.send("resident", "service-groups/\(group)", "", "GET").status == 200)
        let refused = try desk.send(
            "secretary",
            "sign-ups",
            #"{"activity_id": \#(lesson), "resident_id": \#(outside)}"#
        )
        #expect(refused.code == "not_eligible" && refused.text.contains("二网格长者") && refused.text.contains("满 60 周岁"))
        #expect(try hall.status(hall.signUp(inside, lesson)) == "confirmed")
        #expect(try desk.send("secretary", "service-groups/\(group)", "", "DELETE").status == 409)

        let meal = try hall.activity(#", "capacity": 1"#, on: "2022-01-19", isDraft: true)
        let quota = try desk.make(
            "secretary",
            "sign-up-quotas",
            #"{"activity_id": \#(meal), "group_id": \#(group), "places": 1}"#
        )
        try desk.send("secretary", "activities/\(meal)/publish")
        #expect(try hall.status(hall.signUp(outside, meal)) == "waitlisted")
        #expect(try hall.status(hall.signUp(inside, meal)) == "confirmed")
        #expect(try desk.get("secretary", "sign-up-quotas/\(quota)")["taken"]?.integer == 1)
    }

    @Test("A freed place is offered for some hours, passes on when nobody answers, and is accepted once")
    func offers() async throws {
        let hall = try await ActivityDesk()
        let (desk, people) = (hall.desk, hall.people)
        try desk.send("secretary", "settings", #"{"offer_hours": 6}"#, "PATCH")
        let id = try hall.activity(#", "capacity": 2, "promotion": "offer""#)
        let pair = try hall.signUp(people[0], id, size: 2)
        let three = try desk.send(
            "secretary",
            "sign-ups",
            #"{"activity_id": \#(id), "resident_id": \#(people[9]), "party_size": 3}"#
        )
        #expect(three.faults == ["#/party_size never_fits"])
        let waiting = try (1...3).map { try hall.signUp(people[$0], id) }
        #expect(try desk.get("secretary", "sign-ups/\(waiting[2])")["waiting_position"]?.integer == 3)
        // One place frees: the first has an offer, and it holds the place.
        #expect(try desk.send("secretary", "sign-ups/\(pair)/resize", #"{"party_size": 1}"#).status == 200)
        #expect(try waiting.map(hall.status) == ["offered", "waitlisted", "waitlisted"])
        #expect(try desk.get("secretary", "activities/\(id)/why-waiting")["reason"]?.string == "offers_open")
        let grown = try desk.send("secretary", "sign-ups/\(pair)/resize", #"{"party_size": 2}"#)
        #expect(grown.code == "no_room")
        #expect(try grown.json()["free"]?.integer == 0)
        try await desk.turn(to: CaseDesk.monday.advanced(bySeconds: 6 * 3600))
        let late = try desk.send("secretary", "sign-ups/\(waiting[0])/accept-offer")
        #expect(late.code == "illegal_move")
        #expect(try await hall.sweep() == 1)
        #expect(try waiting.map(hall.status) == ["expired", "offered", "waitlisted"])
        #expect(try desk.send("secretary", "sign-ups/\(waiting[1])/accept-offer").status == 200)
        #expect(try desk.send("secretary", "sign-ups/\(waiting[1])/accept-offer").code == "illegal_move")
        #expect(try hall.status(waiting[1]) == "confirmed")
        #expect(try await hall.topics(of: id, people[1]).sorted() == ["sign_up_expired", "sign_up_offered"])
    }

    @Test(
        "A resident signs up the elder at home, sees it, and takes it back until the cut-off; a stranger's not at all"
    )
    func helping() async throws {
        let hall = try await ActivityDesk()
        let desk = hall.desk
        let own = try #require(try desk.get("resident", "me").at("scope.resident_id")?.integer)
        let home = try #require(try desk.get("secretary", "residents/\(own)")["household_id"]?.integer)
        let elder = try desk.make(
            "secretary",
            "residents",
            #"{"name": "周奶奶", "birth_date": "1945-01-01", "sex": "female", "household_id": \#(home), "relation": "parent"}"#
        )
        let id = try hall.activity(#", "least_age": 60, "cancel_closes_at": "2022-01-17T18:00:00+08:00""#)
        let young = try desk.send("resident", "sign-ups", #"{"activity_id": \#(id)}"#)
        #expect(young.code == "not_eligible")
        #expect(try young.json().at("rules.0")?.string == "least_age")
        let stranger = hall.people.first { $0 != own } ?? 0
        let strange = try desk.send("resident", "sign-ups", #"{"activity_id": \#(id), "resident_id": \#(stranger)}"#)
        #expect(strange.faults == ["#/resident_id unknown_reference"])
        let signUp = try desk.make("resident", "sign-ups", #"{"activity_id": \#(id), "resident_id": \#(elder)}"#)
        #expect(try desk.get("resident", "sign-ups/\(signUp)")["helper_id"]?.integer == own)
        #expect(try desk.items("resident", "sign-ups?activity_id=\(id)").count == 1)
        try await desk.turn(to: CaseDesk.monday.advanced(bySeconds: 9 * 3600))
        let late = try desk.send("resident", "sign-ups/\(signUp)/cancel")
        #expect(late.code == "too_late")
        #expect(try late.json()["until"]?.string == "2022-01-17T18:00:00+08:00")
        #expect(try desk.send("secretary", "sign-ups/\(signUp)/cancel").status == 200)
        #expect(try await hall.topics(of: id, own) == ["sign_up_cancelled"])
        #expect(try await hall.topics(of: id, elder) == ["sign_up_cancelled"])
    }

    @Test("Who is approved waits like everybody else, and who is refused is told why")
    func approval() async throws {
        let hall = try await ActivityDesk()
        let (desk, people) = (hall.desk, hall.people)
        let id = try hall.activity(#", "capacity": 1, "needs_approval": true"#)
        let asked = try (0..<3).map { try hall.signUp(people[$0], id) }
        #expect(try asked.map(hall.status) == ["pending", "pending", "pending"])
        #expect(try desk.send("secretary", "sign-ups/\(asked[1])/approve").status == 200)
        #expect(try desk.send("secretary", "sign-ups/\(asked[0])/approve").status == 200)
        let reason = #"{"reason": "名额留给新居民"}"#
        #expect(try desk.send("secretary", "sign-ups/\(asked[2])/refuse", reason).status == 200)
        #expect(try asked.map(hall.status) == ["waitlisted", "confirmed", "refused"])
        #expect(try await hall.topics(of: id, people[0]) == ["sign_up_waiting"])
        #expect(try await hall.topics(of: id, people[2]) == ["sign_up_refused"])
        #expect(try desk.send("secretary", "sign-ups/\(asked[2])/approve").code == "illegal_move")
    }

    @Test("Those who stay away three times have a lower turn for a month, unless they are excused")
    func absences() async throws {
        let hall = try await ActivityDesk()
        let (desk, people) = (hall.desk, hall.people)
        var missed: [Int64] = []
        for day in [18, 19, 20] as [Int64] {
            let id = try hall.activity(on: "2022-01-\(day)")
            missed.append(try hall.signUp(people[0], id))
            let came = try hall.signUp(people[5], id)
            try await hall.turn(minutes: (day - 18) * 24 * 60 + 5)
            #expect(try desk.send("secretary", "sign-ups/\(came)/check-in").status == 200)
            #expect(try desk.send("secretary", "activities/\(id)/finish").status == 200)
        }
        #expect(try missed.map(hall.status) == ["no_show", "no_show", "no_show"])
        let id = try hall.activity(#", "capacity": 1"#, on: "2022-02-18")
        let holder = try hall.signUp(people[1], id)
        let lower = try hall.signUp(people[0], id)
        let later = try hall.signUp(people[2], id)
        let places = try [lower, later].map { try desk.get("secretary", "sign-ups/\($0)")["waiting_position"]?.integer }
        #expect(places == [2, 1])
        let reason = #"{"reason": "住院"}"#
        #expect(try desk.send("secretary", "sign-ups/\(missed[0])/excuse", reason).status == 200)
        #expect(try desk.get("secretary", "sign-ups/\(lower)")["waiting_position"]?.integer == 1)
        #expect(try desk.send("secretary", "sign-ups/\(holder)/cancel").status == 200)
        #expect(try [lower, later].map(hall.status) == ["confirmed", "waitlisted"])
    }
}

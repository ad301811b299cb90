import JSON
import TestSupport
import Testing

@Suite("党的活动：a member signs up alone, and who is one is told to nobody else")
struct PartyLifeTests {
    private func partyDay(_ desk: CaseDesk, _ more: String = #", "party_members_only": true"#) throws -> Int64 {
        let id = try desk.make(
            "secretary",
            "activities",
            """
            {"kind": "party_day", "title": "党日", "starts_at": "2022-01-18T09:00:00+08:00", \
            "ends_at": "2022-01-18T10:00:00+08:00", "party_organization_id": 1\(more)}
            """
        )
        try desk.send("secretary", "activities/\(id)/publish")
        return id
    }

    @Test("报名党日活动：a Party member signs up, sees it, has its ticket and calendar, and cancels it, and nobody else's")
    func ownSignUp() async throws {
        let hall = try await ActivityDesk(["party_member"])
        let desk = hall.desk
        let own = try #require(try desk.get("party_member", "me").at("scope.resident_id")?.integer)
        let day = try partyDay(desk)
        let made = try desk.send("party_member", "sign-ups", #"{"activity_id": \#(day)}"#)
        #expect(made.status == 201, "\(made.text)")
        #expect(try made.json()["resident_id"]?.integer == own && made.json()["status"]?.string == "confirmed")
        let id = try #require(try made.json()["id"]?.integer)
        #expect(try desk.items("party_member", "sign-ups?activity_id=\(day)").count == 1)
        #expect(try desk.send("party_member", "sign-ups/\(id)/ticket", "", "GET").status == 200)
        let address = try #require(try desk.send("party_member", "me/calendar").json()["path"]?.string)
        #expect(try desk.client.send("GET", address).text.contains("SUMMARY:党日"))
        let other = #"{"activity_id": \#(day), "resident_id": \#(hall.people[0])}"#
        let refused = try desk.send("party_member", "sign-ups", other)
        #expect(refused.status == 403 && refused.code == "party_names", "\(refused.text)")
        #expect(try desk.send("party_member", "sign-ups/\(id)/cancel").status == 200)
        // Whatever a resident does for itself, a member does, too.
        for path in ["me/data", "cases", "consents", "notifications"] {
            #expect(try desk.send("party_member", path, "", "GET").status == 200, "\(path)")
        }
        #expect(try desk.items("party_member", "residents").allSatisfy { $0["id"]?.integer == own })
        #expect(try desk.send("party_member", "party-members", "", "GET").status == 403)
    }

    @Test("Whoever does not keep the Party's records learns from no list, no refusal and no change who is a member")
    func needToKnow() async throws {
        let hall = try await ActivityDesk(["social_worker", "party_member", "org_operator"])
        let desk = hall.desk
        let member = try #require(try desk.get("party_member", "me").at("scope.resident_id")?.integer)
        let day = try partyDay(desk)
        let signUp = try desk.make(
            "secretary",
            "sign-ups",
            #"{"activity_id": \#(day), "resident_id": \#(member)}"#
        )
        for path in ["door-list", "sign-ups", "answers"] {
            let refused = try desk.send("social_worker", "activities/\(day)/\(path)", "", "GET")
            #expect(refused.status == 403 && refused.code == "party_names", "\(path) \(refused.text)")
        }
        #expect(try desk.items("social_worker", "sign-ups?activity_id=\(day)").isEmpty)
        #expect(try desk.send("social_worker", "sign-ups/\(signUp)", "", "GET").status == 404)
        #expect(try desk.send("social_worker", "sign-ups/\(signUp)/check-in").status == 404)
        // The same words for a member and for anybody else.
        let answers = try [member, hall.people[0]].map {
            try desk.send("social_worker", "sign-ups", #"{"activity_id": \#(day), "resident_id": \#($0)}"#)
        }
        #expect(answers.map(\.status) == [403, 403] && answers.map(\.code) == ["party_names", "party_names"])
        let guests = #"{"guests": [{"resident_id": \#(member)}]}"#
        try await hall.turn(minutes: 1)
        #expect(try desk.send("social_worker", "activities/\(day)/attendance", guests).status == 403)
        // How many came to the Party's life is for those to write who keep its records, and so is its door.
        let heads = try desk.send("social_worker", "activities/\(day)/head-count", #"{"head_count": 2}"#)
        #expect(heads.status == 403 && heads.code == "party_activity", "\(heads.text)")
        let code = try desk.send("social_worker", "activities/\(day)/door-code", "", "GET")
        #expect(code.status == 403 && code.code == "party_activity", "\(code.text)")
        // It is the Party's to hold: who works without its records neither changes it nor calls it off.
        let renamed = try desk.send("social_worker", "activities/\(day)", #"{"title": "改名"}"#, "PATCH")
        #expect(renamed.status == 403 && renamed.code == "party_activity", "\(renamed.text)")
        for move in ["cancel", "finish"] {
            #expect(try desk.send("social_worker", "activities/\(day)/\(move)").code == "party_activity")
        }
        let opened = try desk.send("social_worker", "activities/\(day)", #"{"party_members_only": false}"#, "PATCH")
        #expect(opened.faults == ["#/party_members_only not_allowed"])
        for login in ["secretary", "staff"] {
            #expect(try desk.items(login, "activities/\(day)/sign-ups").count == 1, "\(login)")
            #expect(try desk.send(login, "activities/\(day)/door-list", "", "GET").status == 200, "\(login)")
        }
        for login in ["org_operator", "social_worker"] {
            let own = """
                {"kind": "class", "title": "党员课", "starts_at": "2022-01-20T09:00:00+08:00", \
                "ends_at": "2022-01-20T10:00:00+08:00", "party_members_only": true, "for_branch_id": 2}
                """
            #expect(
                try desk.send(login, "activities", own).faults == [
                    "#/party_members_only not_allowed", "#/for_branch_id not_allowed",
                ],
                "\(login)"
            )
        }
    }

    @Test("An operator knows who comes to what a Party organization gave it to hold, and to nothing else of the Party")
    func entrusted() async throws {
        let hall = try await ActivityDesk(["org_operator", "party_member"])
        let desk = hall.desk
        let member = try #require(try desk.get("party_member", "me").at("scope.resident_id")?.integer)
        let own = try #require(try desk.get("org_operator", "me").at("scope.organization_id")?.integer)
        let given = try partyDay(desk, #", "party_members_only": true, "organizer_id": \#(own)"#)
        let open = try hall.activity(#", "party_members_only": true, "organizer_id": \#(own)"#)
        for (id, status, count) in [(given, 200, 1), (open, 403, 0)] {
            _ = try hall.signUp(member, id)
            #expect(try desk.send("org_operator", "activities/\(id)/door-list", "", "GET").status == status)
            #expect(try desk.items("org_operator", "sign-ups?activity_id=\(id)").count == count)
        }
    }
}

import JSON
import SQLite
import TestSupport
import Testing

@Suite("会议纪要：what was said is what was signed")
struct MinutesTests {
    /// A session that was held with an item that went to the vote, with two invited people present.
    private func held(_ hall: HallDesk) throws -> (session: Int64, people: [Int64]) {
        let desk = hall.desk
        let own = try #require(try desk.get("resident", "me").at("scope.resident_id")?.integer)
        let session = try desk.make(
            "secretary",
            "sessions",
            """
            {"hall_id": 1, "title": "议事会", "on": "\(hall.day(after: 0))", "agenda": [{"title": "通报"}], \
            "invite": [{"party": "residents", "resident_id": \(own)}, {"party": "experts", "name": "专家"}, \
            {"party": "police", "name": "缺席的民警"}]}
            """
        )
        let people = try desk.items("secretary", "sessions/\(session)/attendance?sort=id").compactMap {
            $0["id"]?.integer
        }
        _ = try desk.make("secretary", "sessions/\(session)/open")
        _ = try desk.make(
            "secretary",
            "sessions/\(session)/attendance",
            #"{"attendees": [\#(people[0]), \#(people[1])]}"#
        )
        return (session, people)
    }

    @Test(
        "Sent to those who were there, objected to by item, signed, archived with a fingerprint that anybody takes again, then only added to"
    )
    func fullForm() async throws {
        let hall = try await HallDesk()
        let desk = hall.desk
        let (session, people) = try held(hall)
        let path = "sessions/\(session)/minutes"
        let draft = #"{"form": "full", "text": "同意改造"}"#
        #expect(try desk.send("secretary", path, draft).code == "session_not_held")
        _ = try desk.make("secretary", "sessions/\(session)/close", "{}")
        #expect(try desk.send("resident", path, draft).status == 403)
        let minutes = try desk.make("secretary", path, draft)
        #expect(try desk.send("secretary", path, draft).code == "minutes_exist")
        let base = "session-minutes/\(minutes)"
        // A draft is nobody's but the staff's.
        #expect(try desk.send("resident", "\(base)/sign").status == 404)
        _ = try desk.make("secretary", "\(base)/circulate")
        #expect(try hall.topics("resident", "session_id", session).last == "minutes_to_sign")
        // Whoever was not there was not sent them, and signs nothing.
        let absent = try desk.send("secretary", "\(base)/sign", #"{"attendee_id": \#(people[2])}"#)
        #expect(absent.status == 409 && absent.code == "not_circulated_to", "\(absent.text)")
        #expect(try desk.send("partner", "\(base)/sign").code == "not_circulated_to")
        #expect(try desk.send("resident", "\(base)/sign", #"{"attendee_id": \#(people[1])}"#).status == 403)
        let item = try #require(try desk.items("secretary", "sessions/\(session)/agenda").first?["id"]?.integer)
        let objection = try desk.make("resident", "\(base)/objections", #"{"text": "不是改造", "item_id": \#(item)}"#)

        // A change before anybody signed is sent anew.
        let changed = try desk.send("secretary", base, #"{"text": "同意修缮"}"#, "PATCH")
        #expect(try changed.json()["status"]?.string == "draft", "\(changed.text)")
        _ = try desk.make("secretary", "\(base)/circulate")
        #expect(try desk.send("resident", "\(base)/sign").status == 200)
        #expect(try desk.send("resident", "\(base)/sign").code == "already_signed")
        let late = try desk.send("secretary", base, #"{"text": "另一回事"}"#, "PATCH")
        #expect(late.status == 409 && late.code == "minutes_signed", "\(late.text)")
        #expect(try desk.send("secretary", "\(base)/archive").code == "objections_unanswered")
        _ = try desk.make("secretary", "minutes-objections/\(objection)/answer", #"{"answer": "已改为修缮"}"#)
        let few = try desk.send("secretary", "\(base)/archive")
        #expect(few.status == 409 && few.code == "too_few_signatures", "\(few.text)")
        #expect(try few.json()["missing"]?.integer == 1)
        let bare = try desk.send("secretary", "\(base)/sign", #"{"attendee_id": \#(people[1])}"#)
        #expect(bare.faults == ["#/upload_id required"])
        let page = #"{"attendee_id": \#(people[1]), "upload_id": \#(try hall.photo())}"#
        #expect(try desk.send("secretary", "\(base)/sign", page).status == 200)
        #expect(try desk.send("secretary", "\(base)/addenda", #"{"text": "早了"}"#).code == "minutes_stand")
        let archived = try desk.send("secretary", "\(base)/archive")
        let print = try #require(try archived.json()["fingerprint"]?.string, "\(archived.text)")
        #expect(try desk.send("secretary", "\(base)/archive").code == "minutes_stand")
        #expect(try desk.send("secretary", base, #"{"text": "另一回事"}"#, "PATCH").code == "minutes_stand")
        // A paper that comes later is none of the record.
        let later = #"{"uploads": [\#(try hall.photo())], "kind": "document"}"#
        #expect(try desk.send("secretary", "sessions/\(session)/papers", later).status == 201)
        let again = try desk.get("resident", "\(base)/fingerprint")
        #expect(again["recomputed"]?.string == print && again["matches"]?.bool == true)
        _ = try desk.make("secretary", "\(base)/addenda", #"{"text": "补充：费用另议"}"#)
        let row = try desk.get("resident", base)
        #expect(row["sent"]?.integer == 2 && row["signed"]?.integer == 2 && row["addenda"]?.integer == 1)
        // A resident sees the own signature, not the others'.
        #expect(try desk.items("resident", "\(base)/signatures").count == 1)

        let printed = try desk.get("secretary", "reports/sessions/\(session)/minutes")
        #expect(printed.at("minutes.fingerprint")?.string == print && printed["attendance"]?.count == 2)
        #expect(printed.at("objections.0.answer")?.string == "已改为修缮" && printed["addenda"]?.count == 1)
        #expect(try desk.send("resident", "reports/sessions/\(session)/minutes", "", "GET").status == 403)
        let connection = try Connection(
            path: "\(desk.test.folder.path)/linli.db",
            access: .readWrite,
            settings: .writer
        )
        for attack in [
            "UPDATE session_minutes SET text = '另一回事' WHERE id = \(minutes)",
            "UPDATE minutes_signature SET signed_at = NULL, signed_by = NULL WHERE minutes_id = \(minutes)",
            "DELETE FROM session_minutes WHERE id = \(minutes)", "UPDATE minutes_addendum SET text = '无'",
            """
            INSERT INTO minutes_signature (community_id, minutes_id, attendee_id, circulated_at, created_at, updated_at)
            VALUES (1, \(minutes), \(people[2]), 0, 0, 0)
            """,
        ] {
            #expect(throws: SQLiteError.self, "\(attack)") { try connection.run(attack) }
        }
    }

    @Test("Whoever only looked on is not sent the minutes, does not sign them and is in no number of theirs")
    func onlookers() async throws {
        let hall = try await HallDesk()
        let desk = hall.desk
        let own = try #require(try desk.get("resident", "me").at("scope.resident_id")?.integer)
        let session = try desk.make(
            "secretary",
            "sessions",
            """
            {"hall_id": 1, "title": "议事会", "on": "\(hall.day(after: 0))", "agenda": [{"title": "通报"}], "invite": [\
            {"party": "residents", "resident_id": \(own), "observer": true}, {"party": "experts", "name": "专家"}, \
            {"party": "police", "name": "民警"}]}
            """
        )
        let people = try desk.items("secretary", "sessions/\(session)/attendance?sort=id").compactMap {
            $0["id"]?.integer
        }
        _ = try desk.make("secretary", "sessions/\(session)/open")
        let came = people.map(String.init).joined(separator: ", ")
        _ = try desk.make("secretary", "sessions/\(session)/attendance", #"{"attendees": [\#(came)]}"#)
        _ = try desk.make("secretary", "sessions/\(session)/close", "{}")
        let minutes = try desk.make("secretary", "sessions/\(session)/minutes", #"{"form": "full", "text": "一致"}"#)
        let base = "session-minutes/\(minutes)"
        _ = try desk.make("secretary", "\(base)/circulate")
        #expect(try !hall.topics("resident", "session_id", session).contains("minutes_to_sign"))
        #expect(
            try desk.items("secretary", "\(base)/signatures").compactMap { $0["attendee_id"]?.integer } == [
                people[1], people[2],
            ]
        )
        let onlooker = #"{"attendee_id": \#(people[0]), "upload_id": \#(try hall.photo())}"#
        #expect(try desk.send("secretary", "\(base)/sign", onlooker).code == "not_circulated_to")
        for person in people.dropFirst() {
            let page = #"{"attendee_id": \#(person), "upload_id": \#(try hall.photo())}"#
            #expect(try desk.send("secretary", "\(base)/sign", page).status == 200)
        }
        #expect(try desk.send("secretary", "\(base)/archive").status == 200)
        let row = try desk.get("resident", base)
        #expect(row["sent"]?.integer == 2 && row["signed"]?.integer == 2)
    }

    @Test(
        "An evening with its sheet files the light form by itself; a summary that comes later stops the reminder, and work lists what is owed"
    )
    func lightForm() async throws {
        let hall = try await HallDesk()
        let desk = hall.desk
        let (first, _) = try held(hall)
        let sheet = try hall.photo()
        let record = #"{"summary": "一致", "uploads": [\#(sheet)]}"#
        #expect(try desk.send("secretary", "sessions/\(first)/record", record).status == 200)
        let filed = try #require(try desk.items("secretary", "sessions/\(first)/minutes").first)
        #expect(
            filed["form"]?.string == "light" && filed["status"]?.string == "archived" && filed["text"]?.string == "一致"
        )

        let bare = #"{"hall_id": 1, "title": "议事会", "starts_at": "\#(desk.moment(after: 3_600))"}"#
        let second = try desk.make("secretary", "sessions", bare)
        _ = try desk.make("secretary", "sessions/\(second)/open")
        try hall.seat(second)
        _ = try desk.make("secretary", "sessions/\(second)/close")
        let third = try desk.make("secretary", "sessions", bare.replacing("T10", with: "T11"))
        _ = try desk.make("secretary", "sessions/\(third)/open")
        try hall.seat(third)
        _ = try desk.make("secretary", "sessions/\(third)/close")
        let unsigned = try desk.send("secretary", "sessions/\(second)/minutes", #"{"form": "light", "text": "一致"}"#)
        #expect(unsigned.faults == ["#/uploads required"], "\(unsigned.text)")
        let owed = {
            try desk.get("secretary", "home/work")["deliberation"]?.elements.filter {
                $0["duty"]?.string == "minutes_owed"
            } ?? []
        }
        #expect(try owed().compactMap { $0["id"]?.integer }.suffix(2) == [second, third])
        #expect(try desk.send("secretary", "sessions/\(second)", #"{"summary": "协商一致"}"#, "PATCH").status == 200)
        try await hall.pass(hours: 80)
        #expect(try hall.topics("secretary", "session_id", second).isEmpty)
        #expect(try hall.topics("secretary", "session_id", third) == ["minutes_late"])
        #expect(try owed().compactMap { $0["id"]?.integer }.last == third)
    }

    @Test(
        "Papers and statements belong to their item; a late milestone is told of once, and anew when its day is moved"
    )
    func papersAndMilestones() async throws {
        let hall = try await HallDesk()
        let desk = hall.desk
        let (session, _) = try held(hall)
        let item = try #require(try desk.items("secretary", "sessions/\(session)/agenda").first?["id"]?.integer)
        let file = try hall.photo()
        let plan = #"{"uploads": [\#(file)], "kind": "document", "caption": "图纸"}"#
        #expect(try desk.send("secretary", "agenda-items/\(item)/papers", plan).status == 201)
        let papers = try desk.items("resident", "agenda-items/\(item)/papers")
        #expect(papers.first?["caption"]?.string == "图纸" && papers.first?["session_id"]?.integer == session)
        #expect(try desk.items("resident", "sessions/\(session)/papers").count == 1)

        let issue = try hall.screened("水泵")
        let next = try desk.make(
            "secretary",
            "sessions",
            #"{"hall_id": 1, "title": "会", "starts_at": "\#(desk.moment(after: 3_600))"}"#
        )
        _ = try desk.make("secretary", "issues/\(issue)/schedule", #"{"session_id": \#(next)}"#)
        let early = try desk.send("secretary", "issues/\(issue)/agree", #"{"outcome": "换泵"}"#)
        #expect(early.code == "session_not_opened")
        _ = try desk.make("secretary", "sessions/\(next)/open")
        // Neither before anybody is there, nor without the sheet that those round the table signed.
        let empty = try desk.send("secretary", "issues/\(issue)/agree", #"{"outcome": "换泵"}"#)
        #expect(try empty.code == "quorum_missing" && empty.json()["missing"]?.integer == 1, "\(empty.text)")
        try hall.seat(next)
        let unsigned = try desk.send("secretary", "issues/\(issue)/agree", #"{"outcome": "换泵"}"#)
        #expect(unsigned.faults == ["#/uploads required"], "\(unsigned.text)")
        let agreed = #"{"outcome": "换泵", "uploads": [\#(try hall.photo())]}"#
        _ = try desk.make("secretary", "issues/\(issue)/agree", agreed)
        #expect(try desk.items("secretary", "sessions/\(next)/papers").first?["kind"]?.string == "signed_sheet")
        let project = """
            {"project": {"name": "水泵", "milestones": [{"title": "选型", "weight": 1, "due_on": "\(hall.day(after: 1))"},
                {"title": "多余", "weight": 1}]}}
            """
        _ = try desk.make("secretary", "issues/\(issue)/start", project)
        let id = try #require(try desk.items("secretary", "projects?issue_id=\(issue)").first?["id"]?.integer)
        let steps = try desk.items("secretary", "projects/\(id)/milestones?sort=id").compactMap { $0["id"]?.integer }
        #expect(try desk.send("secretary", "milestones/\(steps[1])", "", "DELETE").status == 204)
        try await hall.pass(hours: 48)
        try await hall.pass(hours: 1)
        #expect(try hall.topics("secretary", "issue_id", issue).count { $0 == "milestone_late" } == 1)
        let work = try desk.get("secretary", "home/work")["deliberation"]?.elements.map { $0 } ?? []
        #expect(work.contains { $0["duty"]?.string == "milestone_late" && $0["id"]?.integer == steps[0] })
        let moved = #"{"due_on": "\#(hall.day(after: 1))", "weight": 3}"#
        #expect(try desk.send("secretary", "milestones/\(steps[0])", moved, "PATCH").json()["weight"]?.integer == 3)
        try await hall.pass(hours: 49)
        #expect(try hall.topics("secretary", "issue_id", issue).count { $0 == "milestone_late" } == 2)
        _ = try desk.make("secretary", "projects/\(id)/start")
        let proof = #"{"remark": "已选", "uploads": [\#(try hall.photo())]}"#
        _ = try desk.make("secretary", "milestones/\(steps[0])/done", proof)
        #expect(try desk.send("secretary", "milestones/\(steps[0])", moved, "PATCH").code == "already_done")
        #expect(try desk.send("secretary", "milestones/\(steps[0])", "", "DELETE").code == "already_done")
    }
}

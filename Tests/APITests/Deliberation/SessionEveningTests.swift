import JSON
import TestSupport
import Testing

@Suite("19点议事厅：an evening of the hall")
struct SessionEveningTests {
    @Test(
        "An evening with six topics is entered in three calls: the photo, the session with its agenda, what was agreed"
    )
    func wholeEvening() async throws {
        let hall = try await HallDesk()
        let topics = try (1...6).map { try hall.screened("议题\($0)") }
        let sheet = try hall.photo()
        let agenda = topics.enumerated().map { place, topic in
            #"{"issue_id": \#(topic), "minutes": 15, "required": \#(place == 2 ? #"["police"]"# : "[]")}"#
        }
        let session = try hall.desk.make(
            "secretary",
            "sessions",
            """
            {"hall_id": 1, "title": "十九点议事厅", "on": "\(hall.day(after: 0))", "agenda": [\(agenda.joined(separator: ", "))], \
            "invite": [{"party": "property", "organization_id": \(hall.desk.company)}, {"party": "residents", "resident_id": 1},
                {"party": "party_members", "name": "老王"}]}
            """
        )
        let made = try hall.desk.get("secretary", "sessions/\(session)")
        #expect(made["starts_at"]?.string?.hasSuffix("T19:00:00+08:00") == true)
        #expect(made["items"]?.integer == 6 && made["roll"]?.integer == 3)
        #expect(try hall.topics("partner", "session_id", session) == ["session_invitation"])
        let invited = try hall.desk.items("secretary", "sessions/\(session)/attendance").compactMap {
            $0["id"]?.integer
        }
        let outcomes = (1...6).map { #"{"place": \#($0), "status": "agreed", "outcome": "同意第\#($0)项"}"# }
        let record = """
            {"attendees": [\(invited[0]), \(invited[1])], "walk_ins": [{"party": "owners_committee", "name": "业委会李主任"}], \
            "items": [\(outcomes.joined(separator: ", "))], "summary": "协商一致", "uploads": [\(sheet)]}
            """
        let held = try hall.desk.send("secretary", "sessions/\(session)/record", record)
        #expect(held.status == 200, "\(held.text)")
        let root = try held.json()
        #expect(root["status"]?.string == "held" && root["present"]?.integer == 3 && root["checked_in"]?.integer == 2)
        #expect(root["quorum_met"]?.bool == true)
        // The police were not there: only their own item is put off.
        #expect(
            try topics.map { try hall.status($0) ?? "" } == [
                "agreed", "agreed", "deferred", "agreed", "agreed", "agreed",
            ]
        )
        let items = try hall.desk.items("resident", "sessions/\(session)/agenda")
        #expect(items[2]["absent"]?.string == "police" && items[0]["outcome"]?.string == "同意第1项")
        let papers = try hall.desk.items("secretary", "sessions/\(session)/papers")
        let paper = try #require(papers.first?["id"]?.integer)
        #expect(papers.first?["kind"]?.string == "signed_sheet" && papers.first?["sha256"]?.string?.count == 64)
        #expect(try hall.desk.send("secretary", "deliberation-papers/\(paper)/content", "", "GET").status == 200)
        #expect(try hall.desk.send("resident", "deliberation-papers/\(paper)/content", "", "GET").status == 403)
    }

    @Test("New topics are written straight into the agenda, and an evening that lies ahead is not recorded")
    func newTopics() async throws {
        let hall = try await HallDesk()
        let desk = hall.desk
        let file = try desk.report()
        let ahead = try desk.make(
            "secretary",
            "sessions",
            #"{"hall_id": 1, "title": "下周", "on": "\#(hall.day(after: 7))", "online_url": "https://example.org/1"}"#
        )
        let record = #"{"walk_ins": [{"party": "residents", "name": "张"}], "summary": "一致"}"#
        #expect(try desk.send("secretary", "sessions/\(ahead)/record", record).code == "not_yet")
        #expect(try desk.send("secretary", "sessions/\(ahead)/open").code == "not_yet")
        let link = #"{"online_url": "javascript:alert(1)"}"#
        #expect(try desk.send("secretary", "sessions/\(ahead)", link, "PATCH").faults == ["#/online_url not_a_link"])

        let session = try desk.make(
            "secretary",
            "sessions",
            """
            {"hall_id": 1, "title": "今晚", "on": "\(hall.day(after: 0))", "agenda": [{"title": "路灯", "description": "东门太暗", \
            "cases": [\(file)]}]}
            """
        )
        #expect(try desk.get("secretary", "cases/\(file)")["issue_id"]?.integer != nil)
        let agreed = record.replacing(
            #""summary""#,
            with: #""items": [{"place": 1, "status": "agreed", "outcome": "装灯两盏"}], "summary""#
        )
        #expect(try desk.send("secretary", "sessions/\(session)/record", agreed).faults == ["#/uploads required"])
        let sheet = agreed.replacing("{\"walk_ins\"", with: "{\"uploads\": [\(try hall.photo())], \"walk_ins\"")
        #expect(try desk.send("secretary", "sessions/\(session)/record", sheet).status == 200)
        let issue = try #require(try desk.items("secretary", "sessions/\(session)/agenda").first?["issue_id"]?.integer)
        #expect(try hall.status(issue) == "agreed")
        // What was filed stands: its session is not changed below it, nor whose decision it was.
        for body in [#"{"title": "改"}"#, #"{"summary": "改"}"#, #"{"chair": "改"}"#] {
            #expect(try desk.send("secretary", "sessions/\(session)", body, "PATCH").code == "session_stands")
        }
        let next = try hall.screened("水泵")
        _ = try desk.make(
            "secretary",
            "sessions",
            #"{"hall_id": 1, "title": "再会", "on": "\#(hall.day(after: 1))", "agenda": [{"issue_id": \#(next)}]}"#
        )
        let relabelled = try desk.client.send(
            "PATCH",
            "/api/v1/issues/\(next)",
            token: desk.tokens["secretary"],
            headers: [("If-Match", "*")],
            body: #"{"authority": "owners"}"#
        )
        #expect(relabelled.code == "authority_stands")
    }

    @Test("The quorum is counted live from the roll; people check in by the code in the room or are noted by staff")
    func quorum() async throws {
        let hall = try await HallDesk()
        let own = try #require(try hall.desk.get("resident", "me").at("scope.resident_id")?.integer)
        let session = try hall.desk.make(
            "secretary",
            "sessions",
            """
            {"hall_id": 1, "title": "会", "on": "\(hall.day(after: 0))", "invite": [{"party": "residents", "resident_id": \(own)},
                {"party": "property", "organization_id": \(hall.desk.company)}, {"party": "experts", "name": "专家", "observer": true}]}
            """
        )
        let early = try hall.desk.send("resident", "sessions/\(session)/check-in", #"{"code": "123456"}"#)
        #expect(early.status == 409 && early.code == "session_not_open")
        _ = try hall.desk.make("secretary", "sessions/\(session)/open")
        let code = try #require(try hall.desk.get("secretary", "sessions/\(session)/check-in-code")["code"]?.string)
        #expect(try hall.desk.send("resident", "sessions/\(session)/check-in-code", "", "GET").status == 403)
        let wrong = code == "100000" ? "100001" : "100000"
        #expect(
            try hall.desk.send("resident", "sessions/\(session)/check-in", #"{"code": "\#(wrong)"}"#).code
                == "wrong_code"
        )
        let live = { try hall.desk.get("secretary", "sessions/\(session)") }
        #expect(try live()["quorum_met"]?.bool == false)
        let came = try hall.desk.send("resident", "sessions/\(session)/check-in", #"{"code": "\#(code)"}"#)
        #expect(try came.json()["by_code"]?.bool == true, "\(came.text)")
        // One of two is not more than half; the expert looks on and counts for nothing.
        #expect(try live()["quorum_met"]?.bool == false && live()["roll"]?.integer == 2)
        #expect(try hall.desk.send("partner", "sessions/\(session)/check-in", #"{"code": "\#(code)"}"#).status == 200)
        #expect(try live()["quorum_met"]?.bool == true && live()["checked_in"]?.integer == 2)
        // Again is no second person.
        #expect(try hall.desk.send("partner", "sessions/\(session)/check-in", #"{"code": "\#(code)"}"#).status == 200)
        #expect(
            try hall.desk.send("grid_leader", "sessions/\(session)/check-in", #"{"code": "\#(code)"}"#).status == 200
        )
        let other = try hall.desk.send("secretary", "sessions/\(session)/close", #"{"present": 2}"#)
        #expect(other.faults == ["#/present below_checked_in"], "\(other.text)")
        let closed = try hall.desk.send("secretary", "sessions/\(session)/close", "{}")
        #expect(try closed.json()["present"]?.integer == 3)
    }

    @Test("Once the session has opened its agenda stands; an item without its party is deferred, the others go on")
    func agendaStands() async throws {
        let hall = try await HallDesk()
        let (first, second) = (try hall.screened("停车"), try hall.screened("照明"))
        let agenda = { (issues: [Int64]) in
            let items = issues.map { #"{"issue_id": \#($0), "required": \#($0 == first ? #"["property"]"# : "[]")}"# }
            return #"{"agenda": [\#(items.joined(separator: ", "))]}"#
        }
        let session = try hall.desk.make(
            "secretary",
            "sessions",
            #"{"hall_id": 1, "title": "会", "on": "\#(hall.day(after: 0))"}"#
        )
        #expect(try hall.desk.send("secretary", "sessions/\(session)/agenda", agenda([first, second])).status == 200)
        #expect(try hall.status(second) == "scheduled")
        #expect(try hall.desk.send("secretary", "sessions/\(session)/agenda", agenda([first])).status == 200)
        #expect(try hall.status(second) == "screened")
        #expect(try hall.desk.send("secretary", "sessions/\(session)/agenda", agenda([second, first])).status == 200)
        _ = try hall.desk.make("secretary", "sessions/\(session)/open")
        let late = try hall.desk.send("secretary", "sessions/\(session)/agenda", agenda([first, second]))
        #expect(late.status == 409 && late.code == "agenda_stands")
        let items = try hall.desk.items("secretary", "sessions/\(session)/agenda").compactMap { $0["id"]?.integer }
        let deferred = try hall.desk.send("secretary", "agenda-items/\(items[1])/take-up")
        #expect(try deferred.json()["status"]?.string == "deferred", "\(deferred.text)")
        let taken = try hall.desk.send("secretary", "agenda-items/\(items[0])/take-up")
        #expect(try taken.json()["status"]?.string == "open")
        #expect(try hall.status(second) == "deliberating" && hall.status(first) == "deferred")
        let said = #"{"party": "residents", "speaker": "张阿姨", "text": "楼道太暗"}"#
        #expect(try hall.desk.send("secretary", "agenda-items/\(items[0])/statements", said).status == 201)
        let bare = #"{"status": "agreed", "outcome": "换声控灯"}"#
        #expect(try hall.desk.send("secretary", "agenda-items/\(items[0])/settle", bare).code == "quorum_missing")
        // The company comes late: what was put off for it is taken up after all.
        #expect(
            try hall.desk.send("secretary", "agenda-items/\(items[1])/take-up").code == "required_party_absent"
        )
        try hall.seat(session, "property")
        let again = try hall.desk.send("secretary", "agenda-items/\(items[1])/take-up")
        #expect(try again.json()["status"]?.string == "open" && again.json()["absent"]?.isNull == true, "\(again.text)")
        #expect(try hall.status(first) == "deliberating")
        #expect(
            try hall.desk.send("secretary", "agenda-items/\(items[0])/settle", bare).faults == ["#/uploads required"]
        )
        let agreed = bare.replacing("}", with: #", "uploads": [\#(try hall.photo())]}"#)
        #expect(try hall.desk.send("secretary", "agenda-items/\(items[0])/settle", agreed).status == 200)
        #expect(try hall.desk.send("secretary", "agenda-items/\(items[0])/settle", agreed).code == "item_settled")
        #expect(try hall.status(second) == "agreed")
    }

    @Test("Invitations that leave too few days say so, and whoever is invited answers; a declining unit says why")
    func invitations() async throws {
        let hall = try await HallDesk()
        let session = try hall.desk.make(
            "secretary",
            "sessions",
            """
            {"hall_id": 1, "title": "会", "on": "\(hall.day(after: 2))", \
            "invite": [{"party": "property", "organization_id": \(hall.desk.company)}]}
            """
        )
        let row = try #require(try hall.desk.items("partner", "attendees?session_id=\(session)").first)
        let id = try #require(row["id"]?.integer)
        #expect(row["in_time"]?.bool == false)
        #expect(
            try hall.desk.send("partner", "attendees/\(id)/answer", #"{"answer": "declined"}"#).faults == [
                "#/remark required"
            ]
        )
        #expect(try hall.desk.send("resident", "attendees/\(id)/answer", #"{"answer": "coming"}"#).status == 404)
        let sent = #"{"answer": "sending", "sent_name": "刘经理"}"#
        #expect(try hall.desk.send("partner", "attendees/\(id)/answer", sent).status == 200)
        try await hall.pass(hours: 24)
        try await hall.pass(hours: 11)
        #expect(try hall.topics("partner", "session_id", session) == ["session_invitation", "session_reminder"])
        try await hall.pass(hours: 24)
        let sheet = #"{"present": 4, "uploads": [\#(try hall.photo())]}"#
        #expect(try hall.desk.send("secretary", "sessions/\(session)/close", sheet).status == 200)
        try await hall.pass(hours: 80)
        #expect(try hall.topics("secretary", "session_id", session) == ["minutes_late"])
    }

    @Test("What a session names has to be there: people with a name, items with an issue or a title")
    func refusals() async throws {
        let hall = try await HallDesk()
        let odd = """
            {"hall_id": 1, "title": "会", "agenda": [{"minutes": 5}, {"issue_id": 99999}], "invite": [{"party": "police"}]}
            """
        #expect(try hall.desk.send("secretary", "sessions", odd).faults == ["#/starts_at required"])
        let dated = odd.replacing(#""title""#, with: #""on": "\#(hall.day(after: 9))", "title""#)
        #expect(
            try hall.desk.send("secretary", "sessions", dated).faults
                == ["#/agenda/0/title required", "#/agenda/1/issue_id unknown_reference"]
        )
        let unnamed = #"{"hall_id": 1, "title": "会", "on": "\#(hall.day(after: 9))", "invite": [{"party": "police"}]}"#
        #expect(try hall.desk.send("secretary", "sessions", unnamed).faults == ["#/invite/0/name required"])
        #expect(try hall.desk.send("resident", "sessions", odd).status == 403)
    }
}

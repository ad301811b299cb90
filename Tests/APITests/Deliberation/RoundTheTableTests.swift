import JSON
import TestSupport
import Testing

@Suite("议事规矩：who was counted, who screened, and what is for whom to read")
struct RoundTheTableTests {
    @Test("A head-count above the check-ins is shown as typed wherever it stands; far above them it needs the sheet")
    func typedPresent() async throws {
        let hall = try await HallDesk()
        let desk = hall.desk
        let issue = try hall.screened("停车")
        let session = try desk.make(
            "secretary",
            "sessions",
            """
            {"hall_id": 1, "title": "会", "on": "\(hall.day(after: 0))", "agenda": [{"issue_id": \(issue)}], \
            "invite": [{"party": "police", "name": "民警"}]}
            """
        )
        // Called on the day itself, which is later than the rules ask.
        let warned = try desk.get("secretary", "sessions/\(session)")["warnings"]?.string
        #expect(warned == "1 份邀请未提前 3 天发出（invitation_days）", "\(warned ?? "")")
        let english = { (path: String) in
            try desk.client.send(
                "GET",
                "/api/v1/\(path)",
                token: desk.tokens["secretary"],
                headers: [("Accept-Language", "en")]
            )
        }
        let words = "Invitations sent less than 3 days ahead (invitation_days): 1"
        for path in ["sessions/\(session)", "sessions?id=\(session)", "sessions?id=\(session)&format=csv"] {
            #expect(try english(path).text.contains(words), "\(path)")
        }
        // What was asked for then is not what is asked for now.
        _ = try desk.send("secretary", "settings", #"{"invitation_days": 1}"#, "PATCH")
        #expect(try english("sessions/\(session)").text.contains("3 days"))
        _ = try desk.make("secretary", "sessions/\(session)/open")
        try hall.seat(session)
        let seats = try desk.items("secretary", "sessions/\(session)/attendance").compactMap { $0["id"]?.integer }
        _ = try desk.make(
            "secretary",
            "sessions/\(session)/attendance",
            #"{"attendees": [\#(seats.map(String.init).joined(separator: ", "))]}"#
        )
        let agreed = #"{"outcome": "划线", "uploads": [\#(try hall.photo())]}"#
        let path = "sessions/\(session)/close"
        let odd = try desk.send("secretary", path, #"{"present": 500, "summary": "一致"}"#)
        #expect(odd.faults == ["#/present above_checked_in"] && odd.text.contains("已签到 2 人"), "\(odd.text)")
        // One more than signed in rests on the sheet, too; so does what a table of enough people agrees on.
        let one = try desk.send("secretary", path, #"{"present": 3, "summary": "一致"}"#)
        #expect(one.faults == ["#/present above_checked_in"], "\(one.text)")
        let bare = try desk.send("secretary", "issues/\(issue)/agree", #"{"outcome": "划线"}"#)
        #expect(bare.faults == ["#/uploads required"], "\(bare.text)")
        _ = try desk.make("secretary", "issues/\(issue)/agree", agreed)
        let closed = try desk.send("secretary", path, #"{"present": 40, "summary": "一致"}"#)
        let root = try closed.json()
        #expect(root["present"]?.integer == 40 && root["typed_present"]?.integer == 38, "\(closed.text)")
        let chain = try desk.get("secretary", "issues/\(issue)/chain")
        #expect(chain.at("agenda.0.typed_present")?.integer == 38)
        #expect(try desk.client.send("GET", "/issues/\(issue)").text.contains("手工填报"))
        let day = hall.day(after: 0)
        let figures = try desk.get("secretary", "reports/deliberation?from=\(day)&to=\(day)")
        #expect(figures.at("total.person_times")?.integer == 2 && figures.at("total.typed_present")?.integer == 38)
        _ = try desk.make("secretary", "sessions/\(session)/minutes", #"{"form": "light"}"#)
        let minutes = try desk.get("secretary", "reports/sessions/\(session)/minutes")
        #expect(minutes.at("minutes.typed_present")?.integer == 38)
    }

    @Test("An evening that puts off what was sent as agreed says so in its answer")
    func warnings() async throws {
        let hall = try await HallDesk()
        let desk = hall.desk
        let issue = try hall.screened("电梯")
        let session = try desk.make(
            "secretary",
            "sessions",
            """
            {"hall_id": 1, "title": "会", "on": "\(hall.day(after: 0))", \
            "agenda": [{"issue_id": \(issue), "required": ["police"]}]}
            """
        )
        let record = """
            {"walk_ins": [{"party": "residents", "name": "张"}], "summary": "一致", "uploads": [\(try hall.photo())], \
            "items": [{"place": 1, "status": "agreed", "outcome": "加装"}]}
            """
        let held = try desk.send("secretary", "sessions/\(session)/record", record)
        #expect(try held.json()["warnings"]?.string == "第 1 项因必到方缺席而暂缓", "\(held.text)")
        #expect(try hall.status(issue) == "deferred")
    }

    @Test("A line of an agenda that is rewritten takes its topic along; one that somebody signed stays")
    func orphans() async throws {
        let hall = try await HallDesk()
        let desk = hall.desk
        let file = try desk.report()
        let line = #"{"title": "路灯", "description": "东门太暗", "cases": [\#(file)]}"#
        let session = try desk.make(
            "secretary",
            "sessions",
            """
            {"hall_id": 1, "title": "会", "on": "\(hall.day(after: 3))", \
            "agenda": [\(line), {"title": "水泵", "description": "更换"}]}
            """
        )
        let topics = try desk.items("secretary", "sessions/\(session)/agenda").compactMap { $0["issue_id"]?.integer }
        // Whoever speaks up for a topic makes it more than a line.
        let signer = try #require(try desk.test.adults(1, token: try await desk.test.token("secretary")).first)
        _ = try desk.send("secretary", "issues/\(topics[1])/support", #"{"resident_id": \#(signer)}"#)
        #expect(try desk.send("secretary", "issues/\(topics[1])/answer", #"{"answer": "已列入计划"}"#).status == 200)
        let again = #"{"agenda": [\#(line)]}"#
        #expect(try desk.send("secretary", "sessions/\(session)/agenda", again).status == 200)
        #expect(try topics.map { try hall.status($0) } == ["withdrawn", "screened"])
        let made = try #require(try desk.items("secretary", "sessions/\(session)/agenda").first?["issue_id"]?.integer)
        #expect(try made != topics[0] && desk.get("secretary", "cases/\(file)")["issue_id"]?.integer == made)
    }

    @Test("Whoever proposed a topic in the own name does not screen it, unless the community says that they may")
    func ownTopics() async throws {
        let hall = try await HallDesk()
        let desk = hall.desk
        let topic = #"{"title": "党员活动室", "description": "延长开放"}"#
        for login in ["branch_secretary", "secretary"] {
            let own = try desk.make(login, "issues", topic)
            let refused = try desk.send(login, "issues/\(own)/screen")
            #expect(refused.status == 403 && refused.code == "two_persons", "\(refused.text)")
            #expect(try desk.send("staff", "issues/\(own)/screen").status == 200)
        }
        _ = try desk.send("secretary", "settings", #"{"own_topic_screening": 1}"#, "PATCH")
        let alone = try desk.make("secretary", "issues", topic)
        #expect(try desk.send("secretary", "issues/\(alone)/screen").status == 200)
    }

    @Test("Of a private case nobody learns through its topic who may not read it; who said something is for the hall")
    func privacy() async throws {
        let hall = try await HallDesk(["party_member"])
        let desk = hall.desk
        let hidden = try desk.report(more: #", "private": true"#)
        let plain = try desk.report(building: 2)
        let issue = try hall.screened("邻里噪声", cases: [hidden, plain])
        #expect(try desk.get("secretary", "issues/\(issue)/chain")["cases"]?.count == 2)
        for login in ["partner", "party_member"] {
            let seen = try desk.get(login, "issues/\(issue)/chain")["cases"]?.elements.map { $0 } ?? []
            #expect(seen.count == 1 && seen[0]["id"]?.isNull == true && seen[0]["number"]?.isNull == true, "\(login)")
        }
        #expect(try desk.send("party_member", "cases/\(hidden)/chain", "", "GET").status == 404)
        let session = try desk.make(
            "secretary",
            "sessions",
            #"{"hall_id": 1, "title": "会", "on": "\#(hall.day(after: 0))", "agenda": [{"issue_id": \#(issue)}]}"#
        )
        _ = try desk.make("secretary", "sessions/\(session)/open")
        let item = try #require(try desk.items("secretary", "sessions/\(session)/agenda").first?["id"]?.integer)
        let said = #"{"party": "residents", "speaker": "张阿姨", "text": "太吵"}"#
        #expect(try desk.send("secretary", "agenda-items/\(item)/statements", said).status == 201)
        let path = "agenda-items/\(item)/statements"
        #expect(try desk.items("secretary", path).first?["speaker"]?.string == "张阿姨")
        for login in ["resident", "partner", "branch_secretary"] {
            let row = try desk.items(login, path).first
            #expect(row?["speaker"]?.isNull == true && row?["text"]?.string == "太吵", "\(login)")
        }
    }
}

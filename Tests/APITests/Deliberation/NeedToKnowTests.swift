import App
import Domain
import JSON
import Services
import TestSupport
import Testing

@Suite("需知：who spoke up in a hall is named to those who run it")
struct NeedToKnowTests {
    @Test("Names of objectors and attendees are for staff, for whoever leads the evening, and for the person alone")
    func names() async throws {
        let hall = try await HallDesk(["auditor"])
        let desk = hall.desk
        let leader = try #require(try desk.get("grid_leader", "me")["name"]?.string)
        let resident = try #require(try desk.get("resident", "me").at("scope.resident_id")?.integer)
        let session = try desk.make(
            "secretary",
            "sessions",
            """
            {"hall_id": 1, "title": "会", "on": "\(hall.day(after: 0))", "chair": "\(leader)", "agenda": [{"title": "通报", \
            "required": ["police", "property"]}], "invite": [{"party": "residents", "resident_id": \(resident)}]}
            """
        )
        let path = "sessions/\(session)/attendance"
        let seen = { (login: String) in try #require(try desk.items(login, path).first) }
        let named = try seen("secretary")
        #expect(named["name"]?.string != nil && named["resident_id"]?.integer == resident)
        let masked = try seen("auditor")
        #expect(masked["party"]?.string == "residents" && masked["id"]?.integer == named["id"]?.integer)
        for field in ["name", "resident_id", "account_id", "sent_name", "remark"] {
            #expect(masked[field] == nil, "\(field)")
        }
        // Whoever leads the evening knows who is called; elsewhere they are one of many.
        #expect(try seen("grid_leader")["name"]?.string == named["name"]?.string)
        #expect(try seen("resident")["name"]?.string == named["name"]?.string)
        let id = try #require(named["id"]?.integer)
        #expect(try desk.get("grid_leader", "attendees/\(id)")["name"] == nil)
        // Nobody asks by a name or a person what they may not see.
        for query in ["resident_id=\(resident)", "fields=id,name", "expand=resident"] {
            #expect(try desk.send("auditor", "attendees?\(query)", "", "GET").status == 400, "\(query)")
        }
        let table = try desk.send("secretary", "sessions/\(session)/agenda?format=csv", "", "GET").text
        #expect(table.contains("物业、民警") || table.contains("民警、物业"), "\(table)")
        let codes = try desk.send("secretary", "sessions/\(session)/agenda?format=csv&header=keys", "", "GET").text
        #expect(codes.contains("police") && !codes.contains("民警"), "\(codes)")
    }

    @Test("An objection is read by its number and answer; the same again by the same person is the earlier one")
    func objections() async throws {
        let hall = try await HallDesk(["auditor"])
        let desk = hall.desk
        let issue = try hall.screened("车棚")
        _ = try desk.make("resident", "issues/\(issue)/support")
        let session = try desk.make(
            "secretary",
            "sessions",
            #"{"hall_id": 1, "title": "会", "on": "\#(hall.day(after: 0))", "agenda": [{"issue_id": \#(issue)}]}"#
        )
        let record = """
            {"walk_ins": [{"party": "residents", "name": "张阿姨"}], "summary": "一致", "uploads": [\(try hall.photo())], \
            "items": [{"place": 1, "status": "agreed", "outcome": "建车棚"}]}
            """
        _ = try desk.make("secretary", "sessions/\(session)/record", record)
        let notice = try desk.make("secretary", "issues/\(issue)/publish", "{}")
        let path = "public-notices/\(notice)/objections"
        let first = try desk.make("resident", path, #"{"text": "离窗太近"}"#)
        let again = try desk.send("resident", path, #"{"text": "离窗 太近\n"}"#)
        #expect(again.status == 409 && again.code == "already_objected", "\(again.text)")
        #expect(try again.json()["objection_id"]?.integer == first)
        _ = try desk.make("resident", path, #"{"text": "挡光"}"#)
        let onPaper = #"{"text": "离窗太近", "name": "李四"}"#
        _ = try desk.make("secretary", path, onPaper)
        #expect(try desk.send("secretary", path, onPaper).code == "already_objected")
        #expect(try desk.items("secretary", path).count == 3)
        // Who carries off who objected, or who signed, is told of.
        for (file, what, rows) in [(path, "objections", 3), ("issues/\(issue)/supporters", "issue_supporters", 1)] {
            #expect(try desk.send("secretary", "\(file)?format=csv", "", "GET").status == 200)
            #expect(try AuditRows.count(desk.test, "export_\(what)") == rows, "\(what)")
        }
        _ = try desk.make("secretary", "objections/\(first)/answer", #"{"answer": "移位"}"#)
        let seen = try desk.get("auditor", "objections/\(first)")
        #expect(seen["answer"]?.string == "移位" && seen["name"] == nil && seen["resident_id"] == nil)
        #expect(try desk.get("resident", "objections/\(first)")["name"]?.string != nil)
        // From each link the chain is one request.
        let item = try #require(try desk.items("secretary", "sessions/\(session)/agenda").first?["id"]?.integer)
        let minutes = try #require(try desk.items("secretary", "sessions/\(session)/minutes").first?["id"]?.integer)
        let chain = try desk.send("secretary", "issues/\(issue)/chain", "", "GET")
        for link in [
            "public-notices/\(notice)", "objections/\(first)", "agenda-items/\(item)", "session-minutes/\(minutes)",
            "sessions/\(session)",
        ] {
            #expect(try desk.send("secretary", "\(link)/chain", "", "GET").bytes == chain.bytes, "\(link)")
        }
        let page = try desk.client.send("GET", "/issues/\(issue)")
        for (word, code) in [("公示", "publicised"), ("社区", "staff"), ("议事厅协商", "hall")] {
            #expect(page.text.contains(">\(word)<") && !page.text.contains(">\(code)<"), "\(word)")
        }
        let flat = try desk.send("secretary", "issues/\(issue)/chain?format=csv", "", "GET").text
        #expect(flat.contains("议事厅协商") && !flat.contains(",hall,"), "\(flat)")
        let printed = try desk.send("secretary", "reports/sessions/\(session)/minutes?format=table", "", "GET").text
        #expect(printed.contains("已归档") && printed.contains("简式") && !printed.contains("archived"), "\(printed)")
    }

    @Test("Whoever a company sends finds the invitation and checks in, and so does the officer of the sub-district")
    func partners() async throws {
        let hall = try await HallDesk(["subdistrict_officer"])
        let desk = hall.desk
        let (partner, officer) = (try desk.account("partner"), try desk.account("subdistrict_officer"))
        let session = try desk.make(
            "secretary",
            "sessions",
            """
            {"hall_id": 1, "title": "会", "on": "\(hall.day(after: 0))", \
            "invite": [{"party": "property", "account_id": \(partner)}, {"party": "government", "account_id": \(officer)}]}
            """
        )
        let own = try #require(try desk.items("partner", "attendees?session_id=\(session)").first)
        #expect(own["organization_id"]?.integer == desk.company && own["account_id"]?.integer == partner)
        let id = try #require(own["id"]?.integer)
        #expect(try desk.send("partner", "attendees/\(id)/answer", #"{"answer": "coming"}"#).status == 200)
        let seat = try #require(
            try desk.items("subdistrict_officer", "attendees?session_id=\(session)&party=government").first?["id"]?
                .integer
        )
        let coming = try desk.send("subdistrict_officer", "attendees/\(seat)/answer", #"{"answer": "coming"}"#)
        #expect(coming.status == 200, "\(coming.text)")
        _ = try desk.make("secretary", "sessions/\(session)/open")
        let code = try #require(try desk.get("secretary", "sessions/\(session)/check-in-code")["code"]?.string)
        for login in ["partner", "subdistrict_officer"] {
            let came = try desk.send(login, "sessions/\(session)/check-in", #"{"code": "\#(code)"}"#)
            #expect(came.status == 200, "\(login) \(came.text)")
        }
        #expect(try desk.get("secretary", "sessions/\(session)")["checked_in"]?.integer == 2)
        // An officer only sits at the table: neither proposing nor voting is theirs.
        #expect(try desk.send("subdistrict_officer", "issues", #"{"title": "甲", "description": "乙"}"#).status == 403)
        // What the company itself proposes is known as a partner's.
        let topic = try desk.make("partner", "issues", #"{"title": "更换水泵", "description": "二次供水"}"#)
        #expect(try desk.get("secretary", "issues/\(topic)")["source"]?.string == "partner")
        let day = hall.day(after: 0)
        let figures = try desk.get("secretary", "reports/deliberation?from=\(day)&to=\(day)")
        let counted = figures["by_source"]?.elements.first { $0["source"]?.string == "partner" }
        #expect(counted?["collected"]?.integer == 1)
    }

    @Test("A title is one line, and to an item that was put off nobody has spoken")
    func lines() async throws {
        let hall = try await HallDesk()
        let desk = hall.desk
        let broken = #"{"title": "停车\n二、已通过", "description": "一\n二", "proposer": "甲"}"#
        #expect(try desk.send("secretary", "issues", broken).faults == ["#/title line_break"])
        #expect(try desk.send("secretary", "issues", broken.replacing(#"\n二、"#, with: "")).status == 201)
        let session = try desk.make(
            "secretary",
            "sessions",
            #"{"hall_id": 1, "title": "会", "on": "\#(hall.day(after: 0))", "agenda": [{"title": "通报"}]}"#
        )
        _ = try desk.make("secretary", "sessions/\(session)/open")
        let item = try #require(try desk.items("secretary", "sessions/\(session)/agenda").first?["id"]?.integer)
        _ = try desk.make("secretary", "agenda-items/\(item)/settle", #"{"status": "deferred", "outcome": "改期"}"#)
        let said = #"{"party": "residents", "speaker": "张阿姨", "text": "同意"}"#
        let refused = try desk.send("secretary", "agenda-items/\(item)/statements", said)
        #expect(refused.status == 409 && refused.code == "item_settled", "\(refused.text)")
    }

    @Test(
        "A ballot on paper is noted with its sheet; a slip is owned up to by whoever made it and taken back by another"
    )
    func paperNotes() async throws {
        let hall = try await HallDesk()
        let desk = hall.desk
        let issue = try hall.screened("门岗", authority: "committee")
        let members = try ["staff", "grid_leader"].map {
            #"{"name": "\#($0)", "account_id": \#(try desk.account($0))}"#
        }
        let vote = try desk.make(
            "secretary",
            "issues/\(issue)/open-vote",
            """
            {"rule": "committee", "secrecy": "closed", "convenor": "居委会", "noticed_on": "\(hall.day(after: -3))", \
            "closes_at": "\(desk.moment(after: 86_400))", "members": [\(members.joined(separator: ", ")), {"name": "丙"}]}
            """
        )
        let roll = try desk.items("secretary", "votes/\(vote)/roll?sort=id").compactMap { $0["id"]?.integer }
        let (note, back) = ("issues/\(issue)/paper-voters", "issues/\(issue)/paper-voters/take-back")
        let bare = #"{"voters": [{"voter_id": \#(roll[0]), "channel": "paper"}]}"#
        #expect(try desk.send("secretary", note, bare).faults == ["#/uploads required"])
        let sheet = bare.replacing(#"{"voters""#, with: #"{"uploads": [\#(try hall.photo())], "voters""#)
        #expect(try desk.send("secretary", note, sheet).status == 200)
        #expect(try desk.items("secretary", "issues/\(issue)/papers").first?["kind"]?.string == "proof")
        #expect(
            try desk.send("staff", "issues/\(issue)/sealed-ballot", #"{"choice": "for"}"#).code == "paper_in_the_box"
        )

        let slip = #"{"voter_id": \#(roll[0]), "reason": "登错了人"}"#
        #expect(
            try desk.send("secretary", back, slip.replacing("\(roll[0])", with: "\(roll[2])")).code == "no_paper_note"
        )
        #expect(try desk.send("staff", back, slip).code == "not_your_note")
        let doubted = try desk.send("secretary", back, slip)
        #expect(try doubted.json()["doubted_at"]?.string != nil, "\(doubted.text)")
        #expect(try desk.send("secretary", back, slip).code == "two_persons")
        let taken = try desk.send("staff", back, slip)
        #expect(try taken.json()["channel"]?.isNull == true, "\(taken.text)")
        #expect(try hall.moves(issue).suffix(2) == ["paper-doubted", "paper-withdrawn"])
        #expect(try desk.send("staff", "issues/\(issue)/sealed-ballot", #"{"choice": "for"}"#).status == 200)
        #expect(try desk.get("secretary", "issues/\(issue)/tally")["cast"]?.integer == 1)
        try await hall.pass(hours: 25)
        // Until the box is counted a slip in its notes is still found out; of this voter there is no note any more.
        #expect(try desk.send("secretary", back, slip).code == "no_paper_note")
        _ = try desk.make("secretary", "issues/\(issue)/close-vote")
        #expect(try desk.send("secretary", back, slip).code == "vote_over")
    }
}

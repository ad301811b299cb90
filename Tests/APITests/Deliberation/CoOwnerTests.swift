import Domain
import JSON
import SQLite
import TestSupport
import Testing

@Suite("共有人代表：one dwelling, one voter, whom its owners name")
struct CoOwnerTests {
    /// A dwelling of three owners with the shares 2/4, 1/4 and 1/4, and one of two halves; says the owners by their names.
    private func homes(_ hall: HallDesk) throws -> (compound: Int64, owners: [String: Int64]) {
        let desk = hall.desk
        let compound = try desk.make("secretary", "compounds", #"{"name": "共有苑"}"#)
        let building = try desk.make(
            "secretary",
            "buildings",
            #"{"code": "C1", "name": "1幢", "compound_id": \#(compound)}"#
        )
        let unit = try desk.make("secretary", "units", #"{"code": "1", "building_id": \#(building)}"#)
        var owners: [String: Int64] = [:]
        for (room, people) in [
            ("101", [("甲", 2), ("乙", 1), ("丙", 1)]), ("102", [("丁", 2), ("戊", 2)]), ("103", [("己", 4)]),
        ] {
            let dwelling = try desk.make(
                "secretary",
                "dwellings",
                #"{"unit_id": \#(unit), "room": "\#(room)", "certified_area": 8000}"#
            )
            for (name, share) in people {
                owners[name] = try desk.make(
                    "secretary",
                    "ownerships",
                    """
                    {"dwelling_id": \(dwelling), "name": "\(name)", "share_numerator": \(share), "share_denominator": 4}
                    """
                )
            }
        }
        return (compound, owners)
    }

    private func openVote(_ hall: HallDesk, in compound: Int64) throws -> (issue: Int64, vote: Int64) {
        let desk = hall.desk
        let issue = try desk.make(
            "secretary",
            "issues",
            """
            {"title": "充电桩", "description": "内容", "proposer": "业委会", "authority": "owners", "compound_id": \(compound)}
            """
        )
        _ = try desk.make("secretary", "issues/\(issue)/screen")
        let vote = try desk.make(
            "secretary",
            "issues/\(issue)/open-vote",
            """
            {"rule": "owners_special", "matter": 8, "convenor": "业委会", "noticed_on": "\(hall.day(after: -15))", \
            "closes_at": "\(desk.moment(after: 86_400))"}
            """
        )
        return (issue, vote)
    }

    private func roll(_ hall: HallDesk, _ vote: Int64) throws -> [String: Int64] {
        let rows = try hall.desk.items("secretary", "votes/\(vote)/roll?sort=id")
        return Dictionary(
            uniqueKeysWithValues: rows.map { ($0["name"]?.string ?? "", $0["agent_dwellings"]?.integer ?? -1) }
        )
    }

    @Test(
        "Whoever is named in writing votes for the dwelling, others by the largest share and the earlier registration"
    )
    func named() async throws {
        let hall = try await HallDesk(["auditor"])
        let desk = hall.desk
        let (compound, owners) = try homes(hall)
        let (second, sole) = (try #require(owners["乙"]), try #require(owners["己"]))
        let path = "ownerships/\(second)/name-agent"
        #expect(try desk.send("secretary", path).faults == ["#/upload_id required"])
        #expect(try desk.send("resident", path, #"{"upload_id": 1}"#).status == 403)
        let foreign = try desk.make("staff", "uploads", "%PDF-1.4\n%%EOF\n")
        let stolen = try desk.send("secretary", path, #"{"upload_id": \#(foreign)}"#)
        #expect(stolen.faults == ["#/upload_id/0 unknown_upload"], "\(stolen.text)")
        let alone = try desk.send("secretary", "ownerships/\(sole)/name-agent", #"{"upload_id": \#(try hall.photo())}"#)
        #expect(try alone.code == "sole_owner" && alone.json()["owners"]?.integer == 1, "\(alone.text)")
        let made = try desk.send("secretary", path, #"{"upload_id": \#(try hall.photo())}"#)
        #expect(try made.status == 200 && made.json()["agent"]?.bool == true, "\(made.text)")
        #expect(try made.json()["agent_by"]?.integer == desk.account("secretary"))
        #expect(try desk.send("secretary", path, #"{"upload_id": \#(try hall.photo())}"#).code == "agent_already")
        let proof = try desk.send("staff", "ownerships/\(second)/agent-proof", "", "GET")
        #expect(proof.status == 200 && proof.text.hasPrefix("%PDF"))
        #expect(try desk.send("resident", "ownerships/\(second)/agent-proof", "", "GET").status == 403)

        let (_, vote) = try openVote(hall, in: compound)
        // Of the two halves it is the one who was registered first.
        #expect(try roll(hall, vote) == ["乙": 1, "丁": 0, "己": 0])
        // The roll stands now: neither is another named nor is it taken back.
        for owner in ["丙", "戊"] {
            let path = "ownerships/\(owners[owner] ?? 0)/name-agent"
            let late = try desk.send("secretary", path, #"{"upload_id": \#(try hall.photo())}"#)
            #expect(late.status == 409 && late.code == "roll_frozen", "\(owner) \(late.text)")
        }
        let late = try desk.send("secretary", "ownerships/\(second)/withdraw-agent")
        #expect(try late.code == "roll_frozen" && late.json()["vote_id"]?.integer == vote, "\(late.text)")
        let connection = try Connection(
            path: "\(desk.test.folder.path)/linli.db",
            access: .readWrite,
            settings: .writer
        )
        for attack in [
            "UPDATE ownership SET agent_upload_id = NULL, agent_since = NULL, agent_by = NULL WHERE id = \(second)",
            "UPDATE ownership SET agent_upload_id = \(foreign), agent_since = 1, agent_by = 1 WHERE id = \(owners["戊"] ?? 0)",
            "UPDATE vote_voter SET agent_dwellings = 0 WHERE vote_id = \(vote)",
        ] {
            #expect(throws: SQLiteError.self, "\(attack)") { try connection.run(attack) }
        }
        let noted = try desk.items("auditor", "audit?object=ownerships/\(second)")
        #expect(
            noted.contains { $0["action"]?.string == "name_agent_ownerships" },
            "\(noted.map { $0["action"]?.string })"
        )
    }

    @Test(
        "What was signed is read by those who may also after it was taken back, each reading in the audit, and the owner sees both"
    )
    func kept() async throws {
        let hall = try await HallDesk(["auditor"])
        let desk = hall.desk
        let own = try #require(try desk.get("resident", "me").at("scope.resident_id")?.integer)
        let mine = try #require(try desk.items("resident", "ownerships").first)
        let (ownership, home) = (try #require(mine["id"]?.integer), try #require(mine["dwelling_id"]?.integer))
        let half = try desk.client.send(
            "PATCH",
            "/api/v1/ownerships/\(ownership)",
            token: desk.tokens["secretary"],
            headers: [("If-Match", "*")],
            body: #"{"share_denominator": 2}"#
        )
        #expect(half.status == 200, "\(half.text)")
        _ = try desk.make(
            "secretary",
            "ownerships",
            #"{"dwelling_id": \#(home), "name": "共有人", "share_denominator": 2}"#
        )
        let path = "ownerships/\(ownership)/agent-proof"
        #expect(try desk.send("secretary", path, "", "GET").status == 404)
        for text in ["first", "second"] {
            let file = try desk.make("secretary", "uploads", "%PDF-1.4 \(text)\n%%EOF\n")
            #expect(
                try desk.send("secretary", "ownerships/\(ownership)/name-agent", #"{"upload_id": \#(file)}"#).status
                    == 200
            )
            #expect(try desk.send("secretary", "ownerships/\(ownership)/withdraw-agent").status == 200)
        }
        #expect(try desk.get("secretary", "ownerships/\(ownership)")["agent_proofs"]?.integer == 2)
        let last = try desk.send("staff", path, "", "GET")
        #expect(last.status == 200 && last.text.contains("second"), "\(last.text)")
        let first = try desk.send("staff", "\(path)?earlier=1", "", "GET")
        #expect(first.status == 200 && first.text.contains("first"), "\(first.text)")
        #expect(try desk.send("staff", "\(path)?earlier=2", "", "GET").status == 404)
        #expect(try desk.send("resident", path, "", "GET").status == 403)
        let looks = try desk.items("auditor", "audit?action=get_agent_proof_of_ownerships")
        #expect(looks.count == 2 && looks.allSatisfy { $0["object"]?.string == "ownerships/\(ownership)" }, "\(looks)")
        let data = try desk.get("resident", "me/data")
        #expect(data["resident_id"]?.integer == own && data["co_owner_agents"]?.count == 2, "\(data)")
        #expect(data.at("co_owner_agents.0.own")?.bool == true)
        #expect(data.at("co_owner_agents.0.withdrawn_at")?.string != nil)
        let seen = data["looked_at"]?.elements.compactMap { $0["action"]?.string } ?? []
        #expect(seen.filter { $0 == "get_agent_proof_of_ownerships" }.count == 2)
    }

    @Test(
        "Signatures and proofs of halls and votes are read by those who run them, and each reading stands in the audit"
    )
    func watched() async throws {
        let hall = try await HallDesk(["auditor"])
        let desk = hall.desk
        let session = try desk.make(
            "secretary",
            "sessions",
            #"{"hall_id": 1, "title": "会", "on": "\#(hall.day(after: 1))"}"#
        )
        for (kind, reads) in [("signed_sheet", 1), ("proof", 1), ("document", 0)] {
            let body = #"{"uploads": [\#(try hall.photo())], "kind": "\#(kind)"}"#
            #expect(try desk.send("secretary", "sessions/\(session)/papers", body).status == 201)
            let paper = try #require(
                try desk.items("secretary", "sessions/\(session)/papers?sort=-id").first?["id"]?.integer
            )
            #expect(try desk.send("staff", "deliberation-papers/\(paper)/content", "", "GET").status == 200)
            let action = "get_content_of_deliberation_papers"
            let rows = try desk.items("auditor", "audit?action=\(action)&object=deliberation-papers/\(paper)")
            #expect(rows.count == reads, "\(kind)")
        }
    }

    @Test("Until a roll stands it is taken back at will, and after the end of a vote it is for the next one")
    func takenBack() async throws {
        let hall = try await HallDesk()
        let desk = hall.desk
        let (compound, owners) = try homes(hall)
        let (second, third) = (try #require(owners["乙"]), try #require(owners["丙"]))
        let name = { (owner: Int64) in
            try desk.send("secretary", "ownerships/\(owner)/name-agent", #"{"upload_id": \#(try hall.photo())}"#)
        }
        #expect(try name(second).status == 200)
        // One is in the place of the other only when that was taken back.
        let other = try name(third)
        #expect(try other.code == "agent_already" && other.json()["ownership_id"]?.integer == second, "\(other.text)")
        #expect(try desk.send("secretary", "ownerships/\(third)/withdraw-agent").code == "no_agent")
        #expect(try desk.send("secretary", "ownerships/\(second)/withdraw-agent").status == 200)
        #expect(try name(third).status == 200)
        #expect(try desk.send("secretary", "ownerships/\(third)/withdraw-agent").status == 200)
        let (issue, first) = try openVote(hall, in: compound)
        #expect(try roll(hall, first) == ["甲": 0, "丁": 0, "己": 0])
        try await hall.pass(hours: 25)
        #expect(try desk.send("secretary", "issues/\(issue)/close-vote").status == 200)
        let named = try desk.send(
            "secretary",
            "ownerships/\(third)/name-agent",
            #"{"upload_id": \#(try hall.photo())}"#
        )
        #expect(named.status == 200, "\(named.text)")
        let (_, next) = try openVote(hall, in: compound)
        #expect(try roll(hall, next) == ["丙": 1, "丁": 0, "己": 0])
        #expect(try roll(hall, first) == ["甲": 0, "丁": 0, "己": 0])
    }

    @Test(
        "What co-owners signed is never deleted with its row: while a roll stands nothing is, and afterwards the ownership ends by its day"
    )
    func proofStays() async throws {
        let hall = try await HallDesk()
        let desk = hall.desk
        let (compound, owners) = try homes(hall)
        let (second, third) = (try #require(owners["乙"]), try #require(owners["丙"]))
        let remove = { (owner: Int64) in
            try desk.client.send(
                "DELETE",
                "/api/v1/ownerships/\(owner)",
                token: desk.tokens["secretary"],
                headers: [("If-Match", "*")]
            )
        }
        let body = #"{"upload_id": \#(try hall.photo())}"#
        #expect(try desk.send("secretary", "ownerships/\(second)/name-agent", body).status == 200)
        let (issue, vote) = try openVote(hall, in: compound)
        for owner in [second, third] {
            let frozen = try remove(owner)
            #expect(frozen.status == 409 && frozen.code == "roll_frozen", "\(frozen.text)")
        }
        try await hall.pass(hours: 25)
        #expect(try desk.send("secretary", "issues/\(issue)/close-vote").status == 200)
        let kept = try remove(second)
        #expect(kept.status == 409 && kept.code == "proof_kept" && kept.text.contains("/end"), "\(kept.text)")
        #expect(try remove(third).status == 204)

        let path = "ownerships/\(second)/end"
        #expect(try desk.send("secretary", path, #"{"on": "\#(hall.day(after: 1))"}"#).faults == ["#/on in_future"])
        #expect(try desk.send("resident", path, #"{"on": "\#(hall.day(after: 0))"}"#).status == 403)
        let ended = try desk.send("secretary", path, #"{"on": "\#(hall.day(after: 0))"}"#)
        #expect(try ended.status == 200 && ended.json()["until_date"]?.string == hall.day(after: 0), "\(ended.text)")
        #expect(try desk.send("secretary", path, #"{"on": "\#(hall.day(after: 0))"}"#).code == "ownership_ended")
        #expect(try desk.send("secretary", "ownerships/\(second)/agent-proof", "", "GET").status == 200)
        // Whoever bought it has the share now, and the roll is without the former owner.
        let home = try #require(try desk.get("secretary", "ownerships/\(second)")["dwelling_id"]?.integer)
        _ = try desk.make(
            "secretary",
            "ownerships",
            #"{"dwelling_id": \#(home), "name": "买家", "share_numerator": 1, "share_denominator": 2}"#
        )
        let (_, next) = try openVote(hall, in: compound)
        #expect(next != vote)
        #expect(try roll(hall, next) == ["甲": 0, "丁": 0, "己": 0])
    }

    @Test("Two papers at once, and a vote that opens beside them: one agent before the roll, or none after it")
    func raced() async throws {
        let hall = try await HallDesk()
        let desk = hall.desk
        let (compound, owners) = try homes(hall)
        let (second, third) = (try #require(owners["乙"]), try #require(owners["丙"]))
        let issue = try desk.make(
            "secretary",
            "issues",
            """
            {"title": "充电桩", "description": "内容", "proposer": "业委会", "authority": "owners", "compound_id": \(compound)}
            """
        )
        _ = try desk.make("secretary", "issues/\(issue)/screen")
        let open = """
            {"rule": "owners_special", "matter": 8, "convenor": "业委会", "noticed_on": "\(hall.day(after: -15))", \
            "closes_at": "\(desk.moment(after: 86_400))"}
            """
        let calls = [
            ("ownerships/\(second)/name-agent", #"{"upload_id": \#(try hall.photo())}"#),
            ("ownerships/\(third)/name-agent", #"{"upload_id": \#(try hall.photo())}"#),
            ("issues/\(issue)/open-vote", open),
        ]
        let token = desk.tokens["secretary"]
        let answers = try await withThrowingTaskGroup(of: (Int, HTTPAnswer).self) { group in
            for (place, (path, body)) in calls.enumerated() {
                let client = desk.test.client()
                group.addTask { (place, try client.send("POST", "/api/v1/\(path)", token: token, body: body)) }
            }
            return try await group.reduce(into: [Int: HTTPAnswer]()) { $0[$1.0] = $1.1 }
        }
        #expect(answers[2]?.status == 200, "\(answers[2]?.text ?? "")")
        let named = (0...1).filter { answers[$0]?.status == 200 }
        #expect(named.count <= 1)
        for place in 0...1 where !named.contains(place) {
            let code = answers[place]?.code
            #expect(code == "agent_already" || code == "roll_frozen", "\(answers[place]?.text ?? "")")
        }
        let vote = try #require(try desk.items("secretary", "votes?issue_id=\(issue)").first?["id"]?.integer)
        // The roll says whom they named before it stood, and nobody else.
        let agent = named.first.map { $0 == 0 ? "乙" : "丙" } ?? "甲"
        #expect(try roll(hall, vote) == [agent: named.isEmpty ? 0 : 1, "丁": 0, "己": 0])
    }

    @Test(
        "A grid worker of another grid finds neither the ownership nor its paper; a co-owner hears who looked at what they signed"
    )
    func otherGrid() async throws {
        let hall = try await HallDesk()
        let desk = hall.desk
        let own = try #require(try desk.get("grid_worker", "me").at("scope.grid_id")?.integer)
        let mine = try #require(try desk.items("resident", "ownerships").first)
        let home = try #require(mine["dwelling_id"]?.integer)
        let half = try desk.client.send(
            "PATCH",
            "/api/v1/ownerships/\(mine["id"]?.integer ?? 0)",
            token: desk.tokens["secretary"],
            headers: [("If-Match", "*")],
            body: #"{"share_denominator": 2}"#
        )
        #expect(half.status == 200, "\(half.text)")
        let other = try desk.make(
            "secretary",
            "ownerships",
            #"{"dwelling_id": \#(home), "name": "共有人", "share_denominator": 2}"#
        )
        let body = #"{"upload_id": \#(try hall.photo())}"#
        #expect(try desk.send("secretary", "ownerships/\(other)/name-agent", body).status == 200)
        let path = "ownerships/\(other)/agent-proof"
        #expect(try desk.send("staff", path, "", "GET").status == 200)
        // It is of the other owner, and carries the own signature.
        let looked = try desk.get("resident", "me/data")["looked_at"]?.elements.filter {
            $0["object"]?.string == "ownerships/\(other)"
        }
        #expect(
            looked?.map { $0["action"]?.string } == ["get_agent_proof_of_ownerships"],
            "\(String(describing: looked))"
        )

        let building = try #require(
            try desk.items("secretary", "building-grids?limit=200").first {
                $0["grid_id"]?.integer != own && $0["until_date"]?.isNull != false
            }?["building_id"]?.integer
        )
        let unit = try desk.make("secretary", "units", #"{"code": "99", "building_id": \#(building)}"#)
        let dwelling = try desk.make("secretary", "dwellings", #"{"unit_id": \#(unit), "room": "9901"}"#)
        var far: Int64 = 0
        for name in ["东", "西"] {
            far = try desk.make(
                "secretary",
                "ownerships",
                #"{"dwelling_id": \#(dwelling), "name": "\#(name)", "share_denominator": 2}"#
            )
        }
        let paper = #"{"upload_id": \#(try hall.photo())}"#
        #expect(try desk.send("secretary", "ownerships/\(far)/name-agent", paper).status == 200)
        for place in ["ownerships/\(far)", "ownerships/\(far)/agent-proof"] {
            #expect(try desk.send("grid_worker", place, "", "GET").status == 404, "\(place)")
            #expect(try desk.send("secretary", place, "", "GET").status == 200, "\(place)")
        }
    }
}

import JSON
import TestSupport
import Testing

@Suite("产权终止：what was signed and voted under an ownership stays under it")
struct EndedOwnershipTests {
    private func home(_ hall: HallDesk) throws -> (compound: Int64, dwelling: Int64, owners: [Int64]) {
        let desk = hall.desk
        let compound = try desk.make("secretary", "compounds", #"{"name": "终止苑"}"#)
        let building = try desk.make(
            "secretary",
            "buildings",
            #"{"code": "E1", "name": "1幢", "compound_id": \#(compound)}"#
        )
        let unit = try desk.make("secretary", "units", #"{"code": "1", "building_id": \#(building)}"#)
        let dwelling = try desk.make(
            "secretary",
            "dwellings",
            #"{"unit_id": \#(unit), "room": "101", "certified_area": 8000}"#
        )
        return (compound, dwelling, try ["甲", "乙"].map { try own($0, dwelling, desk) })
    }

    private func own(_ name: String, _ dwelling: Int64, _ desk: CaseDesk) throws -> Int64 {
        try desk.make(
            "secretary",
            "ownerships",
            #"{"dwelling_id": \#(dwelling), "name": "\#(name)", "share_denominator": 2}"#
        )
    }

    private func end(_ hall: HallDesk, _ owner: Int64, _ day: String?) throws -> HTTPAnswer {
        try hall.desk.send("secretary", "ownerships/\(owner)/end", #"{"on": \#(day.map { "\"\($0)\"" } ?? "null")}"#)
    }

    private func patch(_ hall: HallDesk, _ owner: Int64, _ body: String) throws -> HTTPAnswer {
        try hall.desk.client.send(
            "PATCH",
            "/api/v1/ownerships/\(owner)",
            token: hall.desk.tokens["secretary"],
            headers: [("If-Match", "*")],
            body: body
        )
    }

    @Test("One that ended keeps its name, share and ID number; its telephone is still put right")
    func stands() async throws {
        let hall = try await HallDesk()
        let owner = try home(hall).owners[0]
        #expect(try patch(hall, owner, #"{"name": "甲某"}"#).status == 200)
        #expect(try end(hall, owner, hall.day(after: 0)).status == 200)
        for body in [
            #"{"name": "别人"}"#, #"{"share_denominator": 4}"#, #"{"share_numerator": 2}"#, #"{"id_number": null}"#,
        ] {
            let refused = try patch(hall, owner, body)
            #expect(refused.status == 409 && refused.code == "ownership_ended", "\(refused.text)")
        }
        #expect(try patch(hall, owner, #"{"phone": "13800138000"}"#).status == 200)
    }

    @Test("It ends neither before it was entered nor before its owner was named by a signed paper")
    func days() async throws {
        let hall = try await HallDesk()
        let owner = try home(hall).owners[0]
        #expect(try end(hall, owner, "1990-01-01").faults == ["#/on before_entry"])
        #expect(try end(hall, owner, nil).code == "ownership_not_ended")
        #expect(try hall.desk.send("secretary", "ownerships/\(owner)/end", "{}").faults == ["#/on required"])
        try await hall.pass(hours: 72)
        let paper = #"{"upload_id": \#(try hall.photo())}"#
        #expect(try hall.desk.send("secretary", "ownerships/\(owner)/name-agent", paper).status == 200)
        #expect(try end(hall, owner, hall.day(after: -1)).faults == ["#/on before_paper"])
        #expect(try end(hall, owner, hall.day(after: 0)).status == 200)
    }

    @Test("A mistaken end gets its right day or is taken back, while the shares fit and no roll was made since")
    func putRight() async throws {
        let hall = try await HallDesk(["auditor"])
        let desk = hall.desk
        let (compound, dwelling, owners) = try home(hall)
        let entered = hall.day(after: 0)
        try await hall.pass(hours: 48)
        #expect(try end(hall, owners[0], hall.day(after: 0)).status == 200)
        let moved = try end(hall, owners[0], entered)
        #expect(try moved.status == 200 && moved.json()["until_date"]?.string == entered, "\(moved.text)")
        #expect(try end(hall, owners[0], entered).code == "ownership_ended")
        let back = try end(hall, owners[0], nil)
        #expect(try back.status == 200 && back.json()["until_date"]?.isNull == true, "\(back.text)")
        let noted = try desk.items("auditor", "audit?object=ownerships/\(owners[0])&action=end_ownerships")
        #expect(noted.count == 3, "\(noted)")

        #expect(try end(hall, owners[0], entered).status == 200)
        let buyer = try own("买家", dwelling, desk)
        #expect(try end(hall, owners[0], nil).faults == ["#/on shares_exceed_whole"])
        let issue = try desk.make(
            "secretary",
            "issues",
            """
            {"title": "充电桩", "description": "内容", "proposer": "业委会", "authority": "owners", "compound_id": \(compound)}
            """
        )
        _ = try desk.make("secretary", "issues/\(issue)/screen")
        try await hall.pass(hours: 1)
        let vote = try desk.make(
            "secretary",
            "issues/\(issue)/open-vote",
            """
            {"rule": "owners_special", "matter": 8, "convenor": "业委会", "noticed_on": "\(hall.day(after: -15))", \
            "closes_at": "\(desk.moment(after: 86_400))"}
            """
        )
        for day in [nil, hall.day(after: 0)] {
            let late = try end(hall, owners[0], day)
            #expect(try late.code == "end_stands" && late.json()["vote_id"]?.integer == vote, "\(late.text)")
        }
        // An end that was entered after the roll changes nothing of it.
        try await hall.pass(hours: 1)
        #expect(try end(hall, buyer, hall.day(after: 0)).status == 200)
        #expect(try end(hall, buyer, nil).status == 200)
    }
}

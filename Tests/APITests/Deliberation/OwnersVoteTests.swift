import JSON
import TestSupport
import Testing

@Suite("业主共同决定：by certified area and by number, at the exact thresholds")
struct OwnersVoteTests {
    /// A compound of its own with so many dwellings; the first owner has two of them.
    private func compound(_ hall: HallDesk, areas: [Int], owners: [String]) throws -> Int64 {
        let desk = hall.desk
        let compound = try desk.make("secretary", "compounds", #"{"name": "表决苑"}"#)
        let building = try desk.make(
            "secretary",
            "buildings",
            #"{"code": "V1", "name": "1幢", "compound_id": \#(compound)}"#
        )
        let unit = try desk.make("secretary", "units", #"{"code": "1", "building_id": \#(building)}"#)
        for (place, area) in areas.enumerated() {
            let dwelling = try desk.make(
                "secretary",
                "dwellings",
                #"{"unit_id": \#(unit), "room": "\#(101 + place)", "certified_area": \#(area)}"#
            )
            let owner =
                #"{"dwelling_id": \#(dwelling), "name": "\#(owners[place])", "phone": "1390000\#(1000 + owners[place].utf8.reduce(0) { $0 + Int($1) })"}"#
            _ = try desk.make("secretary", "ownerships", owner)
        }
        return compound
    }

    @Test(
        "The roll comes from the register, an owner of two dwellings once; two thirds and three quarters count exactly, by area and by number"
    )
    func roll() async throws {
        let hall = try await HallDesk()
        let desk = hall.desk
        try hall.waiveSheets()
        // Six owners with 60,000: 20,000 of the first in two dwellings, 8,000 each of the others.
        let place = try compound(
            hall,
            areas: [10_000, 10_000, 8_000, 8_000, 8_000, 8_000, 8_000],
            owners: ["甲一", "甲一", "乙二", "丙三", "丁四", "戊五", "己六"]
        )
        let open = { (title: String) in
            let body =
                #"{"title": "\#(title)", "description": "充电桩", "proposer": "业委会", "authority": "owners", "compound_id": \#(place)}"#
            let issue = try desk.make("secretary", "issues", body)
            _ = try desk.make("secretary", "issues/\(issue)/screen")
            let plan = """
                {"rule": "owners_special", "matter": 8, "convenor": "业委会", "noticed_on": "\(hall.day(after: -15))", \
                "closes_at": "\(desk.moment(after: 86_400))"}
                """
            let secret = plan.replacing(#""matter""#, with: #""secrecy": "closed", "matter""#)
            #expect(
                try desk.send("secretary", "issues/\(issue)/open-vote", secret).faults == [
                    "#/secrecy owners_vote_openly"
                ]
            )
            let hasty = try desk.send(
                "secretary",
                "issues/\(issue)/open-vote",
                plan.replacing(hall.day(after: -15), with: hall.day(after: -14))
            )
            #expect(hasty.code == "notice_too_short")
            let vote = try desk.make("secretary", "issues/\(issue)/open-vote", plan)
            let roll = try desk.items("secretary", "votes/\(vote)/roll?sort=id")
            return (issue, Dictionary(uniqueKeysWithValues: roll.map { ($0["name"]?.string ?? "", $0) }))
        }
        let cast = { (issue: Int64, roll: [String: JSONValue], names: [String], choice: String) throws in
            let ballots = names.map {
                #"{"voter_id": \#(roll[$0]?["id"]?.integer ?? 0), "choice": "\#(choice)", "channel": "paper"}"#
            }
            #expect(
                try desk.send(
                    "secretary",
                    "issues/\(issue)/ballots",
                    #"{"ballots": [\#(ballots.joined(separator: ", "))]}"#
                )
                .status == 200
            )
        }
        // Nobody owns more of a dwelling than is left of it.
        let owned = try #require(try desk.items("secretary", "ownerships?sort=-id&limit=1").first)
        let home = owned["dwelling_id"]?.integer ?? 0
        let second = try desk.send("secretary", "ownerships", #"{"dwelling_id": \#(home), "name": "庚七"}"#)
        #expect(second.status == 422 && second.faults == ["#/share_numerator shares_exceed_whole"], "\(second.text)")
        #expect(second.text.contains("1/1"))
        let (first, roll) = try open("充电桩甲")
        #expect(roll.count == 6 && roll["甲一"]?["area"]?.integer == 20_000)
        let tally = try desk.get("secretary", "issues/\(first)/tally")
        #expect(tally["eligible"]?.integer == 6 && tally["eligible_area"]?.integer == 60_000)
        // Four of six and 44,000 of 60,000 take part: enough; three of four are exactly three quarters, 36,000 of 44,000 more.
        try cast(first, roll, ["甲一", "乙二", "丙三"], "for")
        try cast(first, roll, ["丁四"], "against")
        // The register changes; the roll that stood does not.
        let dwelling = try #require(try desk.items("secretary", "dwellings?sort=-id&limit=1").first?["id"]?.integer)
        _ = try desk.send("secretary", "dwellings/\(dwelling)", #"{"certified_area": 90000}"#, "PATCH")
        #expect(try desk.get("secretary", "issues/\(first)/tally")["eligible_area"]?.integer == 60_000)
        let (next, other) = try open("充电桩乙")
        // Enough by number, 4 of 6, and not by area: 32,000 of 142,000.
        try cast(next, other, ["乙二", "丙三", "丁四", "戊五"], "for")
        let (third, last) = try open("充电桩丙")
        try cast(third, last, ["甲一", "乙二", "丙三", "己六"], "for")
        try cast(third, last, ["丁四", "戊五"], "against")
        try await hall.pass(hours: 25)
        let ends = try [first, next, third].map { try desk.send("secretary", "issues/\($0)/close-vote").json() }
        #expect(ends[0]["passed"]?.bool == true && ends[0]["for_area"]?.integer == 36_000)
        #expect(ends[1]["passed"]?.bool == false && ends[1]["missing"]?.string?.contains("参与（专有面积") == true)
        // 126,000 of 142,000 agree, and four of six are fewer than three quarters: one more would do.
        #expect(ends[2]["passed"]?.bool == false && ends[2]["missing"]?.string == "同意（人数）现为 4，还差 1")
        #expect(try hall.status(first) == "adopted" && hall.status(next) == "not_adopted")
        let before = try desk.send(
            "secretary",
            "issues/\(first)/ballots",
            #"{"ballots": [{"voter_id": 1, "choice": "for", "channel": "paper"}]}"#
        )
        #expect(before.code == "vote_over")
    }
}

import JSON
import TestSupport
import Testing

@Suite("居民上报：what a resident need not say, and what is not theirs to say")
struct ResidentReportTests {
    private let matter = #""kind": "help", "category_id": 3, "title": "家里进水", "description": "厨房顶上一直滴水""#

    @Test("Whoever names no place reports from home, but not where the report is to lead to nobody")
    func home() async throws {
        let desk = try await CaseDesk()
        let own = try #require(try desk.get("resident", "me/data").at("residences.0.household_id")?.integer)
        let id = try desk.make("resident", "cases", "{\(matter)}")
        let filed = try desk.get("staff", "cases/\(id)")
        #expect(filed["household_id"]?.integer == own)
        #expect(filed["building_id"]?.integer != nil && filed["unit_id"]?.integer != nil)
        let elsewhere = try desk.make("resident", "cases", #"{\#(matter), "place_id": 1}"#)
        #expect(try desk.get("staff", "cases/\(elsewhere)")["household_id"]?.isNull == true)
        let nobody = try desk.send("resident", "cases", #"{\#(matter), "anonymous": true}"#)
        #expect(nobody.faults == ["#/building_id required"], "\(nobody.text)")
        let staff = try desk.send("staff", "cases", "{\(matter)}")
        #expect(staff.faults == ["#/building_id required"])
    }

    @Test("How urgent it is and whence it came is for the community to say: a wish is refused, not dropped in silence")
    func wishes() async throws {
        let desk = try await CaseDesk()
        let wished = #"{\#(matter), "building_id": 1, "priority": "urgent", "source": "hotline"}"#
        let refused = try desk.send("resident", "cases", wished)
        #expect(refused.status == 422)
        #expect(refused.faults == ["#/source not_allowed", "#/priority not_allowed"], "\(refused.text)")
        let plain = #"{\#(matter), "building_id": 1, "priority": "normal", "source": "resident"}"#
        #expect(try desk.send("resident", "cases", plain).status == 201)
    }

    @Test("Thanks reach the person thanked, whom the resident names; nobody enters thanks for themselves")
    func thanks() async throws {
        let desk = try await CaseDesk()
        let worker = try #require(try desk.get("grid_worker", "me")["id"]?.integer)
        // Who works in which grid is read by its residents.
        let staff = try desk.items("resident", "grid-staff?limit=200").map { $0["account_id"]?.integer }
        #expect(staff.contains(worker), "\(staff)")
        func thanks(_ account: Int64) -> String {
            #"{"kind": "praise", "category_id": 3, "title": "谢谢", "description": "上门办好了津贴", "answerable_id": \#(account)}"#
        }
        let id = try desk.make("resident", "cases", thanks(worker))
        #expect(try desk.topics("grid_worker", of: id) == ["case_praised"])
        let own = try desk.send("grid_worker", "cases", thanks(worker).replacing("}", with: #", "building_id": 1}"#))
        #expect(own.faults == ["#/answerable_id two_persons"], "\(own.text)")
        let nobody = try desk.send("resident", "cases", thanks(99_999))
        #expect(nobody.status == 422 && nobody.faults.allSatisfy { $0.hasPrefix("#/answerable_id") }, "\(nobody.text)")
        let partner = try #require(try desk.get("partner", "me")["id"]?.integer)
        #expect(try desk.send("resident", "cases", thanks(partner)).status == 422)
    }
}

import JSON
import TestSupport
import Testing

@Suite("议事会改期与取消：whoever was asked to come hears of it, and why")
struct MovedSessionTests {
    @Test(
        "Those invited, proposer and signers are told of the new time, answer anew, and days that are too few are warned of"
    )
    func moved() async throws {
        let hall = try await HallDesk()
        let desk = hall.desk
        let own = try #require(try desk.get("resident", "me").at("scope.resident_id")?.integer)
        let issue = try desk.make("resident", "issues", #"{"title": "车棚", "description": "漏雨"}"#)
        _ = try desk.make("secretary", "issues/\(issue)/screen")
        let session = try desk.make(
            "secretary",
            "sessions",
            """
            {"hall_id": 1, "title": "会", "on": "\(hall.day(after: 10))", "agenda": [{"issue_id": \(issue)}], \
            "invite": [{"party": "residents", "resident_id": \(own)}]}
            """
        )
        let seat = try #require(try desk.items("resident", "sessions/\(session)/attendance").first?["id"]?.integer)
        let declined = #"{"answer": "declined", "remark": "出差"}"#
        _ = try desk.make("resident", "attendees/\(seat)/answer", declined)
        #expect(try desk.get("secretary", "sessions/\(session)")["warnings"]?.isNull == true)

        let later = #"{"starts_at": "\#(hall.day(after: 12))T09:30:00+08:00"}"#
        #expect(try desk.send("secretary", "sessions/\(session)", later, "PATCH").status == 200)
        let asked = try #require(try desk.items("secretary", "sessions/\(session)/attendance").first)
        #expect(
            asked["answer"]?.isNull == true && asked["answered_at"]?.isNull == true && asked["remark"]?.isNull == true
        )
        #expect(asked["in_time"]?.bool == true)
        #expect(try hall.topics("resident", "session_id", session) == ["session_invitation", "session_moved"])
        let told = try desk.items("resident", "notifications?limit=200")
        #expect(
            told.contains {
                $0["text"]?.string?.contains("\(hall.day(after: 12)) 09:30") == true
                    && $0["session_id"]?.integer == session
            }
        )
        #expect(
            told.contains {
                $0["text"]?.string?.contains("改期至 \(hall.day(after: 12)) 09:30") == true
                    && $0["issue_id"]?.integer == issue
            }
        )
        let english = try hall.english("resident", "notifications?limit=200").text
        #expect(english.contains("was moved to \(hall.day(after: 12)) 09:30"), "\(english)")

        let soon = #"{"starts_at": "\#(hall.day(after: 1))T09:30:00+08:00"}"#
        let warned = try desk.send("secretary", "sessions/\(session)", soon, "PATCH")
        #expect(try warned.json()["warnings"]?.string?.contains("未提前 3 天") == true, "\(warned.text)")
        #expect(try desk.items("secretary", "sessions/\(session)/attendance").first?["in_time"]?.bool == false)
        // The same time again is no other.
        #expect(try desk.send("secretary", "sessions/\(session)", soon, "PATCH").status == 200)
        #expect(try hall.topics("resident", "session_id", session).count == 3)
    }

    @Test("A session is cancelled with its reason, which those invited are told and its row keeps")
    func cancelled() async throws {
        let hall = try await HallDesk()
        let desk = hall.desk
        let own = try #require(try desk.get("resident", "me").at("scope.resident_id")?.integer)
        let session = try desk.make(
            "secretary",
            "sessions",
            """
            {"hall_id": 1, "title": "会", "on": "\(hall.day(after: 10))", \
            "invite": [{"party": "residents", "resident_id": \(own)}]}
            """
        )
        let path = "sessions/\(session)/cancel"
        #expect(try desk.send("secretary", path).faults == ["#/reason required"])
        let off = try desk.send("secretary", path, #"{"reason": "停电检修"}"#)
        #expect(try off.status == 200 && off.json()["cancel_reason"]?.string == "停电检修", "\(off.text)")
        let told = try desk.items("resident", "notifications?limit=200").first {
            $0["topic"]?.string == "session_cancelled"
        }
        #expect(told?["text"]?.string?.contains("停电检修") == true, "\(String(describing: told))")
    }
}

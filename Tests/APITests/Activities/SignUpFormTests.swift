import App
import JSON
import TestSupport
import Testing

@Suite("What whoever signs up is asked")
struct SignUpFormTests {
    @Test(
        "A form is answered in full or refused with every fault, shown masked where it is sensitive, and answered anew"
    )
    func form() async throws {
        let hall = try await ActivityDesk(["auditor"])
        let (desk, people) = (hall.desk, hall.people)
        let id = try hall.activity(isDraft: true)
        for question in [
            #""code": "tea", "title": "喝什么茶", "kind": "choice", "choices": "红茶|绿茶", "required": true"#,
            #""code": "food", "title": "忌口", "kind": "text", "sensitive": true"#,
            #""code": "guests", "title": "带几个孩子", "kind": "number", "least": 0, "most": 3"#,
        ] { _ = try desk.make("secretary", "activity-questions", "{\"activity_id\": \(id), \(question)}") }
        let odd = #"{"activity_id": \#(id), "code": "x", "title": "问", "kind": "text", "least": 1}"#
        #expect(try desk.send("secretary", "activity-questions", odd).faults == ["#/least not_allowed"])
        let empty = odd.replacing("text", with: "number").replacing("1}", with: "9, \"most\": 3}")
        let none = try desk.send("secretary", "activity-questions", empty)
        #expect(none.faults == ["#/most below_least"] && none.text.contains("最大值 3 小于最小值 9"))
        try desk.send("secretary", "activities/\(id)/publish")
        #expect(
            try desk.send("secretary", "activity-questions", odd.replacing(", \"least\": 1", with: "")).status == 409
        )
        #expect(try desk.client.send("GET", "/api/v1/activities/\(id)/questions").status == 200)
        #expect(try desk.client.send("GET", "/api/v1/activity-questions?activity_id=\(id)").json()["items"]?.count == 3)
        let bad = #"{"activity_id": \#(id), "answers": {"guests": 9, "shoes": "42"}}"#
        let refused = try desk.send("resident", "sign-ups", bad)
        #expect(refused.status == 422)
        #expect(
            refused.faults == [
                "#/answers/tea required", "#/answers/guests out_of_range", "#/answers/shoes unknown_question",
            ]
        )
        let good = #"{"activity_id": \#(id), "answers": {"tea": "红茶", "food": "花生过敏", "guests": 1}}"#
        let own = try desk.make("resident", "sign-ups", good)
        let another = #"{"activity_id": \#(id), "resident_id": \#(people[0]), "answers": {"tea": "绿茶"}}"#
        _ = try desk.make("secretary", "sign-ups", another)
        let all = try desk.items("secretary", "activities/\(id)/answers")
        #expect(all.count == 4 && all.contains { $0["value"]?.string == "绿茶" })
        let csv = try desk.send("secretary", "activities/\(id)/answers?format=csv", "", "GET").text
        #expect(csv.contains("喝什么茶") && !csv.contains("花生"))
        #expect(try desk.items("resident", "sign-ups/\(own)/answers").count == 3)
        let secret = try #require(all.first { $0["code"]?.string == "food" }?["id"]?.integer)
        let purpose = #"{"purpose": "准备茶点", "purpose_code": "activities"}"#
        let other = #"{"purpose": "核对登记", "purpose_code": "register"}"#
        let elsewhere = try desk.send("secretary", "sign-up-answers/\(secret)/unmask", other)
        #expect(elsewhere.faults == ["#/purpose_code other_purpose"] && elsewhere.text.contains("activities"))
        let shown = try desk.send("secretary", "sign-up-answers/\(secret)/unmask", purpose)
        #expect(try shown.json()["value"]?.string == "花生过敏")
        let looks = try desk.items("auditor", "audit?action=unmask_sign_up_answers")
        #expect(looks.count == 1)
        // Whoever answered reads it among all that is held about them.
        #expect(try desk.send("resident", "me/data", "", "GET").text.contains("花生过敏"))
        let again = #"{"answers": {"tea": "绿茶"}}"#
        #expect(try desk.send("resident", "sign-ups/\(own)/answer", again).status == 200)
        #expect(try desk.items("resident", "sign-ups/\(own)/answers").map { $0["value"]?.string } == ["绿茶"])
        #expect(try desk.get("resident", "me/data")["sign_up_answers"]?.count == 1)
    }

    @Test("The own calendar holds the own sign-ups behind a secret address, until it is taken back")
    func calendar() async throws {
        let hall = try await ActivityDesk()
        let desk = hall.desk
        let (mine, other) = (try hall.activity(#", "capacity": 1"#), try hall.activity())
        _ = try hall.signUp(hall.people[0], mine)
        let own = try desk.make("resident", "sign-ups", #"{"activity_id": \#(mine)}"#)
        let address = try #require(try desk.send("resident", "me/calendar").json()["path"]?.string)
        let read = { try desk.client.send("GET", address) }
        let text = try read().text
        #expect(text.contains("UID:activity-\(mine).") && !text.contains("UID:activity-\(other)."))
        #expect(text.contains("STATUS:TENTATIVE"))
        #expect(try desk.send("secretary", "me/calendar").code == "no_resident")
        try desk.send("resident", "sign-ups/\(own)/cancel")
        #expect(try !read().text.contains("UID:activity-\(mine)."))
        // Another address takes the place of the first.
        let second = try #require(try desk.send("resident", "me/calendar").json()["path"]?.string)
        #expect(try read().status == 404)
        #expect(try desk.client.send("GET", second).status == 200)
        #expect(try desk.send("resident", "me/calendar", "", "DELETE").status == 204)
        #expect(try desk.client.send("GET", second).status == 404)
        let files = ["linli.db", "linli.db-wal"].compactMap { FileContents.read("\(desk.test.folder.path)/\($0)") }
        let secret = Array(second.utf8.suffix(30))
        #expect(!files.isEmpty && files.allSatisfy { !$0.contains(secret) })
    }
}

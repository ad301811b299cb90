import JSON
import TestSupport
import Testing

@Suite("微信群里的事：what neighbors write in a group is given to a grid worker by one call of one person")
struct GroupChatTests {
    private static let words =
        #""kind": "help", "category_id": 3, "building_id": 1, "description": "三单元灯坏了，晚上看不见。谁来看看""#

    @Test("Staff give it out in one call, without a title of their own; the first sentence is the title")
    func given() async throws {
        let desk = try await CaseDesk()
        let worker = try desk.account("grid_worker")
        let body = #"{\#(Self.words), "source": "group_chat", "accept": {"handler_id": \#(worker)}}"#
        let made = try desk.send("staff", "cases", body)
        let file = try made.json()
        #expect(made.status == 201 && file["status"]?.string == "dispatched", "\(made.text)")
        #expect(file["source"]?.string == "group_chat" && file["title"]?.string == "三单元灯坏了，晚上看不见")
        #expect(file["handler_id"]?.integer == worker)
        let listed = try desk.items("grid_worker", "lists/mine?limit=200")
        #expect(listed.contains { $0["id"]?.integer == file["id"]?.integer })
        // What somebody said in a group is not put before the public unread.
        let id = try #require(file["id"]?.integer)
        let open = try desk.client.send("GET", "/api/v1/public-cases/\(id)").json()
        #expect(open["title"]?.string == "求助", "\(open)")
        _ = try desk.send("secretary", "settings", #"{"title_characters": 6}"#, "PATCH")
        let short = try desk.send("grid_worker", "cases", "{\(Self.words)}")
        #expect(try short.json()["title"]?.string == "三单元灯坏了…", "\(short.text)")
    }

    @Test("Whoever reports the own matter says what it is called, and from where is not theirs to say")
    func own() async throws {
        let desk = try await CaseDesk()
        #expect(try desk.send("resident", "cases", "{\(Self.words)}").faults == ["#/title required"])
        let empty = try desk.send("resident", "cases", #"{\#(Self.words), "title": ""}"#)
        #expect(empty.faults.count == 1 && empty.faults.first?.hasPrefix("#/title") == true, "\(empty.text)")
        let other = try desk.send("resident", "cases", #"{\#(Self.words), "title": "灯坏了", "source": "group_chat"}"#)
        #expect(other.faults == ["#/source not_allowed"], "\(other.text)")
        let batch = #"{"cases": [{\#(Self.words), "client_id": "a"}]}"#
        let sent = try desk.send("resident", "cases/batch", batch)
        #expect(sent.text.contains("#/cases/0/title"), "\(sent.text)")
        #expect(try desk.send("staff", "cases/batch", batch).json().at("items.0.status")?.integer == 201)
    }
}

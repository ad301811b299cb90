import JSON
import TestSupport
import Testing

@Suite("本人原话：what a resident wrote is read by others as staff approved it, and stays whose it is")
struct OwnWordsTests {
    private static let topic = #"{"title": "楼上吵闹", "description": "对门张三反复扰民"}"#

    private func patch(_ desk: CaseDesk, _ login: String, _ issue: Int64, _ body: String) throws -> HTTPAnswer {
        try desk.client.send(
            "PATCH",
            "/api/v1/issues/\(issue)",
            token: desk.tokens[login],
            headers: [("If-Match", "*")],
            body: body
        )
    }

    @Test("Once its words are approved, who does not run the halls reads those, in the row, in lists and in the chain")
    func approved() async throws {
        let hall = try await HallDesk(["party_member", "subdistrict_officer"])
        let desk = hall.desk
        let issue = try desk.make("resident", "issues", Self.topic)
        let number = try #require(try desk.get("resident", "issues/\(issue)")["number"]?.string)
        // Nobody has read it yet: its author does, and those who screen; others know it by its number, however they ask.
        for login in ["resident", "secretary", "branch_secretary"] {
            #expect(try desk.get(login, "issues/\(issue)")["description"]?.string == "对门张三反复扰民", "\(login)")
            #expect(try desk.items(login, "issues?id=\(issue)").first?["title"]?.string == "楼上吵闹", "\(login)")
        }
        for login in ["partner", "party_member", "grid_worker", "subdistrict_officer", "auditor"] {
            for path in [
                "issues/\(issue)", "issues?id=\(issue)", "issues/\(issue)/chain", "issues?id=\(issue)&format=csv",
                "issues?id=\(issue)&format=ndjson", "issues?id=\(issue)&format=table&fields=id,title,description",
            ] {
                let text = try desk.send(login, path, "", "GET").text
                let isHidden = !text.contains("张三") && !text.contains("吵闹")
                #expect(text.contains(number) && isHidden, "\(login) \(path): \(text)")
            }
            let asked = ["title=%E6%A5%BC%E4%B8%8A%E5%90%B5%E9%97%B9", "q=%E5%BC%A0%E4%B8%89"]
            for query in asked {
                #expect(try desk.items(login, "issues?id=\(issue)&\(query)").isEmpty, "\(login) \(query)")
                #expect(try !desk.items("secretary", "issues?id=\(issue)&\(query)").isEmpty, "\(query)")
            }
        }
        let english = try hall.english("partner", "issues/\(issue)").json()
        #expect(english["description"]?.string == "(Its words are shown once the community has read them)")
        _ = try patch(desk, "resident", issue, #"{"description": "对门张三总是扰民"}"#)
        _ = try patch(desk, "secretary", issue, #"{"description": "对门张三反复扰民"}"#)
        #expect(try desk.items("partner", "issues/\(issue)/versions").isEmpty)
        #expect(try !desk.items("resident", "issues/\(issue)/versions").isEmpty)
        let wording = #"{"public_title": "邻里噪声", "public_description": "某户夜间噪声"}"#
        _ = try desk.make("secretary", "issues/\(issue)/screen", wording)
        _ = try patch(desk, "secretary", issue, #"{"description": "对门张三和李四反复扰民"}"#)
        for path in ["issues/\(issue)", "issues?id=\(issue)", "issues/\(issue)/chain", "issues?id=\(issue)&format=csv"]
        {
            let text = try desk.send("partner", path, "", "GET").text
            #expect(text.contains("邻里噪声") && !text.contains("张三") && !text.contains("楼上吵闹"), "\(path): \(text)")
            #expect(try desk.send("secretary", path, "", "GET").text.contains("楼上吵闹"), "\(path)")
        }
        #expect(try desk.items("partner", "issues/\(issue)/versions").isEmpty)
        #expect(try !desk.items("secretary", "issues/\(issue)/versions").isEmpty)
    }

    @Test("Why its author takes a topic back is read by those who screen and by the author, not by the neighbours")
    func takenBack() async throws {
        let hall = try await HallDesk(["party_member", "auditor"])
        let desk = hall.desk
        let issue = try desk.make("resident", "issues", Self.topic)
        _ = try desk.make("resident", "issues/\(issue)/withdraw", #"{"reason": "changed_mind", "remark": "张三改好了"}"#)
        for login in ["resident", "secretary", "branch_secretary"] {
            let text = try desk.send(login, "issues/\(issue)/timeline", "", "GET").text
            #expect(text.contains("张三"), "\(login) \(text)")
        }
        for login in ["partner", "party_member", "auditor", "grid_worker"] {
            for more in ["", "?format=csv", "?fields=id,remark"] {
                let seen = try desk.send(login, "issues/\(issue)/timeline\(more)", "", "GET")
                #expect(seen.status == 200 && !seen.text.contains("张三"), "\(login)\(more) \(seen.text)")
            }
        }
    }

    @Test(
        "What staff say of a topic that they did not take up can quote it, and is read by who screens and who wrote it"
    )
    func declined() async throws {
        let hall = try await HallDesk(["party_member", "auditor"])
        let desk = hall.desk
        let issue = try desk.make("resident", "issues", Self.topic)
        _ = try desk.make("secretary", "issues/\(issue)/decline", #"{"reason": "not_ours", "remark": "张三的事归物业"}"#)
        for login in ["resident", "secretary"] {
            #expect(try desk.send(login, "issues/\(issue)/timeline", "", "GET").text.contains("张三"), "\(login)")
        }
        for login in ["partner", "party_member", "auditor", "grid_worker"] {
            let seen = try desk.send(login, "issues/\(issue)/timeline", "", "GET")
            #expect(seen.status == 200 && !seen.text.contains("张三"), "\(login) \(seen.text)")
        }
    }

    @Test("Who proposed it stays, and where it belongs is not changed without a word to them")
    func proposer() async throws {
        let hall = try await HallDesk()
        let desk = hall.desk
        let issue = try desk.make("resident", "issues", Self.topic)
        let other = try patch(desk, "secretary", issue, #"{"proposer": "王大明"}"#)
        #expect(other.faults == ["#/proposer residents_own"], "\(other.text)")
        let notices = try desk.items("resident", "notifications?limit=200").count
        #expect(try patch(desk, "secretary", issue, #"{"grid_id": 2}"#).status == 200)
        let timeline = try desk.items("secretary", "issues/\(issue)/timeline")
        #expect(timeline.contains { $0["remark"]?.string == "所属的小区、网格或党组织有修改" })
        #expect(try desk.items("resident", "notifications?limit=200").count == notices + 1)
    }

    @Test("Who reported what a topic grew from hears that it was merged into another one")
    func merged() async throws {
        let hall = try await HallDesk()
        let desk = hall.desk
        let issue = try hall.screened("东门车棚", cases: [try desk.report()])
        let target = try hall.screened("总的车棚")
        _ = try desk.make("secretary", "issues/\(issue)/merge", #"{"issue_id": \#(target)}"#)
        let told = try desk.items("resident", "notifications?limit=200").compactMap { $0["text"]?.string }
        #expect(told.contains { $0.contains("已并入另一议题") }, "\(told)")
    }
}

import JSON
import TestSupport
import Testing

@Suite("双语：what the server says of a deliberation is said in the language of whoever reads it")
struct BothLanguagesTests {
    /// The texts in which people write no Chinese here, so that whatever is Chinese in them is the server's.
    private static let said: Set<String> = [
        "outcome", "missing", "words", "remark", "text", "warnings", "caption", "acceptance", "description", "title",
        "detail", "absent", "reason", "cancel_reason", "unopened_reason",
    ]

    private func chinese(_ value: JSONValue, _ path: String, _ key: String = "") -> [String] {
        if let text = value.string, Self.said.contains(key), Self.isChinese(text) { return ["\(path) \(key): \(text)"] }
        return value.members.flatMap { chinese($0.value, path, $0.key) }
            + value.elements.flatMap { chinese($0, path, key) }
    }

    private static func isChinese(_ text: String) -> Bool {
        text.unicodeScalars.contains { ("\u{4E00}"..."\u{9FFF}").contains($0) }
    }

    private func issue(_ hall: HallDesk, _ title: String, _ authority: String) throws -> Int64 {
        let body = """
            {"title": "\(title)", "description": "As told", "proposer": "Li", "authority": "\(authority)"}
            """
        let id = try hall.desk.make("secretary", "issues", body)
        _ = try hall.desk.make("secretary", "issues/\(id)/screen")
        return id
    }

    private func openVote(_ hall: HallDesk, _ issue: Int64, _ more: String) throws -> Int64 {
        try hall.desk.make(
            "secretary",
            "issues/\(issue)/open-vote",
            """
            {"convenor": "Committee", "noticed_on": "\(hall.day(after: -3))", "closes_at": "\(hall.desk.moment(after: 86_400))", \
            \(more)}
            """
        )
    }

    @Test("Votes that failed, were not opened or were called off, and an evening that put things off, read in English")
    func everything() async throws {
        let hall = try await HallDesk()
        let desk = hall.desk
        let members = try ["resident", "staff"].map { #"{"name": "\#($0)", "account_id": \#(try desk.account($0))}"# }
        let named = #""members": [\#((members + [#"{"name": "Wu"}"#]).joined(separator: ", "))]"#
        let failed = try issue(hall, "Bikes", "residents")
        let changed = try issue(hall, "Benches", "hall")
        let unopened = try issue(hall, "Gate", "residents")
        let off = try issue(hall, "Lights", "residents")
        let adopted = try issue(hall, "Trees", "committee")
        for id in [failed, unopened, off, adopted, changed] {
            _ = try desk.make("resident", "issues/\(id)/support")
        }
        let change = try desk.client.send(
            "PATCH",
            "/api/v1/issues/\(changed)",
            token: desk.tokens["secretary"],
            headers: [("If-Match", "*")],
            body: #"{"authority": "committee", "title": "Benches, too"}"#
        )
        #expect(change.status == 200, "\(change.text)")
        let votes = [
            try openVote(hall, failed, #""rule": "representatives", \#(named)"#),
            try openVote(hall, unopened, #""rule": "representatives", "secrecy": "closed", \#(named)"#),
            try openVote(hall, off, #""rule": "representatives", \#(named)"#),
            try openVote(hall, adopted, #""rule": "committee", \#(named)"#),
        ]
        for id in [failed, adopted] {
            _ = try desk.send("staff", "issues/\(id)/ballots", #"{"choice": "for"}"#)
        }
        _ = try desk.send("resident", "issues/\(adopted)/ballots", #"{"choice": "for"}"#)
        _ = try desk.send("staff", "issues/\(unopened)/sealed-ballot", #"{"choice": "for"}"#)
        _ = try desk.make("secretary", "issues/\(off)/cancel-vote", #"{"reason": "Wrong day"}"#)
        let roll = try desk.items("secretary", "votes/\(votes[0])/roll?sort=-id").compactMap { $0["id"]?.integer }
        let proxy = #"{"voter_id": \#(roll[0]), "proxy": "Sun", "upload_id": \#(try hall.photo())}"#
        _ = try desk.make("secretary", "issues/\(failed)/proxies", proxy)
        let session = try desk.make(
            "secretary",
            "sessions",
            """
            {"hall_id": 1, "title": "Evening", "on": "\(hall.day(after: 0))", "agenda": [{"issue_id": \
            \(try issue(hall, "Shed", "hall")), "required": ["police", "residents_committee"]}, {"title": "News"}]}
            """
        )
        let record = """
            {"walk_ins": [{"party": "residents", "name": "Li"}], "summary": "One", "uploads": [\(try hall.photo())], \
            "items": [{"place": 1, "status": "agreed", "outcome": "Built"}]}
            """
        _ = try desk.make("secretary", "sessions/\(session)/record", record)
        try await hall.pass(hours: 25)
        for id in [failed, unopened, adopted] { _ = try desk.make("secretary", "issues/\(id)/close-vote") }
        _ = try desk.make("secretary", "issues/\(adopted)/publish")

        var paths = ["notifications?limit=200", "public-notices?issue_id=\(adopted)"]
        for id in [failed, unopened, off, adopted, changed] {
            paths += ["issues/\(id)", "issues/\(id)/timeline?limit=200", "issues/\(id)/chain", "issues?id=\(id)"]
            paths += ["issues/\(id)/papers"]
        }
        for vote in votes { paths += ["votes/\(vote)", "votes/\(vote)/chain"] }
        for id in [failed, unopened, adopted] { paths.append("issues/\(id)/tally") }
        paths += ["sessions/\(session)", "sessions/\(session)/agenda", "sessions/\(session)/minutes"]
        var found: [String] = []
        for path in paths {
            for login in ["resident", "secretary"] {
                let answer = try hall.english(login, path)
                #expect(answer.status == 200, "\(path) \(answer.text)")
                let all = try answer.json()
                // Notices about what the demonstration did are in its own words.
                let notices = all["items"]?.elements.filter { $0["issue_id"]?.integer ?? 0 >= failed } ?? []
                found += path.hasPrefix("notifications") ? notices.flatMap { chinese($0, path) } : chinese(all, path)
            }
        }
        #expect(found.isEmpty, "\(Set(found).sorted().joined(separator: "\n"))")
        let page = try hall.english("resident", "/issues/\(failed)").text
        for words in ["表决", "未通过", "还差", "缺口"] { #expect(!page.contains(words), "\(words)") }
        #expect(page.contains("more are needed") && page.contains("Not adopted"))

        // And the same in Chinese, by the same codes.
        let read = { (path: String, key: String) in try desk.get("resident", path)[key]?.string ?? "" }
        #expect(try read("issues/\(failed)", "outcome").hasPrefix("表决未通过：参与（人数）现为 1，还差 1"))
        #expect(try read("issues/\(unopened)", "outcome").hasPrefix("表决未开票，不通过："))
        #expect(try read("issues/\(adopted)", "outcome") == "表决通过：委员会（全体过半数同意）")
        #expect(try read("votes/\(votes[0])", "missing").contains("还差 1"))
        let notice = "public-notices?issue_id=\(adopted)"
        let shown = try desk.items("resident", notice).map { $0["outcome"]?.string }
        #expect(shown == ["表决通过：委员会（全体过半数同意）"], "\(shown)")
        #expect(try hall.english("resident", notice).text.contains("Adopted by vote: Committee"))
        let items = try desk.items("resident", "sessions/\(session)/agenda").map { $0["outcome"]?.string ?? "" }
        #expect(items == ["必到方缺席：民警、居委会", "本次未议"] || items == ["必到方缺席：居委会、民警", "本次未议"], "\(items)")
        let english = try hall.english("resident", "issues/\(failed)").json()
        #expect(
            english["outcome"]?.string?.hasPrefix("Not adopted by vote: By number 1 take part, 1 more are needed")
                == true
        )
        let remarks = try desk.items("secretary", "issues/\(changed)/timeline").compactMap { $0["remark"]?.string }
        #expect(remarks.contains { $0.hasPrefix("决定权：") && $0.contains("→") }, "\(remarks)")
    }
}

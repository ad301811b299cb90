import JSON
import TestSupport
import Testing

@Suite("两人同时办理：one wins, and the other is told what is possible now")
struct CaseRaceTests {
    private struct Ask: Sendable {
        let login: String
        let method: String
        let path: String
        let body: String
        var version = "*"
    }

    /// Both at once, on connections of their own; the answers in the order of the questions.
    private func race(_ desk: CaseDesk, _ asks: [Ask]) async throws -> [HTTPAnswer] {
        let tokens = desk.tokens
        return try await withThrowingTaskGroup(of: (Int, HTTPAnswer).self) { group in
            for (place, ask) in asks.enumerated() {
                let (client, token) = (desk.test.client(), tokens[ask.login])
                group.addTask {
                    let answer = try client.send(
                        ask.method,
                        "/api/v1/\(ask.path)",
                        token: token,
                        headers: [("If-Match", ask.version)],
                        body: ask.body
                    )
                    return (place, answer)
                }
            }
            let answers = try await group.reduce(into: [(Int, HTTPAnswer)]()) { $0.append($1) }
            return answers.sorted { $0.0 < $1.0 }.map(\.1)
        }
    }

    private func check(_ answers: [HTTPAnswer], _ codes: Set<String>, _ note: String) {
        let words = answers.map { "\($0.status) \($0.code ?? "")" }
        #expect(answers.filter { $0.status < 300 }.count == 1, "\(note): \(words)")
        let lost = answers.filter { $0.status >= 300 }
        #expect(lost.allSatisfy { $0.status == 409 || $0.status == 412 || $0.status == 422 }, "\(note): \(words)")
        #expect(
            lost.allSatisfy { codes.contains($0.code ?? "") || !codes.isDisjoint(with: $0.faults) },
            "\(note): \(words)"
        )
    }

    @Test("Merging into a case and making it private: never is somebody else's matter answered in private words")
    func mergeAndHide() async throws {
        let desk = try await CaseDesk()
        let own = try desk.get("resident", "me").at("scope.resident_id")?.integer ?? 0
        for round in 0..<4 {
            let id = try desk.report()
            let target = try desk.report("staff", more: #", "reporter_id": \#(own + 1)"#)
            let asks = [
                Ask(login: "staff", method: "POST", path: "cases/\(id)/merge", body: #"{"case_id": \#(target)}"#),
                Ask(login: "secretary", method: "PATCH", path: "cases/\(target)", body: #"{"private": true}"#),
            ]
            let answers = try await race(desk, round % 2 == 0 ? asks : asks.reversed())
            check(answers, ["others_wait", "#/case_id not_public"], "round \(round)")
        }
    }

    @Test("Opening a case again and answering it, telling twice, and two who give it to others")
    func moves() async throws {
        let desk = try await CaseDesk()
        let (worker, leader) = (try desk.account("grid_worker"), try desk.account("grid_leader"))
        for round in 0..<3 {
            let id = try desk.report()
            _ = try desk.make("staff", "cases/\(id)/accept", #"{"handler_id": \#(worker)}"#)
            let seen = try desk.get("staff", "cases/\(id)")["version"]?.integer ?? 0
            let given = [("staff", leader), ("secretary", try desk.account("staff"))].map { login, account in
                Ask(
                    login: login,
                    method: "POST",
                    path: "cases/\(id)/reassign",
                    body: #"{"handler_id": \#(account), "remark": "病假"}"#,
                    version: "\"\(seen)\""
                )
            }
            check(try await race(desk, given), ["version_mismatch"], "reassign \(round)")
            let ended = ["staff", "secretary"].map {
                Ask(login: $0, method: "POST", path: "cases/\(id)/answer", body: #"{"answer": "已答复"}"#)
            }
            // The one whose own work it is brings a photo; the other ends it, once.
            let answers = try await race(desk, ended)
            #expect(answers.filter { $0.status < 300 }.count <= 1)
            if answers.allSatisfy({ $0.status >= 300 }) { continue }
            let told = ["staff", "secretary"].map {
                Ask(login: $0, method: "POST", path: "cases/\(id)/tell", body: #"{"told": "household"}"#)
            }
            check(try await race(desk, told), ["told_already"], "tell \(round)")
            let again = #"{"remark": "又坏了", "handler_id": \#(worker)}"#
            let opened = [
                Ask(login: "staff", method: "POST", path: "cases/\(id)/reopen", body: again),
                Ask(login: "secretary", method: "POST", path: "cases/\(id)/reopen", body: again),
            ]
            let reopened = try await race(desk, opened)
            check(reopened, ["illegal_move"], "reopen \(round)")
            #expect(reopened.filter { $0.status == 409 }.allSatisfy { $0.text.contains("\"allowed\":[") })
        }
    }

    @Test("Opening again and answering what is open: whichever comes first, the case is whole afterwards")
    func reopenAndAnswer() async throws {
        let desk = try await CaseDesk()
        let worker = try desk.account("grid_worker")
        for round in 0..<3 {
            let (duplicate, id) = (try desk.report(), try desk.report())
            _ = try desk.make("staff", "cases/\(duplicate)/merge", #"{"case_id": \#(id)}"#)
            _ = try desk.make("staff", "cases/\(id)/answer", #"{"answer": "第一次"}"#)
            let asks = [
                Ask(
                    login: "staff",
                    method: "POST",
                    path: "cases/\(id)/reopen",
                    body: #"{"remark": "又坏了", "handler_id": \#(worker)}"#
                ),
                Ask(login: "secretary", method: "POST", path: "cases/\(id)/answer", body: #"{"answer": "第二次"}"#),
            ]
            let answers = try await race(desk, asks)
            #expect(answers[0].status == 200, "\(answers[0].text)")
            #expect(answers[1].status == 200 || answers[1].code == "illegal_move", "round \(round)")
            let file = try desk.get("staff", "cases/\(id)")
            let shared = try desk.get("resident", "cases/\(duplicate)")["answer"]?.string
            #expect(shared == (file["status"]?.string == "closed" ? "第二次" : nil), "round \(round)")
        }
    }
}

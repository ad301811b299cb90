import JSON
import TestSupport
import Testing

@Suite("评价与回访：how it went, once a case has ended")
struct FollowUpTests {
    /// Reported by the resident, and closed.
    private func closed(_ desk: CaseDesk) throws -> Int64 {
        let id = try desk.report()
        let worker = try desk.account("grid_worker")
        _ = try desk.make("staff", "cases/\(id)/accept", #"{"handler_id": \#(worker)}"#)
        try desk.finish(id)
        return id
    }

    private static let marks = #"{"speed": 5, "result": 5, "attitude": 4, "solved": true}"#

    @Test("A week after the end the reporter is asked whether it is solved; that it is not goes to others, once")
    func question() async throws {
        let desk = try await CaseDesk()
        let id = try closed(desk)
        let early = try desk.send("resident", "cases/\(id)/follow-up", #"{"solved": "no"}"#)
        #expect(early.code == "not_asked_yet" && early.text.contains("\"after_days\":7"))
        try await desk.pass(hours: 7 * 24 - 1)
        #expect(try desk.topics("resident", of: id).contains("case_follow_up") == false)
        try await desk.pass(hours: 2)
        try await desk.pass(hours: 1)
        #expect(try desk.topics("resident", of: id).filter { $0 == "case_follow_up" }.count == 1)
        #expect(try desk.send("resident", "cases/\(id)/second-handling").code == "no_offer")
        #expect(try desk.send("partner", "cases/\(id)/follow-up", #"{"solved": "no"}"#).status == 403)

        let answered = try desk.send("resident", "cases/\(id)/follow-up", #"{"solved": "no", "remark": "又灭了"}"#)
        #expect(answered.status == 200, "\(answered.text)")
        #expect(try desk.send("resident", "cases/\(id)/follow-up", #"{"solved": "yes"}"#).code == "already_answered")
        #expect(try desk.topics("resident", of: id).contains("case_second_offered"))
        let answerable = try desk.get("staff", "cases/\(id)")["answerable_id"]?.integer
        let second = try desk.send("resident", "cases/\(id)/second-handling")
        #expect(second.status == 201, "\(second.text)")
        #expect(try second.json()["second_of_id"]?.integer == id)
        #expect(try second.json()["answerable_id"]?.integer != answerable)
        #expect(try desk.send("resident", "cases/\(id)/second-handling").code == "handled_again")
        #expect(try desk.get("resident", "me/data").at("follow_ups.0.answer")?.string == "no")
    }

    @Test("Staff ask by telephone and say so; who handled the case does not ask how it went")
    func onBehalf() async throws {
        let desk = try await CaseDesk()
        let id = try closed(desk)
        try await desk.pass(hours: 8 * 24)
        let listed = try desk.items("staff", "lists/to-follow-up").first { $0["id"]?.integer == id }
        #expect(listed?["next"]?.string == "POST /api/v1/cases/\(id)/follow-up")
        #expect(try desk.items("partner", "lists/to-follow-up").isEmpty)
        let reply = #"{"solved": "not_reachable", "channel": "phone"}"#
        #expect(try desk.send("resident", "cases/\(id)/follow-up", reply).faults == ["#/solved not_allowed"])
        #expect(try desk.send("grid_worker", "cases/\(id)/follow-up", reply).code == "two_persons")
        let mute = try desk.send("staff", "cases/\(id)/follow-up", #"{"solved": "yes"}"#)
        #expect(mute.faults == ["#/channel required"])
        #expect(try desk.send("staff", "cases/\(id)/follow-up", reply).status == 200)
        #expect(try desk.items("staff", "lists/to-follow-up").contains { $0["id"]?.integer == id } == false)
        #expect(try desk.get("staff", "cases/\(id)/follow-ups").at("items.0.answer")?.string == "not_reachable")
    }

    @Test(
        "A case is rated within fifteen days, once; whoever has not is reminded, and is refused afterwards with the number"
    )
    func window() async throws {
        let desk = try await CaseDesk()
        let (rated, silent) = (try closed(desk), try closed(desk))
        #expect(try desk.send("resident", "cases/\(rated)/rate", Self.marks).status == 200)
        let again = try desk.send("resident", "cases/\(rated)/rate", Self.marks)
        #expect(again.status == 409 && again.code == "already_rated")
        try await desk.pass(hours: 13 * 24)
        #expect(try desk.topics("resident", of: silent).suffix(2) == ["case_follow_up", "case_rating_reminder"])
        #expect(try desk.topics("resident", of: rated).contains("case_rating_reminder") == false)
        try await desk.pass(hours: 3 * 24)
        let late = try desk.send("resident", "cases/\(silent)/rate", Self.marks)
        #expect(late.code == "rating_is_over" && late.text.contains("\"within_days\":15"))
    }

    @Test(
        "Whoever rated it as not solved is told of the second handling, and can ask for it as long as it could be rated"
    )
    func notSolved() async throws {
        let desk = try await CaseDesk()
        let (id, late, content) = (try closed(desk), try closed(desk), try closed(desk))
        let marks = #"{"speed": 1, "result": 1, "attitude": 3, "solved": false}"#
        for rated in [id, late] { _ = try desk.make("resident", "cases/\(rated)/rate", marks) }
        _ = try desk.make("resident", "cases/\(content)/rate", Self.marks)
        #expect(try desk.topics("resident", of: id).contains("case_second_offered"))
        #expect(try !desk.topics("resident", of: content).contains("case_second_offered"))
        #expect(try desk.send("resident", "cases/\(content)/second-handling").code == "no_offer")
        let second = try desk.send("resident", "cases/\(id)/second-handling")
        #expect(try second.status == 201 && second.json()["second_of_id"]?.integer == id, "\(second.text)")
        #expect(try desk.send("resident", "cases/\(id)/second-handling").code == "handled_again")
        try await desk.pass(hours: 16 * 24)
        let over = try desk.send("resident", "cases/\(late)/second-handling")
        #expect(over.code == "offer_is_over" && over.text.contains("\"within_days\":15"), "\(over.text)")
    }

    @Test("Of several who answer at once one is heard, and one second handling begins")
    func race() async throws {
        let desk = try await CaseDesk()
        let id = try closed(desk)
        try await desk.pass(hours: 8 * 24)
        let no = #"{"solved": "no", "second_handling": true}"#
        let answers = try await desk.race("resident", "cases/\(id)/follow-up", Array(repeating: no, count: 6))
        #expect(answers.filter { $0.status == 200 }.count == 1)
        #expect(answers.filter { $0.code == "already_answered" }.count == 5)
        let seconds = try desk.items("staff", "cases?sort=-id&limit=20").filter { $0["second_of_id"]?.integer == id }
        #expect(seconds.count == 1)
    }

    @Test("Told, solved and content each add up to what was closed, in every line, and the lines to the total")
    func figures() async throws {
        let desk = try await CaseDesk()
        let (rated, asked, lost) = (try closed(desk), try closed(desk), try closed(desk))
        _ = try desk.make("resident", "cases/\(rated)/rate", Self.marks)
        _ = try desk.make("staff", "cases/\(lost)/tell", #"{"told": "not_reachable", "tries": 3}"#)
        try await desk.pass(hours: 8 * 24)
        _ = try desk.make("resident", "cases/\(asked)/follow-up", #"{"solved": "partly"}"#)

        let report = try desk.get("secretary", "reports/case-satisfaction?from=2021-01-01")
        let groups = [
            ["responded", "response_not_reachable", "nobody_to_tell", "not_told"],
            ["solved", "not_solved", "solution_not_reachable", "solution_unknown"],
            ["satisfied", "not_satisfied", "rating_not_reachable", "not_rated"],
        ]
        let total = try #require(report["total"])
        let tables = ["by_grid", "by_category", "by_month"].map { report[$0]?.elements.map { $0 } ?? [] }
        for line in tables.flatMap({ $0 }) + [total] {
            for group in groups {
                let sum = group.map { line[$0]?.integer ?? -1 }.reduce(0, +)
                #expect(sum == line["closed"]?.integer, "\(group)")
            }
        }
        for figure in groups.flatMap({ $0 }) + ["closed"] {
            for table in tables {
                #expect(table.map { $0[figure]?.integer ?? -1 }.reduce(0, +) == total[figure]?.integer, "\(figure)")
            }
        }
        let now = try desk.get("secretary", "reports/case-satisfaction?from=2022-01-01").at("total")
        #expect(now?["closed"]?.integer == 3 && now?["solved"]?.integer == 1 && now?["not_solved"]?.integer == 1)
        #expect(now?["solution_not_reachable"]?.integer == 1 && now?["satisfied"]?.integer == 1)
        #expect(now?["rating_not_reachable"]?.integer == 1 && now?["not_rated"]?.integer == 1)
        #expect(now?["satisfied_rate"]?.double == 100 && now?["solved_rate"]?.double == 50)
    }

    @Test("Of what ended long ago nobody is asked any more, as when a server stood still")
    func longAgo() async throws {
        let desk = try await CaseDesk()
        let id = try closed(desk)
        #expect(try desk.send("secretary", "settings", #"{"asking_window_days": 20}"#, "PATCH").status == 200)
        try await desk.pass(hours: 21 * 24)
        #expect(try !desk.topics("resident", of: id).contains("case_follow_up"))
        #expect(try !desk.moves("staff", of: id).contains("follow_up"))
    }
}

import App
import Domain
import JSON
import SQLite
import Storage
import TestSupport
import Testing

@Suite("一个名称一个口径：what two reports call alike is the same number")
struct CaseReportKeyTests {
    /// Chosen by a seed, so that a failure comes again.
    private struct Dice {
        var state: UInt64

        mutating func roll(_ sides: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int((state >> 33) % UInt64(sides))
        }
    }

    /// Random acts of a desk over three months, most of them legal.
    private func play(_ desk: CaseDesk, seed: UInt64) async throws -> [String: Int] {
        var dice = Dice(state: seed)
        var (ids, done): ([Int64], [String: Int]) = ([], [:])
        let worker = try desk.account("grid_worker")
        for step in 0..<700 {
            if step % 12 == 11 { try await desk.pass(hours: Int64(12 + dice.roll(40))) }
            if ids.count < 6 || dice.roll(6) == 0 {
                ids.append(try desk.report(dice.roll(2) == 0 ? "staff" : "resident"))
                continue
            }
            // The newest ones, so that each has several acts.
            let recent = Array(ids.suffix(8))
            let (id, other) = (recent[dice.roll(recent.count)], recent[dice.roll(recent.count)])
            let acts: [(login: String, move: String, body: String)] = [
                ("staff", "answer", #"{"answer": "已答复", "told": "household"}"#),
                ("staff", "accept", #"{"handler_id": \#(worker)}"#),
                ("grid_worker", "report-done", #"{"answer": "已修好"}"#), ("staff", "close", "{}"),
                ("staff", "merge", #"{"case_id": \#(other), "remark": "同一事项"}"#),
                ("staff", "undo", #"{"remark": "误操作"}"#),
                ("staff", "decline", #"{"reason": "outside", "answer": "请找市政"}"#),
                ("secretary", "void", #"{"remark": "误登记"}"#), ("resident", "withdraw", "{}"),
                ("staff", "reopen", #"{"remark": "又坏了", "handler_id": \#(worker)}"#),
                ("staff", "tell", #"{"told": "not_reachable", "tries": 3}"#),
                ("resident", "rate", #"{"speed": 5, "result": \#(1 + dice.roll(5)), "attitude": 5, "solved": true}"#),
                ("resident", "follow-up", #"{"solved": "no"}"#),
            ]
            let act = acts[dice.roll(acts.count)]
            let answer = try desk.send(act.login, "cases/\(id)/\(act.move)", act.body)
            #expect(answer.status < 500, "\(act.move): \(answer.text)")
            if answer.status < 300 { done[act.move, default: 0] += 1 }
        }
        return done
    }

    @Test(
        "Over random histories every key that reports share is one number in them, in each month, and opens to it",
        arguments: [11, 12]
    )
    func agree(seed: Int) async throws {
        let desk = try await CaseDesk()
        let done = try await play(desk, seed: UInt64(seed))
        for move in ["answer", "merge", "undo", "decline", "void", "reopen", "tell", "rate"] {
            #expect(done[move] ?? 0 > 0, "\(move): \(done)")
        }
        let spans = [
            "from=2022-01-01&to=2022-01-31", "from=2022-02-01&to=2022-02-28", "from=2022-01-01&to=2022-12-31",
            "from=2021-01-01&to=2021-12-31",
        ]
        for span in spans {
            let reports = try [CaseReport.statistics, .deadlines, .satisfaction].map { report in
                (report, try desk.get("secretary", "reports/\(report.rawValue)?\(span)"))
            }
            var known: [String: Int64] = [:]
            for (report, root) in reports {
                for figure in report.figures.values.map(\.code) {
                    let value = try #require(root.at("total.\(figure)")?.integer, "\(report) \(figure)")
                    #expect(known[figure] ?? value == value, "\(span): \(figure) in \(report)")
                    known[figure] = value
                    let path = "reports/\(report.rawValue)/cases?figure=\(figure)&\(span)&limit=1"
                    #expect(try desk.get("secretary", path)["count"]?.integer == value, "\(span): \(figure) opened")
                }
            }
            let ends = ["closed", "merged", "declined", "withdrawn", "void"].compactMap { known[$0] }.reduce(0, +)
            #expect(known["ended"] == ends, "\(span): \(known)")
            let marks = ["rated", "not_rated", "rating_not_reachable"].compactMap { known[$0] }.reduce(0, +)
            #expect(known["closed"] == marks, "\(span): \(known)")
        }
        await desk.test.server.stop()
        let path = "\(desk.test.folder.path)/linli.db"
        let connection = try Connection(path: path, access: .readOnly, settings: .reader)
        #expect(try CaseDays.differences(connection).isEmpty)
        #expect(try CaseSums.differences(connection).isEmpty)
    }
}

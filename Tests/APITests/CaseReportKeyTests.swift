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

    private typealias Act = (login: String, move: String, body: String)

    private static let shelf = #"{"remark": "待料", "condition": "到货", "answer": "到货后办理", "review_on": "2022-12-01"}"#

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
            let work: [Act] = [
                ("staff", "accept", #"{"handler_id": \#(worker)}"#), ("grid_worker", "start", "{}"),
                ("grid_worker", "report-done", #"{"answer": "已修好", "told": "household"}"#), ("staff", "close", "{}"),
                ("staff", "send-back", #"{"remark": "未修好"}"#), ("secretary", "wake", "{}"),
                ("secretary", "shelve", Self.shelf), ("staff", "refer-back", "{}"),
                ("secretary", "refer-up", #"{"external_number": "S1", "follow_up_on": "2022-12-01"}"#),
            ]
            let ends: [Act] = [
                ("staff", "answer", #"{"answer": "已答复", "told": "household"}"#),
                ("staff", "merge", #"{"case_id": \#(other), "remark": "同一事项"}"#),
                ("staff", "undo", #"{"remark": "误操作"}"#),
                ("staff", "decline", #"{"reason": "outside", "answer": "请找市政"}"#),
                ("secretary", "void", #"{"remark": "误登记"}"#), ("resident", "withdraw", "{}"),
                ("staff", "reopen", #"{"remark": "又坏了", "handler_id": \#(worker)}"#),
                ("staff", "tell", #"{"told": "not_reachable", "tries": 3}"#),
                ("resident", "rate", #"{"speed": 5, "result": \#(1 + dice.roll(5)), "attitude": 5, "solved": true}"#),
                ("resident", "follow-up", #"{"solved": "no"}"#),
            ]
            // Most acts begin where the case stands and are of those who work on it, so that cases get far.
            let status = try desk.get("staff", "cases/\(id)?fields=id,status")["status"]?.string.flatMap {
                CaseStatus(rawValue: $0)
            }
            let fit = { (act: Act) in CaseMove(rawValue: act.move)?.rule.from.contains(status ?? .received) ?? true }
            let all = dice.roll(4) > 0 ? work.filter(fit) : (work + ends).filter(fit)
            let acts = all.isEmpty || dice.roll(8) == 0 ? work + ends : all
            let act = acts[dice.roll(acts.count)]
            let answer = try desk.send(act.login, "cases/\(id)/\(act.move)", act.body)
            #expect(answer.status < 500, "\(act.move): \(answer.text)")
            if answer.status < 300 { done[act.move, default: 0] += 1 }
        }
        return done
    }

    /// What the statistics say of closing on time is what the report on deadlines and the scorecards of the posts say, in each
    /// breakdown, and opens to as many.
    private func agreeOnTime(_ desk: CaseDesk, _ span: String) throws {
        let statistics = try desk.get("secretary", "reports/case-statistics?\(span)")
        let deadlines = try desk.get("secretary", "reports/case-deadlines?\(span)")
        let posts = try desk.get("secretary", "reports/case-posts?\(span)")
        let keys = [("due", "closing_due", "handled"), ("on_time", "closed_on_time", "handled_on_time")]
        for (one, other, post) in keys {
            #expect(statistics.at("total.\(one)")?.integer == deadlines.at("total.\(other)")?.integer, "\(span) \(one)")
            for table in ["by_grid", "by_category", "by_person", "by_partner", "by_month"] {
                #expect(
                    Self.lines(statistics, table, one) == Self.lines(deadlines, table, other),
                    "\(span) \(table) \(one)"
                )
            }
            #expect(Self.lines(statistics, "by_person", one) == Self.lines(posts, "handling", post), "\(span) \(post)")
            let opened = try [("statistics", one), ("deadlines", other)].map { report, figure in
                try desk.get("secretary", "reports/case-\(report)/cases?figure=\(figure)&\(span)&limit=1000")
            }
            #expect(
                opened[0]["items"]?.elements.map { $0["id"]?.integer }
                    == opened[1]["items"]?.elements.map { $0["id"]?.integer }
            )
        }
    }

    /// The lines of a table that have some of a figure, by their ids or months.
    private static func lines(_ root: JSONValue, _ table: String, _ figure: String) -> [String: Int64] {
        let lines = root[table]?.elements.map { $0 } ?? []
        return lines.reduce(into: [:]) { known, line in
            guard let value = line[figure]?.integer, value > 0 else { return }
            known[line["month"]?.string ?? "\(line["id"]?.integer ?? 0)"] = value
        }
    }

    @Test(
        "Over random histories every key that reports share is one number in them, in each month, and opens to it",
        arguments: [11, 12]
    )
    func agree(seed: Int) async throws {
        let desk = try await CaseDesk()
        let done = try await play(desk, seed: UInt64(seed))
        for move in [
            "answer", "merge", "undo", "decline", "void", "reopen", "tell", "rate", "shelve", "wake", "send-back",
        ] {
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
            try agreeOnTime(desk, span)
            let ends = ["closed", "merged", "declined", "withdrawn", "void"].compactMap { known[$0] }.reduce(0, +)
            #expect(known["ended"] == ends, "\(span): \(known)")
            let marks = ["rated", "not_rated", "rating_not_reachable"].compactMap { known[$0] }.reduce(0, +)
            #expect(known["closed"] == marks, "\(span): \(known)")
        }
        await desk.test.stop()
        let path = "\(desk.test.folder.path)/linli.db"
        let connection = try Connection(path: path, access: .readOnly, settings: .reader)
        #expect(try CaseDays.differences(connection).isEmpty)
        #expect(try CaseSums.differences(connection).isEmpty)
    }
}

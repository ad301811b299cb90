import App
import Domain
import JSON
import SQLite
import Storage
import TestSupport
import Testing

@Suite("往期数字：what a month came to is not changed by what is done later")
struct CasePeriodTests {
    /// The figures of 2021, and what they open down to.
    private func year(_ desk: CaseDesk) throws -> [String: Int64] {
        let period = "from=2021-01-01&to=2021-12-31"
        let statistics = try desk.get("secretary", "reports/case-statistics?\(period)")
        let deadlines = try desk.get("secretary", "reports/case-deadlines?\(period)")
        var figures: [String: Int64] = [:]
        for name in ["closed", "open", "due", "on_time"] {
            figures[name] = statistics.at("total.\(name)")?.integer
            let opened = try desk.get(
                "secretary",
                "reports/case-statistics/cases?figure=\(name)&\(period)&limit=1"
            )
            #expect(
                opened.at("figure.count")?.integer ?? opened["count"]?.integer == figures[name],
                "\(name): \(opened)"
            )
        }
        for name in ["closing_due", "closed_on_time", "filing_due", "closed", "responded"] {
            figures["quality \(name)"] = deadlines.at("total.\(name)")?.integer
        }
        // What both reports say of the answers, they say alike.
        let rates = try desk.get("secretary", "reports/case-satisfaction?\(period)")
        for name in ["closed", "responded"] {
            #expect(rates.at("total.\(name)")?.integer == figures["quality \(name)"], "\(name)")
        }
        let backlog = try desk.get("secretary", "reports/backlog?on=2021-12-31")
        figures["backlog open"] = backlog["open"]?.integer
        #expect(figures["open"] == figures["backlog open"])
        return figures
    }

    @Test("What is due later today is not due yet, also of a round that ended and was opened again")
    func laterToday() async throws {
        let desk = try await CaseDesk()
        let id = try desk.report()
        _ = try desk.make("staff", "cases/\(id)/answer", #"{"answer": "已修好"}"#)
        let again = #"{"remark": "问题复发", "handler_id": \#(try desk.account("grid_worker"))}"#
        _ = try desk.make("staff", "cases/\(id)/reopen", again)
        let period = "from=2022-01-01&to=2022-01-31"
        let total = try desk.get("secretary", "reports/case-statistics?\(period)")
        for name in ["due", "on_time"] {
            let opened = try desk.get("secretary", "reports/case-statistics/cases?figure=\(name)&\(period)&limit=1")
            #expect(opened["count"]?.integer == total.at("total.\(name)")?.integer, "\(name): \(opened)")
        }
    }

    @Test("Shelving a late case, voiding it, and opening a closed one again change no figure of the year before")
    func stands() async throws {
        let desk = try await CaseDesk()
        let before = try year(desk)
        #expect(before.count == 10 && before.values.allSatisfy { $0 > 0 }, "\(before)")
        let late = try desk.items("secretary", "cases?status=dispatched,handling,filed&due_at.lt=2021-12-31&limit=3")
        let ids = late.compactMap { $0["id"]?.integer }
        try #require(ids.count >= 2)
        let shelf = #"{"remark": "待拨款", "condition": "资金到位", "review_on": "2022-06-01", "answer": "待资金到位后办理"}"#
        _ = try desk.make("secretary", "cases/\(ids[0])/shelve", shelf)
        _ = try desk.make("secretary", "cases/\(ids[1])/void", #"{"remark": "重复录入"}"#)
        #expect(try year(desk) == before)
        let closed = try desk.items("secretary", "cases?status=closed&closed_at.lt=2021-03-01&limit=2")
            .compactMap { $0["id"]?.integer }
        let again = #"{"remark": "问题复发", "handler_id": \#(try desk.account("grid_worker"))}"#
        let reports = ["case-statistics", "case-deadlines", "case-satisfaction", "case-posts"].map {
            "reports/\($0)?from=2021-01-01&to=2021-03-31"
        }
        let read = { (path: String) in
            try desk.client.send("GET", "/api/v1/\(path)", token: desk.tokens["secretary"]).text
        }
        let then = try reports.map(read)
        for id in closed { _ = try desk.make("staff", "cases/\(id)/reopen", again) }
        #expect(try reports.map(read) == then, "by grid, category, handler and post, too")
        #expect(try year(desk) == before)
        _ = try desk.make("staff", "cases/\(closed[0])/undo")
        _ = try desk.make("secretary", "cases/\(ids[0])/wake")
        #expect(try year(desk) == before)
        // Each month says what was open when it was over.
        let months = try desk.get("secretary", "reports/case-statistics?from=2021-01-01&to=2021-12-31")
        let january = months["by_month"]?.elements.first { $0["month"]?.string == "2021-01" }
        let backlog = try desk.get("secretary", "reports/backlog?on=2021-01-31")
        #expect(january?["open"]?.integer == backlog["open"]?.integer)
        await desk.test.stop()
        let path = "\(desk.test.folder.path)/linli.db"
        let connection = try Connection(path: path, access: .readOnly, settings: .reader)
        #expect(try CaseDays.differences(connection).isEmpty)
    }

    @Test("What was due to be filed is what the desk took in, and what was withdrawn late before anybody had")
    func withdrawnLate() async throws {
        let desk = try await CaseDesk()
        let (late, taken, kept) = (try desk.report(), try desk.report(), try desk.report())
        for id in [taken, kept] { _ = try desk.make("staff", "cases/\(id)/accept") }
        try await desk.pass(hours: 48)
        for id in [late, taken] { _ = try desk.make("resident", "cases/\(id)/withdraw", #"{"answer": "已自行解决"}"#) }
        let span = "from=2022-01-17&to=2022-01-31"
        let deadlines = try desk.get("secretary", "reports/case-deadlines?\(span)")
        let due = try #require(deadlines.at("total.filing_due")?.integer)
        #expect(deadlines.at("total.filing_withdrawn")?.integer == 1)
        let posts = try desk.get("secretary", "reports/case-posts?\(span)")
        let lines = posts["intake"]?.elements.map { $0 } ?? []
        #expect(lines.compactMap { $0["taken"]?.integer }.reduce(0, +) + 1 == due, "\(lines)")
        let opened = try desk.get("secretary", "reports/case-deadlines/cases?figure=filing_withdrawn&\(span)&limit=9")
        #expect(opened.at("items.0.id")?.integer == late, "\(opened)")
    }
}

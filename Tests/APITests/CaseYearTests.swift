import App
import Domain
import JSON
import SQLite
import Services
import Storage
import TestSupport
import Testing

@Suite("A year of a community's cases")
struct CaseYearTests {
    private static let time = CommunityTime()

    /// A community that lives through a year (社区的一年): cases come, people do their work or forget it, the clock looks.
    private final class Year {
        /// Nothing while it is restarted: one server at a time may have the database.
        private var running: TestServer?
        let folder: TemporaryFolder
        let clock: SettableClock
        var open: [Int64] = []
        var reported = 0
        /// When the clock of the cases looked last.
        private(set) var looks: [Int64] = []
        private var state: UInt64 = 20_220_104
        private var tokens: [String: String] = [:]

        init(from start: Instant) async throws {
            folder = try await TestServer.demoFolder()
            clock = SettableClock(start)
            running = try await TestServer(folder: folder, clock: clock)
        }

        func stop() async {
            await running?.stop()
            running = nil
        }

        func restart() async throws {
            await stop()
            running = try await TestServer(folder: folder, clock: clock)
        }

        private func server() throws -> TestServer { try #require(running) }

        func look(at moment: Instant) async throws {
            clock.set(moment)
            _ = try await CaseClock(store: try server().data.open.store).sweep()
            looks.append(moment.milliseconds)
        }

        func roll(_ sides: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int((state >> 33) % UInt64(sides))
        }

        func begin(at moment: Instant) async throws {
            clock.set(moment)
            for login in ["secretary", "staff", "resident"] { tokens[login] = try await server().token(login) }
        }

        func post(_ login: String, _ path: String, _ body: String) throws -> JSONValue {
            try server().client().send("POST", "/api/v1/\(path)", token: tokens[login], body: body).json()
        }

        func report() throws {
            let login = roll(3) == 0 ? "staff" : "resident"
            let priority = login == "staff" ? #", "priority": "\#(["high", "normal", "low"][roll(3)])""# : ""
            let made = try post(
                login,
                "cases",
                #"{"kind": "help", "category_id": \#(1 + roll(5)), "title": "楼道灯不亮", "description": "请看看", "building_id": 1\#(priority)}"#
            )
            if let id = made["id"]?.integer {
                open.append(id)
                reported += 1
            }
        }

        /// One step of one case, or none: people forget.
        func work(_ id: Int64, on day: CivilDate) throws {
            let status = try server().client().send(
                "GET",
                "/api/v1/cases/\(id)?fields=id,status",
                token: tokens["secretary"]
            )
            .json()["status"]?.string
            switch status {
            case "received": _ = try post("staff", "cases/\(id)/accept", #"{"handler_organization_id": 1}"#)
            case "dispatched" where roll(12) == 0:
                let review = day.advanced(byDays: 10 + roll(20))
                let body = #"{"remark": "等待改造", "condition": "资金到位", "answer": "改造时一并处理", "review_on": "\#(review)"}"#
                _ = try post("secretary", "cases/\(id)/shelve", body)
            case "dispatched":
                _ = try post("staff", "cases/\(id)/start", #"{"handler_name": "王师傅", "channel": "phone"}"#)
            case "handling": _ = try post("staff", "cases/\(id)/report-done", #"{"answer": "已修好", "channel": "phone"}"#)
            case "checking" where roll(4) == 0:
                _ = try post("secretary", "cases/\(id)/send-back", #"{"remark": "未修好"}"#)
            case "checking": _ = try post("secretary", "cases/\(id)/close", "{}")
            case "shelved": break
            default: open.removeAll { $0 == id }
            }
        }
    }

    @Test("Nothing is lost, doubled or left lying in a year, also over a restart")
    func year() async throws {
        let first = try #require(CivilDate("2022-01-04"))
        let year = try await Year(from: Self.time.instant(first, hour: 8))
        for day in (0..<360).map({ first.advanced(byDays: $0) }) {
            if day.weekday <= 5 {
                try await year.begin(at: Self.time.instant(day, hour: 10))
                if year.roll(3) > 0 { try year.report() }
                for id in year.open where year.roll(3) == 0 { try year.work(id, on: day) }
            }
            for hour in [12, 18] { try await year.look(at: Self.time.instant(day, hour: hour)) }
            if day.description == "2022-06-30" { try await year.restart() }
        }
        await year.stop()
        #expect(year.reported > 120)
        #expect(try Checkup.examine(year.folder).isEmpty)
        let connection = try Connection(path: "\(year.folder.path)/linli.db", access: .readOnly, settings: .reader)
        let now = year.clock.now().milliseconds
        func count(_ sql: String) throws -> Int64? { try connection.first(sql) { $0.integer(0) } }
        #expect(try count("SELECT count(*) FROM case_file WHERE closed_at IS NULL AND due_at IS NULL") == 0)
        // What was shelved is looked at on its day and goes on by itself when nobody looks.
        let grace = now - 5 * 86_400_000
        #expect(try count("SELECT count(*) FROM case_file WHERE status = 'shelved' AND due_at < \(grace)") == 0)
        #expect(try count("SELECT count(*) FROM case_event WHERE move = 'wake' AND actor_id IS NULL") ?? 0 > 0)
        try warnings(year, connection)
        try questions(connection, before: now - 8 * 86_400_000)
    }

    /// A step warns when it is late and the clock looked at it meanwhile, and each of its people hears of it once.
    private func warnings(_ year: Year, _ connection: Connection) throws {
        let steps = try connection.query(
            """
            SELECT s.due_at, coalesce(s.ended_at, \(year.clock.now().milliseconds)), s.warned FROM case_step s
            JOIN case_file c ON c.id = s.case_id WHERE c.created_at > \(year.looks[0]) AND s.paused_at IS NULL
            """
        ) { (due: $0.integer(0), end: $0.integer(1), warned: $0.integer(2)) }
        var late = 0
        for step in steps {
            let seen = year.looks.last { $0 <= step.end } ?? 0
            if step.warned >= 2 { #expect(step.end > step.due) }
            if seen > step.due {
                late += 1
                #expect(step.warned >= 2, "\(step)")
            }
        }
        #expect(late > 20)
        let doubled = try connection.query(
            """
            SELECT n.case_id FROM notification n WHERE n.topic IN ('case_overdue', 'case_long_overdue')
                AND n.created_at > \(year.looks[0])
            GROUP BY n.case_id, n.topic, n.account_id
            HAVING count(*) > (SELECT count(*) FROM case_step s WHERE s.case_id = n.case_id AND s.warned >= 2)
            """
        ) { $0.integer(0) }
        #expect(doubled.isEmpty)
    }

    /// Whoever asked is asked once how it went.
    private func questions(_ connection: Connection, before: Int64) throws {
        let asked = try connection.query(
            """
            SELECT (SELECT count(*) FROM case_event e WHERE e.case_id = c.id AND e.move = 'follow_up') FROM case_file c
            WHERE c.status = 'closed' AND c.closed_at < \(before) AND c.created_at > 1641254400000
                AND c.reporter_id IS NOT NULL
            """
        ) { $0.integer(0) }
        #expect(asked.count > 30 && asked.allSatisfy { $0 == 1 })
    }
}

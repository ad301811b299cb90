import App
import Domain
import Glibc
import SQLite
import Services
import Storage
import TestSupport
import Testing

@Suite("The plan of every statement")
struct PlanTests {
    /// The statements that the server ran while it was asked for everything, by what they were run for.
    private struct Seen {
        /// Making the demonstration, importing, and whatever answers a request as it comes.
        var everyday: Set<String> = []
        /// What answers the filters, sorts and counts of a list: on a loop it has a budget of steps, in the pool a time limit.
        var asked: Set<String> = []
        /// What reads everything because everything is wanted: backup, export, check, key rotation, search rebuild.
        var whole: Set<String> = []
        var missing: [String] = []
    }

    private static let seen = Task { try await walk() }

    private static func walk() async throws -> Seen {
        let folder = try TemporaryFolder()
        let watch = try StatementWatch(folder)
        var seen = Seen()
        try await TestServer.makeDemo(in: folder)
        seen.everyday.formUnion(watch.take())
        let target = try TemporaryFolder()
        try await PlanCommands.export(folder, to: target)
        seen.whole.formUnion(watch.take())
        let stub = try WeChatStub()
        // What is asked a week after the end of a case is asked of one that ended a week ago.
        let now = SystemClock().now()
        let clock = SettableClock(now.advanced(bySeconds: -8 * 86_400))
        let test = try await TestServer(folder: folder, clock: clock) { stub.configure(&$0) }
        let walk = PlanWalk(test)
        let closed = try await walk.close()
        clock.set(now)
        walk.forgetTokens()
        _ = try await CaseClock(store: test.data.open.store).sweep()
        try await walk.followUp(closed)
        try await walk.readEverything()
        try await walk.report()
        try await walk.useNotices()
        try await walk.takeIn()
        try await walk.act()
        let today = "\(test.data.configuration.time.date(of: now))"
        try await walk.holdClasses(on: today)
        try await walk.useVenues(on: today)
        try await walk.holdSeries()
        try await walk.growOrganizations(on: today)
        // Some weeks later the clock finds what is due.
        clock.set(now.advanced(bySeconds: 60 * 86_400))
        _ = try await DeliberationClock(store: test.data.open.store).sweep()
        clock.set(now)
        try await walk.useWeChat(stub)
        try await walk.usePages()
        try await PlanCommands.endRecords(test)
        try await PlanCommands.postHeads(test)
        try await walk.ask("secretary", "GET", "/api/v1/retention-runs/1")
        try await PlanCommands.importEverything(into: test, from: target)
        seen.everyday.formUnion(watch.take())
        // They ask at once, as people do: one after another they are the longest of all tests.
        try await withThrowingTaskGroup { askers in
            for login in ["admin", "secretary", "grid_worker", "auditor"] {
                askers.addTask { try await PlanWalk(test).question(as: login) }
            }
            try await askers.waitForAll()
        }
        seen.asked.formUnion(watch.take())
        try await PlanCommands.readWhole(test)
        seen.whole.formUnion(watch.take())
        seen.missing = walk.missing
        return seen
    }

    private func planner(knowsRows: Bool) throws -> (QueryPlanner, TemporaryFolder) {
        let folder = try TemporaryFolder()
        let path = "\(folder.path)/plan.db"
        try EmptyDatabase.make(at: path)
        if knowsRows {
            try LargeCommunity.describe(try Connection(path: path, access: .readWrite, settings: .writer))
        }
        return (try QueryPlanner(path: path), folder)
    }

    /// Statements that have a plan; the others define the schema or steer transactions.
    private func planned(_ texts: Set<String>) -> [String] {
        let verbs: Set = ["SELECT", "INSERT", "UPDATE", "DELETE", "WITH", "REPLACE"]
        return texts.filter { text in
            // What a long import writes down beside the database is a list of its own.
            verbs.contains(text.prefix { $0.isLetter }.uppercased()) && !Self.isIn(text, " step ")
                && !Self.isIn(Self.migrations, text)
        }.sorted()
    }

    /// What brought the database up to the program ran once, on the tables of its day.
    private static let migrations = Schema.migrations.map(\.sql).joined(separator: "\n")

    /// Whether a text stands in another; thousands of statements are looked for in all migrations, which takes the test
    /// minutes by characters and a second by bytes.
    private static func isIn(_ whole: String, _ part: String) -> Bool {
        whole.withCString { strstr($0, part) != nil }
    }

    @Test("The walk gets an answer from every endpoint, and its statements read and write every table")
    func complete() async throws {
        let seen = try await Self.seen.value
        #expect(seen.missing == [])
        let words = Set(
            seen.everyday.flatMap { $0.split { !($0.isLetter || $0.isNumber || $0 == "_") }.map(String.init) }
        )
        let folder = try TemporaryFolder()
        try EmptyDatabase.make(at: "\(folder.path)/plan.db")
        let connection = try Connection(path: "\(folder.path)/plan.db", access: .readOnly, settings: .reader)
        let tables = try connection.query(
            "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type <> 'shadow'"
        ) {
            $0.text(0)
        }
        #expect(tables.filter { !words.contains($0) && !$0.hasPrefix("sqlite_") } == [])
    }

    @Test("No everyday statement reads a large table from end to end or sorts it", arguments: [true, false])
    func everyday(knowsRows: Bool) async throws {
        let (planner, folder) = try planner(knowsRows: knowsRows)
        defer { withExtendedLifetime(folder) {} }
        for text in planned(try await Self.seen.value.everyday) {
            let plan = try planner.plan(of: text)
            let faults = PlanLaw(text).faults(plan, sortsMatter: true)
            guard !faults.isEmpty, !PlanException.all.contains(where: { text.contains($0.part) }) else { continue }
            Issue.record("\(faults)\n\(text)")
        }
    }

    @Test("No index of cases has SQLite plan a statement anew for each status that is bound")
    func boundStatus() throws {
        let folder = try TemporaryFolder()
        try EmptyDatabase.make(at: "\(folder.path)/plan.db")
        let connection = try Connection(path: "\(folder.path)/plan.db", access: .readOnly, settings: .reader)
        let indexes = try connection.query(
            "SELECT sql FROM sqlite_schema WHERE type = 'index' AND tbl_name = 'case_file' AND sql IS NOT NULL"
        ) {
            $0.text(0)
        }
        #expect(indexes.count > 10)
        #expect(indexes.filter { $0.contains("WHERE status =") || $0.contains("AND status =") } == [])
    }

    @Test("Every exception is still needed, with and without statistics taken together")
    func exceptions() async throws {
        let seen = planned(try await Self.seen.value.everyday)
        let planners = [try planner(knowsRows: true), try planner(knowsRows: false)]
        for exception in PlanException.all {
            let isNeeded = try seen.filter { $0.contains(exception.part) }.contains { text in
                try planners.contains { try !PlanLaw(text).faults($0.0.plan(of: text), sortsMatter: true).isEmpty }
            }
            #expect(isNeeded, "\(exception.part)")
        }
    }

    @Test("Whatever a list is asked for, one table at most is read whole, and none again for each of its rows")
    func asked() async throws {
        let (planner, folder) = try planner(knowsRows: true)
        defer { withExtendedLifetime(folder) {} }
        for text in planned(try await Self.seen.value.asked) {
            let plan = try planner.plan(of: text)
            let scans = PlanLaw(text).faults(plan, sortsMatter: false)
            let isFirst = plan.first.map { scans == [$0.text] } ?? false
            #expect(scans.isEmpty || isFirst, "\(scans)\n\(text)")
        }
    }

    @Test("A scan and a sort are told from a search, whatever the table is called in the statement")
    func law() throws {
        let (planner, folder) = try planner(knowsRows: true)
        defer { withExtendedLifetime(folder) {} }
        func faults(_ sql: String) throws -> Int {
            PlanLaw(sql).faults(try planner.plan(of: sql), sortsMatter: true).count
        }
        #expect(try faults("SELECT id FROM case_file WHERE id = ?") == 0)
        #expect(try faults("SELECT id FROM case_file c WHERE c.title = ?") == 1)
        #expect(try faults("SELECT id FROM case_file WHERE community_id = ? ORDER BY title LIMIT 5") == 1)
        #expect(try faults("SELECT id FROM venue v ORDER BY opening_hours") == 0)
        // A reference of a large table to the row that goes, without an index to find it by.
        #expect(try faults("DELETE FROM account WHERE id = ?") > 0)
    }
}

import SQLite
import Storage
import TestSupport
import Testing

@Suite("The audit binds what the timelines say")
struct BoundTimelineTests {
    private struct Undo: Error {}

    /// Changes the file as somebody does who takes the triggers away and puts them back, looks, and undoes it.
    private func changing<Result>(
        _ file: Connection,
        by sql: String,
        _ look: () throws -> Result
    ) throws -> Result? {
        var seen: Result?
        do {
            try file.savepoint {
                let triggers = try file.query(
                    "SELECT name, sql FROM sqlite_schema WHERE type = 'trigger' AND tbl_name IN ('case_event', 'issue_event')"
                ) { ($0.text(0), $0.text(1)) }
                for (name, _) in triggers { try file.execute("DROP TRIGGER \(name)") }
                try file.execute(sql)
                for (_, words) in triggers { try file.execute(words) }
                seen = try look()
                throw Undo()
            }
        } catch is Undo {}
        return seen
    }

    @Test("Whoever changes, removes, moves or adds a row of a timeline behind the triggers is found, and at which row")
    func finds() async throws {
        let test = try await TestServer.ownDemo()
        let file = try Connection(path: "\(test.folder.path)/linli.db", access: .readWrite, settings: .writer)
        try file.execute("PRAGMA foreign_keys = OFF")
        #expect(try AuditChain.verify(file).fault == nil)
        let number = { try file.first($0) { $0.integer(0) } ?? 0 }
        let (lastOfCases, lastOfIssues) = (
            try number("SELECT max(id) FROM case_event"), try number("SELECT max(id) FROM issue_event")
        )
        let (said, told) = (
            try number("SELECT min(event_id) FROM case_event_text"),
            try number("SELECT min(id) FROM issue_event WHERE remark IS NOT NULL")
        )
        let changes: [(sql: String, row: Int64, timeline: Timeline, kind: AuditChain.Fault.Kind)] = [
            ("UPDATE case_event SET at = at + 1 WHERE id = 5", 5, .cases, .timeline),
            ("UPDATE case_event SET actor_id = coalesce(actor_id, 0) + 1 WHERE id = 7", 7, .cases, .timeline),
            ("UPDATE case_event SET visibility = 'internal', channel = 'phone' WHERE id = 7", 7, .cases, .timeline),
            ("UPDATE issue_event SET actor_id = 3 + coalesce(actor_id, 0) WHERE id = 4", 4, .issues, .timeline),
            ("DELETE FROM case_event WHERE id = 9", 9, .cases, .timeline),
            ("DELETE FROM case_event WHERE id = \(lastOfCases)", lastOfCases, .cases, .timeline),
            ("DELETE FROM issue_event WHERE id = \(lastOfIssues)", lastOfIssues, .issues, .timeline),
            (
                "UPDATE case_event SET id = -1 WHERE id = 5; UPDATE case_event SET id = 5 WHERE id = 9; UPDATE case_event SET id = 9 WHERE id = -1",
                5, .cases, .timeline
            ),
            (
                "INSERT INTO case_event (case_id, at, move, to_status) SELECT case_id, at, 'note', to_status FROM case_event WHERE id = 5",
                lastOfCases + 1, .cases, .unbound
            ),
            ("UPDATE case_event_text SET remark = '换了' WHERE event_id = \(said)", said, .cases, .words),
            ("DELETE FROM case_event_text WHERE event_id = \(said)", said, .cases, .words),
            ("UPDATE issue_event SET remark = '换了：同意拆除' WHERE id = \(told)", told, .issues, .words),
            ("UPDATE issue_event SET remark = NULL WHERE id = \(told)", told, .issues, .words),
        ]
        for change in changes {
            let (fault, check) =
                try changing(file, by: change.sql) {
                    (try AuditChain.verify(file).fault, try Checkup.examine(file).flatMap(\.problems))
                } ?? (nil, [])
            #expect(fault?.kind == change.kind, "\(change.sql): \(String(describing: fault))")
            let rows = fault?.rows.filter { $0.timeline == change.timeline && $0.numbers.contains(change.row) }
            #expect(rows?.count == 1, "\(change.sql): \(String(describing: fault))")
            #expect(
                check.contains { $0.contains("row") && $0.contains("of the timeline of") },
                "\(change.sql): \(check)"
            )
        }
        #expect(try Checkup.examine(test.folder) == [])
    }

    @Test(
        "Words that somebody said of a topic and that changed in the file are found; the next move binds what came since"
    )
    func goesOn() async throws {
        let desk = try await CaseDesk()
        let worker = try desk.account("grid_worker")
        let id = try desk.report()
        _ = try desk.make("staff", "cases/\(id)/accept", #"{"handler_id": \#(worker)}"#)
        let file = try Connection(path: "\(desk.test.folder.path)/linli.db", access: .readOnly, settings: .reader)
        let bound = try file.first(
            """
            SELECT case_event_until, (SELECT max(id) FROM case_event), object FROM audit
            WHERE timeline_digest IS NOT NULL ORDER BY id DESC LIMIT 1
            """
        ) { ($0.integer(0), $0.integer(1), $0.text(2)) }
        #expect(bound?.0 == bound?.1 && bound?.2 == "cases/\(id)")
        #expect(try AuditChain.verify(file).fault == nil)
    }
}

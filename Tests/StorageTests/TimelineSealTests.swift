import Domain
import SQLite
import Storage
import TestSupport
import Testing

@Suite("Timelines of before they were bound")
struct TimelineSealTests {
    private struct Fixed: Clock {
        func now() -> Instant { Instant(milliseconds: 1_767_574_923_000) }
    }

    private func open(_ path: String) throws {
        let store = try SQLStore(path: path, vault: try SchemaTests.vault(), clock: Fixed(), time: CommunityTime())
        store.stop()
    }

    @Test("What lay there before an upgrade is bound once, a thousand rows to an entry, and its words with it")
    func binds() throws {
        let folder = try TemporaryFolder()
        let path = "\(folder.path)/test.db"
        try EmptyDatabase.make(at: path)
        let file = try Connection(path: path, access: .readWrite, settings: .writer)
        let trigger = try file.first("SELECT sql FROM sqlite_schema WHERE name = 'issue_event_words'") { $0.text(0) }
        try file.execute(
            """
            PRAGMA foreign_keys = OFF; DROP TRIGGER issue_event_words;
            WITH RECURSIVE n (x) AS (VALUES (1) UNION ALL SELECT x + 1 FROM n WHERE x < 2500)
            INSERT INTO case_event (case_id, at, move, to_status) SELECT 1, x, 'note', 'received' FROM n;
            INSERT INTO issue_event (issue_id, at, move, to_status, remark) VALUES (1, 1, 'screen', 'screened', '已核对');
            \(try #require(trigger))
            """
        )
        #expect(try AuditChain.verify(file).fault == nil)
        try open(path)
        try open(path)
        let entries = try file.query("SELECT action, row_count, case_event_until, issue_event_until FROM audit") {
            "\($0.text(0)) \($0.integer(1)) \($0.integer(2)) \($0.integer(3))"
        }
        #expect(
            entries == ["timeline_sealed 1001 1000 1", "timeline_sealed 1000 2000 1", "timeline_sealed 500 2500 1"]
        )
        #expect(try AuditChain.verify(file).fault == nil)
        // What comes while nobody serves it is found; the next start says in the audit that it did.
        try file.execute("INSERT INTO case_event (case_id, at, move, to_status) VALUES (1, 1, 'note', 'received')")
        #expect(try AuditChain.verify(file).fault?.kind == .unbound)
        try open(path)
        #expect(try AuditChain.verify(file).fault == nil && AuditChain.head(file)?.id == 4)
        #expect(throws: SQLiteError.self) { try file.execute("UPDATE issue_event SET remark_digest = zeroblob(32)") }
    }
}

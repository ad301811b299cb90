import Crypto
import Domain
import SQLite
import Storage
import TestSupport
import Testing

@Suite("The audit chain")
struct AuditChainTests {
    /// A database with a chain of five entries, each written as the store writes them.
    private func chain() async throws -> (Connection, TemporaryFolder) {
        let folder = try TemporaryFolder()
        let path = "\(folder.path)/test.db"
        try EmptyDatabase.make(at: path)
        let connection = try Connection(path: path, access: .readWrite, settings: .writer)
        for number in 1...5 as ClosedRange<Int64> {
            var entry = AuditEntry(
                id: number,
                at: Instant(milliseconds: 1_767_574_923_000 + number),
                action: "update_cases"
            )
            entry.account = number
            entry.object = "cases/7"
            let head = try AuditChain.head(connection)
            try connection.run(
                "INSERT INTO audit (id, at, account_id, action, object, hash) VALUES (?, ?, ?, ?, ?, ?)",
                [
                    .integer(number), .integer(entry.at.milliseconds), .integer(number), .text(entry.action),
                    .text("cases/7"), .blob(entry.hash(after: head?.hash ?? AuditEntry.genesis)),
                ]
            )
        }
        return (connection, folder)
    }

    /// What somebody does who has the file and no respect for triggers.
    private func tamper(_ connection: Connection, _ sql: String) throws {
        for trigger in ["audit_follows", "audit_stays", "audit_is_kept"] {
            try connection.run("DROP TRIGGER \(trigger)")
        }
        try connection.execute(sql)
    }

    @Test("Hashes are those of the published vectors")
    func vectors() throws {
        let first = #"{"action":"case.create","actor":"u1","at":"2026-01-05T01:02:03Z","object":"case/7","seq":1}"#
        let second =
            #"{"action":"case.close","actor":"u2","at":"2026-01-05T02:00:00Z","note":"已办结","object":"case/7","seq":2}"#
        let head = AuditEntry.hash(Array(first.utf8), after: AuditEntry.genesis)
        #expect(Hex.encode(head) == "442f84b20d7fe1cbdfe02e7f0128a6ece5047db21fb26525644cad0c8b49c04c")
        let next = AuditEntry.hash(Array(second.utf8), after: head)
        #expect(Hex.encode(next) == "04b5cf9046eac2ed9104e384c9c5fd7f7662117ee4a606ab8ca4bd53a5370988")
    }

    @Test("An entry is written down with its keys in order and nothing that is absent")
    func canonical() {
        var entry = AuditEntry(id: 3, at: Instant(milliseconds: 1_767_574_923_000), action: "close_cases")
        #expect(
            String(decoding: entry.canonical, as: UTF8.self)
                == #"{"action":"close_cases","at":"2026-01-05T01:02:03.000Z","seq":3}"#
        )
        entry.account = 5
        entry.address = "10.0.0.7"
        entry.object = "cases/7"
        entry.community = 1
        entry.rows = 2
        entry.requestID = "r1"
        #expect(
            String(decoding: entry.canonical, as: UTF8.self)
                == #"{"account":5,"action":"close_cases","address":"10.0.0.7","at":"2026-01-05T01:02:03.000Z","community":1,"#
                + #""object":"cases/7","request":"r1","rows":2,"seq":3}"#
        )
    }

    @Test("An untouched chain holds, also against a head that was published")
    func holds() async throws {
        let (connection, folder) = try await chain()
        defer { withExtendedLifetime(folder) {} }
        let head = try #require(try AuditChain.head(connection))
        let verdict = try AuditChain.verify(connection, heads: [head])
        #expect(verdict.entries == 5 && verdict.head == head && verdict.fault == nil)
    }

    @Test("The database itself refuses to change, remove or squeeze in an entry")
    func refuses() async throws {
        let (connection, folder) = try await chain()
        defer { withExtendedLifetime(folder) {} }
        let hash = "zeroblob(32)"
        for sql in [
            "UPDATE audit SET account_id = 9 WHERE id = 3", "DELETE FROM audit WHERE id = 5",
            "INSERT INTO audit (id, at, action, hash) VALUES (9, 0, 'x', \(hash))",
            "INSERT OR REPLACE INTO audit (id, at, action, hash) VALUES (3, 0, 'x', \(hash))",
        ] {
            #expect(throws: SQLiteError.self, "\(sql)") { try connection.run(sql) }
        }
        #expect(try AuditChain.verify(connection).entries == 5)
    }

    @Test(
        "Whatever is done to the file behind the triggers is found at the first entry that it touched",
        arguments: [
            ("UPDATE audit SET account_id = 9 WHERE id = 3", 3, .altered),
            ("UPDATE audit SET hash = zeroblob(32) WHERE id = 2", 2, .altered),
            ("UPDATE audit SET object = NULL WHERE id = 1", 1, .altered),
            ("DELETE FROM audit WHERE id = 2", 2, .gap),
            ("DELETE FROM audit WHERE id = 4; UPDATE audit SET id = 4 WHERE id = 5", 4, .altered),
            (
                "UPDATE audit SET id = 99 WHERE id = 2; UPDATE audit SET id = 2 WHERE id = 3; UPDATE audit SET id = 3 WHERE id = 99",
                2, .altered
            ),
            ("DELETE FROM audit WHERE id = 5", 5, .cutOff),
            ("DELETE FROM audit", 1, .cutOff), ("DELETE FROM audit WHERE id > 2", 3, .cutOff),
            ("UPDATE audit SET at = at + 1 WHERE id = 2", 2, .altered),
            ("UPDATE audit SET at = at - at % 1000 WHERE id = 4", 4, .altered),
            ("INSERT INTO audit_note (audit_id, text) VALUES (4, 'what nobody said')", 4, .note),
        ] as [(String, Int64, AuditChain.Fault.Kind)]
    )
    func finds(sql: String, id: Int64, kind: AuditChain.Fault.Kind) async throws {
        let (connection, folder) = try await chain()
        defer { withExtendedLifetime(folder) {} }
        let head = try #require(try AuditChain.head(connection))
        try connection.execute("PRAGMA foreign_keys = OFF")
        try tamper(connection, sql)
        #expect(try AuditChain.verify(connection, heads: [head]).fault == AuditChain.Fault(id: id, kind: kind))
    }

    @Test("An entry of the time when seconds were enough still holds, and is told from one that was changed")
    func oldForm() async throws {
        let (connection, folder) = try await chain()
        defer { withExtendedLifetime(folder) {} }
        let head = try #require(try AuditChain.head(connection))
        let text = #"{"action":"old","at":"2026-01-05T01:02:03Z","seq":6}"#
        try connection.run(
            "INSERT INTO audit (id, at, action, hash) VALUES (6, 1767574923441, 'old', ?)",
            [.blob(AuditEntry.hash(Array(text.utf8), after: head.hash))]
        )
        #expect(try AuditChain.verify(connection).fault == nil)
        try tamper(connection, "UPDATE audit SET at = at + 1000 WHERE id = 6")
        #expect(try AuditChain.verify(connection).fault == AuditChain.Fault(id: 6, kind: .altered))
    }

    @Test("A chain that was written anew from some entry on differs from the head that was published")
    func findsRewriting() async throws {
        let (connection, folder) = try await chain()
        defer { withExtendedLifetime(folder) {} }
        let head = try #require(try AuditChain.head(connection))
        try tamper(connection, "DELETE FROM audit WHERE id >= 4")
        for number in 4...5 as ClosedRange<Int64> {
            let previous = try #require(try AuditChain.head(connection))
            let entry = AuditEntry(id: number, at: Instant(milliseconds: 1), action: "forged")
            try connection.run(
                "INSERT INTO audit (id, at, action, hash) VALUES (?, 1, 'forged', ?)",
                [.integer(number), .blob(entry.hash(after: previous.hash))]
            )
        }
        #expect(try AuditChain.verify(connection).fault == nil)
        let fault = try AuditChain.verify(connection, heads: [head]).fault
        #expect(fault == AuditChain.Fault(id: 5, kind: .rewritten))
    }
}

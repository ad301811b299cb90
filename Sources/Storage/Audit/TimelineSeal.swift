import Crypto
import Domain
import SQLite

/// What an entry of the audit chain binds of the timelines (时间线封记): how far they had come, and the digest of all rows behind the
/// last entry that bound some.
package struct TimelineSeal: Sendable, Hashable {
    package let until: TimelineMarks
    package let digest: [UInt8]

    package init(until: TimelineMarks, digest: [UInt8]) {
        self.until = until
        self.digest = digest
    }

    /// What the next entry binds; nothing where no row came since the last one.
    static func next(_ connection: Connection) throws -> TimelineSeal? {
        guard let (last, present) = try marks(connection), last != present else { return nil }
        return try TimelineSeal(of: connection, after: last, until: present)
    }

    private init(of connection: Connection, after last: TimelineMarks, until marks: TimelineMarks) throws {
        var digest = TimelineDigest()
        for timeline in Timeline.allCases where marks[timeline] > last[timeline] {
            let sql = timeline == .cases ? Self.casesBehind : Self.issuesBehind
            try connection.withStatement(sql) { rows in
                try rows.bind(1, last[timeline])
                try rows.bind(2, marks[timeline])
                while try rows.step() { digest.add(timeline, rows) }
            }
        }
        self.init(until: marks, digest: digest.finish())
    }

    private static let casesBehind = StatementText(Timeline.cases.rows(where: "e.id > ? AND e.id <= ?"))
    private static let issuesBehind = StatementText(Timeline.issues.rows(where: "e.id > ? AND e.id <= ?"))

    /// How far the timelines were bound, and how far they have come.
    ///
    /// Asked anew each time: a group of writes that is undone takes its entries and its rows with it.
    private static func marks(_ connection: Connection) throws -> (last: TimelineMarks, present: TimelineMarks)? {
        try connection.withStatement(marksNow) { row in
            guard try row.step() else { return nil }
            return (
                TimelineMarks(cases: row.integer(2), issues: row.integer(3)),
                TimelineMarks(cases: max(row.integer(0), row.integer(2)), issues: max(row.integer(1), row.integer(3)))
            )
        }
    }

    private static let marksNow: StatementText = {
        // By the index, of which the end is looked at: both marks only ever rise.
        let newest = """
            FROM audit INDEXED BY audit_timeline WHERE timeline_digest IS NOT NULL AND case_event_until >= 0
            ORDER BY case_event_until DESC, issue_event_until DESC LIMIT 1
            """
        return StatementText(
            """
            SELECT (SELECT max(id) FROM case_event), (SELECT max(id) FROM issue_event),
                (SELECT case_event_until \(newest)), (SELECT issue_event_until \(newest))
            """
        )
    }()
}

extension TimelineSeal {
    /// Rows that one entry binds where many wait: so few are named together where one of them is found to be another.
    private static let rowsOfEntry: Int64 = 1_000

    /// Binds what lies in the timelines and no entry has bound, by entries of its own: all of it after the upgrade that brought this,
    /// and later on what somebody put there while nobody served it.
    static func sealWaiting(_ connection: Connection, at now: Instant) throws {
        guard let (last, present) = try marks(connection), last != present else { return }
        try connection.transaction {
            var done = last
            while done != present {
                var until = done
                var rows: Int64 = 0
                for timeline in Timeline.allCases where done[timeline] < present[timeline] {
                    let table = timeline == .cases ? "case_event" : "issue_event"
                    let sql =
                        "SELECT max(id), count(*) FROM (SELECT id FROM \(table) WHERE id > ? ORDER BY id LIMIT ?)"
                    let found = try connection.first(sql, [.integer(done[timeline]), .integer(rowsOfEntry)]) {
                        ($0.integer(0), $0.integer(1))
                    }
                    guard let (end, count) = found, count > 0 else { continue }
                    until[timeline] = end
                    rows += count
                }
                try digestWords(connection, after: done.issues, until: until.issues)
                var entry = AuditEntry(id: 0, at: now, action: "timeline_sealed")
                entry.rows = rows
                entry.seal = try TimelineSeal(of: connection, after: done, until: until)
                try AuditLog(connection: connection).append(entry)
                done = until
            }
        }
    }

    /// Words of topics that were said before a row had their digest; they are bound as they stand.
    private static func digestWords(_ connection: Connection, after start: Int64, until end: Int64) throws {
        let sql = """
            SELECT id, remark FROM issue_event WHERE id > ? AND id <= ? AND remark IS NOT NULL AND remark_digest IS NULL
            """
        let rows = try connection.query(sql, [.integer(start), .integer(end)]) { ($0.integer(0), $0.text(1)) }
        for (id, remark) in rows {
            try connection.run(
                "UPDATE issue_event SET remark_digest = ? WHERE id = ?",
                [.blob(SHA256.digest(of: remark)), .integer(id)]
            )
        }
    }
}

package import Domain
import SQLite

/// The head of the audit chain as it was when a day began (每日链头), which is to be posted once.
package struct DailyHead: Sendable, Hashable {
    package let day: String
    package let head: AuditHead
    /// How often posting it failed so far.
    package let tries: Int
}

extension SQLStore {
    /// The heads that wait to be posted, the oldest first; that of a day is taken when the day is first asked about.
    package func headsToPost(on day: CivilDate) async throws -> [DailyHead] {
        try await perform { transaction in
            transaction.leavesNoEntry = true
            let connection = transaction.connection
            try connection.run(
                """
                INSERT INTO audit_post (day, audit_id, hash)
                SELECT ?1, id, hash FROM audit WHERE NOT EXISTS (SELECT 1 FROM audit_post WHERE day = ?1)
                ORDER BY id DESC LIMIT 1
                """,
                [.text("\(day)")]
            )
            return try connection.query(
                "SELECT day, audit_id, hash, tries FROM audit_post WHERE posted_at IS NULL ORDER BY day"
            ) { row in
                DailyHead(
                    day: row.text(0),
                    head: AuditHead(id: row.integer(1), hash: row.blob(2)),
                    tries: Int(row.integer(3))
                )
            }
        }
    }

    /// Remembers that a head was posted, and says so in the audit.
    package func notePosted(_ daily: DailyHead) async throws {
        try await perform { transaction in
            try transaction.connection.run(
                "UPDATE audit_post SET posted_at = ? WHERE day = ?",
                [.integer(transaction.now.milliseconds), .text(daily.day)]
            )
            try transaction.audit.note(
                "post_audit_head",
                object: "audit/\(daily.head.id)",
                community: nil,
                words: "已公布 posted: \(daily.day)"
            )
        }
    }

    /// Counts a failure; the audit is told of the first one, as the others say the same.
    package func noteUnposted(_ daily: DailyHead, why: String) async throws {
        try await perform { transaction in
            transaction.leavesNoEntry = daily.tries > 0
            try transaction.connection.run(
                "UPDATE audit_post SET tries = tries + 1 WHERE day = ?",
                [.text(daily.day)]
            )
            try transaction.audit.note(
                "fail_audit_head",
                object: "audit/\(daily.head.id)",
                community: nil,
                words: "未能公布 not posted: \(daily.day), \(why)"
            )
        }
    }

    /// What tells this chain from every other one: the hash of its first entry.
    package func chainID() async throws -> [UInt8]? {
        try await onWriter { connection in
            try connection.first("SELECT hash FROM audit WHERE id = 1") { $0.blob(0) }
        }
    }
}

import Domain
import SQLite

/// Votes that are past their end and wait for their count (待计票).
extension SQLVoteRepository {
    func due(at now: Instant, limit: Int) throws -> [Int64] {
        let sql = "SELECT id FROM vote WHERE look_at <= ? ORDER BY look_at LIMIT ?"
        return try connection.query(sql, [.integer(now.milliseconds), .integer(Int64(limit))]) { $0.integer(0) }
    }

    func issue(ofVote id: Int64) throws -> Int64? {
        try connection.first("SELECT issue_id FROM vote WHERE id = ?", [.integer(id)]) { $0.integer(0) }
    }

    /// It ended when it was announced to, however long after anybody looked.
    func noteEnd(_ vote: Int64) throws -> Bool {
        let sql = "SELECT 1 FROM vote WHERE id = ? AND status = 'open' AND ended_at IS NULL"
        guard try connection.first(sql, [.integer(vote)], { _ in true }) == true else { return false }
        try transaction.touch(.votes, vote)
        try connection.run(
            "UPDATE vote SET ended_at = closes_at, version = version + 1, updated_at = ?1 WHERE id = ?2",
            [now, .integer(vote)]
        )
        return true
    }

    func lookAt(_ vote: Int64, _ moment: Instant?) throws {
        try connection.run(
            "UPDATE vote SET look_at = ? WHERE id = ?",
            [.optional(moment?.milliseconds), .integer(vote)]
        )
    }
}

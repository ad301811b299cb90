import Crypto
import Domain
import SQLite

/// Where issues and their timeline lie (议题的存储).
struct SQLIssueRepository: IssueRepository {
    let transaction: SQLTransaction

    var connection: Connection { transaction.connection }
    var now: Value { .integer(transaction.now.milliseconds) }

    func find(_ id: Int64, scope: DataScope) throws -> DeliberationIssue? {
        guard try transaction.contains(.issues, id: id, scope: scope) else { return nil }
        let sql = """
            SELECT status, version, authority, community_id, session_id, proposer_account_id, proposer_resident_id, edit_until,
                answer_due_at, answered_at IS NOT NULL, answer_overdue, archived_at IS NOT NULL, six_steps, proposer, collected_at, agenda_session_id,
                party_organization_id
            FROM issue WHERE id = ?
            """
        return try connection.first(sql, [.integer(id)]) { row in
            guard let status = IssueStatus(rawValue: row.text(0)), let authority = IssueAuthority(rawValue: row.text(2))
            else { return nil }
            return DeliberationIssue(
                id: id,
                community: row.integer(3),
                status: status,
                version: row.integer(1),
                authority: authority,
                takesSixSteps: row.boolean(12),
                session: row.optionalInteger(4),
                proposerAccount: row.optionalInteger(5),
                proposerResident: row.optionalInteger(6),
                proposer: row.text(13),
                collectedAt: Instant(milliseconds: row.integer(14)),
                agendaSession: row.optionalInteger(15),
                editUntil: row.optionalInteger(7).map(Instant.init(milliseconds:)),
                answerDueAt: row.optionalInteger(8).map(Instant.init(milliseconds:)),
                isAnswered: row.boolean(9),
                isOverdue: row.boolean(10),
                isArchived: row.boolean(11),
                partyBranch: row.optionalInteger(16)
            )
        } ?? nil
    }

    func nextNumber(community: Int64, year: Int) throws -> Int64 {
        let sql = "SELECT max(number_in_year) FROM issue WHERE community_id = ? AND number_year = ?"
        let last = try connection.first(sql, [.integer(community), .integer(Int64(year))]) { $0.optionalInteger(0) }
        return ((last ?? nil) ?? 0) + 1
    }

    func prepare(_ id: Int64, number: Int64, year: Int, editUntil: Instant, lookAt: Instant) throws {
        try connection.run(
            "UPDATE issue SET number_year = ?, number_in_year = ?, edit_until = ?, look_at = ? WHERE id = ?",
            [
                .integer(Int64(year)), .integer(number), .integer(editUntil.milliseconds),
                .integer(lookAt.milliseconds), .integer(id),
            ]
        )
    }

    func propose(_ id: Int64, account: Int64?, resident: Int64?) throws {
        try connection.run(
            "UPDATE issue SET proposer_account_id = ?, proposer_resident_id = ? WHERE id = ?",
            [.optional(account), .optional(resident), .integer(id)]
        )
    }

    func lookAt(_ id: Int64, _ moment: Instant?) throws {
        try connection.run(
            "UPDATE issue SET look_at = ? WHERE id = ?",
            [.optional(moment?.milliseconds), .integer(id)]
        )
    }

    func appendEvent(
        issue: Int64,
        at: Instant,
        actor: Int64?,
        move: String,
        from: IssueStatus?,
        to: IssueStatus,
        remark: String?
    ) throws {
        try connection.run(
            """
            INSERT INTO issue_event (issue_id, at, actor_id, move, from_status, to_status, remark, remark_digest)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?)
            """,
            [
                .integer(issue), .integer(at.milliseconds), .optional(actor), .text(move), .optional(from?.rawValue),
                .text(to.rawValue), .optional(remark), .optional(remark.map { SHA256.digest(of: $0) }),
            ]
        )
    }

    func cases(of issue: Int64) throws -> [IssueCase] {
        try connection.query("SELECT id, status FROM case_file WHERE issue_id = ? ORDER BY id", [.integer(issue)]) {
            row in
            CaseStatus(rawValue: row.text(1)).map { IssueCase(id: row.integer(0), status: $0) }
        }.compactMap { $0 }
    }

    func issue(ofCase id: Int64) throws -> (id: Int64, status: IssueStatus)? {
        let sql = "SELECT i.id, i.status FROM case_file c JOIN issue i ON i.id = c.issue_id WHERE c.id = ?"
        return try connection.first(sql, [.integer(id)]) { row in
            IssueStatus(rawValue: row.text(1)).map { (row.integer(0), $0) }
        } ?? nil
    }

    func put(cases: [Int64], in issue: Int64?) throws {
        for id in cases {
            try transaction.touch(.cases, id)
            try connection.run(
                "UPDATE case_file SET issue_id = ?, version = version + 1, updated_at = ? WHERE id = ?",
                [.optional(issue), now, .integer(id)]
            )
        }
    }

    func lastEvent(of issue: Int64) throws -> Instant? {
        let sql = "SELECT at FROM issue_event WHERE issue_id = ? ORDER BY id DESC LIMIT 1"
        return try connection.first(sql, [.integer(issue)]) { Instant(milliseconds: $0.integer(0)) }
    }

    func statusBeforeVote(_ issue: Int64) throws -> IssueStatus? {
        let sql =
            "SELECT from_status FROM issue_event WHERE issue_id = ? AND move = 'open-vote' ORDER BY id DESC LIMIT 1"
        let left = try connection.first(sql, [.integer(issue)]) { $0.optionalText(0) } ?? nil
        return left.flatMap { IssueStatus(rawValue: $0) }
    }

    func due(at now: Instant, limit: Int) throws -> [Int64] {
        try connection.query(
            "SELECT id FROM issue WHERE look_at <= ? ORDER BY look_at LIMIT ?",
            [.integer(now.milliseconds), .integer(Int64(limit))]
        ) { $0.integer(0) }
    }
}

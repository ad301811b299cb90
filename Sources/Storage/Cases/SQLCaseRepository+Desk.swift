import Domain
import SQLite

/// What the clock and the desk ask of cases (诉求时钟与工作台的存储).
extension SQLCaseRepository {
    func due(at now: Instant, limit: Int) throws -> [Int64] {
        try connection.query(
            "SELECT id FROM case_file WHERE look_at <= ? ORDER BY look_at LIMIT ?",
            [.integer(now.milliseconds), .integer(Int64(limit))]
        ) { $0.integer(0) }
    }

    func postpone(_ id: Int64, until moment: Instant?) throws {
        try transaction.touch(.cases, id)
        try connection.run(
            "UPDATE case_file SET look_at = ? WHERE id = ?",
            [.optional(moment?.milliseconds), .integer(id)]
        )
    }

    func open(of account: Int64) throws -> [Int64] {
        // Whoever hands over has them in scope or leaves them where they are.
        try connection.query(
            """
            SELECT id FROM case_file WHERE handler_id = ?1 AND closed_at IS NULL
            UNION SELECT id FROM case_file WHERE answerable_id = ?1 AND closed_at IS NULL
            """,
            [.integer(account)]
        ) { $0.integer(0) }
    }

    /// Photos of what was done before it was sent back, or before the case was opened again, show nothing of what was done since.
    func photographed(_ id: Int64) throws -> Set<AttachmentMoment> {
        let sql = "SELECT DISTINCT p.moment FROM attachment p WHERE p.case_id = ?1 AND \(CaseColumns.counts("p"))"
        let moments = try connection.query(sql, [.integer(id)]) { AttachmentMoment(rawValue: $0.text(0)) }
        return Set(moments.compactMap { $0 })
    }

    func asked(extension id: Int64, scope: DataScope) throws -> AskedExtension? {
        guard try transaction.contains(.extensions, id: id, scope: scope) else { return nil }
        return try connection.first(
            "SELECT case_id, asked_by, time_limit, status, step_id FROM case_extension WHERE id = ?",
            [.integer(id)]
        ) { row in
            guard let limit = TimeLimit(row.text(2)), let status = ExtensionStatus(rawValue: row.text(3)) else {
                return nil
            }
            return AskedExtension(
                caseID: row.integer(0),
                askedBy: row.integer(1),
                limit: limit,
                status: status,
                step: row.integer(4)
            )
        } ?? nil
    }

    func decide(extension id: Int64, _ status: ExtensionStatus, by account: Int64) throws {
        try transaction.touch(.extensions, id)
        try connection.run(
            "UPDATE case_extension SET status = ?, decided_by = ?, decided_at = ?, version = version + 1 WHERE id = ?",
            [
                .text(status.rawValue), .integer(account), .integer(transaction.now.milliseconds), .integer(id),
            ]
        )
    }

    func tell(
        _ account: Int64,
        _ topic: NoticeTopic,
        _ words: Title,
        about caseID: Int64?,
        community: Int64,
        isWork: Bool
    ) throws {
        let sql = "SELECT 1 FROM account WHERE id = ? AND disabled = 0"
        guard try connection.first(sql, [.integer(account)], { _ in true }) != nil else { return }
        try NoticeWriter(connection, transaction.time)
            .write(
                topic,
                to: .account(account),
                words.chinese,
                english: words.english,
                about: caseID.map { .caseFile($0) },
                of: community,
                at: transaction.now,
                isWork: isWork
            )
    }

    func notice(_ id: Int64, of principal: Principal) throws -> OwnNotice? {
        var resident: Int64?
        if case .resident(let own, community: _) = principal.scope { resident = own }
        // Only word of the end that stands, to whoever reported it or lives in the household that waits for it, tells them; that
        // it was merged is no answer, what came with the answer of the other case is.
        let sql = """
            SELECT n.case_id, n.topic = ?4 AND n.created_at >= c.closed_at AND (c.reporter_id = n.resident_id OR EXISTS (
                SELECT 1 FROM residence r
                WHERE r.resident_id = n.resident_id AND r.household_id = c.household_id AND r.until_date IS NULL))
                AND (c.duplicate_of_id IS NULL OR c.answer IS NOT NULL AND n.created_at >= (
                    SELECT max(e.at) FROM case_event e WHERE e.case_id = c.id AND e.move = 'answered_with'))
            FROM notification n LEFT JOIN case_file c ON c.id = n.case_id
            WHERE n.id = ?1 AND (n.account_id = ?2 OR n.resident_id = ?3)
            """
        let values: [Value] = [
            .integer(id), .optional(principal.accountID), .optional(resident), .text(NoticeTopic.ended.rawValue),
        ]
        return try connection.first(sql, values) { row in
            OwnNotice(caseID: row.optionalInteger(0), tells: row.boolean(1))
        }
    }

    func settle(notice id: Int64) throws {
        try transaction.touch(.notifications, id)
        try connection.run(
            """
            UPDATE notification SET delivery = 'delivered', settled_at = ?, version = version + 1
            WHERE id = ? AND delivery = 'waiting'
            """,
            [.integer(transaction.now.milliseconds), .integer(id)]
        )
    }
}

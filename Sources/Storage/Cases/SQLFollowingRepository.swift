import Domain
import SQLite

/// Where followers and the answers of reporters lie (关注与回访的存储).
struct SQLFollowingRepository: FollowingRepository {
    let transaction: SQLTransaction

    private var connection: Connection { transaction.connection }
    private var now: Value { .integer(transaction.now.milliseconds) }

    func followable(_ id: Int64, community: Int64, resident: Int64) throws -> FollowableCase? {
        guard let file = try transaction.cases.find(id, scope: .community(community)) else { return nil }
        let isClosed = try connection.first(
            "SELECT t.anonymous OR NOT (\(SQLIntakeReading.isOpenToAll)) FROM case_file t WHERE t.id = ?",
            [.integer(id)]
        ) { $0.boolean(0) }
        let followed = try connection.first(
            "SELECT reported FROM case_follower WHERE case_id = ? AND resident_id = ?",
            [.integer(id), .integer(resident)]
        ) { $0.boolean(0) }
        let repeated = try connection.first(
            """
            SELECT 1 FROM case_repeat r JOIN case_file c ON c.id = r.case_id WHERE r.earlier_id = ? AND c.reporter_id = ?
            """,
            [.integer(id), .integer(resident)]
        ) { _ in true }
        return FollowableCase(
            file: file,
            isClosedToOthers: isClosed ?? true,
            followed: followed,
            isOffered: repeated ?? false
        )
    }

    func follow(_ file: CaseFile, resident: Int64, asOwn: Bool) throws -> Int64 {
        try connection.run(
            """
            INSERT INTO case_follower (community_id, case_id, resident_id, since, reported, updated_at)
            VALUES (?1, ?2, ?3, ?4, ?5, ?4)
            ON CONFLICT (case_id, resident_id) DO UPDATE SET reported = excluded.reported, version = version + 1,
                updated_at = excluded.updated_at
            """,
            [.integer(file.community), .integer(file.id), .integer(resident), now, .boolean(asOwn)]
        )
        let sql = "SELECT id FROM case_follower WHERE case_id = ? AND resident_id = ?"
        let id = try connection.first(sql, [.integer(file.id), .integer(resident)]) { $0.integer(0) } ?? 0
        try transaction.touch(.followers, id, isNew: true)
        return id
    }

    func question(of file: CaseFile) throws -> FollowUp? {
        let sql = "SELECT id, answer, answered_at FROM case_follow_up WHERE case_id = ? AND round = ?"
        return try connection.first(sql, [.integer(file.id), .integer(file.round)]) { row in
            FollowUp(
                id: row.integer(0),
                answer: row.optionalText(1).flatMap { FollowUpAnswer(rawValue: $0) },
                answeredAt: row.optionalInteger(2).map { Instant(milliseconds: $0) }
            )
        }
    }

    func save(_ reply: FollowUpReply, to question: FollowUp, by account: Int64?) throws {
        try transaction.touch(.followUps, question.id)
        try connection.run(
            """
            UPDATE case_follow_up SET answer = ?1, answered_at = ?2, answered_by = ?3, channel = ?4, remark = ?5,
                version = version + 1, updated_at = ?2
            WHERE id = ?6
            """,
            [
                .text(reply.answer.rawValue), now, .optional(account), .optional(reply.channel?.rawValue),
                .optional(reply.remark), .integer(question.id),
            ]
        )
    }

    func isRated(_ file: CaseFile) throws -> Bool { try isSolved(file) != nil }

    func isRatedUnsolved(_ file: CaseFile) throws -> Bool { try isSolved(file) == false }

    /// What the rating of the present round says of it; nothing where there is none.
    private func isSolved(_ file: CaseFile) throws -> Bool? {
        try connection.first(
            "SELECT solved FROM case_rating WHERE case_id = ? AND at >= ?",
            [.integer(file.id), .integer(file.answeredAt?.milliseconds ?? 0)]
        ) { $0.boolean(0) }
    }

    func second(of id: Int64) throws -> Int64? {
        try connection.first("SELECT id FROM case_file WHERE second_of_id = ?", [.integer(id)]) { $0.integer(0) }
    }
}

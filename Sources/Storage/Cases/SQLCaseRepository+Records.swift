import Domain
import SQLite

/// What a move writes beside the case (办理记录的存储).
extension SQLCaseRepository {
    func insert(_ record: CaseRecord, _ turn: CaseTurn, event: Int64) throws {
        let (id, community) = (Value.integer(turn.file.id), Value.integer(turn.file.community))
        let (event, at) = (Value.integer(event), Value.integer(turn.at.milliseconds))
        switch record {
        case .returned(let reason, grounds: _, by: let handler):
            try connection.run(
                """
                INSERT INTO case_return (event_id, case_id, community_id, at, handler_id, handler_organization_id, reason)
                VALUES (?, ?, ?, ?, ?, ?, ?)
                """,
                [
                    event, id, community, at, .optional(handler?.person), .optional(handler?.organization),
                    .text(reason.rawValue),
                ]
            )
        case .returnJudged(let upheld):
            try connection.run(
                "UPDATE case_return SET upheld = ? WHERE case_id = ? AND upheld IS NULL",
                [.boolean(upheld), id]
            )
        case .supervised(let order, by: let due):
            try connection.run(
                """
                INSERT INTO case_supervision (event_id, case_id, community_id, supervisor_id, at, due_at, order_text, look_at,
                    updated_at) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?6, ?5)
                """,
                [
                    event, id, community, .optional(turn.actor), at, .integer(due.milliseconds), .text(order),
                ]
            )
            try transaction.touch(.supervisions, connection.lastInsertedID, isNew: true)
        case .extensionAsked(let limit, let reason, let step):
            try connection.run(
                """
                INSERT INTO case_extension (event_id, case_id, step_id, asked_by, asked_at, time_limit, reason,
                    community_id) VALUES (?, ?, ?, ?, ?, ?, ?, ?)
                """,
                [
                    event, id, .optional(step.id), .optional(turn.actor), at, .text(limit.description), .text(reason),
                    community,
                ]
            )
        case .rated(let rating):
            try connection.run(
                """
                INSERT OR REPLACE INTO case_rating (case_id, community_id, at, speed, result, attitude, solved, comment)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?)
                """,
                [
                    id, community, at, .integer(rating.speed), .integer(rating.result), .integer(rating.attitude),
                    .boolean(rating.isSolved), .optional(rating.comment),
                ]
            )
        case .followUpAsked:
            try connection.run(
                """
                INSERT OR IGNORE INTO case_follow_up (community_id, case_id, round, asked_at, updated_at)
                VALUES (?1, ?2, ?3, ?4, ?4)
                """,
                [community, id, .integer(turn.file.round), at]
            )
        case .mediated(let mediation):
            try connection.run(
                """
                INSERT INTO case_mediation (event_id, case_id, community_id, at, recorded_by, parties, mediator, agreement,
                    follow_up_on, due_at, updated_at) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?4)
                """,
                [
                    event, id, community, at, .optional(turn.actor), .text(mediation.parties),
                    .text(mediation.mediator),
                    .text(mediation.agreement.rawValue), .optional(mediation.followUpOn?.description),
                    .optional(mediation.followUpOn.map { transaction.time.instant($0, hour: 0).milliseconds }),
                ]
            )
            try transaction.touch(.mediations, connection.lastInsertedID, isNew: true)
        case .checked(let failed):
            try connection.run(
                "INSERT INTO case_check (event_id, case_id, community_id, at, failed) VALUES (?, ?, ?, ?, ?)",
                [event, id, community, at, .boolean(failed)]
            )
        case .merged(let target):
            try join(turn, to: target)
        case .paused(let owner, let condition, let until):
            try connection.run(
                "INSERT INTO case_pause (event_id, case_id, owner_id, condition, until_at) VALUES (?, ?, ?, ?, ?)",
                [event, id, .optional(owner), .optional(condition), .integer(until.milliseconds)]
            )
        }
    }

    /// Takes back what the last move wrote beside the case; its row of the timeline stays.
    func forgetRecords(ofLastMoveOf id: Int64) throws {
        for table in [
            "case_return", "case_check", "case_supervision", "case_extension", "case_pause", "case_mediation",
        ] {
            try connection.run(
                "DELETE FROM \(table) WHERE event_id = (SELECT event_id FROM case_undo WHERE case_id = ?)",
                [.integer(id)]
            )
        }
        try connection.run(
            "UPDATE case_return SET upheld = NULL WHERE event_id = (SELECT max(event_id) FROM case_return WHERE case_id = ?1) AND EXISTS (SELECT 1 FROM case_undo WHERE case_id = ?1 AND move IN ('dispatch', 'rule'))",
            [.integer(id)]
        )
    }
}

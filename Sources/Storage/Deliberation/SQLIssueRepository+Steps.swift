import Domain
import SQLite

/// The steps of 四议两公开 (四议两公开的存储).
extension SQLIssueRepository {
    func steps(of issue: Int64) throws -> (taken: Int64, last: CivilDate?) {
        let sql = "SELECT place, held_on FROM issue_step WHERE issue_id = ? ORDER BY place DESC LIMIT 1"
        return try connection.first(sql, [.integer(issue)]) { ($0.integer(0), CivilDate($0.text(1))) } ?? (0, nil)
    }

    func add(_ step: StepRecord, to issue: DeliberationIssue, by account: Int64?) throws -> Int64 {
        try connection.run(
            """
            INSERT INTO issue_step (community_id, issue_id, place, step, held_on, minutes, due, present, yes, no, abstained, location,
                from_date, until_date, recorded_by, created_at, updated_at)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?16)
            """,
            [
                .integer(issue.community), .integer(issue.id), .integer(step.step.place), .text(step.step.rawValue),
                .text(step.heldOn.description), .text(step.minutes), .optional(step.due), .optional(step.present),
                .optional(step.yes), .optional(step.no), .optional(step.abstained), .optional(step.location),
                .optional(step.from?.description), .optional(step.until?.description), .optional(account), now,
            ]
        )
        let id = connection.lastInsertedID
        try transaction.touch(.issueSteps, id, isNew: true)
        return id
    }
}

import Domain
import SQLite

/// Where what came of issues lies (议事结果的存储).
struct SQLOutcomeRepository: OutcomeRepository {
    let transaction: SQLTransaction

    private var connection: Connection { transaction.connection }

    private static let noticeColumns = """
        SELECT id, community_id, issue_id, until_date,
            (SELECT count(*) FROM objection o WHERE o.notice_id = public_notice.id AND o.answer IS NULL) FROM public_notice
        """

    func notice(ofIssue id: Int64) throws -> PublicNotice? {
        try connection.first("\(Self.noticeColumns) WHERE issue_id = ?", [.integer(id)], Self.notice) ?? nil
    }

    func notice(_ id: Int64) throws -> PublicNotice? {
        try connection.first("\(Self.noticeColumns) WHERE id = ?", [.integer(id)], Self.notice) ?? nil
    }

    private static func notice(_ row: borrowing Statement) -> PublicNotice? {
        guard let until = CivilDate(row.text(3)) else { return nil }
        return PublicNotice(
            id: row.integer(0),
            community: row.integer(1),
            issue: row.integer(2),
            until: until,
            unanswered: row.integer(4)
        )
    }

    func objection(_ id: Int64, scope: DataScope) throws -> (notice: Int64, resident: Int64?, isAnswered: Bool)? {
        guard try transaction.contains(.objections, id: id, scope: scope) else { return nil }
        let sql = "SELECT notice_id, resident_id, answer IS NOT NULL FROM objection WHERE id = ?"
        return try connection.first(sql, [.integer(id)]) { ($0.integer(0), $0.optionalInteger(1), $0.boolean(2)) }
    }

    func equalObjection(to notice: Int64, _ text: String, resident: Int64?, name: String) throws -> Int64? {
        let compact = { (text: String) in text.filter { !$0.isWhitespace } }
        let sql = "SELECT id, resident_id, name, text FROM objection WHERE notice_id = ? ORDER BY id"
        return try connection.query(sql, [.integer(notice)]) { row -> Int64? in
            // By the person where one is registered, else by the name that was given.
            let isSame =
                resident == nil
                ? row.optionalInteger(1) == nil && compact(row.text(2)) == compact(name)
                : row.optionalInteger(1) == resident
            return isSame && compact(row.text(3)) == compact(text) ? row.integer(0) : nil
        }.lazy.compactMap(\.self).first
    }

    func project(_ id: Int64, scope: DataScope) throws -> IssueProject? {
        guard try transaction.contains(.projects, id: id, scope: scope) else { return nil }
        let sql = """
            SELECT p.community_id, p.issue_id, p.status, p.carrier_account_id,
                (SELECT group_concat(w.account_id) FROM (
                    SELECT p.carrier_account_id AS account_id UNION SELECT p.completed_by
                    UNION SELECT m.done_by FROM project_milestone m WHERE m.project_id = p.id
                    UNION SELECT d.account_id FROM deliberation_paper d
                    WHERE d.project_id = p.id AND d.milestone_id IS NOT NULL
                    UNION SELECT f.account_id FROM project_former_carrier f WHERE f.project_id = p.id) w), p.maintainer,
                (SELECT count(*) FROM project_milestone m WHERE m.project_id = p.id AND m.done_on IS NULL),
                p.quantity IS NOT NULL OR EXISTS (SELECT 1 FROM project_milestone m WHERE m.project_id = p.id)
            FROM project p WHERE p.id = ?
            """
        return try connection.first(sql, [.integer(id)]) { row in
            ProjectStatus(rawValue: row.text(2)).map { status in
                IssueProject(
                    id: id,
                    community: row.integer(0),
                    issue: row.optionalInteger(1),
                    status: status,
                    carrierAccount: row.optionalInteger(3),
                    carriers: CaseColumns.people(row.optionalText(4)),
                    maintainer: row.optionalText(5),
                    openMilestones: row.integer(6),
                    isOfWorks: row.boolean(7)
                )
            }
        } ?? nil
    }

    func projects(ofIssue id: Int64) throws -> [ProjectStatus] {
        try connection.query("SELECT status FROM project WHERE issue_id = ? ORDER BY id", [.integer(id)]) {
            ProjectStatus(rawValue: $0.text(0))
        }.compactMap { $0 }
    }

    func milestone(_ id: Int64, scope: DataScope) throws -> ProjectMilestone? {
        guard try transaction.contains(.milestones, id: id, scope: scope) else { return nil }
        let sql = "SELECT project_id, title, done_on IS NOT NULL, evidence_required FROM project_milestone WHERE id = ?"
        return try connection.first(sql, [.integer(id)]) { row in
            ProjectMilestone(
                id: id,
                project: row.integer(0),
                title: row.text(1),
                isDone: row.boolean(2),
                needsEvidence: row.optionalInteger(3).map { $0 == 1 }
            )
        }
    }

    func progress(ofProject id: Int64) throws -> MilestoneProgress {
        let sql = """
            SELECT count(done_on), count(*), coalesce(sum(iif(done_on IS NULL, 0, weight)) * 100 / sum(weight), 0)
            FROM project_milestone WHERE project_id = ?
            """
        return try connection.first(sql, [.integer(id)]) { row in
            MilestoneProgress(done: row.integer(0), all: row.integer(1), percent: row.integer(2))
        } ?? MilestoneProgress(done: 0, all: 0, percent: 0)
    }

    func openMilestones(of project: Int64) throws -> [Int64] {
        let sql = "SELECT id FROM project_milestone WHERE project_id = ? AND done_on IS NULL ORDER BY id"
        return try connection.query(sql, [.integer(project)]) { $0.integer(0) }
    }

    func lateMilestones(on day: CivilDate, limit: Int) throws -> [Int64] {
        try connection.query(
            """
            SELECT id FROM project_milestone WHERE due_on < ? AND done_on IS NULL AND warned_at IS NULL ORDER BY due_on LIMIT ?
            """,
            [.text(day.description), .integer(Int64(limit))]
        ) { $0.integer(0) }
    }

    func noteWarning(ofMilestone id: Int64) throws {
        try transaction.touch(.milestones, id)
        try connection.run(
            "UPDATE project_milestone SET warned_at = ? WHERE id = ?",
            [.integer(transaction.now.milliseconds), .integer(id)]
        )
    }

    func ratings(ofIssue id: Int64) throws -> Int64 {
        try connection.first("SELECT count(*) FROM issue_rating WHERE issue_id = ?", [.integer(id)]) { $0.integer(0) }
            ?? 0
    }

    func hasRated(_ resident: Int64, _ issue: Int64) throws -> Bool {
        let sql = "SELECT 1 FROM issue_rating WHERE issue_id = ? AND resident_id = ?"
        return try connection.first(sql, [.integer(issue), .integer(resident)]) { _ in true } ?? false
    }

    func describe(_ issue: Int64) throws -> (title: String, compound: Int64?, grid: Int64?, outcome: String?)? {
        // Where no grid is named, that of the compound.
        let sql = """
            SELECT i.title, i.compound_id, coalesce(i.grid_id, (
                SELECT g.grid_id FROM building b JOIN building_grid g ON g.building_id = b.id AND g.until_date IS NULL
                WHERE b.compound_id = i.compound_id LIMIT 1)), i.outcome FROM issue i WHERE i.id = ?
            """
        return try connection.first(sql, [.integer(issue)]) {
            ($0.text(0), $0.optionalInteger(1), $0.optionalInteger(2), $0.optionalText(3))
        }
    }
}

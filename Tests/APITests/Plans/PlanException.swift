/// A statement that may read or sort a large table whole (查询计划的例外), and why that does no harm.
struct PlanException: Sendable {
    /// What its text contains.
    let part: String
    let reason: String

    static let all: [PlanException] = [
        PlanException(
            part: "FROM session_attendee t  WHERE t.organization_id = ? AND t.session_id = ?",
            reason: "Sorts whom one organization sends to one session."
        ),
        PlanException(
            part: "FROM objection t  WHERE t.resident_id = ? AND t.notice_id = ?",
            reason: "Sorts what one resident has against one notice."
        ),
        PlanException(
            part: "FROM deliberation_paper t  WHERE t.community_id = ? AND t.",
            reason: "Sorts the papers of one issue or project, which are some dozens."
        ),
        PlanException(
            part: "SELECT count(*), coalesce(sum(r.area), 0) FROM (",
            reason: "Reads a community's people once, when a result from elsewhere is held against the register."
        ),
        PlanException(
            part: "FROM session_attendee WHERE session_id = ?1 AND (account_id",
            reason: "Sorts the rows by which one account stands in one session, which are a handful."
        ),
        PlanException(
            part: "INSERT INTO vote_voter (vote_id, community_id, updated_at, name",
            reason: "Reads a community's people once, when their vote opens."
        ),
        PlanException(part: "INSERT INTO audit_post", reason: "Takes the last entry by its number, and stops."),
        PlanException(
            part: "FROM case_extension t JOIN case_file c ON c.id = t.case_id WHERE",
            reason: "Sorts the questions for more time, of which few cases have any."
        ),
        PlanException(
            part: "FROM notification t  WHERE t.community_id = ?",
            reason: "No list is asked so; the demonstration counts its own rows once."
        ),
        PlanException(
            part: "(SELECT g.case_id FROM case_guest g WHERE g.",
            reason: "Sorts the cases that somebody helps with, which are few, and merges them with the own ones."
        ),
        PlanException(
            part: ") p CROSS JOIN case_file t ON t.id = p.id",
            reason: "Sorts one page of what waits for its check, which an index gave, or a page of each colleague's."
        ),
        PlanException(
            part: " AS summons, h.id AS part, NULL AS due_at FROM case_co_handler h",
            reason: "Sorts what one person helps with, which is little."
        ),
        PlanException(
            part: "FROM case_follower t  WHERE",
            reason: "Sorts who follows one case, which are some dozens; all of a community are read along their index."
        ),
        PlanException(
            part: "FROM case_follow_up t  WHERE t.community_id = ? AND t.case_id = ? ORDER BY",
            reason: "Sorts the follow-ups of one case, of which each round has one."
        ),
        PlanException(
            part: "FROM case_follow_up t  WHERE t.community_id = ? ORDER BY",
            reason: "No list is asked so; the demonstration counts its own rows once."
        ),
        PlanException(
            part: "IN (SELECT id FROM community WHERE subdistrict_id = ?)",
            reason:
                "The few officers of a sub-district read across communities; beyond the steps of a loop it is the pool's."
        ),
        PlanException(
            part: "FROM household t JOIN dwelling d ON d.id = t.dwelling_id JOIN unit u ON u.id = d.unit_id "
                + "LEFT JOIN building_grid g ON g.building_id = u.building_id AND g.until_date IS NULL WHERE g.grid_id = ?",
            reason: "Sorts the households of one grid, which are some hundreds by its definition."
        ),
        PlanException(
            part: "FROM sign_up t JOIN activity a ON a.id = t.activity_id WHERE ",
            reason: "Sorts the sign-ups of one activity, or those of one organization or branch."
        ),
        PlanException(
            part: "FROM sign_up_quota t JOIN activity a ON a.id = t.activity_id WHERE ",
            reason: "Sorts the quotas of one activity, or of those of one organization or branch, which are a few each."
        ),
        PlanException(
            part: "FROM sign_up s JOIN resident p ON p.id = s.resident_id",
            reason: "Sorts the door list of one activity, which is as long as its hall is large."
        ),
        PlanException(
            part: "WHERE 1 AND t.birth_date <= ? AND t.birth_date > ?",
            reason: "Only the administrator looks at a service group across communities; the pool answers."
        ),
        PlanException(
            part: "FROM objection t  WHERE NULL = ?",
            reason: "Is false before a row is read: a partner has no objections."
        ),
        PlanException(
            part: "FROM activity_question t JOIN activity a ON a.id = t.activity_id WHERE ",
            reason: "Sorts the form of one activity, which is short."
        ),
        PlanException(
            part: "FROM activity_partner t JOIN activity a ON a.id = t.activity_id WHERE ",
            reason: "Sorts the partners of one activity, which are a handful."
        ),
        PlanException(
            part: "FROM activity_photo t JOIN activity a ON a.id = t.activity_id WHERE ",
            reason: "Sorts the photos of one activity, which are a hundred at most."
        ),
        PlanException(
            part:
                "FROM sign_up_answer t JOIN sign_up s ON s.id = t.sign_up_id JOIN activity a ON a.id = s.activity_id ",
            reason: "Sorts the answers of one activity or sign-up; the demonstration counts its own rows once."
        ),
        PlanException(
            part: "FROM activity t  WHERE t.status IN ('published', 'finished') ORDER BY t.starts_at DESC",
            reason:
                "Walks along the index of their beginnings, in which nearly all are published, and stops at the limit."
        ),
        PlanException(
            part: "_search MATCH ?",
            reason: "Ranks matches, of which there are no more than the search itself allows."
        ),
        PlanException(
            part: "FROM attachment t  WHERE t.community_id = ? AND t.case_id = ? ORDER BY t.id ASC",
            reason: "Sorts the attachments of one case, which are a hundred at most."
        ),
        PlanException(
            part: "AND t.duplicate_of_id IS NULL",
            reason: "Sorts the cases of one matter in one grid: the open ones and those that were closed of late."
        ),
        PlanException(
            part:
                "FROM case_answer t JOIN case_file c ON c.id = t.case_id JOIN case_question q ON q.id = t.question_id "
                + "WHERE c.",
            reason: "Sorts the answers of one case, which are fifty at most; the demonstration counts its own once."
        ),
        PlanException(
            part: " AND t.visit_id = ? ORDER BY t.id ASC",
            reason: "Sorts what was heard in one visit, which are twenty things at most."
        ),
        PlanException(
            part: "AS last_met",
            reason: "Sorts the households of one community, which is read beside the loops within a limit of time."
        ),
        PlanException(
            part: "WITH bound(a, b, c)",
            reason:
                "Sorts the cases behind one figure of a period, which is read beside the loops within a limit of time."
        ),
        PlanException(part: "ORDER BY count(*) DESC", reason: "Sorts the groups of a report, which are a handful."),
        PlanException(
            part: "SELECT id FROM ownership WHERE dwelling_id = ?",
            reason: "Sorts the owners of one dwelling."
        ),
        PlanException(
            part: "FROM case_event t JOIN case_file c ON c.id = t.case_id LEFT JOIN case_event_text x "
                + "ON x.event_id = t.id LEFT JOIN case_event_change v ON v.event_id = t.id WHERE c.community_id = ? ORDER BY",
            reason: "No list is asked so; the demonstration counts its own rows once."
        ),
        PlanException(
            part: "FROM issue_event t JOIN issue i ON i.id = t.issue_id WHERE i.community_id = ? ORDER BY",
            reason: "No list is asked so; the demonstration counts its own rows once."
        ),
        PlanException(
            part: "SELECT id, hash FROM audit ORDER BY id DESC LIMIT 1",
            reason: "Steps once, at the end of the chain."
        ),
    ]
}

import Domain
import SQLite

/// The chain of an issue, from whichever of its links it is asked for (议题链条).
extension SQLReportRepository {
    func chains(_ link: ChainLink, inOwnWords: Bool, time: CommunityTime, language: Language) throws -> [IssueChain] {
        let (sql, id) =
            switch link {
            case .issue(let id): ("SELECT id FROM issue WHERE id = ?", id)
            case .caseFile(let id): ("SELECT issue_id FROM case_file WHERE id = ? AND issue_id IS NOT NULL", id)
            case .project(let id): ("SELECT issue_id FROM project WHERE id = ? AND issue_id IS NOT NULL", id)
            case .session(let id):
                ("SELECT issue_id FROM agenda_item WHERE session_id = ? AND issue_id IS NOT NULL ORDER BY place", id)
            case .agendaItem(let id): ("SELECT issue_id FROM agenda_item WHERE id = ? AND issue_id IS NOT NULL", id)
            case .vote(let id): ("SELECT issue_id FROM vote WHERE id = ?", id)
            case .notice(let id): ("SELECT issue_id FROM public_notice WHERE id = ?", id)
            case .objection(let id):
                ("SELECT n.issue_id FROM objection o JOIN public_notice n ON n.id = o.notice_id WHERE o.id = ?", id)
            case .milestone(let id):
                (
                    """
                    SELECT p.issue_id FROM project_milestone m JOIN project p ON p.id = m.project_id
                    WHERE m.id = ? AND p.issue_id IS NOT NULL
                    """, id
                )
            case .minutes(let id):
                (
                    """
                    SELECT a.issue_id FROM session_minutes m JOIN agenda_item a ON a.session_id = m.session_id
                    WHERE m.id = ? AND a.issue_id IS NOT NULL ORDER BY a.place
                    """, id
                )
            }
        return try connection.query(sql, [.integer(id)]) { $0.integer(0) }.compactMap {
            try chain($0, inOwnWords, time, language)
        }
    }

    /// The community's day of a moment, in SQL.
    private static func day(_ column: String, _ time: CommunityTime) -> String {
        "date((\(column)) / 1000 + \(time.offsetMinutes * 60), 'unixepoch')"
    }

    private func chain(
        _ issue: Int64,
        _ inOwnWords: Bool,
        _ time: CommunityTime,
        _ language: Language
    ) throws -> IssueChain? {
        let own: [Value] = [.integer(issue)]
        let community = try connection.first("SELECT community_id FROM issue WHERE id = ?", own) { $0.integer(0) }
        guard let reported = try community.flatMap({ try self.community($0) }) else { return nil }
        let words =
            inOwnWords
            ? "i.title, i.description"
            : "\(ResourceSource.knownBy("i")), coalesce(i.public_description, '\(IssueWording.unread.text(in: language))')"
        let head = try rows(
            """
            SELECT i.id, printf('YT%d-%04d', i.number_year, i.number_in_year), \(words), i.status, i.source, c.name,
                i.authority, \(StoredWords.outcome(ofIssue: "i", language)), \(Self.day("i.collected_at", time)),
                \(Self.day("i.completed_at", time)),
                (SELECT count(*) FROM issue_supporter s WHERE s.issue_id = i.id), i.official_answer, i.answer_overdue,
                i.reason, (SELECT printf('YT%d-%04d', m.number_year, m.number_in_year) FROM issue m WHERE m.id = i.merged_into_id),
                \(Self.day("i.archived_at", time)), NULL,
                EXISTS (SELECT 1 FROM issue m WHERE m.id = i.merged_into_id AND m.confidential = 1), i.confidential
            FROM issue i LEFT JOIN compound c ON c.id = i.compound_id WHERE i.id = ?
            """,
            own
        )
        guard var first = head.first else { return nil }
        if case .integer(let flag) = first[13] { first[13] = .boolean(flag == 1) }
        let isConfidential = first.removeLast() == .integer(1)
        let isMergedSo = first.removeLast() == .integer(1)
        var chain = IssueChain(community: reported, head: first, isConfidential: isConfidential)
        chain.mergedIntoConfidential = isMergedSo
        try addWording(to: &chain, own)
        chain.cases = try rows(
            """
            SELECT c.id, c.number, c.status, \(Self.day("c.created_at", time)), \(Self.day("c.closed_at", time)), c.private
            FROM case_file c WHERE c.issue_id = ? ORDER BY c.id
            """,
            own
        ).map { row in
            var row = row
            if case .integer(let id) = row[0], row.removeLast() == .integer(1) { chain.confidential.insert(id) }
            return row
        }
        chain.agenda = try rows(
            """
            SELECT s.id, \(Self.day("s.starts_at", time)), s.title, h.name, s.starts_at, a.status,
                \(StoredWords.said("a.outcome", language)), s.present,
                max(0, s.present - (
                    SELECT count(*) FROM session_attendee e WHERE e.session_id = s.id AND e.checked_in_at IS NOT NULL))
            FROM agenda_item a JOIN deliberation_session s ON s.id = a.session_id JOIN hall h ON h.id = s.hall_id
            WHERE a.issue_id = ? ORDER BY a.id
            """,
            own
        ).map { Self.instant($0, at: 4) }
        chain.votes = try rows(
            """
            SELECT v.id, v.rule, v.secrecy, \(SQLVoteReading.standing("v")), \(Self.day("v.closes_at", time)), v.closes_at,
                v.eligible,
                v.cast_people + coalesce(v.unopened, 0), iif(v.unopened IS NULL, v.yes, NULL),
                iif(v.unopened IS NULL, v.no, NULL), iif(v.unopened IS NULL, v.abstained, NULL), v.passed,
                \(Self.day("v.cancelled_at", time)), v.cancel_reason, v.held_on, v.register_eligible, v.deviation_reason,
                iif(v.unopened IS NULL, NULL, '\(UnopenedReason.tooFew.rawValue)'), v.quorum_met,
                \(StoredWords.missing("v.missing", language))
            FROM vote v WHERE v.issue_id = ? ORDER BY v.id
            """,
            own
        ).map { row in
            var row = row
            for place in [11, 18] {
                if case .integer(let flag) = row[place] { row[place] = .boolean(flag == 1) }
            }
            return Self.instant(row, at: 5)
        }
        chain.steps = try rows("SELECT step, held_on FROM issue_step WHERE issue_id = ? ORDER BY place", own)
        chain.notices = try rows(
            """
            SELECT n.id, n.from_date, n.until_date, (SELECT count(*) FROM objection o WHERE o.notice_id = n.id),
                (SELECT count(*) FROM objection o WHERE o.notice_id = n.id AND o.answer IS NOT NULL)
            FROM public_notice n WHERE n.issue_id = ?
            """,
            own
        )
        chain.projects = try rows(
            """
            SELECT id, name, quantity, quantity_unit, budget_fen, spent_fen, status, started_on, completed_on, maintainer FROM project
            WHERE issue_id = ? ORDER BY id
            """,
            own
        )
        chain.milestones = try rows(
            """
            SELECT m.project_id, m.title, m.weight, m.due_on, m.done_on, (
                SELECT count(*) FROM deliberation_paper d WHERE d.milestone_id = m.id AND d.kind <> 'before')
            FROM project p JOIN project_milestone m ON m.project_id = p.id WHERE p.issue_id = ? ORDER BY m.id
            """,
            own
        )
        let (count, sum) =
            try connection.first(
                "SELECT count(*), coalesce(sum(score), 0) FROM issue_rating WHERE issue_id = ?",
                own
            ) { ($0.integer(0), $0.integer(1)) } ?? (0, 0)
        chain.judgement = [.integer(count), count == 0 ? .null : .tenths((sum * 20 + count) / (count * 2))]
        chain.timeline = try connection.query(
            "SELECT at, move, to_status FROM issue_event WHERE issue_id = ? ORDER BY id",
            own
        ) { [.instant($0.integer(0)), .text($0.text(1)), .text($0.text(2))] }
        chain.sayHowToTakePart(in: language, time)
        return chain
    }

    /// By which words everybody reads of it, and who proposed it.
    private func addWording(to chain: inout IssueChain, _ own: [Value]) throws {
        let sql = """
            SELECT title, description, public_title, public_description, proposer_account_id, proposer_resident_id FROM issue
            WHERE id = ?
            """
        chain.wording = try connection.first(sql, own) { row in
            IssueWording(
                title: row.text(0),
                description: row.text(1),
                publicTitle: row.optionalText(2),
                publicDescription: row.optionalText(3)
            )
        }
        chain.proposerAccount = try connection.first(sql, own) { $0.optionalInteger(4) } ?? nil
        chain.proposerResident = try connection.first(sql, own) { $0.optionalInteger(5) } ?? nil
    }

    /// A row with a moment in one of its places.
    private static func instant(_ row: [ReportValue], at place: Int) -> [ReportValue] {
        var row = row
        if case .integer(let milliseconds) = row[place] { row[place] = .instant(milliseconds) }
        return row
    }
}

import Domain
import SQLite

/// Who stands behind a topic, who is asked about it, and who is told of it.
extension SQLIssueRepository {
    func keepVersion(of issue: Int64, by account: Int64?) throws {
        try connection.run(
            """
            INSERT INTO issue_version (community_id, issue_id, number, title, description, changed_by, updated_at)
            SELECT i.community_id, i.id, (SELECT count(*) + 1 FROM issue_version v WHERE v.issue_id = i.id), i.title,
                i.description, ?2, ?3 FROM issue i WHERE i.id = ?1
            """,
            [.integer(issue), .optional(account), now]
        )
        try transaction.touch(.issueVersions, connection.lastInsertedID, isNew: true)
    }

    func wording(of issue: Int64) throws -> IssueWording? {
        let sql = "SELECT title, description, public_title, public_description FROM issue WHERE id = ?"
        return try connection.first(sql, [.integer(issue)]) { row in
            IssueWording(
                title: row.text(0),
                description: row.text(1),
                publicTitle: row.optionalText(2),
                publicDescription: row.optionalText(3)
            )
        }
    }

    func supports(_ resident: Int64, _ issue: Int64) throws -> Bool {
        let sql = "SELECT 1 FROM issue_supporter WHERE issue_id = ? AND resident_id = ?"
        return try connection.first(sql, [.integer(issue), .integer(resident)]) { _ in true } ?? false
    }

    func isSupported(_ issue: Int64) throws -> Bool {
        let sql = "SELECT 1 FROM issue_supporter WHERE issue_id = ? LIMIT 1"
        return try connection.first(sql, [.integer(issue)]) { _ in true } ?? false
    }

    func openSupports(of resident: Int64) throws -> Int64 {
        let sql = """
            SELECT count(*) FROM issue_supporter s JOIN issue i ON i.id = s.issue_id
            WHERE s.resident_id = ? AND i.status IN ('collected', 'screened')
            """
        return try connection.first(sql, [.integer(resident)]) { $0.integer(0) } ?? 0
    }

    func removeSupport(_ resident: Int64, of issue: Int64) throws {
        let sql = "SELECT id FROM issue_supporter WHERE issue_id = ? AND resident_id = ?"
        guard let id = try connection.first(sql, [.integer(issue), .integer(resident)], { $0.integer(0) }) else {
            return
        }
        try transaction.touch(.issueSupporters, id)
        try connection.run("DELETE FROM issue_supporter WHERE id = ?", [.integer(id)])
    }

    func moveSupporters(of issue: Int64, to target: Int64) throws {
        let sql = "SELECT resident_id, on_paper FROM issue_supporter WHERE issue_id = ? ORDER BY id"
        let supporters = try connection.query(sql, [.integer(issue)]) { ($0.integer(0), $0.boolean(1)) }
        for (resident, onPaper) in supporters where try !supports(resident, target) {
            try connection.run(
                """
                INSERT INTO issue_supporter (community_id, issue_id, resident_id, on_paper, updated_at)
                SELECT community_id, id, ?2, ?3, ?4 FROM issue WHERE id = ?1
                """,
                [.integer(target), .integer(resident), .boolean(onPaper), now]
            )
            try transaction.touch(.issueSupporters, connection.lastInsertedID, isNew: true)
        }
    }

    func evaluator(_ id: Int64, scope: DataScope) throws -> (issue: Int64, account: Int64, isAnswered: Bool)? {
        guard try transaction.contains(.issueEvaluators, id: id, scope: scope) else { return nil }
        let sql = "SELECT issue_id, account_id, answered_at IS NOT NULL FROM issue_evaluator WHERE id = ?"
        return try connection.first(sql, [.integer(id)]) { ($0.integer(0), $0.integer(1), $0.boolean(2)) }
    }

    func number(of issue: Int64) throws -> String? {
        let sql =
            "SELECT printf('YT%d-%04d', number_year, number_in_year) FROM issue WHERE id = ? AND number_year IS NOT NULL"
        return try connection.first(sql, [.integer(issue)]) { $0.text(0) }
    }

    /// Its number and, once somebody has approved one, its title: whoever signed it or reported its cases hears of it, too.
    private func words(of issue: Int64) throws -> String {
        let sql = """
            SELECT printf('YT%d-%04d', number_year, number_in_year) || coalesce(' ' || public_title, '') FROM issue WHERE id = ?
            """
        let found = try connection.first(sql, [.integer(issue)]) { $0.optionalText(0) }
        return (found ?? nil) ?? ""
    }

    func tell(_ issue: DeliberationIssue, _ words: Title, except account: Int64?) throws {
        let residents = try connection.query(
            """
            SELECT proposer_resident_id FROM issue WHERE id = ?1 AND proposer_resident_id IS NOT NULL
            UNION SELECT resident_id FROM issue_supporter WHERE issue_id = ?1
            UNION SELECT reporter_id FROM case_file WHERE issue_id = ?1 AND reporter_id IS NOT NULL
            """,
            [.integer(issue.id)]
        ) { NoticeWriter.Receiver.resident($0.integer(0)) }
        var receivers = residents
        if let proposer = issue.proposerAccount, issue.proposerResident == nil { receivers.append(.account(proposer)) }
        let text = try headed(words, issue.id)
        for receiver in receivers where receiver != .account(account ?? 0) {
            try write(.issueMoved, to: receiver, text, issue.id, issue.community)
        }
    }

    func tell(resident: Int64, of issue: Int64, community: Int64, _ words: Title) throws {
        try write(.issueMoved, to: .resident(resident), try headed(words, issue), issue, community)
    }

    func tellReporters(of cases: [Int64], in issue: Int64, community: Int64, _ words: Title) throws {
        var told: Set<Int64> = []
        for id in cases {
            let sql = "SELECT reporter_id FROM case_file WHERE id = ? AND reporter_id IS NOT NULL"
            guard let reporter = try connection.first(sql, [.integer(id)], { $0.integer(0) }),
                told.insert(reporter).inserted
            else { continue }
            try tell(resident: reporter, of: issue, community: community, words)
        }
    }

    /// Words about an issue under its number and title, in both languages.
    private func headed(_ words: Title, _ issue: Int64) throws -> Title {
        let head = try self.words(of: issue)
        return Title("\(head)：\(words.chinese)", "\(head): \(words.english)")
    }

    func tell(account: Int64, of issue: Int64, community: Int64, _ topic: NoticeTopic) throws {
        try write(topic, to: try receiver(account), try named(issue), issue, community)
    }

    func tell(account: Int64, of issue: DeliberationIssue, _ words: Title) throws {
        try write(.issueMoved, to: try receiver(account), try headed(words, issue.id), issue.id, issue.community)
    }

    /// Whoever signs in as a resident reads what is written to that resident.
    private func receiver(_ account: Int64) throws -> NoticeWriter.Receiver {
        let sql = "SELECT resident_id FROM account a WHERE a.id = ? AND \(SQLVoteRepository.isOfResident)"
        return try connection.first(sql, [.integer(account)]) { .resident($0.integer(0)) } ?? .account(account)
    }

    private func named(_ issue: Int64) throws -> Title {
        let head = try words(of: issue)
        return Title(head, head)
    }

    func tellSecretary(of issue: DeliberationIssue, _ topic: NoticeTopic) throws {
        let sql = "SELECT id FROM account WHERE community_id = ? AND role = 'secretary' AND disabled = 0 ORDER BY id"
        for account in try connection.query(sql, [.integer(issue.community)], { $0.integer(0) }) {
            try tell(account: account, of: issue.id, community: issue.community, topic)
        }
    }

    private func write(
        _ topic: NoticeTopic,
        to receiver: NoticeWriter.Receiver,
        _ text: Title,
        _ issue: Int64,
        _ community: Int64
    ) throws {
        try NoticeWriter(connection, transaction.time).write(
            topic,
            to: receiver,
            text.chinese,
            english: text.english,
            about: .issue(issue),
            of: community,
            at: transaction.now
        )
    }
}

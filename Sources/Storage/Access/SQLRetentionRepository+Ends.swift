import Domain
import SQLite

extension SQLRetentionRepository {
    private var connection: Connection { transaction.connection }

    /// What stands where words were.
    static let erased = "（已按保存期限清除）"

    /// Words beside a case that have to be there where they are.
    private static let wordsOfCase = [
        ("case_extension", "reason"), ("case_supervision", "order_text"), ("case_supervision", "report"),
        ("case_whistle", "matter"), ("case_summons", "remark"), ("case_summons", "sent_name"),
        ("case_co_handler", "task"), ("case_follow_up", "remark"),
    ]

    /// Leaves of a person the sex and the year of birth, which figures of past years count, and ends the own account.
    func anonymise(resident id: Int64) throws {
        let now = Value.integer(transaction.now.milliseconds)
        try connection.run(
            """
            UPDATE resident SET name = '已匿名', birth_date = substr(birth_date, 1, 4) || '-01-01', care_tag = NULL,
                phone = NULL, phone_hash = NULL, id_number = NULL, id_number_hash = NULL, anonymised_at = ?1,
                version = version + 1, updated_at = ?1
            WHERE id = ?2
            """,
            [now, .integer(id)]
        )
        // That a home was visited stays, what was said there does not.
        try connection.run(
            """
            UPDATE home_visit SET resident_id = NULL, summary = NULL, care = NULL, verification = NULL,
                version = version + 1, updated_at = ?1 WHERE resident_id = ?2
            """,
            [now, .integer(id)]
        )
        try connection.run(
            "UPDATE home_visit_heard SET resident_id = NULL, note = NULL WHERE resident_id = ?",
            [.integer(id)]
        )
        try connection.run(
            "UPDATE wish SET resident_id = NULL, text = ?1 WHERE resident_id = ?2",
            [.text(Self.erased), .integer(id)]
        )
        // Why somebody did not come can be an illness.
        try connection.run("UPDATE sign_up SET reason = NULL WHERE resident_id = ?", [.integer(id)])
        try connection.run(
            "DELETE FROM sign_up_answer WHERE sign_up_id IN (SELECT s.id FROM sign_up s WHERE s.resident_id = ?)",
            [.integer(id)]
        )
        // That somebody sat at the table, signed or objected stays; who it was does not.
        for (table, name, owner) in [
            ("session_attendee", "name", "resident_id"), ("objection", "name", "resident_id"),
            ("vote_voter", "name", "resident_id"),
            ("issue", "proposer", "proposer_resident_id"),
        ] {
            try connection.run(
                "UPDATE \(table) SET \(name) = '已匿名', version = version + 1, updated_at = ?1 WHERE \(owner) = ?2",
                [now, .integer(id)]
            )
        }
        try eraseOwnWords(ofProposer: id, now)
        // Whoever is gone follows nothing and belongs to nothing any more; how many an organization had stands with its stages.
        for table in ["case_follower", "area_subscription", "organization_member"] {
            try connection.run("DELETE FROM \(table) WHERE resident_id = ?", [.integer(id)])
        }
        // What was asked for names the person, too.
        try connection.run("DELETE FROM registration WHERE resident_id = ?", [.integer(id)])
        let own = "SELECT a.id FROM account a WHERE a.resident_id = ? AND a.role IN ('resident', 'party_member')"
        let accounts = try connection.query(own, [.integer(id)]) { $0.integer(0) }
        for account in accounts {
            for table in ["session", "account_code", "api_key", "wechat_binding", "key_binding", "calendar_feed"] {
                try connection.run("DELETE FROM \(table) WHERE account_id = ?", [.integer(account)])
            }
            try connection.run(
                """
                UPDATE account SET name = '已匿名', login = 'former-' || id, password = '$scrypt$none', disabled = 1,
                    version = version + 1, updated_at = ?1
                WHERE id = ?2
                """,
                [now, .integer(account)]
            )
            transaction.changedAccess = true
        }
    }

    /// Of what somebody proposed the words stay that were approved for everybody; their own end, also in the earlier versions, in the
    /// timeline, in the notices that quote them, and in the index, which follows the change.
    private func eraseOwnWords(ofProposer id: Int64, _ now: Value) throws {
        // First, as they are known by what they quote.
        try connection.run(
            """
            UPDATE notification SET text = ?1, english = NULL, version = version + 1
            WHERE issue_id IN (SELECT i.id FROM issue i WHERE i.proposer_resident_id = ?2) AND EXISTS (
                SELECT 1 FROM issue_event e JOIN issue i ON i.id = e.issue_id
                WHERE e.issue_id = notification.issue_id AND \(Self.isOwn) AND instr(text, substr(e.remark, 1, \(Self.quoted))) > 0)
            """,
            [.text(Self.erased), .integer(id)]
        )
        try connection.run(
            """
            UPDATE issue_event SET remark = ?1 WHERE id IN (
                SELECT e.id FROM issue i JOIN issue_event e ON e.issue_id = i.id
                WHERE i.proposer_resident_id = ?2 AND \(Self.isOwn))
            """,
            [.text(Self.erased), .integer(id)]
        )
        try connection.run(
            """
            UPDATE issue SET title = coalesce(public_title, ?1), description = coalesce(public_description, ?1),
                version = version + 1, updated_at = ?2 WHERE proposer_resident_id = ?3
            """,
            [.text(Self.erased), now, .integer(id)]
        )
        try connection.run(
            """
            UPDATE issue_version SET title = ?1, description = ?1
            WHERE issue_id IN (SELECT i.id FROM issue i WHERE i.proposer_resident_id = ?2)
            """,
            [.text(Self.erased), .integer(id)]
        )
    }

    /// What whoever proposed a topic said in its timeline, or staff in their place when it was taken back; codes are nobody's words.
    private static let isOwn = """
        e.remark NOT LIKE '§%' AND (e.move = 'withdraw' OR e.actor_id IN (
            SELECT a.id FROM account a WHERE a.resident_id = i.proposer_resident_id))
        """
    /// So much of a remark is in each notice that quotes it, however long both are.
    private static let quoted = 200

    func delete(resident id: Int64) throws {
        for table in ["residence", "case_follower", "area_subscription", "notification"] {
            try connection.run("DELETE FROM \(table) WHERE resident_id = ?", [.integer(id)])
        }
        try connection.run("DELETE FROM resident WHERE id = ?", [.integer(id)])
    }

    /// Leaves of a case what was done where, when and by whom; the reporter and all words go, also out of the search.
    func erase(case id: Int64) throws {
        let now = Value.integer(transaction.now.milliseconds)
        try connection.run(
            """
            UPDATE case_file SET reporter_id = NULL, unit_id = NULL, household_id = NULL, handler_name = NULL, description = ?1, answer = CASE WHEN answer IS NULL THEN NULL ELSE ?1 END,
                title = (SELECT k.name FROM case_category k WHERE k.id = category_id), public_title = NULL, erased_at = ?2,
                version = version + 1, updated_at = ?2
            WHERE id = ?3
            """,
            [.text(Self.erased), now, .integer(id)]
        )
        // Photos show people; their files go with the next sweep of what no row knows.
        let uploads = try connection.query("SELECT upload_id FROM attachment WHERE case_id = ?", [.integer(id)]) {
            $0.integer(0)
        }
        try connection.run("DELETE FROM attachment WHERE case_id = ?", [.integer(id)])
        for upload in uploads { try connection.run("DELETE FROM upload WHERE id = ?", [.integer(upload)]) }
        try connection.run(
            "DELETE FROM case_event_text WHERE event_id IN (SELECT e.id FROM case_event e WHERE e.case_id = ?)",
            [.integer(id)]
        )
        try connection.run(
            """
            DELETE FROM case_event_change WHERE event_id IN (SELECT e.id FROM case_event e WHERE e.case_id = ?)
                AND field IN (\(CaseChangedField.allCases.filter(\.isPersonal).map { "'\($0.rawValue)'" }.joined(separator: ", ")))
            """,
            [.integer(id)]
        )
        // What was kept for an undo holds the words, too, and so do the notices and the record of a mediation.
        for table in ["case_undo", "case_follower", "case_mediation", "case_answer", "notification"] {
            try connection.run("DELETE FROM \(table) WHERE case_id = ?", [.integer(id)])
        }
        try connection.run("UPDATE case_rating SET comment = NULL WHERE case_id = ?", [.integer(id)])
        try connection.run("UPDATE case_pause SET condition = NULL WHERE case_id = ?", [.integer(id)])
        for (table, column) in Self.wordsOfCase {
            try connection.run(
                "UPDATE \(table) SET \(column) = ?1 WHERE case_id = ?2 AND \(column) IS NOT NULL",
                [.text(Self.erased), .integer(id)]
            )
        }
    }

    /// Counts who came among those present, so that the figures of past years stay, and removes the rest.
    func fold(signUp id: Int64) throws {
        try connection.run(
            """
            UPDATE activity SET head_count = min(100000, head_count + (
                    SELECT CASE WHEN s.status IN \(SignUpCounting.cameIn) THEN s.party_size ELSE 0 END
                    FROM sign_up s WHERE s.id = ?1))
            WHERE id = (SELECT s.activity_id FROM sign_up s WHERE s.id = ?1)
            """,
            [.integer(id)]
        )
        try connection.run("DELETE FROM sign_up WHERE id = ?", [.integer(id)])
    }
}

import SQLite

/// What SQLite is told of a database so that it plans as for a large one (大社区的统计量): numbers of rows, and how many
/// share a value.
enum LargeCommunity {
    /// Rows of each table; what is not here has a thousand.
    private static let rows: [String: Int] = [
        "case_file": 1_000_000, "case_event": 5_000_000, "case_event_text": 3_000_000, "resident": 100_000,
        "residence": 120_000, "household": 40_000, "dwelling": 45_000, "ownership": 50_000, "ownership_agent": 10_000,
        "activity": 50_000,
        "sign_up": 2_000_000,
        "sign_up_quota": 5_000, "service_group": 500, "venue_booking": 15_000, "sign_up_seat": 100_000,
        "sign_up_waiting": 200_000,
        "sign_up_answer": 500_000, "activity_question": 10_000, "activity_partner": 15_000, "series_question": 2_000,
        "series_quota": 1_000, "activity_photo": 15_000,
        "door_scan": 1_000_000,
        "audit": 10_000_000, "audit_note": 100_000, "issue": 20_000, "issue_event": 100_000,
        "session_attendee": 50_000, "agenda_item": 20_000, "issue_supporter": 200_000, "issue_rating": 100_000,
        "objection": 20_000, "vote_voter": 500_000, "deliberation_paper": 20_000,
        "vote_participation": 500_000, "vote_ballot": 500_000, "issue_step": 6_000, "minutes_signature": 15_000,
        "case_step": 4_000_000, "case_standing": 4_000_000, "case_untold": 1_100_000, "case_undo": 1_000_000,
        "case_backlog_day": 500_000, "case_ledger_day": 100_000, "notification": 5_000_000, "case_follower": 50_000,
        "case_answer": 500_000, "case_sent": 300_000, "case_repeat": 20_000,
        "case_follow_up": 500_000, "weekly_digest": 100_000, "case_mediation": 15_000, "case_event_change": 300_000,
        "home_visit": 1_000_000, "home_visit_heard": 500_000, "wish": 50_000, "home_visit_supply": 500_000,
        "upload": 500_000, "attachment": 500_000, "idempotency_key": 200_000, "idempotency_unnamed": 100_000,
        "account": 100_000,
        "session": 20_000, "consent": 150_000, "place": 5_000, "unit": 3_000, "party_member": 5_000, "building": 1_500,
        "building_grid": 2_000, "search_pending": 10, "vault_print": 1, "vault_key": 2, "community": 20,
        "resident_publication": 5_000, "resident_figure": 300_000, "page_pass": 1_000, "subdistrict": 5,
        "schema_migration": 20, "search_index": 4,
    ]

    /// How many different values a column has; what is not here has another in every row.
    private static let distinct: [String: Int] = [
        "community_id": 20, "subdistrict_id": 5, "status": 10, "kind": 8, "role": 10, "relation": 6, "grid_id": 300,
        "compound_id": 100, "category_id": 200, "ancestor_id": 200, "question_id": 500, "earlier_id": 15_000,
        "parent_id": 20, "place_id": 5_000, "building_id": 1_500,
        "unit_id": 3_000, "dwelling_id": 40_000, "household_id": 40_000, "resident_id": 100_000, "giver_id": 90_000,
        "purpose": 10, "reporter_id": 90_000,
        "activity_id": 50_000, "session_id": 2_000, "vote_id": 500, "notice_id": 2_000, "issue_id": 20_000,
        "case_id": 1_000_000,
        "account_id": 20_000,
        "actor_id": 1_000, "signed_up_by": 20_000, "organizer_id": 300, "party_organization_id": 100, "venue_id": 100,
        "handler_organization_id": 300, "maintainer_id": 300, "operator_id": 300, "branch_id": 100, "hall_id": 20,
        "birth_year": 100, "year": 5, "from_date": 2_000, "until_date": 500, "completed_on": 500, "dimension": 5,
        "key": 1_000,
        "day": 2_000, "handler_id": 500, "series_id": 2_000, "sign_up_id": 200_000,
        "party_size": 5,
    ]

    /// The tables that no everyday statement may read from end to end: one that grows with the work or the people, not
    /// with the territory.
    static let tables = Set(rows.filter { $0.value >= 20_000 }.keys)

    /// Writes the statistics; connections that are opened afterwards plan by them.
    static func describe(_ connection: Connection) throws {
        // Makes their table, in which nothing is said yet of tables without rows.
        try connection.run("ANALYZE")
        let indexes = try connection.query(
            """
            SELECT m.name, i.name, group_concat(c.name) FROM sqlite_schema m JOIN pragma_index_list(m.name) i
            JOIN pragma_index_info(i.name) c WHERE m.type = 'table' GROUP BY m.name, i.name
            """
        ) { ($0.text(0), $0.text(1), $0.text(2).split(separator: ",").map(String.init)) }
        for (table, index, columns) in indexes {
            let count = rows[table] ?? 1_000
            var (values, counts) = (1, ["\(count)"])
            for column in columns {
                values = min(values * min(distinct[column] ?? count, count), count)
                counts.append("\(count / values)")
            }
            try connection.run(
                "INSERT INTO sqlite_stat1 (tbl, idx, stat) VALUES (?, ?, ?)",
                [.text(table), .text(index), .text(counts.joined(separator: " "))]
            )
        }
    }
}

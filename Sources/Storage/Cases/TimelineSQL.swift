import Domain

/// What the rows of a timeline say of each other (时间线推断), as SQL.
enum TimelineSQL {
    private static let moves = CaseMove.allCases.map { "'\($0.code)'" }.joined(separator: ", ")

    /// Whether a row `event` was the last move when one was undone, so that it never was.
    static func undone(_ event: String) -> String { undone("\(event).id", ofCase: "\(event).case_id") }

    /// The same of the row that is called by its number, in the timeline of a case; false where there is none.
    static func undone(_ event: String, ofCase caseID: String) -> String {
        """
        EXISTS (SELECT 1 FROM case_event z WHERE z.case_id = \(caseID) AND z.id > \(event) AND z.move = 'undo' \
        AND NOT EXISTS (SELECT 1 FROM case_event y WHERE y.case_id = \(caseID) AND y.id > \(event) AND y.id < z.id \
        AND y.move IN (\(moves))))
        """
    }

    /// Of a row `t` that brought an answer: whether that was undone, or what it answered was sent back or opened again since, or
    /// ended otherwise before anybody had looked.
    static let takenBack = """
        CASE WHEN t.move IN ('answer', 'report_done', 'close', 'answered_with') THEN \(undone("t")) OR EXISTS (
            SELECT 1 FROM case_event l WHERE l.case_id = t.case_id AND l.id > t.id
                AND (l.move IN ('send_back', 'reopen', 'opened_with')
                    OR l.from_status = 'checking' AND l.move IN ('withdraw', 'void', 'merge')) AND NOT \(undone("l"))) END
        """

    /// What a person calls the value of a change `v`; words are as they were written.
    static func name(of column: String, _ language: Language) -> String {
        let value = "v.\(column)"
        let lookups = [
            ("category_id", "name FROM case_category"), ("grid_id", "name FROM grid"),
            ("compound_id", "name FROM compound"), ("building_id", "name FROM building"),
            ("place_id", "name FROM place"), ("unit_id", "code FROM unit"), ("answerable_id", "name FROM account"),
            ("issue_id", "\(ResourceSource.knownBy("issue")) FROM issue"),
            ("handler_id", "name FROM account"),
            ("co_handler_id", "name FROM account"), ("summoned_id", "name FROM account"),
            ("whistler_id", "name FROM account"), ("follow_up_by_id", "name FROM account"),
            ("owner_id", "name FROM account"),
        ].map { field, source in "WHEN '\(field)' THEN (SELECT \(source) WHERE id = \(value))" }
        let codes = [
            ("kind", CaseKind.allCases.map { ($0.rawValue, $0.title) }),
            ("priority", CasePriority.allCases.map { ($0.rawValue, $0.title) }),
            ("private", [("0", Title("公开", "public")), ("1", Title("不公开", "private"))]),
        ].map { field, titles in
            let cases = titles.map { "WHEN '\($0.0)' THEN '\($0.1.text(in: language))'" }.joined(separator: " ")
            return "WHEN '\(field)' THEN CASE \(value) \(cases) END"
        }
        return "CASE v.field \((lookups + codes).joined(separator: " ")) ELSE \(value) END"
    }
}

import Domain
import SQLite

/// The cases that wait for somebody to look at them (待核查).
extension SQLReportRepository {
    /// What is to be checked, the most pressing first, but for what this person handled: that others look at.
    ///
    /// Who entered the word of whoever handled it is not told from others here; the rules say of each case who may check it.
    func unchecked(_ worker: Worker, limit: Int) throws -> [WorkItem] {
        guard case .community(let community) = worker.scope else {
            // A grid has so few open cases that they are walked.
            return try listed(
                "t.status = 'checking' AND t.handler_id IS NOT ?",
                [.integer(worker.account ?? 0)],
                worker,
                limit: limit,
                isPartial: true
            )
        }
        let values: [Value] = [
            .text(worker.today.description), .integer(community), .integer(worker.account ?? 0), .integer(Int64(limit)),
        ]
        // Few find their own among the most pressing, so that these mostly are all that is asked for.
        let nearest = try connection.query(Self.nearest, values, Self.item)
        guard nearest.count < limit, try isLonger(than: 3 * limit, community) else { return nearest }
        return try connection.query(Self.ofOthers, values, Self.item)
    }

    /// Whether more waits for its check than was looked at.
    private func isLonger(than looked: Int, _ community: Int64) throws -> Bool {
        try connection.first(
            "SELECT 1 FROM case_file WHERE community_id = ? AND status = 'checking' LIMIT 1 OFFSET ?",
            [.integer(community), .integer(Int64(looked))]
        ) { _ in true } ?? false
    }

    /// The lines of a list whose cases `p` are found by a part of their own, which says nothing but which these are.
    private static func list(_ cases: String) -> String {
        """
        SELECT \(columns) FROM (\(cases)) p CROSS JOIN case_file t ON t.id = p.id \(names) ORDER BY t.due_at
        """
    }

    /// Of the most pressing, three for each line of the list, those that others handled.
    private static let nearest = list(
        """
        SELECT c.id FROM (
            SELECT id, handler_id FROM case_file WHERE community_id = ?2 AND status = 'checking' ORDER BY due_at LIMIT 3 * ?4) c
        WHERE c.handler_id IS NOT ?3 LIMIT ?4
        """
    )

    /// What others handled, each of them the most pressing first.
    private static let ofOthers = list(
        """
        \(handlers)
        SELECT c.id FROM whose h CROSS JOIN case_file c
        WHERE h.handler_id IS NOT ?3 AND c.id IN (
            SELECT w.id FROM case_file w
            WHERE w.community_id = ?2 AND \(isChecked("w.")) AND w.handler_id IS h.handler_id
            ORDER BY w.due_at LIMIT ?4)
        ORDER BY c.due_at LIMIT ?4
        """
    )

    /// In the words of the index of what is to be checked.
    private static func isChecked(_ table: String = "") -> String { "(\(table)status = 'checking') IS TRUE" }

    /// Everybody who handled one of a community's cases that wait for their check, from one to the next by their index; the last,
    /// who is nobody, stands for what partners handled.
    private static let handlers = """
        WITH RECURSIVE whose (handler_id) AS (
            SELECT min(handler_id) FROM case_file WHERE community_id = ?2 AND \(isChecked()) AND handler_id > 0
            UNION ALL
            SELECT (SELECT min(n.handler_id) FROM case_file n
                WHERE n.community_id = ?2 AND \(isChecked("n.")) AND n.handler_id > whose.handler_id)
            FROM whose WHERE whose.handler_id IS NOT NULL)
        """
}

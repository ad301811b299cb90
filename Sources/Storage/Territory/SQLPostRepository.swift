import Domain
import SQLite

/// Where posts in grids and the open work of those who leave them lie (岗位交接的存储).
struct SQLPostRepository: PostRepository {
    let transaction: SQLTransaction

    private var connection: Connection { transaction.connection }

    func find(_ id: Int64, scope: DataScope) throws -> GridPostHolder? {
        guard try transaction.contains(.gridStaff, id: id, scope: scope) else { return nil }
        let sql = "SELECT account_id, from_date, until_date FROM grid_staff WHERE id = ?"
        return try connection.first(sql, [.integer(id)]) { row in
            CivilDate(row.text(1)).map {
                GridPostHolder(
                    id: id,
                    account: row.optionalInteger(0),
                    from: $0,
                    until: row.optionalText(2).flatMap { CivilDate($0) }
                )
            }
        } ?? nil
    }

    func openWork(of post: GridPostHolder) throws -> OpenWork {
        OpenWork(
            cases: try open(Self.cases, post),
            parts: try open(Self.parts, post),
            summonses: try open(Self.summonses, post)
        )
    }

    func openWork(ofAccount account: Int64) throws -> OpenWork {
        let all = { (rows: String) in
            try connection.query(
                "SELECT w.id FROM (\(rows)) w JOIN case_file c ON c.id = w.case_id WHERE c.closed_at IS NULL",
                [.integer(account)]
            ) { $0.integer(0) }
        }
        return OpenWork(cases: try all(Self.cases), parts: try all(Self.parts), summonses: try all(Self.summonses))
    }

    private static let parts = "SELECT id, case_id FROM case_co_handler WHERE account_id = ?1 AND until IS NULL"
    private static let summonses = "SELECT id, case_id FROM case_summons WHERE account_id = ?1 AND answer IS NULL"
    private static let cases = """
        SELECT id, id AS case_id FROM case_file WHERE handler_id = ?1 AND closed_at IS NULL
        UNION SELECT id, id FROM case_file WHERE answerable_id = ?1 AND closed_at IS NULL
        """

    private func open(_ rows: String, _ post: GridPostHolder) throws -> [Int64] {
        guard let account = post.account else { return [] }
        return try connection.query(
            """
            SELECT w.id FROM (\(rows)) w JOIN case_file c ON c.id = w.case_id
            WHERE c.closed_at IS NULL AND (c.grid_id = (SELECT p.grid_id FROM grid_staff p WHERE p.id = ?2)
                OR NOT EXISTS (
                    SELECT 1 FROM grid_staff o WHERE o.account_id = ?1 AND o.id <> ?2 AND o.until_date IS NULL))
            """,
            [.integer(account), .integer(post.id)]
        ) { $0.integer(0) }
    }
}

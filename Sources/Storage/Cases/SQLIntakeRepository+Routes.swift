import Domain
import SQLite

/// To whom cases go, what came again, and the tree of the categories (派单路由与类别树的存储).
extension SQLIntakeRepository {
    func route(category: Int64, grid: Int64, on day: CivilDate) throws -> CaseRoute? {
        // Whose account was closed takes nothing more; the next one that is set does.
        let sql = """
            SELECT r.id, r.handler_id, r.handler_organization_id, coalesce(a.name, o.name)
            FROM case_category_path p JOIN case_route r ON r.category_id = p.ancestor_id
            LEFT JOIN account a ON a.id = r.handler_id LEFT JOIN organization o ON o.id = r.handler_organization_id
            WHERE p.category_id = ?1 AND (r.grid_id = ?2 OR r.grid_id IS NULL) AND r.from_date <= ?3
                AND (r.until_date IS NULL OR r.until_date > ?3) AND (r.handler_id IS NULL OR a.disabled = 0)
            ORDER BY p.steps, r.grid_id IS NULL, r.from_date DESC, r.id DESC LIMIT 1
            """
        let found = try connection.first(sql, [.integer(category), .integer(grid), .text(day.description)]) { row in
            (id: row.integer(0), person: row.optionalInteger(1), unit: row.optionalInteger(2), name: row.text(3))
        }
        guard let found else { return nil }
        if let person = found.person {
            let deputy = try deputy(of: person, on: day)
            return CaseRoute(
                id: found.id,
                handler: .person(deputy?.id ?? person),
                name: deputy?.name ?? found.name,
                insteadOf: deputy == nil ? nil : person
            )
        }
        return found.unit.map { CaseRoute(id: found.id, handler: .organization($0), name: found.name, insteadOf: nil) }
    }

    func deputy(of account: Int64, on day: CivilDate) throws -> (id: Int64, name: String)? {
        try connection.first(
            """
            SELECT d.deputy_id, (SELECT a.name FROM account a WHERE a.id = d.deputy_id) FROM deputy d
            WHERE d.account_id = ?1 AND d.from_date <= ?2 AND (d.until_date IS NULL OR d.until_date > ?2)
                AND EXISTS (SELECT 1 FROM account a WHERE a.id = d.deputy_id AND a.disabled = 0)
            ORDER BY d.id DESC LIMIT 1
            """,
            [.integer(account), .text(day.description)]
        ) { ($0.integer(0), $0.text(1)) }
    }

    func earlier(than caseID: Int64, since moment: Instant) throws -> Int64? {
        for sql in Self.earlier {
            let found = try connection.first(sql, [.integer(caseID), .integer(moment.milliseconds)]) {
                $0.optionalInteger(0)
            }
            if let found = found ?? nil { return found }
        }
        return nil
    }

    /// Each place in an index of its own; a home counts as a place of its own within its building.
    ///
    /// Of a place where very much is reported only the newest are looked at.
    private static let earlier = ["building_id", "place_id"].map { spot in
        """
        SELECT max(e.id) FROM case_file n, (
            SELECT id, closed_at, status, household_id, reporter_id, category_id FROM case_file
            WHERE \(spot) = (SELECT c.\(spot) FROM case_file c WHERE c.id = ?1) AND created_at >= ?2
            ORDER BY created_at DESC LIMIT \(compared)) e
        WHERE n.id = ?1 AND e.id < n.id AND e.closed_at IS NULL AND e.status <> 'shelved'
            AND e.household_id IS n.household_id
            AND (e.reporter_id IS NULL OR n.reporter_id IS NULL OR e.reporter_id <> n.reporter_id)
            AND e.category_id IN (SELECT p.category_id FROM case_category_path p WHERE p.ancestor_id = n.category_id
                UNION SELECT p.ancestor_id FROM case_category_path p WHERE p.category_id = n.category_id)
        """
    }

    /// Cases of one place and day: more than any building has, so that a flood of reports costs each no more.
    private static let compared = 50

    func noteRepeat(_ caseID: Int64, of earlier: Int64) throws -> Bool {
        let known = try connection.first("SELECT 1 FROM case_repeat WHERE earlier_id = ?", [.integer(earlier)]) {
            $0.integer(0)
        }
        try connection.run(
            "INSERT INTO case_repeat (case_id, earlier_id) VALUES (?, ?)",
            [.integer(caseID), .integer(earlier)]
        )
        return known == nil
    }

    func place(ofCategory category: Int64) throws -> CategoryPlace? {
        let sql = """
            SELECT k.community_id, (SELECT max(p.steps) FROM case_category_path p WHERE p.category_id = k.id),
                (SELECT max(p.steps) FROM case_category_path p WHERE p.ancestor_id = k.id)
            FROM case_category k WHERE k.id = ?1
            """
        return try connection.first(sql, [.integer(category)]) { row in
            CategoryPlace(community: row.integer(0), above: row.integer(1), below: row.integer(2))
        }
    }

    func isPrivate(category: Int64) throws -> Bool {
        let sql = """
            SELECT 1 FROM case_category_path p JOIN case_category k ON k.id = p.ancestor_id
            WHERE p.category_id = ? AND (k.private = 1 OR k.path = 'petition') LIMIT 1
            """
        return try connection.first(sql, [.integer(category)]) { _ in true } ?? false
    }

    func question(_ id: Int64) throws -> AskedQuestion? {
        let sql = "SELECT category_id, code, retired FROM case_question WHERE id = ?"
        return try connection.first(sql, [.integer(id)]) { row in
            AskedQuestion(category: row.integer(0), code: row.text(1), isRetired: row.boolean(2))
        }
    }

    func isAsked(_ code: String, inFamilyOf category: Int64, otherThan question: Int64?) throws -> Bool {
        let sql = """
            SELECT 1 FROM case_question q WHERE q.code = ?1 AND q.retired = 0 AND q.id IS NOT ?2 AND q.category_id IN (
                SELECT p.category_id FROM case_category_path p WHERE p.ancestor_id = ?3
                UNION SELECT p.ancestor_id FROM case_category_path p WHERE p.category_id = ?3)
            LIMIT 1
            """
        return try connection.first(sql, [.text(code), .optional(question), .integer(category)]) { _ in true } ?? false
    }

    func asked(inCategory category: Int64) throws -> Int {
        let sql = """
            SELECT count(*) FROM case_category_path p JOIN case_question q ON q.category_id = p.ancestor_id
            WHERE p.category_id = ? AND q.retired = 0
            """
        return try connection.first(sql, [.integer(category)]) { Int($0.integer(0)) } ?? 0
    }
}

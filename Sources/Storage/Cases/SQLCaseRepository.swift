import Domain
import SQLite

/// Where cases and their timeline lie (诉求的存储).
struct SQLCaseRepository: CaseRepository {
    let transaction: SQLTransaction

    var connection: Connection { transaction.connection }

    func find(_ id: Int64, scope: DataScope) throws -> CaseFile? {
        guard try transaction.contains(.cases, id: id, scope: scope) else { return nil }
        let sql = """
            SELECT \(CaseColumns.current) FROM case_file c \(CaseColumns.running)
            LEFT JOIN case_undo u ON u.case_id = c.id WHERE c.id = ?
            """
        return try connection.first(sql, [.integer(id)]) { CaseColumns.read($0, withLastMove: true) } ?? nil
    }

    func earlier(of id: Int64) throws -> CaseFile? {
        let sql = "SELECT \(CaseColumns.earlier) FROM case_undo u WHERE u.case_id = ?"
        return try connection.first(sql, [.integer(id)]) { CaseColumns.read($0, withLastMove: false) } ?? nil
    }

    func mergeTarget(_ id: Int64, scope: DataScope) throws -> MergeTarget? {
        guard try transaction.contains(.cases, id: id, scope: scope) else { return nil }
        // A duplicate points to the case that it was merged into; following it to its end leaves no chain and no loop.
        let sql = """
            WITH RECURSIVE chain (id, next, community, status) AS (
                SELECT id, duplicate_of_id, community_id, status FROM case_file WHERE id = ?
                UNION SELECT c.id, c.duplicate_of_id, c.community_id, c.status
                FROM chain JOIN case_file c ON c.id = chain.next)
            SELECT id, community, status FROM chain WHERE next IS NULL
            """
        return try connection.first(sql, [.integer(id)]) { row in
            CaseStatus(rawValue: row.text(2)).map {
                MergeTarget(id: row.integer(0), community: row.integer(1), status: $0)
            }
        } ?? nil
    }

    func difference(of id: Int64, from target: Int64) throws -> MergeDifference {
        let sql = """
            SELECT a.category_id <> b.category_id, a.compound_id IS NOT b.compound_id OR a.building_id IS NOT b.building_id
                OR a.place_id IS NOT b.place_id, a.grid_id <> b.grid_id
            FROM case_file a, case_file b WHERE a.id = ? AND b.id = ?
            """
        return try connection.first(sql, [.integer(id), .integer(target)]) { row in
            let found: [(Bool, MergeDifference)] = [
                (row.boolean(0), .category), (row.boolean(1), .spot), (row.boolean(2), .grid),
            ]
            return found.filter(\.0).reduce(into: []) { $0.insert($1.1) }
        } ?? []
    }

    func otherReporters(of id: Int64) throws -> Int64 {
        let sql = """
            SELECT count(*) FROM case_follower f JOIN case_file c ON c.id = f.case_id
            WHERE f.case_id = ? AND f.reported AND f.resident_id IS NOT c.reporter_id
            """
        return try connection.first(sql, [.integer(id)]) { $0.integer(0) } ?? 0
    }

    func number(of id: Int64) throws -> String {
        try connection.first("SELECT number FROM case_file WHERE id = ?", [.integer(id)]) { $0.text(0) } ?? ""
    }

    func nextNumber(community: Int64, year: Int) throws -> String {
        let sql = """
            INSERT INTO case_number (community_id, year, last) VALUES (?, ?, 1)
            ON CONFLICT (community_id, year) DO UPDATE SET last = last + 1
            RETURNING last, (SELECT number_prefix FROM community WHERE id = community_id)
            """
        let given = try connection.query(sql, [.integer(community), .integer(Int64(year))]) {
            (last: $0.integer(0), prefix: $0.text(1))
        }
        guard let number = given.first else { return "" }
        let digits = String(number.last)
        return "\(number.prefix)-\(year)-\(String(repeating: "0", count: max(0, 6 - digits.count)))\(digits)"
    }

    func terms(
        ofCategory category: Int64,
        _ settings: CommunitySettings,
        _ calendar: WorkingCalendar
    ) throws -> CaseTerms {
        let sql = "SELECT accept_limit, handle_limit, check_policy, path FROM case_category WHERE id = ?"
        return try connection.first(sql, [.integer(category)]) { row in
            CaseTerms(
                settings: settings,
                calendar: calendar,
                acceptLimit: row.optionalText(0).flatMap { TimeLimit($0) },
                handleLimit: row.optionalText(1).flatMap { TimeLimit($0) },
                checkPolicy: CheckPolicy(rawValue: row.text(2)) ?? .photo,
                path: CasePath(rawValue: row.text(3)) ?? .ordinary
            )
        } ?? CaseTerms(settings: settings, calendar: calendar)
    }

    func whereabouts(building: Int64?, place: Int64?, community: Int64) throws -> Whereabouts? {
        if let building {
            let sql = """
                SELECT g.grid_id, t.compound_id FROM building t
                LEFT JOIN building_grid g ON g.building_id = t.id AND g.until_date IS NULL WHERE t.id = ? AND t.community_id = ?
                """
            return try connection.first(sql, [.integer(building), .integer(community)]) { row in
                Whereabouts(gridID: row.optionalInteger(0), compoundID: row.integer(1))
            }
        }
        guard let place else { return nil }
        let sql = "SELECT grid_id, compound_id FROM place WHERE id = ? AND community_id = ?"
        return try connection.first(sql, [.integer(place), .integer(community)]) { row in
            Whereabouts(gridID: row.integer(0), compoundID: row.optionalInteger(1))
        }
    }

    func intakeDesk(community: Int64, otherThan left: [Int64]) throws -> Int64? {
        // Somebody who never chose a password yet answers to nobody, unless there is nobody else.
        let sql = """
            SELECT id, password = '$scrypt$none' FROM account
            WHERE community_id = ? AND role IN ('staff', 'secretary') AND disabled = 0 ORDER BY role DESC, id
            """
        let all = try connection.query(sql, [.integer(community)]) { (id: $0.integer(0), isNew: $0.boolean(1)) }
        let ready = all.filter { !$0.isNew }.map(\.id)
        let desk = ready.isEmpty ? all.map(\.id) : ready
        return desk.first { !left.contains($0) } ?? desk.last
    }

    func workers(ofGrid grid: Int64) throws -> [Int64] {
        let sql = """
            SELECT id FROM account WHERE grid_id = ? AND role IN ('grid_worker', 'grid_leader') AND disabled = 0
                AND password <> '$scrypt$none' ORDER BY role DESC, id
            """
        return try connection.query(sql, [.integer(grid)]) { $0.integer(0) }
    }

    func role(ofAccount account: Int64) throws -> Role? {
        let sql = "SELECT role FROM account WHERE id = ? AND disabled = 0"
        return try connection.first(sql, [.integer(account)]) { $0.text(0) }.flatMap { Role(rawValue: $0) }
    }

    func role(ofWorker account: Int64) throws -> Role? {
        let sql = "SELECT role FROM account WHERE id = ? AND disabled = 0 AND password <> '$scrypt$none'"
        return try connection.first(sql, [.integer(account)]) { $0.text(0) }.flatMap { Role(rawValue: $0) }
    }

    func name(of handler: CaseHandler) throws -> String? {
        switch handler {
        case .person(let id):
            try connection.first("SELECT name FROM account WHERE id = ?", [.integer(id)]) { $0.text(0) }
        case .organization(let id):
            try connection.first("SELECT name FROM organization WHERE id = ?", [.integer(id)]) { $0.text(0) }
        }
    }

    func renewDeputies(on day: CivilDate) throws {
        let today = [Value.text(day.description)]
        try connection.run(
            """
            UPDATE deputy SET runs = 1 WHERE runs = 0 AND from_date <= ?1 AND (until_date IS NULL OR until_date > ?1)
            """,
            today
        )
        try connection.run("UPDATE deputy SET runs = 0 WHERE runs = 1 AND until_date <= ?", today)
        // One that was put off has begun too early.
        try connection.run("UPDATE deputy SET runs = 0 WHERE runs = 1 AND from_date > ?", today)
    }

    func absent(deputy id: Int64, scope: DataScope) throws -> Int64? {
        guard try transaction.contains(.deputies, id: id, scope: scope) else { return nil }
        return try connection.first("SELECT account_id FROM deputy WHERE id = ?", [.integer(id)]) { $0.integer(0) }
    }

    func isAsked(extensionOf caseID: Int64) throws -> Bool {
        // What was asked for a step that has ended is no question any more.
        let sql = """
            SELECT 1 FROM case_extension e JOIN case_step s ON s.id = e.step_id
            WHERE e.case_id = ? AND e.status = 'asked' AND s.ended_at IS NULL
            """
        return try connection.first(sql, [.integer(caseID)]) { _ in true } ?? false
    }

    func extensions(ofStep step: Int64) throws -> Int64 {
        let sql = "SELECT count(*) FROM case_extension WHERE step_id = ? AND status = 'granted'"
        return try connection.first(sql, [.integer(step)]) { $0.integer(0) } ?? 0
    }

    func workers(of caseID: Int64, _ policy: CheckPolicy) throws -> Set<Int64> {
        let workers = CaseColumns.workers(isIndependent: policy == .independent ? "true" : "false")
        let sql = "SELECT \(workers) FROM case_file t WHERE t.id = ?"
        return CaseColumns.people(try connection.first(sql, [.integer(caseID)]) { $0.optionalText(0) } ?? nil)
    }

    func helpers(of caseID: Int64) throws -> Set<Int64> {
        let sql = "SELECT \(CaseColumns.helpers) FROM case_file t WHERE t.id = ?"
        return CaseColumns.people(try connection.first(sql, [.integer(caseID)]) { $0.optionalText(0) } ?? nil)
    }

    func formerPeople(of caseID: Int64) throws -> Set<Int64> {
        let sql = "SELECT \(CaseColumns.formerPeople) FROM case_file t WHERE t.id = ?"
        return CaseColumns.people(try connection.first(sql, [.integer(caseID)]) { $0.optionalText(0) } ?? nil)
    }

    /// Whether no later pause `p` of the same case was written.
    static let isLastPause = "p.event_id = (SELECT max(l.event_id) FROM case_pause l WHERE l.case_id = p.case_id)"

    func pass(shelved id: Int64, to account: Int64) throws {
        let sql = "UPDATE case_pause AS p SET owner_id = ? WHERE p.case_id = ? AND \(Self.isLastPause)"
        try connection.run(sql, [.integer(account), .integer(id)])
    }

    func isWorkedOnSince(_ id: Int64, by account: Int64?) throws -> Bool {
        let sql = """
            SELECT 1 FROM case_undo u JOIN case_event e ON e.case_id = u.case_id AND e.id > u.event_id WHERE u.case_id = ?1 AND (
                e.move IN ('whistle', 'hand_over') AND e.actor_id IS NOT ?2
                OR e.move = 'join' AND EXISTS (SELECT 1 FROM case_co_handler h WHERE h.case_id = u.case_id AND h.until IS NULL))
            """
        return try connection.first(sql, [.integer(id), .optional(account)]) { _ in true } ?? false
    }

    func secondDraft(of id: Int64) throws -> Draft {
        let sql = """
            SELECT community_id, kind, source, category_id, title, description, priority, grid_id, compound_id, building_id,
                unit_id, household_id, place_id, private FROM case_file WHERE id = ?
            """
        let names = [
            "community_id", "kind", "source", "category_id", "title", "description", "priority", "grid_id",
            "compound_id",
            "building_id", "unit_id", "household_id", "place_id", "private",
        ]
        return try connection.first(sql, [.integer(id)]) { row in
            var draft = Draft(.cases)
            for (index, name) in names.enumerated() {
                switch row.value(Int32(index)) {
                case .integer(let number): draft[name] = .integer(number)
                case .text(let text): draft[name] = .text(text)
                default: break
                }
            }
            return draft
        } ?? Draft(.cases)
    }
}

import Domain
import SQLite

/// What is asked before and while a case is taken in (受理查询的存储).
struct SQLIntakeReading: IntakeReading {
    let reader: SQLReader

    private var connection: Connection { reader.connection }

    func form(ofCategory category: Int64, community: Int64?) throws -> CaseForm? {
        let sql = """
            SELECT k.needs_photo, k.place_needed, k.private OR k.path = 'petition', k.routes_at_once
            FROM case_category_path p JOIN case_category k ON k.id = p.ancestor_id
            WHERE p.category_id = ?1 AND (?2 IS NULL OR k.community_id = ?2) ORDER BY p.steps
            """
        let line = try connection.query(sql, [.integer(category), .optional(community)]) { row in
            (
                photo: row.boolean(0), place: row.optionalText(1).flatMap { PlaceNeed(rawValue: $0) },
                isPrivate: row.boolean(2), routes: row.boolean(3)
            )
        }
        guard !line.isEmpty else { return nil }
        return CaseForm(
            questions: try questions(ofCategory: category),
            needsPhoto: line.contains { $0.photo },
            // The nearest one says where.
            place: line.compactMap(\.place).first,
            isPrivate: line.contains { $0.isPrivate },
            routesAtOnce: line.contains { $0.routes }
        )
    }

    /// Those of the categories above come first.
    private func questions(ofCategory category: Int64) throws -> [CaseQuestion] {
        let sql = """
            SELECT q.id, q.category_id, q.code, q.title, q.kind, q.required, q.sensitive, q.least, q.most, q.choices, q.hint
            FROM case_category_path p JOIN case_question q ON q.category_id = p.ancestor_id
            WHERE p.category_id = ? AND q.retired = 0 ORDER BY p.steps DESC, q.position, q.id
            """
        return try connection.query(sql, [.integer(category)]) { row in
            QuestionKind(rawValue: row.text(4)).map { kind in
                CaseQuestion(
                    id: row.integer(0),
                    category: row.integer(1),
                    code: row.text(2),
                    title: row.text(3),
                    kind: kind,
                    isRequired: row.boolean(5),
                    isSensitive: row.boolean(6),
                    least: row.optionalInteger(7),
                    most: row.optionalInteger(8),
                    choices: CaseQuestion.choices(row.optionalText(9)),
                    hint: row.optionalText(10)
                )
            }
        }.compactMap { $0 }
    }

    func untoldDuplicates(ofCase id: Int64, scope: DataScope) throws -> [UntoldCase] {
        let cut = ScopeCondition(scope, Projection[.cases].source)
        let sql = """
            WITH RECURSIVE below (id) AS (
                SELECT id FROM case_file WHERE duplicate_of_id = ?1
                UNION SELECT c.id FROM below b JOIN case_file c ON c.duplicate_of_id = b.id)
            SELECT t.id, t.number FROM below b CROSS JOIN case_file t ON t.id = b.id
            WHERE t.status = 'closed' AND t.answer IS NOT NULL AND t.told IS NULL AND \(cut.sql) LIMIT 200
            """
        return try connection.query(sql, [.integer(id)] + cut.values) {
            UntoldCase(id: $0.integer(0), number: $0.text(1))
        }.sorted { $0.id < $1.id }
    }

    func publicPhoto(_ id: Int64) throws -> KeptFile {
        let sql = """
            SELECT 1 FROM attachment a JOIN upload u ON u.id = a.upload_id JOIN public_case c ON c.id = a.case_id
            WHERE a.id = ? AND a.status = 'approved' AND u.media_type LIKE 'image/%' AND \(CaseColumns.isResult("a"))
            """
        guard try connection.first(sql, [.integer(id)], { $0.integer(0) }) != nil else { throw DomainError.notFound }
        return try reader.file(ofAttachment: id, scope: .everything)
    }
}

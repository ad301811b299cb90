import Domain
import SQLite

/// What the intake of cases keeps beside the case (受理的存储).
struct SQLIntakeRepository: IntakeRepository {
    let transaction: SQLTransaction

    var connection: Connection { transaction.connection }
    private var reading: SQLIntakeReading { SQLIntakeReading(reader: transaction.reader) }

    func form(ofCategory category: Int64, community: Int64?) throws -> CaseForm? {
        try reading.form(ofCategory: category, community: community)
    }

    func similar(_ question: LikenessQuestion, for scope: DataScope, at now: Instant) throws -> [LikeCase] {
        try reading.similar(question, for: scope, at: now)
    }

    func untoldDuplicates(ofCase id: Int64, scope: DataScope) throws -> [UntoldCase] {
        try reading.untoldDuplicates(ofCase: id, scope: scope)
    }

    func face(ofCase id: Int64) throws -> PublicFace? { try reading.face(ofCase: id) }

    func publicPhoto(_ id: Int64) throws -> KeptFile { try reading.publicPhoto(id) }

    func sent(_ report: SentReport) throws -> (caseID: Int64, isSame: Bool)? {
        let sql = "SELECT case_id, content = ? FROM case_sent WHERE print = ?"
        return try connection.first(sql, [content(report), print(report)]) { ($0.integer(0), $0.boolean(1)) }
    }

    func noteSent(_ report: SentReport, as caseID: Int64) throws {
        try connection.run(
            "INSERT INTO case_sent (print, content, case_id) VALUES (?, ?, ?)",
            [print(report), content(report), .integer(caseID)]
        )
    }

    /// Keyed, and of both together, so that whoever has the file does not learn who sent an anonymous case.
    private func print(_ report: SentReport) -> Value {
        .blob(transaction.reader.vault.lookupHash("case_sent \(report.account) \(report.name)"))
    }

    private func content(_ report: SentReport) -> Value {
        .blob(transaction.reader.vault.lookupHash("case_content \(report.content)"))
    }

    func keep(_ answers: [KeptAnswer], of caseID: Int64) throws {
        for answer in answers {
            let question = answer.question
            // A sealed value is bound to its row, whose number is taken before.
            let id =
                try connection.first("SELECT seq + 1 FROM sqlite_sequence WHERE name = 'case_answer'") {
                    $0.integer(0)
                } ?? 1
            let sealed =
                question.isSensitive
                ? try transaction.reader.vault
                    .seal(answer.value, table: "case_answer", column: "private_value", row: id) : nil
            try connection.run(
                """
                INSERT INTO case_answer (id, case_id, question_id, value, private_value, created_at)
                VALUES (?, ?, ?, ?, ?, ?)
                """,
                [
                    .integer(id), .integer(caseID), .integer(question.id),
                    question.isSensitive ? .null : .text(answer.value), sealed.map(Value.blob) ?? .null,
                    .integer(transaction.now.milliseconds),
                ]
            )
        }
    }

    func openAnswer(_ id: Int64, scope: DataScope) throws -> OpenedAnswer? {
        guard try transaction.contains(.caseAnswers, id: id, scope: scope) else { return nil }
        let sql = """
            SELECT a.private_value, a.case_id, c.community_id, c.reporter_id, q.code FROM case_answer a
            JOIN case_file c ON c.id = a.case_id JOIN case_question q ON q.id = a.question_id
            WHERE a.id = ? AND a.private_value IS NOT NULL
            """
        let found = try connection.first(sql, [.integer(id)]) { row in
            (
                sealed: row.blob(0), caseID: row.integer(1), community: row.integer(2),
                reporter: row.optionalInteger(3), code: row.text(4)
            )
        }
        guard let found else { return nil }
        return OpenedAnswer(
            owner: found.caseID,
            community: found.community,
            person: found.reporter,
            code: found.code,
            value: try transaction.reader.vault
                .open(found.sealed, table: "case_answer", column: "private_value", row: id)
        )
    }

    func household(ofResident resident: Int64) throws -> Int64? {
        let sql = "SELECT household_id FROM residence WHERE resident_id = ? AND until_date IS NULL"
        return try connection.first(sql, [.integer(resident)]) { $0.integer(0) }
    }

    func home(household: Int64?, unit: Int64?) throws -> CaseHome? {
        let (sql, id) =
            household == nil
            ? ("SELECT u.id, u.building_id FROM unit u WHERE u.id = ?", unit)
            : (
                """
                SELECT u.id, u.building_id FROM household h JOIN dwelling d ON d.id = h.dwelling_id
                JOIN unit u ON u.id = d.unit_id WHERE h.id = ?
                """, household
            )
        guard let id else { return nil }
        return try connection.first(sql, [.integer(id)]) { CaseHome(unit: $0.integer(0), building: $0.integer(1)) }
    }

    func template(_ id: Int64, for caseID: Int64) throws -> ReplyTemplate? {
        let sql = """
            SELECT r.move, r.text FROM reply_template r JOIN case_file c ON c.community_id = r.community_id
            WHERE r.id = ?1 AND c.id = ?2 AND r.retired = 0 AND (r.category_id IS NULL OR r.category_id IN (
                SELECT p.ancestor_id FROM case_category_path p WHERE p.category_id = c.category_id))
            """
        return try connection.first(sql, [.integer(id), .integer(caseID)]) { row in
            ReplyMove(rawValue: row.text(0)).map { ReplyTemplate(move: $0, text: row.text(1)) }
        } ?? nil
    }

    func facts(of caseID: Int64) throws -> ReplyFacts {
        let sql = """
            SELECT c.number, c.title, coalesce(c.handler_name, o.name, a.name), c.due_at FROM case_file c
            LEFT JOIN account a ON a.id = c.handler_id LEFT JOIN organization o ON o.id = c.handler_organization_id
            WHERE c.id = ?
            """
        let time = transaction.time
        let facts = try connection.first(sql, [.integer(caseID)]) { row in
            ReplyFacts(
                number: row.text(0),
                title: row.text(1),
                handler: row.optionalText(2),
                due: row.optionalInteger(3).map { time.minute(of: Instant(milliseconds: $0)) }
            )
        }
        guard let facts else { throw DomainError.notFound }
        return facts
    }
}

import Domain
import SQLite

extension SQLActivityRepository {
    func form(of activity: Int64) throws -> SignUpForm {
        let sql = """
            SELECT id, code, title, kind, required, sensitive, least, most, choices, hint
            FROM activity_question WHERE activity_id = ? ORDER BY position, id
            """
        let questions = try connection.query(sql, [.integer(activity)]) { row in
            QuestionKind(rawValue: row.text(3)).map { kind in
                CaseQuestion(
                    id: row.integer(0),
                    category: activity,
                    code: row.text(1),
                    title: row.text(2),
                    kind: kind,
                    isRequired: row.boolean(4),
                    isSensitive: row.boolean(5),
                    least: row.optionalInteger(6),
                    most: row.optionalInteger(7),
                    choices: CaseQuestion.choices(row.optionalText(8)),
                    hint: row.optionalText(9)
                )
            }
        }
        return SignUpForm(questions: questions.compactMap { $0 })
    }

    func keep(_ answers: [KeptAnswer], of signUp: Int64) throws {
        let before = try connection.query("SELECT id FROM sign_up_answer WHERE sign_up_id = ?", [.integer(signUp)]) {
            $0.integer(0)
        }
        for id in before {
            try transaction.touch(.signUpAnswers, id)
            try connection.run("DELETE FROM sign_up_answer WHERE id = ?", [.integer(id)])
        }
        for answer in answers {
            let id = try transaction.nextID(of: "sign_up_answer")
            let isSensitive = answer.question.isSensitive
            // A sealed value is bound to its row, whose number is taken before.
            let sealed =
                isSensitive
                ? try transaction.reader.vault
                    .seal(answer.value, table: "sign_up_answer", column: "private_value", row: id) : nil
            try connection.run(
                """
                INSERT INTO sign_up_answer (id, sign_up_id, question_id, value, private_value, created_at)
                VALUES (?, ?, ?, ?, ?, ?)
                """,
                [
                    .integer(id), .integer(signUp), .integer(answer.question.id),
                    isSensitive ? .null : .text(answer.value), sealed.map(Value.blob) ?? .null, now,
                ]
            )
            try transaction.touch(.signUpAnswers, id, isNew: true)
        }
    }

    func openAnswer(_ id: Int64, scope: DataScope) throws -> OpenedAnswer? {
        guard try transaction.contains(.signUpAnswers, id: id, scope: scope) else { return nil }
        let sql = """
            SELECT w.private_value, s.id, s.community_id, s.resident_id, q.code FROM sign_up_answer w
            JOIN sign_up s ON s.id = w.sign_up_id JOIN activity_question q ON q.id = w.question_id
            WHERE w.id = ? AND w.private_value IS NOT NULL
            """
        let found = try connection.first(sql, [.integer(id)]) { row in
            (
                sealed: row.blob(0), signUp: row.integer(1), community: row.integer(2), resident: row.integer(3),
                code: row.text(4)
            )
        }
        guard let found else { return nil }
        return OpenedAnswer(
            owner: found.signUp,
            community: found.community,
            person: found.resident,
            code: found.code,
            value: try transaction.reader.vault
                .open(found.sealed, table: "sign_up_answer", column: "private_value", row: id)
        )
    }
}

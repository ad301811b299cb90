import Domain
import SQLite

/// What a series hands on to its meetings (系列模板): values, questions, places that are set aside.
extension SQLSeriesRepository {
    func template(of id: Int64) throws -> Draft {
        let draft = try draft(.activities, ActivitySeries.fixed + ActivitySeries.shared, from: "activity_series", id)
        guard let draft else { throw DomainError.notFound }
        return draft
    }

    func stored(_ id: Int64) throws -> Draft {
        let names = Resource[.activitySeries].fields.filter { $0.writing.presence != nil }.map(\.name)
        guard let draft = try draft(.activitySeries, names, from: "activity_series", id) else {
            throw DomainError.notFound
        }
        return draft
    }

    func values(ofMeeting id: Int64) throws -> Draft {
        let names = ActivitySeries.shared + ["starts_at", "ends_at"] + ActivitySeries.windowFields
        guard let draft = try draft(.activities, names, from: "activity", id) else { throw DomainError.notFound }
        return draft
    }

    private func draft(_ resource: ResourceName, _ names: [String], from table: String, _ id: Int64) throws -> Draft? {
        try connection.first("SELECT \(names.joined(separator: ", ")) FROM \(table) WHERE id = ?", [.integer(id)]) {
            Self.draft(resource, names, $0)
        }
    }

    private static func draft(_ resource: ResourceName, _ names: [String], _ row: borrowing Statement) -> Draft {
        var draft = Draft(resource)
        for (position, name) in names.enumerated() {
            switch row.value(Int32(position)) {
            case .integer(let number): draft[name] = .integer(number)
            case .text(let text): draft[name] = .text(text)
            default: draft[name] = .null
            }
        }
        return draft
    }

    func questions(of id: Int64) throws -> [Draft] {
        let names = [
            "community_id", "code", "title", "kind", "choices", "least", "most", "hint", "required", "sensitive",
            "position",
        ]
        return try connection.query(
            "SELECT \(names.joined(separator: ", ")) FROM series_question WHERE series_id = ? ORDER BY position, id",
            [.integer(id)]
        ) { Self.draft(.activityQuestions, names, $0) }
    }

    func quotas(of id: Int64) throws -> [Draft] {
        let names = ["grid_id", "care_tag", "from_age", "group_id", "places"]
        return try connection.query(
            "SELECT \(names.joined(separator: ", ")) FROM series_quota WHERE series_id = ? ORDER BY id",
            [.integer(id)]
        ) { Self.draft(.signUpQuotas, names, $0) }
    }

    func series(ofQuestion id: Int64) throws -> Int64? {
        try connection.first("SELECT series_id FROM series_question WHERE id = ?", [.integer(id)]) { $0.integer(0) }
    }

    func series(ofQuota id: Int64) throws -> Int64? {
        try connection.first("SELECT series_id FROM series_quota WHERE id = ?", [.integer(id)]) { $0.integer(0) }
    }

    func places(ofQuota id: Int64) throws -> Int64? {
        try connection.first("SELECT places FROM series_quota WHERE id = ?", [.integer(id)]) { $0.integer(0) }
    }

    func question(_ id: Int64, ofMeeting meeting: Int64) throws -> Int64? {
        let sql = """
            SELECT q.id FROM series_question t JOIN activity_question q ON q.activity_id = ? AND q.code = t.code WHERE t.id = ?
            """
        return try connection.first(sql, [.integer(meeting), .integer(id)]) { $0.integer(0) }
    }

    func quota(_ id: Int64, ofMeeting meeting: Int64) throws -> (id: Int64, places: Int64)? {
        let sql = """
            SELECT q.id, q.places FROM series_quota t JOIN sign_up_quota q ON q.activity_id = ? AND q.grid_id IS t.grid_id
                AND q.care_tag IS t.care_tag AND q.from_age IS t.from_age AND q.group_id IS t.group_id WHERE t.id = ?
            """
        return try connection.first(sql, [.integer(meeting), .integer(id)]) {
            (id: $0.integer(0), places: $0.integer(1))
        }
    }

    func callOff(_ id: Int64, reason: String?) throws {
        try transaction.touch(.activitySeries, id)
        try connection.run(
            """
            UPDATE activity_series SET cancelled_at = ?1, cancel_reason = ?2, version = version + 1, updated_at = ?1
            WHERE id = ?3
            """,
            [.integer(transaction.now.milliseconds), .optional(reason), .integer(id)]
        )
    }

    func tellAll(_ topic: NoticeTopic, of id: Int64, _ words: String) throws {
        // The notice opens the first of the meetings; one that people are at already takes place.
        let receivers = ["resident_id", "helper_id"].map { person in
            """
            SELECT s.\(person) AS person, a.id AS activity, a.starts_at AS start FROM activity a
            JOIN sign_up s ON s.activity_id = a.id AND s.status IN ('pending', 'confirmed', 'waitlisted', 'offered')
            WHERE a.series_id = ?1 AND a.status = 'published' AND a.starts_at > ?2 AND s.\(person) IS NOT NULL
                AND NOT EXISTS (SELECT 1 FROM sign_up c WHERE c.activity_id = a.id AND c.status IN \(SignUpCounting.cameIn))
            """
        }
        try connection.run(
            """
            INSERT INTO notification (community_id, resident_id, topic, activity_id, text, created_at, delivery, settled_at)
            SELECT r.community_id, x.person, ?3, x.activity,
                substr(r.title || ' ' || ?4 || '；您报名的 ' || x.meetings || ' 次均不再举行', 1, 500), ?2,
                CASE WHEN x.is_reached THEN 'waiting' ELSE 'unreachable' END, CASE WHEN NOT x.is_reached THEN ?2 END
            FROM (SELECT person, activity, min(start), count(DISTINCT activity) AS meetings, EXISTS (
                    SELECT 1 FROM account c WHERE c.resident_id = person AND c.disabled = 0) AS is_reached
                FROM (\(receivers.joined(separator: " UNION "))) GROUP BY person) x
            JOIN activity_series r ON r.id = ?1
            """,
            [.integer(id), .integer(transaction.now.milliseconds), .text(topic.rawValue), .text(words)]
        )
    }
}

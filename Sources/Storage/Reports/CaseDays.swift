package import SQLite

/// The daily figures of all cases (诉求日报): triggers keep them, here they are added up anew and compared.
package enum CaseDays {
    private static let figures = [
        "received", "closed", "declined", "withdrawn", "void", "due", "on_time", "reopened", "merged",
    ]

    /// The day of an instant, both as SQL: days since 1970-01-01 by the clock that the figures are kept by.
    static func day(of instant: String) -> String {
        "(\(instant) + (SELECT offset_minutes * 60000 FROM case_day_zone)) / 86400000"
    }

    /// Adds all figures up anew from the cases, in the running transaction; for cases that were written past the triggers.
    package static func recount(_ connection: Connection) throws {
        try CaseSums.recount(connection)
        try connection.run("DELETE FROM case_day")
        // One by one, as grouping would sort the shares of all cases in memory.
        let sums = figures.map { "\($0) = \($0) + excluded.\($0)" }.joined(separator: ", ")
        try connection.run(
            """
            INSERT INTO case_day (community_id, day, \(figures.joined(separator: ", ")))
            SELECT * FROM case_day_share WHERE true ON CONFLICT DO UPDATE SET \(sums)
            """
        )
    }

    /// Keeps the figures by another clock, if it is another: where a day begins has then changed.
    static func align(_ connection: Connection, offsetMinutes: Int) throws {
        let kept = try connection.first("SELECT offset_minutes FROM case_day_zone") { $0.integer(0) }
        guard kept != Int64(offsetMinutes) else { return }
        try connection.run("UPDATE case_day_zone SET offset_minutes = ?", [.integer(Int64(offsetMinutes))])
        try recount(connection)
    }

    /// A sentence for every day of a community whose figures are not the sums of its cases.
    ///
    /// A community at a time, so that only its cases are sorted in memory.
    package static func differences(_ connection: Connection) throws -> [String] {
        let negated = figures.map { "-\($0)" }.joined(separator: ", ")
        let differs = figures.map { "sum(\($0)) <> 0" }.joined(separator: " OR ")
        let sql = """
            SELECT 'community ' || community_id || ' on ' || date(day * 86400, 'unixepoch') || ': the figures are not those of its cases'
            FROM (
                SELECT * FROM case_day_share WHERE community_id = ?1
                UNION ALL SELECT community_id, day, \(negated) FROM case_day WHERE community_id = ?1
            ) GROUP BY community_id, day HAVING \(differs)
            """
        let communities = try connection.query("SELECT id FROM community ORDER BY id") { $0.value(0) }
        return try communities.flatMap { community in
            try connection.query(sql, [community]) { $0.text(0) }
        }
    }
}

import Domain
import SQLite

extension SQLReportRepository {
    func period<Figure: TitledEnum & Hashable>(
        _ report: CaseReport,
        community: Int64,
        from: CivilDate,
        to: CivilDate,
        now: Instant,
        time: CommunityTime
    ) throws -> CasePeriod<Figure>? {
        guard let reported = try self.community(community) else { return nil }
        return CasePeriod(
            community: reported,
            from: from,
            to: to,
            facts: try facts(report, community, from, to, now, time)
        )
    }

    /// Where a period ends: nothing has failed yet that is due later than now.
    static func end(of day: CivilDate, _ now: Instant, _ time: CommunityTime) -> Int64 {
        min(time.instant(day.advanced(byDays: 1)).milliseconds, now.milliseconds + 1)
    }

    /// Counts every figure of a report by grid, category, handler and month.
    func facts<Figure: TitledEnum & Hashable>(
        _ report: CaseReport,
        _ community: Int64,
        _ from: CivilDate,
        _ to: CivilDate,
        _ now: Instant,
        _ time: CommunityTime
    ) throws -> CaseFacts<Figure> {
        let bounds: [Value] = [
            .integer(community), .integer(time.instant(from).milliseconds),
            .integer(Self.end(of: to, now, time)), .integer(Int64(time.offsetMinutes) * 60),
        ]
        // Figures of the same rows are counted in one walk over them.
        let counts = Dictionary(
            grouping: CaseCount.all(report).filter { Figure(rawValue: $0.figure) != nil },
            by: \.rows
        )
        let facts = try counts.sorted { $0.key < $1.key }.flatMap { rows, counts in
            let columns = counts.map { "count(*) FILTER (WHERE \($0.condition))" }.joined(separator: ", ")
            return try connection.query(
                """
                SELECT grid_id, category_id, handler_id, handler_organization_id,
                    strftime('%Y-%m', at / 1000 + ?4, 'unixepoch'), \(columns)
                FROM (\(rows)) GROUP BY 1, 2, 3, 4, 5
                """,
                bounds
            ) { row in
                var keys: [CaseDimension: Int64] = [.grid: row.integer(0), .category: row.integer(1)]
                keys[.person] = row.optionalInteger(2)
                keys[.partner] = row.optionalInteger(3)
                var facts: [CaseFact<Figure>] = []
                for (place, count) in counts.enumerated() {
                    guard let figure = Figure(rawValue: count.figure) else { continue }
                    let counted = row.integer(Int32(place) + 5)
                    if counted > 0 {
                        facts.append(CaseFact(keys: keys, month: row.text(4), figure: figure, count: counted))
                    }
                }
                return facts
            }.flatMap { $0 }
        }
        return CaseFacts(facts: facts, names: try names(community))
    }

    private func names(_ community: Int64) throws -> [CaseDimension: [Int64: String]] {
        try CaseDimension.allCases.reduce(into: [:]) { names, dimension in
            let rows = try connection.query(
                "SELECT id, name FROM \(dimension.table) WHERE community_id = ?",
                [.integer(community)]
            ) { ($0.integer(0), $0.text(1)) }
            names[dimension] = Dictionary(uniqueKeysWithValues: rows)
        }
    }

    func open(
        _ question: FigureQuestion,
        community: Int64,
        scope: DataScope,
        now: Instant,
        time: CommunityTime
    ) throws -> OpenedFigure? {
        guard let reported = try self.community(community),
            let count = CaseCount.all(question.report).first(where: { $0.figure == question.figure })
        else { return nil }
        let cut = ScopeCondition(scope, Projection[.cases].source)
        let bounds: [Value] = [
            .integer(community), .integer(time.instant(question.from).milliseconds),
            .integer(Self.end(of: question.to, now, time)),
        ]
        let keys = question.keys.sorted { $0.key.rawValue < $1.key.rawValue }
        let bare = (["r.case_id = t.id"] + keys.map { "r.\($0.key.column) = ?" }).joined(separator: " AND ")
        let condition = "\(cut.sql) AND \(bare)"
        let rows = "(SELECT * FROM (\(count.rows)) WHERE \(count.condition)) r, case_file t"
        // Not every figure names all three; named here, they keep their places before the values without a number.
        let bound = "WITH bound(a, b, c) AS (VALUES (?1, ?2, ?3))"
        let values = bounds + cut.values + keys.map { .integer($0.value) }
        let whole = try connection.first(
            "\(bound) SELECT count(*), count(DISTINCT r.case_id) FROM \(rows) WHERE \(condition)",
            values
        ) { (entries: $0.integer(0), cases: $0.integer(1)) }
        let entries = whole?.entries ?? 0
        // The report counts the whole community for whoever reads it; the cases are those in the reader's scope.
        let counted =
            scope.isOfGrid
            ? try connection.first(
                "\(bound) SELECT count(*) FROM \(rows) WHERE \(bare)",
                bounds + keys.map { .integer($0.value) }
            ) { $0.integer(0) } : nil
        let limit = count.entry == .limit ? "r.step, r.due_at, r.ended_at" : "NULL, NULL, NULL"
        let lines = try connection.query(
            """
            \(bound) SELECT r.at, t.id, t.number, t.title, t.status, g.name, k.name, coalesce(a.name, o.name), \(limit)
            FROM \(rows) JOIN grid g ON g.id = r.grid_id JOIN case_category k ON k.id = r.category_id
            LEFT JOIN account a ON a.id = r.handler_id LEFT JOIN organization o ON o.id = r.handler_organization_id
            WHERE \(condition) AND (r.at, t.id) > (?, ?) ORDER BY r.at, t.id LIMIT ?
            """,
            values + [
                .integer(question.after?.at ?? .min), .integer(question.after?.caseID ?? 0),
                .integer(Int64(question.limit + WhistleCall.unitLimit)),
            ]
        ) { row in
            OpenedFigure.Line(
                place: OpenedFigure.Place(at: row.integer(0), caseID: row.integer(1)),
                number: row.text(2),
                title: row.text(3),
                status: row.text(4),
                grid: row.text(5),
                category: row.text(6),
                handler: row.optionalText(7),
                limit: row.optionalText(8).flatMap { CaseStepKind(rawValue: $0) }.map {
                    FigureLimit(step: $0, dueAt: row.integer(9), endedAt: row.optionalInteger(10))
                }
            )
        }
        return OpenedFigure(
            community: reported,
            question: question,
            entry: count.entry,
            count: entries,
            counted: counted ?? entries,
            cases: whole?.cases ?? 0,
            lines: Self.page(lines, question.limit)
        )
    }

    /// So many lines, and those that stand at one place with the last of them, as the units of one whistle do.
    private static func page(_ lines: [OpenedFigure.Line], _ limit: Int) -> [OpenedFigure.Line] {
        guard lines.count > limit, let last = lines.prefix(limit).last else { return lines }
        return lines.prefix(limit) + lines.dropFirst(limit).prefix { $0.place == last.place }
    }
}

extension DataScope {
    fileprivate var isOfGrid: Bool { if case .grid = self { true } else { false } }
}

extension CaseDimension {
    fileprivate var table: String {
        switch self {
        case .grid: "grid"
        case .category: "case_category"
        case .person: "account"
        case .partner: "organization"
        }
    }

    fileprivate var column: String {
        switch self {
        case .grid: "grid_id"
        case .category: "category_id"
        case .person: "handler_id"
        case .partner: "handler_organization_id"
        }
    }
}

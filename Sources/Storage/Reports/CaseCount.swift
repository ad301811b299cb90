import Domain

/// From which rows a figure of cases is counted (取数口径): the same rows whether they are added up or shown one by one.
///
/// Each row has `case_id`, `grid_id`, `category_id`, `handler_id`, `handler_organization_id` and `at`, when it counted.
/// Bound are the community as `?1`, the first moment of the period as `?2` and the first one after it as `?3`.
struct CaseCount {
    let figure: String
    let rows: String
    let condition: String

    init(_ figure: some TitledEnum, _ rows: String, where condition: String = "1") {
        self.figure = figure.rawValue
        self.rows = rows
        self.condition = condition
    }

    static func all(_ report: CaseReport) -> [CaseCount] {
        switch report {
        case .statistics: statistics
        case .deadlines: deadlines
        case .posts: posts
        case .satisfaction: satisfaction
        case .whistles: whistles
        case .backlog: backlog
        case .ledger: ledger
        }
    }

    private static let file = "c.id AS case_id, c.grid_id, c.category_id, c.handler_id, c.handler_organization_id"

    /// An earlier round is where it ended, and theirs who had it then.
    private static let past = "p.case_id, p.grid_id, p.category_id, p.handler_id, p.handler_organization_id"

    // MARK: - What came in and what was closed

    /// What came in stays with who had it in its first round.
    private static let origin = """
        c.id AS case_id, coalesce(f.grid_id, c.grid_id) AS grid_id, coalesce(f.category_id, c.category_id) AS category_id,
            CASE WHEN f.id IS NULL THEN c.handler_id ELSE f.handler_id END AS handler_id,
            CASE WHEN f.id IS NULL THEN c.handler_organization_id ELSE f.handler_organization_id END AS handler_organization_id
        """
    private static let firstEnd = "LEFT JOIN case_past_end f ON f.case_id = c.id AND f.round = 1"

    private static let created = """
        SELECT \(origin), c.created_at AS at FROM case_file c \(firstEnd)
        WHERE c.community_id = ?1 AND c.created_at >= ?2 AND c.created_at < ?3
        """
    /// The end of each round on its day, also where the case was opened again later.
    private static let ended = """
        SELECT \(file), c.closed_at AS at, c.status, c.duplicate_of_id IS NOT NULL AS is_merged FROM case_file c
        WHERE c.community_id = ?1 AND c.closed_at >= ?2 AND c.closed_at < ?3
        UNION ALL SELECT \(past), p.closed_at, 'closed', p.duplicate FROM case_past_end p
        WHERE p.community_id = ?1 AND p.closed_at >= ?2 AND p.closed_at < ?3
        """
    private static let between = """
        NOT EXISTS (SELECT 1 FROM case_past_end p WHERE p.case_id = c.id AND p.closed_at < ?3 AND p.reopened_at >= ?3)
        """
    /// Open when the period was over, and counted at its last moment.
    private static let left = """
        SELECT \(file), ?3 - 1 AS at FROM case_file c
        WHERE c.community_id = ?1 AND c.created_at < ?3 AND c.closed_at IS NULL AND \(between)
        UNION ALL
        SELECT \(file), ?3 - 1 FROM case_file c
        WHERE c.community_id = ?1 AND c.created_at < ?3 AND c.closed_at >= ?3 AND \(between)
        """
    /// Nobody had to close what was withdrawn or void, unless it was late before; what was late when it was laid aside is owed
    /// by then, and not by its review.
    private static let due = """
        SELECT \(file), c.due_at AS at, c.closed_at <= c.due_at AS on_time FROM case_file c
        WHERE c.community_id = ?1 AND c.status IN (\(owed)) AND c.due_at >= ?2 AND c.due_at < ?3 AND c.owed_at IS NULL
        UNION ALL SELECT \(file), c.due_at, 0 FROM case_file c
        WHERE c.community_id = ?1 AND c.status IN ('withdrawn', 'void') AND c.due_at >= ?2 AND c.due_at < ?3
            AND c.owed_at IS NULL AND c.closed_at > c.due_at
        UNION ALL SELECT \(file), c.owed_at, 0 FROM case_file c
        WHERE c.community_id = ?1 AND c.owed_at >= ?2 AND c.owed_at < ?3
        UNION ALL SELECT \(past), p.due_at, p.closed_at <= p.due_at FROM case_past_end p
        WHERE p.community_id = ?1 AND p.due_at >= ?2 AND p.due_at < ?3
        """
    static let owed = CaseStatus.allCases.filter { $0 != .withdrawn && $0 != .void }.map { "'\($0.rawValue)'" }
        .joined(separator: ", ")

    private static let statistics = [
        CaseCount(StatisticsFigure.received, created), CaseCount(StatisticsFigure.ended, ended),
        CaseCount(StatisticsFigure.closed, ended, where: "status = 'closed' AND NOT is_merged"),
        CaseCount(StatisticsFigure.merged, ended, where: "status = 'closed' AND is_merged"),
        CaseCount(StatisticsFigure.declined, ended, where: "status = 'declined'"),
        CaseCount(StatisticsFigure.withdrawn, ended, where: "status = 'withdrawn'"),
        CaseCount(StatisticsFigure.void, ended, where: "status = 'void'"), CaseCount(StatisticsFigure.open, left),
        CaseCount(StatisticsFigure.due, due), CaseCount(StatisticsFigure.onTime, due, where: "on_time = 1"),
    ]

    // MARK: - How well they were handled

    /// What a void or withdrawn case owed, nobody had to give, but for what had been judged before: that stands.
    static func steps(_ kind: String) -> String {
        """
        SELECT s.case_id, s.grid_id, s.category_id, s.handler_id, s.handler_organization_id, s.due_at AS at, s.on_time
        FROM case_step s JOIN case_file c ON c.id = s.case_id
        WHERE s.community_id = ?1 AND s.kind = '\(kind)' AND s.due_at >= ?2 AND s.due_at < ?3
            AND (c.status NOT IN ('withdrawn', 'void') OR s.ended_at < c.closed_at OR s.on_time = 0)
        """
    }

    private static let filed = """
        SELECT \(origin), s.due_at AS at, c.status FROM case_step s JOIN case_file c ON c.id = s.case_id \(firstEnd)
        WHERE s.community_id = ?1 AND s.kind = 'accept' AND s.due_at >= ?2 AND s.due_at < ?3 AND s.ended_at IS NOT NULL
            AND c.status NOT IN ('declined', 'withdrawn')
        """
    /// A check is of the work of who had the case then.
    static let checked = """
        SELECT k.case_id, coalesce(s.grid_id, c.grid_id) AS grid_id, coalesce(s.category_id, c.category_id) AS category_id,
            s.handler_id, s.handler_organization_id, k.at, k.failed
        FROM case_check k JOIN case_file c ON c.id = k.case_id LEFT JOIN case_step s ON s.id = (
            SELECT max(x.id) FROM case_step x WHERE x.case_id = k.case_id AND x.kind = 'check' AND x.started_at <= k.at)
        WHERE k.community_id = ?1 AND k.at >= ?2 AND k.at < ?3
        """
    static let returned = """
        SELECT r.case_id, c.grid_id, c.category_id, r.handler_id, r.handler_organization_id, r.at, r.upheld
        FROM case_return r JOIN case_file c ON c.id = r.case_id
        WHERE r.community_id = ?1 AND r.at >= ?2 AND r.at < ?3
        """
    private static let deadlines =
        [
            CaseCount(QualityFigure.filingDue, steps("accept")),
            CaseCount(QualityFigure.filedOnTime, steps("accept"), where: "on_time = 1"),
            CaseCount(QualityFigure.filed, filed), CaseCount(QualityFigure.filedVoid, filed, where: "status = 'void'"),
            CaseCount(QualityFigure.closingDue, steps("handle")),
            CaseCount(QualityFigure.closedOnTime, steps("handle"), where: "on_time = 1"),
            CaseCount(QualityFigure.checks, checked),
            CaseCount(QualityFigure.failedChecks, checked, where: "failed = 1"),
            CaseCount(QualityFigure.returns, returned),
            CaseCount(QualityFigure.upheldReturns, returned, where: "upheld = 1"),
        ] + answers

    /// What is said of the answers is said as in the three rates, so that one key has one meaning.
    private static let answers: [CaseCount] =
        [
            (QualityFigure.closed, SatisfactionFigure.closed), (.responded, .responded),
            (.notReachable, .responseNotReachable), (.ratingNotReachable, .ratingNotReachable), (.notRated, .notRated),
            (.solved, .solved), (.notSolved, .notSolved), (.satisfied, .satisfied),
        ].map { CaseCount($0, worded, where: condition($1)) } + [
            CaseCount(QualityFigure.rated, worded, where: "marks IS NOT NULL")
        ]
}

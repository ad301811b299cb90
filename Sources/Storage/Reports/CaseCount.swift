import Domain

/// From which rows a figure of cases is counted (取数口径): the same rows whether they are added up or shown one by one.
///
/// Each row has `case_id`, `grid_id`, `category_id`, `handler_id`, `handler_organization_id` and `at`, when it counted.
/// Bound are the community as `?1`, the first moment of the period as `?2` and the first one after it as `?3`.
struct CaseCount {
    let figure: String
    let rows: String
    let condition: String
    /// What a row stands for; of a limit the rows have `step`, `due_at` and `ended_at`, too.
    let entry: FigureEntry

    init(_ figure: some TitledEnum, _ rows: String, where condition: String = "1", entry: FigureEntry = .case) {
        self.figure = figure.rawValue
        self.rows = rows
        self.condition = condition
        self.entry = entry
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

    /// Where a case was, and who had it, at a moment; what was written without its spans is where it is.
    static func placed(_ moment: String, of id: String = "c.id") -> (columns: String, join: String) {
        (
            """
            \(id) AS case_id, coalesce(s.grid_id, c.grid_id) AS grid_id, coalesce(s.category_id, c.category_id) AS category_id,
                CASE WHEN s.id IS NULL THEN c.handler_id ELSE s.handler_id END AS handler_id,
                CASE WHEN s.id IS NULL THEN c.handler_organization_id ELSE s.handler_organization_id END AS handler_organization_id
            """,
            """
            LEFT JOIN case_standing s ON s.id = (
                SELECT max(x.id) FROM case_standing x WHERE x.case_id = \(id) AND x.since <= \(moment))
            """
        )
    }

    /// What came in stays with who had it when the period was over, or when its first round was: later rounds change nothing.
    private static let origin = placed("coalesce(min(?3 - 1, f.closed_at), ?3 - 1)")
    private static let firstEnd = "LEFT JOIN case_past_end f ON f.case_id = c.id AND f.round = 1"

    private static let created = """
        SELECT \(origin.columns), c.created_at AS at FROM case_file c \(firstEnd) \(origin.join)
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
    private static let then = placed("?3 - 1")

    /// Open when the period was over, and counted at its last moment, by where it was then.
    private static let left = """
        SELECT \(then.columns), ?3 - 1 AS at FROM case_file c \(then.join)
        WHERE c.community_id = ?1 AND c.created_at < ?3 AND c.closed_at IS NULL AND \(between)
        UNION ALL
        SELECT \(then.columns), ?3 - 1 FROM case_file c \(then.join)
        WHERE c.community_id = ?1 AND c.created_at < ?3 AND c.closed_at >= ?3 AND \(between)
        """

    private static let statistics = [
        CaseCount(StatisticsFigure.received, created), CaseCount(StatisticsFigure.ended, ended),
        CaseCount(StatisticsFigure.closed, ended, where: "status = 'closed' AND NOT is_merged"),
        CaseCount(StatisticsFigure.merged, ended, where: "status = 'closed' AND is_merged"),
        CaseCount(StatisticsFigure.declined, ended, where: "status = 'declined'"),
        CaseCount(StatisticsFigure.withdrawn, ended, where: "status = 'withdrawn'"),
        CaseCount(StatisticsFigure.void, ended, where: "status = 'void'"), CaseCount(StatisticsFigure.open, left),
        CaseCount(StatisticsFigure.due, steps("handle"), entry: .limit),
        CaseCount(StatisticsFigure.onTime, steps("handle"), where: "on_time = 1", entry: .limit),
    ]

    // MARK: - How well they were handled

    /// Which limits `s` somebody had to keep: none that a withdrawal or a mistake ended in time, and none whose clock stands still
    /// since before its end; the daily figures count by the same words.
    static let owing = "s.excused = 0 AND (s.paused_at IS NULL OR s.paused_at > s.due_at)"

    /// Whether nobody ended the limit `s` but its reporter, who took the case back.
    static let endedByWithdrawal = """
        EXISTS (SELECT 1 FROM case_event w WHERE w.case_id = s.case_id AND w.at = s.ended_at AND w.move = 'withdraw')
        """

    /// The limits of a kind that were to be kept in the period.
    static func steps(_ kind: String) -> String {
        """
        SELECT s.case_id, s.grid_id, s.category_id, s.handler_id, s.handler_organization_id, s.due_at AS at, s.on_time,
            s.kind AS step, s.due_at, s.ended_at
        FROM case_step s
        WHERE s.community_id = ?1 AND s.kind = '\(kind)' AND s.due_at >= ?2 AND s.due_at < ?3 AND \(owing)
        """
    }

    /// A mistake is one of the filing, and counts with it in whichever month it was found.
    private static let filed = """
        SELECT \(origin.columns), t.due_at AS at, c.status, t.kind AS step, t.due_at, t.ended_at
        FROM case_step t JOIN case_file c ON c.id = t.case_id \(firstEnd) \(origin.join)
        WHERE t.community_id = ?1 AND t.kind = 'accept' AND t.due_at >= ?2 AND t.due_at < ?3 AND t.ended_at IS NOT NULL
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
        SELECT r.case_id, coalesce(s.grid_id, c.grid_id) AS grid_id, coalesce(s.category_id, c.category_id) AS category_id,
            r.handler_id, r.handler_organization_id, r.at, r.upheld
        FROM case_return r JOIN case_file c ON c.id = r.case_id \(placed("r.at").join)
        WHERE r.community_id = ?1 AND r.at >= ?2 AND r.at < ?3
        """
    private static let deadlines =
        [
            CaseCount(QualityFigure.filingDue, steps("accept"), entry: .limit),
            CaseCount(QualityFigure.filedOnTime, steps("accept"), where: "on_time = 1", entry: .limit),
            CaseCount(
                QualityFigure.filingWithdrawn,
                "\(steps("accept")) AND \(endedByWithdrawal)",
                entry: .limit
            ),
            CaseCount(QualityFigure.filed, filed, entry: .limit),
            CaseCount(QualityFigure.filedVoid, filed, where: "status = 'void'", entry: .limit),
            CaseCount(QualityFigure.closingDue, steps("handle"), entry: .limit),
            CaseCount(QualityFigure.closedOnTime, steps("handle"), where: "on_time = 1", entry: .limit),
            CaseCount(QualityFigure.checks, checked, entry: .check),
            CaseCount(QualityFigure.failedChecks, checked, where: "failed = 1", entry: .check),
            CaseCount(QualityFigure.returns, returned, entry: .return),
            CaseCount(QualityFigure.upheldReturns, returned, where: "upheld = 1", entry: .return),
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

import Domain
import SQLite

extension SQLReportRepository {
    func annual(community id: Int64, year: Int, time: CommunityTime) throws -> AnnualFigures? {
        guard let community = try community(id), let span = time.year(year) else { return nil }
        let (from, until) = (Value.integer(span.lowerBound.milliseconds), Value.integer(span.upperBound.milliseconds))
        let lastDay = Value.text("\(year)-12-31")
        var counts: [AnnualCount: Int64] = [:]
        for count in AnnualCount.allCases {
            counts[count] = try self.count(count.sql, [.integer(id), from, until, lastDay])
        }
        let years: [Value] = [.integer(id), from, until]
        return AnnualFigures(
            community: community,
            year: year,
            smallest: try smallestGroup(ofCommunity: id),
            counts: counts,
            casesByCategory: try rows(
                """
                SELECT g.name, coalesce(c.received, 0), coalesce(c.closed, 0) FROM case_category g LEFT JOIN (
                    SELECT category_id, count(*) AS received,
                        count(CASE WHEN closed_at >= ?2 AND closed_at < ?3 AND status = 'closed' AND duplicate_of_id IS NULL
                            THEN 1 END) AS closed
                    FROM case_file WHERE community_id = ?1 AND created_at >= ?2 AND created_at < ?3 GROUP BY category_id
                ) c ON c.category_id = g.id WHERE g.community_id = ?1 ORDER BY g.id
                """,
                years
            ),
            projects: try rows(
                """
                SELECT p.name, c.name, p.quantity, p.quantity_unit, p.completed_on
                FROM project p LEFT JOIN compound c ON c.id = p.compound_id
                WHERE p.community_id = ?1 AND substr(p.completed_on, 1, 4) = ?2 ORDER BY c.name, p.id
                """,
                [.integer(id), .text(String(year))]
            ),
            activitiesByKind: try rows(Self.activitySQL(groupedBy: "kind", where: "1"), years),
            threeSocietyByTheme: try rows(
                Self.activitySQL(groupedBy: "theme", where: "t.kind = 'three_society'"),
                years
            ),
            residentOrganizations: try rows(
                """
                SELECT name, stage FROM organization
                WHERE community_id = ?1 AND kind = 'resident_organization'
                    AND (founded_on IS NULL OR founded_on <= ?2) ORDER BY id
                """,
                [.integer(id), lastDay]
            ),
            honours: try rows(
                "SELECT name, recipient, issuer, year FROM honour WHERE community_id = ?1 AND year = ?2 ORDER BY id",
                [.integer(id), .integer(Int64(year))]
            )
        )
    }

    private static func activitySQL(groupedBy column: String, where condition: String) -> String {
        """
        SELECT t.\(column), count(*), sum(\(SignUpCounting.personTimes)), sum(\(SignUpCounting.handTyped)),
            sum(\(SignUpCounting.ownTyped)), sum(\(SignUpCounting.corrected)) FROM activity t
        WHERE t.community_id = ?1 AND t.status = 'finished' AND t.starts_at >= ?2 AND t.starts_at < ?3
            AND \(condition) GROUP BY t.\(column) ORDER BY count(*) DESC, t.\(column)
        """
    }
}

extension AnnualCount {
    /// The count as SQL: `?1` is the community, `?2` and `?3` the first instant of the year and of the next, `?4` its
    /// last day.
    var sql: String {
        switch self {
        case .generalBranches: Self.partyOrganizations("general_branch")
        case .branches: Self.partyOrganizations("branch")
        case .partyMembers: Self.register("party_member", "joined_on <= ?4")
        case .inService: Self.register("party_member", "in_service = 1 AND joined_on <= ?4")
        case .unitsServed: Self.register("unit", "party_member_id IS NOT NULL AND created_at < ?3")
        case .partyDays: Self.activities("t.kind = 'party_day'", "count(*)")
        case .partyDayPersonTimes: Self.activities("t.kind = 'party_day'", SignUpCounting.sum)
        case .partyDayTyped: Self.activities("t.kind = 'party_day'", Self.sum(SignUpCounting.handTyped))
        case .partyDayCorrected: Self.activities("t.kind = 'party_day'", Self.sum(SignUpCounting.corrected))
        case .compounds: Self.register("compound", Self.knownThen)
        case .buildings: Self.register("building", Self.knownThen)
        case .units: Self.register("unit", Self.knownThen)
        case .grids: Self.register("grid", Self.knownThen)
        case .boards: Self.register("board", Self.knownThen)
        case .households: Self.register("household", Self.standsOnLastDay)
        case .residents: Self.register("residence", Self.standsOnLastDay)
        case .leaders: Self.posts("leader")
        case .fullTime: Self.posts("full_time")
        case .partTime: Self.posts("part_time")
        case .partyVolunteers: Self.posts("party_volunteer")
        case .casesReceived: Self.caseDays("received", "day >= \(CaseDays.day(of: "?2")) AND ")
        case .casesEnded: Self.caseDays("closed", "day >= \(CaseDays.day(of: "?2")) AND ")
        case .casesClosed:
            Self.caseDays(
                "closed - declined - withdrawn - void - merged",
                "day >= \(CaseDays.day(of: "?2")) AND "
            )
        case .casesOpen: Self.caseDays("received - closed + reopened")
        case .sessions:
            Self.register("deliberation_session", "status = 'held' AND starts_at >= ?2 AND starts_at < ?3")
        case .issuesCompleted: Self.register("issue", Self.completedInYear)
        case .demandsResolved:
            """
            SELECT count(*) FROM case_file c JOIN issue t ON t.id = c.issue_id
            WHERE t.community_id = ?1 AND \(Self.completedInYear) AND c.status = 'closed'
            """
        case .classes: Self.activities("t.kind = 'class'", "count(*)")
        case .classPersonTimes: Self.activities("t.kind = 'class'", SignUpCounting.sum)
        case .classTyped: Self.activities("t.kind = 'class'", Self.sum(SignUpCounting.handTyped))
        case .classCorrected: Self.activities("t.kind = 'class'", Self.sum(SignUpCounting.corrected))
        case .exhibitions: Self.activities("t.kind = 'exhibition'", "count(*)")
        case .threeSociety: Self.activities("t.kind = 'three_society'", "count(*)")
        case .threeSocietyPersonTimes: Self.activities("t.kind = 'three_society'", SignUpCounting.sum)
        case .activities: Self.activities("1", "count(*)")
        case .activityPersonTimes: Self.activities("1", SignUpCounting.sum)
        case .threeSocietyTyped: Self.activities("t.kind = 'three_society'", Self.sum(SignUpCounting.handTyped))
        case .threeSocietyOwnTyped: Self.activities("t.kind = 'three_society'", Self.sum(SignUpCounting.ownTyped))
        case .threeSocietyCorrected: Self.activities("t.kind = 'three_society'", Self.sum(SignUpCounting.corrected))
        case .activityTyped: Self.activities("1", Self.sum(SignUpCounting.handTyped))
        case .activityOwnTyped: Self.activities("1", Self.sum(SignUpCounting.ownTyped))
        case .activityCorrected: Self.activities("1", Self.sum(SignUpCounting.corrected))
        }
    }

    private static func sum(_ figure: String) -> String { "coalesce(sum(\(figure)), 0)" }

    private static let standsOnLastDay = "from_date <= ?4 AND (until_date IS NULL OR until_date > ?4)"
    /// What was entered later did not stand in the year.
    private static let knownThen = "created_at < ?3"
    private static let completedInYear = "completed_at >= ?2 AND completed_at < ?3"

    private static func register(_ table: String, _ condition: String) -> String {
        "SELECT count(*) FROM \(table) WHERE community_id = ?1 AND \(condition)"
    }

    /// From the daily figures: a year begins and ends with a day.
    private static func caseDays(_ figure: String, _ since: String = "") -> String {
        """
        SELECT coalesce(sum(\(figure)), 0) FROM case_day
        WHERE community_id = ?1 AND \(since)day < \(CaseDays.day(of: "?3"))
        """
    }

    private static func partyOrganizations(_ kind: String) -> String {
        register("party_organization", "kind = '\(kind)' AND (established_on IS NULL OR established_on <= ?4)")
    }

    private static func posts(_ role: String) -> String {
        register("grid_staff", "role = '\(role)' AND \(standsOnLastDay)")
    }

    private static func activities(_ condition: String, _ figure: String) -> String {
        """
        SELECT \(figure) FROM activity t
        WHERE t.community_id = ?1 AND t.status = 'finished' AND t.starts_at >= ?2 AND t.starts_at < ?3 AND \(condition)
        """
    }
}

extension SignUpCounting {
    static let sum = "coalesce(sum(\(personTimes)), 0)"
}

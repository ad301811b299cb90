import Domain

extension ResourceSource {
    static func activities(_ name: ResourceName) -> ResourceSource {
        switch name {
        case .activities:
            ResourceSource(
                table: "activity",
                expressions: [
                    "confirmed": people(in: SignUpCounting.confirmed),
                    "offered": people(in: "('offered')"),
                    "free_places": """
                    (SELECT max(0, r.free) FROM activity_room r WHERE r.activity_id = t.id)
                    """,
                    "waitlisted": people(in: "('waitlisted')"),
                    "attended": people(in: SignUpCounting.cameIn),
                    "no_shows": people(in: "('no_show')"),
                    "hand_typed": SignUpCounting.handTyped,
                    "own_typed": SignUpCounting.ownTyped,
                    "person_times": SignUpCounting.personTimes,
                ],
                scope: Scope(branch: "t.party_organization_id", organization: "t.organizer_id"),
                publicCondition: "t.status IN ('published', 'finished')",
                announcedCondition: announced("t"),
                reserve: .absences,
                reserved: ["no_shows": "NULL"],
                ownRow: signUpsAreRead,
                isShared: true,
                label: "x.title",
                search: .activities
            )
        case .serviceGroups:
            ResourceSource(
                table: "service_group",
                // Residents see whom they may come as, and no group that somebody only looks at.
                publicCondition: """
                    EXISTS (SELECT 1 FROM activity a WHERE a.for_group_id = t.id AND a.status IN ('published', 'finished'))
                    """
            )
        case .activitySeries:
            ResourceSource(
                table: "activity_series",
                // What is prepared counts only as long as nothing is announced.
                expressions: [
                    "meetings": """
                    coalesce(nullif((SELECT count(*) FROM activity m WHERE m.series_id = t.id AND \(announced("m"))), 0), \
                    (SELECT count(*) FROM activity m WHERE m.series_id = t.id))
                    """
                ],
                scope: Scope(branch: "t.party_organization_id", organization: "t.organizer_id"),
                publicCondition: """
                    EXISTS (SELECT 1 FROM activity m WHERE m.series_id = t.id AND m.status IN ('published', 'finished'))
                    """,
                announcedCondition: """
                    EXISTS (SELECT 1 FROM activity m WHERE m.series_id = t.id AND \(announced("m")))
                    """,
                isShared: true,
                label: "x.title"
            )
        case .activityQuestions:
            ResourceSource(
                table: "activity_question",
                joins: "JOIN activity a ON a.id = t.activity_id",
                scope: Scope(branch: "a.party_organization_id", organization: "a.organizer_id"),
                publicCondition: "a.status IN ('published', 'finished')",
                announcedCondition: announced("a"),
                isShared: true,
                label: "x.title"
            )
        case .signUpAnswers:
            // Whoever sees the sign-up sees what was answered.
            ResourceSource(
                table: "sign_up_answer",
                joins: """
                    JOIN sign_up s ON s.id = t.sign_up_id JOIN activity a ON a.id = s.activity_id \
                    JOIN activity_question q ON q.id = t.question_id
                    """,
                expressions: [
                    "activity_id": "s.activity_id", "resident_id": "s.resident_id", "code": "q.code",
                    "title": "q.title", "kind": "q.kind",
                ],
                scope: Scope(
                    community: "s.community_id",
                    grid: gridOfResident.replacing("t.resident_id", with: "s.resident_id"),
                    branch: "a.party_organization_id",
                    organization: "a.organizer_id",
                    idsOfResident: """
                        WITH x (me) AS (SELECT ?) \
                        SELECT w.id FROM x JOIN sign_up s ON s.resident_id = x.me JOIN sign_up_answer w ON w.sign_up_id = s.id \
                        UNION ALL SELECT w.id FROM x JOIN sign_up s ON s.helper_id = x.me \
                        JOIN sign_up_answer w ON w.sign_up_id = s.id
                        """
                ),
                partyCondition: notOfParty,
                label: "x.created_at"
            )
        case .activityPhotos:
            ResourceSource(
                table: "activity_photo",
                joins: "JOIN activity a ON a.id = t.activity_id",
                scope: Scope(branch: "a.party_organization_id", organization: "a.organizer_id"),
                publicCondition: "t.shown = 1 AND a.status IN ('published', 'finished')",
                announcedCondition: announced("a"),
                isShared: true,
                label: "x.created_at"
            )
        case .activityPartners:
            ResourceSource(
                table: "activity_partner",
                joins: "JOIN activity a ON a.id = t.activity_id",
                scope: Scope(branch: "a.party_organization_id", organization: "a.organizer_id"),
                publicCondition: "a.status IN ('published', 'finished')",
                announcedCondition: announced("a"),
                isShared: true,
                label: "x.id"
            )
        case .seriesQuestions, .seriesQuotas:
            ResourceSource(
                table: name == .seriesQuestions ? "series_question" : "series_quota",
                joins: "JOIN activity_series r ON r.id = t.series_id",
                scope: Scope(branch: "r.party_organization_id", organization: "r.organizer_id"),
                publicCondition: name == .seriesQuestions
                    ? """
                    EXISTS (SELECT 1 FROM activity m WHERE m.series_id = t.series_id AND m.status IN ('published', 'finished'))
                    """ : nil,
                announcedCondition: """
                    EXISTS (SELECT 1 FROM activity m WHERE m.series_id = t.series_id AND \(announced("m")))
                    """,
                isShared: name == .seriesQuestions,
                label: name == .seriesQuestions ? "x.title" : "x.places"
            )
        case .signUpQuotas:
            ResourceSource(
                table: "sign_up_quota",
                joins: "JOIN activity a ON a.id = t.activity_id",
                expressions: [
                    "taken": """
                    coalesce((SELECT s.taken FROM sign_up_seat s WHERE s.activity_id = t.activity_id AND s.pool = t.id), 0)
                    """
                ],
                scope: Scope(branch: "a.party_organization_id", organization: "a.organizer_id"),
                announcedCondition: announced("a"),
                label: "x.places"
            )
        default:
            ResourceSource(
                table: "sign_up",
                joins: "JOIN activity a ON a.id = t.activity_id",
                expressions: [
                    "waiting_position": """
                    (CASE WHEN t.status = 'waitlisted' THEN coalesce((SELECT sum(w.waiting) FROM sign_up_waiting w \
                    WHERE w.activity_id = t.activity_id AND w.width = 10 \
                    AND (w.penalised, w.stretch) < (t.penalised, t.id >> 10)), 0) \
                    + coalesce((SELECT sum(w.waiting) FROM sign_up_waiting w WHERE w.activity_id = t.activity_id \
                    AND w.width = 5 AND w.penalised = t.penalised \
                    AND w.stretch >= (t.id >> 10) << 5 AND w.stretch < t.id >> 5), 0) \
                    + (SELECT count(*) FROM sign_up q WHERE q.activity_id = t.activity_id AND q.status = 'waitlisted' \
                    AND q.penalised = t.penalised AND q.id BETWEEN (t.id >> 5) << 5 AND t.id) END)
                    """
                ],
                // Who signed up is a person: a grid worker sees those of the own grid, as with residents.
                scope: Scope(
                    grid: gridOfResident,
                    idsInGrid: "SELECT s.id FROM sign_up s WHERE s.resident_id IN (\(residentsInGrid))",
                    branch: "a.party_organization_id",
                    organization: "a.organizer_id",
                    // Whoever helped sees it as well.
                    idsOfResident: """
                        WITH x (me) AS (SELECT ?) SELECT s.id FROM x JOIN sign_up s ON s.resident_id = x.me \
                        UNION ALL SELECT s.id FROM x JOIN sign_up s ON s.helper_id = x.me
                        """
                ),
                partyCondition: notOfParty,
                label: "x.id"
            )
        }
    }

    /// Who came to what is the Party's own tells who is a member of it.
    private static let notOfParty = "NOT (\(ofParty))"
    /// Whether those who read sign-ups of some activities alone read all of this one's.
    ///
    /// Who holds it does, and the social workers of the community where it is not the Party's. A grid worker
    /// reads those of the own grid, which are not all.
    private static let signUpsAreRead = """
        coalesce((SELECT CASE w.role WHEN 'org_operator' THEN w.organization_id = t.organizer_id \
        WHEN 'branch_secretary' THEN w.branch_id = t.party_organization_id \
        WHEN 'social_worker' THEN NOT (\(ofParty(in: "t"))) END FROM account w WHERE w.id = :me), 0)
        """
    static let ofParty = ofParty(in: "a")
    /// The same of a series, which says so as its meetings do.
    static func ofParty(in row: String) -> String {
        """
        \(row).party_members_only = 1 OR \(row).for_branch_id IS NOT NULL OR \(row).party_organization_id IS NOT NULL \
        OR \(row).kind IN ('\(ActivityKind.allCases.filter(\.isOfParty).map(\.rawValue).joined(separator: "', '"))')
        """
    }
    static let heldForParty = "a.party_organization_id IS NOT NULL"

    /// Whether an activity was ever announced; a draft that was called off was not.
    private static func announced(_ activity: String) -> String {
        "\(activity).status <> 'draft' AND (\(activity).status <> 'cancelled' OR \(activity).published_at IS NOT NULL)"
    }

    static let gridOfResident = """
        (SELECT bg.grid_id FROM residence rs JOIN household ho ON ho.id = rs.household_id \
        JOIN dwelling dw ON dw.id = ho.dwelling_id JOIN unit un ON un.id = dw.unit_id \
        JOIN building_grid bg ON bg.building_id = un.building_id AND bg.until_date IS NULL \
        WHERE rs.resident_id = t.resident_id AND rs.until_date IS NULL)
        """

    private static func people(in statuses: String) -> String {
        """
        (SELECT coalesce(sum(s.party_size), 0) FROM sign_up s WHERE s.activity_id = t.id AND s.status IN \(statuses))
        """
    }
}

/// The one counting rule of sign-ups and person-times (统计口径), as SQL about the activity `t`.
enum SignUpCounting {
    /// Who has a place of the own; what is offered is only held, and one who did not come has given it up.
    static let confirmed = "('confirmed', 'attended', 'left')"
    /// Who takes a place from others; an offer does as well.
    static let holdingPlace = "('confirmed', 'offered', 'attended', 'left')"
    static let cameIn = "('attended', 'left')"

    /// People who came: a checked-in party of three counts three; walk-ins; those present who are not registered.
    static let personTimes = """
        (t.walk_ins + t.head_count + (SELECT coalesce(sum(s.party_size), 0) FROM sign_up s \
        WHERE s.activity_id = t.id AND s.status IN \(cameIn)))
        """

    /// Of these the ones of whom there is a number only, whoever typed it.
    static let handTyped = "(t.walk_ins + t.head_count)"
    /// Of these in turn the ones that the organization which holds the activity typed itself.
    static let ownTyped = "(t.walk_ins * t.walk_ins_typed + t.head_count * t.head_count_typed)"
    /// And those that were entered or changed when others had counted already.
    static let corrected = "(CASE WHEN t.corrected_at IS NULL THEN 0 ELSE t.walk_ins + t.head_count END)"
}

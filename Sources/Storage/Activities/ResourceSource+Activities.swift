import Domain

extension ResourceSource {
    static func activities(_ name: ResourceName) -> ResourceSource {
        switch name {
        case .activities:
            ResourceSource(
                table: "activity",
                expressions: [
                    "confirmed": people(in: SignUpCounting.holdingPlace),
                    "waitlisted": people(in: "('waitlisted')"),
                    "attended": people(in: SignUpCounting.cameIn),
                    "person_times": SignUpCounting.personTimes,
                ],
                scope: Scope(branch: "t.party_organization_id", organization: "t.organizer_id"),
                publicCondition: "t.status IN ('published', 'finished')",
                label: "x.title",
                search: .activities
            )
        default:
            ResourceSource(
                table: "sign_up",
                joins: "JOIN activity a ON a.id = t.activity_id",
                expressions: [
                    "waiting_position": """
                    (CASE WHEN t.status = 'waitlisted' THEN (SELECT count(*) FROM sign_up q \
                    WHERE q.activity_id = t.activity_id AND q.status = 'waitlisted' AND q.id <= t.id) END)
                    """
                ],
                scope: Scope(
                    branch: "a.party_organization_id",
                    organization: "a.organizer_id",
                    resident: "t.resident_id"
                ),
                label: "x.id"
            )
        }
    }

    private static func people(in statuses: String) -> String {
        """
        (SELECT coalesce(sum(s.party_size), 0) FROM sign_up s WHERE s.activity_id = t.id AND s.status IN \(statuses))
        """
    }
}

/// The one counting rule of sign-ups and person-times (统计口径), as SQL about the activity `t`.
enum SignUpCounting {
    /// Who holds a place: confirmed or offered one, whether or not they came in the end.
    static let holdingPlace = "('confirmed', 'offered', 'attended', 'left', 'no_show')"
    static let cameIn = "('attended', 'left')"

    /// People who came: a checked-in party of three counts three; walk-ins; those present who are not registered.
    static let personTimes = """
        (t.walk_ins + t.head_count + (SELECT coalesce(sum(s.party_size), 0) FROM sign_up s \
        WHERE s.activity_id = t.id AND s.status IN \(cameIn)))
        """
}

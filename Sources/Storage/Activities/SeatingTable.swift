import Domain
import SQLite

/// Reads an activity, its places and who waits for them (名额读取).
struct SeatingTable {
    let connection: Connection

    func activity(_ id: Int64) throws -> Activity? {
        let sql = """
            SELECT community_id, title, status, starts_at, ends_at, sign_up_opens_at, sign_up_closes_at, cancel_closes_at,
                party_limit, needs_approval, promotion, places_released, version, party_members_only, for_branch_id,
                for_grid_id, least_age, most_age, for_care_tag, for_group_id,
                (SELECT p.name FROM party_organization p WHERE p.id = for_branch_id),
                (SELECT g.name FROM grid g WHERE g.id = for_grid_id), kind, organizer_id, party_organization_id, venue_id
            FROM activity WHERE id = ?
            """
        return try connection.first(sql, [.integer(id)]) { row in
            guard let status = ActivityStatus(rawValue: row.text(2)) else { return nil }
            var eligibility = Eligibility()
            eligibility.isForPartyMembersOnly = row.boolean(13)
            eligibility.branch = row.optionalInteger(14)
            eligibility.grid = row.optionalInteger(15)
            eligibility.leastAge = row.optionalInteger(16)
            eligibility.mostAge = row.optionalInteger(17)
            eligibility.careTag = row.optionalText(18).flatMap { CareTag(rawValue: $0) }
            eligibility.group = row.optionalInteger(19)
            eligibility.names.branch = row.optionalText(20)
            eligibility.names.grid = row.optionalText(21)
            return Activity(
                id: id,
                community: row.integer(0),
                title: row.text(1),
                status: status,
                startsAt: Instant(milliseconds: row.integer(3)),
                endsAt: Instant(milliseconds: row.integer(4)),
                window: SignUpWindow(
                    opensAt: row.optionalInteger(5).map(Instant.init(milliseconds:)),
                    closesAt: row.optionalInteger(6).map(Instant.init(milliseconds:)),
                    cancelClosesAt: row.optionalInteger(7).map(Instant.init(milliseconds:))
                ),
                terms: SignUpTerms(
                    partyLimit: row.integer(8),
                    needsApproval: row.boolean(9),
                    promotion: PromotionMode(rawValue: row.text(10)) ?? .direct
                ),
                eligibility: eligibility,
                host: ActivityHost(
                    kind: ActivityKind(rawValue: row.text(22)) ?? .lesson,
                    organizer: row.optionalInteger(23),
                    partyOrganization: row.optionalInteger(24),
                    venue: row.optionalInteger(25)
                ),
                arePlacesReleased: row.boolean(11),
                version: row.integer(12)
            )
        } ?? nil
    }

    func seating(of activity: Int64) throws -> Seating {
        // One statement: whoever signs up asks it.
        let sql = """
            SELECT 0, capacity, reserved_places, quotas_released FROM activity WHERE id = ?1
            UNION ALL SELECT 1, id, places, 0 FROM sign_up_quota WHERE activity_id = ?1
            UNION ALL SELECT 2, pool, taken, 0 FROM sign_up_seat WHERE activity_id = ?1
            """
        var terms: (capacity: Int64?, reserved: Int64, areReleased: Bool)?
        var quotas: [Seating.Quota] = []
        var taken: [Int64?: Int64] = [:]
        var takenReserved: Int64 = 0
        _ = try connection.query(sql, [.integer(activity)]) { row in
            switch (row.integer(0), row.integer(1)) {
            case (0, _):
                terms = (capacity: row.optionalInteger(1), reserved: row.integer(2), areReleased: row.boolean(3))
            case (1, let quota): quotas.append(Seating.Quota(id: quota, places: row.integer(2)))
            case (_, -1): takenReserved = row.integer(2)
            case (_, 0): taken[nil] = row.integer(2)
            case (_, let quota): taken[quota] = row.integer(2)
            }
        }
        guard let terms else { throw DomainError.notFound }
        quotas.sort { $0.id < $1.id }
        return Seating(
            capacity: terms.capacity,
            reserved: terms.reserved,
            quotas: quotas,
            areQuotasReleased: terms.areReleased,
            taken: taken,
            takenReserved: takenReserved
        )
    }

    func nextWaiting(in activity: Int64, after last: Waiting?, most: Int64?) throws -> Waiting? {
        let sql = """
            SELECT id, penalised, party_size, quota_id, reserved FROM sign_up
            WHERE activity_id = ?1 AND status = 'waitlisted' AND (penalised, id) > (?2, ?3) AND party_size <= ?4
            ORDER BY penalised, id LIMIT 1
            """
        let values: [Value] = [
            .integer(activity), .integer(last?.isPenalised == true ? 1 : 0), .integer(last?.id ?? 0),
            .integer(most ?? Int64.max),
        ]
        return try connection.first(sql, values) { row in
            Waiting(
                id: row.integer(0),
                isPenalised: row.boolean(1),
                party: Party(size: row.integer(2), quota: row.optionalInteger(3), isReserved: row.boolean(4))
            )
        }
    }
}

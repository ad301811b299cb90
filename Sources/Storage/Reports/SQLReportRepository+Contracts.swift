import Domain
import SQLite

extension SQLReportRepository {
    func contractProgress(
        contract id: Int64,
        year: Int,
        today: CivilDate,
        office: WorkingCalendar,
        time: CommunityTime
    ) throws -> ContractProgress? {
        guard let (contract, owner) = try contract(id), let community = try community(owner) else { return nil }
        let rows = try connection.query(
            "SELECT id, title, counter, per, target, venue_id, hand_count FROM contract_item WHERE contract_id = ? ORDER BY id",
            [.integer(id)]
        ) { row in
            ContractRow(
                id: row.integer(0),
                title: row.text(1),
                counter: PromiseCounter(rawValue: row.text(2)) ?? .byHand,
                per: PromisePeriod(rawValue: row.text(3)) ?? .term,
                target: row.integer(4),
                venue: row.optionalInteger(5),
                handCount: row.optionalInteger(6)
            )
        }
        let items = try rows.map { row in
            ContractProgress.Item(
                id: row.id,
                title: row.title,
                counter: row.counter,
                per: row.per,
                target: row.target,
                venue: row.venue,
                periods: try contract.periods(row.per, in: year).map { days in
                    let delivered = try delivered(row, of: contract, days, today, office: office, time: time)
                    let typed = try ownTyped(row, of: contract, days, time)
                    let own = try ownDays(row, days)
                    return ContractProgress.Period(days: days, delivered: delivered, ownTyped: typed, ownDays: own)
                }
            )
        }
        return ContractProgress(community: community, contract: contract, year: year, today: today, items: items)
    }

    func community(ofContract id: Int64) throws -> Int64? {
        try connection.first("SELECT community_id FROM contract WHERE id = ?", [.integer(id)]) { $0.integer(0) }
    }

    func terms(ofContract id: Int64) throws -> ContractTerms? {
        let sql = """
            SELECT starts_on, (SELECT count(*) FROM contract_item i WHERE i.contract_id = c.id) FROM contract c WHERE c.id = ?
            """
        return try connection.first(sql, [.integer(id)]) { row in
            CivilDate(row.text(0)).map { ContractTerms(startsOn: $0, items: row.integer(1)) }
        } ?? nil
    }

    func promise(ofItem id: Int64) throws -> (contract: Int64, target: Int64)? {
        try connection.first("SELECT contract_id, target FROM contract_item WHERE id = ?", [.integer(id)]) {
            (contract: $0.integer(0), target: $0.integer(1))
        }
    }

    private func contract(_ id: Int64) throws -> (ContractProgress.Contract, community: Int64)? {
        let sql = """
            SELECT c.title, c.provider_id, o.name, c.starts_on, c.ends_on, c.community_id FROM contract c
            JOIN organization o ON o.id = c.provider_id WHERE c.id = ?
            """
        return try connection.first(sql, [.integer(id)]) { row in
            guard let starts = CivilDate(row.text(3)), let ends = CivilDate(row.text(4)) else { return nil }
            let contract = ContractProgress.Contract(
                id: id,
                title: row.text(0),
                provider: row.integer(1),
                providerName: row.text(2),
                startsOn: starts,
                endsOn: ends
            )
            return (contract, community: row.integer(5))
        } ?? nil
    }

    /// Opening days that the provider wrote down itself.
    private func ownDays(_ item: ContractRow, _ days: ClosedRange<CivilDate>) throws -> Int64 {
        guard item.counter == .openingDays else { return 0 }
        let sql = """
            SELECT count(*) FROM visit_count WHERE venue_id = ? AND on_date >= ? AND on_date <= ? AND hand_typed = 1
            """
        let values: [Value] = [
            .optional(item.venue), .text(days.lowerBound.description), .text(days.upperBound.description),
        ]
        return try connection.first(sql, values) { $0.integer(0) } ?? 0
    }

    /// What the provider entered itself as a bare number: person-times, or meetings to which nobody else says that people came.
    private func ownTyped(
        _ item: ContractRow,
        of contract: ContractProgress.Contract,
        _ days: ClosedRange<CivilDate>,
        _ time: CommunityTime
    ) throws -> Int64 {
        let sum: String
        switch item.counter {
        case .personTimes: sum = "coalesce(sum(\(SignUpCounting.ownTyped)), 0)"
        case .classes, .activities:
            sum = """
                count(CASE WHEN \(SignUpCounting.ownTyped) > 0 \
                AND \(SignUpCounting.ownTyped) = \(SignUpCounting.personTimes) THEN 1 END)
                """
        case .openingDays, .outsideMinutes, .byHand: return 0
        }
        let sql = "SELECT \(sum) FROM \(Self.held(item))"
        let values: [Value] = [
            .integer(contract.provider), .integer(time.instant(days.lowerBound).milliseconds),
            .integer(time.instant(days.upperBound.advanced(byDays: 1)).milliseconds),
        ]
        return try connection.first(sql, values) { $0.integer(0) } ?? 0
    }

    /// The meetings of the provider that a promise is about, in a span of time.
    private static func held(_ item: ContractRow) -> String {
        """
        activity t WHERE t.organizer_id = ?1 AND t.status = 'finished' AND t.starts_at >= ?2 AND t.starts_at < ?3 \
        \(item.counter == .classes ? "AND t.kind = 'class'" : "")
        """
    }

    /// What the system counts of a promise in a span of days.
    private func delivered(
        _ item: ContractRow,
        of contract: ContractProgress.Contract,
        _ days: ClosedRange<CivilDate>,
        _ today: CivilDate,
        office: WorkingCalendar,
        time: CommunityTime
    ) throws -> Int64 {
        let (from, to) = (days.lowerBound, days.upperBound)
        switch item.counter {
        case .classes, .activities, .personTimes:
            // A promise is kept by those whom somebody else than the provider saw, or who checked in.
            let seen = "\(SignUpCounting.personTimes) - \(SignUpCounting.ownTyped)"
            let sum =
                item.counter == .personTimes ? "coalesce(sum(\(seen)), 0)" : "count(CASE WHEN \(seen) > 0 THEN 1 END)"
            let sql = "SELECT \(sum) FROM \(Self.held(item))"
            let values: [Value] = [
                .integer(contract.provider), .integer(time.instant(from).milliseconds),
                .integer(time.instant(to.advanced(byDays: 1)).milliseconds),
            ]
            return try connection.first(sql, values) { $0.integer(0) } ?? 0
        case .openingDays:
            let sql = "SELECT count(*) FROM visit_count WHERE venue_id = ? AND on_date >= ? AND on_date <= ?"
            let values: [Value] = [.optional(item.venue), .text(from.description), .text(to.description)]
            return try connection.first(sql, values) { $0.integer(0) } ?? 0
        case .outsideMinutes:
            // What lies ahead has not been delivered.
            let last = min(to, today)
            guard let venue = item.venue, from <= last else { return 0 }
            let times = try OpeningTable(connection: connection).times(ofVenue: venue, time)
            // A timetable is a promise; a day on which somebody was there is kept.
            let days = try connection.query(
                "SELECT on_date FROM visit_count WHERE venue_id = ? AND on_date >= ? AND on_date <= ?",
                [.integer(venue), .text(from.description), .text(last.description)]
            ) { CivilDate($0.text(0)) }
            return days.compactMap(\.self).reduce(0) {
                $0 + times.minutes(from: $1, to: $1, office: office).outside
            }
        case .byHand: return item.handCount ?? 0
        }
    }
}

/// A promise as it is written down (承诺记录).
private struct ContractRow {
    let id: Int64
    let title: String
    let counter: PromiseCounter
    let per: PromisePeriod
    let target: Int64
    let venue: Int64?
    let handCount: Int64?
}

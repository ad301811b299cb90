package import Domain

/// 每周开放时间: changed from today on, since what was open before has been counted and promised.
package struct OpeningHourService: Sendable {
    private let store: any Store

    package init(store: any Store) { self.store = store }

    package func create(_ draft: Draft, view: View) async throws -> Rendered {
        try await store.answer { transaction in
            var draft = draft
            if draft["from_date"] == nil {
                draft["from_date"] = .text(transaction.time.date(of: transaction.now).description)
            }
            let id = try transaction.insert(draft, scope: view.scope)
            try checkAlone(id, in: transaction)
            return try transaction.one(.openingHours, id: id, view: view)
        }
    }

    /// Other hours from today on; those that held before stay as a row of their own.
    ///
    /// Who booked a room within the old ones hears where the new ones leave it out.
    package func update(
        _ draft: Draft,
        id: Int64,
        ifVersion: VersionCondition?,
        by principal: Principal,
        view: View,
        writing: @escaping OpeningExceptionService.Writing
    ) async throws -> Rendered {
        try await store.answer { transaction in
            let hours = try running(id, ifVersion, scope: view.scope, in: transaction)
            let today = transaction.time.date(of: transaction.now)
            let displaced = try tellingOfChange(id, by: principal, in: transaction) {
                if hours.from.map({ $0 < today }) ?? true { try transaction.venues.keepHours(id, until: today) }
                try transaction.update(draft, id: id, ifVersion: nil, scope: view.scope)
                try checkAlone(id, in: transaction)
            }
            return try transaction.one(.openingHours, id: id, view: view).adding("bookings", writing(displaced))
        }
    }

    /// Ends hours today; those that never held are taken out.
    package func remove(_ id: Int64, ifVersion: VersionCondition?, by principal: Principal) async throws {
        try await store.write { transaction in
            let hours = try running(id, ifVersion, scope: principal.scope, in: transaction)
            let today = transaction.time.date(of: transaction.now)
            _ = try tellingOfChange(id, by: principal, in: transaction) {
                guard hours.from.map({ $0 < today }) ?? true else {
                    return try transaction.delete(.openingHours, id: id, ifVersion: nil, scope: principal.scope)
                }
                let end = Draft(.openingHours, ["until_date": .text(today.description)])
                try transaction.update(end, id: id, ifVersion: nil, scope: principal.scope)
            }
        }
    }

    /// A weekday is open from one hour to another in one row: whoever changes or ends it finds all of it there.
    private func checkAlone(_ id: Int64, in transaction: any Transaction) throws {
        guard let other = try transaction.venues.overlap(ofHours: id) else { return }
        throw DomainError(
            .conflict,
            "overlaps",
            "与同一天的开放时间 \(other.words)（编号 \(other.id)）重叠，请修改该条",
            "It overlaps with the hours \(other.words) of the same weekday, number \(other.id); change those",
            details: [("opening_hour_id", .integer(other.id))]
        )
    }

    private func tellingOfChange(
        _ id: Int64,
        by principal: Principal,
        in transaction: any Transaction,
        _ change: () throws -> Void
    ) throws -> [KeptRoom] {
        guard let venue = try transaction.venues.venue(ofHours: id) else { throw DomainError.notFound }
        let displaced = try DisplacedBookings(transaction).find(inVenue: venue, change)
        try DisplacedBookings(transaction).tell(displaced, why: "每周开放时间调整", by: principal)
        return displaced
    }

    private func running(
        _ id: Int64,
        _ version: VersionCondition?,
        scope: DataScope,
        in transaction: any Transaction
    ) throws -> WeeklyHours {
        try transaction.expect(.openingHours, id: id, ifVersion: version, scope: scope)
        guard let hours = try transaction.venues.hours(id) else { throw DomainError.notFound }
        guard hours.until == nil else {
            throw DomainError(
                .conflict,
                "ended",
                "该开放时间已于 \(hours.until?.description ?? "") 停用，不再修改",
                "These hours ended on \(hours.until?.description ?? "") and stay as they were"
            )
        }
        return hours
    }
}

package import Domain

/// 每周开放时间: changed from today on, since what was open before has been counted and promised.
///
/// Of one weekday no two rows hold at once, so that on each day exactly those hold whose span it lies in.
package struct OpeningHourService: Sendable {
    private let store: any Store

    package init(store: any Store) { self.store = store }

    /// Enters hours; those of days that are over need a reason, and are marked.
    package func create(_ draft: Draft, by principal: Principal, view: View) async throws -> Rendered {
        try await store.answer { transaction in
            var draft = draft
            let today = transaction.time.date(of: transaction.now)
            if draft["from_date"] == nil { draft["from_date"] = .text(today.description) }
            let from = draft.text("from_date").flatMap { CivilDate($0) }
            let isPast = from.map { $0 < today } ?? true
            if isPast {
                let rule = try ReasonRule(transaction, community: draft.integer("community_id") ?? 0)
                let day = from ?? today.advanced(byDays: -1)
                let faults = rule.faults(ofPast: draft.text("reason"), "reason", day)
                guard faults.isEmpty else { throw DomainError.invalid(faults) }
                draft["corrected_at"] = .integer(transaction.now.milliseconds)
            }
            draft["entered_by"] = .optional(principal.accountID)
            try transaction.check(draft, scope: view.scope)
            try checkAlone(OpeningSpan(draft, from: from), in: transaction)
            let id = try transaction.insert(draft, scope: view.scope)
            return try transaction.one(.openingHours, id: id, view: view)
        }
    }

    /// Other hours from today on, or an end that is to come; those that held before stay as a row of their own.
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
            if let end = draft.text("until_date").flatMap({ CivilDate($0) }), end < today {
                throw DomainError.invalid([
                    .body(
                        "until_date",
                        "in_past",
                        "不能早于今天 \(today)：过去的开放时间已用于统计",
                        "Can not be before today, \(today): what was open until then was counted"
                    )
                ])
            }
            guard let venue = try transaction.venues.venue(ofHours: id) else { throw DomainError.notFound }
            let isSplit = (draft["opens"] != nil || draft["closes"] != nil) && hours.from.map { $0 < today } ?? true
            var new = OpeningSpan(hours, venue: venue, id: id)
            if isSplit { new.from = today }
            new.take(draft)
            try transaction.check(draft, scope: view.scope)
            try checkAlone(new, in: transaction)
            let displaced = try tellingOfChange(venue, by: principal, in: transaction) {
                if isSplit { try transaction.venues.keepHours(id, until: today) }
                var draft = draft
                draft["entered_by"] = .optional(principal.accountID)
                try transaction.update(draft, id: id, ifVersion: nil, scope: view.scope)
            }
            return try transaction.one(.openingHours, id: id, view: view).adding("bookings", writing(displaced))
        }
    }

    /// Ends hours today; those that never held are taken out.
    package func remove(_ id: Int64, ifVersion: VersionCondition?, by principal: Principal) async throws {
        try await store.write { transaction in
            let hours = try running(id, ifVersion, scope: principal.scope, in: transaction)
            let today = transaction.time.date(of: transaction.now)
            guard let venue = try transaction.venues.venue(ofHours: id) else { throw DomainError.notFound }
            _ = try tellingOfChange(venue, by: principal, in: transaction) {
                guard hours.from.map({ $0 < today }) ?? true else {
                    return try transaction.delete(.openingHours, id: id, ifVersion: nil, scope: principal.scope)
                }
                let end = Draft(.openingHours, ["until_date": .text(today.description)])
                try transaction.update(end, id: id, ifVersion: nil, scope: principal.scope)
            }
        }
    }

    /// A weekday is open from one hour to another in one row: whoever changes or ends it finds all of it there.
    private func checkAlone(_ span: OpeningSpan, in transaction: any Transaction) throws {
        guard !span.isEmpty else {
            let from = span.from?.description ?? ""
            throw DomainError.invalid([
                .body("until_date", "not_after", "须晚于起始日 \(from)", "Is to be after the first day, \(from)")
            ])
        }
        guard let other = try transaction.venues.overlap(with: span) else { return }
        throw DomainError(
            .conflict,
            "overlaps",
            "与同一天的开放时间 \(other.words)（编号 \(other.id)）重叠，请修改该条，或先为其填写截止日",
            "It overlaps with the hours \(other.words) of the same weekday, number \(other.id); change those, or end them first",
            details: [("opening_hour_id", .integer(other.id))]
        )
    }

    private func tellingOfChange(
        _ venue: Int64,
        by principal: Principal,
        in transaction: any Transaction,
        _ change: () throws -> Void
    ) throws -> [KeptRoom] {
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
        let today = transaction.time.date(of: transaction.now)
        guard hours.until.map({ $0 > today }) ?? true else {
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

package import Domain

/// 特殊开放日: one day is open or closed in one way only, and who booked a room on it hears that it is closed.
package struct OpeningExceptionService: Sendable {
    private let store: any Store

    package init(store: any Store) { self.store = store }

    /// How the bookings that are touched are written beside the answer (受影响预约的写法).
    package typealias Writing = @Sendable ([KeptRoom]) -> [UInt8]

    package func create(
        _ draft: Draft,
        by principal: Principal,
        view: View,
        writing: @escaping Writing
    ) async throws -> Rendered {
        try await store.answer { transaction in
            guard let venue = draft.integer("venue_id"), let day = draft.text("on_date").flatMap({ CivilDate($0) })
            else {
                preconditionFailure("an exception draft carries its venue and day")
            }
            // A venue out of scope is refused by the row itself, and tells nothing of its days.
            if try transaction.contains(.venues, id: venue, scope: view.scope) {
                let new = OpeningException(id: 0, venue: venue, day: day, minutes: Self.minutes(draft, nil))
                try check(new, in: transaction)
            }
            let community = try draft.integer("community_id") ?? transaction.venues.community(ofVenue: venue) ?? 0
            let marked = try mark(draft, day, community, by: principal, in: transaction)
            var id: Int64 = 0
            let displaced = try DisplacedBookings(transaction).find(inVenue: venue) {
                id = try RegisterService.insert(marked, scope: view.scope, in: transaction)
            }
            try DisplacedBookings(transaction).tell(displaced, why: draft.text("reason"), by: principal)
            return try transaction.one(.openingExceptions, id: id, view: view).adding("bookings", writing(displaced))
        }
    }

    package func update(
        _ draft: Draft,
        id: Int64,
        ifVersion: VersionCondition?,
        by principal: Principal,
        view: View,
        writing: @escaping Writing
    ) async throws -> Rendered {
        try await store.answer { transaction in
            try transaction.expect(.openingExceptions, id: id, ifVersion: ifVersion, scope: view.scope)
            guard var changed = try transaction.venues.exception(id) else { throw DomainError.notFound }
            changed.minutes = Self.minutes(draft, changed.minutes)
            try check(changed, in: transaction)
            let community = try transaction.venues.community(ofVenue: changed.venue) ?? 0
            let marked = try mark(draft, changed.day, community, by: principal, in: transaction)
            let displaced = try DisplacedBookings(transaction).find(inVenue: changed.venue) {
                try transaction.update(marked, id: id, ifVersion: nil, scope: view.scope)
            }
            try DisplacedBookings(transaction).tell(displaced, why: draft.text("reason"), by: principal)
            return try transaction.one(.openingExceptions, id: id, view: view).adding("bookings", writing(displaced))
        }
    }

    package func remove(_ id: Int64, ifVersion: VersionCondition?, by principal: Principal) async throws {
        try await store.write { transaction in
            try transaction.expect(.openingExceptions, id: id, ifVersion: ifVersion, scope: principal.scope)
            guard let gone = try transaction.venues.exception(id) else { throw DomainError.notFound }
            let today = transaction.time.date(of: transaction.now)
            guard gone.day >= today else {
                throw DomainError(
                    .conflict,
                    "past_day",
                    "\(gone.day) 已经过去，已用于统计，不能删除；请修改开放时间并填写原因",
                    "\(gone.day) is over and was counted, so it is not removed; change its hours and say why",
                    details: [("on_date", .text(gone.day.description))]
                )
            }
            let displaced = try DisplacedBookings(transaction).find(inVenue: gone.venue) {
                try transaction.delete(.openingExceptions, id: id, ifVersion: nil, scope: principal.scope)
            }
            try DisplacedBookings(transaction).tell(displaced, why: nil, by: principal)
        }
    }

    /// Who enters it; of a day that is over with a reason, and the moment.
    private func mark(
        _ draft: Draft,
        _ day: CivilDate,
        _ community: Int64,
        by principal: Principal,
        in transaction: any Transaction
    ) throws -> Draft {
        var draft = draft
        draft["entered_by"] = .optional(principal.accountID)
        guard day < transaction.time.date(of: transaction.now) else { return draft }
        let faults = try ReasonRule(transaction, community: community).faults(
            ofPast: draft.text("reason"),
            "reason",
            day
        )
        guard faults.isEmpty else { throw DomainError.invalid(faults) }
        draft["corrected_at"] = .integer(transaction.now.milliseconds)
        return draft
    }

    private func check(_ exception: OpeningException, in transaction: any Transaction) throws {
        let others = try transaction.venues.exceptions(ofVenue: exception.venue, on: exception.day)
        if let other = others.first(where: exception.contradicts) { throw DomainError.contradicts(other) }
    }

    /// The hours as they will be; what is not said stays.
    private static func minutes(_ draft: Draft, _ before: Range<Int>?) -> Range<Int>? {
        func minute(_ name: String, _ known: Int?) -> Int? {
            guard let said = draft[name] else { return known }
            return if case .text(let text) = said { OpeningException.minute(text) } else { nil }
        }
        guard let opens = minute("opens", before?.lowerBound), let closes = minute("closes", before?.upperBound),
            opens < closes
        else { return nil }
        return opens..<closes
    }
}

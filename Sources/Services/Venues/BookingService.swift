package import Domain

/// 场地预约: a room is kept for one at a time, also by a rule, within the opening times of its venue and its own rules.
package struct BookingService: Sendable {
    let store: any Store

    package init(store: any Store) { self.store = store }

    /// Books a room; with several days all of them or none.
    package func book(
        _ draft: Draft,
        _ repetition: BookingRepetition,
        by principal: Principal,
        view: View,
        writing: @escaping @Sendable ([FieldError]) -> [UInt8]
    ) async throws -> Rendered {
        try await store.answer { transaction in
            let (id, warnings) = try book(draft, repetition, by: principal, in: transaction)
            return try transaction.one(.bookings, id: id, view: view).adding("warnings", writing(warnings))
        }
    }

    /// The first of the bookings that were made, and which rules of the room do not hold for it.
    package func book(
        _ draft: Draft,
        _ repetition: BookingRepetition,
        by principal: Principal,
        in transaction: any Transaction
    ) throws -> (id: Int64, warnings: [FieldError]) {
        guard let room = draft.integer("room_id"), let start = draft.integer("starts_at"),
            let end = draft.integer("ends_at"), start < end, end - start <= VenueBooking.longest
        else {
            throw DomainError.invalid([
                .body(
                    "ends_at",
                    "too_long",
                    "须晚于开始时间，且不超过 24 小时",
                    "Is to be after the beginning, by 24 hours at most"
                )
            ])
        }
        let first = Instant(milliseconds: start)..<Instant(milliseconds: end)
        let spans = try repetition.spans(of: first, transaction.time)
        guard let rules = try transaction.venues.rules(ofRoom: room),
            try transaction.contains(.rooms, id: room, scope: principal.scope)
        else {
            throw DomainError.invalid([
                .body("room_id", "unknown_reference", "没有这个场室", "There is no such room")
            ])
        }
        let warnings = try check(spans, room: room, rules, by: principal, in: transaction)
        let meetings = try meetings(draft.integer("activity_id"), spans, scope: principal.scope, in: transaction)
        var ids: [Int64] = []
        for (span, meeting) in zip(spans, meetings) {
            var draft = draft
            draft["activity_id"] = .optional(meeting)
            draft["starts_at"] = .integer(span.lowerBound.milliseconds)
            draft["ends_at"] = .integer(span.upperBound.milliseconds)
            draft["first_id"] = .optional(ids.first)
            draft["booked_by"] = .optional(principal.accountID)
            ids.append(try transaction.insert(draft, scope: principal.scope))
        }
        return (ids[0], warnings)
    }

    /// Whoever booked, or runs the venue, gives a room back, and staff do it for anybody; who only books too does not.
    private func checkCanceller(
        of booking: Int64,
        _ principal: Principal,
        in transaction: any Transaction
    ) throws {
        if case .organization = principal.scope { return }
        guard !principal.holds(.writeOrganizations),
            try transaction.venues.booker(ofBooking: booking) != principal.accountID
        else { return }
        throw DomainError(
            .forbidden,
            "not_yours",
            "只能取消本人的预约；他人的预约由社区工作人员取消",
            "Only an own booking is cancelled; that of others is for the staff to cancel"
        )
    }

    /// Gives a room back; with those that follow in its row, if wanted.
    package func cancel(
        _ id: Int64,
        withFollowing: Bool,
        ifVersion: VersionCondition?,
        by principal: Principal,
        view: View
    ) async throws -> Rendered {
        try await store.answer { transaction in
            try transaction.expect(.bookings, id: id, ifVersion: ifVersion, scope: principal.scope)
            guard let booking = try transaction.venues.findBooking(id, scope: principal.scope) else {
                throw DomainError.notFound
            }
            try checkCanceller(of: id, principal, in: transaction)
            guard booking.status == .booked, transaction.now < booking.span.upperBound else {
                throw DomainError(
                    .conflict,
                    booking.status == .booked ? "past" : "illegal_move",
                    "预约已取消或已经过去，不能取消",
                    "It is cancelled already or past and can not be cancelled"
                )
            }
            if !principal.holds(.writeOrganizations),
                let end = try transaction.venues.rules(ofBooking: id)?.cancelEnd(booking.span.lowerBound),
                transaction.now > end
            {
                let until = transaction.time.minute(of: end)
                throw DomainError(
                    .conflict,
                    "too_late",
                    "取消已于 \(until) 截止，请联系社区",
                    "Cancelling ended at \(until); please ask the community",
                    details: [("rule", .text("cancel_hours")), ("until", .text(transaction.time.rfc3339(end)))]
                )
            }
            let others = withFollowing ? try transaction.venues.following(id) : []
            for other in [id] + others {
                try transaction.venues.cancel(booking: other)
                // Whoever counts on the room hears that it is gone, unless it was their own doing.
                guard let booker = try transaction.venues.booker(ofBooking: other), booker != principal.accountID else {
                    continue
                }
                let words = "预约已被取消（\(principal.name)）"
                try transaction.venues.tell(account: booker, booking: other, .bookingCancelled, words)
            }
            return try transaction.one(.bookings, id: id, view: view)
        }
    }
}

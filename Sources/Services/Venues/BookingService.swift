package import Domain

/// 场地预约: a room is kept for one at a time, also week by week, within the opening times of its venue.
package struct BookingService: Sendable {
    private let store: any Store

    package init(store: any Store) { self.store = store }

    /// Books a room; with several weeks all of them or none.
    package func book(_ draft: Draft, weeks: Int64, by principal: Principal, view: View) async throws -> Rendered {
        try await store.answer { transaction in
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
            let spans = VenueBooking.weekly(first, times: weeks)
            guard let venue = try transaction.venues.venue(ofRoom: room),
                try transaction.contains(.rooms, id: room, scope: principal.scope)
            else {
                throw DomainError.invalid([
                    .body("room_id", "unknown_reference", "没有这个场室", "There is no such room")
                ])
            }
            try check(spans, room: room, venue: venue, by: principal, in: transaction)
            var ids: [Int64] = []
            for span in spans {
                var draft = draft
                draft["starts_at"] = .integer(span.lowerBound.milliseconds)
                draft["ends_at"] = .integer(span.upperBound.milliseconds)
                draft["first_id"] = .optional(ids.first)
                draft["booked_by"] = .optional(principal.accountID)
                ids.append(try transaction.insert(draft, scope: principal.scope))
            }
            return try transaction.one(.bookings, id: ids[0], view: view)
        }
    }

    /// Every week that can not be is named, with what stands in its way.
    private func check(
        _ spans: [Range<Instant>],
        room: Int64,
        venue: Int64,
        by principal: Principal,
        in transaction: any Transaction
    ) throws {
        let (times, time) = (try transaction.venues.openingTimes(ofVenue: venue), transaction.time)
        var faults: [FieldError] = []
        for span in spans {
            let when = "\(time.minute(of: span.lowerBound))"
            if span.upperBound <= transaction.now {
                faults.append(.body("starts_at", "past", "\(when) 已经过去", "\(when) is past"))
            }
            if let other = try transaction.venues.booking(inRoom: room, during: span) {
                let (from, to) = (time.minute(of: other.span.lowerBound), time.minute(of: other.span.upperBound))
                faults.append(
                    .body(
                        "starts_at",
                        "slot_taken",
                        "\(from) 至 \(to) 已预约给“\(other.title)”（\(other.id)）",
                        "\(from) to \(to) is booked for “\(other.title)” (\(other.id))"
                    )
                )
            }
            // Who has the keys may stay longer.
            if !principal.holds(.writeOrganizations), !times.covers(span) {
                faults.append(
                    .body(
                        "starts_at",
                        "closed",
                        "\(when) 起不在开放时间内",
                        "From \(when) on the venue is not open all the time"
                    )
                )
            }
        }
        guard faults.isEmpty else {
            let isTaken = faults.contains { $0.code == "slot_taken" }
            var error = DomainError.invalid(faults)
            if isTaken {
                error = DomainError(
                    .conflict,
                    "slot_taken",
                    "该时段已有预约",
                    "The time is taken",
                    fields: error.fields
                )
            }
            throw error
        }
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
            guard booking.status == .booked, transaction.now < booking.span.upperBound else {
                throw DomainError(
                    .conflict,
                    booking.status == .booked ? "past" : "illegal_move",
                    "预约已取消或已经过去，不能取消",
                    "It is cancelled already or past and can not be cancelled"
                )
            }
            let others = withFollowing ? try transaction.venues.following(id) : []
            for other in [id] + others { try transaction.venues.cancel(booking: other) }
            return try transaction.one(.bookings, id: id, view: view)
        }
    }
}

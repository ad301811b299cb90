package import Domain

/// 场地预约: a room is kept for one at a time, also by a rule, within the opening times of its venue and its own rules.
package struct BookingService: Sendable {
    private let store: any Store

    package init(store: any Store) { self.store = store }

    /// How often a booking is repeated (重复方式).
    package enum Repetition: Sendable {
        case weekly(times: Int64)
        /// By a rule of RFC 5545; the first booking counts only where the rule gives it.
        case rule(String)
    }

    /// Books a room; with several days all of them or none.
    package func book(
        _ draft: Draft,
        _ repetition: Repetition,
        by principal: Principal,
        view: View
    ) async throws -> Rendered {
        try await store.answer { transaction in
            let id = try book(draft, repetition, by: principal, in: transaction)
            return try transaction.one(.bookings, id: id, view: view)
        }
    }

    /// The first of the bookings that were made.
    package func book(
        _ draft: Draft,
        _ repetition: Repetition,
        by principal: Principal,
        in transaction: any Transaction
    ) throws -> Int64 {
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
        let spans = try Self.spans(first, repetition, transaction.time)
        guard let rules = try transaction.venues.rules(ofRoom: room),
            try transaction.contains(.rooms, id: room, scope: principal.scope)
        else {
            throw DomainError.invalid([
                .body("room_id", "unknown_reference", "没有这个场室", "There is no such room")
            ])
        }
        try check(spans, room: room, rules, by: principal, in: transaction)
        var ids: [Int64] = []
        for span in spans {
            var draft = draft
            draft["starts_at"] = .integer(span.lowerBound.milliseconds)
            draft["ends_at"] = .integer(span.upperBound.milliseconds)
            draft["first_id"] = .optional(ids.first)
            draft["booked_by"] = .optional(principal.accountID)
            ids.append(try transaction.insert(draft, scope: principal.scope))
        }
        return ids[0]
    }

    private static func spans(
        _ first: Range<Instant>,
        _ repetition: Repetition,
        _ time: CommunityTime
    ) throws -> [Range<Instant>] {
        switch repetition {
        case .weekly(let times): return VenueBooking.weekly(first, times: times)
        case .rule(let text):
            let rule: RecurrenceRule
            do {
                rule = try RecurrenceRule(parsing: text)
            } catch {
                let (chinese, english) = ("重复规则有误：\(error.part)", "The rule is wrong at \(error.part)")
                throw DomainError.invalid([.body("rule", "bad_rule", chinese, english)])
            }
            let day = time.date(of: first.lowerBound)
            let limit = Int(VenueBooking.weekLimit)
            let last = day.advanced(byDays: VenueBooking.daysAhead)
            let days = rule.days(from: day, through: last, limit: limit + 1)
            guard !days.isEmpty, days.count <= limit else {
                throw DomainError.invalid([
                    .body(
                        "rule",
                        days.isEmpty ? "no_meetings" : "too_many",
                        days.isEmpty ? "按此规则没有任何一次" : "一次最多预约 \(limit) 天，请用 COUNT 或 UNTIL 限定",
                        days.isEmpty
                            ? "By this rule there is no day at all"
                            : "At most \(limit) days are booked at once; limit the rule by COUNT or UNTIL"
                    )
                ])
            }
            return days.map { next in
                let seconds = Int64(next.daysSince1970 - day.daysSince1970) * 86_400
                return first.lowerBound.advanced(bySeconds: seconds)..<first.upperBound.advanced(bySeconds: seconds)
            }
        }
    }

    /// Every day that can not be is named, with what stands in its way.
    private func check(
        _ spans: [Range<Instant>],
        room: Int64,
        _ rules: RoomRules,
        by principal: Principal,
        in transaction: any Transaction
    ) throws {
        let (times, time) = (try transaction.venues.openingTimes(ofVenue: rules.venue), transaction.time)
        // Who has the keys may stay longer, and books when and for whom they see fit.
        let hasKeys = principal.holds(.writeOrganizations)
        guard hasKeys || rules.admit(principal.scope) else {
            throw DomainError(
                .forbidden,
                "not_for_you",
                "该场室的可预约人群：\(rules.bookers.title.chinese)",
                "The room is booked by: \(rules.bookers.title.english)",
                details: [("booked_by", .text(rules.bookers.rawValue))]
            )
        }
        var faults: [FieldError] = []
        for span in spans {
            let when = "\(time.minute(of: span.lowerBound))"
            if span.upperBound <= transaction.now {
                faults.append(.body("starts_at", "past", "\(when) 已经过去", "\(when) is past"))
            }
            if let other = try transaction.venues.booking(inRoom: room, during: span) {
                faults.append(Self.fault(other, time))
            }
            if hasKeys { continue }
            faults += rules.faults(span, now: transaction.now, when)
            if !times.covers(span) {
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
            throw isTaken ? Self.taken(faults) : DomainError.invalid(faults)
        }
    }

    /// Somebody else has the room.
    static func taken(by other: VenueBooking, _ time: CommunityTime) -> DomainError { taken([fault(other, time)]) }

    private static func taken(_ faults: [FieldError]) -> DomainError {
        DomainError(
            .conflict,
            "slot_taken",
            "该时段已有预约",
            "The time is taken",
            fields: DomainError.invalid(faults).fields
        )
    }

    private static func fault(_ other: VenueBooking, _ time: CommunityTime) -> FieldError {
        let (from, to) = (time.minute(of: other.span.lowerBound), time.minute(of: other.span.upperBound))
        return .body(
            "starts_at",
            "slot_taken",
            "\(from) 至 \(to) 已预约给“\(other.title)”（\(other.id)）",
            "\(from) to \(to) is booked for “\(other.title)” (\(other.id))"
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
                let words = "预约已被取消（\(principal.name)）The booking was cancelled"
                try transaction.venues.tell(account: booker, booking: other, .bookingCancelled, words)
            }
            return try transaction.one(.bookings, id: id, view: view)
        }
    }
}

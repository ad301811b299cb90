import Domain

extension BookingService {
    /// Every day that can not be is named, with what stands in its way; says what only others are held to.
    func check(
        _ spans: [Range<Instant>],
        room: Int64,
        _ rules: RoomRules,
        by principal: Principal,
        in transaction: any Transaction
    ) throws -> [FieldError] {
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
        var (faults, warnings): ([FieldError], [FieldError]) = ([], [])
        if !rules.admit(principal.scope), rules.bookers != .staff {
            warnings.append(
                .body(
                    "room_id",
                    "not_for_you",
                    "该场室的可预约人群：\(rules.bookers.title.chinese)",
                    "The room is booked by: \(rules.bookers.title.english)"
                )
            )
        }
        for span in spans {
            let when = "\(time.minute(of: span.lowerBound))"
            if span.upperBound <= transaction.now {
                faults.append(.body("starts_at", "past", "\(when) 已经过去", "\(when) is past"))
            }
            if let other = try transaction.venues.booking(inRoom: room, during: span) {
                faults.append(try SlotTaken(scope: principal.scope, transaction).fault(other))
            }
            var broken = rules.faults(span, now: transaction.now, when)
            if !times.covers(span) {
                broken.append(
                    .body(
                        "starts_at",
                        "closed",
                        "\(when) 起不在开放时间内",
                        "From \(when) on the venue is not open all the time"
                    )
                )
            }
            if hasKeys { warnings += broken } else { faults += broken }
        }
        guard faults.isEmpty else {
            let isTaken = faults.contains { $0.code == "slot_taken" }
            throw isTaken ? SlotTaken.error(faults) : DomainError.invalid(faults)
        }
        return warnings
    }
}

import Domain

/// The rooms that are kept for an activity go with it (随活动的预约): given back when it is called off, moved when it moves.
struct ActivityRooms {
    let transaction: any Transaction

    init(_ transaction: any Transaction) { self.transaction = transaction }

    func giveBack(_ activity: Int64) throws {
        for kept in try transaction.venues.rooms(ofActivity: activity) {
            try transaction.venues.cancel(booking: kept.booking.id)
        }
    }

    /// Gives back what was kept in a venue that the activity leaves, and tells who counted on it, unless it is their own doing.
    func leave(_ venue: Int64, _ activity: Activity) throws -> [KeptRoom] {
        let kept = try transaction.venues.rooms(ofActivity: activity.id, inVenue: venue)
        for room in kept {
            let concerned = try transaction.venues.concerned(byBooking: room.booking.id)
            try transaction.venues.cancel(booking: room.booking.id)
            let when = transaction.time.minute(of: room.booking.span.lowerBound)
            let words = "活动“\(activity.title)”改到其他地点，\(when) 的 \(room.venueName) \(room.roomName) 预约已退回"
            for account in concerned where account != transaction.origin?.account {
                try transaction.venues.tell(account: account, booking: room.booking.id, .bookingCancelled, words)
            }
        }
        return kept
    }

    /// Keeps the same rooms as long before and after the new time as before; a room that somebody else has refuses the move.
    func move(_ activity: Activity, to span: Range<Instant>, scope: DataScope) throws {
        for kept in try transaction.venues.rooms(ofActivity: activity.id) {
            let before = activity.startsAt.milliseconds - kept.booking.span.lowerBound.milliseconds
            let after = kept.booking.span.upperBound.milliseconds - activity.endsAt.milliseconds
            let start = Instant(milliseconds: span.lowerBound.milliseconds - before)
            let end = Instant(milliseconds: span.upperBound.milliseconds + after)
            guard start < end, end.milliseconds - start.milliseconds <= VenueBooking.longest else {
                // What lasts longer than a day has its rooms booked by hand.
                try transaction.venues.cancel(booking: kept.booking.id)
                continue
            }
            try transaction.venues.cancel(booking: kept.booking.id)
            if let other = try transaction.venues.booking(inRoom: kept.room, during: start..<end) {
                throw try SlotTaken(scope: scope, transaction).error(other)
            }
            let draft = Draft(
                .bookings,
                [
                    "community_id": .integer(activity.community), "room_id": .integer(kept.room),
                    "activity_id": .integer(activity.id), "organization_id": .optional(kept.organization),
                    "title": .text(kept.booking.title), "starts_at": .integer(start.milliseconds),
                    "ends_at": .integer(end.milliseconds), "booked_by": .optional(transaction.origin?.account),
                ]
            )
            _ = try transaction.insert(draft, scope: .community(activity.community))
        }
    }
}

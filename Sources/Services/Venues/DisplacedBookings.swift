import Domain

/// Rooms that are closed on those who booked them (受影响的预约), because the venue opens at other times than it said.
///
/// They stay booked until somebody decides what becomes of them; whoever counts on them hears of it at once.
struct DisplacedBookings {
    let transaction: any Transaction

    init(_ transaction: any Transaction) { self.transaction = transaction }

    /// Changes the times of a venue, and finds what stood within them before and does not any more.
    func find(inVenue venue: Int64, _ change: () throws -> Void) throws -> [KeptRoom] {
        let before = try transaction.venues.openingTimes(ofVenue: venue)
        try change()
        let after = try transaction.venues.openingTimes(ofVenue: venue)
        return try transaction.venues.bookingsToCome(inVenue: venue).filter { kept in
            let (span, day) = (kept.booking.span, transaction.time.date(of: kept.booking.span.lowerBound))
            if after.covers(span) { return false }
            // Who keeps the keys books beyond the hours as well, but not on a day on which nobody comes.
            return before.covers(span) || after.spans(on: day).isEmpty && !before.spans(on: day).isEmpty
        }
    }

    /// Tells who booked and who holds the activity that was to be there, unless it is their own doing.
    func tell(_ displaced: [KeptRoom], why: String?, by principal: Principal) throws {
        for kept in displaced {
            let (from, to) = (
                transaction.time.minute(of: kept.booking.span.lowerBound),
                transaction.time.minute(of: kept.booking.span.upperBound)
            )
            let words =
                "\(from) 至 \(to) \(kept.venueName) \(kept.roomName) 不开放（closed）" + (why.map { "，原因：\($0)" } ?? "")
            for account in try transaction.venues.concerned(byBooking: kept.booking.id)
            where account != principal.accountID {
                try transaction.venues.tell(account: account, booking: kept.booking.id, .venueClosed, words)
            }
        }
    }
}

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
        let isDisplaced = { (span: Range<Instant>) in
            if after.covers(span) { return false }
            let day = transaction.time.date(of: span.lowerBound)
            // Who keeps the keys books beyond the hours as well, but not on a day on which nobody comes.
            return before.covers(span) || after.spans(on: day).isEmpty && !before.spans(on: day).isEmpty
        }
        // What is held there without a room of its own stands before the same locked door.
        for held in try transaction.venues.activitiesToCome(inVenue: venue) where isDisplaced(held.span) {
            try transaction.venues.tellHolders(ofActivity: held.id, .venueClosed, words(held.span, held.place))
        }
        return try transaction.venues.bookingsToCome(inVenue: venue).filter { isDisplaced($0.booking.span) }
    }

    private func words(_ span: Range<Instant>, _ place: String) -> String {
        let (from, to) = (transaction.time.minute(of: span.lowerBound), transaction.time.minute(of: span.upperBound))
        return "\(from) 至 \(to) \(place) 不开放"
    }

    /// Tells who booked and who holds the activity that was to be there, unless it is their own doing.
    func tell(_ displaced: [KeptRoom], why: String?, by principal: Principal) throws {
        for kept in displaced {
            let words =
                words(kept.booking.span, "\(kept.venueName) \(kept.roomName)") + (why.map { "，原因：\($0)" } ?? "")
            for account in try transaction.venues.concerned(byBooking: kept.booking.id)
            where account != principal.accountID {
                try transaction.venues.tell(account: account, booking: kept.booking.id, .venueClosed, words)
            }
        }
    }
}

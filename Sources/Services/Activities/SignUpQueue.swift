import Domain

/// Gives the places of an activity along its queue (候补转正), and brings it up to the moment first.
///
/// After every transaction nobody who fits waits while places are given; so whoever joins is held against the places alone.
struct SignUpQueue {
    let transaction: any Transaction
    private var activities: any ActivityRepository { transaction.activities }

    init(_ transaction: any Transaction) { self.transaction = transaction }

    /// Ends the offers whose time is over and releases the quotas whose hour has come; whoever fits then has a place.
    func freshen(_ activity: Activity) throws {
        let overdue = try activities.overdueOffers(of: activity.id)
        for id in overdue {
            try activities.save(SignUpChange(id, .expired))
            try activities.tell(.signUpExpired, signUp: id, nil)
        }
        let areReleased = try activity.status == .published && activities.areQuotasDue(activity: activity.id)
        if areReleased { try activities.releaseQuotas(activity: activity.id) }
        if areReleased || !overdue.isEmpty { try promote(activity) }
    }

    /// Gives every free place to whoever is next and fits.
    ///
    /// Once it has begun the places of the absent go to those at the door, and nobody at home is given one any more; of one
    /// without a limit there is no door to wait at.
    func promote(_ activity: Activity) throws {
        var seating = try activities.seating(of: activity.id)
        let isOpen = activity.isRunning(at: transaction.now) && seating.capacity == nil
        guard activity.promotes(at: transaction.now) || isOpen else { return }
        try seating.serve(
            { try activities.nextWaiting(in: activity.id, after: $0, most: $1) },
            { try give(activity, to: $0.id) }
        )
    }

    /// Gives somebody who signs up or is approved while it goes on a place at once, where one is free that nobody before
    /// them is waiting for.
    func seatLate(_ signUp: Int64, _ party: Party, _ activity: Activity) throws -> Bool {
        guard activity.isRunning(at: transaction.now) else { return false }
        let seating = try activities.seating(of: activity.id)
        guard seating.fits(party) else { return false }
        var last: Waiting?
        while let waiting = try activities.nextWaiting(in: activity.id, after: last, most: seating.largest) {
            if waiting.id != signUp, seating.fits(waiting.party) { return false }
            last = waiting
        }
        try activities.save(SignUpChange(signUp, .confirmed))
        return true
    }

    func promote(_ id: Int64) throws {
        guard let activity = try activities.find(id, scope: .everything) else { return }
        try promote(activity)
    }

    private func give(_ activity: Activity, to signUp: Int64) throws {
        // An offer would end before it was made where the meeting has begun.
        switch activity.isRunning(at: transaction.now) ? .direct : activity.terms.promotion {
        case .direct:
            try activities.save(SignUpChange(signUp, .confirmed))
            let start = transaction.time.minute(of: activity.startsAt)
            try activities.tell(.signUpConfirmed, signUp: signUp, "报名已确认，\(start) 开始")
        case .offer:
            let end = try offerEnd(activity)
            var change = SignUpChange(signUp, .offered)
            change.offerExpiresAt = end
            try activities.save(change)
            let words = transaction.time.minute(of: end)
            try activities.tell(.signUpOffered, signUp: signUp, "有名额了，请于 \(words) 前确认")
        }
    }

    /// An offer ends when the activity begins, at the latest.
    private func offerEnd(_ activity: Activity) throws -> Instant {
        let hours = try transaction.calendars.settings(community: activity.community)[.offerHours]
        let end = transaction.now.advanced(bySeconds: hours * 3600)
        return activity.isStanding ? end : min(end, activity.startsAt)
    }
}

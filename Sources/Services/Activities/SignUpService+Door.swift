package import Domain

/// The door of an activity (签到): who is let in, who not and why, also from scans that were kept without a network.
extension SignUpService {
    /// Lets somebody in, or says why not.
    func checkIn(
        _ signUp: SignUp,
        _ activity: Activity,
        at moment: Instant,
        _ transaction: any Transaction
    ) throws -> DoorOutcome {
        if let closed = closed(activity, at: moment, transaction.time) { return closed }
        let status = signUp.status
        if status.after(.checkIn) == nil { return status.refusalAtDoor }
        // What was scanned while it went on and is sent when it is over corrects who was there, not who had the place.
        if !status.holdsPlace, try !hasRoom(for: signUp, activity, at: moment, transaction) {
            return status.refusalAtDoor
        }
        var change = SignUpChange(signUp.id, .attended)
        change.checkedInAt = moment
        try transaction.activities.save(change)
        return .admitted
    }

    func closed(_ activity: Activity, at moment: Instant, _ time: CommunityTime) -> DoorOutcome? {
        switch activity.status {
        case .cancelled: return .cancelled
        case .draft: return .wrongTime
        case .published, .finished:
            let day = time.date(of: moment)
            return day < time.date(of: activity.startsAt) || day > time.date(of: activity.endsAt) ? .wrongTime : nil
        }
    }

    /// Whether a place is there for who has none; some minutes after the beginning those of people who are not there are.
    private func hasRoom(
        for signUp: SignUp,
        _ activity: Activity,
        at moment: Instant,
        _ transaction: any Transaction
    ) throws -> Bool {
        try releasePlaces(activity, at: moment, transaction)
        return try transaction.activities.seating(of: activity.id).fits(signUp.party)
    }

    func releasePlaces(_ activity: Activity, at moment: Instant, _ transaction: any Transaction) throws {
        guard activity.status == .published, !activity.isStanding, !activity.arePlacesReleased else { return }
        let minutes = try transaction.calendars.settings(community: activity.community)[.releaseAfterMinutes]
        guard moment >= activity.startsAt.advanced(bySeconds: minutes * 60) else { return }
        try transaction.activities.releasePlaces(activity: activity.id)
    }

    func refusal(_ outcome: DoorOutcome, _ activity: Activity, _ time: CommunityTime) -> DomainError {
        guard outcome == .wrongTime else { return outcome.error }
        let start = time.minute(of: activity.startsAt)
        return DomainError(
            .conflict,
            outcome.rawValue,
            "活动 \(start) 开始，当天才能签到",
            "It begins \(start); check-in is on that day"
        )
    }

    /// Scans of one door, each answered for itself; the same scan is answered as it was the first time.
    package func scan(
        _ scans: [DoorScan],
        activity id: Int64,
        by principal: Principal
    ) async throws -> [DoorOutcome] {
        try await store.write { transaction in
            guard let activity = try transaction.activities.find(id, scope: principal.scope) else {
                throw DomainError.notFound
            }
            try principal.checkSeesPeople(of: activity)
            try SignUpQueue(transaction).freshen(activity)
            return try scans.map { scan in
                if let known = try transaction.activities.outcome(of: scan, activity: id) { return known }
                // Released places change what the next scan finds.
                guard let activity = try transaction.activities.find(id, scope: principal.scope) else {
                    throw DomainError.notFound
                }
                let outcome = try self.outcome(of: scan, activity, by: principal, in: transaction)
                try transaction.activities.record(scan, activity: id, outcome, by: principal.accountID)
                return outcome
            }
        }
    }

    private func outcome(
        of scan: DoorScan,
        _ activity: Activity,
        by principal: Principal,
        in transaction: any Transaction
    ) throws -> DoorOutcome {
        // A phone whose clock runs ahead by a little has not seen what has yet to happen; by more nobody knows when it was.
        let minutes = try transaction.calendars.settings(community: activity.community)[.scanAheadMinutes]
        guard scan.at <= transaction.now.advanced(bySeconds: minutes * 60) else { return .wrongTime }
        let moment = min(scan.at, transaction.now)
        if let ticket = scan.ticket, try ticket != transaction.doorTicket(signUp: scan.signUp) { return .unknown }
        guard let signUp = try transaction.activities.findSignUp(scan.signUp, scope: principal.scope) else {
            return .unknown
        }
        guard signUp.activityID == activity.id else { return .wrongActivity }
        guard scan.isOut else { return try checkIn(signUp, activity, at: moment, transaction) }
        guard signUp.status.after(.checkOut) != nil else {
            if signUp.status == .left { return .out }
            return signUp.status.holdsPlace ? .notIn : signUp.status.refusalAtDoor
        }
        // Nobody leaves before they came.
        if let came = signUp.checkedInAt, moment < came { return .wrongTime }
        var change = SignUpChange(signUp.id, .left)
        change.checkedOutAt = moment
        try transaction.activities.save(change)
        return .out
    }

    /// The ticket of a sign-up, for whoever signed up or helped.
    package func ticket(_ id: Int64, by principal: Principal) async throws -> String {
        try await store.read { reader in
            guard try reader.contains(.signUps, id: id, scope: principal.scope) else { throw DomainError.notFound }
            // Who holds it is let in: it is the person's, the helper's, and of those who stand at the door.
            guard isOwn(principal) || principal.holds(.manageSignUps) else { throw DomainError.forbidden }
            let status = try reader.reports.signUpStatus(id)
            guard status?.holdsPlace == true else {
                let now = status?.title ?? Title("不存在", "gone")
                throw DomainError(
                    .conflict,
                    "no_place",
                    "报名现为“\(now.chinese)”，获得名额后才有入场票",
                    "The sign-up is “\(now.english)”; there is a ticket once it has a place",
                    details: [("sign_up_status", .text(status?.rawValue ?? ""))]
                )
            }
            return try reader.doorTicket(signUp: id)
        }
    }

    /// What hangs at the door now, and until when.
    package func doorCode(
        activity: Int64,
        by principal: Principal,
        at now: Instant
    ) async throws -> (code: String, end: Instant) {
        try await store.read { reader in
            guard try reader.contains(.activities, id: activity, scope: principal.scope),
                let found = try reader.reports.whyWaiting(activity: activity, now: now)
            else { throw DomainError.notFound }
            try principal.checkHolds(found.activity)
            let settings = try reader.settings(community: found.community.id)?.settings ?? CommunitySettings()
            let period = DoorPeriod(at: now, minutes: settings[.doorCodeMinutes])
            return (try reader.doorCode(activity: activity, period), period.end)
        }
    }
}

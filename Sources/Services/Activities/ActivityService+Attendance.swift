package import Domain

/// Who came to an activity (到场): in bulk, while it goes on or when it is over.
extension ActivityService {
    /// Writes down who came; what was written before stays, and nobody is counted twice.
    package func attend(
        _ id: Int64,
        _ attendance: Attendance,
        ifVersion: VersionCondition?,
        by principal: Principal,
        view: View
    ) async throws -> Rendered {
        try await store.answer { transaction in
            try transaction.expect(.activities, id: id, ifVersion: ifVersion, scope: view.scope)
            guard let activity = try transaction.activities.find(id, scope: view.scope) else {
                throw DomainError.notFound
            }
            try principal.checkHolds(activity)
            let today = transaction.time.date(of: transaction.now)
            guard activity.status == .published || activity.status == .finished,
                transaction.time.date(of: activity.startsAt) <= today
            else {
                throw DomainError(
                    .conflict,
                    "wrong_time",
                    "活动现为“\(activity.status.title.chinese)”，于 \(transaction.time.minute(of: activity.startsAt)) 开始，"
                        + "当天起才能登记到场",
                    "The activity is “\(activity.status.title.english)” and begins "
                        + "\(transaction.time.minute(of: activity.startsAt)); attendance is taken from that day on"
                )
            }
            try checkSettled(activity, by: principal, in: transaction)
            try attend(activity, attendance, by: principal, in: transaction)
            return try transaction.one(.activities, id: id, view: view)
        }
    }

    /// An activity that took place before it was entered.
    func hold(_ id: Int64, _ attendance: Attendance, by principal: Principal, in transaction: any Transaction) throws {
        guard let activity = try transaction.activities.find(id, scope: principal.scope) else {
            throw DomainError.notFound
        }
        guard activity.endsAt <= transaction.now else {
            throw DomainError.invalid([
                .body("ends_at", "not_over", "活动尚未结束，不能补录为已结束", "It is not over yet, so it can not be entered as held")
            ])
        }
        try checkSettled(activity, by: principal, in: transaction)
        try checkLength(activity, by: principal, in: transaction)
        try checkTwin(activity, in: transaction)
        try transaction.activities.setStatus(activity: id, .finished, reason: nil)
        try attend(activity, attendance, by: principal, in: transaction)
    }

    func attend(
        _ activity: Activity,
        _ attendance: Attendance,
        by principal: Principal,
        in transaction: any Transaction
    ) throws {
        if !attendance.present.isEmpty || !attendance.guests.isEmpty { try principal.checkSeesPeople(of: activity) }
        try checkFigures(activity, attendance, in: transaction)
        let isOver = activity.endsAt <= transaction.now
        let moment = isOver ? activity.startsAt : transaction.now
        var faults = FaultList("#")
        for (number, id) in attendance.present.enumerated() {
            _ = try faults.collect {
                try checkIn(
                    id,
                    "\(attendance.place)sign_ups/\(number)",
                    activity,
                    at: moment,
                    by: principal,
                    in: transaction
                )
            }
        }
        for (number, guest) in attendance.guests.enumerated() {
            let place = "\(attendance.place)guests/\(number)"
            _ = try faults.collect { try admit(guest, place, activity, at: moment, by: principal, in: transaction) }
        }
        guard faults.isEmpty else { throw faults.error }
        try transaction.activities.setAttendance(
            activity: activity.id,
            attendance,
            by: principal.accountID,
            isOwnCount: Self.isOwnCount(principal),
            isCorrection: try settledDays(activity, in: transaction) != nil
        )
    }

    /// Whoever is in already is not counted again.
    private func checkIn(
        _ id: Int64,
        _ place: String,
        _ activity: Activity,
        at moment: Instant,
        by principal: Principal,
        in transaction: any Transaction
    ) throws {
        guard let signUp = try transaction.activities.findSignUp(id, scope: principal.scope),
            signUp.activityID == activity.id
        else { throw Self.fault(place, .unknown) }
        if signUp.status == .attended || signUp.status == .left { return }
        let current = try transaction.activities.find(activity.id, scope: .everything) ?? activity
        let outcome = try SignUpService(store: store).checkIn(signUp, current, at: moment, transaction)
        if outcome.isRefusal { throw Self.fault(place, outcome) }
    }

    /// Whether whoever counts is paid by what is counted.
    private static func isOwnCount(_ principal: Principal) -> Bool {
        if case .organization = principal.scope { true } else { false }
    }

    /// A resident who came without signing up: on a place, as long as the activity goes on.
    private func admit(
        _ guest: Attendance.Guest,
        _ place: String,
        _ activity: Activity,
        at moment: Instant,
        by principal: Principal,
        in transaction: any Transaction
    ) throws {
        let signUps = SignUpService(store: store)
        // Who was where is not for an operator to write down of just anybody.
        guard principal.holds(.readPeople) else {
            throw DomainError.invalid([
                .body(
                    place,
                    "not_allowed",
                    "未报名的居民由社区人员登记，运营方请填写临时到场人数（walk_ins）",
                    "Is for the community's staff to name; count those who were not signed up in walk_ins"
                )
            ])
        }
        let current = try transaction.activities.find(activity.id, scope: .everything) ?? activity
        let party = Party(size: guest.size)
        if current.status == .published {
            try signUps.releasePlaces(current, at: moment, transaction)
            let seating = try transaction.activities.seating(of: activity.id)
            guard seating.fits(party) else {
                let room = seating.room(quota: nil, isReserved: false) ?? 0
                throw DomainError.invalid([
                    .body(place, "no_room", "只剩 \(room) 个名额", "Only \(room) places are left")
                ])
            }
        }
        let draft = Draft(
            .signUps,
            [
                "activity_id": .integer(activity.id), "resident_id": .integer(guest.resident),
                "community_id": .integer(activity.community), "party_size": .integer(guest.size),
                "status": .text(SignUpStatus.attended.rawValue), "walk_in": .integer(1),
                "signed_up_by": .optional(principal.accountID), "checked_in_at": .integer(moment.milliseconds),
            ]
        )
        do {
            _ = try transaction.insert(draft, scope: principal.scope)
            try signUps.checkGuardian(of: guest.resident, in: transaction)
        } catch let error as DomainError {
            throw error.placed(at: place, members: ["resident_id", "party_size"])
        }
    }

    private static func fault(_ place: String, _ outcome: DoorOutcome) -> DomainError {
        .invalid([.body(place, outcome.rawValue, outcome.title.chinese, outcome.title.english)])
    }
}

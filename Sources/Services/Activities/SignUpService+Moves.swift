package import Domain

/// What a move of a sign-up brings with it (报名动作内容).
package struct SignUpAct: Sendable, Hashable {
    package let move: SignUpMove
    /// Of a party that changes.
    package var size: Int64?
    /// Why it is refused or excused.
    package var reason: String?

    package init(_ move: SignUpMove, size: Int64? = nil, reason: String? = nil) {
        self.move = move
        self.size = size
        self.reason = reason
    }
}

extension SignUpService {
    package func move(
        _ id: Int64,
        _ act: SignUpAct,
        ifVersion: VersionCondition?,
        by principal: Principal,
        view: View
    ) async throws -> Rendered {
        try await store.answer { transaction in
            try transaction.expect(.signUps, id: id, ifVersion: ifVersion, scope: principal.scope)
            try self.move(id, act, by: principal, in: transaction)
            return try transaction.one(.signUps, id: id, view: view)
        }
    }

    /// Answers the form anew, as long as the person still means to come.
    package func answer(
        _ id: Int64,
        _ answers: [String: GivenAnswer],
        ifVersion: VersionCondition?,
        by principal: Principal,
        view: View
    ) async throws -> Rendered {
        try await store.answer { transaction in
            try transaction.expect(.signUps, id: id, ifVersion: ifVersion, scope: principal.scope)
            guard let signUp = try transaction.activities.findSignUp(id, scope: principal.scope) else {
                throw DomainError.notFound
            }
            guard signUp.status.isOpen else {
                throw DomainError.illegalMove(
                    "answer",
                    of: Title("报名", "sign-up"),
                    from: signUp.status,
                    allowed: signUp.status.allowedMoves
                )
            }
            let form = try transaction.activities.form(of: signUp.activityID)
            try transaction.activities.keep(form.kept(answers), of: id)
            return try transaction.one(.signUps, id: id, view: view)
        }
    }

    package func move(_ id: Int64, _ act: SignUpAct, by principal: Principal, in transaction: any Transaction) throws {
        guard let before = try transaction.activities.findSignUp(id, scope: principal.scope),
            // Whoever signed up sees it, whatever became of the activity.
            let activity = try transaction.activities.find(before.activityID, scope: .everything)
        else { throw DomainError.notFound }
        try SignUpQueue(transaction).freshen(activity)
        // Freshening may have ended the offer or given a place.
        guard let signUp = try transaction.activities.findSignUp(id, scope: principal.scope) else {
            throw DomainError.notFound
        }
        if act.move == .checkIn {
            let outcome = try checkIn(signUp, activity, at: transaction.now, transaction)
            if outcome.isRefusal { throw refusal(outcome, activity, transaction.time) }
            return
        }
        guard let next = signUp.status.after(act.move) else {
            throw DomainError.illegalMove(
                act.move.rawValue,
                of: Title("报名", "sign-up"),
                from: signUp.status,
                allowed: signUp.status.allowedMoves
            )
        }
        try carryOut(act, signUp, activity, next, by: principal, in: transaction)
    }

    private func carryOut(
        _ act: SignUpAct,
        _ signUp: SignUp,
        _ activity: Activity,
        _ next: SignUpStatus,
        by principal: Principal,
        in transaction: any Transaction
    ) throws {
        var change = SignUpChange(signUp.id, next)
        switch act.move {
        case .cancel:
            try checkCutOff(activity, by: principal, at: transaction.now, time: transaction.time)
            try transaction.activities.save(change)
            if !isOwn(principal) { try transaction.activities.tell(.signUpCancelled, signUp: signUp.id, nil) }
        case .approve:
            try transaction.activities.save(change)
            let queue = SignUpQueue(transaction)
            if try queue.seatLate(signUp.id, signUp.party, activity) {
                let words = "已开始，请直接到现场"
                return try transaction.activities.tell(.signUpConfirmed, signUp: signUp.id, words)
            }
            try queue.promote(activity)
            let status = try transaction.activities.findSignUp(signUp.id, scope: .everything)?.status
            if status == .waitlisted { try transaction.activities.tell(.signUpWaiting, signUp: signUp.id, nil) }
            return
        case .refuse:
            change.reason = act.reason
            try transaction.activities.save(change)
            try transaction.activities.tell(.signUpRefused, signUp: signUp.id, act.reason)
        case .resize:
            try resize(signUp, to: act.size ?? signUp.party.size, activity, in: transaction)
        case .checkOut:
            change.checkedOutAt = transaction.now
            try transaction.activities.save(change)
        case .excuse:
            change.isExcused = true
            change.reason = act.reason
            try transaction.activities.save(change)
            if try !isPenalised(signUp.residentID, activity, transaction) {
                try transaction.activities.liftPenalty(of: signUp.residentID)
            }
        case .undoCheckIn:
            try undoCheckIn(signUp, activity, next, in: transaction)
        case .acceptOffer, .checkIn:
            try transaction.activities.save(change)
        }
        if signUp.status.isOpen { try SignUpQueue(transaction).promote(activity) }
    }

    /// Takes back a check-in or check-out that was a mistake, as long as one may be entered; whoever only walked in has no
    /// sign-up then, and who was not there after all did not come.
    private func undoCheckIn(
        _ signUp: SignUp,
        _ activity: Activity,
        _ next: SignUpStatus,
        in transaction: any Transaction
    ) throws {
        if let closed = closed(activity, at: transaction.now, transaction.time) {
            throw refusal(closed, activity, transaction.time)
        }
        guard signUp.status != .left else { return try transaction.activities.save(SignUpChange(signUp.id, next)) }
        let before = activity.status == .finished ? SignUpStatus.noShow : next
        var change = SignUpChange(signUp.id, signUp.isWalkIn ? .cancelled : before)
        change.isCheckInUndone = true
        try transaction.activities.save(change)
        if signUp.isWalkIn { try SignUpQueue(transaction).promote(activity) }
    }

    /// Whether whoever acts knows of it without being told.
    func isOwn(_ principal: Principal) -> Bool {
        if case .resident = principal.scope { true } else { false }
    }

    private func resize(_ signUp: SignUp, to size: Int64, _ activity: Activity, in transaction: any Transaction) throws
    {
        let seating = try transaction.activities.seating(of: activity.id)
        try checkSize(size, activity, seating, isReserved: signUp.party.isReserved)
        if signUp.status.holdsPlace, !seating.fits(signUp.party, grownTo: size) {
            let room = seating.room(quota: signUp.party.quota, isReserved: signUp.party.isReserved) ?? 0
            throw DomainError(
                .conflict,
                "no_room",
                "只剩 \(room) 个名额，不能由 \(signUp.party.size) 人增加到 \(size) 人",
                "Only \(room) places are left; a party of \(signUp.party.size) can not become \(size)",
                details: [("free", .integer(room)), ("party_size", .integer(signUp.party.size))]
            )
        }
        var change = SignUpChange(signUp.id, signUp.status)
        change.size = size
        if signUp.status == .offered { change.offerExpiresAt = try transaction.activities.offerEnd(of: signUp.id) }
        try transaction.activities.save(change)
    }

    /// After the cut-off only the organiser takes somebody off the list.
    private func checkCutOff(
        _ activity: Activity,
        by principal: Principal,
        at now: Instant,
        time: CommunityTime
    ) throws {
        guard !principal.holds(.manageSignUps), activity.status == .published else { return }
        let end = activity.window.cancelClosesAt ?? (activity.isStanding ? activity.endsAt : activity.startsAt)
        guard now < end else {
            throw DomainError(
                .conflict,
                "too_late",
                "自行取消已于 \(time.minute(of: end)) 截止，请联系主办方",
                "Cancelling ended at \(time.minute(of: end)); please ask the organiser",
                details: [("rule", .text("cancel_closes_at")), ("until", .text(time.rfc3339(end)))]
            )
        }
    }
}

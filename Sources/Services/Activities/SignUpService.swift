package import Domain

/// 报名: everybody passes through the queue, in the order of the writer; places are never oversold.
package struct SignUpService: Sendable {
    private let store: any Store

    package init(store: any Store) { self.store = store }

    package func signUp(_ draft: Draft, by principal: Principal, view: View) async throws -> Rendered {
        try await store.answer { transaction in
            let id = try signUp(draft, by: principal, in: transaction)
            return try transaction.one(.signUps, id: id, view: view)
        }
    }

    /// Joins the queue and takes a place at once where one is free and nobody who fits is waiting before.
    package func signUp(_ draft: Draft, by principal: Principal, in transaction: any Transaction) throws -> Int64 {
        guard let activityID = draft.integer("activity_id"), let resident = draft.integer("resident_id") else {
            preconditionFailure("a sign-up draft carries its activity and resident")
        }
        guard let activity = try transaction.activities.find(activityID, scope: principal.scope) else {
            throw DomainError.invalid([
                .body("activity_id", "unknown_reference", "没有这个活动", "There is no such activity")
            ])
        }
        try checkOpen(activity, at: transaction.now, time: transaction.time)
        if let capacity = activity.capacity, let size = draft.integer("party_size"), size > capacity {
            throw DomainError.invalid([
                .body("party_size", "never_fits", "人数超过名额 \(capacity)", "There are only \(capacity) places in all")
            ])
        }
        var draft = draft
        draft["community_id"] = .integer(activity.community)
        draft["status"] = .text(SignUpStatus.waitlisted.rawValue)
        draft["signed_up_by"] = .optional(principal.accountID)
        let id = try transaction.insert(draft, scope: principal.scope)
        if activity.isForPartyMembersOnly, try !transaction.activities.isPartyMember(resident: resident) {
            throw DomainError(
                .conflict,
                "not_eligible",
                "本活动仅限党员报名",
                "The activity is for Party members only",
                details: [("rule", .text("party_members_only"))]
            )
        }
        try checkGuardian(of: resident, in: transaction)
        _ = try transaction.activities.promote(activity: activityID)
        return id
    }

    /// A child is signed up only where a guardian agreed to it.
    private func checkGuardian(of resident: Int64, in transaction: any Transaction) throws {
        let today = transaction.time.date(of: transaction.now)
        guard let person = try transaction.consents.person(resident),
            person.birth.age(on: today) < Purpose.ageOfOwnConsent,
            try !transaction.consents.stands(.activities, of: resident, on: today)
        else { return }
        throw DomainError.guardianMissing(.activities)
    }

    package func move(
        _ id: Int64,
        _ move: SignUpMove,
        ifVersion: VersionCondition?,
        by principal: Principal,
        view: View
    ) async throws -> Rendered {
        try await store.answer { transaction in
            try transaction.expect(.signUps, id: id, ifVersion: ifVersion, scope: principal.scope)
            try self.move(id, move, by: principal, in: transaction)
            return try transaction.one(.signUps, id: id, view: view)
        }
    }

    package func move(_ id: Int64, _ move: SignUpMove, by principal: Principal, in transaction: any Transaction) throws
    {
        guard let signUp = try transaction.activities.findSignUp(id, scope: principal.scope) else {
            throw DomainError.notFound
        }
        guard let next = signUp.status.after(move) else {
            let allowed = SignUpMove.allCases.filter { signUp.status.after($0) != nil }.map(\.rawValue)
            throw DomainError.illegalMove(
                move.rawValue,
                of: Title("报名", "sign-up"),
                from: signUp.status,
                allowed: allowed
            )
        }
        if move == .checkIn { try checkDoor(signUp.activityID, principal, transaction) }
        try transaction.activities.setSignUpStatus(
            id,
            next,
            checkedInAt: next == .attended ? transaction.now : nil
        )
        if next == .cancelled { _ = try transaction.activities.promote(activity: signUp.activityID) }
    }

    /// What the door refuses: an activity that does not take place, and one of another day.
    private func checkDoor(_ id: Int64, _ principal: Principal, _ transaction: any Transaction) throws {
        guard let activity = try transaction.activities.find(id, scope: principal.scope) else {
            throw DomainError.notFound
        }
        guard activity.status == .published else {
            throw DomainError(
                .conflict,
                activity.status == .cancelled ? "cancelled" : "not_open",
                "活动现为“\(activity.status.title.chinese)”，不能签到",
                "The activity is “\(activity.status.title.english)”; nobody checks in"
            )
        }
        guard transaction.time.date(of: activity.startsAt) <= transaction.time.date(of: transaction.now) else {
            let start = transaction.time.minute(of: activity.startsAt)
            throw DomainError(
                .conflict,
                "wrong_time",
                "活动 \(start) 开始，当天才能签到",
                "It begins \(start); check-in is on that day"
            )
        }
    }

    private func checkOpen(_ activity: Activity, at now: Instant, time: CommunityTime) throws {
        guard activity.status == .published else {
            throw DomainError(
                .conflict,
                "not_open",
                "活动现为“\(activity.status.title.chinese)”，不接受报名",
                "The activity is “\(activity.status.title.english)” and takes no sign-ups",
                details: [("activity_status", .text(activity.status.rawValue))]
            )
        }
        if let opens = activity.signUpOpensAt, now < opens {
            throw DomainError(
                .conflict,
                "not_open_yet",
                "报名于 \(time.minute(of: opens)) 开始",
                "Sign-up opens at \(time.minute(of: opens))"
            )
        }
        let closes = activity.signUpClosesAt ?? activity.endsAt
        guard now < closes else {
            throw DomainError(
                .conflict,
                "closed",
                "报名已于 \(time.minute(of: closes)) 截止",
                "Sign-up closed at \(time.minute(of: closes))"
            )
        }
    }
}

/// What can be done to a sign-up (报名动作).
package enum SignUpMove: String, CaseIterable, Sendable {
    case cancel
    case checkIn = "check-in"
}

extension SignUpStatus {
    func after(_ move: SignUpMove) -> SignUpStatus? {
        switch (self, move) {
        case (.pending, .cancel), (.confirmed, .cancel), (.waitlisted, .cancel), (.offered, .cancel): .cancelled
        case (.confirmed, .checkIn): .attended
        case (.pending, _), (.confirmed, _), (.waitlisted, _), (.offered, _), (.cancelled, _), (.refused, _),
            (.expired, _), (.attended, _), (.noShow, _), (.left, _):
            nil
        }
    }
}

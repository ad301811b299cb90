package import Domain

/// 报名: everybody passes through the queue, in the order of the writer; places are never oversold.
package struct SignUpService: Sendable {
    let store: any Store

    package init(store: any Store) { self.store = store }

    /// Signs somebody up; `faults` are those that the body has already, which stand with all others.
    package func signUp(
        _ draft: Draft,
        answers: [String: GivenAnswer] = [:],
        beside faults: [FieldError] = [],
        by principal: Principal,
        view: View
    ) async throws -> Rendered {
        try await store.answer { transaction in
            let id = try signUp(draft, answers: answers, beside: faults, by: principal, in: transaction)
            return try transaction.one(.signUps, id: id, view: view)
        }
    }

    /// Joins the queue and takes a place at once where one is free; nobody who fits waits before.
    package func signUp(
        _ draft: Draft,
        answers: [String: GivenAnswer] = [:],
        beside others: [FieldError] = [],
        by principal: Principal,
        in transaction: any Transaction
    ) throws -> Int64 {
        guard let activityID = draft.integer("activity_id"), let resident = draft.integer("resident_id") else {
            preconditionFailure("a sign-up draft carries its activity and resident")
        }
        var faults = FaultList("#", others)
        guard let activity = try transaction.activities.find(activityID, scope: principal.scope) else {
            _ = try faults.collect { throw try unknown(activityID, principal, in: transaction) }
            try faults.collectBeside { try transaction.check(draft, scope: principal.scope) }
            throw faults.error
        }
        try principal.checkSignsUp(resident, for: activity)
        let queue = SignUpQueue(transaction)
        try queue.freshen(activity)
        try checkOpen(activity, at: transaction.now, time: transaction.time)
        let isReserved = draft.integer("reserved") == 1
        if isReserved, !principal.holds(.manageSignUps) { throw DomainError.forbidden }
        try checkRefusal(of: resident, activity, by: principal, in: transaction)
        let seating = try transaction.activities.seating(of: activityID)
        let helper = try helper(of: resident, principal, in: transaction)
        let scope = helper == nil ? principal.scope : .community(activity.community)
        _ = try faults.collect {
            try checkSize(draft.integer("party_size") ?? 1, activity, seating, isReserved: isReserved)
        }
        let kept = try faults.collect { try transaction.activities.form(of: activityID).kept(answers) }
        guard let kept, faults.isEmpty else {
            // Of somebody out of sight nothing is told, but that there is no such person.
            try faults.collectBeside { try transaction.check(draft, scope: scope) }
            if try transaction.contains(.residents, id: resident, scope: scope) {
                try faults.collectRefusal("resident_id") { try checkPerson(resident, activity, in: transaction) }
            }
            throw faults.error
        }
        var draft = draft
        let party = Party(
            size: draft.integer("party_size") ?? 1,
            quota: isReserved || seating.quotas.isEmpty ? nil : try quota(of: resident, in: activity, transaction),
            isReserved: isReserved
        )
        let status = try status(of: party, in: activity, seating, at: transaction.now)
        draft["community_id"] = .integer(activity.community)
        draft["status"] = .text(SignUpStatus.waitlisted.rawValue)
        draft["signed_up_by"] = .optional(principal.accountID)
        draft["quota_id"] = .optional(party.quota)
        draft["helper_id"] = .optional(helper)
        draft["penalised"] = .integer(try isPenalised(resident, activity, transaction) ? 1 : 0)
        let id = try transaction.insert(draft, scope: scope, standing: Self.standing)
        try checkPerson(resident, activity, in: transaction)
        if !kept.isEmpty { try transaction.activities.keep(kept, of: id) }
        if status != .waitlisted {
            try transaction.activities.save(SignUpChange(id, status))
        } else {
            _ = try queue.seatLate(id, party, activity)
        }
        return id
    }

    /// What was found on the way, and is not looked for once more.
    private static let standing = ["activity_id", "signed_up_by", "quota_id", "helper_id"]

    private func status(
        of party: Party,
        in activity: Activity,
        _ seating: Seating,
        at now: Instant
    ) throws -> SignUpStatus {
        if activity.terms.needsApproval, !party.isReserved { return .pending }
        return activity.promotes(at: now) && seating.fits(party) ? .confirmed : .waitlisted
    }

    /// What another branch announced is seen, but its list is its own.
    private func unknown(
        _ activity: Int64,
        _ principal: Principal,
        in transaction: any Transaction
    ) throws -> DomainError {
        if case .branch(_, community: let community) = principal.scope,
            let other = try transaction.activities.find(activity, scope: .community(community)),
            other.status == .published || other.status == .finished
        {
            return DomainError(
                .forbidden,
                "other_branch",
                "支部书记只为本支部的活动代报名；其他党组织的活动由党员本人报名，或请社区办理",
                "A branch secretary signs up others for what the own branch holds; for anything else members sign up "
                    + "themselves, or the community does it",
                details: [("rule", .text("own_branch"))]
            )
        }
        // What was announced and then called off is no secret to whoever meant to come.
        if case .resident(_, community: let community) = principal.scope,
            let gone = try transaction.activities.find(activity, scope: .onlooker(community: community)),
            gone.status == .cancelled
        {
            return Self.notOpen(gone)
        }
        return .invalid([.body("activity_id", "unknown_reference", "没有这个活动", "There is no such activity")])
    }

    /// Whoever was refused is let in again by the organiser alone.
    private func checkRefusal(
        of resident: Int64,
        _ activity: Activity,
        by principal: Principal,
        in transaction: any Transaction
    ) throws {
        guard !principal.holds(.manageSignUps),
            let reason = try transaction.activities.refusal(of: resident, activity: activity.id)
        else { return }
        throw DomainError(
            .conflict,
            "refused_before",
            "主办方已拒绝该报名：\(reason)；如有异议请联系主办方",
            "The organiser refused this sign-up: \(reason); please ask the organiser",
            details: [("reason", .text(reason))]
        )
    }

    /// Eligibility, and of a child the guardian's consent.
    func checkPerson(_ resident: Int64, _ activity: Activity, in transaction: any Transaction) throws {
        let day = transaction.time.date(of: activity.startsAt)
        if !activity.eligibility.isForEverybody, let person = try transaction.activities.applicant(resident) {
            let group = try activity.eligibility.group.flatMap(transaction.activities.group)
            let broken = activity.eligibility.broken(by: person, of: group, on: day)
            if !broken.isEmpty { throw DomainError.notEligible(broken) }
        }
        try checkGuardian(of: resident, in: transaction)
    }

    /// A child is signed up only where a guardian agreed to it.
    func checkGuardian(of resident: Int64, in transaction: any Transaction) throws {
        let today = transaction.time.date(of: transaction.now)
        guard let person = try transaction.consents.person(resident),
            person.birth.age(on: today) < Purpose.ageOfOwnConsent,
            try !transaction.consents.stands(.activities, of: resident, on: today)
        else { return }
        throw DomainError.guardianMissing(.activities)
    }

    /// A resident signs up somebody of the own household, an elder or a child, and is recorded as the helper.
    private func helper(of resident: Int64, _ principal: Principal, in transaction: any Transaction) throws -> Int64? {
        guard case .resident(let own, community: _) = principal.scope, own != resident,
            let home = try transaction.consents.person(own)?.household,
            try transaction.consents.person(resident)?.household == home
        else { return nil }
        return own
    }

    private func quota(
        of resident: Int64,
        in activity: Activity,
        _ transaction: any Transaction
    ) throws -> Int64? {
        let quotas = try transaction.activities.quotas(of: activity.id)
        guard !quotas.isEmpty, let person = try transaction.activities.applicant(resident) else { return nil }
        let day = transaction.time.date(of: activity.startsAt)
        return quotas.first { person.belongs(to: $0.group, on: day) }?.id
    }

    func isPenalised(
        _ resident: Int64,
        _ activity: Activity,
        _ transaction: any Transaction
    ) throws -> Bool {
        let absences = try transaction.activities.absences(of: resident)
        guard !absences.isEmpty else { return false }
        let penalty = NoShowPenalty(try transaction.calendars.settings(community: activity.community))
        return penalty.holds(at: transaction.now, absences: absences)
    }

    func checkSize(_ size: Int64, _ activity: Activity, _ seating: Seating, isReserved: Bool) throws {
        let limit = activity.terms.partyLimit
        if size > limit {
            throw DomainError.invalid([
                .body("party_size", "too_many", "同行最多 \(limit) 人", "A party has \(limit) people at most")
            ])
        }
        guard let capacity = seating.capacity else { return }
        let places = isReserved ? seating.reserved : max(0, capacity - seating.reserved)
        if size > places {
            throw DomainError.invalid([
                .body("party_size", "never_fits", "人数超过名额 \(places)", "There are only \(places) places in all")
            ])
        }
    }

    private static func notOpen(_ activity: Activity) -> DomainError {
        DomainError(
            .conflict,
            "not_open",
            "活动现为“\(activity.status.title.chinese)”，不接受报名",
            "The activity is “\(activity.status.title.english)” and takes no sign-ups",
            details: [("activity_status", .text(activity.status.rawValue))]
        )
    }

    private func checkOpen(_ activity: Activity, at now: Instant, time: CommunityTime) throws {
        guard activity.status == .published else {
            throw Self.notOpen(activity)
        }
        if let opens = activity.window.opensAt, now < opens {
            throw DomainError(
                .conflict,
                "not_open_yet",
                "报名于 \(time.minute(of: opens)) 开始",
                "Sign-up opens at \(time.minute(of: opens))"
            )
        }
        let closes = activity.window.closesAt ?? activity.endsAt
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

package import Domain

/// 活动: made as a draft, published, changed, finished with its attendance; or entered when it is over.
package struct ActivityService: Sendable {
    let store: any Store

    package init(store: any Store) { self.store = store }

    /// Makes a draft; with an attendance it has been held already, and is entered finished.
    package func create(
        _ draft: Draft,
        held attendance: Attendance? = nil,
        by principal: Principal,
        view: View
    ) async throws -> Rendered {
        try Self.checkParty(draft, by: principal)
        return try await store.answer { transaction in
            let id = try create(draft, scope: view.scope, in: transaction)
            if let attendance { try hold(id, attendance, by: principal, in: transaction) }
            return try transaction.one(.activities, id: id, view: view)
        }
    }

    package func create(_ draft: Draft, scope: DataScope, in transaction: any Transaction) throws -> Int64 {
        try OnlineLink.check(draft)
        var draft = draft
        draft["status"] = .text(ActivityStatus.draft.rawValue)
        // What an organization or a branch makes is its own.
        switch scope {
        case .organization(let id, community: _):
            if let named = draft.integer("organizer_id"), named != id {
                throw DomainError.invalid([
                    .body("organizer_id", "other_organizer", "只能是本单位", "Is the own organization only")
                ])
            }
            draft["organizer_id"] = .integer(id)
        case .branch(let id, community: _): draft["party_organization_id"] = .integer(id)
        case .everything, .subdistrict, .community, .grid, .resident, .visitor: break
        }
        let id = try transaction.insert(draft, scope: scope)
        try checkPlaces(id, in: transaction)
        return id
    }

    /// Changes an activity.
    ///
    /// More places go to those who wait; fewer throw nobody out. Whoever signed up is told of another time or place.
    package func update(
        _ draft: Draft,
        id: Int64,
        ifVersion: VersionCondition?,
        by principal: Principal,
        view: View
    ) async throws -> Rendered {
        try Self.checkParty(draft, by: principal)
        return try await store.answer { transaction in
            try transaction.expect(.activities, id: id, ifVersion: ifVersion, scope: view.scope)
            if let activity = try transaction.activities.find(id, scope: view.scope) {
                try checkSettled(activity, by: principal, in: transaction)
            }
            try update(draft, id: id, scope: view.scope, in: transaction)
            return try transaction.one(.activities, id: id, view: view)
        }
    }

    func update(_ draft: Draft, id: Int64, scope: DataScope, in transaction: any Transaction) throws {
        guard let activity = try transaction.activities.find(id, scope: scope) else {
            throw DomainError.notFound
        }
        guard activity.status == .draft || activity.status == .published || saysOnlyOutcome(draft) else {
            throw DomainError(
                .conflict,
                "not_changeable",
                "活动现为“\(activity.status.title.chinese)”，不能再修改",
                "The activity is “\(activity.status.title.english)” and can not be changed any more"
            )
        }
        if activity.status == .published, let starts = draft.integer("starts_at"),
            starts != activity.startsAt.milliseconds,
            transaction.time.date(of: Instant(milliseconds: starts)) < transaction.time.date(of: transaction.now)
        {
            throw DomainError.invalid([
                .body("starts_at", "in_past", "已发布的活动不能改到过去", "What is announced is not moved into the past")
            ])
        }
        try OnlineLink.check(draft)
        try SignUpQueue(transaction).freshen(activity)
        let place = try transaction.activities.place(of: id)
        let price = try transaction.activities.price(of: id)
        try transaction.update(draft, id: id, ifVersion: nil, scope: scope)
        try checkPlaces(id, in: transaction)
        guard let changed = try transaction.activities.find(id, scope: scope) else {
            throw DomainError.notFound
        }
        if (activity.startsAt, activity.endsAt) != (changed.startsAt, changed.endsAt) {
            try ActivityRooms(transaction)
                .move(activity, to: changed.startsAt..<changed.endsAt, by: transaction.origin?.account)
        }
        if activity.status == .published {
            let newPlace = try transaction.activities.place(of: id)
            try tell(activity, place, became: changed, newPlace, in: transaction)
            try tellTerms(activity, price, became: changed, in: transaction)
        }
        // Who waited to be approved has waited longest, and nobody has to approve any more.
        if activity.terms.needsApproval, !changed.terms.needsApproval {
            try transaction.activities.queuePending(activity: id)
        }
        try SignUpQueue(transaction).promote(changed)
    }

    /// What came of an activity is written when it is over.
    private func saysOnlyOutcome(_ draft: Draft) -> Bool {
        let outcome = Resource[.activities].index(of: "outcome")
        return draft.values.allSatisfy { $0.field == outcome }
    }

    private func tell(
        _ activity: Activity,
        _ place: String,
        became changed: Activity,
        _ newPlace: String,
        in transaction: any Transaction
    ) throws {
        var words: [String] = []
        let time = transaction.time
        if (activity.startsAt, activity.endsAt) != (changed.startsAt, changed.endsAt) {
            words.append(
                "时间改为 \(time.minute(of: changed.startsAt)) 至 \(time.minute(of: changed.endsAt))（new time）"
            )
        }
        if place != newPlace { words.append("地点改为 \(newPlace)（new place）") }
        guard !words.isEmpty else { return }
        try transaction.activities.advanceSequence(activity: activity.id)
        try transaction.activities.tellAll(
            .activityChanged,
            activity: activity.id,
            words.joined(separator: "；")
        )
    }

    /// A free class that is not free any more, or that can not be cancelled so long, is told of; its calendar stays.
    private func tellTerms(
        _ activity: Activity,
        _ price: Int64,
        became changed: Activity,
        in transaction: any Transaction
    ) throws {
        var words: [String] = []
        let (newPrice, time) = (try transaction.activities.price(of: activity.id), transaction.time)
        if price != newPrice {
            let fen = newPrice % 100
            words.append("费用改为 Now costs ¥\(newPrice / 100).\(fen < 10 ? "0" : "")\(fen)")
        }
        if let end = changed.window.cancelClosesAt, end != activity.window.cancelClosesAt {
            words.append("自行取消截止于 Can be cancelled until \(time.minute(of: end))")
        }
        guard !words.isEmpty else { return }
        try transaction.activities.tellAll(.activityChanged, activity: activity.id, words.joined(separator: "；"))
    }

    /// What is kept back can not be more than there is.
    func checkPlaces(_ id: Int64, in transaction: any Transaction) throws {
        let seating = try transaction.activities.seating(of: id)
        let kept = seating.reserved + seating.quotas.reduce(0) { $0 + $1.places }
        guard kept > 0, kept > seating.capacity ?? 0 else { return }
        let capacity = seating.capacity.map { "\($0)" } ?? "—"
        throw DomainError.invalid([
            .body(
                "capacity",
                "more_kept_than_there_is",
                "保留和分组名额共 \(kept) 个，超过名额 \(capacity)",
                "\(kept) places are reserved or set aside, of \(capacity) in all"
            )
        ])
    }

    package func move(
        _ id: Int64,
        _ move: ActivityMove,
        ifVersion: VersionCondition?,
        by principal: Principal,
        view: View
    ) async throws -> Rendered {
        try await store.answer { transaction in
            try transaction.expect(.activities, id: id, ifVersion: ifVersion, scope: view.scope)
            try self.move(id, move, by: principal, scope: view.scope, in: transaction)
            return try transaction.one(.activities, id: id, view: view)
        }
    }

    package func move(
        _ id: Int64,
        _ move: ActivityMove,
        by principal: Principal,
        scope: DataScope,
        in transaction: any Transaction
    ) throws {
        guard let activity = try transaction.activities.find(id, scope: scope) else { throw DomainError.notFound }
        guard let next = activity.status.after(move) else {
            throw DomainError.illegalMove(
                move.name,
                of: Title("活动", "activity"),
                from: activity.status,
                allowed: activity.status.allowedMoves
            )
        }
        switch move {
        case .publish: try transaction.activities.setStatus(activity: id, next, reason: nil)
        case .cancel(let reason):
            guard try !transaction.activities.hasBegun(activity: id) else {
                throw DomainError(
                    .conflict,
                    "has_begun",
                    "已有人签到，不能取消；提前结束的请用 finish",
                    "People are there already, so it can not be cancelled; finish it where it ends early"
                )
            }
            let words = "活动已取消（cancelled）" + (reason.map { "：\($0)" } ?? "")
            try transaction.activities.tellAll(.activityCancelled, activity: id, words)
            try transaction.activities.cancelSignUps(activity: id)
            try ActivityRooms(transaction).giveBack(id)
            try transaction.activities.setStatus(activity: id, next, reason: reason)
        case .finish(let attendance):
            try checkSettled(activity, by: principal, in: transaction)
            guard activity.startsAt <= transaction.now else {
                throw DomainError(
                    .conflict,
                    "not_started",
                    "活动尚未开始，不能结束",
                    "The activity has not begun, so it can not be finished"
                )
            }
            try transaction.activities.setStatus(activity: id, next, reason: nil)
            try attend(activity, attendance, by: principal, in: transaction)
            try transaction.activities.settleSignUps(activity: id)
        }
    }
}

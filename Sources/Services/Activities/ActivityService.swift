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
        try await store.answer { transaction in
            try check(draft, by: principal, scope: view.scope, in: transaction)
            let id = try create(draft, scope: view.scope, in: transaction)
            if let attendance { try hold(id, attendance, by: principal, in: transaction) }
            return try transaction.one(.activities, id: id, view: view)
        }
    }

    /// All that is wrong with a new activity, at once.
    private func check(
        _ draft: Draft,
        by principal: Principal,
        scope: DataScope,
        in transaction: any Transaction
    ) throws {
        var faults = FaultList("#")
        _ = try faults.collect { try Self.checkParty(draft, by: principal) }
        _ = try faults.collect { try OnlineLink.check(draft) }
        _ = try faults.collect { try Self.owned(draft, scope) }
        _ = try faults.collect {
            let (kept, field) = (draft.integer("reserved_places") ?? 0, Self.fieldOfPlaces(draft))
            try Self.checkPlaces(kept: kept, of: draft.integer("capacity"), field: field)
        }
        guard !faults.isEmpty else { return }
        try faults.collectBeside { try transaction.check(draft, scope: scope) }
        throw faults.error
    }

    private static func fieldOfPlaces(_ draft: Draft) -> String {
        draft["capacity"] == nil ? "reserved_places" : "capacity"
    }

    package func create(_ draft: Draft, scope: DataScope, in transaction: any Transaction) throws -> Int64 {
        try OnlineLink.check(draft)
        var draft = try Self.owned(draft, scope)
        draft["status"] = .text(ActivityStatus.draft.rawValue)
        let id = try transaction.insert(draft, scope: scope)
        try checkPlaces(id, field: Self.fieldOfPlaces(draft), in: transaction)
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
        view: View,
        writing: @escaping OpeningExceptionService.Writing
    ) async throws -> Rendered {
        try Self.checkParty(draft, by: principal)
        return try await store.answer { transaction in
            try transaction.expect(.activities, id: id, ifVersion: ifVersion, scope: view.scope)
            if let activity = try transaction.activities.find(id, scope: view.scope) {
                try checkSettled(activity, by: principal, in: transaction)
                try Self.keepParty(draft, activity, by: principal)
                try principal.checkHolds(activity)
            }
            let released = try update(draft, id: id, scope: view.scope, in: transaction)
            let answer = try transaction.one(.activities, id: id, view: view)
            return released.isEmpty ? answer : answer.adding("released_bookings", writing(released))
        }
    }

    /// Says which rooms were given back, since it is held elsewhere.
    @discardableResult
    func update(
        _ draft: Draft,
        id: Int64,
        scope: DataScope,
        in transaction: any Transaction
    ) throws -> [KeptRoom] {
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
        try checkPlaces(id, field: draft["capacity"] == nil ? "reserved_places" : "capacity", in: transaction)
        guard let changed = try transaction.activities.find(id, scope: scope) else {
            throw DomainError.notFound
        }
        var released: [KeptRoom] = []
        if let left = activity.host.venue, left != changed.host.venue {
            released = try ActivityRooms(transaction).leave(left, activity)
        }
        if (activity.startsAt, activity.endsAt) != (changed.startsAt, changed.endsAt) {
            try ActivityRooms(transaction).move(activity, to: changed.startsAt..<changed.endsAt, scope: scope)
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
        return released
    }

    /// What came of an activity is written when it is over.
    private func saysOnlyOutcome(_ draft: Draft) -> Bool {
        let outcome = Resource[.activities].index(of: "outcome")
        return draft.values.allSatisfy { $0.field == outcome }
    }

    /// What is kept back can not be more than there is; what quotas have released is not kept any more.
    ///
    /// `field` is what of the body is too much or too little.
    func checkPlaces(_ id: Int64, field: String, in transaction: any Transaction) throws {
        let seating = try transaction.activities.seating(of: id)
        let setAside = seating.areQuotasReleased ? 0 : seating.quotas.reduce(0) { $0 + $1.places }
        try Self.checkPlaces(kept: seating.reserved + setAside, of: seating.capacity, field: field)
    }

    private static func checkPlaces(kept: Int64, of capacity: Int64?, field: String) throws {
        guard kept > 0, kept > capacity ?? 0 else { return }
        guard let capacity else {
            throw DomainError.invalid([
                .body(
                    field,
                    "more_kept_than_there_is",
                    "保留和分组名额共 \(kept) 个，活动不限名额，无须保留；请先设定名额",
                    "\(kept) places are reserved or set aside of an activity without a limit; give it a capacity first"
                )
            ])
        }
        throw DomainError.invalid([
            .body(
                field,
                "more_kept_than_there_is",
                "保留和分组名额共 \(kept) 个，超过名额 \(capacity)",
                "\(kept) places are reserved or set aside, of \(capacity) in all"
            )
        ])
    }
}

package import Domain

/// 系列活动: meetings made by a rule, published together, moved or called off one by one.
package struct SeriesService: Sendable {
    let store: any Store
    let activities: ActivityService

    package init(store: any Store) {
        self.store = store
        activities = ActivityService(store: store)
    }

    /// Makes a series with its meetings, as drafts.
    package func create(_ draft: Draft, by principal: Principal, view: View) async throws -> Rendered {
        try ActivityService.checkParty(draft, by: principal)
        return try await store.answer { transaction in
            let id = try create(draft, scope: view.scope, in: transaction)
            return try transaction.one(.activitySeries, id: id, view: view)
        }
    }

    package func create(_ draft: Draft, scope: DataScope, in transaction: any Transaction) throws -> Int64 {
        if let fault = fault(draft) { throw DomainError.invalid([fault]) }
        var draft = draft
        try ActivityService.keepOwn(&draft, scope)
        let id = try transaction.insert(draft, scope: scope)
        guard try makeMeetings(of: id, scope: scope, in: transaction) > 0 else {
            throw DomainError.invalid([
                .body("rule", "no_meetings", "按此规则没有任何一次", "By this rule there is no meeting at all")
            ])
        }
        return id
    }

    func fault(_ draft: Draft) -> FieldError? {
        do {
            _ = try RecurrenceRule(parsing: draft.text("rule") ?? "")
        } catch {
            return .body(
                "rule",
                "bad_rule",
                "重复规则有误：\(error.part.isEmpty ? "空白" : error.part)",
                "The rule is wrong at \(error.part.isEmpty ? "an empty part" : error.part)"
            )
        }
        let length = (draft.integer("ends_at") ?? 0) - (draft.integer("starts_at") ?? 0)
        guard length > 0, length <= VenueBooking.longest else {
            return .body(
                "ends_at",
                "too_long",
                "须晚于开始时间，且不超过 24 小时",
                "Is to be after the beginning, by 24 hours at most"
            )
        }
        return nil
    }

    /// Makes the meetings that the rule gives up to the horizon and that are not there yet; says how many days it gives.
    ///
    /// Of a series that runs none are made on days that are over: what was not announced then was not held.
    func makeMeetings(
        of id: Int64,
        after moment: Instant? = nil,
        scope: DataScope,
        in transaction: any Transaction
    ) throws -> Int {
        guard let series = try transaction.series.find(id, scope: scope) else { throw DomainError.notFound }
        let known = Set(try transaction.series.days(of: id))
        let days = (try? series.days(at: transaction.now, transaction.time)) ?? []
        let template = try transaction.series.template(of: id)
        for day in days where !known.contains(day) {
            let span = series.span(on: day, transaction.time)
            if let moment, span.lowerBound <= moment { continue }
            var meeting = template
            meeting["starts_at"] = .integer(span.lowerBound.milliseconds)
            meeting["ends_at"] = .integer(span.upperBound.milliseconds)
            meeting["series_id"] = .integer(id)
            meeting["series_on"] = .text(day.description)
            _ = try activities.create(meeting, scope: scope, in: transaction)
        }
        return days.count
    }

    /// Makes the next meetings and publishes all that are still to come.
    package func publish(
        _ id: Int64,
        ifVersion: VersionCondition?,
        by principal: Principal,
        view: View
    ) async throws -> Rendered {
        try await store.answer { transaction in
            try transaction.expect(.activitySeries, id: id, ifVersion: ifVersion, scope: view.scope)
            try publish(id, by: principal, scope: view.scope, in: transaction)
            return try transaction.one(.activitySeries, id: id, view: view)
        }
    }

    package func publish(
        _ id: Int64,
        by principal: Principal,
        scope: DataScope,
        in transaction: any Transaction
    ) throws {
        _ = try makeMeetings(of: id, after: transaction.now, scope: scope, in: transaction)
        for meeting in try transaction.series.meetings(of: id, in: [.draft]) {
            try activities.move(meeting, .publish, by: principal, scope: scope, in: transaction)
        }
    }
}

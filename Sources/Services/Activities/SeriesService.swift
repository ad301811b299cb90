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
            if let fault = fault(draft) { throw DomainError.invalid([fault]) }
            var draft = draft
            switch view.scope {
            case .organization(let id, community: _): draft["organizer_id"] = .integer(id)
            case .branch(let id, community: _): draft["party_organization_id"] = .integer(id)
            case .everything, .subdistrict, .community, .grid, .resident, .visitor: break
            }
            let id = try transaction.insert(draft, scope: view.scope)
            guard try makeMeetings(of: id, scope: view.scope, in: transaction) > 0 else {
                throw DomainError.invalid([
                    .body("rule", "no_meetings", "按此规则没有任何一次", "By this rule there is no meeting at all")
                ])
            }
            return try transaction.one(.activitySeries, id: id, view: view)
        }
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

    /// Makes the meetings that the rule gives up to the horizon and that are not there yet; says how many.
    func makeMeetings(of id: Int64, scope: DataScope, in transaction: any Transaction) throws -> Int {
        guard let series = try transaction.series.find(id, scope: scope) else { throw DomainError.notFound }
        let known = Set(try transaction.series.days(of: id))
        let days = (try? series.days(at: transaction.now, transaction.time)) ?? []
        let template = try transaction.series.template(of: id)
        for day in days where !known.contains(day) {
            let span = series.span(on: day, transaction.time)
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
            _ = try makeMeetings(of: id, scope: view.scope, in: transaction)
            for meeting in try transaction.series.meetings(of: id, in: [.draft]) {
                try activities.move(meeting, .publish, by: principal, scope: view.scope, in: transaction)
            }
            return try transaction.one(.activitySeries, id: id, view: view)
        }
    }

    /// Calls off all that is still to come, and tells who signed up.
    package func cancel(
        _ id: Int64,
        reason: String?,
        ifVersion: VersionCondition?,
        by principal: Principal,
        view: View
    ) async throws -> Rendered {
        try await store.answer { transaction in
            try transaction.expect(.activitySeries, id: id, ifVersion: ifVersion, scope: view.scope)
            for meeting in try transaction.series.meetings(of: id, in: [.draft, .published]) {
                try activities.move(meeting, .cancel(reason: reason), by: principal, scope: view.scope, in: transaction)
            }
            return try transaction.one(.activitySeries, id: id, view: view)
        }
    }

    /// Moves one meeting to another time, or calls it off.
    package func except(
        _ id: Int64,
        on day: CivilDate,
        _ exception: SeriesException,
        by principal: Principal,
        view: View
    ) async throws -> Rendered {
        try await store.answer { transaction in
            guard try transaction.contains(.activitySeries, id: id, scope: view.scope) else {
                throw DomainError.notFound
            }
            guard let meeting = try transaction.series.meeting(of: id, on: day) else {
                throw DomainError.invalid([
                    .body("on_date", "no_meeting", "\(day) 没有这个系列的活动", "The series has no meeting on \(day)")
                ])
            }
            switch exception {
            case .cancel(let reason):
                try activities.move(meeting, .cancel(reason: reason), by: principal, scope: view.scope, in: transaction)
            case .move(let span):
                let draft = Draft(
                    .activities,
                    [
                        "starts_at": .integer(span.lowerBound.milliseconds),
                        "ends_at": .integer(span.upperBound.milliseconds),
                    ]
                )
                try activities.update(draft, id: meeting, scope: view.scope, in: transaction)
            }
            return try transaction.one(.activities, id: meeting, view: view)
        }
    }

    /// The meetings that people can still sign up for.
    package func openMeetings(of id: Int64, by principal: Principal) async throws -> [Int64] {
        try await store.write { transaction in
            guard try transaction.contains(.activitySeries, id: id, scope: principal.scope) else {
                throw DomainError.notFound
            }
            return try transaction.series.meetings(of: id, in: [.published])
        }
    }
}

/// What becomes of one meeting of a series (单次例外).
package enum SeriesException: Sendable, Hashable {
    case cancel(reason: String?)
    case move(Range<Instant>)
}

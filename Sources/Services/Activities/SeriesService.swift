package import Domain

/// 系列活动: meetings made by a rule, published together, moved or called off one by one, or all of them.
package struct SeriesService: Sendable {
    let store: any Store
    let activities: ActivityService
    let quotas: QuotaService

    /// Answers a sign-up for many meetings once; a repeat with the same key gets the first answer.
    package func answerMeetings(_ work: () async throws -> Rendered) async throws -> Rendered {
        try await store.answerPieces(work)
    }

    package init(store: any Store) {
        self.store = store
        activities = ActivityService(store: store)
        quotas = QuotaService(store: store)
    }

    /// Makes a series with its meetings, as drafts.
    package func create(_ draft: Draft, by principal: Principal, view: View) async throws -> Rendered {
        try await store.answer { transaction in
            var faults = FaultList("#")
            _ = try faults.collect { try ActivityService.checkParty(draft, by: principal) }
            let id = try create(draft, &faults, scope: view.scope, in: transaction)
            return try transaction.one(.activitySeries, id: id, view: view)
        }
    }

    package func create(_ draft: Draft, scope: DataScope, in transaction: any Transaction) throws -> Int64 {
        var faults = FaultList("#")
        return try create(draft, &faults, scope: scope, in: transaction)
    }

    private func create(
        _ draft: Draft,
        _ faults: inout FaultList,
        scope: DataScope,
        in transaction: any Transaction
    ) throws -> Int64 {
        let own = try faults.collect { try ActivityService.owned(draft, scope) } ?? draft
        _ = try faults.collect { try check(own) }
        guard faults.isEmpty else {
            try faults.collectBeside { try transaction.check(own, scope: scope) }
            throw faults.error
        }
        let id = try transaction.insert(own, scope: scope)
        guard try makeMeetings(of: id, scope: scope, in: transaction) > 0 else {
            throw DomainError.invalid([
                .body("rule", "no_meetings", "按此规则没有任何一次", "By this rule there is no meeting at all")
            ])
        }
        return id
    }

    /// The series, where it may be worked on: the Party's own by those who keep its records, and none that was called off.
    func open(
        _ id: Int64,
        by principal: Principal,
        scope: DataScope,
        in transaction: any Transaction
    ) throws -> ActivitySeries {
        guard let series = try transaction.series.find(id, scope: scope) else { throw DomainError.notFound }
        try principal.checkHolds(ofParty: series.isOfParty)
        if let moment = series.cancelledAt {
            throw DomainError.seriesCancelled(series, at: moment, transaction.time)
        }
        return series
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
        let questions = try transaction.series.questions(of: id)
        let places = try transaction.series.quotas(of: id)
        for day in days where !known.contains(day) {
            let span = series.span(on: day, transaction.time)
            if let moment, span.lowerBound <= moment { continue }
            var meeting = template
            meeting["starts_at"] = .integer(span.lowerBound.milliseconds)
            meeting["ends_at"] = .integer(span.upperBound.milliseconds)
            meeting["series_id"] = .integer(id)
            meeting["series_on"] = .text(day.description)
            for (field, at) in series.windows.moments(from: span.lowerBound) { meeting[field] = at }
            let activity = try activities.create(meeting, scope: scope, in: transaction)
            for question in questions { try ask(question, activity, in: transaction) }
            for quota in places { try setAside(quota, activity, in: transaction) }
        }
        return days.count
    }

    func ask(_ question: Draft, _ activity: Int64, in transaction: any Transaction) throws {
        var question = question
        question["activity_id"] = .integer(activity)
        _ = try transaction.insert(question, scope: .everything)
    }

    func setAside(_ quota: Draft, _ activity: Int64, in transaction: any Transaction) throws {
        var quota = quota
        quota["activity_id"] = .integer(activity)
        _ = try quotas.create(quota, scope: .everything, in: transaction)
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
        _ = try open(id, by: principal, scope: scope, in: transaction)
        _ = try makeMeetings(of: id, after: transaction.now, scope: scope, in: transaction)
        for meeting in try transaction.series.meetings(of: id, in: [.draft]) {
            try activities.move(meeting, .publish, by: principal, scope: scope, in: transaction)
        }
    }
}

package import Domain

extension SeriesService {
    /// Changes a series: what was held stays as it was, what is to come follows.
    ///
    /// What was changed by hand on a meeting stays as it is there. A meeting on a day that the new rule does not give moves
    /// to one that only the new rule gives, the n-th to the n-th; what is left over is called off. Whoever signed up is told.
    /// New meetings are published where the others are.
    package func update(
        _ draft: Draft,
        id: Int64,
        ifVersion: VersionCondition?,
        by principal: Principal,
        view: View
    ) async throws -> Rendered {
        try await store.answer { transaction in
            try transaction.expect(.activitySeries, id: id, ifVersion: ifVersion, scope: view.scope)
            let before = try open(id, by: principal, scope: view.scope, in: transaction)
            let template = try transaction.series.template(of: id)
            try write(draft, before, by: principal, scope: view.scope, in: transaction)
            guard let after = try transaction.series.find(id, scope: view.scope) else { throw DomainError.notFound }
            try follow(before, template, after, by: principal, scope: view.scope, in: transaction)
            return try transaction.one(.activitySeries, id: id, view: view)
        }
    }

    /// Holds the series as it will be against the rules; all faults are found at once.
    private func write(
        _ draft: Draft,
        _ series: ActivitySeries,
        by principal: Principal,
        scope: DataScope,
        in transaction: any Transaction
    ) throws {
        var whole = try transaction.series.stored(series.id)
        for (field, value) in draft.values { whole[field] = value }
        var faults = FaultList("#")
        _ = try faults.collect { try ActivityService.checkParty(draft, by: principal) }
        _ = try faults.collect { try ActivityService.keepParty(draft, ofParty: series.isOfParty, by: principal) }
        _ = try faults.collect { try check(whole) }
        guard faults.isEmpty else {
            try faults.collectBeside { try transaction.check(draft, scope: scope) }
            throw faults.error
        }
        try transaction.update(draft, id: series.id, ifVersion: nil, scope: scope)
        try checkPlaces(series.id, field: draft["capacity"] == nil ? "reserved_places" : "capacity", in: transaction)
    }

    private func follow(
        _ before: ActivitySeries,
        _ old: Draft,
        _ after: ActivitySeries,
        by principal: Principal,
        scope: DataScope,
        in transaction: any Transaction
    ) throws {
        let new = try transaction.series.template(of: after.id)
        let upcoming = try transaction.series.upcoming(of: after.id)
        let days = (try? after.days(at: transaction.now, transaction.time)) ?? []
        let taken = Set(try transaction.series.days(of: after.id))
        let open = days.filter {
            !taken.contains($0) && after.span(on: $0, transaction.time).lowerBound > transaction.now
        }
        let plan = SeriesMoves(upcoming, days: days, open: open)
        for meeting in upcoming {
            guard let day = plan.days[meeting.id] else {
                let reason = "系列安排已调整"
                try activities.move(meeting.id, .cancel(reason: reason), by: principal, scope: scope, in: transaction)
                continue
            }
            let current = try transaction.series.values(ofMeeting: meeting.id)
            var change = Draft(.activities)
            for name in ActivitySeries.shared where old[name] != new[name] && current[name] == old[name] {
                change[name] = new[name]
            }
            let (usual, span) = (before.span(on: meeting.day, transaction.time), after.span(on: day, transaction.time))
            let end = current.integer("ends_at") ?? 0
            let isUsual = meeting.startsAt == usual.lowerBound && end == usual.upperBound.milliseconds
            var start = meeting.startsAt
            if day != meeting.day || usual != span && isUsual {
                if day != meeting.day { change["series_on"] = .text(day.description) }
                change["starts_at"] = .integer(span.lowerBound.milliseconds)
                change["ends_at"] = .integer(span.upperBound.milliseconds)
                start = span.lowerBound
            }
            for (field, at) in after.windows.following(before.windows, of: current, from: meeting.startsAt, to: start) {
                change[field] = at
            }
            guard !change.values.isEmpty else { continue }
            try activities.update(change, id: meeting.id, scope: scope, in: transaction)
        }
        _ = try makeMeetings(of: after.id, after: transaction.now, scope: scope, in: transaction)
        guard upcoming.contains(where: \.isPublished) else { return }
        for meeting in try transaction.series.meetings(of: after.id, in: [.draft]) {
            try activities.move(meeting, .publish, by: principal, scope: scope, in: transaction)
        }
    }
}

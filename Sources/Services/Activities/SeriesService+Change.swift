package import Domain

extension SeriesService {
    /// What a series hands on to each of its meetings.
    private static let shared = [
        "title", "summary", "venue_id", "capacity", "party_limit", "least_age", "most_age",
    ]

    /// Changes a series: what was held stays as it was, what is to come follows.
    ///
    /// A meeting on a day that the new rule does not give moves to one that only the new rule gives, the n-th to the n-th;
    /// what is left over is called off. One that was moved by hand within its day stays where it is. Whoever signed up is
    /// told. New meetings are published where the others are.
    package func update(
        _ draft: Draft,
        id: Int64,
        ifVersion: VersionCondition?,
        by principal: Principal,
        view: View
    ) async throws -> Rendered {
        try await store.answer { transaction in
            try transaction.expect(.activitySeries, id: id, ifVersion: ifVersion, scope: view.scope)
            guard let before = try transaction.series.find(id, scope: view.scope) else { throw DomainError.notFound }
            try transaction.update(draft, id: id, ifVersion: nil, scope: view.scope)
            guard let after = try transaction.series.find(id, scope: view.scope) else { throw DomainError.notFound }
            if let fault = fault(after.draft) { throw DomainError.invalid([fault]) }
            try follow(before, after, draft, by: principal, scope: view.scope, in: transaction)
            return try transaction.one(.activitySeries, id: id, view: view)
        }
    }

    private func follow(
        _ before: ActivitySeries,
        _ after: ActivitySeries,
        _ draft: Draft,
        by principal: Principal,
        scope: DataScope,
        in transaction: any Transaction
    ) throws {
        let template = try transaction.series.template(of: after.id)
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
            var change = Draft(.activities)
            for name in Self.shared where draft[name] != nil { change[name] = template[name] }
            let (usual, span) = (before.span(on: meeting.day, transaction.time), after.span(on: day, transaction.time))
            if day != meeting.day {
                change["series_on"] = .text(day.description)
                change["starts_at"] = .integer(span.lowerBound.milliseconds)
                change["ends_at"] = .integer(span.upperBound.milliseconds)
            } else if usual != span, meeting.startsAt == usual.lowerBound {
                change["starts_at"] = .integer(span.lowerBound.milliseconds)
                change["ends_at"] = .integer(span.upperBound.milliseconds)
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

extension ActivitySeries {
    /// The parts that have to go together.
    fileprivate var draft: Draft {
        Draft(
            .activitySeries,
            [
                "rule": .text(rule), "starts_at": .integer(startsAt.milliseconds),
                "ends_at": .integer(endsAt.milliseconds),
            ]
        )
    }
}

package import Domain

/// What becomes of the meetings of a series (系列单次活动): called off together or one by one, or moved.
extension SeriesService {
    /// Calls the series off for good, with all that is to come.
    ///
    /// Whoever signed up is told once, and of how many meetings. One that people are at already takes place.
    package func cancel(
        _ id: Int64,
        reason: String?,
        ifVersion: VersionCondition?,
        by principal: Principal,
        view: View
    ) async throws -> Rendered {
        try await store.answer { transaction in
            try transaction.expect(.activitySeries, id: id, ifVersion: ifVersion, scope: view.scope)
            _ = try open(id, by: principal, scope: view.scope, in: transaction)
            let words = "系列活动已取消" + (reason.map { "：\($0)" } ?? "")
            try transaction.series.tellAll(.activityCancelled, of: id, words)
            for meeting in try transaction.series.meetings(of: id, in: [.draft, .published])
            where try !transaction.activities.hasBegun(activity: meeting) {
                try activities.callOff(meeting, reason: reason, in: transaction)
            }
            try transaction.series.callOff(id, reason: reason)
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
            let series = try open(id, by: principal, scope: view.scope, in: transaction)
            guard let meeting = try transaction.series.meeting(of: id, on: day) else {
                throw DomainError.invalid([
                    .body("on_date", "no_meeting", "\(day) 没有这个系列的活动", "The series has no meeting on \(day)")
                ])
            }
            switch exception {
            case .cancel(let reason):
                try activities.move(meeting, .cancel(reason: reason), by: principal, scope: view.scope, in: transaction)
            case .move(let span):
                try checkFree(span, for: meeting, of: id, in: transaction)
                var draft = Draft(
                    .activities,
                    [
                        "starts_at": .integer(span.lowerBound.milliseconds),
                        "ends_at": .integer(span.upperBound.milliseconds),
                    ]
                )
                let current = try transaction.series.values(ofMeeting: meeting)
                let start = Instant(milliseconds: current.integer("starts_at") ?? 0)
                let windows = series.windows
                for (field, at) in windows.following(windows, of: current, from: start, to: span.lowerBound) {
                    draft[field] = at
                }
                try activities.update(draft, id: meeting, scope: view.scope, in: transaction)
            }
            return try transaction.one(.activities, id: meeting, view: view)
        }
    }

    /// Two meetings of one series at once would be held by the same hand.
    private func checkFree(
        _ span: Range<Instant>,
        for meeting: Int64,
        of series: Int64,
        in transaction: any Transaction
    ) throws {
        guard let other = try transaction.series.meeting(of: series, during: span, besides: meeting) else { return }
        throw DomainError(
            .conflict,
            "meets_already",
            "该系列在这段时间已有另一场活动 \(other)；请另选时间，或先取消其中一场",
            "The series has another meeting, \(other), at that time; choose another time, or call one of them off first",
            details: [("activity_id", .integer(other))]
        )
    }

    /// The meetings that people can still sign up for.
    package func openMeetings(of id: Int64, by principal: Principal) async throws -> [Int64] {
        try await store.write { transaction in
            guard try transaction.contains(.activitySeries, id: id, scope: principal.scope) else {
                throw DomainError.notFound
            }
            if let series = try transaction.series.find(id, scope: .everything), let moment = series.cancelledAt {
                throw DomainError.seriesCancelled(series, at: moment, transaction.time)
            }
            let meetings = try transaction.series.meetings(of: id, in: [.published])
            guard !meetings.isEmpty else {
                throw DomainError(
                    .conflict,
                    "no_open_meeting",
                    "该系列目前没有可报名的场次",
                    "No meeting of the series can be signed up for at present"
                )
            }
            return meetings
        }
    }
}

/// What becomes of one meeting of a series (单次例外).
package enum SeriesException: Sendable, Hashable {
    case cancel(reason: String?)
    case move(Range<Instant>)
}

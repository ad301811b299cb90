import Domain
import Services

/// The classes of the book house (国学素养课堂), three series that are announced for the whole year.
extension ActivityStory {
    /// When the program of the year hangs out.
    private static let announced = WorkMoment(.on(2020, 12, 21), slot: 1)

    func announceSeries(into diary: inout Diary) {
        let (series, principal, groundwork) = (series, principal, groundwork)
        for (number, entry) in LessonTable.all.enumerated() {
            guard let first = plans.first(where: { $0.series == number }) else { continue }
            let draft = Draft(
                .activitySeries,
                [
                    "community_id": groundwork.community, "kind": .choice(first.kind),
                    "theme": .optional(first.theme?.rawValue), "title": .text(entry.title),
                    "summary": .text(LessonTable.summary),
                    "organizer_id": .optional(first.organizer.map { groundwork.organization($0) }),
                    "venue_id": .optional(first.venue.flatMap { groundwork.organizations.venues[$0] }),
                    "starts_at": .moment(first.start), "ends_at": .moment(first.end),
                    "rule": .text("FREQ=MONTHLY;BYDAY=\(entry.saturday + 1)SA;COUNT=12"), "per_month": .number(1),
                    "capacity": .number(entry.capacity),
                ]
            )
            diary.note(Self.announced.instant) { transaction, book in
                let id = try series.create(draft, scope: .everything, in: transaction)
                try series.publish(id, by: principal, scope: .everything, in: transaction)
                book[.series(number)] = id
            }
        }
    }

    /// A meeting is there since the series was announced; some days before it the classroom is kept for it.
    func find(_ number: Int, _ plan: ActivityPlan, at moment: Instant, into diary: inout Diary) {
        guard let series = plan.series else { return }
        diary.note(moment) { transaction, book in
            let meeting = try transaction.series.meetings(of: book[.series(series)], during: [plan.start..<plan.end])[0]
            guard let meeting else { preconditionFailure("the series has a meeting on each of its Saturdays") }
            book[.activity(number)] = meeting
        }
        keepRoom(number, plan, at: moment, into: &diary)
    }

    private func keepRoom(_ number: Int, _ plan: ActivityPlan, at moment: Instant, into diary: inout Diary) {
        let (bookings, principal, community) = (bookings, groundwork.principal(.secretary), groundwork.community)
        let room = groundwork.organizations.rooms[VenueTable.classroom]
        let organizer = plan.organizer.map { groundwork.organization($0) }
        diary.note(moment) { transaction, book in
            let draft = Draft(
                .bookings,
                [
                    "community_id": community, "room_id": .optional(room),
                    "activity_id": .integer(book[.activity(number)]), "organization_id": .optional(organizer),
                    "title": .text(plan.title), "starts_at": .moment(plan.start), "ends_at": .moment(plan.end),
                ]
            )
            _ = try bookings.book(draft, .weekly(times: 1), by: principal, in: transaction)
        }
    }
}

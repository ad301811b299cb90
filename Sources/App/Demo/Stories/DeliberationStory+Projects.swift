import Domain

extension DeliberationStory {
    /// Days between the end of the work and its acceptance.
    static let acceptance = 5

    /// The project of an issue: begun, completed, accepted.
    func carryOut(
        _ project: IssueTable.Project,
        _ number: Int,
        _ place: IssuePlace,
        from start: WorkMoment,
        to end: WorkMoment,
        into diary: inout Diary
    ) {
        let begun = Draft(
            .projects,
            [
                "community_id": groundwork.community, "compound_id": .integer(place.compoundID),
                "name": .text(project.name), "quantity": .optional(project.quantity.map(Int64.init)),
                "quantity_unit": .optional(project.unit), "status": .choice(ProjectStatus.implementing),
                "started_on": .day(start.date),
            ]
        )
        diary.note(start.instant) { transaction, book in
            var draft = begun
            draft["issue_id"] = .integer(book[.issue(number)])
            book[.project(number)] = try transaction.insert(draft, scope: .everything)
        }
        let completed = Draft(
            .projects,
            ["status": .choice(ProjectStatus.completed), "completed_on": .day(end.date)]
        )
        let accepted = Draft(.projects, ["status": .choice(ProjectStatus.accepted)])
        let acceptedOn = WorkMoment(end.date.advanced(byDays: Self.acceptance), slot: 1)
        for (draft, moment) in [(completed, end), (accepted, acceptedOn)] {
            diary.note(moment.instant) { transaction, book in
                try transaction.update(draft, id: book[.project(number)], ifVersion: nil, scope: .everything)
            }
        }
    }
}

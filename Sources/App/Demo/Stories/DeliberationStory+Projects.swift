import Domain
import Services

extension DeliberationStory {
    /// Days between the end of the work and its acceptance.
    static let acceptance = 5
    /// Whoever keeps it in order afterwards; the article does not say more.
    private static let maintainer = "小区物业服务企业"
    /// What every project goes through, by its weight and the part of the time after which it is done, in percent.
    private static let milestones: [(title: String, weight: Int64, after: Int)] = [
        ("方案确定", 20, 20), ("施工", 60, 80), ("调试完工", 20, 100),
    ]

    /// The project of an issue: begun with its milestones, completed step by step, accepted by another, handed over.
    func carryOut(
        _ project: IssueTable.Project,
        _ number: Int,
        _ place: IssuePlace,
        from start: WorkMoment,
        to end: WorkMoment,
        into diary: inout Diary
    ) {
        let days = end.date.daysSince1970 - start.date.daysSince1970
        let ends = Self.milestones.map { start.date.advanced(byDays: days * $0.after / 100) }
        var plan = IssuePlan()
        plan.project = Draft(
            .projects,
            [
                "compound_id": .integer(place.compoundID), "name": .text(project.name),
                "quantity": .optional(project.quantity.map(Int64.init)), "quantity_unit": .optional(project.unit),
                "maintainer": .text(Self.maintainer),
            ]
        )
        plan.milestones = zip(Self.milestones, ends).map { MilestonePlan(title: $0.title, weight: $0.weight, due: $1) }
        let (issues, projects, begun) = (issues, projects, plan)
        let (secretary, staff) = (secretary, groundwork.principal(.staff))
        let (files, photos) = (files, pictures.works[number])
        diary.note(start.instant) { transaction, book in
            let id = try issues.start(book[.issue(number)], begun, by: secretary, in: transaction)
            guard let id else { return }
            book[.project(number)] = id
            var begin = ProjectService.Act(.start)
            if let photos { begin.uploads = [try files.keep(photos.before, by: secretary, in: transaction)] }
            try projects.move(project: id, begin, by: secretary, in: transaction)
        }
        for day in ends {
            diary.note(WorkMoment(day, slot: 1).instant) { transaction, book in
                guard let step = try transaction.outcomes.openMilestones(of: book[.project(number)]).first else {
                    return
                }
                try projects.finish(milestone: step, remark: "按计划完成", uploads: [], by: secretary, in: transaction)
            }
        }
        diary.note(end.instant) { transaction, book in
            var complete = ProjectService.Act(.complete)
            if let photos { complete.uploads = [try files.keep(photos.after, by: secretary, in: transaction)] }
            try projects.move(project: book[.project(number)], complete, by: secretary, in: transaction)
        }
        let acceptedOn = WorkMoment(end.date.advanced(byDays: Self.acceptance), slot: 1)
        diary.note(acceptedOn.instant) { transaction, book in
            try projects.move(project: book[.project(number)], ProjectService.Act(.accept), by: staff, in: transaction)
        }
    }
}

import Domain
import Services

extension DeliberationStory {
    /// Days between the end of the work and its acceptance.
    static let acceptance = 5
    /// Whoever keeps it in order afterwards; the article does not say more.
    private static let maintainer = "小区物业服务企业"
    /// Days from the begin of a public notice to an objection, and from there to its answer.
    private static let objected = (after: 2, answered: 2)
    /// Days from the completion to the judgements, and from there to the end of them.
    private static let judged = (after: 3, evaluated: 7)
    /// What every project goes through, by its weight and the part of the time after which it is done, in percent.
    static let milestones: [(title: String, weight: Int64, after: Int)] = [
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
                "maintainer": .text(project.account?.carrier ?? Self.maintainer),
                "carrier": .optional(project.account?.carrier), "budget_fen": .optional(project.account?.budget),
            ]
        )
        plan.milestones = zip(Self.milestones, ends).map { MilestonePlan(title: $0.title, weight: $0.weight, due: $1) }
        let (issues, projects, begun) = (issues, projects, plan)
        let (secretary, staff) = (secretary, groundwork.principal(.staff))
        let (files, photos, shown) = (files, pictures.works[number], pictures.steps[number] ?? [])
        diary.note(start.instant) { transaction, book in
            let id = try issues.start(book[.issue(number)], begun, by: secretary, in: transaction)
            guard let id else { return }
            book[.project(number)] = id
            var begin = ProjectService.Act(.start)
            if let photos { begin.uploads = [try files.keep(photos.before, by: secretary, in: transaction)] }
            try projects.move(project: id, begin, by: secretary, in: transaction)
        }
        for (place, day) in ends.enumerated() {
            diary.note(WorkMoment(day, slot: 1).instant) { transaction, book in
                guard let step = try transaction.outcomes.openMilestones(of: book[.project(number)]).first else {
                    return
                }
                let photo = place < shown.count ? [try files.keep(shown[place], by: secretary, in: transaction)] : []
                try projects.finish(
                    milestone: step,
                    remark: "按计划完成",
                    uploads: photo,
                    by: secretary,
                    in: transaction
                )
            }
        }
        diary.note(end.instant) { transaction, book in
            var complete = ProjectService.Act(.complete)
            complete.spent = project.account?.spent
            if let photos { complete.uploads = [try files.keep(photos.after, by: secretary, in: transaction)] }
            try projects.move(project: book[.project(number)], complete, by: secretary, in: transaction)
        }
        let acceptedOn = WorkMoment(end.date.advanced(byDays: Self.acceptance), slot: 1)
        diary.note(acceptedOn.instant) { transaction, book in
            try projects.move(project: book[.project(number)], ProjectService.Act(.accept), by: staff, in: transaction)
        }
    }

    /// What somebody of the compound has against an invented project while it is shown, and what is answered.
    func object(
        _ account: IssueTable.Account,
        _ number: Int,
        of person: Int64,
        shownOn date: CivilDate,
        into diary: inout Diary
    ) {
        let (issues, secretary, objection) = (issues, secretary, account.objection)
        let day = date.advanced(byDays: Self.objected.after)
        diary.note(WorkMoment(day, slot: 1).instant) { transaction, book in
            guard let notice = try transaction.outcomes.notice(ofIssue: book[.issue(number)]) else { return }
            book[.objection(number)] = try issues.object(
                to: notice.id,
                objection.text,
                resident: person,
                name: nil,
                by: secretary,
                in: transaction
            )
        }
        let answered = day.advanced(byDays: Self.objected.answered)
        diary.note(WorkMoment(answered, slot: 2).instant) { transaction, book in
            try issues.answer(objection: book[.objection(number)], objection.answer, by: secretary, in: transaction)
        }
    }

    /// How people of the compound judge an invented project once it is completed, on paper that they filled in.
    func judge(
        _ account: IssueTable.Account,
        _ number: Int,
        by people: [Int64],
        from date: CivilDate,
        into diary: inout Diary
    ) {
        let (issues, secretary) = (issues, secretary)
        let day = date.advanced(byDays: Self.judged.after)
        diary.note(WorkMoment(day, slot: 1).instant) { transaction, book in
            for (person, score) in zip(people, account.scores) {
                try issues.rate(
                    book[.issue(number)],
                    score: score,
                    text: nil,
                    resident: person,
                    by: secretary,
                    in: transaction
                )
            }
        }
        move(number, at: WorkMoment(day.advanced(byDays: Self.judged.evaluated), slot: 1).instant, into: &diary) { _ in
            IssueAct(.evaluate)
        }
    }
}

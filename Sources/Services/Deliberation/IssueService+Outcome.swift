package import Domain

/// From the outcome of an issue to what is carried out: public notice, objections, project or cases, judgement.
extension IssueService {
    /// What has to be so before an issue is carried out or completed.
    func checkOutcome(
        _ issue: DeliberationIssue,
        _ move: IssueMove,
        by principal: Principal,
        in transaction: any Transaction
    ) throws {
        switch move {
        case .agree:
            // Somebody else's agreement comes in a letter; that of a hall is found by those who sit in it.
            guard issue.authority == .hall else { return }
            let session = try issue.session.flatMap { try transaction.sessions.find($0, scope: .everything) }
            guard let session, session.openedAt != nil || session.status == .held else {
                throw DomainError.noSessionYet
            }
            try Self.checkTable(of: session.id, issue: issue.id, in: transaction)
        case .start where issue.status == .publicised:
            guard let notice = try transaction.outcomes.notice(ofIssue: issue.id) else { return }
            guard transaction.time.date(of: transaction.now) > notice.until else {
                throw DomainError(
                    .conflict,
                    "notice_running",
                    "公示至 \(notice.until) 止，期满后才能实施",
                    "The public notice runs until \(notice.until); it is carried out afterwards",
                    details: [("until", .text(notice.until.description))]
                )
            }
            guard notice.unanswered == 0 else {
                throw DomainError(
                    .conflict,
                    "objections_unanswered",
                    "还有 \(notice.unanswered) 条异议未答复",
                    "\(notice.unanswered) objections are not answered yet",
                    details: [("unanswered", .integer(notice.unanswered))]
                )
            }
        case .complete:
            let open = try transaction.outcomes.projects(ofIssue: issue.id).count { $0 != .accepted }
            guard open == 0 else {
                throw DomainError(
                    .conflict,
                    "project_not_accepted",
                    "还有 \(open) 个项目未验收",
                    "\(open) projects of it are not accepted yet",
                    details: [("open", .integer(Int64(open)))]
                )
            }
            try checkTasks(issue, by: principal, in: transaction)
        case .evaluate:
            guard try transaction.outcomes.ratings(ofIssue: issue.id) > 0 else {
                throw DomainError(.conflict, "not_judged", "尚无居民评议，不能归档", "No resident has judged it yet")
            }
        default: break
        }
    }

    /// Shows what was agreed or decided to everybody, for as many days as the rules ask or more.
    package func publish(
        _ id: Int64,
        text: String?,
        place: String?,
        days: Int64?,
        ifVersion: VersionCondition?,
        by principal: Principal,
        view: View
    ) async throws -> Rendered {
        try await store.answer { transaction in
            try transaction.expect(.issues, id: id, ifVersion: ifVersion, scope: principal.scope)
            let notice = try publish(id, text: text, place: place, days: days, by: principal, in: transaction)
            return try transaction.one(.publicNotices, id: notice, view: view)
        }
    }

    /// Gives public notice, and says the row of it.
    @discardableResult
    package func publish(
        _ id: Int64,
        text: String?,
        place: String?,
        days: Int64?,
        by principal: Principal,
        in transaction: any Transaction
    ) throws -> Int64 {
        guard let issue = try transaction.issues.find(id, scope: principal.scope),
            let words = try transaction.outcomes.describe(id)
        else { throw DomainError.notFound }
        try PersonalNumber.refuse(["text": text, "place": place])
        let least = try transaction.calendars.settings(community: issue.community)[.publicNoticeDays]
        let days = days ?? least
        guard days >= least else {
            throw DomainError.invalid([
                .body("days", "too_short", "公示至少 \(least) 天", "A public notice runs for \(least) days at least")
            ])
        }
        try move(id, IssueAct(.publish, remark: text), by: principal, in: transaction)
        let today = transaction.time.date(of: transaction.now)
        // Everybody reads it, and so by the words that somebody approved.
        let title = try publicTitle(of: id, in: transaction)
        let draft = Draft(
            .publicNotices,
            [
                "community_id": .integer(issue.community), "issue_id": .integer(id), "title": .text(title),
                "text": .text(text ?? words.outcome ?? title), "place": .optional(place),
                "from_date": .text(today.description),
                "until_date": .text(today.advanced(byDays: Int(days)).description),
            ]
        )
        let notice = try transaction.insert(draft, scope: .community(issue.community))
        if issue.takesSixSteps, let shown = try transaction.issues.find(id, scope: principal.scope) {
            var step = StepRecord(.decisionDisclosed, on: today, minutes: text ?? words.outcome ?? title)
            (step.location, step.from, step.until) = (place, today, today.advanced(byDays: Int(days)))
            do {
                try take(step, of: shown, by: principal, in: transaction)
            } catch let error as DomainError {
                throw error.renaming("location", to: "place")
            }
        }
        return notice
    }
}

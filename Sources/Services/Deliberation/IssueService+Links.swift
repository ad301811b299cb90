import Domain

/// What ties an issue to sessions, cases and other issues.
extension IssueService {
    /// Makes cases part of an issue: open ones of the community, which no other issue has.
    func link(
        _ ids: [Int64],
        to issue: Int64,
        _ community: Int64,
        by principal: Principal,
        in transaction: any Transaction
    ) throws {
        guard !ids.isEmpty else { return }
        guard principal.holds(.manageCases) else { throw DomainError.forbidden }
        var faults: [FieldError] = []
        var joining: [Int64] = []
        for (index, id) in ids.enumerated() {
            guard let file = try transaction.cases.find(id, scope: principal.scope), file.community == community else {
                faults.append(
                    .body(
                        "cases/\(index)",
                        "unknown_reference",
                        "没有该诉求，或不在您的数据范围内",
                        "There is no such case in your scope"
                    )
                )
                continue
            }
            if file.status.isFinal {
                faults.append(.body("cases/\(index)", "case_ended", "诉求已结束", "The case has ended"))
            } else if let other = try transaction.issues.issue(ofCase: id), other.id == issue {
                continue
            } else if let other = try transaction.issues.issue(ofCase: id) {
                faults.append(
                    .body(
                        "cases/\(index)",
                        "in_other_issue",
                        "诉求已在议题 \(other.id) 中",
                        "The case is in issue \(other.id) already"
                    )
                )
            } else {
                joining.append(id)
            }
        }
        guard faults.isEmpty else { throw DomainError.invalid(faults) }
        try transaction.issues.put(cases: ids, in: issue)
        let words = Title(
            "您反映的诉求已列为议题，后续进展在此告知",
            "What you reported became part of a topic; how it goes on is told here"
        )
        try transaction.issues.tellReporters(of: joining, in: issue, community: community, words)
    }

    /// The session that an issue is scheduled for, whose agenda takes it up at its end where the agenda does not say it itself.
    func session(
        of issue: DeliberationIssue,
        _ act: IssueAct,
        by principal: Principal,
        in transaction: any Transaction
    ) throws -> FieldValue {
        guard let id = act.sessionID,
            let session = try transaction.sessions.find(id, scope: .community(issue.community))
        else {
            throw DomainError.invalid([
                .body("session_id", "unknown_reference", "本社区没有该议事会", "The community has no such session")
            ])
        }
        guard session.status == .planned else {
            throw DomainError.invalid([
                .body(
                    "session_id",
                    session.status.rawValue,
                    "该议事会\(session.status.title.chinese)",
                    "The session is \(session.status.title.english.lowercased())"
                )
            ])
        }
        if !act.isOnAgenda {
            guard session.openedAt == nil else { throw DomainError.agendaStands }
            guard try transaction.sessions.item(ofIssue: issue.id, in: id) == nil else {
                throw DomainError.invalid([
                    .body(
                        "session_id",
                        "already_on_agenda",
                        "该议题已在此议事会的议程中",
                        "The issue is on the agenda of the session already"
                    )
                ])
            }
            let settings = try transaction.calendars.settings(community: issue.community)
            try transaction.sessions.appendItem(
                to: session,
                issue: issue.id,
                title: try transaction.sessions.title(ofIssue: issue.id) ?? "",
                minutes: settings[.agendaItemMinutes]
            )
        }
        return .integer(id)
    }

    /// What is done to an issue itself is noted at its item, too; what is taken back leaves the agenda of a later evening.
    func settleItem(
        of issue: DeliberationIssue,
        _ act: IssueAct,
        by principal: Principal,
        in transaction: any Transaction
    ) throws {
        guard let id = issue.session, let item = try transaction.sessions.item(ofIssue: issue.id, in: id) else {
            return
        }
        if act.move == .cancelVote { return try takeUpAgain(item, as: act.back, in: transaction) }
        guard !item.status.isSettled else { return }
        switch act.move {
        case .agree, .defer, .openVote:
            let status: AgendaStatus = act.move == .agree ? .agreed : act.move == .defer ? .deferred : .voting
            let present = try transaction.sessions.presentParties(in: id)
            let absent = status == .agreed ? SessionRules.absent(item.required, present: present) : []
            guard absent.isEmpty else { throw DomainError.absentParties(absent) }
            let draft = Draft(
                .agendaItems,
                [
                    "status": .text(status.rawValue), "outcome": .optional(act.outcome ?? act.remark),
                    "ended_at": .integer(transaction.now.milliseconds),
                ]
            )
            try transaction.update(draft, id: item.id, ifVersion: nil, scope: .community(issue.community))
        case .withdraw, .takeOff:
            guard let session = try transaction.sessions.find(id, scope: .community(issue.community)) else { return }
            guard session.openedAt == nil else { throw DomainError.agendaStands }
            try transaction.sessions.removeItem(item.id)
        default: break
        }
    }

    /// What was put to the vote by mistake is dealt with in the same evening, where that goes on still.
    private func takeUpAgain(_ item: AgendaItem, as status: IssueStatus?, in transaction: any Transaction) throws {
        guard item.status == .voting, let session = try transaction.sessions.find(item.session, scope: .everything),
            session.status == .planned
        else { return }
        let again: AgendaStatus = status == .deliberating ? .open : .waiting
        let draft = Draft(.agendaItems, ["status": .text(again.rawValue), "ended_at": .null, "outcome": .null])
        try transaction.update(draft, id: item.id, ifVersion: nil, scope: .community(session.community))
    }

    /// The issue that another is merged into, which takes over its cases and signers.
    func merged(
        _ issue: DeliberationIssue,
        into id: Int64?,
        by principal: Principal,
        in transaction: any Transaction
    ) throws -> FieldValue {
        guard let id, id != issue.id,
            let target = try transaction.issues.find(id, scope: .community(issue.community)), !target.status.isFinal
        else {
            throw DomainError.invalid([
                .body("issue_id", "not_mergeable", "须为本社区另一个未结束的议题", "Is to be another open issue of the community")
            ])
        }
        let files = try transaction.issues.cases(of: issue.id).map(\.id)
        try transaction.issues.put(cases: files, in: id)
        try transaction.issues.moveSupporters(of: issue.id, to: id)
        let words = Title(
            "您反映的诉求所在的议题已并入另一议题，后续进展在此告知",
            "The topic of what you reported was merged into another one; how it goes on is told here"
        )
        try transaction.issues.tellReporters(of: files, in: id, community: issue.community, words)
        return .integer(id)
    }
}

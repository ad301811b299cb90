package import Domain

/// How a topic comes into being (议题征集).
extension IssueService {
    package func collect(
        _ draft: Draft,
        cases: [Int64],
        by principal: Principal,
        view: View
    ) async throws -> Rendered {
        try await store.answer { transaction in
            try checkProposal(draft, by: principal)
            try checkWording(draft, by: principal)
            let id = try collect(draft, cases: cases, by: principal, in: transaction)
            return try transaction.one(.issues, id: id, view: view)
        }
    }

    /// Collects a topic: its number, the time to edit it freely, and by when it is to be answered officially.
    package func collect(
        _ draft: Draft,
        cases: [Int64] = [],
        by principal: Principal,
        in transaction: any Transaction
    ) throws -> Int64 {
        guard let community = draft.integer("community_id") else { throw DomainError.notFound }
        try PersonalNumber.refuse(["title": draft.text("title"), "description": draft.text("description")])
        let settings = try transaction.calendars.settings(community: community)
        let calendar = try transaction.calendars.calendar(community: community)
        let due = calendar.due(
            from: transaction.now,
            TimeLimit(settings[.officialAnswerWorkingDays], .workingDays)
        )
        var draft = draft
        draft["status"] = .text(IssueStatus.collected.rawValue)
        draft["collected_at"] = .integer(transaction.now.milliseconds)
        draft["source"] = draft["source"] ?? .text(IssueSource(principal.role).rawValue)
        draft["answer_due_at"] = .integer(due.milliseconds)
        if draft["proposer"] == nil { draft["proposer"] = .text(principal.name) }
        if !principal.holds(.writeDeliberation), draft.text("authority") != IssueAuthority.hall.rawValue {
            throw DomainError.invalid([
                .body("authority", "only_staff", "决定权由社区确定", "Whose decision it needs is for the staff to say")
            ])
        }
        try checkSixSteps(draft, of: nil, by: principal, taken: 0)
        if case .branch(let own, community: _) = principal.scope, draft["party_organization_id"] == nil {
            draft["party_organization_id"] = .integer(own)
        }
        try checkBranch(draft, of: nil, by: principal, taken: 0)
        let id = try transaction.insert(draft, scope: principal.scope)
        let year = transaction.time.date(of: transaction.now).year
        try transaction.issues.prepare(
            id,
            number: try transaction.issues.nextNumber(community: community, year: year),
            year: year,
            editUntil: transaction.now.advanced(bySeconds: settings[.topicEditHours] * 3600),
            lookAt: due
        )
        var resident: Int64?
        if case .resident(let own, community: _) = principal.scope { resident = own }
        try transaction.issues.propose(id, account: principal.accountID, resident: resident)
        try transaction.issues.appendEvent(
            issue: id,
            at: transaction.now,
            actor: principal.accountID,
            move: "collect",
            from: nil,
            to: .collected,
            remark: nil
        )
        try link(cases, to: id, community, by: principal, in: transaction)
        return id
    }
}

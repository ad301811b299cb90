package import Domain

/// The items of an open session, one after another (逐项协商).
extension SessionService {
    /// Takes an item up; where a required party is absent it is put off, and the others go on.
    package func takeUp(
        _ id: Int64,
        ifVersion: VersionCondition?,
        by principal: Principal,
        view: View
    ) async throws -> Rendered {
        try await store.answer { transaction in
            let (item, session) = try item(id, ifVersion: ifVersion, by: principal, in: transaction)
            guard session.isOpen else { throw DomainError.sessionNotOpen(session.status) }
            let isAgain = try isTakenUpAgain(item, in: session, by: principal, in: transaction)
            guard item.status == .waiting || isAgain else { throw DomainError.itemSettled(item.status) }
            let present = try transaction.sessions.presentParties(in: session.id)
            let absent = SessionRules.absent(item.required, present: present)
            guard absent.isEmpty || !isAgain else { throw DomainError.absentParties(absent) }
            if absent.isEmpty {
                var draft = Draft(
                    .agendaItems,
                    [
                        "status": .text(AgendaStatus.open.rawValue),
                        "started_at": .integer(transaction.now.milliseconds),
                    ]
                )
                if isAgain { for field in ["ended_at", "outcome", "absent"] { draft[field] = .null } }
                try transaction.update(draft, id: id, ifVersion: nil, scope: principal.scope)
                if let issue = item.issue { try issues.move(issue, IssueAct(.takeUp), by: principal, in: transaction) }
            } else {
                try settle(
                    item,
                    ItemOutcome(status: .deferred, text: HouseWord.absent(absent)),
                    absent: absent,
                    by: principal,
                    in: transaction
                )
            }
            return try transaction.one(.agendaItems, id: id, view: view)
        }
    }

    /// What was put off for somebody who has come since is dealt with in the same evening, where no other took it over.
    private func isTakenUpAgain(
        _ item: AgendaItem,
        in session: HallSession,
        by principal: Principal,
        in transaction: any Transaction
    ) throws -> Bool {
        guard item.status == .deferred, item.lackedParty else { return false }
        guard let issue = try item.issue.flatMap({ try transaction.issues.find($0, scope: principal.scope) }) else {
            return true
        }
        return issue.status == .deferred && issue.session == session.id
    }

    /// Ends an item of an open session: agreed, noted, or put off.
    package func settle(
        _ id: Int64,
        _ outcome: ItemOutcome,
        by principal: Principal,
        view: View
    ) async throws -> Rendered {
        try await store.answer { transaction in
            let (item, session) = try item(id, ifVersion: outcome.ifVersion, by: principal, in: transaction)
            guard session.isOpen else { throw DomainError.sessionNotOpen(session.status) }
            try PersonalNumber.refuse(["outcome": outcome.text])
            try settle(item, outcome, by: principal, in: transaction)
            return try transaction.one(.agendaItems, id: id, view: view)
        }
    }

    func settle(
        _ item: AgendaItem,
        _ outcome: ItemOutcome,
        absent: [CalledParty] = [],
        saying said: Title? = nil,
        by principal: Principal,
        in transaction: any Transaction
    ) throws {
        guard !item.status.isSettled else { throw DomainError.itemSettled(item.status) }
        if outcome.status == .agreed {
            let present = try transaction.sessions.presentParties(in: item.session)
            let missing = SessionRules.absent(item.required, present: present)
            guard missing.isEmpty else { throw DomainError.absentParties(missing) }
            try agree(item, outcome, by: principal, in: transaction)
        }
        if outcome.status == .noted, item.issue != nil {
            throw DomainError.invalid([
                .body("status", "needs_outcome", "议题须协商一致或暂缓", "An issue is agreed on or deferred")
            ])
        }
        var draft = Draft(
            .agendaItems,
            [
                "status": .text(outcome.status.rawValue), "outcome": .text(outcome.text),
                "ended_at": .integer(transaction.now.milliseconds),
            ]
        )
        if !absent.isEmpty { draft["absent"] = .text(absent.map(\.rawValue).joined(separator: " ")) }
        try transaction.update(draft, id: item.id, ifVersion: nil, scope: principal.scope)
        guard let issue = item.issue else { return }
        var act = IssueAct(outcome.status == .agreed ? .agree : .defer, remark: outcome.text)
        if outcome.status == .agreed { act.outcome = outcome.text }
        act.isOnAgenda = true
        act.told = said
        try issues.move(issue, act, by: principal, in: transaction)
    }

    /// Those round the table agree where they are enough, on the sheet that they signed.
    private func agree(
        _ item: AgendaItem,
        _ outcome: ItemOutcome,
        by principal: Principal,
        in transaction: any Transaction
    ) throws {
        let session = try session(item.session, by: principal, in: transaction)
        try HallPapers.keep(
            outcome.uploads,
            at: .item(item.id, session: item.session),
            of: session.community,
            as: .signedSheet,
            by: principal,
            in: transaction
        )
        try IssueService.checkTable(of: item.session, issue: item.issue, in: transaction)
    }

    /// Notes what a party said to an item of an open session.
    package func speak(
        _ id: Int64,
        party: CalledParty,
        speaker: String,
        text: String,
        by principal: Principal,
        view: View
    ) async throws -> Rendered {
        try await store.answer { transaction in
            let (item, session) = try item(id, ifVersion: nil, by: principal, in: transaction)
            guard session.isOpen else { throw DomainError.sessionNotOpen(session.status) }
            // To what was put off nobody has spoken.
            guard item.status != .deferred else { throw DomainError.itemSettled(item.status) }
            let draft = Draft(
                .agendaStatements,
                [
                    "community_id": .integer(session.community), "item_id": .integer(item.id),
                    "party": .text(party.rawValue), "speaker": .text(speaker), "text": .text(text),
                    "recorded_by": .optional(principal.accountID),
                ]
            )
            let made = try transaction.insert(draft, scope: .community(session.community))
            return try transaction.one(.agendaStatements, id: made, view: view)
        }
    }

    private func item(
        _ id: Int64,
        ifVersion: VersionCondition?,
        by principal: Principal,
        in transaction: any Transaction
    ) throws -> (AgendaItem, HallSession) {
        guard let item = try transaction.sessions.item(id, scope: principal.scope) else { throw DomainError.notFound }
        try transaction.expect(.agendaItems, id: id, ifVersion: ifVersion, scope: principal.scope)
        return (item, try session(item.session, by: principal, in: transaction))
    }
}

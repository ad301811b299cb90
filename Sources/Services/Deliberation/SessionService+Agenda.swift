package import Domain

extension SessionService {
    /// Writes the agenda of a session that has not opened, in place of the one that was there.
    package func setAgenda(
        _ id: Int64,
        _ entries: [AgendaEntry],
        ifVersion: VersionCondition?,
        by principal: Principal,
        view: View
    ) async throws -> Rendered {
        try await store.answer { transaction in
            try transaction.expect(.sessions, id: id, ifVersion: ifVersion, scope: principal.scope)
            let session = try session(id, by: principal, in: transaction)
            let settings = try transaction.calendars.settings(community: session.community)
            try setAgenda(of: session, entries, settings, by: principal, in: transaction)
            return try transaction.one(.sessions, id: id, view: view)
        }
    }

    func setAgenda(
        of session: HallSession,
        _ entries: [AgendaEntry],
        _ settings: CommunitySettings,
        by principal: Principal,
        in transaction: any Transaction
    ) throws {
        guard session.status == .planned else { throw DomainError.sessionNotOpen(session.status) }
        guard session.openedAt == nil else { throw DomainError.agendaStands }
        let entries = try entries.map { try collect($0, of: session, by: principal, in: transaction) }
        let before = Set(try transaction.sessions.items(of: session.id).compactMap(\.issue))
        var faults: [FieldError] = []
        var named: Set<Int64> = []
        for (index, entry) in entries.enumerated() {
            if entry.issue == nil, entry.title == nil {
                faults.append(
                    .body("agenda/\(index)/title", "required", "无议题的项须有标题", "An item without an issue needs a title")
                )
            }
            guard let issue = entry.issue else { continue }
            if !named.insert(issue).inserted {
                faults.append(.body("agenda/\(index)/issue_id", "named_twice", "同一议题只列一次", "Name an issue once"))
            } else if try !transaction.contains(.issues, id: issue, scope: .community(session.community)) {
                faults.append(
                    .body(
                        "agenda/\(index)/issue_id",
                        "unknown_reference",
                        "本社区没有该议题",
                        "The community has no such issue"
                    )
                )
            }
        }
        guard faults.isEmpty else { throw DomainError.invalid(faults) }
        for issue in before.subtracting(named).sorted() {
            try issues.move(issue, IssueAct(.takeOff), by: principal, in: transaction)
        }
        for issue in named.subtracting(before).sorted() {
            var act = IssueAct(.schedule, sessionID: session.id)
            act.isOnAgenda = true
            try issues.move(issue, act, by: principal, in: transaction)
        }
        try transaction.sessions.replaceAgenda(of: session, with: entries, minutes: settings[.agendaItemMinutes])
    }

    /// An item that says what it is about becomes a topic, so that its outcome leads somewhere.
    private func collect(
        _ entry: AgendaEntry,
        of session: HallSession,
        by principal: Principal,
        in transaction: any Transaction
    ) throws -> AgendaEntry {
        guard entry.issue == nil, let title = entry.title, let description = entry.description else { return entry }
        let draft = Draft(
            .issues,
            [
                "community_id": .integer(session.community), "title": .text(title), "description": .text(description),
                "authority": .text(IssueAuthority.hall.rawValue),
            ]
        )
        var collected = entry
        let id = try issues.collect(draft, cases: entry.cases, by: principal, in: transaction)
        try issues.move(id, IssueAct(.screen), by: principal, in: transaction)
        collected.issue = id
        return collected
    }

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
            guard item.status == .waiting else { throw DomainError.itemSettled(item.status) }
            let present = try transaction.sessions.presentParties(in: session.id)
            let absent = SessionRules.absent(item.required, present: present)
            if absent.isEmpty {
                let draft = Draft(
                    .agendaItems,
                    [
                        "status": .text(AgendaStatus.open.rawValue),
                        "started_at": .integer(transaction.now.milliseconds),
                    ]
                )
                try transaction.update(draft, id: id, ifVersion: nil, scope: principal.scope)
                if let issue = item.issue { try issues.move(issue, IssueAct(.takeUp), by: principal, in: transaction) }
            } else {
                let names = absent.map(\.title.chinese).joined(separator: "、")
                try settle(
                    item,
                    ItemOutcome(status: .deferred, text: "必到方缺席：\(names)"),
                    absent: absent,
                    by: principal,
                    in: transaction
                )
            }
            return try transaction.one(.agendaItems, id: id, view: view)
        }
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
            try settle(item, outcome, by: principal, in: transaction)
            return try transaction.one(.agendaItems, id: id, view: view)
        }
    }

    func settle(
        _ item: AgendaItem,
        _ outcome: ItemOutcome,
        absent: [CalledParty] = [],
        by principal: Principal,
        in transaction: any Transaction
    ) throws {
        guard !item.status.isSettled else { throw DomainError.itemSettled(item.status) }
        if outcome.status == .agreed {
            let present = try transaction.sessions.presentParties(in: item.session)
            let missing = SessionRules.absent(item.required, present: present)
            guard missing.isEmpty else { throw DomainError.absentParties(missing) }
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
        try issues.move(issue, act, by: principal, in: transaction)
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

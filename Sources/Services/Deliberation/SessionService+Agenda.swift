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
        let numbers = entries.enumerated().flatMap { index, entry in
            PersonalNumber.faults([
                "agenda/\(index)/title": entry.title, "agenda/\(index)/description": entry.description,
            ])
        }
        guard numbers.isEmpty else { throw DomainError.invalid(numbers) }
        let before = Set(try transaction.sessions.items(of: session.id).compactMap(\.issue))
        // First what leaves it, so that the cases of a line that is rewritten are free for the line in its place.
        for issue in before.subtracting(entries.compactMap(\.issue)).sorted() {
            try takeOff(issue, from: session, by: principal, in: transaction)
        }
        let entries = try entries.map { try collect($0, of: session, by: principal, in: transaction) }
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
        for issue in named.subtracting(before).sorted() {
            var act = IssueAct(.schedule, sessionID: session.id)
            act.isOnAgenda = true
            try issues.move(issue, act, by: principal, in: transaction)
        }
        try transaction.sessions.replaceAgenda(of: session, with: entries, minutes: settings[.agendaItemMinutes])
    }

    /// What only a line of this agenda made a topic goes with its line, if nothing else happened to it.
    private func takeOff(
        _ id: Int64,
        from session: HallSession,
        by principal: Principal,
        in transaction: any Transaction
    ) throws {
        try issues.move(id, IssueAct(.takeOff), by: principal, in: transaction)
        guard let issue = try transaction.issues.find(id, scope: principal.scope),
            issue.agendaSession == session.id, try transaction.issues.isUntouched(id)
        else { return }
        var act = IssueAct(.withdraw, remark: HouseWord.agendaChanged.rawValue)
        act.reason = .enteredByMistake
        try issues.move(id, act, by: principal, in: transaction)
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
        try transaction.issues.noteAgenda(session.id, of: id)
        try issues.move(id, IssueAct(.screen), by: principal, in: transaction)
        collected.issue = id
        return collected
    }
}

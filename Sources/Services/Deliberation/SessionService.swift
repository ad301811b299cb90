package import Domain

/// 议事会: an evening of a hall from its invitation to its end, in one transaction for every call.
package struct SessionService: Sendable {
    let store: any Store
    let issues: IssueService
    /// Six digits that are said in the room.
    let digits: @Sendable () -> String

    package init(store: any Store, issues: IssueService, digits: @escaping @Sendable () -> String) {
        self.store = store
        self.issues = issues
        self.digits = digits
    }

    /// Makes a session with its agenda and the people it calls.
    package func create(
        _ draft: Draft,
        on day: CivilDate?,
        agenda: [AgendaEntry],
        invite: [Invitee],
        by principal: Principal,
        view: View
    ) async throws -> Rendered {
        try await store.answer { transaction in
            guard let community = draft.integer("community_id") else { throw DomainError.notFound }
            let settings = try transaction.calendars.settings(community: community)
            var draft = draft
            if draft["starts_at"] == nil {
                guard let day else {
                    throw DomainError.invalid([
                        .body(
                            "starts_at",
                            "required",
                            "请填写 starts_at，或只填日期 on",
                            "Give starts_at, or only the day in on"
                        )
                    ])
                }
                let minute = Int(settings[.hallStart])
                let start = transaction.time.instant(day, hour: minute / 60, minute: minute % 60)
                draft["starts_at"] = .integer(start.milliseconds)
            }
            draft["status"] = .text(SessionStatus.planned.rawValue)
            draft["quorum_percent"] = .integer(settings[.sessionQuorumPercent])
            try OnlineLink.check(draft)
            try PersonalNumber.refuse(["title": draft.text("title")])
            let id = try transaction.insert(draft, scope: principal.scope)
            let session = try session(id, by: principal, in: transaction)
            try remind(session, settings, in: transaction)
            if !agenda.isEmpty {
                try setAgenda(of: session, agenda, settings, by: principal, in: transaction)
            }
            if !invite.isEmpty {
                try self.invite(invite, to: session, field: "invite", settings, in: transaction)
            }
            return try transaction.one(.sessions, id: id, view: view)
        }
    }

    /// Opens, closes or cancels a session.
    package func move(
        _ id: Int64,
        _ move: SessionMove,
        present: Int64?,
        summary: String?,
        reason: String? = nil,
        uploads: [Int64],
        ifVersion: VersionCondition?,
        by principal: Principal,
        view: View
    ) async throws -> Rendered {
        try await store.answer { transaction in
            try transaction.expect(.sessions, id: id, ifVersion: ifVersion, scope: principal.scope)
            let session = try session(id, by: principal, in: transaction)
            switch move {
            case .open: try open(session, by: principal, in: transaction)
            case .close:
                try HallPapers.keep(
                    uploads,
                    at: .session(id),
                    of: session.community,
                    as: .signedSheet,
                    by: principal,
                    in: transaction
                )
                try close(session, present: present, summary: summary, by: principal, in: transaction)
            case .cancel: try cancel(session, reason: reason, by: principal, in: transaction)
            }
            return try transaction.one(.sessions, id: id, view: view)
        }
    }

    package func session(_ id: Int64, by principal: Principal, in transaction: any Transaction) throws -> HallSession {
        guard let session = try transaction.sessions.find(id, scope: principal.scope) else {
            throw DomainError.notFound
        }
        return session
    }

    private func check(_ session: HallSession, _ move: SessionMove, isOpening: Bool = false) throws -> SessionStatus {
        guard let next = session.status.after(move), !(isOpening && session.isOpen) else {
            let allowed = SessionMove.allCases.filter {
                session.status.after($0) != nil && !($0 == .open && session.isOpen)
            }
            throw DomainError.illegalMove(
                move.rawValue,
                of: Title("议事会", "session"),
                from: session.status,
                allowed: allowed.map(\.rawValue)
            )
        }
        return next
    }

    /// Opens a session: from now on its agenda stands, and people check in.
    package func open(_ session: HallSession, by principal: Principal, in transaction: any Transaction) throws {
        _ = try check(session, .open, isOpening: true)
        try checkDay(of: session, in: transaction)
        let draft = Draft(.sessions, ["opened_at": .integer(transaction.now.milliseconds)])
        try transaction.update(draft, id: session.id, ifVersion: nil, scope: principal.scope)
        try transaction.sessions.lookAt(session.id, nil, code: digits())
    }

    /// Ends an evening: what was not dealt with is put off, one item at a time.
    package func close(
        _ session: HallSession,
        present: Int64?,
        summary: String?,
        by principal: Principal,
        in transaction: any Transaction
    ) throws {
        let next = try check(session, .close)
        try checkDay(of: session, in: transaction)
        let settings = try transaction.calendars.settings(community: session.community)
        let present = try headCount(present, of: session, settings, in: transaction)
        for item in try transaction.sessions.items(of: session.id) where !item.status.isSettled {
            try settle(
                item,
                ItemOutcome(status: .deferred, text: HouseWord.notReached.rawValue),
                by: principal,
                in: transaction
            )
        }
        var draft = Draft(
            .sessions,
            [
                "status": .text(next.rawValue), "present": .integer(present),
                "closed_at": .integer(transaction.now.milliseconds),
            ]
        )
        if let summary { draft["summary"] = .text(summary) }
        try transaction.update(draft, id: session.id, ifVersion: nil, scope: principal.scope)
        let late = transaction.now.advanced(bySeconds: settings[.minutesWithinDays] * 86_400)
        try transaction.sessions.lookAt(session.id, late, code: nil)
    }

    /// Cancels an evening with the reason for it, which those invited are told.
    private func cancel(
        _ session: HallSession,
        reason: String?,
        by principal: Principal,
        in transaction: any Transaction
    ) throws {
        let next = try check(session, .cancel)
        try PersonalNumber.refuse(["reason": reason])
        let voting = try transaction.sessions.items(of: session.id).filter { $0.status == .voting }
        let running = try voting.filter { item in
            try item.issue.flatMap { try transaction.issues.find($0, scope: .everything) }?.status == .voting
        }
        guard running.isEmpty else { throw DomainError.itemsVoting(running.map(\.place)) }
        for item in try transaction.sessions.items(of: session.id) where !item.status.isSettled {
            try settle(
                item,
                ItemOutcome(status: .deferred, text: HouseWord.sessionCancelled.rawValue),
                saying: reason.map { HouseWord.cancelled(for: $0) },
                by: principal,
                in: transaction
            )
        }
        let draft = Draft(.sessions, ["status": .text(next.rawValue), "cancel_reason": .optional(reason)])
        try transaction.update(draft, id: session.id, ifVersion: nil, scope: principal.scope)
        try transaction.sessions.lookAt(session.id, nil, code: nil)
        try transaction.sessions.tellInvited(of: session, .sessionCancelled, since: nil, saying: reason)
    }
}

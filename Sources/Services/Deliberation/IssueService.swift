package import Domain

/// 议题: the common way of the hall, from topic to completion.
package struct IssueService: Sendable {
    private let store: any Store

    package init(store: any Store) { self.store = store }

    package func collect(_ draft: Draft, by principal: Principal, view: View) async throws -> Rendered {
        try await store.answer { transaction in
            let id = try collect(draft, by: principal, in: transaction)
            return try transaction.one(.issues, id: id, view: view)
        }
    }

    package func collect(_ draft: Draft, by principal: Principal, in transaction: any Transaction) throws -> Int64 {
        var draft = draft
        draft["status"] = .text(IssueStatus.collected.rawValue)
        draft["collected_at"] = .integer(transaction.now.milliseconds)
        let id = try transaction.insert(draft, scope: principal.scope)
        try transaction.issues.appendEvent(
            issue: id,
            at: transaction.now,
            actor: principal.accountID,
            move: "collect",
            from: nil,
            to: .collected,
            remark: nil
        )
        return id
    }

    package func move(_ id: Int64, _ act: IssueAct, by principal: Principal, view: View) async throws -> Rendered {
        try await store.answer { transaction in
            try transaction.expect(.issues, id: id, ifVersion: act.ifVersion, scope: principal.scope)
            try move(id, act, by: principal, in: transaction)
            return try transaction.one(.issues, id: id, view: view)
        }
    }

    package func move(
        _ id: Int64,
        _ act: IssueAct,
        by principal: Principal,
        in transaction: any Transaction
    ) throws {
        guard let issue = try transaction.issues.find(id, scope: principal.scope) else { throw DomainError.notFound }
        guard let next = issue.status.after(act.move) else {
            throw DomainError.illegalMove(
                act.move.rawValue,
                of: Title("议题", "issue"),
                from: issue.status,
                allowed: issue.status.allowedMoves.map(\.rawValue)
            )
        }
        if act.move == .agree, issue.authority != .hall {
            throw DomainError(
                .conflict,
                "needs_decision",
                "该议题须由“\(issue.authority.title.chinese)”决定，议事厅不能代为同意",
                "This issue needs the decision of “\(issue.authority.title.english)”; the hall can not agree for them",
                details: [("authority", .text(issue.authority.rawValue))]
            )
        }
        var draft = Draft(.issues)
        draft["status"] = .text(next.rawValue)
        if let session = act.sessionID {
            draft["session_id"] = .integer(session)
            if try transaction.contains(.sessions, id: session, scope: principal.scope),
                try transaction.issues.sessionStatus(session) == .cancelled
            {
                throw DomainError.invalid([
                    .body("session_id", "cancelled", "该议事会已取消", "The session was cancelled")
                ])
            }
        }
        if let outcome = act.outcome { draft["outcome"] = .text(outcome) }
        if next == .completed { draft["completed_at"] = .integer(transaction.now.milliseconds) }
        try transaction.update(draft, id: id, ifVersion: nil, scope: principal.scope)
        try transaction.issues.appendEvent(
            issue: id,
            at: transaction.now,
            actor: principal.accountID,
            move: act.move.rawValue,
            from: issue.status,
            to: next,
            remark: act.remark ?? act.outcome
        )
    }
}

/// A move of an issue and what it brings (议题动作的内容).
package struct IssueAct: Sendable {
    package let move: IssueMove
    package var sessionID: Int64?
    package var outcome: String?
    package var remark: String?
    package var ifVersion: VersionCondition?

    package init(
        _ move: IssueMove,
        sessionID: Int64? = nil,
        outcome: String? = nil,
        remark: String? = nil,
        ifVersion: VersionCondition? = nil
    ) {
        self.move = move
        self.sessionID = sessionID
        self.outcome = outcome
        self.remark = remark
        self.ifVersion = ifVersion
    }
}

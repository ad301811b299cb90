package import Domain

/// 议题: the common way of the hall, from topic to completion.
package struct IssueService: Sendable {
    private let store: any Store

    package init(store: any Store) { self.store = store }

    package func collect(_ draft: Draft, by principal: Principal, view: View) async throws -> Rendered {
        try await store.write { transaction in
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
        try await store.write { transaction in
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
        guard let next = issue.status.after(act.move) else { throw Self.illegal(act.move, from: issue.status) }
        var draft = Draft(.issues)
        draft["status"] = .text(next.rawValue)
        if let session = act.sessionID { draft["session_id"] = .integer(session) }
        if let outcome = act.outcome { draft["outcome"] = .text(outcome) }
        if next == .completed { draft["completed_at"] = .integer(transaction.now.milliseconds) }
        try transaction.update(draft, id: id, ifVersion: act.ifVersion, scope: principal.scope)
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

    private static func illegal(_ move: IssueMove, from status: IssueStatus) -> DomainError {
        let allowed = status.allowedMoves.map(\.rawValue)
        return DomainError(
            .conflict,
            "illegal_move",
            "议题现为“\(status.title.chinese)”，不能执行 \(move.rawValue)；现在可以：\(allowed.isEmpty ? "无" : allowed.joined(separator: "、"))",
            "The issue is “\(status.title.english)”; \(move.rawValue) is not possible, these are: "
                + (allowed.isEmpty ? "none" : allowed.joined(separator: ", ")),
            details: [("from", .text(status.rawValue)), ("allowed", .texts(allowed))]
        )
    }
}

/// A move of an issue and what it brings (议题动作的内容).
package struct IssueAct: Sendable {
    package let move: IssueMove
    package var sessionID: Int64?
    package var outcome: String?
    package var remark: String?
    package var ifVersion: Int64?

    package init(
        _ move: IssueMove,
        sessionID: Int64? = nil,
        outcome: String? = nil,
        remark: String? = nil,
        ifVersion: Int64? = nil
    ) {
        self.move = move
        self.sessionID = sessionID
        self.outcome = outcome
        self.remark = remark
        self.ifVersion = ifVersion
    }
}

package import Domain

/// What residents say to an outcome (异议与评议): objections to its notice, and judgements of what came of it.
extension IssueService {
    /// What a resident has against a notice while it runs; staff enter it for somebody who came by.
    package func object(
        to notice: Int64,
        _ text: String,
        resident: Int64?,
        name: String?,
        by principal: Principal,
        view: View
    ) async throws -> Rendered {
        try await store.answer { transaction in
            let made = try object(to: notice, text, resident: resident, name: name, by: principal, in: transaction)
            return try transaction.one(.objections, id: made, view: view)
        }
    }

    /// Notes an objection, and says its row.
    package func object(
        to notice: Int64,
        _ text: String,
        resident: Int64?,
        name: String?,
        by principal: Principal,
        in transaction: any Transaction
    ) throws -> Int64 {
        guard try transaction.contains(.publicNotices, id: notice, scope: principal.scope),
            let running = try transaction.outcomes.notice(notice)
        else { throw DomainError.notFound }
        guard transaction.time.date(of: transaction.now) <= running.until else {
            throw DomainError(
                .conflict,
                "notice_over",
                "公示已于 \(running.until) 期满，不再受理异议",
                "The public notice ended on \(running.until); objections are not taken any more"
            )
        }
        let person = try self.person(resident, principal)
        if !principal.holds(.writeDeliberation), let name, name != principal.name {
            throw DomainError.invalid([.body("name", "own_name", "只能以本人姓名提出", "Is signed with the own name only")])
        }
        var known = name
        if known == nil, let person { known = try transaction.visits.name(ofResident: person) }
        guard let known else {
            throw DomainError.invalid([.body("name", "required", "请填写提出人", "Say who objects")])
        }
        if let earlier = try transaction.outcomes.equalObjection(to: notice, text, resident: person, name: known) {
            throw DomainError.alreadyObjected(earlier)
        }
        let draft = Draft(
            .objections,
            [
                "community_id": .integer(running.community), "notice_id": .integer(notice),
                "resident_id": .optional(person), "name": .text(known), "text": .text(text),
            ]
        )
        return try transaction.insert(draft, scope: .community(running.community))
    }

    /// Residents speak for themselves, staff for anybody.
    private func person(_ resident: Int64?, _ principal: Principal) throws -> Int64? {
        if case .resident(let own, community: _) = principal.scope {
            guard resident == nil || resident == own else { throw DomainError.forbidden }
            return own
        }
        guard principal.holds(.writeDeliberation) else { throw DomainError.forbidden }
        return resident
    }

    package func answer(
        objection id: Int64,
        _ text: String,
        ifVersion: VersionCondition?,
        by principal: Principal,
        view: View
    ) async throws -> Rendered {
        try await store.answer { transaction in
            try transaction.expect(.objections, id: id, ifVersion: ifVersion, scope: principal.scope)
            try answer(objection: id, text, by: principal, in: transaction)
            return try transaction.one(.objections, id: id, view: view)
        }
    }

    /// Answers an objection once; whoever objected is told.
    package func answer(
        objection id: Int64,
        _ text: String,
        by principal: Principal,
        in transaction: any Transaction
    ) throws {
        guard let objection = try transaction.outcomes.objection(id, scope: principal.scope),
            let notice = try transaction.outcomes.notice(objection.notice)
        else { throw DomainError.notFound }
        guard !objection.isAnswered else {
            throw DomainError(.conflict, "already_answered", "该异议已答复", "The objection was answered already")
        }
        let draft = Draft(
            .objections,
            [
                "answer": .text(text), "answered_at": .integer(transaction.now.milliseconds),
                "answered_by": .optional(principal.accountID),
            ]
        )
        try transaction.update(draft, id: id, ifVersion: nil, scope: principal.scope)
        if let resident = objection.resident {
            try transaction.issues.tell(
                resident: resident,
                of: notice.issue,
                community: notice.community,
                Title("异议答复：\(text)", "Answer to your objection: \(text)")
            )
        }
    }

    /// A resident judges what came of an issue that is completed; staff enter paper.
    package func rate(
        _ id: Int64,
        score: Int64,
        text: String?,
        resident: Int64?,
        by principal: Principal,
        view: View
    ) async throws -> Rendered {
        try await store.answer { transaction in
            let made = try rate(id, score: score, text: text, resident: resident, by: principal, in: transaction)
            return try transaction.one(.issueRatings, id: made, view: view)
        }
    }

    /// Notes a judgement, and says its row.
    @discardableResult
    package func rate(
        _ id: Int64,
        score: Int64,
        text: String?,
        resident: Int64?,
        by principal: Principal,
        in transaction: any Transaction
    ) throws -> Int64 {
        guard let issue = try transaction.issues.find(id, scope: principal.scope) else {
            throw DomainError.notFound
        }
        // Who may judge at all is asked before where it stands.
        let named = try self.person(resident, principal)
        guard issue.status == .completed else {
            throw DomainError(
                .conflict,
                "not_completed",
                "议题现为“\(issue.status.title.chinese)”，完成后才能评议",
                "The issue is “\(issue.status.title.english)”; it is judged once it is completed"
            )
        }
        guard let person = named else {
            throw DomainError.invalid([.body("resident_id", "required", "请填写评议居民", "Say who judges")])
        }
        guard try !transaction.outcomes.hasRated(person, id) else {
            throw DomainError(.conflict, "already_judged", "该居民已评议", "The resident has judged it already")
        }
        var draft = Draft(
            .issueRatings,
            [
                "community_id": .integer(issue.community), "issue_id": .integer(id),
                "resident_id": .integer(person), "score": .integer(score), "text": .optional(text),
            ]
        )
        draft["on_paper"] = .integer(principal.holds(.writeDeliberation) ? 1 : 0)
        return try transaction.insert(draft, scope: .community(issue.community))
    }
}

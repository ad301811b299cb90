package import Domain

/// A topic before it comes before the hall: signed, looked at, answered (议题的联名与答复).
extension IssueService {
    /// A resident signs a topic, or takes the signature back; staff enter a paper list.
    package func support(
        _ id: Int64,
        resident: Int64?,
        takesBack: Bool,
        by principal: Principal,
        view: View
    ) async throws -> Rendered {
        try await store.answer { transaction in
            guard let issue = try transaction.issues.find(id, scope: principal.scope) else {
                throw DomainError.notFound
            }
            var (person, onPaper) = (resident, true)
            if case .resident(let own, community: _) = principal.scope {
                guard resident == nil || resident == own else { throw DomainError.forbidden }
                (person, onPaper) = (own, false)
            } else if !principal.holds(.writeDeliberation) {
                throw DomainError.forbidden
            }
            guard let person else {
                throw DomainError.invalid([.body("resident_id", "required", "请填写联名居民", "Say who signed")])
            }
            guard issue.status == .collected || issue.status == .screened else {
                throw DomainError(
                    .conflict,
                    "not_collecting",
                    "议题现为“\(issue.status.title.chinese)”，已不再征集联名",
                    "The issue is “\(issue.status.title.english)”; signatures are not collected any more"
                )
            }
            if takesBack {
                try transaction.issues.removeSupport(person, of: id)
            } else {
                try sign(issue, person, onPaper: onPaper, in: transaction)
            }
            return try transaction.one(.issues, id: id, view: view)
        }
    }

    private func sign(
        _ issue: DeliberationIssue,
        _ person: Int64,
        onPaper: Bool,
        in transaction: any Transaction
    ) throws {
        guard try !transaction.issues.supports(person, issue.id), issue.proposerResident != person else {
            throw DomainError(.conflict, "already_supported", "已经联名，或本就是提出人", "Has signed it already, or proposed it")
        }
        let limit = try transaction.calendars.settings(community: issue.community)[.supportsPerResident]
        guard try transaction.issues.openSupports(of: person) < limit else {
            throw DomainError(
                .conflict,
                "too_many_supports",
                "每位居民同时最多联名 \(limit) 个议题",
                "A resident supports \(limit) topics at a time at most",
                details: [("limit", .integer(limit))]
            )
        }
        let draft = Draft(
            .issueSupporters,
            [
                "community_id": .integer(issue.community), "issue_id": .integer(issue.id),
                "resident_id": .integer(person), "on_paper": .integer(onPaper ? 1 : 0),
            ]
        )
        _ = try transaction.insert(draft, scope: .community(issue.community))
    }

    /// Asks somebody of the community what they think of a topic.
    package func ask(_ account: Int64, about id: Int64, by principal: Principal, view: View) async throws -> Rendered {
        try await store.answer { transaction in
            guard let issue = try transaction.issues.find(id, scope: principal.scope) else {
                throw DomainError.notFound
            }
            let draft = Draft(
                .issueEvaluators,
                [
                    "community_id": .integer(issue.community), "issue_id": .integer(id),
                    "account_id": .integer(account),
                ]
            )
            let made = try transaction.insert(draft, scope: .community(issue.community))
            try transaction.issues.tell(account: account, of: id, community: issue.community, .issueToEvaluate)
            return try transaction.one(.issueEvaluators, id: made, view: view)
        }
    }

    /// What an evaluator thinks, which is always said with its reason.
    package func evaluate(
        _ id: Int64,
        _ opinion: EvaluatorOpinion,
        reason: String,
        by principal: Principal,
        view: View
    ) async throws -> Rendered {
        try await store.answer { transaction in
            guard let asked = try transaction.issues.evaluator(id, scope: principal.scope) else {
                throw DomainError.notFound
            }
            guard asked.account == principal.accountID else { throw DomainError.forbidden }
            guard !asked.isAnswered else {
                throw DomainError(
                    .conflict,
                    "already_answered",
                    "评估意见已提交，不能再改",
                    "The opinion was given and can not be changed"
                )
            }
            let draft = Draft(
                .issueEvaluators,
                [
                    "opinion": .text(opinion.rawValue), "reason": .text(reason),
                    "answered_at": .integer(transaction.now.milliseconds),
                ]
            )
            try transaction.update(draft, id: id, ifVersion: nil, scope: principal.scope)
            return try transaction.one(.issueEvaluators, id: id, view: view)
        }
    }

    /// The official answer to a topic; that it came late stays known.
    package func answer(
        _ id: Int64,
        _ text: String,
        ifVersion: VersionCondition?,
        by principal: Principal,
        view: View
    ) async throws -> Rendered {
        try await store.answer { transaction in
            try transaction.expect(.issues, id: id, ifVersion: ifVersion, scope: principal.scope)
            guard let issue = try transaction.issues.find(id, scope: principal.scope) else {
                throw DomainError.notFound
            }
            guard !issue.isAnswered else {
                throw DomainError(
                    .conflict,
                    "already_answered",
                    "该议题已有官方答复",
                    "The topic was officially answered already"
                )
            }
            try PersonalNumber.refuse(["answer": text])
            let draft = Draft(
                .issues,
                ["official_answer": .text(text), "answered_at": .integer(transaction.now.milliseconds)]
            )
            try transaction.update(draft, id: id, ifVersion: nil, scope: principal.scope)
            try transaction.issues.appendEvent(
                issue: id,
                at: transaction.now,
                actor: principal.accountID,
                move: "answer",
                from: issue.status,
                to: issue.status,
                remark: text
            )
            try transaction.issues.tell(
                issue,
                Title("官方答复：\(text)", "Official answer: \(text)"),
                except: principal.accountID
            )
            if let answered = try transaction.issues.find(id, scope: principal.scope) {
                try transaction.issues.lookAt(id, try nextLook(answered, in: transaction))
            }
            return try transaction.one(.issues, id: id, view: view)
        }
    }
}

package import Domain

/// What a topic says, and who may still change it (议题的修改).
extension IssueService {
    /// Changes what a topic says: its proposer freely for a while; afterwards what it said stays as a version.
    package func update(
        _ draft: Draft,
        id: Int64,
        ifVersion: VersionCondition?,
        by principal: Principal,
        view: View
    ) async throws -> Rendered {
        try await store.answer { transaction in
            guard let issue = try transaction.issues.find(id, scope: principal.scope) else {
                throw DomainError.notFound
            }
            try transaction.expect(.issues, id: id, ifVersion: ifVersion, scope: principal.scope)
            let isStaff = principal.holds(.writeDeliberation)
            guard isStaff || issue.isProposed(by: principal) else { throw DomainError.forbidden }
            try checkWording(draft, by: principal)
            guard Self.isChangeable(issue.status, isStaff: isStaff) || Self.isOfWording(draft) else {
                throw DomainError(
                    .conflict,
                    "not_changeable",
                    "议题现为“\(issue.status.title.chinese)”，不能再修改",
                    "The issue is “\(issue.status.title.english)” and can not be changed any more"
                )
            }
            if !isStaff, draft["authority"] != nil { throw DomainError.forbidden }
            try checkProposal(draft, by: principal)
            try checkProposer(draft, of: issue)
            try noteBelonging(draft, of: issue, by: principal, in: transaction)
            try changeAuthority(draft, of: issue, by: principal, in: transaction)
            let taken = try transaction.issues.steps(of: id).taken
            try checkSixSteps(draft, of: issue, by: principal, taken: taken)
            try checkBranch(draft, of: issue, by: principal, taken: taken)
            let changesWords = draft["title"] != nil || draft["description"] != nil
            // Whoever signed, signed these words: they stay as a version, and the signers hear that there are others.
            let isSigned = changesWords ? try transaction.issues.isSupported(id) : false
            let isOwn = issue.isProposed(by: principal)
            let isFresh = issue.status == .collected && issue.editUntil.map { transaction.now < $0 } ?? false
            if changesWords, isSigned || !isOwn || !isFresh {
                // Nobody's words are put otherwise behind their back, nor what a hall was asked for.
                if isSigned || !isOwn || issue.status != .collected {
                    let words = Title("议题内容有修改，原文留存为历史版本", "What it says was changed; what it said is kept")
                    try transaction.issues.tell(issue, words, except: principal.accountID)
                }
                try transaction.issues.keepVersion(of: id, by: principal.accountID)
                try transaction.issues.appendEvent(
                    issue: id,
                    at: transaction.now,
                    actor: principal.accountID,
                    move: "edit",
                    from: issue.status,
                    to: issue.status,
                    remark: nil
                )
            }
            try noteWording(draft, of: issue, by: principal, in: transaction)
            var changed = draft
            if isStaff, changesWords { try transaction.issues.wording(of: id)?.follow(&changed) }
            try transaction.update(changed, id: id, ifVersion: nil, scope: principal.scope)
            return try transaction.one(.issues, id: id, view: view)
        }
    }

    /// Whose decision a topic needs is said before it comes before a hall; a vote that failed is not made up for by agreeing.
    private func changeAuthority(
        _ draft: Draft,
        of issue: DeliberationIssue,
        by principal: Principal,
        in transaction: any Transaction
    ) throws {
        guard let authority = draft.text("authority").flatMap({ IssueAuthority(rawValue: $0) }),
            authority != issue.authority
        else { return }
        guard issue.status == .collected || issue.status == .screened,
            try transaction.ballots.vote(ofIssue: issue.id) == nil
        else {
            throw DomainError(
                .conflict,
                "authority_stands",
                "议题已列入议程或已表决，决定权“\(issue.authority.title.chinese)”不能再改",
                "The issue was put on an agenda or to the vote; that it is for “\(issue.authority.title.english)” stands"
            )
        }
        try transaction.issues.appendEvent(
            issue: issue.id,
            at: transaction.now,
            actor: principal.accountID,
            move: "edit",
            from: issue.status,
            to: issue.status,
            remark: HouseWord.authority(issue.authority, authority)
        )
    }

    /// Whoever proposes signs with the own name, and of the own grid; the staff enter what others brought them.
    func checkProposal(_ draft: Draft, by principal: Principal) throws {
        var faults: [FieldError] = []
        if !principal.holds(.writeDeliberation), let name = draft.text("proposer"), name != principal.name {
            faults.append(.body("proposer", "own_name", "只能以本人姓名提出", "Is signed with the own name only"))
        }
        if case .grid(let own, community: _, account: _) = principal.scope, let grid = draft.integer("grid_id"),
            grid != own
        {
            faults.append(.body("grid_id", "other_grid", "只能提出本网格的议题", "Is of the own grid only"))
        }
        guard faults.isEmpty else { throw DomainError.invalid(faults) }
    }

    /// What a resident signed with the own name stays theirs.
    private func checkProposer(_ draft: Draft, of issue: DeliberationIssue) throws {
        guard issue.proposerResident != nil, let name = draft.text("proposer"), name != issue.proposer else { return }
        throw DomainError.invalid([
            .body(
                "proposer",
                "residents_own",
                "该议题由居民本人提出，提出人不能更改",
                "A resident proposed it, and stays who proposed it"
            )
        ])
    }

    /// Where a topic belongs is not changed behind the back of whoever proposed and signed it.
    private func noteBelonging(
        _ draft: Draft,
        of issue: DeliberationIssue,
        by principal: Principal,
        in transaction: any Transaction
    ) throws {
        let members = ["compound_id", "grid_id", "party_organization_id"]
        guard !issue.isProposed(by: principal), members.contains(where: { draft[$0] != nil }) else { return }
        try transaction.issues.tell(issue, HouseWord.belonging.title, except: principal.accountID)
        try transaction.issues.appendEvent(
            issue: issue.id,
            at: transaction.now,
            actor: principal.accountID,
            move: "edit",
            from: issue.status,
            to: issue.status,
            remark: HouseWord.belonging.rawValue
        )
    }

    private static func isChangeable(_ status: IssueStatus, isStaff: Bool) -> Bool {
        switch status {
        case .collected: true
        case .screened, .scheduled, .deferred: isStaff
        default: false
        }
    }

    /// Adds cases to a topic that collected them.
    package func add(cases ids: [Int64], to id: Int64, by principal: Principal, view: View) async throws -> Rendered {
        try await store.answer { transaction in
            guard let issue = try transaction.issues.find(id, scope: principal.scope) else {
                throw DomainError.notFound
            }
            guard principal.holds(.writeDeliberation) || issue.isProposed(by: principal) else {
                throw DomainError.forbidden
            }
            guard !issue.status.isFinal, issue.status != .completed else {
                throw DomainError(
                    .conflict,
                    "not_changeable",
                    "议题现为“\(issue.status.title.chinese)”，不能再修改",
                    "The issue is “\(issue.status.title.english)” and can not be changed any more"
                )
            }
            // What is voted on is what the roll was told of.
            guard issue.status != .voting else {
                throw DomainError.illegalMove(
                    "add-cases",
                    of: Title("议题", "issue"),
                    from: issue.status,
                    allowed: issue.status.allowedMoves.map(\.rawValue)
                )
            }
            try link(ids, to: id, issue.community, by: principal, in: transaction)
            return try transaction.one(.issues, id: id, view: view)
        }
    }
}

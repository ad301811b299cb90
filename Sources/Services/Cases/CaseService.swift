package import Domain

/// 诉求: from a resident's word to a told household, one transaction for every call.
package struct CaseService: Sendable {
    let store: any Store
    /// Whether the lot falls on a case, of so many in a hundred.
    let draws: @Sendable (_ percent: Int64) -> Bool

    /// Watches of so long ago are asked for still: a case that is made urgent has waited no longer without being late.
    private static let watchSeconds: Int64 = 3 * 86_400

    package init(store: any Store, draws: @escaping @Sendable (Int64) -> Bool) {
        self.store = store
        self.draws = draws
    }

    /// Makes a move; a case that was accepted for nobody is answered with whom to give it to.
    package func move(
        _ id: Int64,
        _ act: CaseAct,
        by principal: Principal,
        view: View,
        writing: CaseWriting
    ) async throws -> Rendered {
        try await store.answer { transaction in
            _ = try seen(id, ifVersion: act.ifVersion, by: principal, in: transaction)
            try move(id, act, by: principal, in: transaction)
            // A case that was given away is shown once more to whoever gave it.
            let rendered = try transaction.one(.cases, id: id, view: try shown(id, view, in: transaction))
            guard act.move == .accept, let route = try proposal(for: id, in: transaction) else { return rendered }
            return rendered.adding("proposal", writing.proposing(id, route))
        }
    }

    /// The view of whoever moved a case, also where the move took it out of their hands.
    private func shown(_ id: Int64, _ view: View, in transaction: any Transaction) throws -> View {
        guard try !transaction.contains(.cases, id: id, scope: view.scope), let community = view.scope.communityID
        else {
            return view
        }
        var wide = view
        wide.scope = .community(community)
        return wide
    }

    /// Makes one move, if the case stands where it begins and it is for whoever makes it.
    package func move(
        _ id: Int64,
        _ act: CaseAct,
        by principal: Principal,
        in transaction: any Transaction
    ) throws {
        guard let file = try transaction.cases.find(id, scope: principal.scope) else { throw DomainError.notFound }
        let rules = try rules(of: file, in: transaction)
        let party = try party(principal, file, rules.terms, act.move, in: transaction)
        if act.move == .undo {
            guard let earlier = try transaction.cases.earlier(of: id) else {
                throw DomainError(
                    .conflict,
                    "undo_is_over",
                    "没有可以撤销的上一步：其后诉求已有改动",
                    "There is no move to undo; the case was changed since"
                )
            }
            let turn = try rules.undone(file, to: earlier, by: party, at: transaction.now)
            return try transaction.cases.save(turn, scope: .community(file.community))
        }
        try rules.admit(act.move, file, party)
        var act = try prepared(act, file, by: principal, in: transaction)
        if case .person(let account)? = act.handler { try checkInside(account, "handler_id", transaction) }
        if let owner = act.owner { try checkInside(owner, "owner_id", transaction) }
        if act.move == .reportDone {
            act.isDrawn = draws(rules.terms.settings[.checkSamplePercent])
            act.hasPhotos = try transaction.cases.hasPhotos(id)
        }
        if act.move == .extend, try transaction.cases.isAsked(extensionOf: id) {
            throw DomainError(
                .conflict,
                "asked_already",
                "已有一份延期申请待审批",
                "More time was asked for already, and is not decided yet"
            )
        }
        // That it is not accepted yet changes with the move; whatever else hides it stays.
        if act.told == .published,
            try transaction.intake.face(ofCase: id)?.hidden.contains(where: { $0 != .notAccepted }) ?? true
        {
            throw DomainError.invalid([
                .body(
                    "told",
                    "not_public",
                    "该诉求不公开，不能登记为已公开",
                    "The case is not public, so that nobody is told by publishing it"
                )
            ])
        }
        if act.move == .rate { try checkUnrated(file, in: transaction) }
        if let target = act.target {
            act.target = try transaction.cases.mergeTarget(target.id, scope: principal.scope)
        }
        let turn = try rules.turn(act, file, by: party, at: transaction.now)
        try refuseUnderVote(turn, in: transaction)
        // Whoever was let make it may stand outside the grid, as a handler from another one does.
        try transaction.cases.save(turn, scope: .community(file.community))
        if act.rating?.asksAgain == true { try handleAgain(file, by: principal, in: transaction) }
    }

    func rules(of file: CaseFile, in transaction: any Transaction) throws -> CaseRules {
        let settings = try transaction.calendars.settings(community: file.community)
        let calendar = try transaction.calendars.calendar(community: file.community)
        var terms = try transaction.cases.terms(ofCategory: file.category, settings, calendar)
        terms.watches = try transaction.duties.watches(
            community: file.community,
            after: transaction.now.advanced(bySeconds: -Self.watchSeconds)
        )
        if file.secondOf != nil { terms.formerPeople = try transaction.cases.formerPeople(of: file.id) }
        if case .person(let handler)? = file.handler {
            let today = transaction.time.date(of: transaction.now)
            terms.deputy = try transaction.intake.deputy(of: handler, on: today)?.id
        }
        if file.status == .checking {
            terms.workers = try transaction.cases.workers(of: file.id, terms.policy(file))
        }
        return CaseRules(terms)
    }

    /// Changes what is known of a case that is still open; what was answered stays as it was answered.
    package func update(
        _ draft: Draft,
        id: Int64,
        ifVersion: VersionCondition?,
        by principal: Principal,
        view: View
    ) async throws -> Rendered {
        try await store.answer { transaction in
            guard let file = try transaction.cases.find(id, scope: principal.scope) else { throw DomainError.notFound }
            guard !file.status.isFinal else {
                throw DomainError(
                    .conflict,
                    "not_changeable",
                    "诉求现为“\(file.status.title.chinese)”，不能再修改",
                    "The case is “\(file.status.title.english)” and can not be changed any more"
                )
            }
            if let answerable = draft.integer("answerable_id") {
                try checkInside(answerable, "answerable_id", transaction)
                try rules(of: file, in: transaction).checkOther(answerable, "answerable_id")
            }
            var draft = draft
            try checkWords(draft, file, by: principal, in: transaction)
            // A case that becomes thanks or a report is no more public than one that came in as such.
            try keepPrivate(&draft, kind: draft.text("kind").flatMap(CaseKind.init), in: transaction)
            if draft["public_title"] == nil, let title = draft.text("title") {
                draft["public_title"] = .optional(PublicTitle.hiding(title))
            }
            let earlier = try rules(of: file, in: transaction)
            try transaction.update(draft, id: id, ifVersion: ifVersion, scope: principal.scope)
            guard let changed = try transaction.cases.find(id, scope: principal.scope) else {
                throw DomainError.notFound
            }
            // Only what has not ended follows another priority or category.
            let rules = try rules(of: changed, in: transaction)
            let relimited = rules.relimited(
                rules.hidden(changed, isPrivate: draft.integer("private") == 1),
                from: earlier,
                file,
                at: transaction.now
            )
            try checkChange(from: file, earlier.terms, to: relimited, rules.terms, by: principal)
            try transaction.cases.saveChange(from: file, to: relimited, by: principal.accountID, scope: principal.scope)
            if file.priority != .urgent { try attend(id, in: transaction) }
            return try transaction.one(.cases, id: id, view: view)
        }
    }

    /// Who answers for a case, and what the public reads of it, is not for everybody of the grid to say; a petition stays private.
    private func checkWords(
        _ draft: Draft,
        _ file: CaseFile,
        by principal: Principal,
        in transaction: any Transaction
    ) throws {
        let isOpened = draft.integer("private") == 0
        guard isOpened || draft["answerable_id"] != nil || draft["public_title"] != nil else { return }
        let terms = try rules(of: file, in: transaction).terms
        guard !CaseParty(principal, file, terms).actors.isDisjoint(with: [.intake, .gridLeader]) else {
            throw DomainError(
                .forbidden,
                "not_yours",
                "首接负责人、公开标题和公开与否由受理人员或网格长修改",
                "Who answers for it and what the public reads of it are for intake staff or the grid leader to say"
            )
        }
        if isOpened, terms.path == .petition {
            throw DomainError(.conflict, "petition_private", "信访事项不公开", "A petition is private")
        }
        if isOpened, draft.text("kind").flatMap(CaseKind.init) ?? file.kind == .report {
            throw DomainError(.conflict, "report_private", "举报不公开", "What was reported in confidence is private")
        }
    }

    /// By what a case is handled and checked is not for whoever handles it to choose, and a petition stays one.
    private func checkChange(
        from file: CaseFile,
        _ earlier: CaseTerms,
        to changed: CaseFile,
        _ terms: CaseTerms,
        by principal: Principal
    ) throws {
        if earlier.path == .petition, terms.path != .petition {
            throw DomainError(
                .conflict,
                "petition_stays",
                "信访事项不能改为其他类别",
                "A petition can not be given another category"
            )
        }
        guard (file.category, file.kind, file.priority) != (changed.category, changed.kind, changed.priority) else {
            return
        }
        let actors = CaseParty(principal, file, earlier).actors
        guard !actors.isDisjoint(with: [.intake, .gridLeader]) else {
            throw DomainError(
                .forbidden,
                "not_yours",
                "类别、类型和优先级由受理人员或网格长修改",
                "Category, kind and priority are changed by intake staff or the grid leader"
            )
        }
        if actors.contains(.handler), let due = file.step?.dueAt, let later = changed.step?.dueAt, due < later {
            throw DomainError(
                .forbidden,
                "two_persons",
                "处理人不能以改类别或优先级的方式延长自己的时限，请用 extend 申请",
                "A handler does not lengthen the own limit by another category or priority; ask with extend"
            )
        }
    }

    /// Cases are worked by people of the community who may sign in and handle them, never by a resident or a partner.
    func checkInside(_ account: Int64, _ field: String, _ transaction: any Transaction) throws {
        guard let role = try transaction.cases.role(ofAccount: account), role.worksCases else {
            throw DomainError.invalid([
                .body(
                    field,
                    "not_inside",
                    "须为社区工作人员或网格人员的在用账号",
                    "Is to be an account of the community's own staff, and not disabled"
                )
            ])
        }
    }
}

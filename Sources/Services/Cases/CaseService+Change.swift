package import Domain

extension CaseService {
    /// Changes what is known of a case that is still open; what was answered stays as it was answered.
    package func update(
        _ draft: Draft,
        id: Int64,
        ifVersion: VersionCondition?,
        by principal: Principal,
        view: View,
        writing: CaseWriting
    ) async throws -> Rendered {
        try await store.answer { transaction in
            guard let file = try transaction.cases.find(id, scope: principal.scope) else { throw DomainError.notFound }
            return try namingMoves(of: file, by: principal, in: transaction) {
                try change(
                    draft,
                    file,
                    ifVersion: ifVersion,
                    by: principal,
                    view: view,
                    writing: writing,
                    in: transaction
                )
            }
        }
    }

    private func change(
        _ draft: Draft,
        _ file: CaseFile,
        ifVersion: VersionCondition?,
        by principal: Principal,
        view: View,
        writing: CaseWriting,
        in transaction: any Transaction
    ) throws -> Rendered {
        let id = file.id
        guard !file.status.isFinal else {
            throw DomainError(
                .conflict,
                "not_changeable",
                "诉求现为“\(file.status.title.chinese)”，不能再修改",
                "The case is “\(file.status.title.english)” and can not be changed any more"
            )
        }
        if let answerable = draft.integer("answerable_id") {
            try checkInside(answerable, "answerable_id", .community(file.community), transaction)
            try rules(of: file, in: transaction).checkOther(answerable, "answerable_id")
        }
        var draft = try placed(draft, file, by: principal, in: transaction)
        try checkWords(draft, file, by: principal, in: transaction)
        // A case that becomes thanks or a report is no more public than one that came in as such.
        try keepPrivate(&draft, kind: draft.text("kind").flatMap(CaseKind.init), in: transaction)
        if draft.integer("private") == 1 { try checkNobodyElseWaits(.hide, file, in: transaction) }
        try PersonalNumber.refuse(["public_title": draft.text("public_title")])
        if draft["public_title"] == nil, let title = draft.text("title") {
            draft["public_title"] = .optional(PublicTitle.hiding(title))
        }
        let earlier = try rules(of: file, in: transaction)
        let before = try transaction.cases.changeable(id)
        try transaction.update(draft, id: id, ifVersion: ifVersion, scope: principal.scope)
        // It may have gone to another grid than that of whoever set its place right.
        guard let changed = try transaction.cases.find(id, scope: .community(file.community)) else {
            throw DomainError.notFound
        }
        // Only what has not ended follows another priority or category.
        let rules = try rules(of: changed, in: transaction)
        let relimited = rules.relimited(
            rules.retold(
                changed,
                isPrivate: draft.integer("private") == 1,
                isElsewhere: draft["household_id"] != nil
            ),
            from: earlier,
            file,
            at: transaction.now
        )
        try rules.checkSettled(file, from: earlier.terms)
        try checkChange(from: file, earlier.terms, to: relimited, rules.terms, by: principal)
        try transaction.cases.saveChange(
            CaseChange.between(before, try transaction.cases.changeable(id)),
            from: file,
            to: relimited,
            by: principal.accountID,
            scope: .community(file.community)
        )
        if file.priority != .urgent { try attend(id, in: transaction) }
        let route = try follow(relimited, from: file, earlier, by: principal, in: transaction)
        let rendered = try transaction.one(.cases, id: id, view: try shown(id, view, in: transaction))
        return route.map { rendered.adding("given_to", writing.giving($0)) } ?? rendered
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
        let isUnchecked = file.status == .checking && !actors.contains(.checker)
        if terms.policy(changed).weight < earlier.policy(file).weight {
            if isUnchecked || actors.contains(.handler) {
                throw DomainError(
                    .forbidden,
                    "two_persons",
                    "办理人不能以改类别的方式免去或减轻对自己的核查",
                    "Whoever handles a case does not escape its check, or a part of it, by another category"
                )
            }
            // Nor does a colleague at the same desk spare it them.
            if file.handler != nil, !actors.contains(.secretary) {
                throw DomainError(
                    .forbidden,
                    "secretary_only",
                    "诉求派出后，改为核查较轻的类别须由书记办理",
                    "Once somebody handles it, a category with a lighter check is for the secretary to choose"
                )
            }
        }
        if actors.contains(.handler), file.kind != changed.kind {
            throw DomainError(
                .forbidden,
                "two_persons",
                "处理人不能更改自己所办诉求的类型",
                "Whoever handles a case does not say that it is of another kind"
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
}

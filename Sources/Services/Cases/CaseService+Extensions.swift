package import Domain

extension CaseService {
    /// Grants or refuses more time; whoever asked does not decide.
    package func decide(
        extension id: Int64,
        grants: Bool,
        remark: String?,
        by principal: Principal,
        view: View
    ) async throws -> Rendered {
        try await store.answer { transaction in
            guard let asked = try transaction.cases.asked(extension: id, scope: principal.scope) else {
                throw DomainError.notFound
            }
            guard asked.status == .asked else {
                throw DomainError(.conflict, "already_decided", "该申请已经审批", "It was decided already")
            }
            guard let account = principal.accountID, account != asked.askedBy else {
                throw DomainError(
                    .forbidden,
                    "two_persons",
                    "申请人不能审批自己的延期申请",
                    "Whoever asks for more time does not grant it"
                )
            }
            guard let file = try transaction.cases.find(asked.caseID, scope: principal.scope) else {
                throw DomainError.notFound
            }
            let rules = try rules(of: file, in: transaction)
            let party = CaseParty(principal, file, rules.terms)
            try rules.checkGranter(party)
            try checkOtherSide(party, principal, asked, in: transaction)
            var turn = try namingMoves(of: file, by: principal, in: transaction) {
                guard file.step?.id == asked.step || !grants else {
                    throw DomainError(
                        .conflict,
                        "step_has_ended",
                        "申请延期的环节已经结束",
                        "The step that more time was asked for has ended"
                    )
                }
                return grants
                    ? try rules.extended(file, by: asked.limit, granter: account, at: transaction.now)
                    : rules.refusedExtension(file, refuser: account, at: transaction.now)
            }
            turn.note = remark
            try transaction.cases.decide(extension: id, grants ? .granted : .refused, by: account)
            try transaction.cases.save(turn, scope: principal.scope)
            return try transaction.one(.extensions, id: id, view: view)
        }
    }

    /// More time is asked for once at a time, and given so often that the limit still means something.
    func checkAskedBefore(_ file: CaseFile, _ terms: CaseTerms, in transaction: any Transaction) throws {
        guard try !transaction.cases.isAsked(extensionOf: file.id) else {
            throw DomainError(
                .conflict,
                "asked_already",
                "已有一份延期申请待审批",
                "More time was asked for already, and is not decided yet"
            )
        }
        let most = terms.settings[.extensionsPerStep]
        guard let step = file.step?.id, try transaction.cases.extensions(ofStep: step) >= most else { return }
        throw DomainError(
            .conflict,
            "extended_enough",
            "本次办理已延期 \(most) 次，不能再延期；确有困难的请上报或挂账",
            "More time was given \(most) time(s) already; pass it up, or put it on the shelf",
            details: [("at_most", .integer(most))]
        )
    }

    /// Whether no more time can be asked for as the case stands.
    func isExtensionOver(_ file: CaseFile, _ terms: CaseTerms, in transaction: any Transaction) throws -> Bool {
        guard let step = file.step, step.kind == .handle, transaction.now <= step.dueAt else { return true }
        if try transaction.cases.isAsked(extensionOf: file.id) { return true }
        let most = terms.settings[.extensionsPerStep]
        return try step.id.map { try transaction.cases.extensions(ofStep: $0) >= most } ?? false
    }

    /// Whoever asked, the handler and the deputy are one side, and another role than that of whoever asked decides.
    private func checkOtherSide(
        _ party: CaseParty,
        _ principal: Principal,
        _ asked: AskedExtension,
        in transaction: any Transaction
    ) throws {
        guard !party.actors.contains(.handler) else {
            throw DomainError(
                .forbidden,
                "two_persons",
                "处理人和其代办人不能审批自己的延期",
                "Neither the handler nor the deputy grants the time that they asked for"
            )
        }
        guard let role = principal.role, try transaction.cases.role(ofAccount: asked.askedBy) == role else { return }
        throw DomainError(
            .forbidden,
            "another_role",
            "延期须由申请人以外的角色审批，申请人同为\(role.title.chinese)",
            "More time is granted by another role than that of whoever asked, which is \(role.title.english), too"
        )
    }

    /// Notes that a notice was read; that a case has ended is thereby told to the household.
    package func read(notice id: Int64, by principal: Principal, view: View) async throws -> Rendered {
        try await store.answer { transaction in
            guard let notice = try transaction.cases.notice(id, of: principal) else { throw DomainError.notFound }
            try transaction.cases.settle(notice: id)
            var everywhere = view
            everywhere.scope = .everything
            guard notice.tells, let caseID = notice.caseID,
                let file = try transaction.cases.find(caseID, scope: .everything), file.told == nil,
                CaseMove.tell.rule.from.contains(file.status)
            else { return try transaction.one(.notifications, id: id, view: everywhere) }
            var act = CaseAct(.tell)
            act.told = .household
            let party = CaseParty(account: principal.accountID, actors: [.clock])
            let turn = try rules(of: file, in: transaction).turn(act, file, by: party, at: transaction.now)
            try transaction.cases.save(turn, scope: .everything)
            return try transaction.one(.notifications, id: id, view: everywhere)
        }
    }
}

package import Domain

extension CaseService {
    /// Says who stands in for somebody who is absent: the person themselves, or the staff.
    package func standIn(_ draft: Draft, by principal: Principal, view: View) async throws -> Rendered {
        try await store.answer { transaction in
            try checkDeputy(draft, of: draft.integer("account_id"), by: principal, view, in: transaction)
            let id = try transaction.insert(draft, scope: view.scope)
            try transaction.cases.renewDeputies(on: transaction.time.date(of: transaction.now))
            return try transaction.one(.deputies, id: id, view: view)
        }
    }

    package func changeDeputy(
        _ draft: Draft,
        id: Int64,
        ifVersion: VersionCondition?,
        by principal: Principal,
        view: View
    ) async throws -> Rendered {
        try await store.answer { transaction in
            guard let absent = try transaction.cases.absent(deputy: id, scope: view.scope) else {
                throw DomainError.notFound
            }
            try checkDeputy(draft, of: absent, by: principal, view, in: transaction)
            try transaction.update(draft, id: id, ifVersion: ifVersion, scope: view.scope)
            try transaction.cases.renewDeputies(on: transaction.time.date(of: transaction.now))
            return try transaction.one(.deputies, id: id, view: view)
        }
    }

    /// Whether somebody is who was called, of the organization that was, or stands in for that person today.
    func standsIn(_ principal: Principal, for unit: CaseHandler, in transaction: any Transaction) throws -> Bool {
        if CaseParty.stands(principal, for: unit) { return true }
        guard case .person(let person) = unit, let account = principal.accountID else { return false }
        let today = transaction.time.date(of: transaction.now)
        return try transaction.intake.deputy(of: person, on: today)?.id == account
    }

    /// A deputy of another grid sees the cases of whom they stand in for; one of another community nobody knows there.
    private func checkCommunity(_ absent: Int64?, _ deputy: Int64?, in transaction: any Transaction) throws {
        guard absent == nil || absent != deputy else {
            throw DomainError.invalid([
                .body("deputy_id", "is_absent", "不能由本人代理本人", "Nobody stands in for themselves")
            ])
        }
        guard let absent, let deputy, let own = try transaction.access.rights(of: absent)?.community,
            let other = try transaction.access.rights(of: deputy)?.community, own != other
        else { return }
        throw DomainError.invalid([
            .body(
                "deputy_id",
                "other_community",
                "代班人属于另一社区，请选本社区的人员",
                "Belongs to another community; choose somebody of this one"
            )
        ])
    }

    /// Whoever stands in reads what the absent person would: nobody takes that for themselves, and both work cases.
    private func checkDeputy(
        _ draft: Draft,
        of absent: Int64?,
        by principal: Principal,
        _ view: View,
        in transaction: any Transaction
    ) throws {
        guard absent == principal.accountID || CaseParty.actors(of: principal.role).contains(.intake) else {
            throw DomainError(
                .forbidden,
                "not_yours",
                "AB岗由本人或社区工作人员设置",
                "A deputy is named by the person, or by the staff of the community"
            )
        }
        for case (let field, let account?) in [("account_id", absent), ("deputy_id", draft.integer("deputy_id"))] {
            try checkInside(account, field, view.scope, transaction)
        }
        try checkCommunity(absent, draft.integer("deputy_id"), in: transaction)
    }
}

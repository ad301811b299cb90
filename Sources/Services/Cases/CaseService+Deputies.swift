package import Domain

extension CaseService {
    /// Says who stands in for somebody who is absent: the person themselves, or the staff.
    package func standIn(_ draft: Draft, by principal: Principal, view: View) async throws -> Rendered {
        try await store.answer { transaction in
            try checkDeputy(draft, of: draft.integer("account_id"), by: principal, view, in: transaction)
            let id = try transaction.insert(draft, scope: view.scope)
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
            return try transaction.one(.deputies, id: id, view: view)
        }
    }

    /// Whoever has another grid finds none of the cases that would be theirs to do.
    private func checkGrids(_ absent: Int64?, _ deputy: Int64?, in transaction: any Transaction) throws {
        guard let absent, let deputy, let own = try transaction.access.rights(of: absent)?.grid,
            let other = try transaction.access.rights(of: deputy)?.grid, own != other
        else { return }
        throw DomainError.invalid([
            .body(
                "deputy_id",
                "other_grid",
                "代班人属于另一网格，看不到该网格的诉求；请选本网格或社区的人员",
                "Belongs to another grid and finds none of its cases; choose somebody of the grid or of the community"
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
        try checkGrids(absent, draft.integer("deputy_id"), in: transaction)
    }
}

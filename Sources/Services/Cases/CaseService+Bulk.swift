package import Domain

extension CaseService {
    /// Gives many cases to somebody in one call: all of them, or none.
    package func dispatch(
        _ ids: [Int64],
        to handler: CaseHandler,
        remark: String?,
        by principal: Principal
    ) async throws -> [GivenCase] {
        try await store.write { transaction in
            var faults: [FieldError] = []
            for (index, id) in ids.enumerated() {
                guard ids.firstIndex(of: id) == index else {
                    faults.append(.body("cases/\(index)", "named_twice", "同一诉求只填一次", "Name each case once"))
                    continue
                }
                do {
                    try give(id, to: handler, remark: remark, by: principal, in: transaction)
                } catch let error as DomainError {
                    guard error.kind == .conflict || error.kind == .notFound else { throw error }
                    faults.append(.body("cases/\(index)", error.code, error.message.chinese, error.message.english))
                }
            }
            guard faults.isEmpty else { throw DomainError.invalid(faults) }
            return try ids.map {
                GivenCase(id: $0, number: try transaction.cases.number(of: $0), account: handler.account)
            }
        }
    }

    /// Hands all open cases of somebody over to somebody else: what they work on, and what they answer for.
    package func handOver(
        from account: Int64,
        to other: Int64,
        remark: String?,
        by principal: Principal
    ) async throws -> [GivenCase] {
        try await store.write { transaction in
            for (id, field) in [(account, "from_account_id"), (other, "to_account_id")]
            where try !transaction.contains(.accounts, id: id, scope: principal.scope) {
                throw DomainError.invalid([
                    .body(
                        field,
                        "not_found",
                        "没有该账号，或不在您的数据范围内",
                        "There is no such account, or it is not in your scope"
                    )
                ])
            }
            try checkInside(other, "to_account_id", transaction)
            // A worker gives away the own work; that of others is the leader's and the staff's to move.
            guard account == principal.accountID || principal.role != .gridWorker else { throw DomainError.forbidden }
            guard account != other else {
                throw DomainError.invalid([
                    .body("to_account_id", "same_account", "须为另一个账号", "Is to be another account")
                ])
            }
            let open = try transaction.cases.open(of: account)
            if principal.accountID == account, principal.role?.isOfGrid == true {
                try checkRuled(open, of: account, in: transaction)
            }
            return try handOver(
                open,
                from: account,
                to: other,
                remark: remark,
                by: principal,
                in: transaction
            )
        }
    }

    /// Whom a case was ruled to does not give it away again; where they leave, staff hand it over.
    private func checkRuled(_ ids: [Int64], of account: Int64, in transaction: any Transaction) throws {
        for id in ids {
            guard let file = try transaction.cases.find(id, scope: .everything), file.isRuled,
                file.handler == .person(account)
            else { continue }
            throw DomainError(
                .conflict,
                "ruled",
                "诉求 \(try transaction.cases.number(of: id)) 已裁定由您办理，不能自行移交",
                "Case \(try transaction.cases.number(of: id)) was ruled to be yours; it is not handed over by yourself"
            )
        }
    }

    /// Hands those of some cases over that whoever does it sees; says which, and to whom each went.
    ///
    /// A second handling does not go back to the people of the first: where the receiver is one of them, the desk has it.
    @discardableResult
    func handOver(
        _ ids: [Int64],
        from account: Int64,
        to other: Int64,
        remark: String?,
        by principal: Principal,
        in transaction: any Transaction
    ) throws -> [GivenCase] {
        var given: [GivenCase] = []
        for id in ids {
            guard let file = try transaction.cases.find(id, scope: principal.scope) else { continue }
            let rules = try rules(of: file, in: transaction)
            var receiver = other
            if rules.terms.formerPeople.contains(other) {
                let left = Array(rules.terms.formerPeople) + [account]
                receiver = try transaction.cases.intakeDesk(community: file.community, otherThan: left) ?? other
            }
            let turn = rules.handedOver(
                file,
                from: account,
                to: receiver,
                by: principal.accountID,
                at: transaction.now,
                remark
            )
            try transaction.cases.save(turn, scope: .community(file.community))
            given.append(GivenCase(id: id, number: try transaction.cases.number(of: id), account: receiver))
        }
        return given
    }

    private func give(
        _ id: Int64,
        to handler: CaseHandler,
        remark: String?,
        by principal: Principal,
        in transaction: any Transaction
    ) throws {
        guard let file = try transaction.cases.find(id, scope: principal.scope) else { throw DomainError.notFound }
        var act = CaseAct(CaseMove.dispatch.rule.from.contains(file.status) ? .dispatch : .reassign)
        if file.status == .received || file.status == .verifying { act = CaseAct(.accept) }
        guard act.move != .reassign || remark != nil else {
            throw DomainError(.conflict, "remark_required", "改派须写明原因（remark）", "To reassign it, say why in remark")
        }
        act.handler = handler
        act.remark = remark
        try move(id, act, by: principal, in: transaction)
    }
}

/// A case that went to somebody with others (移交或派出的诉求).
package struct GivenCase: Sendable, Hashable {
    package let id: Int64
    package let number: String
    /// Nothing where a partner has it.
    package let account: Int64?
}

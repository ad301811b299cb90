package import Domain

extension CaseService {
    /// Gives many cases to somebody in one call: all of them, or none.
    ///
    /// What is answered is kept for a repeat.
    package func dispatch(
        _ ids: [Int64],
        to handler: CaseHandler,
        remark: String?,
        by principal: Principal,
        _ render: @escaping @Sendable ([GivenCase]) -> Rendered
    ) async throws -> Rendered {
        try await store.answer { transaction in
            var faults = FaultList("#")
            try faults.collectBeside {
                switch handler {
                case .person(let account): try checkInside(account, "handler_id", principal.scope, transaction)
                case .organization(let id):
                    let field = "handler_organization_id"
                    try transaction.expectReference(.organizations, id, at: field, scope: principal.scope)
                }
            }
            let isKnown = faults.isEmpty
            for (index, id) in ids.enumerated() {
                guard ids.firstIndex(of: id) == index else {
                    faults.add("cases/\(index)", "named_twice", "同一诉求只填一次", "Name each case once")
                    continue
                }
                do {
                    guard isKnown else {
                        guard try transaction.contains(.cases, id: id, scope: principal.scope) else {
                            throw DomainError.notFound
                        }
                        continue
                    }
                    try give(id, to: handler, remark: remark, by: principal, in: transaction)
                } catch let error as DomainError {
                    let (code, words) = (
                        error.fields.first?.code ?? error.code, error.fields.first?.detail ?? error.message
                    )
                    guard error.kind == .conflict || error.kind == .notFound || !error.fields.isEmpty else {
                        throw error
                    }
                    faults.add("cases/\(index)", code, words.chinese, words.english)
                }
            }
            guard faults.isEmpty else { throw faults.error }
            return render(
                try ids.map {
                    GivenCase(id: $0, number: try transaction.cases.number(of: $0), account: handler.account)
                }
            )
        }
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
        // Who has it already among many keeps it.
        guard act.move != .reassign || file.handler != handler else { return }
        guard act.move != .reassign || remark != nil else {
            throw DomainError(.conflict, "remark_required", "改派须写明原因（remark）", "To reassign it, say why in remark")
        }
        act.handler = handler
        act.remark = remark
        try move(id, act, by: principal, in: transaction)
    }
}

/// A case that went to somebody with others (移交或派出的诉求).
package struct GivenCase: Sendable {
    package let id: Int64
    package let number: String
    /// Nothing where a partner has it.
    package let account: Int64?
    /// Why another one has it than was asked for.
    package internal(set) var detour: DomainError?

    init(id: Int64, number: String, account: Int64?) {
        self.id = id
        self.number = number
        self.account = account
    }
}

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
package struct GivenCase: Sendable, Hashable {
    package let id: Int64
    package let number: String
    /// Nothing where a partner has it.
    package let account: Int64?
}

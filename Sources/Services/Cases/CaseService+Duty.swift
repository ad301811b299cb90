package import Domain

extension CaseService {
    /// Has whoever keeps watch hear of an urgent case, or tells its reporter that nobody does.
    func attend(_ id: Int64, in transaction: any Transaction) throws {
        guard let file = try transaction.cases.find(id, scope: .everything),
            let turn = try rules(of: file, in: transaction).attended(file, at: transaction.now)
        else { return }
        try transaction.cases.save(turn, scope: .community(file.community))
    }

    /// Puts somebody on watch.
    package func watch(_ draft: Draft, view: View) async throws -> Rendered {
        try await store.answer { transaction in
            if let account = draft.integer("account_id") {
                try checkInside(account, "account_id", view.scope, transaction)
                try checkFree(account, draft, nil, in: transaction)
            }
            let id = try transaction.insert(draft, scope: view.scope)
            return try transaction.one(.dutyShifts, id: id, view: view)
        }
    }

    /// Changes when somebody keeps watch.
    package func changeWatch(
        _ draft: Draft,
        id: Int64,
        ifVersion: VersionCondition?,
        view: View
    ) async throws -> Rendered {
        try await store.answer { transaction in
            guard let watch = try transaction.duties.find(id, scope: view.scope) else { throw DomainError.notFound }
            try checkFree(watch.account, draft, (id, watch.span), in: transaction)
            try transaction.update(draft, id: id, ifVersion: ifVersion, scope: view.scope)
            return try transaction.one(.dutyShifts, id: id, view: view)
        }
    }

    /// Nobody keeps two watches at once.
    private func checkFree(
        _ account: Int64,
        _ draft: Draft,
        _ present: (id: Int64, span: Range<Instant>)?,
        in transaction: any Transaction
    ) throws {
        let start = draft.integer("starts_at").map { Instant(milliseconds: $0) } ?? present?.span.lowerBound
        let end = draft.integer("ends_at").map { Instant(milliseconds: $0) } ?? present?.span.upperBound
        guard let start, let end, start < end else {
            throw DomainError.invalid([
                .body("ends_at", "not_after", "结束时间须晚于开始时间", "Is to be later than the beginning")
            ])
        }
        let other = try transaction.duties.overlapping(account, start..<end, otherThan: present?.id)
        guard let other else { return }
        let time = transaction.time
        let (from, until) = (time.minute(of: other.span.lowerBound), time.minute(of: other.span.upperBound))
        throw DomainError(
            .conflict,
            "double_booked",
            "该人员 \(from) 至 \(until) 已有值班",
            "Whoever it is keeps watch from \(from) to \(until) already"
        )
    }
}

package import Domain

/// 客流登记: how many people came to a venue on a day that is not to come.
package struct VisitCountService: Sendable {
    private let store: any Store

    package init(store: any Store) { self.store = store }

    package func create(_ draft: Draft, by principal: Principal, view: View) async throws -> Rendered {
        try await store.answer { transaction in
            guard let community = draft.integer("community_id"),
                let day = draft.text("on_date").flatMap({ CivilDate($0) })
            else { preconditionFailure("a visit count draft carries its community and day") }
            let today = transaction.time.date(of: transaction.now)
            guard day <= today else {
                throw DomainError.invalid([
                    .body("on_date", "in_future", "不能晚于今天 \(today)", "Can not be after today, \(today)")
                ])
            }
            var draft = draft
            draft["hand_typed"] = Self.isOwnCount(principal)
            let id = try RegisterService.insert(draft, scope: view.scope, in: transaction)
            try check(day, of: community, by: principal, in: transaction)
            return try transaction.one(.visitCounts, id: id, view: view)
        }
    }

    package func update(
        _ draft: Draft,
        id: Int64,
        ifVersion: VersionCondition?,
        by principal: Principal,
        view: View
    ) async throws -> Rendered {
        try await store.answer { transaction in
            try checkKept(id, by: principal, in: transaction)
            var draft = draft
            draft["hand_typed"] = Self.isOwnCount(principal)
            try transaction.update(draft, id: id, ifVersion: ifVersion, scope: view.scope)
            return try transaction.one(.visitCounts, id: id, view: view)
        }
    }

    package func remove(_ id: Int64, ifVersion: VersionCondition?, by principal: Principal) async throws {
        try await store.write { transaction in
            try checkKept(id, by: principal, in: transaction)
            try transaction.delete(.visitCounts, id: id, ifVersion: ifVersion, scope: principal.scope)
        }
    }

    /// Whether whoever counts is paid by what is counted.
    private static func isOwnCount(_ principal: Principal) -> FieldValue {
        if case .organization = principal.scope { .integer(1) } else { .integer(0) }
    }

    private func checkKept(_ id: Int64, by principal: Principal, in transaction: any Transaction) throws {
        guard let kept = try transaction.venues.visitCount(id, scope: principal.scope) else {
            throw DomainError.notFound
        }
        try check(kept.day, of: kept.community, by: principal, in: transaction)
    }

    /// What an operator counted stands after a while: its promises are held against it.
    private func check(
        _ day: CivilDate,
        of community: Int64,
        by principal: Principal,
        in transaction: any Transaction
    ) throws {
        guard case .organization = principal.scope else { return }
        let days = try transaction.calendars.settings(community: community)[.lateEntryDays]
        guard day.advanced(byDays: Int(days)) < transaction.time.date(of: transaction.now) else { return }
        throw DomainError.settled(afterDays: days)
    }
}

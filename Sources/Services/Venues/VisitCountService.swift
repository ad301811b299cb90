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
            // A venue out of scope is refused by the row itself.
            if try transaction.contains(.venues, id: draft.integer("venue_id") ?? 0, scope: view.scope) {
                try check(day, of: community, by: principal, in: transaction)
            }
            try checkNumber(draft, community, in: transaction)
            let marked = try mark(draft, day, community, by: principal, in: transaction)
            let id = try RegisterService.insert(marked, scope: view.scope, in: transaction)
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
            let kept = try checkKept(id, by: principal, in: transaction)
            try checkNumber(draft, kept.community, in: transaction)
            let marked = try mark(draft, kept.day, kept.community, by: principal, in: transaction)
            try transaction.update(marked, id: id, ifVersion: ifVersion, scope: view.scope)
            return try transaction.one(.visitCounts, id: id, view: view)
        }
    }

    package func remove(_ id: Int64, ifVersion: VersionCondition?, by principal: Principal) async throws {
        try await store.write { transaction in
            let kept = try checkKept(id, by: principal, in: transaction)
            if let days = try settledDays(kept.day, kept.community, in: transaction) {
                throw DomainError(
                    .conflict,
                    "settled",
                    "已过去 \(days) 天以上，已用于统计，不能删除；请更正人数并填写原因",
                    "It was more than \(days) days ago and was counted, so it is not removed; correct the number and say why",
                    details: [("within_days", .integer(days))]
                )
            }
            try transaction.delete(.visitCounts, id: id, ifVersion: ifVersion, scope: principal.scope)
        }
    }

    /// Whether whoever counts is paid by what is counted.
    private static func isOwnCount(_ principal: Principal) -> FieldValue {
        if case .organization = principal.scope { .integer(1) } else { .integer(0) }
    }

    private func checkKept(
        _ id: Int64,
        by principal: Principal,
        in transaction: any Transaction
    ) throws -> (community: Int64, day: CivilDate) {
        guard let kept = try transaction.venues.visitCount(id, scope: principal.scope) else {
            throw DomainError.notFound
        }
        try check(kept.day, of: kept.community, by: principal, in: transaction)
        return kept
    }

    /// Who counted; of a day that is settled with a reason, and the moment.
    private func mark(
        _ draft: Draft,
        _ day: CivilDate,
        _ community: Int64,
        by principal: Principal,
        in transaction: any Transaction
    ) throws -> Draft {
        var draft = draft
        draft["hand_typed"] = Self.isOwnCount(principal)
        draft["counted_by"] = .optional(principal.accountID)
        guard try settledDays(day, community, in: transaction) != nil else { return draft }
        let faults = try ReasonRule(transaction, community: community).faults(
            ofPast: draft.text("reason"),
            "reason",
            day
        )
        guard faults.isEmpty else { throw DomainError.invalid(faults) }
        draft["corrected_at"] = .integer(transaction.now.milliseconds)
        return draft
    }

    /// What one hand can count on one day, as at an activity.
    private func checkNumber(_ draft: Draft, _ community: Int64, in transaction: any Transaction) throws {
        let most = try transaction.calendars.settings(community: community)[.countLimit]
        guard let visitors = draft.integer("visitors"), visitors > most else { return }
        throw DomainError.invalid([
            .body(
                "visitors",
                "beyond_limit",
                "客流 \(visitors) 人超过一天的上限 \(most)；确有其事的，请先调整社区规则 \(RuleNumber.countLimit.rawValue)",
                "\(visitors) visitors are above \(most), the most of one day; where it is true, the setting "
                    + "\(RuleNumber.countLimit.rawValue) is raised first"
            )
        ])
    }

    private func settledDays(_ day: CivilDate, _ community: Int64, in transaction: any Transaction) throws -> Int64? {
        let days = try transaction.calendars.settings(community: community)[.lateEntryDays]
        return day.advanced(byDays: Int(days)) < transaction.time.date(of: transaction.now) ? days : nil
    }

    /// What an operator counted stands after a while: its promises are held against it.
    private func check(
        _ day: CivilDate,
        of community: Int64,
        by principal: Principal,
        in transaction: any Transaction
    ) throws {
        guard case .organization = principal.scope,
            let days = try settledDays(day, community, in: transaction)
        else { return }
        throw DomainError.settled(afterDays: days)
    }
}

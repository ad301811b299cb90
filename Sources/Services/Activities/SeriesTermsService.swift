package import Domain

/// 系列报名条款: what is asked and for whom places are set aside at each meeting of a series.
///
/// Meetings that are prepared follow at once; those that are announced keep the form and the groups that people signed up by,
/// and follow in how many places a group has, where nobody changed that by hand.
package struct SeriesTermsService: Sendable {
    private let store: any Store
    private let series: SeriesService

    package init(store: any Store) {
        self.store = store
        series = SeriesService(store: store)
    }

    package func ask(_ draft: Draft, by principal: Principal, view: View) async throws -> Rendered {
        try await store.answer { transaction in
            try QuestionService.check(draft)
            let owner = try find(draft, by: principal, view.scope, in: transaction)
            let id = try transaction.insert(draft, scope: view.scope)
            let asked = try transaction.series.questions(of: owner.id).first { $0.text("code") == draft.text("code") }
            for meeting in try transaction.series.meetings(of: owner.id, in: [.draft]) {
                guard let asked, try transaction.series.question(id, ofMeeting: meeting) == nil else { continue }
                try series.ask(asked, meeting, in: transaction)
            }
            return try transaction.one(.seriesQuestions, id: id, view: view)
        }
    }

    package func withdraw(_ id: Int64, ifVersion: VersionCondition?, by principal: Principal) async throws {
        try await store.write { transaction in
            try transaction.expect(.seriesQuestions, id: id, ifVersion: ifVersion, scope: principal.scope)
            let owner = try transaction.series.series(ofQuestion: id) ?? 0
            _ = try series.open(owner, by: principal, scope: principal.scope, in: transaction)
            for meeting in try transaction.series.meetings(of: owner, in: [.draft]) {
                guard let question = try transaction.series.question(id, ofMeeting: meeting) else { continue }
                try transaction.delete(.activityQuestions, id: question, ifVersion: nil, scope: .everything)
            }
            try transaction.delete(.seriesQuestions, id: id, ifVersion: nil, scope: principal.scope)
        }
    }

    package func setAside(_ draft: Draft, by principal: Principal, view: View) async throws -> Rendered {
        try await store.answer { transaction in
            try QuotaService.checkGroup(draft)
            let owner = try find(draft, by: principal, view.scope, in: transaction)
            guard try !transaction.series.quotas(of: owner.id).contains(where: { Self.isSame($0, draft) }) else {
                throw QuotaService.duplicate
            }
            var draft = draft
            draft["community_id"] = .integer(owner.community)
            let id = try transaction.insert(draft, scope: view.scope)
            try series.checkPlaces(owner.id, field: "places", in: transaction)
            let kept = try transaction.series.quotas(of: owner.id).first { Self.isSame($0, draft) }
            for meeting in try transaction.series.meetings(of: owner.id, in: [.draft]) {
                guard let kept, try transaction.series.quota(id, ofMeeting: meeting) == nil else { continue }
                try series.setAside(kept, meeting, in: transaction)
            }
            return try transaction.one(.seriesQuotas, id: id, view: view)
        }
    }

    /// Changes how many places are set aside, also of meetings that are announced.
    package func change(
        _ draft: Draft,
        id: Int64,
        ifVersion: VersionCondition?,
        by principal: Principal,
        view: View
    ) async throws -> Rendered {
        try await store.answer { transaction in
            try transaction.expect(.seriesQuotas, id: id, ifVersion: ifVersion, scope: view.scope)
            let owner = try transaction.series.series(ofQuota: id) ?? 0
            _ = try series.open(owner, by: principal, scope: view.scope, in: transaction)
            let meetings = try transaction.series.meetings(of: owner, in: [.draft, .published]).compactMap {
                try transaction.series.quota(id, ofMeeting: $0)
            }
            let before = try transaction.series.places(ofQuota: id)
            try transaction.update(draft, id: id, ifVersion: nil, scope: view.scope)
            try series.checkPlaces(owner, field: "places", in: transaction)
            for quota in meetings where quota.places == before {
                var change = Draft(.signUpQuotas)
                change["places"] = draft["places"]
                try series.quotas.update(change, id: quota.id, scope: .everything, in: transaction)
            }
            return try transaction.one(.seriesQuotas, id: id, view: view)
        }
    }

    package func release(_ id: Int64, ifVersion: VersionCondition?, by principal: Principal) async throws {
        try await store.write { transaction in
            try transaction.expect(.seriesQuotas, id: id, ifVersion: ifVersion, scope: principal.scope)
            let owner = try transaction.series.series(ofQuota: id) ?? 0
            _ = try series.open(owner, by: principal, scope: principal.scope, in: transaction)
            for meeting in try transaction.series.meetings(of: owner, in: [.draft]) {
                guard let quota = try transaction.series.quota(id, ofMeeting: meeting) else { continue }
                try transaction.delete(.signUpQuotas, id: quota.id, ifVersion: nil, scope: .everything)
            }
            try transaction.delete(.seriesQuotas, id: id, ifVersion: nil, scope: principal.scope)
        }
    }

    private func find(
        _ draft: Draft,
        by principal: Principal,
        _ scope: DataScope,
        in transaction: any Transaction
    ) throws -> ActivitySeries {
        let id = draft.integer("series_id") ?? 0
        guard try transaction.contains(.activitySeries, id: id, scope: scope) else {
            throw DomainError.invalid([
                .body("series_id", "unknown_reference", "没有这个系列", "There is no such series")
            ])
        }
        return try series.open(id, by: principal, scope: scope, in: transaction)
    }

    private static func isSame(_ quota: Draft, _ other: Draft) -> Bool {
        ["grid_id", "care_tag", "from_age", "group_id"].allSatisfy { (quota[$0] ?? .null) == (other[$0] ?? .null) }
    }
}

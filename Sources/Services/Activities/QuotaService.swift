package import Domain

/// 分组名额: places set aside for a grid, a care tag, an age or a service group, until they are released.
package struct QuotaService: Sendable {
    private let store: any Store
    private let activities: ActivityService

    package init(store: any Store) {
        self.store = store
        activities = ActivityService(store: store)
    }

    /// Sets places aside; only before anybody can sign up, so that each sign-up knows its group.
    package func create(_ draft: Draft, by principal: Principal, view: View) async throws -> Rendered {
        try await store.answer { transaction in
            if let owner = draft.integer("activity_id") {
                try checkHolds(owner, by: principal, view.scope, in: transaction)
            }
            let id = try create(draft, scope: view.scope, in: transaction)
            return try transaction.one(.signUpQuotas, id: id, view: view)
        }
    }

    package func create(_ draft: Draft, scope: DataScope, in transaction: any Transaction) throws -> Int64 {
        try Self.checkGroup(draft)
        let activity = try self.activity(draft.integer("activity_id") ?? 0, scope, in: transaction)
        guard activity.status == .draft else { throw Self.tooLate(activity) }
        let there = try transaction.activities.quotas(of: activity.id).map(\.group)
        guard !there.contains(where: { Self.isSame($0, draft) }) else {
            throw Self.duplicate
        }
        var draft = draft
        draft["community_id"] = .integer(activity.community)
        let id = try transaction.insert(draft, scope: scope)
        try activities.checkPlaces(activity.id, field: "places", in: transaction)
        return id
    }

    /// Changes how many places are set aside; fewer open some to those who wait.
    package func update(
        _ draft: Draft,
        id: Int64,
        ifVersion: VersionCondition?,
        by principal: Principal,
        view: View
    ) async throws -> Rendered {
        try await store.answer { transaction in
            try transaction.expect(.signUpQuotas, id: id, ifVersion: ifVersion, scope: view.scope)
            try principal.checkHolds(owner(of: id, view.scope, in: transaction))
            try update(draft, id: id, scope: view.scope, in: transaction)
            return try transaction.one(.signUpQuotas, id: id, view: view)
        }
    }

    func update(_ draft: Draft, id: Int64, scope: DataScope, in transaction: any Transaction) throws {
        let activity = try owner(of: id, scope, in: transaction)
        guard activity.status == .draft || activity.status == .published else { throw Self.tooLate(activity) }
        try SignUpQueue(transaction).freshen(activity)
        try transaction.update(draft, id: id, ifVersion: nil, scope: scope)
        try activities.checkPlaces(activity.id, field: "places", in: transaction)
        try SignUpQueue(transaction).promote(activity)
    }

    package func remove(_ id: Int64, ifVersion: VersionCondition?, by principal: Principal) async throws {
        let scope = principal.scope
        try await store.write { transaction in
            try transaction.expect(.signUpQuotas, id: id, ifVersion: ifVersion, scope: scope)
            let activity = try owner(of: id, scope, in: transaction)
            try principal.checkHolds(activity)
            guard activity.status == .draft else { throw Self.tooLate(activity) }
            try transaction.delete(.signUpQuotas, id: id, ifVersion: nil, scope: scope)
        }
    }

    /// Refuses to set places aside of what is the Party's; what there is not is refused by the row itself.
    private func checkHolds(
        _ id: Int64,
        by principal: Principal,
        _ scope: DataScope,
        in transaction: any Transaction
    ) throws {
        guard let activity = try transaction.activities.find(id, scope: scope) else { return }
        try principal.checkHolds(activity)
    }

    static func checkGroup(_ draft: Draft) throws {
        let groups = ["grid_id", "care_tag", "from_age", "group_id"].filter {
            draft[$0] != nil && draft[$0] != .null
        }
        guard groups.count == 1 else {
            throw DomainError.invalid([
                .body(
                    "grid_id",
                    "one_group",
                    "网格、关怀类别、年龄、服务群体须且只能填写其一",
                    "Name either a grid, a care tag, an age or a service group"
                )
            ])
        }
    }

    static let duplicate = DomainError(
        .conflict,
        "duplicate",
        "该人群已有分组名额，请修改个数",
        "Places are set aside for this group already; change their number"
    )

    private func owner(of quota: Int64, _ scope: DataScope, in transaction: any Transaction) throws -> Activity {
        guard let id = try transaction.activities.activity(ofQuota: quota) else { throw DomainError.notFound }
        return try activity(id, scope, in: transaction)
    }

    private func activity(_ id: Int64, _ scope: DataScope, in transaction: any Transaction) throws -> Activity {
        guard try transaction.contains(.activities, id: id, scope: scope),
            let activity = try transaction.activities.find(id, scope: scope)
        else {
            throw DomainError.invalid([
                .body("activity_id", "unknown_reference", "没有这个活动", "There is no such activity")
            ])
        }
        return activity
    }

    private static func isSame(_ group: QuotaGroup, _ draft: Draft) -> Bool {
        switch group {
        case .grid(let id): draft.integer("grid_id") == id
        case .careTag(let tag): draft.text("care_tag") == tag.rawValue
        case .fromAge(let age): draft.integer("from_age") == age
        case .group(let group): draft.integer("group_id") == group.id
        }
    }

    private static func tooLate(_ activity: Activity) -> DomainError {
        DomainError(
            .conflict,
            "not_changeable",
            "活动现为“\(activity.status.title.chinese)”；分组名额须在发布前设定，发布后只能改个数",
            "The activity is “\(activity.status.title.english)”; places are set aside before it is published, "
                + "and only their number changes then"
        )
    }
}

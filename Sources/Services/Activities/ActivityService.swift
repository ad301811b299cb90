package import Domain

/// 活动: made as a draft, published, finished with its attendance.
package struct ActivityService: Sendable {
    private let store: any Store

    package init(store: any Store) { self.store = store }

    package func create(_ draft: Draft, view: View) async throws -> Rendered {
        try await store.answer { transaction in
            let id = try create(draft, scope: view.scope, in: transaction)
            return try transaction.one(.activities, id: id, view: view)
        }
    }

    package func create(_ draft: Draft, scope: DataScope, in transaction: any Transaction) throws -> Int64 {
        var draft = draft
        draft["status"] = .text(ActivityStatus.draft.rawValue)
        // What an organization or a branch makes is its own.
        switch scope {
        case .organization(let id, community: _): draft["organizer_id"] = .integer(id)
        case .branch(let id, community: _): draft["party_organization_id"] = .integer(id)
        case .everything, .subdistrict, .community, .grid, .resident, .visitor: break
        }
        return try transaction.insert(draft, scope: scope)
    }

    /// Changes an activity.
    ///
    /// Raising the capacity promotes those waiting; lowering it throws nobody out.
    package func update(_ draft: Draft, id: Int64, ifVersion: VersionCondition?, view: View) async throws -> Rendered {
        try await store.answer { transaction in
            try transaction.expect(.activities, id: id, ifVersion: ifVersion, scope: view.scope)
            guard let activity = try transaction.activities.find(id, scope: view.scope) else {
                throw DomainError.notFound
            }
            guard activity.status == .draft || activity.status == .published else {
                throw DomainError(
                    .conflict,
                    "not_changeable",
                    "活动现为“\(activity.status.title.chinese)”，不能再修改",
                    "The activity is “\(activity.status.title.english)” and can not be changed any more"
                )
            }
            try transaction.update(draft, id: id, ifVersion: nil, scope: view.scope)
            if draft["capacity"] != nil { _ = try transaction.activities.promote(activity: id) }
            return try transaction.one(.activities, id: id, view: view)
        }
    }

    package func move(
        _ id: Int64,
        _ move: ActivityMove,
        ifVersion: VersionCondition?,
        view: View
    ) async throws -> Rendered {
        try await store.answer { transaction in
            try transaction.expect(.activities, id: id, ifVersion: ifVersion, scope: view.scope)
            try self.move(id, move, scope: view.scope, in: transaction)
            return try transaction.one(.activities, id: id, view: view)
        }
    }

    package func move(_ id: Int64, _ move: ActivityMove, scope: DataScope, in transaction: any Transaction) throws {
        guard let activity = try transaction.activities.find(id, scope: scope) else { throw DomainError.notFound }
        guard let next = activity.status.after(move) else {
            throw DomainError.illegalMove(
                move.name,
                of: Title("活动", "activity"),
                from: activity.status,
                allowed: activity.status.allowedMoves
            )
        }
        if case .finish(let walkIns, let headCount) = move {
            guard activity.startsAt <= transaction.now else {
                throw DomainError(
                    .conflict,
                    "not_started",
                    "活动尚未开始，不能结束",
                    "The activity has not begun, so it can not be finished"
                )
            }
            try transaction.activities.setAttendance(activity: id, walkIns: walkIns, headCount: headCount)
            try transaction.activities.settleSignUps(activity: id)
        }
        if next == .cancelled { try transaction.activities.cancelSignUps(activity: id) }
        try transaction.activities.setStatus(activity: id, next)
    }
}

/// What can be done to an activity (活动动作).
package enum ActivityMove: Sendable, Hashable {
    case publish
    case cancel
    /// Walk-ins, and the people present who are not otherwise registered.
    case finish(walkIns: Int64, headCount: Int64)

    var name: String {
        switch self {
        case .publish: "publish"
        case .cancel: "cancel"
        case .finish: "finish"
        }
    }
}

extension ActivityStatus {
    func after(_ move: ActivityMove) -> ActivityStatus? {
        switch (self, move) {
        case (.draft, .publish): .published
        case (.draft, .cancel), (.published, .cancel): .cancelled
        case (.published, .finish): .finished
        case (.draft, _), (.published, _), (.cancelled, _), (.finished, _): nil
        }
    }

    var allowedMoves: [String] {
        [ActivityMove.publish, .cancel, .finish(walkIns: 0, headCount: 0)].filter { after($0) != nil }.map(\.name)
    }
}

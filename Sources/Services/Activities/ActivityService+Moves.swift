package import Domain

/// An activity is announced, called off, finished (活动动作).
extension ActivityService {
    package func move(
        _ id: Int64,
        _ move: ActivityMove,
        ifVersion: VersionCondition?,
        by principal: Principal,
        view: View
    ) async throws -> Rendered {
        try await store.answer { transaction in
            try transaction.expect(.activities, id: id, ifVersion: ifVersion, scope: view.scope)
            try self.move(id, move, by: principal, scope: view.scope, in: transaction)
            return try transaction.one(.activities, id: id, view: view)
        }
    }

    package func move(
        _ id: Int64,
        _ move: ActivityMove,
        by principal: Principal,
        scope: DataScope,
        in transaction: any Transaction
    ) throws {
        guard let activity = try transaction.activities.find(id, scope: scope) else { throw DomainError.notFound }
        try principal.checkHolds(activity)
        guard let next = activity.status.after(move) else {
            throw DomainError.illegalMove(
                move.name,
                of: Title("活动", "activity"),
                from: activity.status,
                allowed: activity.status.allowedMoves
            )
        }
        switch move {
        case .publish: try transaction.activities.setStatus(activity: id, next, reason: nil)
        case .cancel(let reason):
            guard try !transaction.activities.hasBegun(activity: id) else {
                throw DomainError(
                    .conflict,
                    "has_begun",
                    "已有人签到，不能取消；提前结束的请用 finish",
                    "People are there already, so it can not be cancelled; finish it where it ends early"
                )
            }
            let words = "活动已取消" + (reason.map { "：\($0)" } ?? "")
            try transaction.activities.tellAll(.activityCancelled, activity: id, words)
            try callOff(id, reason: reason, in: transaction)
        case .finish(let attendance):
            try checkSettled(activity, by: principal, in: transaction)
            guard activity.startsAt <= transaction.now else {
                throw DomainError(
                    .conflict,
                    "not_started",
                    "活动尚未开始，不能结束",
                    "The activity has not begun, so it can not be finished"
                )
            }
            try checkLength(activity, by: principal, in: transaction)
            try checkTwin(activity, in: transaction)
            try transaction.activities.setStatus(activity: id, next, reason: nil)
            try attend(activity, attendance, by: principal, in: transaction)
            try transaction.activities.settleSignUps(activity: id)
        }
    }

    /// Ends what stood for it; whoever signed up has been told.
    func callOff(_ id: Int64, reason: String?, in transaction: any Transaction) throws {
        try transaction.activities.cancelSignUps(activity: id)
        try ActivityRooms(transaction).giveBack(id)
        // Programs that follow a calendar take what is cancelled only from a higher number (RFC 5546 section 2.1.4).
        try transaction.activities.advanceSequence(activity: id)
        try transaction.activities.setStatus(activity: id, .cancelled, reason: reason)
    }
}

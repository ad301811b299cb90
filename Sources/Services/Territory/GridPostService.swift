package import Domain

/// 岗位: nobody leaves a post in a grid while open work would be left behind with it.
package struct GridPostService: Sendable {
    private let store: any Store
    private let cases: CaseService

    package init(store: any Store, cases: CaseService) {
        self.store = store
        self.cases = cases
    }

    package func create(_ draft: Draft, view: View) async throws -> Rendered {
        try await store.answer { transaction in
            try check(draft, view.scope, in: transaction)
            let id = try transaction.insert(draft, scope: view.scope)
            return try transaction.one(.gridStaff, id: id, view: view)
        }
    }

    private func check(_ draft: Draft, _ scope: DataScope, in transaction: any Transaction) throws {
        guard let account = draft.integer("account_id") else { return }
        try cases.checkInside(account, "account_id", scope, transaction, isForLater: true)
    }

    /// Changes a post; one that has open work is ended by handing that over.
    package func update(
        _ draft: Draft,
        id: Int64,
        ifVersion: VersionCondition?,
        view: View
    ) async throws -> Rendered {
        try await store.answer { transaction in
            guard let post = try transaction.posts.find(id, scope: view.scope) else { throw DomainError.notFound }
            if post.until == nil, draft.text("until_date") != nil {
                let work = try transaction.posts.openWork(of: post)
                guard work.count == 0 else { throw Self.openWork(work, post) }
            }
            try check(draft, view.scope, in: transaction)
            try transaction.update(draft, id: id, ifVersion: ifVersion, scope: view.scope)
            return try transaction.one(.gridStaff, id: id, view: view)
        }
    }

    /// How a post is left (离岗交接): who takes the open work, and from which day on.
    package struct Leaving: Sendable {
        package let successor: Int64?
        /// Today where nothing is said.
        package let until: CivilDate?
        package let remark: String?
        package let ifVersion: VersionCondition?

        package init(successor: Int64?, until: CivilDate?, remark: String?, ifVersion: VersionCondition?) {
            self.successor = successor
            self.until = until
            self.remark = remark
            self.ifVersion = ifVersion
        }
    }

    /// Ends a post and gives its open work to somebody else, both or neither.
    package func leave(
        _ id: Int64,
        _ leaving: Leaving,
        by principal: Principal,
        view: View
    ) async throws -> Rendered {
        try await store.answer { transaction in
            guard let post = try transaction.posts.find(id, scope: view.scope) else { throw DomainError.notFound }
            guard post.until == nil else {
                throw DomainError(.conflict, "has_ended", "该岗位已经离岗", "The post has been left already")
            }
            let until = leaving.until ?? transaction.time.date(of: transaction.now)
            var faults = FaultList("#")
            if until <= post.from {
                let (chinese, english) = ("须晚于上岗日 \(post.from)", "Is to be later than \(post.from)")
                faults.add("until_date", "not_after", chinese, english)
            }
            if let successor = leaving.successor {
                try faults.collectBeside { try check(successor, of: post, by: principal, in: transaction) }
            }
            guard faults.isEmpty else { throw faults.error }
            let work = try transaction.posts.openWork(of: post)
            if work.count > 0 {
                guard let successor = leaving.successor else { throw Self.openWork(work, post) }
                try handOver(work, of: post, to: successor, leaving.remark, by: principal, in: transaction)
            }
            let draft = Draft(.gridStaff, ["until_date": .text(until.description)])
            try transaction.update(draft, id: id, ifVersion: leaving.ifVersion, scope: view.scope)
            return try transaction.one(.gridStaff, id: id, view: view)
        }
    }

    private func handOver(
        _ work: OpenWork,
        of post: GridPostHolder,
        to successor: Int64,
        _ remark: String?,
        by principal: Principal,
        in transaction: any Transaction
    ) throws {
        if let account = post.account {
            try cases.handOverAll(work, from: account, to: successor, remark: remark, by: principal, in: transaction)
        }
    }

    /// Whoever takes the work over is another one of the community's own.
    private func check(
        _ successor: Int64,
        of post: GridPostHolder,
        by principal: Principal,
        in transaction: any Transaction
    ) throws {
        try cases.checkInside(successor, "to_account_id", principal.scope, transaction)
        guard successor != post.account else {
            throw DomainError.invalid([
                .body("to_account_id", "same_account", "须为另一个账号", "Is to be another account")
            ])
        }
    }

    private static func openWork(_ work: OpenWork, _ post: GridPostHolder) -> DomainError {
        DomainError(
            .conflict,
            "open_work",
            "该岗位还有 \(work.count) 项未办结工作（诉求 \(work.cases.count)、协办 \(work.parts.count)、应哨 \(work.summonses.count)、"
                + "应哨评分 \(work.whistles.count)、调解回访 \(work.followUps.count)、挂账责任 \(work.shelved.count)），离岗前须指定接收人",
            "The post has \(work.count) open piece(s) of work (cases \(work.cases.count), parts \(work.parts.count), summonses "
                + "\(work.summonses.count), scores \(work.whistles.count), follow-ups \(work.followUps.count), shelved cases "
                + "\(work.shelved.count)); name who takes them",
            details: [
                ("open_cases", .integer(Int64(work.cases.count))), ("open_parts", .integer(Int64(work.parts.count))),
                ("open_summonses", .integer(Int64(work.summonses.count))),
                ("open_scores", .integer(Int64(work.whistles.count))),
                ("open_follow_ups", .integer(Int64(work.followUps.count))),
                ("shelved_cases", .integer(Int64(work.shelved.count))),
                ("next", .text("POST /api/v1/grid-staff/\(post.id)/hand-over")),
            ]
        )
    }
}

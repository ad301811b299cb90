package import Domain

/// The open work of somebody who leaves, or is away (离岗移交).
extension CaseService {
    /// Hands the open cases of somebody over to somebody else: what they work on, and what they answer for.
    ///
    /// What was ruled to be theirs stays while they are there, and is named; where there is nothing else it is refused.
    package func handOver(
        from account: Int64,
        to other: Int64,
        remark: String?,
        by principal: Principal
    ) async throws -> HandedOver {
        try await store.write { transaction in
            try transaction.expectReference(.accounts, account, at: "from_account_id", scope: principal.scope)
            try checkInside(other, "to_account_id", principal.scope, transaction)
            // A worker gives away the own work; that of others is the leader's and the staff's to move.
            let isOwn = account == principal.accountID
            guard isOwn || principal.role != .gridWorker else { throw DomainError.forbidden }
            guard account != other else {
                throw DomainError.invalid([
                    .body("to_account_id", "same_account", "须为另一个账号", "Is to be another account")
                ])
            }
            if isOwn, remark == nil, let grid = try transaction.access.rights(of: other)?.grid,
                try transaction.access.rights(of: account)?.grid != grid
            {
                throw DomainError.invalid([
                    .body("remark", "required", "移交给另一网格的人员须写明原因", "To hand cases over to another grid, say why")
                ])
            }
            guard isOwn || remark != nil else {
                throw DomainError.invalid([
                    .body("remark", "required", "移交他人的诉求须写明原因", "To hand over what is another's, say why")
                ])
            }
            var open = try transaction.cases.open(of: account)
            let isGivenAway = isOwn && principal.role?.isOfGrid == true
            var skipped: [SkippedCase] = []
            if try isGivenAway || !isAway(account, in: transaction) {
                skipped = try ruled(open, to: account, isOwn: isOwn, by: principal, in: transaction)
                let left = Set(skipped.map(\.id))
                open.removeAll { left.contains($0) }
            }
            let given = try handOver(
                open,
                from: account,
                to: other,
                remark: remark,
                by: principal,
                in: transaction
            )
            if given.isEmpty, let first = skipped.first { throw first.reason }
            return HandedOver(given: given, skipped: skipped, unseen: open.count - given.count)
        }
    }

    /// Whether somebody is not there to do their work: the account is closed, or somebody stands in for them today.
    private func isAway(_ account: Int64, in transaction: any Transaction) throws -> Bool {
        let today = transaction.time.date(of: transaction.now)
        return try transaction.cases.role(ofAccount: account) == nil
            || transaction.intake.deputy(of: account, on: today) != nil
    }

    /// Whom a case was ruled to has it while they are there; where they are away or leave, staff hand it over.
    private func ruled(
        _ ids: [Int64],
        to account: Int64,
        isOwn: Bool,
        by principal: Principal,
        in transaction: any Transaction
    ) throws -> [SkippedCase] {
        try ids.compactMap { id in
            guard let file = try transaction.cases.find(id, scope: principal.scope), file.isRuled,
                file.handler == .person(account)
            else { return nil }
            let number = try transaction.cases.number(of: id)
            let reason = DomainError(
                .conflict,
                "ruled",
                isOwn
                    ? "诉求 \(number) 已裁定由您办理，不能自行移交"
                    : "诉求 \(number) 已裁定由其办理，本人在岗时不能移交；请假请先登记代理人，离岗请停用账号",
                isOwn
                    ? "Case \(number) was ruled to be yours; it is not handed over by yourself"
                    : "Case \(number) was ruled to be theirs and is not handed over while they are there; "
                        + "name a deputy for an absence, or close the account of who has left"
            )
            return SkippedCase(id: id, number: number, reason: reason)
        }
    }

    /// What somebody leaves open whose account is closed, or does that work no more, goes to who stands in for them today, and
    /// else to the desk.
    ///
    /// - Returns: How many cases there were and who has them; nothing where nothing was open.
    /// - Throws: `open_work` where there is nobody else in the community.
    func takeOver(
        from account: Int64,
        community: Int64,
        by principal: Principal,
        in transaction: any Transaction
    ) throws -> (count: Int, name: String)? {
        let work = try transaction.posts.openWork(ofAccount: account)
        let whistles = try transaction.whistles.unscored(of: account)
        let count = work.count + whistles.count
        guard count > 0 else { return nil }
        let today = transaction.time.date(of: transaction.now)
        var receiver = try transaction.intake.deputy(of: account, on: today)?.id
        if let deputy = receiver, try transaction.cases.role(ofWorker: deputy)?.worksCases != true { receiver = nil }
        receiver = try receiver ?? transaction.cases.intakeDesk(community: community, otherThan: [account])
        guard let receiver, receiver != account, let name = try transaction.access.rights(of: receiver)?.name else {
            throw DomainError(
                .conflict,
                "open_work",
                "该账号名下还有 \(count) 项未办结工作，社区内没有可接收的人员，请先建立并激活另一个账号",
                "The account has \(count) open piece(s) of work and there is nobody to take them; make another account first"
            )
        }
        try handOver(work.cases, from: account, to: receiver, remark: "账号停用或调岗", by: principal, in: transaction)
        try transaction.posts.handOver(work, to: receiver)
        for whistle in whistles {
            let isCalled = try transaction.whistles.calls(receiver, in: whistle)
            let left = [account, receiver]
            let other = isCalled ? try transaction.cases.intakeDesk(community: community, otherThan: left) : receiver
            try transaction.whistles.handOver(whistle, to: other ?? receiver)
        }
        return (count, name)
    }

    /// Hands those of some cases over that whoever does it sees; says which, and to whom each went.
    ///
    /// A second handling does not go back to the people of the first: where the receiver is one of them, the desk has it.
    @discardableResult
    func handOver(
        _ ids: [Int64],
        from account: Int64,
        to other: Int64,
        remark: String?,
        by principal: Principal,
        in transaction: any Transaction
    ) throws -> [GivenCase] {
        var given: [GivenCase] = []
        for id in ids {
            guard let file = try transaction.cases.find(id, scope: principal.scope) else { continue }
            let rules = try rules(of: file, in: transaction)
            var receiver = other
            if rules.terms.formerPeople.contains(other) {
                let left = Array(rules.terms.formerPeople) + [account]
                receiver = try transaction.cases.intakeDesk(community: file.community, otherThan: left) ?? other
            }
            let turn = rules.handedOver(
                file,
                from: account,
                to: receiver,
                by: principal.accountID,
                at: transaction.now,
                remark
            )
            try transaction.cases.save(turn, scope: .community(file.community))
            given.append(GivenCase(id: id, number: try transaction.cases.number(of: id), account: receiver))
        }
        return given
    }
}

/// What became of the open work of somebody (移交结果).
package struct HandedOver: Sendable {
    package let given: [GivenCase]
    package let skipped: [SkippedCase]
    /// How many whoever handed over does not see; they stay where they are.
    package let unseen: Int
}

/// A case that stayed where it was, and why (未移交的诉求).
package struct SkippedCase: Sendable {
    package let id: Int64
    package let number: String
    package let reason: DomainError
}

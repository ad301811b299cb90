package import Domain

/// The open work of somebody who leaves, or is away (离岗移交).
extension CaseService {
    /// Hands the open cases of somebody over to somebody else: what they work on, and what they answer for.
    ///
    /// What was ruled to be theirs stays while they are there, and all that stays is named. What is answered is kept for a repeat.
    package func handOver(
        from account: Int64,
        to other: Int64,
        remark: String?,
        by principal: Principal,
        _ render: @escaping @Sendable (HandedOver) -> Rendered
    ) async throws -> Rendered {
        try await store.answer { transaction in
            let isOwn = account == principal.accountID
            try checkHandOver(from: account, to: other, remark, isOwn: isOwn, by: principal, in: transaction)
            var work = try transaction.posts.openWork(ofAccount: account)
            let isGivenAway = isOwn && principal.role?.isOfGrid == true
            var skipped: [SkippedWork] = []
            if try isGivenAway || !isAway(account, in: transaction) {
                skipped = try ruled(work.cases, to: account, isOwn: isOwn, by: principal, in: transaction)
                let left = Set(skipped.map(\.caseID))
                work.cases.removeAll { left.contains($0) }
            }
            var done = try handOver(
                work,
                from: account,
                to: other,
                remark: remark,
                by: principal,
                partsIn: principal.scope,
                in: transaction
            )
            done.skipped = skipped + done.skipped
            return render(done)
        }
    }

    /// Whatever is wrong with who gives, who takes and why, at once.
    private func checkHandOver(
        from account: Int64,
        to other: Int64,
        _ remark: String?,
        isOwn: Bool,
        by principal: Principal,
        in transaction: any Transaction
    ) throws {
        var faults = FaultList("#")
        try faults.collectBeside {
            try transaction.expectReference(.accounts, account, at: "from_account_id", scope: principal.scope)
        }
        let isKnown = faults.isEmpty
        // A worker gives away the own work; that of others is the leader's and the staff's to move.
        if isKnown, !isOwn, principal.role == .gridWorker { throw DomainError.forbidden }
        if account == other {
            faults.add("to_account_id", "same_account", "须为另一个账号", "Is to be another account")
        } else {
            try faults.collectBeside { try checkInside(other, "to_account_id", principal.scope, transaction) }
        }
        if !isOwn, remark == nil {
            faults.add("remark", "required", "移交他人的诉求须写明原因", "To hand over what is another's, say why")
        }
        if isKnown, isOwn, remark == nil, let grid = try transaction.access.rights(of: other)?.grid,
            try transaction.access.rights(of: account)?.grid != grid
        {
            faults.add("remark", "required", "移交给另一网格的人员须写明原因", "To hand cases over to another grid, say why")
        }
        guard faults.isEmpty else { throw faults.error }
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
    ) throws -> [SkippedWork] {
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
            return SkippedWork(.caseFile, id, caseID: id, number: number, reason)
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
        let count = work.count
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
        try handOverAll(work, from: account, to: receiver, remark: "账号停用或调岗", by: principal, in: transaction)
        return (count, name)
    }
}

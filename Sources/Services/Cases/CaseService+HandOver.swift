import Domain

/// What goes from one to another when open work is handed over (移交): cases, parts in those of others, and summonses.
extension CaseService {
    /// Hands over what whoever does it sees, and tells both sides; says what went to whom, and what stayed and why.
    ///
    /// Orders from above wait for whoever has the case, and go with it.
    func handOver(
        _ work: OpenWork,
        from account: Int64,
        to other: Int64,
        remark: String?,
        by principal: Principal,
        partsIn scope: DataScope,
        in transaction: any Transaction
    ) throws -> HandedOver {
        var done = HandedOver()
        try handOver(cases: work.cases, from: account, to: other, remark, by: principal, &done, in: transaction)
        for id in work.parts {
            guard let part = try transaction.coHandlers.find(id, scope: scope),
                let file = try transaction.cases.find(part.caseID, scope: .everything)
            else {
                done.unseen += 1
                continue
            }
            try hand(part, of: file, from: account, to: other, remark, by: principal, &done, in: transaction)
        }
        for id in work.summonses {
            guard let summons = try transaction.whistles.find(id, scope: scope),
                let file = try transaction.cases.find(summons.caseID, scope: .everything)
            else {
                done.unseen += 1
                continue
            }
            try hand(summons, of: file, from: account, to: other, remark, by: principal, &done, in: transaction)
        }
        try tell(done, from: account, remark, by: principal, in: transaction)
        return done
    }

    /// The same where nothing is to be left behind: a summons that the receiver does not answer, who blew the whistle or was called
    /// by it as well, goes to another one of the desk.
    func handOverAll(
        _ work: OpenWork,
        from account: Int64,
        to other: Int64,
        remark: String?,
        by principal: Principal,
        in transaction: any Transaction
    ) throws {
        func hand(_ work: OpenWork, to receiver: Int64) throws -> HandedOver {
            try handOver(
                work,
                from: account,
                to: receiver,
                remark: remark,
                by: principal,
                partsIn: .everything,
                in: transaction
            )
        }
        let left = try hand(work, to: other).skipped.filter { $0.kind == .summons }.map(\.id)
        guard !left.isEmpty, let community = try transaction.access.rights(of: account)?.community,
            let next = try transaction.cases.intakeDesk(community: community, otherThan: [account, other])
        else { return }
        _ = try hand(OpenWork(cases: [], parts: [], summonses: left), to: next)
    }

    /// A second handling does not go back to the people of the first: where the receiver is one of them, the desk has it.
    private func handOver(
        cases ids: [Int64],
        from account: Int64,
        to other: Int64,
        _ remark: String?,
        by principal: Principal,
        _ done: inout HandedOver,
        in transaction: any Transaction
    ) throws {
        for id in ids {
            guard let file = try transaction.cases.find(id, scope: principal.scope) else {
                done.unseen += 1
                continue
            }
            let rules = try rules(of: file, in: transaction)
            var receiver = other
            if rules.terms.formerPeople.contains(other) {
                let left = Array(rules.terms.formerPeople) + [account]
                receiver = try transaction.cases.intakeDesk(community: file.community, otherThan: left) ?? other
            }
            let (actor, now) = (principal.accountID, transaction.now)
            var turn = rules.handedOver(file, from: account, to: receiver, by: actor, at: now, remark)
            // Both sides are told of all of it in one word.
            turn.notices = []
            try transaction.cases.save(turn, scope: .community(file.community))
            done.orders += try transaction.supervisions.waiting(ofCase: id)
            done.given.append(GivenCase(id: id, number: try transaction.cases.number(of: id), account: receiver))
        }
    }

    /// Whoever handles the case, or works on it already, needs no second part: it ends with whoever leaves.
    private func hand(
        _ part: CoHandler,
        of file: CaseFile,
        from account: Int64,
        to other: Int64,
        _ remark: String?,
        by principal: Principal,
        _ done: inout HandedOver,
        in transaction: any Transaction
    ) throws {
        let unit = CaseHandler.person(other)
        let hasIt = try file.handler == unit || transaction.coHandlers.works(unit, on: file.id)
        if hasIt {
            try transaction.coHandlers.end(part.id)
        } else {
            try transaction.coHandlers.pass(part.id, to: other)
        }
        try note(.coHandler, of: file, from: account, to: other, remark, by: principal, in: transaction)
        let number = try transaction.cases.number(of: file.id)
        done.parts.append(GivenPart(.coHandling, part.id, caseID: file.id, number: number, to: other, hasIt: hasIt))
    }

    /// Whoever calls scores, and whoever was called by the same whistle answers for themselves.
    private func hand(
        _ summons: Summons,
        of file: CaseFile,
        from account: Int64,
        to other: Int64,
        _ remark: String?,
        by principal: Principal,
        _ done: inout HandedOver,
        in transaction: any Transaction
    ) throws {
        let number = try transaction.cases.number(of: file.id)
        var reason: DomainError?
        if summons.caller == other {
            reason = DomainError(
                .conflict,
                "summons_oneself",
                "诉求 \(number) 的吹哨人即接收人，不能由其应哨，请另行代录答复",
                "The receiver blew the whistle of case \(number) and does not answer it; staff enter the answer"
            )
        } else if try transaction.whistles.calls(other, besideSummons: summons.id) {
            reason = DomainError(
                .conflict,
                "summoned_already",
                "接收人已被诉求 \(number) 的同一次吹哨召集，各自答复",
                "The receiver was called to case \(number) by the same whistle, and answers for themselves"
            )
        }
        if let reason {
            return done.skipped.append(SkippedWork(.summons, summons.id, caseID: file.id, number: number, reason))
        }
        try transaction.whistles.pass(summons: summons.id, to: other)
        try note(.summoned, of: file, from: account, to: other, remark, by: principal, in: transaction)
        done.parts.append(GivenPart(.summons, summons.id, caseID: file.id, number: number, to: other, hasIt: false))
    }

    private func note(
        _ field: CaseChangedField,
        of file: CaseFile,
        from account: Int64,
        to other: Int64,
        _ remark: String?,
        by principal: Principal,
        in transaction: any Transaction
    ) throws {
        let change = CaseChange(field, from: "\(account)", to: "\(other)")
        let rules = try rules(of: file, in: transaction)
        let turn = rules.passed(change, file, by: principal.accountID, at: transaction.now, remark)
        try transaction.cases.save(turn, scope: .community(file.community))
    }

    /// One notice for whoever loses the work, and one for each who has it now; whoever did it knows.
    private func tell(
        _ done: HandedOver,
        from account: Int64,
        _ remark: String?,
        by principal: Principal,
        in transaction: any Transaction
    ) throws {
        let caseIDs = Set(done.given.map(\.id) + done.parts.map(\.caseID))
        guard let first = caseIDs.first,
            let community = try transaction.cases.find(first, scope: .everything)?.community
        else { return }
        func name(_ id: Int64) throws -> String { try transaction.cases.name(of: .person(id)) ?? "\(id)" }
        func tell(_ id: Int64, _ words: Title, _ about: Set<Int64>, isWork: Bool) throws {
            guard id != principal.accountID else { return }
            try transaction.cases.tell(
                id,
                .handedOver,
                words,
                about: about.count == 1 ? about.first : nil,
                community: community,
                isWork: isWork
            )
        }
        for receiver in done.receivers {
            let own = done.part(of: receiver)
            let about = Set(own.given.map(\.id) + own.parts.map(\.caseID))
            let words = own.words(
                Title("\(try name(account))移交给您：", "\(try name(account)) handed over to you: "),
                remark
            )
            try tell(receiver, words, about, isWork: true)
        }
        let names = try done.receivers.map(name)
        let words = done.words(
            Title(
                "您名下的工作已移交给\(names.joined(separator: "、"))：",
                "What was yours went to \(names.joined(separator: ", ")): "
            ),
            remark
        )
        try tell(account, words, caseIDs, isWork: false)
    }
}

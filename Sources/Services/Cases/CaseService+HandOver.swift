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
        let passing = Passing(account, other, remark, principal)
        func file(_ id: Int64?) throws -> CaseFile? {
            guard let id, let file = try transaction.cases.find(id, scope: .everything) else {
                done.unseen += 1
                return nil
            }
            return file
        }
        for id in work.parts {
            let part = try transaction.coHandlers.find(id, scope: scope)
            guard let file = try file(part?.caseID), let part else { continue }
            try hand(part, of: file, passing, &done, in: transaction)
        }
        for id in work.summonses {
            let summons = try transaction.whistles.find(id, scope: scope)
            guard let file = try file(summons?.caseID), let summons else { continue }
            try hand(summons, of: file, passing, &done, in: transaction)
        }
        for id in work.whistles {
            guard let file = try file(try transaction.whistles.caseID(ofWhistle: id, scope: scope)) else { continue }
            try hand(whistle: id, of: file, passing, &done, in: transaction)
        }
        for id in work.followUps {
            let record = try transaction.mediations.find(id, scope: scope)
            guard let file = try file(record?.caseID) else { continue }
            try hand(followUp: id, of: file, passing, &done, in: transaction)
        }
        for id in work.shelved {
            guard let file = try file(try transaction.cases.find(id, scope: scope)?.id) else { continue }
            try handShelved(file, passing, &done, in: transaction)
        }
        try tell(done, from: account, remark, by: principal, in: transaction)
        return done
    }

    /// The same where nothing is to be left behind: a summons that the receiver does not answer, who blew the whistle or was called
    /// by it as well, and a whistle that called the receiver, go to another one of the desk.
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
        let skipped = try hand(work, to: other).skipped
        func left(_ kind: WorkKind) -> [Int64] { skipped.filter { $0.kind == kind }.map(\.id) }
        var rest = OpenWork(cases: [], parts: [], summonses: left(.summons))
        rest.whistles = left(.whistle)
        guard rest.count > 0, let community = try transaction.access.rights(of: account)?.community,
            let next = try transaction.cases.intakeDesk(community: community, otherThan: [account, other])
        else { return }
        _ = try hand(rest, to: next)
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
            try endPart(turn, by: principal, in: transaction)
            done.orders += try transaction.supervisions.waiting(ofCase: id)
            var given = GivenCase(id: id, number: try transaction.cases.number(of: id), account: receiver)
            if receiver != other { given.detour = try detour(to: receiver, in: transaction) }
            done.given.append(given)
        }
    }

    /// Why a case did not go to whom it was to.
    private func detour(to receiver: Int64, in transaction: any Transaction) throws -> DomainError {
        let name = try transaction.cases.name(of: .person(receiver)) ?? ""
        return DomainError(
            .conflict,
            "not_other_people",
            "二次办理须由首次办理以外的人负责，接收人参与过首次办理，改交\(name)",
            "A second handling is for others than the first time, in which the receiver took part: it went to \(name)"
        )
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

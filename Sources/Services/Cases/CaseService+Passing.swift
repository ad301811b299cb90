import Domain

/// From whom to whom something goes, why, and who does it (移交).
struct Passing {
    let account: Int64
    let other: Int64
    let remark: String?
    let principal: Principal

    init(_ account: Int64, _ other: Int64, _ remark: String?, _ principal: Principal) {
        self.account = account
        self.other = other
        self.remark = remark
        self.principal = principal
    }
}

/// What goes along with the cases of somebody, each in its own way (随移交的协办、应哨、评分、回访和挂账责任).
extension CaseService {
    /// Whoever handles the case, or works on it already, needs no second part: it ends with whoever leaves.
    func hand(
        _ part: CoHandler,
        of file: CaseFile,
        _ passing: Passing,
        _ done: inout HandedOver,
        in transaction: any Transaction
    ) throws {
        let unit = CaseHandler.person(passing.other)
        let hasIt = try file.handler == unit || transaction.coHandlers.works(unit, on: file.id)
        if hasIt {
            try transaction.coHandlers.end(part.id)
        } else {
            try transaction.coHandlers.pass(part.id, to: passing.other)
        }
        try give(.coHandling, part.id, .coHandler, of: file, passing, hasIt: hasIt, &done, in: transaction)
    }

    /// Whoever calls scores, and whoever was called by the same whistle answers for themselves.
    func hand(
        _ summons: Summons,
        of file: CaseFile,
        _ passing: Passing,
        _ done: inout HandedOver,
        in transaction: any Transaction
    ) throws {
        let number = try transaction.cases.number(of: file.id)
        var reason: DomainError?
        if summons.caller == passing.other {
            reason = DomainError(
                .conflict,
                "summons_oneself",
                "诉求 \(number) 的吹哨人即接收人，不能由其应哨，请另行代录答复",
                "The receiver blew the whistle of case \(number) and does not answer it; staff enter the answer"
            )
        } else if try transaction.whistles.calls(passing.other, besideSummons: summons.id) {
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
        try transaction.whistles.pass(summons: summons.id, to: passing.other)
        try give(.summons, summons.id, .summoned, of: file, passing, &done, in: transaction)
    }

    /// Nobody scores themselves.
    func hand(
        whistle id: Int64,
        of file: CaseFile,
        _ passing: Passing,
        _ done: inout HandedOver,
        in transaction: any Transaction
    ) throws {
        guard try !transaction.whistles.calls(passing.other, in: id) else {
            let number = try transaction.cases.number(of: file.id)
            let reason = DomainError(
                .conflict,
                "scores_oneself",
                "接收人被诉求 \(number) 的该次吹哨召集，不能给自己评分，请移交另一人",
                "The receiver was called to case \(number) by this whistle and does not score themselves; hand it to another one"
            )
            return done.skipped.append(SkippedWork(.whistle, id, caseID: file.id, number: number, reason))
        }
        try transaction.whistles.handOver(id, to: passing.other)
        try give(.whistle, id, .whistler, of: file, passing, &done, in: transaction)
    }

    func hand(
        followUp id: Int64,
        of file: CaseFile,
        _ passing: Passing,
        _ done: inout HandedOver,
        in transaction: any Transaction
    ) throws {
        try transaction.mediations.pass(followUp: id, to: passing.other)
        try give(.followUp, id, .followUpBy, of: file, passing, &done, in: transaction)
    }

    func handShelved(
        _ file: CaseFile,
        _ passing: Passing,
        _ done: inout HandedOver,
        in transaction: any Transaction
    ) throws {
        try transaction.cases.pass(shelved: file.id, to: passing.other)
        try give(.shelved, file.id, .owner, of: file, passing, &done, in: transaction)
    }

    /// Notes in the timeline and in the answer that something went to another one.
    private func give(
        _ kind: WorkKind,
        _ id: Int64,
        _ field: CaseChangedField,
        of file: CaseFile,
        _ passing: Passing,
        hasIt: Bool = false,
        _ done: inout HandedOver,
        in transaction: any Transaction
    ) throws {
        let change = CaseChange(field, from: "\(passing.account)", to: "\(passing.other)")
        let rules = try rules(of: file, in: transaction)
        let actor = passing.principal.accountID
        let turn = rules.passed(change, file, by: actor, at: transaction.now, passing.remark)
        try transaction.cases.save(turn, scope: .community(file.community))
        let number = try transaction.cases.number(of: file.id)
        done.parts.append(GivenPart(kind, id, caseID: file.id, number: number, to: passing.other, hasIt: hasIt))
    }
}

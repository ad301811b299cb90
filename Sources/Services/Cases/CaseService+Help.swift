package import Domain

extension CaseService {
    /// Names somebody who works on a case beside its handler.
    package func join(
        _ unit: CaseHandler,
        to id: Int64,
        task: String,
        ifVersion: VersionCondition?,
        by principal: Principal,
        view: View
    ) async throws -> Rendered {
        try await store.answer { transaction in
            let file = try seen(id, ifVersion: ifVersion, by: principal, in: transaction)
            let rules = try file.status.isFinal ? rulesOfUndo(file, in: transaction) : rules(of: file, in: transaction)
            let party = CaseParty(principal, file, rules.terms)
            let turn = try rules.joined(unit, task: task, file, by: party, at: transaction.now)
            try checkUnits([unit], isList: false, of: file, in: transaction)
            guard try !transaction.coHandlers.works(unit, on: id) else {
                throw DomainError(.conflict, "works_already", "已在协办", "It works on the case already")
            }
            guard let account = principal.accountID else { throw DomainError.forbidden }
            let made = try transaction.coHandlers.insert(unit, task: task, on: file, by: account)
            try transaction.cases.save(turn, scope: .community(file.community))
            return try transaction.one(.coHandlers, id: made, view: Self.wide(view, file))
        }
    }

    /// Lets a co-handler go; that it worked on the case stays known.
    package func leave(_ id: Int64, ifVersion: VersionCondition?, by principal: Principal) async throws {
        try await store.write { transaction in
            let (coHandler, file) = try coHandler(id, ifVersion: ifVersion, by: principal, in: transaction)
            let rules = try rules(of: file, in: transaction)
            let party = CaseParty(principal, file, rules.terms)
            let turn = try rules.left(coHandler, file, by: party, at: transaction.now)
            try transaction.coHandlers.end(id)
            try transaction.cases.save(turn, scope: .community(file.community))
        }
    }

    /// What a co-handler tells the handler.
    package func report(
        coHandler id: Int64,
        _ text: String,
        _ channel: CaseChannel?,
        ifVersion: VersionCondition?,
        by principal: Principal,
        view: View
    ) async throws -> Rendered {
        try await store.answer { transaction in
            let (coHandler, file) = try coHandler(id, ifVersion: ifVersion, by: principal, in: transaction)
            let rules = try rules(of: file, in: transaction)
            let turn = try rules.reported(
                coHandler,
                text,
                channel,
                file,
                by: CaseParty(principal, file, rules.terms),
                asUnit: standsIn(principal, for: coHandler.unit, in: transaction),
                at: transaction.now
            )
            try transaction.cases.save(turn, scope: .community(file.community))
            return try transaction.one(.coHandlers, id: id, view: Self.wide(view, file))
        }
    }

    private func coHandler(
        _ id: Int64,
        ifVersion: VersionCondition?,
        by principal: Principal,
        in transaction: any Transaction
    ) throws -> (CoHandler, CaseFile) {
        guard let coHandler = try transaction.coHandlers.find(id, scope: principal.scope),
            let file = try transaction.cases.find(coHandler.caseID, scope: principal.scope)
        else { throw DomainError.notFound }
        try transaction.expect(.coHandlers, id: id, ifVersion: ifVersion, scope: .everything)
        return (coHandler, file)
    }

    /// As what somebody makes a move: who only helps with a case, summoned or beside its handler, does not end it, whatever
    /// their role.
    func party(
        _ principal: Principal,
        _ file: CaseFile,
        _ terms: CaseTerms,
        _ move: CaseMove,
        in transaction: any Transaction
    ) throws -> CaseParty {
        let party = CaseParty(principal, file, terms)
        guard move == .answer || move == .close || move == .sendBack, !party.actors.contains(.handler),
            let account = principal.accountID
        else { return party }
        let person = CaseHandler.person(account)
        let helps =
            try transaction.coHandlers.works(person, on: file.id)
            || transaction.whistles.isSummoned(person, to: file.id)
        return helps ? CaseParty(account: account, actors: party.actors.intersection([.reporter])) : party
    }

    /// What is answered to an order from above.
    package func report(
        supervision id: Int64,
        _ text: String,
        ifVersion: VersionCondition?,
        by principal: Principal,
        view: View
    ) async throws -> Rendered {
        try await store.answer { transaction in
            guard let order = try transaction.supervisions.find(id, scope: principal.scope),
                let file = try transaction.cases.find(order.caseID, scope: principal.scope)
            else { throw DomainError.notFound }
            try transaction.expect(.supervisions, id: id, ifVersion: ifVersion, scope: .everything)
            let rules = try rules(of: file, in: transaction)
            let party = CaseParty(principal, file, rules.terms)
            let turn = try rules.reported(
                on: order,
                text,
                file,
                by: party,
                asAnswerable: standsIn(principal, for: .person(file.answerable), in: transaction),
                at: transaction.now
            )
            guard let account = principal.accountID else { throw DomainError.forbidden }
            try transaction.supervisions.save(text, to: id, by: account)
            try transaction.cases.save(turn, scope: .community(file.community))
            return try transaction.one(.supervisions, id: id, view: Self.wide(view, file))
        }
    }
}

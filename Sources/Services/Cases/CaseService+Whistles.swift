package import Domain

extension CaseService {
    /// Blows a whistle: summons units by name, by a time, to an open case.
    package func whistle(
        _ id: Int64,
        _ call: WhistleCall,
        by principal: Principal,
        view: View
    ) async throws -> Rendered {
        try await store.answer { transaction in
            let (whistle, file) = try whistle(id, call, by: principal, in: transaction)
            return try transaction.one(.whistles, id: whistle, view: Self.wide(view, file))
        }
    }

    package func whistle(
        _ id: Int64,
        _ call: WhistleCall,
        by principal: Principal,
        in transaction: any Transaction
    ) throws -> (whistle: Int64, file: CaseFile) {
        let file = try seen(id, ifVersion: call.ifVersion, by: principal, in: transaction)
        let rules = try file.status.isFinal ? rulesOfUndo(file, in: transaction) : rules(of: file, in: transaction)
        let party = CaseParty(principal, file, rules.terms)
        var faults = FaultList("#")
        let whistled = try faults.collect { try rules.whistled(file, call, by: party, at: transaction.now) }
        try faults.collectBeside { try checkUnits(call.units, of: file, in: transaction) }
        guard let turn = whistled, faults.isEmpty else { throw faults.error }
        for unit in call.units where try transaction.whistles.isAwaited(unit, at: id) {
            throw DomainError(
                .conflict,
                "awaited_already",
                "该诉求的上一次吹哨中，有单位尚未答复，请等待或代录其答复",
                "One of them has not answered an earlier summons to this case; wait, or enter its answer"
            )
        }
        guard let account = principal.accountID else { throw DomainError.forbidden }
        let whistle = try transaction.whistles.insert(call, of: file, by: account)
        try transaction.cases.save(turn, scope: .community(file.community))
        return (whistle, file)
    }

    /// What a unit answers, by itself or by staff in its place.
    package func answer(
        summons id: Int64,
        _ reply: SummonsReply,
        by principal: Principal,
        view: View
    ) async throws -> Rendered {
        try await store.answer { transaction in
            let file = try answer(summons: id, reply, by: principal, in: transaction)
            return try transaction.one(.summonses, id: id, view: Self.wide(view, file))
        }
    }

    @discardableResult
    package func answer(
        summons id: Int64,
        _ reply: SummonsReply,
        by principal: Principal,
        in transaction: any Transaction
    ) throws -> CaseFile {
        let (summons, file) = try summons(id, ifVersion: reply.ifVersion, by: principal, in: transaction)
        let rules = try rules(of: file, in: transaction)
        let turn = try rules.answered(
            summons,
            reply,
            file,
            by: CaseParty(principal, file, rules.terms),
            asUnit: standsIn(principal, for: summons.unit, in: transaction),
            at: transaction.now
        )
        guard let account = principal.accountID else { throw DomainError.forbidden }
        try transaction.whistles.save(reply, to: summons, by: account)
        try transaction.cases.save(turn, scope: .community(file.community))
        return file
    }

    /// How whoever called scores what came of it.
    package func score(
        summons id: Int64,
        _ score: SummonsScore,
        ifVersion: VersionCondition?,
        by principal: Principal,
        view: View
    ) async throws -> Rendered {
        try await store.answer { transaction in
            let file = try self.score(summons: id, score, ifVersion: ifVersion, by: principal, in: transaction)
            return try transaction.one(.summonses, id: id, view: Self.wide(view, file))
        }
    }

    @discardableResult
    package func score(
        summons id: Int64,
        _ score: SummonsScore,
        ifVersion: VersionCondition?,
        by principal: Principal,
        in transaction: any Transaction
    ) throws -> CaseFile {
        let (summons, file) = try summons(id, ifVersion: ifVersion, by: principal, in: transaction)
        let rules = try rules(of: file, in: transaction)
        let party = CaseParty(principal, file, rules.terms)
        let turn = try rules.scored(
            summons,
            score,
            file,
            by: party,
            asCaller: standsIn(principal, for: .person(summons.caller), in: transaction),
            at: transaction.now
        )
        try transaction.whistles.save(score, of: summons)
        try transaction.cases.save(turn, scope: .community(file.community))
        return file
    }

    /// A summons in scope with its case, which whoever was summoned from elsewhere may see no more.
    private func summons(
        _ id: Int64,
        ifVersion: VersionCondition?,
        by principal: Principal,
        in transaction: any Transaction
    ) throws -> (Summons, CaseFile) {
        guard let summons = try transaction.whistles.find(id, scope: principal.scope),
            let file = try transaction.cases.find(summons.caseID, scope: .everything)
        else { throw DomainError.notFound }
        try transaction.expect(.summonses, id: id, ifVersion: ifVersion, scope: .everything)
        return (summons, file)
    }

    /// A case that somebody sees, if it still has the version that they saw.
    func seen(
        _ id: Int64,
        ifVersion: VersionCondition?,
        by principal: Principal,
        in transaction: any Transaction
    ) throws -> CaseFile {
        guard let file = try transaction.cases.find(id, scope: principal.scope) else { throw DomainError.notFound }
        // What was found has a version; it is only compared where the caller names one.
        guard ifVersion != nil else { return file }
        // Whoever comes second reads what is possible now.
        try namingMoves(of: file, by: principal, in: transaction) {
            try transaction.expect(.cases, id: id, ifVersion: ifVersion, scope: .everything)
        }
        return file
    }

    /// What somebody was let do to a case is shown to them once more.
    static func wide(_ view: View, _ file: CaseFile) -> View {
        var wide = view
        wide.scope = .community(file.community)
        return wide
    }

    /// Units are organizations of the community, and people of its own; a partner is named by its organization.
    ///
    /// In a list each is told at its place.
    func checkUnits(
        _ units: [CaseHandler],
        isList: Bool = true,
        of file: CaseFile,
        in transaction: any Transaction
    ) throws {
        var faults: [FieldError] = []
        var known: Set<CaseHandler> = []
        var (organizations, people) = (0, 0)
        for unit in units {
            let field: String
            let isThere: Bool
            switch unit {
            case .organization(let id):
                field = isList ? "organizations/\(organizations)" : "organization_id"
                organizations += 1
                isThere = try transaction.contains(.organizations, id: id, scope: .community(file.community))
            case .person(let id):
                field = isList ? "accounts/\(people)" : "account_id"
                people += 1
                let isHere = try transaction.contains(.accounts, id: id, scope: .community(file.community))
                isThere = try isHere && transaction.cases.role(ofWorker: id)?.worksCases == true
            }
            if !isThere {
                faults.append(
                    .body(
                        field,
                        "unknown_unit",
                        "须为本社区的单位，或社区工作人员、网格人员已激活的账号",
                        "Is to be an organization of the community, or an account of its own staff"
                    )
                )
            }
            if !known.insert(unit).inserted {
                faults.append(.body(field, "named_twice", "同一单位只填一次", "Name each of them once"))
            }
        }
        guard faults.isEmpty else { throw DomainError.invalid(faults) }
    }
}

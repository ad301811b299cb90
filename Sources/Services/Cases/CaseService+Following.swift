package import Domain

extension CaseService {
    /// Lets a resident follow somebody else's case, or join it as their own matter.
    package func follow(
        _ id: Int64,
        resident named: Int64?,
        asOwn: Bool,
        by principal: Principal,
        view: View
    ) async throws -> Rendered {
        try await store.answer { transaction in
            var resident = named
            if case .resident(let own, community: _) = principal.scope {
                guard named == nil || named == own else { throw DomainError.forbidden }
                resident = own
            }
            guard let resident else {
                throw DomainError.invalid([.body("resident_id", "required", "请填写关注人", "Say who follows it")])
            }
            let found = try followable(id, resident, by: principal, in: transaction)
            let rules = try rules(of: found.file, in: transaction)
            let party = CaseParty(principal, found.file, rules.terms)
            let turn = try rules.followed(found, resident: resident, asOwn: asOwn, by: party, at: transaction.now)
            let made = try transaction.following.follow(found.file, resident: resident, asOwn: asOwn)
            try transaction.cases.save(turn, scope: .community(found.file.community))
            return try transaction.one(.followers, id: made, view: view)
        }
    }

    /// A case that a resident finds though it is not theirs; what is closed to others, came to nothing, or was taken on by nobody
    /// yet does not exist for them, unless it was offered to them as the same matter.
    private func followable(
        _ id: Int64,
        _ resident: Int64,
        by principal: Principal,
        in transaction: any Transaction
    ) throws -> FollowableCase {
        if case .resident(_, let community) = principal.scope {
            guard let found = try transaction.following.followable(id, community: community, resident: resident),
                found.isKnownToOthers || found.file.reporter == resident
            else { throw DomainError.notFound }
            return found
        }
        guard let file = try transaction.cases.find(id, scope: principal.scope),
            let found = try transaction.following.followable(id, community: file.community, resident: resident)
        else { throw DomainError.notFound }
        guard try transaction.contains(.residents, id: resident, scope: principal.scope) else {
            throw DomainError.invalid([
                .body(
                    "resident_id",
                    "unknown_reference",
                    "没有这位居民，或不在您的数据范围内",
                    "There is no such resident, or they are not in your scope"
                )
            ])
        }
        return found
    }

    /// Has a resident hear of one part of the territory.
    package func subscribe(_ draft: Draft, view: View) async throws -> Rendered {
        let named = ["grid_id", "compound_id", "building_id"].filter { draft.integer($0) != nil }
        guard named.count == 1 else {
            throw DomainError.invalid([
                .body(
                    "grid_id",
                    "one_area",
                    "网格、小区、楼栋须且只能填写其一",
                    "Name one of a grid, a compound and a building"
                )
            ])
        }
        return try await store.answer { transaction in
            let id = try transaction.insert(draft, scope: view.scope)
            guard try transaction.contains(.subscriptions, id: id, scope: view.scope) else {
                throw DomainError.notFound
            }
            return try transaction.one(.subscriptions, id: id, view: view)
        }
    }

    /// What the reporter, or staff who asked them, say a week after the end.
    package func answer(
        followUpOf id: Int64,
        _ reply: FollowUpReply,
        by principal: Principal,
        view: View
    ) async throws -> Rendered {
        try await store.answer { transaction in
            let file = try seen(id, ifVersion: reply.ifVersion, by: principal, in: transaction)
            let rules = try rules(of: file, in: transaction)
            let question = try transaction.following.question(of: file)
            let party = CaseParty(principal, file, rules.terms)
            let turn = try rules.answered(question, reply, file, by: party, at: transaction.now)
            guard let question else { throw DomainError.notFound }
            try transaction.following.save(reply, to: question, by: principal.accountID)
            try transaction.cases.save(turn, scope: .community(file.community))
            if reply.asksAgain, reply.answer.leavesWork { try handleAgain(file, by: principal, in: transaction) }
            return try transaction.one(.followUps, id: question.id, view: view)
        }
    }

    /// Takes up the offer of a second handling.
    package func handleAgain(
        _ id: Int64,
        ifVersion: VersionCondition?,
        by principal: Principal,
        view: View
    ) async throws -> Rendered {
        try await store.answer { transaction in
            let file = try seen(id, ifVersion: ifVersion, by: principal, in: transaction)
            let rules = try rules(of: file, in: transaction)
            guard CaseParty(principal, file, rules.terms).actors.contains(.reporter) else {
                throw DomainError.forbidden
            }
            try rules.checkOffer(
                try transaction.following.question(of: file),
                file,
                isRatedUnsolved: try transaction.following.isRatedUnsolved(file),
                at: transaction.now
            )
            try handleAgain(file, by: principal, in: transaction)
            guard let second = try transaction.following.second(of: id) else { throw DomainError.notFound }
            return try transaction.one(.cases, id: second, view: view)
        }
    }

    /// A case is handled a second time once.
    func checkFirst(_ file: CaseFile, in transaction: any Transaction) throws {
        guard file.secondOf == nil, try transaction.following.second(of: file.id) == nil else {
            throw DomainError(
                .conflict,
                "handled_again",
                "该诉求已有二次办理，一件只能一次",
                "The case is handled a second time already; it is done once"
            )
        }
    }

    /// Each round is rated once.
    func checkUnrated(_ file: CaseFile, in transaction: any Transaction) throws {
        guard try !transaction.following.isRated(file) else {
            throw DomainError(.conflict, "already_rated", "该诉求已经评价", "The case was rated already")
        }
    }
}

import Domain

extension CaseService {
    private static let places = ["compound_id", "building_id", "place_id", "unit_id", "household_id"]

    /// What a month came to in a grid is not changed when it is over.
    private func checkMonth(of file: CaseFile, in transaction: any Transaction) throws {
        let (then, now) = (
            transaction.time.date(of: file.createdAt), transaction.time.date(of: transaction.now)
        )
        guard (then.year, then.month) != (now.year, now.month) else { return }
        throw DomainError(
            .conflict,
            "month_is_over",
            "该诉求已计入原网格 \(then.year) 年 \(then.month) 月的数字，跨月后不能改到另一网格；可在本网格内更正地点",
            "The case counts in its grid in a month that is over, and stays there; its place is set right within the grid"
        )
    }

    /// A place that was written down wrong is set right as a whole while the case is open; its grid follows from it.
    func placed(
        _ draft: Draft,
        _ file: CaseFile,
        by principal: Principal,
        in transaction: any Transaction
    ) throws -> Draft {
        guard Self.places.contains(where: { draft[$0] != nil }) else { return draft }
        let terms = try rules(of: file, in: transaction).terms
        guard !CaseParty(principal, file, terms).actors.isDisjoint(with: [.intake, .gridLeader]) else {
            throw DomainError(
                .forbidden,
                "not_yours",
                "地点由受理人员或网格长更正",
                "Where it is, intake staff or the grid leader set right"
            )
        }
        // A home says who lives there.
        if try transaction.intake.face(ofCase: file.id)?.isAnonymous == true {
            let homes = ["unit_id", "household_id"].filter { draft.integer($0) != nil }
            guard homes.isEmpty else {
                throw DomainError.invalid(
                    homes.map {
                        .body($0, "anonymous", "匿名诉求不登记单元和住户", "An anonymous case has neither unit nor household")
                    }
                )
            }
        }
        var draft = draft
        for name in Self.places where draft[name] == nil { draft[name] = .null }
        draft = try housed(draft, of: principal, in: transaction)
        // Where the new place lies in no grid, the case stays in its own.
        draft["grid_id"] = .integer(file.grid)
        try locate(&draft, community: file.community, in: transaction)
        if draft.integer("grid_id") != file.grid { try checkMonth(of: file, in: transaction) }
        return draft
    }

    /// What lies in another grid than was written down is that grid's to work on: it goes to whoever takes such cases there, and
    /// where nobody is set, to the grid's worker, its leader or the desk.
    ///
    /// Who was chosen by hand and is of no grid keeps it, and so does whoever it was ruled to be for, and an organization that no
    /// route gave it to. What was reported done already is looked at as it is.
    func follow(
        _ changed: CaseFile,
        from file: CaseFile,
        _ earlier: CaseRules,
        by principal: Principal,
        in transaction: any Transaction
    ) throws -> CaseRoute? {
        guard changed.grid != file.grid, !changed.isRuled, let handler = changed.handler,
            let moved = try transaction.cases.find(file.id, scope: .community(file.community))
        else { return nil }
        if CaseMove.reassign.rule.from.contains(changed.status), try isOf(file, handler, in: transaction),
            let route = try route(of: moved, in: transaction), route.handler != handler,
            try mayTake(route.handler, earlier, in: transaction)
        {
            var act = CaseAct(.reassign)
            act.handler = route.handler
            act.remark = "地点更正到另一网格，按派单路由改派给\(route.name)"
            // Whoever set it right did so while it was theirs to set right.
            let party = CaseParty(principal, file, earlier.terms)
            var turn = try rules(of: moved, in: transaction).turn(act, moved, by: party, at: transaction.now)
            turn.notices.append(Self.takenOver(from: handler, by: route.name))
            try transaction.cases.save(turn, scope: .community(file.community))
            try endPart(turn, by: principal, in: transaction)
            return route
        }
        guard changed.status != .checking, case .person(let account) = handler,
            try transaction.access.rights(of: account)?.grid == file.grid,
            let other = try ownPeople(of: moved, earlier, otherThan: account, in: transaction)
        else { return nil }
        var turn = try rules(of: moved, in: transaction).handedOver(
            moved,
            from: account,
            to: other.id,
            by: principal.accountID,
            at: transaction.now,
            "地点更正到另一网格，该类诉求在新网格没有派单路由，交由\(other.name)办理"
        )
        turn.notices.append(Self.takenOver(from: handler, by: other.name))
        try transaction.cases.save(turn, scope: .community(file.community))
        try endPart(turn, by: principal, in: transaction)
        let route = try route(of: moved, in: transaction)
        if let route, route.handler != handler, try !mayTake(route.handler, earlier, in: transaction),
            file.secondOf != nil
        {
            return Self.detour(from: route, to: other)
        }
        return CaseRoute(id: nil, handler: .person(other.id), name: other.name, insteadOf: nil)
    }

    private func mayTake(_ handler: CaseHandler, _ rules: CaseRules, in transaction: any Transaction) throws -> Bool {
        guard case .person(let account) = handler else { return true }
        return try transaction.cases.role(ofWorker: account)?.worksCases == true
            && !rules.terms.formerPeople.contains(account)
    }

    /// Who works in the grid of a case, and else the desk; nobody of the first handling.
    func ownPeople(
        of file: CaseFile,
        _ rules: CaseRules,
        otherThan account: Int64,
        in transaction: any Transaction
    ) throws -> (id: Int64, name: String)? {
        let people = try transaction.cases.workers(ofGrid: file.grid)
        let left = Array(rules.terms.formerPeople) + [account]
        let desk = try transaction.cases.intakeDesk(community: file.community, otherThan: left)
        guard let id = (people + [desk].compactMap { $0 }).first(where: { !left.contains($0) }),
            let name = try transaction.access.rights(of: id)?.name
        else { return nil }
        return (id, name)
    }

    /// Whether somebody works on a case because of where it lay: of that grid's own people, or by its routes.
    private func isOf(_ file: CaseFile, _ handler: CaseHandler, in transaction: any Transaction) throws -> Bool {
        if case .person(let account) = handler, try transaction.access.rights(of: account)?.grid == file.grid {
            return true
        }
        return try route(of: file, in: transaction)?.handler == handler
    }
}

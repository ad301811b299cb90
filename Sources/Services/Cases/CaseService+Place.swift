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
        try locate(&draft, in: transaction)
        if draft.integer("grid_id") != file.grid { try checkMonth(of: file, in: transaction) }
        return draft
    }

    /// What lies in another grid than was written down is that grid's to work on: it goes to whoever takes such cases there.
    ///
    /// Who was chosen by hand and is of no grid keeps it, and so does whoever it was ruled to be for.
    func follow(
        _ changed: CaseFile,
        from file: CaseFile,
        _ earlier: CaseRules,
        by principal: Principal,
        in transaction: any Transaction
    ) throws -> CaseRoute? {
        guard changed.grid != file.grid, CaseMove.reassign.rule.from.contains(changed.status), !changed.isRuled,
            let handler = changed.handler, try isOf(file, handler, in: transaction),
            let moved = try transaction.cases.find(file.id, scope: .community(file.community)),
            let route = try route(of: moved, in: transaction), route.handler != handler
        else { return nil }
        if case .person(let account) = route.handler {
            guard try transaction.cases.role(ofWorker: account)?.worksCases == true,
                !earlier.terms.formerPeople.contains(account)
            else { return nil }
        }
        var act = CaseAct(.reassign)
        act.handler = route.handler
        act.remark = "地点更正到另一网格，按派单路由改派给\(route.name)"
        // Whoever set it right did so while it was theirs to set right.
        let party = CaseParty(principal, file, earlier.terms)
        let turn = try rules(of: moved, in: transaction).turn(act, moved, by: party, at: transaction.now)
        try transaction.cases.save(turn, scope: .community(file.community))
        return route
    }

    /// Whether somebody works on a case because of where it lay: of that grid's own people, or by its routes.
    private func isOf(_ file: CaseFile, _ handler: CaseHandler, in transaction: any Transaction) throws -> Bool {
        if case .person(let account) = handler, try transaction.access.rights(of: account)?.grid == file.grid {
            return true
        }
        return try route(of: file, in: transaction)?.handler == handler
    }
}

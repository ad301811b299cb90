package import Domain

/// 诉求: from arrival to an answer, one timeline row for every move.
package struct CaseService: Sendable {
    private let store: any Store

    package init(store: any Store) { self.store = store }

    package func submit(_ draft: Draft, by principal: Principal, view: View) async throws -> Rendered {
        try await store.answer { transaction in
            let id = try submit(draft, by: principal, in: transaction)
            // Whoever submits a case sees it once, also where it lies in another grid.
            var own = view
            if let community = principal.scope.communityID { own.scope = .community(community) }
            return try transaction.one(.cases, id: id, view: own)
        }
    }

    /// Takes the case in: number, grid, answerable person and the time by which it must be accepted are there from its
    /// first second.
    package func submit(_ draft: Draft, by principal: Principal, in transaction: any Transaction) throws -> Int64 {
        guard let community = draft.integer("community_id"), let category = draft.integer("category_id") else {
            preconditionFailure("a case draft carries its community and category")
        }
        var draft = draft
        if !principal.holds(.manageCases) { try keepToReporting(&draft) }
        try locate(&draft, in: transaction)
        if case .resident(let resident, community: _) = principal.scope { draft["reporter_id"] = .integer(resident) }
        draft["answerable_id"] = .integer(
            try answerable(draft, community: community, principal: principal, in: transaction)
        )
        draft["entered_by"] = .optional(principal.accountID)
        draft["status"] = .text(CaseStatus.received.rawValue)
        draft["created_at"] = .integer(transaction.now.milliseconds)
        let limits = try transaction.cases.limits(ofCategory: category)
        draft["due_at"] = .integer(transaction.now.advanced(bySeconds: (limits?.accept ?? 60) * 60).milliseconds)
        draft["number"] = .text(
            try transaction.cases.nextNumber(
                community: community,
                year: transaction.time.date(of: transaction.now).year
            )
        )
        let id = try transaction.insert(draft, scope: principal.scope)
        try transaction.cases.appendEvent(
            CaseEvent(
                caseID: id,
                at: transaction.now,
                actor: principal.accountID,
                move: "create",
                from: nil,
                to: .received
            )
        )
        return id
    }

    package func move(_ id: Int64, _ act: CaseAct, by principal: Principal, view: View) async throws -> Rendered {
        try await store.answer { transaction in
            try transaction.expect(.cases, id: id, ifVersion: act.ifVersion, scope: principal.scope)
            try move(id, act, by: principal, in: transaction)
            return try transaction.one(.cases, id: id, view: view)
        }
    }

    /// Makes one move, if the case stands where the move begins.
    package func move(
        _ id: Int64,
        _ act: CaseAct,
        by principal: Principal,
        in transaction: any Transaction
    ) throws {
        guard let file = try transaction.cases.find(id, scope: principal.scope) else { throw DomainError.notFound }
        guard let next = file.status.after(act.move) else {
            throw DomainError.illegalMove(
                act.move.rawValue,
                of: Title("诉求", "case"),
                from: file.status,
                allowed: file.status.allowedMoves.map(\.rawValue)
            )
        }
        var draft = Draft(.cases)
        draft["status"] = .text(next.rawValue)
        switch act.move {
        case .accept, .start, .sendBack:
            break
        case .reassign:
            if let handler = act.handlerID { try checkInside(handler, "handler_id", transaction) }
            draft["handler_id"] = .optional(act.handlerID)
            draft["handler_organization_id"] = .optional(act.handlerOrganizationID)
        case .dispatch:
            if let handler = act.handlerID { try checkInside(handler, "handler_id", transaction) }
            draft["handler_id"] = .optional(act.handlerID)
            draft["handler_organization_id"] = .optional(act.handlerOrganizationID)
            let limits = try transaction.cases.limits(ofCategory: file.category)
            draft["due_at"] = .integer(transaction.now.advanced(bySeconds: (limits?.handle ?? 4320) * 60).milliseconds)
        case .reportDone:
            if let answer = act.answer { draft["answer"] = .text(answer) }
        case .close, .answer:
            if let answer = act.answer { draft["answer"] = .text(answer) }
            draft["closed_at"] = .integer(transaction.now.milliseconds)
        }
        try transaction.update(draft, id: id, ifVersion: nil, scope: principal.scope)
        try transaction.cases.appendEvent(
            CaseEvent(
                caseID: id,
                at: transaction.now,
                actor: principal.accountID,
                move: act.move.code,
                from: file.status,
                to: next,
                remark: act.remark ?? act.answer
            )
        )
    }

    /// Who only reports says what is the matter; how it is handled is the community's to say.
    private func keepToReporting(_ draft: inout Draft) throws {
        let faults = ["answerable_id", "issue_id"].filter { draft[$0] != nil }.map { name in
            FieldError.body(name, "not_allowed", "由社区工作人员填写", "Is the community staff's to say")
        }
        guard faults.isEmpty else { throw DomainError.invalid(faults) }
        draft["source"] = .text(CaseSource.resident.rawValue)
        draft["priority"] = .text(CasePriority.normal.rawValue)
    }

    /// Changes what is known of a case that is still open; what was answered stays as it was answered.
    package func update(
        _ draft: Draft,
        id: Int64,
        ifVersion: VersionCondition?,
        by principal: Principal,
        view: View
    ) async throws -> Rendered {
        try await store.answer { transaction in
            guard let file = try transaction.cases.find(id, scope: principal.scope) else { throw DomainError.notFound }
            guard !file.status.isFinal else {
                throw DomainError(
                    .conflict,
                    "not_changeable",
                    "诉求现为“\(file.status.title.chinese)”，不能再修改",
                    "The case is “\(file.status.title.english)” and can not be changed any more"
                )
            }
            if let answerable = draft.integer("answerable_id") {
                try checkInside(answerable, "answerable_id", transaction)
            }
            try transaction.update(draft, id: id, ifVersion: ifVersion, scope: principal.scope)
            return try transaction.one(.cases, id: id, view: view)
        }
    }

    /// Answerable to the resident is somebody of the community, never a resident or a partner.
    private func checkInside(_ account: Int64, _ field: String, _ transaction: any Transaction) throws {
        guard let role = try transaction.cases.role(ofAccount: account), role.isInside else {
            throw DomainError.invalid([
                .body(field, "not_inside", "须为社区工作人员或网格人员的账号", "Is to be an account of the community's own staff")
            ])
        }
    }

    /// The grid and compound follow from the building or the public place.
    private func locate(_ draft: inout Draft, in transaction: any Transaction) throws {
        let building = draft.integer("building_id")
        let place = draft.integer("place_id")
        guard building == nil || place == nil else {
            throw DomainError.invalid([
                .body("place_id", "one_place", "楼栋和公共部位只填其一", "Name a building or a place, not both")
            ])
        }
        guard building != nil || place != nil || draft.integer("compound_id") != nil else {
            throw DomainError.invalid([
                .body(
                    "building_id",
                    "required",
                    "请填写楼栋、公共部位或小区之一",
                    "Name a building, a place or a compound"
                )
            ])
        }
        if let whereabouts = try transaction.cases.whereabouts(building: building, place: place) {
            if let grid = whereabouts.gridID { draft["grid_id"] = .integer(grid) }
            if let compound = whereabouts.compoundID { draft["compound_id"] = .integer(compound) }
        }
        guard draft.integer("grid_id") != nil else {
            throw DomainError.invalid([
                .body(
                    "grid_id",
                    "required",
                    "该地点不在任何网格内，请填写网格",
                    "The place is in no grid; name one"
                )
            ])
        }
    }

    private func answerable(
        _ draft: Draft,
        community: Int64,
        principal: Principal,
        in transaction: any Transaction
    ) throws -> Int64 {
        if let named = draft.integer("answerable_id") {
            try checkInside(named, "answerable_id", transaction)
            return named
        }
        if let account = principal.accountID, principal.holds(.handleCase), principal.scope.communityID == community {
            return account
        }
        guard let desk = try transaction.cases.intakeDesk(community: community) else {
            throw DomainError(
                .conflict,
                "no_intake_desk",
                "该社区还没有可以首接负责的工作人员账号",
                "The community has no staff account yet that could answer for the case"
            )
        }
        return desk
    }
}

/// A move of a case and what it brings (诉求动作的内容).
package struct CaseAct: Sendable {
    package let move: CaseMove
    package var handlerID: Int64?
    package var handlerOrganizationID: Int64?
    package var answer: String?
    package var remark: String?
    package var ifVersion: VersionCondition?

    package init(
        _ move: CaseMove,
        handlerID: Int64? = nil,
        handlerOrganizationID: Int64? = nil,
        answer: String? = nil,
        remark: String? = nil,
        ifVersion: VersionCondition? = nil
    ) {
        self.move = move
        self.handlerID = handlerID
        self.handlerOrganizationID = handlerOrganizationID
        self.answer = answer
        self.remark = remark
        self.ifVersion = ifVersion
    }
}

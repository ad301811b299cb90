package import Domain

extension CaseService {
    /// Takes the case in: number, grid, answerable person and the time by which it must be accepted are there from its
    /// first second.
    package func submit(_ draft: Draft, by principal: Principal, in transaction: any Transaction) throws -> Int64 {
        guard let community = draft.integer("community_id") else {
            preconditionFailure("a case draft carries its community")
        }
        var draft = draft
        var faults = FaultList("#")
        if !principal.holds(.manageCases) { _ = try faults.collect { try keepToReporting(&draft) } }
        if draft.text("title") == nil, let words = draft.text("description") {
            let most = try transaction.calendars.settings(community: community)[.titleCharacters]
            // What has no word in it is refused as a description is.
            draft["title"] = .text(
                CaseTitle.drawn(from: words, most: Int(most)) ?? CaseTitle.fitting(words, most: Int(most))
            )
            // What somebody said is not put before the public until staff have read it; they may say it in words of their own.
            if draft.text("public_title") == nil, let kind = draft.text("kind").flatMap(CaseKind.init) {
                draft["public_title"] = .text(kind.title.chinese)
            }
        }
        _ = try faults.collect { try locate(&draft, community: community, in: transaction) }
        try keepPrivate(&draft, kind: draft.text("kind").flatMap(CaseKind.init), in: transaction)
        if case .resident(let resident, community: _) = principal.scope {
            if let reporter = draft["reporter_id"], reporter != .null, reporter != .integer(resident) {
                faults.add("reporter_id", "not_yours", "只能以本人名义上报", "One reports as oneself")
            }
            draft["reporter_id"] = .integer(resident)
        }
        draft["entered_by"] = .optional(principal.accountID)
        // Who wants to stay unknown is not kept, by whomever the word was entered.
        if draft.integer("anonymous") == 1 {
            draft["reporter_id"] = .null
            if principal.isResident {
                draft["entered_by"] = .null
                transaction.hideSender()
            }
        }
        let named = try faults.collect {
            try answerable(draft, community: community, principal: principal, in: transaction)
        }
        guard let named, faults.isEmpty else { throw faults.error }
        draft["answerable_id"] = .integer(named)
        return try begin(draft, community: community, by: principal, remark: nil, in: transaction)
    }

    /// What is nobody else's to read by its category or kind is private, whatever was said.
    func keepPrivate(_ draft: inout Draft, kind: CaseKind?, in transaction: any Transaction) throws {
        let isOfPrivateCategory =
            try draft.integer("category_id").map { try transaction.intake.isPrivate(category: $0) } ?? false
        if isOfPrivateCategory || kind?.isConfidential == true
            || kind?.asksConsentToPublish == true && draft["private"] == nil
        {
            draft["private"] = .integer(1)
        }
    }

    private func begin(
        _ draft: Draft,
        community: Int64,
        by principal: Principal,
        remark: String?,
        in transaction: any Transaction
    ) throws -> Int64 {
        var draft = draft
        if draft["public_title"] == nil, let title = draft.text("title") {
            draft["public_title"] = .optional(PublicTitle.hiding(title))
        }
        let now = transaction.now
        draft["status"] = .text(CaseStatus.received.rawValue)
        draft["created_at"] = .integer(now.milliseconds)
        // A case has a deadline from its first second; the rules then say which.
        draft["due_at"] = .integer(now.milliseconds)
        draft["number"] = .text(
            try transaction.cases.nextNumber(community: community, year: transaction.time.date(of: now).year)
        )
        let id = try transaction.insert(draft, scope: principal.scope)
        guard let file = try transaction.cases.find(id, scope: .community(community)) else {
            throw DomainError.notFound
        }
        let rules = try rules(of: file, in: transaction)
        try transaction.cases.begin(
            rules.begun(file),
            by: draft.integer("anonymous") == 1 && principal.isResident ? nil : principal.accountID,
            remark: remark,
            notices: rules.greetings(file)
        )
        if file.priority == .urgent { try attend(id, in: transaction) }
        return id
    }

    /// Gives a case that was taken on at a door to whoever took it on: no desk has to say so first.
    func entrust(_ id: Int64, to account: Int64, by principal: Principal, in transaction: any Transaction) throws {
        guard let file = try transaction.cases.find(id, scope: principal.scope) else { throw DomainError.notFound }
        var act = CaseAct(.accept)
        act.handler = .person(account)
        let party = CaseParty(account: principal.accountID, actors: [.intake])
        let turn = try rules(of: file, in: transaction).turn(act, file, by: party, at: transaction.now)
        try transaction.cases.save(turn, scope: principal.scope)
    }

    /// The same matter once more, in other hands than the first time; who finds nobody else goes to the secretary.
    func handleAgain(_ file: CaseFile, by principal: Principal, in transaction: any Transaction) throws {
        try checkFirst(file, in: transaction)
        var draft = try transaction.cases.secondDraft(of: file.id)
        draft["second_of_id"] = .integer(file.id)
        draft["reporter_id"] = .optional(file.reporter)
        draft["entered_by"] = .optional(principal.accountID)
        let left =
            [file.answerable]
            + (file.handler.map { handler in if case .person(let id) = handler { [id] } else { [] } } ?? [])
        guard let desk = try transaction.cases.intakeDesk(community: file.community, otherThan: left) else { return }
        draft["answerable_id"] = .integer(desk)
        _ = try begin(draft, community: file.community, by: principal, remark: nil, in: transaction)
    }

    /// Who only reports says what is the matter; how it is handled is the community's to say.
    private func keepToReporting(_ draft: inout Draft) throws {
        let own: [(name: String, value: String)] = [
            ("source", CaseSource.resident.rawValue), ("priority", CasePriority.normal.rawValue),
        ]
        // What a form fills in by itself is no wish of its own.
        let wished = own.filter { field in draft.text(field.name).map { $0 != field.value } ?? false }.map(\.name)
        // Thanks go to the person thanked, and whoever gives them says who that is.
        let isThanks = draft.text("kind") == CaseKind.praise.rawValue
        let given = ["answerable_id", "issue_id", "public_title"].filter {
            draft[$0] != nil && !(isThanks && $0 == "answerable_id")
        }
        let faults = (given + wished).map { name in
            FieldError.body(name, "not_allowed", "由社区工作人员填写", "Is the community staff's to say")
        }
        guard faults.isEmpty else { throw DomainError.invalid(faults) }
        for field in own { draft[field.name] = .text(field.value) }
    }

    /// The grid and compound follow from the building or the public place; of those of another community nothing is told.
    func locate(_ draft: inout Draft, community: Int64, in transaction: any Transaction) throws {
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
        if let whereabouts = try transaction.cases.whereabouts(building: building, place: place, community: community) {
            if let grid = whereabouts.gridID { draft["grid_id"] = .integer(grid) }
            if let compound = whereabouts.compoundID { draft["compound_id"] = .integer(compound) }
        } else if building != nil || place != nil {
            throw DomainError.invalid([
                .body(
                    building != nil ? "building_id" : "place_id",
                    "unknown_reference",
                    "没有这个楼栋或公共部位",
                    "There is no such building or place"
                )
            ])
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
            try checkInside(named, "answerable_id", .community(community), transaction)
            guard draft.text("kind") != CaseKind.praise.rawValue || named != principal.accountID else {
                throw DomainError.invalid([
                    .body("answerable_id", "two_persons", "不能登记对自己的表扬", "Nobody enters thanks for themselves")
                ])
            }
            return named
        }
        if let account = principal.accountID, principal.holds(.handleCase), principal.role?.isInside == true,
            principal.scope.communityID == community
        {
            return account
        }
        guard let desk = try transaction.cases.intakeDesk(community: community, otherThan: []) else {
            guard try transaction.contains(.communities, id: community, scope: .everything) else {
                throw DomainError.invalid([
                    .body("community_id", "unknown_reference", "没有这个社区", "There is no such community")
                ])
            }
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

import Domain

/// What something that was heard became (听到的结果).
struct HeardOutcome {
    let kind: HeardKind
    var caseID: Int64?
    var issueID: Int64?
    var wishID: Int64?
    var residentID: Int64?
    var isApplied = false
    var note: String?

    /// The row that leads from the visit to it.
    func row(of visit: Int64, _ home: VisitedHome) -> Draft {
        Draft(
            .heard,
            [
                "community_id": .integer(home.community), "visit_id": .integer(visit),
                "grid_id": .optional(home.grid), "kind": .text(kind.rawValue), "case_id": .optional(caseID),
                "issue_id": .optional(issueID), "wish_id": .optional(wishID), "resident_id": .optional(residentID),
                "applied": .integer(isApplied ? 1 : 0), "note": .optional(note),
            ]
        )
    }
}

/// Takes what was heard at one door to where it belongs (听到的内容分流): 诉求 to the cases, 建议 to the hall, 心愿 to the wishes,
/// 表扬 to the person thanked, 情况变更 to the register.
struct HeardDesk {
    let cases: CaseService
    let issues: IssueService
    let home: VisitedHome
    let visitor: Int64
    let principal: Principal
    /// Who opened the door.
    let metID: Int64?
    let transaction: any Transaction

    /// What the parts of an entry are called where the case calls them otherwise.
    private static let names = ["answerable_id": "praised_id", "reporter_id": "resident_id"]

    func take(_ heard: Heard) throws -> HeardOutcome {
        var faults = FaultList("#")
        _ = try faults.collect { try HeardRules.check(heard, metID: metID) }
        var outcome: HeardOutcome?
        if faults.isEmpty, heard.unread.isEmpty {
            outcome = try faults.collect(naming: Self.names) { try made(of: heard) }
        }
        try Self.lookUp(heard, &faults, by: principal, cases, in: transaction)
        guard faults.isEmpty else { throw faults.error }
        return outcome ?? HeardOutcome(kind: heard.kind)
    }

    /// What is wrong with something that was heard, wherever that was.
    static func check(
        _ heard: Heard,
        metID: Int64?,
        by principal: Principal,
        _ cases: CaseService,
        in transaction: any Transaction
    ) throws {
        var faults = FaultList("#")
        _ = try faults.collect { try HeardRules.check(heard, metID: metID) }
        try lookUp(heard, &faults, by: principal, cases, in: transaction)
        guard faults.isEmpty else { throw faults.error }
    }

    /// Whether what is named is there, of each thing of which nothing was said yet.
    private static func lookUp(
        _ heard: Heard,
        _ faults: inout FaultList,
        by principal: Principal,
        _ cases: CaseService,
        in transaction: any Transaction
    ) throws {
        if let category = heard.categoryID {
            try faults.collectBeside {
                try transaction.expectReference(.caseCategories, category, at: "category_id", scope: principal.scope)
            }
        }
        if let resident = heard.residentID {
            try faults.collectBeside {
                try transaction.expectReference(.residents, resident, at: "resident_id", scope: principal.scope)
            }
        }
        if let praised = heard.praisedID, let community = principal.scope.communityID {
            try faults.collectBeside {
                try cases.checkInside(praised, "praised_id", .community(community), transaction)
            }
        }
    }

    private func made(of heard: Heard) throws -> HeardOutcome {
        var outcome = HeardOutcome(kind: heard.kind)
        outcome.residentID = heard.residentID ?? metID
        switch heard.kind {
        case .request: outcome.caseID = try submit(heard, as: .help)
        case .errand: outcome.caseID = try errand(heard)
        case .praise: outcome.caseID = try submit(heard, as: .praise)
        case .suggestion:
            if principal.holds(.joinDeliberation) {
                outcome.issueID = try issue(heard)
            } else {
                outcome.caseID = try submit(heard, as: .suggestion)
            }
        case .wish: outcome.wishID = try wish(heard)
        case .change:
            outcome.isApplied = try change(heard)
            outcome.note = heard.description
        }
        return outcome
    }

    private func submit(_ heard: Heard, as kind: CaseKind) throws -> Int64 {
        let category = try heard.categoryID ?? transaction.visits.commonCategory(community: home.community)
        guard let category else {
            throw DomainError.invalid([
                .body("category_id", "required", "社区还没有诉求类别", "The community has no category yet")
            ])
        }
        let words = heard.description ?? heard.title ?? ""
        var draft = Draft(
            .cases,
            [
                "community_id": .integer(home.community), "kind": .text(kind.rawValue),
                "source": .text(CaseSource.homeVisit.rawValue), "category_id": .integer(category),
                "title": .text(heard.title ?? "\(heard.kind.title.chinese)：\(words.prefix(40))"),
                "description": .text(words), "building_id": .integer(home.building),
                "priority": .text(heard.priority ?? CasePriority.normal.rawValue),
            ]
        )
        if let isPrivate = heard.isPrivate { draft["private"] = .integer(isPrivate ? 1 : 0) }
        if let resident = heard.residentID ?? metID { draft["reporter_id"] = .integer(resident) }
        // Whose matter it is, also where nobody is named: the household is told how it ended.
        if let household = home.household, heard.kind != .praise { draft["household_id"] = .integer(household) }
        // Thanks go to the person thanked, who answers them.
        if let praised = heard.praisedID { draft["answerable_id"] = .integer(praised) }
        return try cases.submit(draft, by: principal, in: transaction)
    }

    /// Whoever took an errand on at the door carries it out.
    private func errand(_ heard: Heard) throws -> Int64 {
        let id = try submit(heard, as: .errand)
        guard let role = try transaction.cases.role(ofAccount: visitor), role.isInside else { return id }
        try cases.entrust(id, to: visitor, by: principal, in: transaction)
        return id
    }

    private func issue(_ heard: Heard) throws -> Int64 {
        let proposer = try (heard.residentID ?? metID).flatMap { try transaction.visits.name(ofResident: $0) }
        let draft = Draft(
            .issues,
            [
                "community_id": .integer(home.community), "compound_id": .integer(home.compound),
                "grid_id": .optional(home.grid), "title": .optional(heard.title),
                "description": .optional(heard.description), "proposer": .text(proposer ?? "走访住户"),
                "authority": .text(IssueAuthority.hall.rawValue), "source": .text(IssueSource.visit.rawValue),
            ]
        )
        return try issues.collect(draft, by: principal, in: transaction)
    }

    private func wish(_ heard: Heard) throws -> Int64 {
        guard let household = home.household else {
            throw DomainError.invalid([.body("kind", "needs_household", "心愿须属于一户", "A wish is a household's")])
        }
        return try transaction.insert(
            Draft(
                .wishes,
                [
                    "community_id": .integer(home.community), "household_id": .integer(household),
                    "grid_id": .optional(home.grid), "resident_id": .optional(heard.residentID ?? metID),
                    "text": .optional(heard.description), "status": .text(WishStatus.open.rawValue),
                    "entered_by": .integer(visitor),
                ]
            ),
            scope: principal.scope
        )
    }

    /// Brings a change into the register, where the visitor may write it; says whether it is there.
    private func change(_ heard: Heard) throws -> Bool {
        guard let resident = heard.residentID ?? metID else { return false }
        guard try transaction.contains(.residents, id: resident, scope: principal.scope) else {
            throw DomainError.invalid([
                .body(
                    "resident_id",
                    "unknown_reference",
                    "该居民不存在，或不在您的数据范围内",
                    "The resident does not exist, or is not in your scope"
                )
            ])
        }
        var draft = Draft(.residents)
        if let phone = heard.phone { draft["phone"] = .text(phone) }
        if let residency = heard.residency { draft["residency"] = .text(residency) }
        if let tag = heard.careTag { draft["care_tag"] = .text(tag) }
        guard principal.holds(.writePeople), !draft.values.isEmpty else { return false }
        try transaction.update(draft, id: resident, ifVersion: nil, scope: principal.scope)
        return true
    }
}

import Domain

extension CaseParty {
    /// As what somebody stands to a case (经办身份): by role, by scope, and by what the case itself says.
    init(_ principal: Principal, _ file: CaseFile, _ terms: CaseTerms) {
        self.init(principal, CaseTies(file, terms))
    }

    init(_ principal: Principal, _ ties: CaseTies) {
        // An absent person's deputy does what that person would.
        let isFormer = principal.accountID.map { ties.formerPeople.contains($0) } ?? false
        let handles =
            ties.handler.map { Self.stands(principal, for: $0) } ?? false
            || ties.deputy != nil && ties.deputy == principal.accountID && !isFormer
        var actors = Self.actors(of: principal.role)
        let isGuest = Self.isGuest(principal, ties)
        // Whoever helps from another grid is nothing more than that.
        if isGuest { actors.subtract([.gridLeader, .gridStaff]) }
        if handles { actors.insert(.handler) }
        // What a partner does not enter itself is entered for it.
        if case .organization? = ties.handler, actors.contains(.intake) { actors.insert(.intakeForPartner) }
        // Whoever did the work does not look at it, nor whoever takes over from them before it was looked at.
        let hasDone = handles || isFormer || principal.accountID.map { ties.workers.contains($0) } ?? false
        if principal.role?.isInside == true, principal.holds(.manageCases), !isGuest, !hasDone {
            actors.insert(.checker)
        }
        if case .resident(ties.reporter, community: _) = principal.scope, ties.reporter != nil {
            actors.insert(.reporter)
            if ties.policy == .reporter { actors.insert(.checker) }
        }
        if let account = principal.accountID, ties.lastActor == account { actors.insert(.lastActor) }
        self.init(account: principal.accountID, actors: actors)
    }

    /// Whether somebody is the person, or one of the organization, that is named.
    static func stands(_ principal: Principal, for unit: CaseHandler) -> Bool {
        switch unit {
        case .person(let account): account == principal.accountID
        case .organization(let organization):
            if case .organization(organization, community: _) = principal.scope { true } else { false }
        }
    }

    private static func isGuest(_ principal: Principal, _ ties: CaseTies) -> Bool {
        if case .grid(let grid, community: _, account: _) = principal.scope { grid != ties.grid } else { false }
    }

    static func actors(of role: Role?) -> CaseActors {
        switch role {
        case .secretary?: [.secretary, .intake]
        case .staff?, .admin?: [.intake]
        case .gridLeader?: [.gridLeader, .gridStaff]
        case .gridWorker?: [.gridStaff]
        case .subdistrictOfficer?: [.subdistrictOfficer]
        case .branchSecretary?, .partyMember?, .socialWorker?, .orgOperator?, .partner?, .resident?, .auditor?,
            .integration?, nil:
            []
        }
    }
}

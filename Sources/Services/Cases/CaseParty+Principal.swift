import Domain

extension CaseParty {
    /// As what somebody stands to a case (经办身份): by role, by scope, and by what the case itself says.
    init(_ principal: Principal, _ file: CaseFile, _ terms: CaseTerms) {
        let handles = Self.handles(principal, file)
        var actors = Self.actors(of: principal.role)
        let isGuest = Self.isGuest(principal, file)
        // Whoever helps from another grid is nothing more than that.
        if isGuest { actors.subtract([.gridLeader, .gridStaff]) }
        if handles { actors.insert(.handler) }
        // What a partner does not enter itself is entered for it.
        if case .organization? = file.handler, actors.contains(.intake) { actors.insert(.intakeForPartner) }
        if principal.role?.isInside == true, principal.holds(.manageCases), !isGuest,
            !(handles && Self.isForOthers(file, terms))
        {
            actors.insert(.checker)
        }
        if case .resident(file.reporter, community: _) = principal.scope, file.reporter != nil {
            actors.insert(.reporter)
            if terms.policy(file) == .reporter { actors.insert(.checker) }
        }
        if let account = principal.accountID, file.lastMove?.actor == account { actors.insert(.lastActor) }
        self.init(account: principal.accountID, actors: actors)
    }

    /// Whether somebody else than the handler has to look.
    private static func isForOthers(_ file: CaseFile, _ terms: CaseTerms) -> Bool {
        file.isSampled || terms.policy(file) == .independent
    }

    private static func handles(_ principal: Principal, _ file: CaseFile) -> Bool {
        file.handler.map { stands(principal, for: $0) } ?? false
    }

    /// Whether somebody is the person, or one of the organization, that is named.
    static func stands(_ principal: Principal, for unit: CaseHandler) -> Bool {
        switch unit {
        case .person(let account): account == principal.accountID
        case .organization(let organization):
            if case .organization(organization, community: _) = principal.scope { true } else { false }
        }
    }

    private static func isGuest(_ principal: Principal, _ file: CaseFile) -> Bool {
        if case .grid(let grid, community: _) = principal.scope { grid != file.grid } else { false }
    }

    private static func actors(of role: Role?) -> Set<CaseActor> {
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

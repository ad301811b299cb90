import Domain

/// Makes the accounts and gives each role its principal, who acts in the stories of the year (账号).
struct AccountMaker: Sendable {
    let territory: TerritoryMaker.Made
    let organizations: OrganizationMaker.Made
    let party: PartyMaker.Made
    let residents: [Int64]
    let plan: AccountPlan
    /// The hash of each account's password, in the order of the plan.
    let hashes: [String]

    func make(in transaction: any Transaction) throws -> [Role: Principal] {
        var principals: [Role: Principal] = [:]
        for (entry, hash) in zip(plan.accounts, hashes) {
            _ = try transaction.access.insert(account(entry, hash: hash))
            principals[entry.role] = try transaction.access.account(login: entry.login)?.principal
        }
        return principals
    }

    private func account(_ entry: AccountPlan.Entry, hash: String) -> NewAccount {
        var account = NewAccount(login: entry.login, name: entry.name, role: entry.role, passwordHash: hash)
        account.resident = entry.resident.map { residents[$0] }
        switch entry.role {
        case .admin:
            break
        case .subdistrictOfficer:
            account.subdistrict = territory.subdistrict
        case .gridLeader, .gridWorker:
            account.community = territory.community
            account.grid = territory.grids.first
        case .branchSecretary:
            account.community = territory.community
            account.branch = party.branches.first
        case .orgOperator:
            account.community = territory.community
            account.organization = organizations.organizations[OrganizationTable.bookHouse]
        case .partner:
            account.community = territory.community
            account.organization = organizations.organizations[OrganizationTable.property]
        case .secretary, .staff, .partyMember, .socialWorker, .resident, .auditor, .integration:
            account.community = territory.community
        }
        return account
    }
}

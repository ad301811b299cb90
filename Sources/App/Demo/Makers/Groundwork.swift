import Domain

/// What stands before the stories of the year begin (基础): the ids of the registers, and who acts.
struct Groundwork: Sendable {
    let territory: TerritoryMaker.Made
    let organizations: OrganizationMaker.Made
    /// In the order of the plan.
    let residents: [Int64]
    let party: PartyMaker.Made
    let principals: [Role: Principal]

    var community: FieldValue { .integer(territory.community) }

    func principal(_ role: Role) -> Principal {
        guard let principal = principals[role] else { preconditionFailure("nobody is \(role.rawValue)") }
        return principal
    }

    func account(_ role: Role) -> Int64? { principal(role).accountID }

    /// The id of an organization of the table.
    func organization(_ name: String) -> Int64 {
        guard let id = organizations.organizations[name] else {
            preconditionFailure("no organization is called \(name)")
        }
        return id
    }
}

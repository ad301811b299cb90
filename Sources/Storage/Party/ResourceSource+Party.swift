import Domain

extension ResourceSource {
    static func party(_ name: ResourceName) -> ResourceSource {
        switch name {
        case .partyOrganizations: ResourceSource(table: "party_organization", scope: Scope(branch: "t.id"))
        case .partyMembers: ResourceSource(table: "party_member", scope: Scope(branch: "t.branch_id"))
        default: ResourceSource(table: "honour")
        }
    }
}

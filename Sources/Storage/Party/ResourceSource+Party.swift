import Domain

extension ResourceSource {
    static func party(_ name: ResourceName) -> ResourceSource {
        switch name {
        case .partyOrganizations: ResourceSource(table: "party_organization")
        case .partyMembers: ResourceSource(table: "party_member")
        default: ResourceSource(table: "honour")
        }
    }
}

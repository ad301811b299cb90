import Domain

extension ResourceSource {
    static func party(_ name: ResourceName) -> ResourceSource {
        switch name {
        case .partyOrganizations: ResourceSource(table: "party_organization", scope: Scope(branch: "t.id"))
        case .partyMembers: ResourceSource(table: "party_member", scope: Scope(branch: "t.branch_id"))
        case .partyDisplays:
            ResourceSource(
                table: "party_display",
                joins: "JOIN party_member m ON m.id = t.member_id",
                scope: Scope(branch: "m.branch_id", resident: "m.resident_id"),
                label: "x.purpose"
            )
        case .displayedMembers: ResourceSource(table: "displayed_member")
        default: ResourceSource(table: "honour")
        }
    }
}

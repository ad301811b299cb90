import Domain

extension ResourceSource {
    static func organizations(_ name: ResourceName) -> ResourceSource {
        switch name {
        case .organizations:
            ResourceSource(table: "organization", scope: Scope(organization: "t.id"), search: .organizations)
        case .venues: ResourceSource(table: "venue")
        default: ResourceSource(table: "hall")
        }
    }
}

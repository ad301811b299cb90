import Domain

extension ResourceSource {
    static func organizations(_ name: ResourceName) -> ResourceSource {
        switch name {
        case .organizations: ResourceSource(table: "organization")
        case .venues: ResourceSource(table: "venue")
        default: ResourceSource(table: "hall")
        }
    }
}

import Domain

extension ResourceSource {
    static func access(_ name: ResourceName) -> ResourceSource {
        switch name {
        case .accounts: ResourceSource(table: "account")
        // They are cut to the account that asks, never to a part of the territory.
        default: ResourceSource(table: "session", scope: Scope(community: nil), label: "x.created_at")
        }
    }
}

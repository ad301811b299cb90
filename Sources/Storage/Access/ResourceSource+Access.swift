import Domain

extension ResourceSource {
    static func access(_ name: ResourceName) -> ResourceSource {
        switch name {
        case .accounts: ResourceSource(table: "account")
        case .apiKeys:
            ResourceSource(
                table: "api_key",
                joins: "JOIN account a ON a.id = t.account_id",
                scope: Scope(community: "a.community_id")
            )
        // They are cut to the account that asks, never to a part of the territory.
        default: ResourceSource(table: "session", scope: Scope(community: nil), label: "x.created_at")
        }
    }
}

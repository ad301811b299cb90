import Domain

extension ResourceSource {
    static func access(_ name: ResourceName) -> ResourceSource {
        switch name {
        case .accounts: ResourceSource(table: "account")
        case .registrations: ResourceSource(table: "registration")
        case .apiKeys:
            ResourceSource(
                table: "api_key",
                // No join, by which a page could begin at the accounts and had to be sorted.
                scope: Scope(community: "(SELECT a.community_id FROM account a WHERE a.id = t.account_id)")
            )
        // They are cut to the account that asks, never to a part of the territory.
        default: ResourceSource(table: "session", scope: Scope(community: nil), label: "x.created_at")
        }
    }
}

import Domain

extension ResourceSource {
    static func access(_ name: ResourceName) -> ResourceSource {
        switch name {
        case .accounts:
            // Colleagues are everybody's to know; who of the residents has an account is seen where they live.
            ResourceSource(
                table: "account",
                scope: Scope(grid: gridOfResident),
                isShared: true,
                sharedRows: "t.role NOT IN ('resident', 'party_member')"
            )
        case .registrations: ResourceSource(table: "registration", listed: ["home": homeByBuilding])
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

    /// What somebody typed as their home, as far as the building; whoever decides reads the whole of it in the row itself.
    private static let homeByBuilding: String = {
        let ends = ["幢", "栋", "号楼"].map { word in
            "WHEN instr(t.home, '\(word)') > 0 THEN substr(t.home, 1, instr(t.home, '\(word)') + \(word.count - 1)) || '\(Masking.door)'"
        }
        return "CASE \(ends.joined(separator: " ")) ELSE '\(Masking.door)' END"
    }()
}
